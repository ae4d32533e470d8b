//! Text into paragraphs: which characters are shown, and what the paragraph says of itself.

use std::ops::Range;

use gongwen::block::{BlockKind, LeftOutReason};

use super::fields::Fields;
use super::lists::{Label, Lists};
use super::pieces::{Modifier, Pieces};
use super::runs::Runs;
use super::sprm::{self, Chp, Pap, Sprm};
use super::styles::Styles;
use crate::error::Fault;
use crate::label::between;
use crate::limits::Budget;

/// A document, as its streams say.
#[derive(Debug)]
pub(super) struct Word<'b> {
    pub(super) stream: &'b [u8],
    /// Where large properties stand.
    pub(super) data: &'b [u8],
    pub(super) pieces: Pieces<'b>,
    pub(super) styles: Styles,
    pub(super) characters: Runs,
    pub(super) paragraphs: Runs,
}

/// A paragraph.
#[derive(Debug, Default)]
pub(super) struct Para {
    /// With its number; line feeds are ends of lines in it.
    pub(super) text: String,
    pub(super) bold: usize,
    pub(super) bullet: bool,
    pub(super) pap: Pap,
    pub(super) heading: Option<u8>,
    /// Half points of its first character.
    size: u16,
    pub(super) left_out: Vec<(LeftOutReason, String)>,
    /// Where in the text the last of them stands.
    left_out_at: usize,
    /// Where drawings hang.
    pub(super) anchors: Vec<u32>,
    /// The character that ends it.
    pub(super) mark: u16,
    /// The page ended within it, and this is the rest.
    pub(super) rest: bool,
}

pub(super) const CELL_MARK: u16 = 0x07;
const PARAGRAPH_MARK: u16 = 0x0D;
/// The end of a page, or of a section.
const PAGE_BREAK: u16 = 0x0C;
/// Not in a list, from here on (MS-DOC, sprmPIlfo).
const NO_LIST: u16 = 0x07FF;
const BODY_TEXT: u8 = 9;

impl<'b> Word<'b> {
    /// The paragraphs of a stretch of text.
    pub(super) fn read(
        &self,
        range: Range<u32>,
        lists: &mut Lists<'b>,
        budget: &Budget,
    ) -> Result<Vec<Para>, Fault> {
        let units = &self.pieces.units;
        let range = range.start as usize..(range.end as usize).min(units.len());
        let fields = Fields::new(units, range.clone());
        let mut paragraphs = Vec::new();
        let mut start = range.start;
        let mut rest = false;
        while start < range.end {
            if paragraphs.len() % 256 == 0 {
                budget.time()?;
            }
            let end = self.end(start, range.end);
            let mut para = self.paragraph(start..end, &fields, lists);
            para.rest = rest;
            if !rest {
                self.number(&mut para, end - 1, lists);
            }
            rest = para.mark == PAGE_BREAK && self.same_paragraph(end - 1, end);
            paragraphs.push(para);
            start = end;
        }
        Ok(paragraphs)
    }

    /// The end of the paragraph from `start`, its mark included. A mark that is deleted ends nothing.
    fn end(&self, start: usize, limit: usize) -> usize {
        for at in start..limit {
            match self.pieces.units[at] {
                CELL_MARK | PAGE_BREAK => return at + 1,
                PARAGRAPH_MARK if !self.chp(at, 0).0.deleted => return at + 1,
                _ => {}
            }
        }
        limit
    }

    fn same_paragraph(&self, mark: usize, next: usize) -> bool {
        let run = |at: usize| {
            let (place, _) = self.pieces.place(u32::try_from(at).ok()?)?;
            self.paragraphs.at(place).map(|run| run.bytes.clone())
        };
        run(mark).is_some_and(|bytes| run(next) == Some(bytes))
    }

    /// The properties of a character in a paragraph of a style, and up to where they hold.
    fn chp(&self, at: usize, style: u16) -> (Chp, usize) {
        let base = self.styles.get(style).map(|style| style.chp).unwrap_or_default();
        let place = u32::try_from(at).ok().and_then(|cp| self.pieces.place(cp));
        let Some((byte, piece)) = place else { return (base, at + 1) };
        let mut chp = base;
        let mut until = at + 1;
        if let Some(run) = self.characters.at(byte) {
            let over = |style| self.styles.get(style).map(|style| style.chp).unwrap_or_default();
            chp.apply(run.properties(self.stream), &base, over);
            until = until.max(piece.positions(&run.bytes).end as usize);
        }
        match self.pieces.modifier(piece) {
            Modifier::Many(bytes) => chp.apply(bytes, &base, |_| base),
            Modifier::One(number, value) => {
                if let Some(code) = sprm::short(number) {
                    chp.set(Sprm { code, operand: &[value] }, &base);
                }
            }
        }
        (chp, until)
    }

    /// The properties of the paragraph that a mark ends.
    fn pap(&self, mark: usize, lists: &Lists<'b>) -> Pap {
        let place = u32::try_from(mark).ok().and_then(|cp| self.pieces.place(cp));
        let Some((byte, piece)) = place else { return Pap::default() };
        let run = self.paragraphs.at(byte);
        let style = run.map_or(0, |run| run.style);
        let direct = run.map(|run| run.properties(self.stream)).unwrap_or_default();
        let mut pap = self.styles.get(style).map(|style| style.pap.clone()).unwrap_or_default();
        pap.style = style;
        let over = |pap: &mut Pap| {
            pap.apply(direct, self.data);
            match self.pieces.modifier(piece) {
                Modifier::Many(bytes) => pap.apply(bytes, self.data),
                Modifier::One(number, value) => {
                    if let Some(code) = sprm::short(number) {
                        pap.set(Sprm { code, operand: &[value] });
                    }
                }
            }
        };
        over(&mut pap);
        if pap.list >= NO_LIST {
            pap.list = 0;
        }
        if pap.list != 0 {
            let level = pap.level.or_else(|| lists.level_of_style(pap.list, style)).unwrap_or(0);
            // The level's indents go over those of the style, the paragraph's own over both.
            pap.apply(lists.paragraph(pap.list, level), &[]);
            let list = pap.list;
            over(&mut pap);
            (pap.list, pap.level) = (list, Some(level));
        }
        pap
    }

