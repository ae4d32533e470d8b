//! `gongwen status`: what an output holds.

use std::fmt::Write as _;

use super::print;
use crate::args::{CheckFormat, StatusArgs};
use crate::failure::{FOUND, Failure, SUCCESS};

pub(crate) fn run(args: &StatusArgs) -> Result<u8, Failure> {
    let status = gongwen_archive::status(&args.output)?;
    let text = match args.format {
        CheckFormat::Json => format!("{:#}\n", serde_json::json!(status)),
        CheckFormat::Text => as_text(&status),
    };
    print(&text)?;
    Ok(if status.failed.is_empty() { SUCCESS } else { FOUND })
}

fn as_text(status: &gongwen_archive::Status) -> String {
    let mut text = format!(
        "{} documents in {} parts, of {} files ({} bytes) in {} inputs; {} duplicates\n",
        status.documents, status.parts, status.files, status.bytes, status.inputs, status.duplicates
    );
    if let Some(told) = super::made_again(status.parts_again) {
        let _ = writeln!(text, "{told}");
    }
    if !status.failed.is_empty() {
        let _ = writeln!(text, "\n{} failed:", status.failed.len());
    }
    for failed in &status.failed {
        let _ = writeln!(text, "{} {}: {}", failed.stage, failed.code, failed.message);
    }
    text
}
