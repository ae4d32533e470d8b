//! How far the parser agrees with our own grammar: each file is read and parsed, and what was found set beside what is known.
//! This is agreement with texts that we wrote ourselves, and says nothing of accuracy on real ones.
//!
//! Lists are compared in the order of the text: an entry is right where it belongs to the longest common subsequence of both
//! lists. What is missing counts against recall, what is extra against precision.

use std::collections::BTreeMap;
use std::fs;
use std::ops::ControlFlow;
use std::path::Path;

use gongwen::Circular;
use gongwen::tree::NodeKind;

use super::in_parallel;
use super::truth::{Action, Citation, Contact, Date, Expect, Facts, Issue, Line, Metric};
use crate::Outcome;

/// What is compared, in the order of the report.
const CATEGORIES: &[&str] = &[
    "title",
    "issuer",
    "number",
    "addressees",
    "inspection",
    "signature",
    "date",
    "sections",
    "issues",
    "statuses",
    "measures",
    "metrics",
    "dates",
    "citations",
    "actions",
    "terms",
    "contacts",
    "readable",
    "damaged",
];

#[derive(Debug, Default, Clone, Copy)]
pub(super) struct Tally {
    pub(super) expected: usize,
    pub(super) right: usize,
    pub(super) extra: usize,
}

impl Tally {
    fn add(&mut self, other: Self) {
        self.expected += other.expected;
        self.right += other.right;
        self.extra += other.extra;
    }

    fn print(self, name: &str) {
        let share = |part: usize, whole: usize| {
            if whole == 0 { "–".to_owned() } else { format!("{:.4}", part as f64 / whole as f64) }
        };
        println!(
            "{name:<12} {:>9} {:>9} {:>8} {:>7} {:>10} {:>7}",
            self.expected,
            self.right,
            self.expected - self.right,
            self.extra,
            share(self.right, self.right + self.extra),
            share(self.right, self.expected),
        );
    }
}

/// What came of a check.
#[derive(Debug, Default)]
pub(super) struct Report {
    tallies: BTreeMap<(String, usize), Tally>,
    /// In the order of the truth.
    pub(super) differences: Vec<String>,
}

impl Report {
    pub(super) fn note(&mut self, format: &str, category: &str, tally: Tally) {
        let row = CATEGORIES.iter().position(|known| *known == category).unwrap_or(CATEGORIES.len());
        self.tallies.entry((format.to_owned(), row)).or_default().add(tally);
    }

    fn merge(&mut self, other: Self) {
        for (key, tally) in other.tallies {
            self.tallies.entry(key).or_default().add(tally);
        }
        self.differences.extend(other.differences);
    }

    /// Compares two lists of what a document has.
    fn compare<T: PartialEq + std::fmt::Debug>(
        &mut self,
        line: &Line,
        category: &str,
        known: &[T],
        found: &[T],
    ) {
        let common = common(known, found);
        let right = common.len();
        self.note(&line.format, category, Tally { expected: known.len(), right, extra: found.len() - right });
        let missing = (0..known.len()).filter(|at| common.binary_search_by_key(at, |pair| pair.0).is_err());
        let extra = (0..found.len()).filter(|at| common.binary_search_by_key(at, |pair| pair.1).is_err());
        let place = place(line);
        for at in missing {
            self.differences.push(format!("{place}\n  {category} missing: {:?}", known[at]));
        }
        for at in extra {
            self.differences.push(format!("{place}\n  {category} extra:   {:?}", found[at]));
        }
    }

    pub(super) fn print(&self, show: usize) {
        let head = format!(
            "{:>9} {:>9} {:>8} {:>7} {:>10} {:>7}",
            "expected", "right", "missing", "extra", "precision", "recall"
        );
        println!("agreement with our own grammar\n{:<12} {head}", "");
        for (row, category) in CATEGORIES.iter().enumerate() {
            let mut sum = Tally::default();
            self.tallies.iter().filter(|((_, of), _)| *of == row).for_each(|(_, tally)| sum.add(*tally));
            sum.print(category);
        }
        let mut formats: BTreeMap<&str, Tally> = BTreeMap::new();
        for ((format, _), tally) in &self.tallies {
            formats.entry(format).or_default().add(*tally);
        }
        println!("\n{:<12} {head}", "");
        formats.into_iter().for_each(|(format, tally)| tally.print(format));
        if !self.differences.is_empty() {
            println!("\n{} differences", self.differences.len());
            self.differences.iter().take(show).for_each(|difference| println!("{difference}"));
        }
    }

