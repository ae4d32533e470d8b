//! Facts of any text, without a circular around it: a sentence, a cell of a table, a column.

use std::borrow::Cow;
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

/// The facts of a text, and where their words stand in it. It borrows the source where it can;
/// [`Extraction::into_owned`] unties it.
#[derive(Debug, Clone)]
pub struct Extraction<'s> {
    source: Cow<'s, str>,
    reference_date: Option<Date>,
    facts: Facts,
    text: String,
    map: TextMap,
}

impl Extraction<'_> {
    /// The text that was handed over; all spans point into it.
    #[must_use]
    pub fn source(&self) -> &str {
        &self.source
    }

    /// The day that 今年 and 12月4日 were seen from.
    #[must_use]
    pub fn reference_date(&self) -> Option<Date> {
        self.reference_date
    }

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

    /// From the text with its lines joined back to the source.
    #[must_use]
    pub fn map(&self) -> &TextMap {
        &self.map
    }

    /// The words of a fact, lines joined.
    ///
    /// # Panics
    ///
    /// Where the range is none of these facts and lies outside the text.
    #[must_use]
    pub fn words(&self, range: &Range<usize>) -> &str {
        &self.text[range.clone()]
    }

    /// The spans of a fact's words in the source, one a fragment.
    ///
    /// ```
    /// use gongwen::{ExtractOptions, extract};
    /// let text = "第一时间成立工作领导小组，专题研究整改落实工作，全县共排查问题1\n43个。";
    /// let found = extract(text, &ExtractOptions::default());
    /// let metric = &found.facts().metrics[0];
    /// assert_eq!((found.words(&metric.range), metric.value.to_string().as_str()), ("143个", "143"));
    /// let fragments: Vec<&str> =
    ///     found.spans(&metric.range).into_iter().map(|span| &found.source()[span.range()]).collect();
    /// assert_eq!(fragments, ["1", "43个"]);
    /// ```
    #[must_use]
    pub fn spans(&self, range: &Range<usize>) -> Vec<Span> {
        self.map.spans(range.clone())
    }

    /// Unties the facts from the text they were read from.
    #[must_use]
    pub fn into_owned(self) -> Extraction<'static> {
        Extraction {
            source: Cow::Owned(self.source.into_owned()),
            reference_date: self.reference_date,
            facts: self.facts,
            text: self.text,
            map: self.map,
        }
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
pub fn extract<'s>(text: impl Into<Cow<'s, str>>, options: &ExtractOptions) -> Extraction<'s> {
    let source: Cow<'s, str> = text.into();
    let paragraphs = repair(&source, block::lines(&source, Format::Plain, &[]), false, |_, _| {});
    let passages: Vec<Passage> = paragraphs
        .list
        .iter()
        .enumerate()
        // Lines of a column have nothing to do with each other: none lends its year to another.
        .map(|(section, paragraph)| Passage {
            range: paragraph.start..paragraph.end,
            node: None,
            kind: PassageKind::Done,
            section,
        })
        .collect();
    let (facts, _) = facts::read(&paragraphs.text, &passages, &[], options.reference_date);
    Extraction {
        source,
        reference_date: options.reference_date,
        facts,
        text: paragraphs.text,
        map: paragraphs.map,
    }
}
