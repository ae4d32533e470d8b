//! Headed paragraphs in their nesting: the ordinals decide the level, not the format.

use std::ops::Range;

use super::Body;
use super::numbered::without_fields;
use crate::block::{LineKind, is_space, trim_start};
use crate::diagnostic::Code;
use crate::outline::{Clause, ClauseKind, LabelMatch, Opening, Scanned, Scheme, clauses_in};
use crate::part::{is_strong, strong_statement};
use crate::repair::Paragraph;
use crate::rules::fields::{self, Field};
use crate::rules::roles;
use crate::text::{find_mark, place_in};

/// A paragraph that opens a section, an issue or a measure.
#[derive(Debug, Clone)]
pub(crate) struct Item {
    /// Its paragraph; what follows up to the next item is its content.
    pub(super) paragraph: usize,
    pub(super) label: Option<LabelMatch>,
    /// The last number of its series in its own paragraph: 2 of ①…②…
    last_ordinal: u32,
    /// 1 for 一、 to 6 for ①: the order of GB/T 9704-2012 7.3.3. 0 for 第一部分 above them.
    pub(super) rank: u8,
    pub(super) parent: Option<usize>,
    pub(super) has_children: bool,
    /// The heading without label and stop, and where the text after it starts.
    pub(super) heading: Range<usize>,
    pub(super) rest: usize,
    /// What that text opens with.
    pub(super) opening: Opening,
    /// The heading is 关于…问题; then the problem that it states.
    pub(super) strong: bool,
    pub(super) statement: Range<usize>,
    /// The heading ends with a note in brackets.
    pub(super) noted: bool,
    /// The heading opens with 反馈问题： or its like.
    pub(super) states: bool,
    /// The heading is the first clause of a paragraph without a number: an issue only where nothing else is.
    loose: bool,
}

/// Something wrong with the ordinal or depth of an item.
#[derive(Debug, Clone, Copy)]
pub(super) struct OrdinalFlaw {
    pub(super) item: usize,
    pub(super) code: Code,
    pub(super) expected: u32,
}

/// A paragraph with what the scan found in it, as long as its text is at hand.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Scope<'t> {
    /// All of the repaired text so far.
    pub(crate) text: &'t str,
    pub(crate) paragraph: &'t Paragraph,
    pub(crate) scanned: &'t Scanned,
    /// All clauses from its first one on.
    pub(crate) clauses: &'t [Clause],
}

/// Nests the items of the body, parents before children, and tells what is wrong with their ordinals.
pub(super) fn nested(body: &Body<'_>, items: &mut Vec<Item>) -> Vec<OrdinalFlaw> {
    if items.iter().any(|item| item.loose) {
        without_loose(items);
    }
    if items.iter().any(|item| body.scanned[item.paragraph].opening.field.is_some()) {
        without_fields(body, items);
    }
    rank_unnumbered(items);
    raise_unnumbered(body, items);
    nest(items)
}

/// The item that the paragraph with the number `at` opens, if it opens one. It is asked while the paragraph is scanned: later
/// the text of a long source has left the cache.
pub(crate) fn opt_item(scope: Scope<'_>, at: usize) -> Option<Item> {
    const SHORT: usize = 240;
    let range = scope.paragraph.start..scope.paragraph.end;
    let origin = scope.paragraph.origin;
    let found = scope.scanned.label;
    if matches!(origin.kind, LineKind::Cell(_)) {
        return None;
    }
    if let Some(found) = found.filter(|found| found.scheme.is_heading()) {
        // A label and nothing after it is no heading yet.
        return (found.end() < range.len()).then(|| item(scope, at, Some(found), rank(found.scheme)));
    }
    let stop = scope.scanned.stop.map_or(range.end, |stop| stop + '。'.len_utf8());
    if stop - range.start > SHORT || found.is_some_and(|found| found.scheme.is_series()) {
        return None;
    }
    if scope.scanned.opening.field.is_some() {
        return None;
    }
    let text = &scope.text[range.clone()];
    let bullet = found.filter(|found| found.scheme == Scheme::Bullet && found.end() < text.len());
    let bare = &text[bullet.map_or(0, |bullet| bullet.end())..];
    let set_apart =
        matches!(origin.kind, LineKind::Heading(_)) || (origin.bold >= text.len() && !text.ends_with('。'));
    let one_sentence = stop == range.end;
    // 针对“…”问题。 may have behind it what was done.
    let sentence = &bare[..bare.len().saturating_sub(range.end - stop)];
    if (bare.starts_with("关于") | bare.starts_with("针对") | bare.starts_with('“')) && is_strong(sentence)
    {
        return Some(item(scope, at, bullet, ISSUE_RANK));
    }
    if found.is_none() && quoted_end(sentence).is_some() {
        return Some(Item { loose: true, ..item(scope, at, None, ISSUE_RANK) });
    }
    if !set_apart || !one_sentence || text.ends_with(['，', '；']) {
        return None;
    }
    let top = roles::by_heading(bare).is_some_and(|(_, weight)| weight >= 4);
    Some(item(scope, at, bullet, if top { 1 } else { 2 }))
}

