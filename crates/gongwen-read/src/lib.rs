//! From files to the documents that the core parses: the only crate that opens files.
//!
//! | module | what it reads |
//! |---|---|
//! | `sniff` | what a file is, by its content |
//! | `encoding` | bytes to text |
//! | `text` | Markdown, plain text |
//! | `html` | web pages: their main text, and what they say of the document |
//! | `docx`, `odt` | packages of XML, on `package` and `xml` |
//! | `ole` | old Word and WPS |
//! | `rtf` | Rich Text |
//! | `pdf`, `ofd` | pages of placed characters, on `page` |
//! | `sheet` | Excel and CSV |
//! | `grid`, `automatic` | rows of cells into a table, automatic numbers as Word shows them: for several formats |
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

mod automatic;
mod builder;
mod contain;
mod docx;
mod encoding;
mod error;
mod grid;
mod html;
mod limits;
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

use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

use gongwen::block::{Document, Format};

pub use error::Error;
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

/// Reads a file.
///
/// # Errors
///
/// Where the file cannot be opened, is of a kind that is not read, holds no text, or goes over a limit.
pub fn read(path: &Path, options: &Options) -> Result<Document, Error> {
    let name = path.display().to_string();
    let io = |source: io::Error| match source.kind() {
        io::ErrorKind::NotFound => Error::NotFound { name: name.clone() },
        io::ErrorKind::IsADirectory => Error::Directory { name: name.clone() },
        _ => Error::Io { name: name.clone(), source },
    };
    if path.is_dir() {
        return Err(Error::Directory { name });
    }
    read_from(File::open(path).map_err(io)?, &name, options)
}

/// Reads standard input, or any other source of bytes.
///
/// # Errors
///
/// As [`read`].
pub fn read_from(source: impl Read, name: &str, options: &Options) -> Result<Document, Error> {
    let limit = options.limits.bytes;
    let mut bytes = Vec::new();
    // The size that a file claims may be wrong: the reader itself is bounded.
    source
        .take(limit.saturating_add(1))
        .read_to_end(&mut bytes)
        .map_err(|source| Error::Io { name: name.to_owned(), source })?;
    if u64::try_from(bytes.len()).unwrap_or(u64::MAX) > limit {
        return Err(Error::Limit { name: name.to_owned(), limit: Limit::Bytes, value: limit });
    }
    read_bytes(bytes, name, options)
}

/// Reads the bytes of a file.
///
/// # Errors
///
/// As [`read`].
pub fn read_bytes(bytes: impl Into<Vec<u8>>, name: &str, options: &Options) -> Result<Document, Error> {
    let bytes = bytes.into();
    let encoding = options.encoding.as_deref().map(encoding::named).transpose()?;
    let kind = options.format.map_or_else(|| sniff::sniff(&bytes, name), Kind::Document);
    let mut budget = Budget::new(&options.limits);
    let budget = &mut budget;
    let format = match kind {
        Kind::Document(format) => format,
        Kind::Text => Format::Plain,
        Kind::Container(_) => return Err(Error::Kind { name: name.to_owned(), kind: "archive" }),
        Kind::Other(kind) => return Err(Error::Kind { name: name.to_owned(), kind }),
    };
    let result = match kind {
        Kind::Text => Ok(text::read(bytes, None, encoding)),
        _ => match format {
            Format::Html => html::read(bytes, encoding, budget),
            Format::Docx => docx::read(&bytes, budget),
            Format::Odt => odt::read(&bytes, budget),
            Format::Doc | Format::Wps => ole::read(bytes, format, budget),
            Format::Rtf => rtf::read(&bytes, budget),
            Format::Pdf => pdf::read(bytes, budget),
            Format::Ofd => ofd::read(&bytes, budget),
            Format::Xlsx => sheet::read_workbook(bytes, budget),
            Format::Csv => sheet::read_csv(bytes, encoding, budget),
            _ => Ok(text::read(bytes, Some(format), encoding)),
        },
    };
    let mut document = result.map_err(|fault| fault.of(name, format, &options.limits))?;
    document.name = Some(name.to_owned());
    Ok(document)
}
