//! Rows and texts to a part of the output. All files are made in a folder beside, written through to the disk, and moved
//! to their place with one rename.

use std::fs::File;
use std::io::{BufWriter, Write as _};
use std::path::Path;

use arrow_array::RecordBatch;
use gongwen_tables::Table;
use gongwen_tables::write::{CsvOptions, TableFormat, write};
use serde::{Deserialize, Serialize};

use crate::error::{ArchiveError, at};
use crate::manifest::{Line, MANIFEST, WORK, part_path};
use crate::work::Text;

/// What an output holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum OutputFormat {
    /// A Parquet file a table.
    Parquet,
    /// An Arrow IPC file a table.
    Arrow,
    /// A CSV file a table.
    Csv,
    /// The documents of the data contract, a line each.
    Jsonl,
    /// A clean circular a document.
    Markdown,
    /// One SQLite database of all parts.
    Sqlite,
    /// One workbook of all parts.
    Xlsx,
}

impl OutputFormat {
    /// All of them.
    pub const ALL: &[Self] =
        &[Self::Parquet, Self::Arrow, Self::Csv, Self::Jsonl, Self::Markdown, Self::Sqlite, Self::Xlsx];

    /// The format of a name.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|format| format.as_str() == name)
    }

    /// Its name.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Parquet => "parquet",
            Self::Arrow => "arrow",
            Self::Csv => "csv",
            Self::Jsonl => "jsonl",
            Self::Markdown => "markdown",
            Self::Sqlite => "sqlite",
            Self::Xlsx => "xlsx",
        }
    }

    /// Whether it is one file for the whole archive, made from the parts.
    #[must_use]
    pub fn is_view(self) -> bool {
        matches!(self, Self::Sqlite | Self::Xlsx)
    }

    pub(crate) fn tables(self) -> Option<TableFormat> {
        match self {
            Self::Parquet => Some(TableFormat::Parquet),
            Self::Arrow => Some(TableFormat::Arrow),
            Self::Csv => Some(TableFormat::Csv),
            Self::Jsonl | Self::Markdown | Self::Sqlite | Self::Xlsx => None,
        }
    }
}

/// What goes into one part.
#[derive(Default)]
pub(crate) struct Content {
    /// By the place of the table in `Table::ALL`.
    pub(crate) batches: Vec<Vec<RecordBatch>>,
    pub(crate) texts: Vec<Text>,
    pub(crate) lines: Vec<Line>,
}

/// Writes a part and moves it to its place.
pub(crate) fn commit(
    out: &Path,
    number: u32,
    content: &Content,
    formats: &[OutputFormat],
    csv: CsvOptions,
) -> Result<(), ArchiveError> {
    let work = out.join(WORK);
    at(&work, std::fs::create_dir_all(&work))?;
    // Gone with all that is in it where something fails.
    let folder = at(&work, tempfile::Builder::new().prefix("part-").tempdir_in(&work))?;
    for format in formats {
        match (format.tables(), format) {
            (Some(format), _) => tables(folder.path(), content, format, csv)?,
            (None, OutputFormat::Jsonl) => jsonl(folder.path(), content)?,
            (None, OutputFormat::Markdown) => markdown(folder.path(), content)?,
            // Made from the parts, when they are there.
            (None, _) => {}
        }
    }
    file(&folder.path().join(MANIFEST), |out| {
        for line in &content.lines {
            serde_json::to_writer(&mut *out, line)?;
            out.write_all(b"\n")?;
        }
        Ok(())
    })?;
    sync(folder.path())?;
    let place = part_path(out, number);
    at(&place, std::fs::rename(folder.path(), &place))?;
    // It is no longer where it would be removed from.
    let _ = folder.keep();
    sync(out)
}

fn tables(
    folder: &Path,
    content: &Content,
    format: TableFormat,
    csv: CsvOptions,
) -> Result<(), ArchiveError> {
    for (table, batches) in Table::ALL.iter().zip(&content.batches) {
        let path = folder.join(format!("{}.{}", table.as_str(), format.extension()));
        let out = BufWriter::new(at(&path, File::create(&path))?);
        let out =
            write(*table, batches, format, csv, out).map_err(|error| ArchiveError::output(&path, &error))?;
        let out = out.into_inner().map_err(|error| ArchiveError::output(&path, &error.into_error()))?;
        at(&path, out.sync_all())?;
    }
    Ok(())
}

fn jsonl(folder: &Path, content: &Content) -> Result<(), ArchiveError> {
    file(&folder.join("documents.jsonl"), |out| {
        content
            .texts
            .iter()
            .filter_map(|text| text.json.as_ref())
            .try_for_each(|json| out.write_all(json.as_bytes()))
    })
}

fn markdown(folder: &Path, content: &Content) -> Result<(), ArchiveError> {
    let folder = folder.join("markdown");
    at(&folder, std::fs::create_dir(&folder))?;
    for text in &content.texts {
        if let Some(markdown) = &text.markdown {
            file(&folder.join(file_name(text)), |out| out.write_all(markdown.as_bytes()))?;
        }
    }
    sync(&folder)
}

/// Longest part of a name that is kept, in bytes: file systems take 255, and the key follows.
const LONGEST_NAME: usize = 200;

/// The name of the source and the key: told apart, and never a path out of the folder.
fn file_name(text: &Text) -> String {
    let last = text.name.rsplit(['/', '\\']).next().unwrap_or_default();
    let stem = last.rsplit_once('.').map_or(last, |(stem, _)| stem);
    let safe = stem.chars().map(|c| if c.is_alphanumeric() || "-_（）().".contains(c) { c } else { '_' });
    let mut length = 0;
    let fits = |c: &char| {
        length += c.len_utf8();
        length <= LONGEST_NAME
    };
    let safe: String = safe.take_while(fits).collect();
    format!("{}-{}.md", safe.trim_start_matches('.'), text.doc_id)
}

fn file(
    path: &Path,
    fill: impl FnOnce(&mut BufWriter<File>) -> std::io::Result<()>,
) -> Result<(), ArchiveError> {
    let mut out = BufWriter::new(at(path, File::create(path))?);
    at(path, fill(&mut out))?;
    let out = out.into_inner().map_err(|error| ArchiveError::output(path, &error.into_error()))?;
    at(path, out.sync_all())
}

/// Writes the entries of a folder through to the disk, where the system lets one.
fn sync(folder: &Path) -> Result<(), ArchiveError> {
    if cfg!(unix) {
        let opened = at(folder, File::open(folder))?;
        at(folder, opened.sync_all())?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::file_name;
    use crate::work::Text;

    #[test]
    fn regression_a_long_name_fits_a_file_system() {
        let doc_id = "0123456789abcdef01234567-12".to_owned();
        let text = |name: String| Text { doc_id: doc_id.clone(), name, json: None, markdown: None };
        // Ideographs of four bytes, and of three.
        for c in ['\u{20000}', '通'] {
            let name = file_name(&text(format!("a{}.docx", String::from(c).repeat(80))));
            assert!(name.len() <= 255 && name.contains(c) && name.ends_with(".md"), "{name}");
        }
    }
}
