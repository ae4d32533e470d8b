//! Parts and their whole. Three forms are checked, and each for what it can say:
//!
//! - 反馈问题26个，已完成21个，基本完成3个，推进2个; 制度45项，其中新制定27项、修订18项. Parts that exclude each other never
//!   come to more than the whole, and come to all of it where both ends of the scale are named.
//! - 党员120名，其中女党员30名: a part is never more than the whole; several may overlap, and are not added.
//! - 甲类3个、乙类5个，共8个: the total of a list stands behind it.

use super::words::{Count, PLACES, shown, window};
use super::{WINDOW, contradiction};
use crate::diagnostic::Code;
use crate::facts::Doubt;
use crate::number::Decimal;
use crate::rules::totals::{AMONG, GROUPS, JOINT, NO_WHOLES, NOUNS, OTHER_THINGS, PEOPLE, PartOf, part_in};
use crate::rules::units::UnitKind;

/// Words before a part of a 其中 are no more than these.
const LONGEST: usize = 14;

/// Checks all figures of a passage.
pub(super) fn check(counts: &[Count<'_>], doubts: &mut Vec<Doubt>) {
    let mut at = 0;
    while at < counts.len() {
        doubts.extend(joint(counts, at));
        match run(counts, at) {
            Some(run) => {
                doubts.extend(exclusive(counts, &run));
                // The figures of a run can still be the total of what stands before it, and parts in a 其中.
                let ends = at + 1..at + run.members.len().max(1);
                ends.for_each(|at| doubts.extend(joint(counts, at)));
                at += run.members.len().max(1);
            }
            None => {
                doubts.extend(among(counts, at));
                at += 1;
            }
        }
    }
}

/// The part that the words beside a figure make it: 已完成21个, 21个已完成.
pub(super) fn part_of(count: &Count<'_>) -> Option<PartOf> {
    if count.kind() != UnitKind::Count {
        return None;
    }
    let before = count.before.strip_prefix(AMONG).unwrap_or(count.before);
    let before = before.trim_end_matches(['了', '的', ' ']);
    let before = NOUNS.iter().find_map(|noun| before.strip_suffix(noun)).unwrap_or(before);
    let short = |words: &str| words.chars().count() <= LONGEST;
    // 持续整改的12个: a class of things, not what became of them.
    let own = (short(before) && !count.before.ends_with('的')).then(|| part_in(before, true)).flatten();
    own.or_else(|| (count.closed && short(count.after)).then(|| part_in(count.after, false)).flatten())
}

/// Figures in a row that are parts of one kind.
struct Run {
    first: usize,
    members: Vec<PartOf>,
    /// What follows may be parts as well.
    cut: bool,
}

fn run(counts: &[Count<'_>], first: usize) -> Option<Run> {
    let part = part_of(&counts[first])?;
    let mut run = Run { first, members: vec![part], cut: false };
    let mut at = first + 1;
    while let Some(next) = counts.get(at) {
        let near = next.near_last && run.members.len() < WINDOW;
        if !near || !next.alike(&counts[first]) {
            break;
        }
        let nested =
            next.gap.contains(AMONG) || next.gap.contains(['（', '(']) && !next.gap.contains(['）', ')']);
        let part = part_of(next).filter(|part| part.goes_with(run.members[0]));
        let Some(part) = part.filter(|_| !nested && !next.gap.contains(['）', ')'])) else {
            let short = next.before.chars().count() <= 6;
            run.cut =
                nested || next.sentence == counts[at - 1].sentence && (short || next.gap.starts_with('、'));
            break;
        };
        run.members.push(part);
        at += 1;
    }
    Some(run)
}

/// Parts that exclude each other against the whole before them.
fn exclusive(counts: &[Count<'_>], run: &Run) -> Option<Doubt> {
    let parts = &counts[run.first..run.first + run.members.len()];
    let before = window(counts, run.first);
    let whole = whole(before, &parts[0], run)?;
    let exact = parts.iter().all(Count::is_exact) && whole.is_exact();
    if !exact || doubled(&run.members) {
        return None;
    }
    let sum = sum(parts)?;
    let missing = whole.value.minus(sum)?.abs();
    if missing.is_zero() || other_reading(counts, run, sum, missing) {
        return None;
    }
    let certain = sum > whole.value && (parts.len() > 1 || whole.same_unit(&parts[0]));
    if !certain && (run.cut || !is_complete(&run.members)) {
        return None;
    }
    Some(against(whole, parts, sum))
}

/// What the parts are of: the figure before them, or one farther back in the same unit.
fn whole<'c, 't>(before: &'c [Count<'t>], part: &Count<'_>, run: &Run) -> Option<&'c Count<'t>> {
    let counts_things = |count: &&Count<'t>| {
        !GROUPS.iter().any(|group| count.after.starts_with(group)) && part_of(count).is_none()
    };
    let things = |count: &&Count<'t>| {
        let words = [count.before, count.after];
        !words.iter().any(|words| NO_WHOLES.iter().any(|word| words.contains(word)))
            && (!run.members[0].is_of_rules() || is_of_all(count, part))
    };
    let same = before.iter().rev().filter(counts_things).find(|count| count.same_unit(part));
    let alike = || before.iter().rev().filter(counts_things).find(|count| count.alike(part));
    same.or_else(alike).filter(things)
}

