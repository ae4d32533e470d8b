//! Rows of the tables to what is shown of them. The tables tell where a fact stands in the source, not where in the
//! repaired text of its node: its words are looked for, and the occurrence nearest to its place is marked. Words that are
//! not those of the fact never are.

use std::collections::HashMap;

use crate::caption;
use crate::circular::block;
use crate::fact::FactData;
use crate::model::{Block, BlockKind, Document, Fact, Mark, MarkOf, Note, Place, Status, Text};

/// The rows of one document.
#[derive(Debug, Clone, Default)]
pub struct DocumentRows {
    /// `doc_id`.
    pub key: String,
    /// `title`.
    pub title: Option<String>,
    /// `name`.
    pub name: Option<String>,
    /// `issuer`.
    pub issuer: Option<String>,
    /// `date`.
    pub date: Option<String>,
    /// Other columns of `documents`, with captions.
    pub meta: Vec<(&'static str, String)>,
    /// Rows of `nodes`, in order.
    pub nodes: Vec<NodeRow>,
    /// Rows of all tables of facts, in any order.
    pub facts: Vec<FactRow>,
    /// Rows of `diagnostics`, in order.
    pub diagnostics: Vec<DiagnosticRow>,
}

/// A row of `nodes`.
#[derive(Debug, Clone, Default)]
#[allow(missing_docs, reason = "each field is the column of its name")]
pub struct NodeRow {
    pub node: String,
    pub parent: Option<String>,
    pub kind: String,
    pub label: Option<String>,
    pub heading: Option<String>,
    pub role: Option<String>,
    pub status: Option<String>,
    pub text: Option<String>,
    pub start: Option<i64>,
    pub end: Option<i64>,
    pub page: Option<u32>,
}

/// A row of `metrics`, `dates`, `citations`, `actions` or `terms`.
#[derive(Debug, Clone)]
pub struct FactRow {
    /// Id of the fact within the document.
    pub id: String,
    /// What it says.
    pub data: FactData,
    /// The node it stands in.
    pub node: Option<String>,
    /// Its words.
    pub text: String,
    /// First code point in the source.
    pub start: i64,
    /// Page.
    pub page: Option<u32>,
}

/// A row of `diagnostics`.
#[derive(Debug, Clone)]
#[allow(missing_docs, reason = "each field is the column of its name")]
pub struct DiagnosticRow {
    pub code: String,
    pub severity: String,
    pub message: String,
    pub suggestion: Option<String>,
    pub start: i64,
}

impl Document {
    /// What is shown of the rows of a document.
    #[must_use]
    pub fn from_rows(rows: DocumentRows) -> Self {
        let DocumentRows { key, title, name, issuer, date, meta, nodes, mut facts, diagnostics } = rows;
        let title = title.or_else(|| name.clone()).unwrap_or_else(|| key.clone());
        let mut document = Self { key, title, name, issuer, date, meta, ..Self::default() };
        let mut nodes = Nodes::new(nodes, &mut document.blocks);
        facts.sort_by_key(|fact| (fact.start, fact.data.kind()));
        for fact in facts {
            let number = document.facts.len();
            let at = fact.node.as_ref().and_then(|node| nodes.by_id.get(node)).copied();
            let marked = at.is_some_and(|at| nodes.mark(&mut document.blocks, at, &fact, number));
            let place = Place { page: fact.page, ..Place::default() };
            let block = at.filter(|_| marked);
            document.facts.push(Fact { id: fact.id, data: fact.data, text: fact.text, block, place });
        }
        for (number, row) in diagnostics.into_iter().enumerate() {
            let block = nodes.at(row.start);
            nodes.point(&mut document.blocks, block, number);
            document.notes.push(Note {
                id: format!("diagnostic{}", number + 1),
                kind: caption::severity(&row.severity),
                title: row.code,
                message: Some(row.message),
                suggestion: row.suggestion,
                block,
                place: block.map(|block| document.blocks[block].place.clone()).unwrap_or_default(),
            });
        }
        document
    }
}

/// Nodes that were made blocks.
struct Nodes {
    by_id: HashMap<String, usize>,
    spans: Vec<Option<(i64, i64)>>,
    /// The text whose characters were counted last: block, whether its heading, and the byte of each character.
    counted: Option<(usize, bool, Vec<usize>)>,
}

impl Nodes {
    fn new(rows: Vec<NodeRow>, blocks: &mut Vec<Block>) -> Self {
        let mut nodes = Self { by_id: HashMap::new(), spans: Vec::new(), counted: None };
        for row in rows {
            let parent = row.parent.as_ref().and_then(|parent| nodes.by_id.get(parent)).copied();
            let at = blocks.len();
            let kind = kind(&row.kind);
            let words = |words: String| Text { words, ..Text::default() };
            let above = parent.and_then(|parent| blocks[parent].issue);
            let depth = parent.map_or(0, |parent| blocks[parent].depth + 1);
            nodes.by_id.insert(row.node.clone(), at);
            nodes.spans.push(row.start.zip(row.end));
            blocks.push(Block {
                label: row.label,
                heading: row.heading.map(words),
                text: row.text.map(words),
                role: row.role.as_deref().and_then(caption::role),
                status: (kind == BlockKind::Issue).then(|| Status::from_name(row.status.as_deref())),
                issue: if kind == BlockKind::Issue { Some(at) } else { above },
                place: Place { page: row.page, ..Place::default() },
                ..block(row.node, kind, depth)
            });
        }
        nodes
    }

