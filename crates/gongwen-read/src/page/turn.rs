//! Directions of text. A page that is read sideways, a wide table on an upright sheet, is set upright first; what
//! little text runs another way than the rest is taken off it.

use super::{Frame, Glyph, Page, Rule};

/// Which way text runs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) enum Turn {
    /// From left to right.
    #[default]
    Right,
    /// Down the page: turned clockwise, or written in columns.
    Down,
    /// From right to left, upside down.
    Left,
    /// Up the page.
    Up,
    /// Across: a watermark.
    Slanted,
}

impl Turn {
    /// Of the direction in which a base line runs; y grows downwards.
    pub(crate) fn of(dx: f64, dy: f64) -> Self {
        // Scans that were set straight lean by a degree or two.
        const LEAN: f64 = 0.1;
        if dy.abs() <= dx.abs() * LEAN {
            if dx >= 0.0 { Self::Right } else { Self::Left }
        } else if dx.abs() <= dy.abs() * LEAN {
            if dy >= 0.0 { Self::Down } else { Self::Up }
        } else {
            Self::Slanted
        }
    }

    /// A point of a page of that size, as it stands once text of this direction is level.
    fn point(self, x: f32, y: f32, width: f32, height: f32) -> (f32, f32) {
        match self {
            Self::Right | Self::Slanted => (x, y),
            Self::Down => (y, width - x),
            Self::Left => (width - x, height - y),
            Self::Up => (height - y, x),
        }
    }

    /// A box of an upright page of that size, as it stood before it was turned.
    pub(super) fn back(self, frame: Frame, width: f32, height: f32) -> Frame {
        let inverse = match self {
            Self::Down => Self::Up,
            Self::Up => Self::Down,
            other => other,
        };
        let (x0, y0) = inverse.point(frame.x0, frame.y0, width, height);
        let (x1, y1) = inverse.point(frame.x1, frame.y1, width, height);
        Frame { x0: x0.min(x1), y0: y0.min(y1), x1: x0.max(x1), y1: y0.max(y1) }
    }
}

/// Text of a page that runs another way than the rest of it.
#[derive(Debug, Default)]
pub(super) struct Stray {
    pub(super) turn: Turn,
    /// Set level.
    pub(super) glyphs: Vec<Glyph>,
}

/// Sets a page upright and takes text of other directions off it.
pub(super) fn set_upright(page: &mut Page) -> Vec<Stray> {
    const ALL: [Turn; 5] = [Turn::Right, Turn::Down, Turn::Left, Turn::Up, Turn::Slanted];
    let count = |turn: Turn| page.glyphs.iter().filter(|glyph| glyph.turn == turn).count();
    if count(Turn::Right) == page.glyphs.len() {
        return Vec::new();
    }
    // The first of those that are as many: level text wins.
    let main = ALL[..4].iter().copied().rev().max_by_key(|&turn| count(turn)).unwrap_or_default();
    let (width, height) = (page.width, page.height);
    let mut strays: Vec<Stray> = Vec::new();
    let mut kept = Vec::new();
    for mut glyph in std::mem::take(&mut page.glyphs) {
        (glyph.x, glyph.y) = glyph.turn.point(glyph.x, glyph.y, width, height);
        if glyph.turn == main {
            kept.push(glyph);
            continue;
        }
        match strays.iter_mut().find(|stray| stray.turn == glyph.turn) {
            Some(stray) => stray.glyphs.push(glyph),
            None => strays.push(Stray { turn: glyph.turn, glyphs: vec![glyph] }),
        }
    }
    page.glyphs = kept;
    turn_page(page, main);
    strays
}

fn turn_page(page: &mut Page, turn: Turn) {
    let (width, height) = (page.width, page.height);
    for rule in &mut page.rules {
        let (x0, y0) = turn.point(rule.x0, rule.y0, width, height);
        let (x1, y1) = turn.point(rule.x1, rule.y1, width, height);
        *rule = Rule { x0: x0.min(x1), y0: y0.min(y1), x1: x0.max(x1), y1: y0.max(y1) };
    }
    if matches!(turn, Turn::Down | Turn::Up) {
        std::mem::swap(&mut page.width, &mut page.height);
    }
    page.turned = turn;
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_box_turned_and_turned_back_is_where_it_was() {
        for turn in [Turn::Right, Turn::Down, Turn::Left, Turn::Up] {
            let (width, height) = (600.0, 800.0);
            let (x0, y0) = turn.point(10.0, 20.0, width, height);
            let (x1, y1) = turn.point(40.0, 30.0, width, height);
            let swapped = matches!(turn, Turn::Down | Turn::Up);
            let (wide, high) = if swapped { (height, width) } else { (width, height) };
            let back = turn.back(Frame { x0, y0, x1, y1 }, wide, high);
            assert_eq!(back, Frame { x0: 10.0, y0: 20.0, x1: 40.0, y1: 30.0 }, "{turn:?}");
        }
    }

    #[test]
    fn text_that_leans_a_little_is_level() {
        assert_eq!(Turn::of(1.0, 0.006), Turn::Right);
        assert_eq!(Turn::of(0.01, -1.0), Turn::Up);
        assert_eq!(Turn::of(0.7, -0.7), Turn::Slanted);
        assert_eq!(Turn::of(0.0, 0.0), Turn::Right);
    }
}
