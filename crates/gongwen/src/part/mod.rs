//! The parts of a circular around and in its body, one file a part.

mod addressees;
mod attachments;
mod closing;
mod contact;
mod front;
mod header;
mod issue;
mod lead;
mod title;

pub(crate) use attachments::opens_body as opens_attachment;
pub(crate) use closing::{Back, closing, is_closing_line, opens_closing};
pub(crate) use front::{Front, front};
pub(crate) use issue::{is_strong, statement};
pub(crate) use lead::inspection;

use crate::block::is_space;

/// Whether a line is a date and nothing else.
pub(crate) fn is_date_line(text: &str) -> bool {
    closing::date_line(text).is_some()
}

/// A text without any white space: titles and names are set with spaces for looks.
pub(crate) fn squeeze(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let bytes = text.as_bytes();
    let (mut kept, mut at) = (0, 0);
    while let Some(&lead) = bytes.get(at) {
        // Only these can lead white space; the common Chinese characters need not be decoded.
        let space = match lead {
            0..=b' ' | 0xC2 | 0xE2 | 0xE3 => text[at..].chars().next().filter(|&c| is_space(c)),
            _ => None,
        };
        if let Some(space) = space {
            out.push_str(&text[kept..at]);
            kept = at + space.len_utf8();
        }
        at += match lead {
            0..=0x7F => 1,
            0x80..=0xDF => 2,
            0xE0..=0xEF => 3,
            0xF0..=0xFF => 4,
        };
    }
    out.push_str(&text[kept..]);
    out
}
