//! Labels and the levels that they set.

mod label;
mod opening;
mod scan;
mod series;

pub(crate) use label::{LabelMatch, label, series};
pub(crate) use opening::Opening;
pub(crate) use scan::{Clause, ClauseKind, Flaw, Scan, Scanned, clauses_in, scan};
pub(crate) use series::part_series;

use schemars::JsonSchema;
use serde::Serialize;

/// Which numbering a label belongs to. GB/T 9704-2012 7.3.3 names 一、（一）1.（1） in this order; the others are
/// what circulars use besides.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Scheme {
    /// 第一部分
    Part,
    /// 一、
    ChineseComma,
    /// （一）
    ChineseParen,
    /// 1. 1． 1、
    Arabic,
    /// 问题1： 反馈问题一：
    IssueWord,
    /// （1） 1）
    ArabicParen,
    /// ①
    Circled,
    /// 一是 一要
    Series,
    /// 首先 其次 最后
    First,
    /// 第一，
    Nth,
    /// 一方面 另一方面
    Aspect,
    /// ● ■ and their like.
    Bullet,
    /// 责任单位： 完成情况：
    Field,
}

impl Scheme {
    /// The name in JSON and tables.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Part => "part",
            Self::ChineseComma => "chinese_comma",
            Self::ChineseParen => "chinese_paren",
            Self::Arabic => "arabic",
            Self::IssueWord => "issue_word",
            Self::ArabicParen => "arabic_paren",
            Self::Circled => "circled",
            Self::Series => "series",
            Self::First => "first",
            Self::Nth => "nth",
            Self::Aspect => "aspect",
            Self::Bullet => "bullet",
            Self::Field => "field",
        }
    }

    /// Whether it numbers headings; the rest number measures inside a paragraph.
    #[must_use]
    pub fn is_heading(self) -> bool {
        self <= Self::Circled
    }

    /// Whether it numbers measures in running text: 一是, 首先, 第一，, 一方面.
    #[must_use]
    pub fn is_series(self) -> bool {
        matches!(self, Self::Series | Self::First | Self::Nth | Self::Aspect)
    }
}
