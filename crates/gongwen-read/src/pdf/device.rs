//! Where hayro draws a page: characters and ruling lines are kept, all else is passed over.

use std::time::Instant;

use hayro_interpret::font::{Glyph as PdfGlyph, GlyphRun, PositionedGlyph};
use hayro_interpret::hayro_cmap::{BfString, WritingMode};
use hayro_interpret::kurbo::{Affine, BezPath, PathEl, Point, Rect, Shape as _};
use hayro_interpret::{BlendMode, ClipPath, DrawMode, DrawProps, Image, ImageDrawProps, Paint, SoftMask};

use super::collect::Bounds;
use super::font::{Face, Faces};
use crate::limits::Limit;
use crate::page::{Glyph, Rule, Turn};

/// What the library is stopped with at a limit: it offers no other way to end the reading of a page.
pub(super) struct Stopped(pub(super) Limit);

/// What a page has on it.
pub(super) struct Marks {
    pub(super) glyphs: Vec<Glyph>,
    pub(super) rules: Vec<Rule>,
    /// The area that pictures cover.
    pub(super) picture: f32,
    /// Marks that were made so far, on all pages.
    pub(super) made: u64,
    /// Whether the library came to the end of the page.
    pub(super) whole: bool,
}

/// Keeps the marks of one page.
pub(super) struct Device<'f> {
    faces: &'f Faces,
    picture: f32,
    deadline: Instant,
    /// Marks that may be made, and those that were made, on all pages.
    most: u64,
    made: u64,
    calls: u32,
    glyphs: Vec<Glyph>,
    rules: Vec<Rule>,
}

impl<'f> Device<'f> {
    pub(super) fn new(faces: &'f Faces, bounds: &Bounds, made: u64) -> Self {
        Self {
            faces,
            picture: 0.0,
            deadline: bounds.deadline,
            most: bounds.marks,
            made,
            calls: 0,
            glyphs: Vec::new(),
            rules: Vec::new(),
        }
    }

    pub(super) fn take(self) -> Marks {
        let Self { glyphs, rules, picture, made, .. } = self;
        Marks { glyphs, rules, picture, made, whole: true }
    }

    /// Counts what a call may add, and stops the library at a limit.
    fn spend(&mut self, marks: usize) {
        const EVERY: u32 = 64;
        self.made = self.made.saturating_add(marks as u64);
        self.calls += 1;
        let limit = if self.made > self.most {
            Limit::UnpackedBytes
        } else if self.calls.is_multiple_of(EVERY) && Instant::now() > self.deadline {
            Limit::Time
        } else {
            return;
        };
        // Without the hook that prints: it is no bug.
        std::panic::resume_unwind(Box::new(Stopped(limit)));
    }

    fn glyph(&mut self, placed: &PositionedGlyph<'_>, props: &Drawn, next: Option<&PositionedGlyph<'_>>) {
        let transform = props.transform * placed.transform();
        let [a, b, c, d, x, y] = transform.as_coeffs();
        let size = c.hypot(d) * 1000.0;
        if !(size.is_finite() && x.is_finite() && y.is_finite()) || size < 0.01 {
            return;
        }
        let mut width = advance(placed).unwrap_or(0.5) * size;
        // The place of the next character says more than a width that may not be stated.
        if let Some(next) = next {
            let next = (props.transform * next.transform()) * Point::ZERO;
            let apart = (next.x - x).hypot(next.y - y);
            if apart > 0.01 && apart < width {
                width = apart;
            }
        }
        let turn = if props.is_vertical { Turn::Down } else { Turn::of(a, b) };
        let glyph = Glyph {
            c: '\u{fffd}',
            x: x as f32,
            y: y as f32,
            width: width as f32,
            size: size as f32,
            bold: props.face.bold || self.faces.is_bold(placed),
            light: props.is_light,
            turn,
        };
        match text_of(placed, &props.face, self.faces) {
            Some(BfString::Char(c)) => self.keep(Glyph { c, ..glyph }),
            Some(BfString::String(text)) => self.ligature(&text, glyph),
            // What leaves no ink is a space that need not be named.
            None if is_blank(placed) => {}
            None => self.keep(glyph),
        }
    }

    /// Several characters in one: each has its share of the width.
    fn ligature(&mut self, text: &str, glyph: Glyph) {
        let count = text.chars().count().max(1);
        self.spend(count);
        let width = glyph.width / count as f32;
        for (at, c) in text.chars().enumerate() {
            self.keep(Glyph { c, x: glyph.x + width * at as f32, width, ..glyph });
        }
    }

    /// Keeps a character; one drawn twice, filled and outlined, is bold.
    fn keep(&mut self, glyph: Glyph) {
        if !glyph.c.is_control() {
            self.glyphs.push(glyph);
        }
    }

    fn rule(&mut self, x0: f64, y0: f64, x1: f64, y1: f64) {
        if let Some(rule) = Rule::of_box(x0 as f32, y0 as f32, x1 as f32, y1 as f32) {
            self.rules.push(rule);
        }
    }

    fn rule_of(&mut self, rect: Rect) {
        self.rule(rect.x0, rect.y0, rect.x1, rect.y1);
    }

    /// The sides of a box.
    fn sides(&mut self, rect: Rect) {
        let Rect { x0, y0, x1, y1 } = rect;
        for (x0, y0, x1, y1) in [(x0, y0, x1, y0), (x0, y1, x1, y1), (x0, y0, x0, y1), (x1, y0, x1, y1)] {
            self.rule(x0, y0, x1, y1);
        }
    }

