//! What a label looks like: one function a scheme, all tried at the start of a text.

use super::Scheme;
use crate::block::{is_space, trim_start};
use crate::number::{arabic, chinese_below_hundred, chinese_digit};
use crate::rules::words::{ISSUE_WORDS, SERIES_FIRST, SERIES_WORDS};
use crate::text::CharSet;

/// A label that was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct LabelMatch {
    pub(crate) scheme: Scheme,
    /// 0 where the word says only that something follows: 此外.
    pub(crate) ordinal: u32,
    /// Bytes of the label, and of the label with the comma or space after it. Kept small, since a source has many
    /// labels; what takes more bytes is none.
    len: u16,
    end: u16,
    /// What the numbers of one series have in common: 是 of 一是.
    pub(crate) family: char,
}

impl LabelMatch {
    /// A bullet that is no part of the text.
    pub(crate) const BULLET: Self = Self { scheme: Scheme::Bullet, ordinal: 0, len: 0, end: 0, family: '\0' };

    /// Bytes of the label.
    pub(crate) fn len(&self) -> usize {
        usize::from(self.len)
    }

    /// Bytes of the label and of the comma or space after it.
    pub(crate) fn end(&self) -> usize {
        usize::from(self.end)
    }

    /// The same words with the number that they stand for.
    pub(crate) fn with_ordinal(self, ordinal: u32) -> Self {
        Self { ordinal, ..self }
    }

    /// The label with the white space behind it.
    fn spaced(self, text: &str) -> Self {
        let rest = &text[self.end()..];
        let end = text.len() - trim_start(rest).len();
        Self { end: u16::try_from(end).unwrap_or(self.end), ..self }
    }
}

/// Longest number of a heading: 三位数.
const DIGITS: usize = 3;

/// The label at the start of a text, if there is one.
pub(crate) fn label(text: &str) -> Option<LabelMatch> {
    // Most texts open with a character that begins none.
    if !FIRSTS.starts(text) && !text.starts_with('·') {
        return None;
    }
    let first = text.chars().next()?;
    match first {
        '（' | '(' => paren(text),
        '①'..='⑳' | '㉑'..='㉟' | '⑴'..='⒛' | '㈠'..='㈩' => one_character(first),
        '0'..='9' | '０'..='９' => number(text),
        '●' | '■' | '◆' | '▲' | '★' | '•' | '◇' | '□' | '○' | '☆' | '△' | '▶' | '◎' | '➢' | '※' | '·' => {
            plain(Scheme::Bullet, 0, first.len_utf8())
        }
        _ if first.is_ascii() => None,
        _ if is_numeral(first) => chinese(text).or_else(|| bare_series(text)),
        '反' | '整' | '具' | '巡' | '问' => issue_word(text),
        '第' => part(text).or_else(|| nth(text)),
        _ => bare_series(text),
    }
    .map(|found| found.spaced(text))
}

/// What labels begin with, but for ·, which takes two bytes; and those of a series.
static FIRSTS: CharSet = CharSet::new(
    "（(0123456789０１２３４５６７８９●■◆▲★•◇□○☆△▶◎➢※一二三四五六七八九十反整具巡问第另首其再此然同最\
     ⑴⑵⑶⑷⑸⑹⑺⑻⑼⑽⑾⑿⒀⒁⒂⒃⒄⒅⒆⒇⒈⒉⒊⒋⒌⒍⒎⒏⒐⒑⒒⒓⒔⒕⒖⒗⒘⒙⒚⒛㈠㈡㈢㈣㈤㈥㈦㈧㈨㈩\
     ①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳㉑㉒㉓㉔㉕㉖㉗㉘㉙㉚㉛㉜㉝㉞㉟",
);
static SERIES_FIRSTS: CharSet = CharSet::new("一二三四五六七八九十第另首其再此然同最");

/// A label of a series in running text: 一是, 首先, 第一，, 一方面.
pub(crate) fn series(text: &str) -> Option<LabelMatch> {
    if SERIES_FIRSTS.starts(text) { bare_series(text).map(|found| found.spaced(text)) } else { None }
}

