//! The one pass over a paragraph's characters: where its first sentence ends, where a clause opens with a label,
//! a field or a word about the issue, and what looks wrong. All later stages work on what it found.

use std::ops::Range;

use super::{LabelMatch, Opening, Scheme, label, series};
use crate::block::trim_start;
use crate::rules::fields::{self, FieldMatch};
use crate::rules::statuses::{self, SUBJECTS};
use crate::text::{CharSet, lanes};

/// Something that opens a clause.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Clause {
    /// Where, in the repaired text.
    pub(crate) at: usize,
    pub(crate) kind: ClauseKind,
    /// At the start of a sentence or of the paragraph, not after a comma.
    pub(crate) sentence: bool,
    /// Bytes of white space before it.
    gap: u32,
}

impl Clause {
    /// Where the text before it ends, without the white space between them.
    pub(crate) fn before(&self) -> usize {
        self.at - self.gap as usize
    }
}

#[derive(Debug, Clone, Copy)]
pub(crate) enum ClauseKind {
    /// 一是, 首先, （1）, ①
    Label(LabelMatch),
    /// 整改情况：
    Field(FieldMatch),
    /// 该问题…
    Status,
}

/// What looks wrong in a paragraph, with its place in the repaired text.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Flaw {
    HalfWidthBracket(usize),
    Unclosed(usize),
    StrayLatin(usize, usize),
}

/// What the pass finds.
#[derive(Debug)]
pub(crate) struct Scan {
    /// All clauses of all paragraphs, in order.
    pub(crate) clauses: Vec<Clause>,
    pub(crate) flaws: Vec<Flaw>,
    /// The source has characters that no reader sees.
    pub(crate) invisible: bool,
    /// A character that stands for bytes that are no text.
    pub(crate) undecodable: bool,
    /// Open brackets of the paragraph in hand: place, and the kind of the one that closes it. Kept here so that
    /// they are cleared once for all paragraphs.
    brackets: [(usize, u8); DEPTH],
    /// The innermost bracket around each clause of the paragraph in hand, where one is open.
    around: Vec<Option<usize>>,
}

impl Default for Scan {
    fn default() -> Self {
        Self {
            clauses: Vec::new(),
            flaws: Vec::new(),
            invisible: false,
            undecodable: false,
            brackets: [(0, 0); DEPTH],
            around: Vec::new(),
        }
    }
}

/// Brackets nested deeper than this are not told apart.
const DEPTH: usize = 24;

/// English function words that are left of a translation. Names and brands are no slip.
const LATIN_WORDS: &[&str] =
    &["and", "or", "the", "of", "to", "in", "for", "with", "by", "on", "at", "from", "is", "as"];

/// What the pass finds of one paragraph, while its text is at hand: later stages need not search for it.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Scanned {
    /// Where its first full stop stands, outside brackets.
    pub(crate) stop: Option<usize>,
    /// The label that opens it.
    pub(crate) label: Option<LabelMatch>,
    /// What it opens with, or what stands right behind its number.
    pub(crate) opening: Opening,
    /// White space stands before its first word: an entity or an invisible character was taken out before that.
    pub(crate) indented: bool,
    /// Its first clause among all.
    pub(crate) first_clause: usize,
}

/// Those of the clauses that stand in a part of their paragraph; `clauses` begins with the first of the paragraph.
pub(crate) fn clauses_in<'c>(clauses: &'c [Clause], range: &Range<usize>) -> &'c [Clause] {
    let before = clauses.iter().take_while(|clause| clause.at < range.start).count();
    let inside = clauses[before..].iter().take_while(|clause| clause.at < range.end).count();
    &clauses[before..before + inside]
}

