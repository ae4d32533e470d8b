//! Facts as records, the same for a circular and for any other text.

use std::ops::Range;

use schemars::JsonSchema;
use serde::Serialize;

use super::place::{Places, Span};
use crate::circular::Circular;
use crate::date::Precision;
use crate::extract::Extraction;
use crate::facts::{self, Act, ActionKind, Fact, FactData, FactKind, UnitKind};
use crate::number::Qualifier;
use crate::text::TextMap;

/// Facts by kind, each list in the order of the text.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct Facts<'c> {
    /// Figures with their subjects.
    metrics: Vec<Metric<'c>>,
    /// Days, months, years and ranges of them.
    dates: Vec<DateFact<'c>>,
    /// Documents in 《》.
    citations: Vec<Citation<'c>>,
    /// What was done about people, cases and money.
    actions: Vec<Action<'c>>,
    /// Expressions in “”.
    terms: Vec<Term<'c>>,
}

/// Where a fact stands; the fields that all facts share.
#[derive(Debug, Serialize, JsonSchema)]
struct Place<'c> {
    /// The kind and a number: `metric8`.
    id: String,
    /// The id of the node it stands in; null in the closing, and where there is no tree.
    node: Option<String>,
    /// Its words, lines joined.
    text: &'c str,
    /// Its fragments in the source.
    spans: Vec<Span>,
}

/// A figure: what is counted or measured, how much, and in what unit.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct Metric<'c> {
    #[serde(flatten)]
    place: Place<'c>,
    /// The noun phrase that is counted or measured.
    subject: &'c str,
    /// A decimal number, as written but for its separators.
    value: String,
    /// Upper end of a range.
    value_to: Option<String>,
    /// As written; empty for a fraction.
    unit: &'c str,
    /// What is measured.
    kind: UnitKind,
    /// The value in the canonical unit.
    canonical_value: Option<String>,
    /// 元 for 万元, 米 for 公里, % for ‰.
    canonical_unit: &'c str,
    /// How exact the figure is.
    qualifier: Qualifier,
    /// A goal that is named, not a result.
    target: bool,
    /// From which value to which, where the text tells both.
    change: Option<Change>,
    /// How often: 每季度.
    period: Option<&'c str>,
}

/// A change of a figure.
#[derive(Debug, Serialize, JsonSchema)]
struct Change {
    /// The value before, in the unit of the metric.
    from: String,
    /// The value after.
    to: String,
}

/// A date or a range of dates.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct DateFact<'c> {
    #[serde(flatten)]
    place: Place<'c>,
    /// First day.
    start: jiff::civil::Date,
    /// Null where it is open: 2025年以来.
    end: Option<jiff::civil::Date>,
    /// The smallest unit that is named.
    precision: Precision,
    /// The year was taken from the context.
    inferred: bool,
}

/// A document that the text names.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct Citation<'c> {
    #[serde(flatten)]
    place: Place<'c>,
    /// Without the outer 《》.
    title: &'c str,
    /// 办法, 条例, 通知 …, from its last word.
    kind: Option<&'c str>,
    /// 发文字号 in the brackets behind it.
    document_number: Option<&'c str>,
    /// What was done with it.
    act: Option<Act>,
    /// The id of the citation that names the title first.
    first_mention: Option<String>,
}

/// Something done about people, cases or money.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct Action<'c> {
    #[serde(flatten)]
    place: Place<'c>,
    /// One of a closed list.
    kind: ActionKind,
    /// As written, where it is narrower than the kind.
    sanction: Option<&'c str>,
    /// A decimal number.
    count: String,
    /// 人, 人次, 万元.
    unit: &'c str,
}

/// A quoted expression.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct Term<'c> {
    #[serde(flatten)]
    place: Place<'c>,
    /// Without its quotation marks.
    term: &'c str,
}

