//! Outputs that are one file for a whole archive, a database or a workbook: made from the parts, and brought up to date with
//! them after each run. A run that is killed leaves them as they were, or with some of the new parts; the next one goes on.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::BufWriter;
use std::path::{Path, PathBuf};

use arrow_array::RecordBatch;
use gongwen_sqlite::{Database, SqliteError};
use gongwen_tables::write::{TableFormat, XlsxOptions, workbook};
use gongwen_tables::{FileError, Table};
use tempfile::TempPath;

use crate::error::{ArchiveError, at};
use crate::manifest::{MANIFEST, Manifest, part_path};
use crate::part::OutputFormat;
use crate::work::key;

/// The database of an output, where it was asked for.
pub(crate) const SQLITE: &str = "gongwen.sqlite";
/// The workbook of an output.
pub(crate) const XLSX: &str = "gongwen.xlsx";
/// A database that questions are answered from where none was asked for.
const QUERY: &str = ".query.sqlite";
/// What the workbook was made from, and, in a line of its own, whether with captions.
const XLSX_PARTS: &str = ".xlsx";

/// In [`XLSX_PARTS`].
const CAPTIONS: &str = "captions";

/// Whether a name in an output is that of a view, or of what SQLite keeps beside its file while it writes.
pub(crate) fn is_view(name: &str) -> bool {
    name == XLSX || name.strip_prefix(SQLITE).is_some_and(|rest| rest.is_empty() || rest.starts_with('-'))
}

/// Brings the views that are asked for, and those that are there, to the state of the parts.
pub(crate) fn update(
    out: &Path,
    asked: &[OutputFormat],
    options: XlsxOptions,
    work: &Path,
) -> Result<(), ArchiveError> {
    let wanted = |format: OutputFormat, name: &str| asked.contains(&format) || out.join(name).exists();
    let (sqlite, xlsx) = (wanted(OutputFormat::Sqlite, SQLITE), wanted(OutputFormat::Xlsx, XLSX));
    if !sqlite && !xlsx {
        return Ok(());
    }
    let parts = Parts::load(out)?;
    if sqlite {
        parts.to_database(&out.join(SQLITE))?;
    }
    if xlsx {
        parts.to_workbook(options, work)?;
    }
    Ok(())
}

/// A database with the rows of an output.
#[derive(Debug)]
pub struct OutputDatabase {
    path: PathBuf,
    /// Removed with this value.
    _temporary: Option<TempPath>,
}

impl OutputDatabase {
    /// The file.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.path
    }
}

/// Gives a database with all rows of an output: the one that it holds, or one that is made beside its parts and kept for the
/// next question. Where the output cannot be written to, it is made elsewhere, for this time.
///
/// # Errors
///
/// Where `out` is no output, or holds neither Parquet nor Arrow nor a database.
pub fn database(out: &Path) -> Result<OutputDatabase, ArchiveError> {
    let parts = Parts::some(out)?;
    let asked_for = out.join(SQLITE).exists();
    let path = out.join(if asked_for { SQLITE } else { QUERY });
    if is_writable(out) {
        match parts.fill(&path) {
            // It holds what is in the parts, and nobody asked for it.
            Err(Problem::Sqlite(error)) if !asked_for && error.is_damaged() => {
                at(&path, std::fs::remove_file(&path))?;
                parts.to_database(&path)?;
            }
            filled => filled.map_err(|problem| problem.at(&path))?,
        }
        return Ok(OutputDatabase { path, _temporary: None });
    }
    let made = at(out, tempfile::Builder::new().suffix(".sqlite").tempfile())?.into_temp_path();
    parts.to_database(&made)?;
    Ok(OutputDatabase { path: made.to_path_buf(), _temporary: Some(made) })
}

fn is_writable(folder: &Path) -> bool {
    tempfile::tempfile_in(folder).is_ok()
}

/// The parts of an output, with what tells one from another of the same number.
pub(crate) struct Parts<'o> {
    out: &'o Path,
    hashes: BTreeMap<u32, String>,
    pub(crate) format: TableFormat,
}

impl<'o> Parts<'o> {
    pub(crate) fn load(out: &'o Path) -> Result<Self, ArchiveError> {
        let manifest = Manifest::load(out)?;
        let mut hashes = BTreeMap::new();
        for number in manifest.parts.keys() {
            let path = part_path(out, *number).join(MANIFEST);
            hashes.insert(
                *number,
                key(&std::fs::read(&path).map_err(|error| ArchiveError::part(&path, &error))?),
            );
        }
        let formats = manifest.parts.values().next().map(|part| part.formats.as_slice()).unwrap_or_default();
        let typed = |format: &OutputFormat| format.tables().filter(|format| *format != TableFormat::Csv);
        match formats.iter().find_map(typed) {
            Some(format) => Ok(Self { out, hashes, format }),
            None if hashes.is_empty() => Ok(Self { out, hashes, format: TableFormat::Parquet }),
            None => Err(ArchiveError::NoOutput {
                path: out.to_owned(),
                what:
                    "holds no Parquet or Arrow files, from which a database or workbook is made; convert to \
                       parquet as well, in another folder"
                        .to_owned(),
            }),
        }
    }

    /// Those of an output that holds some.
    pub(crate) fn some(out: &'o Path) -> Result<Self, ArchiveError> {
        let parts = Self::load(out)?;
        if parts.hashes.is_empty() {
            return Err(ArchiveError::no_parts(out));
        }
        Ok(parts)
    }

