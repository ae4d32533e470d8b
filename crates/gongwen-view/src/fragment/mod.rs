//! Pieces of HTML for a notebook: a circular or a node as a tree that folds, a table. No script, no request, and a bounded
//! size: what is not shown is counted.
//!
//! ```
//! let circular = gongwen::parse("一、整改情况\n\n组织专题学习7次。\n");
//! let shown = gongwen_view::fragment::circular(&circular);
//! assert!(shown.contains("gongwen-metric") && !shown.contains("<script"));
//! let rows = [vec!["党组会", "7"]];
//! assert!(gongwen_view::fragment::table("指标", &["主体", "数值"], &rows, 12).contains("另有 11 行"));
//! ```

mod tree;

use gongwen::Circular;
use gongwen::tree::NodeRef;
use maud::{Markup, PreEscaped, html};

use crate::caption;
use crate::model::Document;

/// Rows of a table that are shown.
const ROWS: usize = 100;
/// Columns of a table that are shown.
const COLUMNS: usize = 40;
/// Characters of a cell that are shown.
const CELL: usize = 300;

const STYLE: &str = include_str!("../../assets/css/fragment.css");

/// A circular: what is known of it, and its tree.
#[must_use]
pub fn circular(circular: &Circular<'_>) -> String {
    let document = Document::from_circular("", circular);
    framed(&html! {
        p class="gongwen-title" { (document.title) }
        @if !document.meta.is_empty() {
            dl class="gongwen-meta" {
                @for (caption, value) in &document.meta { dt { (caption) } dd { (cut(value, CELL)) } }
            }
        }
        (counts(&document))
        (tree::tree(&document))
    })
}

/// A node and all below it.
#[must_use]
pub fn node(node: NodeRef<'_>) -> String {
    let document = Document::from_node(node);
    framed(&html! { (counts(&document)) (tree::tree(&document)) })
}

/// A table under its caption. `rows` may be the first of `total`.
#[must_use]
pub fn table<S: AsRef<str>>(caption: &str, columns: &[&str], rows: &[Vec<S>], total: usize) -> String {
    let shown = rows.len().min(ROWS);
    let more = total.max(rows.len()) - shown;
    let wider = columns.len().saturating_sub(COLUMNS);
    framed(&html! {
        div class="gongwen-wide" {
            table class="gongwen-table" {
                caption { (caption) }
                thead { tr { @for column in columns.iter().take(COLUMNS) { th scope="col" { (column) } } } }
                tbody {
                    @for row in &rows[..shown] {
                        tr { @for cell in row.iter().take(COLUMNS) { td { (cut(cell.as_ref(), CELL)) } } }
                    }
                }
            }
        }
        @if more > 0 { p class="gongwen-more" { "另有 " (more) " 行" } }
        @if wider > 0 { p class="gongwen-more" { "另有 " (wider) " 列" } }
    })
}

fn framed(inside: &Markup) -> String {
    html! { div class="gongwen-view" lang="zh-CN" { style { (PreEscaped(STYLE)) } (inside) } }.into_string()
}

/// How many facts there are of each kind, which also tells what the colours are.
fn counts(document: &Document) -> Markup {
    let count = |kind| document.facts.iter().filter(|fact| fact.data.kind() == kind).count();
    let statuses = document.statuses();
    html! {
        p class="gongwen-counts" {
            @for &kind in caption::KINDS {
                @let count = count(kind);
                @if count > 0 {
                    span class=(format!("gongwen-f gongwen-{}", kind.as_str())) { (caption::kind(kind)) " " (count) }
                }
            }
            @for (status, count) in statuses {
                span class=(format!("gongwen-status gongwen-{}", status.as_str())) {
                    (status.sign()) " " (status.caption()) " " (count)
                }
            }
        }
    }
}

/// The first `chars` characters, and a `…` where there are more.
fn cut(text: &str, chars: usize) -> String {
    match text.char_indices().nth(chars) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    }
}
