//! What a column holds: its name, its type, and what is said of it. Every schema, page of documentation and file is
//! made from these.

use arrow_array::ArrayRef;
use arrow_array::builder::{
    ArrayBuilder as _, BooleanBuilder, Date32Builder, Float64Builder, Int64Builder, StringBuilder,
};
use arrow_schema::DataType;
use jiff::civil::Date;

use crate::cell::days_of_date;

/// The type of a column.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ColumnType {
    /// UTF-8.
    Text,
    /// A count or an offset, 64 bits.
    Integer,
    /// A figure, 64 bits; its exact digits stand in `text`.
    Real,
    /// True or false.
    Flag,
    /// A day.
    Date,
}

impl ColumnType {
    /// The type in Arrow and Parquet.
    #[must_use]
    pub fn arrow(self) -> DataType {
        match self {
            Self::Text => DataType::Utf8,
            Self::Integer => DataType::Int64,
            Self::Real => DataType::Float64,
            Self::Flag => DataType::Boolean,
            Self::Date => DataType::Date32,
        }
    }

    /// The name in documentation and metadata.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Integer => "integer",
            Self::Real => "real",
            Self::Flag => "flag",
            Self::Date => "date",
        }
    }
}

/// One column of a table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Column {
    /// Its name: `canonical_value`.
    pub name: &'static str,
    /// Its Chinese caption, for workbooks: 标准值.
    pub caption: &'static str,
    /// What it holds.
    pub column_type: ColumnType,
    /// Whether a cell may be empty.
    pub nullable: bool,
    /// What it says, and in what unit.
    pub description: &'static str,
}

/// A type of cell: what a row hands over, and what gathers it.
pub(crate) trait Cell {
    const TYPE: ColumnType;
    const NULLABLE: bool;
    type Value<'a>;
    type Builder: Default;
    fn push(builder: &mut Self::Builder, value: Self::Value<'_>);
    fn finish(builder: &mut Self::Builder) -> ArrayRef;
    fn len(builder: &Self::Builder) -> usize;
}

/// A pair of cell types, one that always has a value and one that may be empty.
macro_rules! cell {
    ($plain:ident, $optional:ident, $type:ident, $a:lifetime $value:ty, $builder:ty, $into:expr) => {
        pub(crate) struct $plain;
        pub(crate) struct $optional;

        impl Cell for $plain {
            const TYPE: ColumnType = ColumnType::$type;
            const NULLABLE: bool = false;
            type Value<$a> = $value;
            type Builder = $builder;
            fn push(builder: &mut $builder, value: Self::Value<'_>) {
                builder.append_value($into(value));
            }
            fn finish(builder: &mut $builder) -> ArrayRef {
                std::sync::Arc::new(builder.finish())
            }
            fn len(builder: &$builder) -> usize {
                builder.len()
            }
        }

        impl Cell for $optional {
            const TYPE: ColumnType = ColumnType::$type;
            const NULLABLE: bool = true;
            type Value<$a> = Option<$value>;
            type Builder = $builder;
            fn push(builder: &mut $builder, value: Self::Value<'_>) {
                builder.append_option(value.map($into));
            }
            fn finish(builder: &mut $builder) -> ArrayRef {
                std::sync::Arc::new(builder.finish())
            }
            fn len(builder: &$builder) -> usize {
                builder.len()
            }
        }
    };
}

cell!(Text, OptText, Text, 'a &'a str, StringBuilder, |value| value);
cell!(Int, OptInt, Integer, 'a i64, Int64Builder, |value| value);
cell!(Real, OptReal, Real, 'a f64, Float64Builder, |value| value);
cell!(Flag, OptFlag, Flag, 'a bool, BooleanBuilder, |value| value);
cell!(Day, OptDay, Date, 'a Date, Date32Builder, days_of_date);

/// The name of a field, without the mark that keeps a Rust keyword one.
pub(crate) const fn column_name(field: &'static str) -> &'static str {
    match field.as_bytes() {
        [b'r', b'#', ..] => field.split_at(2).1,
        _ => field,
    }
}
