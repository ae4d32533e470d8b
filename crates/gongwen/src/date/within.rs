//! What a date names within its year, and its first and last day.

use jiff::civil::Date;

use super::expression::Precision;
use super::read::{Xun, valid};

/// What is named within a year.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Within {
    Whole,
    /// First and last month.
    Months(i8, i8),
    Quarters(i8, i8),
    Xun(i8, Xun),
    /// 6月底: the last day of the month.
    End(i8),
    Day(i8, i8),
}

impl Within {
    pub(super) fn first_month(self) -> i8 {
        match self {
            Self::Whole => 1,
            Self::Months(month, _) | Self::Xun(month, _) | Self::End(month) | Self::Day(month, _) => month,
            Self::Quarters(quarter, _) => quarter * 3 - 2,
        }
    }

    pub(super) fn first_day(self, year: i16) -> Option<Date> {
        match self {
            Self::Whole | Self::Months(..) | Self::Quarters(..) => valid(year, self.first_month(), 1),
            Self::Xun(month, Xun::Early) => valid(year, month, 1),
            Self::Xun(month, Xun::Middle) => valid(year, month, 11),
            Self::Xun(month, Xun::Late) => valid(year, month, 21),
            Self::End(month) => Some(valid(year, month, 1)?.last_of_month()),
            Self::Day(month, day) => valid(year, month, day),
        }
    }

    pub(super) fn last_day(self, year: i16) -> Option<Date> {
        match self {
            Self::Whole => valid(year, 12, 31),
            Self::Months(_, month) => Some(valid(year, month, 1)?.last_of_month()),
            Self::Quarters(_, quarter) => Some(valid(year, quarter * 3, 1)?.last_of_month()),
            Self::Xun(month, Xun::Early) => valid(year, month, 10),
            Self::Xun(month, Xun::Middle) => valid(year, month, 20),
            Self::Xun(month, Xun::Late) => Some(valid(year, month, 1)?.last_of_month()),
            Self::End(_) | Self::Day(..) => self.first_day(year),
        }
    }

    pub(super) fn precision(self) -> Precision {
        match self {
            Self::Whole => Precision::Year,
            Self::Quarters(..) => Precision::Quarter,
            Self::Months(..) => Precision::Month,
            Self::Xun(..) | Self::End(_) | Self::Day(..) => Precision::Day,
        }
    }
}
