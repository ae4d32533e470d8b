//! Automatic numbers of binary Word: by the code of their format (MS-OSHARED 2.2.1.3, MSONFC), and as a field that puts a
//! number into a circle. Rich Text has the fields too.

use super::{Numeral, circled};

/// A bullet: no number at all.
pub(crate) const BULLET: u8 = 23;
/// 01, which is Arabic already.
pub(crate) const PADDED: u8 = 22;

impl Numeral {
    /// By its code; what no circular is written in is shown as decimals, as Word does beyond a set.
    pub(crate) fn of_code(code: u8) -> Self {
        match code {
            1 => Self::Roman { upper: true },
            2 => Self::Roman { upper: false },
            3 => Self::Letters { upper: true, counts: false },
            4 => Self::Letters { upper: false, counts: false },
            10 | 17 | 36 | 40 => Self::Digits,
            11 => Self::Japanese,
            14 | 19 => Self::FullWidth,
            16 | 34 => Self::LegalTraditional,
            18 | 28 => Self::Circled { last: 20 },
            PADDED => Self::Padded(2),
            26 => Self::FullStop,
            27 => Self::Parenthesised,
            30 => Self::Stems,
            31 => Self::Branches,
            32 => Self::StemBranches,
            33 | 37 => Self::Counting,
            35 | 39 => Self::Thousands,
            38 => Self::Legal,
            57 => Self::Dashed,
            BULLET | 255 => Self::None,
            _ => Self::Decimal,
        }
    }
}

/// `EQ \o\ac(○,1)`: a character within another, which is how Word puts a number into a circle.
pub(crate) fn equation(instruction: &str) -> Option<String> {
    const LONGEST: usize = 64;
    if instruction.len() > LONGEST {
        return None;
    }
    let instruction = instruction.trim();
    if !instruction.get(..2)?.eq_ignore_ascii_case("eq") || !instruction.to_ascii_lowercase().contains("\\o")
    {
        return None;
    }
    let inner = instruction.get(instruction.find('(')? + 1..instruction.rfind(')')?)?;
    let parts: Vec<&str> = inner.split([',', ';']).map(str::trim).filter(|part| !part.is_empty()).collect();
    let number = parts.iter().find_map(|part| part.parse::<u32>().ok()).filter(|number| *number > 0);
    match (parts.contains(&"○"), number) {
        (true, Some(number)) => Some(circled(number).map_or_else(|| number.to_string(), String::from)),
        _ => parts.iter().find(|part| **part != "○").map(|part| (*part).to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_name_the_numbers_that_word_shows() {
        for (code, number, expected) in [
            (0, 7, "7"),
            (1, 14, "XIV"),
            (3, 27, "AA"),
            (11, 21, "二十一"),
            (14, 12, "１２"),
            (18, 3, "③"),
            (18, 21, "21"),
            (22, 3, "03"),
            (27, 3, "⑶"),
            (30, 2, "乙"),
            (34, 2, "貳"),
            (37, 11, "十一"),
            (38, 10, "壹拾"),
            (39, 1001, "一千零一"),
            (57, 4, "- 4 -"),
            (200, 5, "5"),
        ] {
            let mut text = String::new();
            Numeral::of_code(code).write(number, &mut text);
            assert_eq!(text, expected, "{number} in format {code}");
        }
    }

    #[test]
    fn a_number_in_a_circle_is_one_character() {
        assert_eq!(equation(" EQ \\o\\ac(○,3)").as_deref(), Some("③"));
        assert_eq!(equation(" PAGE "), None);
    }
}
