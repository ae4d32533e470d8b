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
    ("整改进展及成效", Field::Measures),
    ("整改进展和成效", Field::Measures),
    ("整改落实进展", Field::Measures),
    ("整改落实及成效", Field::Measures),
    ("整改落实情况及成效", Field::Measures),
    ("整改具体措施", Field::Measures),
    ("整改主要措施", Field::Measures),
    ("整改落实举措", Field::Measures),
    ("采取的措施", Field::Measures),
    ("采取的主要措施", Field::Measures),
    ("目前整改情况", Field::Measures),
    ("具体整改措施", Field::Measures),
    ("整改情况及成效", Field::Measures),
    ("整改情况和成效", Field::Measures),
    ("整改措施及进展", Field::Measures),
    ("整改措施及进展情况", Field::Measures),
    ("整改措施和进展", Field::Measures),
    ("整改措施及整改成效", Field::Measures),
    ("整改措施及整改情况", Field::Measures),
    ("措施", Field::Measures),
    ("完成情况", Field::Status),
    ("整改完成情况", Field::Status),
    ("目前状态", Field::Status),
    ("整改状态", Field::Status),
    ("完成状态", Field::Status),
    ("整改结果", Field::Status),
    ("销号情况", Field::Status),
    ("是否完成", Field::Status),
    ("是否完成整改", Field::Status),
    ("是否整改到位", Field::Status),
    ("是否销号", Field::Status),
    ("目前进展", Field::Status),
    ("当前进展", Field::Status),
    ("整改进度", Field::Status),
    ("完成进度", Field::Status),
    ("整改完成进度", Field::Status),
    ("整改完成状态", Field::Status),
    ("整改进展状态", Field::Status),
    ("目前进度", Field::Status),
    ("整改销号情况", Field::Status),
    ("当前状态", Field::Status),
    ("落实结果", Field::Status),
    ("整改结论", Field::Status),
    ("完成结果", Field::Status),
    ("反馈问题", Field::Statement),
    ("存在问题", Field::Statement),
    ("问题表述", Field::Statement),
    ("问题描述", Field::Statement),
    ("具体问题", Field::Statement),
    ("存在的问题", Field::Statement),
    ("问题情况", Field::Statement),
    ("问题内容", Field::Statement),
    ("反馈意见", Field::Statement),
    ("整改问题", Field::Statement),
    ("问题", Field::Statement),
    ("整改任务", Field::Other),
    ("整改目标", Field::Other),
    ("整改时限", Field::Other),
    ("整改期限", Field::Other),
    ("整改完成时限", Field::Other),
    ("整改完成时间", Field::Other),
    ("整改时间", Field::Other),
    ("整改要求", Field::Other),
    ("整改类型", Field::Other),
    ("整改类别", Field::Other),
    ("完成时限", Field::Other),
    ("完成时间", Field::Other),
    ("整改成效", Field::Other),
    ("整改成果", Field::Other),
    ("整改成效情况", Field::Other),
    ("整改工作成效", Field::Other),
    ("整改效果", Field::Other),
    ("整改实效", Field::Other),
    ("取得成效", Field::Other),
    ("取得的成效", Field::Other),
    ("工作成效", Field::Other),
    ("责任单位", Field::Other),
    ("整改责任单位", Field::Other),
    ("整改责任领导", Field::Other),
    ("整改责任主体", Field::Other),
    ("整改责任部门", Field::Other),
    ("整改责任科室", Field::Other),
    ("整改责任股室", Field::Other),
    ("整改负责人", Field::Other),
    ("牵头责任单位", Field::Other),
    ("牵头部门", Field::Other),
    ("牵头科室", Field::Other),
    ("配合部门", Field::Other),
    ("配合科室", Field::Other),
    ("配合责任单位", Field::Other),
    ("主办单位", Field::Other),
    ("主要责任人", Field::Other),
    ("具体责任人", Field::Other),
    ("具体负责人", Field::Other),
    ("责任股室", Field::Other),
    ("责任处室", Field::Other),
    ("责任人员", Field::Other),
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
    ("验收情况", Field::Other),
    ("验收时间", Field::Other),
    ("验收结果", Field::Other),
    ("销号时限", Field::Other),
    ("销号时间", Field::Other),
    ("下一步", Field::Other),
    ("下一步打算", Field::Other),
    ("下一步措施", Field::Other),
    ("下一步工作", Field::Other),
    ("下一步整改措施", Field::Other),
    ("下一步工作打算", Field::Other),
    ("下一步工作措施", Field::Other),
    ("下步计划", Field::Other),
    ("下步措施", Field::Other),
    ("下步工作", Field::Other),
    ("下一步计划", Field::Other),
    ("下步打算", Field::Other),
    ("问题表现", Field::Other),
    ("问题性质", Field::Other),
    ("问题类型", Field::Other),
    ("问题类别", Field::Other),
    ("问题来源", Field::Other),
    ("问题原因", Field::Other),
    ("问题成因", Field::Other),
    ("存在原因", Field::Other),
    ("落实时限", Field::Other),
    ("完成期限", Field::Other),
    ("具体表现", Field::Other),
    ("主要表现", Field::Other),
    ("原因分析", Field::Other),
];

