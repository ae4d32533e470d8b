//! The subject of a figure: the noun before it, behind it, or of a figure before.

use std::ops::Range;

use super::Reader;
use crate::facts::behind;
use crate::facts::phrase::{self, Left, is_event};
use crate::facts::sentence::{Kind, left_bound};
use crate::number::{Form, Quantity};
use crate::rules::lexicon::{self, ATTRIBUTES, BODY_UNITS, Class, VISITING};
use crate::rules::units::UnitKind;

/// What words for people and for shops and the like end with.
const PEOPLE: &[char] =
    &['员', '者', '人', '师', '长', '手', '生', '家', '表', '工', '店', '点', '站', '厂', '部', '所'];

/// Where people go, who are what is counted.
const THERE: &[&str] = &["一线", "基层", "基层一线", "社区", "村组", "网格", "现场", "农村"];

/// Characters of words before a verb that are a noun of their own: more than 院内 in 院内盘活12个.
const OWN_NOUN: usize = 4;

/// What the names of places end with.
const PLACES: &[char] = &['村', '镇', '乡', '县', '区', '市', '道', '组', '屯', '校'];

/// Whether parts of a whole are told in such units: 任务3600亩，已恢复3410亩.
fn counts_things(kind: UnitKind) -> bool {
    matches!(kind, UnitKind::Count | UnitKind::Area | UnitKind::Length | UnitKind::Weight | UnitKind::Volume)
}

impl Reader<'_, '_> {
    /// The subjects of a group, one a figure; empty where none is sure.
    pub(super) fn subjects(&mut self, first: usize, end: usize, bound: usize, changes: bool) -> Vec<String> {
        let quantity = self.quantity(first);
        let place = self.sentence.place(first);
        let size = end - first;
        let ratio = matches!(quantity.kind(), UnitKind::Percentage | UnitKind::Ratio);
        let left = phrase::left(self.sentence, bound, place, ratio || changes);
        self.taken = self.sentence.place(end - 1) + 1;
        if size > 1 {
            return self.shared(&left, first, size);
        }
        if ratio && let Some(parts) = self.each(&left) {
            return parts;
        }
        let right = if changes { None } else { self.right(first, quantity, &left) };
        let named = right.is_some();
        let subject = match right {
            Some(subject) => Some(subject),
            None => self.own(quantity, &left, first, ratio, changes),
        };
        let Some(subject) = subject else { return Vec::new() };
        if counts_things(quantity.kind())
            && (named || left.verb.is_none() && !left.predicate && !self.is_all_verbs(&left))
        {
            let head = phrase::head(&subject);
            // 危房46栋，其中C级12栋，已腾空8栋: what became of them is said of the whole.
            let part = (left.among || head.ends_with('级') || head.contains('未'))
                && self.heads.same(quantity.unit.word).is_some();
            if !part && !head.is_empty() && head.chars().count() <= 12 {
                self.heads.set(quantity.unit.word, head);
            }
        }
        vec![subject]
    }