/// Scans the paragraph `text[start..end]`.
pub(crate) fn scan(text: &str, start: usize, end: usize, out: &mut Scan) -> Scanned {
    let first_clause = out.clauses.len();
    let paragraph = &text[start..end];
    let field = if FIELD_FIRSTS.starts(paragraph) { fields::at_start(paragraph) } else { None };
    let mut pass =
        Pass { text, end, depth: 0, first_clause, stops: Stops::default(), latin: None, noted: false, out };
    let label = label(paragraph);
    let number = label.filter(|_| paragraph.as_bytes().first_chunk().is_some_and(opens_number));
    // Inside a paragraph the words of a field without its colon are none.
    match field.filter(|field| !field.is_alone()).map(ClauseKind::Field).or(number.and_then(listed)) {
        Some(kind) => pass.push(start, start, kind, true),
        None if number.is_some() => {}
        None => pass.clause(start, true),
    }
    pass.run(start);
    let noted = pass.noted;
    let stop = pass.finish();
    let heads = label.filter(|found| found.scheme.is_heading() || found.scheme == Scheme::Bullet);
    // Nearly all headings begin with something else.
    let behind = heads.map(|found| &paragraph[found.end()..]).filter(|rest| FIELD_FIRSTS.starts(rest));
    let field = field.or_else(|| behind.and_then(fields::behind_number));
    let indented = trim_start(paragraph).len() < paragraph.len();
    let opening = Opening::new(&paragraph[label.map_or(0, |label| label.end())..], field, noted);
    // Behind a number a status is what was done, not the status of all.
    let opening = Opening { bare: opening.bare && label.is_none(), ..opening };
    Scanned { stop, label, opening, indented, first_clause }
}

/// The first full stop outside brackets, and the first one inside each bracket that may turn out unclosed.
#[derive(Default)]
struct Stops {
    outside: Option<usize>,
    inside: Option<(usize, usize)>,
}

struct Pass<'t, 'o> {
    text: &'t str,
    end: usize,
    /// How many brackets are open.
    depth: usize,
    first_clause: usize,
    stops: Stops,
    /// Where a run of lower-case letters began.
    latin: Option<usize>,
    /// A bracket closes at the end of the paragraph or of a sentence.
    noted: bool,
    out: &'o mut Scan,
}

const TITLE: u8 = 1;
const QUOTE: u8 = 2;
const INNER_QUOTE: u8 = 3;
const ROUND: u8 = 4;
const SQUARE: u8 = 5;
const INNER_TITLE: u8 = 6;

/// What a mark of three bytes does: its code in [`MARKS`].
mod mark {
    /// 。
    pub(super) const STOP: u8 = 1;
    /// ， ：
    pub(super) const CLAUSE: u8 = 2;
    /// ； ！ ？
    pub(super) const SENTENCE: u8 = 3;
    /// 〕 】: a clause follows.
    pub(super) const CLOSE_SQUARE: u8 = 4;
    /// A character that no reader sees.
    pub(super) const INVISIBLE: u8 = 5;
    /// U+FFFD
    pub(super) const REPLACEMENT: u8 = 6;
    /// With the kind of the bracket.
    pub(super) const OPEN: u8 = 0x10;
    pub(super) const CLOSE: u8 = 0x20;
}

/// The marks, each with its code in the lowest byte and its own bytes above it, where [`place`] looks for it: one look tells what
/// each of the many does.
static MARKS: [u32; 64] = {
    let mut marks = [0; 64];
    #[rustfmt::skip]
    let all = [
        ("。", mark::STOP), ("，", mark::CLAUSE), ("：", mark::CLAUSE),
        ("；", mark::SENTENCE), ("！", mark::SENTENCE), ("？", mark::SENTENCE),
        ("“", mark::OPEN | QUOTE), ("”", mark::CLOSE | QUOTE),
        ("‘", mark::OPEN | INNER_QUOTE), ("’", mark::CLOSE | INNER_QUOTE),
        ("《", mark::OPEN | TITLE), ("》", mark::CLOSE | TITLE),
        ("〈", mark::OPEN | INNER_TITLE), ("〉", mark::CLOSE | INNER_TITLE),
        ("（", mark::OPEN | ROUND), ("）", mark::CLOSE | ROUND),
        ("〔", mark::OPEN | SQUARE), ("【", mark::OPEN | SQUARE),
        ("〕", mark::CLOSE_SQUARE), ("】", mark::CLOSE_SQUARE),
        ("\u{200b}", mark::INVISIBLE), ("\u{200c}", mark::INVISIBLE), ("\u{200d}", mark::INVISIBLE),
        ("\u{200e}", mark::INVISIBLE), ("\u{200f}", mark::INVISIBLE),
        ("\u{2060}", mark::INVISIBLE), ("\u{feff}", mark::INVISIBLE), ("\u{fffd}", mark::REPLACEMENT),
    ];
    let mut at = 0;
    while at < all.len() {
        let bytes = all[at].0.as_bytes();
        let key = u32::from_le_bytes([0, bytes[0], bytes[1], bytes[2]]);
        assert!(marks[place(key)] == 0, "no two marks share a place");
        marks[place(key)] = key | all[at].1 as u32;
        at += 1;
    }
    marks
};

