//! Puts a [`Document`] together, block by block, so that every reader keeps the same rules: one line a block, no
//! control characters, spans that fit.

use gongwen::block::{Block, BlockKind, Break, Document, Format, LeftOut, LeftOutReason, Origin};
use gongwen::diagnostic::{Code, Diagnostic};
use gongwen::text::Span;

/// What a reader knows of a paragraph.
#[derive(Debug, Clone)]
pub(crate) struct Paragraph {
    pub(crate) kind: BlockKind,
    /// May hold line feeds: line ends within the paragraph.
    pub(crate) text: String,
    pub(crate) break_before: Break,
    /// Bytes at the start of `text` that are bold.
    pub(crate) bold: usize,
    pub(crate) indent: usize,
    pub(crate) centred: bool,
    pub(crate) origin: Origin,
}

impl Paragraph {
    pub(crate) fn new(kind: BlockKind, text: impl Into<String>, origin: Origin) -> Self {
        Self {
            kind,
            text: text.into(),
            break_before: Break::Paragraph,
            bold: 0,
            indent: 0,
            centred: false,
            origin,
        }
    }
}

/// A document that is being read.
#[derive(Debug)]
pub(crate) struct Builder {
    document: Document,
    tables: u32,
    /// What is added are footnotes.
    notes: bool,
}

impl Builder {
    pub(crate) fn new(format: Format) -> Self {
        Self { document: Document::new(String::new(), format), tables: 0, notes: false }
    }

    /// Takes what is added from here on for footnotes, which stand behind the text.
    pub(crate) fn notes(&mut self) {
        self.notes = true;
    }

    /// Adds a paragraph; one without visible text is nothing.
    pub(crate) fn push(&mut self, paragraph: &Paragraph) {
        let mut break_before = paragraph.break_before;
        let mut from = 0;
        for line in paragraph.text.split('\n') {
            if !line.trim().is_empty() {
                self.line(paragraph, line, paragraph.bold.saturating_sub(from), break_before);
                break_before = Break::Line;
            }
            from += line.len() + 1;
        }
    }

    fn line(&mut self, paragraph: &Paragraph, line: &str, bold: usize, break_before: Break) {
        let text = &mut self.document.text;
        if !text.is_empty() {
            text.push('\n');
        }
        let start = text.len();
        if is_clean(line) {
            text.push_str(line);
            let bold = (bold..line.len()).find(|&at| line.is_char_boundary(at)).unwrap_or(line.len());
            self.block(paragraph, start, bold, break_before);
            return;
        }
        let mut bold_kept = 0;
        for (at, c) in line.char_indices() {
            let c = match c {
                '\r' | '\u{b}' | '\u{c}' | '\u{2028}' | '\u{2029}' => ' ',
                // No text of a circular; most of them are no characters of XML either.
                c if c.is_control() && c != '\t' => continue,
                c => c,
            };
            text.push(c);
            if at < bold {
                bold_kept = text.len() - start;
            }
        }
        self.block(paragraph, start, bold_kept, break_before);
    }

    /// Adds the block of the line that ends the text.
    fn block(&mut self, paragraph: &Paragraph, start: usize, bold: usize, break_before: Break) {
        let note = self.notes && !matches!(paragraph.kind, BlockKind::Cell(_));
        let kind = if note { BlockKind::Note } else { paragraph.kind };
        let mut block = Block::new(kind, Span::new(start, self.document.text.len()));
        block.break_before = break_before;
        block.bold = bold;
        block.indent = paragraph.indent;
        block.centred = paragraph.centred;
        block.origin = paragraph.origin.clone();
        self.document.blocks.push(block);
    }

    /// The number of the next table.
    pub(crate) fn next_table(&mut self) -> u32 {
        self.tables += 1;
        self.tables - 1
    }

    /// Records text that the file shows and the document leaves out.
    pub(crate) fn left_out(&mut self, reason: LeftOutReason, text: &str, origin: Origin) {
        let text = text.trim();
        if !text.is_empty() {
            self.document.left_out.push(LeftOut::new(reason, text, origin));
        }
    }

    /// Tells that something of the file could not be read; the place in the text is where reading stands.
    pub(crate) fn damaged(&mut self, what: &str) {
        let at = self.document.text.len();
        self.document.diagnostics.push(damaged(what, at));
    }

    /// The text so far.
    pub(crate) fn text(&self) -> &str {
        &self.document.text
    }

    /// Tells what is wrong with a part of a package: not `whole`, or with bytes that are no `text`.
    pub(crate) fn tell(&mut self, part: &str, whole: bool, text: bool) {
        if !whole {
            self.damaged(&format!("{part}: it is cut or damaged, and may lack text from here on"));
        } else if !text {
            self.damaged(&format!("{part}: bytes that are no text became U+FFFD"));
        }
    }

    /// Whether nothing was added.
    pub(crate) fn is_empty(&self) -> bool {
        self.document.blocks.is_empty()
    }

    pub(crate) fn finish(self) -> Document {
        self.document
    }
}

/// Whether a line goes into the text as it is: no control character, no separator of lines. Asked of bytes, since most
/// lines have neither.
fn is_clean(line: &str) -> bool {
    // 0xC2 opens the control characters beyond ASCII.
    let suspect = |byte: &u8| (*byte < 0x20 && *byte != b'\t') || matches!(*byte, 0x7F | 0xC2);
    !line.bytes().any(|byte| suspect(&byte)) && !line.contains(['\u{2028}', '\u{2029}'])
}

/// The diagnostic of a part of a file that could not be read.
pub(crate) fn damaged(what: &str, at: usize) -> Diagnostic {
    Diagnostic {
        code: Code::DamagedFile,
        message: what.to_owned().into(),
        span: Span::new(at, at),
        related: Vec::new(),
        suggestion: None,
    }
}
