//! Single property modifiers (MS-DOC, Sprm): what runs, paragraphs and rows of tables say of themselves.

use super::bytes::{slice, u16_at, u32_at};
use crate::edges::{Down, Merge, Row};

/// One property and its operand.
#[derive(Debug, Clone, Copy)]
pub(super) struct Sprm<'b> {
    pub(super) code: u16,
    pub(super) operand: &'b [u8],
}

/// The properties of a list of them, as far as it is whole.
pub(super) fn sprms(mut bytes: &[u8]) -> impl Iterator<Item = Sprm<'_>> {
    std::iter::from_fn(move || {
        let code = u16_at(bytes, 0)?;
        let (from, length) = operand(code, bytes)?;
        let operand = slice(bytes, from, length)?;
        bytes = &bytes[from + length..];
        Some(Sprm { code, operand })
    })
}

/// Where the operand starts and how long it is: by bits 13 to 15 of the code (MS-DOC, spra of Sprm).
fn operand(code: u16, bytes: &[u8]) -> Option<(usize, usize)> {
    Some(match code >> 13 {
        0 | 1 => (2, 1),
        2 | 4 | 5 => (2, 2),
        3 => (2, 4),
        7 => (2, 3),
        _ => match (code, bytes.get(2)?) {
            // Its length has two bytes and counts itself by one.
            (DEFINE_TABLE, _) => (4, usize::from(u16_at(bytes, 2)?).saturating_sub(1)),
            (CHANGE_TABS, 255) => {
                let deleted = usize::from(*bytes.get(3)?);
                let added = usize::from(*bytes.get(4 + deleted * 4)?);
                (3, 2 + deleted * 4 + added * 3)
            }
            (_, length) => (3, usize::from(*length)),
        },
    })
}

const CHANGE_TABS: u16 = 0xC615;
const DEFINE_TABLE: u16 = 0xD608;

/// The first and the later of two codes for one thing; what Word 97 wrote, and what it became.
mod code {
    pub(super) const STYLE: u16 = 0x4600;
    pub(super) const HUGE: [u16; 2] = [0x6645, 0x6646];
    pub(super) const ALIGN: [u16; 2] = [0x2403, 0x2461];
    pub(super) const LEVEL: u16 = 0x260A;
    pub(super) const LIST: u16 = 0x460B;
    pub(super) const IN_TABLE: u16 = 0x2416;
    pub(super) const ROW_END: u16 = 0x2417;
    pub(super) const LEFT: [u16; 2] = [0x840F, 0x845E];
    pub(super) const FIRST: [u16; 2] = [0x8411, 0x8460];
    pub(super) const LEFT_CHARS: u16 = 0x4456;
    pub(super) const FIRST_CHARS: u16 = 0x4457;
    pub(super) const OUTLINE: u16 = 0x2640;
    pub(super) const TABLE_DEPTH: u16 = 0x6649;
    pub(super) const VERTICAL_MERGE: u16 = 0xD62B;
    pub(super) const MERGE: u16 = 0x5624;

    pub(super) const DELETED: u16 = 0x0800;
    pub(super) const BOLD: u16 = 0x0835;
    pub(super) const HIDDEN: u16 = 0x083C;
    pub(super) const SIZE: u16 = 0x4A43;
    pub(super) const CHARACTER_STYLE: u16 = 0x4A30;
    pub(super) const PLAIN: u16 = 0x2A33;
    pub(super) const SYMBOL: u16 = 0x6A09;
}

/// A property of a paragraph or run that a fast save names by the number of Word 6 (MS-DOC, Prm0).
pub(super) fn short(number: u8) -> Option<u16> {
    Some(match number {
        0x05 => code::ALIGN[0],
        0x18 => code::IN_TABLE,
        0x19 => code::ROW_END,
        0x41 => code::DELETED,
        0x55 => code::BOLD,
        0x5C => code::HIDDEN,
        _ => return None,
    })
}

/// What a paragraph says of itself.
#[derive(Debug, Clone, Default)]
pub(super) struct Pap {
    pub(super) style: u16,
    pub(super) centred: bool,
    /// Twentieths of a point.
    pub(super) left: i32,
    pub(super) first: i32,
    /// Hundredths of a character; go before the lengths where they are given.
    pub(super) left_chars: i32,
    pub(super) first_chars: i32,
    pub(super) in_table: bool,
    pub(super) row_end: bool,
    /// Tables inside one another.
    pub(super) depth: u32,
    pub(super) level: Option<u8>,
    /// Which list override, from 1; 0 is none.
    pub(super) list: u16,
    /// From 0; 9 is body text.
    pub(super) outline: Option<u8>,
    pub(super) row: Option<Row>,
}

/// The two bits `fVertMerge` and `fVertRestart`.
fn down(bits: u8) -> Down {
    match bits & 3 {
        0 => Down::None,
        1 => Down::Covered,
        _ => Down::First,
    }
}

impl Pap {
    /// Lays properties over these. `data` is the stream of that name, where large ones stand.
    pub(super) fn apply(&mut self, bytes: &[u8], data: &[u8]) {
        for sprm in sprms(bytes) {
            if code::HUGE.contains(&sprm.code) {
                let at = u32_at(sprm.operand, 0).unwrap_or(u32::MAX) as usize;
                let large =
                    u16_at(data, at).and_then(|length| slice(data, at.saturating_add(2), length.into()));
                // One inside another would be a loop: those are not followed.
                for sprm in sprms(large.unwrap_or_default()) {
                    self.set(sprm);
                }
            } else {
                self.set(sprm);
            }
        }
    }