/// The code of the mark that a text begins with.
#[inline(always)]
fn mark_code(rest: &[u8]) -> Option<u8> {
    // Four bytes are read at once where there are as many.
    let key = match *rest {
        [a, b, c, d, ..] => u32::from_le_bytes([a, b, c, d]) << 8,
        [a, b, c] => u32::from_le_bytes([0, a, b, c]),
        _ => return None,
    };
    // What is left are the lowest eight bits: the code, where it is the mark that has its place there.
    u8::try_from(MARKS[place(key)] ^ key).ok()
}

/// Where a mark stands in [`MARKS`], by its three bytes, the first in the second byte of the number: the top bits of a product spread
/// the marks.
const fn place(key: u32) -> usize {
    (key.wrapping_mul(SPREAD) >> 26) as usize
}

/// One of the factors that give each mark a place of its own.
const SPREAD: u32 = 0x7019_66A1;

impl Pass<'_, '_> {
    fn run(&mut self, start: usize) {
        let bytes = &self.text.as_bytes()[..self.end];
        lanes::rare(bytes, start..self.end).each(|at| {
            let rest = &bytes[at..];
            match *rest {
                [byte @ 0..=0x7F, ..] => self.ascii(at, byte),
                [0xC2, second, ..] => self.out.invisible |= second == 0xAD,
                _ => {
                    if let Some(code) = mark_code(rest) {
                        self.mark(at, code);
                    }
                }
            }
            true
        });
        self.end_latin(self.end);
    }

    #[inline(always)]
    fn mark(&mut self, at: usize, code: u8) {
        match code {
            mark::STOP => self.stop(at),
            mark::CLAUSE => self.clause(at + 3, false),
            mark::SENTENCE => self.clause(at + 3, true),
            mark::CLOSE_SQUARE => {
                self.close(SQUARE);
                self.clause(at + 3, false);
            }
            mark::INVISIBLE => self.out.invisible = true,
            mark::REPLACEMENT => self.out.undecodable = true,
            _ if code & mark::OPEN != 0 => self.open(at, code & !mark::OPEN),
            _ if code & mark::CLOSE != 0 => {
                let kind = code & !mark::CLOSE;
                if kind == ROUND {
                    self.note(at + 3);
                }
                self.close(kind);
            }
            _ => {}
        }
    }

    fn ascii(&mut self, at: usize, byte: u8) {
        match byte {
            b'a'..=b'z' => {
                if self.latin.is_none() {
                    self.latin = Some(at);
                }
                return;
            }
            b'(' => {
                self.half_width(at);
                self.open(at, ROUND);
            }
            b')' => {
                self.half_width(at);
                self.note(at + 1);
                self.close(ROUND);
            }
            b';' | b':' => self.clause(at + 1, false),
            0 => self.out.invisible = true,
            _ => {}
        }
        if self.latin.is_some() {
            self.end_latin(at);
        }
    }

    fn stop(&mut self, at: usize) {
        match self.innermost() {
            None if self.stops.outside.is_none() => self.stops.outside = Some(at),
            Some(bracket) if self.stops.inside.is_none() => self.stops.inside = Some((at, bracket)),
            _ => {}
        }
        self.clause(at + 3, true);
    }

    fn innermost(&self) -> Option<usize> {
        self.depth.checked_sub(1).map(|top| self.out.brackets[top.min(DEPTH - 1)].0)
    }

    fn open(&mut self, at: usize, kind: u8) {
        // A quotation does not open inside itself: the one before it was never closed.
        if self.depth < DEPTH {
            self.out.brackets[self.depth] = (at, kind);
            self.depth += 1;
        }
    }

    fn close(&mut self, kind: u8) {
        // Nearly always it is the innermost.
        if let Some(top) = self.depth.checked_sub(1)
            && self.out.brackets[top].1 == kind
        {
            self.depth = top;
            return;
        }
        if let Some(found) = self.out.brackets[..self.depth].iter().rposition(|bracket| bracket.1 == kind) {
            for at in found + 1..self.depth {
                self.unclosed(self.out.brackets[at]);
            }
            self.depth = found;
        }
    }

    /// A round bracket closes before `at`.
    fn note(&mut self, at: usize) {
        let rest = &self.text.as_bytes()[at..self.end];
        self.noted |= rest.is_empty() || rest.starts_with("。".as_bytes());
    }

