//! A number as written, without its unit.

use super::ordinal::{chinese_digit, digit};
use super::{Decimal, Qualifier};
use crate::rules::units::{self, Unit};
use crate::text::CharSet;

/// A number at a place of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Numeral {
    pub(crate) value: Decimal,
    /// One past its last byte.
    pub(crate) end: usize,
    pub(crate) form: Form,
    /// What 余, 来 or a word before a bare place says of it: 百余, 近百, 三百来.
    pub(crate) vague: Option<Qualifier>,
}

/// How a number is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Form {
    /// 1236, 12.5, ３
    Digits,
    /// 十二, 一千二百万, 25万6千
    Chinese,
    /// 三分之二, 1/3, 一半
    Fraction,
    /// 百分之, 千分之, 万分之.
    Per(&'static Unit),
}

/// What may stand at a place where a number could begin.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Lexed {
    Number(Numeral),
    /// Digits that are no number: a version, a clock time, a telephone number. Nothing in them is read.
    Other {
        end: usize,
    },
}

/// Longer runs of digits are no figure.
const MOST_DIGITS: usize = 18;

/// The number at a place, or the run of digits there that is none.
pub(crate) fn numeral_at(text: &str, at: usize) -> Option<Lexed> {
    let first = text[at..].chars().next()?;
    if digit(first).is_some() { digits_at(text, at) } else { chinese_at(text, at) }
}

fn after(text: &str, at: usize) -> Option<char> {
    text[at..].chars().next()
}

/// The digits from `at` on: value, how many, one past the last.
fn digit_run(text: &str, at: usize) -> (i128, usize, usize) {
    let (mut value, mut count, mut end) = (0_u64, 0, at);
    loop {
        let (next, len) = match text.as_bytes()[end..] {
            [digit @ b'0'..=b'9', ..] => (digit - b'0', 1),
            [0xEF, 0xBC, third @ 0x90..=0x99, ..] => (third - 0x90, 3),
            _ => break,
        };
        count += 1;
        end += len;
        if count <= MOST_DIGITS {
            value = value * 10 + u64::from(next);
        }
    }
    (i128::from(value), count, end)
}

/// Common characters with which a number in digits goes on: places, and 分 of 分之.
static GOES_ON: CharSet = CharSet::new("十拾百佰千仟万萬亿億分");

/// 1236, 1,236, 1，236, 1 236, 12.5, and what only looks like them.
fn digits_at(text: &str, at: usize) -> Option<Lexed> {
    let (mut value, mut count, mut end) = digit_run(text, at);
    // 158项: before a common character that is no place of a number nothing else need be looked for.
    if count <= MOST_DIGITS
        && matches!(text.as_bytes().get(end), Some(0xE4..=0xE9))
        && !GOES_ON.starts(&text[end..])
    {
        let value = Decimal::new(value, 0)?;
        return Some(Lexed::Number(Numeral { value, end, form: Form::Digits, vague: None }));
    }
    if count == 1 {
        (value, count, end) = spaced(text, end).unwrap_or((value, count, end));
    }
    if count <= 3 && value > 0 {
        while let Some((group, to)) = group_at(text, end) {
            (value, count, end) = (value * 1000 + group, count + 3, to);
            if count > MOST_DIGITS {
                break;
            }
        }
    }
    let mut scale = 0;
    if let Some(point @ ('.' | '．' | '·')) = after(text, end) {
        let (part, places, to) = digit_run(text, end + point.len_utf8());
        if places > 0 {
            if count + places > MOST_DIGITS || point == '·' || continues(text, to) {
                return Some(Lexed::Other { end: digits_end(text, to) });
            }
            let factor = 10_i128.checked_pow(u32::try_from(places).ok()?)?;
            (value, scale, end) = (value * factor + part, u32::try_from(places).ok()?, to);
            count += places;
        }
    }
    if count > MOST_DIGITS || continues(text, end) {
        return Some(Lexed::Other { end: digits_end(text, end) });
    }
    let value = Decimal::new(value, scale)?;
    if let Some(fraction) = slashed(text, value, scale, end) {
        return Some(fraction);
    }
    if scale == 0
        && let Some(fraction) = parts_at(text, value, end)
    {
        return Some(fraction);
    }
    let number = Numeral { value, end, form: Form::Digits, vague: None };
    Some(Lexed::Number(mixed(text, number).unwrap_or(number)))
}