    pub(super) fn outcome(&self) -> Outcome {
        match self.differences.len() {
            0 => Ok(()),
            count => Err(format!("{count} differences from what is known")),
        }
    }
}

pub(super) fn place(line: &Line) -> String {
    match &line.member {
        Some(member) => format!("{} › {member}", line.path),
        None => line.path.clone(),
    }
}

/// Pairs of places of the longest common subsequence.
fn common<T: PartialEq>(one: &[T], other: &[T]) -> Vec<(usize, usize)> {
    let same = one.iter().zip(other).take_while(|(a, b)| a == b).count();
    let mut pairs: Vec<(usize, usize)> = (0..same).map(|at| (at, at)).collect();
    let (rows, columns) = (&one[same..], &other[same..]);
    let mut lengths = vec![vec![0_usize; columns.len() + 1]; rows.len() + 1];
    for (i, a) in rows.iter().enumerate().rev() {
        for (j, b) in columns.iter().enumerate().rev() {
            lengths[i][j] = match a == b {
                true => lengths[i + 1][j + 1] + 1,
                false => lengths[i + 1][j].max(lengths[i][j + 1]),
            };
        }
    }
    let (mut i, mut j) = (0, 0);
    while i < rows.len() && j < columns.len() {
        if rows[i] == columns[j] {
            pairs.push((same + i, same + j));
            (i, j) = (i + 1, j + 1);
        } else if lengths[i + 1][j] >= lengths[i][j + 1] {
            i += 1;
        } else {
            j += 1;
        }
    }
    pairs
}

/// Reads all files that a truth names.
pub(super) fn check(truth: &Path, folder: &Path) -> Result<Report, String> {
    let files = lines_by_file(truth)?;
    gongwen_read::quiet_contained_panics();
    let reports = in_parallel(files.len() as u64, |at| file(&files[at as usize], folder))?;
    let mut all = Report::default();
    reports.into_iter().for_each(|report| all.merge(report));
    Ok(all)
}

/// The lines of a truth, those of a file together.
pub(super) fn lines_by_file(truth: &Path) -> Result<Vec<Vec<Line>>, String> {
    let text = fs::read_to_string(truth).map_err(|error| format!("{}: {error}", truth.display()))?;
    let mut files: Vec<Vec<Line>> = Vec::new();
    for line in text.lines() {
        let line: Line =
            serde_json::from_str(line).map_err(|error| format!("{}: {error}", truth.display()))?;
        match files.last_mut() {
            Some(lines) if lines[0].path == line.path => lines.push(line),
            _ => files.push(vec![line]),
        }
    }
    Ok(files)
}

fn file(lines: &[Line], folder: &Path) -> Result<Report, String> {
    let mut report = Report::default();
    let place = folder.join(&lines[0].path);
    let mut documents = Vec::new();
    let mut errors = Vec::new();
    let options = gongwen_read::Options::default();
    gongwen_read::each(&place, &options, |found| {
        match found {
            Ok(document) => {
                documents.push(gongwen::parse_document(document, &gongwen::Options::default()));
            }
            Err(error) => errors.push(error.to_string()),
        }
        ControlFlow::Continue(())
    })
    .map_err(|error| error.to_string())?;
    if lines[0].damaged.is_some() {
        // An error, a document that says that it is damaged, or nothing at all of a file that is empty.
        let empty = lines[0].damaged.as_deref() == Some("empty");
        let honest = !errors.is_empty()
            || (empty && documents.iter().all(|circular| circular.source().is_empty()))
            || documents.iter().any(|circular| {
                circular.diagnostics().iter().any(|diagnostic| diagnostic.code.name() == "damaged-file")
            });
        report.note(&lines[0].format, "damaged", Tally { expected: 1, right: usize::from(honest), extra: 0 });
        if !honest {
            report.differences.push(format!("{}\n  damaged, and nothing was said of it", lines[0].path));
        }
        return Ok(report);
    }
    for line in lines {
        let of_line = |circular: &&Circular<'_>| match &line.member {
            Some(member) => circular.name().is_some_and(|name| name.ends_with(member.as_str())),
            None => true,
        };
        let found: Vec<&Circular<'_>> = documents.iter().filter(of_line).collect();
        let readable = Tally { expected: 1, right: usize::from(found.len() == 1), extra: 0 };
        report.note(&line.format, "readable", readable);
        match (found.as_slice(), &line.expect) {
            ([circular], Some(expect)) => compare(&mut report, line, expect, &found_in(circular)),
            _ => {
                let text = format!("{}\n  {} documents, {errors:?}", self::place(line), found.len());
                report.differences.push(text);
            }
        }
    }
    Ok(report)
}