    /// Their numbers, in order.
    pub(crate) fn numbers(&self) -> impl Iterator<Item = u32> + '_ {
        self.hashes.keys().copied()
    }

    /// The file of one table of a part.
    pub(crate) fn path(&self, part: u32, table: Table) -> PathBuf {
        part_path(self.out, part).join(format!("{}.{}", table.as_str(), self.format.extension()))
    }

    /// Hands over the rows of one table of a part.
    pub(crate) fn rows(
        &self,
        part: u32,
        table: Table,
        push: &mut dyn FnMut(&RecordBatch) -> Result<(), Problem>,
    ) -> Result<(), Problem> {
        let path = self.path(part, table);
        let file = File::open(&path).map_err(|error| ArchiveError::part(&path, &error))?;
        let batches = gongwen_tables::read::batches(file, self.format);
        for batch in batches.map_err(|error| ArchiveError::part(&path, &error))? {
            push(&batch.map_err(|error| ArchiveError::part(&path, &error))?)?;
        }
        Ok(())
    }

    fn to_database(&self, path: &Path) -> Result<(), ArchiveError> {
        self.fill(path).map_err(|problem| problem.at(path))
    }

    fn fill(&self, path: &Path) -> Result<(), Problem> {
        let mut database = Database::open(path)?;
        let held = database.parts()?;
        let stale = held.iter().filter(|(number, hash)| self.hashes.get(number) != Some(hash));
        let stale: Vec<u32> = stale.map(|(number, _)| *number).collect();
        let mut changed = !stale.is_empty();
        for number in stale {
            database.remove(number)?;
        }
        for (&number, hash) in self.hashes.iter().filter(|(number, hash)| held.get(number) != Some(hash)) {
            changed = true;
            database.add::<Problem>(number, hash, |table, push| self.rows(number, table, push))?;
        }
        if changed {
            database.optimize()?;
        }
        Ok(())
    }

    /// A workbook cannot be added to: it is made again where the parts are others.
    fn to_workbook(&self, options: XlsxOptions, work: &Path) -> Result<(), ArchiveError> {
        let (path, mark) = (self.out.join(XLSX), self.out.join(XLSX_PARTS));
        let marked = std::fs::read_to_string(&mark).unwrap_or_default();
        let kept = path.exists() && marked.lines().nth(1) == Some(CAPTIONS);
        let options = XlsxOptions { captions: options.captions || kept };
        let captions = if options.captions { CAPTIONS } else { "" };
        let state = key(format!("{options:?} {:?}", self.hashes).as_bytes());
        if path.exists() && marked.lines().next() == Some(state.as_str()) {
            return Ok(());
        }
        let made = work.join(XLSX);
        let mut buffer = BufWriter::new(at(&made, File::create(&made))?);
        workbook(options, work, &mut buffer, |table, push| {
            self.hashes.keys().try_for_each(|&part| self.rows(part, table, push))
        })
        .map_err(|problem: Problem| problem.at(&path))?;
        let file = buffer.into_inner().map_err(|error| ArchiveError::output(&path, &error.into_error()))?;
        at(&made, file.sync_all())?;
        // Of no parts until the workbook is in its place: it never stands beside another than its own.
        at(&mark, std::fs::write(&mark, format!("\n{captions}\n")))?;
        at(&path, std::fs::rename(&made, &path))?;
        at(&mark, std::fs::write(&mark, format!("{state}\n{captions}\n")))
    }
}

/// What may fail between a part and a view.
pub(crate) enum Problem {
    Archive(ArchiveError),
    Sqlite(SqliteError),
    File(FileError),
}

impl Problem {
    pub(crate) fn at(self, path: &Path) -> ArchiveError {
        match self {
            Self::Archive(error) => error,
            Self::Sqlite(error) if error.is_damaged() => ArchiveError::NoOutput {
                path: path.to_owned(),
                what: format!("is damaged ({error}); remove it and run again: it is made from the parts"),
            },
            Self::Sqlite(error) => ArchiveError::output(path, &error),
            Self::File(error) => ArchiveError::output(path, &error),
        }
    }
}

impl From<ArchiveError> for Problem {
    fn from(error: ArchiveError) -> Self {
        Self::Archive(error)
    }
}

impl From<SqliteError> for Problem {
    fn from(error: SqliteError) -> Self {
        Self::Sqlite(error)
    }
}

impl From<FileError> for Problem {
    fn from(error: FileError) -> Self {
        Self::File(error)
    }
}

/// What a run stores in its parts: what is asked for, and Parquet where a view is to be made and nothing else keeps types.
pub(crate) fn stored(asked: &[OutputFormat], held: Option<&[OutputFormat]>) -> Vec<OutputFormat> {
    let mut stored: Vec<OutputFormat> = asked.iter().copied().filter(|format| !format.is_view()).collect();
    if stored.is_empty()
        && let Some(held) = held
    {
        return held.to_vec();
    }
    let typed = stored.iter().any(|format| matches!(format, OutputFormat::Parquet | OutputFormat::Arrow));
    if !typed && asked.iter().any(|format| format.is_view()) {
        stored.push(OutputFormat::Parquet);
    }
    stored.sort_unstable();
    stored.dedup();
    stored
}
