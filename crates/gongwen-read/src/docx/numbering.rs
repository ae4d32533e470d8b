//! Automatic numbers as Word shows them: lists, their levels, and where each stands (ECMA-376 Part 1, 17.9).

use std::collections::{HashMap, HashSet};

use super::format::{Indent, ParagraphFormat, is_on, number};
use super::style::{Resolved, Styles};
use crate::error::Fault;
use crate::label::After;
use crate::limits::Budget;
use crate::numeral::Numeral;
use crate::xml::{Tag, Token, Xml};

/// Levels of a list.
const LEVELS: usize = 9;
/// Characters of the text of a level; Word allows 31. It may stand before every paragraph of a document.
const LEVEL_TEXT: usize = 64;
/// Lists that stand for lists.
const LINKS: usize = 8;

/// A level of a list.
#[derive(Debug, Clone)]
struct Level {
    start: u32,
    numeral: Numeral,
    bullet: bool,
    /// Levels down to this one restart it; 0 for none. `None`: all above it.
    restart: Option<usize>,
    /// Numbers of the levels above are decimal in it.
    legal: bool,
    after: After,
    /// With %1 to %9 for the numbers of the levels.
    text: String,
    style: Option<String>,
    indent: Indent,
}

impl Default for Level {
    fn default() -> Self {
        Self {
            start: 1,
            numeral: Numeral::Decimal,
            bullet: false,
            restart: None,
            legal: false,
            after: After::Tab,
            text: String::new(),
            style: None,
            indent: Indent::default(),
        }
    }
}

/// The definition of lists.
#[derive(Debug, Default)]
struct Definition {
    levels: [Option<Level>; LEVELS],
    /// A style of lists that stands for it (17.9.21).
    link: Option<String>,
}

/// A list that paragraphs name.
#[derive(Debug, Default)]
struct List {
    definition: u32,
    starts: [Option<u32>; LEVELS],
    levels: [Option<Box<Level>>; LEVELS],
}

/// What stands before a paragraph.
#[derive(Debug, Clone)]
pub(super) enum Mark {
    Label { text: String, after: After },
    Bullet,
}

/// All lists of a document, and how far each has counted.
#[derive(Debug, Default)]
pub(super) struct Lists {
    definitions: HashMap<u32, Definition>,
    lists: HashMap<u32, List>,
    count: Count,
    /// That of the other kind of place: of text boxes while the text is read, and the other way round.
    elsewhere: Count,
}

/// How far lists have counted.
#[derive(Debug, Default)]
struct Count {
    /// By definition: lists of one definition count on.
    counters: HashMap<u32, [Counter; LEVELS]>,
    /// Lists and levels that have started anew.
    started: HashSet<(u32, usize)>,
}

/// How far a level has counted.
#[derive(Debug, Clone, Copy, Default)]
enum Counter {
    /// No paragraph has stood at it.
    #[default]
    Unused,
    /// The next paragraph is its first again.
    Restarted,
    At(u32),
}

impl Lists {
    /// Reads the part; `false` where it is cut.
    pub(super) fn read(&mut self, bytes: &[u8], budget: &Budget) -> Result<bool, Fault> {
        let mut xml = Xml::new(bytes);
        loop {
            match xml.next(budget)? {
                Token::Open(tag) => {
                    match (tag.name(), number(&tag, "abstractNumId"), number(&tag, "numId")) {
                        ("abstractNum", Some(id), _) => {
                            let definition = read_definition(&mut xml, budget)?;
                            self.definitions.entry(clamped(id)).or_insert(definition);
                        }
                        ("num", _, Some(id)) => {
                            let list = read_list(&mut xml, budget)?;
                            self.lists.entry(clamped(id)).or_insert(list);
                        }
                        _ => {}
                    }
                }
                Token::Close | Token::Text(_) => {}
                Token::End { cut } => return Ok(!cut),
            }
        }
    }

    /// Follows lists that stand for others through the styles that link them.
    pub(super) fn link(&mut self, styles: &Styles) {
        let mut links = Vec::new();
        for (&id, list) in &self.lists {
            let mut at = list.definition;
            for _ in 0..LINKS {
                let link = self.definitions.get(&at).and_then(|definition| definition.link.as_deref());
                let target = link.and_then(|style| styles.list_of(style)).and_then(|id| self.lists.get(&id));
                match target {
                    Some(target) if target.definition != at => at = target.definition,
                    _ => break,
                }
            }
            links.push((id, at));
        }
        for (id, definition) in links {
            if let Some(list) = self.lists.get_mut(&id) {
                list.definition = definition;
            }
        }
    }

