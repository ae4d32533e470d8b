//! Styles, and what they come to once those that they are based on are counted in (ECMA-376 Part 1, 17.7).

use std::collections::HashMap;

use super::format::{Indent, ParagraphFormat, RunFormat};
use crate::error::Fault;
use crate::limits::Budget;
use crate::xml::{Token, Xml};

/// Styles based on styles; Word itself makes no chain as long.
const CHAIN: usize = 32;

/// A style as the file states it.
#[derive(Debug, Default)]
struct Style {
    name: String,
    based_on: Option<String>,
    paragraph: ParagraphFormat,
    run: RunFormat,
}

/// What a style comes to.
#[derive(Debug, Clone, Default)]
pub(super) struct Resolved {
    pub(super) bold: bool,
    pub(super) hidden: bool,
    pub(super) size: Option<i64>,
    /// Depth of a heading, from 1.
    pub(super) heading: Option<u8>,
    pub(super) centred: bool,
    pub(super) indent: Indent,
    pub(super) list: Option<u32>,
    pub(super) level: Option<usize>,
    /// The style itself and that whose list it is: a level of a list may be tied to either.
    pub(super) tied: [Option<String>; 2],
}

/// All styles of a document.
#[derive(Debug, Default)]
pub(super) struct Styles {
    styles: HashMap<String, Style>,
    /// The style of paragraphs that name none.
    default: Option<String>,
    /// What holds for all text.
    run: RunFormat,
    paragraph: ParagraphFormat,
    resolved: HashMap<String, Resolved>,
}

impl Styles {
    /// Reads the part; `false` where it is cut.
    pub(super) fn read(&mut self, bytes: &[u8], budget: &Budget) -> Result<bool, Fault> {
        let mut xml = Xml::new(bytes);
        loop {
            match xml.next(budget)? {
                Token::Open(tag) => match tag.name() {
                    "style" => {
                        let key = tag.attribute("styleId");
                        let kind = tag.attribute("type");
                        if kind.as_deref() == Some("table") {
                            // Most of the part, and nothing of it shows in the text.
                            xml.skip_flat(tag.full_name(), budget)?;
                            continue;
                        }
                        let paragraph = kind.is_none_or(|kind| kind == "paragraph");
                        let default =
                            tag.attribute("default").is_some_and(|value| value == "1" || value == "true");
                        let style = read_style(&mut xml, budget)?;
                        let Some(key) = key else { continue };
                        if paragraph && default {
                            self.default = Some(key.clone());
                        }
                        self.styles.entry(key).or_insert(style);
                    }
                    // Within docDefaults.
                    "rPr" => self.run = RunFormat::read(&mut xml, budget)?,
                    "pPr" => self.paragraph = ParagraphFormat::read(&mut xml, budget)?,
                    "latentStyles" => xml.skip_flat(tag.full_name(), budget)?,
                    _ => {}
                },
                Token::Close | Token::Text(_) => {}
                Token::End { cut } => return Ok(!cut),
            }
        }
    }

    /// The list that a style of lists stands for (17.9.21).
    pub(super) fn list_of(&self, style: &str) -> Option<u32> {
        self.styles.get(style)?.paragraph.list
    }

    /// What holds for all text, styles aside.
    pub(super) fn defaults(&self) -> &RunFormat {
        &self.run
    }

    /// What the style of a paragraph comes to.
    pub(super) fn paragraph(&mut self, style: Option<&str>) -> &Resolved {
        let style = style.filter(|style| self.styles.contains_key(*style));
        let key = style.or(self.default.as_deref()).unwrap_or_default().to_owned();
        self.resolve(key)
    }

    /// What the style of a run comes to.
    pub(super) fn run(&mut self, style: &str) -> &Resolved {
        self.resolve(style.to_owned())
    }

    fn resolve(&mut self, key: String) -> &Resolved {
        if !self.resolved.contains_key(&key) {
            let resolved = self.chain(&key);
            // Styles that are not there are many in a damaged file, and all alike.
            let key = if self.styles.contains_key(&key) { key } else { String::new() };
            return self.resolved.entry(key).or_insert(resolved);
        }
        &self.resolved[&key]
    }

