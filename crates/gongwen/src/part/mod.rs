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

/// Whether a line is a date and nothing else.
pub(crate) fn is_date_line(text: &str) -> bool {
    closing::date_line(text).is_some()
}

/// A text without any white space: titles and names are set with spaces for looks.
pub(crate) fn squeeze(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    text.split(crate::block::is_space).for_each(|part| out.push_str(part));
    out
}
