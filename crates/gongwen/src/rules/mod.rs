//! Keyword tables: what words mean in the genre, each with the reason beside it.

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
pub(crate) mod words;

use std::ops::Range;

pub(crate) use prefixes::Prefixes;
pub(crate) use suffixes::Suffixes;

use aho_corasick::{AhoCorasick, MatchKind};

/// All words of a table, looked for in one pass.
pub(crate) struct Words(Option<AhoCorasick>);

impl Words {
    /// Words that are looked for from left to right, none inside another. The tables are constant: building fails for
    /// none of them, and a test builds each.
    pub(crate) fn leftmost<'w>(words: impl Iterator<Item = &'w str>) -> Self {
        Self(AhoCorasick::builder().match_kind(MatchKind::LeftmostLongest).build(words).ok())
    }

    /// The words from left to right: each its row in the table, and its place.
    pub(crate) fn each(&self, text: &str) -> impl Iterator<Item = (usize, Range<usize>)> {
        let found = self.0.iter().flat_map(move |finder| finder.find_iter(text.as_bytes()));
        found.map(|found| (found.pattern().as_usize(), found.range()))
    }
}
