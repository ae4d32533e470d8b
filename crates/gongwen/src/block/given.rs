//! Lines from the blocks of a reader. Text that no block holds is read as plain text, so that nothing is lost
//! whatever the blocks say.

use std::ops::Range;

use super::document::{Block, BlockKind, Break};
use super::{Line, LineKind, Lines, Piece, is_space, plain};
use crate::repair::MarkupKind;
use crate::text::Span;

/// Reads all blocks of `text`, in order. A block that overlaps the one before it, or cuts a character, is none.
pub(super) fn read(text: &str, blocks: &[Block], lines: &mut Lines) {
    let mut done = 0;
    for block in blocks {
        let range = block.span.range();
        if range.start < done || text.get(range.clone()).is_none_or(|line| line.contains('\n')) {
            continue;
        }
        between(text, done..range.start, lines);
        line(text, block, lines);
        done = range.end;
    }
    between(text, done..text.len(), lines);
}

/// Text between blocks.
fn between(text: &str, range: Range<usize>, lines: &mut Lines) {
    if text[range.clone()].chars().all(is_space) {
        lines.mark(MarkupKind::Layout, Span::from(range));
    } else {
        plain::read(text, range, LineKind::Text, lines);
    }
}

fn line(text: &str, block: &Block, lines: &mut Lines) {
    let range = block.span.range();
    let content = text[range.clone()].trim_matches(is_space);
    if content.is_empty() {
        lines.mark(MarkupKind::Layout, block.span);
        return;
    }
    let lead = text[range.clone()].len() - text[range.clone()].trim_start_matches(is_space).len();
    let from = range.start + lead;
    let to = from + content.len();
    lines.mark(MarkupKind::Layout, Span::new(range.start, from));
    let piece = lines.pieces.len();
    lines.pieces.push(Piece { span: Span::new(from, to), entity: None });
    let kind = match block.kind {
        BlockKind::Paragraph => LineKind::Text,
        BlockKind::Heading(depth) => LineKind::Heading(depth.clamp(1, 6)),
        BlockKind::Item => LineKind::Bullet,
        BlockKind::Metadata => LineKind::Metadata,
        BlockKind::Note => LineKind::Note,
        BlockKind::Attachment => LineKind::Attachment,
        BlockKind::Cell(cell) => lines.cell(cell),
    };
    lines.push(
        text,
        Line {
            kind,
            pieces: (piece, piece + 1),
            indent: block.indent + plain::indent(&text[range.start..from]),
            blank_before: block.break_before != Break::Line,
            apart: false,
            runs_on: block.break_before == Break::Page,
            bold: block.bold.saturating_sub(lead).min(content.len()),
            len: content.len(),
            columns: None,
        },
    );
    lines.mark(MarkupKind::Layout, Span::new(to, range.end));
}
