//! Dates in their order, so that each can take the year that it leaves out from those before it.

use std::ops::Range;
use std::sync::LazyLock;

use jiff::civil::Date;

use super::passage::{Marked, Passage, PassageKind};
use super::{DateFact, Doubt};
use crate::date::{Context, Outlook, Unresolved};
use crate::diagnostic::Code;
use crate::rules::Prefixes;

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
        marks: &Marked<'_>,
        out: &mut Vec<DateFact>,
        doubts: &mut Vec<Doubt>,
    ) {
        let mut sentence: Option<(usize, Date)> = None;
        let mut around = Around::default();
        for mark in marks.dates {
            let range = mark.expression.range.clone();
            let same = sentence.filter(|(start, _)| *start == mark.sentence).map(|(_, date)| date);
            let section =
                self.section.filter(|(section, _)| *section == passage.section).map(|(_, date)| date);
            let context = Context {
                nearby: same.or(section),
                reference: self.reference,
                outlook: match passage.kind {
                    // 截至11月30日, wherever it stands, is behind.
                    _ if UP_TO.iter().any(|word| text[..range.start].ends_with(word)) => Outlook::Past,
                    PassageKind::Planned | PassageKind::Closing => Outlook::Ahead,
                    // 推迟到年底: the year that ends is the one that is now, where none is named.
                    _ if text[range.start..].starts_with('年') => Outlook::Ahead,
                    // 预计10月底完成: what is expected lies ahead.
                    _ if EXPECTED.iter().any(|word| text[..range.start].ends_with(word)) => Outlook::Ahead,
                    _ if !mark.expression.before => Outlook::Past,
                    _ => around.outlook(text, mark.sentence, &range),
                },
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
}

/// Words before a day up to which something was counted.
const UP_TO: [&str; 4] = ["截至", "截止", "截止到", "截至到"];

/// Words right before a day that is still to come. 计划 alone may be a noun (工作计划3月印发).
const EXPECTED: [&str; 10] =
    ["预计", "预计于", "预计到", "力争", "力争于", "力争到", "将于", "拟于", "计划于", "计划到"];

/// Words of what is still to be done.
const PLANS: [&str; 6] = ["力争", "计划", "争取", "预计", "将于", "拟于"];

static PLAN_WORDS: LazyLock<Prefixes> = LazyLock::new(|| Prefixes::new(PLANS.into_iter()));

/// The words around a date by which something is to be done. A sentence may hold many: what is known of it is kept, and
/// each word looked at once.
#[derive(Debug, Default)]
struct Around {
    /// The sentence, by its first byte, and how far it has been read.
    sentence: usize,
    read: usize,
    /// Its clause says 已 before `read`.
    done: bool,
    /// It has a word of planning before `read`.
    planned: bool,
    /// The end of the clause behind the last date, and where its last word of planning begins.
    behind: Option<(usize, Option<usize>)>,
}

impl Around {
    /// 12月底前 in a report of what was done lies near the reference date, unless 力争, 计划 or the like stand before it
    /// in its sentence or behind it in its clause.
    fn outlook(&mut self, text: &str, sentence: usize, range: &Range<usize>) -> Outlook {
        self.read_to(text, sentence, range.start);
        if self.done {
            return Outlook::Past;
        }
        if self.planned || self.is_planned_behind(text, range.end) {
            Outlook::Ahead
        } else {
            Outlook::Nearest
        }
    }

    fn read_to(&mut self, text: &str, sentence: usize, end: usize) {
        if self.sentence != sentence || self.read > end {
            *self = Self { sentence, read: sentence, behind: self.behind, ..Self::default() };
        }
        let lead = &text[self.read..end];
        let clause = lead.rfind(['，', '、', '：', '（']);
        self.done = (self.done && clause.is_none()) || lead[clause.unwrap_or(0)..].contains('已');
        // A word may have begun with the last character that was read.
        let overlap = text[sentence..self.read].chars().next_back().map_or(0, char::len_utf8);
        self.planned = self.planned || PLAN_WORDS.first_in(&text[self.read - overlap..end]).is_some();
        self.read = end;
    }

    fn is_planned_behind(&mut self, text: &str, at: usize) -> bool {
        let known = self.behind.filter(|(end, _)| *end >= at);
        let (_, last) = *self.behind.insert(known.unwrap_or_else(|| {
            let rest = &text[at..];
            let clause = &rest[..rest.find(['，', '。', '；', '\n']).unwrap_or(rest.len())];
            (at + clause.len(), PLAN_WORDS.each(clause).last().map(|(_, word)| at + word.start))
        }));
        last.is_some_and(|start| start >= at)
    }
}