fn bare_series(text: &str) -> Option<LabelMatch> {
    let first = text.chars().next()?;
    match first {
        _ if is_numeral(first) => numbered_series(text),
        '第' => nth(text),
        '另' | '首' | '其' | '再' | '此' | '然' | '同' | '最' => {
            aspect(text).or_else(|| series_word(text))
        }
        _ => None,
    }
}

/// The characters that a Chinese number from 1 to 99 can begin with.
fn is_numeral(c: char) -> bool {
    numeral(c).is_some()
}

/// The number that one character is: 一 to 十.
fn numeral(c: char) -> Option<u32> {
    if c == '十' { Some(10) } else { chinese_digit(c).filter(|&value| value > 0 && c != '两') }
}

/// 一是 二要
fn numbered_series(text: &str) -> Option<LabelMatch> {
    let mut chars = text.chars();
    let (first, second) = (chars.next()?, chars.next()?);
    // Of the many clauses that open with a numeral most are told by what follows it.
    let (ordinal, len) = match numeral(first) {
        Some(ordinal) if SERIES_WORDS.contains(&second) => (ordinal, first.len_utf8()),
        _ if is_numeral(second) => chinese_below_hundred(text)?,
        _ => return aspect(text),
    };
    let family = text[len..].chars().next()?;
    if !SERIES_WORDS.contains(&family) {
        return aspect(text);
    }
    let end = len + family.len_utf8();
    // 一是一、二是二 is a saying, 三是三者 none of ours.
    let doubled = text[end..].starts_with(&text[..len]);
    let found = if doubled { None } else { comma(Scheme::Series, ordinal, text, end) };
    found.map(|found| LabelMatch { family, ..found })
}

/// 第一部分, set apart from its heading by a space or a mark.
fn part(text: &str) -> Option<LabelMatch> {
    let number = '第'.len_utf8();
    let (ordinal, len) = chinese_below_hundred(&text[number..])?;
    let rest = text[number + len..].strip_prefix("部分")?;
    let after = rest.chars().next().filter(|&c| is_space(c) || matches!(c, '、' | '：' | ':'))?;
    let found = plain(Scheme::Part, ordinal, text.len() - rest.len())?;
    Some(LabelMatch { end: u16::try_from(found.end() + after.len_utf8()).ok()?, ..found })
}

/// 第一，
fn nth(text: &str) -> Option<LabelMatch> {
    let number = '第'.len_utf8();
    let (ordinal, len) = chinese_below_hundred(&text[number..])?;
    let end = number + len;
    let after = text[end..].chars().next().filter(|c| matches!(c, '，' | ',' | '、'))?;
    plain(Scheme::Nth, ordinal, end + after.len_utf8()).map(|found| LabelMatch { family: '第', ..found })
}

/// 一方面 另一方面
fn aspect(text: &str) -> Option<LabelMatch> {
    let (word, ordinal) =
        [("一方面", 1), ("另一方面", 2)].into_iter().find(|(word, _)| text.starts_with(word))?;
    comma(Scheme::Aspect, ordinal, text, word.len()).map(|found| LabelMatch { family: '面', ..found })
}

/// 首先 其次
fn series_word(text: &str) -> Option<LabelMatch> {
    let (word, ordinal) = SERIES_FIRST.iter().find(|(word, _)| text.starts_with(word))?;
    let found = comma(Scheme::First, *ordinal, text, word.len())?;
    (found.end > found.len).then_some(LabelMatch { family: '先', ..found })
}

/// A label of so many bytes.
fn plain(scheme: Scheme, ordinal: u32, len: usize) -> Option<LabelMatch> {
    let len = u16::try_from(len).ok()?;
    Some(LabelMatch { scheme, ordinal, len, end: len, family: '\0' })
}

/// A label after which a comma or colon may stand.
fn comma(scheme: Scheme, ordinal: u32, text: &str, len: usize) -> Option<LabelMatch> {
    let found = plain(scheme, ordinal, len)?;
    let after = match text.as_bytes()[len..] {
        [b',', ..] => 1,
        // ， ：
        [0xEF, 0xBC, 0x8C | 0x9A, ..] => 3,
        [0xE3, 0x80, 0x81, ..] => '、'.len_utf8(),
        _ => 0,
    };
    Some(LabelMatch { end: u16::try_from(len + after).ok()?, ..found })
}

