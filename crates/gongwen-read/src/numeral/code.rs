//! Automatic numbers of binary Word, by the code of their format (MS-OSHARED 2.2.1.3, MSONFC).

use super::Numeral;

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
}
