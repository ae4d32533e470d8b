//! Keyword tables: what words mean in the genre, each with the reason beside it.

pub(crate) mod fields;
pub(crate) mod roles;
pub(crate) mod statuses;
pub(crate) mod words;
