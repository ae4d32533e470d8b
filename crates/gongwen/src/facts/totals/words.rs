//! A figure with the words around it, and what a figure as written may stand for.

use std::borrow::Cow;
use std::ops::Range;

use super::WINDOW;
use crate::facts::passage::{Figure, Passage};
use crate::number::{Decimal, Qualifier, Quantity};
use crate::rules::totals::{ALIKE, LINKS};
use crate::rules::units::UnitKind;
use crate::text::{CharSet, first_bytes, last_bytes};

/// A figure of a passage.
#[derive(Debug, Clone, Copy)]
pub(super) struct Count<'t> {
    text: &'t str,
    pub(super) quantity: &'t Quantity,
    /// In the canonical unit.
    pub(super) value: Decimal,
    /// One in the last digit that is written, in the canonical unit.
    pub(super) step: Decimal,
    /// First byte of its sentence.
    pub(super) sentence: usize,
    /// The sentence of the figure before ends where that of this one begins, or is the same.
    pub(super) near_last: bool,
    /// All words since the figure before, or since the start of the sentence.
    pub(super) gap: &'t str,
    /// Those of its own clause.
    pub(super) before: &'t str,
    /// The words behind it in its clause.
    pub(super) after: &'t str,
    /// The clause ends before the next figure.
    pub(super) closed: bool,
}

/// What is farther from a figure than these bytes, 40 Chinese characters, is not its own words.
const REACH: usize = 120;

/// The figures of a passage; one that is too large to compute with is left out, and parts those on its two sides.
/// `sentences` are the places where those of the passage begin.
pub(super) fn counts<'t>(
    text: &'t str,
    passage: &Passage,
    figures: &'t [Figure],
    sentences: &[usize],
) -> Vec<Count<'t>> {
    let mut list = Vec::with_capacity(figures.len());
    for (at, figure) in figures.iter().enumerate() {
        let quantity = &figure.quantity;
        let last = at.checked_sub(1).map(|at| figures[at].quantity.end);
        let start = last.map_or(figure.sentence, |end| end.max(figure.sentence)).min(quantity.start);
        let gap = &text[start..quantity.start];
        let next = figures.get(at + 1).map_or(passage.range.end, |next| next.quantity.start);
        let rest = &text[quantity.end..next.max(quantity.end)];
        let end = ENDS.find(rest);
        let last_end = CLAUSE_ENDS.rfind(gap).map_or(0, |at| at + char_len(gap, at));
        let unit = Decimal::new(1, quantity.value.places()).and_then(|one| quantity.canonical(one));
        let (Some(value), Some(step)) = (quantity.canonical(quantity.value), unit) else { continue };
        list.push(Count {
            text,
            quantity,
            value,
            step,
            sentence: figure.sentence,
            near_last: last.is_some_and(|end| is_neighbour(sentences, end, figure.sentence)),
            gap: last_bytes(gap, REACH),
            before: last_bytes(&gap[last_end..], REACH),
            after: first_bytes(&rest[..end.unwrap_or(rest.len())], REACH),
            closed: end.is_some() || next == passage.range.end,
        });
    }
    list
}

/// What ends a clause within a sentence, and what ends either.
static CLAUSE_ENDS: CharSet = CharSet::new("，,、：:（）()—");
static ENDS: CharSet = CharSet::new("，,、：:（）()—。！？；;\n");
/// What may stand on both sides of the words of a clause.
static EDGES: CharSet = CharSet::new("，,、：:（）()— ");

fn char_len(text: &str, at: usize) -> usize {
    text[at..].chars().next().map_or(0, char::len_utf8)
}

fn is_neighbour(sentences: &[usize], end: usize, sentence: usize) -> bool {
    // A sentence in between, without a figure, has an end of its own.
    sentence <= end || sentences.get(sentences.partition_point(|&start| start <= end)) == Some(&sentence)
}

