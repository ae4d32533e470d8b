//! How far the rows of a converted archive agree with what is known of its files: what `check` does with the parser, done with
//! the tables that `gongwen convert` wrote.

use std::collections::HashMap;
use std::path::Path;

use gongwen_sqlite::{Reader, SqliteError, Value};

use super::check::{Report, Tally, compare, lines_by_file, place};
use super::truth::{Action, Citation, Contact, Date, Expect, Facts, Issue, Line, Metric};

/// Sets the rows of an output beside a truth. `folder` is the archive as it was named to `gongwen convert`.
pub(super) fn check(truth: &Path, folder: &Path, output: &Path) -> Result<Report, String> {
    let files = lines_by_file(truth)?;
    let database = gongwen_archive::database(output).map_err(|error| error.to_string())?;
    let reader = Reader::open(database.path()).map_err(|error| error.to_string())?;
    let tables = Tables { reader, sources: HashMap::new(), failed: Vec::new() }.load()?;
    let mut report = Report::default();
    for lines in &files {
        tables.file(lines, folder, &mut report)?;
    }
    Ok(report)
}

struct Tables {
    reader: Reader,
    /// Keys of the documents of a path, in the order of the file.
    sources: HashMap<String, Vec<String>>,
    /// Paths of `errors`.
    failed: Vec<String>,
}

/// A cell as text; empty where there is none.
fn text(cell: &Value<'_>) -> String {
    match cell {
        Value::Null => String::new(),
        Value::Text(text) => (*text).to_owned(),
        Value::Integer(integer) => integer.to_string(),
        Value::Real(real) => real.to_string(),
        Value::Flag(flag) => flag.to_string(),
    }
}

fn optional(cell: &str) -> Option<String> {
    (!cell.is_empty()).then(|| cell.to_owned())
}

/// Figures are binary in the tables: 99.50 and 99.5 are one.
fn figure(value: &str) -> String {
    value.parse::<f64>().map_or_else(|_| value.to_owned(), |value| value.to_string())
}

fn parts(joined: &str) -> Vec<String> {
    joined.split('；').filter(|part| !part.is_empty()).map(str::to_owned).collect()
}

impl Tables {
    fn load(mut self) -> Result<Self, String> {
        for row in
            self.rows("SELECT path, doc_id FROM sources WHERE doc_id IS NOT NULL ORDER BY rowid", "")?
        {
            if let [path, id] = row.as_slice() {
                self.sources.entry(path.clone()).or_default().push(id.clone());
            }
        }
        self.failed = self.rows("SELECT path FROM errors ORDER BY path", "")?.concat();
        Ok(self)
    }

    fn rows(&self, sql: &str, doc: &str) -> Result<Vec<Vec<String>>, String> {
        let mut rows = Vec::new();
        let asked = self.reader.query::<SqliteError>(
            sql,
            &[(":doc", doc)],
            |_| Ok(()),
            |row| {
                rows.push(row.iter().map(text).collect());
                Ok(())
            },
        );
        asked.map_err(|error| format!("{sql}: {error}"))?;
        Ok(rows)
    }

    fn file(&self, lines: &[Line], folder: &Path, report: &mut Report) -> Result<(), String> {
        let path = folder.join(&lines[0].path).display().to_string();
        if lines[0].damaged.is_some() {
            let honest = self.says_damaged(&path, lines[0].damaged.as_deref() == Some("empty"))?;
            report.note(
                &lines[0].format,
                "damaged",
                Tally { expected: 1, right: usize::from(honest), extra: 0 },
            );
            if !honest {
                report.differences.push(format!("{}\n  damaged, and nothing was said of it", lines[0].path));
            }
            return Ok(());
        }
        for line in lines {
            let path =
                line.member.as_ref().map_or_else(|| path.clone(), |member| format!("{path}!/{member}"));
            let found = self.sources.get(&path).map(Vec::as_slice).unwrap_or_default();
            let readable = Tally { expected: 1, right: usize::from(found.len() == 1), extra: 0 };
            report.note(&line.format, "readable", readable);
            match (found, &line.expect) {
                ([id], Some(expect)) => compare(report, line, &binary(expect), &self.found(id)?),
                _ => report.differences.push(format!("{}\n  {} documents", place(line), found.len())),
            }
        }
        Ok(())
    }

