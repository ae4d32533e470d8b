//! Metrics: each figure of a sentence with the noun phrase that it counts or measures.
//!
//! Figures are taken from left to right. One that shares its words with others (分别为x和y) forms a group with
//! them; one that no noun stands beside takes the noun of the figure before it (制度45项，其中新制定27项), and one
//! that says how much another changed takes its subject. What is left without a subject is no metric.

use std::ops::Range;

use jiff::civil::Date;

use super::action;
use super::passage::{Marked, Passage, PassageKind};
use super::sentence::{self, Kind, Piece, Place, Sentence};
use super::{Action, Change, DateFact, Facts, Metric, behind, sentence_end};
use crate::number::{Decimal, Qualifier, Quantity};
use crate::rules::goals;
use crate::rules::lexicon::Class;
use crate::rules::units::UnitKind;

mod heads;
mod judge;
mod lists;
mod subject;

use heads::Heads;

/// What the figures of a passage give.
#[derive(Debug, Default)]
pub(super) struct Out {
    pub(super) metrics: Vec<Metric>,
    pub(super) actions: Vec<Action>,
}

/// Reads the figures of passages; what it keeps between them is room.
#[derive(Debug, Default)]
pub(crate) struct Metrics {
    heads: Heads,
    out: Out,
    pieces: Vec<Piece>,
    places: Vec<Place>,
    reference: Option<Date>,
}

impl Metrics {
    /// `reference` is the day from which on a goal lies ahead.
    pub(crate) fn new(reference: Option<Date>) -> Self {
        Self { reference, ..Self::default() }
    }

    /// Reads the figures of a passage.
    pub(crate) fn read(&mut self, text: &str, passage: &Passage, marks: &Marked<'_>, facts: &mut Facts) {
        self.heads.clear();
        let mut rest = marks.figures;
        while let Some(first) = rest.first() {
            let count = rest.iter().take_while(|figure| figure.sentence == first.sentence).count();
            let (figures, others) = rest.split_at(count);
            rest = others;
            let end = sentence_end(marks.sentences, figures[count - 1].quantity.end, passage.range.end);
            let (pieces, places) = (std::mem::take(&mut self.pieces), std::mem::take(&mut self.places));
            let sentence = sentence::cut(text, first.sentence..end, figures, marks, pieces, places);
            let days = Days { dates: &facts.dates, reference: self.reference };
            read(&sentence, days, passage, &mut self.heads, &mut self.out);
            (self.pieces, self.places) = (sentence.pieces, sentence.places);
        }
        facts.metrics.append(&mut self.out.metrics);
        facts.actions.append(&mut self.out.actions);
    }
}

/// The dates of the text, in its order, and the day from which they are seen.
#[derive(Debug, Clone, Copy)]
struct Days<'d> {
    dates: &'d [DateFact],
    reference: Option<Date>,
}

impl Days<'_> {
    /// Whether the date at a place of the text is still to come.
    fn lies_ahead(self, at: usize) -> bool {
        let found = self.dates.binary_search_by_key(&at, |date| date.range.start);
        self.reference.is_some_and(|day| found.is_ok_and(|found| self.dates[found].start > day))
    }
}

/// Reads the figures of a sentence.
fn read(sentence: &Sentence<'_>, days: Days<'_>, passage: &Passage, heads: &mut Heads, out: &mut Out) {
    let mut reader = Reader {
        sentence,
        days,
        kind: passage.kind,
        node: passage.node,
        heads,
        out,
        last: Vec::new(),
        acted: None,
        acted_by: None,
        partial: false,
        taken: 0,
        goal: None,
        goal_at: 0,
    };
    let mut at = 0;
    while at < sentence.figures.len() {
        let end = reader.group_end(at);
        at = reader.group(at, end);
    }
}

struct Reader<'a, 't> {
    sentence: &'a Sentence<'t>,
    days: Days<'a>,
    kind: PassageKind,
    node: Option<usize>,
    heads: &'a mut Heads,
    out: &'a mut Out,
    /// Subjects of the group before, in order.
    last: Vec<String>,
    /// The action before: kind, sanction and unit.
    acted: Option<(super::ActionKind, Option<&'static str>, &'static str)>,
    /// The figure that counted it.
    acted_by: Option<usize>,
    /// The action before was part of another.
    partial: bool,
    /// What the pieces up to `goal_at` say about the figures behind them.
    goal: Option<goals::Goal>,
    goal_at: usize,
    /// Pieces up to here belong to the figure before.
    taken: usize,
}