    /// The list and level of a paragraph; `None` where it has no number.
    pub(super) fn place(&self, own: &ParagraphFormat, style: &Resolved) -> Option<(u32, usize)> {
        let id = own.list.or(style.list).filter(|&id| id != 0)?;
        let list = self.lists.get(&id)?;
        // A list of the style stands at the level that is tied to the style (17.9.23).
        let tied = own.list.is_none().then(|| self.tied(list, style)).flatten();
        let level = own.level.or(tied).or(style.level).unwrap_or(0);
        (level < LEVELS).then_some((id, level))
    }

    fn tied(&self, list: &List, style: &Resolved) -> Option<usize> {
        style.tied.iter().flatten().find_map(|style| {
            (0..LEVELS).find(|&level| {
                self.level(list, level).is_some_and(|level| level.style.as_ref() == Some(style))
            })
        })
    }

    fn level<'a>(&'a self, list: &'a List, level: usize) -> Option<&'a Level> {
        let own = list.levels.get(level)?.as_deref();
        own.or_else(|| self.definitions.get(&list.definition)?.levels[level].as_ref())
    }

    /// The indent of a level.
    pub(super) fn indent(&self, (id, level): (u32, usize)) -> Indent {
        let level = self.lists.get(&id).and_then(|list| self.level(list, level));
        level.map(|level| level.indent).unwrap_or_default()
    }

    /// Goes into a text box, or out of it: what stands there is counted by itself.
    pub(super) fn change_place(&mut self) {
        std::mem::swap(&mut self.count, &mut self.elsewhere);
    }

    /// Forgets all numbers: notes and comments count by themselves.
    pub(super) fn restart(&mut self) {
        self.count = Count::default();
        self.elsewhere = Count::default();
    }

    /// Counts a paragraph.
    pub(super) fn count(&mut self, (id, at): (u32, usize)) -> Option<Mark> {
        let list = self.lists.get(&id)?;
        let mut counters = self.count.counters.get(&list.definition).copied().unwrap_or_default();
        if let Counter::Unused = counters[at] {
            // Levels above that no paragraph has stood at count as if one had.
            let mut above = at;
            while above > 0 && matches!(counters[above - 1], Counter::Unused) {
                above -= 1;
                counters[above] = Counter::At(self.start(list, above));
            }
        }
        if list.starts[at].is_some() && self.count.started.insert((id, at)) {
            counters[at] = Counter::Restarted;
        }
        let level = self.level(list, at)?;
        counters[at] = Counter::At(match counters[at] {
            Counter::At(last) => last.saturating_add(1),
            Counter::Unused | Counter::Restarted => self.start(list, at),
        });
        for (below, counter) in counters.iter_mut().enumerate().skip(at + 1) {
            let restart = self.level(list, below).and_then(|level| level.restart);
            if at < restart.unwrap_or(below).min(below) && matches!(counter, Counter::At(_)) {
                *counter = Counter::Restarted;
            }
        }
        let mark = self.mark(list, level, at, &counters);
        self.count.counters.insert(list.definition, counters);
        mark
    }

    /// Where a level begins, and begins again whenever it is restarted.
    fn start(&self, list: &List, level: usize) -> u32 {
        list.starts[level].or_else(|| Some(self.level(list, level)?.start)).unwrap_or(1)
    }

    fn mark(&self, list: &List, level: &Level, at: usize, counters: &[Counter; LEVELS]) -> Option<Mark> {
        if level.bullet && !is_word(&level.text) {
            return Some(Mark::Bullet);
        }
        let mut text = String::new();
        let mut rest = level.text.as_str();
        while let Some(percent) = rest.find('%') {
            text.push_str(&rest[..percent]);
            rest = &rest[percent + 1..];
            let digit = rest.chars().next().and_then(|c| c.to_digit(10)).filter(|&digit| digit > 0);
            let Some(of) = digit.map(|digit| digit as usize - 1) else {
                text.push('%');
                continue;
            };
            rest = &rest[1..];
            if of <= at {
                let value = match counters[of] {
                    Counter::At(value) => value,
                    Counter::Unused | Counter::Restarted => self.start(list, of),
                };
                let numeral = self.level(list, of).map_or(Numeral::Decimal, |level| level.numeral);
                // Word shows the levels above as decimals, and leaves the level itself as it is.
                let legal = level.legal && of < at && numeral != Numeral::None;
                let numeral = if legal { Numeral::Decimal } else { numeral };
                numeral.write(value, &mut text);
            }
        }
        text.push_str(rest);
        (!text.trim().is_empty()).then_some(Mark::Label { text, after: level.after })
    }
}