    fn says_damaged(&self, path: &str, empty: bool) -> Result<bool, String> {
        let below = format!("{path}!/");
        let of = |name: &str| name == path || name.starts_with(&below);
        if self.failed.iter().any(|failed| of(failed)) {
            return Ok(true);
        }
        let documents = self.sources.iter().filter(|(name, _)| of(name)).flat_map(|(_, ids)| ids);
        let mut chars = 0;
        for id in documents {
            if !self
                .rows("SELECT 1 FROM diagnostics WHERE doc_id = :doc AND code = 'damaged-file'", id)?
                .is_empty()
            {
                return Ok(true);
            }
            let rows = self.rows("SELECT chars FROM documents WHERE doc_id = :doc", id)?.concat();
            chars += rows.iter().filter_map(|chars| chars.parse::<u64>().ok()).sum::<u64>();
        }
        Ok(empty && chars == 0)
    }

    /// What the rows say of a document, in the form of the truth.
    fn found(&self, id: &str) -> Result<Expect, String> {
        let list = |sql: &str| self.rows(sql, id);
        let document = list(
            "SELECT title, issuer, document_number, addressees, inspection_type, signature, date, sections
             FROM documents WHERE doc_id = :doc",
        )?
        .concat();
        let cell = |at: usize| document.get(at).map(String::as_str).unwrap_or_default();
        Ok(Expect {
            title: optional(cell(0)),
            issuer: optional(cell(1)),
            document_number: optional(cell(2)),
            addressees: parts(cell(3)),
            inspection_type: optional(cell(4)),
            signature: parts(cell(5)),
            date: optional(cell(6)),
            sections: cell(7).parse().unwrap_or_default(),
            issues: self.issues(id)?,
            facts: self.facts(id)?,
            contacts: list("SELECT kind, value FROM contacts WHERE doc_id = :doc ORDER BY rowid")?
                .into_iter()
                .map(|row| Contact { kind: row[0].clone(), value: row[1].clone() })
                .collect(),
        })
    }

    fn issues(&self, id: &str) -> Result<Vec<Issue>, String> {
        let rows = self.rows(
            "SELECT statement, status, (SELECT count(*) FROM nodes n WHERE n.doc_id = i.doc_id AND n.parent = i.node
                 AND n.type = 'measure')
             FROM issues i WHERE doc_id = :doc ORDER BY rowid",
            id,
        )?;
        let issue = |row: Vec<String>| Issue {
            statement: row[0].clone(),
            status: optional(&row[1]),
            measures: row[2].parse().unwrap_or_default(),
        };
        Ok(rows.into_iter().map(issue).collect())
    }

    fn facts(&self, id: &str) -> Result<Facts, String> {
        let list = |sql: &str| self.rows(sql, id);
        let metrics = list(
            "SELECT subject, value, value_to, unit, kind, qualifier, target, change_from, period
             FROM metrics WHERE doc_id = :doc ORDER BY rowid",
        )?;
        let dates =
            list("SELECT first, last, precision, inferred FROM dates WHERE doc_id = :doc ORDER BY rowid")?;
        let citations = list("SELECT title, act, kind FROM citations WHERE doc_id = :doc ORDER BY rowid")?;
        let actions = list("SELECT kind, count, unit FROM actions WHERE doc_id = :doc ORDER BY rowid")?;
        Ok(Facts {
            metrics: metrics.into_iter().map(|row| metric(&row)).collect(),
            dates: dates
                .into_iter()
                .map(|row| Date {
                    start: row[0].clone(),
                    end: optional(&row[1]),
                    precision: row[2].clone(),
                    inferred: row[3] == "true",
                })
                .collect(),
            citations: citations
                .into_iter()
                .map(|row| Citation {
                    title: row[0].clone(),
                    act: optional(&row[1]),
                    kind: optional(&row[2]),
                })
                .collect(),
            actions: actions
                .into_iter()
                .map(|row| Action { kind: row[0].clone(), count: figure(&row[1]), unit: row[2].clone() })
                .collect(),
            terms: list("SELECT term FROM terms WHERE doc_id = :doc ORDER BY rowid")?.concat(),
        })
    }
}

fn metric(row: &[String]) -> Metric {
    Metric {
        subject: row[0].clone(),
        value: figure(&row[1]),
        value_to: optional(&row[2]),
        unit: row[3].clone(),
        kind: row[4].clone(),
        qualifier: row[5].clone(),
        target: row[6] == "true",
        change_from: optional(&row[7]),
        period: optional(&row[8]),
    }
}

/// What is known, with its figures as the tables keep them.
fn binary(known: &Expect) -> Expect {
    let mut known = known.clone();
    for metric in &mut known.facts.metrics {
        metric.value = figure(&metric.value);
        for value in [&mut metric.value_to, &mut metric.change_from].into_iter().flatten() {
            *value = figure(value);
        }
    }
    for action in &mut known.facts.actions {
        action.count = figure(&action.count);
    }
    known
}
