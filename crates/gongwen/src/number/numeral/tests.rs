use super::*;

fn read(text: &str) -> Option<(String, &str)> {
    match numeral_at(text, 0)? {
        Lexed::Number(number) => Some((number.value.to_string(), &text[number.end..])),
        Lexed::Other { .. } => None,
    }
}

/// A whole number in the way it is spoken.
fn spoken(value: u32) -> String {
    let digits = ["零", "一", "二", "三", "四", "五", "六", "七", "八", "九"];
    let mut text = String::new();
    let mut zero = false;
    for (unit, name) in [(1000, "千"), (100, "百"), (10, "十"), (1, "")] {
        let digit = value / unit % 10;
        if digit == 0 {
            zero = !text.is_empty();
            continue;
        }
        if zero {
            text.push('零');
        }
        zero = false;
        if !(unit == 10 && digit == 1 && text.is_empty()) {
            text.push_str(digits[digit as usize]);
        }
        text.push_str(name);
    }
    text
}

#[test]
fn every_spoken_number_up_to_9999_is_read() {
    for value in 1..=9999 {
        let text = spoken(value);
        assert_eq!(read(&text), Some((value.to_string(), "")), "{text}");
    }
}

#[test]
fn every_form_is_read() {
    for (text, value, rest) in [
        ("1236项", "1236", "项"),
        ("1,236项", "1236", "项"),
        ("1，236项", "1236", "项"),
        ("1 236户", "1236", "户"),
        ("1，270，000元", "1270000", "元"),
        ("１２．５公里", "12.5", "公里"),
        ("3.92亿元", "3.92", "亿元"),
        ("380余万元", "380", "余万元"),
        ("5千米", "5", "千米"),
        ("3百人", "300", "人"),
        ("一千二百万元", "1200", "万元"),
        ("二十万亿元", "20", "万亿元"),
        ("两千余人", "2000", "余人"),
        ("百余个", "100", "余个"),
        ("一百零五个", "105", "个"),
        ("二百五十个", "250", "个"),
        ("三万五", "35000", ""),
        ("25万6千", "256000", ""),
        ("3亿2千万元", "320000000", "元"),
        ("1亿2000万元", "120000000", "元"),
        ("万余名", "1", "万余名"),
        ("半数以上", "0.5", "以上"),
        ("半个月", "0.5", "个月"),
        ("1万零2百五十", "10250", ""),
        ("壹仟玖佰圆整", "1900", "圆整"),
        ("二〇二五年", "2025", "年"),
        ("三分之二", "0.666667", ""),
        ("1/3", "0.333333", ""),
        ("四分之三", "0.75", ""),
        ("百分之四十", "40", ""),
        ("百分之九十三点", "93", "点"),
        ("百分之七十八点九", "78.9", ""),
        ("十六点五公里", "16.5", "公里"),
        ("百分之百", "100", ""),
        ("千分之三", "3", ""),
        ("一半以上", "0.5", "以上"),
    ] {
        assert_eq!(read(text), Some((value.to_owned(), rest)), "{text}");
    }
}

#[test]
fn what_only_looks_like_a_number_is_none() {
    for text in [
        "8:30",
        "1.2.3",
        "7·20",
        "3：1",
        "三五个",
        "一二三",
        "百元",
        "千家万户",
        "万众",
        "1/0",
        "24/7",
        "4A级",
    ] {
        assert_eq!(read(text), None, "{text}");
    }
    assert_eq!(read(&"9".repeat(100)), None);
    assert_eq!(read(&"九".repeat(100)), None);
}
