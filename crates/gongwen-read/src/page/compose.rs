//! Characters of a line to text: which gaps between them are spaces.

use super::Glyph;

/// Between letters and digits, a gap of this share of a character is a space.
const WORD_GAP: f32 = 0.2;
/// Between Chinese characters, only a gap of about a whole character is one: it was set to part things. Less is
/// justification, or the narrow space that is set between Chinese and digits.
const LAYOUT_GAP: f32 = 0.9;

/// The text of a line.
#[derive(Debug, PartialEq)]
pub(super) struct Composed {
    pub(super) text: String,
    /// Bytes at its start that are bold.
    pub(super) bold: usize,
    pub(super) space_after: bool,
}

/// Puts the text of a line together from its characters, left to right. White space at its ends is none of it; raised
/// digits are exponents or point to notes, and must not run into the numbers beside them.
pub(super) fn compose(glyphs: &[Glyph], baseline: f32, size: f32) -> Composed {
    let dense = is_spaced_out(glyphs);
    let layout_gap = LAYOUT_GAP + usual_gap(glyphs);
    let mut text = String::new();
    let mut spaces = String::new();
    let mut bold = 0;
    let mut all_bold = true;
    let mut before: Option<&Glyph> = None;
    for glyph in glyphs {
        if glyph.c.is_whitespace() {
            spaces.push(if glyph.c == '\u{3000}' { '\u{3000}' } else { ' ' });
            continue;
        }
        if let Some(before) = before {
            let gap = (glyph.x - before.x - before.width) / before.size.max(glyph.size).max(0.1);
            if spaces.is_empty() {
                spaces.push_str(match (is_narrow(before.c) && is_narrow(glyph.c), gap) {
                    (true, WORD_GAP..) => " ",
                    (false, gap) if gap >= layout_gap => "\u{3000}",
                    _ => "",
                });
            } else if dense && spaces == " " {
                spaces.clear();
            }
            text.push_str(&spaces);
        }
        spaces.clear();
        text.push(if is_raised(glyph, baseline, size) { superscript(glyph.c) } else { glyph.c });
        all_bold &= glyph.bold;
        if all_bold {
            bold = text.len();
        }
        before = Some(glyph);
    }
    Composed { text, bold, space_after: !spaces.is_empty() }
}

fn is_raised(glyph: &Glyph, baseline: f32, size: f32) -> bool {
    glyph.size < size * 0.78 && baseline - glyph.y > size * 0.15
}

fn superscript(c: char) -> char {
    const DIGITS: [char; 10] = ['⁰', '¹', '²', '³', '⁴', '⁵', '⁶', '⁷', '⁸', '⁹'];
    c.to_digit(10).and_then(|digit| DIGITS.get(digit as usize)).copied().unwrap_or(c)
}

/// Recognition of scans puts spaces between all characters of a line; they are none of the text.
fn is_spaced_out(glyphs: &[Glyph]) -> bool {
    let (mut pairs, mut spaced) = (0, 0);
    let mut shown = false;
    let mut space = false;
    for glyph in glyphs {
        if glyph.c.is_whitespace() {
            space = true;
            continue;
        }
        if shown {
            pairs += 1;
            spaced += usize::from(space);
        }
        (shown, space) = (true, false);
    }
    spaced >= 4 && spaced * 5 > pairs * 3
}

/// The gap between most Chinese characters of a line, in characters: a line may be set wide.
fn usual_gap(glyphs: &[Glyph]) -> f32 {
    let mut gaps: Vec<f32> = glyphs
        .windows(2)
        .filter(|pair| pair.iter().all(|glyph| !is_narrow(glyph.c) && !glyph.c.is_whitespace()))
        .map(|pair| (pair[1].x - pair[0].x - pair[0].width) / pair[0].size.max(0.1))
        .collect();
    if gaps.len() < 3 {
        return 0.0;
    }
    let middle = gaps.len() / 2;
    let (_, median, _) = gaps.select_nth_unstable_by(middle, f32::total_cmp);
    median.max(0.0)
}

/// Letters, digits and marks of scripts that part words by spaces.
fn is_narrow(c: char) -> bool {
    c.is_ascii() || ('\u{a1}'..'\u{2000}').contains(&c)
}

#[cfg(test)]
mod tests {
    use super::super::testing::{at, set};
    use super::*;

    fn text(glyphs: &[Glyph]) -> String {
        compose(glyphs, 0.0, 10.0).text
    }

    #[test]
    fn justified_characters_have_no_spaces_between_them() {
        let glyphs: Vec<_> =
            "落实整改".chars().zip(0u8..).map(|(c, i)| at(c, f32::from(i) * 13.0, 0.0, 10.0)).collect();
        assert_eq!(text(&glyphs), "落实整改");
    }

    #[test]
    fn a_gap_of_a_character_is_kept() {
        let mut glyphs = set("签发人：张", 0.0, 0.0, 10.0);
        glyphs.extend(set("三", 60.0, 0.0, 10.0));
        assert_eq!(text(&glyphs), "签发人：张\u{3000}三");
    }

    #[test]
    fn a_title_set_wide_is_one_word() {
        let glyphs: Vec<_> =
            "整改通报".chars().zip(0u8..).map(|(c, i)| at(c, f32::from(i) * 22.0, 0.0, 10.0)).collect();
        assert_eq!(text(&glyphs), "整改通报");
    }

    #[test]
    fn words_are_parted_where_the_file_has_no_space() {
        let mut glyphs = set("GDP", 0.0, 0.0, 10.0);
        glyphs.extend(set("per", 17.5, 0.0, 10.0));
        glyphs.extend(set("人", 35.0, 0.0, 10.0));
        assert_eq!(text(&glyphs), "GDP per人");
    }

    #[test]
    fn a_space_that_was_set_is_kept_and_those_of_recognition_are_not() {
        assert_eq!(text(&set("158 项整改任务完成", 0.0, 0.0, 10.0)), "158 项整改任务完成");
        assert_eq!(text(&set("整 改 情 况 通 报", 0.0, 0.0, 10.0)), "整改情况通报");
        assert!(compose(&set("党组 ", 0.0, 0.0, 10.0), 0.0, 10.0).space_after);
    }

    #[test]
    fn bold_is_what_leads_the_line() {
        let mut glyphs = set("整改情况：一是", 0.0, 0.0, 10.0);
        for glyph in &mut glyphs[..5] {
            glyph.bold = true;
        }
        assert_eq!(compose(&glyphs, 0.0, 10.0).bold, "整改情况：".len());
    }
}
