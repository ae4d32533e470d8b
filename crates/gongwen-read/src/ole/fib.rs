//! The file information block, which says where everything else stands (MS-DOC, Fib).

use super::bytes::{slice, u16_at, u32_at};

/// Which part of the table stream, by its index among the pairs of offset and length (MS-DOC, FibRgFcLcb97).
#[derive(Debug, Clone, Copy)]
pub(super) enum Part {
    /// Styles.
    Stshf = 1,
    FootnoteText = 3,
    CommentText = 5,
    Headers = 11,
    Characters = 12,
    Paragraphs = 13,
    /// The piece table.
    Clx = 33,
    /// Anchors of the drawings of the main text.
    Drawings = 40,
    EndnoteText = 47,
    TextBoxes = 56,
    Lists = 73,
    ListOverrides = 74,
}

/// The stories of a document, one behind the other in its character positions (MS-DOC, document parts).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Story {
    Main = 0,
    Footnotes = 1,
    Headers = 2,
    /// Behind one that macros once had.
    Comments = 4,
    Endnotes = 5,
    TextBoxes = 6,
    HeaderTextBoxes = 7,
}

#[derive(Debug)]
pub(super) struct Fib<'b> {
    stream: &'b [u8],
    /// Lengths of the stories.
    pub(super) lengths: [u32; 8],
}

/// What the first bytes say.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// Word 97 and later.
    Word97,
    /// Word 2 to 95.
    Older,
    Encrypted,
    Other,
}

const ENCRYPTED: u16 = 1 << 8;
const TABLE_1: u16 = 1 << 9;
/// Word 97 writes 0x00C1; what is below is Word 95 and older.
const WORD_97: u16 = 0x00C0;

pub(super) fn kind(stream: &[u8]) -> Kind {
    let (Some(magic), Some(version), Some(flags)) =
        (u16_at(stream, 0), u16_at(stream, 2), u16_at(stream, 10))
    else {
        return Kind::Other;
    };
    match magic {
        0xA5EC | 0xA5DC | 0xA59C | 0xA59B | 0xA5DB if flags & ENCRYPTED != 0 => Kind::Encrypted,
        0xA5EC if version >= WORD_97 => Kind::Word97,
        0xA5EC | 0xA5DC | 0xA59C | 0xA59B | 0xA5DB => Kind::Older,
        _ => Kind::Other,
    }
}

/// The name of the stream that holds the tables.
pub(super) fn table_stream(stream: &[u8]) -> &'static str {
    if u16_at(stream, 10).is_some_and(|flags| flags & TABLE_1 != 0) { "1Table" } else { "0Table" }
}

impl<'b> Fib<'b> {
    pub(super) fn new(stream: &'b [u8]) -> Option<Self> {
        let mut lengths = [0; 8];
        for (index, length) in lengths.iter_mut().enumerate() {
            *length = u32_at(stream, 0x4C + index * 4)?;
        }
        Some(Self { stream, lengths })
    }

    /// The bytes of a part; empty where there is none, or where it lies outside the stream.
    pub(super) fn part<'t>(&self, table: &'t [u8], part: Part) -> &'t [u8] {
        self.place(part).and_then(|(at, length)| slice(table, at, length)).unwrap_or_default()
    }

    /// Where a part stands and how long it is.
    pub(super) fn place(&self, part: Part) -> Option<(usize, usize)> {
        let index = part as usize;
        let pairs = usize::from(u16_at(self.stream, 0x98)?);
        if index >= pairs {
            return None;
        }
        let at = u32_at(self.stream, 0x9A + index * 8)? as usize;
        let length = u32_at(self.stream, 0x9E + index * 8)? as usize;
        (length > 0).then_some((at, length))
    }

    /// Where the text of a file starts that was saved in one piece, and whether a character is one byte of it.
    pub(super) fn text(&self) -> Option<(u32, bool)> {
        let (start, end) = (u32_at(self.stream, 0x18)?, u32_at(self.stream, 0x1C)?);
        let bytes = u64::from(end.checked_sub(start)?);
        let characters: u64 = self.lengths.iter().map(|length| u64::from(*length)).sum();
        // The last mark may not be counted.
        (characters > 0).then_some((start, bytes < characters.saturating_mul(2)))
    }

    /// The character positions of a story.
    pub(super) fn story(&self, story: Story) -> std::ops::Range<u32> {
        let index = story as usize;
        let start = self.lengths[..index].iter().fold(0_u32, |sum, length| sum.saturating_add(*length));
        start..start.saturating_add(self.lengths[index])
    }
}
