//! A text and the ranges over it, cut into pieces that are covered by the same marks from end to end.
//!
//! The cost is that of sorting the marks: no more than [`COVER`] of them are kept open at a time, so that a text that is
//! marked over and over does not grow with the square of its marks.

use crate::model::{MarkOf, Text};

/// Marks that cover a piece at most. Facts inside facts are two or three: a date in the title of a document in a term.
const COVER: usize = 8;

/// A piece of a text.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Piece<'t> {
    /// Its words; empty behind the last character, where notes may stand.
    pub(crate) words: &'t str,
    /// What covers it, the innermost last.
    pub(crate) marks: Vec<MarkOf>,
    /// Notes that stand before it.
    pub(crate) before: Vec<usize>,
}

/// Cuts a text. The words of the pieces are those of the text, in order; a range that is none of it is passed over.
pub(crate) fn pieces(text: &Text) -> Vec<Piece<'_>> {
    let words = text.words.as_str();
    let mut marks: Vec<_> = text.marks.iter().filter(|mark| is_inside(words, mark.range.clone())).collect();
    marks.sort_by_key(|mark| (mark.range.start, std::cmp::Reverse(mark.range.end)));
    let mut points: Vec<(usize, usize)> =
        text.points.iter().copied().filter(|(at, _)| words.is_char_boundary(*at)).collect();
    points.sort_unstable();
    let mut cuts: Vec<usize> = marks.iter().flat_map(|mark| [mark.range.start, mark.range.end]).collect();
    cuts.extend(points.iter().map(|(at, _)| *at));
    cuts.extend([0, words.len()]);
    cuts.sort_unstable();
    cuts.dedup();

    let (mut marks, mut points) = (marks.into_iter().peekable(), points.into_iter().peekable());
    let mut open: Vec<(std::ops::Range<usize>, MarkOf)> = Vec::new();
    let mut out = Vec::with_capacity(cuts.len());
    for (at, &start) in cuts.iter().enumerate() {
        let end = cuts.get(at + 1).copied().unwrap_or(words.len());
        open.retain(|(range, _)| range.end > start);
        while let Some(mark) = marks.next_if(|mark| mark.range.start <= start) {
            if open.len() < COVER {
                open.push((mark.range.clone(), mark.of));
            }
        }
        let before: Vec<usize> =
            std::iter::from_fn(|| points.next_if(|(at, _)| *at <= start)).map(|(_, note)| note).collect();
        if start < end || !before.is_empty() {
            out.push(Piece { words: &words[start..end], marks: innermost_last(&open), before });
        }
    }
    out
}

fn is_inside(words: &str, range: std::ops::Range<usize>) -> bool {
    words.get(range).is_some_and(|covered| !covered.is_empty())
}

fn innermost_last(open: &[(std::ops::Range<usize>, MarkOf)]) -> Vec<MarkOf> {
    let mut order: Vec<_> = open.iter().collect();
    order.sort_by_key(|(range, _)| std::cmp::Reverse(range.len()));
    order.into_iter().map(|(_, of)| *of).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Mark;

    fn text(words: &str, marks: &[(std::ops::Range<usize>, usize)], points: &[(usize, usize)]) -> Text {
        let marks = marks
            .iter()
            .map(|(range, fact)| Mark { range: range.clone(), of: MarkOf::Fact(*fact) })
            .collect();
        Text { words: words.to_owned(), marks, points: points.to_vec() }
    }

    fn shown(text: &Text) -> Vec<(&str, Vec<usize>)> {
        pieces(text)
            .into_iter()
            .map(|piece| {
                let facts = piece.marks.iter().map(|of| match of {
                    MarkOf::Fact(fact) | MarkOf::Note(fact) => *fact,
                });
                (piece.words, facts.collect())
            })
            .collect()
    }

    #[test]
    fn a_text_without_marks_is_one_piece() {
        assert_eq!(shown(&text("abc", &[], &[])), [("abc", vec![])]);
        assert_eq!(shown(&text("", &[], &[])), []);
    }

    #[test]
    fn the_innermost_mark_comes_last() {
        let nested = text("abcdef", &[(2..4, 1), (1..6, 0)], &[]);
        assert_eq!(shown(&nested), [("a", vec![]), ("b", vec![0]), ("cd", vec![0, 1]), ("ef", vec![0])]);
    }

    #[test]
    fn overlapping_marks_are_split() {
        let overlapping = text("abcdef", &[(0..4, 0), (2..6, 1)], &[]);
        assert_eq!(shown(&overlapping), [("ab", vec![0]), ("cd", vec![0, 1]), ("ef", vec![1])]);
    }

    #[test]
    fn ranges_that_are_none_of_the_text_are_passed_over() {
        assert_eq!(shown(&text("整改", &[(1..3, 0), (3..9, 1), (3..3, 2)], &[(2, 0)])), [("整改", vec![])]);
    }

    #[test]
    fn a_point_at_the_end_has_a_piece_of_its_own() {
        let text = text("ab", &[], &[(1, 7), (2, 8)]);
        let before: Vec<_> = pieces(&text).into_iter().map(|piece| (piece.words, piece.before)).collect();
        assert_eq!(before, [("a", vec![]), ("b", vec![7]), ("", vec![8])]);
    }

    #[test]
    fn many_marks_over_one_place_do_not_pile_up() {
        let marks: Vec<_> = (0..5000).map(|fact| (0..5000 + fact, fact)).collect();
        let text = text(&"a".repeat(10_000), &marks, &[]);
        assert!(pieces(&text).iter().all(|piece| piece.marks.len() <= COVER));
    }
}
