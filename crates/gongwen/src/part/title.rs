//! The title, GB/T 9704-2012 7.3.1: issuer, 关于, subject, 的, kind.

use crate::circular::Title;
use crate::date::named;
use crate::rules::bodies::may_issue;
use crate::text::Span;

use super::squeeze;

/// Kinds of document that report a rectification; longest first.
const KINDS: &[&str] = &[
    "情况说明",
    "通报",
    "报告",
    "公告",
    "公示",
    "通告",
    "公报",
    "通知",
    "函",
    "意见",
    "方案",
    "说明",
    "总结",
    "汇报",
    "清单",
];

/// Endings of a title that names no kind.
const OPEN_ENDINGS: &[&str] = &["整改情况", "落实情况", "进展情况", "完成情况", "整改进展", "整改成效"];

/// Longest title, in characters: three lines of GB/T 9704.
const LONGEST: usize = 120;

/// How a line stands to the title.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum TitleLine {
    /// It ends the title.
    Ends,
    /// The title may go on in the next line.
    Open,
    /// No line of a title.
    No,
}

pub(super) fn title_line(line: &str) -> TitleLine {
    let text = squeeze(line);
    let length = text.chars().count();
    if length == 0
        || length > LONGEST
        || text.contains(['。', '；', '！'])
        || text.ends_with(['：', ':', '，'])
    {
        return TitleLine::No;
    }
    let bare = without_note(&text);
    if (length > 4 || text.starts_with('的'))
        && (kind(bare).is_some() || OPEN_ENDINGS.iter().any(|end| bare.ends_with(end)))
    {
        return TitleLine::Ends;
    }
    TitleLine::Open
}

/// A note in brackets after the title: （摘要）.
fn without_note(text: &str) -> &str {
    if !text.ends_with(['）', ')']) {
        return text;
    }
    match text.rfind(['（', '(']) {
        Some(at) if at > 0 => &text[..at],
        _ => text,
    }
}

/// Whether a line is the kind of a document and nothing else: 公告, set below 关于…情况的.
pub(super) fn is_kind(line: &str) -> bool {
    const LONGEST: usize = 60;
    line.len() <= LONGEST && KINDS.contains(&squeeze(line).as_str())
}

pub(super) fn kind(text: &str) -> Option<&'static str> {
    // 政务公开 is a part of a web site, 整改情况公开 a document.
    const MADE_PUBLIC: &str = "公开";
    let told = |text: &str| text.trim_end_matches('的').ends_with("情况");
    let public = text.strip_suffix(MADE_PUBLIC).is_some_and(told).then_some(MADE_PUBLIC);
    public.or_else(|| KINDS.iter().copied().find(|kind| text.ends_with(kind)))
}

/// What a title says.
pub(super) fn title(text: &str, span: Span) -> Title {
    let text = squeeze(text);
    let bare = without_note(&text);
    let kind = kind(bare);
    let stem = kind.map_or(bare, |kind| &bare[..bare.len() - kind.len()]);
    let stem = stem.strip_suffix('的').unwrap_or(stem);
    let (issuer, subject) = match stem.find("关于") {
        Some(at) => (&stem[..at], &stem[at + "关于".len()..]),
        None => split_issuer(stem),
    };
    // 【巡察整改】 is the column of a web site.
    let issuer = match issuer.split_once('】') {
        Some((column, issuer)) if column.starts_with('【') => issuer,
        _ => issuer,
    };
    let some = |text: &str| (!text.is_empty()).then(|| text.to_owned());
    Title {
        issuer: some(issuer),
        subject: some(subject),
        kind: kind.map(str::to_owned),
        span,
        text: text.clone(),
    }
}

/// A title without 关于: the issuer ends where the name of a body does, before 落实, 巡察, 整改 and their like.
fn split_issuer(stem: &str) -> (&str, &str) {
    const SUBJECTS: &[&str] = &[
        "落实",
        "贯彻",
        "巡视",
        "巡察",
        "整改",
        "审计",
        "督察",
        "接受",
        "对",
        "党的",
        "市委",
        "省委",
        "县委",
        "区委",
        "集中整改",
        "反馈",
    ];
    let year = |rest: &str| {
        // 2024年度 and 二〇二四年度
        rest.starts_with(['1', '2', '二'])
            && named(rest).first().is_some_and(|date| date.range.start == 0 && date.from.year.is_some())
    };
    let split = stem.char_indices().skip(1).map(|(at, _)| at).find(|&at| {
        let rest = &stem[at..];
        may_issue(&stem[..at]) && (SUBJECTS.iter().any(|word| rest.starts_with(word)) || year(rest))
    });
    split.map_or(("", stem), |at| stem.split_at(at))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_are_taken_apart() {
        for (text, issuer, subject, kind) in [
            (
                "中共某局党组 关于落实市委巡察反馈意见整改情况的通报",
                Some("中共某局党组"),
                "落实市委巡察反馈意见整改情况",
                Some("通报"),
            ),
            ("关于某市审计查出问题整改情况的报告", None, "某市审计查出问题整改情况", Some("报告")),
            ("中共某局党组巡察整改进展情况通报", Some("中共某局党组"), "巡察整改进展情况", Some("通报")),
            ("某县水利局2024年度审计整改情况报告", Some("某县水利局"), "2024年度审计整改情况", Some("报告")),
            (
                "某县贯彻落实督察反馈意见整改情况公开",
                Some("某县"),
                "贯彻落实督察反馈意见整改情况",
                Some("公开"),
            ),
            ("市委巡察反馈意见整改情况通报", None, "市委巡察反馈意见整改情况", Some("通报")),
            ("【巡察】某局关于整改情况的公告", Some("某局"), "整改情况", Some("公告")),
            ("某局关于巡视整改情况的公告（摘要）", Some("某局"), "巡视整改情况", Some("公告")),
        ] {
            let title = title(text, Span::default());
            assert_eq!(
                (title.issuer.as_deref(), title.subject.as_deref(), title.kind.as_deref()),
                (issuer, Some(subject), kind),
                "{text}"
            );
        }
    }
}
