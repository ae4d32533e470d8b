//! The text of a document, with what was found over its words.

use gongwen::facts::FactKind;
use maud::{Markup, html};

use crate::caption;
use crate::marks::{Piece, pieces};
use crate::model::{Block, BlockKind, Document, MarkOf, Note, Status, Text};

pub(super) fn text(document: &Document) -> Markup {
    html! {
        main class="text" id="main" tabindex="0" aria-label="原文" {
            article {
                h1 class="title" { (document.title) }
                @if !document.meta.is_empty() {
                    dl class="meta" {
                        @for (caption, value) in &document.meta { div { dt { (caption) } dd { (value) } } }
                    }
                }
                (blocks(document))
            }
        }
    }
}

fn blocks(document: &Document) -> Markup {
    let (mut shown, mut page, mut at) = (Vec::new(), None, 0);
    // By depth: what the sections that the next block stands in are for.
    let mut roles: Vec<Option<&str>> = Vec::new();
    while let Some(block) = document.blocks.get(at) {
        let rows = document.blocks.get(at + 1).is_some_and(|next| next.kind == BlockKind::Row);
        let end = if block.kind == BlockKind::Table && rows { below(&document.blocks, at) } else { at + 1 };
        let above = roles.iter().take(block.depth).next_back().copied().flatten();
        let turn = Turn {
            page: block.place.page.filter(|of| page != Some(*of)),
            role: block.role.filter(|role| block.kind == BlockKind::Section && above != Some(*role)),
        };
        roles.resize(block.depth, None);
        roles.push(block.role);
        shown.push((at, end, turn));
        page = block.place.page.or(page);
        at = end;
    }
    html! { @for (at, end, turn) in &shown { (one(document, *at, *end, turn)) } }
}

/// What is other than in the blocks before.
struct Turn {
    page: Option<u32>,
    role: Option<&'static str>,
}

/// One past the last block below another.
fn below(blocks: &[Block], at: usize) -> usize {
    let depth = blocks[at].depth;
    at + 1 + blocks[at + 1..].iter().take_while(|block| block.depth > depth).count()
}

fn one(document: &Document, at: usize, end: usize, turn: &Turn) -> Markup {
    let block = &document.blocks[at];
    let issue = block.issue.and_then(|issue| document.blocks[issue].status);
    let inner = if block.issue.is_some_and(|issue| issue != at) { " inner" } else { "" };
    html! {
        div id=(format!("n-{}", block.id))
            class=(format!("block {} d{}{inner}", class(block.kind), block.depth.min(6)))
            data-status=[issue.map(Status::as_str)]
            data-page=[turn.page.map(|page| format!("第 {page} 页"))] {
            @if let BlockKind::Part(caption) = block.kind { span class="caption" { (caption) } }
            @if block.heading.is_some() { (heading(document, block, turn.role)) }
            @if end > at + 1 {
                (table(document, at, end))
            } @else if let Some(text) = &block.text {
                p {
                    @if block.heading.is_none() && let Some(label) = &block.label { (self::label(label)) }
                    (words(document, text))
                }
            }
        }
    }
}

fn class(kind: BlockKind) -> &'static str {
    match kind {
        BlockKind::Section => "section",
        BlockKind::Issue => "issue",
        BlockKind::Measure => "measure",
        BlockKind::Table => "table",
        BlockKind::Row => "row",
        BlockKind::Cell => "cell",
        BlockKind::Part(_) => "part",
        BlockKind::Attachment => "section attachment",
        BlockKind::Paragraph => "paragraph",
    }
}

fn heading(document: &Document, block: &Block, role: Option<&str>) -> Markup {
    let inside = html! {
        @if let Some(label) = &block.label { (self::label(label)) }
        @if let Some(heading) = &block.heading { (words(document, heading)) }
        @if let Some(found) = block.status { (status(found, true)) }
        @if let Some(role) = role { span class="role" { (role) } }
    };
    match block.depth {
        0 => html! { h2 { (inside) } },
        1 => html! { h3 { (inside) } },
        2 => html! { h4 { (inside) } },
        3 => html! { h5 { (inside) } },
        _ => html! { h6 { (inside) } },
    }
}

fn label(label: &str) -> Markup {
    html! { span class="label" { (label) } }
}

/// How far an issue is, by a sign and, where there is room, in words.
pub(super) fn status(status: Status, worded: bool) -> Markup {
    html! {
        span class=(format!("status {}", status.as_str())) title=(status.caption()) {
            span aria-hidden="true" { (status.sign()) }
            span class=[(!worded).then_some("unseen")] { (status.caption()) }
        }
    }
}

/// Rows and cells as a table; what stands in a cell stands in it.
fn table(document: &Document, at: usize, end: usize) -> Markup {
    let rows: Vec<usize> = (at + 1..end).filter(|&row| document.blocks[row].kind == BlockKind::Row).collect();
    html! {
        div class="wide" tabindex="0" role="group" aria-label="表格" {
            table {
                tbody {
                    @for (number, &row) in rows.iter().enumerate() {
                        @let next = rows.get(number + 1).copied().unwrap_or(end);
                        tr id=(format!("n-{}", document.blocks[row].id)) {
                            @for cell in &document.blocks[row + 1..next] {
                                td id=(format!("n-{}", cell.id)) {
                                    @for text in [&cell.heading, &cell.text].into_iter().flatten() {
                                        (words(document, text))
                                    }
                                }
                            }
                        }
                    }
                }
            }
        }
    }
}

/// Words in their pieces. The element is what a search goes through, so that no label or sign is found.
fn words(document: &Document, text: &Text) -> Markup {
    html! {
        span class="w" {
            @for piece in pieces(text) {
                @for &note in &piece.before { (point(&document.notes[note])) }
                (marked(document, &piece))
            }
        }
    }
}

fn marked(document: &Document, piece: &Piece<'_>) -> Markup {
    if piece.marks.is_empty() {
        return html! { (piece.words) };
    }
    let (mut facts, mut notes, mut class, mut title) = (Vec::new(), Vec::new(), None, None);
    for mark in &piece.marks {
        match *mark {
            MarkOf::Fact(fact) => {
                let fact = &document.facts[fact];
                facts.push(fact.id.as_str());
                class = Some(fact.data.kind());
            }
            MarkOf::Note(note) => {
                let note = &document.notes[note];
                notes.push(note.id.as_str());
                title = Some(told(note));
            }
        }
    }
    let noted = if notes.is_empty() { "" } else { " noted" };
    let class = format!("{}{noted}", class.map_or("", FactKind::as_str));
    let joined = |ids: &[&str]| (!ids.is_empty()).then(|| ids.join(" "));
    html! {
        span class=(class.trim_start()) data-f=[joined(&facts)] data-n=[joined(&notes)] title=[title] { (piece.words) }
    }
}

/// A note between two characters. The sign comes from the style, so that it is no part of the text that is copied.
fn point(note: &Note) -> Markup {
    let name = caption::note_name(note.kind);
    html! { span class=(format!("point {name}")) data-n=(note.id) role="img" aria-label=(told(note)) title=(told(note)) {} }
}

pub(super) fn told(note: &Note) -> String {
    let mut told = format!("{}：{}", caption::note(note.kind), note.title);
    for more in [&note.message, &note.suggestion].into_iter().flatten() {
        told.push('\n');
        told.push_str(more);
    }
    told
}
