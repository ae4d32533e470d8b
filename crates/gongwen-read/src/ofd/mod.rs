//! OFD (GB/T 33190-2016), the national format of fixed pages: a package of XML parts, with placed characters as PDF
//! has them. [`structure`] finds the pages, [`content`] their characters, [`crate::page`] makes paragraphs of them.
//!
//! Seals, signatures, annotations and attachments are no part of the text. Composite graphics are not read, and said
//! so. A package may hold several documents.

mod content;
mod geometry;
mod structure;
mod text;

use gongwen::block::{Document, Format};

use crate::builder::Builder;
use crate::error::Fault;
use crate::limits::Budget;
use crate::package::Package;
use crate::page::{self, MARK, Page};
use content::{Pages, Scan};
use structure::{Body, Root};

/// Reads each document of a package on its own.
pub(crate) fn documents(bytes: &[u8], budget: &mut Budget) -> Result<Vec<Document>, Fault> {
    let mut documents = Vec::new();
    each(bytes, budget, |found, budget| {
        let mut builder = Builder::new(Format::Ofd);
        write(found, &mut builder, budget)?;
        documents.push(builder.finish());
        Ok(())
    })?;
    Ok(documents)
}

/// The pages of one document, and what is wrong with it.
struct Found {
    pages: Vec<Page>,
    damage: Vec<String>,
}

fn each(
    bytes: &[u8],
    budget: &mut Budget,
    mut take: impl FnMut(Found, &mut Budget) -> Result<(), Fault>,
) -> Result<(), Fault> {
    let mut package = Package::open(bytes, budget)?;
    let root = Root::read(&mut package, budget)?;
    let mut scans = Vec::new();
    let mut any_text = false;
    let mut pages_so_far = 0;
    let mut marks = budget.limits.unpacked_bytes / MARK;
    for path in &root.documents {
        let body = Body::read(&mut package, path, budget)?;
        pages_so_far += body.pages.len();
        budget.pages(pages_so_far)?;
        let mut damage = body.damage.clone();
        let mut reader = Pages::new(&mut package, body, marks);
        let mut pages = Vec::new();
        for at in 0..reader.count() {
            let Scan { page, is_picture } = reader.page(at, budget)?;
            let has_text = page.glyphs.iter().any(|glyph| !glyph.c.is_whitespace());
            any_text |= has_text;
            let mut page = page;
            if is_picture && !has_text {
                scans.push(page.number);
                page.damage.get_or_insert_with(|| {
                    format!("page {} is a picture without text; recognise its text (OCR) first", page.number)
                });
            }
            pages.push(page);
        }
        marks = reader.marks;
        if let Some(said) = unread(&pages) {
            damage.push(said);
        }
        take(Found { pages, damage }, budget)?;
    }
    match (any_text, scans.is_empty()) {
        (true, _) => Ok(()),
        (false, false) => Err(Fault::NoText { pages: scans }),
        (false, true) => Err(Fault::damaged("its pages", "none of them has text")),
    }
}

fn write(found: Found, builder: &mut Builder, budget: &mut Budget) -> Result<(), Fault> {
    page::lay_out(found.pages, builder, budget)?;
    for damage in found.damage {
        builder.damaged(&damage);
    }
    Ok(())
}

/// Producers that know the shapes of characters and not their meaning write ¤ for each.
fn unread(pages: &[Page]) -> Option<String> {
    let glyphs = || pages.iter().flat_map(|page| &page.glyphs);
    let is_unread = |c: char| matches!(c, '¤' | '\u{fffd}' | '\u{e000}'..='\u{f8ff}');
    let (unread, all) = (glyphs().filter(|glyph| is_unread(glyph.c)).count(), glyphs().count());
    (unread * 50 > all).then(|| {
        let percent = unread * 100 / all.max(1);
        format!("{percent} % of the characters have no known meaning")
    })
}

#[cfg(test)]
mod tests;
