//! Automatic numbers as Word shows them, by their code (MS-OSHARED 2.2.1.3, MSONFC), and what parts them from the text.

const CHINESE: &str = "〇一二三四五六七八九";
const CHINESE_UNITS: [&str; 4] = ["", "十", "百", "千"];
const LEGAL: &str = "零壹贰叁肆伍陆柒捌玖";
const LEGAL_OLD: &str = "零壹貳參肆伍陸柒捌玖";
const LEGAL_JAPANESE: &str = "〇壱弐参四伍六七八九";
const LEGAL_UNITS: [&str; 4] = ["", "拾", "佰", "仟"];
const STEMS: &str = "甲乙丙丁戊己庚辛壬癸";
const BRANCHES: &str = "子丑寅卯辰巳午未申酉戌亥";

/// A bullet: no number at all.
pub(crate) const BULLET: u8 = 23;
/// 01, which is Arabic already.
pub(crate) const PADDED: u8 = 22;
/// No number is shown.
pub(crate) const NONE: u8 = 255;

/// The number as text. What is beyond a format's characters is shown in Arabic digits, as Word does.
pub(crate) fn text(format: u8, value: u32) -> String {
    let arabic = || value.to_string();
    let from = |first: char, count: u32| within(first, count, value).unwrap_or_else(arabic);
    match format {
        1 => roman(value).unwrap_or_else(arabic),
        2 => roman(value).map_or_else(arabic, |text| text.to_lowercase()),
        3 => letters(value, 'A').unwrap_or_else(arabic),
        4 => letters(value, 'a').unwrap_or_else(arabic),
        5 => ordinal(value),
        10 | 17 | 36 | 40 => positional(value, CHINESE),
        11 => counting(value, CHINESE, CHINESE_UNITS, Zero::None, false).unwrap_or_else(arabic),
        14 | 19 => arabic().chars().map(full_width).collect(),
        16 => {
            counting(value, LEGAL_JAPANESE, ["", "拾", "百", "阡"], Zero::None, true).unwrap_or_else(arabic)
        }
        18 | 28 => from('①', 20),
        PADDED => format!("{value:02}"),
        26 => from('⒈', 20),
        27 => from('⑴', 20),
        29 => from('㈠', 10),
        30 => nth(STEMS, value).unwrap_or_else(arabic),
        31 => nth(BRANCHES, value).unwrap_or_else(arabic),
        32 => cycle(value).unwrap_or_else(arabic),
        // Below a hundred as it is spoken, then digit by digit (ECMA-376 Part 1, 17.18.59, chineseCounting).
        33 | 37 if value < 100 => {
            counting(value, CHINESE, CHINESE_UNITS, Zero::Between("零"), false).unwrap_or_else(arabic)
        }
        33 | 37 => positional(value, CHINESE).replace('〇', "○"),
        34 => counting(value, LEGAL_OLD, LEGAL_UNITS, Zero::Between("零"), true).unwrap_or_else(arabic),
        38 => counting(value, LEGAL, LEGAL_UNITS, Zero::Between("零"), true).unwrap_or_else(arabic),
        35 | 39 => counting(value, CHINESE, CHINESE_UNITS, Zero::Between("零"), false).unwrap_or_else(arabic),
        57 => format!("- {value} -"),
        NONE | BULLET => String::new(),
        _ => arabic(),
    }
}

/// What stands between a label and the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Follow {
    Tab,
    Space,
    Nothing,
}

/// What parts a number from its text once both are characters. A tab after 一、 is but a distance, as in typed text there
/// is none; a number that would run into figures is kept apart, so that it stays one: 1. 2025年.
pub(crate) fn gap(label: &str, follow: Follow, text: &str) -> &'static str {
    let (Some(last), Some(first)) = (label.chars().next_back(), text.chars().next()) else { return "" };
    if last.is_whitespace() || first.is_whitespace() {
        return "";
    }
    let runs_in = match last {
        '.' | '．' | ')' => first.is_ascii_digit(),
        _ => last.is_ascii_alphanumeric() && first.is_ascii_alphanumeric(),
    };
    let apart = match follow {
        Follow::Space => true,
        Follow::Nothing => false,
        // 1.1 总则, 第一章 总则
        Follow::Tab => last.is_ascii_alphanumeric() || (label.starts_with('第') && last.is_alphabetic()),
    };
    if runs_in || apart { " " } else { "" }
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
        (true, Some(number)) => Some(self::text(18, number)),
        _ => parts.iter().find(|part| **part != "○").map(|part| (*part).to_owned()),
    }
}

/// What stands for empty places within a number.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Zero {
    None,
    Between(&'static str),
}

/// 一百零二. `one` says whether the ten is written 一十 from the start, as in legal numerals.
fn counting(value: u32, digits: &str, units: [&str; 4], zero: Zero, one: bool) -> Option<String> {
    if !(1..10_000).contains(&value) {
        return None;
    }
    let mut text = String::new();
    let mut skipped = false;
    for place in (0..4).rev() {
        let digit = value / 10_u32.pow(place) % 10;
        if digit == 0 {
            skipped = !text.is_empty();
            continue;
        }
        if let (true, Zero::Between(zero)) = (skipped, zero) {
            text.push_str(zero);
        }
        skipped = false;
        let silent = match zero {
            _ if one => false,
            // 十一, but 一百一十一.
            Zero::Between(_) => place == 1 && text.is_empty(),
            // 百十一, as in Japanese.
            Zero::None => place > 0,
        };
        if digit > 1 || !silent {
            text.push_str(&nth_from_zero(digits, digit)?);
        }
        text.push_str(units[place as usize]);
    }
    Some(text)
}

