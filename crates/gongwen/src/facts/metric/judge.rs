//! Whether a figure is one of a thing at all, a goal, or one of a period.

use std::cell::LazyCell;

use super::Reader;
use crate::facts::PassageKind;
use crate::facts::phrase::{self, Left};
use crate::facts::sentence::Kind;
use crate::number::{Form, Qualifier, Quantity};
use crate::rules::goals::{self, Goal};
use crate::rules::lexicon::Class;
use crate::rules::units::UnitKind;
use crate::text::first_bytes;

/// Bytes behind a deadline in which its clause says what is to be done.
const DEADLINE_REACH: usize = 240;

/// Words that make a length the description of something else: 200米范围内, 3米宽道路.
const DESCRIBES: &[&str] = &[
    "范围",
    "半径",
    "见方",
    "口径",
    "宽",
    "深",
    "高",
    "厚",
    "粗",
    "红线",
    "线内",
    "处",
    "级",
    "开外",
    "远",
    "左右宽",
];

impl Reader<'_, '_> {
    /// Whether the figure is a goal: in a plan, unless the sentence tells there what was reached, or after words of the sentence
    /// that speak of what is to come.
    pub(super) fn is_target(&mut self, quantity: &Quantity) -> bool {
        // Each piece is looked at once, for all figures behind it.
        while let Some(piece) = self.sentence.pieces.get(self.goal_at)
            && piece.start < quantity.start
        {
            self.goal = self.goal_after(self.goal_at);
            self.goal_at += 1;
        }
        // 完成下降0.5个百分点的目标任务
        if let Some(behind) = self.sentence.text[quantity.end..].strip_prefix('的')
            && (behind.starts_with("目标") || behind.starts_with("任务"))
        {
            return true;
        }
        match self.goal {
            Some(goal) => goal != Goal::Reached,
            None => self.kind == PassageKind::Planned,
        }
    }

    /// What is said about what follows a piece.
    fn goal_after(&self, at: usize) -> Option<Goal> {
        let sentence = self.sentence;
        match sentence.pieces[at].kind {
            Kind::Comma if self.goal == Some(Goal::Clause) => None,
            Kind::Word(Class::Adverb | Class::Level | Class::Verb | Class::Rest) => {
                let found = goals::of(sentence.piece_text(at));
                found.filter(|_| !self.is_no_goal(at)).or(self.goal)
            }
            Kind::Date if self.is_deadline(at) => Some(Goal::Sentence),
            Kind::Text if sentence.piece_text(at).ends_with("目标") => Some(Goal::Sentence),
            // 到“十四五”末
            Kind::Name
                if sentence.piece_text(at).ends_with("五”")
                    && !["“十二五”", "“十三五”"].contains(&sentence.piece_text(at))
                    && sentence.slice_after(at).starts_with(['末', '期']) =>
            {
                Some(Goal::Sentence)
            }
            _ => self.goal,
        }
    }

    /// A word of striving that is none here: a noun (制定学习计划，列出专题12个; 超计划取水), or what was done (争取资金300万元).
    fn is_no_goal(&self, at: usize) -> bool {
        let sentence = self.sentence;
        let next = sentence.pieces.get(at + 1);
        let after = sentence.slice_after(at);
        match sentence.piece_text(at) {
            "计划" => {
                let before = at.checked_sub(1).map_or("", |before| sentence.piece_text(before));
                next.is_none_or(|next| matches!(next.kind, Kind::Comma | Kind::Word(Class::Of)))
                    || before.ends_with(['超', '按', '原'])
                    || after.starts_with(['外', '书', '内'])
            }
            "争取" | "争取到" => goals::FUNDS.iter().any(|funds| after.starts_with(funds)),
            _ => false,
        }
    }

    /// A date by which something is to be done: one that is still to come, unless it only tells how long something lasts
    /// (合同延长至2028年, 2027年到期的债券) or which year a plan is of (纳入2026年度计划), or one before which the sentence says that something will be done.
    fn is_deadline(&self, at: usize) -> bool {
        let sentence = self.sentence;
        let after = sentence.slice_after(at);
        let lasts = at.checked_sub(1).is_some_and(|before| {
            let word = sentence.piece_text(before);
            sentence.class(before) == Some(Class::Level) && word != "到"
                || word.ends_with(['至', '为', '期', '限', '：'])
        });
        let plan = ["计划", "预算", "任务"].iter().any(|plan| after.starts_with(plan));
        !lasts && !plan && !after.starts_with(['的', '到']) && self.days.lies_ahead(sentence.pieces[at].start)
            || after.starts_with('前') && self.is_to_be_done(at)
    }

