//! Decimals from their plain form, which `Display` writes and the JSON holds.

use std::str::FromStr;

use super::Decimal;

/// Why a string is no [`Decimal`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NotADecimal(());

impl std::fmt::Display for NotADecimal {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("a decimal is digits with at most one point, such as -12.50, and at most 28 of them")
    }
}

impl std::error::Error for NotADecimal {}

/// ```
/// use gongwen::number::Decimal;
/// let value: Decimal = "-12.50".parse()?;
/// assert_eq!(value.to_string(), "-12.50");
/// assert!("1e3".parse::<Decimal>().is_err() && "".parse::<Decimal>().is_err() && ".5".parse::<Decimal>().is_err());
/// # Ok::<(), gongwen::number::NotADecimal>(())
/// ```
impl FromStr for Decimal {
    type Err = NotADecimal;

    fn from_str(written: &str) -> Result<Self, NotADecimal> {
        let unsigned = written.strip_prefix('-').unwrap_or(written);
        let (whole, places) = unsigned.split_once('.').unwrap_or((unsigned, ""));
        let digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
        let point_alone = unsigned.contains('.') && places.is_empty();
        if whole.is_empty() || point_alone || !digits(whole) || !digits(places) {
            return Err(NotADecimal(()));
        }
        let mantissa = format!("{whole}{places}").parse::<i128>().map_err(|_| NotADecimal(()))?;
        let signed = if unsigned.len() == written.len() { mantissa } else { -mantissa };
        let scale = u32::try_from(places.len()).map_err(|_| NotADecimal(()))?;
        Self::new(signed, scale).ok_or(NotADecimal(()))
    }
}
