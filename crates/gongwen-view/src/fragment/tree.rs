//! The tree of a document, folded below its headings. Nesting is bounded by the number of numbering schemes, so that the
//! recursion is.

use gongwen::facts::FactKind;
use maud::{Markup, html};

use crate::marks::pieces;
use crate::model::{Block, BlockKind, Document, MarkOf, Text};

/// Blocks that are shown.
const BLOCKS: usize = 400;
/// Bytes of text that are shown; the last text may go over it by [`TEXT`].
const TOTAL: usize = 200_000;
/// Bytes of one text that are shown.
const TEXT: usize = 20_000;
/// Headings above this depth are open.
const OPEN: usize = 2;
/// Deeper blocks stand beside one another.
const DEEPEST: usize = 24;

pub(super) fn tree(document: &Document) -> Markup {
    let shown = fitting(&document.blocks);
    let more = document.blocks.len() - shown;
    html! {
        div class="gongwen-tree" { (level(document, 0, shown)) }
        @if more > 0 { p class="gongwen-more" { "另有 " (more) " 个节点未显示" } }
    }
}

/// How many blocks fit.
fn fitting(blocks: &[Block]) -> usize {
    let mut left = TOTAL;
    let fits = |block: &&Block| {
        let fits = left > 0;
        let texts = [&block.heading, &block.text].into_iter().flatten();
        left = left.saturating_sub(texts.map(|text| text.words.len().min(TEXT)).sum());
        fits
    };
    blocks.iter().take(BLOCKS).take_while(fits).count()
}

/// Blocks beside one another, each with those below it.
fn level(document: &Document, mut at: usize, end: usize) -> Markup {
    let mut siblings = Vec::new();
    while at < end {
        let depth = document.blocks[at].depth;
        let below = document.blocks[at + 1..end].iter().take_while(|block| block.depth > depth).count();
        let next = if depth < DEEPEST { at + 1 + below } else { at + 1 };
        siblings.push((at, next));
        at = next;
    }
    html! {
        @for (at, next) in siblings {
            @let block = &document.blocks[at];
            @if next > at + 1 {
                details class="gongwen-node" open[block.depth < OPEN] {
                    summary { (head(document, block)) }
                    (level(document, at + 1, next))
                }
            } @else {
                div class="gongwen-node gongwen-leaf" { (head(document, block)) }
            }
        }
    }
}

fn head(document: &Document, block: &Block) -> Markup {
    let name = match block.kind {
        BlockKind::Section | BlockKind::Attachment => "gongwen-section",
        BlockKind::Issue => "gongwen-issue",
        BlockKind::Part(_) => "gongwen-part",
        _ => "gongwen-text",
    };
    html! {
        span class="gongwen-id" { @if let BlockKind::Part(caption) = block.kind { (caption) } @else { (block.id) } }
        span class=(name) {
            @if let Some(label) = &block.label { span class="gongwen-label" { (label) } }
            @for text in [&block.heading, &block.text].into_iter().flatten() { (words(document, text)) }
        }
        @if let Some(status) = block.status {
            span class=(format!("gongwen-status gongwen-{}", status.as_str())) { (status.sign()) " " (status.caption()) }
        }
    }
}

fn words(document: &Document, text: &Text) -> Markup {
    let mut left = TEXT;
    let shown: Vec<_> = pieces(text)
        .into_iter()
        .map_while(|piece| {
            let words = first_bytes(piece.words, left);
            let shown = left > 0 || piece.words.is_empty();
            // What is cut is the last that is shown, whatever would still have room behind it.
            left = if words.len() < piece.words.len() { 0 } else { left - words.len() };
            shown.then_some((words, piece))
        })
        .collect();
    let bytes: usize = shown.iter().map(|(words, _)| words.len()).sum();
    html! {
        @for (words, piece) in &shown {
            @match innermost(document, &piece.marks) {
                Some((kind, told)) => {
                    span class=(format!("gongwen-f gongwen-{}", kind.as_str())) title=(told) { (words) }
                }
                None => (words),
            }
        }
        @if bytes < text.words.len() {
            span class="gongwen-more" { "…另有 " (text.words[bytes..].chars().count()) " 字" }
        }
    }
}

fn innermost(document: &Document, marks: &[MarkOf]) -> Option<(FactKind, String)> {
    marks.iter().rev().find_map(|mark| match *mark {
        MarkOf::Fact(fact) => {
            let data = &document.facts[fact].data;
            Some((data.kind(), format!("{}：{}", crate::caption::kind(data.kind()), data.told())))
        }
        MarkOf::Note(_) => None,
    })
}

/// At most so many bytes of a text, whole characters.
fn first_bytes(text: &str, mut bytes: usize) -> &str {
    while !text.is_char_boundary(bytes.min(text.len())) {
        bytes -= 1;
    }
    &text[..bytes.min(text.len())]
}
