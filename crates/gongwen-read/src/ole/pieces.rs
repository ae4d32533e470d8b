//! The piece table (MS-DOC, Clx and PlcPcd): which bytes of the document stream are which characters.

use std::ops::Range;

use encoding_rs::WINDOWS_1252;

use super::bytes::{plc, slice, u16_at, u32_at};
use super::fib::Fib;

/// A stretch of text that stands together in the stream.
#[derive(Debug, Clone)]
pub(super) struct Piece {
    pub(super) start: u32,
    pub(super) end: u32,
    /// Its first byte in the stream.
    offset: u32,
    /// One byte a character, in Windows-1252; UTF-16 otherwise.
    narrow: bool,
    /// What a fast save changed, over the properties of the stretch: a Prm of MS-DOC.
    modifier: u16,
}

/// The text of all stories.
#[derive(Debug, Default)]
pub(super) struct Pieces<'t> {
    pieces: Vec<Piece>,
    modifiers: Vec<&'t [u8]>,
    /// The text, a UTF-16 unit a character position.
    pub(super) units: Vec<u16>,
    /// Some text lies outside the stream.
    pub(super) cut: bool,
}

const MODIFIERS: u8 = 1;
const TABLE: u8 = 2;
const NARROW: u32 = 1 << 30;

impl<'t> Pieces<'t> {
    /// Reads the table and, by it, the text.
    pub(super) fn new(clx: &'t [u8], stream: &[u8]) -> Option<Self> {
        let mut found = Self::default();
        let mut at = 0;
        loop {
            match *clx.get(at)? {
                MODIFIERS => {
                    let length = usize::from(u16_at(clx, at + 1)?);
                    found.modifiers.push(slice(clx, at + 3, length)?);
                    at += 3 + length;
                }
                TABLE => {
                    let length = u32_at(clx, at + 1)? as usize;
                    let table = clx.get(at + 5..)?;
                    found.read(&table[..length.min(table.len())], stream);
                    return (!found.pieces.is_empty()).then_some(found);
                }
                _ => return None,
            }
        }
    }

    /// The text of all stories in one piece.
    pub(super) fn whole(fib: &Fib<'_>, stream: &[u8], offset: u32, narrow: bool) -> Option<Self> {
        let left = stream.get(offset as usize..)?.len() / if narrow { 1 } else { 2 };
        let length = fib.lengths.iter().fold(0_u32, |sum, length| sum.saturating_add(*length));
        let length = length.min(u32::try_from(left).unwrap_or(u32::MAX));
        let place = if narrow { offset.checked_mul(2)? | NARROW } else { offset };
        let mut table = [0, length].map(u32::to_le_bytes).concat();
        table.extend([0, 0]);
        table.extend(place.to_le_bytes());
        table.extend([0, 0]);
        let mut found = Self::default();
        found.read(&table, stream);
        (!found.units.is_empty()).then_some(found)
    }

    fn read(&mut self, table: &[u8], stream: &[u8]) {
        for (start, end, data) in plc(table, 8) {
            // Pieces follow one another without gaps, and no byte is a character twice: text cannot be longer than
            // its stream.
            if start as usize != self.units.len() || end as usize > stream.len() {
                self.cut = true;
                return;
            }
            let (Some(place), Some(modifier)) = (u32_at(data, 2), u16_at(data, 6)) else { return };
            let narrow = place & NARROW != 0;
            let offset = if narrow { (place & (NARROW - 1)) / 2 } else { place & (NARROW - 1) };
            self.pieces.push(Piece { start, end, offset, narrow, modifier });
            let bytes = stream.get(offset as usize..).unwrap_or_default();
            let count = (end - start) as usize;
            if narrow {
                self.units.extend(bytes.iter().take(count).map(|byte| narrow_unit(*byte)));
            } else {
                let (pairs, _) = bytes.as_chunks::<2>();
                self.units.extend(pairs.iter().take(count).map(|pair| u16::from_le_bytes(*pair)));
            }
            if self.units.len() < end as usize {
                self.cut = true;
                return;
            }
        }
    }

    fn index(&self, cp: u32) -> Option<usize> {
        let index = self.pieces.partition_point(|piece| piece.end <= cp);
        self.pieces.get(index).filter(|piece| piece.start <= cp).map(|_| index)
    }

    /// Where a character stands in the stream, and the character positions around it that stand there as one.
    pub(super) fn place(&self, cp: u32) -> Option<(u32, &Piece)> {
        let piece = &self.pieces[self.index(cp)?];
        let width = if piece.narrow { 1 } else { 2 };
        Some((piece.offset.checked_add((cp - piece.start).checked_mul(width)?)?, piece))
    }

    /// The properties that a fast save laid over a piece.
    pub(super) fn modifier(&self, piece: &Piece) -> Modifier<'t> {
        if piece.modifier & 1 == 1 {
            let bytes = self.modifiers.get(usize::from(piece.modifier >> 1)).copied();
            return Modifier::Many(bytes.unwrap_or_default());
        }
        let [low, value] = piece.modifier.to_le_bytes();
        Modifier::One(low >> 1, value)
    }
}

/// What a `Prm` says.
#[derive(Debug, Clone, Copy)]
pub(super) enum Modifier<'t> {
    /// A property by the short number that Word 6 gave it, and its value; 0 is none.
    One(u8, u8),
    /// Properties.
    Many(&'t [u8]),
}

impl Piece {
    /// The character positions whose bytes lie within those of a run.
    pub(super) fn positions(&self, bytes: &Range<u32>) -> Range<u32> {
        let width = if self.narrow { 1 } else { 2 };
        let position = |byte: u32| {
            self.start.saturating_add(byte.saturating_sub(self.offset).div_ceil(width)).min(self.end)
        };
        position(bytes.start)..position(bytes.end)
    }
}

fn narrow_unit(byte: u8) -> u16 {
    if (0x80..0xA0).contains(&byte) {
        let text = WINDOWS_1252.decode_without_bom_handling(&[byte]).0.chars().next();
        // All of Windows-1252 lies in the first plane.
        text.and_then(|c| u16::try_from(u32::from(c)).ok()).unwrap_or(0xFFFD)
    } else {
        u16::from(byte)
    }
}
