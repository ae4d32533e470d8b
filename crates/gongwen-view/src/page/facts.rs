//! The facts in a list, with what they may be filtered by; repairs and diagnostics below.

use gongwen::facts::FactKind;
use maud::{Markup, html};

use crate::caption;
use crate::model::{Document, Fact, Note, Place, Status};

pub(super) fn facts(document: &Document) -> Markup {
    html! {
        aside class="facts" aria-label="事实" {
            (kinds(document))
            (statuses(document))
            ol class="list" aria-label="事实列表" {
                @for fact in &document.facts { (line(document, fact)) }
            }
            p class="none" hidden { "没有符合筛选条件的事实。" }
            @if document.facts.is_empty() { p class="empty" { "未发现事实。" } }
            (notes(document))
        }
    }
}

fn kinds(document: &Document) -> Markup {
    let count = |kind: FactKind| document.facts.iter().filter(|fact| fact.data.kind() == kind).count();
    html! {
        div class="filters" role="group" aria-label="按类别筛选" {
            @for &kind in caption::KINDS {
                @let count = count(kind);
                button type="button" class=(format!("chip {}", kind.as_str())) data-kind=(kind.as_str()) aria-pressed="true" disabled[count == 0] {
                    span class="sign" aria-hidden="true" { (caption::kind_sign(kind)) }
                    (caption::kind(kind)) " " b { (count) }
                }
            }
        }
    }
}

fn statuses(document: &Document) -> Markup {
    let counted = document.statuses();
    html! {
        @if !counted.is_empty() {
            div class="filters" role="group" aria-label="按问题状态筛选" {
                span class="of" { "问题" }
                @for (status, count) in counted {
                    button type="button" class=(format!("chip status {}", status.as_str())) data-status=(status.as_str()) aria-pressed="true" {
                        span aria-hidden="true" { (status.sign()) } " " (status.caption()) " " b { (count) }
                    }
                }
            }
        }
    }
}

fn line(document: &Document, fact: &Fact) -> Markup {
    let kind = fact.data.kind();
    let block = fact.block.map(|block| &document.blocks[block]);
    let issue = block.and_then(|block| document.blocks[block.issue?].status);
    html! {
        li class=(format!("fact {}", kind.as_str())) data-fact=(fact.id) data-kind=(kind.as_str()) data-status=[issue.map(Status::as_str)] {
            button type="button" {
                span class="sign" { span class="unseen" { (caption::kind(kind)) } span aria-hidden="true" { (caption::kind_sign(kind)) } }
                span class="told" { (fact.data.told()) }
            }
            dl {
                (field("原文", &fact.text))
                @for (caption, value) in fact.data.fields() { (field(caption, &value)) }
                (place(&fact.place))
                @if let Some(block) = block {
                    div { dt { "节点" } dd { a href=(format!("#{}", block.id)) data-node=(block.id) { (block.id) } } }
                } @else {
                    (field("节点", "不在所示原文中"))
                }
            }
        }
    }
}

fn field(caption: &str, value: &str) -> Markup {
    html! { div { dt { (caption) } dd { (value) } } }
}

/// Where it stands in the source file.
fn place(place: &Place) -> Markup {
    html! {
        @if let Some(told) = place.told() { div class="place" { dt { "来源" } dd { (told) } } }
    }
}

fn notes(document: &Document) -> Markup {
    html! {
        @if !document.notes.is_empty() {
            details class="notes" {
                summary { "修补与疑点 " b { (document.notes.len()) } }
                ol { @for note in &document.notes { (note_line(note)) } }
            }
        }
    }
}

fn note_line(note: &Note) -> Markup {
    let name = caption::note_name(note.kind);
    html! {
        li class=(format!("note {name}")) data-note=(note.id) {
            button type="button" {
                span class="badge" { (caption::note(note.kind)) }
                span { (note.title) }
            }
            div class="said" {
                @for said in [&note.message, &note.suggestion].into_iter().flatten() { p { (said) } }
                @if let Some(told) = note.place.told() { p class="place" { (told) } }
            }
        }
    }
}
