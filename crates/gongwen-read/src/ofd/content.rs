//! Content of pages: text objects to characters, path objects to ruling lines.

use std::collections::HashMap;

use super::geometry::{Boundary, POINTS, Placing, offsets, shapes};
use super::structure::{Body, identifier, part};
use super::text::{Code, Share, Text, estimated, is_light, ligature, shares};
use crate::error::Fault;
use crate::limits::{Budget, Limit};
use crate::package::Package;
use crate::page::{Glyph, Page, Rule};
use crate::xml::{Tag, Token, Xml};

/// A page, and whether a picture fills it.
pub(super) struct Scan {
    pub(super) page: Page,
    pub(super) is_picture: bool,
}

/// Reads the pages of a document.
pub(super) struct Pages<'p, 'b> {
    package: &'p mut Package<'b>,
    body: Body,
    /// Template pages that were read.
    templates: HashMap<String, Drawn>,
    /// Characters and ruling lines that may still come: a template is drawn on every page.
    pub(super) marks: u64,
}

/// What is drawn on a page.
#[derive(Debug, Clone, Default)]
struct Drawn {
    glyphs: Vec<Glyph>,
    /// Characters that are set not to be visible: the text of a scan.
    hidden: Vec<Glyph>,
    rules: Vec<Rule>,
    /// The area of pictures, in square millimetres.
    picture: f32,
    area: Option<Boundary>,
    templates: Vec<String>,
    damage: Option<String>,
}

impl<'p, 'b> Pages<'p, 'b> {
    pub(super) fn new(package: &'p mut Package<'b>, body: Body, marks: u64) -> Self {
        Self { package, body, templates: HashMap::new(), marks }
    }

    pub(super) fn count(&self) -> usize {
        self.body.pages.len()
    }

    /// The page at a place, counted from 0.
    pub(super) fn page(&mut self, at: usize, budget: &mut Budget) -> Result<Scan, Fault> {
        let path = self.body.pages[at].clone();
        let mut drawn = self.read(&path, budget)?;
        for template in std::mem::take(&mut drawn.templates) {
            self.draw_template(&template, &mut drawn, budget)?;
        }
        let area = drawn.area.unwrap_or(self.body.area);
        let is_picture = drawn.picture > area.width * area.height * 0.5;
        if is_picture {
            drawn.glyphs.append(&mut drawn.hidden);
        }
        let page = Page {
            number: u32::try_from(at + 1).unwrap_or(u32::MAX),
            width: area.width * POINTS,
            height: area.height * POINTS,
            glyphs: drawn.glyphs,
            rules: drawn.rules,
            part: Some(path),
            damage: drawn.damage,
            ..Page::default()
        };
        Ok(Scan { page, is_picture })
    }

    fn draw_template(&mut self, id: &str, onto: &mut Drawn, budget: &mut Budget) -> Result<(), Fault> {
        let Some(path) = self.body.templates.get(id).cloned() else { return Ok(()) };
        if !self.templates.contains_key(id) {
            let drawn = self.read(&path, budget)?;
            self.templates.insert(id.to_owned(), drawn);
        }
        if let Some(template) = self.templates.get(id) {
            let marks = template.glyphs.len() + template.rules.len();
            self.marks = self.marks.checked_sub(marks as u64).ok_or(Fault::Limit(Limit::UnpackedBytes))?;
            onto.glyphs.extend_from_slice(&template.glyphs);
            onto.rules.extend_from_slice(&template.rules);
            onto.picture += template.picture;
            onto.damage = onto.damage.take().or_else(|| template.damage.clone());
        }
        Ok(())
    }

    fn read(&mut self, path: &str, budget: &mut Budget) -> Result<Drawn, Fault> {
        let mut drawn = Drawn::default();
        let found = match part(self.package, path, budget) {
            Ok(found) => found,
            Err(Fault::Damaged { what, .. }) => {
                drawn.damage = Some(format!("{path} cannot be read: {what}"));
                return Ok(drawn);
            }
            Err(fault) => return Err(fault),
        };
        let Some(found) = found else {
            drawn.damage = Some(format!("{path} is missing"));
            return Ok(drawn);
        };
        let mut reader =
            Reader { xml: Xml::new(&found.bytes), path, fonts: &self.body.fonts, marks: self.marks, drawn };
        let whole = reader.read(budget)?;
        self.marks = reader.marks;
        let mut drawn = reader.drawn;
        if !whole || !found.whole {
            drawn.damage = Some(format!("{path} ends too early; text may be missing"));
        }
        Ok(drawn)
    }
}

/// Reads one Content.xml.
struct Reader<'x> {
    xml: Xml<'x>,
    path: &'x str,
    fonts: &'x HashMap<String, bool>,
    marks: u64,
    drawn: Drawn,
}

