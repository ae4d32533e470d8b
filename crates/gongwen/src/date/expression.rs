//! Any date that running text names: days, months, quarters, halves, years, ranges of them with parts left out,
//! 上旬, 月底, 以来, and words that count from a reference date (今年, 前三季度, 近三年).
//!
//! Not read: weekdays, clock times, holidays, 年初, and a day without its month.

use std::ops::Range;

use jiff::ToSpan as _;
use jiff::civil::Date;
use schemars::JsonSchema;
use serde::Serialize;

use super::read::{Xun, iso, number, year};
use super::within::Within;
use crate::number::{arabic, chinese_digit, digit};
use crate::text::CharSet;

/// The smallest unit that a date names.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Precision {
    /// 2025年7月4日, 6月底, 4月上旬.
    Day,
    /// 2025年12月.
    Month,
    /// 一季度, 上半年.
    Quarter,
    /// 2025年.
    Year,
}

impl Precision {
    /// The name in JSON and tables.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Day => "day",
            Self::Month => "month",
            Self::Quarter => "quarter",
            Self::Year => "year",
        }
    }
}

/// One end of a range, with the parts that are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Moment {
    year: Option<i16>,
    /// 今年 0, 去年 -1: years from the reference date.
    shift: Option<i16>,
    within: Within,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Plain {
        from: Moment,
        to: Option<Moment>,
        open: bool,
    },
    /// 本月 0, 上月 -1; 本月底 is its last day.
    Month {
        shift: i8,
        part: Part,
    },
    /// 近三年, 近三个月: months up to the reference date.
    Last(i32),
}

/// What of a month is named.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Part {
    Whole,
    Xun(Xun),
    End,
}

/// A date or a range of dates at a place of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Expression {
    pub(crate) range: Range<usize>,
    kind: Kind,
    /// 6月底前, 8月29日前.
    pub(crate) before: bool,
    /// 次年5月: a year after the date before it.
    next_year: bool,
}

/// Where a date without a year lies.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) enum Outlook {
    /// What is told was done: the last such day.
    #[default]
    Past,
    /// What is planned: the next such day.
    Ahead,
    /// 6月底前, in a text about what was done: the nearest such day, before or after.
    Nearest,
}

/// What a date without a year is seen from.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Context {
    /// The date before it in the sentence, or else in the section.
    pub(crate) nearby: Option<Date>,
    /// The date of signature.
    pub(crate) reference: Option<Date>,
    /// Where the date lies, seen from the reference date.
    pub(crate) outlook: Outlook,
}

/// First and last day; the end of 2025年以来 is open.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Resolved {
    pub(crate) start: Date,
    pub(crate) end: Option<Date>,
    pub(crate) precision: Precision,
    pub(crate) inferred: bool,
}

/// Why an expression gives no date.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Unresolved {
    /// 2月30日
    Impossible,
    /// Its year is not known.
    NoYear,
}

/// Words for a year that count from the reference date.
const YEARS: &[(&str, i16)] = &[
    ("今年", 0),
    ("本年度", 0),
    ("本年", 0),
    ("去年", -1),
    ("上年度", -1),
    ("上年", -1),
    ("前年", -2),
    ("明年", 1),
];

/// Words that are written like those but name no year.
const NOT_YEARS: &[&str] = &["上年纪", "上年龄", "前年度", "本年级"];

/// The date at a place, if one is there.
pub(crate) fn expression_at(text: &str, at: usize) -> Option<Expression> {
    if !may_begin(&text[at..]) || !starts(text, at) {
        return None;
    }
    let (kind, mut end) = relative(text, at).or_else(|| plain(text, at))?;
    let kind = match kind {
        Kind::Plain { from, to, .. } => {
            let rest = &text[end..];
            let open = ["份以来", "以来", "至今"].iter().find(|word| rest.starts_with(**word));
            end += open.map_or(0, |word| word.len());
            Kind::Plain { from, to, open: open.is_some() }
        }
        other => other,
    };
    let before = text[end..].starts_with(['前']) || text[end..].starts_with("之前");
    let next_year = text[..at].ends_with("次年") || text[..at].ends_with("翌年");
    Some(Expression { range: at..end, kind, before, next_year })
}

/// Digits, ASCII, full-width and Chinese, and 十.
static NUMERALS: CharSet = CharSet::new("0123456789０１２３４５６７８９〇零○Ｏ一二两三四五六七八九十");
/// What follows the first number of a date.
static UNITS: CharSet = CharSet::new("年月季至到.．/-－—–~～─");
/// The second characters of words for dates, and what a number in them begins with.
static SECONDS: CharSet =
    CharSet::new("年月近去半个底末0123456789０１２３４５６７８９〇零○Ｏ一二两三四五六七八九十");
