//! The one pass over a paragraph's characters: where its first sentence ends, where a clause opens with a label,
//! a field or a word about the issue, and what looks wrong. All later stages work on what it found.

use super::{LabelMatch, Scheme, label, series};
use crate::rules::fields::{self, FieldMatch};
use crate::rules::statuses::SUBJECTS;

/// Something that opens a clause.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Clause {
    /// Where, in the repaired text.
    pub(crate) at: usize,
    pub(crate) kind: ClauseKind,
    /// At the start of a sentence or of the paragraph, not after a comma.
    pub(crate) sentence: bool,
    /// The innermost bracket around it, if one is open there.
    bracket: Option<usize>,
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
#[derive(Debug, Default)]
pub(crate) struct Scan {
    /// All clauses of all paragraphs, in order.
    pub(crate) clauses: Vec<Clause>,
    pub(crate) flaws: Vec<Flaw>,
    /// The source has characters that no reader sees.
    pub(crate) invisible: bool,
}

/// Brackets nested deeper than this are not told apart.
const DEPTH: usize = 24;

/// English function words that are left of a translation. Names and brands are no slip.
const LATIN_WORDS: &[&str] =
    &["and", "or", "the", "of", "to", "in", "for", "with", "by", "on", "at", "from", "is", "as"];

/// Scans the paragraph `text[start..end]`. Returns where its first full stop stands, outside brackets.
pub(crate) fn scan(text: &str, start: usize, end: usize, out: &mut Scan) -> Option<usize> {
    let mut pass = Pass {
        text,
        end,
        brackets: [(0, 0); DEPTH],
        depth: 0,
        first_clause: out.clauses.len(),
        stops: Stops::default(),
        latin: None,
        out,
    };
    pass.clause(start, true);
    pass.run(start);
    pass.finish()
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
    /// Open brackets: place, and the kind of the one that closes it.
    brackets: [(usize, u8); DEPTH],
    depth: usize,
    first_clause: usize,
    stops: Stops,
    /// Where a run of lower-case letters began.
    latin: Option<usize>,
    out: &'o mut Scan,
}

const TITLE: u8 = 1;
const QUOTE: u8 = 2;
const INNER_QUOTE: u8 = 3;
const ROUND: u8 = 4;
const SQUARE: u8 = 5;
const INNER_TITLE: u8 = 6;

impl Pass<'_, '_> {
    fn run(&mut self, start: usize) {
        let bytes = &self.text.as_bytes()[..self.end];
        let mut at = start;
        while let Some(&byte) = bytes.get(at) {
            // E4 to E9 lead the common Chinese characters, three bytes each: most of the text.
            if byte.wrapping_sub(0xE4) <= 5 {
                at += 3;
                continue;
            }
            at += match byte {
                0..=0x7F => self.ascii(at, byte),
                0xC2 => {
                    self.out.invisible |= bytes[at + 1] == 0xAD;
                    2
                }
                0xC3..=0xDF => 2,
                0xE2 => self.general_punctuation(at, bytes[at + 1], bytes[at + 2]),
                0xE3 => self.cjk_punctuation(at, bytes[at + 1], bytes[at + 2]),
                0xEF => self.full_width(at, bytes[at + 1], bytes[at + 2]),
                0xF0..=0xFF => 4,
                _ => 3,
            };
        }
        self.end_latin(self.end);
    }

    fn ascii(&mut self, at: usize, byte: u8) -> usize {
        match byte {
            b'a'..=b'z' => {
                if self.latin.is_none() {
                    self.latin = Some(at);
                }
                return 1;
            }
            b'(' => {
                self.half_width(at);
                self.open(at, ROUND);
            }
            b')' => {
                self.half_width(at);
                self.close(ROUND);
            }
            b';' | b':' => self.clause(at + 1, false),
            0 => self.out.invisible = true,
            _ => {}
        }
        if self.latin.is_some() {
            self.end_latin(at);
        }
        1
    }

