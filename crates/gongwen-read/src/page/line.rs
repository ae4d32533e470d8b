//! Characters to lines.

use super::compose::{Composed, compose};
use super::{Frame, Glyph};

/// How far from a base line, in characters, a character may stand and be of its line: notes and exponents are raised
/// by a third, lines of text are at least one character apart.
const RAISED: f32 = 0.4;
/// Of a line, above and below its base line, in characters.
pub(super) const ASCENT: f32 = 0.86;
pub(super) const DESCENT: f32 = 0.14;

/// The characters on one base line, from left to right, over all columns of a page.
#[derive(Debug, Clone)]
pub(super) struct Row {
    pub(super) glyphs: Vec<Glyph>,
    pub(super) baseline: f32,
    pub(super) size: f32,
}

/// One line of text.
#[derive(Debug, Clone)]
pub(super) struct Line {
    pub(super) text: String,
    /// Bytes at its start that are bold.
    pub(super) bold: usize,
    /// The left end of the first character that shows, and the right end of the last.
    pub(super) x0: f32,
    pub(super) x1: f32,
    pub(super) baseline: f32,
    /// The size of most of its characters.
    pub(super) size: f32,
    /// What its first word needs, with the marks that may not be parted from it.
    pub(super) first_word: f32,
    /// A space was set at its end.
    pub(super) space_after: bool,
}

impl Line {
    pub(super) fn frame(&self) -> Frame {
        Frame {
            x0: self.x0,
            y0: self.baseline - self.size * ASCENT,
            x1: self.x1,
            y1: self.baseline + self.size * DESCENT,
        }
    }

    pub(super) fn is_bold(&self) -> bool {
        self.bold == self.text.len()
    }
}

/// Groups characters by their base lines, from the top of the page down.
pub(super) fn rows(mut glyphs: Vec<Glyph>) -> Vec<Row> {
    glyphs.sort_by(|a, b| a.y.total_cmp(&b.y).then(a.x.total_cmp(&b.x)));
    let mut rows: Vec<Row> = Vec::new();
    for glyph in glyphs {
        if let Some(row) = rows.last_mut() {
            let reach = RAISED * row.size.max(glyph.size);
            if (glyph.y - row.baseline).abs() <= reach {
                if glyph.size > row.size {
                    (row.baseline, row.size) = (glyph.y, glyph.size);
                }
                row.glyphs.push(glyph);
                continue;
            }
        }
        rows.push(Row { glyphs: vec![glyph], baseline: glyph.y, size: glyph.size });
    }
    for row in &mut rows {
        row.glyphs.sort_by(|a, b| a.x.total_cmp(&b.x));
        drop_doubles(&mut row.glyphs);
    }
    rows
}

/// A character drawn twice at almost the same place is one in bold.
fn drop_doubles(glyphs: &mut Vec<Glyph>) {
    const APART: f32 = 0.15;
    glyphs.dedup_by(|next, kept| {
        let double = next.c == kept.c
            && !next.c.is_whitespace()
            && (next.x - kept.x).abs() < APART * kept.size
            && (next.y - kept.y).abs() < APART * kept.size;
        if double {
            kept.bold = true;
        }
        double
    });
}

/// The text of characters that stand on one base line; `None` where none shows.
pub(super) fn line(glyphs: &[Glyph], baseline: f32) -> Option<Line> {
    let shown = |glyph: &&Glyph| !glyph.c.is_whitespace();
    let first = glyphs.iter().find(shown)?;
    let last = glyphs.iter().filter(shown).max_by(|a, b| (a.x + a.width).total_cmp(&(b.x + b.width)))?;
    let size = usual_size(glyphs);
    let Composed { text, bold, space_after } = compose(glyphs, baseline, size);
    Some(Line {
        text,
        bold,
        x0: first.x,
        x1: last.x + last.width,
        baseline,
        size,
        first_word: first_word(glyphs),
        space_after,
    })
}

/// All lines of some characters.
pub(super) fn lines(glyphs: Vec<Glyph>) -> Vec<Line> {
    rows(glyphs).iter().filter_map(|row| line(&row.glyphs, row.baseline)).collect()
}

