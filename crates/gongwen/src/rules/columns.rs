//! Header words of tables that list issues: 整改台账, 问题清单, 整改情况一览表.

use super::fields::{FIELDS, Field};
use crate::block::is_space;
use crate::tree::Status;

/// What a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Column {
    /// The number of the issue.
    Ordinal,
    /// The problem.
    Statement,
    /// What was done about it.
    Measures,
    /// How far it is.
    Status,
    /// Anything else, kept under its header as a labelled line.
    Other,
}

/// Words in a header that the labels of fields do not have, the first that stands in it counts; and why it stands
/// where it does.
const WORDS: &[(&str, Column, &str)] = &[
    ("序号", Column::Ordinal, "问题序号 is no problem"),
    ("编号", Column::Ordinal, "问题编号 likewise"),
    ("类型", Column::Other, "问题类型 names a class"),
    ("类别", Column::Other, "问题类别 likewise"),
    ("分类", Column::Other, "问题分类 likewise"),
    ("来源", Column::Other, "问题来源 names who found it"),
    ("个数", Column::Other, "问题个数 counts"),
    ("数量", Column::Other, "问题数量 counts"),
    ("整改任务", Column::Other, "a goal, as the label 整改任务： is"),
    ("目标", Column::Other, "整改目标 is what is to come"),
    ("时限", Column::Other, "整改完成时限 is a date, no status"),
    ("期限", Column::Other, "likewise"),
    ("时间", Column::Other, "完成时间 is a date"),
    ("责任", Column::Other, "整改责任单位 names a body"),
    ("单位", Column::Other, "牵头单位 likewise"),
    ("领导", Column::Other, "牵头领导 names a person"),
    ("成效", Column::Other, "整改成效, as the label is"),
    ("是否", Column::Status, "是否完成整改"),
    ("状态", Column::Status, "整改状态"),
    ("销号", Column::Status, "销号情况"),
    ("完成情况", Column::Status, "整改完成情况, before 整改情况"),
    ("完成进度", Column::Status, "整改完成进度"),
    ("措施", Column::Measures, "主要整改措施"),
    ("举措", Column::Measures, "主要举措"),
    ("整改情况", Column::Measures, "问题整改情况, before 问题"),
    ("落实情况", Column::Measures, "整改落实情况"),
    ("进展", Column::Measures, "工作进展情况"),
    ("做法", Column::Measures, "主要做法"),
    ("问题", Column::Statement, "督察反馈问题, 具体问题描述"),
    ("反馈意见", Column::Statement, "巡察反馈意见"),
    ("整改事项", Column::Statement, "named so where the list is one of tasks"),
    ("整改内容", Column::Statement, "likewise"),
];

/// Bytes of the longest header; a longer cell is no header.
const LONGEST: usize = 60;

/// What the column under a header holds; `None` where the text is no header.
pub(crate) fn column(header: &str) -> Option<Column> {
    let word: String = header.chars().filter(|&c| !is_space(c)).collect();
    let word = word.split(['（', '(']).next().unwrap_or_default().trim_end_matches(['：', ':']);
    if word.is_empty() || header.len() > LONGEST || word.contains(['。', '，', '；']) {
        return None;
    }
    if let Some((_, field)) = FIELDS.iter().find(|(known, _)| *known == word) {
        return Some(match field {
            Field::Measures => Column::Measures,
            Field::Status => Column::Status,
            Field::Statement => Column::Statement,
            Field::Other => Column::Other,
        });
    }
    let found = WORDS.iter().find(|(part, _, _)| word.contains(part));
    Some(found.map_or(Column::Other, |(_, column, _)| *column))
}

/// The status that an answer under 是否完成 says.
pub(crate) fn answer(text: &str) -> Option<Status> {
    match text {
        "是" | "√" | "✓" => Some(Status::Completed),
        "否" | "×" | "✗" => Some(Status::InProgress),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headers_say_what_their_column_holds() {
        for (header, expected) in [
            ("序号", Column::Ordinal),
            ("问题编号", Column::Ordinal),
            ("反馈问题", Column::Statement),
            ("巡察反馈的具体问题", Column::Statement),
            ("督察反馈意见", Column::Statement),
            ("整改措施", Column::Measures),
            ("整改措施（具体做法）", Column::Measures),
            ("问题整改情况", Column::Measures),
            ("整 改 进 展", Column::Measures),
            ("完成情况", Column::Status),
            ("整改完成情况", Column::Status),
            ("是否完成", Column::Status),
            ("责任单位", Column::Other),
            ("完成时限", Column::Other),
            ("问题类型", Column::Other),
            ("备注", Column::Other),
        ] {
            assert_eq!(column(header), Some(expected), "{header}");
        }
        assert_eq!(answer("是"), Some(Status::Completed));
        assert_eq!(answer("是的"), None);
        for text in ["", "一是制定制度，二是加强监督。", "问题严重，措施不力"] {
            assert_eq!(column(text), None, "{text}");
        }
    }
}
