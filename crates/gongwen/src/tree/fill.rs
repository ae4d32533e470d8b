//! Grows the text under a heading, from its segments: measures, labelled lines, statements, statuses.

use std::ops::Range;

use super::classify::tells_problem;
use super::content::{Segment, SegmentKind, Stretch, segments};
use super::grow::Gardener;
use super::node::LabelData;
use super::{NodeKind, Role};
use crate::outline::Scheme;
use crate::part::{is_strong, names_number, statement};
use crate::repair::MarkupKind;
use crate::rules::fields::Field;
use crate::rules::statuses;

/// Where the measures stand that are numbered paragraphs of their own, seen from some text of their issue.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Numbered {
    /// There are none.
    No,
    /// The text leads up to them.
    Below,
    /// It stands between two.
    Between,
    /// The text comes after the last.
    Above,
}

/// What was met of a stretch of content.
#[derive(Debug, Default, Clone, Copy)]
struct Met {
    /// Text stands under 整改情况：.
    in_holder: bool,
    /// 整改情况： waits for the text that is its one measure.
    waits: bool,
    /// The labelled line that the text stands below.
    field: Option<Field>,
    /// A measure that is not enumerated.
    whole: bool,
}

impl Gardener<'_> {
    /// Grows running text below the open node. `whole`: text that is not enumerated is one measure.
    pub(super) fn fill_text(&mut self, content: &[Stretch], whole: bool, numbered: Numbered) {
        if content.is_empty() {
            return;
        }
        // The list is kept for the next item.
        let mut cut = std::mem::take(&mut self.segments);
        let listed = numbered == Numbered::No && (whole || self.role == Some(Role::Plan));
        segments(self.body, content, listed, numbered, &mut cut);
        // Most texts have no note, which the scan told.
        let noted = whole && content.iter().any(|stretch| stretch.opening.noted);
        if let Some(owner) = self.levels.last().and_then(|level| level.node).filter(|_| noted) {
            self.noted(owner, &cut);
        }
        self.grow_segments(&cut, whole, numbered);
        cut.clear();
        self.segments = cut;
    }

    fn grow_segments(&mut self, segments: &[Segment], whole: bool, numbered: Numbered) {
        let series = segments.iter().any(|segment| matches!(segment.kind, SegmentKind::Measure(_)));
        let holder = segments.iter().any(|segment| segment.kind == SegmentKind::Field(Field::Measures));
        let owner = self.levels.last().and_then(|level| level.node);
        let is_issue = owner.is_some_and(|owner| self.grown.nodes[owner].kind == NodeKind::Issue);
        // Only what follows makes a field label the structure of an issue; alone it is a line like any other.
        let holds = |at: usize| {
            let follows = matches!(numbered, Numbered::Below | Numbered::Between) || at < segments.len();
            is_issue && (follows || !segments[at - 1].text.is_empty())
        };
        let mut met = Met::default();
        let mut at = 0;
        while at < segments.len() {
            let segment = &segments[at];
            at += 1;
            match segment.kind {
                SegmentKind::Measure(found) => {
                    let label =
                        segment.label.clone().map(|range| LabelData::new(range, found.scheme, found.ordinal));
                    self.whole(NodeKind::Measure, found.ordinal, label, segment.text.clone());
                }
                SegmentKind::Field(Field::Measures) if holds(at) => {
                    let label_end = segment.label.as_ref().map_or(segment.text.start, |label| label.end);
                    self.skip_to(label_end, Some(MarkupKind::Field));
                    let enumerated = matches!(numbered, Numbered::Below | Numbered::Between)
                        || is_enumerated(&segments[at..]);
                    met = Met { in_holder: true, field: None, waits: whole && !enumerated, ..met };
                    if !segment.text.is_empty() {
                        at = self.prose(segments, at - 1, std::mem::take(&mut met.waits));
                    }
                }
                SegmentKind::Field(field) => {
                    met = Met { in_holder: false, waits: false, field: Some(field), ..met };
                    self.field(segment);
                    self.tells(owner, field, segment.text.clone());
                }
                SegmentKind::Status => {
                    self.whole(NodeKind::Paragraph, 0, None, segment.text.clone());
                    if let Some(owner) = owner.filter(|_| whole) {
                        self.status(owner, segment.text.clone());
                    }
                }
                SegmentKind::Prose => {
                    let listed = met.in_holder || holder || series;
                    let free = whole && numbered == Numbered::No && !listed && !met.whole;
                    // What stands below a label alone on its line is its text.
                    let below = met.field.filter(|_| segments[at - 2].text.is_empty());
                    if let Some(field) = below.or(met.field.filter(|field| *field == Field::Status)) {
                        self.tells(owner, field, segment.text.clone());
                    }
                    let as_measure = met.waits || free && met.field != Some(Field::Status) && below.is_none();
                    met.whole |= as_measure;
                    met.waits = false;
                    at = self.prose(segments, at - 1, as_measure);
                }
            }
        }
    }

    /// A status in brackets before the text or behind it: 【已完成】…, …。（已完成） Behind several of the measures it is theirs.
    fn noted(&mut self, owner: usize, segments: &[Segment]) {
        let running = |segment: &&Segment| {
            !matches!(segment.kind, SegmentKind::Status | SegmentKind::Field(Field::Status))
        };
        let note = |segment: &Segment| {
            let open = statuses::note_start(self.body.text(segment.text.clone()))?;
            Some(segment.text.start + open..segment.text.end)
        };
        let first = segments.iter().find(running).and_then(|first| {
            let note = statuses::opening_note(self.body.text(first.text.clone()))?;
            Some(first.text.start + note.start..first.text.start + note.end)
        });
        // The last is asked first: most issues have none.
        let mut last = segments.iter().rev().filter(running);
        let last = last.next().and_then(note).filter(|_| !last.any(|segment| note(segment).is_some()));
        if let Some(note) = first.or(last) {
            self.status(owner, note);
        }
    }

    /// A labelled line, kept under its label.
    fn field(&mut self, segment: &Segment) {
        let label = segment.label.clone().map(|range| LabelData::new(range, Scheme::Field, 0));
        self.whole(NodeKind::Paragraph, 0, label, segment.text.clone());
    }

    /// What a labelled line tells of its issue.
    fn tells(&mut self, owner: Option<usize>, field: Field, text: Range<usize>) {
        match (owner, field) {
            (Some(owner), Field::Status) => self.status(owner, text),
            (Some(owner), Field::Statement) => self.restate(owner, text),
            _ => {}
        }
    }

    /// Grows the prose from `at` on: paragraphs, or one measure. Returns the segment after it.
    fn prose(&mut self, segments: &[Segment], at: usize, as_measure: bool) -> usize {
        if !as_measure {
            self.whole(NodeKind::Paragraph, 0, None, segments[at].text.clone());
            return at + 1;
        }
        let mut end = at + 1;
        while end < segments.len() && segments[end].kind == SegmentKind::Prose {
            end += 1;
        }
        if end == at + 1 {
            self.whole(NodeKind::Measure, 0, None, segments[at].text.clone());
            return end;
        }
        self.open(NodeKind::Measure, 0);
        for segment in &segments[at..end] {
            self.whole(NodeKind::Paragraph, 0, None, segment.text.clone());
        }
        self.close();
        end
    }

    /// A line 反馈问题：… under an issue states its problem, where the heading does not: 第17项问题, 党的建设方面.
    fn restate(&mut self, node: usize, range: Range<usize>) {
        let owner = &self.grown.nodes[node];
        let heading = self.body.text(owner.heading().cloned().unwrap_or_default());
        let told = is_strong(heading) || tells_problem(heading);
        let stated = told && !names_number(statement(heading));
        if owner.kind == NodeKind::Issue && !range.is_empty() && !stated {
            let stated = self.stated(range);
            self.grown.nodes[node].set_statement(stated);
        }
    }
}

/// Whether a measure is enumerated before the next labelled line.
fn is_enumerated(after: &[Segment]) -> bool {
    after
        .iter()
        .take_while(|segment| !matches!(segment.kind, SegmentKind::Field(_)))
        .any(|segment| matches!(segment.kind, SegmentKind::Measure(_)))
}
