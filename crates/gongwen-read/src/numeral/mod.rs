//! Automatic numbers as a page shows them: what a word processor counts is in no text of its file.

mod code;
mod equation;
mod places;

pub(crate) use code::{BULLET, PADDED};
pub(crate) use equation::equation;

use places::{JAPANESE, LEGAL, LEGAL_TRADITIONAL, PLAIN, places};

/// How a number is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Numeral {
    /// 1 2 3
    Decimal,
    /// 01 02 03, to that many digits.
    Padded(u8),
    /// １ ２ ３
    FullWidth,
    /// ① to ⑳, then as far as the second field says, then 1 2 3.
    Circled { last: u32 },
    /// ⑴ to ⒇
    Parenthesised,
    /// ⒈ to ⒛
    FullStop,
    /// 一 to 九十九, then digit by digit: 一〇〇
    Counting,
    /// 一百零五
    Thousands,
    /// 百五
    Japanese,
    /// 壹佰零伍
    Legal,
    /// 壹佰零伍 in traditional characters
    LegalTraditional,
    /// 一〇五
    Digits,
    /// 甲乙丙
    Stems,
    /// 子丑寅
    Branches,
    /// 甲子 乙丑
    StemBranches,
    /// I II III
    Roman { upper: bool },
    /// A B C, then AA BB, or AA AB where the letters count on.
    Letters { upper: bool, counts: bool },
    /// - 1 -
    Dashed,
    /// No number at all.
    None,
}

const DIGITS: [char; 10] = ['〇', '一', '二', '三', '四', '五', '六', '七', '八', '九'];
const STEMS: [char; 10] = ['甲', '乙', '丙', '丁', '戊', '己', '庚', '辛', '壬', '癸'];
const BRANCHES: [char; 12] = ['子', '丑', '寅', '卯', '辰', '巳', '午', '未', '申', '酉', '戌', '亥'];

impl Numeral {
    /// By the name of ECMA-376 Part 1, 17.18.59 (ST_NumberFormat). Numbers of scripts that no circular is written in
    /// are shown as decimals, as the clause says of values beyond a set.
    pub(crate) fn of_word(name: &str) -> Self {
        match name {
            "decimalZero" => Self::Padded(2),
            "decimalFullWidth" | "decimalFullWidth2" => Self::FullWidth,
            "decimalEnclosedCircle" => Self::Circled { last: 20 },
            "decimalEnclosedCircleChinese" => Self::Circled { last: 10 },
            "decimalEnclosedParen" => Self::Parenthesised,
            "decimalEnclosedFullstop" => Self::FullStop,
            "chineseCounting" | "taiwaneseCounting" => Self::Counting,
            "chineseCountingThousand" | "taiwaneseCountingThousand" => Self::Thousands,
            "japaneseCounting" => Self::Japanese,
            "chineseLegalSimplified" => Self::Legal,
            "ideographLegalTraditional" | "japaneseLegal" => Self::LegalTraditional,
            "ideographDigital" | "japaneseDigitalTenThousand" | "taiwaneseDigital" | "koreanDigital2" => {
                Self::Digits
            }
            "ideographTraditional" => Self::Stems,
            "ideographZodiac" => Self::Branches,
            "ideographZodiacTraditional" => Self::StemBranches,
            "upperRoman" => Self::Roman { upper: true },
            "lowerRoman" => Self::Roman { upper: false },
            "upperLetter" => Self::Letters { upper: true, counts: false },
            "lowerLetter" => Self::Letters { upper: false, counts: false },
            "numberInDash" => Self::Dashed,
            "none" | "bullet" => Self::None,
            _ => Self::Decimal,
        }
    }

    /// By the first numbers of a series, as OpenDocument (19.500, style:num-format) and LibreOffice name it:
    /// `1`, `一, 二, 三, ...`. Letters count on unless they are said to be in step (19.502).
    pub(crate) fn of_series(series: &str, letters_in_step: bool) -> Self {
        let first = series.split([',', '，', '、']).next().unwrap_or_default().trim();
        let zeros = first.len() - first.trim_start_matches('0').len();
        match first.chars().next() {
            None => Self::None,
            Some('0') => Self::Padded(u8::try_from(zeros + 1).unwrap_or(u8::MAX).min(10)),
            Some('一') if series.contains('〇') => Self::Digits,
            Some('一') => Self::Thousands,
            Some('壹') if series.contains('貳') => Self::LegalTraditional,
            Some('壹') => Self::Legal,
            Some('甲') if first.starts_with("甲子") => Self::StemBranches,
            Some('甲') => Self::Stems,
            Some('子') => Self::Branches,
            Some('①') => Self::Circled { last: 50 },
            Some('⑴') => Self::Parenthesised,
            Some('⒈') => Self::FullStop,
            Some('１') => Self::FullWidth,
            Some('I') => Self::Roman { upper: true },
            Some('i') => Self::Roman { upper: false },
            Some('A') => Self::Letters { upper: true, counts: !letters_in_step },
            Some('a') => Self::Letters { upper: false, counts: !letters_in_step },
            _ => Self::Decimal,
        }
    }