fn positional(value: u32, digits: &str) -> String {
    value.to_string().bytes().filter_map(|byte| nth_from_zero(digits, u32::from(byte - b'0'))).collect()
}

fn nth_from_zero(characters: &str, index: u32) -> Option<String> {
    characters.chars().nth(index as usize).map(String::from)
}

fn nth(characters: &str, value: u32) -> Option<String> {
    nth_from_zero(characters, value.checked_sub(1)?)
}

fn within(first: char, count: u32, value: u32) -> Option<String> {
    let found = (1..=count).contains(&value).then(|| char::from_u32(u32::from(first) + value - 1));
    found.flatten().map(String::from)
}

/// The cycle of sixty: 甲子, 乙丑.
fn cycle(value: u32) -> Option<String> {
    let index = value.checked_sub(1).filter(|index| *index < 60)?;
    Some(nth_from_zero(STEMS, index % 10)? + &nth_from_zero(BRANCHES, index % 12)?)
}

fn full_width(c: char) -> char {
    char::from_u32(u32::from(c) + 0xFEE0).unwrap_or(c)
}

fn ordinal(value: u32) -> String {
    let end = match (value % 100, value % 10) {
        (11..=13, _) => "th",
        (_, 1) => "st",
        (_, 2) => "nd",
        (_, 3) => "rd",
        _ => "th",
    };
    format!("{value}{end}")
}

/// a to z, then aa, bb: the same letter again.
fn letters(value: u32, first: char) -> Option<String> {
    const LONGEST: u32 = 30;
    let index = value.checked_sub(1)?;
    let letter = char::from_u32(u32::from(first) + index % 26)?;
    (index / 26 < LONGEST).then(|| String::from(letter).repeat((index / 26 + 1) as usize))
}

fn roman(mut value: u32) -> Option<String> {
    const PARTS: &[(u32, &str)] = &[
        (1000, "M"),
        (900, "CM"),
        (500, "D"),
        (400, "CD"),
        (100, "C"),
        (90, "XC"),
        (50, "L"),
        (40, "XL"),
        (10, "X"),
        (9, "IX"),
        (5, "V"),
        (4, "IV"),
        (1, "I"),
    ];
    if !(1..32_768).contains(&value) {
        return None;
    }
    let mut text = String::new();
    for &(part, letters) in PARTS {
        while value >= part {
            text.push_str(letters);
            value -= part;
        }
    }
    Some(text)
}

/// `— 3 —`, `第 3 页 共 9 页`: a line that only numbers its page.
pub(crate) fn is_page_number(text: &str) -> bool {
    let mark = |c: char| c.is_whitespace() || "-–—－·第共页/".contains(c);
    text.chars().all(|c| mark(c) || c.is_numeric()) && text.chars().any(char::is_numeric)
}

#[cfg(test)]
mod tests {
    use super::{Follow, gap, is_page_number, text};

    #[test]
    fn chinese_numbers_are_those_that_word_shows() {
        let cases: &[(u8, u32, &str)] = &[
            (37, 1, "一"),
            (37, 10, "十"),
            (37, 11, "十一"),
            (37, 20, "二十"),
            (37, 99, "九十九"),
            (37, 100, "一○○"),
            (39, 101, "一百零一"),
            (39, 110, "一百一十"),
            (39, 1001, "一千零一"),
            (39, 10, "十"),
            (11, 10, "十"),
            (11, 21, "二十一"),
            (11, 111, "百十一"),
            (10, 10, "一〇"),
            (38, 1, "壹"),
            (38, 10, "壹拾"),
            (34, 2, "貳"),
            (30, 2, "乙"),
            (31, 12, "亥"),
            (32, 60, "癸亥"),
        ];
        for &(format, value, expected) in cases {
            assert_eq!(text(format, value), expected, "{value} in format {format}");
        }
    }

    #[test]
    fn other_numbers_are_those_that_word_shows() {
        let cases: &[(u8, u32, &str)] = &[
            (0, 7, "7"),
            (1, 14, "XIV"),
            (2, 9, "ix"),
            (3, 27, "AA"),
            (4, 3, "c"),
            (14, 12, "１２"),
            (18, 3, "③"),
            (18, 21, "21"),
            (22, 3, "03"),
            (26, 2, "⒉"),
            (27, 3, "⑶"),
            (29, 3, "㈢"),
            (57, 4, "- 4 -"),
            (37, 0, "0"),
            (30, 11, "11"),
        ];
        for &(format, value, expected) in cases {
            assert_eq!(text(format, value), expected, "{value} in format {format}");
        }
    }

    #[test]
    fn numbers_stay_apart_from_their_text() {
        assert_eq!(gap("一、", Follow::Tab, "总则"), "");
        assert_eq!(gap("1.1", Follow::Tab, "总则"), " ");
        assert_eq!(gap("第一章", Follow::Tab, "总则"), " ");
        assert_eq!(gap("一是", Follow::Tab, "总则"), "");
        assert_eq!(gap("1.", Follow::Nothing, "2025年"), " ");
        assert_eq!(gap("第一类", Follow::Space, "总则"), " ");
    }

    #[test]
    fn page_numbers_are_told_from_heads() {
        assert!(is_page_number("— 3 —"));
        assert!(is_page_number("第 3 页 共 9 页"));
        assert!(!is_page_number("内部资料 2025"));
        assert!(!is_page_number("——"));
    }

    #[test]
    fn every_number_has_text() {
        for format in (0..=255).filter(|format| ![super::BULLET, super::NONE].contains(format)) {
            for value in [0, 1, 9, 10, 19, 20, 99, 100, 9999, 10_000, u32::MAX] {
                assert!(!text(format, value).is_empty(), "{value} in format {format}");
            }
        }
    }
}
