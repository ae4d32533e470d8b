//! What the facts of a node look like: which words are figures, and a line that tells them.

use std::fmt::Write as _;
use std::iter::Peekable;
use std::ops::Range;
use std::vec::IntoIter;

use crate::circular::Circular;
use crate::facts::{Action, Citation, DateFact, Fact, FactData, Metric};
use crate::number::Qualifier;
use crate::tree::NodeRef;

/// The facts of a circular, handed out node by node, in document order.
pub(super) struct Marks<'c> {
    facts: Peekable<IntoIter<(usize, Fact<'c>)>>,
}

/// The facts of one node.
#[derive(Default)]
pub(super) struct Told {
    /// Where in the text of the leaf its figures stand.
    pub(super) figures: Vec<Range<usize>>,
    /// All facts of the leaf on one line.
    pub(super) told: Option<String>,
}

impl<'c> Marks<'c> {
    pub(super) fn new(circular: &'c Circular<'_>) -> Self {
        let mut facts: Vec<(usize, Fact<'c>)> =
            circular.facts().all().into_iter().filter_map(|fact| Some((fact.node()?, fact))).collect();
        facts.sort_by_key(|(node, _)| *node);
        Self { facts: facts.into_iter().peekable() }
    }

    /// The facts of the next node that is asked for; those of nodes before it are gone.
    pub(super) fn of(&mut self, node: NodeRef<'_>) -> Told {
        let mut of_node = Told::default();
        let mut told: Vec<String> = Vec::new();
        let leaf = node.text_range();
        while let Some((_, fact)) = self.facts.next_if(|(index, _)| *index <= node.index()) {
            let inside =
                leaf.as_ref().filter(|leaf| leaf.start <= fact.range().start && fact.range().end <= leaf.end);
            let Some(leaf) = inside else { continue };
            if matches!(fact.data, FactData::Metric(_) | FactData::Action(_)) {
                of_node.figures.push(fact.range().start - leaf.start..fact.range().end - leaf.start);
            }
            told.extend(tell(fact));
        }
        of_node.told = (!told.is_empty()).then(|| told.join(" · "));
        of_node
    }
}

/// A fact in few words; none for a term, which stands in its marks in the text above.
fn tell(fact: Fact<'_>) -> Option<String> {
    match fact.data {
        FactData::Metric(metric) => Some(tell_metric(metric)),
        FactData::Date(date) => Some(tell_date(date)),
        FactData::Citation(citation) => Some(tell_citation(citation)),
        FactData::Action(action) => Some(tell_action(action)),
        FactData::Term(_) => None,
    }
}

fn tell_metric(metric: &Metric) -> String {
    let qualifier = match metric.qualifier {
        Qualifier::Exact => "",
        Qualifier::About => "≈",
        Qualifier::Over => ">",
        Qualifier::Under => "<",
        Qualifier::AtLeast => "≥",
        Qualifier::AtMost => "≤",
    };
    let mut told = format!("{} {qualifier}", metric.subject);
    // Writing to a string cannot fail.
    let _ = match (metric.change, metric.value_to) {
        (Some(change), _) => write!(told, "{}→{}", change.from, change.to),
        (None, Some(to)) => write!(told, "{}–{to}", metric.value),
        (None, None) => write!(told, "{}", metric.value),
    };
    told.push_str(&metric.unit);
    if let Some(period) = &metric.period {
        let _ = write!(told, " {period}");
    }
    if metric.target {
        told.push_str(" target");
    }
    told
}

fn tell_date(date: &DateFact) -> String {
    match date.end {
        Some(end) if end == date.start => end.to_string(),
        Some(end) => format!("{} – {end}", date.start),
        None => format!("{} –", date.start),
    }
}

fn tell_citation(citation: &Citation) -> String {
    let act = citation.act.map(|act| format!(" {}", act.as_str())).unwrap_or_default();
    format!("《{}》{act}", citation.title)
}

fn tell_action(action: &Action) -> String {
    let sanction = action.sanction.as_ref().map(|sanction| format!("（{sanction}）")).unwrap_or_default();
    format!("{}{sanction} {}{}", action.kind.as_str(), action.count, action.unit)
}
