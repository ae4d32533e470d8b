//! Lists (MS-DOC 2.4.6.3, 2.4.6.4): their levels, what overrides them, and the numbers that have been given out.
//!
//! A paragraph names an override and a level; the override names a list. The text of a level has, in place of each
//! number, a character whose code is the level of that number.

use std::collections::HashSet;

use super::bytes::{i32_at, slice, u8_at, u16_at, u32_at};
use crate::label::After;
use crate::numeral::{self, Numeral};

const LEVELS: usize = 9;

#[derive(Debug, Clone)]
struct Level<'t> {
    start: i32,
    format: u8,
    /// All numbers of its text are Arabic.
    legal: bool,
    /// Starts anew only behind a level above this one.
    restart: u8,
    follow: u8,
    text: Vec<u16>,
    /// Properties of its paragraphs.
    paragraph: &'t [u8],
}

#[derive(Debug)]
struct List<'t> {
    id: u32,
    /// Styles that stand for the levels.
    styles: [u16; LEVELS],
    levels: Vec<Level<'t>>,
    /// The last number of each level.
    counts: [Option<i32>; LEVELS],
}

#[derive(Debug, Default)]
struct Override<'t> {
    list: Option<usize>,
    starts: [Option<i32>; LEVELS],
    levels: [Option<Level<'t>>; LEVELS],
}

/// The lists of a document while it is read from its start to its end.
#[derive(Debug, Default)]
pub(super) struct Lists<'t> {
    lists: Vec<List<'t>>,
    overrides: Vec<Override<'t>>,
    /// Overrides that were used: their starts count once.
    started: HashSet<u16>,
}

/// What stands before a paragraph of a list.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Label {
    Number(String, After),
    Bullet,
}

impl<'t> Lists<'t> {
    /// Reads the lists, whose levels stand behind the part that the file information block names, and the overrides.
    pub(super) fn new(
        table: &'t [u8],
        lists: Option<(usize, usize)>,
        overrides: Option<(usize, usize)>,
    ) -> Self {
        let mut found = Self::default();
        if let Some((at, length)) = lists {
            found.read_lists(table, at, length);
        }
        if let Some((at, length)) = overrides {
            found.read_overrides(slice(table, at, length).unwrap_or_default());
        }
        found
    }

    fn read_lists(&mut self, table: &'t [u8], start: usize, length: usize) -> Option<()> {
        const LIST: usize = 28;
        let count = usize::from(u16_at(table, start)?);
        let mut level_at = start.checked_add(length)?;
        for index in 0..count {
            let list = slice(table, start + 2 + index * LIST, LIST)?;
            let mut styles = [0; LEVELS];
            for (level, style) in styles.iter_mut().enumerate() {
                *style = u16_at(list, 8 + level * 2)?;
            }
            let simple = u8_at(list, 26)? & 1 != 0;
            let mut levels = Vec::new();
            for _ in 0..if simple { 1 } else { LEVELS } {
                let Some((level, length)) = level(table.get(level_at..)?) else { break };
                levels.push(level);
                level_at += length;
            }
            self.lists.push(List { id: u32_at(list, 0)?, styles, levels, counts: [None; LEVELS] });
        }
        Some(())
    }

    fn read_overrides(&mut self, bytes: &'t [u8]) -> Option<()> {
        const OVERRIDE: usize = 16;
        let count = u32_at(bytes, 0)? as usize;
        let count = count.min(bytes.len() / OVERRIDE);
        let mut at = 4 + count * OVERRIDE;
        for index in 0..count {
            let fixed = slice(bytes, 4 + index * OVERRIDE, OVERRIDE)?;
            let id = u32_at(fixed, 0)?;
            let list = self.lists.iter().position(|list| list.id == id);
            let mut found = Override { list, ..Override::default() };
            let whole = read_levels(bytes, &mut at, usize::from(u8_at(fixed, 12)?), &mut found);
            self.overrides.push(found);
            if whole.is_none() {
                // Where the next one would start is not known; what they point to is.
                at = bytes.len();
            }
        }
        Some(())
    }

