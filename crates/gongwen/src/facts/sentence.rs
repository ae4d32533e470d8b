//! One sentence with figures, cut into pieces: the figures themselves, names in brackets, punctuation, the words of
//! the lexicon, and the text between them.

use std::ops::Range;

use super::passage::{Figure, Marked};
use crate::rules::lexicon::{self, Class};

/// What a piece of a sentence is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    /// A figure, by its place among those of the sentence.
    Figure(usize),
    Date,
    /// 《…》 or “…”.
    Name,
    /// ， ： or what else ends a clause.
    Comma,
    /// 、
    Pause,
    Open,
    Close,
    Word(Class),
    Text,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Piece {
    pub(crate) kind: Kind,
    pub(crate) start: usize,
    pub(crate) end: usize,
}

/// A sentence, its figures and its pieces.
#[derive(Debug)]
pub(crate) struct Sentence<'t> {
    pub(crate) text: &'t str,
    pub(crate) figures: &'t [Figure],
    pub(crate) pieces: Vec<Piece>,
    /// The piece of each figure, and the first one that can belong to it.
    pub(crate) places: Vec<Place>,
}

/// Where a figure stands among the pieces.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Place {
    pub(crate) piece: usize,
    bound: usize,
}

impl<'t> Sentence<'t> {
    /// The piece of a figure.
    pub(crate) fn place(&self, figure: usize) -> usize {
        self.places[figure].piece
    }

    /// The first piece that can belong to a figure: after the start of its clause, after the figure before.
    pub(crate) fn bound(&self, figure: usize) -> usize {
        self.places[figure].bound
    }

    pub(crate) fn slice(&self, range: Range<usize>) -> &'t str {
        &self.text[range]
    }

    pub(crate) fn piece_text(&self, piece: usize) -> &'t str {
        let piece = self.pieces[piece];
        &self.text[piece.start..piece.end]
    }

    /// The text behind a piece.
    pub(crate) fn slice_after(&self, piece: usize) -> &'t str {
        &self.text[self.pieces[piece].end..]
    }

    /// The class of a piece that is a word of the lexicon.
    pub(crate) fn class(&self, piece: usize) -> Option<Class> {
        match self.pieces.get(piece)?.kind {
            Kind::Word(class) => Some(class),
            _ => None,
        }
    }
}

/// Cuts a sentence into pieces. `marks` are those of its passage; `figures` those of the sentence.
pub(crate) fn cut<'t>(
    text: &'t str,
    range: Range<usize>,
    figures: &'t [Figure],
    marks: &Marked<'_>,
    pieces: Vec<Piece>,
    places: Vec<Place>,
) -> Sentence<'t> {
    let mut sentence = Sentence { text, figures, pieces, places };
    sentence.pieces.clear();
    sentence.places.clear();
    let first = |list: &[Range<usize>]| list.partition_point(|name| name.end <= range.start);
    let mut quotes = marks.quotes[first(marks.quotes)..].iter().peekable();
    let mut citations = marks.citations[first(marks.citations)..].iter().peekable();
    let dates = marks.dates.partition_point(|date| date.expression.range.end <= range.start);
    let mut dates = marks.dates[dates..].iter().map(|date| &date.expression.range).peekable();
    let mut next_figure = 0;
    let mut at = range.start;
    while at < range.end {
        let figure =
            figures.get(next_figure).map(|figure| figure.quantity.start.max(at)..figure.quantity.end);
        let mut opaque: Option<(Range<usize>, Kind)> = figure.map(|range| (range, Kind::Figure(next_figure)));
        for (found, kind) in [
            (quotes.peek().copied(), Kind::Name),
            (citations.peek().copied(), Kind::Name),
            (dates.peek().copied(), Kind::Date),
        ] {
            if let Some(found) = found
                && found.start < range.end
                && opaque.as_ref().is_none_or(|(first, _)| found.start < first.start)
            {
                opaque = Some((found.clone(), kind));
            }
        }
        let Some((found, kind)) = opaque else {
            gap(&mut sentence, at..range.end);
            break;
        };
        if found.start > at {
            gap(&mut sentence, at..found.start);
        }
        if let Kind::Figure(_) = kind {
            let piece = sentence.pieces.len();
            let bound = left_bound(&sentence.pieces, piece);
            sentence.places.push(Place { piece, bound });
            next_figure += 1;
        }
        let end = found.end.min(range.end).max(at);
        sentence.pieces.push(Piece { kind, start: found.start.max(at), end });
        at = end;
        while quotes.next_if(|name| name.start < at).is_some() {}
        while citations.next_if(|name| name.start < at).is_some() {}
        while dates.next_if(|date| date.start < at).is_some() {}
    }
    sentence
}

/// How far a phrase is looked for: longer ones are no subject.
pub(crate) const REACH: usize = 48;

/// The first piece that can belong to what stands at `place`: after the clause's start, after the figure before.
pub(crate) fn left_bound(pieces: &[Piece], place: usize) -> usize {
    let mut depth = 0_usize;
    let least = place.saturating_sub(REACH);
    for at in (least..place).rev() {
        match pieces[at].kind {
            Kind::Comma | Kind::Figure(_) => return at + 1,
            Kind::Close => depth += 1,
            Kind::Open if depth == 0 => return at + 1,
            Kind::Open => depth -= 1,
            _ => {}
        }
    }
    least
}

/// Words, punctuation and the text between them, from one figure or name to the next.
fn gap(sentence: &mut Sentence<'_>, range: Range<usize>) {
    let text = &sentence.text[..range.end];
    let words = lexicon::words();
    let mut at = range.start;
    // Where the text began that is neither word nor punctuation.
    let mut run = at;
    while let Some((next, word)) = words.next(text, at) {
        let (kind, len) = match word {
            Some((class, len)) => (Kind::Word(class), len),
            None => match punctuation(&text[next..]) {
                Ok(found) => found,
                Err(len) => {
                    at = next + len;
                    continue;
                }
            },
        };
        if next > run {
            sentence.pieces.push(Piece { kind: Kind::Text, start: run, end: next });
        }
        at = next + len;
        run = at;
        sentence.pieces.push(Piece { kind, start: next, end: at });
    }
    if run < range.end {
        sentence.pieces.push(Piece { kind: Kind::Text, start: run, end: range.end });
    }
}

/// The mark that a text begins with, and its length; the length of the character where it is none.
fn punctuation(text: &str) -> Result<(Kind, usize), usize> {
    let c = text.chars().next().unwrap_or(' ');
    let kind = match c {
        '，' | ',' | '：' | ':' | '；' | ';' | '。' | '！' | '？' | '\n' | '—' | '|' => Kind::Comma,
        '、' => Kind::Pause,
        '（' | '(' | '〔' | '[' => Kind::Open,
        '）' | ')' | '〕' | ']' => Kind::Close,
        _ => return Err(c.len_utf8()),
    };
    Ok((kind, c.len_utf8()))
}