    /// A date before which something is to be done, in a clause that does not say that it was.
    fn is_to_be_done(&self, date: usize) -> bool {
        let end = self.sentence.pieces.last().map_or(0, |piece| piece.end);
        let after = first_bytes(self.sentence.slice(self.sentence.pieces[date].end..end), DEADLINE_REACH);
        let clause = after.split('，').next().unwrap_or(after);
        !clause.contains('已') && clause.contains(['将', '要', '应', '须', '确'])
    }

    /// 每季度, in the clause of the figure, and the 至少 that stands apart from its figure: 每年至少听课20节.
    pub(super) fn period(&self, figure: usize) -> (Option<&str>, Qualifier) {
        let sentence = self.sentence;
        let (bound, place) = (sentence.bound(figure), sentence.place(figure));
        let (mut period, mut least) = (None, Qualifier::Exact);
        let is_event = |figure: usize| {
            let word = sentence.figures.get(figure).map(|figure| figure.quantity.unit.word);
            word.is_some_and(phrase::is_event)
        };
        // 每年对12个支部巡察1遍: how often is said of the event, not of those that it is about.
        let of_next = || {
            let next = place + 1..sentence.places.get(figure + 1).map_or(place + 1, |next| next.piece);
            is_event(figure + 1) && next.clone().all(|at| sentence.pieces[at].kind != Kind::Comma)
        };
        let led = place > bound && sentence.class(place - 1) != Some(Class::Period);
        if led && !is_event(figure) && of_next() {
            return (None, least);
        }
        let shares = |before: usize| bound == before + 1 && is_event(figure);
        let bound = match figure.checked_sub(1) {
            Some(before) if shares(sentence.place(before)) => sentence.bound(before),
            _ => bound,
        };
        for at in (bound..place).rev() {
            let Some(class @ (Class::Period | Class::Adverb)) = sentence.class(at) else { continue };
            match (class, sentence.piece_text(at)) {
                (_, text)
                    if period.is_none()
                        && text.starts_with('每')
                        && text.ends_with(['年', '度', '季', '月', '周', '旬', '日', '天', '期', '次']) =>
                {
                    // 每人每年 is written as one word of manner.
                    period = Some(text);
                }
                // 频次不低于每周2次: what stands apart from its figure.
                (Class::Adverb, "至少" | "最少" | "不少于" | "不低于" | "不小于") => {
                    least = Qualifier::AtLeast;
                }
                (Class::Adverb, "至多" | "最多" | "不超过" | "不高于" | "不多于" | "不大于") =>
                {
                    least = Qualifier::AtMost;
                }
                _ => {}
            }
        }
        (period, least)
    }

    /// 整改一个、验收一个; 问责一个、警醒一片: 一 with a bare verb, twice in a row, counts nothing.
    pub(super) fn is_slogan(&self, figure: usize) -> bool {
        let article = |figure: usize| {
            self.sentence.figures.get(figure).is_some_and(|other| {
                other.quantity.is_article() && other.quantity.unit.kind == UnitKind::Count
            })
        };
        let near = |left: usize| {
            let between = self.sentence.place(left) + 1..self.sentence.place(left + 1);
            between.len() <= 4
                && between
                    .clone()
                    .any(|at| matches!(self.sentence.pieces[at].kind, Kind::Pause | Kind::Comma))
                && between.clone().all(|at| {
                    // 每月暗访一次，每季度通报一次: a frequency counts.
                    self.sentence.piece_text(at).chars().count() <= 4
                        && self.sentence.class(at) != Some(Class::Period)
                })
        };
        article(figure)
            && (article(figure + 1) && near(figure)
                || figure.checked_sub(1).is_some_and(|before| article(before) && near(before)))
    }

