//! The text under a heading, cut into what it holds: measures, labelled lines, status sentences, prose.

use std::ops::Range;

use super::Body;
use crate::block::trim_start;
use crate::outline::{ClauseKind, LabelMatch, Scanned, Scheme};
use crate::rules::fields::{self, Field, FieldMatch};
use crate::rules::statuses;

/// One stretch of content.
#[derive(Debug, Clone)]
pub(super) struct Segment {
    pub(super) kind: SegmentKind,
    pub(super) label: Option<Range<usize>>,
    /// The text after the label, without white space around it.
    pub(super) text: Range<usize>,
}

#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum SegmentKind {
    Prose,
    Measure(LabelMatch),
    Field(Field),
    Status,
}

/// A part of one paragraph, or all of it, without white space at its start.
#[derive(Debug, Clone)]
pub(super) struct Stretch {
    pub(super) range: Range<usize>,
    pub(super) paragraph: usize,
    pub(super) opening: Opening,
}

impl Stretch {
    /// A whole paragraph. What it opens with the scan told, when its text was at hand.
    pub(super) fn paragraph(body: &Body<'_>, paragraph: usize) -> Self {
        let Scanned { field, bare, .. } = body.scanned[paragraph];
        Self { range: body.words(paragraph), paragraph, opening: Opening { field, bare } }
    }

    /// What stands behind the number of a paragraph.
    pub(super) fn behind(body: &Body<'_>, paragraph: usize, start: usize) -> Self {
        let range = start..body.paragraph(paragraph).end;
        let opening = Opening::of(body.text(range.clone()));
        Self { range, paragraph, opening }
    }
}

/// What a stretch opens with.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Opening {
    field: Option<FieldMatch>,
    /// It says a status and nothing else.
    bare: bool,
}

impl Opening {
    pub(super) fn of(text: &str) -> Self {
        Self { field: fields::at_start(text), bare: statuses::is_bare(text) }
    }
}

/// Cuts stretches into segments.
pub(super) fn segments(body: &Body<'_>, content: &[Stretch], out: &mut Vec<Segment>) {
    let mut series = Series::new(body, content);
    for stretch in content {
        cut(body, stretch, &mut series, out);
    }
}

/// Cuts the text of a numbered measure: only the numbers that go on with its own, and sentences about the issue.
pub(super) fn numbered_segments(
    body: &Body<'_>,
    stretch: &Stretch,
    label: Option<LabelMatch>,
) -> Vec<Segment> {
    let mut out = Vec::new();
    let mut series = Series::new(body, std::slice::from_ref(stretch));
    series.last = label.map(|found| (found.scheme, found.family, found.ordinal));
    series.only = label.map(|found| found.scheme);
    cut(body, stretch, &mut series, &mut out);
    out
}

fn cut(body: &Body<'_>, stretch: &Stretch, series: &mut Series, out: &mut Vec<Segment>) {
    let range = stretch.range.clone();
    let mut at = range.start;
    let Opening { field, bare } = stretch.opening;
    let mut open = Segment { kind: SegmentKind::Prose, label: None, text: range.clone() };
    if let Some(found) = field.map(|found| told(body, &range, found)) {
        series.field = Some(found.field);
        open = field_segment(&range, found);
        at = open.text.start;
    } else if bare {
        open.kind = SegmentKind::Status;
    }
    for clause in body.clauses(stretch.paragraph, &range) {
        if clause.at < at {
            continue;
        }
        let next = match clause.kind {
            ClauseKind::Field(found) if clause.sentence => {
                let rest = clause.at..range.end;
                let found = told(body, &rest, found);
                series.field = Some(found.field);
                Some(field_segment(&rest, found))
            }
            ClauseKind::Label(found) => {
                series.opt_ordinal(found, clause.at == range.start, clause.sentence).map(|ordinal| Segment {
                    kind: SegmentKind::Measure(found.with_ordinal(ordinal)),
                    label: Some(clause.at..clause.at + found.len()),
                    text: clause.at + found.end()..range.end,
                })
            }
            ClauseKind::Status => status_start(body, open.text.start, clause.at, range.end).map(|start| {
                let text = trimmed(body, start..range.end);
                Segment { kind: SegmentKind::Status, label: None, text }
            }),
            ClauseKind::Field(_) => None,
        };
        if let Some(next) = next {
            let start = next.label.as_ref().map_or(next.text.start, |label| label.start);
            // What a stop ends has no white space behind it, nor has a paragraph.
            let end = if start == clause.at { clause.before() } else { start };
            open.text.end = end.max(open.text.start);
            at = next.text.start;
            push(out, std::mem::replace(&mut open, next));
        }
    }
    push(out, open);
}

/// What a labelled line holds by what it says: 整改结果： and 完成情况： that name no status tell what was done.
fn told(body: &Body<'_>, range: &Range<usize>, found: FieldMatch) -> FieldMatch {
    if found.field != Field::Status {
        return found;
    }
    let said = body.text(range.start + found.len()..range.end);
    let done = !trim_start(said).is_empty() && statuses::find(said).is_none();
    if done { found.as_field(Field::Measures) } else { found }
}