/// Behind these no date begins: digits, 第, 每.
static NO_STARTS: CharSet =
    CharSet::new("0123456789０１２３４５６７８９〇零○Ｏ一二两三四五六七八九十第每.-/—个〔[");

/// A glance at the first characters: most numbers are followed by a unit, and most words for dates by another word.
fn may_begin(rest: &str) -> bool {
    if NUMERALS.starts(rest) {
        // A year has four digits, all else fewer.
        let mut after = rest;
        for _ in 0..5 {
            if !NUMERALS.starts(after) {
                return UNITS.starts(after.trim_start_matches(' '));
            }
            after = &after[if after.as_bytes()[0] < 0x80 { 1 } else { 3 }..];
        }
        return false;
    }
    // Words for dates begin with characters of three bytes.
    if !rest.get(3..).is_some_and(|second| SECONDS.starts(second)) {
        return false;
    }
    let mut chars = rest.chars();
    let first = chars.next().unwrap_or(' ');
    let number = || NUMERALS.starts(&rest[first.len_utf8()..]);
    let second = chars.next().unwrap_or(' ');
    match first {
        '今' | '去' | '明' => second == '年',
        '本' => matches!(second, '年' | '月'),
        '最' => second == '近',
        '过' => second == '去',
        '近' | '第' => number(),
        '上' => matches!(second, '半' | '月' | '年' | '个'),
        '下' => second == '半',
        '前' => matches!(second, '三' | '3' | '两' | '年'),
        '年' => matches!(second, '底' | '末'),
        _ => false,
    }
}

/// Whether what stands before lets a date begin here.
fn starts(text: &str, at: usize) -> bool {
    // 每年1月 is no day of one year.
    !NO_STARTS.ends(&text[..at]) && !text[..at].ends_with("每年")
}

/// 本月, 上月, 近三年, 近三个月
fn relative(text: &str, at: usize) -> Option<(Kind, usize)> {
    let rest = &text[at..];
    for (word, shift) in [("本月", 0), ("上个月", -1), ("上月", -1)] {
        if let Some(after) = rest.strip_prefix(word)
            && !after.starts_with(['度', '初'])
        {
            let (part, len) = match xun_at(after) {
                Some((xun, len)) => (Part::Xun(xun), len),
                None if after.starts_with(['底', '末']) => (Part::End, '底'.len_utf8()),
                None => (Part::Whole, 0),
            };
            return Some((Kind::Month { shift, part }, at + word.len() + len));
        }
    }
    let word = ["近", "最近", "过去"].iter().find(|word| rest.starts_with(**word))?;
    let start = at + word.len();
    let (count, len) =
        number(&text[start..]).or_else(|| text[start..].strip_prefix('两').map(|_| (2, '两'.len_utf8())))?;
    let after = &text[start + len..];
    let months = if after.starts_with('年') && !after.starts_with("年度") {
        12
    } else if after.starts_with("个月") {
        1
    } else {
        return None;
    };
    let unit = if months == 12 { "年" } else { "个月" };
    let mut end = start + len + unit.len();
    end += if text[end..].starts_with('来') { '来'.len_utf8() } else { 0 };
    let count = i32::try_from(count).ok().filter(|count| *count <= 50)?;
    (count > 1 || months == 1).then_some((Kind::Last(count * months), end))
}

/// A date or a range.
fn plain(text: &str, at: usize) -> Option<(Kind, usize)> {
    if let Some(found) = years(text, at) {
        return Some(found);
    }
    let (from, end) = moment(text, at, None)?;
    // 2023年3月起至2025年5月
    let behind = text[end..].strip_prefix('起').map_or(end, |rest| text.len() - rest.len());
    if let Some((_, to_at)) = dash_at(text, behind) {
        // 至今 is no second half.
        if let Some((to, to_end)) = moment(text, to_at, Some(from)).or_else(|| day_only(text, to_at, from)) {
            return Some((Kind::Plain { from, to: Some(to), open: false }, to_end));
        }
    }
    Some((Kind::Plain { from, to: None, open: false }, end))
}