    /// U+2000 to U+2FFF: quotation marks, and the invisible ones.
    fn general_punctuation(&mut self, at: usize, second: u8, third: u8) -> usize {
        match (second, third) {
            (0x80, 0x9C) => self.open(at, QUOTE),
            (0x80, 0x9D) => self.close(QUOTE),
            (0x80, 0x98) => self.open(at, INNER_QUOTE),
            (0x80, 0x99) => self.close(INNER_QUOTE),
            (0x80, 0x8B..=0x8F) | (0x81, 0xA0) => self.out.invisible = true,
            _ => {}
        }
        3
    }

    /// U+3000 to U+3FFF: 、。《》〔〕
    fn cjk_punctuation(&mut self, at: usize, second: u8, third: u8) -> usize {
        if second != 0x80 {
            return 3;
        }
        match third {
            0x82 => self.stop(at),
            0x8A => self.open(at, TITLE),
            0x8B => self.close(TITLE),
            0x88 => self.open(at, INNER_TITLE),
            0x89 => self.close(INNER_TITLE),
            0x94 | 0x90 => self.open(at, SQUARE),
            0x95 | 0x91 => {
                self.close(SQUARE);
                self.clause(at + 3, false);
            }
            _ => {}
        }
        3
    }

    /// U+F000 to U+FFFF: ，；：！？（）
    fn full_width(&mut self, at: usize, second: u8, third: u8) -> usize {
        match (second, third) {
            (0xBC, 0x88) => self.open(at, ROUND),
            (0xBC, 0x89) => self.close(ROUND),
            (0xBC, 0x8C | 0x9A) => self.clause(at + 3, false),
            (0xBC, 0x9B | 0x81 | 0x9F) => self.clause(at + 3, true),
            (0xBB, 0xBF) => self.out.invisible = true,
            _ => {}
        }
        3
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
        self.depth.checked_sub(1).map(|top| self.brackets[top.min(DEPTH - 1)].0)
    }

    fn open(&mut self, at: usize, kind: u8) {
        // A quotation does not open inside itself: the one before it was never closed.
        if self.depth < DEPTH {
            self.brackets[self.depth] = (at, kind);
            self.depth += 1;
        }
    }

    fn close(&mut self, kind: u8) {
        if let Some(found) = self.brackets[..self.depth].iter().rposition(|bracket| bracket.1 == kind) {
            for at in found + 1..self.depth {
                self.unclosed(self.brackets[at]);
            }
            self.depth = found;
        }
    }

