//! 主送机关, GB/T 9704-2012 7.3.2: one line under the title that ends with a colon.

use super::squeeze;

/// The bodies that a line addresses, or `None` where the line is none of addressees.
pub(super) fn addressees(line: &str) -> Option<Vec<String>> {
    const LONGEST: usize = 160;
    let text = squeeze(line);
    let names = text.strip_suffix(['：', ':'])?;
    if names.is_empty() || names.chars().count() > LONGEST || names.contains(['。', '；', '：']) {
        return None;
    }
    // 现将整改情况报告如下： is the end of a lead.
    let lead = names.ends_with('下') || names.contains("现将") || names.contains("现就");
    let label = crate::outline::label(names).is_some() || crate::rules::fields::at_start(line).is_some();
    (!lead && !label).then(|| split(names))
}

/// Splits a list of bodies at ，、；outside brackets.
pub(super) fn split(names: &str) -> Vec<String> {
    let mut list = Vec::new();
    let mut depth = 0_u32;
    let mut name = String::new();
    for c in names.chars() {
        match c {
            '（' | '(' => depth += 1,
            '）' | ')' => depth = depth.saturating_sub(1),
            _ => {}
        }
        if depth == 0 && matches!(c, '，' | '、' | ',' | '；' | ';' | '。') {
            list.extend((!name.is_empty()).then(|| std::mem::take(&mut name)));
        } else {
            name.push(c);
        }
    }
    list.extend((!name.is_empty()).then_some(name));
    list
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addressees_are_split_outside_brackets() {
        assert_eq!(
            addressees("各县（市、区）党委，市直各单位：").unwrap(),
            ["各县（市、区）党委", "市直各单位"]
        );
        assert_eq!(addressees("现将整改情况通报如下："), None);
        assert_eq!(addressees("整改情况："), None);
        assert_eq!(addressees("各科室"), None);
    }
}
