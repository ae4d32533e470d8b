//! Text objects: what their characters have in common, and what each piece of them says.

use std::collections::HashMap;

use super::content::boundary;
use super::geometry::{Placing, numbers};
use super::structure::identifier;
use crate::page::Turn;
use crate::xml::Tag;

/// A text object and what its characters have in common.
pub(super) struct Text {
    pub(super) placing: Placing,
    pub(super) size: f32,
    pub(super) horizontal: f32,
    pub(super) bold: bool,
    pub(super) light: bool,
    pub(super) visible: bool,
    /// Degrees by which characters follow one another: 0 to the right, 90 downwards.
    pub(super) direction: i32,
    /// Codes that one shape stands for: first, how many.
    pub(super) ligatures: Vec<(usize, usize)>,
    /// Where the last piece began: what a piece leaves out is as there.
    pub(super) x: f32,
    pub(super) y: f32,
    pub(super) codes: usize,
}

impl Text {
    pub(super) fn of(tag: &Tag<'_>, fonts: &HashMap<String, bool>) -> Self {
        const BOLD: f32 = 600.0;
        let number = |name| tag.attribute(name).and_then(|value| value.trim().parse::<f32>().ok());
        let weight = number("Weight").unwrap_or(400.0);
        Self {
            placing: Placing::new(boundary(tag), tag.attribute("CTM").as_deref()),
            size: number("Size").unwrap_or(0.0),
            horizontal: number("HScale").unwrap_or(1.0),
            bold: weight >= BOLD || fonts.get(&identifier(tag, "Font")).copied().unwrap_or(false),
            light: false,
            visible: tag.attribute("Visible").is_none_or(|visible| visible != "false"),
            direction: number("ReadDirection").unwrap_or(0.0) as i32,
            ligatures: Vec::new(),
            x: 0.0,
            y: 0.0,
            codes: 0,
        }
    }

    /// How far the next character is: as it is written, or as wide as characters are.
    pub(super) fn moved(&self, dx: Option<&f32>, dy: Option<&f32>, own: f32) -> (f32, f32) {
        match (dx, dy, self.direction) {
            (None, None, 90) => (0.0, self.size),
            (None, None, 270) => (0.0, -self.size),
            (None, None, 180) => (-own, 0.0),
            (None, None, _) => (own, 0.0),
            (dx, dy, _) => (dx.copied().unwrap_or(0.0), dy.copied().unwrap_or(0.0)),
        }
    }

    pub(super) fn turn(&self) -> Turn {
        let (x, y) = match self.direction {
            90 => self.placing.vector(0.0, 1.0),
            180 => self.placing.vector(-1.0, 0.0),
            270 => self.placing.vector(0.0, -1.0),
            _ => self.placing.vector(1.0, 0.0),
        };
        Turn::of(x.into(), y.into())
    }
}

/// A piece of text (`TextCode`).
pub(super) struct Code {
    pub(super) x: Option<f32>,
    pub(super) y: Option<f32>,
    pub(super) dx: String,
    pub(super) dy: String,
    pub(super) text: String,
}

impl Code {
    pub(super) fn of(tag: &Tag<'_>) -> Self {
        let number = |name| tag.attribute(name).and_then(|value| value.trim().parse::<f32>().ok());
        Self {
            x: number("X"),
            y: number("Y"),
            dx: tag.attribute("DeltaX").unwrap_or_default(),
            dy: tag.attribute("DeltaY").unwrap_or_default(),
            text: String::new(),
        }
    }
}

/// Which of how many characters of one shape a character is, and whether it is the last of them.
#[derive(Clone, Copy)]
pub(super) struct Share {
    pub(super) at: usize,
    pub(super) of: usize,
    pub(super) ends: bool,
}

/// Characters that share a shape, where there are not as many offsets as characters.
pub(super) fn shares(chars: &[char], text: &Text, offsets: usize) -> Vec<Share> {
    let mut shares = vec![Share { at: 0, of: 1, ends: true }; chars.len()];
    if offsets + 1 >= chars.len() {
        return shares;
    }
    for &(first, count) in &text.ligatures {
        let Some(first) = first.checked_sub(text.codes) else { continue };
        if let Some(ligature) = first.checked_add(count).and_then(|end| shares.get_mut(first..end)) {
            for (at, share) in ligature.iter_mut().enumerate() {
                *share = Share { at, of: count, ends: at + 1 == count };
            }
        }
    }
    shares
}

/// Codes that are drawn as fewer shapes (`CGTransform`).
pub(super) fn ligature(tag: &Tag<'_>) -> Option<(usize, usize)> {
    let number = |name| tag.attribute(name).and_then(|value| value.trim().parse::<usize>().ok());
    let (first, codes) = (number("CodePosition")?, number("CodeCount").unwrap_or(1));
    let shapes = number("GlyphCount").unwrap_or(1);
    (codes > 1 && shapes == 1).then_some((first, codes))
}

/// The width of a character in its size, where nothing states it.
pub(super) fn estimated(c: char) -> f32 {
    if c.is_ascii() { 0.5 } else { 1.0 }
}

pub(super) fn is_light(tag: &Tag<'_>) -> bool {
    const LIGHT: f32 = 0.6;
    let alpha =
        tag.attribute("Alpha").and_then(|alpha| alpha.trim().parse::<f32>().ok()).unwrap_or(255.0) / 255.0;
    let value = tag.attribute("Value").unwrap_or_default();
    let parts: Vec<f32> = numbers(&value).map(|part| part / 255.0).collect();
    let grey = match parts.as_slice() {
        [grey] => *grey,
        [r, g, b] => 0.3 * r + 0.6 * g + 0.1 * b,
        [.., black] => 1.0 - black,
        [] => 0.0,
    };
    1.0 - alpha * (1.0 - grey) > LIGHT
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::limits::Budget;
    use crate::xml::{Token, Xml};

    #[test]
    fn light_colours_are_told() {
        let xml = |text: &'static str| {
            let mut xml = Xml::new(text.as_bytes());
            match xml.next(&Budget::new(&crate::Limits::default())) {
                Ok(Token::Open(tag)) => is_light(&tag),
                _ => unreachable!("a tag"),
            }
        };
        assert!(!xml("<FillColor Value='0 0 0'/>"));
        assert!(!xml("<FillColor Value='255 0 0'/>"));
        assert!(xml("<FillColor Value='220 220 220'/>"));
        assert!(xml("<FillColor Value='0 0 0' Alpha='40'/>"));
    }
}
