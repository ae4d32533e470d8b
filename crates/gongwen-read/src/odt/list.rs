//! Lists, and the numbers that they show (OpenDocument 1.3 Part 3, 5.3 and 16.30).

use std::collections::HashMap;

use super::style::Styles;
use crate::error::Fault;
use crate::label::After;
use crate::limits::Budget;
use crate::numeral::Numeral;
use crate::xml::{Tag, Xml};

/// Levels of a list.
const LEVELS: usize = 10;
/// Characters of what stands around a number: it may stand before every paragraph of a document.
const AROUND: usize = 64;

/// A level of a style of lists.
#[derive(Debug, Clone)]
struct Level {
    bullet: bool,
    numeral: Numeral,
    start: u32,
    prefix: String,
    suffix: String,
    /// Levels whose numbers are shown, this one the last.
    shown: usize,
    /// Number and what stands around it, with %1% for the number of a level, as LibreOffice writes it.
    format: Option<String>,
    after: After,
}

/// A style of lists.
#[derive(Debug, Clone, Default)]
pub(super) struct ListStyle {
    levels: [Option<Level>; LEVELS],
}

/// What stands before a paragraph.
#[derive(Debug, Clone)]
pub(super) enum Mark {
    Label { text: String, after: After },
    Bullet,
}

/// How far a list has counted, by level.
type Counters = [Option<u32>; LEVELS];

/// All lists of a part.
#[derive(Debug, Default)]
pub(super) struct Lists {
    counters: Vec<Counters>,
    by_id: HashMap<String, usize>,
    by_style: HashMap<String, usize>,
    open: Vec<OpenList>,
    /// Of headings that are in no list.
    outline: Counters,
}

/// A list that is open, within those before it.
#[derive(Debug)]
struct OpenList {
    /// Which counters; lists within one another have one set.
    counters: usize,
    style: Option<String>,
    /// Its open item has no number yet.
    pending: bool,
    /// The value that its open item begins with.
    start: Option<u32>,
    style_of_item: Option<String>,
    /// Lists in its open item.
    inner: u32,
    /// Levels that it stands below its place.
    deeper: usize,
}

impl Lists {
    /// Opens a list, in an item of another or by itself.
    pub(super) fn open(&mut self, tag: &Tag<'_>) {
        let style = tag.attribute("style-name");
        let goes_on = tag.attribute("continue-numbering").is_some_and(|value| value == "true");
        let level = self.open.len();
        let counters = match self.open.last_mut() {
            Some(outer) => {
                outer.inner += 1;
                let (again, counters) = (outer.inner > 1 && !goes_on, outer.counters);
                if again {
                    self.counters[counters].iter_mut().skip(level).for_each(|counter| *counter = None);
                }
                counters
            }
            None => self.root(tag, style.as_deref(), goes_on),
        };
        self.open.push(OpenList {
            counters,
            style,
            pending: false,
            start: None,
            style_of_item: None,
            inner: 0,
            deeper: 0,
        });
    }

    /// The counters of a list that is in no other.
    fn root(&mut self, tag: &Tag<'_>, style: Option<&str>, goes_on: bool) -> usize {
        let of_id = tag.attribute("continue-list").or_else(|| tag.attribute("list-id"));
        let before = of_id
            .and_then(|id| self.by_id.get(&id))
            .or_else(|| self.by_style.get(style.unwrap_or_default()).filter(|_| goes_on));
        let at = before.copied().unwrap_or_else(|| {
            self.counters.push(Counters::default());
            self.counters.len() - 1
        });
        for name in ["id", "list-id"] {
            if let Some(id) = tag.attribute(name) {
                self.by_id.insert(id, at);
            }
        }
        self.by_style.insert(style.unwrap_or_default().to_owned(), at);
        at
    }

    pub(super) fn close(&mut self) {
        self.open.pop();
    }

    /// Opens an item; a header of a list has no number.
    pub(super) fn item(&mut self, tag: &Tag<'_>) {
        if let Some(list) = self.open.last_mut() {
            list.pending = tag.name() == "list-item";
            list.start = tag.attribute("start-value").and_then(|value| value.parse().ok());
            list.style_of_item = tag.attribute("style-override");
            list.inner = 0;
        }
    }

    /// The list that was opened last holds one paragraph, `level` deep, as if it stood in an item of as many lists.
    pub(super) fn at_level(&mut self, level: usize, tag: &Tag<'_>) {
        if let Some(list) = self.open.last_mut() {
            list.deeper = level.clamp(1, LEVELS) - 1;
            list.pending = true;
            list.start = tag.attribute("start-value").and_then(|value| value.parse().ok());
        }
    }