    /// Writes a number.
    pub(crate) fn write(self, number: u32, out: &mut String) {
        let written = match self {
            Self::None => true,
            Self::Decimal => false,
            Self::Padded(width) => {
                let digits = number.to_string();
                out.extend(std::iter::repeat_n('0', usize::from(width).saturating_sub(digits.len())));
                out.push_str(&digits);
                true
            }
            Self::FullWidth => {
                out.extend(digits(number).map(|digit| char::from_u32(0xFF10 + digit).unwrap_or('０')));
                true
            }
            Self::Circled { last } => number <= last && circled(number).map(|c| out.push(c)).is_some(),
            Self::Parenthesised => one_of(number, 20, 0x2474, out),
            Self::FullStop => one_of(number, 20, 0x2488, out),
            Self::Counting if number < 100 => places(number, &PLAIN, out),
            Self::Counting | Self::Digits => {
                out.extend(digits(number).map(|digit| DIGITS[digit as usize]));
                true
            }
            Self::Thousands => places(number, &PLAIN, out),
            Self::Japanese => places(number, &JAPANESE, out),
            Self::Legal => places(number, &LEGAL, out),
            Self::LegalTraditional => places(number, &LEGAL_TRADITIONAL, out),
            Self::Stems => pick(number, &STEMS, out),
            Self::Branches => pick(number, &BRANCHES, out),
            Self::StemBranches => {
                (1..=60).contains(&number)
                    && pick((number - 1) % 10 + 1, &STEMS, out)
                    && pick((number - 1) % 12 + 1, &BRANCHES, out)
            }
            Self::Roman { upper } => roman(number, upper, out),
            Self::Letters { upper, counts } => letters(number, upper, counts, out),
            Self::Dashed => {
                out.push_str(&format!("- {number} -"));
                true
            }
        };
        // Beyond the numbers of a set: decimal (ECMA-376 Part 1, 17.18.59).
        if !written {
            out.push_str(&number.to_string());
        }
    }
}

/// ① to ㊿, where Unicode has it.
pub(crate) fn circled(number: u32) -> Option<char> {
    let code = match number {
        1..=20 => 0x2460 + number - 1,
        21..=35 => 0x3251 + number - 21,
        36..=50 => 0x32B1 + number - 36,
        _ => return None,
    };
    char::from_u32(code)
}

/// Decimal digits from the first on.
fn digits(number: u32) -> impl Iterator<Item = u32> {
    let count = number.checked_ilog10().unwrap_or(0);
    (0..=count).rev().map(move |place| number / 10_u32.pow(place) % 10)
}

fn one_of(number: u32, last: u32, first_code: u32, out: &mut String) -> bool {
    let c = (1..=last).contains(&number).then(|| char::from_u32(first_code + number - 1)).flatten();
    c.map(|c| out.push(c)).is_some()
}

fn pick(number: u32, set: &[char], out: &mut String) -> bool {
    let c = (number as usize).checked_sub(1).and_then(|at| set.get(at));
    c.map(|&c| out.push(c)).is_some()
}

/// Beyond this a Roman number is only long.
const LAST_ROMAN: u32 = 4999;

