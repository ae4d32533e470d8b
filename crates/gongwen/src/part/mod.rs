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
pub use closing::opens_closing;
pub(crate) use closing::{Back, closing, is_closing_line, may_open_attachment};
pub(crate) use contact::goes_on as contact_goes_on;
pub(crate) use front::{Front, front};
pub(crate) use header::is_document_number;
pub(crate) use issue::{is_strong, names_number, statement, strong_statement};
pub(crate) use lead::inspection;

use crate::block::is_space;
use crate::text::lanes;

/// Whether a line is a date and nothing else.
pub(crate) fn is_date_line(text: &str) -> bool {
    closing::date_line(text).is_some()
}

/// Whether a line ends as titles of circulars do, and says what they are about.
pub(crate) fn is_title(text: &str) -> bool {
    matches!(title::title_line(text), title::TitleLine::Ends)
        && text.contains("关于")
        && text.contains("整改")
}

/// A text without any white space: titles and names are set with spaces for looks.
pub(crate) fn squeeze(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut kept = 0;
    // White space is never among the common Chinese characters.
    lanes::rare(text.as_bytes(), 0..text.len()).each(|at| {
        if let Some(space) = text[at..].chars().next().filter(|&c| is_space(c)) {
            out.push_str(&text[kept..at]);
            kept = at + space.len_utf8();
        }
        true
    });
    out.push_str(&text[kept..]);
    out
}
