//! Styles of paragraphs and text (OpenDocument 1.3 Part 3, 16): common ones, and those that a part makes for itself.

use std::collections::HashMap;

use super::list::{ListStyle, read_list_style};
use crate::error::Fault;
use crate::limits::Budget;
use crate::xml::{Tag, Xml};

/// Styles with a parent; no program makes a chain as long.
const CHAIN: usize = 32;
/// Points of text that nothing sets.
const SIZE: f32 = 12.0;

/// What a style says; `None` where it says nothing.
#[derive(Debug, Clone, Default)]
struct Style {
    parent: Option<String>,
    /// The list of its paragraphs; empty for none.
    list: Option<String>,
    bold: Option<bool>,
    hidden: Option<bool>,
    size: Option<Length>,
    centred: Option<bool>,
    margin: Option<Length>,
    first: Option<Length>,
}

/// What a style comes to once its parents are counted in.
#[derive(Debug, Clone, Default)]
pub(super) struct Resolved {
    pub(super) bold: Option<bool>,
    pub(super) hidden: bool,
    pub(super) centred: bool,
    /// Columns before the first line.
    pub(super) indent: usize,
    pub(super) list: Option<String>,
    /// It is, or comes from, the style of the title.
    pub(super) title: bool,
}

/// What a style is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Family {
    Paragraph,
    Text,
}

/// Styles of one place.
#[derive(Debug, Default)]
pub(super) struct Sheet {
    styles: HashMap<(Family, String), Style>,
    lists: HashMap<String, ListStyle>,
    size: Option<Length>,
}

impl Sheet {
    /// Reads the styles in the element that was opened last. The style of the outline is the list of no name.
    pub(super) fn read(&mut self, xml: &mut Xml<'_>, budget: &Budget) -> Result<(), Fault> {
        let depth = xml.depth();
        while let Some(tag) = xml.next_in(depth, budget)? {
            let name = tag.attribute("name");
            match tag.name() {
                "style" | "default-style" => {
                    let default = tag.name() == "default-style";
                    let family = match tag.attribute("family").as_deref() {
                        Some("paragraph") => Family::Paragraph,
                        Some("text") => Family::Text,
                        _ => {
                            xml.skip(budget)?;
                            continue;
                        }
                    };
                    let style = read_style(&tag, xml, budget)?;
                    if default && family == Family::Paragraph {
                        self.size = style.size;
                    } else if let Some(name) = name {
                        self.styles.entry((family, name)).or_insert(style);
                    }
                }
                "list-style" => {
                    let style = read_list_style(xml, budget)?;
                    self.lists.entry(name.unwrap_or_default()).or_insert(style);
                }
                "outline-style" => {
                    let style = read_list_style(xml, budget)?;
                    self.lists.entry(name.unwrap_or_else(|| "Outline".to_owned())).or_insert(style.clone());
                    self.lists.insert(String::new(), style);
                }
                _ => {}
            }
        }
        Ok(())
    }
}

/// All styles that hold in a part.
#[derive(Debug, Default)]
pub(super) struct Styles {
    pub(super) common: Sheet,
    /// Those that the part has for itself.
    pub(super) own: Sheet,
    resolved: HashMap<(Family, String), Resolved>,
}

impl Styles {
    pub(super) fn new(common: Sheet, own: Sheet) -> Self {
        Self { common, own, resolved: HashMap::new() }
    }

    /// The common styles, for another part.
    pub(super) fn into_common(self) -> Sheet {
        self.common
    }

    /// A style of lists; that of no name is the outline's.
    pub(super) fn list(&self, name: &str) -> Option<&ListStyle> {
        self.own.lists.get(name).or_else(|| self.common.lists.get(name))
    }

    /// What a style comes to.
    pub(super) fn resolve(&mut self, family: Family, name: Option<String>) -> &Resolved {
        let key = (family, name.unwrap_or_default());
        // Names that are not there are many in a damaged file, and all alike.
        let key = if self.style(&key).is_some() { key } else { (family, String::new()) };
        if !self.resolved.contains_key(&key) {
            let resolved = self.chain(&key);
            self.resolved.insert(key.clone(), resolved);
        }
        &self.resolved[&key]
    }