impl<'t> Reader<'_, 't> {
    fn quantity(&self, figure: usize) -> &'t Quantity {
        &self.sentence.figures[figure].quantity
    }

    /// One past the last figure of the group that begins at `first`: 99%、85%和91%.
    fn group_end(&self, first: usize) -> usize {
        let mut end = first + 1;
        let place = self.sentence.place(first);
        let respectively = || {
            (self.sentence.bound(first)..place).any(|at| self.sentence.class(at) == Some(Class::Respectively))
        };
        while end < self.sentence.figures.len() {
            let between = self.sentence.place(end - 1) + 1..self.sentence.place(end);
            let joined = !between.is_empty()
                && between.clone().all(|at| {
                    matches!(
                        self.sentence.pieces[at].kind,
                        Kind::Pause | Kind::Word(Class::And | Class::Period)
                    ) || matches!(self.sentence.pieces[at].kind, Kind::Text)
                        && self.sentence.piece_text(at).trim().is_empty()
                })
                && between.clone().any(|at| {
                    matches!(self.sentence.pieces[at].kind, Kind::Pause)
                        || self.sentence.class(at) == Some(Class::And)
                });
            // 分别增加320个、1.1万平方米: only 分别 joins figures of different kinds.
            if !joined || self.quantity(end).kind() != self.quantity(first).kind() && !respectively() {
                break;
            }
            end += 1;
        }
        end
    }

    /// Whether the group from `next` on is what the group before it changed to: 由7.8%下降到1.2%.
    fn is_change(&self, first: usize, end: usize) -> bool {
        let sentence = self.sentence;
        let Some(next) = sentence.figures.get(end) else { return false };
        if next.quantity.kind() != self.quantity(first).kind()
            // 40岁以下正职增加到26名 is no change from 40 to 26.
            || next.quantity.kind() == UnitKind::Count
                && next.quantity.unit.canonical != self.quantity(first).unit.canonical
        {
            return false;
        }
        let between = sentence.place(end - 1) + 1..sentence.place(end);
        if between.is_empty() || between.len() > 6 {
            return false;
        }
        // 由每月2次增加到每月4次, 上升至2024年的91.4%: the time of the second stands between.
        let timed = |at: usize| {
            matches!(sentence.pieces[at].kind, Kind::Date | Kind::Word(Class::Period | Class::Of))
                || matches!(sentence.piece_text(at), "目前" | "现在" | "当前")
        };
        let last = between.clone().rev().find(|&at| !timed(at));
        let Some(last) = last else { return false };
        let between = between.start..last + 1;
        let words = sentence.slice(sentence.pieces[between.start].start..sentence.pieces[last].end);
        let clause = between.clone().all(|at| {
            matches!(
                sentence.pieces[at].kind,
                Kind::Text
                    | Kind::Word(
                        Class::Level
                            | Class::Adverb
                            | Class::Keep
                            | Class::Verb
                            | Class::VerbNoun
                            | Class::Compare
                    )
            )
        });
        let place = sentence.place(first);
        let from = (sentence.bound(first)..place).any(|at| sentence.class(at) == Some(Class::From));
        clause
            && self.group_end(end) - end == end - first
            && words.chars().count() <= 10
            && (words.ends_with(['到', '至']) || words.ends_with("到了") || words.ends_with('为') && from)
            && (from || between.len() > 1 || words.chars().count() > 1)
    }

    /// Reads the group `first..end` and returns where to go on.
    fn group(&mut self, first: usize, end: usize) -> usize {
        if self.is_change(first, end) {
            let next = self.group_end(end);
            self.change(first, end, next);
            return next;
        }
        if end - first == 1 && self.is_threshold(first) {
            // 56人以上大班额由87个减少到9个: the noun behind belongs to the next figure.
            self.taken = self.sentence.place(first) + 1;
            // 45岁以下的占三成: nor is it the subject of the figure before.
            self.last.clear();
            return end;
        }
        if end - first == 1 && (self.is_slogan(first) || self.act(first)) {
            return end;
        }
        if end - first > 1 && self.act_respectively(first, end) {
            return end;
        }
        let quantity = self.quantity(first);
        let place = self.sentence.place(first);
        let bound = self.sentence.bound(first).max(self.taken);
        if end - first == 1 && quantity.value_to.is_some() && self.follows_from(bound, place) {
            // 由30%至50%: what looks like a range is a change.
            let subjects = self.subjects(first, end, bound, true);
            self.push_changed(first, first, subjects, Some(quantity.value), quantity.value_to);
            return end;
        }
        let subjects = self.subjects(first, end, bound, false);
        self.push(first..end, subjects, None);
        end
    }

    fn follows_from(&self, bound: usize, place: usize) -> bool {
        place > bound && self.sentence.class(place - 1) == Some(Class::From)
    }

    /// An action that the figure counts is no metric as well.
    fn act(&mut self, figure: usize) -> bool {
        let quantity = self.quantity(figure);
        let place = self.sentence.place(figure);
        let bound = self.sentence.bound(figure).max(self.taken);
        let planned = self.kind != PassageKind::Planned && self.is_target(quantity);
        let Some(found) = action::action_at(self.sentence, bound, place, quantity)
            .or_else(|| self.subset(figure, quantity))
            .or_else(|| self.also_acted(figure, quantity))
        else {
            return false;
        };
        // 拟立案3件: what is to be done, or was not, is no action.
        if planned || action::is_denied(self.sentence, bound, place) {
            self.taken = place + 1;
            return true;
        }
        self.partial = (bound..place).any(|at| self.sentence.class(at) == Some(Class::Among))
            || self.partial && self.sentence.pieces.get(bound).is_some_and(|piece| piece.kind == Kind::Pause);
        self.acted = Some((found.kind, found.sanction, quantity.unit.word));
        self.acted_by = Some(figure);
        self.out.actions.push(Action {
            kind: found.kind,
            sanction: found.sanction.map(str::to_owned),
            count: quantity.value,
            unit: quantity.written_unit(self.sentence.text),
            range: found.range.clone(),
            node: self.node,
        });
        self.taken = (place + 1..self.sentence.pieces.len())
            .find(|&at| self.sentence.pieces[at].start >= found.range.end)
            .unwrap_or(self.sentence.pieces.len())
            .max(place + 1);
        true
    }

    /// 问责186人，其中厅级干部7人、处级干部52人: parts of an action are of its kind.
    fn subset(&self, figure: usize, quantity: &Quantity) -> Option<action::Found> {
        let (kind, sanction, unit) = self.acted?;
        if unit != quantity.unit.word || !matches!(unit, "人" | "名" | "人次") {
            return None;
        }
        let (bound, place) = (self.sentence.bound(figure), self.sentence.place(figure));
        let among = (bound..place).any(|at| self.sentence.class(at) == Some(Class::Among));
        let goes_on = self.partial && bound > 0 && self.sentence.pieces[bound].kind == Kind::Pause;
        let person = (bound..place).any(|at| {
            self.sentence
                .piece_text(at)
                .ends_with(['部', '员', '级', '人', '书', '长', '任', '记', '师', '工'])
        });
        let own = self.sentence.pieces[place];
        ((among || goes_on) && person).then_some(action::Found { kind, sanction, range: own.start..own.end })
    }

    /// 立案5件7人, 问责党组织2个、领导干部7人: figures that go on with the action before.
    fn also_acted(&self, figure: usize, quantity: &Quantity) -> Option<action::Found> {
        let (kind, sanction, _) = self.acted.filter(|_| self.acted_by == figure.checked_sub(1))?;
        let place = self.sentence.place(figure);
        let own = self.sentence.pieces[place];
        let found = action::Found { kind, sanction, range: own.start..own.end };
        let before = self.sentence.place(figure - 1);
        if place == before + 1 {
            return action::counts_in(kind, quantity).then_some(found);
        }
        let pause = (before + 1..place).find(|&at| self.sentence.pieces[at].kind == Kind::Pause)?;
        let words = |mut range: Range<usize>| {
            range.all(|at| {
                matches!(
                    self.sentence.pieces[at].kind,
                    Kind::Text | Kind::Word(Class::Keep | Class::VerbNoun | Class::Of)
                )
            })
        };
        let listed = words(before + 1..pause) && words(pause + 1..place);
        let whom = action::is_person_or_body(self.sentence, pause + 1, place)
            || pause + 1 == place && behind::right(self.sentence, place).is_some();
        (listed && whom && action::counts_in(kind, quantity)).then_some(found)
    }

    /// 党纪处分、政务处分分别为4人、2人.
    fn act_respectively(&mut self, first: usize, end: usize) -> bool {
        let place = self.sentence.place(first);
        let bound = self.sentence.bound(first).max(self.taken);
        let kinds = action::listed(self.sentence, bound, place);
        if kinds.len() != end - first {
            return false;
        }
        for (figure, (at, kind, sanction)) in (first..end).zip(kinds) {
            let quantity = self.quantity(figure);
            if !action::counts_in(kind, quantity) {
                continue;
            }
            let range = self.sentence.pieces[at].start..quantity.end;
            self.out.actions.push(Action {
                kind,
                sanction: sanction.map(str::to_owned),
                count: quantity.value,
                unit: quantity.written_unit(self.sentence.text),
                range,
                node: self.node,
            });
        }
        self.taken = self.sentence.place(end - 1) + 1;
        true
    }

    fn change(&mut self, first: usize, end: usize, next: usize) {
        let bound = self.sentence.bound(first).max(self.taken);
        let mut subjects = self.subjects(first, end, bound, true);
        if subjects.is_empty() && end - first == 1 {
            subjects.extend(self.object_before(first));
        }
        for (offset, to) in (end..next).enumerate() {
            let from = self.quantity(first + offset).value;
            let subject = subjects.get(offset).cloned();
            self.push_changed(first + offset, to, subject.into_iter().collect(), Some(from), None);
        }
        self.last = subjects;
    }

    fn push_changed(
        &mut self,
        from_figure: usize,
        figure: usize,
        subjects: Vec<String>,
        from: Option<Decimal>,
        to: Option<Decimal>,
    ) {
        let (Some(subject), Some(from)) = (subjects.into_iter().next(), from) else { return };
        let quantity = self.quantity(figure);
        let value = to.unwrap_or(quantity.value);
        // 5000元提高到1万元: both ends in the unit of the second.
        let before = self.quantity(from_figure);
        let from = match before.power.cast_signed() - quantity.power.cast_signed() {
            0 => Some(from),
            shift => from.shifted(shift),
        };
        let start = self.sentence.pieces[self.sentence.place(from_figure)].start;
        let mut metric = self.metric(figure, subject.clone());
        metric.value = value;
        metric.value_to = None;
        metric.canonical_value = quantity.canonical(value);
        metric.change = from.map(|from| Change { from, to: value });
        metric.range.start = start;
        self.out.metrics.push(metric);
        self.last = vec![subject];
    }

    fn push(&mut self, figures: Range<usize>, subjects: Vec<String>, change: Option<Change>) {
        if subjects.len() < figures.len() {
            return;
        }
        let mut counted = true;
        // One figure may hold for several subjects.
        let figures = figures.clone().chain(std::iter::repeat(figures.end - 1));
        for (figure, subject) in figures.zip(&subjects) {
            let quantity = self.quantity(figure);
            if !self.counts(figure, quantity) {
                // 间距不足50米的有2家: a threshold lends its subject to no figure.
                counted &= self.sentence.class(self.sentence.place(figure) + 1) != Some(Class::Of);
                continue;
            }
            let mut metric = self.metric(figure, subject.clone());
            metric.change = change;
            self.out.metrics.push(metric);
        }
        self.last = if counted { subjects } else { Vec::new() };
    }

    fn metric(&mut self, figure: usize, subject: String) -> Metric {
        let quantity = self.quantity(figure);
        let text = self.sentence.text;
        let target = self.is_target(quantity);
        let (period, least) = self.period(figure);
        Metric {
            subject,
            value: quantity.value,
            value_to: quantity.value_to,
            unit: quantity.written_unit(text),
            kind: quantity.kind(),
            canonical_value: quantity.canonical(quantity.value),
            canonical_unit: quantity.canonical_unit(),
            qualifier: if quantity.qualifier == Qualifier::Exact { least } else { quantity.qualifier },
            target,
            change: None,
            period: period.map(str::to_owned),
            range: quantity.start..quantity.end,
            node: self.node,
        }
    }
}
