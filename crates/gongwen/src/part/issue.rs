//! An issue: what makes a heading one, and the problem that its heading states.

use std::sync::LazyLock;

use crate::block::is_space;
use crate::number::{chinese_digit, digit};
use crate::rules::{Suffixes, statuses};
use crate::text::is_between_words;

/// What stands before the problem.
const OPENINGS: &[&str] = &["关于", "针对", "反馈的", "反馈", "对于", "存在的", "对"];

/// What stands after it; the longest counts.
const ENDINGS: &[&str] = &[
    "的问题的整改落实情况",
    "问题的整改落实情况",
    "的问题整改落实情况",
    "问题整改落实情况",
    "的问题的整改情况",
    "问题的整改情况",
    "的问题整改情况",
    "问题整改情况",
    "的问题的整改",
    "问题的整改",
    "的问题整改",
    "问题整改",
    "方面的问题",
    "的问题",
    "问题",
];

/// Labels that may stand before the problem in its heading.
const STATED: &[&str] = &[
    "反馈问题：",
    "整改问题：",
    "存在问题：",
    "具体问题：",
    "问题表述：",
    "问题描述：",
    "问题表现：",
    "具体表现：",
    "主要表现：",
    "问题：",
];

/// Whether a heading says that it is a problem that was fed back: 关于…问题, …问题的整改.
pub(crate) fn is_strong(heading: &str) -> bool {
    says_problem(heading).is_some()
}

/// The problem alone, of a heading that says that it is one.
pub(crate) fn strong_statement(heading: &str) -> Option<&str> {
    says_problem(heading).map(|(heading, ending)| problem(heading, heading, Some(ending)))
}

/// A heading that says that it is a problem, without a note behind it, and the words that it ends with.
fn says_problem(heading: &str) -> Option<(&str, &'static str)> {
    let opens = match heading.chars().next()? {
        '对' | '“' => true,
        '关' => heading.starts_with("关于"),
        '针' => heading.starts_with("针对"),
        _ => false,
    };
    if !opens {
        return None;
    }
    let heading = trim(heading);
    Some((heading, ends_as_issue(heading)?))
}

/// The words that end a heading as one of an issue.
fn ends_as_issue(heading: &str) -> Option<&'static str> {
    static WORDS: LazyLock<Suffixes> = LazyLock::new(|| Suffixes::new(ENDINGS.iter().copied()));
    WORDS.longest(heading)
}

fn trim(heading: &str) -> &str {
    let edge = |c| is_space(c) || matches!(c, '。' | '：' | ':' | '，' | '；');
    // Nearly all headings begin and end with a character of their words.
    let trim = |text| if is_between_words(text) { text } else { text.trim_matches(edge) };
    trim(without_note(trim(heading)))
}

/// A note in brackets at the end that tells the status: （已完成整改）.
fn without_note(heading: &str) -> &str {
    if !heading.ends_with(['）', ')']) {
        return heading;
    }
    match heading.rfind(['（', '(']) {
        Some(at) if statuses::find(&heading[at..]).is_some() => &heading[..at],
        _ => heading,
    }
}

/// The problem alone, as a part of its heading.
pub(crate) fn statement(heading: &str) -> &str {
    let whole = trim(heading);
    let mut text = whole;
    if text.starts_with(['反', '存', '问', '具', '主', '整']) {
        for word in STATED {
            text = text.strip_prefix(word).unwrap_or(text);
        }
    }
    problem(whole, text, ends_as_issue(text))
}

