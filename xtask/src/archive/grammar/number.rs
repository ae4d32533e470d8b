//! Figures: drawn from a range, written as circulars write them, and what the contract says of them.

use fastrand::Rng;

use crate::archive::random::{chance, pick};

/// A decimal number as it is read: digits, with a point where it has places.
pub(super) struct Number {
    digits: u64,
    places: u32,
}

impl Number {
    /// One of a range like `2-12` or `1.0-9.9`; the lower end says how many places it has.
    pub(super) fn drawn(rng: &mut Rng, range: &str) -> Result<Self, String> {
        let wrong = || format!("{range} is no range");
        let (low, high) = range.split_once('-').ok_or_else(wrong)?;
        let places = low.split_once('.').map_or(0, |(_, places)| places.len());
        let digits = |text: &str| text.replace('.', "").parse::<u64>().map_err(|_| wrong());
        let (low, high) = (digits(low)?, digits(high)?);
        if low > high {
            return Err(wrong());
        }
        let mut digits = rng.u64(low..=high);
        // 3.50 is no way to write a figure.
        if places > 0 && digits.is_multiple_of(10) {
            digits = if digits < high { digits + 1 } else { digits - 1 };
        }
        Ok(Self { digits, places: places as u32 })
    }

    /// Rounded to tens or hundreds, as a figure is that something more or less is added to.
    pub(super) fn round(&mut self) {
        if self.places == 0 {
            let step = if self.digits >= 1000 { 100 } else { 10 };
            self.digits = (self.digits / step).max(1) * step;
        }
    }

    pub(super) fn value(&self) -> String {
        if self.places == 0 {
            return self.digits.to_string();
        }
        let one = 10_u64.pow(self.places);
        format!("{}.{:0width$}", self.digits / one, self.digits % one, width = self.places as usize)
    }

    /// How far it is from another one of as many places.
    pub(super) fn difference(&self, other: &Self) -> Self {
        Self { digits: self.digits.abs_diff(other.digits), places: self.places }
    }

    pub(super) fn is_zero(&self) -> bool {
        self.digits == 0
    }

    /// In digits, or in Chinese where it is small and whole. A long one may have its thousands apart.
    pub(super) fn written(&self, form: Form) -> String {
        match form {
            // Of things there are 两, never 二.
            Form::Chinese if self.places == 0 && self.digits == 2 => "两".to_owned(),
            Form::Chinese if self.places == 0 && self.digits < 1000 => chinese(self.digits as usize),
            Form::Wide if self.places == 0 => {
                let wide = |c: char| match c.to_digit(10) {
                    Some(digit) => char::from_u32(0xFF10 + digit).unwrap_or(c),
                    None => c,
                };
                self.value().chars().map(wide).collect()
            }
            Form::Separated(separator) if self.places == 0 && (1000..1_000_000).contains(&self.digits) => {
                format!("{}{separator}{:03}", self.digits / 1000, self.digits % 1000)
            }
            _ => self.value(),
        }
    }
}

/// How the digits of a document are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::archive) enum Form {
    Digits,
    /// 1，236
    Separated(char),
    /// 七
    Chinese,
    /// ７
    Wide,
}

/// 二百零八; below a thousand.
pub(in crate::archive) fn chinese(number: usize) -> String {
    const DIGITS: [&str; 10] = ["零", "一", "二", "三", "四", "五", "六", "七", "八", "九"];
    let (hundreds, tens, ones) = (number / 100 % 10, number / 10 % 10, number % 10);
    let mut out = String::new();
    if hundreds > 0 {
        out.push_str(DIGITS[hundreds]);
        out.push('百');
    }
    match tens {
        0 if hundreds > 0 && ones > 0 => out.push('零'),
        0 => {}
        1 if hundreds == 0 => out.push('十'),
        _ => {
            out.push_str(DIGITS[tens]);
            out.push('十');
        }
    }
    if ones > 0 || number == 0 {
        out.push_str(DIGITS[ones]);
    }
    out
}