    fn style(&self, key: &(Family, String)) -> Option<&Style> {
        self.own.styles.get(key).or_else(|| self.common.styles.get(key))
    }

    fn chain(&self, key: &(Family, String)) -> Resolved {
        let mut sum = Style::default();
        let mut title = false;
        let mut sizes = Vec::new();
        let mut next = Some(key.clone());
        for _ in 0..CHAIN {
            let Some((key, style)) = next.and_then(|key| self.style(&key).map(|style| (key, style))) else {
                break;
            };
            title |= key.1 == "Title";
            sum.list = sum.list.or_else(|| style.list.clone());
            sum.bold = sum.bold.or(style.bold);
            sum.hidden = sum.hidden.or(style.hidden);
            sum.centred = sum.centred.or(style.centred);
            sum.margin = sum.margin.or(style.margin);
            sum.first = sum.first.or(style.first);
            sizes.extend(style.size);
            next = style.parent.clone().map(|parent| (key.0, parent));
        }
        sizes.extend(self.common.size);
        // A share is one of the size of the parent.
        let size = sizes.iter().rev().fold(SIZE, |size, length| length.points(size));
        let before = |length: Option<Length>| length.map_or(0.0, |length| length.points(size));
        let columns = (before(sum.margin) + before(sum.first)) / (size / 2.0);
        Resolved {
            bold: sum.bold,
            hidden: sum.hidden.unwrap_or(false),
            centred: sum.centred.unwrap_or(false),
            // What is no number at all is 0.
            indent: columns.round().clamp(0.0, 1000.0) as usize,
            list: sum.list,
            title,
        }
    }
}

/// A length, or a share of one.
#[derive(Debug, Clone, Copy)]
enum Length {
    Points(f32),
    /// Of the size of text.
    Share(f32),
}

impl Length {
    fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        let unit = text.find(|c: char| c.is_ascii_alphabetic() || c == '%').unwrap_or(text.len());
        let value: f32 = text[..unit].parse().ok().filter(|value: &f32| value.is_finite())?;
        Some(match &text[unit..] {
            "in" => Self::Points(value * 72.0),
            "cm" => Self::Points(value * 72.0 / 2.54),
            "mm" => Self::Points(value * 72.0 / 25.4),
            "pc" => Self::Points(value * 12.0),
            "px" => Self::Points(value * 0.75),
            "em" | "ic" => Self::Share(value),
            "%" => Self::Share(value / 100.0),
            _ => Self::Points(value),
        })
    }

    fn points(self, size: f32) -> f32 {
        match self {
            Self::Points(points) => points,
            Self::Share(share) => share * size,
        }
    }
}

fn read_style(tag: &Tag<'_>, xml: &mut Xml<'_>, budget: &Budget) -> Result<Style, Fault> {
    let mut style = Style {
        parent: tag.attribute("parent-style-name"),
        list: tag.attribute("list-style-name"),
        ..Style::default()
    };
    let length = |tag: &Tag<'_>, name| tag.attribute(name).and_then(|text| Length::parse(&text));
    let depth = xml.depth();
    while let Some(tag) = xml.next_in(depth, budget)? {
        match tag.name() {
            "paragraph-properties" => {
                style.centred = tag.attribute("text-align").map(|align| align == "center");
                style.margin = length(&tag, "margin-left");
                style.first = length(&tag, "text-indent");
            }
            "text-properties" => {
                // Chinese characters have a weight and a size of their own.
                let weight = tag.attribute("font-weight-asian").or_else(|| tag.attribute("font-weight"));
                style.bold = weight.map(|weight| is_bold(&weight));
                style.hidden = tag.attribute("display").map(|display| display == "none");
                let size = length(&tag, "font-size-asian").or_else(|| length(&tag, "font-size"));
                style.size = size.filter(|size| size.points(SIZE) >= 1.0);
            }
            _ => {}
        }
    }
    Ok(style)
}

fn is_bold(weight: &str) -> bool {
    weight == "bold" || weight.parse::<u32>().is_ok_and(|weight| weight >= 600)
}
