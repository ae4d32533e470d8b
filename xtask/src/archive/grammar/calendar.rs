//! The days of a circular: when the inspection was, when its findings were fed back, when they were dealt with, when it was
//! signed. All that it names lies between these, so that a day without a year can only be of one year.

use fastrand::Rng;

use super::number::chinese;
use crate::archive::document::Fragment;
use crate::archive::truth::{Date, Facts};

/// A day; months and years are where the contract counts them as ranges.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::archive) struct Day {
    pub(in crate::archive) year: i16,
    pub(in crate::archive) month: u8,
    pub(in crate::archive) day: u8,
}

impl Day {
    fn new(year: i16, month: u8, day: u8) -> Self {
        Self { year, month, day }
    }

    pub(in crate::archive) fn iso(self) -> String {
        format!("{:04}-{:02}-{:02}", self.year, self.month, self.day)
    }

    pub(in crate::archive) fn full(self) -> String {
        format!("{}年{}月{}日", self.year, self.month, self.day)
    }

    fn short(self) -> String {
        format!("{}月{}日", self.month, self.day)
    }

    /// 二〇二五年六月三十日
    fn in_chinese(self) -> String {
        const DIGITS: [char; 10] = ['〇', '一', '二', '三', '四', '五', '六', '七', '八', '九'];
        let year: String = self
            .year
            .to_string()
            .chars()
            .filter_map(|c| c.to_digit(10))
            .map(|digit| DIGITS[digit as usize])
            .collect();
        format!("{year}年{}月{}日", chinese(self.month.into()), chinese(self.day.into()))
    }
}

fn last_day(year: i16, month: u8) -> Day {
    let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    let days = match month {
        2 if leap => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    };
    Day::new(year, month, days)
}

/// When things happened.
#[derive(Debug, Clone)]
pub(in crate::archive) struct Calendar {
    /// The inspection.
    pub(in crate::archive) start: Day,
    pub(in crate::archive) end: Day,
    pub(in crate::archive) feedback: Day,
    pub(in crate::archive) signed: Day,
    /// All is of one year, so that it may be left out.
    pub(in crate::archive) one_year: bool,
    /// Year and months of the rectification.
    year: i16,
    months: (u8, u8),
}

impl Calendar {
    /// `explicit` names every year: in a table no lead says which one it is.
    pub(super) fn drawn(rng: &mut Rng, explicit: bool) -> Self {
        let year = rng.i16(2021..=2025);
        let mut day = |year, month| Day::new(year, month, rng.u8(1..=28));
        if explicit || year % 2 == 0 {
            return Self {
                start: day(year, 8),
                end: day(year, 10),
                feedback: day(year, 12),
                signed: day(year + 1, 6),
                one_year: false,
                year: year + 1,
                months: (1, 5),
            };
        }
        Self {
            start: day(year, 3),
            end: day(year, 5),
            feedback: day(year, 6),
            signed: day(year, 12),
            one_year: true,
            year,
            months: (7, 11),
        }
    }

    fn day(&self, rng: &mut Rng) -> Day {
        Day::new(self.year, rng.u8(self.months.0..=self.months.1), rng.u8(1..=28))
    }

    /// A date of the rectification in the form that a slot names.
    pub(super) fn date(&self, rng: &mut Rng, form: &str) -> Result<Fragment, String> {
        let day = self.day(rng);
        let month = (Day::new(day.year, day.month, 1), last_day(day.year, day.month));
        let year = (Day::new(day.year, 1, 1), last_day(day.year, 12));
        let later = Day::new(day.year + 1, rng.u8(1..=12), 1);
        let later_end = last_day(later.year, later.month);
        Ok(match form {
            "日" if self.one_year && rng.bool() => said(day.short(), day, Some(day), "day", true),
            "日" => said(day.full(), day, Some(day), "day", false),
            "全日" => said(day.full(), day, Some(day), "day", false),
            "汉日" => said(day.in_chinese(), day, Some(day), "day", false),
            "月" if self.one_year && rng.bool() => {
                said(format!("{}月", day.month), month.0, Some(month.1), "month", true)
            }
            "月" => said(format!("{}年{}月", day.year, day.month), month.0, Some(month.1), "month", false),
            "月底" => {
                said(format!("{}年{}月底", day.year, day.month), month.1, Some(month.1), "day", false)
            }
            // Ahead of the signature, for what is to come.
            "将来" => {
                said(format!("{}年{}月底", later.year, later.month), later_end, Some(later_end), "day", false)
            }
            "旬" => {
                let (word, from, to) = [("上旬", 1, 10), ("中旬", 11, 20)][rng.usize(..2)];
                let (from, to) = (Day { day: from, ..day }, Day { day: to, ..day });
                said(format!("{}年{}月{word}", day.year, day.month), from, Some(to), "day", false)
            }
            "期间" => {
                let from = Day { month: self.months.0, ..day };
                let to = self.day(rng);
                let to = Day { month: to.month.max(self.months.0 + 1), ..to };
                said(format!("{}至{}", from.full(), to.short()), from, Some(to), "day", false)
            }
            "月间" => {
                let (from, to) = self.months;
                let text = format!("{}年{from}月至{to}月", day.year);
                let end = last_day(day.year, to);
                said(text, Day::new(day.year, from, 1), Some(end), "month", false)
            }
            "年" => said(format!("{}年", day.year), year.0, Some(year.1), "year", false),
            "以来" => said(format!("{}年以来", day.year), year.0, None, "year", false),
            "季度" => {
                let quarter = usize::from((day.month - 1) / 3);
                let name = ["一", "二", "三", "四"][quarter];
                let first = day.month - (day.month - 1) % 3;
                let prefix = if rng.bool() { "第" } else { "" };
                said(
                    format!("{}年{prefix}{name}季度", day.year),
                    Day::new(day.year, first, 1),
                    Some(last_day(day.year, first + 2)),
                    "quarter",
                    false,
                )
            }
            other => return Err(format!("{other} is no form of a date")),
        })
    }

    /// 2025年7月4日至8月15日: the inspection, in the lead.
    pub(super) fn inspection(&self) -> Fragment {
        let text = format!("{}至{}", self.start.full(), self.end.short());
        said(text, self.start, Some(self.end), "day", false)
    }

    /// When its findings were fed back, in the lead; it is of the same year.
    pub(super) fn fed_back(&self, rng: &mut Rng) -> Fragment {
        let day = self.feedback;
        if rng.bool() {
            return said(day.short(), day, Some(day), "day", true);
        }
        said(day.full(), day, Some(day), "day", false)
    }

    /// The day of signature.
    pub(super) fn signature(&self, rng: &mut Rng) -> Fragment {
        let day = self.signed;
        let text = if rng.u8(..5) == 0 { day.in_chinese() } else { day.full() };
        said(text, day, Some(day), "day", false)
    }
}

fn said(text: String, start: Day, end: Option<Day>, precision: &str, inferred: bool) -> Fragment {
    let date = Date { start: start.iso(), end: end.map(Day::iso), precision: precision.to_owned(), inferred };
    Fragment { text, facts: Facts { dates: vec![date], ..Facts::default() } }
}
