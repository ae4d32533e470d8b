//! Page numbers: — 3 —, - 1 -, 第 3 页 共 9 页, 3/9 (GB/T 9704-2012 7.5: a rule on each side of the number).

use crate::block::is_space;

/// Whether a line is a page number and nothing else. `bullet` is true where Markdown took a dash before it.
pub(crate) fn is_page_number(line: &str, bullet: bool) -> bool {
    if line.len() > 40 {
        return false;
    }
    let core = line.trim_matches(|c| is_space(c) || is_dash(c));
    let dashed = bullet || line.starts_with(is_dash) || line.ends_with(is_dash);
    if is_short_number(core) {
        return dashed;
    }
    let page = core.strip_prefix('第').and_then(|rest| rest.split_once('页'));
    if let Some((number, rest)) = page {
        let rest = rest.trim_start_matches(|c| is_space(c) || matches!(c, '，' | ',' | '/' | '、'));
        let total = rest.strip_prefix('共').and_then(|total| total.strip_suffix('页'));
        return is_short_number(number.trim_matches(is_space))
            && (rest.is_empty() || total.is_some_and(|total| is_short_number(total.trim_matches(is_space))));
    }
    match core.split_once('/') {
        Some((number, total)) => {
            is_short_number(number.trim_matches(is_space)) && is_short_number(total.trim_matches(is_space))
        }
        None => false,
    }
}

fn is_dash(c: char) -> bool {
    matches!(c, '-' | '—' | '－' | '–' | '―' | '─' | '·' | '\u{2010}' | '\u{2011}')
}

fn is_short_number(text: &str) -> bool {
    let digits = text.chars().count();
    (1..=4).contains(&digits) && text.chars().all(|c| c.is_ascii_digit() || ('０'..='９').contains(&c))
}

#[cfg(test)]
mod tests {
    use super::is_page_number;

    #[test]
    fn page_numbers_hit_and_figures_do_not() {
        for hit in ["— 3 —", "- 1 -", "—12—", "第3页", "第 3 页 共 9 页", "3/9", "－２－"] {
            assert!(is_page_number(hit, false), "{hit}");
        }
        for miss in ["3", "000012", "2025年", "—", "共9页的文件", "3/9个", "一是", "第3页的内容"]
        {
            assert!(!is_page_number(miss, false), "{miss}");
        }
        assert!(is_page_number("1 -", true));
    }
}
