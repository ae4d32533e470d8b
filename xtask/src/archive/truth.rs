//! What is known of each file: what the grammar put into it, in the order of the text, by the names of the data
//! contract. The parser has no part in it.

use serde::{Deserialize, Serialize};

/// A line of the truth: one file, or one member of an archive.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(super) struct Line {
    /// Relative to the folder of the archive, with `/`.
    pub(super) path: String,
    pub(super) format: String,
    /// The number of the document, that of the archive for its members.
    pub(super) document: u64,
    /// The file that it is a copy of, byte for byte.
    pub(super) duplicate_of: Option<String>,
    /// What was done to it, where it cannot be read as it was written.
    pub(super) damaged: Option<String>,
    /// Its name in the archive that the file is.
    pub(super) member: Option<String>,
    /// `None` where it is damaged.
    pub(super) expect: Option<Expect>,
}

#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Expect {
    pub(super) title: Option<String>,
    pub(super) issuer: Option<String>,
    pub(super) document_number: Option<String>,
    pub(super) addressees: Vec<String>,
    pub(super) inspection_type: Option<String>,
    pub(super) signature: Vec<String>,
    pub(super) date: Option<String>,
    /// How many, at all depths.
    pub(super) sections: usize,
    pub(super) issues: Vec<Issue>,
    #[serde(flatten)]
    pub(super) facts: Facts,
    pub(super) contacts: Vec<Contact>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Issue {
    pub(super) statement: String,
    pub(super) status: Option<String>,
    /// How many stand directly below it.
    pub(super) measures: usize,
}

/// The facts of a stretch of text, each list in the order of the text.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Facts {
    pub(super) metrics: Vec<Metric>,
    pub(super) dates: Vec<Date>,
    pub(super) citations: Vec<Citation>,
    pub(super) actions: Vec<Action>,
    pub(super) terms: Vec<String>,
}

impl Facts {
    /// Adds those of a text that follows.
    pub(super) fn append(&mut self, other: &Self) {
        self.metrics.extend_from_slice(&other.metrics);
        self.dates.extend_from_slice(&other.dates);
        self.citations.extend_from_slice(&other.citations);
        self.actions.extend_from_slice(&other.actions);
        self.terms.extend_from_slice(&other.terms);
    }
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Metric {
    pub(super) subject: String,
    pub(super) value: String,
    pub(super) value_to: Option<String>,
    pub(super) unit: String,
    pub(super) kind: String,
    pub(super) qualifier: String,
    pub(super) target: bool,
    pub(super) change_from: Option<String>,
    pub(super) period: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Date {
    pub(super) start: String,
    pub(super) end: Option<String>,
    pub(super) precision: String,
    pub(super) inferred: bool,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Citation {
    pub(super) title: String,
    pub(super) act: Option<String>,
    pub(super) kind: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Action {
    pub(super) kind: String,
    pub(super) count: String,
    pub(super) unit: String,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Contact {
    pub(super) kind: String,
    pub(super) value: String,
}
