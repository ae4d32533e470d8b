//! What kind of document a title names, and what was done with it.

use std::sync::LazyLock;

use schemars::JsonSchema;
use serde::Serialize;

use super::{Prefixes, Suffixes};
use crate::text::trim;

/// What was done with a cited document, by the verb before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Act {
    /// 印发, 出台, 下发.
    Issued,
    /// 制定, 起草.
    Formulated,
    /// 修订, 完善.
    Revised,
    /// 学习, 传达.
    Studied,
    /// 执行, 落实, 贯彻.
    Implemented,
    /// 废止.
    Repealed,
    /// 审议.
    Reviewed,
    /// 签订.
    Signed,
}

impl Act {
    /// The name in JSON and tables.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Issued => "issued",
            Self::Formulated => "formulated",
            Self::Revised => "revised",
            Self::Studied => "studied",
            Self::Implemented => "implemented",
            Self::Repealed => "repealed",
            Self::Reviewed => "reviewed",
            Self::Signed => "signed",
        }
    }
}

/// Verbs and what each does; `None` for words that only refer (按照《…》), so that no verb farther off counts.
const ACTS: &[(&str, Option<Act>)] = &[
    ("印发", Some(Act::Issued)),
    ("制定印发", Some(Act::Issued)),
    ("制定出台", Some(Act::Issued)),
    ("制定下发", Some(Act::Issued)),
    ("修订印发", Some(Act::Issued)),
    ("研究出台", Some(Act::Issued)),
    ("出台", Some(Act::Issued)),
    ("下发", Some(Act::Issued)),
    ("发布", Some(Act::Issued)),
    ("制发", Some(Act::Issued)),
    ("颁布", Some(Act::Issued)),
    ("颁发", Some(Act::Issued)),
    ("公布", Some(Act::Issued)),
    ("制定", Some(Act::Formulated)),
    ("制订", Some(Act::Formulated)),
    ("研究制定", Some(Act::Formulated)),
    ("起草", Some(Act::Formulated)),
    ("拟定", Some(Act::Formulated)),
    ("编制", Some(Act::Formulated)),
    ("建立", Some(Act::Formulated)),
    ("修订", Some(Act::Revised)),
    ("修订完善", Some(Act::Revised)),
    ("修订下发", Some(Act::Revised)),
    ("修改", Some(Act::Revised)),
    ("修改完善", Some(Act::Revised)),
    ("完善", Some(Act::Revised)),
    ("学习", Some(Act::Studied)),
    ("学习贯彻", Some(Act::Studied)),
    ("传达", Some(Act::Studied)),
    ("传达学习", Some(Act::Studied)),
    ("再学习", Some(Act::Studied)),
    ("解读", Some(Act::Studied)),
    ("研读", Some(Act::Studied)),
    ("宣讲", Some(Act::Studied)),
    ("执行", Some(Act::Implemented)),
    ("落实", Some(Act::Implemented)),
    ("贯彻", Some(Act::Implemented)),
    ("贯彻落实", Some(Act::Implemented)),
    ("贯彻执行", Some(Act::Implemented)),
    ("遵守", Some(Act::Implemented)),
    ("实施", Some(Act::Implemented)),
    ("废止", Some(Act::Repealed)),
    ("审议", Some(Act::Reviewed)),
    ("审议通过", Some(Act::Reviewed)),
    ("签订", Some(Act::Signed)),
    ("签署", Some(Act::Signed)),
    ("签定", Some(Act::Signed)),
    ("按照", None),
    ("根据", None),
    ("依据", None),
    ("依照", None),
    ("参照", None),
    ("对照", None),
    ("按", None),
    ("违反", None),
    ("围绕", None),
    ("下达", None),
    ("报送", None),
    ("提交", None),
    ("对", None),
];

static ACT_WORDS: LazyLock<Prefixes> = LazyLock::new(|| Prefixes::new(ACTS.iter().map(|(word, _)| *word)));

/// What the last verb of a text does.
pub(crate) fn last_act(text: &str) -> Option<Act> {
    let (row, _) = ACT_WORDS.leftmost(text).last()?;
    ACTS[row].1
}

/// Words that name a kind of document, at the end of its title; of two that end alike the longer counts.
const KINDS: &[&str] = &[
    "实施细则",
    "实施办法",
    "实施方案",
    "实施意见",
    "管理办法",
    "行动方案",
    "工作方案",
    "整改方案",
    "指导意见",
    "工作规则",
    "议事规则",
    "办法",
    "条例",
    "通知",
    "规定",
    "意见",
    "方案",
    "细则",
    "规则",
    "规程",
    "规范",
    "准则",
    "制度",
    "章程",
    "决定",
    "指南",
    "标准",
    "清单",
    "目录",
    "计划",
    "规划",
    "纲要",
    "公告",
    "通报",
    "报告",
    "决议",
    "纪要",
    "指引",
    "手册",
    "承诺书",
    "责任书",
    "建议书",
    "意见书",
    "倡议书",
    "协议书",
    "告知书",
    "决定书",
    "协议",
    "合同",
    "预案",
    "台账",
    "要点",
    "流程",
    "原则",
    "导则",
    "通告",
    "批复",
    "公约",
    "守则",
    "要求",
    "措施",
    "机制",
    "大纲",
    "总则",
    "函",
    "法",
    "表",
    "书",
    "册",
    "报",
];

/// The general word within a longer one: 实施办法 is an 办法.
const GENERAL: &[&str] = &["办法", "细则", "方案", "意见", "规则"];

/// The kind of document that a title names: 办法 of 市交通运输局财务管理办法（试行）.
pub(crate) fn kind(title: &str) -> Option<&'static str> {
    let mut title = trim(title);
    while let Some(open) = title
        .strip_suffix(['）', ')', '〉', '》', '”'])
        .and_then(|rest| rest.rfind(['（', '(', '〈', '《', '“']))
    {
        let kept = title[..open].trim_end();
        if kept.is_empty() {
            break;
        }
        title = kept;
    }
    static ENDS: LazyLock<Suffixes> = LazyLock::new(|| Suffixes::new(KINDS.iter().copied()));
    let found = ENDS.longest(title)?;
    Some(GENERAL.iter().find(|general| found.ends_with(**general)).copied().unwrap_or(found))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kinds_are_read_from_the_last_word() {
        for (title, expected) in [
            ("市交通运输局财务管理办法", Some("办法")),
            ("大型医用设备采购论证办法（试行）", Some("办法")),
            ("青溪县家庭医生签约服务规范（2025版）", Some("规范")),
            ("中国共产党党组工作条例", Some("条例")),
            ("中华人民共和国审计法", Some("法")),
            ("值班室交接班清单", Some("清单")),
            ("人民日报", Some("报")),
            ("平凡的世界", None),
        ] {
            assert_eq!(kind(title), expected, "{title}");
        }
    }

    #[test]
    fn the_last_verb_decides() {
        assert_eq!(last_act("制定并印发了"), Some(Act::Issued));
        assert_eq!(last_act("修订完善了"), Some(Act::Revised));
        assert_eq!(last_act("学习后按照"), None);
        assert_eq!(last_act("严格执行"), Some(Act::Implemented));
    }
}
