//! Actions: what was done about people, cases and money. A word of the table of sanctions with a count beside it;
//! without a count, or as the name of something else (约谈制度), it is none.

use std::ops::Range;

use super::sentence::{Kind, Sentence};
use crate::number::{Qualifier, Quantity};
use crate::rules::lexicon::Class;
use crate::rules::sanctions::{self, ActionKind, SANCTIONS, Sanction};
use crate::rules::units::UnitKind;

/// What was found at a figure.
#[derive(Debug, Clone)]
pub(crate) struct Found {
    pub(crate) kind: ActionKind,
    pub(crate) sanction: Option<&'static str>,
    /// From the sanction to the figure, or the other way round.
    pub(crate) range: Range<usize>,
}

/// Whether people, bodies or cases are counted in a unit.
fn is_unit(word: &str) -> bool {
    // Patterns are compared in place; a search in a list would cost a call for each word.
    #[rustfmt::skip]
    let found = matches!(
        word,
        "人" | "人次" | "名" | "位" | "件" | "起" | "宗" | "个" | "家" | "家次" | "户" | "户次" | "条" | "批次" | "批" | "次"
            | "例" | "单" | "项" | "份" | "场" | "场次" | "所" | "支"
    );
    found
}

/// The action that the figure at `place` counts.
pub(crate) fn action_at(
    sentence: &Sentence<'_>,
    bound: usize,
    place: usize,
    quantity: &Quantity,
) -> Option<Found> {
    let money = quantity.kind() == UnitKind::Money;
    if !money && !is_unit(quantity.unit.word) {
        return None;
    }
    if quantity.unit.word == "次" && (bound..place).any(|at| sentence.class(at) == Some(Class::Period)) {
        return None;
    }
    let fits = |sanction: &Sanction| counts_in(sanction.kind, quantity);
    let (at, before) = match before(sentence, bound, place, fits) {
        Some(at) => (at, true),
        None => (after(sentence, place, fits)?, false),
    };
    // 约谈不少于20人次: a number that is asked for was not reached yet.
    if matches!(quantity.qualifier, Qualifier::AtLeast | Qualifier::AtMost)
        && quantity.start < quantity.number
    {
        return None;
    }
    let sanction = sanction(sentence, at)?;
    if money && is_for_others(sentence, sanction, bound.min(at), at.max(place)) {
        return None;
    }
    let own = sentence.pieces[place];
    let word = sentence.pieces[at];
    let range = if before { word.start..own.end } else { own.start..word.end };
    Some(Found { kind: sanction.kind, sanction: sanction.narrower.then_some(sanction.word), range })
}

/// Whether an action of this kind is counted in the unit of a figure.
pub(crate) fn counts_in(kind: ActionKind, quantity: &Quantity) -> bool {
    let money = quantity.kind() == UnitKind::Money;
    if kind.is_money() || money {
        return kind.is_money() && money;
    }
    match quantity.unit.word {
        "次" | "场" | "场次" => {
            matches!(kind, ActionKind::Summons | ActionKind::IntegrityTalk | ActionKind::ReminderTalk)
        }
        "份" => kind == ActionKind::OrderedSelfCriticism,
        "项" => kind == ActionKind::Referral,
        "件" | "起" | "宗" | "条" | "例" | "单" | "批" | "批次" => kind.is_of_cases(),
        word => is_unit(word),
    }
}

/// The sanctions of a list and nothing else: 党纪处分、政务处分和组织处理. Place, kind and narrower word of each.
pub(crate) fn listed(
    sentence: &Sentence<'_>,
    bound: usize,
    place: usize,
) -> Vec<(usize, ActionKind, Option<&'static str>)> {
    let mut found = Vec::new();
    for at in bound..place {
        match sentence.pieces[at].kind {
            Kind::Word(Class::Sanction(_)) => {
                let Some(sanction) = sanction(sentence, at) else { return Vec::new() };
                found.push((at, sanction.kind, sanction.narrower.then_some(sanction.word)));
            }
            Kind::Pause
            | Kind::Word(
                Class::And
                | Class::Respectively
                | Class::Level
                | Class::Verb
                | Class::Adverb
                | Class::Preposition,
            ) => {}
            _ => return Vec::new(),
        }
    }
    found
}

/// Whether the words from one piece to another end with people or bodies: 领导干部, 党组织.
pub(crate) fn is_person_or_body(sentence: &Sentence<'_>, start: usize, end: usize) -> bool {
    const ENDS: &[char] = &[
        '部', '员', '级', '人', '者', '长', '记', '任', '织', '位', '党', '组', '委', '司', '所', '局', '会',
    ];
    start < end && sentence.piece_text(end - 1).trim_end().ends_with(ENDS)
}

/// Whether the words from one piece to another say that nothing was done: 未给予党纪处分.
pub(crate) fn is_denied(sentence: &Sentence<'_>, start: usize, end: usize) -> bool {
    start < end && {
        let words = sentence.slice(sentence.pieces[start].start..sentence.pieces[end - 1].end);
        ["未给予", "未予", "不予", "免予", "免于", "未被", "未受"].iter().any(|word| words.contains(word))
    }
}

