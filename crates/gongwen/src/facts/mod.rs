//! Facts: the figures, dates, documents, actions and terms that a text names, each with its words.
//!
//! | module | finds |
//! |---|---|
//! | `passage` | figures, dates, 《》 and “” of a stretch of text, in one pass |
//! | `sentence` | the pieces of a sentence that has figures |
//! | `phrase` | the noun phrase before a figure |
//! | `behind` | the noun phrase behind a figure |
//! | `edges` | words at its edges that belong to what stands beside it |
//! | `metric` | which figure counts what: respectively-lists, parts of a whole, changes |
//! | `action` | 党纪处分2人, 追缴资金5.08万元 |
//! | `citation` | 《…》 with number, kind and what was done with it |
//! | `timeline` | dates and the years they leave out |
//! | `totals` | figures that contradict each other |
//! | `fact` | one fact of any kind, all in the order of the text |
//!
//! A figure that no subject was found for, a date whose year is not known, an action without a count: none of
//! these is a fact. A wrong figure costs more than a missing one.

mod action;
mod behind;
mod citation;
mod edges;
mod fact;
mod metric;
mod passage;
mod phrase;
mod sentence;
mod timeline;
mod totals;

use std::borrow::Cow;
use std::ops::Range;

use jiff::civil::Date;

use crate::date::Precision;
use crate::diagnostic::Code;
use crate::number::{Decimal, Qualifier};
use crate::text::{CharSet, trim};
use crate::tree::NodeData;

pub use fact::{Fact, FactData, FactKind};

pub use crate::rules::citations::Act;
pub use crate::rules::sanctions::ActionKind;
pub use crate::rules::units::UnitKind;

pub(crate) use passage::{Passage, PassageKind};

/// The facts of a text, each list in the order of the text. Ranges are in the repaired text.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Facts {
    /// Figures with their subjects.
    pub metrics: Vec<Metric>,
    /// Days, months, years and ranges of them.
    pub dates: Vec<DateFact>,
    /// Documents in 《》.
    pub citations: Vec<Citation>,
    /// What was done about people, cases and money.
    pub actions: Vec<Action>,
    /// Expressions in “”.
    pub terms: Vec<Term>,
}

/// A figure: what is counted or measured, how much, and in what unit.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Metric {
    /// The noun phrase that is counted, without its verb: 党组会 of 召开党组会7次.
    pub subject: String,
    /// As written, without separators: 3.92 of 3.92亿元.
    pub value: Decimal,
    /// Upper end of a range: 5 of 3—5个.
    pub value_to: Option<Decimal>,
    /// As written: 次, 万元, 台（套）; empty for a fraction.
    pub unit: Cow<'static, str>,
    /// What is measured.
    pub kind: UnitKind,
    /// The value in the canonical unit; `None` where that has too many digits.
    pub canonical_value: Option<Decimal>,
    /// 元 for 万元, 米 for 公里, % for ‰.
    pub canonical_unit: Cow<'static, str>,
    /// How exact the figure is.
    pub qualifier: Qualifier,
    /// A goal that is named, not a result.
    pub target: bool,
    /// From which value to which, where the text tells both.
    pub change: Option<Change>,
    /// How often: 每季度.
    pub period: Option<String>,
    /// Where the figure stands in the repaired text.
    pub range: Range<usize>,
    /// The node it stands in, by its place in document order; `None` in the closing.
    pub node: Option<usize>,
}

/// A change of a figure: 由7.8%下降到1.2%.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Change {
    /// The value before, in the unit of the metric.
    pub from: Decimal,
    /// The value after.
    pub to: Decimal,
}

/// A date or a range of dates.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct DateFact {
    /// First day.
    pub start: Date,
    /// Last day; `None` where it is open (2025年以来).
    pub end: Option<Date>,
    /// The smallest unit that is named.
    pub precision: Precision,
    /// The year is not written; it was taken from the context.
    pub inferred: bool,
    /// Where it stands in the repaired text.
    pub range: Range<usize>,
    /// The node it stands in; `None` in the closing.
    pub node: Option<usize>,
}

/// A document that the text names.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Citation {
    /// Without the outer 《》.
    pub title: String,
    /// 办法, 条例, 通知 …, from its last word.
    pub kind: Option<&'static str>,
    /// 发文字号 in the brackets behind it.
    pub document_number: Option<String>,
    /// What was done with it.
    pub act: Option<Act>,
    /// The place in the list of the citation that names it first, for one that names it again.
    pub first_mention: Option<usize>,
    /// Where it stands in the repaired text, with its 《》.
    pub range: Range<usize>,
    /// The node it stands in; `None` in the closing.
    pub node: Option<usize>,
}

