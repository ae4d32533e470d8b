//! Why a file gave no document: what the caller sees, and what the readers raise.

use std::io;

use gongwen::block::Format;

use crate::limits::Limit;

/// Why a file gave no document. Each message names the file and the place, and says what to do.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// No file has this name.
    #[error("{name}: no such file; check the path")]
    NotFound {
        /// The path.
        name: String,
    },
    /// A folder, which has no text of its own.
    #[error("{name}: a directory, not a file; name a file in it")]
    Directory {
        /// The path.
        name: String,
    },
    /// The file system said no.
    #[error("{name}: cannot be read ({source}); check its permissions")]
    Io {
        /// The path.
        name: String,
        /// What the file system said.
        source: io::Error,
    },
    /// The file would cost more than a limit allows.
    #[error("{name}: more than {value} {}; raise the limit (--{}) if the file is to be trusted", limit.unit(), limit.option())]
    Limit {
        /// The path.
        name: String,
        /// Which limit.
        limit: Limit,
        /// Its value.
        value: u64,
    },
    /// A file of a kind that is not read.
    #[error(
        "{name}: a {kind} file, which is not read; save it as one of the formats that `gongwen formats` lists"
    )]
    Kind {
        /// The path.
        name: String,
        /// What it is.
        kind: &'static str,
    },
    /// A file that needs a password.
    #[error("{name}: an encrypted {} file; save it without its password first", format.as_str())]
    Encrypted {
        /// The path.
        name: String,
        /// Its format.
        format: Format,
    },
    /// A file so damaged that nothing of its text can be read.
    #[error("{name}: a damaged {} file, {what} in {place}; get it anew, or repair it with the program that made it", format.as_str())]
    Damaged {
        /// The path.
        name: String,
        /// The format it was read as.
        format: Format,
        /// The part, page or byte.
        place: String,
        /// What is wrong there.
        what: String,
    },
    /// Pages without text: a scan.
    #[error("{name}: no text layer on {}; recognise its text (OCR) first", pages_named(pages))]
    NoText {
        /// The path.
        name: String,
        /// The pages, from 1.
        pages: Vec<u32>,
    },
    /// The reader gave up on a file, in a way that it should not.
    #[error("{name}: the reader of {} failed on it ({what}); please report the file", format.as_str())]
    Reader {
        /// The path.
        name: String,
        /// The format it was read as.
        format: Format,
        /// What it said.
        what: String,
    },
    /// No encoding has this name.
    #[error("{label}: no such encoding; the Encoding Standard has utf-8, gb18030, big5, utf-16le and others")]
    Encoding {
        /// The name that was given.
        label: String,
    },
    /// An archive or a digest where one document was asked for.
    #[error("{name}: holds {count} documents, {first} and others; read them all")]
    Several {
        /// The path.
        name: String,
        /// How many documents it holds.
        count: usize,
        /// The name of the first.
        first: String,
    },
    /// An archive, or a member of one, that could not be unpacked.
    #[error("{name}: cannot be unpacked: {what}; get the archive anew")]
    Archive {
        /// The path of the archive or member.
        name: String,
        /// What is wrong where.
        what: String,
    },
    /// An archive without a document.
    #[error("{name}: an archive without a document in it")]
    Empty {
        /// The path.
        name: String,
    },
}

impl Error {
    /// The name of the kind of failure, in tables.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::NotFound { .. } => "not_found",
            Self::Directory { .. } => "directory",
            Self::Io { .. } => "io",
            Self::Limit { .. } => "limit",
            Self::Kind { .. } => "kind",
            Self::Encrypted { .. } => "encrypted",
            Self::Damaged { .. } => "damaged",
            Self::NoText { .. } => "no_text",
            Self::Reader { .. } => "reader",
            Self::Encoding { .. } => "encoding",
            Self::Several { .. } => "several",
            Self::Archive { .. } => "archive",
            Self::Empty { .. } => "empty",
        }
    }

    /// The path of the file or member; `None` where it is about none.
    #[must_use]
    pub fn name(&self) -> Option<&str> {
        match self {
            Self::NotFound { name }
            | Self::Directory { name }
            | Self::Io { name, .. }
            | Self::Limit { name, .. }
            | Self::Kind { name, .. }
            | Self::Encrypted { name, .. }
            | Self::Damaged { name, .. }
            | Self::NoText { name, .. }
            | Self::Reader { name, .. }
            | Self::Several { name, .. }
            | Self::Archive { name, .. }
            | Self::Empty { name } => Some(name),
            Self::Encoding { .. } => None,
        }
    }
}

/// What a reader raises; the name of the file and its format are added once, by the caller.
#[derive(Debug)]
pub(crate) enum Fault {
    Limit(Limit),
    Encrypted,
    Damaged {
        place: String,
        what: String,
    },
    NoText {
        pages: Vec<u32>,
    },
    /// A library panicked or ran out of time.
    Reader {
        what: String,
    },
}

impl Fault {
    pub(crate) fn damaged(place: impl Into<String>, what: impl Into<String>) -> Self {
        Self::Damaged { place: place.into(), what: what.into() }
    }

    /// The error that a caller sees.
    pub(crate) fn of(self, name: &str, format: Format, limits: &crate::Limits) -> Error {
        let name = name.to_owned();
        match self {
            Self::Limit(limit) => Error::Limit { name, limit, value: limit.of(limits) },
            Self::Encrypted => Error::Encrypted { name, format },
            Self::Damaged { place, what } => Error::Damaged { name, format, place, what },
            Self::NoText { pages } => Error::NoText { name, pages },
            Self::Reader { what } => Error::Reader { name, format, what },
        }
    }
}

/// `page 3`, `pages 1, 2 and 7`, `pages 1 to 40`.
fn pages_named(pages: &[u32]) -> String {
    const LISTED: usize = 8;
    match pages {
        [] => "any page".to_owned(),
        [page] => format!("page {page}"),
        [first, .., last] if pages.windows(2).all(|pair| pair[0] + 1 == pair[1]) => {
            format!("pages {first} to {last}")
        }
        _ => {
            let shown: Vec<String> = pages.iter().take(LISTED).map(ToString::to_string).collect();
            let more = if pages.len() > LISTED { " and more" } else { "" };
            format!("pages {}{more}", shown.join(", "))
        }
    }
}