/// 1 1 2: digits that a reader of images has set apart, one by one, at least three of them.
fn spaced(text: &str, first_end: usize) -> Option<(i128, usize, usize)> {
    let (mut value, mut count, mut end) = digit_run(text, text[..first_end].char_indices().next_back()?.0);
    while let Some(rest) = text[end..].strip_prefix(' ') {
        let (next, digits, to) = digit_run(text, text.len() - rest.len());
        if digits != 1 || count >= MOST_DIGITS {
            break;
        }
        (value, count, end) = (value * 10 + next, count + 1, to);
    }
    (count >= 3 && !continues(text, end)).then_some((value, count, end))
}

/// Three digits behind a separator.
fn group_at(text: &str, at: usize) -> Option<(i128, usize)> {
    let sign = after(text, at).filter(|c| matches!(c, ',' | '，' | ' ' | '\u{a0}' | '\u{2009}'))?;
    let (value, count, end) = digit_run(text, at + sign.len_utf8());
    (count == 3).then_some((value, end))
}

/// Whether what stands after digits makes them no number: 8:30, 1.2.3, 3：1, 12-A.
fn continues(text: &str, end: usize) -> bool {
    let mut rest = text[end..].chars();
    match rest.next() {
        Some(':' | '：' | '.' | '．' | '+' | '＋') => rest.next().is_some_and(|c| digit(c).is_some()),
        Some(c) => c.is_ascii_alphabetic() && !unit_letters(&text[end..]),
        None => false,
    }
}

/// Letters that are a unit: 5km, 30kW, 20m³.
fn unit_letters(rest: &str) -> bool {
    units::unit_at(rest, 0).is_some()
}

fn digits_end(text: &str, at: usize) -> usize {
    let rest = &text[at..];
    let kept = |c: char| {
        digit(c).is_some() || c.is_ascii_alphanumeric() || matches!(c, ':' | '：' | '.' | '．' | '-')
    };
    // A sign at the very end belongs to the sentence.
    let run = rest.len() - rest.trim_start_matches(kept).len();
    at + rest[..run].trim_end_matches([':', '：', '.', '．', '-']).len()
}

/// 1/3
fn slashed(text: &str, value: Decimal, scale: u32, end: usize) -> Option<Lexed> {
    let sign = after(text, end).filter(|c| matches!(c, '/' | '／'))?;
    let (below, count, to) = digit_run(text, end + sign.len_utf8());
    if count == 0 {
        return None;
    }
    let other = Lexed::Other { end: digits_end(text, to) };
    let below = u32::try_from(below).ok().filter(|_| scale == 0 && count <= 2 && !continues(text, to))?;
    let below = Decimal::whole(below);
    let next = after(text, to);
    if value >= below || value.is_zero() || next.is_some_and(|c| matches!(c, '/' | '-' | '年' | '月' | '日'))
    {
        return Some(other);
    }
    let value = value.over(below, 6)?;
    Some(Lexed::Number(Numeral { value, end: to, form: Form::Fraction, vague: None }))
}

/// 三分之二, 百分之四十: the denominator has been read, up to `end`.
fn parts_at(text: &str, below: Decimal, end: usize) -> Option<Lexed> {
    let start = end + text[end..].strip_prefix("分之").map(|_| "分之".len())?;
    let (above, to) = plain_at(text, start)?;
    let value = above.over(below, 6)?;
    Some(Lexed::Number(Numeral { value: value.shifted(0)?, end: to, form: Form::Fraction, vague: None }))
}

/// A number that is no fraction of its own: what stands over or under 分之.
fn plain_at(text: &str, at: usize) -> Option<(Decimal, usize)> {
    let first = after(text, at)?;
    if digit(first).is_some() {
        let (value, count, mut end) = digit_run(text, at);
        let mut scale = 0;
        let mut value = value;
        if let Some('.' | '．') = after(text, end) {
            let point = after(text, end)?.len_utf8();
            let (part, places, to) = digit_run(text, end + point);
            if (1..=6).contains(&places) && count <= 9 {
                value = value * 10_i128.pow(u32::try_from(places).ok()?) + part;
                (scale, end) = (u32::try_from(places).ok()?, to);
            }
        }
        return (count <= 9).then(|| Decimal::new(value, scale)).flatten().map(|value| (value, end));
    }
    // 百分之百
    if first == '百' {
        return Some((Decimal::whole(100), at + '百'.len_utf8()));
    }
    let run = run_at(text, at);
    let value = evaluate(&text[at..run])?;
    Some(pointed(text, value, run).unwrap_or((value, run)))
}

