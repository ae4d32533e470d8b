//! Numbers and dates as Excel shows them: by the code of their format (ECMA-376 Part 1, 18.8.31).

use calamine::ExcelDateTime;

/// Digits that Excel keeps of a number.
const DIGITS: usize = 15;

/// A number by its format; plainly where the format is one that is not known here.
pub(super) fn number(value: f64, format: Option<&str>) -> String {
    let sections = sections(format.unwrap_or_default());
    let negative = value < 0.0 && sections.len() > 1 && !sections[1].is_empty();
    let section = match (value == 0.0, sections.as_slice()) {
        (true, [_, _, zero, ..]) if !zero.is_empty() => zero,
        (_, [_, section, ..]) if negative => section,
        (_, [section, ..]) => section,
        _ => return general(value),
    };
    let value = if negative { -value } else { value };
    Pattern::new(section).and_then(|pattern| pattern.apply(value)).unwrap_or_else(|| general(value))
}

/// A number without a format.
pub(super) fn general(value: f64) -> String {
    if !value.is_finite() {
        return value.to_string();
    }
    // Beyond fifteen digits stands what binary fractions leave.
    let rounded: f64 = format!("{value:.*e}", DIGITS - 1).parse().unwrap_or(value);
    if rounded == 0.0 { "0".to_owned() } else { format!("{rounded}") }
}

/// The parts of a format, which `;` divides.
fn sections(format: &str) -> Vec<String> {
    let mut sections = vec![String::new()];
    let (mut quoted, mut escaped) = (false, false);
    for c in format.chars() {
        match c {
            _ if escaped => escaped = false,
            '\\' if !quoted => escaped = true,
            '"' => quoted = !quoted,
            ';' if !quoted => {
                sections.push(String::new());
                continue;
            }
            _ => {}
        }
        if let Some(last) = sections.last_mut() {
            last.push(c);
        }
    }
    sections
}

/// One part of a format: places of digits, and what stands before and behind them.
#[derive(Debug, Default, PartialEq)]
struct Pattern {
    before: String,
    behind: String,
    integers: usize,
    decimals: usize,
    /// Decimals that are shown even where they are zero.
    least: usize,
    thousands: bool,
    percent: bool,
    /// Commas behind the digits: a thousandth each.
    scale: usize,
}

impl Pattern {
    /// `None` for what is no plain number: general, scientific, fractions, text, dates.
    fn new(section: &str) -> Option<Self> {
        let mut pattern = Self::default();
        let (mut digits, mut ended, mut point) = (false, false, false);
        let mut commas = 0;
        let mut chars = section.chars();
        while let Some(c) = chars.next() {
            let mut literal = String::new();
            match c {
                '0' | '#' | '?' if !ended => {
                    if commas > 0 && !point {
                        pattern.thousands = true;
                    }
                    commas = 0;
                    digits = true;
                    if point {
                        pattern.decimals += 1;
                        if c == '0' {
                            pattern.least = pattern.decimals;
                        }
                    } else if c == '0' {
                        pattern.integers += 1;
                    }
                }
                '.' if digits && !point && !ended => point = true,
                ',' if digits && !ended => commas += 1,
                '%' => {
                    pattern.percent = true;
                    literal.push('%');
                }
                '"' => literal.extend(chars.by_ref().take_while(|c| *c != '"')),
                '\\' => literal.extend(chars.next()),
                // The width of a character, and one that fills the cell.
                '_' | '*' => {
                    chars.next();
                }
                '[' => {
                    let inner: String = chars.by_ref().take_while(|c| *c != ']').collect();
                    if let Some(currency) = inner.strip_prefix('$') {
                        literal.push_str(currency.split('-').next().unwrap_or_default());
                    }
                }
                '0' | '#' | '?' | '/' | '@' | 'E' | 'e' | 'G' => return None,
                c => literal.push(c),
            }
            if literal.is_empty() {
                continue;
            }
            if digits {
                ended = true;
                pattern.behind.push_str(&literal);
            } else {
                pattern.before.push_str(&literal);
            }
        }
        pattern.scale = commas;
        digits.then_some(pattern)
    }

