//! Dates in their order, so that each can take the year that it leaves out from those before it.

use jiff::civil::Date;

use super::passage::{Marks, Passage, PassageKind};
use super::{DateFact, Doubt};
use crate::date::{Context, Outlook, Unresolved};
use crate::diagnostic::Code;
use crate::text::{first_bytes, last_bytes};

/// Bytes around a date in which words say whether it lies ahead.
const REACH: usize = 240;

/// What was dated so far.
pub(crate) struct Timeline {
    reference: Option<Date>,
    /// The last date of the section that names its year and more than a year.
    section: Option<(usize, Date)>,
}

impl Timeline {
    pub(crate) fn new(reference: Option<Date>) -> Self {
        Self { reference, section: None }
    }

    pub(crate) fn read(
        &mut self,
        text: &str,
        passage: &Passage,
        marks: &Marks,
        out: &mut Vec<DateFact>,
        doubts: &mut Vec<Doubt>,
    ) {
        let mut sentence: Option<(usize, Date)> = None;
        for mark in &marks.dates {
            let range = mark.expression.range.clone();
            let same = sentence.filter(|(start, _)| *start == mark.sentence).map(|(_, date)| date);
            let section =
                self.section.filter(|(section, _)| *section == passage.section).map(|(_, date)| date);
            let context = Context {
                nearby: same.or(section),
                reference: self.reference,
                outlook: self.outlook(text, passage, mark.sentence, &range, mark.expression.before),
            };
            match mark.expression.resolve(&context) {
                Ok(found) => {
                    if !found.inferred && found.precision < crate::date::Precision::Year {
                        let last = found.end.unwrap_or(found.start);
                        sentence = Some((mark.sentence, last));
                        self.section = Some((passage.section, last));
                    }
                    out.push(DateFact {
                        start: found.start,
                        end: found.end,
                        precision: found.precision,
                        inferred: found.inferred,
                        range,
                        node: passage.node,
                    });
                }
                Err(Unresolved::Impossible) => {
                    let written = &text[range.clone()];
                    doubts.push(Doubt {
                        code: Code::ImpossibleDate,
                        message: format!("“{written}” is no date of the calendar"),
                        range,
                        related: Vec::new(),
                    });
                }
                Err(Unresolved::NoYear) => {}
            }
        }
    }

    /// What is planned lies ahead; 12月底前 in a report of what was done lies near the reference date.
    fn outlook(
        &self,
        text: &str,
        passage: &Passage,
        sentence: usize,
        range: &std::ops::Range<usize>,
        before: bool,
    ) -> Outlook {
        if matches!(passage.kind, PassageKind::Planned | PassageKind::Closing) {
            return Outlook::Ahead;
        }
        let lead = last_bytes(&text[sentence..range.start], REACH);
        let clause = lead.rsplit(['，', '、', '：', '（']).next().unwrap_or(lead);
        if !before || clause.contains('已') {
            return Outlook::Past;
        }
        // 力争, 计划, 将 in the clause before it, or a plain 将 behind: what is still to be done.
        let after =
            first_bytes(&text[range.end..], REACH).split(['，', '。', '；', '\n']).next().unwrap_or_default();
        let planned = |clause: &str| {
            ["力争", "计划", "争取", "预计", "将于", "拟于"].iter().any(|word| clause.contains(word))
        };
        if planned(lead) || planned(after) { Outlook::Ahead } else { Outlook::Nearest }
    }
}
