//! `gongwen formats`: what is read, and the bounds on it.

use std::fmt::Write as _;

use gongwen_read::{Limit, Limits, formats};
use serde_json::json;

use super::print;
use crate::args::{CheckFormat, FormatsArgs};
use crate::failure::{Failure, SUCCESS};

pub(crate) fn run(args: &FormatsArgs) -> Result<u8, Failure> {
    let text = match args.format {
        CheckFormat::Text => as_text(),
        CheckFormat::Json => as_json(),
    };
    print(&text)?;
    Ok(SUCCESS)
}

fn as_text() -> String {
    let mut text = String::new();
    for info in formats() {
        let extensions: Vec<String> =
            info.extensions.iter().map(|extension| format!(".{extension}")).collect();
        let _ = writeln!(text, "{:<10} {:<20} {}", info.name, extensions.join(" "), info.reads);
    }
    text.push_str("\nLimits of a file:\n\n");
    for limit in Limit::ALL {
        let option = format!("--{}", limit.option());
        let _ = writeln!(text, "{option:<21} {:>11} {}", limit.of(&Limits::default()), limit.unit());
    }
    text
}

fn as_json() -> String {
    let listed: Vec<_> = formats()
        .iter()
        .map(|info| {
            json!({
                "name": info.name,
                "archive": info.format.is_none(),
                "extensions": info.extensions,
                "reads": info.reads,
            })
        })
        .collect();
    let limits: Vec<_> = Limit::ALL
        .iter()
        .map(|limit| {
            json!({"option": limit.option(), "default": limit.of(&Limits::default()), "unit": limit.unit()})
        })
        .collect();
    format!("{:#}\n", json!({"formats": listed, "limits": limits}))
}
