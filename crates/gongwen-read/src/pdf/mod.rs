//! PDF with a text layer: hayro runs the content of the pages, [`device`] keeps the characters and ruling lines, and
//! [`crate::page`] makes paragraphs of them.
//!
//! A file is told whole by its end mark, the number of its pages and the check sums of their contents. What has no
//! text, a scan, is named page by page. Annotations are no part of the text and are left out.

mod bomb;
mod collect;
mod device;
mod font;
mod whole;

use gongwen::block::{Document, Format, LeftOutReason};

use crate::builder::Builder;
use crate::contain::contain;
use crate::error::Fault;
use crate::limits::Budget;
use crate::page::{self, Page};
use collect::{Bounds, Collected, collect};

/// Within this many bytes of its end a file has its end mark (ISO 32000-1, 7.5.5; readers look at the last 1024).
const END_WITHIN: usize = 2048;
/// A page with fewer characters than this, on a picture that fills it, is a scan with a stamped number.
const FEW: usize = 12;

/// Reads a file.
pub(crate) fn read(bytes: Vec<u8>, budget: &mut Budget) -> Result<Document, Fault> {
    let is_whole = memchr::memmem::find(&bytes[bytes.len().saturating_sub(END_WITHIN)..], b"%%EOF").is_some();
    bomb::check(&bytes, budget)?;
    let bounds = Bounds::of(budget);
    let collected = contain(budget, move || collect(bytes, &bounds))?;
    budget.pages(collected.pages.len())?;
    has_text(&collected, is_whole)?;
    write(collected, is_whole, budget)
}

fn write(collected: Collected, is_whole: bool, budget: &mut Budget) -> Result<Document, Fault> {
    let Collected { mut pages, pictures, declared, notes, .. } = collected;
    let mut builder = Builder::new(Format::Pdf);
    for number in pictures {
        if let Some(page) = pages.iter_mut().find(|page| page.number == number && page.glyphs.len() < FEW) {
            page.damage.get_or_insert_with(|| {
                format!("page {number} is a picture without text; recognise its text (OCR) first")
            });
        }
    }
    for (number, text) in notes {
        builder.left_out(LeftOutReason::Comment, &text, page::on_page(number));
    }
    let unread = unread_share(&pages);
    let found = pages.len();
    page::lay_out(pages, &mut builder, budget)?;
    if let Some(declared) = declared.filter(|&declared| declared > found) {
        builder.damaged(&format!("the file says that it has {declared} pages; {found} could be read"));
    }
    if !is_whole {
        builder.damaged("the file ends without its end mark (%%EOF); what followed is missing");
    }
    if unread > UNREAD {
        let percent = (unread * 100.0).round();
        builder
            .damaged(&format!("{percent} % of the characters have no known meaning: fonts without Unicode"));
    }
    Ok(builder.finish())
}

/// Above this share of characters without meaning, a file is damaged; above the second, it has no text.
const UNREAD: f64 = 0.02;
const UNREADABLE: f64 = 0.5;

/// The share of characters that have no Unicode, or only a private one.
fn unread_share(pages: &[Page]) -> f64 {
    let is_unread = |c: char| matches!(c, '\u{fffd}' | '\u{e000}'..='\u{f8ff}' | '\u{f0000}'..);
    let (mut all, mut unread) = (0u32, 0u32);
    for glyph in pages.iter().flat_map(|page| &page.glyphs) {
        all += 1;
        unread += u32::from(is_unread(glyph.c));
    }
    f64::from(unread) / f64::from(all.max(1))
}

/// Fails where no page has text.
fn has_text(collected: &Collected, is_whole: bool) -> Result<(), Fault> {
    let pages = &collected.pages;
    let shown = pages.iter().flat_map(|page| &page.glyphs).filter(|glyph| !glyph.c.is_whitespace()).count();
    let on_scans = pages.iter().all(|page| {
        page.glyphs.is_empty() || (page.glyphs.len() < FEW && collected.pictures.contains(&page.number))
    });
    if shown > 0 && !on_scans && unread_share(pages) <= UNREADABLE {
        return Ok(());
    }
    if collected.pictures.is_empty() && (!is_whole || pages.is_empty()) {
        return Err(Fault::damaged("its pages", "none of their text is left"));
    }
    if let Some((page, damage)) = pages.iter().find_map(|page| Some((page, page.damage.as_ref()?)))
        && shown == 0
        && collected.pictures.is_empty()
    {
        return Err(Fault::damaged(format!("page {}", page.number), damage.as_str()));
    }
    Err(Fault::NoText { pages: pages.iter().map(|page| page.number).collect() })
}
