use super::*;

fn read(text: &str) -> Option<String> {
    let at = text.char_indices().find_map(|(at, c)| {
        (super::super::digit(c).is_some()
            || super::super::chinese_digit(c).is_some()
            || "十百千万".contains(c))
        .then_some(at)
    })?;
    let Found::Quantity(found) = quantity_at(text, at)? else { return None };
    let to = found.value_to.map(|to| format!("~{to}")).unwrap_or_default();
    let canonical = found.canonical(found.value).map(|v| v.to_string()).unwrap_or_default();
    Some(format!(
        "{}{to} {} {} = {canonical} {}{}",
        found.value,
        found.written_unit(text),
        found.qualifier.as_str(),
        found.canonical_unit(),
        &text[found.end..]
    ))
}

#[test]
fn quantities_are_read_with_unit_and_qualifier() {
    for (text, read_as) in [
        ("近700人次", "700 人次 about = 700 人次"),
        ("4.5万余人", "4.5 万人 over = 45000 人"),
        ("380余万元", "380 万元 over = 3800000 元"),
        ("3—5个", "3~5 个 exact = 3 个"),
        ("15%至20%", "15~20 % exact = 15 %"),
        ("10—15万元", "10~15 万元 exact = 100000 元"),
        ("1.9万至2.3万亩", "1.9~2.3 万亩 exact = 19000 亩"),
        ("12台（套）", "12 台（套） exact = 12 台"),
        ("7家（次）", "7 家（次） exact = 7 家"),
        ("2万吨/日", "2 万吨/日 exact = 20000000 千克/日"),
        ("八成以上", "8 成 at_least = 80 %"),
        ("九成。", "9 成 exact = 90 %。"),
        ("五成五提高", "5.5 成 exact = 55 %提高"),
        ("百分之四十", "40 百分之 exact = 40 %"),
        ("9.1‰", "9.1 ‰ exact = 0.91 %"),
        ("不少于20所", "20 所 at_least = 20 所"),
        ("158 项", "158 项 exact = 158 项"),
        ("百余个", "100 个 over = 100 个"),
        ("６.6个百分点", "6.6 个百分点 exact = 6.6 百分点"),
        ("一个半月", "1.5 个月 exact = 1.5 月"),
        ("两年半", "2.5 年 exact = 2.5 年"),
        ("三百来件", "300 件 about = 300 件"),
        ("近百户", "100 户 about = 100 户"),
        ("万余名", "1 万名 over = 10000 人"),
        ("低于5%", "5 % under = 5 %"),
        ("7条（段）", "7 条（段） exact = 7 条"),
        ("20个工作日", "20 个工作日 exact = 20 工作日"),
    ] {
        assert_eq!(read(text).as_deref(), Some(read_as), "{text}");
    }
}

#[test]
fn every_qualifier_is_read() {
    for (word, qualifier) in BEFORE {
        assert_eq!(qualifier_before(word, word.len()), (0, Some(*qualifier)), "{word}");
    }
    for (word, qualifier) in AFTER {
        assert_eq!(qualifier_after(word, 0, true), (word.len(), Some(*qualifier)), "{word}");
    }
    for word in NOT_BEFORE {
        assert_eq!(qualifier_before(word, word.len()), (word.len(), None), "{word}");
    }
}

#[test]
fn numbers_without_a_unit_are_none() {
    for text in ["12328热线", "3家庭", "三成立", "五支部", "120调度席位", "一成不变"] {
        assert_eq!(read(text), None, "{text}");
    }
}
