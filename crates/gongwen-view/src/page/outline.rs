//! The outline: all that has a heading, with the status of issues.

use maud::{Markup, html};

use super::text::status;
use crate::model::{Block, BlockKind, Document};

pub(super) fn outline(document: &Document) -> Markup {
    let headed = document.blocks.iter().filter(|block| {
        block.heading.is_some()
            && matches!(block.kind, BlockKind::Section | BlockKind::Issue | BlockKind::Attachment)
    });
    html! {
        nav class="outline" aria-label="目录" {
            h2 class="pane" { "目录" }
            ol { @for block in headed { (line(block)) } }
        }
    }
}

fn line(block: &Block) -> Markup {
    let class = if block.kind == BlockKind::Issue { "issue" } else { "section" };
    html! {
        li class=(format!("{class} d{}", block.depth.min(6))) data-status=[block.status.map(|status| status.as_str())] {
            a href=(format!("#{}", block.id)) data-node=(block.id) {
                @if let Some(label) = &block.label { span class="label" { (label) } }
                span { @if let Some(heading) = &block.heading { (heading.words) } }
                @if let Some(found) = block.status { (status(found, false)) }
            }
        }
    }
}