/// Something done about people, cases or money.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Action {
    /// One of the closed list.
    pub kind: ActionKind,
    /// As written, where it is narrower than the kind: 党内警告.
    pub sanction: Option<String>,
    /// How many, or how much; 0 is kept.
    pub count: Decimal,
    /// 人, 人次, 万元.
    pub unit: Cow<'static, str>,
    /// From the sanction to its count, or the other way round.
    pub range: Range<usize>,
    /// The node it stands in; `None` in the closing.
    pub node: Option<usize>,
}

/// A quoted expression.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Term {
    /// Without its quotation marks: 一岗双责.
    pub term: String,
    /// Where it stands in the repaired text, with its marks.
    pub range: Range<usize>,
    /// The node it stands in; `None` in the closing.
    pub node: Option<usize>,
}

/// Something about a fact that a reader should know, with its place in the repaired text.
#[derive(Debug, Clone)]
pub(crate) struct Doubt {
    pub(crate) code: Code,
    pub(crate) message: String,
    pub(crate) range: Range<usize>,
    /// The other places that it rests on.
    pub(crate) related: Vec<Range<usize>>,
}

/// Characters of the longest term: longer quotations are speech, as are those with such marks in them.
const LONGEST_TERM: usize = 40;
static SPEECH: CharSet = CharSet::new("。；！？");

/// Passages that go through each stage together: what reads figures, citations and metrics does not fit into the cache of
/// a processor at once, and would be fetched again for each passage.
const BATCH: usize = 256;

/// Reads the facts of all passages; `reference` is the day that 今年 and 12月4日 are seen from. The tree that the passages
/// are from, where there is one, is checked against what they say of it.
pub(crate) fn read(
    text: &str,
    passages: &[Passage],
    nodes: &[NodeData],
    reference: Option<Date>,
) -> (Facts, Vec<Doubt>) {
    let mut facts = Facts::default();
    let mut doubts = Vec::new();
    let mut marks = passage::Marks::default();
    let mut timeline = timeline::Timeline::new(reference);
    let mut totals = totals::Totals::default();
    let mut metrics = metric::Metrics::new(reference);
    for passages in passages.chunks(BATCH) {
        marks.clear();
        passages.iter().for_each(|passage| passage::read(text, passage.range.clone(), &mut marks));
        let marked: Vec<(&Passage, passage::Marked<'_>)> = passages.iter().zip(marks.each()).collect();
        for (passage, marked) in marked.iter().filter(|(_, marked)| !marked.dates.is_empty()) {
            timeline.read(text, passage, marked, &mut facts.dates, &mut doubts);
        }
        for (passage, marked) in marked.iter().filter(|(_, marked)| !marked.citations.is_empty()) {
            citation::read(text, passage.range.clone(), marked.citations, passage.node, &mut facts.citations);
        }
        // A heading counts nothing, and names no terms.
        for (passage, marked) in marked.iter().filter(|(passage, _)| passage.kind != PassageKind::Heading) {
            terms(text, passage, marked, &mut facts.terms);
        }
        let counts = |(passage, marked): &&(&Passage, passage::Marked<'_>)| {
            !marked.figures.is_empty() && !matches!(passage.kind, PassageKind::Heading | PassageKind::Closing)
        };
        for (passage, marked) in marked.iter().filter(counts) {
            totals.read(text, passage, marked);
        }
        for (passage, marked) in marked.iter().filter(counts) {
            metrics.read(text, passage, marked, &mut facts);
        }
    }
    citation::link(&mut facts.citations);
    totals.finish(nodes, &mut doubts);
    (facts, doubts)
}

/// Where the sentence ends that has a figure up to `from`, with its stop.
fn sentence_end(sentences: &[usize], from: usize, end: usize) -> usize {
    sentences.get(sentences.partition_point(|&start| start <= from)).copied().unwrap_or(end)
}

fn terms(text: &str, passage: &Passage, marks: &passage::Marked<'_>, out: &mut Vec<Term>) {
    for range in marks.quotes {
        let term = trim(&text[range.start + '“'.len_utf8()..range.end - '”'.len_utf8()]);
        let long = term.len() > LONGEST_TERM && term.chars().nth(LONGEST_TERM).is_some();
        // Most have no mark at which a sentence ends.
        let ends = sentence_end(marks.sentences, range.start, usize::MAX) < range.end;
        let speech = ends && SPEECH.find(term).is_some();
        if !term.is_empty() && !long && !speech {
            out.push(Term { term: term.to_owned(), range: range.clone(), node: passage.node });
        }
    }
}
