//! What is shown, whether it was read from a circular or from tables.

use std::ops::Range;

use crate::fact::FactData;

/// One document.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Document {
    /// Names it in links, told apart from all others of a page: letters and digits.
    pub key: String,
    /// Its title, or the name of its file.
    pub title: String,
    /// The file that it was read from.
    pub name: Option<String>,
    /// 发文机关.
    pub issuer: Option<String>,
    /// 成文日期.
    pub date: Option<String>,
    /// What else is known of it, with captions.
    pub meta: Vec<(&'static str, String)>,
    /// Its text, in order.
    pub blocks: Vec<Block>,
    /// Its facts, in the order of the text.
    pub facts: Vec<Fact>,
    /// Repairs and diagnostics, in the order of the text.
    pub notes: Vec<Note>,
}

/// What a block of text is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum BlockKind {
    /// A headed part.
    Section,
    /// A problem that was fed back.
    Issue,
    /// A thing done, or planned.
    Measure,
    /// Any other text.
    Paragraph,
    /// A table; its rows and cells follow.
    Table,
    /// A row of a table.
    Row,
    /// A cell of a row.
    Cell,
    /// Text outside the body, by its caption: 成文日期.
    Part(&'static str),
    /// The name of an attachment whose text follows.
    Attachment,
}

/// How far an issue is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Status {
    /// 已完成.
    Completed,
    /// 基本完成.
    MostlyCompleted,
    /// 推进中.
    InProgress,
    /// 长期坚持.
    LongTerm,
    /// The text does not say.
    Unstated,
}

/// A heading or paragraph with what it belongs to.
#[derive(Debug, Clone, PartialEq)]
pub struct Block {
    /// The id of its node, or one of its own; no other block of the document has it.
    pub id: String,
    /// What it is.
    pub kind: BlockKind,
    /// Blocks that it stands in.
    pub depth: usize,
    /// Numbering or field label as written.
    pub label: Option<String>,
    /// Heading without its label.
    pub heading: Option<Text>,
    /// Text of a leaf.
    pub text: Option<Text>,
    /// What a section is for, in Chinese.
    pub role: Option<&'static str>,
    /// How far an issue is; of issues alone.
    pub status: Option<Status>,
    /// The issue that it stands in or is, by its place among the blocks.
    pub issue: Option<usize>,
    /// Where it stands in its file.
    pub place: Place,
}

/// Words, and what stands over them.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Text {
    /// The words.
    pub words: String,
    /// Marks over them, in any order.
    pub marks: Vec<Mark>,
    /// Notes between two characters: the byte, and the place of the note in its list.
    pub points: Vec<(usize, usize)>,
}

/// A mark over words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mark {
    /// The bytes that it covers.
    pub range: Range<usize>,
    /// Whose words they are.
    pub of: MarkOf,
}

/// Whose words a mark covers, by place in the list of the document.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MarkOf {
    /// A fact.
    Fact(usize),
    /// A note.
    Note(usize),
}

/// A fact.
#[derive(Debug, Clone, PartialEq)]
pub struct Fact {
    /// `metric1`.
    pub id: String,
    /// What it says.
    pub data: FactData,
    /// Its words.
    pub text: String,
    /// The block that they stand in; `None` where they are not shown.
    pub block: Option<usize>,
    /// Where they stand in the file.
    pub place: Place,
}

/// What a note is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum NoteKind {
    /// Something that was mended.
    Repair,
    /// Told for the record.
    Info,
    /// Probably a slip in the source.
    Warning,
    /// Something could not be read.
    Error,
}

/// A repair or a diagnostic.
#[derive(Debug, Clone, PartialEq)]
pub struct Note {
    /// `repair1`, `diagnostic1`.
    pub id: String,
    /// What it is about.
    pub kind: NoteKind,
    /// What happened, or the code of the diagnostic.
    pub title: String,
    /// What was found.
    pub message: Option<String>,
    /// What to write instead.
    pub suggestion: Option<String>,
    /// The block that it is shown in.
    pub block: Option<usize>,
    /// Where it stands in the file.
    pub place: Place,
}

/// Where something stands in its file; what the format tells of it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Place {
    /// Page, from 1.
    pub page: Option<u32>,
    /// Part of a package.
    pub part: Option<String>,
    /// Element in it.
    pub element: Option<String>,
    /// Line of a text, from 1.
    pub line: Option<usize>,
}

impl Place {
    /// In words: 第 3 页.
    #[must_use]
    pub fn told(&self) -> Option<String> {
        let mut told = Vec::new();
        told.extend(self.page.map(|page| format!("第 {page} 页")));
        told.extend(self.part.clone());
        told.extend(self.element.clone());
        told.extend(self.line.map(|line| format!("第 {line} 行")));
        (!told.is_empty()).then(|| told.join(" · "))
    }
}

impl Document {
    /// How many issues are of each status, in the order of [`Status`].
    #[must_use]
    pub fn statuses(&self) -> Vec<(Status, usize)> {
        let counted = Status::ALL
            .iter()
            .map(|&status| (status, self.blocks.iter().filter(|block| block.status == Some(status)).count()));
        counted.filter(|(_, count)| *count > 0).collect()
    }

    /// How many issues it has.
    #[must_use]
    pub fn issues(&self) -> usize {
        self.blocks.iter().filter(|block| block.kind == BlockKind::Issue).count()
    }
}