    fn apply(&self, value: f64) -> Option<String> {
        let mut places = -i32::try_from(self.scale * 3).ok()?;
        if self.percent {
            places += 2;
        }
        let (whole, fraction) = rounded(value.abs(), places, self.decimals)?;
        let zero = whole.bytes().chain(fraction.bytes()).all(|byte| byte == b'0');
        let mut text = self.before.clone();
        if value < 0.0 && !zero {
            text.insert(0, '-');
        }
        let whole = whole.trim_start_matches('0');
        let whole = format!("{}{whole}", "0".repeat(self.integers.saturating_sub(whole.len())));
        for (index, digit) in whole.chars().enumerate() {
            if self.thousands && index > 0 && (whole.len() - index) % 3 == 0 {
                text.push(',');
            }
            text.push(digit);
        }
        let kept = fraction.trim_end_matches('0').len().max(self.least);
        if kept > 0 {
            text.push('.');
            text.push_str(&fraction[..kept]);
        }
        Some(text + &self.behind)
    }
}

/// A number times a power of ten, rounded half up in its decimal digits, as whole and fraction.
fn rounded(value: f64, places: i32, decimals: usize) -> Option<(String, String)> {
    /// No cell shows more digits than these.
    const LONGEST: i32 = 64;
    let text = format!("{value:.*e}", DIGITS - 1);
    let (mantissa, exponent) = text.split_once('e')?;
    let exponent = exponent.parse::<i32>().ok()?.checked_add(places)?;
    if exponent.abs() > LONGEST || decimals > usize::try_from(LONGEST).ok()? {
        return None;
    }
    let mut digits: Vec<u8> = mantissa.bytes().filter(u8::is_ascii_digit).map(|digit| digit - b'0').collect();
    // Where the point stands in the digits.
    let mut point = exponent + 1;
    while point < 1 {
        digits.insert(0, 0);
        point += 1;
    }
    let mut point = usize::try_from(point).ok()?;
    let end = point + decimals;
    if digits.len() > end {
        let up = digits[end] >= 5;
        digits.truncate(end);
        if up {
            let nines = digits.iter().rev().take_while(|digit| **digit == 9).count();
            let at = digits.len() - nines;
            digits[at..].fill(0);
            match at.checked_sub(1) {
                Some(before) => digits[before] += 1,
                None => {
                    digits.insert(0, 1);
                    point += 1;
                }
            }
        }
    }
    digits.resize(point + decimals, 0);
    let text: String = digits.iter().map(|digit| char::from(b'0' + digit)).collect();
    Some((text[..point].to_owned(), text[point..].to_owned()))
}

/// A date or time: in the words of a Chinese format, by ISO 8601 otherwise.
pub(super) fn date(value: &ExcelDateTime, format: Option<&str>, id: Option<u32>) -> String {
    let (year, month, day, hour, minute, second, _) = value.to_ymd_hms_milli();
    if value.is_duration() {
        let seconds = (value.as_f64() * 86_400.0).round();
        let sign = if seconds < 0.0 { "-" } else { "" };
        let seconds = seconds.abs();
        let (hours, rest) = ((seconds / 3600.0).floor(), seconds % 3600.0);
        return format!("{sign}{hours}:{:02}:{:02}", (rest / 60.0).floor(), rest % 60.0);
    }
    let time = match (hour, minute, second) {
        (0, 0, 0) => String::new(),
        (_, _, 0) => format!("{hour:02}:{minute:02}"),
        _ => format!("{hour:02}:{minute:02}:{second:02}"),
    };
    if value.as_f64() < 1.0 {
        return if time.is_empty() { "00:00".to_owned() } else { time };
    }
    let (years, months, days, chinese) = parts(format.unwrap_or_default(), id);
    let date = match (chinese, years, months, days) {
        (true, true, true, true) => format!("{year}年{month}月{day}日"),
        (true, true, true, false) => format!("{year}年{month}月"),
        (true, false, true, true) => format!("{month}月{day}日"),
        (true, true, false, false) => format!("{year}年"),
        (false, true, true, false) => format!("{year:04}-{month:02}"),
        _ => format!("{year:04}-{month:02}-{day:02}"),
    };
    if time.is_empty() { date } else { format!("{date} {time}") }
}