/// 2022—2024年, 2022至2024年
fn years(text: &str, at: usize) -> Option<(Kind, usize)> {
    let (first, len) = arabic(&text[at..], 4).filter(|(value, _)| (1900..2200).contains(value))?;
    let (_, second_at) = dash_at(text, at + len)?;
    let (second, len) = year(&text[second_at..])?;
    let whole = |year| Moment { year: Some(year), shift: None, within: Within::Whole };
    let first = i16::try_from(first).ok().filter(|first| *first < second)?;
    let end = second_at + len;
    let end = if text[end..].starts_with('度') { end + '度'.len_utf8() } else { end };
    Some((Kind::Plain { from: whole(first), to: Some(whole(second)), open: false }, end))
}

fn dash_at(text: &str, at: usize) -> Option<(char, usize)> {
    let rest = text[at..].trim_start_matches(' ');
    let dash = rest
        .chars()
        .next()
        .filter(|c| matches!(c, '至' | '到' | '—' | '-' | '－' | '–' | '~' | '～' | '─'))?;
    let after = rest.trim_start_matches([dash]).trim_start_matches(' ');
    Some((dash, text.len() - after.len()))
}

/// 15日, after a day of the same month.
fn day_only(text: &str, at: usize, from: Moment) -> Option<(Moment, usize)> {
    let Within::Day(month, _) = from.within else { return None };
    let (day, len) = number(&text[at..])?;
    let after = text[at + len..].trim_start_matches(' ').strip_prefix(['日', '号'])?;
    let day = i8::try_from(day).ok()?;
    Some((Moment { within: Within::Day(month, day), ..from }, text.len() - after.len()))
}

/// One date; the second of a range may leave out what the first has.
fn moment(text: &str, at: usize, first: Option<Moment>) -> Option<(Moment, usize)> {
    if let Some((partial, len)) = iso(&text[at..]) {
        let within = Within::Day(partial.month?, partial.day?);
        return Some((Moment { year: partial.year, shift: None, within }, at + len));
    }
    let (year, shift, mut end) = year_at(text, at);
    let named = year.is_some() || shift.is_some();
    let inside = text.len() - text[end..].trim_start_matches(' ').len();
    if let Some((within, to)) = within_at(text, inside, named) {
        let (year, shift) = if named { (year, shift) } else { (None, None) };
        return Some((Moment { year, shift, within }, to));
    }
    if !named {
        return None;
    }
    let rest = &text[end..];
    // What 年初 begins and ends with nobody has said.
    if rest.starts_with('初') && !rest.starts_with("初步") {
        return None;
    }
    let mut within = Within::Whole;
    if let Some(after) = rest.strip_prefix(['底', '末']) {
        (within, end) = (Within::End(12), text.len() - after.len());
    } else if let Some(after) = rest.strip_prefix("全年") {
        end = text.len() - after.len();
    } else if let Some(after) = rest.strip_prefix('度') {
        end = text.len() - after.len();
    }
    if first.is_some_and(|first| first.within != Within::Whole && within == Within::Whole) {
        return None;
    }
    Some((Moment { year, shift, within }, end))
}

fn year_at(text: &str, at: usize) -> (Option<i16>, Option<i16>, usize) {
    let rest = &text[at..];
    if let Some((value, len)) = year(rest) {
        return (Some(value), None, at + len);
    }
    if !rest.starts_with(|c| digit(c).is_some())
        && !NOT_YEARS.iter().any(|word| rest.starts_with(word))
        && let Some((word, shift)) = YEARS.iter().find(|(word, _)| rest.starts_with(word))
    {
        return (None, Some(*shift), at + word.len());
    }
    (None, None, at)
}

/// What is named within a year: 上半年, 前三季度, 一季度, 1—9月, 6月底, 4月上旬, 7月4日, and bare 年底.
fn within_at(text: &str, at: usize, named: bool) -> Option<(Within, usize)> {
    let rest = &text[at..];
    // Words begin with none of the digits that most dates begin with.
    if rest.starts_with(|c| digit(c).is_some()) {
        return quarter_at(text, at).or_else(|| month_at(text, at));
    }
    for (word, within) in [
        ("上半年", Within::Quarters(1, 2)),
        ("下半年", Within::Quarters(3, 4)),
        ("前三季度", Within::Quarters(1, 3)),
        ("前3季度", Within::Quarters(1, 3)),
        ("前两季度", Within::Quarters(1, 2)),
        ("前三个季度", Within::Quarters(1, 3)),
    ] {
        if rest.starts_with(word) {
            return Some((within, at + word.len()));
        }
    }
    if !named && (rest.starts_with("年底") || rest.starts_with("年末")) && !ends_whole(&text[..at]) {
        return Some((Within::End(12), at + "年底".len()));
    }
    quarter_at(text, at).or_else(|| month_at(text, at))
}

