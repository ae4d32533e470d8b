//! Which files to convert: those that are named, and those below folders that are named, in the order of their paths.

use std::path::{Path, PathBuf};
use std::time::UNIX_EPOCH;

use ignore::WalkBuilder;
use ignore::overrides::{Override, OverrideBuilder};

use crate::error::ArchiveError;

/// Which files below a folder are taken. A file that is named itself always is.
#[derive(Debug, Clone, Default)]
pub struct Selection {
    /// Patterns, one of which a file must match; all match where there is none.
    pub include: Vec<String>,
    /// Patterns none of which a file may match.
    pub exclude: Vec<String>,
    /// Whether files and folders with a dot before their name are taken as well.
    pub hidden: bool,
}

/// A file to convert, and how it was when it was listed.
#[derive(Debug, Clone)]
pub(crate) struct Input {
    pub(crate) path: PathBuf,
    /// The path as it is recorded.
    pub(crate) name: String,
    pub(crate) size: u64,
    /// Nanoseconds since 1970.
    pub(crate) modified: u64,
}

impl Input {
    /// An input by the name that it was recorded under.
    pub(crate) fn named(name: &str) -> Self {
        Self::new(path_of(name))
    }

    pub(crate) fn new(path: PathBuf) -> Self {
        // What cannot be looked at is read later, and fails there with its reason.
        let metadata = std::fs::metadata(&path).ok();
        let modified = metadata.as_ref().and_then(|metadata| metadata.modified().ok());
        let since = modified.and_then(|time| time.duration_since(UNIX_EPOCH).ok());
        Self {
            name: name_of(&path),
            size: metadata.map_or(0, |metadata| metadata.len()),
            modified: since.map_or(0, |since| u64::try_from(since.as_nanos()).unwrap_or(u64::MAX)),
            path,
        }
    }
}

/// The name of a path in manifests and tables. On Unix a name is bytes, of any encoding: those that are not UTF-8 are written
/// `\xNN`, and so is a backslash that would look like one. Told apart, and [`path_of`] finds the file again.
#[cfg(unix)]
pub(crate) fn name_of(path: &Path) -> String {
    use std::os::unix::ffi::OsStrExt as _;
    let mut name = String::new();
    for chunk in path.as_os_str().as_bytes().utf8_chunks() {
        for (at, c) in chunk.valid().char_indices() {
            match chunk.valid().as_bytes().get(at..).and_then(escaped) {
                Some(_) => name.push_str("\\x5c"),
                None => name.push(c),
            }
        }
        chunk.invalid().iter().for_each(|byte| name.push_str(&format!("\\x{byte:02x}")));
    }
    name
}

/// The path that has this name.
#[cfg(unix)]
pub(crate) fn path_of(name: &str) -> PathBuf {
    use std::os::unix::ffi::OsStringExt as _;
    let mut bytes = Vec::with_capacity(name.len());
    let mut rest = name.as_bytes();
    while let [byte, after @ ..] = rest {
        let found = escaped(rest);
        bytes.push(found.unwrap_or(*byte));
        rest = if found.is_some() { rest.get(4..).unwrap_or_default() } else { after };
    }
    std::ffi::OsString::from_vec(bytes).into()
}

/// The byte that `\xNN` at the start of a name stands for.
#[cfg(unix)]
fn escaped(name: &[u8]) -> Option<u8> {
    let [b'\\', b'x', high, low, ..] = name else { return None };
    let digit = |byte: u8| match byte {
        b'0'..=b'9' => Some(byte - b'0'),
        b'a'..=b'f' => Some(byte - b'a' + 10),
        _ => None,
    };
    Some(digit(*high)? * 16 + digit(*low)?)
}

/// The name of a path in manifests and tables.
#[cfg(not(unix))]
pub(crate) fn name_of(path: &Path) -> String {
    path.display().to_string()
}

/// The path that has this name.
#[cfg(not(unix))]
pub(crate) fn path_of(name: &str) -> PathBuf {
    name.into()
}

