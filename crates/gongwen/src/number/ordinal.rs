//! Small whole numbers as labels and dates write them: 7, ７, 七, 十二, 二十一, 二〇二五.

/// The value of a Chinese digit, 〇 to 九.
pub(crate) fn chinese_digit(c: char) -> Option<u32> {
    Some(match c {
        '〇' | '零' | '○' | 'Ｏ' => 0,
        '一' => 1,
        '二' | '两' => 2,
        '三' => 3,
        '四' => 4,
        '五' => 5,
        '六' => 6,
        '七' => 7,
        '八' => 8,
        '九' => 9,
        _ => return None,
    })
}

/// The value of an ASCII or full-width digit.
pub(crate) fn digit(c: char) -> Option<u32> {
    match c {
        '0'..='9' => c.to_digit(10),
        '０'..='９' => Some(c as u32 - '０' as u32),
        _ => None,
    }
}

/// A Chinese number from 1 to 99 at the start of a text, and its length in bytes: 一, 十二, 二十一.
pub(crate) fn chinese_below_hundred(text: &str) -> Option<(u32, usize)> {
    let mut len = 0;
    let mut tens = None;
    let mut units = None;
    for c in text.chars().take(3) {
        if c == '十' && tens.is_none() {
            tens = Some(units.take().unwrap_or(1));
        } else if let (Some(value), None) = (chinese_digit(c).filter(|&value| value > 0 && c != '两'), units)
        {
            units = Some(value);
        } else {
            break;
        }
        len += c.len_utf8();
    }
    let value = tens.unwrap_or(0) * 10 + units.unwrap_or(0);
    (value > 0).then_some((value, len))
}

/// A number of at most `digits` ASCII or full-width digits at the start of a text, and its length in bytes.
pub(crate) fn arabic(text: &str, digits: usize) -> Option<(u32, usize)> {
    let (mut value, mut len, mut count) = (0, 0, 0);
    loop {
        let (next, bytes) = match text.as_bytes()[len..] {
            [digit @ b'0'..=b'9', ..] => (digit - b'0', 1),
            [0xEF, 0xBC, third @ 0x90..=0x99, ..] => (third - 0x90, 3),
            _ => break,
        };
        count += 1;
        if count > digits {
            return None;
        }
        value = value * 10 + u32::from(next);
        len += bytes;
    }
    (count > 0).then_some((value, len))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn chinese_numbers_from_one_to_ninety_nine_are_read() {
        let digit = |n: u32| "〇一二三四五六七八九".chars().nth(n as usize).unwrap();
        for value in 1..=99_u32 {
            let mut text = String::new();
            if value >= 20 {
                text.push(digit(value / 10));
            }
            if value >= 10 {
                text.push('十');
            }
            if value % 10 > 0 {
                text.push(digit(value % 10));
            }
            assert_eq!(chinese_below_hundred(&text), Some((value, text.len())), "{text}");
        }
        for miss in ["〇", "零一", "百", "两", "", "A"] {
            assert_eq!(chinese_below_hundred(miss), None, "{miss}");
        }
    }

    #[test]
    fn arabic_numbers_stop_at_their_limit() {
        assert_eq!(arabic("12.", 3), Some((12, 2)));
        assert_eq!(arabic("１２、", 3), Some((12, 6)));
        assert_eq!(arabic("2025年", 3), None);
        assert_eq!(arabic("年", 3), None);
    }
}