/// 一、 十二、 一．
fn chinese(text: &str) -> Option<LabelMatch> {
    let (ordinal, len) = chinese_below_hundred(text)?;
    let rest = text[len..].trim_start_matches(' ');
    let after = rest.chars().next().filter(|c| matches!(c, '、' | '．' | '.'))?;
    plain(Scheme::ChineseComma, ordinal, text.len() - rest.len() + after.len_utf8())
}

/// （一） (三) （1） (12)
fn paren(text: &str) -> Option<LabelMatch> {
    let inner = &text[text.chars().next()?.len_utf8()..];
    let number = inner.trim_start_matches(is_space);
    let (scheme, ordinal, len) = match chinese_below_hundred(number) {
        Some((ordinal, len)) => (Scheme::ChineseParen, ordinal, len),
        None => {
            let (ordinal, len) = arabic(number, DIGITS)?;
            (Scheme::ArabicParen, ordinal, len)
        }
    };
    let rest = number[len..].trim_start_matches(is_space);
    let close = rest.chars().next().filter(|c| matches!(c, '）' | ')'))?;
    let rest = &rest[close.len_utf8()..];
    let rest = rest.strip_prefix('、').unwrap_or(rest);
    plain(scheme, ordinal, text.len() - rest.len())
}

/// 1. 1． 1、 1) and never 1.5, ５９.６, 12345热线 or 2025年
fn number(text: &str) -> Option<LabelMatch> {
    let (ordinal, len) = arabic(text, DIGITS)?;
    let rest = text[len..].trim_start_matches(' ');
    let after = rest.chars().next()?;
    let end = text.len() - rest.len() + after.len_utf8();
    let next = &text[end..];
    match after {
        // The end of a mail address that a line end cuts: 126.com.
        '.' if ordinal >= 100 && next.starts_with(|c: char| c.is_ascii_lowercase()) => None,
        // A figure goes on in its decimals, but no decimal ends in a date: 2.2025年5月, 3.9月25日.
        '.' | '．' if !next.starts_with(is_digit) || opens_year(next) || opens_month(next).is_some() => {
            plain(Scheme::Arabic, ordinal, end)
        }
        // 1、2个 and 3、4月份 are lists of figures; 5、12345热线, 6、2025年以来 and 7、9月25日 are headings.
        '、' if !matches!(next.bytes().take_while(u8::is_ascii_digit).count(), 1..=3)
            || opens_month(next).is_some_and(|rest| arabic(rest, 2).is_some()) =>
        {
            plain(Scheme::Arabic, ordinal, end)
        }
        ')' | '）' => plain(Scheme::ArabicParen, ordinal, end),
        _ => None,
    }
}

fn is_digit(c: char) -> bool {
    c.is_ascii_digit() || ('０'..='９').contains(&c)
}

/// 2025年, 2024—2025年: four digits alone may be decimals.
fn opens_year(text: &str) -> bool {
    const YEARS: std::ops::RangeInclusive<u32> = 1900..=2099;
    let Some((_, len)) = arabic(text, 4).filter(|(year, _)| YEARS.contains(year)) else { return false };
    text[len..].starts_with(['年', '—', '-', '－', '–', '至', '~', '～'])
}

/// What follows 9月, where a text opens with it.
fn opens_month(text: &str) -> Option<&str> {
    let (_, len) = arabic(text, 2).filter(|(month, _)| (1..=12).contains(month))?;
    text[len..].strip_prefix('月')
}

/// A number that is one character: ① to ㉟, and the brackets and stops that are written with theirs: ⑴, ⒈, ㈠.
fn one_character(c: char) -> Option<LabelMatch> {
    let from = |first: char, ordinal: u32| c as u32 - first as u32 + ordinal;
    let (scheme, ordinal) = match c {
        '①'..='⑳' => (Scheme::Circled, from('①', 1)),
        '㉑'..='㉟' => (Scheme::Circled, from('㉑', 21)),
        '⑴'..='⒇' => (Scheme::ArabicParen, from('⑴', 1)),
        '⒈'..='⒛' => (Scheme::Arabic, from('⒈', 1)),
        '㈠'..='㈩' => (Scheme::ChineseParen, from('㈠', 1)),
        _ => return None,
    };
    plain(scheme, ordinal, c.len_utf8())
}

