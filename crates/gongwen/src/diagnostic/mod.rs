//! What looks wrong in a circular: a closed list of codes, each with its reason and examples.

mod registry;

use std::borrow::Cow;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

pub use registry::{Code, Rule, rules};

use crate::text::Span;

/// How much a diagnostic matters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Severity {
    /// Told for the record: a repair that was made.
    Info,
    /// Probably a slip in the source.
    Warning,
    /// Something could not be read.
    Error,
}

impl Severity {
    /// The name in JSON and tables.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Info => "info",
            Self::Warning => "warning",
            Self::Error => "error",
        }
    }
}

/// One finding, with its place.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Diagnostic {
    /// Which rule it is about.
    pub code: Code,
    /// What was found, in one line of English that quotes the source.
    pub message: Cow<'static, str>,
    /// Where, in the source.
    pub span: Span,
    /// The other places that it rests on, in the order of the source: what a total was checked against.
    pub related: Vec<Span>,
    /// What to write instead, where that is sure.
    pub suggestion: Option<Cow<'static, str>>,
}

impl Diagnostic {
    /// How much it matters.
    #[must_use]
    pub fn severity(&self) -> Severity {
        self.code.rule().severity
    }
}
