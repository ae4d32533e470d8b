//! One lexer for every form in which a circular writes a number, decided once and shared by metrics, dates and
//! actions. Values are exact decimals; what is no number, or is out of bounds, is `None`, never a silent 0.
//!
//! | module | reads |
//! |---|---|
//! | `ordinal` | small whole numbers of labels and dates: 7, ７, 七, 二十一 |
//! | `numeral` | any number: 1,236 · 1，236 · 12.5 · 二百三十 · 一千二百万 · 25万6千 · 三分之二 · 百分之四十 |
//! | `written` | the plain form of a decimal, as JSON holds it |
//! | `quantity` | a number with what qualifies it and its unit: 近4.5万余人次 · 3—5个 · 95%以上 |
//! | `per` | the unit below a rate: 吨/日 |
//! | `bare` | numbers that share the unit of the figure behind them: 7.3和5.9个百分点 |
//!
//! Not read: numbers in financial capitals without a place value, Roman numerals, approximate pairs (三五个).

mod bare;
mod decimal;
mod numeral;
mod ordinal;
mod per;
mod quantity;
mod written;

pub use decimal::Decimal;
pub use quantity::Qualifier;
pub use written::NotADecimal;

pub(crate) use numeral::Form;
pub(crate) use ordinal::{arabic, chinese_below_hundred, chinese_digit, digit};
pub(crate) use quantity::{Found, Quantity, quantity_at};
