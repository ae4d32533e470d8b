//! The noun phrase behind a figure.

use std::ops::Range;

use super::edges::{starts_elsewhere, without_place};
use super::phrase::{ALONE, counts_events, is_inner, is_inner_preposition, is_inside, trimmed};
use super::sentence::{Kind, REACH, Sentence};
use crate::rules::lexicon::{self, Class, WHICH};
use crate::rules::units::UnitKind;

/// The noun phrase after a figure and the piece behind it: 158项行政审批事项. Only a 的 may stand before it.
pub(crate) fn right(sentence: &Sentence<'_>, place: usize) -> Option<(Range<usize>, usize)> {
    let mut at = place + 1;
    if sentence.class(at) == Some(Class::Of) {
        at += 1;
    }
    let first = at;
    let limit = sentence.pieces.len().min(first + REACH);
    let mut end = None;
    while at < limit {
        let go_on = match sentence.pieces[at].kind {
            Kind::Text | Kind::Name => true,
            Kind::Figure(_) | Kind::Comma | Kind::Date | Kind::Close => false,
            // 县（市、区）交通运输局; not （其中…3个）.
            Kind::Open => match closing(sentence, at) {
                Some(close) if at > first => {
                    at = close;
                    true
                }
                _ => false,
            },
            Kind::Pause => at > first && relative_to(sentence, at).is_some(),
            Kind::Word(class) => match class {
                // 30元的标准落实经费: the standard ends before the verb.
                Class::VerbNoun if at == first + 1 && sentence.piece_text(first) == "标准" => false,
                // 64个项目全面“回头看”: how something was done ends the noun.
                Class::VerbNoun if at > first && matches!(sentence.piece_text(at), "全面" | "落实") => {
                    false
                }
                // 16条河流编制“一河一策”方案: what is done for them.
                Class::VerbNoun
                    if at > first
                        && sentence.pieces[at - 1].kind == Kind::Text
                        && sentence.pieces.get(at + 1).is_some_and(|next| next.kind == Kind::Name) =>
                {
                    false
                }
                // 5个社区延时开放至21时
                Class::VerbNoun if matches!(sentence.class(at + 1), Some(Class::Level)) && at > first => {
                    !matches!(sentence.piece_text(at + 1), "至" | "到")
                }
                Class::Keep | Class::VerbNoun => true,
                Class::Of | Class::And => at > first,
                Class::Verb | Class::Rest if at == first && is_which(sentence, at) => true,
                // 每月开展一次暗访: at the end behind a number of events a verb is their name.
                Class::Verb if counts_events(sentence, place) && ends_at(sentence, at + 1) => true,
                // 由36名专家组成的团队: the people end before it.
                Class::Verb if sentence.piece_text(at) == "组成" => false,
                Class::Verb => {
                    // 审核完毕的事项: a clause before 的 belongs to the noun behind it.
                    if let Some(of) = relative_to(sentence, at).filter(|_| at > first) {
                        at = of;
                        true
                    } else {
                        false
                    }
                }
                // 选派68名干部到信访一线: where they go is no part of what they are.
                Class::Level => {
                    at > first && is_inner(sentence.piece_text(at)) && sentence.piece_text(at) != "到"
                }
                Class::Preposition => at > first && is_inner_preposition(sentence, at),
                Class::Adverb if at > first && is_inside(sentence, at) => true,
                // 不能实现窗口即办的事项
                Class::Adverb if at > first && sentence.piece_text(at).len() == 3 => {
                    let of = relative_to(sentence, at).filter(|_| sentence.piece_text(at) != "已");
                    at = of.unwrap_or(at);
                    of.is_some()
                }
                _ => false,
            },
        };
        if !go_on {
            break;
        }
        at += 1;
        end = Some(at);
    }
    let mut end = end?;
    // 对12个支部巡察1遍: what stands right before a number of events is the event.
    if end > first + 1
        && matches!(sentence.pieces.get(end).map(|piece| piece.kind), Some(Kind::Figure(_)))
        && counts_events(sentence, end)
        && sentence.class(end - 1) == Some(Class::VerbNoun)
    {
        end -= 1;
    }
    // 57个重点项目开工率100%: no thing that is counted is a rate; it is what the next figure is of.
    let counted = matches!(sentence.pieces[place].kind, Kind::Figure(figure)
        if sentence.figures[figure].quantity.kind() == UnitKind::Count);
    if counted
        && sentence.piece_text(end - 1).ends_with('率')
        && let Some(rate) = (first + 1..end)
            .rev()
            .find(|&at| matches!(sentence.class(at), Some(Class::Keep | Class::VerbNoun)))
    {
        end = rate;
    }
    // Before another figure a 的 parts what belongs to this one from what belongs to that: 4户企业的利润8700万元.
    if matches!(sentence.pieces.get(end).map(|piece| piece.kind), Some(Kind::Figure(_)))
        && let Some(of) = (first..end).find(|&at| sentence.class(at) == Some(Class::Of))
    {
        end = of;
    }
    // 1100名党员干部参加: what they did stands behind them.
    while end > first
        && (matches!(sentence.pieces[end - 1].kind, Kind::Pause)
            || matches!(sentence.class(end - 1), Some(Class::And | Class::Of))
            || end > first + 1 && sentence.piece_text(end - 1) == "参加")
    {
        end -= 1;
    }
    if end <= first {
        return None;
    }
    let range = sentence.pieces[first].start..sentence.pieces[end - 1].end;
    if starts_elsewhere(sentence.slice(range.clone())) {
        return None;
    }
    let range = trimmed(sentence, range)?;
    let text = headed(sentence.slice(range.clone()));
    if text.len() == 3 && !ALONE.contains(text) {
        return None;
    }
    Some((range.start..range.start + without_place(text).len(), end))
}