    /// 清理议事协调机构，由68个精简至29个: what changed is the object of the clause before.
    pub(super) fn object_before(&self, first: usize) -> Option<String> {
        let bound = self.sentence.bound(first);
        let comma = bound.checked_sub(1).filter(|&at| self.sentence.pieces[at].kind == Kind::Comma)?;
        let start = left_bound(&self.sentence.pieces, comma);
        let left = phrase::left(self.sentence, start, comma, false);
        let verb = left.governed || self.sentence.class(start) == Some(Class::VerbNoun);
        let range = left.phrase.filter(|_| first == 0 && verb)?;
        Some(self.sentence.slice(range).to_owned())
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
        let (range, end) = behind::right(self.sentence, place)?;
        // 下降0.5个百分点的目标: what falls stands before.
        if of && ["目标", "任务"].iter().any(|goal| self.sentence.slice(range.clone()).starts_with(goal))
        {
            return None;
        }
        let own = left.phrase.as_ref().map(|range| self.sentence.slice(range.clone()));
        let before = own.filter(|phrase| !phrase::is_scope(phrase));
        let shares = matches!(quantity.kind(), UnitKind::Percentage | UnitKind::Ratio);
        match quantity.kind() {
            UnitKind::Duration => return None,
            UnitKind::Count if of && !shares && quantity.unit.word != "个批次" => return None,
            UnitKind::Count => {
                // 对68个项目: a preposition right before the number governs what stands after.
                let led = place.checked_sub(1).is_some_and(|at| {
                    matches!(self.sentence.class(at), Some(Class::Preposition | Class::From | Class::Of))
                });
                // 修订《甲办法》《乙办法》2项制度: the titles are those of what is counted.
                // 班子成员4人未按规定报告: what they left undone is no noun.
                if before.is_some() && self.sentence.slice(range.clone()).starts_with('未') {
                    return None;
                }
                let titles = own.is_some_and(|phrase| phrase.ends_with('》'));
                if before.is_some()
                    && left.governed
                    && !led
                    && !titles
                    && !left.predicate
                    && !self.is_bare_verb(left)
                {
                    return None;
                }
            }
            UnitKind::Percentage | UnitKind::Ratio if before.is_some() => return None,
            // 超七成机关干部: what is no level of something is a share of what follows.
            UnitKind::Percentage | UnitKind::Ratio if !of && (left.level || !quantity.is_share()) => {
                return None;
            }
            UnitKind::Percentage | UnitKind::Ratio => {}
            _ if before.is_some() => return None,
            _ => {}
        }
        // 投入610万元维修跑道19条: the money was put in; what it was for is a verb with its own figure.
        if quantity.kind() == UnitKind::Money
            && left.verb.is_some()
            && matches!(self.sentence.class(place + 1), Some(Class::VerbNoun | Class::Verb))
        {
            return None;
        }
        let all = self.sentence.slice(range.clone());
        let noun = owner(all, quantity.unit.word).to_owned();
        // Where the words run on to the next figure they are its own: 3批选送骨干21人.
        let next = self.sentence.pieces.get(end).map(|piece| piece.kind);
        let shared = matches!(next, Some(Kind::Figure(next)) if behind::right(self.sentence, self.sentence.place(next)).is_none())
            && !noun.contains('的');
        // 57个村集体收入均超20万元: what follows those who are counted may be what the next figure is of.
        let cut = self.sentence.pieces[end - 1].end - range.end;
        let whole = noun.len() == all.len() && cut <= "之前".len();
        if !shared && !pair && whole {
            self.taken = end;
        }
        // 未完成的3项问题: what stands before 的 tells which.
        let modifier = own.filter(|phrase| {
            let of = left
                .pieces
                .end
                .checked_sub(1)
                .is_some_and(|last| self.sentence.class(last) == Some(Class::Of));
            // 列入清单的8个项目: without its verb it says nothing.
            of && !left.governed && phrase.trim_end_matches('的').chars().count() <= 6
        });
        Some(match modifier {
            Some(modifier) => format!("{}的{noun}", modifier.trim_end_matches('的')),
            None => noun,
        })
    }

    /// 合同12份，整改规范10份: behind things of the same unit, words that elsewhere are part of a name say what was done.
    fn is_done_to(&self, left: &Left, unit: &str) -> bool {
        self.is_all_verbs(left) && !is_event(unit) && self.heads.same(unit).is_some()
    }

    /// 签约3410户: what could be nouns elsewhere, and no noun besides.
    fn is_all_verbs(&self, left: &Left) -> bool {
        let verb = |at: usize| self.sentence.class(at) == Some(Class::VerbNoun);
        !left.pieces.is_empty() && left.pieces.clone().all(verb)
    }

    /// 结对帮扶410户: what could be a noun elsewhere is a verb right before its number.
    fn is_bare_verb(&self, left: &Left) -> bool {
        left.pieces.len() == 1 && self.sentence.class(left.pieces.start) == Some(Class::VerbNoun)
    }

