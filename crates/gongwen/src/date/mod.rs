//! Calendar dates as leads and signatures write them: 2025年7月4日, 二〇二五年七月十日, 2024-08-09, 4月上旬, and
//! ranges of them with parts left out. The year of a date without one comes from the dates before it.

mod expression;
mod read;
mod within;

use jiff::civil::Date;

pub use expression::Precision;
pub(crate) use expression::{Context, Expression, Outlook, Unresolved, expression_at};
pub(crate) use read::{Partial, partial_at};

use std::ops::Range;

use crate::text::CharSet;

/// A date or a range of dates that a text names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Named {
    pub(crate) range: Range<usize>,
    pub(crate) from: Partial,
    pub(crate) to: Option<Partial>,
}

/// All dates of a text, in order.
pub(crate) fn named(text: &str) -> Vec<Named> {
    let mut found = Vec::new();
    // Where to go on, and where the last date ended: a digit before that is none before the next.
    let (mut at, mut last) = (0, 0);
    while let Some(next) = STARTS.find(&text[at..]) {
        at += next;
        let starts = !DIGITS.ends(&text[last..at]);
        match starts.then(|| partial_at(&text[at..])).flatten() {
            Some((from, len)) => {
                let (to, end) = range_end(text, at + len, from);
                found.push(Named { range: at..end, from, to });
                (at, last) = (end, end);
            }
            None => at += if text.as_bytes()[at] < 0x80 { 1 } else { 3 },
        }
    }
    found
}

/// The second half of a range, its missing parts taken from the first.
fn range_end(text: &str, at: usize, from: Partial) -> (Option<Partial>, usize) {
    let rest = &text[at..];
    let dash = rest.chars().next().filter(|c| matches!(c, '至' | '到' | '—' | '-' | '－' | '–' | '~' | '～'));
    let Some(dash) = dash else { return (None, at) };
    let after = rest[dash.len_utf8()..].trim_start_matches([dash, ' ']);
    let start = text.len() - after.len();
    let day_only = || {
        let (day, len) = read::number(after)?;
        let len = len + after[len..].starts_with('日').then_some('日'.len_utf8())?;
        (from.day.is_some() && (1..=31).contains(&day))
            .then(|| (Partial { month: from.month, day: i8::try_from(day).ok(), ..Partial::default() }, len))
    };
    match partial_at(after).or_else(day_only) {
        Some((mut to, len)) => {
            if to.year.is_none() && to.shift.is_none() {
                let later = to.month.unwrap_or(13) >= from.month.unwrap_or(1);
                to.year = from.year.map(|year| year + i16::from(!later));
                to.shift = from.shift;
            }
            (Some(to), start + len)
        }
        None => (None, at),
    }
}

impl Named {
    /// First and last day, with `year` where none is written; `None` for what no calendar has.
    pub(crate) fn resolve(&self, year: Option<i16>, this_year: Option<i16>) -> Option<(Date, Date)> {
        let start = self.from.first_day(year, this_year)?;
        let last = self.to.unwrap_or(self.from);
        let end = last.last_day(Some(start.year()), this_year)?;
        (end >= start).then_some((start, end))
    }

    /// A whole day and nothing else.
    pub(crate) fn day(&self) -> Option<Date> {
        self.to.is_none().then_some(())?;
        self.from.day?;
        self.from.first_day(None, None)
    }

    /// Written with year, month and day.
    pub(crate) fn is_full(&self) -> bool {
        self.to.is_none() && self.from.year.is_some() && self.from.month.is_some() && self.from.day.is_some()
    }
}

/// What a date can start with: a digit, or the first character of 今年, 当年, 本年, 去年.
static STARTS: CharSet = CharSet::new("0123456789０１２３４５６７８９一二三四五六七八九今当本去十〇○零");
/// Behind these no date starts.
static DIGITS: CharSet = CharSet::new("0123456789０１２３４５６７８９一二三四五六七八九");

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    fn read(text: &str) -> Vec<Option<(Date, Date)>> {
        named(text).iter().map(|named| named.resolve(Some(2025), Some(2025))).collect()
    }

    #[test]
    fn dates_and_ranges_are_read() {
        for (text, start, end) in [
            ("2025年7月4日至8月15日", date(2025, 7, 4), date(2025, 8, 15)),
            ("2024年11月4日至2025年1月17日", date(2024, 11, 4), date(2025, 1, 17)),
            ("2024年11月4日至1月17日", date(2024, 11, 4), date(2025, 1, 17)),
            ("4月中旬至6月下旬", date(2025, 4, 11), date(2025, 6, 30)),
            ("2025年4月上旬至6月中旬", date(2025, 4, 1), date(2025, 6, 20)),
            ("7月4日至15日", date(2025, 7, 4), date(2025, 7, 15)),
            ("二〇二五年七月十日", date(2025, 7, 10), date(2025, 7, 10)),
            ("二○二五年十二月三十一日", date(2025, 12, 31), date(2025, 12, 31)),
            ("2024-08-09", date(2024, 8, 9), date(2024, 8, 9)),
            ("2024.8.9", date(2024, 8, 9), date(2024, 8, 9)),
            ("今年1月6日", date(2025, 1, 6), date(2025, 1, 6)),
            ("2025 年 7 月 4 日", date(2025, 7, 4), date(2025, 7, 4)),
            ("2024年3月", date(2024, 3, 1), date(2024, 3, 31)),
        ] {
            assert_eq!(read(text), [Some((start, end))], "{text}");
        }
    }

    #[test]
    fn other_numbers_are_no_dates() {
        for text in [
            "0373-3523316",
            "12345热线",
            "第三巡察组",
            "“7.20”",
            "158项",
            "一日",
            "三年",
            "5月份以来的",
            "1.5",
        ] {
            let full = named(text).iter().filter(|named| named.is_full()).count();
            assert_eq!(full, 0, "{text}");
        }
        assert_eq!(read("2025年2月30日"), [None]);
    }
}