/// Whether a format shows years, months, days, and whether in Chinese.
fn parts(format: &str, id: Option<u32>) -> (bool, bool, bool, bool) {
    // Formats that a Chinese Excel names by number alone (ECMA-376 Part 1, 18.8.30, zh-cn).
    match id {
        Some(27 | 36 | 50 | 52 | 57) => return (true, true, false, true),
        Some(28 | 29 | 51 | 53 | 54 | 58) => return (false, true, true, true),
        Some(31) => return (true, true, true, true),
        _ => {}
    }
    let lower = format.to_lowercase();
    let chinese = lower.contains('年') || lower.contains('月');
    let months = lower.contains('月') || (lower.contains('m') && !lower.contains('h'));
    (lower.contains('y'), months || lower.contains('d'), lower.contains('d'), chinese)
}

#[cfg(test)]
mod tests {
    use calamine::ExcelDateTimeType;

    use super::*;

    #[test]
    fn numbers_are_those_that_excel_shows() {
        let cases: &[(f64, Option<&str>, &str)] = &[
            (12.0, None, "12"),
            (0.1 + 0.2, None, "0.3"),
            (1234.5, Some("General"), "1234.5"),
            (-3.0, None, "-3"),
            (0.935, Some("0.0%"), "93.5%"),
            (0.991, Some("0%"), "99%"),
            (1.005, Some("0.00"), "1.01"),
            (2.5, Some("0"), "3"),
            (-2.5, Some("0"), "-3"),
            (999.96, Some("0.0"), "1000.0"),
            (1_234_567.0, Some("#,##0"), "1,234,567"),
            (1234.5, Some("#,##0.00"), "1,234.50"),
            (0.5, Some("#.##"), ".5"),
            (7.0, Some("000"), "007"),
            (214.7, Some("0.0\"万元\""), "214.7万元"),
            (56.0, Some("0个"), "56个"),
            (3.0, Some("\"第\"0\"批\""), "第3批"),
            (12.0, Some("[$¥-804]#,##0.00_);\\([$¥-804]#,##0.00\\)"), "¥12.00"),
            (-12.0, Some("#,##0;(#,##0)"), "(12)"),
            (-0.001, Some("0.0"), "0.0"),
            (12_345.0, Some("0.0,"), "12.3"),
            (0.5, Some("# ?/?"), "0.5"),
            (1.5e20, Some("0.00E+00"), "150000000000000000000"),
        ];
        for (value, format, expected) in cases {
            assert_eq!(number(*value, *format), *expected, "{value} by {format:?}");
        }
    }

    #[test]
    fn any_number_by_any_format_is_some_text() {
        for value in [f64::MAX, f64::MIN, f64::MIN_POSITIVE, f64::NAN, f64::INFINITY, 0.0, -0.0] {
            for format in
                ["0", "#", "", ";", ";;;", "0.000000000000000000", "%%", "\\", "\"", "[", "0,,,,,,,,,,,"]
            {
                let _ = number(value, Some(format));
            }
        }
    }

    #[test]
    fn dates_are_iso_or_chinese() {
        let date = |value, format, id| {
            date(&ExcelDateTime::new(value, ExcelDateTimeType::DateTime, false), format, id)
        };
        assert_eq!(date(45930.0, Some("yyyy/m/d"), None), "2025-09-30");
        assert_eq!(date(45930.0, Some("yyyy\"年\"m\"月\"d\"日\""), None), "2025年9月30日");
        assert_eq!(date(45930.0, None, Some(57)), "2025年9月");
        assert_eq!(date(45930.0, Some("m\"月\"d\"日\""), None), "9月30日");
        assert_eq!(date(45930.5, Some("yyyy-mm-dd hh:mm"), None), "2025-09-30 12:00");
        assert_eq!(date(0.5, Some("h:mm"), None), "12:00");
        let span = ExcelDateTime::new(1.5, ExcelDateTimeType::TimeDelta, false);
        assert_eq!(super::date(&span, Some("[h]:mm:ss"), None), "36:00:00");
    }
}
