//! x
use crate::Circular;
/// x
#[must_use]
pub fn to_markdown(circular: &Circular<'_>) -> String { circular.text().to_owned() }
