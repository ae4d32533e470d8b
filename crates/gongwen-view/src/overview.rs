//! What many documents have in common: counted one by one, so that none but those that are shown stay in memory.

use std::collections::{BTreeMap, BTreeSet};

use crate::fact::{Action, FactData, Metric};
use crate::model::{Document, Status};

/// Changes that are kept with their words.
const CHANGES: usize = 500;
/// Names of files that could not be read.
const UNREAD: usize = 200;

/// Counts over documents.
#[derive(Debug, Clone, Default)]
pub struct Overview {
    pub(crate) documents: usize,
    pub(crate) statuses: BTreeMap<Status, usize>,
    /// By kind of action.
    pub(crate) actions: BTreeMap<String, Acted>,
    pub(crate) changes: Vec<Changed>,
    pub(crate) changes_left_out: usize,
    /// By month, `2025-07`.
    pub(crate) months: BTreeMap<String, usize>,
    /// Dates that name no month.
    pub(crate) years: usize,
    pub(crate) unread: Vec<String>,
    pub(crate) unread_left_out: usize,
}

/// Sums of what was done, by what is counted.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub(crate) struct Acted {
    pub(crate) people: f64,
    pub(crate) cases: f64,
    /// In 万元.
    pub(crate) money: f64,
}

/// A figure before and after.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Changed {
    pub(crate) subject: String,
    pub(crate) from: f64,
    pub(crate) to: f64,
    pub(crate) unit: String,
    pub(crate) title: String,
    /// Where it stands: the key of its document, and the id of the fact.
    pub(crate) place: (String, String),
}

impl Changed {
    /// Where it may be opened, if its document is one of those that are shown.
    pub(crate) fn link(&self, shown: &BTreeSet<&str>) -> Option<String> {
        let (key, id) = &self.place;
        shown.contains(key.as_str()).then(|| format!("#{key}/{id}"))
    }
}

impl Overview {
    /// Counts a document.
    pub fn add(&mut self, document: &Document) {
        self.documents += 1;
        for (status, count) in document.statuses() {
            *self.statuses.entry(status).or_default() += count;
        }
        for fact in &document.facts {
            match &fact.data {
                FactData::Action(action) => self.action(action),
                FactData::Metric(metric) => self.metric(metric, document, &fact.id),
                FactData::Date(date) if matches!(date.precision.as_str(), "day" | "month") => {
                    let month = date.first.get(..7).unwrap_or(&date.first);
                    *self.months.entry(month.to_owned()).or_default() += 1;
                }
                FactData::Date(_) => self.years += 1,
                FactData::Citation(_) | FactData::Term(_) => {}
            }
        }
    }

    /// Records a file that gave no document.
    pub fn add_unread(&mut self, what: impl Into<String>) {
        if self.unread.len() < UNREAD {
            self.unread.push(what.into());
        } else {
            self.unread_left_out += 1;
        }
    }

    /// How many documents were counted.
    #[must_use]
    pub fn documents(&self) -> usize {
        self.documents
    }

    fn action(&mut self, action: &Action) {
        let Ok(count) = action.count.parse::<f64>() else { return };
        let acted = self.actions.entry(action.kind.clone()).or_default();
        match in_ten_thousand(&action.unit) {
            Some(factor) => acted.money += count * factor,
            None if matches!(action.unit.as_str(), "人" | "人次" | "名" | "位") => acted.people += count,
            None => acted.cases += count,
        }
    }

    fn metric(&mut self, metric: &Metric, document: &Document, id: &str) {
        let Some((from, to)) = &metric.change else { return };
        let (Ok(from), Ok(to)) = (from.parse(), to.parse()) else { return };
        if self.changes.len() >= CHANGES {
            self.changes_left_out += 1;
            return;
        }
        self.changes.push(Changed {
            subject: metric.subject.clone(),
            from,
            to,
            unit: metric.unit.clone(),
            title: document.title.clone(),
            place: (document.key.clone(), id.to_owned()),
        });
    }
}

/// What a sum of money is multiplied by to be in 万元.
fn in_ten_thousand(unit: &str) -> Option<f64> {
    Some(match unit {
        "元" => 1e-4,
        "百元" => 1e-2,
        "千元" => 1e-1,
        "万元" | "万余元" => 1.0,
        "百万元" => 1e2,
        "千万元" => 1e3,
        "亿元" => 1e4,
        "万亿元" => 1e8,
        _ => return None,
    })
}

/// A sum without the digits that adding doubles makes up.
pub(crate) fn rounded(value: f64) -> String {
    let rounded = (value * 1e4).round() / 1e4;
    rounded.to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_add_up_over_documents() {
        let text = "某局党组关于巡察整改情况的通报\n\n一、整改情况\n\n1.关于“学习不深入”问题\n\n整改情况：诫勉2人，追缴资金5.08万元。\
                    投诉率由7.8%下降到1.2%。该问题已完成整改。\n\n2026年3月1日\n";
        let document = Document::from_circular("d1", &gongwen::parse(text));
        let mut overview = Overview::default();
        overview.add(&document);
        overview.add(&document);
        assert_eq!(overview.documents(), 2);
        assert_eq!(overview.statuses.get(&Status::Completed), Some(&2));
        assert_eq!(overview.actions["诫勉"], Acted { people: 4.0, ..Acted::default() });
        assert_eq!(rounded(overview.actions["追缴资金"].money), "10.16");
        assert_eq!((overview.changes[0].from, overview.changes[0].to), (7.8, 1.2));
        assert_eq!(overview.months.get("2026-03"), Some(&2));
    }
}
