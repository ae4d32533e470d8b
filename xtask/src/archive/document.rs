//! A circular before it is a file: its paragraphs in their order, each with what it is, or a list of issues as rows. The
//! writers of formats know no more than this.

use super::truth::{Expect, Facts};

/// Text with the facts in it.
#[derive(Debug, Clone, Default)]
pub(super) struct Fragment {
    pub(super) text: String,
    pub(super) facts: Facts,
}

impl Fragment {
    /// Text without a fact.
    pub(super) fn plain(text: impl Into<String>) -> Self {
        Self { text: text.into(), facts: Facts::default() }
    }

    pub(super) fn push(&mut self, other: &Self) {
        self.text.push_str(&other.text);
        self.facts.append(&other.facts);
    }

    pub(super) fn push_str(&mut self, text: &str) {
        self.text.push_str(text);
    }
}

/// What a paragraph is, for its looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Style {
    /// 发文字号, above the title.
    Number,
    Title,
    Addressees,
    /// A heading; 1 is the topmost.
    Heading(u8),
    Body,
    /// What stands to the right at the end: signature and date.
    Right,
}

/// A label that a word processor may count by itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Label {
    /// As it is read: 一、 （一） 1.
    pub(super) text: String,
    pub(super) numbering: Numbering,
    pub(super) ordinal: usize,
}

/// How a label counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Numbering {
    /// 一、
    Comma,
    /// （一）, or with half-width brackets
    Bracket { half: bool },
    /// 1. 1、 1．, by what stands behind the number
    Arabic(&'static str),
    /// （1）
    ArabicBracket { half: bool },
    /// 问题1：, 反馈问题一：, by what stands before the number
    Word { before: &'static str, chinese: bool },
}

#[derive(Debug, Clone)]
pub(super) struct Paragraph {
    pub(super) style: Style,
    pub(super) label: Option<Label>,
    /// Without the label.
    pub(super) text: String,
}

impl Paragraph {
    /// With its label.
    pub(super) fn whole(&self) -> String {
        match &self.label {
            Some(label) => format!("{}{}", label.text, self.text),
            None => self.text.clone(),
        }
    }
}

/// One circular.
#[derive(Debug, Clone)]
pub(super) struct Document {
    pub(super) content: Content,
    pub(super) expect: Expect,
    /// For the name of the file: 青溪市水利局.
    pub(super) name: String,
}

#[derive(Debug, Clone)]
pub(super) enum Content {
    Text(Vec<Paragraph>),
    /// 整改台账: the head, then a row an issue; cells of several paragraphs have line feeds.
    Ledger {
        title: Option<String>,
        rows: Vec<Vec<String>>,
    },
}