/// Takes out the paragraphs that open with 针对“…”问题， but where they are several and nothing is numbered below （一）: below
/// numbered issues they tell what was done.
fn without_loose(items: &mut Vec<Item>) {
    let several = items.iter().filter(|item| item.loose).nth(1).is_some();
    if !several || items.iter().any(|item| !item.loose && (item.rank > 2 || item.strong)) {
        items.retain(|item| !item.loose);
    }
}

const ISSUE_RANK: u8 = 4;

pub(super) fn rank(scheme: Scheme) -> u8 {
    match scheme {
        Scheme::Part => 0,
        Scheme::ChineseComma => 1,
        Scheme::ChineseParen => 2,
        Scheme::Arabic => 3,
        Scheme::IssueWord => ISSUE_RANK,
        Scheme::ArabicParen => 5,
        _ => 6,
    }
}

fn item(scope: Scope<'_>, at: usize, label: Option<LabelMatch>, rank: u8) -> Item {
    let start = scope.paragraph.start + label.map_or(0, |label| label.end());
    let (heading, rest) = heading(scope, start);
    let (rest, opening) = opened(scope, rest);
    let text = &scope.text[heading.clone()];
    let states = fields::at_start(text).is_some_and(|found| found.field == Field::Statement);
    let stated = strong_statement(text);
    let strong = stated.is_some();
    let stated = stated.map_or(0..0, |stated| place_in(text, stated));
    let statement = heading.start + stated.start..heading.start + stated.end;
    let noted = text.ends_with(['）', ')']);
    let last_ordinal = label.map_or(0, |label| last_ordinal(scope, label));
    Item {
        paragraph: at,
        label,
        last_ordinal,
        rank,
        parent: None,
        has_children: false,
        heading,
        rest,
        opening,
        strong,
        statement,
        noted,
        states,
        loose: false,
    }
}

/// The text behind a heading without white space before it, and what it opens with.
fn opened(scope: Scope<'_>, rest: usize) -> (usize, Opening) {
    let text = trim_start(&scope.text[rest..scope.paragraph.end]);
    (scope.paragraph.end - text.len(), Opening::of(text, scope.scanned.opening.noted))
}

/// The number up to which the series of a label goes in its paragraph.
fn last_ordinal(scope: Scope<'_>, label: LabelMatch) -> u32 {
    if !matches!(label.scheme, Scheme::ArabicParen | Scheme::Circled) {
        return label.ordinal;
    }
    let all = scope.paragraph.start..scope.paragraph.end;
    clauses_in(scope.clauses, &all).iter().fold(label.ordinal, |last, clause| match clause.kind {
        ClauseKind::Label(found) if found.scheme == label.scheme && found.ordinal == last + 1 => last + 1,
        _ => last,
    })
}

/// The heading that starts at `start`: bold text, or up to the first full stop, or up to the first label or
/// field in the paragraph, or all of it.
fn heading(scope: Scope<'_>, start: usize) -> (Range<usize>, usize) {
    let paragraph = scope.paragraph;
    let text_of = |range: Range<usize>| &scope.text[range];
    // Bold text is measured in the source, where an entity is longer than its character.
    let bold = paragraph.start + paragraph.origin.bold;
    let bold = if scope.text.is_char_boundary(bold) { bold } else { paragraph.start };
    let stop = scope.scanned.stop.filter(|&stop| stop >= start);
    let clause = clauses_in(scope.clauses, &(start + 1..paragraph.end))
        .iter()
        .find(|clause| !matches!(clause.kind, ClauseKind::Status))
        .map(|clause| clause.at);
    let rest = if bold > start && bold < paragraph.end && bold - start >= 6 {
        bold
    } else {
        let stop = stop.map_or(paragraph.end, |stop| stop + '。'.len_utf8());
        clause.map_or(stop, |clause| clause.min(stop))
    };
    // 关于…问题：as the text goes on.
    let rest = match find_mark(text_of(start..rest), "：") {
        Some(colon) if is_strong(text_of(start..start + colon)) => start + colon + '：'.len_utf8(),
        _ => rest,
    };
    let rest = quoted_end(text_of(start..rest)).map_or(rest, |end| start + end);
    let text = text_of(start..rest);
    let trimmed =
        text.trim_end_matches(|c| is_space(c) || matches!(c, '。' | '：' | ':' | '，' | '；' | ';'));
    (start..start + trimmed.len(), rest)
}

/// Where the heading ends in 针对“学习不深入”问题，组织…: behind the comma, unless the sentence as a whole is a heading.
fn quoted_end(sentence: &str) -> Option<usize> {
    if !sentence.starts_with("针对“") && !sentence.starts_with("关于“") {
        return None;
    }
    find_mark(sentence, "，")?;
    let comma = sentence.match_indices('，').map(|(at, _)| at).find(|&at| is_strong(&sentence[..at]))?;
    if is_strong(sentence) {
        return None;
    }
    Some(comma + '，'.len_utf8())
}

