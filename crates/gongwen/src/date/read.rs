use jiff::civil::{Date, date};

use crate::number::{arabic, chinese_below_hundred, chinese_digit, digit};

/// A third of a month.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Xun {
    /// 上旬: to the 10th.
    Early,
    /// 中旬: 11th to 20th.
    Middle,
    /// 下旬: from the 21st.
    Late,
}

/// A date with the parts that are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Partial {
    pub(crate) year: Option<i16>,
    /// 今年 0, 去年 -1.
    pub(crate) shift: Option<i16>,
    pub(crate) month: Option<i8>,
    pub(crate) day: Option<i8>,
    pub(crate) xun: Option<Xun>,
}

impl Partial {
    fn year(self, year: Option<i16>, this_year: Option<i16>) -> Option<i16> {
        self.year.or_else(|| self.shift.and_then(|shift| this_year.map(|year| year + shift))).or(year)
    }

    pub(super) fn first_day(self, year: Option<i16>, this_year: Option<i16>) -> Option<Date> {
        let first = match self.xun {
            Some(Xun::Middle) => 11,
            Some(Xun::Late) => 21,
            _ => 1,
        };
        valid(self.year(year, this_year)?, self.month.unwrap_or(1), self.day.unwrap_or(first))
    }

    pub(super) fn last_day(self, year: Option<i16>, this_year: Option<i16>) -> Option<Date> {
        let year = self.year(year, this_year)?;
        let month = self.month.unwrap_or(12);
        let last = match self.xun {
            Some(Xun::Early) => 10,
            Some(Xun::Middle) => 20,
            _ => valid(year, month, 1)?.days_in_month(),
        };
        valid(year, month, self.day.unwrap_or(last))
    }
}

pub(super) fn valid(year: i16, month: i8, day: i8) -> Option<Date> {
    // `date` panics on what no calendar has; `new` tells.
    Date::new(year, month, day).ok().filter(|found| *found >= date(1900, 1, 1))
}

/// The date at the start of a text, and its length in bytes: at least a month with a day, a 旬 or a year.
pub(crate) fn partial_at(text: &str) -> Option<(Partial, usize)> {
    if let Some(found) = iso(text) {
        return Some(found);
    }
    let mut partial = Partial::default();
    let mut at = 0;
    if let Some((year, len)) = year(text) {
        partial.year = Some(year);
        at = len;
    } else if let Some((word, shift)) = [("今年", 0), ("当年", 0), ("本年", 0), ("去年", -1)]
        .into_iter()
        .find(|(word, _)| text.starts_with(word))
    {
        partial.shift = Some(shift);
        at = word.len();
    }
    let rest = text[at..].trim_start_matches(' ');
    let start = text.len() - rest.len();
    let month = number(rest).filter(|(value, _)| (1..=12).contains(value)).and_then(|(value, len)| {
        let after = rest[len..].trim_start_matches(' ').strip_prefix('月')?;
        Some((value, text.len() - after.len()))
    });
    let Some((month, end)) = month else {
        return (partial.year.is_some() && start > 0).then_some((partial, at));
    };
    partial.month = i8::try_from(month).ok();
    at = end;
    let rest = text[at..].trim_start_matches(' ');
    if let Some((day, len)) = number(rest)
        && let Some(after) = rest[len..].trim_start_matches(' ').strip_prefix(['日', '号'])
    {
        partial.day = i8::try_from(day).ok();
        at = text.len() - after.len();
    } else if let Some((word, xun)) = [("上旬", Xun::Early), ("中旬", Xun::Middle), ("下旬", Xun::Late)]
        .into_iter()
        .find(|(w, _)| rest.starts_with(w))
    {
        partial.xun = Some(xun);
        at = text.len() - rest.len() + word.len();
    }
    Some((partial, at))
}

/// A number of one or two digits, ASCII, full-width or Chinese.
pub(super) fn number(text: &str) -> Option<(u32, usize)> {
    arabic(text, 2).or_else(|| chinese_below_hundred(text))
}

/// 2025年, ２０２５年, 二〇二五年
pub(super) fn year(text: &str) -> Option<(i16, usize)> {
    let (mut value, mut len) = (0_i16, 0);
    for c in text.chars().take(4) {
        let next = digit(c).or_else(|| chinese_digit(c))?;
        value = value * 10 + i16::try_from(next).ok()?;
        len += c.len_utf8();
    }
    let after = text[len..].trim_start_matches(' ').strip_prefix('年')?;
    (1900..2200).contains(&value).then_some((value, text.len() - after.len()))
}

/// 2024-08-09, 2024.8.9, 2024/8/9
pub(super) fn iso(text: &str) -> Option<(Partial, usize)> {
    let (year, mut at) = arabic(text, 4).filter(|(year, len)| *len == 4 && (1900..2200).contains(year))?;
    let sign = text[at..].chars().next().filter(|c| matches!(c, '-' | '.' | '/' | '－' | '．'))?;
    at += sign.len_utf8();
    let (month, len) = arabic(&text[at..], 2)?;
    at += len;
    at += text[at..].starts_with(sign).then(|| sign.len_utf8())?;
    let (day, len) = arabic(&text[at..], 2)?;
    at += len;
    let partial = Partial {
        year: i16::try_from(year).ok(),
        month: i8::try_from(month).ok(),
        day: i8::try_from(day).ok(),
        ..Partial::default()
    };
    Some((partial, at))
}