fn roman(number: u32, upper: bool, out: &mut String) -> bool {
    const WORDS: [(u32, &str); 13] = [
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
    if number == 0 || number > LAST_ROMAN {
        return false;
    }
    let (start, mut left) = (out.len(), number);
    for (value, word) in WORDS {
        while left >= value {
            out.push_str(word);
            left -= value;
        }
    }
    if upper {
        out[start..].make_ascii_uppercase();
    }
    true
}

/// Most times that a letter is repeated.
const REPEATS: u32 = 30;

fn letters(number: u32, upper: bool, counts: bool, out: &mut String) -> bool {
    if number == 0 || number > 26 * REPEATS {
        return false;
    }
    let letter = |at: u32| {
        let c = char::from(b'a' + u8::try_from(at % 26).unwrap_or(0));
        if upper { c.to_ascii_uppercase() } else { c }
    };
    let (times, last) = ((number - 1) / 26, letter(number - 1));
    if counts {
        out.extend((times > 0).then(|| letter(times - 1)));
        out.push(last);
    } else {
        out.extend(std::iter::repeat_n(last, times as usize + 1));
    }
    true
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(numeral: Numeral, number: u32) -> String {
        let mut out = String::new();
        numeral.write(number, &mut out);
        out
    }

    #[test]
    fn place_words_are_spelt_as_custom_has_it() {
        for (numeral, number, text) in [
            (Numeral::Counting, 10, "十"),
            (Numeral::Counting, 21, "二十一"),
            (Numeral::Counting, 100, "一〇〇"),
            (Numeral::Thousands, 10, "十"),
            (Numeral::Thousands, 19, "十九"),
            (Numeral::Thousands, 100, "一百"),
            (Numeral::Thousands, 105, "一百零五"),
            (Numeral::Thousands, 110, "一百一十"),
            (Numeral::Thousands, 1010, "一千零一十"),
            (Numeral::Thousands, 10_001, "一万零一"),
            (Numeral::Thousands, 100_000, "十万"),
            (Numeral::Japanese, 105, "百五"),
            (Numeral::Legal, 10, "壹拾"),
            (Numeral::Legal, 303, "叁佰零叁"),
            (Numeral::LegalTraditional, 26, "貳拾陸"),
            (Numeral::Digits, 105, "一〇五"),
        ] {
            assert_eq!(shown(numeral, number), text);
        }
    }

    #[test]
    fn no_two_numbers_of_a_series_look_alike() {
        for numeral in [
            Numeral::Decimal,
            Numeral::Padded(3),
            Numeral::FullWidth,
            Numeral::Counting,
            Numeral::Thousands,
            Numeral::Japanese,
            Numeral::Legal,
            Numeral::Digits,
            Numeral::Circled { last: 50 },
            Numeral::Parenthesised,
            Numeral::FullStop,
            Numeral::Stems,
            Numeral::Branches,
            Numeral::StemBranches,
            Numeral::Roman { upper: true },
            Numeral::Letters { upper: false, counts: true },
            Numeral::Letters { upper: true, counts: false },
        ] {
            let mut seen = std::collections::HashSet::new();
            for number in 1..=600 {
                assert!(seen.insert(shown(numeral, number)), "{numeral:?} {number}");
            }
        }
    }

    #[test]
    fn a_number_beyond_its_set_is_decimal() {
        for (numeral, number, text) in [
            (Numeral::Circled { last: 20 }, 20, "⑳"),
            (Numeral::Circled { last: 20 }, 21, "21"),
            (Numeral::Circled { last: 10 }, 11, "11"),
            (Numeral::Circled { last: 50 }, 36, "㊱"),
            (Numeral::Parenthesised, 20, "⒇"),
            (Numeral::FullStop, 21, "21"),
            (Numeral::Stems, 11, "11"),
            (Numeral::StemBranches, 60, "癸亥"),
            (Numeral::Roman { upper: false }, 4999, "mmmmcmxcix"),
            (Numeral::Roman { upper: false }, u32::MAX, "4294967295"),
            (Numeral::Letters { upper: false, counts: false }, 28, "bb"),
            (Numeral::Letters { upper: false, counts: true }, 28, "ab"),
            (Numeral::Letters { upper: true, counts: false }, u32::MAX, "4294967295"),
            (Numeral::Thousands, u32::MAX, "4294967295"),
            (Numeral::Counting, 0, "零"),
            (Numeral::Roman { upper: true }, 0, "0"),
        ] {
            assert_eq!(shown(numeral, number), text);
        }
    }

    #[test]
    fn series_are_told_by_their_first_numbers() {
        for (series, numeral) in [
            ("1", Numeral::Decimal),
            ("", Numeral::None),
            ("一, 二, 三, ...", Numeral::Thousands),
            ("壹, 贰, 叁, ...", Numeral::Legal),
            ("壹, 貳, 參, ...", Numeral::LegalTraditional),
            ("甲, 乙, 丙, ...", Numeral::Stems),
            ("子, 丑, 寅, ...", Numeral::Branches),
            ("①, ②, ③, ...", Numeral::Circled { last: 50 }),
            ("１, ２, ３, ...", Numeral::FullWidth),
            ("01, 02, 03, ...", Numeral::Padded(2)),
            ("A", Numeral::Letters { upper: true, counts: true }),
            ("i", Numeral::Roman { upper: false }),
        ] {
            assert_eq!(Numeral::of_series(series, false), numeral, "{series}");
        }
    }
}
