//! Two numbers and the share that the text states: 销号139个/143个，97.2%; 26个问题已完成21个，完成率80.8%.
//!
//! A rate belongs to the two figures before it where its name repeats the verb of the part (化解27件，化解率), a share
//! (占25%) where 其中 stands between them. Where any other figures of the sentence give the rate, they are meant.

use super::parts::part_of;
use super::words::{Count, percent, shown, unlinked, window};
use super::{WINDOW, contradiction};
use crate::diagnostic::Code;
use crate::facts::Doubt;
use crate::number::Decimal;
use crate::rules::totals::{AMONG, CHANGES, OVERALL, SHARES};
use crate::rules::units::UnitKind;

/// The name of a rate has no more characters than this.
const LONGEST: usize = 8;

/// Checks the share at a place against the two numbers before it.
pub(super) fn check(counts: &[Count<'_>], at: usize) -> Option<Doubt> {
    let share = &counts[at];
    let goes_on = CHANGES.iter().any(|(word, _)| share.after.starts_with(word));
    if share.kind() != UnitKind::Percentage || !share.is_exact() || goes_on {
        return None;
    }
    let last = at.checked_sub(1)?;
    let (first, second) =
        neighbours(counts, share, last).or_else(|| neighbours(counts, share, first_part(counts, last)))?;
    let (part, whole) = pair(first, second, share)?;
    let zero = Decimal::whole(0);
    if part.value > whole.value || whole.value <= zero || explained(window(counts, at), share) {
        return None;
    }
    let expected = percent(part.bounds()?, whole.bounds()?)?;
    if share.may_be(expected.0, expected.1) {
        return None;
    }
    let right = part.value.shifted(2)?.over(whole.value, 6)?;
    let message = format!(
        "“{}”, but {} of {} is {}%",
        share.written(),
        part.written(),
        whole.written(),
        shown(right, share.quantity.value.places().max(1))
    );
    let others = [first, second].into_iter();
    Some(contradiction(Code::ShareContradicted, message, share, others))
}

/// The figure at a place and the one before, where both can be of the share.
fn neighbours<'c, 't>(
    counts: &'c [Count<'t>],
    share: &Count<'_>,
    at: usize,
) -> Option<(&'c Count<'t>, &'c Count<'t>)> {
    let (first, second) = (&counts[at.checked_sub(1)?], &counts[at]);
    let near = second.sentence == share.sentence && second.near_last && first.alike(second);
    (near
        && first.is_amount()
        && first.is_exact()
        && second.is_exact()
        && pair(first, second, share).is_some())
    .then_some((first, second))
}

/// 已完成整改25个、基本完成5个、正在整改3个，整改完成率73.5%: the first of the parts that end at a place.
fn first_part(counts: &[Count<'_>], last: usize) -> usize {
    let is_part = |at: &usize| part_of(&counts[*at]).is_some();
    (last.saturating_sub(WINDOW)..=last).rev().take_while(is_part).last().unwrap_or(last)
}

/// Which of two figures is part of the other, where the words say so.
fn pair<'c, 't>(
    first: &'c Count<'t>,
    second: &'c Count<'t>,
    share: &Count<'_>,
) -> Option<(&'c Count<'t>, &'c Count<'t>)> {
    let words = unlinked(share.gap);
    if first.sentence == second.sentence && matches!(second.gap.trim(), "/" | "／") {
        return (words.is_empty() || SHARES.contains(&words) || rate_stem(words).is_some())
            .then_some((first, second));
    }
    if !share.gap.starts_with(['，', ',', '、', '（', '(']) {
        return None;
    }
    let among = second.gap.contains(AMONG) || first.after.ends_with('中') && first.closed;
    let named = SHARES.contains(&words) || words.is_empty() && share.gap.starts_with(['（', '(']);
    if named {
        return (among || part_of(second).is_some()).then_some((second, first));
    }
    let stem = rate_stem(words)?;
    let own = if second.after.is_empty() { second.before } else { second.after };
    let unsure = ["的", "未", "不", "正在", "持续", "基本"];
    let named = own.contains(stem) && !unsure.iter().any(|word| own.contains(word));
    let whole = !first.before.contains(stem) || first.before.contains(['应', '需', '须', '待']);
    (named && whole).then_some((second, first))
}

/// 整改完成率 → 完成
fn rate_stem(words: &str) -> Option<&str> {
    let stem = words.strip_suffix('率')?;
    if words.chars().count() > LONGEST || OVERALL.iter().any(|word| words.contains(word)) {
        return None;
    }
    let start = stem.char_indices().rev().nth(1)?.0;
    Some(&stem[start..])
}

/// Whether any figures of the window give the share, single ones or several that stand together.
fn explained(window: &[Count<'_>], share: &Count<'_>) -> bool {
    window.iter().any(|whole| {
        (0..window.len()).any(|from| {
            let mut sum = Some(Decimal::whole(0));
            window[from..].iter().take_while(|part| part.alike(whole)).any(|part| {
                sum = sum.and_then(|sum| sum.plus(part.value));
                let exact = sum.and_then(|sum| percent((sum, sum), (whole.value, whole.value)));
                !std::ptr::eq(part, whole) && exact.is_some_and(|(low, high)| share.may_be(low, high))
            })
        })
    })
}
