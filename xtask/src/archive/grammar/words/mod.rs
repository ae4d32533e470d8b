//! The words of the genre as tables: of our own, with invented bodies and places.

pub(super) mod issues;
pub(super) mod measures;
pub(super) mod places;
pub(super) mod prose;
