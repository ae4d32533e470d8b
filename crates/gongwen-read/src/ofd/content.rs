//! Content of pages: text objects to characters, path objects to ruling lines.

use std::collections::HashMap;

use super::geometry::{Boundary, POINTS, Placing, offsets, shapes};
use super::structure::{Body, identifier, part};
use crate::error::Fault;
use crate::limits::{Budget, Limit};
use crate::package::Package;
use crate::page::{Glyph, Page, Rule, Turn};
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

/// A text object and what its characters have in common.
struct Text {
    placing: Placing,
    size: f32,
    horizontal: f32,
    bold: bool,
    light: bool,
    visible: bool,
    /// Degrees by which characters follow one another: 0 to the right, 90 downwards.
    direction: i32,
    /// Codes that one shape stands for: first, how many.
    ligatures: Vec<(usize, usize)>,
    /// Where the last piece began: what a piece leaves out is as there.
    x: f32,
    y: f32,
    codes: usize,
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

impl Text {
    fn of(tag: &Tag<'_>, fonts: &HashMap<String, bool>) -> Self {
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
    fn moved(&self, dx: Option<&f32>, dy: Option<&f32>, own: f32) -> (f32, f32) {
        match (dx, dy, self.direction) {
            (None, None, 90) => (0.0, self.size),
            (None, None, 270) => (0.0, -self.size),
            (None, None, 180) => (-own, 0.0),
            (None, None, _) => (own, 0.0),
            (dx, dy, _) => (dx.copied().unwrap_or(0.0), dy.copied().unwrap_or(0.0)),
        }
    }

    fn turn(&self) -> Turn {
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
struct Code {
    x: Option<f32>,
    y: Option<f32>,
    dx: String,
    dy: String,
    text: String,
}

impl Code {
    fn of(tag: &Tag<'_>) -> Self {
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
struct Share {
    at: usize,
    of: usize,
    ends: bool,
}

/// Characters that share a shape, where there are not as many offsets as characters.
fn shares(chars: &[char], text: &Text, offsets: usize) -> Vec<Share> {
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
fn ligature(tag: &Tag<'_>) -> Option<(usize, usize)> {
    let number = |name| tag.attribute(name).and_then(|value| value.trim().parse::<usize>().ok());
    let (first, codes) = (number("CodePosition")?, number("CodeCount").unwrap_or(1));
    let shapes = number("GlyphCount").unwrap_or(1);
    (codes > 1 && shapes == 1).then_some((first, codes))
}

fn boundary(tag: &Tag<'_>) -> Boundary {
    tag.attribute("Boundary").and_then(|text| Boundary::read(&text)).unwrap_or_default()
}

/// The width of a character in its size, where nothing states it.
fn estimated(c: char) -> f32 {
    if c.is_ascii() { 0.5 } else { 1.0 }
}

fn is_light(tag: &Tag<'_>) -> bool {
    const LIGHT: f32 = 0.6;
    let alpha = tag.attribute("Alpha").and_then(|alpha| alpha.trim().parse::<f32>().ok()).unwrap_or(255.0) / 255.0;
    let value = tag.attribute("Value").unwrap_or_default();
    let parts: Vec<f32> = super::geometry::numbers(&value).map(|part| part / 255.0).collect();
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