impl Reader<'_> {
    /// Whether the XML came to its end.
    fn read(&mut self, budget: &Budget) -> Result<bool, Fault> {
        let mut in_box = false;
        loop {
            match self.xml.next(budget)? {
                Token::Open(tag) => {
                    in_box = tag.name() == "PhysicalBox";
                    self.open(&tag, budget)?;
                }
                Token::Text(text) if in_box => self.drawn.area = Boundary::read(&text),
                Token::Text(_) | Token::Close => {}
                Token::End { cut } => return Ok(!cut),
            }
        }
    }

    fn open(&mut self, tag: &Tag<'_>, budget: &Budget) -> Result<(), Fault> {
        match tag.name() {
            "Template" => {
                let id = identifier(tag, "TemplateID");
                self.drawn.templates.push(id);
            }
            "TextObject" => {
                let text = Text::of(tag, self.fonts);
                self.text_object(text, budget)?;
            }
            "PathObject" => {
                let boundary = boundary(tag);
                let placing = Placing::new(boundary, tag.attribute("CTM").as_deref());
                let is_stroked = tag.attribute("Stroke").is_none_or(|stroke| stroke != "false");
                self.path_object(placing, is_stroked, budget)?;
            }
            "ImageObject" => {
                let boundary = boundary(tag);
                self.drawn.picture += boundary.width * boundary.height;
            }
            "CompositeObject" => {
                let path = self.path;
                self.drawn
                    .damage
                    .get_or_insert_with(|| format!("{path} holds a composite graphic, which is not read"));
            }
            _ => {}
        }
        Ok(())
    }

    fn spend(&mut self, marks: usize) -> Result<(), Fault> {
        self.marks = self.marks.checked_sub(marks as u64).ok_or(Fault::Limit(Limit::UnpackedBytes))?;
        Ok(())
    }

    fn text_object(&mut self, mut text: Text, budget: &Budget) -> Result<(), Fault> {
        let outside = self.xml.depth() - 1;
        let mut code: Option<Code> = None;
        while self.xml.depth() > outside {
            match self.xml.next(budget)? {
                Token::Open(tag) => match tag.name() {
                    "TextCode" => code = Some(Code::of(&tag)),
                    "CGTransform" => text.ligatures.extend(ligature(&tag)),
                    "FillColor" => text.light = is_light(&tag),
                    _ => {}
                },
                Token::Text(piece) => {
                    if let Some(code) = &mut code {
                        code.text.push_str(&piece);
                    }
                }
                Token::Close => {
                    // Only the end of the piece itself leaves its depth.
                    if self.xml.depth() == outside + 1
                        && let Some(code) = code.take()
                    {
                        self.spend(code.text.chars().count())?;
                        self.code(&mut text, &code);
                    }
                }
                Token::End { .. } => break,
            }
        }
        Ok(())
    }

    /// Places the characters of one piece.
    fn code(&mut self, text: &mut Text, code: &Code) {
        text.x = code.x.unwrap_or(text.x);
        text.y = code.y.unwrap_or(text.y);
        let chars: Vec<char> = code.text.chars().collect();
        let dx = offsets(&code.dx, chars.len());
        let dy = offsets(&code.dy, chars.len());
        let shares = shares(&chars, text, dx.len().max(dy.len()));
        text.codes += chars.len();
        let (mut x, mut y) = (text.x, text.y);
        let mut step = 0;
        for (at, &c) in chars.iter().enumerate() {
            let own = estimated(c) * text.size * text.horizontal;
            // A character within a ligature has its share of the width; the offset is that of the whole.
            let share = shares[at];
            let moved = if share.ends {
                let moved = text.moved(dx.get(step), dy.get(step), own);
                step += 1;
                moved
            } else {
                (0.0, 0.0)
            };
            self.glyph(text, c, (x, y), own.min(moved.0.hypot(moved.1).max(own * 0.3)), share);
            (x, y) = (x + moved.0, y + moved.1);
        }
    }

    fn glyph(&mut self, text: &Text, c: char, (x, y): (f32, f32), width: f32, share: Share) {
        let (along, across) = text.placing.scale();
        let (x, y) = text.placing.point(x, y);
        let size = text.size * across * POINTS;
        if c.is_control() || !(x.is_finite() && y.is_finite() && size.is_finite()) || size < 0.01 {
            return;
        }
        let width = width * along * POINTS / share.of as f32;
        let glyph = Glyph {
            c,
            x: x + width * share.at as f32,
            y,
            width,
            size,
            bold: text.bold,
            light: text.light,
            turn: text.turn(),
        };
        if text.visible { self.drawn.glyphs.push(glyph) } else { self.drawn.hidden.push(glyph) }
    }

    fn path_object(&mut self, placing: Placing, is_stroked: bool, budget: &Budget) -> Result<(), Fault> {
        let outside = self.xml.depth() - 1;
        let mut data = String::new();
        let mut in_data = false;
        while self.xml.depth() > outside {
            match self.xml.next(budget)? {
                Token::Open(tag) => in_data = tag.name() == "AbbreviatedData",
                Token::Text(text) if in_data => data.push_str(&text),
                Token::Text(_) => {}
                Token::Close => in_data = false,
                Token::End { .. } => break,
            }
        }
        for shape in shapes(&data) {
            self.spend(shape.len())?;
            let points: Vec<(f32, f32)> = shape.iter().map(|&(x, y)| placing.point(x, y)).collect();
            self.rules_of(&points, is_stroked);
        }
        Ok(())
    }

    fn rules_of(&mut self, points: &[(f32, f32)], is_stroked: bool) {
        // A box that is filled and so flat that it is a line.
        let (mut x0, mut y0, mut x1, mut y1) = (f32::MAX, f32::MAX, f32::MIN, f32::MIN);
        for &(x, y) in points {
            (x0, y0, x1, y1) = (x0.min(x), y0.min(y), x1.max(x), y1.max(y));
        }
        if let Some(rule) = Rule::of_box(x0, y0, x1, y1) {
            self.drawn.rules.push(rule);
        } else if is_stroked {
            for pair in points.windows(2) {
                let [(x0, y0), (x1, y1)] = [pair[0], pair[1]];
                let is_straight = (x0 - x1).abs() < 1.0 || (y0 - y1).abs() < 1.0;
                self.drawn.rules.extend(Rule::of_box(x0, y0, x1, y1).filter(|_| is_straight));
            }
        }
    }
}

pub(super) fn boundary(tag: &Tag<'_>) -> Boundary {
    tag.attribute("Boundary").and_then(|text| Boundary::read(&text)).unwrap_or_default()
}
