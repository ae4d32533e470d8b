//! Whether two lines are one sentence: decided by what stands on both sides of the cut.

use super::RepairKind;
use crate::block::{Line, LineKind, Lines};
use crate::outline::{self, LabelMatch, Scheme};
use crate::part::{contact_goes_on, is_closing_line, is_date_line, is_document_number, opens_closing};
use crate::rules::fields::{self, Field, FieldMatch};
use crate::rules::units::unit_at;
use crate::text::{columns, find_mark};

/// How the lines of a source are laid out.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Layout {
    /// Columns at which lines were wrapped, where they were.
    pub(super) wrap: Option<usize>,
    /// Paragraphs open with an indent.
    pub(super) indented: bool,
    /// Paragraphs are parted by blank lines.
    pub(super) spaced: bool,
}

/// The share of lines that must end at one column for the text to count as wrapped there, in percent.
const WRAPPED_SHARE: usize = 22;
const NARROWEST_WRAP: usize = 24;
const WIDEST_WRAP: usize = 120;
/// A line may end this many columns early: a full stop that hangs over, a number that stays whole.
const WRAP_SLACK: usize = 5;

impl Layout {
    /// Looks at the widths, indents and blank lines of all lines.
    pub(super) fn of(lines: &Lines) -> Self {
        let mut widths = [0_usize; WIDEST_WRAP + 1];
        let (mut total, mut long, mut indented, mut spaced) = (0, 0, 0, 0);
        for line in &lines.lines {
            if matches!(line.kind, LineKind::Heading(_) | LineKind::Cell(_) | LineKind::Metadata) {
                continue;
            }
            total += 1;
            match line.columns.map(|columns| line.indent + usize::from(columns)) {
                Some(width) if width <= WIDEST_WRAP => widths[width] += 1,
                _ => long += 1,
            }
            indented += usize::from((2..=8).contains(&line.indent));
            spaced += usize::from(line.blank_before);
        }
        let (wrap, count) = densest(&widths);
        // A line may hang over by a mark or two.
        let longer = long + widths[(wrap + WRAP_SLACK).min(WIDEST_WRAP)..].iter().sum::<usize>();
        let wrapped = count >= 4 && count * 100 >= total * WRAPPED_SHARE && longer * 20 <= total;
        // The densest window may end above the column itself: step down to a width that a line has.
        let wrap = wrapped.then_some(wrap).and_then(|wrap| (0..=wrap).rev().find(|&width| widths[width] > 0));
        Self { wrap, indented: indented * 5 >= total && indented > 1, spaced: spaced * 5 >= total }
    }
}

/// The column at which, or just before which, most lines end, the widest of equals; and how many do.
fn densest(widths: &[usize; WIDEST_WRAP + 1]) -> (usize, usize) {
    const WINDOW: usize = 4;
    let mut count: usize = widths[NARROWEST_WRAP - WINDOW..NARROWEST_WRAP].iter().sum();
    let mut best = (NARROWEST_WRAP, 0);
    for wrap in NARROWEST_WRAP..=WIDEST_WRAP {
        count = count + widths[wrap] - widths[wrap - WINDOW];
        if count >= best.1 {
            best = (wrap, count);
        }
    }
    best
}

/// Bytes of the longest 发文字号.
const LONGEST_NUMBER: usize = 120;

/// One side of a cut.
#[derive(Debug, Clone, Copy)]
pub(super) struct Side<'t> {
    pub(super) line: &'t Line,
    pub(super) text: &'t str,
}

/// What is known of the paragraph before the cut, its lines so far joined.
#[derive(Debug, Clone, Copy)]
pub(super) struct Before<'t> {
    pub(super) last: Side<'t>,
    /// Its first characters decide what it is.
    pub(super) head: &'t str,
    pub(super) first_kind: LineKind,
}

