//! From files to the documents that the core parses: the only crate that opens files.
//!
//! | module | what it reads |
//! |---|---|
//! | `sniff` | what a file is, by its content |
//! | `encoding` | bytes to text |
//! | `text` | Markdown, plain text |
//! | `html` | web pages: their main text, and what they say of the document |
//! | `docx`, `odt` | packages of XML, on `package` and `xml`; their automatic numbers on `numeral` and `label`, their tables on `grid` |
//! | `ole` | old Word and WPS |
//! | `rtf` | Rich Text |
//! | `pdf`, `ofd` | pages of placed characters, on `page` |
//! | `sheet` | Excel and CSV |
//! | `heads` | what heads and feet of pages say |
//! | `grid`, `edges` | rows of cells into a table: by what their tags say, or by the edges of the cells |
//! | `container` | archives |
//!
//! Limits bound what a file may cost; a library that panics or does not come back is contained. Nothing is opened but
//! the file itself, nothing in it is run, nothing is written.
//!
//! ```
//! use gongwen_read::{Options, read_bytes};
//! let document = read_bytes(b"\xd5\xfb\xb8\xc4".to_vec(), "a.txt", &Options::default()).expect("GB18030");
//! assert_eq!(document.text, "整改");
//! assert_eq!(document.encoding.expect("text has one").name, "gb18030");
//! ```

#![forbid(unsafe_code)]

mod builder;
mod contain;
mod container;
mod docx;
mod edges;
mod encoding;
mod error;
mod formats;
mod grid;
mod heads;
mod html;
mod label;
mod limits;
mod numeral;
mod odt;
mod ofd;
mod ole;
mod package;
mod page;
mod pdf;
mod rtf;
mod sheet;
mod sniff;
mod text;
mod xml;

use std::io::{self, Read};
use std::ops::ControlFlow;
use std::path::Path;

use gongwen::block::{Document, Format};

pub use contain::quiet_contained_panics;
pub use error::Error;
pub use formats::{FormatInfo, formats};
pub use limits::{Limit, Limits};

use limits::Budget;
use sniff::Kind;

/// What the caller knows and allows.
#[derive(Debug, Clone, Default)]
pub struct Options {
    /// The format; told from the content where `None`.
    pub format: Option<Format>,
    /// The encoding of text and web pages, by its name in the Encoding Standard; told from the bytes where `None`.
    pub encoding: Option<String>,
    /// Bounds on what is read.
    pub limits: Limits,
}

/// Reads a file that is one document.
///
/// # Errors
///
/// Where the file cannot be opened, is of a kind that is not read, holds no text, or goes over a limit; and
/// [`Error::Several`] where it is an archive of more than one.
pub fn read(path: &Path, options: &Options) -> Result<Document, Error> {
    let (bytes, name) = load(path, options)?;
    read_bytes(bytes, &name, options)
}

/// Reads standard input, or any other source of bytes, as one document.
///
/// # Errors
///
/// As [`read`].
pub fn read_from(source: impl Read, name: &str, options: &Options) -> Result<Document, Error> {
    read_bytes(take(source, name, options)?, name, options)
}

/// Reads the bytes of a file that is one document.
///
/// # Errors
///
/// As [`read`].
pub fn read_bytes(bytes: impl Into<Vec<u8>>, name: &str, options: &Options) -> Result<Document, Error> {
    // Pictures beside a document do not make an archive of it several; a file that fails does.
    let (mut first, mut unread, mut count) = (None, None, 0_usize);
    each_of_bytes(bytes, name, options, |found| {
        if matches!(found, Err(Error::Kind { .. })) {
            unread.get_or_insert(found);
        } else {
            count += 1;
            first.get_or_insert(found);
        }
        ControlFlow::Continue(())
    })?;
    match first.or(unread) {
        None => Err(Error::Empty { name: name.to_owned() }),
        Some(found) if count <= 1 => found,
        Some(found) => {
            let first = found.ok().and_then(|document| document.name).unwrap_or_default();
            Err(Error::Several { name: name.to_owned(), count, first })
        }
    }
}

/// Reads all documents of a file: itself, or the members of an archive and of the archives in it, in their order, one
/// at a time. `visit` may end the walk; a member that cannot be read is an error that it is handed, and the walk goes
/// on.
///
/// # Errors
///
/// Where the file itself cannot be opened, or is larger than the limit.
pub fn each(
    path: &Path,
    options: &Options,
    visit: impl FnMut(Result<Document, Error>) -> ControlFlow<()>,
) -> Result<(), Error> {
    let (bytes, name) = load(path, options)?;
    each_of_bytes(bytes, &name, options, visit)
}

/// As [`each`], of standard input or any other source of bytes.
///
/// # Errors
///
/// As [`each`].
pub fn each_from(
    source: impl Read,
    name: &str,
    options: &Options,
    visit: impl FnMut(Result<Document, Error>) -> ControlFlow<()>,
) -> Result<(), Error> {
    each_of_bytes(take(source, name, options)?, name, options, visit)
}