fn sanction(sentence: &Sentence<'_>, at: usize) -> Option<&'static Sanction> {
    match sentence.class(at) {
        Some(Class::Sanction(row)) => SANCTIONS.get(usize::from(row)),
        _ => None,
    }
}

/// The sanction before the figure in its clause: of several that are counted together the first (谈话提醒、批评教育57人次).
fn before(
    sentence: &Sentence<'_>,
    bound: usize,
    place: usize,
    fits: impl Fn(&Sanction) -> bool,
) -> Option<usize> {
    let mut found: Option<usize> = None;
    for at in (bound..place).rev() {
        // 收缴罚款: the noun right behind says what was collected.
        if found.is_some_and(|found| found == at + 1 && is_fine(sentence, found)) {
            break;
        }
        if sanction(sentence, at).is_some_and(|sanction| fits(sanction) && stands(sentence, at, sanction)) {
            found = Some(at);
        } else if found.is_some()
            && !matches!(sentence.pieces[at].kind, Kind::Pause | Kind::Word(Class::And | Class::Preposition))
        {
            break;
        }
    }
    found
}

fn is_fine(sentence: &Sentence<'_>, at: usize) -> bool {
    sanction(sentence, at).is_some_and(|sanction| sanction.kind == ActionKind::Fine)
}

/// The sanction after the figure: 对3名干部作出组织处理. What another figure follows counts that one.
fn after(sentence: &Sentence<'_>, place: usize, fits: impl Fn(&Sanction) -> bool) -> Option<usize> {
    let mut found = None;
    let mut depth = 0_usize;
    let mut closed = true;
    for at in place + 1..sentence.pieces.len().min(place + 24) {
        match sentence.pieces[at].kind {
            // 对3名镇长、5名副镇长进行约谈: the sanction stands behind the last of the list.
            Kind::Figure(_) if found.is_none() && sentence.pieces[at - 1].kind == Kind::Pause => {}
            Kind::Figure(_) => {
                closed = sentence.pieces[at - 1].kind == Kind::Pause;
                break;
            }
            // 对7个县（市）通报批评
            Kind::Open => depth += 1,
            Kind::Close if depth > 0 => depth -= 1,
            Kind::Comma | Kind::Close => break,
            _ => {}
        }
        if found.is_none()
            && sanction(sentence, at).is_some_and(|sanction| fits(sanction) && stands(sentence, at, sanction))
        {
            found = Some(at);
        }
    }
    found.filter(|_| closed)
}

/// Whether a sanction is one here: not part of a name, and with the word that it needs.
fn stands(sentence: &Sentence<'_>, at: usize, sanction: &Sanction) -> bool {
    let end = sentence.pieces[at].end;
    let rest = clause_rest(sentence, at);
    if !sanction.with.is_empty() && !rest.contains(sanction.with) {
        return false;
    }
    // 督察移交的2个问题, 受处分的5名党员: told of, not done.
    let follows = &sentence.text[end..];
    if sanctions::NAMES.iter().any(|name| follows.starts_with(name))
        && !["措施落实", "会费", "会员"].iter().any(|word| follows.starts_with(word))
    {
        return false;
    }
    // 未受处分, 建立约谈: what was not done, or set up.
    let before = sentence.slice(sentence.pieces[0].start..sentence.pieces[at].start);
    if sanctions::DENIED.iter().any(|word| before.ends_with(word)) {
        return false;
    }
    // 撤销对2人的党内警告处分, 建议给予3人党内警告处分: taken back, or proposed to others.
    let clause = before.rfind(['，', '。', '；', '、']).map_or(before, |stop| &before[stop..]);
    let undone = |words: &&str| clause.rfind(*words).is_some_and(|at| !clause[at..].contains('的'));
    let taken_back = sanctions::TAKEN_BACK.iter().any(|words| clause.contains(words));
    let left_undone = clause.contains(['未', '没']) && sanctions::LEFT_UNDONE.iter().any(undone);
    !taken_back && !left_undone
}

/// The clause from the end of a piece on.
fn clause_rest<'t>(sentence: &Sentence<'t>, at: usize) -> &'t str {
    let end = (at + 1..sentence.pieces.len().min(at + 24))
        .find(|&at| sentence.pieces[at].kind == Kind::Comma)
        .map_or_else(
            || sentence.pieces[(at + 24).min(sentence.pieces.len()) - 1].end,
            |at| sentence.pieces[at].start,
        );
    sentence.slice(sentence.pieces[at].end..end)
}

/// Wages and deposits go back to those whom they belong to; that is no 追缴资金.
fn is_for_others(sentence: &Sentence<'_>, sanction: &Sanction, from: usize, to: usize) -> bool {
    let text = sentence.slice(sentence.pieces[from].start..sentence.pieces[to].end);
    let returns = matches!(sanction.word, "追回" | "清退" | "退赔");
    returns && sanctions::FOR_OTHERS.iter().any(|word| text.contains(word))
        || sanction.word == "收缴" && sanctions::DUES.iter().any(|word| text.contains(word))
}