    /// Marks the words of a fact in a block; whether they stand there.
    fn mark(&mut self, blocks: &mut [Block], at: usize, fact: &FactRow, number: usize) -> bool {
        let start = self.spans[at].map_or(0, |(start, _)| start);
        // The span of a leaf is that of its text, that of another node begins with its label and heading.
        let behind_label = blocks[at].label.as_ref().map_or(0, |label| label.chars().count());
        let in_heading = blocks[at].text.is_none() || fact.start < start;
        for heading in [in_heading, !in_heading] {
            let block = &mut blocks[at];
            let Some(text) = (if heading { block.heading.as_mut() } else { block.text.as_mut() }) else {
                continue;
            };
            let offset = usize::try_from(fact.start - start).unwrap_or(0);
            let offset = if heading { offset.saturating_sub(behind_label) } else { offset };
            let byte = self.byte(at, heading, &text.words, offset);
            if let Some(start) = nearest(&text.words, &fact.text, byte) {
                let range = start..start + fact.text.len();
                text.marks.push(Mark { range, of: MarkOf::Fact(number) });
                return true;
            }
        }
        false
    }

    /// The byte of a character of a text.
    fn byte(&mut self, at: usize, heading: bool, words: &str, offset: usize) -> usize {
        if !matches!(&self.counted, Some((block, of, _)) if (*block, *of) == (at, heading)) {
            let bytes = words.char_indices().map(|(byte, _)| byte).collect();
            self.counted = Some((at, heading, bytes));
        }
        let bytes = self.counted.as_ref().map(|(_, _, bytes)| bytes.as_slice()).unwrap_or_default();
        bytes.get(offset).copied().unwrap_or(words.len())
    }

    /// The innermost block that holds a place of the source.
    fn at(&self, place: i64) -> Option<usize> {
        let holds =
            |span: &Option<(i64, i64)>| span.is_some_and(|(start, end)| (start..=end).contains(&place));
        (0..self.spans.len()).rev().find(|&at| holds(&self.spans[at]))
    }

    /// A note stands at the start of its block: its words are not in the tables.
    fn point(&self, blocks: &mut [Block], at: Option<usize>, number: usize) {
        let block = at.and_then(|at| blocks.get_mut(at));
        if let Some(text) = block.and_then(|block| block.heading.as_mut().or(block.text.as_mut())) {
            text.points.push((0, number));
        }
    }
}

/// The occurrence of words that is nearest to a byte.
fn nearest(text: &str, words: &str, byte: usize) -> Option<usize> {
    if words.is_empty() {
        return None;
    }
    let after = text[byte..].find(words).map(|at| byte + at);
    if after == Some(byte) {
        return after;
    }
    // One that starts before the place may reach over it.
    let mut end = (byte + words.len()).min(text.len());
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    let before = text[..end].rfind(words);
    [before, after].into_iter().flatten().min_by_key(|at| at.abs_diff(byte))
}

fn kind(name: &str) -> BlockKind {
    match name {
        "section" => BlockKind::Section,
        "issue" => BlockKind::Issue,
        "measure" => BlockKind::Measure,
        "table" => BlockKind::Table,
        "row" => BlockKind::Row,
        "cell" => BlockKind::Cell,
        _ => BlockKind::Paragraph,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nearest_occurrence_is_taken() {
        let text = "诫勉2人，约谈2人，诫勉2人。";
        assert_eq!(nearest(text, "2人", 0), text.find("2人"));
        assert_eq!(nearest(text, "诫勉2人", text.len()), text.rfind("诫勉2人"));
        assert_eq!(nearest(text, "警告", 0), None);
        assert_eq!(nearest(text, "", 0), None);
        let exact = text.rfind("约谈").expect("it is there");
        assert_eq!(nearest(text, "约谈2人", exact), Some(exact));
    }

    #[test]
    fn words_that_are_not_there_are_not_marked() {
        let node = NodeRow {
            node: "p1".into(),
            kind: "paragraph".into(),
            text: Some("组织学习7次。".into()),
            start: Some(0),
            end: Some(7),
            ..NodeRow::default()
        };
        let fact = |id: &str, text: &str, start| FactRow {
            id: id.into(),
            data: FactData::Term(text.into()),
            node: Some("p1".into()),
            text: text.into(),
            start,
            page: Some(2),
        };
        let document = Document::from_rows(DocumentRows {
            nodes: vec![node],
            facts: vec![fact("term1", "9次", 4), fact("term2", "7次", 5)],
            ..DocumentRows::default()
        });
        let text = document.blocks[0].text.as_ref().expect("a text");
        assert_eq!(text.marks.len(), 1);
        assert_eq!(&text.words[text.marks[0].range.clone()], "7次");
        let shown: Vec<_> = document.facts.iter().map(|fact| (fact.id.as_str(), fact.block)).collect();
        assert_eq!(shown, [("term1", None), ("term2", Some(0))]);
    }
}