/// The problem alone, of a text and the words that it ends with; `whole` where that is nothing.
fn problem<'t>(whole: &'t str, text: &'t str, ending: Option<&str>) -> &'t str {
    let ending = ending.and_then(|end| text.strip_suffix(end));
    let opening = OPENINGS.iter().find_map(|word| text.strip_prefix(word)).filter(|_| ending.is_some());
    let mut stem = ending.unwrap_or(text);
    if opening.is_some() {
        stem = OPENINGS.iter().find_map(|word| stem.strip_prefix(word)).unwrap_or(stem);
    }
    if !is_between_words(stem) {
        stem = stem.trim_matches(is_space);
    }
    loop {
        let unwrapped = unwrap_quotes(stem);
        // A doubled ending: “…”问题”问题
        let unwrapped = match unwrapped.strip_suffix("问题") {
            Some(head) if ending.is_some() && head.ends_with('”') => head,
            _ => unwrapped,
        };
        if unwrapped == stem {
            break;
        }
        stem = unwrapped;
    }
    let stem = if ending.is_some() && stem.len() < text.len() {
        stem.strip_suffix("存在").unwrap_or(stem)
    } else {
        stem
    };
    if stem.is_empty() { whole } else { stem }
}

/// Whether a statement is no more than a number in somebody's list: 第17项, 第三个.
pub(crate) fn names_number(statement: &str) -> bool {
    let Some(number) = statement.strip_prefix('第') else { return false };
    let number = number.strip_suffix("问题").unwrap_or(number);
    let number = number.trim_end_matches(['项', '个', '条', '类']);
    !number.is_empty()
        && number.chars().all(|c| digit(c).is_some() || chinese_digit(c).is_some() || c == '十')
}

/// The text without the quotation marks around the whole of it, or a closing one too many.
fn unwrap_quotes(text: &str) -> &str {
    if !text.starts_with(['“', '"']) && !text.ends_with('”') {
        return text;
    }
    let mut depth = 0_i32;
    let mut first_close = None;
    // Both marks begin with the same byte, which is rare in Chinese.
    for at in memchr::memchr_iter("“".as_bytes()[0], text.as_bytes()) {
        match text[at..].chars().next() {
            Some('“') => depth += 1,
            Some('”') => {
                depth -= 1;
                if depth <= 0 && first_close.is_none() {
                    first_close = Some(at);
                }
            }
            _ => {}
        }
    }
    let end = text.len() - if text.ends_with('”') { '”'.len_utf8() } else { 0 };
    if text.starts_with('“') && first_close == Some(end) {
        return &text['“'.len_utf8()..end];
    }
    if depth < 0 && text.ends_with('”') {
        return &text[..end];
    }
    if depth > 0 && text.starts_with('“') && first_close.is_none() {
        return &text['“'.len_utf8()..];
    }
    let straight = text.len() > 2 && text.starts_with('"') && text.ends_with('"');
    if straight && text.matches('"').count() == 2 { &text[1..text.len() - 1] } else { text }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_statement_is_the_problem_alone() {
        for (heading, expected) in [
            ("关于“主体责任压得不实”问题", "主体责任压得不实"),
            ("关于“违反中央八项规定精神问题”问题", "违反中央八项规定精神问题"),
            ("关于“基层医疗服务能力弱”问题的整改", "基层医疗服务能力弱"),
            ("关于“家庭医生签约‘签而不约’”问题的整改", "家庭医生签约‘签而不约’"),
            ("关于药品耗材采购监管不力的问题。", "药品耗材采购监管不力"),
            ("“三公”经费和会议培训管控不严。", "“三公”经费和会议培训管控不严"),
            ("关于“三公”经费管控不严的问题", "“三公”经费管控不严"),
            ("针对“学习不深入”的问题", "学习不深入"),
            ("关于“主体责任不实”问题”问题", "主体责任不实"),
            ("关于““学习不深入”问题”问题", "学习不深入"),
            ("急诊急救链条不顺，群众“看急诊难”", "急诊急救链条不顺，群众“看急诊难”"),
            ("反馈问题：理论学习不深入。", "理论学习不深入"),
            ("问题表现：项目闲置", "项目闲置"),
            ("关于《条例》执行不到位的问题（已完成整改）", "《条例》执行不到位"),
            ("问题", "问题"),
        ] {
            assert_eq!(statement(heading), expected, "{heading}");
        }
    }
}
