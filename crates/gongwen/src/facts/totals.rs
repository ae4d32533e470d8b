//! Figures that the text itself relates to each other: parts and their total, a change and its difference, a share
//! and its two numbers. A contradiction is told with both places; nothing is corrected.

use super::{Doubt, Metric};

/// Checks the metrics of a text.
pub(crate) fn check(_text: &str, _metrics: &[Metric], _doubts: &mut Vec<Doubt>) {}
