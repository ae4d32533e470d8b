//! A change and the difference that the text states: 由7.8%下降到1.2%，下降6.6个百分点; 由21万元增长到34.6万元，增幅64.8%.
//!
//! The difference is that of the two figures as written; a rate of growth may come from the true values behind them.

use super::contradiction;
use super::words::{Count, PLACES, percent, shown, unlinked};
use crate::diagnostic::Code;
use crate::facts::Doubt;
use crate::number::{Decimal, Qualifier};
use crate::rules::totals::{CHANGE_ADVERBS, CHANGES, OTHER_TIMES, Way};
use crate::rules::units::UnitKind;

/// Words between the two ends of a change are no more than these.
const LONGEST: usize = 12;

/// Checks the difference at a place against the change before it.
pub(super) fn check(counts: &[Count<'_>], at: usize) -> Option<Doubt> {
    let difference = &counts[at];
    let way = way(difference.gap).filter(|_| difference.is_exact())?;
    let to = &counts[at.checked_sub(1)?];
    if to.sentence != difference.sentence {
        return None;
    }
    let (from, before, after) = ends(counts, at - 1)?;
    if from.before.contains("分别") || is_other_year(difference.gap, from.before) {
        return None;
    }
    let size = after.minus(before)?.abs();
    let opposed = match way {
        Way::Up => after < before,
        Way::Down => after > before,
        Way::Either => false,
    };
    let expected = expected(from, to, difference, before, size)?;
    if !opposed && difference.may_be(expected.0, expected.1) {
        return None;
    }
    let levels = from.kind() == UnitKind::Percentage && difference.kind() == UnitKind::Percentage;
    if !opposed && levels && difference.may_be(size, size) {
        // 由7.8%下降到1.2%，下降6.6%: a slip of the unit that every reader understands.
        return None;
    }
    let right = if difference.kind() == UnitKind::Percentage {
        format!(
            "{}%",
            shown(size.shifted(2)?.over(before, PLACES)?, difference.quantity.value.places().max(1))
        )
    } else {
        format!("{}{}", shown(difference.in_own_unit(size), PLACES), difference.unit())
    };
    let way = if after < before { "down" } else { "up" };
    let message = format!("“{}”, but the change is {right} {way}", difference.written());
    let others = counts[..at].iter().filter(|count| std::ptr::eq(*count, from) || std::ptr::eq(*count, to));
    Some(contradiction(Code::DifferenceContradicted, message, difference, others))
}

/// Which way the words before a figure say that another went.
fn way(gap: &str) -> Option<Way> {
    if !gap.starts_with(['，', ',', '、', '（', '(']) {
        return None;
    }
    let mut words = unlinked(gap);
    loop {
        if let Some((_, way)) = CHANGES.iter().find(|(word, _)| *word == words) {
            return Some(*way);
        }
        words = CHANGE_ADVERBS.iter().find_map(|adverb| words.strip_prefix(adverb))?;
    }
}

/// 同比 compares with the year before, and the change named may begin elsewhere.
fn is_other_year(gap: &str, from: &str) -> bool {
    gap.contains("同比") && OTHER_TIMES.iter().any(|word| from.contains(word))
}

/// The change that ends with the figure at a place: where it begins, and both values.
fn ends<'c, 't>(counts: &'c [Count<'t>], at: usize) -> Option<(&'c Count<'t>, Decimal, Decimal)> {
    let to = &counts[at];
    if let Some(high) = to.quantity.value_to {
        // 由30%至50%: what looks like a range is a change.
        let exact = to.quantity.qualifier == Qualifier::Exact;
        return (exact && is_from(to.before)).then_some((to, to.value, to.quantity.canonical(high)?));
    }
    let from = &counts[at.checked_sub(1)?];
    let words = to.gap;
    let short =
        words.chars().count() <= LONGEST && !words.contains(['，', ',', '、', '：', '（', '和', '比']);
    let moved = words.ends_with(['到', '至']) || words.ends_with('为') && is_from(from.before);
    let listed = from.gap.trim().starts_with('、') && from.before.is_empty() || from.before == "和";
    let same = from.sentence == to.sentence && from.same_unit(to) && from.is_exact() && to.is_exact();
    (same && short && moved && !listed).then_some((from, from.value, to.value))
}

fn is_from(words: &str) -> bool {
    words.contains(['由', '从', '自'])
}

/// What the difference must be, least and greatest.
fn expected(
    from: &Count<'_>,
    to: &Count<'_>,
    difference: &Count<'_>,
    before: Decimal,
    size: Decimal,
) -> Option<(Decimal, Decimal)> {
    if difference.quantity.unit.word.ends_with("百分点") {
        return (from.kind() == UnitKind::Percentage).then_some((size, size));
    }
    if difference.kind() == UnitKind::Percentage {
        let (from, to) = if std::ptr::eq(from, to) {
            ((before, before), (size, size))
        } else {
            let (from, to) = (from.bounds()?, to.bounds()?);
            let slack = from.1.minus(from.0)?.plus(to.1.minus(to.0)?)?.times(Decimal::new(5, 1)?)?;
            (from, (size.minus(slack)?, size.plus(slack)?))
        };
        return percent(to, from);
    }
    difference.same_unit(to).then_some((size, size))
}