    fn paragraph(&self, range: Range<usize>, fields: &Fields, lists: &Lists<'b>) -> Para {
        let mark = range.end - 1;
        let pap = self.pap(mark, lists);
        let mut para = Para { mark: self.pieces.units[mark], ..Para::default() };
        let mut until = 0;
        let mut chp = Chp::default();
        let mut bold = true;
        let mut at = range.start;
        while at < range.end {
            if at >= until {
                (chp, until) = self.chp(at, pap.style);
            }
            let (c, width) = self.character(at);
            let hidden = fields.hides(at);
            let c = if hidden { None } else { para.shown(c, at, &chp) };
            if let Some(text) = fields.shown.get(&at).filter(|_| !chp.deleted && !chp.hidden) {
                para.text.push_str(text);
            }
            at += width;
            let Some(c) = c else { continue };
            if let Some(reason) = left_out(&chp) {
                para.leave_out(reason, c);
                continue;
            }
            if para.size == 0 {
                para.size = chp.size;
            }
            para.text.push(c);
            if !c.is_whitespace() {
                bold &= chp.bold;
                if bold {
                    para.bold = para.text.len();
                }
            }
        }
        let style = self.styles.get(pap.style);
        para.heading = match pap.outline {
            Some(level) if level < BODY_TEXT => Some(level + 1),
            Some(_) => None,
            None => style.and_then(|style| style.heading),
        };
        para.pap = pap;
        para
    }

    /// The character of a position, and how many positions it takes.
    fn character(&self, at: usize) -> (char, usize) {
        let units = &self.pieces.units;
        let pair = units.get(at..(at + 2).min(units.len())).unwrap_or_default();
        match char::decode_utf16(pair.iter().copied()).next() {
            Some(Ok(c)) => (c, c.len_utf16()),
            _ => ('\u{fffd}', 1),
        }
    }

    /// Puts its number before a paragraph of a list. One of which nothing is shown has none.
    fn number(&self, para: &mut Para, mark: usize, lists: &mut Lists<'b>) {
        if para.pap.list == 0 || para.pap.row_end {
            return;
        }
        let nothing_left = para.text.trim().is_empty();
        if nothing_left && left_out(&self.chp(mark, para.pap.style).0).is_some() {
            return;
        }
        match lists.count(para.pap.list, para.pap.level.unwrap_or(0)) {
            Some(Label::Number(label, follow)) if !nothing_left => {
                let label = format!("{label}{}", between(&label, follow, &para.text));
                if para.bold > 0 {
                    para.bold += label.len();
                }
                para.text.insert_str(0, &label);
            }
            Some(Label::Bullet) => para.bullet = true,
            _ => {}
        }
    }
}

fn left_out(chp: &Chp) -> Option<LeftOutReason> {
    if chp.deleted {
        Some(LeftOutReason::Deleted)
    } else if chp.hidden {
        Some(LeftOutReason::Hidden)
    } else {
        None
    }
}

impl Para {
    /// What a character stands for; `None` for those that are none.
    fn shown(&mut self, c: char, at: usize, chp: &Chp) -> Option<char> {
        match c {
            '\u{8}' => {
                self.anchors.push(u32::try_from(at).ok()?);
                None
            }
            // Ends of lines and columns.
            '\u{b}' | '\u{e}' => Some('\n'),
            '\u{1e}' => Some('\u{2011}'),
            '\t' => Some('\t'),
            '(' if chp.symbol.is_some() => chp.symbol.and_then(|unit| char::from_u32(u32::from(unit))),
            // Pictures, marks of notes, of fields, of paragraphs.
            c if c < ' ' => None,
            c => Some(c),
        }
    }

    fn leave_out(&mut self, reason: LeftOutReason, c: char) {
        let at = self.text.len();
        match self.left_out.last_mut() {
            Some((last, text)) if *last == reason && self.left_out_at == at => text.push(c),
            _ => self.left_out.push((reason, c.to_string())),
        }
        self.left_out_at = at;
    }

    pub(super) fn kind(&self) -> BlockKind {
        const DEEPEST: u8 = 6;
        match self.heading {
            Some(depth) => BlockKind::Heading(depth.clamp(1, DEEPEST)),
            None if self.bullet => BlockKind::Item,
            None => BlockKind::Paragraph,
        }
    }

    /// Columns of white space before its first line, two for a full-width character.
    pub(super) fn indent(&self) -> usize {
        /// Ten points, in half points, where nothing says (MS-DOC, sprmCHps).
        const SIZE: u16 = 20;
        let part = |chars: i32, length: i32| {
            if chars != 0 {
                return chars / 50;
            }
            let size = if self.size == 0 { SIZE } else { self.size };
            // A half point is ten twentieths, a column half a character.
            length / (i32::from(size) * 5)
        };
        let pap = &self.pap;
        let columns = part(pap.left_chars, pap.left).saturating_add(part(pap.first_chars, pap.first));
        usize::try_from(columns).unwrap_or(0)
    }
}