    /// The properties that a level gives its paragraphs.
    pub(super) fn paragraph(&self, list: u16, level: u8) -> &'t [u8] {
        self.level(list, usize::from(level)).map(|level| level.paragraph).unwrap_or_default()
    }

    /// The level of a list that a style stands for.
    pub(super) fn level_of_style(&self, list: u16, style: u16) -> Option<u8> {
        let found = self.get(list)?.list.and_then(|index| self.lists.get(index))?;
        found.styles.iter().position(|of| *of == style).and_then(|level| u8::try_from(level).ok())
    }

    fn get(&self, list: u16) -> Option<&Override<'t>> {
        self.overrides.get(usize::from(list).checked_sub(1)?)
    }

    fn level(&self, list: u16, level: usize) -> Option<&Level<'t>> {
        let over = self.get(list)?;
        over.levels.get(level)?.as_ref().or_else(|| self.lists.get(over.list?)?.levels.get(level))
    }

    /// Counts a paragraph and gives what stands before it.
    pub(super) fn count(&mut self, list: u16, level: u8) -> Option<Label> {
        let level = usize::from(level);
        let here = self.level(list, level)?;
        let over = self.get(list)?;
        let (index, override_start, start) = (over.list?, over.starts[level], here.start);
        if here.format == numeral::BULLET {
            return Some(Label::Bullet);
        }
        let restarts: Vec<bool> = (0..LEVELS)
            .map(|deeper| {
                deeper > level
                    && self.level(list, deeper).is_none_or(|deeper| level < usize::from(deeper.restart))
            })
            .collect();
        // Word takes the starts of an override at its first paragraph, those of deeper levels with it; one that is
        // used on a deeper level first has no start to give later.
        let anew = override_start.filter(|_| !self.started.contains(&list));
        self.started.insert(list);
        let counts = &mut self.lists.get_mut(index)?.counts;
        counts[level] = Some(match (anew, counts[level]) {
            (Some(start), _) => start,
            (None, Some(last)) => last.saturating_add(1),
            (None, None) => override_start.unwrap_or(start),
        });
        for (count, restart) in counts.iter_mut().zip(restarts) {
            if restart {
                *count = None;
            }
        }
        let (text, follow) = self.text(list, level)?;
        Some(Label::Number(text, follow))
    }

    fn text(&self, list: u16, level: usize) -> Option<(String, After)> {
        let here = self.level(list, level)?;
        let counts = &self.lists.get(self.get(list)?.list?)?.counts;
        let mut text = String::new();
        for unit in char::decode_utf16(here.text.iter().copied()) {
            let c = unit.unwrap_or('\u{fffd}');
            let Some(of) = usize::try_from(u32::from(c)).ok().filter(|of| *of < LEVELS) else {
                text.push(c);
                continue;
            };
            let Some(other) = self.level(list, of) else { continue };
            let value = u32::try_from(counts[of].unwrap_or(other.start)).unwrap_or(0);
            let format = if here.legal && other.format != numeral::PADDED { 0 } else { other.format };
            Numeral::of_code(format).write(value, &mut text);
        }
        let follow = match here.follow {
            0 => After::Tab,
            1 => After::Space,
            _ => After::Nothing,
        };
        Some((text.trim_end().to_owned(), follow))
    }
}

/// The levels that an override changes (MS-DOC, LFOData and LFOLVL).
fn read_levels<'t>(bytes: &'t [u8], at: &mut usize, count: usize, over: &mut Override<'t>) -> Option<()> {
    *at += 4;
    for _ in 0..count {
        let start = i32_at(bytes, *at)?;
        let flags = u32_at(bytes, *at + 4)?;
        *at += 8;
        let index = (flags & 0xF) as usize;
        let (starts, formats) = (flags & 0x10 != 0, flags & 0x20 != 0);
        let mut first = start;
        if formats {
            let (level, length) = level(bytes.get(*at..)?)?;
            *at += length;
            first = level.start;
            *over.levels.get_mut(index)? = Some(level);
        }
        if starts {
            *over.starts.get_mut(index)? = Some(first);
        }
    }
    Some(())
}

/// A level and how many bytes it takes (MS-DOC, LVL and LVLF).
fn level(bytes: &[u8]) -> Option<(Level<'_>, usize)> {
    const FIXED: usize = 28;
    let flags = u8_at(bytes, 5)?;
    let characters = usize::from(u8_at(bytes, 24)?);
    let paragraph = usize::from(u8_at(bytes, 25)?);
    let text_at = FIXED + paragraph + characters;
    let count = usize::from(u16_at(bytes, text_at)?);
    let text = slice(bytes, text_at + 2, count * 2)?;
    let level = Level {
        start: i32_at(bytes, 0)?,
        format: u8_at(bytes, 4)?,
        legal: flags & 4 != 0,
        restart: if flags & 8 != 0 { u8_at(bytes, 26)? } else { u8::MAX },
        follow: u8_at(bytes, 15)?,
        text: text.as_chunks::<2>().0.iter().map(|pair| u16::from_le_bytes(*pair)).collect(),
        paragraph: slice(bytes, FIXED, paragraph)?,
    };
    Some((level, text_at + 2 + count * 2))
}
