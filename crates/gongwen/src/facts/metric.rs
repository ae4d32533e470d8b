//! Metrics: each figure of a sentence with the noun phrase that it counts or measures.
//!
//! Figures are taken from left to right. One that shares its words with others (分别为x和y) forms a group with
//! them; one that no noun stands beside takes the noun of the figure before it (制度45项，其中新制定27项), and one
//! that says how much another changed takes its subject. What is left without a subject is no metric.

use std::ops::Range;

use super::action;
use super::passage::PassageKind;
use super::phrase::{self, Left};
use super::sentence::{Kind, Sentence};
use super::{Action, Change, Metric};
use crate::number::{Decimal, Quantity};
use crate::rules::lexicon::{Class, TAILS};
use crate::rules::units::UnitKind;

/// What the figures of a sentence give.
#[derive(Debug, Default)]
pub(crate) struct Out {
    pub(crate) metrics: Vec<Metric>,
    pub(crate) actions: Vec<Action>,
}

/// Nouns that were counted in the paragraph so far, by their units: a part takes the noun of its whole.
#[derive(Debug, Default)]
pub(crate) struct Heads(Vec<(&'static str, String)>);

/// More units than these are not kept apart in one paragraph.
const MOST_HEADS: usize = 12;

/// Units of events, which are no parts of a whole.
const EVENTS: &[&str] =
    &["次", "场", "场次", "期", "轮", "轮次", "人次", "遍", "趟", "堂", "节", "课时", "学时", "批次", "批"];

/// Units that count the same things in turn: 26个问题，已完成21项.
const ALIKE: &[&str] = &["个", "项", "条", "件"];

impl Heads {
    pub(crate) fn clear(&mut self) {
        self.0.clear();
    }

    fn of(&self, unit: &str) -> Option<&str> {
        let same = self.0.iter().rev().find(|(word, _)| *word == unit);
        let alike = || self.0.iter().rev().find(|(word, _)| ALIKE.contains(word) && ALIKE.contains(&unit));
        same.or_else(alike).map(|(_, head)| head.as_str())
    }

    fn last(&self) -> Option<&str> {
        self.0.last().map(|(_, head)| head.as_str())
    }

    fn set(&mut self, unit: &'static str, head: &str) {
        self.0.retain(|(word, _)| *word != unit);
        if self.0.len() == MOST_HEADS {
            self.0.remove(0);
        }
        self.0.push((unit, head.to_owned()));
    }
}

/// Reads the figures of a sentence.
pub(crate) fn read(
    sentence: &Sentence<'_>,
    kind: PassageKind,
    node: Option<usize>,
    heads: &mut Heads,
    out: &mut Out,
) {
    let mut reader =
        Reader { sentence, kind, node, heads, out, last: Vec::new(), acted: None, partial: false, taken: 0 };
    let mut at = 0;
    while at < sentence.figures.len() {
        let end = reader.group_end(at);
        at = reader.group(at, end);
    }
}

struct Reader<'a, 't> {
    sentence: &'a Sentence<'t>,
    kind: PassageKind,
    node: Option<usize>,
    heads: &'a mut Heads,
    out: &'a mut Out,
    /// Subjects of the group before, in order.
    last: Vec<String>,
    /// The action before: kind, sanction and unit.
    acted: Option<(super::ActionKind, Option<&'static str>, &'static str)>,
    /// The action before was part of another.
    partial: bool,
    /// Pieces up to here belong to the figure before.
    taken: usize,
}

impl Reader<'_, '_> {
    fn quantity(&self, figure: usize) -> &Quantity {
        &self.sentence.figures[figure].quantity
    }

    /// One past the last figure of the group that begins at `first`: 99%、85%和91%.
    fn group_end(&self, first: usize) -> usize {
        let mut end = first + 1;
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
            if !joined || self.quantity(end).kind() != self.quantity(first).kind() {
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
        if self.group_end(end) - end != end - first || next.quantity.kind() != self.quantity(first).kind() {
            return false;
        }
        let between = sentence.place(end - 1) + 1..sentence.place(end);
        if between.is_empty() || between.len() > 4 {
            return false;
        }
        let range = sentence.pieces[between.start].start..sentence.pieces[between.end - 1].end;
        let words = sentence.slice(range);
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
        let from =
            (phrase::left_bound(sentence, place)..place).any(|at| sentence.class(at) == Some(Class::From));
        clause
            && words.chars().count() <= 10
            && (words.ends_with(['到', '至']) || words.ends_with('为') && from)
            && (from || between.len() > 1 || words.chars().count() > 1)
    }

    /// Reads the group `first..end` and returns where to go on.
    fn group(&mut self, first: usize, end: usize) -> usize {
        if self.is_change(first, end) {
            let next = self.group_end(end);
            self.change(first, end, next);
            return next;
        }
        if end - first == 1 && self.act(first) {
            return end;
        }
        let quantity = *self.quantity(first);
        let place = self.sentence.place(first);
        let bound = phrase::left_bound(self.sentence, place).max(self.taken);
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
        let quantity = *self.quantity(figure);
        let place = self.sentence.place(figure);
        let Some(found) =
            action::action_at(self.sentence, place, &quantity).or_else(|| self.subset(place, &quantity))
        else {
            return false;
        };
        let bound = phrase::left_bound(self.sentence, place);
        self.partial = (bound..place).any(|at| self.sentence.class(at) == Some(Class::Among))
            || self.partial && self.sentence.pieces.get(bound).is_some_and(|piece| piece.kind == Kind::Pause);
        self.acted = Some((found.kind, found.sanction, quantity.unit.word));
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
    fn subset(&self, place: usize, quantity: &Quantity) -> Option<action::Found> {
        let (kind, sanction, unit) = self.acted?;
        if unit != quantity.unit.word || !matches!(unit, "人" | "名" | "人次") {
            return None;
        }
        let bound = phrase::left_bound(self.sentence, place);
        let among = (bound..place).any(|at| self.sentence.class(at) == Some(Class::Among));
        let goes_on = self.partial && bound > 0 && self.sentence.pieces[bound].kind == Kind::Pause;
        let person =
            (bound..place).any(|at| self.sentence.piece_text(at).ends_with(['部', '员', '级', '人']));
        let own = self.sentence.pieces[place];
        ((among || goes_on) && person).then_some(action::Found { kind, sanction, range: own.start..own.end })
    }

    fn change(&mut self, first: usize, end: usize, next: usize) {
        let place = self.sentence.place(first);
        let bound = phrase::left_bound(self.sentence, place).max(self.taken);
        let subjects = self.subjects(first, end, bound, true);
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
        let quantity = *self.quantity(figure);
        let value = to.unwrap_or(quantity.value);
        // 5000元提高到1万元: both ends in the unit of the second.
        let before = self.quantity(from_figure);
        let from = match before.power.cast_signed() - quantity.power.cast_signed() {
            0 => Some(from),
            shift => from.shifted(shift),
        };
        let start = self.sentence.pieces[self.sentence.place(from_figure)].start;
        let mut metric = self.metric(&quantity, subject.clone());
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
        // One figure may hold for several subjects.
        let figures = figures.clone().chain(std::iter::repeat(figures.end - 1));
        for (figure, subject) in figures.zip(&subjects) {
            let quantity = *self.quantity(figure);
            if !self.counts(figure, &quantity) {
                continue;
            }
            let mut metric = self.metric(&quantity, subject.clone());
            metric.change = change;
            self.out.metrics.push(metric);
        }
        self.last = subjects;
    }

    fn metric(&self, quantity: &Quantity, subject: String) -> Metric {
        let text = self.sentence.text;
        Metric {
            subject,
            value: quantity.value,
            value_to: quantity.value_to,
            unit: quantity.written_unit(text),
            kind: quantity.kind(),
            canonical_value: quantity.canonical(quantity.value),
            canonical_unit: quantity.canonical_unit(),
            qualifier: quantity.qualifier,
            target: self.is_target(quantity),
            change: None,
            period: self.period(quantity).map(str::to_owned),
            range: quantity.start..quantity.end,
            node: self.node,
        }
    }

    /// Whether the figure is a goal: in a plan, or after 力争, 确保, 目标.
    fn is_target(&self, quantity: &Quantity) -> bool {
        const GOALS: &[&str] =
            &["力争", "确保", "目标", "计划", "拟", "预计", "争取达", "争取在", "争取到", "将达"];
        if self.kind == PassageKind::Planned {
            return true;
        }
        let place = self.sentence.pieces.partition_point(|piece| piece.start < quantity.start);
        let bound = phrase::left_bound(self.sentence, place);
        let clause = self.sentence.slice(self.sentence.pieces[bound.min(place)].start..quantity.start);
        GOALS.iter().any(|word| clause.contains(word))
    }

    /// 每季度, in the clause of the figure.
    fn period(&self, quantity: &Quantity) -> Option<&str> {
        let place = self.sentence.pieces.partition_point(|piece| piece.start < quantity.start);
        let bound = phrase::left_bound(self.sentence, place);
        let at = (bound..place).rev().find(|&at| {
            self.sentence.class(at) == Some(Class::Period) && self.sentence.piece_text(at).starts_with('每')
        })?;
        Some(self.sentence.piece_text(at))
    }

    /// Whether a figure is one of a thing at all, given where it stands.
    fn counts(&self, figure: usize, quantity: &Quantity) -> bool {
        let place = self.sentence.place(figure);
        let next = self.sentence.pieces.get(place + 1).map(|piece| piece.kind);
        let ends = matches!(next, None | Some(Kind::Comma | Kind::Pause | Kind::Close | Kind::Open));
        let bound = phrase::left_bound(self.sentence, place);
        let left = phrase::left(self.sentence, bound, place, true);
        if quantity.is_article() && quantity.unit.kind == UnitKind::Count {
            let frequent = (bound..place).any(|at| self.sentence.class(at) == Some(Class::Period));
            return frequent
                || ends && left.phrase.is_some() && !matches!(quantity.unit.word, "类" | "种" | "批" | "面");
        }
        // 两年以上的资金, 50万元以上的设备: a threshold in a description.
        let shares = matches!(quantity.kind(), UnitKind::Percentage | UnitKind::Ratio);
        if quantity.bounded && !ends && !shares {
            return false;
        }
        match quantity.kind() {
            UnitKind::Duration => self.is_measured(quantity, &left, place),
            _ => true,
        }
    }

    /// A duration is a metric where it is what is measured, not where it is the span of a plan.
    fn is_measured(&self, quantity: &Quantity, left: &Left, place: usize) -> bool {
        const MEASURES: &[&str] = &[
            "时间",
            "时长",
            "时限",
            "周期",
            "期限",
            "工期",
            "用时",
            "耗时",
            "天数",
            "住院日",
            "时效",
            "学时",
            "年限",
            "日",
        ];
        if quantity.unit.word.ends_with("工作日") {
            return true;
        }
        let Some(range) = &left.phrase else {
            return !self.last.is_empty() && left.level && place > 0 && self.last_is_duration();
        };
        let phrase = self.sentence.slice(range.clone());
        MEASURES.iter().any(|measure| phrase.ends_with(measure))
    }

    fn last_is_duration(&self) -> bool {
        self.out.metrics.last().is_some_and(|metric| metric.kind == UnitKind::Duration)
    }

    /// The subjects of a group, one a figure; empty where none is sure.
    fn subjects(&mut self, first: usize, end: usize, bound: usize, changes: bool) -> Vec<String> {
        let quantity = *self.quantity(first);
        let place = self.sentence.place(first);
        let size = end - first;
        let ratio = matches!(quantity.kind(), UnitKind::Percentage | UnitKind::Ratio);
        let left = phrase::left(self.sentence, bound, place, ratio || changes);
        self.taken = self.sentence.place(end - 1) + 1;
        if size > 1 {
            return self.shared(&left, size);
        }
        if ratio && let Some(parts) = self.each(&left) {
            return parts;
        }
        let right = self.right(first, &quantity, &left);
        let subject = match right {
            Some(subject) => Some(subject),
            None => self.own(&quantity, &left, first, ratio),
        };
        let Some(subject) = subject else { return Vec::new() };
        if quantity.kind() == UnitKind::Count && left.verb.is_none() && !left.predicate {
            let head = phrase::head(&subject).to_owned();
            if !head.is_empty() && head.chars().count() <= 12 {
                self.heads.set(quantity.unit.word, &head);
            }
        }
        vec![subject]
    }

    /// The subjects of figures that are listed together: A、B、C分别达到x、y、z.
    fn shared(&mut self, left: &Left, size: usize) -> Vec<String> {
        let Some(range) = &left.phrase else {
            return if self.last.len() == size { self.last.clone() } else { Vec::new() };
        };
        let parts = self.parts(left.pieces.clone());
        if parts.len() == size {
            return with_shared_tail(&parts);
        }
        if left.respectively {
            return Vec::new();
        }
        vec![self.sentence.slice(range.clone()).to_owned(); size]
    }

    /// 年报率、公示率均达到100%: one figure for each of several rates.
    fn each(&self, left: &Left) -> Option<Vec<String>> {
        let after = left.pieces.end;
        matches!(self.sentence.pieces.get(after)?.kind, Kind::Word(Class::Adverb | Class::Level))
            .then_some(())?;
        self.sentence.piece_text(after).starts_with(['均', '都']).then_some(())?;
        let parts = self.parts(left.pieces.clone());
        (parts.len() > 1 && parts.iter().all(|part| part.ends_with(['率', '度', '比', '例', '面'])))
            .then_some(parts)
    }

    /// The members of a list: A、B和C.
    fn parts(&self, pieces: Range<usize>) -> Vec<String> {
        let mut parts = Vec::new();
        let mut start = None;
        let mut depth = 0_usize;
        for at in pieces.clone() {
            let kind = self.sentence.pieces[at].kind;
            match kind {
                Kind::Open => depth += 1,
                Kind::Close => depth = depth.saturating_sub(1),
                _ => {}
            }
            let parts_here = depth == 0 && matches!(kind, Kind::Pause | Kind::Word(Class::And));
            if parts_here {
                parts.extend(self.part(start.take(), at));
            } else if start.is_none() {
                start = Some(at);
            }
        }
        parts.extend(self.part(start, pieces.end));
        parts
    }

    fn part(&self, start: Option<usize>, end: usize) -> Option<String> {
        let start = start?;
        let range = self.sentence.pieces[start].start..self.sentence.pieces[end - 1].end;
        Some(self.sentence.slice(phrase::trimmed(self.sentence, range)?).to_owned())
    }

    /// The noun after the figure, where that is what is counted.
    fn right(&mut self, figure: usize, quantity: &Quantity, left: &Left) -> Option<String> {
        let mut place = self.sentence.place(figure);
        let of = self.sentence.class(place + 1) == Some(Class::Of);
        // 4类15个问题: both count the noun behind the second.
        let pair =
            matches!(self.sentence.pieces.get(place + 1).map(|piece| piece.kind), Some(Kind::Figure(_)));
        if pair {
            place += 1;
        }
        let (range, end) = phrase::right(self.sentence, place)?;
        let own = left.phrase.as_ref().map(|range| self.sentence.slice(range.clone()));
        let before = own.filter(|phrase| !phrase::is_scope(phrase));
        let shares = matches!(quantity.kind(), UnitKind::Percentage | UnitKind::Ratio);
        match quantity.kind() {
            UnitKind::Duration => return None,
            UnitKind::Count if of && !shares => return None,
            UnitKind::Count => {
                // 对68个项目: a preposition right before the number governs what stands after.
                let led = place.checked_sub(1).is_some_and(|at| {
                    matches!(self.sentence.class(at), Some(Class::Preposition | Class::From | Class::Of))
                });
                if before.is_some() && left.governed && !led {
                    return None;
                }
            }
            UnitKind::Percentage | UnitKind::Ratio if !of || before.is_some() => return None,
            UnitKind::Percentage | UnitKind::Ratio => {}
            _ if before.is_some() => return None,
            _ => {}
        }
        let noun = self.sentence.slice(range.clone()).to_owned();
        // Where the words run on to the next figure they are its own: 3批选送骨干21人.
        let next = self.sentence.pieces.get(end).map(|piece| piece.kind);
        let shared = matches!(next, Some(Kind::Figure(next)) if phrase::right(self.sentence, self.sentence.place(next)).is_none())
            && !noun.contains('的');
        if !shared && !pair {
            self.taken = end;
        }
        // 未完成的3项问题: what stands before 的 tells which.
        let modifier = own.filter(|phrase| {
            let of = left
                .pieces
                .end
                .checked_sub(1)
                .is_some_and(|last| self.sentence.class(last) == Some(Class::Of));
            of && phrase.trim_end_matches('的').chars().count() <= 6
        });
        Some(match modifier {
            Some(modifier) => format!("{}的{noun}", modifier.trim_end_matches('的')),
            None => noun,
        })
    }

    /// The noun before the figure, or what stands in for it.
    fn own(&mut self, quantity: &Quantity, left: &Left, figure: usize, ratio: bool) -> Option<String> {
        let unit = quantity.unit.word;
        let count = quantity.kind() == UnitKind::Count;
        if let Some(range) = &left.phrase {
            let phrase = self.sentence.slice(range.clone());
            let bare = phrase.trim_end_matches('的');
            if bare.is_empty() {
                return self.inherited(left, ratio);
            }
            if let Some(compared) = &left.compared
                && self.sentence.slice(compared.clone()).starts_with('占')
            {
                let compared = self.sentence.slice(compared.clone()).trim_end_matches('的');
                return Some(format!("{bare}{compared}"));
            }
            let event = EVENTS.contains(&unit);
            let lacks_noun = !event && (bare.len() < phrase.len() || left.predicate || bare.ends_with('类'));
            return Some(match self.heads.of(unit).filter(|_| lacks_noun && count) {
                Some(head) if left.predicate => format!("{phrase}{}", phrase::head(head)),
                Some(head) => format!("{phrase}{}", phrase::head(head)),
                None => bare.to_owned(),
            });
        }
        if let Some(range) = &left.verb {
            let verb = self.sentence.slice(range.clone());
            if count && let Some(topic) = self.topic(range.start, figure) {
                return Some(topic);
            }
            if quantity.kind() == UnitKind::Money {
                return Some(verb.to_owned());
            }
            if !count {
                return self.inherited(left, ratio).or_else(|| Some(verb.to_owned()));
            }
            return Some(match self.heads.of(unit) {
                Some(head) => format!("{}{}", self.with_status(range.clone()), phrase::head(head)),
                None => self.object_after(figure).unwrap_or_else(|| verb.to_owned()),
            });
        }
        if (left.level || left.compared.is_some() || ratio)
            && let Some(found) = self.inherited(left, ratio)
        {
            return Some(found);
        }
        if left.among || ratio {
            return self.heads.last().map(str::to_owned);
        }
        self.status_after(figure)
            .or_else(|| self.object_after(figure))
            .or_else(|| (quantity.unit.word.ends_with("工作日")).then(|| self.words_after(figure)).flatten())
    }

    /// 计量设施共安装268台: the noun before the adverb of a bare verb.
    fn topic(&self, verb: usize, figure: usize) -> Option<String> {
        let at = self.sentence.pieces.partition_point(|piece| piece.start < verb);
        let bound =
            phrase::left_bound(self.sentence, self.sentence.place(figure)).max(self.taken_before(figure));
        if at <= bound + 1
            || self.sentence.class(at - 1) != Some(Class::Adverb)
            || self.sentence.class(at) == Some(Class::Rest)
        {
            return None;
        }
        let left = phrase::left(self.sentence, bound, at, false);
        let range = left.phrase.filter(|_| !left.governed)?;
        let topic = self.sentence.slice(range);
        (!phrase::is_scope(topic)).then(|| topic.to_owned())
    }

    /// Where the pieces of the figure before end.
    fn taken_before(&self, figure: usize) -> usize {
        figure.checked_sub(1).map_or(0, |before| self.sentence.place(before) + 1)
    }

    /// 已, 基本, 正在 before the verb belong to what is counted: 已化解27件.
    fn with_status(&self, verb: Range<usize>) -> &str {
        let before = self.sentence.pieces.iter().position(|piece| piece.start == verb.start);
        let word = before.and_then(|at| at.checked_sub(1)).map(|at| self.sentence.pieces[at]);
        match word {
            Some(word)
                if word.kind == Kind::Word(Class::Adverb)
                    && matches!(
                        self.sentence.slice(word.start..word.end),
                        "已" | "已经"
                            | "均已"
                            | "全部"
                            | "正在"
                            | "拟"
                            | "尚"
                            | "仍"
                            | "业已"
                            | "尚需"
                            | "需"
                    ) =>
            {
                self.sentence.slice(word.start..verb.end)
            }
            _ => self.sentence.slice(verb),
        }
    }

    /// 29项业已完成: what became of the things stands after their number.
    fn status_after(&self, figure: usize) -> Option<String> {
        let place = self.sentence.place(figure);
        let mut end = place + 1;
        while end < self.sentence.pieces.len()
            && matches!(
                self.sentence.class(end),
                Some(Class::Adverb | Class::Rest | Class::Verb | Class::VerbNoun)
            )
            && end - place <= 4
        {
            end += 1;
        }
        let closed = matches!(
            self.sentence.pieces.get(end).map(|piece| piece.kind),
            None | Some(Kind::Comma | Kind::Pause | Kind::Close)
        );
        if end == place + 1 || !closed {
            return None;
        }
        let head = self.heads.of(self.quantity(figure).unit.word)?;
        let words =
            self.sentence.slice(self.sentence.pieces[place + 1].start..self.sentence.pieces[end - 1].end);
        Some(format!("{words}{}", phrase::head(head)))
    }

    /// 分3批选送骨干21人: the object of the verb behind.
    fn object_after(&self, figure: usize) -> Option<String> {
        let place = self.sentence.place(figure);
        matches!(self.sentence.class(place + 1)?, Class::Verb).then_some(())?;
        let (range, end) = phrase::right(self.sentence, place + 1)?;
        matches!(self.sentence.pieces.get(end).map(|piece| piece.kind), Some(Kind::Figure(_)))
            .then_some(())?;
        Some(self.sentence.slice(range).to_owned())
    }

    /// What is done within a time: 20个工作日内办结.
    fn words_after(&self, figure: usize) -> Option<String> {
        let place = self.sentence.place(figure);
        let end = (place + 1..self.sentence.pieces.len().min(place + 6))
            .take_while(|&at| !matches!(self.sentence.pieces[at].kind, Kind::Comma | Kind::Figure(_)))
            .last()?;
        let words = self.sentence.slice(self.sentence.pieces[place + 1].start..self.sentence.pieces[end].end);
        let words = words.trim_start_matches(['内', '之', '以', '里']);
        (!words.is_empty()).then(|| words.to_owned())
    }

    /// The subject of the figure before, for one that only says how it changed or compares.
    fn inherited(&self, left: &Left, ratio: bool) -> Option<String> {
        let [last] = &self.last[..] else { return None };
        let compared = left.compared.clone().map(|range| self.sentence.slice(range));
        Some(match compared.filter(|words| words.starts_with('占') && ratio) {
            Some(words) => format!("{last}{}", words.trim_end_matches('的')),
            None => last.clone(),
        })
    }
}

/// 城市、农村低保标准: what the last member shares with those before it is written once.
fn with_shared_tail(parts: &[String]) -> Vec<String> {
    let Some(last) = parts.last() else { return Vec::new() };
    let last_char = last.chars().next_back();
    let tail = TAILS
        .iter()
        .filter(|tail| last.ends_with(**tail) && last.len() > tail.len())
        .max_by_key(|tail| tail.len());
    parts
        .iter()
        .map(|part| {
            let count = part.chars().count();
            if let Some(tail) =
                tail.filter(|_| part.chars().next_back() != last_char && last.len() > part.len() + 5)
            {
                return format!("{part}{tail}");
            }
            let shorter = last.chars().count() >= count + 2;
            if !shorter || part.chars().next_back() == last_char || count > 4 {
                return part.clone();
            }
            let tail: String = last.chars().skip(count).collect();
            format!("{part}{tail}")
        })
        .collect()
}