    /// The noun before the figure, or what stands in for it.
    fn own(
        &mut self,
        quantity: &Quantity,
        left: &Left,
        figure: usize,
        ratio: bool,
        changes: bool,
    ) -> Option<String> {
        let unit = quantity.unit.word;
        let count = counts_things(quantity.kind());
        if let Some(range) = &left.phrase {
            let phrase = self.sentence.slice(range.clone());
            let bare = phrase.trim_end_matches('的');
            // 组织干部下沉一线3280人次: those who went there stand before the verb.
            let there = quantity.unit.canonical.starts_with('人') && left.governed && THERE.contains(&bare);
            if there && let Some(verb) = left.pieces.start.checked_sub(1) {
                let bound = self.sentence.bound(figure).max(self.taken_before(figure)).min(verb);
                let before = phrase::left(self.sentence, bound, verb, false).phrase?;
                return Some(self.sentence.slice(before).to_owned());
            }
            // 惠及43个行政村2.9万人: the place was counted by the figure before, the people in it have no noun.
            let counted = left
                .pieces
                .start
                .checked_sub(1)
                .is_some_and(|before| matches!(self.sentence.pieces[before].kind, Kind::Figure(_)));
            if counted && quantity.unit.canonical == "人" && bare.ends_with(PLACES) {
                return None;
            }
            if bare.is_empty() {
                return self.inherited(left, ratio, quantity.kind());
            }
            if let Some(compared) = &left.compared
                && self.sentence.slice(compared.clone()).starts_with('占')
            {
                let compared = self.sentence.slice(compared.clone()).trim_end_matches('的');
                return Some(format!("{bare}{compared}"));
            }
            let event = is_event(unit);
            let attribute = ATTRIBUTES.contains(&bare);
            // 抽检食品60批次，不合格2批次: events of one kind have parts too.
            let lacks_noun = attribute && self.heads.same(unit).is_some()
                || !event
                    && (bare.len() < phrase.len() || left.predicate || bare.ends_with('类') || attribute)
                || self.is_done_to(left, unit);
            // 政务APP清理关停13个: what was closed stands before the verb.
            let first = self.sentence.pieces.get(left.pieces.start);
            let own = left.predicate
                && first.is_some_and(|piece| {
                    let words = self.sentence.slice(piece.start..piece.end);
                    piece.kind == Kind::Text && words.chars().count() >= OWN_NOUN
                });
            return Some(match self.heads.of(unit).filter(|_| lacks_noun && count && !own) {
                Some(head) => format!("{phrase}{}", phrase::head(head)),
                None => visited(bare, unit).to_owned(),
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
                return self.inherited(left, ratio, quantity.kind()).or_else(|| Some(verb.to_owned()));
            }
            return Some(match self.heads.of(unit) {
                Some(head) => format!("{}{}", self.with_status(range.clone()), phrase::head(head)),
                None => self.object_after(figure).unwrap_or_else(|| verb.to_owned()),
            });
        }
        // 结题率为72.5%，有6项终止: a count is none of a rate.
        let unlike = count && self.out.metrics.last().is_some_and(|last| last.kind != UnitKind::Count);
        // 问题143个；由7.8%下降到1.2%: nor is a change of a rate one of a count.
        let unlike =
            unlike || changes && self.out.metrics.last().is_some_and(|last| last.kind != quantity.kind());
        // 有4件超期办结: what became of them is told behind.
        let told = left.level && self.sentence.class(self.sentence.place(figure) + 1) == Some(Class::Rest);
        if told
            && count
            && let Some(found) = self.status_after(figure)
        {
            return Some(found);
        }
        // 28个乡镇仅有16名: people are none of a place.
        let people = quantity.unit.canonical == "人" && self.last.iter().any(|last| last.ends_with(PLACES));
        if (left.level || left.compared.is_some() || ratio)
            && !unlike
            && !people
            && let Some(found) = self.inherited(left, ratio, quantity.kind())
        {
            return Some(found);
        }
        // A share without a subject of its own is one of what its sentence counted, if anything.
        if left.among || ratio && !changes && !self.last.is_empty() {
            return self.heads.last().map(str::to_owned);
        }
        // 拆除违法建设2730处、48.5万平方米: two measures of one thing.
        let place = self.sentence.place(figure);
        if let [last] = &self.last[..]
            && figure > 0
            && (self.sentence.place(figure - 1) + 1 == place
                || self.sentence.place(figure - 1) + 2 == place
                    && self.sentence.pieces[place - 1].kind == Kind::Pause)
        {
            return Some(last.clone());
        }
        // 建成农田12万亩，占耕地的36%，力争达到15万亩: the level of what was measured in this unit.
        let level = left.level.then(|| self.heads.same(unit)).flatten();
        let level = level.filter(|_| count && !is_event(unit)).map(str::to_owned);
        self.status_after(figure)
            .or_else(|| self.predicate_after(figure))
            .or_else(|| self.object_after(figure))
            .or_else(|| (quantity.unit.word.ends_with("工作日")).then(|| self.words_after(figure)).flatten())
            .or(level)
    }

    /// 计量设施共安装268台: the noun before the adverb of a bare verb.
    fn topic(&self, verb: usize, figure: usize) -> Option<String> {
        let at = self.sentence.pieces.partition_point(|piece| piece.start < verb);
        let bound = self.sentence.bound(figure).max(self.taken_before(figure));
        if at <= bound + 1
            || !(matches!(self.sentence.class(at - 1), Some(Class::Adverb | Class::Period))
                || matches!(self.sentence.piece_text(at - 1), "累计" | "共" | "合计" | "共计"))
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
        let at = self.sentence.pieces.partition_point(|piece| piece.start < verb.start);
        let word = at.checked_sub(1).map(|at| self.sentence.pieces[at]);
        match word {
            Some(word)
                if matches!(word.kind, Kind::Word(Class::Adverb | Class::Level))
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
            // 退回修改9份
            Some(word) if word.kind == Kind::Word(Class::Verb) => self.sentence.slice(word.start..verb.end),
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
        let words =
            self.sentence.slice(self.sentence.pieces[place + 1].start..self.sentence.pieces[end - 1].end);
        match self.heads.of(self.quantity(figure).unit.word) {
            Some(head) => Some(format!("{words}{}", phrase::head(head))),
            // 42所中3所未竣工
            None => (self.sentence.class(place + 1) == Some(Class::Rest)).then(|| words.to_owned()),
        }
    }

    /// 23家企业中，15家建成污水处理设施: what some of the things counted before did.
    fn predicate_after(&self, figure: usize) -> Option<String> {
        const LONGEST: usize = 14;
        let quantity = self.quantity(figure);
        let unit = quantity.unit.word;
        let place = self.sentence.place(figure);
        let head = self.heads.same(unit).filter(|_| quantity.kind() == UnitKind::Count && !is_event(unit))?;
        let end = (place + 1..self.sentence.pieces.len().min(place + 12))
            .find(|&at| matches!(self.sentence.pieces[at].kind, Kind::Comma | Kind::Figure(_)))
            .unwrap_or(self.sentence.pieces.len().min(place + 12));
        let ends = !matches!(self.sentence.pieces.get(end).map(|piece| piece.kind), Some(Kind::Figure(_)));
        if end == place + 1 || !ends {
            return None;
        }
        let words =
            self.sentence.slice(self.sentence.pieces[place + 1].start..self.sentence.pieces[end - 1].end);
        (words.chars().count() <= LONGEST).then(|| format!("{words}{}", phrase::head(head)))
    }

    /// 分3批选送骨干21人: the object of the verb behind.
    fn object_after(&self, figure: usize) -> Option<String> {
        let place = self.sentence.place(figure);
        matches!(self.sentence.class(place + 1)?, Class::Verb).then_some(())?;
        let (range, end) = behind::right(self.sentence, place + 1)?;
        let next = self.sentence.pieces.get(end).map(|piece| piece.kind);
        // 先后2次听取汇报: how often something was done.
        let quantity = self.quantity(figure);
        let often = quantity.unit.word == "次" && quantity.form == Form::Digits;
        let events = is_event(quantity.unit.word);
        (events && matches!(next, Some(Kind::Figure(_)))
            || often && matches!(next, None | Some(Kind::Comma)))
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
    fn inherited(&self, left: &Left, ratio: bool, kind: UnitKind) -> Option<String> {
        let [last] = &self.last[..] else { return None };
        // 支出12亿元，占比重18%，比上年增加8000万元: what is no share is of what was measured before the share.
        if let [.., before, share] = &self.out.metrics[..]
            && !ratio
            && share.kind == UnitKind::Percentage
            && before.range.start >= self.sentence.pieces.first().map_or(0, |piece| piece.start)
            && before.kind == kind
        {
            return Some(before.subject.clone());
        }
        let compared = left.compared.clone().map(|range| self.sentence.slice(range));
        Some(match compared.filter(|words| words.starts_with('占') && ratio) {
            Some(words) => format!("{last}{}", words.trim_end_matches('的')),
            None => last.clone(),
        })
    }
}

/// 10家企业的环保台账: the unit tells that the owner is counted, not what it owns.
fn owner<'t>(noun: &'t str, unit: &str) -> &'t str {
    let Some((names, finder)) = lexicon::counted_by(unit) else { return noun };
    let (owner, owned) = noun.split_once('的').unwrap_or((noun, ""));
    // 126名干部旁听案件庭审: behind people and bodies a long rest is what they do.
    let acting = || {
        // What ends as they do themselves is looked at no further.
        if noun.ends_with(PEOPLE) {
            return None;
        }
        let end = finder.each(noun).map(|(_, name)| name.end).max()?;
        let rest = &noun[end..];
        // 12个项目管理问题: what is counted by 个 may be what stands behind.
        if unit == "个" && lexicon::head_at_end(rest).is_some() {
            return None;
        }
        (rest.chars().count() >= 4 && !rest.contains(['的', '、', '（', '）'])).then_some(&noun[..end])
    };
    // 3家学校的分支机构: both could be.
    let own = !owned.is_empty() && names.iter().any(|name| owner.ends_with(name));
    if own && !names.iter().any(|name| owned.ends_with(name)) { owner } else { acting().unwrap_or(noun) }
}

/// 处罚企业5家: the body without what was done to it.
fn visited<'t>(noun: &'t str, unit: &str) -> &'t str {
    let body = VISITING.iter().find_map(|verb| noun.strip_prefix(verb));
    body.filter(|body| BODY_UNITS.contains(&unit) && body.chars().count() > 1 && *body != "机构")
        .unwrap_or(noun)
}