    /// 两年以上的资金, 50万元以上的设备, 35岁以下干部: a threshold in a description.
    pub(super) fn is_threshold(&self, figure: usize) -> bool {
        let quantity = self.quantity(figure);
        let next = self.sentence.pieces.get(self.sentence.place(figure) + 1).map(|piece| piece.kind);
        let ends = matches!(next, None | Some(Kind::Comma | Kind::Pause | Kind::Close | Kind::Open));
        let shares = matches!(quantity.kind(), UnitKind::Percentage | UnitKind::Ratio);
        quantity.bounded && !ends && !shares
    }

    /// Whether a figure is one of a thing at all, given where it stands.
    pub(super) fn counts(&self, figure: usize, quantity: &Quantity) -> bool {
        let place = self.sentence.place(figure);
        let next = self.sentence.pieces.get(place + 1).map(|piece| piece.kind);
        let ends = matches!(next, None | Some(Kind::Comma | Kind::Pause | Kind::Close | Kind::Open));
        let bound = self.sentence.bound(figure);
        // Few figures are in doubt, and only for those it is looked what stands before them.
        let left = LazyCell::new(|| phrase::left(self.sentence, bound, place, true));
        if quantity.is_article() && quantity.unit.kind == UnitKind::Count {
            let frequent = (bound..place).any(|at| self.sentence.class(at) == Some(Class::Period));
            return frequent
                || ends
                    && left.phrase.is_some()
                    && !matches!(quantity.unit.word, "类" | "种" | "批" | "面" | "期");
        }
        let shares = matches!(quantity.kind(), UnitKind::Percentage | UnitKind::Ratio);
        // 金额超过50万元的项目: so is what 的 makes part of a noun.
        let of = self.sentence.class(place + 1) == Some(Class::Of);
        if of
            && !shares
            && quantity.qualifier != Qualifier::Exact
            && quantity.start < quantity.number
            && left.phrase.is_some()
        {
            return false;
        }
        match quantity.kind() {
            UnitKind::Length | UnitKind::Energy => {
                let follows = &self.sentence.text[quantity.end..];
                let class = matches!(quantity.unit.word, "千伏" | "kV" | "伏");
                !DESCRIBES.iter().any(|word| follows.starts_with(word))
                    && (!class || left.phrase.is_some() && ends)
            }
            UnitKind::Count if matches!(quantity.unit.word, "岁" | "周岁") => {
                left.phrase.as_ref().is_some_and(|range| self.sentence.slice(range.clone()).ends_with("龄"))
            }
            // 三期棚改安置房: the third of them, where no verb governs the number.
            UnitKind::Count
                if quantity.unit.word == "期"
                    && quantity.form == Form::Chinese
                    && !ends
                    && left.phrase.is_none()
                    && left.verb.is_none() =>
            {
                false
            }
            // 两次约谈: how often something was done, with whoever did it before.
            UnitKind::Count
                if quantity.unit.word == "次"
                    && quantity.form == Form::Chinese
                    && matches!(next, Some(Kind::Word(Class::Verb | Class::Sanction(_))))
                    && !left.level
                    && !left.governed =>
            {
                false
            }
            UnitKind::Count if ends && quantity.is_grade() && left.level => false,
            UnitKind::Count if quantity.is_ordinal(&self.sentence.text[quantity.end..]) => false,
            UnitKind::Duration => self.is_measured(figure, &left),
            _ => true,
        }
    }

    /// A duration is a metric where it is what is measured, not where it is the span of a plan.
    fn is_measured(&self, figure: usize, left: &Left) -> bool {
        let (quantity, place) = (self.quantity(figure), self.sentence.place(figure));
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
            "住院",
            "任期",
            "账期",
            "工龄",
        ];
        if quantity.unit.word.ends_with("工作日") {
            return true;
        }
        let Some(range) = &left.phrase else {
            return !self.last.is_empty() && left.level && place > 0 && self.last_is_duration();
        };
        let phrase = self.sentence.slice(range.clone());
        MEASURES.iter().any(|measure| phrase.ends_with(measure))
            || ["平均", "人均"].iter().any(|word| phrase.starts_with(word))
            || self.period(figure).0.is_some()
    }

    pub(super) fn last_is_duration(&self) -> bool {
        self.out.metrics.last().is_some_and(|metric| metric.kind == UnitKind::Duration)
    }
}