/// As [`each`], of bytes that are at hand.
///
/// # Errors
///
/// Where `options` name an encoding that does not exist.
pub fn each_of_bytes(
    bytes: impl Into<Vec<u8>>,
    name: &str,
    options: &Options,
    mut visit: impl FnMut(Result<Document, Error>) -> ControlFlow<()>,
) -> Result<(), Error> {
    files_of_bytes(bytes, name, options, |found| match found {
        Ok(file) => file.documents(options).into_iter().try_for_each(&mut visit),
        Err(error) => visit(Err(error)),
    })
}

/// A file that is no archive: one given, or a member of one, unpacked and not yet read. Reading is most of the work, and
/// can be done on another thread.
#[derive(Debug)]
pub struct File {
    name: String,
    bytes: Vec<u8>,
    kind: Kind,
}

impl File {
    /// Its path, of a member `archive.zip!/member`.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Its content.
    #[must_use]
    pub fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// Reads it: one document, or several where a package or digest holds them.
    #[must_use]
    pub fn documents(self, options: &Options) -> Vec<Result<Document, Error>> {
        read_document(self.bytes, &self.name, self.kind, options)
    }
}

/// Unpacks bytes that may be an archive, and hands on each file in it, one at a time.
///
/// # Errors
///
/// As [`each_of_bytes`].
pub fn files_of_bytes(
    bytes: impl Into<Vec<u8>>,
    name: &str,
    options: &Options,
    mut visit: impl FnMut(Result<File, Error>) -> ControlFlow<()>,
) -> Result<(), Error> {
    if let Some(label) = &options.encoding {
        encoding::named(label)?;
    }
    container::walk(bytes.into(), name, options, &mut visit);
    Ok(())
}

/// Takes the bytes of a file, up to the limit.
///
/// # Errors
///
/// Where the file cannot be opened, or is larger than the limit.
pub fn bytes_of(path: &Path, options: &Options) -> Result<Vec<u8>, Error> {
    load(path, options).map(|(bytes, _)| bytes)
}

/// Opens a file and takes its bytes.
fn load(path: &Path, options: &Options) -> Result<(Vec<u8>, String), Error> {
    let name = path.display().to_string();
    let io = |source: io::Error| match source.kind() {
        io::ErrorKind::NotFound => Error::NotFound { name: name.clone() },
        io::ErrorKind::IsADirectory => Error::Directory { name: name.clone() },
        _ => Error::Io { name: name.clone(), source },
    };
    if path.is_dir() {
        return Err(Error::Directory { name });
    }
    let bytes = take(std::fs::File::open(path).map_err(io)?, &name, options)?;
    Ok((bytes, name))
}

/// Takes bytes up to the limit.
fn take(source: impl Read, name: &str, options: &Options) -> Result<Vec<u8>, Error> {
    let limit = options.limits.bytes;
    let mut bytes = Vec::new();
    // The size that a file claims may be wrong: the reader itself is bounded.
    source
        .take(limit.saturating_add(1))
        .read_to_end(&mut bytes)
        .map_err(|source| Error::Io { name: name.to_owned(), source })?;
    if bytes.len() as u64 > limit {
        return Err(Error::Limit { name: name.to_owned(), limit: Limit::Bytes, value: limit });
    }
    Ok(bytes)
}

/// Reads a file that is no archive; an OFD package may hold several documents.
fn read_document(bytes: Vec<u8>, name: &str, kind: Kind, options: &Options) -> Vec<Result<Document, Error>> {
    let encoding = match options.encoding.as_deref().map(encoding::named).transpose() {
        Ok(encoding) => encoding,
        Err(error) => return vec![Err(error)],
    };
    let mut budget = Budget::new(&options.limits);
    let budget = &mut budget;
    let format = match kind {
        Kind::Document(format) => format,
        Kind::Text => Format::Plain,
        Kind::Container(_) => return vec![Err(Error::Kind { name: name.to_owned(), kind: "archive" })],
        Kind::Other(kind) => return vec![Err(Error::Kind { name: name.to_owned(), kind })],
    };
    let one = |document: Document| vec![document];
    let result = match kind {
        Kind::Text => Ok(one(text::read(bytes, None, encoding))),
        _ => match format {
            Format::Html => html::read(bytes, encoding, budget).map(one),
            Format::Docx => docx::read(&bytes, budget).map(one),
            Format::Odt => odt::read(&bytes, budget).map(one),
            Format::Doc | Format::Wps => ole::read(bytes, format, budget).map(one),
            Format::Rtf => rtf::read(&bytes, budget).map(one),
            Format::Pdf => pdf::read(bytes, budget).map(one),
            Format::Ofd => ofd::documents(&bytes, budget),
            Format::Xlsx => sheet::read_workbook(bytes, budget).map(one),
            Format::Csv => sheet::read_csv(bytes, encoding, budget).map(one),
            _ => Ok(one(text::read(bytes, Some(format), encoding))),
        },
    };
    match result {
        Ok(documents) => named(documents, name),
        Err(fault) => vec![Err(fault.of(name, format, &options.limits))],
    }
}

/// Names the documents of a file, each by its number where they are several, and cuts digests.
fn named(documents: Vec<Document>, name: &str) -> Vec<Result<Document, Error>> {
    let several = documents.len() > 1;
    let each = documents.into_iter().enumerate();
    each.flat_map(|(index, mut document)| {
        document.name = Some(if several { format!("{name}#{}", index + 1) } else { name.to_owned() });
        gongwen::split(document)
    })
    .map(Ok)
    .collect()
}
