//! Facts of any text, without a circular around it: a sentence, a cell of a table, a column.

use std::ops::Range;

use jiff::civil::Date;

use crate::block::{self, Format};
use crate::facts::{self, Facts, Passage, PassageKind};
use crate::repair::repair;
use crate::text::{Span, TextMap};

/// How to read facts from a text.
#[derive(Debug, Clone, Default)]
pub struct ExtractOptions {
    /// The day that 今年, 上半年 and 12月4日 are seen from; without it they give no date.
    pub reference_date: Option<Date>,
}

/// The facts of a text, and where their words stand in it.
#[derive(Debug, Clone)]
pub struct Extraction {
    facts: Facts,
    text: String,
    map: TextMap,
}

impl Extraction {
    /// The facts.
    #[must_use]
    pub fn facts(&self) -> &Facts {
        &self.facts
    }

    /// The text with its cut lines joined; ranges of facts point into it.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The spans of a fact's words in the text that was handed over, one a fragment.
    #[must_use]
    pub fn spans(&self, range: &Range<usize>) -> Vec<Span> {
        self.map.spans(range.clone())
    }
}

/// Reads metrics, dates, citations, actions and terms from any text. Lines that a layout has cut are joined first.
///
/// ```
/// use gongwen::{ExtractOptions, extract};
/// let found = extract("排查问题143个，涉及企业27家。", &ExtractOptions::default());
/// let subjects: Vec<&str> = found.facts().metrics.iter().map(|metric| metric.subject.as_str()).collect();
/// assert_eq!(subjects, ["问题", "企业"]);
/// ```
#[must_use]
pub fn extract(text: &str, options: &ExtractOptions) -> Extraction {
    let paragraphs = repair(text, block::lines(text, Format::Plain), false, |_, _| {});
    let passages: Vec<Passage> = paragraphs
        .list
        .iter()
        .map(|paragraph| Passage {
            range: paragraph.start..paragraph.end,
            node: None,
            kind: PassageKind::Done,
            section: 0,
        })
        .collect();
    let (facts, _) = facts::read(&paragraphs.text, &passages, &[], options.reference_date);
    Extraction { facts, text: paragraphs.text, map: paragraphs.map }
}