/// Whether a phrase ends before the piece at a place.
fn ends_at(sentence: &Sentence<'_>, at: usize) -> bool {
    let next = sentence.pieces.get(at).map(|piece| piece.kind);
    matches!(next, None | Some(Kind::Comma | Kind::Pause | Kind::Close))
}

/// 15个立行立改问题, 46个新建项目: what became of them stands between the number and the noun.
fn is_which(sentence: &Sentence<'_>, at: usize) -> bool {
    let noun = matches!(
        sentence.pieces.get(at + 1).map(|piece| piece.kind),
        Some(Kind::Text | Kind::Word(Class::Keep))
    );
    noun && (WHICH.contains(&sentence.piece_text(at))
        || sentence.class(at) == Some(Class::Rest) && lexicon::starts_with_head(sentence.piece_text(at + 1)))
}

/// A phrase that begins with a general noun ends there, unless another noun follows: 问题倒排工期, but 问题线索.
fn headed(text: &str) -> &str {
    match lexicon::short_head(text) {
        // 工作失职的干部: what stands before 的 only tells which.
        Some(head) if text.len() >= head.len() + 9 && !text[head.len()..].contains('的') => {
            let rest = &text[head.len()..];
            if lexicon::starts_with_head(rest) || lexicon::head_at_end(rest).is_some() { text } else { head }
        }
        _ => text,
    }
}

/// The closing bracket of the one at `open`, if no figure stands between.
fn closing(sentence: &Sentence<'_>, open: usize) -> Option<usize> {
    (open + 1..sentence.pieces.len().min(open + 12))
        .take_while(|&at| !matches!(sentence.pieces[at].kind, Kind::Figure(_) | Kind::Comma))
        .find(|&at| sentence.pieces[at].kind == Kind::Close)
}

/// The 的 that ends a relative clause: later in the clause, with a noun behind and no figure before.
fn relative_to(sentence: &Sentence<'_>, at: usize) -> Option<usize> {
    let mut found = None;
    for at in at..sentence.pieces.len().min(at + 16) {
        match sentence.pieces[at].kind {
            Kind::Figure(_) => return None,
            Kind::Comma | Kind::Date => break,
            Kind::Word(Class::Of)
                if matches!(
                    sentence.pieces.get(at + 1).map(|piece| piece.kind),
                    Some(Kind::Text | Kind::Word(Class::Keep | Class::VerbNoun))
                ) =>
            {
                found = Some(at);
            }
            _ => {}
        }
    }
    found
}
