//! Numbers of list items, as browsers render them.

use super::style::Marker;

/// The number of an item with the mark that follows it.
pub(super) fn number(number: i64, marker: Marker) -> String {
    let text = match marker {
        Marker::None => return String::new(),
        Marker::Decimal => None,
        Marker::LowerAlpha => alphabetic(number),
        Marker::UpperAlpha => alphabetic(number).map(|text| text.to_ascii_uppercase()),
        Marker::LowerRoman => roman(number),
        Marker::UpperRoman => roman(number).map(|text| text.to_ascii_uppercase()),
        Marker::Chinese => return chinese(number).map_or_else(|| format!("{number}."), |text| text + "、"),
    };
    text.unwrap_or_else(|| number.to_string()) + "."
}

/// a to z, aa, ab …
fn alphabetic(number: i64) -> Option<String> {
    let mut rest = u64::try_from(number).ok().filter(|&number| number > 0)?;
    let mut letters = Vec::new();
    while rest > 0 {
        rest -= 1;
        letters.push(b'a' + u8::try_from(rest % 26).unwrap_or(0));
        rest /= 26;
    }
    letters.reverse();
    String::from_utf8(letters).ok()
}

fn roman(number: i64) -> Option<String> {
    const SIGNS: &[(i64, &str)] = &[
        (1000, "m"),
        (900, "cm"),
        (500, "d"),
        (400, "cd"),
        (100, "c"),
        (90, "xc"),
        (50, "l"),
        (40, "xl"),
        (10, "x"),
        (9, "ix"),
        (5, "v"),
        (4, "iv"),
        (1, "i"),
    ];
    let mut rest = Some(number).filter(|number| (1..4000).contains(number))?;
    let mut text = String::new();
    for &(value, sign) in SIGNS {
        while rest >= value {
            text.push_str(sign);
            rest -= value;
        }
    }
    Some(text)
}

/// 一 to 九十九.
fn chinese(number: i64) -> Option<String> {
    const DIGITS: [&str; 10] = ["", "一", "二", "三", "四", "五", "六", "七", "八", "九"];
    let number = usize::try_from(number).ok().filter(|number| (1..100).contains(number))?;
    let (tens, ones) = (number / 10, number % 10);
    Some(match tens {
        0 => DIGITS[ones].to_owned(),
        1 => format!("十{}", DIGITS[ones]),
        _ => format!("{}十{}", DIGITS[tens], DIGITS[ones]),
    })
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
            (100, Marker::Chinese, "100."),
        ] {
            assert_eq!(number(value, marker), text);
        }
    }
}
