//! Word since 2007 (ECMA-376): parts of a package, found by their relationships.
//!
//! | module | what it reads |
//! |---|---|
//! | `relation` | which part is what |
//! | `format` | properties of runs and paragraphs |
//! | `style` | styles |
//! | `numbering` | lists: the numbers that Word counts |
//! | `field` | instructions and results |
//! | `open` | what is open while a part is read |
//! | `story` | a part with text: body, notes, comments, headers |
//! | `paragraph`, `table` | what stands in a story |
//!
//! Not read, but told: charts, and documents embedded whole.

mod field;
mod format;
mod numbering;
mod open;
mod paragraph;
mod relation;
mod story;
mod style;
mod table;

use std::collections::HashSet;

use gongwen::block::{Document, Format, Origin};

use crate::builder::Builder;
use crate::error::Fault;
use crate::heads::Heads;
use crate::limits::Budget;
use crate::package::Package;
use numbering::Lists;
use relation::Relations;
use story::{Kind, Shared, Story};
use style::Styles;

/// The body, where nothing says otherwise.
const BODY: &str = "word/document.xml";

/// Reads a package.
pub(crate) fn read(bytes: &[u8], budget: &mut Budget) -> Result<Document, Fault> {
    let mut package = Package::open(bytes, budget)?;
    let mut shared = Shared {
        builder: Builder::new(Format::Docx),
        styles: Styles::default(),
        lists: Lists::default(),
        tables: 0,
    };
    if package.is_cut() {
        shared.builder.damaged("the package is cut: parts of it may be missing");
    }
    let body = relation::body(&mut package, &mut shared.builder, budget)?;
    let relations = Relations::of(&body, &mut package, &mut shared.builder, budget)?;
    read_styles(&relations, &mut package, &mut shared, budget)?;
    let main = package.part(&body, budget)?.ok_or_else(|| Fault::damaged(&body, "no such part"))?;
    let whole = main.whole;
    let (bytes, text) = main.into_utf8();
    let ended = Story::new(&mut shared, Kind::Body, &body).read(&bytes, budget)?;
    shared.builder.tell(&body, whole && ended, text);
    if shared.builder.is_empty() && !(whole && ended) {
        return Err(Fault::damaged(&body, "cut before any text"));
    }
    for chart in relations.parts("chart") {
        shared.builder.damaged(&format!("{chart}: a chart, whose text is not read"));
    }
    for (kind, names) in [
        (Kind::Notes, ["diagramData", "diagramData"]),
        (Kind::Notes, ["footnotes", "endnotes"]),
        (Kind::Comments, ["comments", "comments"]),
        (Kind::Margin, ["header", "footer"]),
    ] {
        if names[0] == "footnotes" {
            shared.builder.notes();
        }
        read_stories(kind, names, &relations, &mut package, &mut shared, budget)?;
    }
    Ok(shared.builder.finish())
}

fn read_styles(
    relations: &Relations,
    package: &mut Package<'_>,
    shared: &mut Shared,
    budget: &mut Budget,
) -> Result<(), Fault> {
    for name in relations.parts("styles") {
        if let Some((bytes, whole)) = aside(name, package, &mut shared.builder, budget)? {
            let ended = shared.styles.read(&bytes, budget)?;
            shared.builder.tell(name, whole && ended, true);
        }
    }
    for name in relations.parts("numbering") {
        if let Some((bytes, whole)) = aside(name, package, &mut shared.builder, budget)? {
            let ended = shared.lists.read(&bytes, budget)?;
            shared.builder.tell(name, whole && ended, true);
        }
    }
    shared.lists.link(&shared.styles);
    Ok(())
}

/// Reads stories beside the body.
fn read_stories(
    kind: Kind,
    names: [&str; 2],
    relations: &Relations,
    package: &mut Package<'_>,
    shared: &mut Shared,
    budget: &mut Budget,
) -> Result<(), Fault> {
    // Every section may have the same head.
    let mut heads = Heads::default();
    let mut seen = HashSet::new();
    shared.lists.restart();
    for name in names {
        for part in relations.parts(name) {
            if !seen.insert(part.to_owned()) {
                continue;
            }
            let Some((bytes, whole)) = aside(part, package, &mut shared.builder, budget)? else { continue };
            // Heads and feet count on among themselves.
            if kind != Kind::Margin {
                shared.lists.restart();
            }
            let mut story = Story::new(shared, kind, part);
            let ended = story.read(&bytes, budget)?;
            let margin = std::mem::take(&mut story.margin);
            shared.builder.tell(part, whole && ended, true);
            for (page, text) in margin {
                let mut origin = Origin::default();
                origin.part = Some(part.to_owned());
                heads.leave_out(&mut shared.builder, &text, page, origin);
            }
        }
    }
    Ok(())
}

/// Unpacks a part that the body can be read without.
fn aside(
    name: &str,
    package: &mut Package<'_>,
    builder: &mut Builder,
    budget: &mut Budget,
) -> Result<Option<(Vec<u8>, bool)>, Fault> {
    let part = match package.part(name, budget) {
        Err(Fault::Damaged { place, what }) => {
            builder.damaged(&format!("{place}: {what}"));
            None
        }
        part => part?,
    };
    Ok(part.map(|part| {
        let whole = part.whole;
        let (bytes, text) = part.into_utf8();
        (bytes, whole && text)
    }))
}