/// Whether a number of rules is one of all: 修订制度18项，新制定27项 is a list of its own.
fn is_of_all(count: &Count<'_>, part: &Count<'_>) -> bool {
    const ONE_KIND: &[&str] = &["新", "修订", "修改", "废止", "出台"];
    let words = [count.before, count.after];
    let kind = words.iter().any(|words| ONE_KIND.iter().any(|word| words.contains(word)));
    let rules = ["制度", "办法", "规定", "机制", "规范", "文件", "细则", "规程"];
    let named = words.iter().any(|words| rules.iter().any(|word| words.contains(word)));
    part.gap.contains(AMONG) || named && !kind
}

/// Two parts of one kind may overlap: 已完成21个、已销号15个.
fn doubled(members: &[PartOf]) -> bool {
    members.iter().enumerate().any(|(at, part)| !matches!(part, PartOf::Open) && members[..at].contains(part))
}

/// Whether the parts name both ends of the scale, so that nothing is left.
fn is_complete(members: &[PartOf]) -> bool {
    let has = |part| members.contains(&part);
    has(PartOf::Done) && (has(PartOf::Open) || has(PartOf::Rest)) || has(PartOf::New) && has(PartOf::Revised)
}

/// Whether the figures are right in another way: against another figure, without what 余下 is broken down into or
/// without abolished rules, or with a figure beside them.
fn other_reading(counts: &[Count<'_>], run: &Run, total: Decimal, missing: Decimal) -> bool {
    let end = run.first + run.members.len();
    let before = window(counts, run.first);
    let behind = &counts[end..counts.len().min(end + WINDOW)];
    let rest = run.members.iter().position(|part| *part == PartOf::Rest).map(|at| at + 1);
    let rules = run.members.iter().position(|part| *part == PartOf::Abolished);
    let shorter = rest.or(rules).and_then(|len| sum(&counts[run.first..run.first + len]));
    let alike = |count: &&Count<'_>| count.alike(&counts[run.first]);
    // 市级18个，已完成16个；县级30个，已完成29个，推进3个: the last part may be of both.
    let (parts, wholes): (Vec<_>, Vec<_>) =
        before.iter().filter(alike).partition(|count| part_of(count).is_some());
    let all =
        |list: Vec<&Count<'_>>| list.iter().try_fold(Decimal::whole(0), |sum, count| sum.plus(count.value));
    let beside =
        |count: &Count<'_>| [run.first, end - 1].iter().any(|&at| counts[at].sentence == count.sentence);
    let together = all(parts).and_then(|sum| sum.plus(total)) == all(wholes);
    together
        || before.iter().filter(alike).any(|count| count.value == total || Some(count.value) == shorter)
        || before.iter().chain(behind).filter(alike).any(|count| count.value == missing && beside(count))
}

fn sum(parts: &[Count<'_>]) -> Option<Decimal> {
    parts.iter().try_fold(Decimal::whole(0), |sum, part| sum.plus(part.value))
}

fn against(whole: &Count<'_>, parts: &[Count<'_>], sum: Decimal) -> Doubt {
    let message =
        format!("the whole is “{}”, its parts come to {}", whole.written(), listed(whole, parts, sum));
    contradiction(Code::TotalContradicted, message, whole, parts.iter())
}

/// 21 + 3 + 1 = 25, in the unit of the whole.
fn listed(whole: &Count<'_>, parts: &[Count<'_>], sum: Decimal) -> String {
    let written = |value| shown(whole.in_own_unit(value), PLACES);
    let values: Vec<String> = parts.iter().map(|part| written(part.value)).collect();
    match values.len() {
        1 => written(sum),
        _ => format!("{} = {}", values.join(" + "), written(sum)),
    }
}

