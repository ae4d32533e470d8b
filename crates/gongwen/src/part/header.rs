//! 版头, GB/T 9704-2012 7.2: what stands above the title; and what a web page says there.

use std::sync::LazyLock;

use crate::block::is_space;
use crate::circular::{Header, PartKind};
use crate::rules::Prefixes;

use super::squeeze;

/// Reads one line above the title. Returns what it was, or `None` where it is no part of a header.
pub(super) fn header_line(line: &str, header: &mut Header) -> Option<PartKind> {
    let text = squeeze(line);
    if let Some(kind) = marked(&text, header) {
        return Some(kind);
    }
    if let Some((number, signer)) = document_number(line) {
        header.document_number.get_or_insert(number);
        if let Some(signer) = signer {
            header.signer.get_or_insert(signer);
        }
        return Some(PartKind::DocumentNumber);
    }
    if let Some(signer) = signer(&text) {
        header.signer.get_or_insert(signer);
        return Some(PartKind::Signer);
    }
    let mark =
        text.ends_with("文件") && text.chars().count() <= 40 && !text.contains(['。', '，', '：', '《']);
    if mark {
        header.issuer_mark.get_or_insert(text);
        return Some(PartKind::IssuerMark);
    }
    is_metadata(&text).then_some(PartKind::Metadata)
}

/// 份号, 密级, 紧急程度, alone or in one line.
fn marked(text: &str, header: &mut Header) -> Option<PartKind> {
    if text.len() == 6 && text.bytes().all(|byte| byte.is_ascii_digit()) {
        header.copy_number.get_or_insert(text.to_owned());
        return Some(PartKind::CopyNumber);
    }
    if let Some(number) = text.strip_prefix("份号").map(|rest| rest.trim_start_matches(['：', ':'])) {
        header.copy_number.get_or_insert(number.to_owned());
        return Some(PartKind::CopyNumber);
    }
    let secrecy = text.strip_prefix("密级").map_or(text, |rest| rest.trim_start_matches(['：', ':']));
    let level = ["绝密", "机密", "秘密"].into_iter().find(|level| secrecy.starts_with(level));
    if let Some(level) = level
        && (secrecy.len() == level.len() || secrecy[level.len()..].starts_with(['★', '☆', '*']))
    {
        let term_end = ["特急", "加急", "平急", "特提"].iter().filter_map(|word| secrecy.find(word)).min();
        let (secret, urgent) = secrecy.split_at(term_end.unwrap_or(secrecy.len()));
        header.secrecy.get_or_insert(secret.to_owned());
        if !urgent.is_empty() {
            header.urgency.get_or_insert(urgent.to_owned());
        }
        return Some(PartKind::Secrecy);
    }
    let urgency = text.strip_prefix("紧急程度").map_or(text, |rest| rest.trim_start_matches(['：', ':']));
    if matches!(urgency, "特急" | "加急" | "平急" | "特提" | "急件") {
        header.urgency.get_or_insert(urgency.to_owned());
        return Some(PartKind::Urgency);
    }
    None
}

/// 新交党〔2026〕3号, with 签发人 at its side in an upward document (7.2.6).
fn document_number(line: &str) -> Option<(String, Option<String>)> {
    // Most lines end their search here.
    if !line.contains('号') {
        return None;
    }
    let text = squeeze(line);
    let (number, rest) = match text.find("签发人") {
        Some(at) => (&text[..at], signer(&text[at..])),
        None => (text.as_str(), None),
    };
    let number = ["发文字号", "文号", "发文号"]
        .iter()
        .find_map(|word| number.strip_prefix(word))
        .map_or(number, |rest| rest.trim_start_matches(['：', ':']));
    is_document_number(number).then(|| (number.to_owned(), rest))
}

/// Body code, year in brackets, number.
pub(crate) fn is_document_number(text: &str) -> bool {
    let Some(open) = text.find(['〔', '[', '［', '【', '（', '(']) else { return false };
    let (code, rest) = text.split_at(open);
    let mut chars = rest.chars().skip(1);
    let year: String = chars.by_ref().take(4).collect();
    let close = chars.next();
    let number: String = chars.collect();
    let Some(number) = number.strip_suffix('号') else { return false };
    let number = number.strip_prefix('第').unwrap_or(number);
    (2..=24).contains(&code.chars().count())
        && !code.contains(['，', '。', '：', '《', '“'])
        && year.chars().count() == 4
        && year.chars().all(|c| c.is_ascii_digit())
        && matches!(close, Some('〕' | ']' | '］' | '】' | '）' | ')'))
        && !number.is_empty()
        && number.chars().all(|c| c.is_ascii_digit())
}

fn signer(text: &str) -> Option<String> {
    let name = text.strip_prefix("签发人")?.trim_start_matches(['：', ':']);
    let length = name.chars().count();
    (1..=20).contains(&length).then(|| name.trim_matches(is_space).to_owned())
}

/// What a government page prints above its text.
fn is_metadata(text: &str) -> bool {
    const WORDS: &[&str] = &[
        "索引号",
        "发布时间",
        "发布日期",
        "发文日期",
        "成文日期",
        "生成日期",
        "公开日期",
        "发布机构",
        "发文机关",
        "来源",
        "信息来源",
        "稿件来源",
        "浏览",
        "浏览量",
        "浏览次数",
        "阅读",
        "阅读次数",
        "点击",
        "点击数",
        "点击量",
        "字号",
        "字体",
        "分享",
        "打印",
        "作者",
        "编辑",
        "责任编辑",
        "主题分类",
        "公文种类",
        "体裁分类",
        "有效性",
        "文章来源",
        "当前位置",
        "您的位置",
        "您所在的位置",
        "所在位置",
        "公开方式",
        "信息分类",
        "公开形式",
        "公开时限",
        "公开范围",
        "发布单位",
        "发布人",
        "发文单位",
        "供稿",
        "审核",
        "名称",
        "标题",
        "时间",
        "日期",
    ];
    static FINDER: LazyLock<Prefixes> = LazyLock::new(|| Prefixes::new(WORDS.iter().copied()));
    const LONGEST: usize = 360;
    let text = text.strip_prefix('【').unwrap_or(text);
    // 首页 > 政务公开 > 巡察整改
    if text.starts_with("首页") && text.contains(['>', '＞', '»', '›']) {
        return true;
    }
    let alone = |rest: &str| rest.is_empty() || rest.starts_with(['：', ':', '】', '[', '（', '【']);
    text.len() <= LONGEST
        && FINDER.longest(text, 0).is_some_and(|(_, word)| alone(&text[word..]))
        && !text.ends_with('。')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn header_lines_are_told_apart() {
        let mut header = Header::default();
        for (line, kind) in [
            ("000012", PartKind::CopyNumber),
            ("机密★1年", PartKind::Secrecy),
            ("特急", PartKind::Urgency),
            ("中共青溪县委文件", PartKind::IssuerMark),
            ("青委〔2025〕12号　　签发人：张 三", PartKind::DocumentNumber),
            ("发布时间：2025-01-02 来源：某局", PartKind::Metadata),
        ] {
            assert_eq!(header_line(line, &mut header), Some(kind), "{line}");
        }
        assert_eq!(header.document_number.as_deref(), Some("青委〔2025〕12号"));
        assert_eq!(header.signer.as_deref(), Some("张三"));
        for miss in [
            "关于整改情况的通报",
            "机密文件管理不严",
            "执行《办法》（白发〔2025〕12号），收入",
            "来源于群众的线索。",
        ] {
            assert_eq!(header_line(miss, &mut Header::default()), None, "{miss}");
        }
    }
}