/// Whether `next` goes on where `before` stops, and what kind of damage that is.
pub(super) fn join(
    before: Before<'_>,
    next: Side<'_>,
    page_number: bool,
    layout: Layout,
) -> Option<RepairKind> {
    if next.line.apart || !joinable(before.first_kind) || !continues(next.line.kind) {
        return None;
    }
    let kind = if next.line.blank_before || page_number { RepairKind::PageCut } else { RepairKind::HardWrap };
    if next.text.chars().all(is_closer_or_stop) {
        return Some(kind);
    }
    // 发文字号 is a line of its own, whatever follows.
    if before.head.len() <= LONGEST_NUMBER && is_document_number(before.head) {
        return None;
    }
    if contact_goes_on(before.head, next.text)
        || cuts_number(before.last.text, next.text)
        || (next.line.runs_on && !starts_fresh(next.text))
    {
        return Some(kind);
    }
    let last = before.last.text.chars().next_back()?;
    if layout.wrap.is_none() && ends_sentence(before.last.text) {
        return None;
    }
    let label = outline::label(before.head);
    let labelled = is_labelled(before, label);
    let prose = labelled || is_running(before, label) || leaves_indent(before, next, layout);
    // Looked for only where the words alone do not tell.
    let open =
        opens_sentence(last) || ((!prose || layout.wrap.is_some()) && has_open_bracket(before.last.text));
    if layout.wrap.is_none() && !open && !prose {
        return None;
    }
    let full = layout
        .wrap
        .is_some_and(|wrap| before.last.line.indent + columns(before.last.text) + WRAP_SLACK >= wrap);
    if layout.wrap.is_some() && !next.line.blank_before {
        let fresh = starts_fresh(next.text);
        return wrapped(before, next, layout, full, fresh, open).then_some(kind);
    }
    if ends_sentence(before.last.text) || matches!(last, '：' | ':') {
        return None;
    }
    if (layout.wrap.is_some() && !full && !page_number) || starts_fresh(next.text) {
        return None;
    }
    // What was done is no line of the closing, whomever it names.
    ((open || prose) && prose_end(next.text) && (labelled || !is_closing_line(before.head))).then_some(kind)
}

/// Whether two paragraphs that a blank line parts would be read as one sentence.
pub(crate) fn reads_on(before: &str, next: &str) -> bool {
    let line = Line {
        kind: LineKind::Text,
        pieces: (0, 0),
        indent: 0,
        blank_before: true,
        apart: false,
        runs_on: false,
        bold: 0,
        len: 0,
        columns: None,
    };
    let last = Side { line: &line, text: before };
    let before = Before { last, head: before, first_kind: LineKind::Text };
    join(before, Side { line: &line, text: next }, false, Layout::default()).is_some()
}

/// Within a block of wrapped text the margin and the indent speak first.
fn wrapped(before: Before<'_>, next: Side<'_>, layout: Layout, full: bool, fresh: bool, open: bool) -> bool {
    let text_body = !is_date_line(next.text) && next.line.indent < 12;
    if layout.indented {
        // A title set over several lines is centred: both lines are indented, and neither ends a sentence.
        return next.line.indent < 2
            && (full || !ends_sentence(before.last.text))
            && text_body
            && (full || !fresh);
    }
    if fresh || !text_body {
        return false;
    }
    if ends_sentence(before.last.text) {
        return full && layout.spaced && !next.line.blank_before;
    }
    // A line may be cut by its characters, not its width, or before a number that stays whole: a long sentence that does
    // not end goes on all the same.
    let nearly = || {
        let width = before.last.line.indent + columns(before.last.text);
        layout.wrap.is_some_and(|wrap| width * 4 >= wrap * 3) && is_prose(before) && prose_end(next.text)
    };
    full || open || nearly()
}

/// Where few lines are wrapped but paragraphs are indented, a long line that ends no sentence goes on in one that is
/// not: `　　（1）共梳理制度12项，其` and `中新制定7项。`
fn leaves_indent(before: Before<'_>, next: Side<'_>, layout: Layout) -> bool {
    layout.indented
        && next.line.indent < 2
        && before.last.line.indent >= 2
        && before.last.text.contains(['，', '。', '；'])
        && columns(before.last.text) >= 2 * NARROWEST_WRAP
}