    fn stroke(&mut self, path: &BezPath, transform: Affine) {
        let (mut start, mut at) = (Point::ZERO, Point::ZERO);
        for element in path.elements() {
            let to = match *element {
                PathEl::MoveTo(to) => {
                    (start, at) = (to, to);
                    continue;
                }
                PathEl::LineTo(to) => to,
                PathEl::ClosePath => start,
                PathEl::QuadTo(_, to) | PathEl::CurveTo(_, _, to) => {
                    at = to;
                    continue;
                }
            };
            let (from, end) = (transform * at, transform * to);
            // Aslant is no ruling line.
            if (from.x - end.x).abs() < 1.0 || (from.y - end.y).abs() < 1.0 {
                self.rule(from.x, from.y, end.x, end.y);
            }
            at = to;
        }
    }

    /// Flat filled shapes, each of a path on its own.
    fn fill(&mut self, path: &BezPath, transform: Affine) {
        let elements = path.elements();
        let mut from = 0;
        for to in 1..=elements.len() {
            if to < elements.len() && !matches!(elements[to], PathEl::MoveTo(_)) {
                continue;
            }
            let shape = &elements[from..to];
            from = to;
            // A ruling line has four corners; letters drawn as shapes have more.
            if shape.len() <= 6 && !shape.iter().any(|element| matches!(element, PathEl::CurveTo(..))) {
                let points =
                    shape.iter().filter_map(|element| element.end_point()).map(|point| transform * point);
                if let Some(bounds) = bounds(points) {
                    self.rule_of(bounds);
                }
            }
        }
    }
}

fn bounds(points: impl Iterator<Item = Point>) -> Option<Rect> {
    points.map(|point| Rect::from_points(point, point)).reduce(|a, b| a.union(b))
}

/// What all characters of a run have in common.
struct Drawn {
    transform: Affine,
    face: Face,
    is_light: bool,
    is_vertical: bool,
}

fn text_of(placed: &PositionedGlyph<'_>, face: &Face, faces: &Faces) -> Option<BfString> {
    match placed.as_unicode() {
        Some(BfString::Char('\0' | '\u{fffd}')) | None => face.decode(placed.char_code(), faces),
        known => known,
    }
}

/// How far a character moves on, in its size.
fn advance(placed: &PositionedGlyph<'_>) -> Option<f64> {
    let width = match &**placed {
        PdfGlyph::Outline(glyph) => glyph.advance_width(),
        PdfGlyph::Type3(glyph) => glyph.advance_width(),
    };
    width.map(|width| f64::from(width) / 1000.0).filter(|width| (0.01..8.0).contains(width))
}

fn is_blank(placed: &PositionedGlyph<'_>) -> bool {
    match &**placed {
        PdfGlyph::Outline(glyph) => glyph.outline().elements().is_empty(),
        PdfGlyph::Type3(_) => false,
    }
}

fn is_light(paint: &Paint<'_>) -> bool {
    const LIGHT: f32 = 0.6;
    match paint {
        Paint::Color(color) => {
            let [r, g, b, alpha] = color.to_rgba().components();
            let grey = 0.3 * r + 0.6 * g + 0.1 * b;
            1.0 - alpha * (1.0 - grey) > LIGHT
        }
        Paint::Pattern(_) => false,
    }
}

impl<'a> hayro_interpret::Device<'a> for Device<'_> {
    fn draw_path(&mut self, path: &BezPath, props: DrawProps<'a>, mode: &DrawMode) {
        self.spend(path.elements().len());
        match mode {
            DrawMode::Stroke(_) => self.stroke(path, props.transform),
            DrawMode::Fill(_) | DrawMode::FillAndStroke(..) => self.fill(path, props.transform),
            DrawMode::Invisible => {}
        }
    }

    fn draw_rect(&mut self, rect: &Rect, props: DrawProps<'a>, mode: &DrawMode) {
        self.spend(4);
        let placed = props.transform.transform_rect_bbox(*rect);
        match mode {
            DrawMode::Stroke(_) => self.sides(placed),
            DrawMode::Fill(_) | DrawMode::FillAndStroke(..) => self.rule_of(placed),
            DrawMode::Invisible => {}
        }
    }

    fn draw_glyph_run(&mut self, run: &GlyphRun<'_, 'a>, props: DrawProps<'a>, mode: &DrawMode) {
        let glyphs = run.glyphs();
        self.spend(glyphs.len());
        let Some(first) = glyphs.first() else { return };
        let mut face = self.faces.of(first);
        // Outlined besides being filled: that is how text is made bold without a bold font.
        face.bold |= matches!(mode, DrawMode::Stroke(_) | DrawMode::FillAndStroke(..));
        let drawn = Drawn {
            transform: props.transform,
            face,
            is_light: !matches!(mode, DrawMode::Invisible) && is_light(&props.paint),
            is_vertical: run.writing_mode() == WritingMode::Vertical,
        };
        for (at, glyph) in glyphs.iter().enumerate() {
            self.glyph(glyph, &drawn, glyphs.get(at + 1));
        }
    }

    fn draw_image(&mut self, _: Image<'a, '_>, props: ImageDrawProps<'a>) {
        self.spend(1);
        let placed = props.transform * Rect::new(0.0, 0.0, 1.0, 1.0).to_path(0.1);
        let area = placed.bounding_box().area();
        self.picture += area as f32;
    }

    fn push_clip_path(&mut self, _: &ClipPath) {
        self.spend(0);
    }

    fn push_clip_rect(&mut self, _: &Rect) {
        self.spend(0);
    }

    fn push_transparency_group(&mut self, _: f32, _: Option<SoftMask<'a>>, _: BlendMode) {
        self.spend(0);
    }

    fn pop_clip(&mut self) {}

    fn pop_transparency_group(&mut self) {}
}
