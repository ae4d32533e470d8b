//! Dates in their order, so that each can take the year that it leaves out from those before it.

use jiff::civil::Date;

use super::passage::{Marks, Passage, PassageKind};
use super::{DateFact, Doubt};
use crate::date::{Context, Unresolved};
use crate::diagnostic::Code;

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
                future: self.is_future(text, passage, mark.sentence, &range, mark.expression.before),
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

    /// 12月底前 lies ahead, unless the sentence says that it is done.
    fn is_future(
        &self,
        text: &str,
        passage: &Passage,
        sentence: usize,
        range: &std::ops::Range<usize>,
        before: bool,
    ) -> bool {
        if matches!(passage.kind, PassageKind::Planned | PassageKind::Closing) {
            return true;
        }
        let lead = &text[sentence..range.start];
        let clause = lead.rsplit(['，', '、', '：', '（']).next().unwrap_or(lead);
        before && !clause.contains('已')
    }
}
