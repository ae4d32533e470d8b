//! A series of paragraphs whose first number stands behind the words that introduce it: 整改情况：（1）…, with （2）…
//! in the next paragraph. The words become a paragraph of their own, so that all numbers open one.

use super::{ClauseKind, LabelMatch, Opening, Scan, Scanned, Scheme, label, scan};
use crate::block::{LineKind, trim_end};
use crate::repair::{Origin, Paragraph, Paragraphs};

use std::ops::Range;

/// Parts the first number from its introduction in the paragraphs of `body`; returns how many were parted.
pub(crate) fn part_series(
    paragraphs: &mut Paragraphs,
    scan: &Scan,
    scanned: &mut Vec<Scanned>,
    body: Range<usize>,
) -> usize {
    let starts: Vec<(usize, usize)> = body
        .clone()
        .filter(|at| at + 1 < body.end)
        .filter_map(|at| Some((at, opt_start(paragraphs, scan, scanned, at)?)))
        .collect();
    if starts.is_empty() {
        return 0;
    }
    let mut lists = (Vec::with_capacity(paragraphs.list.len() + starts.len()), Vec::new());
    let mut next = starts.iter().copied().peekable();
    for (at, (paragraph, found)) in paragraphs.list.iter().zip(scanned.iter()).enumerate() {
        match next.next_if(|start| start.0 == at) {
            Some((_, start)) => {
                for (paragraph, found) in halves(&paragraphs.text, scan, (*paragraph, *found), start) {
                    lists.0.push(paragraph);
                    lists.1.push(found);
                }
            }
            None => {
                lists.0.push(*paragraph);
                lists.1.push(*found);
            }
        }
    }
    (paragraphs.list, *scanned) = lists;
    starts.len()
}

/// Where in the paragraph at `at` the series begins that the next paragraph goes on with.
fn opt_start(paragraphs: &Paragraphs, scan: &Scan, scanned: &[Scanned], at: usize) -> Option<usize> {
    let next = scanned[at + 1].label?;
    let numbers = matches!(next.scheme, Scheme::Arabic | Scheme::ArabicParen | Scheme::Circled);
    // Where this paragraph bears a number of the series itself, all is as it should be.
    let numbered = scanned[at].label.is_some_and(|own| own.scheme == next.scheme);
    let running = |at: usize| matches!(paragraphs.list[at].origin.kind, LineKind::Text | LineKind::Bullet);
    if !numbers || next.ordinal < 2 || numbered || !running(at) || !running(at + 1) {
        return None;
    }
    let paragraph = paragraphs.list[at];
    let text = &paragraphs.text[paragraph.start..paragraph.end];
    if next.scheme == Scheme::Arabic {
        return (next.ordinal == 2)
            .then(|| first_behind_colon(text))
            .flatten()
            .map(|at| paragraph.start + at);
    }
    let clauses = &scan.clauses[scanned[at].first_clause..scanned[at + 1].first_clause];
    let labels = clauses.iter().filter_map(|clause| match clause.kind {
        ClauseKind::Label(found) if found.scheme == next.scheme => Some((clause.at, found)),
        _ => None,
    });
    run_up_to(&paragraphs.text, paragraph.start, labels, next.ordinal)
}

/// Where the run of numbers begins after which `next` comes.
fn run_up_to(
    text: &str,
    start: usize,
    labels: impl Iterator<Item = (usize, LabelMatch)>,
    next: u32,
) -> Option<usize> {
    let mut run: Option<(usize, u32)> = None;
    for (at, found) in labels {
        let introduced = trim_end(&text[start..at]).ends_with(['：', ':', '。']);
        run = match run {
            _ if found.ordinal == 1 && introduced => Some((at, 1)),
            Some((from, last)) if found.ordinal == last + 1 => Some((from, found.ordinal)),
            other => other,
        };
    }
    run.filter(|&(_, last)| last + 1 == next).map(|(from, _)| from)
}

/// The 1. behind the last colon that one stands behind. Inside a paragraph such a number is no label elsewhere: it may
/// be a figure.
fn first_behind_colon(text: &str) -> Option<usize> {
    text.rmatch_indices('：').map(|(at, colon)| at + colon.len()).find(|&at| {
        label(&text[at..]).is_some_and(|found| found.scheme == Scheme::Arabic && found.ordinal == 1)
    })
}

/// A paragraph cut before the number at `start`.
fn halves(
    text: &str,
    scan_before: &Scan,
    (paragraph, found): (Paragraph, Scanned),
    start: usize,
) -> [(Paragraph, Scanned); 2] {
    let end = paragraph.start + trim_end(&text[paragraph.start..start]).len();
    let bold = paragraph.origin.bold;
    let before = Paragraph {
        end,
        origin: Origin { bold: bold.min(end - paragraph.start), ..paragraph.origin },
        ..paragraph
    };
    let after = Paragraph {
        start,
        origin: Origin {
            kind: LineKind::Text,
            bold: bold.saturating_sub(start - paragraph.start),
            ..paragraph.origin
        },
        ..paragraph
    };
    let stop = found.stop.filter(|&stop| stop < end);
    let first_clause = scan_before.clauses.partition_point(|clause| clause.at < start);
    let again = scan(text, start, paragraph.end, &mut Scan::default());
    let opening = Opening { bare: false, ..found.opening };
    [(before, Scanned { stop, opening, ..found }), (after, Scanned { first_clause, ..again })]
}
