//! XLSX, cell by cell.

use std::io::{Cursor, Write as _};

use calamine::{DataRef, HorizontalAlignment, Reader as _, SheetType, SheetVisible, Style, Xlsx, XlsxError};
use gongwen::block::{BlockKind, Document, Format, LeftOutReason, Origin};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

use super::layout::{Entry, Layout, Merged};
use super::number;
use crate::builder::{Builder, Paragraph};
use crate::contain::contain;
use crate::error::Fault;
use crate::limits::{Budget, Limit, Limits};
use crate::package::Package;

/// A sheet as the library reads it.
#[derive(Debug)]
struct Sheet {
    name: String,
    hidden: bool,
    entries: Vec<Entry>,
    merged: Vec<Merged>,
    /// What went wrong.
    damaged: Option<String>,
}

/// Reads a workbook.
pub(crate) fn read(bytes: Vec<u8>, budget: &mut Budget) -> Result<Document, Fault> {
    let mut broken = Vec::new();
    weigh(&bytes, budget, &mut broken)?;
    let limits = budget.limits;
    let bytes = if broken.is_empty() { bytes } else { mended(&bytes, budget, &broken).unwrap_or(bytes) };
    let sheets = contain(budget, move || sheets(bytes, &limits))?;
    let mut builder = Builder::new(Format::Xlsx);
    let full = |sheet: &Sheet| !sheet.hidden && !sheet.entries.is_empty();
    let several = sheets.iter().filter(|sheet| full(sheet)).count() > 1;
    let mut table = 0;
    for sheet in &sheets {
        let origin = |row: u32, column: u32| place(&sheet.name, row, column);
        if sheet.hidden {
            for entry in &sheet.entries {
                budget.cell()?;
                builder.left_out(LeftOutReason::Hidden, &entry.text, origin(entry.row, entry.column));
            }
        } else if full(sheet) {
            // The name on its tab is said of the sheet, and is no line of its text.
            if several || !is_default(&sheet.name) {
                let mut origin = Origin::default();
                origin.element = Some(sheet.name.clone());
                // What stands on a further sheet is attached to the first.
                let kind = if builder.is_empty() { BlockKind::Metadata } else { BlockKind::Attachment };
                builder.push(&Paragraph::new(kind, sheet.name.as_str(), origin));
            }
            let mut layout = Layout { builder: &mut builder, table, origin: &origin };
            if layout.add(&sheet.entries, &sheet.merged, budget)? {
                table += 1;
            }
        }
        if let Some(what) = &sheet.damaged {
            builder.damaged(&format!("sheet {}: {what}", sheet.name));
        }
    }
    for part in broken {
        builder.damaged(&format!("the part {part} is cut or changed"));
    }
    Ok(builder.finish())
}

/// Unpacks each part once within the limits, since the library has none; tells which are broken.
fn weigh(bytes: &[u8], budget: &mut Budget, broken: &mut Vec<String>) -> Result<(), Fault> {
    let mut package = Package::open(bytes, budget)?;
    let names: Vec<String> = package.names().collect();
    for name in names {
        // A part that is not unpacked costs nothing.
        let lower = name.to_ascii_lowercase();
        if !(lower.ends_with(".xml") || lower.ends_with(".rels") || lower.ends_with(".bin")) {
            continue;
        }
        match package.part(&name, budget) {
            Ok(part) if part.as_ref().is_none_or(|part| part.whole) => {}
            Err(Fault::Limit(limit)) => return Err(Fault::Limit(limit)),
            _ => broken.push(name),
        }
    }
    Ok(())
}

/// The package without what is broken in it, but for its sheets: of those, as far as they go.
fn mended(bytes: &[u8], budget: &mut Budget, broken: &[String]) -> Option<Vec<u8>> {
    let mut package = Package::open(bytes, budget).ok()?;
    let names: Vec<String> = package.names().collect();
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    let stored = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
    for name in names {
        if broken.contains(&name) && !name.contains("worksheets/") {
            continue;
        }
        let Ok(Some(part)) = package.part(&name, budget) else { continue };
        archive.start_file(name, stored).ok()?;
        archive.write_all(&part.bytes).ok()?;
    }
    Some(archive.finish().ok()?.into_inner())
}

/// `Sheet1`, `工作表1`: a name that nobody gave.
fn is_default(name: &str) -> bool {
    let number = ["Sheet", "sheet", "工作表"].iter().find_map(|start| name.strip_prefix(start));
    number.is_some_and(|number| number.bytes().all(|byte| byte.is_ascii_digit()))
}

/// `Sheet1!B3`.
fn place(sheet: &str, row: u32, column: u32) -> Origin {
    let mut letters = Vec::new();
    let mut rest = u64::from(column) + 1;
    while rest > 0 {
        rest -= 1;
        letters.push(char::from(b'A' + u8::try_from(rest % 26).unwrap_or(0)));
        rest /= 26;
    }
    let column: String = letters.iter().rev().collect();
    let mut origin = Origin::default();
    origin.element = Some(format!("{sheet}!{column}{}", u64::from(row) + 1));
    origin
}