/// A word that says how exact a figure is, and where it stands.
pub(super) struct Qualifier {
    word: &'static str,
    name: &'static str,
    place: Place,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Place {
    Before,
    /// 60余次, 4.5万余人
    BeforeUnit,
    After,
}

/// The qualifiers of the contract.
const QUALIFIERS: &[Qualifier] = &[
    Qualifier { word: "余", name: "over", place: Place::BeforeUnit },
    Qualifier { word: "多", name: "over", place: Place::BeforeUnit },
    Qualifier { word: "近", name: "about", place: Place::Before },
    Qualifier { word: "约", name: "about", place: Place::Before },
    Qualifier { word: "超", name: "over", place: Place::Before },
    Qualifier { word: "超过", name: "over", place: Place::Before },
    Qualifier { word: "逾", name: "over", place: Place::Before },
    Qualifier { word: "以上", name: "at_least", place: Place::After },
    Qualifier { word: "不少于", name: "at_least", place: Place::Before },
    Qualifier { word: "不低于", name: "at_least", place: Place::Before },
    Qualifier { word: "以内", name: "at_most", place: Place::After },
    Qualifier { word: "不超过", name: "at_most", place: Place::Before },
];

impl Qualifier {
    pub(super) fn named(word: &str) -> Option<&'static Self> {
        QUALIFIERS.iter().find(|qualifier| qualifier.word == word)
    }

    /// None for most figures; else one that only says that the figure is not exact.
    pub(super) fn drawn(rng: &mut Rng) -> Option<&'static Self> {
        const VAGUE: [&str; 5] = ["余", "多", "近", "约", "超"];
        if !chance(rng, 30.0) {
            return None;
        }
        Self::named(pick(rng, &VAGUE))
    }

    pub(super) fn name(&self) -> &'static str {
        self.name
    }
}

/// A figure with its unit and what qualifies it.
pub(super) fn figure(number: &str, unit: &str, qualifier: Option<&Qualifier>) -> String {
    let word = |place| qualifier.filter(|found| found.place == place).map_or("", |found| found.word);
    // 6600余万元, but 4.5万余人.
    let large = match unit.ends_with('元') {
        true => 0,
        false => unit.find(|c| !matches!(c, '万' | '亿')).unwrap_or(unit.len()),
    };
    let (large, rest) = unit.split_at(large);
    format!("{}{number}{large}{}{rest}{}", word(Place::Before), word(Place::BeforeUnit), word(Place::After))
}

/// What units measure, by the contract; whatever is not named is a count.
const KINDS: &[(&str, &[&str])] = &[
    ("percentage", &["%", "‰", "百分之", "千分之", "万分之"]),
    ("money", &["元"]),
    ("length", &["米", "公里", "千米", "厘米"]),
    ("area", &["亩", "平方米", "公顷", "平方公里"]),
    ("weight", &["吨", "公斤", "吨标准煤"]),
    ("volume", &["立方米"]),
    ("energy", &["千瓦时", "千瓦"]),
    ("duration", &["天", "个工作日", "小时", "分钟", "个月", "年"]),
    ("ratio", &["", "成", "倍", "个百分点", "番"]),
    ("rate", &["吨/日", "毫克/升", "立方米/日"]),
];

pub(super) fn kind(unit: &str) -> &'static str {
    let bare = unit.trim_start_matches(['万', '亿']);
    KINDS.iter().find(|(_, units)| units.contains(&bare)).map_or("count", |(kind, _)| kind)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_are_written_with_their_qualifier_in_its_place() {
        for (word, unit, expected) in [
            ("余", "次", "60余次"),
            ("余", "万人", "60万余人"),
            ("近", "万元", "近60万元"),
            ("多", "万元", "60多万元"),
            ("以上", "%", "60%以上"),
        ] {
            assert_eq!(figure("60", unit, Qualifier::named(word)), expected);
        }
        assert_eq!(figure("7", "次", None), "7次");
    }

    #[test]
    fn chinese_numbers() {
        for (number, expected) in [
            (0, "零"),
            (7, "七"),
            (10, "十"),
            (12, "十二"),
            (40, "四十"),
            (108, "一百零八"),
            (210, "二百一十"),
        ] {
            assert_eq!(chinese(number), expected);
        }
    }
}