pub(super) fn compare(report: &mut Report, line: &Line, known: &Expect, found: &Expect) {
    let one = |value: &Option<String>| value.iter().cloned().collect::<Vec<_>>();
    report.compare(line, "title", &one(&known.title), &one(&found.title));
    report.compare(line, "issuer", &one(&known.issuer), &one(&found.issuer));
    report.compare(line, "number", &one(&known.document_number), &one(&found.document_number));
    report.compare(line, "addressees", &known.addressees, &found.addressees);
    report.compare(line, "inspection", &one(&known.inspection_type), &one(&found.inspection_type));
    report.compare(line, "signature", &known.signature, &found.signature);
    report.compare(line, "date", &one(&known.date), &one(&found.date));
    report.compare(line, "sections", &[known.sections], &[found.sections]);
    let statements =
        |issues: &[Issue]| issues.iter().map(|issue| issue.statement.clone()).collect::<Vec<_>>();
    report.compare(line, "issues", &statements(&known.issues), &statements(&found.issues));
    let statuses = |issues: &[Issue]| {
        issues
            .iter()
            .filter_map(|issue| Some((issue.statement.clone(), issue.status.clone()?)))
            .collect::<Vec<_>>()
    };
    report.compare(line, "statuses", &statuses(&known.issues), &statuses(&found.issues));
    let measures = |issues: &[Issue]| {
        issues.iter().map(|issue| (issue.statement.clone(), issue.measures)).collect::<Vec<_>>()
    };
    report.compare(line, "measures", &measures(&known.issues), &measures(&found.issues));
    report.compare(line, "metrics", &known.facts.metrics, &found.facts.metrics);
    report.compare(line, "dates", &known.facts.dates, &found.facts.dates);
    report.compare(line, "citations", &known.facts.citations, &found.facts.citations);
    report.compare(line, "actions", &known.facts.actions, &found.facts.actions);
    report.compare(line, "terms", &known.facts.terms, &found.facts.terms);
    report.compare(line, "contacts", &known.contacts, &found.contacts);
}

/// What the parser says, in the form of the truth.
fn found_in(circular: &Circular<'_>) -> Expect {
    let facts = circular.facts();
    let own = |text: &str| text.to_owned();
    Expect {
        title: circular.title().map(|title| title.text.clone()),
        issuer: circular.title().and_then(|title| title.issuer.clone()),
        document_number: circular.header().document_number.clone(),
        addressees: circular.addressees().to_vec(),
        inspection_type: circular.inspection().and_then(|inspection| inspection.kind.clone()),
        signature: circular.closing().signature.clone(),
        date: circular.closing().date.map(|date| date.to_string()),
        sections: circular.sections().count(),
        issues: circular
            .issues()
            .map(|issue| Issue {
                statement: own(issue.statement().unwrap_or_default()),
                status: issue.status().map(|status| own(status.as_str())),
                measures: issue.children().filter(|child| child.kind() == NodeKind::Measure).count(),
            })
            .collect(),
        facts: Facts {
            metrics: facts
                .metrics
                .iter()
                .map(|metric| Metric {
                    subject: metric.subject.clone(),
                    value: metric.value.to_string(),
                    value_to: metric.value_to.map(|value| value.to_string()),
                    unit: metric.unit.to_string(),
                    kind: own(metric.kind.as_str()),
                    qualifier: own(metric.qualifier.as_str()),
                    target: metric.target,
                    change_from: metric.change.map(|change| change.from.to_string()),
                    period: metric.period.clone(),
                })
                .collect(),
            dates: facts
                .dates
                .iter()
                .map(|date| Date {
                    start: date.start.to_string(),
                    end: date.end.map(|end| end.to_string()),
                    precision: own(date.precision.as_str()),
                    inferred: date.inferred,
                })
                .collect(),
            citations: facts
                .citations
                .iter()
                .map(|citation| Citation {
                    title: citation.title.clone(),
                    act: citation.act.map(|act| own(act.as_str())),
                    kind: citation.kind.map(str::to_owned),
                })
                .collect(),
            actions: facts
                .actions
                .iter()
                .map(|action| Action {
                    kind: own(action.kind.as_str()),
                    count: action.count.to_string(),
                    unit: action.unit.to_string(),
                })
                .collect(),
            terms: facts.terms.iter().map(|term| term.term.clone()).collect(),
        },
        contacts: circular
            .contacts()
            .map(|contact| Contact { kind: own(contact.kind.as_str()), value: own(contact.value) })
            .collect(),
    }
}