/// 七十八点九: digits behind 点. What has only one digit and is no decimal (两点一线) has no unit either.
fn pointed(text: &str, whole: Decimal, end: usize) -> Option<(Decimal, usize)> {
    let start = end + text[end..].strip_prefix('点').map(|_| '点'.len_utf8())?;
    let (mut value, mut places, mut to) = (0_i128, 0, start);
    for c in text[start..].chars() {
        let Some(next) = any_digit(c).filter(|_| c != '两' && places < 6) else { break };
        (value, places, to) = (value * 10 + i128::from(next), places + 1, to + c.len_utf8());
    }
    if places == 0 || place(after(text, to).unwrap_or(' ')).is_some_and(|power| power < 4) {
        return None;
    }
    Some((whole.plus(Decimal::new(value, places)?)?, to))
}

/// The power of ten of a Chinese place: 十, 百, 千, 万, 亿, and their financial capitals.
fn place(c: char) -> Option<u32> {
    Some(match c {
        '十' | '拾' => 1,
        '百' | '佰' => 2,
        '千' | '仟' => 3,
        '万' | '萬' => 4,
        '亿' | '億' => 8,
        _ => return None,
    })
}

/// A digit of running text or of financial capitals.
fn any_digit(c: char) -> Option<u32> {
    chinese_digit(c).or(match c {
        '壹' => Some(1),
        '贰' => Some(2),
        '叁' => Some(3),
        '肆' => Some(4),
        '伍' => Some(5),
        '陆' => Some(6),
        '柒' => Some(7),
        '捌' => Some(8),
        '玖' => Some(9),
        _ => None,
    })
}

/// Units that begin with 千 or 百: in 5千米 and 3百分点 it is no place value.
const UNITS_OF_PLACES: &[&str] =
    &["千米", "千克", "千瓦", "千伏", "千卡", "千焦", "千帕", "千升", "千赫", "百分", "百帕", "万分", "千分"];

fn is_unit(rest: &str) -> bool {
    rest.starts_with(['千', '百', '万']) && UNITS_OF_PLACES.iter().any(|unit| rest.starts_with(unit))
}

/// Where the run of Chinese digits and places ends.
fn run_at(text: &str, at: usize) -> usize {
    let mut end = at;
    for (offset, c) in text[at..].char_indices() {
        if any_digit(c).is_none() && place(c).is_none() {
            break;
        }
        if offset > 0 && is_unit(&text[at + offset..]) {
            break;
        }
        end = at + offset + c.len_utf8();
        // No figure is that long; the rest is read as it comes.
        if offset > 60 {
            break;
        }
    }
    end
}

/// What a number goes on with behind a Chinese digit: digits, places, 半 of 一半, 分 of 分之, 点.
static CHINESE_GOES_ON: CharSet =
    CharSet::new("〇零○Ｏ一二两三四五六七八九壹贰叁肆伍陆柒捌玖十拾百佰千仟万萬亿億半分点");

/// 十二, 一千二百万, 三分之二, 百分之四十, 百余
fn chinese_at(text: &str, at: usize) -> Option<Lexed> {
    // 三个: a digit before a character with which no number goes on is all of one.
    let first = after(text, at)?;
    if let Some(first) =
        chinese_digit(first).filter(|_| !CHINESE_GOES_ON.starts(&text[at + first.len_utf8()..]))
    {
        let value = Decimal::whole(first);
        return Some(Lexed::Number(Numeral { value, end: at + 3, form: Form::Chinese, vague: None }));
    }
    if let Some((unit, to)) = units::leading_at(text, at) {
        let (value, end) = plain_at(text, to)?;
        return Some(Lexed::Number(Numeral { value, end, form: Form::Per(unit), vague: None }));
    }
    if let Some(half) = half_at(text, at) {
        return Some(Lexed::Number(half));
    }
    let run = run_at(text, at);
    if run == at {
        return None;
    }
    let (written, end) = (&text[at..run], run);
    let Some(value) = evaluate(written) else {
        // Another run that is no number, 三五 or 一二三: nothing in it is one.
        return Some(bare_place(text, at, written).map_or(Lexed::Other { end }, Lexed::Number));
    };
    if let Some(fraction) = parts_at(text, value, end) {
        return Some(fraction);
    }
    if let Some((value, end)) = pointed(text, value, end) {
        return Some(Lexed::Number(Numeral { value, end, form: Form::Chinese, vague: None }));
    }
    // 一千二百万: the last place of a pure coefficient stays with the unit, as in 1200万.
    Some(Lexed::Number(split_places(text, at, Numeral { value, end, form: Form::Chinese, vague: None })))
}

