//! Lists of issues as workbooks and as comma-separated text.

use encoding_rs::GB18030;
use fastrand::Rng;
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, FormatAlign, Workbook, XlsxError};

use super::MOMENT;

/// A workbook with one sheet: the title in merged cells, the head, a row an issue.
pub(super) fn workbook(title: Option<&str>, rows: &[Vec<String>]) -> Result<Vec<u8>, String> {
    sheet(title, rows).map_err(|error| error.to_string())
}

fn sheet(title: Option<&str>, rows: &[Vec<String>]) -> Result<Vec<u8>, XlsxError> {
    let mut book = Workbook::new();
    let (year, month, day) = MOMENT;
    book.set_properties(
        &DocProperties::new().set_creation_datetime(&ExcelDateTime::from_ymd(year, month, day)?),
    );
    let bold = Format::new().set_bold().set_align(FormatAlign::Center);
    let cell = Format::new().set_text_wrap().set_align(FormatAlign::VerticalCenter);
    let sheet = book.add_worksheet().set_name("整改台账")?;
    let mut at = 0;
    if let Some(title) = title {
        let last = rows.first().map_or(0, |head| head.len().saturating_sub(1)) as u16;
        sheet.merge_range(0, 0, 0, last, title, &bold)?;
        at = 1;
    }
    for (number, row) in rows.iter().enumerate() {
        for (column, text) in (0_u16..).zip(row) {
            match text.parse::<u32>() {
                Ok(value) => sheet.write_number_with_format(at, column, value, &cell)?,
                Err(_) if number == 0 => sheet.write_string_with_format(at, column, text, &bold)?,
                Err(_) if text.is_empty() => sheet.write_blank(at, column, &cell)?,
                Err(_) => sheet.write_string_with_format(at, column, text, &cell)?,
            };
        }
        at += 1;
    }
    for (column, width) in (0_u16..).zip([6, 30, 60, 16, 16, 18]) {
        sheet.set_column_width(column, width)?;
    }
    book.save_to_buffer()
}

/// As Excel writes it: lines of a cell kept, rows ending in CR LF; UTF-8 with its mark, without, or GB18030.
pub(super) fn comma_separated(rng: &mut Rng, rows: &[Vec<String>]) -> Result<Vec<u8>, String> {
    let mut writer = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(Vec::new());
    for row in rows {
        writer.write_record(row).map_err(|error| error.to_string())?;
    }
    let bytes = writer.into_inner().map_err(|error| error.to_string())?;
    Ok(match rng.u8(..3) {
        0 => [&[0xEF, 0xBB, 0xBF], bytes.as_slice()].concat(),
        1 => bytes,
        _ => GB18030.encode(&String::from_utf8_lossy(&bytes)).0.into_owned(),
    })
}