    fn chain(&self, key: &str) -> Resolved {
        let (mut bold, mut hidden, mut size, mut centred) = (None, None, None, None);
        let (mut heading, mut list, mut level, mut tied) = (None, None, None, None);
        let mut indent = Indent::default();
        let mut next = Some(key);
        for _ in 0..CHAIN {
            let Some((key, style)) = next.and_then(|key| self.styles.get_key_value(key)) else { break };
            bold = bold.or(style.run.bold);
            hidden = hidden.or(style.run.hidden);
            size = size.or(style.run.size);
            centred = centred.or(style.paragraph.centred);
            indent = indent.over(style.paragraph.indent);
            level = level.or(style.paragraph.level);
            if list.is_none() && style.paragraph.list.is_some() {
                list = style.paragraph.list;
                tied = Some(key.clone());
            }
            heading = heading.or(style.paragraph.outline).or_else(|| named_heading(&style.name));
            next = style.based_on.as_deref();
        }
        Resolved {
            bold: bold.unwrap_or(false),
            hidden: hidden.unwrap_or(false),
            size,
            heading: depth(heading),
            centred: centred.or(self.paragraph.centred).unwrap_or(false),
            indent: indent.over(self.paragraph.indent),
            list,
            level,
            tied: [Some(key.to_owned()), tied],
        }
    }
}

/// The depth of a heading from its outline level, which is 9 for text.
pub(super) fn depth(outline: Option<u8>) -> Option<u8> {
    outline.filter(|&level| level < 9).map(|level| (level + 1).min(6))
}

/// The outline level that the name of a style tells: `heading 1`, `标题 1`, and the title of the document.
fn named_heading(name: &str) -> Option<u8> {
    let name = name.trim();
    if name.eq_ignore_ascii_case("title") || name == "标题" {
        return Some(0);
    }
    let start = name.get(..7).filter(|start| start.eq_ignore_ascii_case("heading"));
    let rest = start.map(|start| &name[start.len()..]).or_else(|| name.strip_prefix("标题"))?;
    let level: u8 = rest.trim().parse().ok()?;
    (1..=9).contains(&level).then(|| level - 1)
}

fn read_style(xml: &mut Xml<'_>, budget: &Budget) -> Result<Style, Fault> {
    let mut style = Style::default();
    let depth = xml.depth();
    while let Some(tag) = xml.next_in(depth, budget)? {
        match tag.name() {
            "name" => style.name = tag.attribute("val").unwrap_or_default(),
            "basedOn" => style.based_on = tag.attribute("val"),
            "pPr" => style.paragraph = ParagraphFormat::read(xml, budget)?,
            "rPr" => style.run = RunFormat::read(xml, budget)?,
            // Formats of parts of a table.
            "tblStylePr" => xml.skip(budget)?,
            _ => {}
        }
    }
    Ok(style)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Limits;

    fn styles(text: &str) -> Styles {
        let mut styles = Styles::default();
        assert!(styles.read(text.as_bytes(), &Budget::new(&Limits::default())).unwrap());
        styles
    }

    #[test]
    fn a_style_has_what_its_base_says_and_it_does_not() {
        let mut styles = styles(
            r#"<w:styles><w:docDefaults><w:rPrDefault><w:rPr><w:sz w:val="32"/></w:rPr></w:rPrDefault></w:docDefaults>
            <w:style w:type="paragraph" w:default="1" w:styleId="a"><w:name w:val="Normal"/></w:style>
            <w:style w:type="paragraph" w:styleId="1"><w:name w:val="heading 1"/><w:basedOn w:val="a"/>
              <w:pPr><w:numPr><w:numId w:val="7"/></w:numPr><w:jc w:val="center"/><w:outlineLvl w:val="0"/></w:pPr>
              <w:rPr><w:b/></w:rPr></w:style>
            <w:style w:type="paragraph" w:styleId="2"><w:name w:val="小标题"/><w:basedOn w:val="1"/>
              <w:pPr><w:outlineLvl w:val="1"/></w:pPr><w:rPr><w:b w:val="0"/></w:rPr></w:style></w:styles>"#,
        );
        let two = styles.paragraph(Some("2")).clone();
        assert_eq!((two.heading, two.bold, two.centred, two.size), (Some(2), false, true, None));
        assert_eq!((two.list, two.tied), (Some(7), [Some("2".to_owned()), Some("1".to_owned())]));
        assert_eq!(styles.paragraph(None).heading, None);
        assert_eq!(styles.paragraph(Some("没有")).list, None);
        assert_eq!(styles.defaults().size, Some(32));
    }

    #[test]
    fn styles_that_are_based_on_one_another_end() {
        let mut styles = styles(
            r#"<w:styles><w:style w:styleId="a"><w:basedOn w:val="b"/></w:style>
            <w:style w:styleId="b"><w:basedOn w:val="a"/><w:rPr><w:b/></w:rPr></w:style></w:styles>"#,
        );
        assert!(styles.paragraph(Some("a")).bold);
    }

    #[test]
    fn names_tell_headings_where_no_outline_level_does() {
        for (name, level) in [
            ("heading 1", Some(0)),
            ("Heading 3", Some(2)),
            ("标题 2", Some(1)),
            ("标题2", Some(1)),
            ("Title", Some(0)),
            ("heading", None),
            ("标题栏", None),
            ("题", None),
            ("Normal", None),
        ] {
            assert_eq!(named_heading(name), level, "{name}");
        }
    }
}