/// Before 年底 stands a number or 每: it is no date of its own.
fn ends_whole(before: &str) -> bool {
    before.chars().next_back().is_some_and(|c| {
        digit(c).is_some()
            || chinese_digit(c).is_some()
            || matches!(c, '每' | '十' | '当' | '个' | '次' | '跨' | '常')
    })
}

fn quarter_at(text: &str, at: usize) -> Option<(Within, usize)> {
    let rest = text[at..].strip_prefix('第').unwrap_or(&text[at..]);
    let (first, mut len) = number(rest).filter(|(value, _)| (1..=4).contains(value))?;
    // 一、二季度: a list of quarters in a row.
    let mut quarter = first;
    while let Some(next) = rest[len..].strip_prefix(['、', '和', '至'])
        && let Some((value, more)) = number(next).filter(|(value, _)| *value <= 4 && *value == quarter + 1)
    {
        (quarter, len) = (value, rest.len() - next.len() + more);
    }
    let after = rest[len..].trim_start_matches(' ').strip_prefix("季度")?;
    let (first, quarter) = (i8::try_from(first).ok()?, i8::try_from(quarter).ok()?);
    // 二季度末: the last day of its last month.
    let (within, after) = match after.strip_prefix(['末', '底']) {
        Some(after) => (Within::End(quarter * 3), after),
        None => (Within::Quarters(first, quarter), after),
    };
    Some((within, text.len() - after.len()))
}

fn month_at(text: &str, at: usize) -> Option<(Within, usize)> {
    let month_number = |at: usize| {
        let (value, len) = number(&text[at..]).filter(|(value, _)| (1..=12).contains(value))?;
        Some((i8::try_from(value).ok()?, at + len))
    };
    let (month, end) = month_number(at)?;
    // 1—9月
    if let Some((_, second_at)) = dash_at(text, end)
        && let Some((second, end)) = month_number(second_at)
        && let Some(after) = text[end..].strip_prefix('月')
        && second > month
    {
        let after = after.strip_prefix('份').unwrap_or(after);
        return (!is_day(after)).then(|| (Within::Months(month, second), text.len() - after.len()));
    }
    let after = text[end..].trim_start_matches(' ').strip_prefix('月')?;
    // 月龄, 月均: no month.
    if after.starts_with(['龄', '均', '报', '供', '薪']) {
        return None;
    }
    let after_month = after.strip_prefix('份').unwrap_or(after);
    let at_month = text.len() - after_month.len();
    let rest = after_month.trim_start_matches(' ');
    if let Some((day, len)) = number(rest)
        && let Some(after) = rest[len..].trim_start_matches(' ').strip_prefix(['日', '号'])
    {
        let day = i8::try_from(day).ok()?;
        return Some((Within::Day(month, day), text.len() - after.len()));
    }
    // 一月一调度 says how often.
    if rest.starts_with('一') {
        return None;
    }
    if let Some((xun, len)) = xun_at(rest) {
        return Some((Within::Xun(month, xun), text.len() - rest.len() + len));
    }
    if rest.starts_with(['底', '末']) && !rest.starts_with("末端") {
        return Some((Within::End(month), text.len() - rest.len() + '底'.len_utf8()));
    }
    // 月初, 月中: neither has an agreed first and last day.
    if rest.starts_with('初') && !rest.starts_with("初步") {
        return None;
    }
    Some((Within::Months(month, month), at_month))
}

/// The third of a month that a text begins with, and its length.
fn xun_at(text: &str) -> Option<(Xun, usize)> {
    [("上旬", Xun::Early), ("中旬", Xun::Middle), ("下旬", Xun::Late)]
        .into_iter()
        .find(|(word, _)| text.starts_with(word))
        .map(|(word, xun)| (xun, word.len()))
}

/// A day follows the month, so that the range of months is none: 1-2月5日.
fn is_day(rest: &str) -> bool {
    number(rest).is_some_and(|(_, len)| rest[len..].starts_with(['日', '号']))
}

impl Expression {
    /// 9日 of 5月8日、9日: another day of the month that was named last.
    pub(crate) fn next_day(&self, text: &str) -> Option<Self> {
        let Kind::Plain { from, to, open: false } = self.kind else { return None };
        let rest = text[self.range.end..].strip_prefix(['、', '和', '及', '与'])?;
        let at = text.len() - rest.len();
        let (day, end) = day_only(text, at, to.unwrap_or(from))?;
        // 8日、9日内 would be a time, 3日至5日 is read as a date of its own.
        if text[end..].starts_with(['内', '至', '到', '—', '-', '游']) {
            return None;
        }
        let kind = Kind::Plain { from: day, to: None, open: false };
        Some(Self { range: at..end, kind, before: false, next_year: self.next_year })
    }

