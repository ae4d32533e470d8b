//! Keyword tables: what words mean in the genre, each with the reason beside it.

pub(crate) mod bodies;
pub(crate) mod citations;
pub(crate) mod columns;
pub(crate) mod fields;
pub(crate) mod goals;
pub(crate) mod lexicon;
pub(crate) mod names;
mod prefixes;
pub(crate) mod roles;
pub(crate) mod sanctions;
pub(crate) mod statuses;
mod suffixes;
pub(crate) mod totals;
pub(crate) mod units;
mod vocabulary;
pub(crate) mod words;

pub(crate) use prefixes::Prefixes;
pub(crate) use suffixes::Suffixes;
