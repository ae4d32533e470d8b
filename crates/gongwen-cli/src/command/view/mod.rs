//! `gongwen view`: a page to read circulars in, from files or from a converted output.

mod files;
mod tables;

use std::collections::HashSet;
use std::path::Path;

use gongwen_view::model::Document;
use gongwen_view::overview::Overview;
use gongwen_view::page::{PageOptions, page};

use super::print;
use crate::args::ViewArgs;
use crate::failure::{Failure, SUCCESS};

pub(crate) fn run(args: &ViewArgs) -> Result<u8, Failure> {
    let mut gathered = Gathered { limit: args.limit, ..Gathered::default() };
    let mut failed: Vec<gongwen_read::Error> = Vec::new();
    for path in &args.paths {
        if path.is_dir() {
            tables::read(path, &mut gathered)?;
        } else {
            files::read(path, args, &mut gathered, &mut failed)?;
        }
    }
    if let (0, 1) = (gathered.overview.documents(), failed.len()) {
        return Err(failed.remove(0).into());
    }
    for error in &failed {
        eprintln!("gongwen: {error}");
    }
    // With no document at all, the file stays as it was.
    if gathered.overview.documents() > 0 || failed.is_empty() {
        let options = PageOptions { title: args.title.clone() };
        write(&args.output, &page(&gathered.documents, Some(&gathered.overview), &options))?;
    }
    match failed.len() {
        0 => Ok(SUCCESS),
        failed => Err(Failure::Some { failed }),
    }
}

/// What goes into the page.
#[derive(Default)]
struct Gathered {
    documents: Vec<Document>,
    overview: Overview,
    keys: HashSet<String>,
    limit: usize,
}

impl Gathered {
    /// Counts a document, and keeps it while there is room; one that is there already is none.
    fn add(&mut self, document: Document) {
        if !self.keys.insert(document.key.clone()) {
            return;
        }
        self.overview.add(&document);
        if self.documents.len() < self.limit {
            self.documents.push(document);
        }
    }
}

fn write(output: &Path, page: &str) -> Result<(), Failure> {
    if output == Path::new("-") {
        return print(page);
    }
    std::fs::write(output, page).map_err(|error| Failure::write(&output.display().to_string(), error))
}
