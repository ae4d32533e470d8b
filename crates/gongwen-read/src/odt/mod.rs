//! OpenDocument text (ISO/IEC 26300).
//!
//! | module | what it reads |
//! |---|---|
//! | `style` | styles of paragraphs and text |
//! | `list` | lists: the numbers that they show |
//! | `story`, `paragraph` | text: the body, heads and feet of pages |
//!
//! Not read, but told: formulas, charts and other objects, which are packages of their own.

mod list;
mod paragraph;
mod story;
mod style;

use gongwen::block::{Document, Format, Origin};

use crate::builder::Builder;
use crate::error::Fault;
use crate::heads::Heads;
use crate::limits::Budget;
use crate::package::{Package, Part};
use crate::xml::{Token, Xml};
use story::Story;
use style::{Sheet, Styles};

const CONTENT: &str = "content.xml";
const STYLES: &str = "styles.xml";
const MANIFEST: &str = "META-INF/manifest.xml";

/// Reads a package.
pub(crate) fn read(bytes: &[u8], budget: &mut Budget) -> Result<Document, Fault> {
    let mut package = Package::open(bytes, budget)?;
    let mut builder = Builder::new(Format::Odt);
    if package.is_cut() {
        builder.damaged("the package is cut: parts of it may be missing");
    }
    refuse_encrypted(&mut package, budget)?;
    let content = package.part(CONTENT, budget)?.ok_or_else(|| Fault::damaged(CONTENT, "no such part"))?;
    let common = read_styles(&mut package, &mut builder, budget)?;

    let whole = content.whole;
    let (bytes, text) = content.into_utf8();
    let mut xml = Xml::new(&bytes);
    let mut styles = Styles::new(common, Sheet::default());
    loop {
        match xml.next(budget)? {
            Token::Open(tag) => match tag.name() {
                "automatic-styles" => styles.own.read(&mut xml, budget)?,
                "body" => Story::new(&mut builder, &mut styles, CONTENT, false).read(&mut xml, budget)?,
                _ => {}
            },
            Token::Close | Token::Text(_) => {}
            Token::End { .. } => break,
        }
    }
    let whole = whole && !xml.is_cut();
    if builder.is_empty() && !whole {
        return Err(Fault::damaged(CONTENT, "cut before any text"));
    }
    builder.tell(CONTENT, whole, text);
    Ok(builder.finish())
}

/// A package with a password keeps its parts as bytes that say nothing (Part 2, 4.8.3).
fn refuse_encrypted(package: &mut Package<'_>, budget: &mut Budget) -> Result<(), Fault> {
    if package.has("encrypted-package") {
        return Err(Fault::Encrypted);
    }
    let manifest = match package.part(MANIFEST, budget) {
        // The text can be read without it.
        Err(Fault::Damaged { .. }) => None,
        manifest => manifest?,
    };
    let encrypted = |part: &Part| memchr::memmem::find(&part.bytes, b"encryption-data").is_some();
    if manifest.is_some_and(|part| encrypted(&part)) { Err(Fault::Encrypted) } else { Ok(()) }
}

/// Reads the common styles, and the heads and feet of pages beside them.
fn read_styles(
    package: &mut Package<'_>,
    builder: &mut Builder,
    budget: &mut Budget,
) -> Result<Sheet, Fault> {
    let part = match package.part(STYLES, budget) {
        Err(Fault::Damaged { place, what }) => {
            builder.damaged(&format!("{place}: {what}"));
            None
        }
        part => part?,
    };
    let mut styles = Styles::default();
    let Some(part) = part else { return Ok(styles.into_common()) };
    let whole = part.whole;
    let (bytes, text) = part.into_utf8();
    let mut xml = Xml::new(&bytes);
    loop {
        match xml.next(budget)? {
            Token::Open(tag) => match tag.name() {
                "styles" => styles.common.read(&mut xml, budget)?,
                "automatic-styles" => styles.own.read(&mut xml, budget)?,
                "master-styles" => {
                    let mut story = Story::new(builder, &mut styles, STYLES, true);
                    story.read(&mut xml, budget)?;
                    let lines = story.into_lines();
                    leave_out(lines, builder);
                }
                _ => {}
            },
            Token::Close | Token::Text(_) => {}
            Token::End { .. } => break,
        }
    }
    builder.tell(STYLES, whole && !xml.is_cut(), text);
    Ok(styles.into_common())
}

fn leave_out(lines: Vec<(bool, String)>, builder: &mut Builder) {
    let mut heads = Heads::default();
    for (page, text) in lines {
        let mut origin = Origin::default();
        origin.part = Some(STYLES.to_owned());
        heads.leave_out(builder, &text, page, origin);
    }
}
