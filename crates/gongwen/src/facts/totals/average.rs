//! A total, a number and their average: 3个支部共召开12次，平均4次; 干部118人清退41.3万元，人均0.35万元.

use super::contradiction;
use super::words::{Count, PLACES, shown, unlinked, window};
use crate::diagnostic::Code;
use crate::facts::Doubt;
use crate::number::Decimal;
use crate::rules::totals::{AVERAGES, JOINT};
use crate::rules::units::UnitKind;

/// Checks the average at a place against the number and the total before it.
pub(super) fn check(counts: &[Count<'_>], at: usize) -> Option<Doubt> {
    let average = &counts[at];
    if at < 2
        || !average.is_exact()
        || !average.is_amount()
        || !average.gap.starts_with(['，', ',', '（', '('])
    {
        return None;
    }
    let (number, total) = (&counts[at - 2], &counts[at - 1]);
    let usable = number.is_exact()
        && total.is_exact()
        && total.same_unit(average)
        && number.sentence == average.sentence
        && matches!(number.kind(), UnitKind::Count | UnitKind::Duration)
        && number.quantity.value.places() == 0
        && number.quantity.power == 0
        && !total.gap.contains(['各', '每', '均']);
    if !usable || !divides(number, total, unlinked(average.gap)) {
        return None;
    }
    let window = window(counts, at);
    // Another number of the sentence may be the one that is meant.
    let own = window.iter().filter(|count| count.sentence == average.sentence);
    let explained = own.clone().filter(|total| total.same_unit(average)).any(|total| {
        let right = own.clone().filter_map(|number| quotient(total, number));
        right.into_iter().any(|(low, high)| average.may_be(low, high))
    });
    if explained {
        return None;
    }
    let message = format!(
        "“{}”, but {} over {} is {}",
        average.written(),
        total.written(),
        number.written(),
        shown(
            average.in_own_unit(total.value.over(number.value, PLACES)?),
            average.quantity.value.places().max(1)
        )
    );
    Some(contradiction(Code::AverageContradicted, message, average, [number, total].into_iter()))
}

/// Whether the words before an average say that it is the total by that number.
fn divides(number: &Count<'_>, total: &Count<'_>, words: &str) -> bool {
    let joint = JOINT.iter().any(|word| total.gap.contains(word));
    let unit = number.quantity.unit.word;
    if let Some((_, units)) = AVERAGES.iter().find(|(word, _)| *word == words) {
        let noun = format!("{unit}{}", number.after.chars().next().map_or(String::new(), String::from));
        return units.contains(&unit) || units.contains(&noun.as_str());
    }
    let Some(rest) = words.strip_prefix("平均") else { return false };
    let Some(each) = rest.strip_prefix('每') else { return rest.is_empty() && joint };
    let noun = each.strip_prefix(unit).unwrap_or(each);
    if noun.is_empty() { each == unit } else { number.after.starts_with(noun) }
}

/// The least and the greatest quotient.
fn quotient(total: &Count<'_>, number: &Count<'_>) -> Option<(Decimal, Decimal)> {
    let (low, high) = total.bounds()?;
    Some((low.over(number.value, PLACES)?, high.over(number.value, PLACES)?))
}