/// An issue that lost its number stands beside the numbered issues around it.
fn rank_unnumbered(items: &mut [Item]) {
    let is_issue = |item: &Item| item.strong && item.label.is_some_and(|label| label.scheme.is_heading());
    let mut before = None;
    for at in 0..items.len() {
        if is_issue(&items[at]) {
            before = Some(items[at].rank);
        } else if items[at].rank <= 1 {
            before = None;
        } else if items[at].rank == ISSUE_RANK
            && items[at].label.is_none_or(|label| label.scheme == Scheme::Bullet)
        {
            let after = || {
                items[at..]
                    .iter()
                    .take(LOOK_AHEAD)
                    .take_while(|item| item.rank > 1)
                    .find(|item| is_issue(item))
            };
            items[at].rank = before.or_else(|| after().map(|item| item.rank)).unwrap_or(ISSUE_RANK);
        }
    }
}

/// Where no 一、 is written at all, the unnumbered headings that look like one of the known parts of a circular are
/// its parts as well.
fn raise_unnumbered(body: &Body<'_>, items: &mut [Item]) {
    if items.iter().any(|item| item.rank <= 1 && item.label.is_some()) {
        return;
    }
    let kind = |item: &Item| body.paragraphs.list[item.paragraph].origin.kind;
    let Some(top) = items.iter().find(|item| item.rank == 1).map(kind) else { return };
    for item in items.iter_mut().filter(|item| item.label.is_none() && item.rank == 2) {
        if kind(item) == top {
            item.rank = 1;
        }
    }
}

/// One open item while nesting.
struct Open {
    rank: u8,
    item: usize,
}

/// How far ahead to look for the ordinal that tells which of two schemes is the outer one.
const LOOK_AHEAD: usize = 40;

fn nest(items: &mut [Item]) -> Vec<OrdinalFlaw> {
    let mut open: Vec<Open> = Vec::new();
    let mut flaws = Vec::new();
    // The ordinal used last of each rank: numbers may run on across sections.
    let mut last = [0_u32; 7];
    for at in 0..items.len() {
        let rank = items[at].rank;
        let same = open.iter().rposition(|level| level.rank == rank);
        let mut sibling = None;
        match same {
            Some(level) => {
                sibling = Some(open[level].item);
                open.truncate(level);
            }
            None => {
                while let Some(top) = open.last() {
                    if top.rank < rank || nests_inside(items, top.item, at) {
                        break;
                    }
                    open.pop();
                }
            }
        }
        if let Some(found) = items[at].label.filter(|found| found.ordinal > 0) {
            flaws.extend(ordinal_flaw(items, at, sibling, found.ordinal, last[usize::from(rank)]));
            last[usize::from(rank)] = items[at].last_ordinal;
        }
        items[at].parent = open.last().map(|level| level.item);
        if let Some(parent) = items[at].parent {
            items[parent].has_children = true;
        }
        open.push(Open { rank, item: at });
    }
    flaws
}

/// Whether an item of higher rank stands inside `outer` all the same: 1.（一）（二）2.（一）（二）. It does where
/// it opens a series of its own, and the series of `outer` goes on after it; and a 1. below 问题一 does, also of the last one.
fn nests_inside(items: &[Item], outer: usize, at: usize) -> bool {
    let (Some(outer_label), Some(inner_label)) = (items[outer].label, items[at].label) else { return false };
    if inner_label.ordinal != 1 || items[outer].rank <= 1 || items[at].rank <= 1 {
        return false;
    }
    if outer_label.scheme == Scheme::IssueWord && inner_label.scheme == Scheme::Arabic {
        return true;
    }
    items[at + 1..]
        .iter()
        .take(LOOK_AHEAD)
        .take_while(|item| item.rank > 1)
        .find(|item| item.rank == items[outer].rank)
        .and_then(|item| item.label)
        .is_some_and(|next| next.ordinal == outer_label.ordinal + 1 && next.ordinal > 1)
}

fn ordinal_flaw(
    items: &[Item],
    at: usize,
    sibling: Option<usize>,
    ordinal: u32,
    last: u32,
) -> Option<OrdinalFlaw> {
    let before = sibling.map_or(0, |sibling| items[sibling].last_ordinal);
    let expected = before + 1;
    // Measures may start over in one issue, and issues may be numbered through all sections.
    let starts_over = ordinal == 1 && items[at].rank >= 3;
    if ordinal == expected || ordinal == last + 1 || starts_over && before != 1 {
        return None;
    }
    let code = if ordinal < expected { Code::OrdinalRepeated } else { Code::OrdinalSkipped };
    Some(OrdinalFlaw { item: at, code, expected })
}
