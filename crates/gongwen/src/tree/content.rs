//! The text under a heading, cut into what it holds: measures, labelled lines, status sentences, prose.

use std::ops::Range;

use super::Body;
use super::fill::Numbered;
use crate::block::{LineKind, trim_start};
use crate::outline::{ClauseKind, LabelMatch, Opening, Scheme, label};
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
        Self { range: body.words(paragraph), paragraph, opening: body.scanned[paragraph].opening }
    }

    /// What stands behind the number of a paragraph.
    pub(super) fn behind(body: &Body<'_>, paragraph: usize, start: usize) -> Self {
        let range = start..body.paragraph(paragraph).end;
        let opening = Opening::of(body.text(range.clone()), body.scanned[paragraph].opening.noted);
        Self { range, paragraph, opening }
    }
}

/// Cuts stretches into segments. `listed`: what stands in a list of bullets is a measure each.
pub(super) fn segments(
    body: &Body<'_>,
    content: &[Stretch],
    listed: bool,
    numbered: Numbered,
    out: &mut Vec<Segment>,
) {
    let mut series = Series { listed, numbered, ..Series::new(body, content) };
    for (at, stretch) in content.iter().enumerate() {
        series.next = content.get(at + 1).map(|next| next.paragraph);
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
    let mut open = opening(body, stretch, series);
    let mut at = open.text.start;
    // The scan told whether a status stands here.
    let Opening { bare, told, .. } = stretch.opening;
    if (bare || told)
        && let Some(end) = status_end(body, &open, range.end)
    {
        at = end;
        open = told_and_rest(body, open, end, out);
    }
    for clause in body.clauses(stretch.paragraph, &range) {
        if clause.at < at {
            continue;
        }
        let next = match clause.kind {
            ClauseKind::Field(found) if clause.sentence => {
                let rest = clause.at..range.end;
                let found = series.told(body, &rest, found);
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
            if let Some(end) = status_end(body, &open, range.end) {
                at = end;
                open = told_and_rest(body, open, end, out);
            }
        }
    }
    push(out, open);
}

/// The segment that a stretch opens with.
fn opening(body: &Body<'_>, stretch: &Stretch, series: &mut Series) -> Segment {
    let range = &stretch.range;
    let Opening { field, bare, .. } = stretch.opening;
    let whole = range.start == body.words(stretch.paragraph).start;
    let scanned = &body.scanned[stretch.paragraph];
    // The number or bullet of a labelled line belongs to its label.
    let number = scanned.label.filter(|_| whole).map_or(0, |found| found.end());
    if let Some(found) = field.and_then(|found| found.behind(number)) {
        return field_segment(range, series.told(body, range, found));
    }
    if bare {
        return Segment { kind: SegmentKind::Status, label: None, text: range.clone() };
    }
    if !whole {
        return Segment { kind: SegmentKind::Prose, label: None, text: range.clone() };
    }
    let sign = scanned.label.filter(|found| found.scheme == Scheme::Bullet);
    let bullet = sign.is_some() || body.paragraphs.list[stretch.paragraph].origin.kind == LineKind::Bullet;
    if !(bullet && series.listed && series.takes_measures()) {
        return Segment { kind: SegmentKind::Prose, label: None, text: range.clone() };
    }
    Segment {
        kind: SegmentKind::Measure(sign.unwrap_or(LabelMatch::BULLET)),
        label: sign.map(|found| range.start..range.start + found.len()),
        text: range.start + sign.map_or(0, |found| found.end())..range.end,
    }
}

/// Where the sentence ends that says a status and nothing else, if a segment opens with one: all of a labelled line may be
/// one, and in running text more must follow.
fn status_end(body: &Body<'_>, open: &Segment, end: usize) -> Option<usize> {
    let said = || body.text(open.text.start..end);
    match open.kind {
        SegmentKind::Field(Field::Measures) => statuses::bare_len(said()).map(|len| open.text.start + len),
        SegmentKind::Status => {
            let stop = said().find('。').map(|stop| open.text.start + stop + '。'.len_utf8());
            stop.filter(|stop| *stop < end)
        }
        _ => None,
    }
}

/// Parts the sentence up to `end` from what follows, which is prose.
fn told_and_rest(body: &Body<'_>, mut open: Segment, end: usize, out: &mut Vec<Segment>) -> Segment {
    let rest = Segment { kind: SegmentKind::Prose, label: None, text: trimmed(body, end..open.text.end) };
    if open.kind == SegmentKind::Status {
        open.text.end = end;
    } else {
        let status = Segment { kind: SegmentKind::Status, label: None, text: open.text.start..end };
        open.text.end = open.text.start;
        push(out, open);
        open = status;
    }
    push(out, open);
    rest
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
    // 目前，该问题… is one sentence with 该问题…; any other run-up tells of what was done.
    const RUN_UP: usize = 60;
    const OPENINGS: &[&str] = &["目前", "当前", "截至", "截止", "现", "至", "到", "经", "通过"];
    let run_up = trim_start(body.text(start..at));
    let led = at - start <= RUN_UP && OPENINGS.iter().any(|word| run_up.starts_with(word));
    statuses::find(sentence).is_some().then_some(if led || run_up.is_empty() { start } else { at })
}

/// Whether a label that names the outcome has a status behind it.
fn says_status(body: &Body<'_>, range: &Range<usize>, found: FieldMatch) -> bool {
    let (word, said) = body.text(range.clone()).split_at(found.len());
    fields::is_result(word) && statuses::find(trim_start(said)).is_some_and(|(_, words)| words.start == 0)
}

/// The running series of measures: tells its labels from the same words in prose.
struct Series {
    /// Scheme, family and ordinal of the label taken last.
    last: Option<(Scheme, char, u32)>,
    /// Schemes whose first label another follows, so that they are series at all.
    follows: [bool; 5],
    /// The labelled line that the text stands in.
    field: Option<Field>,
    /// No other scheme is looked at.
    only: Option<Scheme>,
    /// What stands in a list of bullets is a measure each.
    listed: bool,
    /// Where measures stand that are numbered paragraphs of their own.
    numbered: Numbered,
    /// The paragraph after the one in hand.
    next: Option<usize>,
}

const FOLLOWED: [Scheme; 5] =
    [Scheme::First, Scheme::Aspect, Scheme::Arabic, Scheme::ArabicParen, Scheme::Circled];

impl Series {
    fn new(body: &Body<'_>, content: &[Stretch]) -> Self {
        let mut follows = [false; 5];
        for stretch in content {
            for clause in body.clauses(stretch.paragraph, &stretch.range) {
                if let ClauseKind::Label(found) = clause.kind
                    && let Some(slot) = FOLLOWED.iter().position(|&scheme| scheme == found.scheme)
                {
                    follows[slot] |= found.ordinal != 1;
                }
            }
        }
        Self {
            last: None,
            follows,
            field: None,
            only: None,
            listed: false,
            numbered: Numbered::No,
            next: None,
        }
    }

    /// What was reached may be enumerated too, but it is no list of measures.
    fn takes_measures(&self) -> bool {
        !matches!(self.field, Some(Field::Other | Field::Status | Field::Statement))
    }

    /// What a labelled line holds by what it says: 整改结果： and 完成情况： that name no status tell what was done, and so does
    /// 整改结果：已整改。 with more behind it, unless the measures stand before it.
    fn told(&mut self, body: &Body<'_>, range: &Range<usize>, found: FieldMatch) -> FieldMatch {
        let measured = self.last.is_some()
            || self.field == Some(Field::Measures)
            || matches!(self.numbered, Numbered::Between | Numbered::Above);
        let field = match found.field {
            Field::Status if !measured && self.tells(body, range, found) => Field::Measures,
            // 整改进展：已完成整改并销号, below the measures.
            Field::Measures if measured && says_status(body, range, found) => Field::Status,
            field => field,
        };
        self.field = Some(field);
        found.as_field(field)
    }

    fn tells(&self, body: &Body<'_>, range: &Range<usize>, found: FieldMatch) -> bool {
        let (word, said) = body.text(range.clone()).split_at(found.len());
        let said = trim_start(said);
        // What follows may stand in the next paragraph.
        let below = || {
            self.next.is_some_and(|next| {
                let next = &body.scanned[next];
                next.label.is_none() && next.opening.field.is_none()
            })
        };
        // 完成情况：已完成。①制定办法。 Or each number opens a paragraph.
        let numbered = self.next.is_none() && self.numbered == Numbered::Below;
        let listed = |len: usize| numbered || label(trim_start(&said[len..])).is_some();
        let result = fields::is_result(word);
        let opens = || {
            statuses::bare_len(said).is_some_and(|len| listed(len) || result && (len < said.len() || below()))
        };
        !said.is_empty() && (statuses::find(said).is_none() || opens())
    }

    /// The ordinal of a label that goes on with the series, or opens one; 最后 takes the one whose turn it is.
    fn opt_ordinal(&mut self, found: LabelMatch, opens_paragraph: bool, sentence: bool) -> Option<u32> {
        if !self.takes_measures() {
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
        let inline_number = matches!(found.scheme, Scheme::Arabic | Scheme::ArabicParen | Scheme::Circled)
            && !opens_paragraph
            && !sentence;
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