/// 一半, 半数; and 半 before a unit of time, 半个月. 上半年 and 每半年 are no numbers.
fn half_at(text: &str, at: usize) -> Option<Numeral> {
    let rest = &text[at..];
    if !rest.starts_with(['一', '半']) {
        return None;
    }
    let value = Decimal::new(5, 1)?;
    let half = |len: usize, form| Some(Numeral { value, end: at + len, form, vague: None });
    if rest.starts_with("一半") || rest.starts_with("半数") {
        return half("一半".len(), Form::Fraction);
    }
    let timed = ["半年", "半个月", "半个小时", "半小时", "半天"].iter().any(|word| rest.starts_with(word));
    let named = || text[..at].ends_with(['每', '上', '下', '前', '后', '个', '年', '天', '多', '大', '一']);
    if timed && !named() { half("半".len(), Form::Chinese) } else { None }
}

/// 百余, 万余, 近千, 上百: a bare place is a number only with a word that says so. 万 and 亿 stay with the unit.
fn bare_place(text: &str, at: usize, written: &str) -> Option<Numeral> {
    let mut chars = written.chars();
    let power = chars.next().and_then(place).filter(|_| chars.next().is_none())?;
    let before = &text[..at];
    let end = at + written.len();
    let many = text[end..].starts_with(['余', '多', '来']);
    let qualified = before.ends_with(['近', '超', '逾', '约']) || before.ends_with("超过");
    // 成百上千 is a figure of speech.
    let up_to = before.ends_with('上') && !before.ends_with("百上") && !before.ends_with("以上");
    if !(many || qualified || up_to) || before.ends_with(|c| digit(c).is_some()) {
        return None;
    }
    let vague = up_to.then_some(Qualifier::Over);
    if power >= 4 {
        return Some(Numeral { value: Decimal::whole(1), end: at, form: Form::Chinese, vague });
    }
    let value = Decimal::new(10_i128.checked_pow(power)?, 0)?;
    Some(Numeral { value, end, form: Form::Chinese, vague })
}

/// Leaves 万, 亿 or 万亿 at the end of a number to its unit.
fn split_places(text: &str, at: usize, number: Numeral) -> Numeral {
    let written = &text[at..number.end];
    let bare = written.trim_end_matches(['万', '亿']);
    if bare.len() == written.len() || bare.is_empty() || bare.contains(['万', '亿', '余', '多']) {
        return number;
    }
    evaluate(bare).map_or(number, |value| Numeral { value, end: at + bare.len(), ..number })
}

/// 25万6千, 1万零2百五十: digits that go on in Chinese places.
fn mixed(text: &str, number: Numeral) -> Option<Numeral> {
    let first = after(text, number.end)?;
    let power = place(first)?;
    if is_unit(&text[number.end..]) {
        return None;
    }
    // 3亿2千万: what stands below a 亿 is counted up to its own 万.
    let (mut total, mut section) = (Decimal::whole(0), number.value.shifted(power.cast_signed())?);
    let (mut large, mut below) = (u32::MAX, power);
    if power >= 4 {
        (total, section, large) = (section, total, power);
    }
    let mut end = number.end + first.len_utf8();
    let mut more = false;
    loop {
        let start = if after(text, end) == Some('零') { end + '零'.len_utf8() } else { end };
        let Some((part, to)) = part_at(text, start) else { break };
        let (value, to) = match after(text, to).and_then(place).filter(|_| !is_unit(&text[to..])) {
            Some(4) if large == 8 => {
                total = total.plus(section.plus(part)?.shifted(4)?)?;
                (section, large, below) = (Decimal::whole(0), 4, 4);
                (Decimal::whole(0), to + '万'.len_utf8())
            }
            Some(power) if power < below => {
                below = power;
                let to = to + '千'.len_utf8();
                let part = part.shifted(power.cast_signed())?;
                if large == 8 && text[to..].starts_with('万') {
                    total = total.plus(section.plus(part)?.shifted(4)?)?;
                    (section, large, below) = (Decimal::whole(0), 4, 4);
                    (Decimal::whole(0), to + '万'.len_utf8())
                } else {
                    (part, to)
                }
            }
            // 2百五十: what was read holds its own places.
            None if part < Decimal::whole(10_u32.checked_pow(below.min(8))?)
                && part >= Decimal::whole(10) =>
            {
                below = 0;
                (part, to)
            }
            _ => break,
        };
        section = section.plus(value)?;
        (end, more) = (to, true);
        if below == 0 {
            break;
        }
    }
    let total = total.plus(section)?;
    // 百, 千 after digits are part of the number (3百); a lone 万 or 亿 stays with the unit.
    (more || power < 4).then_some(Numeral { value: total, end, form: Form::Chinese, vague: None })
}

