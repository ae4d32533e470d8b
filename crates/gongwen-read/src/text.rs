//! Markdown and plain text, of which the core reads the blocks itself.

use encoding_rs::Encoding as Charset;
use gongwen::block::{Document, Format, detect};

use crate::encoding::{Decoded, decode};

/// Reads text; `format` where the caller says which.
pub(crate) fn read(bytes: Vec<u8>, format: Option<Format>, encoding: Option<&'static Charset>) -> Document {
    let Decoded { text, encoding } = decode(bytes, encoding, None);
    let format = format.unwrap_or_else(|| detect(&text));
    let mut document = Document::new(text, format);
    document.encoding = Some(encoding);
    document
}
