//! Characters set on a page, for tests.

use super::{Glyph, Page, Turn};

/// One character, as wide as it is high, or half so.
pub(super) fn at(c: char, x: f32, y: f32, size: f32) -> Glyph {
    let width = if c.is_ascii() { size / 2.0 } else { size };
    Glyph { c, x, y, width, size, bold: false, light: false, turn: Turn::Right }
}

/// A line of text from `x` on, one character after the other.
pub(super) fn set(text: &str, x: f32, y: f32, size: f32) -> Vec<Glyph> {
    let mut x = x;
    text.chars()
        .map(|c| {
            let glyph = at(c, x, y, size);
            x += glyph.width;
            glyph
        })
        .collect()
}

/// An A4 page with lines at the places that are named: text, x, base line.
pub(super) fn page(number: u32, size: f32, lines: &[(&str, f32, f32)]) -> Page {
    Page {
        number,
        width: 595.0,
        height: 842.0,
        glyphs: lines.iter().flat_map(|(text, x, y)| set(text, *x, *y, size)).collect(),
        ..Page::default()
    }
}