impl Count<'_> {
    pub(super) fn range(&self) -> Range<usize> {
        self.quantity.start..self.quantity.end
    }

    /// As it stands in the text.
    pub(super) fn written(&self) -> &str {
        &self.text[self.range()]
    }

    /// A canonical value in the unit that this figure is written in: 3.4 of 340000000 beside 4.5亿元.
    pub(super) fn in_own_unit(&self, value: Decimal) -> Decimal {
        let one = self.quantity.canonical(Decimal::whole(1));
        one.and_then(|one| value.over(one, PLACES)).unwrap_or(value)
    }

    /// The unit as written.
    pub(super) fn unit(&self) -> Cow<'static, str> {
        self.quantity.written_unit(self.text)
    }

    /// Neither about, over or under something, nor a range.
    pub(super) fn is_exact(&self) -> bool {
        self.quantity.qualifier == Qualifier::Exact && self.quantity.value_to.is_none()
    }

    pub(super) fn kind(&self) -> UnitKind {
        self.quantity.kind()
    }

    /// Whether both count in one unit.
    pub(super) fn same_unit(&self, other: &Count<'_>) -> bool {
        self.quantity.unit.canonical == other.quantity.unit.canonical
            && self.kind() == other.kind()
            && self.quantity.per == other.quantity.per
    }

    /// Whether both may count the same things: 个 and 项.
    pub(super) fn alike(&self, other: &Count<'_>) -> bool {
        let alike = |count: &Count<'_>| ALIKE.contains(&count.quantity.unit.word);
        self.same_unit(other) || alike(self) && alike(other)
    }

    /// Things and amounts, which have parts; rates, levels and times have none.
    pub(super) fn is_amount(&self) -> bool {
        matches!(
            self.kind(),
            UnitKind::Count
                | UnitKind::Money
                | UnitKind::Length
                | UnitKind::Area
                | UnitKind::Weight
                | UnitKind::Volume
                | UnitKind::Energy
        )
    }

    /// How far the true value may lie from the one written: 0 of things counted one by one.
    fn slack(&self) -> Decimal {
        let counted = self.quantity.power == 0 && self.quantity.value.places() == 0;
        if counted && self.kind() == UnitKind::Count { Decimal::whole(0) } else { half(self.step) }
    }

    /// The least and the greatest true value.
    pub(super) fn bounds(&self) -> Option<(Decimal, Decimal)> {
        let slack = self.slack();
        Some((self.value.minus(slack)?, self.value.plus(slack)?))
    }

    /// Whether the figure is what a value between the two comes to, rounded or cut to the digits written.
    pub(super) fn may_be(&self, low: Decimal, high: Decimal) -> bool {
        let bounds = self.value.plus(self.step).zip(self.value.minus(half(self.step)));
        // What is too large to compute with contradicts nothing.
        bounds.is_none_or(|(above, least)| low < above && high >= least)
    }
}

/// Half of a step, which is a power of ten times a small factor.
fn half(step: Decimal) -> Decimal {
    // One place more than the step has cannot overflow: a figure has at most 28 digits, and steps a few.
    Decimal::new(5, 1).and_then(|half| step.times(half)).unwrap_or(step)
}

/// Percent that the first is of the second, least and greatest, where both lie between the bounds.
pub(super) fn percent(part: (Decimal, Decimal), whole: (Decimal, Decimal)) -> Option<(Decimal, Decimal)> {
    if whole.0 <= Decimal::whole(0) {
        return None;
    }
    Some((part.0.shifted(2)?.over(whole.1, PLACES)?, part.1.shifted(2)?.over(whole.0, PLACES)?))
}

/// Quotients are computed to these places, more than any circular writes.
pub(super) const PLACES: u32 = 6;

/// The figures before one, nearest last, in its sentence and the one before.
pub(super) fn window<'c, 't>(counts: &'c [Count<'t>], at: usize) -> &'c [Count<'t>] {
    let mut first = at;
    let mut sentences = 1;
    while first > 0 && at - first < WINDOW {
        if counts[first - 1].sentence != counts[first].sentence {
            sentences += 1;
            if sentences > 2 || !counts[first].near_last {
                break;
            }
        }
        first -= 1;
    }
    &counts[first..at]
}

/// The words before a figure without what links them to it: 完成率为 → 完成率.
pub(super) fn unlinked(words: &str) -> &str {
    let words = EDGES.trim_end(EDGES.trim_start(words));
    LINKS.iter().find_map(|link| words.strip_suffix(link)).unwrap_or(words)
}

/// A rounded number as a person writes it: 3.4, not 3.400.
pub(super) fn shown(value: Decimal, places: u32) -> String {
    let written = value.rounded(places).to_string();
    if written.contains('.') {
        written.trim_end_matches('0').trim_end_matches('.').to_owned()
    } else {
        written
    }
}