/// One fact, its `type` before all else: a line of JSON lines.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(tag = "type", rename_all = "snake_case")]
pub(super) enum Record<'c> {
    Metric(Metric<'c>),
    Date(DateFact<'c>),
    Citation(Citation<'c>),
    Action(Action<'c>),
    Term(Term<'c>),
}

/// Makes the records of one text.
pub(super) struct Records<'c, 'p> {
    facts: &'c facts::Facts,
    text: &'c str,
    map: &'c TextMap,
    places: &'p Places<'c>,
    /// Whose nodes the facts name.
    circular: Option<&'c Circular<'c>>,
    /// The node that was named last: facts stand in the order of the text, so that most share it.
    last: Option<(usize, String)>,
}

impl<'c, 'p> Records<'c, 'p> {
    pub(super) fn of_circular(circular: &'c Circular<'_>, places: &'p Places<'c>) -> Self {
        Self {
            facts: circular.facts(),
            text: circular.text(),
            map: circular.map(),
            places,
            circular: Some(circular),
            last: None,
        }
    }

    pub(super) fn of_extraction(found: &'c Extraction<'_>, places: &'p Places<'c>) -> Self {
        Self {
            facts: found.facts(),
            text: found.text(),
            map: found.map(),
            places,
            circular: None,
            last: None,
        }
    }

    pub(super) fn lists(&mut self) -> Facts<'c> {
        let facts = self.facts;
        Facts {
            metrics: facts.metrics.iter().enumerate().map(|(index, fact)| self.metric(index, fact)).collect(),
            dates: facts.dates.iter().enumerate().map(|(index, fact)| self.date(index, fact)).collect(),
            citations: (facts.citations.iter().enumerate())
                .map(|(index, fact)| self.citation(index, fact))
                .collect(),
            actions: facts.actions.iter().enumerate().map(|(index, fact)| self.action(index, fact)).collect(),
            terms: facts.terms.iter().enumerate().map(|(index, fact)| self.term(index, fact)).collect(),
        }
    }

    pub(super) fn record(&mut self, fact: Fact<'c>) -> Record<'c> {
        match fact.data {
            FactData::Metric(data) => Record::Metric(self.metric(fact.index, data)),
            FactData::Date(data) => Record::Date(self.date(fact.index, data)),
            FactData::Citation(data) => Record::Citation(self.citation(fact.index, data)),
            FactData::Action(data) => Record::Action(self.action(fact.index, data)),
            FactData::Term(data) => Record::Term(self.term(fact.index, data)),
        }
    }

    fn place(&mut self, id: String, node: Option<usize>, range: &Range<usize>) -> Place<'c> {
        Place {
            id,
            node: node.and_then(|node| self.node(node)),
            text: &self.text[range.clone()],
            spans: self.places.spans(self.map.spans(range.clone())),
        }
    }

    fn node(&mut self, index: usize) -> Option<String> {
        if self.last.as_ref().is_none_or(|(known, _)| *known != index) {
            self.last = self.circular?.node(index).map(|node| (index, node.id()));
        }
        self.last.as_ref().map(|(_, id)| id.clone())
    }

    fn metric(&mut self, index: usize, fact: &'c facts::Metric) -> Metric<'c> {
        Metric {
            place: self.place(FactKind::Metric.id(index), fact.node, &fact.range),
            subject: &fact.subject,
            value: fact.value.to_string(),
            value_to: fact.value_to.map(|value| value.to_string()),
            unit: &fact.unit,
            kind: fact.kind,
            canonical_value: fact.canonical_value.map(|value| value.to_string()),
            canonical_unit: &fact.canonical_unit,
            qualifier: fact.qualifier,
            target: fact.target,
            change: fact
                .change
                .map(|change| Change { from: change.from.to_string(), to: change.to.to_string() }),
            period: fact.period.as_deref(),
        }
    }

    fn date(&mut self, index: usize, fact: &facts::DateFact) -> DateFact<'c> {
        DateFact {
            place: self.place(FactKind::Date.id(index), fact.node, &fact.range),
            start: fact.start,
            end: fact.end,
            precision: fact.precision,
            inferred: fact.inferred,
        }
    }

    fn citation(&mut self, index: usize, fact: &'c facts::Citation) -> Citation<'c> {
        Citation {
            place: self.place(FactKind::Citation.id(index), fact.node, &fact.range),
            title: &fact.title,
            kind: fact.kind,
            document_number: fact.document_number.as_deref(),
            act: fact.act,
            first_mention: fact.first_mention.map(|first| FactKind::Citation.id(first)),
        }
    }

    fn action(&mut self, index: usize, fact: &'c facts::Action) -> Action<'c> {
        Action {
            place: self.place(FactKind::Action.id(index), fact.node, &fact.range),
            kind: fact.kind,
            sanction: fact.sanction.as_deref(),
            count: fact.count.to_string(),
            unit: &fact.unit,
        }
    }

    fn term(&mut self, index: usize, fact: &'c facts::Term) -> Term<'c> {
        Term { place: self.place(FactKind::Term.id(index), fact.node, &fact.range), term: &fact.term }
    }
}
