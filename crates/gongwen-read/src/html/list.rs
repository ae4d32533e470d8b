//! Numbers of list items, as browsers render them.

use super::style::Marker;
use crate::numeral::Numeral;

/// The number of an item with the mark that follows it.
pub(super) fn number(number: i64, marker: Marker) -> String {
    let numeral = match marker {
        Marker::None => return String::new(),
        Marker::Decimal => Numeral::Decimal,
        Marker::LowerAlpha => Numeral::Letters { upper: false, counts: true },
        Marker::UpperAlpha => Numeral::Letters { upper: true, counts: true },
        Marker::LowerRoman => Numeral::Roman { upper: false },
        Marker::UpperRoman => Numeral::Roman { upper: true },
        Marker::Chinese => Numeral::Thousands,
    };
    // Only decimals go below one.
    let Some(counted) = u32::try_from(number).ok().filter(|&number| number > 0) else {
        return format!("{number}.");
    };
    let mut text = String::new();
    numeral.write(counted, &mut text);
    text.push(if marker == Marker::Chinese { '、' } else { '.' });
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_rendered() {
        for (value, marker, text) in [
            (3, Marker::Decimal, "3."),
            (-1, Marker::Decimal, "-1."),
            (28, Marker::LowerAlpha, "ab."),
            (26, Marker::UpperAlpha, "Z."),
            (0, Marker::LowerAlpha, "0."),
            (1994, Marker::LowerRoman, "mcmxciv."),
            (4, Marker::UpperRoman, "IV."),
            (21, Marker::Chinese, "二十一、"),
            (10, Marker::Chinese, "十、"),
            (100, Marker::Chinese, "一百、"),
        ] {
            assert_eq!(number(value, marker), text);
        }
    }
}