    pub(super) fn set(&mut self, sprm: Sprm<'_>) {
        let byte = || sprm.operand.first().copied().unwrap_or(0);
        let short = || u16_at(sprm.operand, 0).unwrap_or(0);
        let length = || i32::from(short().cast_signed());
        match sprm.code {
            code::STYLE => self.style = short(),
            c if code::ALIGN.contains(&c) => self.centred = byte() == 1,
            code::LEVEL => self.level = Some(byte()),
            code::LIST => self.list = short(),
            code::IN_TABLE => self.in_table = byte() != 0,
            code::ROW_END => self.row_end = byte() != 0,
            c if code::LEFT.contains(&c) => self.left = length(),
            c if code::FIRST.contains(&c) => self.first = length(),
            code::LEFT_CHARS => self.left_chars = length(),
            code::FIRST_CHARS => self.first_chars = length(),
            code::OUTLINE => self.outline = Some(byte()),
            code::TABLE_DEPTH => self.depth = u32_at(sprm.operand, 0).unwrap_or(0),
            DEFINE_TABLE => self.row = row(sprm.operand),
            code::VERTICAL_MERGE => {
                if let (Some(row), [cell, bits, ..]) = (&mut self.row, sprm.operand)
                    && let Some(merge) = row.merges.get_mut(usize::from(*cell))
                {
                    merge.down = down(*bits);
                }
            }
            code::MERGE => {
                if let (Some(row), [first, end, ..]) = (&mut self.row, sprm.operand) {
                    for (index, merge) in
                        row.merges.iter_mut().enumerate().take((*end).into()).skip((*first).into())
                    {
                        merge.across = if index == usize::from(*first) { 2 } else { 1 };
                    }
                }
            }
            _ => {}
        }
    }
}

/// The operand of `sprmTDefTable` (MS-DOC, TDefTableOperand): count, edges, then twenty bytes a cell as far as they go.
fn row(operand: &[u8]) -> Option<Row> {
    const CELL: usize = 20;
    let count = usize::from(*operand.first()?);
    let edge = |index: usize| u16_at(operand, 1 + index * 2).map(|edge| i32::from(edge.cast_signed()));
    let edges = (0..=count).map(edge).collect::<Option<Vec<_>>>()?;
    let cells = 1 + (count + 1) * 2;
    let merges = (0..count).map(|index| {
        let flags = u16_at(operand, cells + index * CELL).unwrap_or(0);
        let [low, _] = flags.to_le_bytes();
        Merge { across: low & 3, down: down(low >> 5) }
    });
    Some(Row { merges: merges.collect(), edges })
}

/// What a run of characters says of itself.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Chp {
    pub(super) bold: bool,
    pub(super) hidden: bool,
    pub(super) deleted: bool,
    /// Half points; 0 where nothing says.
    pub(super) size: u16,
    /// The character that stands for itself in a symbol font.
    pub(super) symbol: Option<u16>,
}

impl Chp {
    /// Lays properties over these. `style` is what the styles say, to which some values refer; `character_style` gives
    /// the properties of one by its number.
    pub(super) fn apply(&mut self, bytes: &[u8], style: &Self, character_style: impl Fn(u16) -> Self) {
        let mut style = *style;
        for sprm in sprms(bytes) {
            if sprm.code == code::CHARACTER_STYLE {
                let over = character_style(u16_at(sprm.operand, 0).unwrap_or(0));
                // Bold in a bold paragraph is not bold (ECMA-376 Part 1, 17.7.3).
                style.bold ^= over.bold;
                style.hidden ^= over.hidden;
                if over.size != 0 {
                    style.size = over.size;
                }
                *self = Self { deleted: self.deleted, symbol: self.symbol, ..style };
            } else {
                self.set(sprm, &style);
            }
        }
    }

    pub(super) fn set(&mut self, sprm: Sprm<'_>, style: &Self) {
        let byte = sprm.operand.first().copied().unwrap_or(0);
        // Off, on, as the style, other than the style (MS-DOC, ToggleOperand).
        let toggle = |style: bool| match byte {
            0x80 => style,
            0x81 => !style,
            value => value != 0,
        };
        match sprm.code {
            code::BOLD => self.bold = toggle(style.bold),
            code::HIDDEN => self.hidden = toggle(style.hidden),
            code::DELETED => self.deleted = byte != 0,
            code::SIZE => self.size = u16_at(sprm.operand, 0).unwrap_or(0),
            code::SYMBOL => self.symbol = u16_at(sprm.operand, 2),
            code::PLAIN => *self = Self { deleted: self.deleted, symbol: self.symbol, ..*style },
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lengths_of_operands_follow_the_code() {
        let mut bytes = vec![0x03, 0x24, 1];
        bytes.extend([0x0B, 0x46, 2, 0]);
        bytes.extend([0x15, 0xC6, 255, 1, 0, 0, 0, 0, 0]);
        bytes.extend([0x0A, 0x26, 3]);
        let mut pap = Pap::default();
        pap.apply(&bytes, &[]);
        assert!(pap.centred);
        assert_eq!((pap.list, pap.level), (2, Some(3)));
    }

    #[test]
    fn a_cut_list_gives_what_is_whole() {
        assert_eq!(sprms(&[0x03, 0x24, 1, 0x0B, 0x46, 2]).count(), 1);
    }

    #[test]
    fn a_toggle_refers_to_the_style() {
        let style = Chp { bold: true, ..Chp::default() };
        let mut chp = style;
        chp.apply(&[0x35, 0x08, 0x81], &style, |_| Chp::default());
        assert!(!chp.bold);
    }
}
