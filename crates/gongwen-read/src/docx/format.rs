//! Properties of runs and paragraphs, as styles, lists and paragraphs state them (ECMA-376 Part 1, 17.3).

use crate::error::Fault;
use crate::limits::Budget;
use crate::xml::{Tag, Xml};

/// What a run, or the run part of a style, says; `None` where it says nothing.
#[derive(Debug, Clone, Default)]
pub(super) struct RunFormat {
    pub(super) style: Option<String>,
    pub(super) bold: Option<bool>,
    pub(super) hidden: Option<bool>,
    /// In half-points.
    pub(super) size: Option<i64>,
    /// The mark of the paragraph was deleted or moved away: the next paragraph continues this one.
    pub(super) gone: bool,
}

impl RunFormat {
    /// Reads the `rPr` that was opened last.
    pub(super) fn read(xml: &mut Xml<'_>, budget: &Budget) -> Result<Self, Fault> {
        let mut format = Self::default();
        let depth = xml.depth();
        while let Some(tag) = xml.next_in(depth, budget)? {
            match tag.name() {
                "rStyle" => format.style = tag.attribute("val"),
                "b" => format.bold = Some(is_on(&tag)),
                "vanish" => format.hidden = Some(is_on(&tag)),
                "sz" => format.size = number(&tag, "val"),
                "del" | "moveFrom" => format.gone = true,
                // What the format was before a tracked change.
                "rPrChange" => xml.skip(budget)?,
                _ => {}
            }
        }
        Ok(format)
    }
}

/// What a paragraph, its style or its list says.
#[derive(Debug, Clone, Default)]
pub(super) struct ParagraphFormat {
    pub(super) style: Option<String>,
    /// The list; 0 takes the paragraph out of that of its style.
    pub(super) list: Option<u32>,
    pub(super) level: Option<usize>,
    /// Depth of a heading from 0; 9 for text.
    pub(super) outline: Option<u8>,
    pub(super) centred: Option<bool>,
    pub(super) indent: Indent,
    /// Of the paragraph's mark.
    pub(super) mark: RunFormat,
}

impl ParagraphFormat {
    /// Reads the `pPr` that was opened last.
    pub(super) fn read(xml: &mut Xml<'_>, budget: &Budget) -> Result<Self, Fault> {
        let mut format = Self::default();
        let depth = xml.depth();
        while let Some(tag) = xml.next_in(depth, budget)? {
            match tag.name() {
                "pStyle" => format.style = tag.attribute("val"),
                "numId" => format.list = number(&tag, "val").and_then(|id| u32::try_from(id).ok()),
                "ilvl" => format.level = number(&tag, "val").and_then(|level| usize::try_from(level).ok()),
                "outlineLvl" => {
                    format.outline = number(&tag, "val").and_then(|level| u8::try_from(level).ok());
                }
                "jc" => format.centred = tag.attribute("val").map(|value| value == "center"),
                "ind" => format.indent = Indent::of(&tag),
                "rPr" => format.mark = RunFormat::read(xml, budget)?,
                "pPrChange" | "sectPr" | "numberingChange" => xml.skip(budget)?,
                _ => {}
            }
        }
        Ok(format)
    }
}

/// White space before a paragraph, in twentieths of a point, or in hundredths of a character (17.3.1.12).
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Indent {
    left: Option<i64>,
    left_characters: Option<i64>,
    /// Less than 0 where the first line hangs out.
    first: Option<i64>,
    first_characters: Option<i64>,
}

impl Indent {
    fn of(tag: &Tag<'_>) -> Self {
        let back = |name| number(tag, name).map(|by: i64| -by);
        // WPS and Word write 0 characters where they mean the other measure.
        let some = |characters: Option<i64>| characters.filter(|&count| count != 0);
        Self {
            left: number(tag, "left").or_else(|| number(tag, "start")),
            left_characters: some(number(tag, "leftChars").or_else(|| number(tag, "startChars"))),
            first: back("hanging").or_else(|| number(tag, "firstLine")),
            first_characters: some(back("hangingChars").or_else(|| number(tag, "firstLineChars"))),
        }
    }

    /// This where it says something, `below` where it does not. A measure in characters stands above one in points,
    /// wherever either is stated.
    pub(super) fn over(self, below: Self) -> Self {
        Self {
            left: self.left.or(below.left),
            left_characters: self.left_characters.or(below.left_characters),
            first: self.first.or(below.first),
            first_characters: self.first_characters.or(below.first_characters),
        }
    }

    /// Columns before the first line, two for a character of `size` half-points.
    pub(super) fn columns(self, size: i64) -> usize {
        let size = size.clamp(2, 2000);
        // A character is size / 2 points, which are 10 × size twentieths: half of that is a column.
        let twentieths = |by: Option<i64>| by.unwrap_or(0).clamp(-100_000, 100_000) * 100 / (5 * size);
        let hundredths = |by: i64| by.clamp(-100_000, 100_000) * 2;
        let left = self.left_characters.map_or_else(|| twentieths(self.left), hundredths);
        let first = self.first_characters.map_or_else(|| twentieths(self.first), hundredths);
        usize::try_from((left + first + 50).max(0) / 100).unwrap_or(0)
    }
}

/// Whether a property that is on or off is on (17.17.4).
pub(super) fn is_on(tag: &Tag<'_>) -> bool {
    !matches!(tag.attribute("val").as_deref(), Some("0" | "false" | "off" | "none"))
}

/// A number of an attribute. Some programs write fractions where whole numbers belong.
pub(super) fn number(tag: &Tag<'_>, name: &str) -> Option<i64> {
    let text = tag.attribute(name)?;
    let text = text.trim();
    text.parse().ok().or_else(|| text.split('.').next()?.parse().ok())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Limits;

    fn indent(attributes: &str, size: i64) -> usize {
        let budget = Budget::new(&Limits::default());
        let text = format!("<w:pPr><w:ind {attributes}/></w:pPr>");
        let mut xml = Xml::new(text.as_bytes());
        xml.next(&budget).unwrap();
        ParagraphFormat::read(&mut xml, &budget).unwrap().indent.columns(size)
    }

    #[test]
    fn indents_are_columns_whatever_their_measure() {
        for (attributes, size, columns) in [
            (r#"w:firstLineChars="200""#, 32, 4),
            (r#"w:firstLine="640""#, 32, 4),
            (r#"w:firstLine="420""#, 21, 4),
            (r#"w:firstLineChars="0" w:firstLine="640""#, 32, 4),
            (r#"w:firstLineChars="200" w:firstLine="900""#, 32, 4),
            (r#"w:left="640" w:hanging="640""#, 32, 0),
            (r#"w:leftChars="800" w:left="2560""#, 32, 16),
            (r#"w:hanging="640""#, 32, 0),
            (r#"w:start="9999999999999999999""#, 32, 0),
        ] {
            assert_eq!(indent(attributes, size), columns, "{attributes}");
        }
    }
}
