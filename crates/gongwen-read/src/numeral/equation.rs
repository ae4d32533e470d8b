//! Formula fields, which set characters into and over one another (ECMA-376 Part 1, 17.16.5.19): in Word of all ages and
//! in Rich Text they are how a number comes into a circle.

use super::circled;

/// Bytes of the longest instruction that is looked at.
const LONGEST: usize = 256;

/// What a formula shows (17.16.5.19): 带圈字符 is EQ \o\ac(○,1), a fraction EQ \f(1,2). Any other has a result.
pub(crate) fn equation(instruction: &str) -> Option<String> {
    if instruction.len() > LONGEST {
        return None;
    }
    let rest = instruction.trim();
    let rest =
        rest.get(..2).filter(|word| word.eq_ignore_ascii_case("EQ")).map(|_| rest[2..].trim_start())?;
    let (switches, arguments) = rest.split_once('(')?;
    let arguments = arguments.trim_end().strip_suffix(')')?;
    let (first, second) = arguments.split_once([',', '，', ';'])?;
    let (first, second) = (first.trim(), second.trim());
    // Size and height of a part: \s\up 5(1)
    let bare = |text: &str| match text.rsplit_once('(') {
        Some((_, inner)) => inner.trim_end_matches(')').to_owned(),
        None => text.to_owned(),
    };
    let (first, second) = (bare(first), bare(second));
    if switches.starts_with("\\f") {
        return Some(format!("{first}/{second}"));
    }
    if !switches.starts_with("\\o") {
        return None;
    }
    let ring = matches!(first.as_str(), "○" | "〇" | "◯" | "O");
    let number = second.parse().ok().filter(|_| ring).and_then(circled);
    Some(number.map_or(second, String::from))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formulas_are_text() {
        for (instruction, text) in [
            (r" EQ \o\ac(○,1) ", Some("①")),
            (r" eq \o\ac(○,21)", Some("㉑")),
            (r" eq \o\ac(□,密)", Some("密")),
            (r" EQ \f(1,3) ", Some("1/3")),
            (r" EQ \x(1)", None),
            (" PAGE ", None),
            ("公", None),
        ] {
            assert_eq!(equation(instruction).as_deref(), text, "{instruction}");
        }
    }
}