/// Lists the files of all paths, which may hold wildcards. `.ignore` files are obeyed, those of version control are not: an archive may lie in a
/// folder that a project does not track. The output itself is never an input.
pub(crate) fn list(paths: &[PathBuf], selection: &Selection, out: &Path) -> Result<Vec<Input>, ArchiveError> {
    let out = std::fs::canonicalize(out).unwrap_or_else(|_| out.to_owned());
    let mut inputs = Vec::new();
    for path in paths {
        if let Some((root, pattern)) = as_pattern(path) {
            let selection = Selection { include: vec![pattern], ..selection.clone() };
            let found = list(std::slice::from_ref(&root), &selection, &out)?;
            if found.is_empty() {
                let what = "no file matches".to_owned();
                return Err(ArchiveError::Input { path: path.clone(), what });
            }
            inputs.extend(found);
            continue;
        }
        if !path.is_dir() {
            inputs.push(Input::new(path.clone()));
            continue;
        }
        let out = out.clone();
        // Not given to the walk: there, what a pattern includes is taken even where it is hidden.
        let patterns = overrides(path, selection)?;
        let walk = WalkBuilder::new(path)
            .standard_filters(false)
            .hidden(!selection.hidden)
            .ignore(true)
            .sort_by_file_name(Ord::cmp)
            .filter_entry(move |entry| {
                let folder = entry.file_type().is_some_and(|kind| kind.is_dir());
                !folder || std::fs::canonicalize(entry.path()).map_or(true, |path| path != out)
            })
            .build();
        for entry in walk {
            let entry =
                entry.map_err(|error| ArchiveError::Input { path: path.clone(), what: error.to_string() })?;
            let file = entry.file_type().is_some_and(|kind| kind.is_file());
            if file && !is_left_out(&patterns, path, entry.path()) {
                inputs.push(Input::new(entry.into_path()));
            }
        }
    }
    Ok(inputs)
}

/// The files of paths, folders and patterns, as a run would convert them.
///
/// # Errors
///
/// For a folder that cannot be listed, and a pattern that is none or matches nothing.
pub fn inputs(paths: &[PathBuf], selection: &Selection) -> Result<Vec<PathBuf>, ArchiveError> {
    // No output lies among them that would have to be left out.
    let found = list(paths, selection, Path::new(""))?;
    Ok(found.into_iter().map(|input| input.path).collect())
}

/// A path with wildcards that no shell has expanded, as the folder above them and a pattern below it. A file may be named so.
fn as_pattern(path: &Path) -> Option<(PathBuf, String)> {
    let wild = |part: &Path| part.to_str().is_some_and(|part| part.contains(['*', '?', '[']));
    if !wild(path) || path.exists() {
        return None;
    }
    let root = path.ancestors().find(|above| !wild(above))?;
    let pattern = path.strip_prefix(root).ok()?.to_str()?;
    let root = if root.as_os_str().is_empty() { Path::new(".") } else { root };
    Some((root.to_owned(), format!("/{pattern}")))
}

/// Whether a pattern leaves out a file, or a folder that it stands in.
fn is_left_out(patterns: &Override, root: &Path, file: &Path) -> bool {
    let folders = file.ancestors().skip(1).take_while(|folder| *folder != root);
    let excluded = folders.filter(|folder| patterns.matched(folder, true).is_ignore()).count() > 0;
    excluded || patterns.matched(file, false).is_ignore()
}

fn overrides(root: &Path, selection: &Selection) -> Result<Override, ArchiveError> {
    let mut builder = OverrideBuilder::new(root);
    let include = selection.include.iter().cloned();
    let exclude = selection.exclude.iter().map(|pattern| format!("!{pattern}"));
    for pattern in include.chain(exclude) {
        builder
            .add(&pattern)
            .map_err(|error| ArchiveError::Pattern { pattern: pattern.clone(), what: error.to_string() })?;
    }
    builder.build().map_err(|error| ArchiveError::Pattern { pattern: String::new(), what: error.to_string() })
}

#[cfg(all(test, unix))]
mod tests {
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt as _;
    use std::path::Path;

    use super::{name_of, path_of};

    #[test]
    fn a_name_of_any_bytes_leads_back_to_its_path() {
        let names: [(&[u8], &str); 6] = [
            ("通报/1.txt".as_bytes(), "通报/1.txt"),
            (b"\xcd\xc8.txt", "\\xcd\\xc8.txt"),
            (b"a\\xcd", "a\\x5cxcd"),
            (b"a\\b\\", "a\\b\\"),
            (b"\\\xff\\x5c", "\\\\xff\\x5cx5c"),
            (b"\\x\xff", "\\x\\xff"),
        ];
        for (bytes, name) in names {
            let path = Path::new(OsStr::from_bytes(bytes));
            assert_eq!(name_of(path), name);
            assert_eq!(path_of(name), path);
        }
    }
}
