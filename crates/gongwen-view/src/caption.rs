//! Chinese words for the names of the data contract. A name that is not known stands for itself.

use gongwen::facts::FactKind;

use crate::model::{NoteKind, Status};

impl Status {
    /// All of them, in their order.
    pub const ALL: &[Self] =
        &[Self::Completed, Self::MostlyCompleted, Self::InProgress, Self::LongTerm, Self::Unstated];

    /// The status of a name; one that is not there is [`Status::Unstated`].
    #[must_use]
    pub fn from_name(name: Option<&str>) -> Self {
        Self::ALL.iter().copied().find(|status| Some(status.as_str()) == name).unwrap_or(Self::Unstated)
    }

    /// Its name in JSON and tables.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Completed => "completed",
            Self::MostlyCompleted => "mostly_completed",
            Self::InProgress => "in_progress",
            Self::LongTerm => "long_term",
            Self::Unstated => "unstated",
        }
    }

    /// In Chinese.
    #[must_use]
    pub fn caption(self) -> &'static str {
        match self {
            Self::Completed => "已完成",
            Self::MostlyCompleted => "基本完成",
            Self::InProgress => "推进中",
            Self::LongTerm => "长期坚持",
            Self::Unstated => "未说明",
        }
    }

    /// A sign that tells it without colour.
    pub(crate) fn sign(self) -> &'static str {
        match self {
            Self::Completed => "●",
            Self::MostlyCompleted => "◕",
            Self::InProgress => "◑",
            Self::LongTerm => "∞",
            Self::Unstated => "○",
        }
    }
}

/// The kinds in the order in which they are listed.
pub(crate) const KINDS: &[FactKind] =
    &[FactKind::Metric, FactKind::Date, FactKind::Citation, FactKind::Action, FactKind::Term];

pub(crate) fn kind(kind: FactKind) -> &'static str {
    match kind {
        FactKind::Metric => "指标",
        FactKind::Date => "日期",
        FactKind::Citation => "文件",
        FactKind::Action => "问责",
        FactKind::Term => "引语",
        _ => "其他",
    }
}

/// A character that tells a kind without colour.
pub(crate) fn kind_sign(kind: FactKind) -> &'static str {
    match kind {
        FactKind::Metric => "数",
        FactKind::Date => "日",
        FactKind::Citation => "文",
        FactKind::Action => "责",
        FactKind::Term => "引",
        _ => "他",
    }
}

pub(crate) fn note(kind: NoteKind) -> &'static str {
    match kind {
        NoteKind::Repair => "修补",
        NoteKind::Info => "提示",
        NoteKind::Warning => "疑点",
        NoteKind::Error => "错误",
    }
}

pub(crate) fn note_name(kind: NoteKind) -> &'static str {
    match kind {
        NoteKind::Repair => "repair",
        NoteKind::Info => "info",
        NoteKind::Warning => "warning",
        NoteKind::Error => "error",
    }
}

/// The kind of note that a severity is.
pub(crate) fn severity(name: &str) -> NoteKind {
    match name {
        "error" => NoteKind::Error,
        "warning" => NoteKind::Warning,
        _ => NoteKind::Info,
    }
}

macro_rules! words {
    ($( $(#[$doc:meta])* $function:ident { $( $name:literal => $word:literal, )* } )*) => { $(
        $(#[$doc])*
        pub(crate) fn $function(name: &str) -> &str {
            match name { $( $name => $word, )* name => name }
        }
    )* };
}

words! {
    /// How exact a figure is, before its digits.
    qualifier {
        "exact" => "", "about" => "约", "over" => "超", "under" => "不足", "at_least" => "≥", "at_most" => "≤",
    }
    unit_kind {
        "percentage" => "百分比", "count" => "数量", "money" => "金额", "length" => "长度", "area" => "面积",
        "weight" => "重量", "volume" => "体积", "energy" => "能源", "duration" => "时长", "ratio" => "比率",
        "rate" => "速率",
    }
    precision { "day" => "日", "month" => "月", "quarter" => "季度", "year" => "年", }
    act {
        "issued" => "印发", "formulated" => "制定", "revised" => "修订", "studied" => "学习", "implemented" => "落实",
        "repealed" => "废止", "reviewed" => "审议", "signed" => "签订",
    }
    repair {
        "page_cut" => "接合跨页断句", "hard_wrap" => "接合硬换行", "page_number" => "去除页码",
        "invisible" => "去除不可见字符", "entity" => "还原 HTML 实体",
    }
}

/// What a section is for; nothing where that could not be told.
pub(crate) fn role(name: &str) -> Option<&'static str> {
    match name {
        "organization" => Some("组织领导"),
        "rectification" => Some("整改落实"),
        "plan" => Some("下步打算"),
        _ => None,
    }
}

/// What text outside the body is.
pub(crate) fn part(name: &str) -> &'static str {
    match name {
        "copy_number" => "份号",
        "secrecy" => "密级",
        "urgency" => "紧急程度",
        "issuer_mark" => "发文机关标志",
        "document_number" => "发文字号",
        "signer" => "签发人",
        "metadata" => "文件信息",
        "title" => "标题",
        "addressees" => "主送机关",
        "contact" => "联系方式",
        "attachment" => "附件说明",
        "signature" => "署名",
        "date" => "成文日期",
        "formula" => "结束语",
        "note" => "附注",
        "footnote" => "脚注",
        "cc" => "抄送",
        "printing" => "印发",
        _ => "其他",
    }
}