    fn unclosed(&mut self, (at, kind): (usize, u8)) {
        if matches!(kind, TITLE | QUOTE) {
            self.out.flaws.push(Flaw::Unclosed(at));
        }
        let clauses = self.out.clauses[self.first_clause..].iter().zip(&mut self.out.around).rev();
        for (_, around) in clauses.take_while(|(clause, _)| clause.at > at) {
            if *around == Some(at) {
                *around = None;
            }
        }
        if let Some((stop, bracket)) = self.stops.inside
            && bracket == at
        {
            self.stops.inside = None;
            self.stops.outside = Some(self.stops.outside.map_or(stop, |outside| outside.min(stop)));
        }
    }

    /// Looks at what opens the clause at `at`: only here can a label, a field or a status stand.
    #[inline(always)]
    fn clause(&mut self, at: usize, sentence: bool) {
        // Nearly all clauses open with a common character that nothing of interest begins with.
        if let Some(&[a @ 0xE4..=0xE9, b, c]) = self.text.as_bytes().get(at..at + 3)
            && !OPENERS.has(a, b, c)
        {
            return;
        }
        self.opener(at, sentence);
    }

    #[inline(never)]
    fn opener(&mut self, from: usize, sentence: bool) {
        let mut at = from;
        let bytes = self.text.as_bytes();
        // The ASCII space, the no-break space and U+3000.
        while at < self.end {
            at += match bytes[at] {
                b' ' => 1,
                0xC2 if bytes[at + 1] == 0xA0 => 2,
                0xE3 if bytes[at + 1] == 0x80 && bytes[at + 2] == 0x80 => 3,
                _ => break,
            };
        }
        let Some(first @ &[a, b, c]) = bytes[at..self.end].first_chunk() else { return };
        let han = (0xE3..=0xE9).contains(&a);
        let number = opens_number(first);
        if !(number || han && OPENERS.has(a, b, c)) {
            return;
        }
        let rest = &self.text[at..self.end];
        let found = if number {
            label(rest).and_then(listed)
        } else {
            let field = || fields::at_start(rest).filter(|field| !field.is_alone());
            series(rest)
                .map(ClauseKind::Label)
                .or_else(|| {
                    (sentence && FIELD_OPENERS.has(a, b, c)).then(field).flatten().map(ClauseKind::Field)
                })
                .or_else(|| status(rest, sentence))
        };
        if let Some(kind) = found {
            self.push(from, at, kind, sentence);
        }
    }

    /// Adds a clause at `at`, behind the white space from `from` on.
    fn push(&mut self, from: usize, at: usize, kind: ClauseKind, sentence: bool) {
        let around = self.innermost();
        let gap = u32::try_from(at - from).unwrap_or(0);
        self.out.clauses.push(Clause { at, kind, sentence, gap });
        self.out.around.push(around);
    }

    /// A half-width bracket is a slip where Chinese text stands at its side.
    fn half_width(&mut self, at: usize) {
        let before = self.text[..at].chars().next_back();
        let after = self.text[at + 1..self.end].chars().next();
        let is_han = |c: Option<char>| c.is_some_and(|c| ('\u{3400}'..='\u{9fff}').contains(&c));
        let inner = if self.text.as_bytes()[at] == b'(' { after } else { before };
        if is_han(inner) || (is_han(before) && is_han(after)) {
            self.out.flaws.push(Flaw::HalfWidthBracket(at));
        }
    }

    fn end_latin(&mut self, at: usize) {
        let Some(start) = self.latin.take() else { return };
        let word_end = self.text.as_bytes()[start..at]
            .iter()
            .position(|byte| !byte.is_ascii_lowercase())
            .map_or(at, |len| start + len);
        let is_han = |c: Option<char>| c.is_some_and(|c| ('\u{3400}'..='\u{9fff}').contains(&c));
        if LATIN_WORDS.contains(&&self.text[start..word_end])
            && is_han(self.text[..start].trim_end_matches(' ').chars().next_back())
            && is_han(self.text[word_end..self.end].trim_start_matches(' ').chars().next())
        {
            self.out.flaws.push(Flaw::StrayLatin(start, word_end));
        }
    }

