//! Chinese numbers with place words: 一百零五.

/// Characters of a Chinese number with place words.
pub(super) struct Places {
    digits: [char; 10],
    /// Ten, hundred, thousand, ten thousand.
    places: [char; 4],
    /// 一 before 十 at the start: 壹拾, but 十.
    one_before_ten: bool,
    /// 零 for places left out, and 一 before 百: not in Japanese.
    spelt_out: bool,
}

pub(super) const PLAIN: Places = Places {
    digits: ['零', '一', '二', '三', '四', '五', '六', '七', '八', '九'],
    places: ['十', '百', '千', '万'],
    one_before_ten: false,
    spelt_out: true,
};
pub(super) const JAPANESE: Places = Places { spelt_out: false, ..PLAIN };
pub(super) const LEGAL: Places = Places {
    digits: ['零', '壹', '贰', '叁', '肆', '伍', '陆', '柒', '捌', '玖'],
    places: ['拾', '佰', '仟', '万'],
    one_before_ten: true,
    spelt_out: true,
};
pub(super) const LEGAL_TRADITIONAL: Places = Places {
    digits: ['零', '壹', '貳', '參', '肆', '伍', '陸', '柒', '捌', '玖'],
    places: ['拾', '佰', '仟', '萬'],
    one_before_ten: true,
    spelt_out: true,
};

/// A number below a hundred million with place words.
pub(super) fn places(number: u32, words: &Places, out: &mut String) -> bool {
    const WAN: u32 = 10_000;
    if number >= WAN * WAN {
        return false;
    }
    if number == 0 {
        out.push(words.digits[0]);
        return true;
    }
    let (high, low) = (number / WAN, number % WAN);
    if high > 0 {
        below_wan(high, words, false, out);
        out.push(words.places[3]);
    }
    if low > 0 {
        below_wan(low, words, high > 0, out);
    }
    true
}

fn below_wan(number: u32, words: &Places, after_wan: bool, out: &mut String) {
    let (mut begun, mut gap) = (after_wan, after_wan && number < 1000);
    for place in (0..4_usize).rev() {
        let digit = number / 10_u32.pow(u32::try_from(place).unwrap_or(0)) % 10;
        if digit == 0 {
            gap |= begun;
            continue;
        }
        if std::mem::take(&mut gap) && words.spelt_out {
            out.push(words.digits[0]);
        }
        let silent = digit == 1
            && match place {
                0 => false,
                1 => !words.spelt_out || (!begun && !words.one_before_ten),
                _ => !words.spelt_out,
            };
        if !silent {
            out.push(words.digits[digit as usize]);
        }
        if place > 0 {
            out.push(words.places[place - 1]);
        }
        begun = true;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(words: &Places, number: u32) -> String {
        let mut out = String::new();
        assert!(places(number, words, &mut out));
        out
    }

    /// Reads a Chinese number with place words by their meaning, not by the rules that wrote it.
    fn value(text: &str, words: &Places) -> u32 {
        let (mut total, mut section, mut digit) = (0, 0, None);
        for c in text.chars() {
            if let Some(at) = words.digits.iter().position(|&d| d == c) {
                digit = Some(u32::try_from(at).unwrap());
                continue;
            }
            let place = words.places.iter().position(|&p| p == c).expect("a place word");
            if place == 3 {
                total = (section + digit.take().unwrap_or(0)) * 10_000;
                section = 0;
            } else {
                section += digit.take().unwrap_or(1) * 10_u32.pow(u32::try_from(place).unwrap() + 1);
            }
        }
        total + section + digit.unwrap_or(0)
    }

    #[test]
    fn numbers_with_place_words_mean_what_they_count() {
        for words in [&PLAIN, &JAPANESE, &LEGAL, &LEGAL_TRADITIONAL] {
            for number in (1..=12_345).chain([20_000, 100_010, 1_200_304, 99_999_999]) {
                let text = shown(words, number);
                assert_eq!(value(&text, words), number, "{text}");
            }
        }
    }
}
