//! How the command ends: 0, 1 where it found what it looks for, and without a result 2 for usage, 3 for a file that cannot be
//! read or written.

use std::io;

use gongwen_archive::ArchiveError;

/// Exit code where all is well.
pub(crate) const SUCCESS: u8 = 0;
/// Exit code where the command did its work and has found something wrong: findings, files that failed.
pub(crate) const FOUND: u8 = 1;

/// What went wrong.
#[derive(Debug)]
pub(crate) enum Failure {
    /// The input gave no text.
    Read(gongwen_read::Error),
    /// The output could not be written.
    Write { name: String, source: io::Error },
    /// Some documents of an archive could not be read; each was told.
    Some { failed: usize },
    /// A run over an archive ended before its inputs did.
    Archive(gongwen_archive::ArchiveError),
    /// A file that is no database, or cannot be opened.
    Database { path: std::path::PathBuf, error: gongwen_sqlite::SqliteError },
    /// The arguments ask for something that is not there.
    Usage(String),
    /// The reader of our output went away.
    ClosedPipe,
}

impl Failure {
    pub(crate) fn exit_code(&self) -> u8 {
        match self {
            Self::Usage(_) | Self::Archive(ArchiveError::Pattern { .. }) => 2,
            Self::ClosedPipe => 0,
            Self::Read(_)
            | Self::Write { .. }
            | Self::Some { .. }
            | Self::Archive(_)
            | Self::Database { .. } => 3,
        }
    }

    /// A failure to write to `name`; a closed pipe is a case of its own.
    pub(crate) fn write(name: &str, source: io::Error) -> Self {
        match source.kind() {
            io::ErrorKind::BrokenPipe => Self::ClosedPipe,
            _ => Self::Write { name: name.to_owned(), source },
        }
    }
}

impl std::fmt::Display for Failure {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Read(error) => error.fmt(f),
            Self::Write { name, source } => {
                write!(f, "{name}: cannot be written ({source}); check the path and its permissions")
            }
            Self::Some { failed } => write!(f, "{failed} documents could not be read"),
            Self::Archive(error) => error.fmt(f),
            Self::Database { path, error } => {
                let path = path.display();
                write!(
                    f,
                    "{path}: {error}; name a folder that `gongwen convert` wrote, or its gongwen.sqlite"
                )
            }
            Self::Usage(message) => message.fmt(f),
            Self::ClosedPipe => f.write_str("the output was closed"),
        }
    }
}

impl From<gongwen_read::Error> for Failure {
    fn from(error: gongwen_read::Error) -> Self {
        match error {
            gongwen_read::Error::Encoding { .. } => Self::Usage(error.to_string()),
            error => Self::Read(error),
        }
    }
}

impl From<ArchiveError> for Failure {
    fn from(error: ArchiveError) -> Self {
        match error {
            ArchiveError::Read(error) => error.into(),
            error => Self::Archive(error),
        }
    }
}
