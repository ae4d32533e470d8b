//! Markdown and plain text, in the encodings that circulars come in.

use encoding_rs::GB18030;
use fastrand::Rng;

use super::layout::wrapped;
use crate::archive::document::{Paragraph, Style};
use crate::archive::random::chance;

/// As converters write it: the depth of `#` says nothing for certain, the label of the measures may be bold.
pub(super) fn markdown(rng: &mut Rng, paragraphs: &[Paragraph]) -> String {
    let headed = chance(rng, 80.0);
    let noise = u8::from(rng.bool());
    let bold = rng.bool();
    let mut out = String::new();
    for paragraph in paragraphs {
        let text = paragraph.whole();
        match paragraph.style {
            Style::Title => out.push_str(&format!("# {text}")),
            Style::Heading(depth) if headed => {
                out.push_str(&format!("{} {text}", "#".repeat(usize::from(depth + 1 + noise))));
            }
            Style::Heading(_) => out.push_str(&format!("**{text}**")),
            _ => match text.split_once('：') {
                Some((label, rest)) if bold && label.starts_with("整改") && label.chars().count() <= 6 => {
                    out.push_str(&format!("**{label}：**{rest}"));
                }
                _ => out.push_str(&text),
            },
        }
        out.push_str("\n\n");
    }
    out
}

/// Indented by two wide spaces or apart by an empty line; some wrapped as by a mail program; UTF-8, GB18030 or UTF-16.
pub(super) fn plain(rng: &mut Rng, paragraphs: &[Paragraph]) -> Vec<u8> {
    let indented = chance(rng, 60.0);
    let width =
        (indented && chance(rng, 40.0)).then(|| rng.u8(32..=40)).filter(|width| tell(paragraphs, *width));
    let newline = if rng.bool() { "\r\n" } else { "\n" };
    let mut out = String::new();
    for paragraph in paragraphs {
        let text = paragraph.whole();
        let indent = match paragraph.style {
            Style::Title | Style::Number | Style::Addressees => "",
            Style::Right if indented => "　　　　　　　　　　　　",
            _ if indented => "　　",
            _ => "",
        };
        match width {
            // Numbers and addresses stay whole.
            Some(width) if paragraph.style == Style::Body && !text.contains("电话：") => {
                let lines = unbroken(&text, width);
                out.push_str(indent);
                out.push_str(&lines.join(newline));
            }
            _ => {
                out.push_str(indent);
                out.push_str(&text);
            }
        }
        out.push_str(newline);
        // Among wrapped lines only a gap tells where the title ends.
        if !indented || (width.is_some() && matches!(paragraph.style, Style::Title | Style::Number)) {
            out.push_str(newline);
        }
    }
    encoded(rng, &out)
}

/// Whether enough paragraphs are longer than a line to show that the text is wrapped.
fn tell(paragraphs: &[Paragraph], width: u8) -> bool {
    let body = || paragraphs.iter().filter(|paragraph| paragraph.style == Style::Body);
    let long = body().filter(|paragraph| paragraph.whole().chars().count() > usize::from(width)).count();
    long >= 12 && long * 3 >= body().count()
}

/// Lines of about a width, none of which ends where a sentence does: what follows might be a paragraph of its own.
fn unbroken(text: &str, width: u8) -> Vec<String> {
    (0..8)
        .map(|less| wrapped(text, f64::from(width - less), 2.0))
        .find(|lines| lines.iter().rev().skip(1).all(|line| !line.ends_with(['。', '；', '：'])))
        .unwrap_or_else(|| vec![text.to_owned()])
}

fn encoded(rng: &mut Rng, text: &str) -> Vec<u8> {
    match rng.u8(..6) {
        0 | 1 => GB18030.encode(text).0.into_owned(),
        2 => [&[0xFF, 0xFE], units(text, u16::to_le_bytes).as_slice()].concat(),
        3 => [&[0xFE, 0xFF], units(text, u16::to_be_bytes).as_slice()].concat(),
        4 => [&[0xEF, 0xBB, 0xBF], text.as_bytes()].concat(),
        _ => text.as_bytes().to_vec(),
    }
}

fn units(text: &str, bytes: fn(u16) -> [u8; 2]) -> Vec<u8> {
    text.encode_utf16().flat_map(bytes).collect()
}