fn field_segment(range: &Range<usize>, found: FieldMatch) -> Segment {
    let label = range.start..range.start + found.len();
    let text = range.start + found.end()..range.end;
    Segment { kind: SegmentKind::Field(found.field), label: Some(label), text }
}

/// A part of the text without white space at its start.
fn trimmed(body: &Body<'_>, range: Range<usize>) -> Range<usize> {
    let text = body.text(range.clone());
    range.end - trim_start(text).len()..range.end
}

fn push(out: &mut Vec<Segment>, segment: Segment) {
    if segment.label.is_some() || !segment.text.is_empty() {
        out.push(segment);
    }
}

/// Where the sentence of a clause about the issue starts, if that sentence says a status.
fn status_start(body: &Body<'_>, from: usize, at: usize, end: usize) -> Option<usize> {
    let before = body.text(from..at);
    let start = before.rfind(['。', '；']).map_or(from, |stop| from + stop + '。'.len_utf8());
    let sentence = body.text(at..end);
    let sentence = &sentence[..sentence.find('。').unwrap_or(sentence.len())];
    // 目前，该问题… is one sentence with 该问题…; a longer run-up tells of something else.
    const RUN_UP: usize = 60;
    (at - start <= RUN_UP && statuses::find(sentence).is_some()).then_some(start)
}

/// The running series of measures: tells its labels from the same words in prose.
struct Series {
    /// Scheme, family and ordinal of the label taken last.
    last: Option<(Scheme, char, u32)>,
    /// Schemes whose first label another follows, so that they are series at all.
    follows: [bool; 4],
    /// The labelled line that the text stands in.
    field: Option<Field>,
    /// No other scheme is looked at.
    only: Option<Scheme>,
}

const FOLLOWED: [Scheme; 4] = [Scheme::First, Scheme::Aspect, Scheme::ArabicParen, Scheme::Circled];

impl Series {
    fn new(body: &Body<'_>, content: &[Stretch]) -> Self {
        let mut follows = [false; 4];
        for stretch in content {
            for clause in body.clauses(stretch.paragraph, &stretch.range) {
                if let ClauseKind::Label(found) = clause.kind
                    && let Some(slot) = FOLLOWED.iter().position(|&scheme| scheme == found.scheme)
                {
                    follows[slot] |= found.ordinal != 1;
                }
            }
        }
        Self { last: None, follows, field: None, only: None }
    }

    /// The ordinal of a label that goes on with the series, or opens one; 最后 takes the one whose turn it is.
    fn opt_ordinal(&mut self, found: LabelMatch, opens_paragraph: bool, sentence: bool) -> Option<u32> {
        // What was reached may be enumerated too, but it is no list of measures.
        if matches!(self.field, Some(Field::Other | Field::Status | Field::Statement)) {
            return None;
        }
        if self.only.is_some_and(|only| only != found.scheme) {
            return None;
        }
        let slot = FOLLOWED.iter().position(|&scheme| scheme == found.scheme);
        if slot.is_some_and(|slot| !self.follows[slot]) {
            return None;
        }
        let goes_on = self.last.is_some_and(|(scheme, family, ordinal)| {
            scheme == found.scheme
                && family == found.family
                && (found.ordinal == ordinal + 1 || found.ordinal == 0)
        });
        // Inside a series another may be nested in prose; only a paragraph of its own replaces the outer one.
        let inner =
            self.last.is_some_and(|(scheme, family, _)| scheme != found.scheme || family != found.family);
        let opens = found.ordinal == 1 && (!inner || opens_paragraph);
        let inline_number =
            matches!(found.scheme, Scheme::ArabicParen | Scheme::Circled) && !opens_paragraph && !sentence;
        let skips = opens_paragraph && found.ordinal > 0;
        if !(goes_on || opens || skips) || (inline_number && !goes_on && found.ordinal != 1) {
            return None;
        }
        let ordinal = match (found.ordinal, self.last) {
            (0, Some((_, _, ordinal))) => ordinal + 1,
            (ordinal, _) => ordinal,
        };
        self.last = Some((found.scheme, found.family, ordinal));
        Some(ordinal)
    }
}

#[cfg(test)]
mod tests {
    use crate::parse;

    #[test]
    fn white_space_behind_what_was_taken_out_is_no_text() {
        let circular = parse("一、整改落实情况\n\n\u{200b}　　特此报告。\n\n&nbsp;　内容。\n");
        let texts: Vec<_> = circular.walk().filter_map(|node| node.text()).collect();
        assert_eq!(texts, ["特此报告。", "内容。"]);
    }

    #[test]
    fn a_field_in_brackets_opens_the_measures_as_one_with_a_colon_does() {
        for field in ["整改情况：", "【整改情况】"] {
            let source = format!(
                "一、整改落实情况\n\n1.学习不深入\n\n{field}一是学。二是用。\n\n2.会议不实\n\n{field}已改。\n"
            );
            let circular = parse(&source);
            assert_eq!((circular.issues().count(), circular.measures().count()), (2, 3), "{source}");
        }
    }
}
