//! Charts over all documents: the numbers as JSON for the script that draws, and as tables for whoever cannot see them.

use maud::{Markup, html};
use serde_json::{Value, json};

use crate::model::Status;
use crate::overview::{Overview, rounded};

/// Rows of a table of numbers.
const ROWS: usize = 200;

/// The numbers for the script. No `<` stands in them, so that no text ends the element they stand in.
pub(super) fn data(overview: &Overview) -> String {
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
                   "title": change.title})
        })
        .collect();
    let months: Vec<Value> =
        overview.months.iter().map(|(month, count)| json!({"month": month, "count": count})).collect();
    let data = json!({"statuses": statuses, "actions": actions, "changes": changes, "months": months});
    data.to_string().replace('<', "\\u003c")
}

pub(super) fn charts(overview: &Overview) -> Markup {
    let statuses: Vec<_> = overview
        .statuses
        .iter()
        .map(|(status, count)| vec![status.caption().to_owned(), count.to_string()])
        .collect();
    let actions: Vec<_> = overview
        .actions
        .iter()
        .map(|(kind, acted)| {
            let cell = |value: f64| if value > 0.0 { rounded(value) } else { String::new() };
            vec![kind.clone(), cell(acted.people), cell(acted.cases), cell(acted.money)]
        })
        .collect();
    let changes: Vec<Vec<String>> = overview
        .changes
        .iter()
        .map(|change| {
            let unit = &change.unit;
            vec![
                change.subject.clone(),
                format!("{}{unit}", change.from),
                format!("{}{unit}", change.to),
                change.title.clone(),
            ]
        })
        .collect();
    let months: Vec<_> =
        overview.months.iter().map(|(month, count)| vec![month.clone(), count.to_string()]).collect();
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

fn figure(
    name: &str,
    caption: &str,
    note: &str,
    columns: &[&str],
    rows: &[Vec<String>],
    left_out: usize,
) -> Markup {
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
                            tbody {
                                @for row in rows.iter().take(ROWS) { tr { @for cell in row { td { (cell) } } } }
                            }
                        }
                    }
                    @if more > 0 { p class="more" { "另有 " (more) " 行未列出" } }
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Document;

    #[test]
    fn no_text_ends_the_element_of_the_numbers() {
        let text = "一、整改情况\n\n</script>率由7.8%下降到1.2%。\n";
        let mut overview = Overview::default();
        let mut document = Document::from_circular("d1", &gongwen::parse(text));
        document.title = "</script><script>alert(1)</script>".to_owned();
        overview.add(&document);
        assert_eq!(overview.changes.len(), 1);
        let data = data(&overview);
        assert!(!data.contains('<'), "{data}");
        assert!(serde_json::from_str::<Value>(&data).is_ok());
    }
}
