//! The style sheet (MS-DOC, STSH): what paragraphs are before they say anything of themselves.

use super::bytes::{slice, u16_at};
use super::sprm::{Chp, Pap};

/// Properties of all styles, by their number.
#[derive(Debug, Default)]
pub(super) struct Styles(Vec<Style>);

#[derive(Debug, Clone, Default)]
pub(super) struct Style {
    pub(super) pap: Pap,
    pub(super) chp: Chp,
    /// Depth of a heading, from 1.
    pub(super) heading: Option<u8>,
}

/// A style as it is written.
#[derive(Debug, Default)]
struct Raw<'b> {
    built_in: u16,
    based_on: u16,
    paragraph: &'b [u8],
    characters: &'b [u8],
}

const NO_BASE: u16 = 0x0FFF;
/// More than the 4094 that twelve bits can number are none.
const MOST: usize = 4095;

impl Styles {
    pub(super) fn new(bytes: &[u8], data: &[u8]) -> Self {
        let raw = raw(bytes).unwrap_or_default();
        Self((0..raw.len()).map(|index| resolve(&raw, index, data)).collect())
    }

    pub(super) fn get(&self, index: u16) -> Option<&Style> {
        self.0.get(usize::from(index))
    }
}

fn raw(bytes: &[u8]) -> Option<Vec<Raw<'_>>> {
    let header = usize::from(u16_at(bytes, 0)?);
    let count = usize::from(u16_at(bytes, 2)?).min(MOST);
    let base_size = usize::from(u16_at(bytes, 4)?);
    let mut at = 2 + header;
    let mut found = Vec::new();
    for _ in 0..count {
        let Some(length) = u16_at(bytes, at).map(usize::from) else { break };
        let Some(style) = slice(bytes, at + 2, length) else { break };
        found.push(one(style, base_size).unwrap_or_else(|| Raw { based_on: NO_BASE, ..Raw::default() }));
        at += 2 + length;
    }
    Some(found)
}

/// One style; nothing for an unused number.
fn one(style: &[u8], base_size: usize) -> Option<Raw<'_>> {
    let kind = u16_at(style, 2)?;
    let name = usize::from(u16_at(style, base_size)?);
    let mut at = base_size + 2 + (name + 1) * 2;
    let mut next = || {
        let length = usize::from(u16_at(style, at)?);
        let found = slice(style, at + 2, length)?;
        at += 2 + length + length % 2;
        Some(found)
    };
    let mut raw = Raw { built_in: u16_at(style, 0)? & 0x0FFF, based_on: kind >> 4, ..Raw::default() };
    match kind & 0xF {
        // A paragraph style: its number and properties, then those of characters.
        1 => {
            raw.paragraph = next().and_then(|found| found.get(2..)).unwrap_or_default();
            raw.characters = next().unwrap_or_default();
        }
        2 => raw.characters = next().unwrap_or_default(),
        _ => {}
    }
    Some(raw)
}

fn resolve(raw: &[Raw<'_>], index: usize, data: &[u8]) -> Style {
    /// Word nests eleven at most.
    const DEEPEST: usize = 16;
    let mut chain = Vec::new();
    let mut at = index;
    while let Some(style) = raw.get(at)
        && chain.len() < DEEPEST
    {
        chain.push(style);
        at = usize::from(style.based_on);
    }
    let mut found = Style::default();
    for style in chain.iter().rev() {
        found.pap.apply(style.paragraph, data);
        let before = found.chp;
        found.chp.apply(style.characters, &before, |_| Chp::default());
        if (1..=9).contains(&style.built_in) {
            found.heading = u8::try_from(style.built_in).ok();
        }
    }
    found.pap.style = u16::try_from(index).unwrap_or(0);
    found
}
