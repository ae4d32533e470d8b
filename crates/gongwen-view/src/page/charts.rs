//! Charts over all documents: the numbers as JSON for the script that draws, and as tables for whoever cannot see them.

use std::collections::BTreeSet;

use maud::{Markup, html};
use serde_json::{Value, json};

use crate::model::{Document, Status};
use crate::overview::{Changed, Overview, rounded};

/// Rows of a table of numbers.
const ROWS: usize = 200;

/// The numbers for the script. No `<` stands in them, so that no text ends the element they stand in.
pub(super) fn data(overview: &Overview, documents: &[Document]) -> String {
    let shown = keys(documents);
    let status = |(status, count): (&Status, &usize)| json!({"name": status.as_str(), "caption": status.caption(), "count": count});
    let statuses: Vec<Value> = overview.statuses.iter().map(status).collect();
    let mut actions = Vec::new();
    for (kind, acted) in &overview.actions {
        for (unit, count) in [("人", acted.people), ("件", acted.cases)] {
            if count > 0.0 {
                actions.push(json!({"kind": kind, "unit": unit, "count": count}));
            }
        }
    }
    let changes: Vec<Value> = overview
        .changes
        .iter()
        .map(|change| {
            json!({"subject": change.subject, "from": change.from, "to": change.to, "unit": change.unit,
                   "title": change.title, "link": change.link(&shown)})
        })
        .collect();
    let months: Vec<Value> =
        overview.months.iter().map(|(month, count)| json!({"month": month, "count": count})).collect();
    let data = json!({"statuses": statuses, "actions": actions, "changes": changes, "months": months});
    data.to_string().replace('<', "\\u003c")
}

/// The documents that can be opened.
fn keys(documents: &[Document]) -> BTreeSet<&str> {
    documents.iter().map(|document| document.key.as_str()).collect()
}

/// A row of a table of numbers, and what its first cell leads to.
struct Row {
    cells: Vec<String>,
    link: Option<String>,
}

impl From<Vec<String>> for Row {
    fn from(cells: Vec<String>) -> Self {
        Self { cells, link: None }
    }
}

pub(super) fn charts(overview: &Overview, documents: &[Document]) -> Markup {
    let shown = keys(documents);
    let statuses: Vec<Row> = overview
        .statuses
        .iter()
        .map(|(status, count)| vec![status.caption().to_owned(), count.to_string()].into())
        .collect();
    let actions: Vec<Row> = overview
        .actions
        .iter()
        .map(|(kind, acted)| {
            let cell = |value: f64| if value > 0.0 { rounded(value) } else { String::new() };
            vec![kind.clone(), cell(acted.people), cell(acted.cases), cell(acted.money)].into()
        })
        .collect();
    let change = |change: &Changed| {
        let told = |value: f64| format!("{value}{}", change.unit);
        let cells = vec![change.subject.clone(), told(change.from), told(change.to), change.title.clone()];
        Row { cells, link: change.link(&shown) }
    };
    let changes: Vec<Row> = overview.changes.iter().map(change).collect();
    let month = |(month, count): (&String, &usize)| vec![month.clone(), count.to_string()].into();
    let months: Vec<Row> = overview.months.iter().map(month).collect();
    let years = match overview.years {
        0 => String::new(),
        years => format!("另有 {years} 处日期只写到年份或季度，未计入。"),
    };
    html! {
        section class="charts" aria-label="统计" {
            (figure("statuses", "问题整改状态", "", &["状态", "问题数"], &statuses, 0))
            (figure("actions", "问责处理", "按种类合计人数与件数", &["种类", "人", "件", "万元"], &actions, 0))
            (figure("changes", "指标前后变化", "“由…到…”的指标：○ 之前 ● 之后",
                &["指标", "之前", "之后", "文件"], &changes, overview.changes_left_out))
            (figure("months", "日期分布", &years, &["月份", "次数"], &months, 0))
        }
    }
}

fn figure(name: &str, caption: &str, note: &str, columns: &[&str], rows: &[Row], left_out: usize) -> Markup {
    let more = left_out + rows.len().saturating_sub(ROWS);
    html! {
        @if !rows.is_empty() {
            figure class="chart" data-chart=(name) {
                figcaption { h2 { (caption) } @if !note.is_empty() { p { (note) } } }
                div class="drawing" {}
                details {
                    summary { "数据表" }
                    div class="wide" tabindex="0" role="group" aria-label=(format!("{caption}数据表")) {
                        table {
                            thead { tr { @for column in columns { th scope="col" { (column) } } } }
                            tbody { @for row in rows.iter().take(ROWS) { (line(row)) } }
                        }
                    }
                    @if more > 0 { p class="more" { "另有 " (more) " 行未列出" } }
                }
            }
        }
    }
}

fn line(row: &Row) -> Markup {
    html! {
        tr {
            @for (at, cell) in row.cells.iter().enumerate() {
                td {
                    @match row.link.as_deref().filter(|_| at == 0) {
                        Some(link) => { a href=(link) { (cell) } }
                        None => (cell),
                    }
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_text_ends_the_element_of_the_numbers() {
        let text = "一、整改情况\n\n</script>率由7.8%下降到1.2%。\n";
        let mut overview = Overview::default();
        let mut document = Document::from_circular("d1", &gongwen::parse(text));
        document.title = "</script><script>alert(1)</script>".to_owned();
        overview.add(&document);
        assert_eq!(overview.changes.len(), 1);
        let data = data(&overview, &[document]);
        assert!(!data.contains('<'), "{data}");
        assert!(serde_json::from_str::<Value>(&data).is_ok());
    }
}