/// Words in the label of a field that holds what is to come: 整改目标：, 下一步打算：.
const GOALS: &[&str] = &["目标", "任务", "时限", "期限", "下一步", "下步", "打算", "计划"];

/// Whether a field holds what is to come rather than what was done.
pub(crate) fn is_goal(label: &str) -> bool {
    label.ends_with(CLOSERS) && GOALS.iter().any(|word| label.contains(word))
}

/// Labels behind which a status may open the telling of what was done: 整改结果：已整改。收回资金5万元。
const RESULTS: &[&str] = &["结果", "进展"];

/// Whether a label names the outcome.
pub(crate) fn is_result(label: &str) -> bool {
    RESULTS.iter().any(|word| label.contains(word))
}

/// Characters up to the full stop that a field behind a number may end with, instead of a colon.
const LONGEST_STOPPED: usize = 12;

/// Bytes of the shortest word that is a field without a colon: four characters.
const SHORTEST_ALONE: usize = 4 * '整'.len_utf8();

/// A field label at the start of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct FieldMatch {
    pub(crate) field: Field,
    /// Bytes of the word and its colon, and of the white space behind it as well, which are few.
    len: u16,
    end: u16,
    /// The word has no colon: it is the whole text, or ends with a full stop behind its number.
    alone: bool,
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

    /// Whether the word has no colon.
    pub(crate) fn is_alone(&self) -> bool {
        self.alone
    }

    /// The label with the bytes of a number before it.
    pub(crate) fn behind(self, number: usize) -> Option<Self> {
        let longer = |bytes: u16| u16::try_from(usize::from(bytes) + number).ok();
        Some(Self { len: longer(self.len)?, end: longer(self.end)?, ..self })
    }

    /// The same words, holding something else.
    pub(crate) fn as_field(self, field: Field) -> Self {
        Self { field, ..self }
    }
}

/// The field label that a text opens with: a word of the table and a colon, or the word alone.
pub(crate) fn at_start(text: &str) -> Option<FieldMatch> {
    // A word of two characters alone on its line may be anything; with a colon it is a label.
    read(text)
        .filter(|found| !found.alone || found.field != Field::Statement && found.len() >= SHORTEST_ALONE)
}

/// The field label behind the number that opens a paragraph: （1）问题表现：…, or （一）问题描述 alone.
pub(crate) fn behind_number(text: &str) -> Option<FieldMatch> {
    if let Some(found) = read(text) {
        return Some(found).filter(|found| !found.alone || found.len() >= SHORTEST_ALONE);
    }
    // （1）整改成效。投诉下降三成。
    let stop = text.char_indices().take(LONGEST_STOPPED).find(|(_, c)| *c == '。')?.0;
    let found = read(&text[..stop]).filter(|found| found.alone && found.len() >= SHORTEST_ALONE)?;
    let end = text.len() - trim_start(&text[stop + '。'.len_utf8()..]).len();
    let len = u16::try_from(stop + '。'.len_utf8()).ok()?;
    Some(FieldMatch { len, end: u16::try_from(end).unwrap_or(len), ..found })
}

/// What may stand behind the words of a field.
pub(crate) const CLOSERS: [char; 6] = ['：', ':', '】', '〕', '］', ']'];
/// What may stand before the words of a field.
const OPENERS: [char; 6] = ['【', '〔', '［', '[', '—', '─'];

fn read(text: &str) -> Option<FieldMatch> {
    static WORDS: LazyLock<Prefixes> = LazyLock::new(|| Prefixes::new(FIELDS.iter().map(|(word, _)| *word)));
    // 【整改情况】, ——整改情况： Nearly all texts begin with a common character.
    let inner = match text.as_bytes().first() {
        Some(0xE4..=0xE9) => text,
        _ => text.trim_start_matches(OPENERS),
    };
    let (text, bracket) = (inner, text.len() - inner.len());
    // The longest word at the start is the one before the colon, if one is: no word has a colon in it.
    let (row, word) = WORDS.longest(text, 0)?;
    let end = text.len() - text[word..].trim_start_matches(is_space).len();
    let field = FIELDS[row].1;
    let mut len = end;
    for c in text[end..].chars().take(2) {
        if !CLOSERS.contains(&c) {
            break;
        }
        len += c.len_utf8();
    }
    let alone = len == end;
    if alone && end < text.len() {
        return None;
    }
    let rest = &text[len..];
    let end = text.len() - trim_start(rest).len();
    let len = u16::try_from(len + bracket).ok()?;
    Some(FieldMatch { field, len, end: u16::try_from(end + bracket).unwrap_or(len), alone })
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
        for text in ["【整改情况】一是", "〔整改情况〕一是", "——整改情况：一是"] {
            assert!(at_start(text).is_some(), "{text}");
        }
    }
}
