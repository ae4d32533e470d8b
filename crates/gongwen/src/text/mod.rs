//! Places in text: spans in the source, the map from repaired text back to it, and code-point offsets.
//!
//! The lowest layer: nothing here knows what a circular is.

mod char_set;
mod clip;
mod code_points;
mod context;
pub(crate) mod lanes;
mod map;
mod span;
mod stops;

pub(crate) use char_set::CharSet;
pub(crate) use clip::{columns, find_mark, first_bytes, is_between_words, last_bytes, place_in, trim};
pub use code_points::CodePoints;
pub use context::{context, distance};
pub use map::TextMap;
pub use span::Span;
pub(crate) use stops::Stops;