/// A part behind 其中 that is more than its whole.
fn among(counts: &[Count<'_>], at: usize) -> Option<Doubt> {
    let part = &counts[at];
    let words =
        part.before.strip_prefix(AMONG).or_else(|| part.gap.contains(AMONG).then_some(part.before))?;
    let whole = window(counts, at).last().filter(|whole| whole.same_unit(part) && part.near_last)?;
    let plain = |count: &Count<'_>| count.is_exact() && count.is_amount();
    let level = |words: &str| NO_WHOLES.iter().any(|word| words.contains(word));
    let own = part.after.is_empty() || whole.after.contains(part.after) || whole.before.contains(part.after);
    let other = OTHER_THINGS.iter().any(|word| words.contains(word)) || words.chars().count() > LONGEST;
    let unsure = !plain(part) || !plain(whole) || level(whole.before) || level(whole.after) || level(words);
    if unsure || !own || other || part.bounds()?.0 <= whole.bounds()?.1 {
        return None;
    }
    Some(against(whole, std::slice::from_ref(part), part.value))
}

/// The total behind a list: 甲类3个、乙类5个，共8个.
fn joint(counts: &[Count<'_>], at: usize) -> Option<Doubt> {
    let total = &counts[at];
    let words = total.gap.trim_start_matches(['，', ',', ' ']);
    if !JOINT.contains(&words) || words.len() == total.gap.len() || !total.is_exact() || !total.is_amount() {
        return None;
    }
    let linked = |count: &Count<'_>| count.gap.starts_with(['、', '和', '及', '与']);
    let before = window(counts, at);
    let mut first = before.len();
    while first > 0 && before[first - 1].same_unit(total) && before[first - 1].sentence == total.sentence {
        first -= 1;
        if !linked(&before[first]) {
            break;
        }
    }
    let parts = &before[first..];
    let head = parts.first()?;
    let bounded =
        before[..first].iter().all(|count| count.sentence != total.sentence || !count.same_unit(total));
    let unsure = linked(head)
        || !bounded
        || parts.iter().any(|part| part.gap.contains(AMONG) || !part.is_exact())
        || parts.len() < 2
        || !total.after.is_empty();
    if unsure {
        return None;
    }
    let sum = sum(parts)?;
    let low = parts.iter().try_fold(Decimal::whole(0), |sum, part| sum.plus(part.bounds()?.0))?;
    let high = parts.iter().try_fold(Decimal::whole(0), |sum, part| sum.plus(part.bounds()?.1))?;
    // One person may stand in two groups.
    let overlap = PEOPLE.contains(&total.quantity.unit.word) && total.value < sum;
    if overlap || total.may_be(low, high) {
        return None;
    }
    Some(against(total, parts, sum))
}