fn sheets(bytes: Vec<u8>, limits: &Limits) -> Result<Vec<Sheet>, Fault> {
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).map_err(fault)?;
    let known = book.sheets_metadata().to_vec();
    let mut left = Left { cells: limits.cells, bytes: limits.unpacked_bytes };
    let mut found = Vec::new();
    for sheet in known.into_iter().filter(|sheet| sheet.typ == SheetType::WorkSheet) {
        let mut entries = Vec::new();
        let read = entries_of(&mut book, &sheet.name, &mut entries, &mut left);
        let damaged = match read {
            Ok(()) => None,
            Err(Stop::Limit(limit)) => return Err(Fault::Limit(limit)),
            Err(Stop::Library(error)) => Some(error.to_string()),
        };
        entries.sort_by_key(|entry| (entry.row, entry.column));
        let merged = book.merge_cells_by_sheet_name(&sheet.name).unwrap_or_default();
        let merged = merged.into_iter().map(|area| Merged {
            top: area.start.0,
            left: area.start.1,
            bottom: area.end.0,
            right: area.end.1,
        });
        let merged = merged.filter(|area| area.top <= area.bottom && area.left <= area.right).collect();
        let hidden = sheet.visible != SheetVisible::Visible;
        found.push(Sheet { name: sheet.name, hidden, entries, merged, damaged });
    }
    Ok(found)
}

fn fault(error: XlsxError) -> Fault {
    match error {
        XlsxError::Password => Fault::Encrypted,
        error => Fault::damaged("the workbook", error.to_string()),
    }
}

/// What may still be read: a text that many cells share is copied for each.
struct Left {
    cells: u64,
    bytes: u64,
}

enum Stop {
    Limit(Limit),
    Library(XlsxError),
}

impl From<XlsxError> for Stop {
    fn from(error: XlsxError) -> Self {
        Self::Library(error)
    }
}

fn entries_of(
    book: &mut Xlsx<Cursor<Vec<u8>>>,
    name: &str,
    entries: &mut Vec<Entry>,
    left: &mut Left,
) -> Result<(), Stop> {
    let mut cells = book.worksheet_cells_reader(name)?;
    while let Some((cell, style)) = cells.next_cell_with_style_id()? {
        let style = cells.styles().get(style);
        let text = text(cell.get_value(), style);
        if text.trim().is_empty() {
            continue;
        }
        left.cells = left.cells.checked_sub(1).ok_or(Stop::Limit(Limit::Cells))?;
        left.bytes = left.bytes.checked_sub(text.len() as u64).ok_or(Stop::Limit(Limit::UnpackedBytes))?;
        let (row, column) = cell.get_position();
        let mut entry = Entry::new(row, column, text);
        entry.bold = style.and_then(|style| style.font.as_ref()).is_some_and(calamine::Font::is_bold);
        let aligned = style.and_then(|style| style.alignment.as_ref()).map(|aligned| aligned.horizontal);
        entry.centred =
            matches!(aligned, Some(HorizontalAlignment::Center | HorizontalAlignment::CenterContinuous));
        entries.push(entry);
    }
    Ok(())
}

/// What a cell shows.
fn text(value: &DataRef<'_>, style: Option<&Style>) -> String {
    let format = style.and_then(|style| style.number_format.as_ref());
    let code = format.map(|format| format.format_code.as_str());
    match value {
        // Beyond 2^53 no such number was ever typed.
        #[allow(clippy::cast_precision_loss)]
        DataRef::Int(value) => number::number(*value as f64, code),
        DataRef::Float(value) => number::number(*value, code),
        DataRef::String(text) => lines(text),
        DataRef::SharedString(text) => lines(text),
        DataRef::Bool(value) => if *value { "TRUE" } else { "FALSE" }.to_owned(),
        DataRef::DateTime(value) => number::date(value, code, format.and_then(|format| format.format_id)),
        DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => text.clone(),
        DataRef::Error(error) => error.to_string(),
        DataRef::Empty => String::new(),
    }
}

fn lines(text: &str) -> String {
    text.replace("_x000D_", "").replace("\r\n", "\n").replace('\r', "\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_named_as_in_excel() {
        assert_eq!(place("整改台账", 2, 1).element.as_deref(), Some("整改台账!B3"));
        assert_eq!(place("S", 0, 26).element.as_deref(), Some("S!AA1"));
        assert_eq!(place("S", 0, 701).element.as_deref(), Some("S!ZZ1"));
    }

    #[test]
    fn names_that_nobody_gave_are_told() {
        assert!(is_default("Sheet1"));
        assert!(is_default("工作表2"));
        assert!(!is_default("整改台账"));
    }
}