/// The size of most characters.
fn usual_size(glyphs: &[Glyph]) -> f32 {
    let mut counts: Vec<(f32, u32)> = Vec::new();
    for glyph in glyphs.iter().filter(|glyph| !glyph.c.is_whitespace()) {
        match counts.iter_mut().find(|(size, _)| (size - glyph.size).abs() < 0.25) {
            Some((_, count)) => *count += 1,
            None => counts.push((glyph.size, 1)),
        }
    }
    counts.iter().max_by_key(|(_, count)| *count).map_or(1.0, |(size, _)| *size)
}

/// The width of what may not be parted at the start of a line: opening brackets, a number or word or one Chinese
/// character, and the marks behind it.
fn first_word(glyphs: &[Glyph]) -> f32 {
    let mut shown = glyphs.iter().filter(|glyph| !glyph.c.is_whitespace());
    let Some(first) = shown.next() else { return 0.0 };
    let mut end = first.x + first.width;
    let mut before = first.c;
    for glyph in shown {
        let gap = glyph.x - end;
        let kept = is_opening(before)
            || is_closing(glyph.c)
            || (is_word(before) && is_word(glyph.c) && gap < glyph.size * 0.2);
        if !kept {
            break;
        }
        end = glyph.x + glyph.width;
        before = glyph.c;
    }
    end - first.x
}

fn is_word(c: char) -> bool {
    c.is_ascii_alphanumeric() || matches!(c, '.' | ',' | '%' | '-' | '/' | '+' | '℃' | '‰')
}

fn is_opening(c: char) -> bool {
    matches!(c, '（' | '(' | '《' | '〈' | '“' | '‘' | '「' | '『' | '【' | '〔' | '［' | '[')
}

fn is_closing(c: char) -> bool {
    matches!(
        c,
        '）' | ')'
            | '》'
            | '〉'
            | '”'
            | '’'
            | '」'
            | '』'
            | '】'
            | '〕'
            | '］'
            | ']'
            | '。'
            | '，'
            | '、'
            | '；'
            | '：'
            | '？'
            | '！'
            | '%'
            | '…'
    )
}

#[cfg(test)]
mod tests {
    use super::super::testing::{at, set};
    use super::*;

    fn texts(glyphs: Vec<Glyph>) -> Vec<String> {
        lines(glyphs).into_iter().map(|line| line.text).collect()
    }

    #[test]
    fn characters_in_any_order_are_read_line_by_line() {
        let mut glyphs = set("第二行", 72.0, 128.0, 16.0);
        glyphs.extend(set("第一行", 72.0, 100.0, 16.0));
        glyphs.reverse();
        assert_eq!(texts(glyphs), ["第一行", "第二行"]);
    }

    #[test]
    fn a_raised_digit_stays_in_its_line() {
        let mut glyphs = set("面积", 72.0, 100.0, 16.0);
        glyphs.push(at('2', 104.0, 94.5, 8.0));
        glyphs.extend(set("平方米", 110.0, 100.0, 16.0));
        glyphs.extend(set("下一行", 72.0, 124.0, 16.0));
        assert_eq!(texts(glyphs), ["面积²平方米", "下一行"]);
    }

    #[test]
    fn a_character_drawn_twice_is_read_once_and_bold() {
        let mut glyphs = set("一、概况", 72.0, 100.0, 16.0);
        glyphs.extend(set("一、概况", 72.4, 100.0, 16.0));
        let lines = lines(glyphs);
        assert_eq!(lines[0].text, "一、概况");
        assert!(lines[0].is_bold());
    }

    #[test]
    fn a_word_keeps_its_brackets_and_marks() {
        assert_eq!(line(&set("《办", 0.0, 0.0, 10.0), 0.0).map(|line| line.first_word), Some(20.0));
        assert_eq!(line(&set("了，整", 0.0, 0.0, 10.0), 0.0).map(|line| line.first_word), Some(20.0));
        assert_eq!(line(&set("2025年", 0.0, 0.0, 10.0), 0.0).map(|line| line.first_word), Some(20.0));
    }
}
