//! What a paragraph, or a part of one, opens with: told while its text is at hand.

use crate::rules::fields::{self, FieldMatch};
use crate::rules::statuses;
use crate::text::CharSet;

/// What a text opens with, behind its number where it has one.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Opening {
    pub(crate) field: Option<FieldMatch>,
    /// Its first sentence says a status and nothing else.
    pub(crate) bare: bool,
    /// Such a sentence stands behind its field.
    pub(crate) told: bool,
    /// It may open or end with a note in brackets.
    pub(crate) noted: bool,
}

/// What a note in brackets opens with.
static NOTE_OPENS: CharSet = CharSet::new("【（(〔[");

impl Opening {
    /// Of a text and the field that it opens with; `noted` says whether a note may stand at the end of one of its sentences.
    pub(crate) fn new(text: &str, field: Option<FieldMatch>, noted: bool) -> Self {
        let said = &text[field.map_or(0, |field| field.end())..];
        let says = statuses::bare_len(said).is_some();
        let noted = noted || NOTE_OPENS.starts(said);
        Self { field, bare: field.is_none() && says, told: field.is_some() && says, noted }
    }

    /// Of a text whose field is not known.
    pub(crate) fn of(text: &str, noted: bool) -> Self {
        // Most headings take the whole of their paragraph.
        if text.is_empty() { Self::default() } else { Self::new(text, fields::at_start(text), noted) }
    }
}
