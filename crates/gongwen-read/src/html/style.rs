//! The few declarations of style sheets on which the text depends.

use super::tree::{Name, NodeId, Tree};

/// How lines are set.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Align {
    #[default]
    Start,
    Center,
    End,
}

/// What an element says of its own looks; `None` where it says nothing.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Style {
    pub(super) hidden: bool,
    /// Shown as a block, whatever the tag.
    pub(super) block: Option<bool>,
    pub(super) bold: Option<bool>,
    pub(super) align: Option<Align>,
    /// Columns before the first line.
    pub(super) indent: Option<usize>,
    /// Numbers of list items, where they are not shown: `Some("none")`, or are of another kind.
    pub(super) marker: Option<Marker>,
}

/// How the items of a list are marked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Marker {
    None,
    Decimal,
    LowerAlpha,
    UpperAlpha,
    LowerRoman,
    UpperRoman,
    Chinese,
}

impl Marker {
    /// By the value of `list-style-type`, or of the attribute `type`.
    pub(super) fn of(name: &str) -> Option<Self> {
        Some(match name {
            "none" => Self::None,
            "1" | "decimal" => Self::Decimal,
            "a" | "lower-alpha" | "lower-latin" => Self::LowerAlpha,
            "A" | "upper-alpha" | "upper-latin" => Self::UpperAlpha,
            "i" | "lower-roman" => Self::LowerRoman,
            "I" | "upper-roman" => Self::UpperRoman,
            "cjk-ideographic" | "simp-chinese-informal" | "trad-chinese-informal" => Self::Chinese,
            _ => return None,
        })
    }
}

/// Reads the attributes of an element.
pub(super) fn style(tree: &Tree, id: NodeId, sheet: &Sheet) -> Style {
    let mut style = tree.attribute(id, Name::Style).map(declarations).unwrap_or_default();
    if style.align.is_none() {
        style.align = tree.attribute(id, Name::Align).and_then(align);
    }
    style.hidden |= tree.attribute(id, Name::Hidden).is_some();
    if !style.hidden && style.block.is_none() && !sheet.is_empty() {
        style.hidden = sheet.hides(tree, id);
    }
    style
}

fn declarations(text: &str) -> Style {
    let mut style = Style::default();
    for declaration in text.split(';') {
        let Some((name, value)) = declaration.split_once(':') else { continue };
        let (name, value) = (name.trim(), value.trim());
        let is = |other: &str| name.eq_ignore_ascii_case(other);
        let says = |other: &str| starts_with(value, other);
        if is("display") {
            style.hidden |= says("none");
            style.block = Some(["block", "flex", "grid", "list-item", "table"].iter().any(|kind| says(kind)));
        } else if is("visibility") {
            style.hidden |= says("hidden") || says("collapse");
        } else if is("font-weight") {
            let number = value.parse::<f32>().ok();
            style.bold = number.map(|weight| weight >= 600.0).or(match () {
                () if says("bold") => Some(true),
                () if says("normal") || says("lighter") => Some(false),
                () => None,
            });
        } else if is("text-align") {
            style.align = align(value);
        } else if is("text-indent") {
            style.indent = columns(value);
        } else if is("list-style-type") || is("list-style") {
            style.marker = value.split_ascii_whitespace().find_map(Marker::of);
        }
    }
    style
}

fn starts_with(text: &str, start: &str) -> bool {
    text.get(..start.len()).is_some_and(|text| text.eq_ignore_ascii_case(start))
}

fn align(value: &str) -> Option<Align> {
    Some(match () {
        () if starts_with(value, "center") => Align::Center,
        () if starts_with(value, "right") || starts_with(value, "end") => Align::End,
        () if starts_with(value, "left") || starts_with(value, "justify") || starts_with(value, "start") => {
            Align::Start
        }
        () => return None,
    })
}

/// Columns of an indent: two an em; lengths are taken at the size of the body of an official document, 16 pt.
fn columns(value: &str) -> Option<usize> {
    let unit = value.find(|c: char| c.is_ascii_alphabetic())?;
    let number: f32 = value[..unit].trim().parse().ok()?;
    let ems = match &value[unit..] {
        unit if starts_with(unit, "em") || starts_with(unit, "rem") => number,
        unit if starts_with(unit, "pt") => number / 16.0,
        unit if starts_with(unit, "px") => number / 16.0,
        unit if starts_with(unit, "cm") => number / 0.56,
        _ => return None,
    };
    // An indent of more than ten characters is a way to set a line at the right.
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
    (0.0..=10.0).contains(&ems).then(|| (ems * 2.0).round() as usize)
}

/// The classes and ids that the style sheets in a page hide. Sheets in other files are not known.
#[derive(Debug, Default)]
pub(super) struct Sheet {
    classes: Vec<String>,
    ids: Vec<String>,
}

/// Selectors that are kept; more are no page but a bomb.
const SELECTORS: usize = 256;

impl Sheet {
    /// Takes the rules of one sheet whose selector is one class or id and that hide.
    pub(super) fn add(&mut self, text: &str) {
        for rule in text.split('}') {
            let Some((selectors, body)) = rule.rsplit_once('{') else { continue };
            if !body.contains("none") || !declarations(body).hidden {
                continue;
            }
            for selector in selectors.split(',') {
                // A comment, or a rule about the medium, may stand before it.
                let selector = selector.rsplit(['{', '/', '>', ';']).next().unwrap_or_default().trim();
                let plain = |name: &str| {
                    !name.is_empty() && name.chars().all(|c| c.is_alphanumeric() || c == '-' || c == '_')
                };
                let kept = self.classes.len() + self.ids.len();
                if kept < SELECTORS {
                    match (selector.strip_prefix('.'), selector.strip_prefix('#')) {
                        (Some(class), _) if plain(class) => self.classes.push(class.to_owned()),
                        (_, Some(id)) if plain(id) => self.ids.push(id.to_owned()),
                        _ => {}
                    }
                }
            }
        }
    }

    fn is_empty(&self) -> bool {
        self.classes.is_empty() && self.ids.is_empty()
    }

    fn hides(&self, tree: &Tree, id: NodeId) -> bool {
        let classes = tree.attribute(id, Name::Class).unwrap_or_default();
        classes.split_ascii_whitespace().any(|class| self.classes.iter().any(|own| own == class))
            || tree.attribute(id, Name::Id).is_some_and(|id| self.ids.iter().any(|own| own == id))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn declarations_are_read() {
        let style = declarations("DISPLAY : NONE ; text-indent:2em; text-align: right;font-weight:700");
        assert!(style.hidden);
        assert_eq!((style.indent, style.align, style.bold), (Some(4), Some(Align::End), Some(true)));
        assert_eq!(declarations("text-indent:32.0pt").indent, Some(4));
        assert_eq!(declarations("text-indent:-20pt").indent, None);
        assert_eq!(declarations("font-weight:normal").bold, Some(false));
        assert_eq!(declarations("display:block").block, Some(true));
        assert_eq!(declarations("display:inline").block, Some(false));
        assert_eq!(declarations("list-style:cjk-ideographic inside").marker, Some(Marker::Chinese));
        assert!(!declarations("font-family:none;;:;a").hidden);
    }

    #[test]
    fn sheets_hide_by_one_class_or_id() {
        let mut sheet = Sheet::default();
        sheet.add("/* x */ .hide, #pop {display:none} .a .b{display:none} p{display:none} .c{display:block}");
        assert_eq!(sheet.classes, ["hide"]);
        assert_eq!(sheet.ids, ["pop"]);
    }
}
