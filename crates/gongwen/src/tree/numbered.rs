//! Labelled lines of an issue that bear a number: （1）问题表现：…（2）整改措施：…, or （一）问题描述 alone above its text.

use std::ops::Range;

use super::Body;
use super::item::{Item, rank};
use crate::outline::LabelMatch;
use crate::rules::fields::{CLOSERS, FieldMatch};

/// How far to look for the number before or after one.
const REACH: usize = 24;

/// Takes the labelled lines out of what may be headings.
pub(super) fn without_fields(body: &Body<'_>, items: &mut Vec<Item>) {
    let mut kept: Vec<Item> = Vec::with_capacity(items.len());
    for item in items.drain(..) {
        if !(body.scanned[item.paragraph].opening.field.is_some() && is_field(body, item.paragraph, &kept)) {
            kept.push(item);
        }
    }
    *items = kept;
}

/// Whether a paragraph is a labelled line of the issue above it, and no heading: the number before or after it opens
/// one with another label. In （1）反馈问题：…（2）反馈问题：… each is an issue.
fn is_field(body: &Body<'_>, paragraph: usize, above: &[Item]) -> bool {
    let Some((label, field)) = numbered(body, paragraph) else { return false };
    let rank = rank(label.scheme);
    // 二、整改情况 is a part of the circular.
    if rank <= 1 {
        return false;
    }
    let own = word(body, paragraph, label, field);
    let differs =
        |at: usize| numbered(body, at).is_some_and(|(label, field)| word(body, at, label, field) != own);
    let is_next = |at: &usize, ordinal: u32| {
        let found = body.scanned[*at].label;
        found.is_some_and(|found| found.scheme == label.scheme && found.ordinal == ordinal)
    };
    let outer = |at: &usize| {
        let found = body.scanned[*at].label;
        found.is_some_and(|found| found.scheme.is_heading() && self::rank(found.scheme) < rank)
    };
    let after = (paragraph + 1..body.end).take(REACH).take_while(|at| !outer(at));
    let before = (body.first..paragraph).rev().take(REACH).take_while(|at| !outer(at));
    let beside = after.clone().find(|at| is_next(at, label.ordinal + 1)).is_some_and(differs)
        || before.clone().find(|at| is_next(at, label.ordinal.wrapping_sub(1))).is_some_and(differs);
    if !beside {
        return false;
    }
    // 整改成效： with its text can be nothing else; alone, or with a full stop, it may head a section.
    let text = !field.is_alone() && label.end() + field.len() < body.paragraph(paragraph).len();
    text || under_problem(body, rank, above) || repeats(body, paragraph, label, own)
}

/// The number and the field of a paragraph that opens with both.
fn numbered(body: &Body<'_>, paragraph: usize) -> Option<(LabelMatch, FieldMatch)> {
    let found = &body.scanned[paragraph];
    found.label.filter(|label| label.scheme.is_heading()).zip(found.opening.field)
}

fn word<'t>(body: &Body<'t>, paragraph: usize, label: LabelMatch, field: FieldMatch) -> &'t str {
    let Range { start, .. } = body.paragraph(paragraph);
    body.text(start + label.end()..start + label.end() + field.len())
        .trim_end_matches('。')
        .trim_end_matches(CLOSERS)
}

/// Whether the heading above is one of a problem: 一、第17项问题.
fn under_problem(body: &Body<'_>, rank: u8, above: &[Item]) -> bool {
    let heading = above.iter().rev().take(REACH).find(|item| item.rank < rank);
    heading.is_some_and(|item| item.strong || body.text(item.heading.clone()).ends_with("问题"))
}

/// Whether the same label stands alone behind the same kind of number elsewhere: one under each issue.
fn repeats(body: &Body<'_>, paragraph: usize, label: LabelMatch, own: &str) -> bool {
    let same = |at: usize| {
        numbered(body, at)
            .is_some_and(|(other, field)| other.scheme == label.scheme && word(body, at, other, field) == own)
    };
    (paragraph + 1..body.end).any(same) || (body.first..paragraph).rev().any(same)
}