    /// First and last day.
    pub(crate) fn resolve(&self, context: &Context) -> Result<Resolved, Unresolved> {
        match self.kind {
            Kind::Plain { from, to, open } => self.resolve_plain(context, from, to, open),
            Kind::Month { shift, part } => {
                let reference = context.reference.ok_or(Unresolved::NoYear)?;
                let day = reference.first_of_month().saturating_add(i32::from(shift).months());
                let (year, month) = (day.year(), day.month());
                let within = match part {
                    Part::Whole => Within::Months(month, month),
                    Part::Xun(xun) => Within::Xun(month, xun),
                    Part::End => Within::End(month),
                };
                let start = within.first_day(year).ok_or(Unresolved::Impossible)?;
                let end = within.last_day(year);
                Ok(Resolved { start, end, precision: within.precision(), inferred: true })
            }
            Kind::Last(months) => {
                let reference = context.reference.ok_or(Unresolved::NoYear)?;
                let precision = if months % 12 == 0 { Precision::Year } else { Precision::Month };
                let start = reference.saturating_sub(months.months());
                Ok(Resolved { start, end: Some(reference), precision, inferred: true })
            }
        }
    }

    fn resolve_plain(
        &self,
        context: &Context,
        from: Moment,
        to: Option<Moment>,
        open: bool,
    ) -> Result<Resolved, Unresolved> {
        let inferred = from.year.is_none() && to.is_none_or(|to| to.year.is_none());
        let year = match (from.year, from.shift) {
            (Some(year), _) => year,
            (None, Some(shift)) => context.reference.ok_or(Unresolved::NoYear)?.year().saturating_add(shift),
            // 11月至2025年1月: the first has no year but the second has.
            (None, None) => match to.and_then(|to| to.year.map(|year| (to, year))) {
                Some((to, year)) => year - i16::from(to.within.first_month() < from.within.first_month()),
                None => self.infer(context, from).ok_or(Unresolved::NoYear)?,
            },
        };
        let start = from.within.first_day(year).ok_or(Unresolved::Impossible)?;
        let last = to.unwrap_or(from);
        let last_year = match (last.year, last.shift) {
            (Some(year), _) => year,
            (None, Some(shift)) if to.is_some() => {
                context.reference.ok_or(Unresolved::NoYear)?.year().saturating_add(shift)
            }
            _ => year + i16::from(to.is_some_and(|to| to.within.first_month() < from.within.first_month())),
        };
        let end = last.within.last_day(last_year).ok_or(Unresolved::Impossible)?;
        if end < start {
            return Err(Unresolved::Impossible);
        }
        let precision = from.within.precision().min(last.within.precision());
        Ok(Resolved { start, end: (!open).then_some(end), precision, inferred })
    }

    /// The year of a date that has none: that of the date before it, or the last one that lies before the
    /// signature, or the next one for what is to come.
    fn infer(&self, context: &Context, from: Moment) -> Option<i16> {
        let of = |year: i16| from.within.first_day(year);
        if let Some(nearby) = context.nearby {
            let year = nearby.year();
            let back = nearby.month() - from.within.first_month();
            let next = of(year + 1);
            // 11月4日 … 1月17日: half a year back is rather the year after.
            let turns = back >= 6 && next.is_some_and(|next| context.reference.is_none_or(|day| next <= day));
            let year = year + i16::from(turns);
            if self.next_year {
                return Some(nearby.year() + 1);
            }
            if context.reference.is_none_or(|day| {
                context.outlook != Outlook::Past || of(year).is_some_and(|found| found <= day)
            }) {
                return Some(year);
            }
        }
        let reference = context.reference.filter(|_| !self.next_year)?;
        let year = reference.year();
        let this = of(year).or_else(|| of(year - 1))?;
        Some(match context.outlook {
            Outlook::Past => year - i16::from(this > reference),
            Outlook::Ahead => year + i16::from(from.within.last_day(year)? < reference),
            Outlook::Nearest => {
                let distance = |year: i16| {
                    of(year).map_or(i32::MAX, |day| {
                        day.since(reference).map_or(i32::MAX, |span| span.get_days().abs())
                    })
                };
                (year - 1..=year + 1).min_by_key(|&year| distance(year))?
            }
        })
    }
}

#[cfg(test)]
mod tests;