/// 问题1： 反馈问题一： 问题（一）：
fn issue_word(text: &str) -> Option<LabelMatch> {
    let word = ISSUE_WORDS.iter().find(|word| text.starts_with(**word))?;
    let rest = text[word.len()..].trim_start_matches(|c| is_space(c) || matches!(c, '（' | '('));
    let (ordinal, len) = chinese_below_hundred(rest).or_else(|| arabic(rest, DIGITS))?;
    let rest = rest[len..].trim_start_matches(|c| is_space(c) || matches!(c, '）' | ')'));
    let after = rest.chars().next()?;
    let colon = matches!(after, '：' | ':' | '、' | '．' | '.' | '，');
    if colon { plain(Scheme::IssueWord, ordinal, text.len() - rest.len() + after.len_utf8()) } else { None }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_are_read_with_scheme_ordinal_and_extent() {
        for (text, scheme, ordinal, written) in [
            ("一、组织", Scheme::ChineseComma, 1, "一、"),
            ("第二部分　问题整改", Scheme::Part, 2, "第二部分"),
            ("十二、其他", Scheme::ChineseComma, 12, "十二、"),
            ("（三）学习", Scheme::ChineseParen, 3, "（三）"),
            ("(三)学习", Scheme::ChineseParen, 3, "(三)"),
            ("1.关于", Scheme::Arabic, 1, "1."),
            ("10．关于", Scheme::Arabic, 10, "10．"),
            ("1、关于", Scheme::Arabic, 1, "1、"),
            ("2.2025年5月，组织", Scheme::Arabic, 2, "2."),
            ("2．2024—2025年，组织", Scheme::Arabic, 2, "2．"),
            ("3.9月25日，召开", Scheme::Arabic, 3, "3."),
            ("3.12月底前完成", Scheme::Arabic, 3, "3."),
            ("3、9月25日，召开", Scheme::Arabic, 3, "3、"),
            ("（1）制定", Scheme::ArabicParen, 1, "（1）"),
            ("1)制定", Scheme::ArabicParen, 1, "1)"),
            ("③促互认", Scheme::Circled, 3, "③"),
            ("⑵制定", Scheme::ArabicParen, 2, "⑵"),
            ("⒊关于", Scheme::Arabic, 3, "⒊"),
            ("㈣学习", Scheme::ChineseParen, 4, "㈣"),
            ("问题1：不实", Scheme::IssueWord, 1, "问题1："),
            ("反馈问题一：不实", Scheme::IssueWord, 1, "反馈问题一："),
            ("一是召开", Scheme::Series, 1, "一是"),
            ("二要标本兼治", Scheme::Series, 2, "二要"),
            ("首先，学习", Scheme::First, 1, "首先"),
            ("第二，完善", Scheme::Nth, 2, "第二，"),
            ("另一方面，完善", Scheme::Aspect, 2, "另一方面"),
        ] {
            let found = label(text).unwrap_or_else(|| panic!("{text}"));
            assert_eq!(
                (found.scheme, found.ordinal, &text[..found.len()]),
                (scheme, ordinal, written),
                "{text}"
            );
        }
    }

    #[test]
    fn every_word_of_the_tables_is_tried() {
        for word in ISSUE_WORDS {
            assert!(label(&format!("{word}1：")).is_some(), "{word}");
        }
        for (word, _) in SERIES_FIRST {
            assert!(label(&format!("{word}，")).is_some(), "{word}");
        }
    }

    #[test]
    fn lookalikes_are_no_labels() {
        for text in [
            "1.5万元",
            "５９.６万元",
            "５９．６万元",
            "3.5年",
            "3.5个月",
            "1.2025万元",
            "3、9月份",
            "2025年",
            "12328热线",
            "126.com",
            "第一议题",
            "第一部分资金已拨付",
            "第一责任人",
            "一是一、二是二",
            "一系列",
            "三会一课",
            "一般",
            "十五五",
            "（试行）",
            "最后一公里",
            "首先是",
            "问题清单",
            "二",
            "（",
            "1",
            "",
            "𠮷",
        ] {
            assert_eq!(label(text), None, "{text}");
        }
    }
}
