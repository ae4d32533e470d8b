//! One fact of any kind, for those who treat all alike: a line of JSON each, or all in the order of the text.

use std::ops::Range;

use super::{Action, Citation, DateFact, Facts, Metric, Term};

/// What a fact is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum FactKind {
    /// A figure.
    Metric,
    /// A date.
    Date,
    /// A document in 《》.
    Citation,
    /// Something done about people, cases or money.
    Action,
    /// A quoted expression.
    Term,
}

impl FactKind {
    /// The name in JSON and tables.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Metric => "metric",
            Self::Date => "date",
            Self::Citation => "citation",
            Self::Action => "action",
            Self::Term => "term",
        }
    }

    /// The id of the fact at a place in the list of its kind: `metric1` for the first.
    #[must_use]
    pub fn id(self, index: usize) -> String {
        format!("{}{}", self.as_str(), index + 1)
    }
}

/// What was read of a fact.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum FactData<'f> {
    /// A figure.
    Metric(&'f Metric),
    /// A date.
    Date(&'f DateFact),
    /// A document in 《》.
    Citation(&'f Citation),
    /// Something done about people, cases or money.
    Action(&'f Action),
    /// A quoted expression.
    Term(&'f Term),
}

/// A fact of any kind, and its place in the list of its kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Fact<'f> {
    /// What was read.
    pub data: FactData<'f>,
    /// Its place in the list of its kind.
    pub index: usize,
}

impl<'f> Fact<'f> {
    /// What it is.
    #[must_use]
    pub fn kind(self) -> FactKind {
        match self.data {
            FactData::Metric(_) => FactKind::Metric,
            FactData::Date(_) => FactKind::Date,
            FactData::Citation(_) => FactKind::Citation,
            FactData::Action(_) => FactKind::Action,
            FactData::Term(_) => FactKind::Term,
        }
    }

    /// Its id, which no other fact of the text has: `metric1`.
    #[must_use]
    pub fn id(self) -> String {
        self.kind().id(self.index)
    }

    /// Where it stands in the repaired text.
    #[must_use]
    pub fn range(self) -> &'f Range<usize> {
        match self.data {
            FactData::Metric(fact) => &fact.range,
            FactData::Date(fact) => &fact.range,
            FactData::Citation(fact) => &fact.range,
            FactData::Action(fact) => &fact.range,
            FactData::Term(fact) => &fact.range,
        }
    }

    /// The node it stands in, by its place in document order.
    #[must_use]
    pub fn node(self) -> Option<usize> {
        match self.data {
            FactData::Metric(fact) => fact.node,
            FactData::Date(fact) => fact.node,
            FactData::Citation(fact) => fact.node,
            FactData::Action(fact) => fact.node,
            FactData::Term(fact) => fact.node,
        }
    }
}

impl Facts {
    /// All facts in the order of the text; those that start together in the order of [`FactKind`].
    ///
    /// ```
    /// use gongwen::{ExtractOptions, extract};
    /// let found = extract("2025年7月印发《办法》3项，党纪处分2人。", &ExtractOptions::default());
    /// let ids: Vec<String> = found.facts().all().into_iter().map(|fact| fact.id()).collect();
    /// assert_eq!(ids, ["date1", "citation1", "metric1", "action1"]);
    /// ```
    #[must_use]
    pub fn all(&self) -> Vec<Fact<'_>> {
        fn each<'f, T>(list: &'f [T], data: fn(&'f T) -> FactData<'f>) -> impl Iterator<Item = Fact<'f>> {
            list.iter().enumerate().map(move |(index, fact)| Fact { data: data(fact), index })
        }
        let mut all: Vec<Fact<'_>> = each(&self.metrics, FactData::Metric)
            .chain(each(&self.dates, FactData::Date))
            .chain(each(&self.citations, FactData::Citation))
            .chain(each(&self.actions, FactData::Action))
            .chain(each(&self.terms, FactData::Term))
            .collect();
        all.sort_by_key(|fact| (fact.range().start, fact.kind(), fact.index));
        all
    }
}
