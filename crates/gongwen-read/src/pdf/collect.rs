//! Runs the content of all pages. All of this stands on the thread of [`crate::contain`].

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::time::Instant;

use hayro_interpret::kurbo::{Affine, Rect};
use hayro_interpret::{Context, InterpreterCache, InterpreterSettings, RenderContent, interpret_page};
use hayro_syntax::object::{Array, Dict, MaybeRef, Object};
use hayro_syntax::page::Page as PdfPage;
use hayro_syntax::{LoadPdfError, Pdf};

use super::device::{Device, Marks, Stopped};
use super::font::Faces;
use super::whole::is_content_whole;
use crate::error::Fault;
use crate::limits::{Budget, Limit};
use crate::page::{MARK, Page};

/// What reading may cost.
pub(super) struct Bounds {
    pub(super) deadline: Instant,
    pages: usize,
    /// Characters and ruling lines of all pages.
    pub(super) marks: u64,
}

impl Bounds {
    pub(super) fn of(budget: &Budget) -> Self {
        Self {
            deadline: Instant::now() + budget.time_left(),
            pages: usize::try_from(budget.limits.pages).unwrap_or(usize::MAX),
            marks: budget.limits.unpacked_bytes / MARK,
        }
    }
}

/// What was found.
#[derive(Debug, Default)]
pub(super) struct Collected {
    pub(super) pages: Vec<Page>,
    /// Numbers of pages that a picture fills.
    pub(super) pictures: Vec<u32>,
    /// How many pages the file says that it has.
    pub(super) declared: Option<usize>,
    /// Text of annotations, with the numbers of their pages.
    pub(super) notes: Vec<(u32, String)>,
}

pub(super) fn collect(bytes: Vec<u8>, bounds: &Bounds) -> Result<Collected, Fault> {
    let pdf = Pdf::new(bytes).map_err(|error| match error {
        LoadPdfError::Decryption(_) => Fault::Encrypted,
        LoadPdfError::Invalid => Fault::damaged("its table of objects", "no page can be found"),
    })?;
    if pdf.pages().len() > bounds.pages {
        return Err(Fault::Limit(Limit::Pages));
    }
    check_widths(&pdf, bounds)?;
    let mut collected = Collected { declared: declared(&pdf), ..Collected::default() };
    let mut run = Run::new(&pdf, bounds);
    for (page, number) in pdf.pages().iter().zip(1..) {
        run.page(page, number, &mut collected)?;
    }
    Ok(collected)
}

/// The number of pages that the page tree claims.
fn declared(pdf: &Pdf) -> Option<usize> {
    let root = pdf.xref().get::<Dict<'_>>(pdf.xref().root_id())?;
    let count = root.get::<Dict<'_>>(b"Pages")?.get::<u32>(b"Count")?;
    usize::try_from(count).ok()
}

/// What is kept from page to page.
struct Run<'a> {
    pdf: &'a Pdf,
    bounds: &'a Bounds,
    cache: InterpreterCache<'a>,
    faces: Faces,
    marks: u64,
}

impl<'a> Run<'a> {
    fn new(pdf: &'a Pdf, bounds: &'a Bounds) -> Self {
        Self { pdf, bounds, cache: InterpreterCache::new(), faces: Faces::default(), marks: 0 }
    }

    fn page(&mut self, page: &PdfPage<'a>, number: u32, collected: &mut Collected) -> Result<(), Fault> {
        let (width, height) = page.render_dimensions();
        let mut found = Page { number, width, height, ..Page::default() };
        if !is_content_whole(page) {
            found.damage = Some(format!("the content of page {number} is damaged; text may be missing"));
        }
        let marks = self.run(page, RenderContent::PAGE)?;
        if !marks.whole {
            found.damage =
                Some(format!("page {number} or a font of it is damaged; text may be missing or wrong"));
        }
        if marks.picture > width * height * 0.5 {
            collected.pictures.push(number);
        }
        (found.glyphs, found.rules) = (marks.glyphs, marks.rules);
        if page.raw().contains_key(b"Annots") {
            let marks = self.run(page, RenderContent::ANNOTATIONS)?;
            collected.notes.push((number, marks.glyphs.iter().map(|glyph| glyph.c).collect()));
        }
        collected.pages.push(found);
        Ok(())
    }