    fn unclosed(&mut self, (at, kind): (usize, u8)) {
        if matches!(kind, TITLE | QUOTE) {
            self.out.flaws.push(Flaw::Unclosed(at));
        }
        for clause in
            self.out.clauses[self.first_clause..].iter_mut().rev().take_while(|clause| clause.at > at)
        {
            if clause.bracket == Some(at) {
                clause.bracket = None;
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
    fn clause(&mut self, mut at: usize, sentence: bool) {
        let bytes = self.text.as_bytes();
        // The ASCII space, the no-break space and U+3000.
        while at < self.end {
            at += match bytes[at..self.end] {
                [b' ', ..] => 1,
                [0xC2, 0xA0, ..] => 2,
                [0xE3, 0x80, 0x80, ..] => 3,
                _ => break,
            };
        }
        if at + 3 > self.end || !may_open(&bytes[at..at + 3]) {
            return;
        }
        let rest = &self.text[at..self.end];
        let found = if bytes[at] >= 0xE3 && bytes[at] != 0xEF {
            let field =
                || fields::at_start(rest).filter(|field| rest[..field.len].ends_with(['：', ':', '】']));
            series(rest)
                .map(ClauseKind::Label)
                .or_else(|| sentence.then(field).flatten().map(ClauseKind::Field))
                .or_else(|| status(rest))
        } else {
            inline_label(rest)
        };
        if let Some(kind) = found {
            self.out.clauses.push(Clause { at, kind, sentence, bracket: self.innermost() });
        }
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
            self.unclosed(self.brackets[at]);
        }
        let mut kept = self.first_clause;
        for at in self.first_clause..self.out.clauses.len() {
            if self.out.clauses[at].bracket.is_none() {
                self.out.clauses[kept] = self.out.clauses[at];
                kept += 1;
            }
        }
        self.out.clauses.truncate(kept);
        self.stops.outside
    }
}

fn status(rest: &str) -> Option<ClauseKind> {
    // 目前该问题, 截至目前，该问题
    let rest = rest.strip_prefix("截至").unwrap_or(rest);
    let rest = rest.strip_prefix("目前").map_or(rest, |rest| rest.trim_start_matches('，'));
    let opens = rest.starts_with(['该', '此', '本', '这', '上']);
    (opens && SUBJECTS.iter().any(|subject| rest.starts_with(subject))).then_some(ClauseKind::Status)
}

fn inline_label(rest: &str) -> Option<ClauseKind> {
    label(rest)
        .filter(|found| matches!(found.scheme, Scheme::ArabicParen | Scheme::Circled))
        .map(ClauseKind::Label)
}

/// Whether a clause that opens with these bytes can be a label, a field or a status: a table over first
/// characters, so that the many clauses that are none cost next to nothing.
fn may_open(bytes: &[u8]) -> bool {
    match bytes[0] {
        0xE3..=0xE9 => {
            let code = usize::from(bytes[0] & 0xF) << 12
                | usize::from(bytes[1] & 0x3F) << 6
                | usize::from(bytes[2] & 0x3F);
            OPENERS[code / 64] & 1 << (code % 64) != 0
        }
        0xE2 => bytes[1] == 0x91,
        0xEF => bytes[1] == 0xBC && bytes[2] == 0x88,
        b'(' => true,
        _ => false,
    }
}

/// First characters of numerals, series words, field words and status subjects: a bit for each code point.
static OPENERS: [u64; 1024] = opener_bits();

const OPENER_CHARS: [char; 45] = [
    '一', '二', '三', '四', '五', '六', '七', '八', '九', '十', '首', '其', '再', '此', '另', '然', '同',
    '最', '第', '整', '主', '具', '采', '工', '落', '措', '完', '目', '当', '销', '反', '存', '问', '取',
    '责', '牵', '配', '验', '下', '原', '该', '本', '这', '上', '截',
];

const fn opener_bits() -> [u64; 1024] {
    let mut bits = [0_u64; 1024];
    let mut at = 0;
    while at < OPENER_CHARS.len() {
        let code = OPENER_CHARS[at] as usize;
        bits[code / 64] |= 1 << (code % 64);
        at += 1;
    }
    bits
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::fields::FIELDS;
    use crate::rules::words::SERIES_FIRST;

    #[test]
    fn every_word_that_opens_a_clause_passes_the_table() {
        let words = FIELDS.iter().map(|(word, _)| *word).chain(SERIES_FIRST.iter().map(|(word, _)| *word));
        for word in
            words.chain(SUBJECTS.iter().copied()).chain(["一是", "十要", "第一，", "另一方面", "（1）", "①"])
        {
            assert!(may_open(&word.as_bytes()[..3]), "{word}");
        }
    }

    #[test]
    fn the_first_stop_is_outside_brackets() {
        let text = "关于“学习。不够”的问题。整改情况：一是学。二是用。";
        let mut out = Scan::default();
        let stop = scan(text, 0, text.len(), &mut out);
        assert_eq!(stop, text.find("。整改"));
        assert_eq!(out.clauses.len(), 3);
    }

    #[test]
    fn an_unclosed_quotation_hides_nothing() {
        let text = "修订《办法，堵塞漏洞。一是学。";
        let mut out = Scan::default();
        assert_eq!(scan(text, 0, text.len(), &mut out), text.find('。'));
        assert_eq!(out.clauses.len(), 1);
        assert!(matches!(out.flaws[..], [Flaw::Unclosed(_)]));
    }
}
