//! x
use crate::Circular;
/// x
#[derive(Debug, Clone)]
pub struct TreeOptions { /// x
 pub width: usize, /// x
 pub color: bool }
/// x
#[must_use]
pub fn to_tree(circular: &Circular<'_>, _options: &TreeOptions) -> String { circular.text().to_owned() }
