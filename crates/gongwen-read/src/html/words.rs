//! What single lines say of themselves.

use gongwen::block::LeftOutReason;

use super::line::han;
use super::rules;
use super::title::squeeze;

/// The name of a file without its number, its extension and what is said of downloads.
pub(super) fn file_name(text: &str) -> String {
    let text = squeeze(text);
    let text = text.trim_start_matches(|c: char| !c.is_alphabetic()).trim_start_matches("附件");
    let text = text.trim_start_matches(|c: char| !c.is_alphabetic());
    let end = [".doc", ".xls", ".pdf", ".wps", ".ofd", ".zip", ".rar", ".et", "（下载", "(下载", "【"]
        .iter()
        .filter_map(|end| text.find(end))
        .min();
    text[..end.unwrap_or(text.len())].to_owned()
}

/// What a line is that says itself to be no text.
pub(super) fn rule(text: &str) -> Option<LeftOutReason> {
    const LONGEST: usize = 600;
    const OPENER: usize = 12;
    const WHOLE: usize = 150;
    if text.len() > LONGEST || text.contains('。') || text.contains('；') {
        return None;
    }
    let first = text.chars().find(|c| c.is_alphanumeric())?;
    let may = |list: &[(&str, LeftOutReason)]| list.iter().any(|(own, _)| own.starts_with(first));
    if !may(rules::OPENERS) && !may(rules::WHOLE) {
        return None;
    }
    let chars = || text.chars().filter(|c| !c.is_whitespace() && !matches!(c, '\u{200b}'..='\u{200f}'));
    let opener: String = chars().skip_while(|c| !c.is_alphanumeric()).take(OPENER).collect();
    if let Some((_, reason)) = rules::OPENERS.iter().find(|(own, _)| opener.starts_with(own)) {
        return Some(*reason);
    }
    if text.len() > WHOLE {
        return None;
    }
    let words: String = chars().filter(|c| c.is_alphanumeric()).collect();
    let whole = rules::WHOLE.iter().find(|(word, _)| *word == words).map(|&(_, reason)| reason);
    whole.or_else(|| is_repeated(&words).then_some(LeftOutReason::Tools))
}

/// Whether a line is made of several of the words of tools: 【打印】【关闭】.
fn is_repeated(words: &str) -> bool {
    let tools =
        || rules::WHOLE.iter().filter(|(_, reason)| *reason == LeftOutReason::Tools).map(|(word, _)| *word);
    let mut rest = words;
    while !rest.is_empty() {
        match tools().filter(|word| rest.starts_with(word)).max_by_key(|word| word.len()) {
            Some(word) => rest = &rest[word.len()..],
            None => return false,
        }
    }
    !words.is_empty()
}

pub(super) fn is_foot(text: &str) -> bool {
    rules::FOOTS.iter().any(|word| text.contains(word))
}

/// A day, with a time or without: what a page prints under its title.
pub(super) fn is_date(text: &str) -> bool {
    const LONGEST: usize = 64;
    let digits = text.bytes().filter(u8::is_ascii_digit).count();
    text.len() <= LONGEST && digits >= 6 && text.starts_with("20") && han(text) <= 12
}

/// A day and nothing else, in figures or in Han: the date of a signature.
pub(super) fn is_date_line(text: &str) -> bool {
    let is_part =
        |c: char| c.is_ascii_digit() || c.is_whitespace() || "年月日〇○零一二三四五六七八九十-/.".contains(c);
    let digits =
        text.chars().filter(|c| c.is_ascii_digit() || "〇○零一二三四五六七八九十".contains(*c)).count();
    digits >= 6 && text.chars().all(is_part)
}

/// What stands behind the date of an official document, GB/T 9704-2012 7.3.6 and 7.4: notes, copies, printing; and
/// attachments and contacts, where pages put them.
pub(super) fn may_follow_date(text: &str) -> bool {
    const OPENERS: &[&str] =
        &["附", "抄送", "抄报", "主送", "分送", "联系", "电话", "邮箱", "地址", "注：", "（", "("];
    OPENERS.iter().any(|opener| text.starts_with(opener)) || text.contains("印发")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_that_are_no_text_say_so() {
        for (text, reason) in [
            ("您现在的位置： 首页 > 正文", Some(LeftOutReason::Navigation)),
            ("【打印本页】 【关闭窗口】", Some(LeftOutReason::Tools)),
            ("上一篇：某局通报", Some(LeftOutReason::Related)),
            ("相关链接：", Some(LeftOutReason::Related)),
            ("扫一扫在手机打开当前页", Some(LeftOutReason::Tools)),
            ("打印机采购不规范", None),
            ("扫码缴费推广不力；", None),
            ("整改情况：", None),
            ("", None),
        ] {
            assert_eq!(rule(text), reason, "{text}");
        }
    }

    #[test]
    fn names_of_files_are_told_bare() {
        for text in
            ["附件：1.整改清单.doc", "整改清单.xlsx（下载次数：36）", "附件1 整改清单", "2、整改清单.pdf"]
        {
            assert_eq!(file_name(text), "整改清单", "{text}");
        }
    }

    #[test]
    fn dates_stand_alone() {
        for text in ["2025年6月1日", "二〇二五年六月一日", "2025-06-01"] {
            assert!(is_date_line(text), "{text}");
        }
        for text in ["2025年6月", "2025年6月1日起", "六月", "一"] {
            assert!(!is_date_line(text), "{text}");
        }
    }
}