    fn run(&mut self, page: &PdfPage<'a>, content: RenderContent) -> Result<Marks, Fault> {
        let settings = InterpreterSettings { render_content: content, ..InterpreterSettings::default() };
        let transform = Affine::new(page.initial_transform(true).as_coeffs());
        let (width, height) = page.render_dimensions();
        let area = Rect::new(0.0, 0.0, width.into(), height.into());
        let context = || Context::new(transform, area, &self.cache, self.pdf.xref(), settings.clone());
        let damaged = self.faces.damaged;
        let learned = catch_unwind(AssertUnwindSafe(|| self.faces.learn(page.resources(), &mut context())));
        let mut device = Device::new(&self.faces, self.bounds, self.marks);
        let ran = learned.and_then(|()| {
            catch_unwind(AssertUnwindSafe(|| interpret_page(page, &mut context(), &mut device)))
        });
        let mut marks = device.take();
        self.marks = marks.made;
        marks.whole &= self.faces.damaged == damaged;
        if let Err(panic) = ran {
            if let Some(Stopped(limit)) = panic.downcast_ref::<Stopped>() {
                return Err(Fault::Limit(*limit));
            }
            // What the panic left half done is not used again.
            self.cache = InterpreterCache::new();
            marks.whole = false;
        }
        Ok(marks)
    }
}

/// Fails on a table of widths for more characters than a font can have: the library would write all of them out.
fn check_widths(pdf: &Pdf, bounds: &Bounds) -> Result<(), Fault> {
    const EVERY: usize = 1024;
    for (count, object) in pdf.objects().into_iter().enumerate() {
        if count % EVERY == 0 && Instant::now() > bounds.deadline {
            return Err(Fault::Limit(Limit::Time));
        }
        if has_wide_range(&object, 0) {
            return Err(Fault::damaged("a font", "a table of widths without end"));
        }
    }
    Ok(())
}

fn has_wide_range(object: &Object<'_>, depth: usize) -> bool {
    const DEPTH: usize = 8;
    if depth > DEPTH {
        return false;
    }
    let in_dict = |dict: &Dict<'_>| {
        let is_wide =
            |key: &[u8], numbers| dict.get::<Array<'_>>(key).is_some_and(|widths| is_wide(&widths, numbers));
        if (dict.contains_key(b"W") && is_wide(b"W", 1)) || (dict.contains_key(b"W2") && is_wide(b"W2", 3)) {
            return true;
        }
        dict.entries().any(|(_, value)| match value {
            MaybeRef::NotRef(value) => has_wide_range(&value, depth + 1),
            MaybeRef::Ref(_) => false,
        })
    };
    match object {
        Object::Dict(dict) => in_dict(dict),
        Object::Stream(stream) => in_dict(stream.dict()),
        Object::Array(array) if depth > 0 => array.raw_iter().any(|item| match item {
            MaybeRef::NotRef(item) => has_wide_range(&item, depth + 1),
            MaybeRef::Ref(_) => false,
        }),
        _ => false,
    }
}

/// `first [w …]` or `first last w`, with so many numbers for each width (ISO 32000-1, 9.7.4.3).
fn is_wide(widths: &Array<'_>, numbers: usize) -> bool {
    const CIDS: f64 = 65_536.0;
    let mut items = widths.iter::<Object<'_>>();
    while let Some(Object::Number(first)) = items.next() {
        if let Some(Object::Number(last)) = items.next() {
            if last.as_f64() - first.as_f64() > CIDS {
                return true;
            }
            for _ in 0..numbers {
                items.next();
            }
        }
    }
    false
}
