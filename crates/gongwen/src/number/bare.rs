//! Numbers that share the unit of the figure behind them: 7.3和5.9个百分点.

use super::numeral::{Lexed, numeral_at};
use super::quantity::Quantity;

impl Quantity {
    /// The bare number that a text ends with at a place, in the unit of this figure.
    pub(crate) fn bare_at_end(&self, text: &str, end: usize) -> Option<Self> {
        let start = text[..end].trim_end_matches(|c: char| c.is_ascii_digit() || c == '.').len();
        let whole = start < end && self.start == self.number && self.value_to.is_none();
        let Lexed::Number(number) = whole.then(|| numeral_at(&text[..end], start))?? else { return None };
        (number.end == end).then_some(Self { start, number: start, end, value: number.value, ..*self })
    }
}
