//! Questions that one asks of every archive, each a statement with a name.

/// A question.
#[derive(Debug, Clone, Copy)]
pub struct Report {
    /// Its name on the command line.
    pub name: &'static str,
    /// What it tells.
    pub description: &'static str,
    /// Its statement. `:day` is the day that counts as today, ISO 8601.
    pub sql: &'static str,
}

/// The report of a name.
#[must_use]
pub fn find(name: &str) -> Option<&'static Report> {
    ALL.iter().find(|report| report.name == name)
}

/// All reports.
pub const ALL: &[Report] = &[
    Report {
        name: "issues",
        description: "Issues by type of inspection and status",
        sql: "SELECT d.inspection_type, i.status, count(*) AS issues, count(DISTINCT i.doc_id) AS circulars
FROM issues i JOIN documents d USING (doc_id)
GROUP BY 1, 2 ORDER BY d.inspection_type IS NULL, d.inspection_type, issues DESC, i.status",
    },
    Report {
        name: "unfinished",
        description: "Issues in progress or long-term, with their deadlines",
        sql: "SELECT d.issuer, d.title, i.ordinal, i.statement, i.status, i.deadline, i.responsible, i.status_text
FROM issues i JOIN documents d USING (doc_id) WHERE i.status IN ('in_progress', 'long_term', 'mostly_completed')
ORDER BY i.deadline IS NULL, i.deadline, d.issuer, d.title, i.doc_id, i.rowid",
    },
    Report {
        name: "overdue",
        description: "Issues whose deadline is before a day, today by default, and that are not completed",
        sql: "SELECT d.issuer, d.title, i.ordinal, i.statement, i.status, i.deadline,
    CAST(julianday(:day) - julianday(i.deadline) AS INTEGER) AS days_over
FROM issues i JOIN documents d USING (doc_id) WHERE i.deadline < :day AND i.status IS NOT 'completed'
ORDER BY i.deadline, d.issuer, d.title, i.doc_id, i.rowid",
    },
    Report {
        name: "without-measures",
        description: "Issues under which no measure is told",
        sql: "SELECT d.issuer, d.title, i.ordinal, i.statement, i.status
FROM issues i JOIN documents d USING (doc_id) WHERE i.measures = 0 ORDER BY d.issuer, d.title, i.doc_id, i.rowid",
    },
    Report {
        name: "without-figures",
        description: "Circulars without a single figure or action",
        sql: "SELECT d.issuer, d.title, d.date, d.issues, d.measures, d.chars, d.name
FROM documents d WHERE d.metrics = 0 AND d.actions = 0 ORDER BY d.issuer, d.title, d.doc_id",
    },
    Report {
        name: "actions",
        description: "Accountability and other actions by kind",
        sql: "SELECT kind, unit, sum(count) AS total, count(*) AS mentions, count(DISTINCT doc_id) AS circulars
FROM actions GROUP BY 1, 2 ORDER BY mentions DESC, kind, unit",
    },
    Report {
        name: "citations",
        description: "Documents that most circulars cite",
        sql: "SELECT title, kind, count(DISTINCT doc_id) AS circulars, count(*) AS mentions
FROM citations GROUP BY 1, 2 ORDER BY circulars DESC, mentions DESC, title, kind",
    },
    Report {
        name: "metrics",
        description: "Results by subject and unit: how often, lowest, mean, highest",
        sql: "SELECT subject, kind, canonical_unit, count(*) AS figures, count(DISTINCT doc_id) AS circulars,
    min(canonical_value) AS lowest, round(avg(canonical_value), 4) AS mean, max(canonical_value) AS highest
FROM metrics WHERE NOT target GROUP BY 1, 2, 3 ORDER BY figures DESC, subject, kind, canonical_unit",
    },
    Report {
        name: "targets",
        description: "Goals that are named, beside results: figures to be reached",
        sql: "SELECT m.subject, m.qualifier, m.value, m.unit, d.issuer, d.title, m.text
FROM metrics m JOIN documents d USING (doc_id) WHERE m.target ORDER BY m.subject, m.kind, m.value, m.doc_id, m.rowid",
    },
    Report {
        name: "issuers",
        description: "Circulars, issues, measures and figures by issuer",
        sql: "SELECT issuer, count(*) AS circulars, sum(issues) AS issues, sum(measures) AS measures,
    sum(metrics) AS metrics, sum(actions) AS actions, min(date) AS first, max(date) AS last
FROM documents GROUP BY issuer ORDER BY circulars DESC, issues DESC, issuer",
    },
    Report {
        name: "years",
        description: "Circulars by year and type of inspection",
        sql: "SELECT substr(date, 1, 4) AS year, inspection_type, count(*) AS circulars, sum(issues) AS issues,
    sum(metrics) AS metrics
FROM documents GROUP BY 1, 2 ORDER BY year IS NULL, year, inspection_type IS NULL, inspection_type",
    },
    Report {
        name: "terms",
        description: "Quoted expressions that most circulars use",
        sql: "SELECT term, count(DISTINCT doc_id) AS circulars, count(*) AS mentions
FROM terms GROUP BY term ORDER BY circulars DESC, mentions DESC, term",
    },
    Report {
        name: "diagnostics",
        description: "What looked wrong in the sources, by rule",
        sql: "SELECT code, severity, count(*) AS findings, count(DISTINCT doc_id) AS circulars
FROM diagnostics GROUP BY 1, 2 ORDER BY findings DESC, code",
    },
    Report {
        name: "duplicates",
        description: "Files with the same content",
        sql: "SELECT s.doc_id, d.title, first.path AS first, s.path AS copy
FROM sources s JOIN documents d USING (doc_id)
LEFT JOIN sources first ON first.doc_id = s.doc_id AND NOT first.duplicate
WHERE s.duplicate ORDER BY first.path, s.path",
    },
    Report {
        name: "errors",
        description: "Files that could not be converted, by stage and code",
        sql: "SELECT stage, code, count(*) AS files, min(path) AS example, min(message) AS message
FROM errors GROUP BY 1, 2 ORDER BY files DESC, stage, code",
    },
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_told_apart() {
        let mut names: Vec<&str> = ALL.iter().map(|report| report.name).collect();
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), ALL.len());
        assert_eq!(find("issues").map(|report| report.name), Some("issues"));
        assert!(find("nothing").is_none());
    }
}