    /// What stands before a paragraph: in a list its first of an item counts, elsewhere a heading by its level.
    /// `own` is the list of the paragraph's style.
    pub(super) fn mark(&mut self, outline: Option<u8>, own: Option<&str>, styles: &Styles) -> Option<Mark> {
        let Some(level) = self.open.len().checked_sub(1) else {
            // A style with a list of its own, or with none, is not in the outline.
            let level = usize::from(outline?).checked_sub(1).filter(|_| own.is_none())?;
            let style = styles.list("")?;
            return count(&mut self.outline, style, level, None);
        };
        if !std::mem::take(&mut self.open.last_mut()?.pending) {
            return None;
        }
        let list = self.open.last()?;
        let own = own.filter(|own| !own.is_empty());
        let outer = || self.open.iter().rev().find_map(|list| list.style.as_deref());
        let name = list.style_of_item.as_deref().or_else(outer).or(own)?;
        let style = styles.list(name)?;
        count(&mut self.counters[list.counters], style, level + list.deeper, list.start)
    }
}

/// Counts an item.
fn count(counters: &mut Counters, style: &ListStyle, at: usize, start: Option<u32>) -> Option<Mark> {
    let level = style.levels.get(at)?.as_ref()?;
    // Levels above that no paragraph has stood at count as if one had.
    for (above, counter) in counters.iter_mut().enumerate().take(at) {
        *counter = counter.or_else(|| style.levels[above].as_ref().map(|level| level.start));
    }
    let next = counters[at].map_or(level.start, |last| last.saturating_add(1));
    counters[at] = Some(start.unwrap_or(next));
    counters.iter_mut().skip(at + 1).for_each(|counter| *counter = None);
    if level.bullet {
        return Some(Mark::Bullet);
    }
    let number = |of: usize, text: &mut String| {
        let Some(level) = style.levels.get(of).and_then(Option::as_ref) else { return };
        level.numeral.write(counters[of].unwrap_or(level.start), text);
    };
    if level.numeral == Numeral::None {
        return None;
    }
    let mut text = String::new();
    match &level.format {
        Some(format) => fill(format, at, &number, &mut text),
        None => {
            text.push_str(&level.prefix);
            let from = (at + 1).saturating_sub(level.shown.max(1));
            for of in from..=at {
                if of > from {
                    text.push('.');
                }
                number(of, &mut text);
            }
            text.push_str(&level.suffix);
        }
    }
    (!text.trim().is_empty()).then_some(Mark::Label { text, after: level.after })
}

/// Writes a format with the numbers of levels up to `at` in the place of %1%.
fn fill(format: &str, at: usize, number: &impl Fn(usize, &mut String), text: &mut String) {
    let mut rest = format;
    while let Some(percent) = rest.find('%') {
        text.push_str(&rest[..percent]);
        rest = &rest[percent + 1..];
        let level =
            rest.split_once('%').and_then(|(digits, after)| Some((digits.parse::<usize>().ok()?, after)));
        match level {
            Some((level, after)) => {
                if (1..=at + 1).contains(&level) {
                    number(level - 1, text);
                }
                rest = after;
            }
            None => text.push('%'),
        }
    }
    text.push_str(rest);
}

/// Reads the levels in the element that was opened last.
pub(super) fn read_list_style(xml: &mut Xml<'_>, budget: &Budget) -> Result<ListStyle, Fault> {
    let mut style = ListStyle::default();
    let mut at = None;
    let depth = xml.depth();
    while let Some(tag) = xml.next_in(depth, budget)? {
        match tag.name() {
            "list-level-style-number"
            | "list-level-style-bullet"
            | "list-level-style-image"
            | "outline-level-style" => {
                let level = tag.attribute("level").and_then(|level| level.parse::<usize>().ok());
                at = level.and_then(|level| level.checked_sub(1)).filter(|&level| level < LEVELS);
                if let Some(at) = at {
                    style.levels[at] = Some(level_of(&tag));
                }
            }
            "list-level-label-alignment" => {
                if let Some(level) = at.and_then(|at| style.levels[at].as_mut()) {
                    level.after = match tag.attribute("label-followed-by").as_deref() {
                        Some("space") => After::Space,
                        Some("nothing") => After::Nothing,
                        _ => After::Tab,
                    };
                }
            }
            _ => {}
        }
    }
    Ok(style)
}

fn level_of(tag: &Tag<'_>) -> Level {
    let around = |name| -> String {
        let text = tag.attribute(name).unwrap_or_default();
        text.chars().take(AROUND).map(|c| if c.is_control() { ' ' } else { c }).collect()
    };
    let in_step = tag.attribute("num-letter-sync").is_some_and(|value| value == "true");
    let format = tag.attribute("num-format").unwrap_or_default();
    Level {
        bullet: matches!(tag.name(), "list-level-style-bullet" | "list-level-style-image"),
        numeral: Numeral::of_series(&format, in_step),
        start: tag.attribute("start-value").and_then(|value| value.parse().ok()).unwrap_or(1),
        prefix: around("num-prefix"),
        suffix: around("num-suffix"),
        shown: tag.attribute("display-levels").and_then(|value| value.parse().ok()).unwrap_or(1),
        format: tag.attribute("num-list-format").map(|_| around("num-list-format")),
        after: After::Tab,
    }
}