/// Digits or a Chinese number within a mixed one.
fn part_at(text: &str, at: usize) -> Option<(Decimal, usize)> {
    let first = after(text, at)?;
    if digit(first).is_some() {
        let (value, count, end) = digit_run(text, at);
        return (count <= 4).then(|| Decimal::new(value, 0)).flatten().map(|value| (value, end));
    }
    any_digit(first)?;
    let mut end = at + first.len_utf8();
    // 五十, 五百: the places that belong to this part alone.
    while let Some(c) =
        after(text, end).filter(|&c| any_digit(c).is_some() || place(c).is_some_and(|p| p < 3))
    {
        end += c.len_utf8();
    }
    evaluate(&text[at..end]).map(|value| (value, end))
}

/// The value of a whole Chinese number; `None` where its digits and places contradict each other.
///
/// 十二 12, 一百零五 105, 二百五 250, 三万五 35000, 一千二百万 12000000, 二〇二五 2025, 二十万亿.
fn evaluate(written: &str) -> Option<Decimal> {
    if !written.chars().any(|c| place(c).is_some()) {
        return positional(written);
    }
    let (mut total, mut section, mut digit) = (0_i128, 0_i128, None::<i128>);
    let (mut lowest, mut largest) = (u32::MAX, u32::MAX);
    let mut zero = false;
    let mut bare = true;
    for c in written.chars() {
        if let Some(value) = any_digit(c) {
            if digit.is_some() {
                return None;
            }
            if value == 0 {
                zero = true;
            } else {
                digit = Some(i128::from(value));
            }
            bare = false;
            continue;
        }
        let power = place(c)?;
        if power < 4 {
            // 十二 for 一十二; 百 alone is no number.
            if digit.is_none() && !(power == 1 && (section == 0 || zero)) || power >= lowest {
                return None;
            }
            section += digit.take().unwrap_or(1) * 10_i128.pow(power);
            lowest = power;
            bare &= power != 1;
            zero = false;
            continue;
        }
        section += digit.take().unwrap_or(0);
        if section == 0 && total == 0 {
            return None;
        }
        if power > largest || (largest != u32::MAX && power == largest) {
            // 万亿: a place upon a place.
            if power == 8 && largest == 4 && section == 0 {
                total = total.checked_mul(10_i128.pow(8))?;
                largest = 8;
                continue;
            }
            return None;
        }
        total = total.checked_add(section.checked_mul(10_i128.pow(power))?)?;
        section = 0;
        (lowest, largest, zero) = (u32::MAX, power, false);
    }
    if bare && total == 0 {
        return None;
    }
    if let Some(last) = digit {
        // 二百五, 三万五: a digit right after a place counts in the next lower one.
        let next = if lowest == u32::MAX { largest.checked_sub(1) } else { lowest.checked_sub(1) };
        section += match next {
            Some(next) if next > 0 && next < u32::MAX - 2 && !zero && lowest != 1 => last * 10_i128.pow(next),
            _ => last,
        };
    }
    Decimal::new(total.checked_add(section)?, 0)
}

/// 七, 二〇二五; two digits without a place between them (三五) are no number, but they are with a zero.
fn positional(written: &str) -> Option<Decimal> {
    let count = written.chars().count();
    if count > 8 || (count > 1 && !written.contains(['〇', '零', '○'])) {
        return None;
    }
    let mut value = 0;
    for c in written.chars() {
        value = value * 10 + i128::from(any_digit(c)?);
    }
    Decimal::new(value, 0)
}

#[cfg(test)]
mod tests;
