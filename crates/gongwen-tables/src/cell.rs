//! The cells of a batch, one at a time, for formats that are written so.

use arrow_array::cast::AsArray as _;
use arrow_array::types::{Date32Type, Float64Type, Int64Type};
use arrow_array::{Array, BooleanArray, Float64Array, Int64Array, PrimitiveArray, RecordBatch, StringArray};
use arrow_schema::DataType;
use jiff::civil::Date;

/// One cell.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum CellValue<'b> {
    /// No value.
    Null,
    /// A text.
    Text(&'b str),
    /// A count or an offset.
    Integer(i64),
    /// A figure.
    Real(f64),
    /// True or false.
    Flag(bool),
    /// A day.
    Date(Date),
}

/// One column of a batch.
#[derive(Debug, Clone, Copy)]
pub struct Cells<'b>(Typed<'b>);

#[derive(Debug, Clone, Copy)]
enum Typed<'b> {
    Text(&'b StringArray),
    Integer(&'b Int64Array),
    Real(&'b Float64Array),
    Flag(&'b BooleanArray),
    Date(&'b PrimitiveArray<Date32Type>),
}

impl<'b> Cells<'b> {
    /// The columns of a batch, in order; `None` where one has a type that no table has.
    #[must_use]
    pub fn of(batch: &'b RecordBatch) -> Option<Vec<Self>> {
        batch.columns().iter().map(|column| typed(column.as_ref()).map(Self)).collect()
    }

    /// The cell of a row.
    ///
    /// # Panics
    ///
    /// Where the batch has no such row.
    #[must_use]
    pub fn get(&self, row: usize) -> CellValue<'b> {
        let valid = match self.0 {
            Typed::Text(cells) => cells.is_valid(row),
            Typed::Integer(cells) => cells.is_valid(row),
            Typed::Real(cells) => cells.is_valid(row),
            Typed::Flag(cells) => cells.is_valid(row),
            Typed::Date(cells) => cells.is_valid(row),
        };
        match self.0 {
            _ if !valid => CellValue::Null,
            Typed::Text(cells) => CellValue::Text(cells.value(row)),
            Typed::Integer(cells) => CellValue::Integer(cells.value(row)),
            Typed::Real(cells) => CellValue::Real(cells.value(row)),
            Typed::Flag(cells) => CellValue::Flag(cells.value(row)),
            Typed::Date(cells) => date_of_days(cells.value(row)).map_or(CellValue::Null, CellValue::Date),
        }
    }
}

fn typed(column: &dyn Array) -> Option<Typed<'_>> {
    match column.data_type() {
        DataType::Utf8 => column.as_string_opt().map(Typed::Text),
        DataType::Int64 => column.as_primitive_opt::<Int64Type>().map(Typed::Integer),
        DataType::Float64 => column.as_primitive_opt::<Float64Type>().map(Typed::Real),
        DataType::Boolean => column.as_boolean_opt().map(Typed::Flag),
        DataType::Date32 => column.as_primitive_opt::<Date32Type>().map(Typed::Date),
        _ => None,
    }
}

const EPOCH: Date = Date::constant(1970, 1, 1);

/// Arrow counts days from 1970-01-01.
pub(crate) fn days_of_date(date: Date) -> i32 {
    // Every date of the calendar from year -9999 to 9999 is within 32 bits of it.
    EPOCH.until(date).map_or(0, |span| span.get_days())
}

fn date_of_days(days: i32) -> Option<Date> {
    EPOCH.checked_add(jiff::SignedDuration::from_hours(i64::from(days) * 24)).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_and_dates_are_one_another() {
        for date in [Date::MIN, Date::constant(1899, 12, 31), EPOCH, Date::constant(2024, 2, 29), Date::MAX] {
            assert_eq!(date_of_days(days_of_date(date)), Some(date));
        }
        assert_eq!(days_of_date(Date::constant(2025, 1, 1)), 20089);
        assert_eq!(date_of_days(i32::MAX), None);
    }
}