    fn finish(mut self) -> Option<usize> {
        for at in (0..self.depth).rev() {
            self.unclosed(self.out.brackets[at]);
        }
        let mut kept = self.first_clause;
        for (at, around) in self.out.around.drain(..).enumerate() {
            if around.is_none() {
                self.out.clauses[kept] = self.out.clauses[self.first_clause + at];
                kept += 1;
            }
        }
        self.out.clauses.truncate(kept);
        self.stops.outside
    }
}

fn status(rest: &str, sentence: bool) -> Option<ClauseKind> {
    // 已完成整改。
    if sentence && statuses::bare_len(rest).is_some() {
        return Some(ClauseKind::Status);
    }
    // 目前该问题, 截至目前，该问题
    let rest = rest.strip_prefix("截至").unwrap_or(rest);
    let rest = rest.strip_prefix("目前").map_or(rest, |rest| rest.trim_start_matches('，'));
    let opens = rest.starts_with(['该', '此', '本', '这', '上']);
    (opens && SUBJECTS.iter().any(|subject| rest.starts_with(subject))).then_some(ClauseKind::Status)
}

/// Whether what follows the first digit of a clause may end its number, as far as three bytes tell: `.`, `、` or `．`, or one more
/// digit.
fn enumerates(second: u8, third: u8) -> bool {
    match second {
        b'.' => !third.is_ascii_digit(),
        b'0'..=b'9' => matches!(third, b'.' | 0xE3 | 0xEF),
        // 、 and ．
        0xE3 => third == 0x80,
        0xEF => third == 0xBC,
        _ => false,
    }
}

/// Whether a clause opens with a number in brackets, or one that enumerates: 1. and 12、. Most digits that open a clause are
/// figures.
fn opens_number(&[a, b, c]: &[u8; 3]) -> bool {
    // ① to ㊿, （ and its half-width sister.
    let sign = a == b'(' || (a == 0xE2 && b == 0x91) || (a == 0xEF && b == 0xBC && c == 0x88);
    sign || a.is_ascii_digit() && enumerates(b, c)
}

/// The clause that a number opens, of those that number measures in running text.
fn listed(found: LabelMatch) -> Option<ClauseKind> {
    let numbers = matches!(found.scheme, Scheme::Arabic | Scheme::ArabicParen | Scheme::Circled);
    numbers.then_some(ClauseKind::Label(found))
}

/// What labels, fields and words about the issue begin with, so that the many clauses that are none of them cost
/// next to nothing; and fields alone.
static OPENERS: CharSet = CharSet::new(
    "一二三四五六七八九十首其再此另然同最第整主具采工落措完目当销反存问取责牵配验下原是该本这上截已现基正尚",
);
static FIELD_OPENERS: CharSet = CharSet::new("整主具采工落措完目当销反存问取责牵配验下原是");
/// What the fields that open a paragraph begin with: 【整改情况】 is one as well.
static FIELD_FIRSTS: CharSet = CharSet::new("【〔［—─[整主具采工落措完目当销反存问取责牵配验下原是");

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::fields::FIELDS;
    use crate::rules::words::SERIES_FIRST;

    #[test]
    fn every_word_that_opens_a_clause_passes_the_table() {
        let passes = |chars: &CharSet, word: &str| {
            let bytes = word.as_bytes();
            assert!(chars.has(bytes[0], bytes[1], bytes[2]), "{word}");
        };
        for (word, _) in FIELDS {
            passes(&FIELD_OPENERS, word);
            passes(&FIELD_FIRSTS, word);
            passes(&OPENERS, word);
        }
        let series = SERIES_FIRST.iter().map(|(word, _)| *word).chain(["一是", "十要", "第一，", "另一方面"]);
        series.chain(SUBJECTS.iter().copied()).for_each(|word| passes(&OPENERS, word));
    }

    #[test]
    fn the_first_stop_is_outside_brackets() {
        let text = "关于“学习。不够”的问题。整改情况：一是学。二是用。";
        let mut out = Scan::default();
        let stop = scan(text, 0, text.len(), &mut out).stop;
        assert_eq!(stop, text.find("。整改"));
        assert_eq!(out.clauses.len(), 3);
    }

    #[test]
    fn an_unclosed_quotation_hides_nothing() {
        let text = "修订《办法，堵塞漏洞。一是学。";
        let mut out = Scan::default();
        assert_eq!(scan(text, 0, text.len(), &mut out).stop, text.find('。'));
        assert_eq!(out.clauses.len(), 1);
        assert!(matches!(out.flaws[..], [Flaw::Unclosed(_)]));
    }
}