/// 清理2⏎16处: a number in running text on one side, its other digits and its unit on the other.
fn cuts_number(before: &str, next: &str) -> bool {
    let is_digit = |c: char| c.is_ascii_digit();
    if !next.starts_with(is_digit) {
        return false;
    }
    let lead = before.trim_end_matches(is_digit);
    let rest = next.trim_start_matches(|c: char| c.is_ascii_digit() || c == '.');
    let words = lead.chars().next_back().is_some_and(|c| c > '\u{2e80}' && !matches!(c, '第' | '：'));
    lead.len() < before.len()
        && words
        && lead.chars().nth(3).is_some()
        && outline::label(next).is_none()
        && unit_at(rest, 0).is_some()
}

fn joinable(kind: LineKind) -> bool {
    matches!(kind, LineKind::Text | LineKind::Bullet)
}

fn continues(kind: LineKind) -> bool {
    matches!(kind, LineKind::Text)
}

/// A sentence that has a stop in it, or the text of a labelled line, whatever its length.
fn is_prose(before: Before<'_>) -> bool {
    let label = outline::label(before.head);
    is_labelled(before, label) || is_running(before, label)
}

/// Bytes from which on a text is no heading.
const LONG: usize = 75;

/// The text of a number of a series or of a field.
fn is_labelled(before: Before<'_>, label: Option<LabelMatch>) -> bool {
    // 责任单位：水利局 and 完成情况：已完成 end without a stop.
    let told = |found: FieldMatch| {
        matches!(found.field, Field::Measures | Field::Statement) || before.head.len() >= LONG
    };
    label.is_some_and(|label| label.scheme.is_series()) || fields::at_start(before.head).is_some_and(told)
}

fn is_running(before: Before<'_>, label: Option<LabelMatch>) -> bool {
    (label.is_none() && before.head.len() >= LONG && find_mark(before.head, "，").is_some())
        || find_mark(before.head, "。").is_some()
}

/// Whether the text after a cut can be the rest of a sentence: headings, names and dates have no punctuation.
fn prose_end(text: &str) -> bool {
    ends_sentence(text) || text.contains(['，', '。', '；', '、'])
}

/// Whether a line opens something of its own: a label, a field, a closing line.
fn starts_fresh(text: &str) -> bool {
    let label = outline::label(text);
    if label.is_some_and(|label| label.scheme != Scheme::First || text.len() > label.len()) {
        return true;
    }
    fields::at_start(text).is_some() || opens_closing(text) || is_date_line(text)
}

fn ends_sentence(text: &str) -> bool {
    // The full stop ends most, and most of the others end with a common character.
    match text.as_bytes() {
        [.., 0xE3, 0x80, 0x82] => return true,
        [.., 0xE4..=0xE9, _, _] => return false,
        _ => {}
    }
    let text = text.trim_end_matches(['”', '’', '）', ')', '"', '」']);
    text.ends_with(['。', '！', '？', '；', '!', '?', ';', '…'])
}

fn opens_sentence(last: char) -> bool {
    matches!(last, '，' | '、' | ',' | '“' | '《' | '（' | '(' | '〔' | '‘' | '〈')
}

fn is_closer_or_stop(c: char) -> bool {
    matches!(c, '。' | '，' | '；' | '”' | '’' | '》' | '）' | ')' | '！' | '？' | '、' | '〉')
}

/// A title, quotation or bracket that opens near the end of a line and does not close there.
fn has_open_bracket(text: &str) -> bool {
    const NEAR: usize = 240;
    let mut from = text.len().saturating_sub(NEAR);
    while !text.is_char_boundary(from) {
        from += 1;
    }
    let (mut title, mut quote, mut bracket) = (0_i32, 0_i32, 0_i32);
    for c in text[from..].chars() {
        match c {
            '《' => title += 1,
            '》' => title = (title - 1).max(0),
            '“' => quote += 1,
            '”' => quote = (quote - 1).max(0),
            '（' | '(' => bracket += 1,
            '）' | ')' => bracket = (bracket - 1).max(0),
            _ => {}
        }
    }
    title + quote + bracket > 0
}
