use super::*;
use jiff::civil::date;

fn read(text: &str) -> Option<String> {
    let found = expression_at(text, 0)?;
    let outlook = if found.before { Outlook::Nearest } else { Outlook::Past };
    let context = Context { nearby: None, reference: Some(date(2025, 9, 12)), outlook };
    let resolved = found.resolve(&context).ok()?;
    let end = resolved.end.map_or_else(|| "open".to_owned(), |end| end.to_string());
    Some(format!("{}..{end} {}{}", resolved.start, resolved.precision.as_str(), &text[found.range.end..]))
}

#[test]
fn dates_are_read() {
    for (text, expected) in [
        ("2025年7月4日至8月15日", "2025-07-04..2025-08-15 day"),
        ("2024年11月4日至2025年1月17日", "2024-11-04..2025-01-17 day"),
        ("12月4日—6日", "2024-12-04..2024-12-06 day"),
        ("6月底前", "2025-06-30..2025-06-30 day前"),
        ("2月底前", "2026-02-28..2026-02-28 day前"),
        ("6月底", "2025-06-30..2025-06-30 day"),
        ("4月上旬至6月中旬", "2025-04-01..2025-06-20 day"),
        ("2022年至2024年", "2022-01-01..2024-12-31 year"),
        ("2022—2024年", "2022-01-01..2024-12-31 year"),
        ("1月至9月", "2025-01-01..2025-09-30 month"),
        ("1—9月", "2025-01-01..2025-09-30 month"),
        ("2025年以来", "2025-01-01..open year"),
        ("今年以来", "2025-01-01..open year"),
        ("前三季度", "2025-01-01..2025-09-30 quarter"),
        ("2025年上半年", "2025-01-01..2025-06-30 quarter"),
        ("一季度", "2025-01-01..2025-03-31 quarter"),
        ("近三年", "2022-09-12..2025-09-12 year"),
        ("本月", "2025-09-01..2025-09-30 month"),
        ("2025年底前", "2025-12-31..2025-12-31 day前"),
        ("年底前", "2025-12-31..2025-12-31 day前"),
        ("明年3月底前", "2026-03-31..2026-03-31 day前"),
        ("2025年12月份，", "2025-12-01..2025-12-31 month，"),
        ("2024-08-09", "2024-08-09..2024-08-09 day"),
        ("二〇二五年六月三十日", "2025-06-30..2025-06-30 day"),
        ("2023年1月至2025年6月", "2023-01-01..2025-06-30 month"),
        ("2022 年以来", "2022-01-01..open year"),
    ] {
        assert_eq!(read(text).as_deref(), Some(expected), "{text}");
    }
}

#[test]
fn what_is_no_date_is_none() {
    for text in
        ["3个月", "三年行动", "5月龄", "全年", "每月", "2月30日", "年初", "第一季", "13月", "20个工作日"]
    {
        assert_eq!(read(text), None, "{text}");
    }
}
