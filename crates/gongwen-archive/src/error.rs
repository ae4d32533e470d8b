//! Why a run ends before its inputs do. A file that cannot be read is none of these: it is a row of `errors`.

use std::io;
use std::path::{Path, PathBuf};

/// What ends a run. What was converted before stays, and the next run goes on behind it.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ArchiveError {
    /// A folder that cannot be listed.
    #[error("{}: cannot be listed ({what}); check the path and its permissions", path.display())]
    Input {
        /// The path.
        path: PathBuf,
        /// What the file system said.
        what: String,
    },
    /// A pattern of `--include` or `--exclude` that is none.
    #[error("{pattern}: no pattern ({what}); write one as in *.docx or **/2025/**")]
    Pattern {
        /// The pattern.
        pattern: String,
        /// What is wrong with it.
        what: String,
    },
    /// The output cannot be written.
    #[error("{}: cannot be written ({what}); free space or check its permissions, and run again", path.display())]
    Output {
        /// The file or folder.
        path: PathBuf,
        /// What the file system or the library of the format said.
        what: String,
    },
    /// A file of a part is not there, or damaged.
    #[error("{}: cannot be read ({what}); convert again with --force", path.display())]
    Part {
        /// The file.
        path: PathBuf,
        /// What the file system or the library of the format said.
        what: String,
    },
    /// A folder with other things in it, or an output of another kind.
    #[error("{}: {what}", path.display())]
    NoOutput {
        /// The folder.
        path: PathBuf,
        /// What it is instead, and what to do.
        what: String,
    },
    /// Another run writes to the same output.
    #[error("{}: another run is writing to it; wait for its end, or name another folder", path.display())]
    Busy {
        /// The output.
        path: PathBuf,
    },
    /// An encoding that does not exist, or another option of the readers.
    #[error(transparent)]
    Read(#[from] gongwen_read::Error),
}

impl ArchiveError {
    pub(crate) fn no_parts(out: &Path) -> Self {
        let what = "holds no parts; name the folder that `gongwen convert` was given with -o".to_owned();
        Self::NoOutput { path: out.to_owned(), what }
    }

    pub(crate) fn part(path: &Path, error: &impl std::fmt::Display) -> Self {
        Self::Part { path: path.to_owned(), what: error.to_string() }
    }

    pub(crate) fn output(path: &Path, error: &impl std::fmt::Display) -> Self {
        Self::Output { path: path.to_owned(), what: error.to_string() }
    }
}

/// Gives an error of the file system its path.
pub(crate) fn at<T>(path: &Path, result: io::Result<T>) -> Result<T, ArchiveError> {
    result.map_err(|error| ArchiveError::output(path, &error))
}