/// Whether a bullet is no sign but words: 问题 as the label of each paragraph.
fn is_word(text: &str) -> bool {
    text.chars().any(|c| ('\u{4e00}'..='\u{9fff}').contains(&c))
}

fn clamped(id: i64) -> u32 {
    u32::try_from(id).unwrap_or(u32::MAX)
}

fn read_definition(xml: &mut Xml<'_>, budget: &Budget) -> Result<Definition, Fault> {
    let mut definition = Definition::default();
    let depth = xml.depth();
    while let Some(tag) = xml.next_in(depth, budget)? {
        match tag.name() {
            "lvl" => {
                let at = level_of(&tag);
                let level = read_level(xml, budget)?;
                if let Some(slot) = at.and_then(|at| definition.levels.get_mut(at)) {
                    *slot = Some(level);
                }
            }
            "numStyleLink" => definition.link = tag.attribute("val"),
            _ => {}
        }
    }
    Ok(definition)
}

fn read_list(xml: &mut Xml<'_>, budget: &Budget) -> Result<List, Fault> {
    let mut list = List::default();
    let mut at = None;
    let depth = xml.depth();
    while let Some(tag) = xml.next_in(depth, budget)? {
        match tag.name() {
            "abstractNumId" => list.definition = number(&tag, "val").map_or(0, clamped),
            "lvlOverride" => at = level_of(&tag),
            "startOverride" => {
                if let Some(slot) = at.and_then(|at| list.starts.get_mut(at)) {
                    *slot = Some(number(&tag, "val").map_or(0, clamped));
                }
            }
            "lvl" => {
                let at = level_of(&tag).or(at);
                let level = read_level(xml, budget)?;
                if let Some(slot) = at.and_then(|at| list.levels.get_mut(at)) {
                    *slot = Some(Box::new(level));
                }
            }
            _ => {}
        }
    }
    Ok(list)
}

fn level_of(tag: &Tag<'_>) -> Option<usize> {
    number(tag, "ilvl").and_then(|level| usize::try_from(level).ok())
}

fn read_level(xml: &mut Xml<'_>, budget: &Budget) -> Result<Level, Fault> {
    let mut level = Level::default();
    // A format of newer versions stands beside one for older ones: the first that is known counts.
    let mut known = false;
    let depth = xml.depth();
    while let Some(tag) = xml.next_in(depth, budget)? {
        match tag.name() {
            "start" => level.start = number(&tag, "val").map_or(0, clamped),
            "numFmt" if !known => {
                let name = tag.attribute("val").unwrap_or_default();
                let custom = name == "custom";
                let series = tag.attribute("format").unwrap_or_default();
                known = !custom || series.starts_with('0');
                level.bullet = name == "bullet";
                level.numeral =
                    if custom { Numeral::of_series(&series, true) } else { Numeral::of_word(&name) };
            }
            "lvlRestart" => level.restart = number(&tag, "val").and_then(|at| usize::try_from(at).ok()),
            "isLgl" => level.legal = is_on(&tag),
            "suff" => {
                level.after = match tag.attribute("val").as_deref() {
                    Some("space") => After::Space,
                    Some("nothing") => After::Nothing,
                    _ => After::Tab,
                }
            }
            "lvlText" => {
                let text = tag.attribute("val").unwrap_or_default();
                level.text =
                    text.chars().take(LEVEL_TEXT).map(|c| if c.is_control() { ' ' } else { c }).collect();
            }
            "pStyle" => level.style = tag.attribute("val"),
            "pPr" => level.indent = ParagraphFormat::read(xml, budget)?.indent,
            "rPr" => xml.skip(budget)?,
            _ => {}
        }
    }
    Ok(level)
}
