//! What was counted so far, for figures that leave their noun out.

/// Nouns that were counted in the paragraph so far, by their units: a part takes the noun of its whole.
#[derive(Debug, Default)]
pub(crate) struct Heads(Vec<(&'static str, String)>);

/// More units than these are not kept apart in one paragraph.
const MOST_HEADS: usize = 12;

/// Units that count the same things in turn: 26个问题，已完成21项.
const ALIKE: &[&str] = &["个", "项", "条", "件"];

impl Heads {
    pub(crate) fn clear(&mut self) {
        self.0.clear();
    }

    pub(super) fn of(&self, unit: &str) -> Option<&str> {
        let same = self.0.iter().rev().find(|(word, _)| *word == unit);
        let alike = || self.0.iter().rev().find(|(word, _)| ALIKE.contains(word) && ALIKE.contains(&unit));
        same.or_else(alike).map(|(_, head)| head.as_str())
    }

    /// The noun that this very unit counted.
    pub(super) fn same(&self, unit: &str) -> Option<&str> {
        self.0.iter().rev().find(|(word, _)| *word == unit).map(|(_, head)| head.as_str())
    }

    pub(super) fn last(&self) -> Option<&str> {
        self.0.last().map(|(_, head)| head.as_str())
    }

    pub(super) fn set(&mut self, unit: &'static str, head: &str) {
        self.0.retain(|(word, _)| *word != unit);
        if self.0.len() == MOST_HEADS {
            self.0.remove(0);
        }
        self.0.push((unit, head.to_owned()));
    }
}
