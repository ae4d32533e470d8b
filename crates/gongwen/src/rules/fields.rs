//! Labelled lines of an issue: 整改情况：, 责任单位：, 完成情况：.

use std::sync::LazyLock;

use super::Prefixes;
use crate::block::{is_space, trim_start};

/// What a labelled line holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Field {
    /// The measures: its label becomes the structure of the issue.
    Measures,
    /// How far the issue is: the status is read from it.
    Status,
    /// The problem itself.
    Statement,
    /// Anything else, kept as a paragraph.
    Other,
}

/// The words, and what each holds. Only these are fields: a colon alone also stands before quotations and lists.
pub(crate) const FIELDS: &[(&str, Field)] = &[
    ("整改情况", Field::Measures),
    ("整改落实情况", Field::Measures),
    ("整改落实措施", Field::Measures),
    ("整改措施", Field::Measures),
    ("整改措施落实情况", Field::Measures),
    ("整改措施及成效", Field::Measures),
    ("整改措施和成效", Field::Measures),
    ("整改措施及落实情况", Field::Measures),
    ("整改措施及完成情况", Field::Measures),
    ("整改进展", Field::Measures),
    ("整改进展情况", Field::Measures),
    ("整改举措", Field::Measures),
    ("整改做法", Field::Measures),
    ("整改工作", Field::Measures),
    ("整改落实", Field::Measures),
    ("整改", Field::Measures),
    ("主要措施", Field::Measures),
    ("主要举措", Field::Measures),
    ("具体措施", Field::Measures),
    ("具体举措", Field::Measures),
    ("采取措施", Field::Measures),
    ("工作措施", Field::Measures),
    ("落实情况", Field::Measures),
    ("落实措施", Field::Measures),
    ("措施", Field::Measures),
    ("完成情况", Field::Status),
    ("整改完成情况", Field::Status),
    ("目前状态", Field::Status),
    ("整改状态", Field::Status),
    ("完成状态", Field::Status),
    ("整改结果", Field::Status),
    ("销号情况", Field::Status),
    ("目前进展", Field::Status),
    ("当前进展", Field::Status),
    ("反馈问题", Field::Statement),
    ("存在问题", Field::Statement),
    ("问题表述", Field::Statement),
    ("问题描述", Field::Statement),
    ("具体问题", Field::Statement),
    ("问题", Field::Statement),
    ("整改任务", Field::Other),
    ("整改目标", Field::Other),
    ("整改时限", Field::Other),
    ("整改期限", Field::Other),
    ("完成时限", Field::Other),
    ("完成时间", Field::Other),
    ("整改成效", Field::Other),
    ("整改成果", Field::Other),
    ("取得成效", Field::Other),
    ("取得的成效", Field::Other),
    ("工作成效", Field::Other),
    ("责任单位", Field::Other),
    ("整改责任单位", Field::Other),
    ("牵头单位", Field::Other),
    ("配合单位", Field::Other),
    ("牵头领导", Field::Other),
    ("责任领导", Field::Other),
    ("整改责任人", Field::Other),
    ("责任人", Field::Other),
    ("责任部门", Field::Other),
    ("责任科室", Field::Other),
    ("责任主体", Field::Other),
    ("验收单位", Field::Other),
    ("销号时间", Field::Other),
    ("下一步", Field::Other),
    ("下一步打算", Field::Other),
    ("下一步措施", Field::Other),
    ("下一步计划", Field::Other),
    ("下步打算", Field::Other),
    ("问题表现", Field::Other),
    ("具体表现", Field::Other),
    ("主要表现", Field::Other),
    ("原因分析", Field::Other),
];

/// Words in the label of a field that holds what is to come: 整改目标：, 下一步打算：.
const GOALS: &[&str] = &["目标", "任务", "时限", "期限", "下一步", "下步", "打算", "计划"];

/// Whether a field holds what is to come rather than what was done.
pub(crate) fn is_goal(label: &str) -> bool {
    label.ends_with(['：', ':', '】']) && GOALS.iter().any(|word| label.contains(word))
}

/// Bytes of the shortest word that is a field without a colon: four characters.
const SHORTEST_ALONE: usize = 4 * '整'.len_utf8();

/// A field label at the start of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct FieldMatch {
    pub(crate) field: Field,
    /// Bytes of the word and its colon, and of the white space behind it as well, which are few.
    len: u16,
    end: u16,
}

impl FieldMatch {
    /// Bytes of the word and its colon.
    pub(crate) fn len(&self) -> usize {
        usize::from(self.len)
    }

    /// Bytes of the word, its colon and the white space behind it.
    pub(crate) fn end(&self) -> usize {
        usize::from(self.end)
    }

    /// The same words, holding something else.
    pub(crate) fn as_field(self, field: Field) -> Self {
        Self { field, ..self }
    }
}

/// The field label that a text opens with: a word of the table and a colon, or the word alone.
pub(crate) fn at_start(text: &str) -> Option<FieldMatch> {
    static WORDS: LazyLock<Prefixes> = LazyLock::new(|| Prefixes::new(FIELDS.iter().map(|(word, _)| *word)));
    let (text, bracket) = match text.strip_prefix('【') {
        Some(inner) => (inner, '【'.len_utf8()),
        None => (text, 0),
    };
    // The longest word at the start is the one before the colon, if one is: no word has a colon in it.
    let (row, word) = WORDS.longest(text, 0)?;
    let end = text.len() - text[word..].trim_start_matches(is_space).len();
    let field = FIELDS[row].1;
    let mut len = end;
    for c in text[end..].chars().take(2) {
        if !matches!(c, '：' | ':' | '】') {
            break;
        }
        len += c.len_utf8();
    }
    // A word of two characters alone on its line may be anything; with a colon it is a label.
    let alone = len == end;
    if alone && (end < text.len() || field == Field::Statement || word < SHORTEST_ALONE) {
        return None;
    }
    let rest = &text[len..];
    let end = text.len() - trim_start(rest).len();
    let len = u16::try_from(len + bracket).ok()?;
    Some(FieldMatch { field, len, end: u16::try_from(end + bracket).unwrap_or(len) })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_field_word_is_read_with_its_colon() {
        for (word, field) in FIELDS {
            for colon in ["：", ":"] {
                let text = format!("{word}{colon}内容");
                assert_eq!(at_start(&text).map(|found| found.field), Some(*field), "{text}");
            }
        }
    }

    #[test]
    fn a_field_word_in_a_sentence_is_none() {
        for text in
            ["整改情况良好", "问题清单：一是", "责任单位要加强", "现将整改情况报告如下：", "整改", "：", ""]
        {
            assert_eq!(at_start(text), None, "{text}");
        }
        assert!(at_start("整改情况").is_some(), "alone on its line");
        assert!(at_start("【整改情况】一是").is_some());
    }
}
