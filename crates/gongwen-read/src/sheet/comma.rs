//! CSV: fields by a delimiter that the file does not name.

use encoding_rs::Encoding as Charset;
use gongwen::block::{Document, Format, Origin};

use super::layout::{Entry, Layout};
use crate::builder::Builder;
use crate::encoding;
use crate::error::Fault;
use crate::limits::Budget;

/// Delimiters, the likeliest first.
const DELIMITERS: [u8; 4] = [b',', b'\t', b';', b'|'];

/// Reads comma-separated values.
pub(crate) fn read(
    bytes: Vec<u8>,
    charset: Option<&'static Charset>,
    budget: &mut Budget,
) -> Result<Document, Fault> {
    let decoded = encoding::decode(bytes, charset, None);
    let text = decoded.text.strip_prefix('\u{feff}').unwrap_or(&decoded.text);
    let (text, named) = named_delimiter(text);
    let delimiter = named.unwrap_or_else(|| delimiter(text));
    // A quote that does not end would take the rest of the file for one field.
    let whole = text.bytes().filter(|byte| *byte == b'"').count() % 2 == 0;
    let mut entries = Vec::new();
    for (row, record) in records(text, delimiter, whole).enumerate() {
        if row % 1024 == 0 {
            budget.time()?;
        }
        for (column, field) in record.iter().enumerate() {
            let field = if whole { field } else { field.trim_matches('"') };
            if !field.trim().is_empty() {
                let place = u32::try_from(row).ok().zip(u32::try_from(column).ok());
                let Some((row, column)) = place else { continue };
                entries.push(Entry::new(row, column, field.replace("\r\n", "\n").replace('\r', "\n")));
            }
        }
    }
    let mut builder = Builder::new(Format::Csv);
    let origin = |row: u32, column: u32| {
        let mut origin = Origin::default();
        origin.element = Some(format!("row[{}]/cell[{}]", row + 1, column + 1));
        origin
    };
    Layout { builder: &mut builder, table: 0, origin: &origin }.add(&entries, &[], budget)?;
    if !whole {
        builder.damaged("a quotation mark has no partner: fields with line ends in them may be cut");
    }
    let mut document = builder.finish();
    document.encoding = Some(decoded.encoding);
    Ok(document)
}

/// The records; fields that are no record are passed over, which the library has none of in valid text.
fn records(text: &str, delimiter: u8, quoting: bool) -> impl Iterator<Item = csv::StringRecord> + '_ {
    let reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(delimiter)
        .quoting(quoting)
        .from_reader(text.as_bytes());
    reader.into_records().map_while(Result::ok)
}

/// `sep=;`, by which Excel lets a file name its delimiter.
fn named_delimiter(text: &str) -> (&str, Option<u8>) {
    let (line, rest) = text.split_once('\n').unwrap_or((text, ""));
    match line.trim_end().strip_prefix("sep=").map(str::as_bytes) {
        Some([delimiter]) => (rest, Some(*delimiter)),
        _ => (text, None),
    }
}

/// The delimiter by which most of the first records have the same number of fields, more than one.
fn delimiter(text: &str) -> u8 {
    const RECORDS: usize = 50;
    /// Where a wrong delimiter meets a quote, a record may take all of the text.
    const SEEN: usize = 64 * 1024;
    let mut end = text.len().min(SEEN);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    let score = |delimiter: u8| {
        let counts: Vec<usize> =
            records(&text[..end], delimiter, true).take(RECORDS).map(|record| record.len()).collect();
        let same = |count: usize| counts.iter().filter(|other| **other == count).count();
        counts.iter().filter(|count| **count > 1).map(|count| (same(*count), *count)).max().unwrap_or((0, 0))
    };
    // The first of the best: the likelier one.
    let best = DELIMITERS.into_iter().rev().max_by_key(|delimiter| score(*delimiter));
    best.unwrap_or(b',')
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Limits;
    use gongwen::block::BlockKind;

    fn read_text(text: &str) -> Document {
        read(text.as_bytes().to_vec(), None, &mut Budget::new(&Limits::default())).unwrap()
    }

    fn cells(text: &str) -> Vec<(u32, u32, String)> {
        let document = read_text(text);
        let cells = document.blocks.iter().filter_map(|block| match block.kind {
            BlockKind::Cell(cell) => {
                Some((cell.row, cell.column, document.text[block.span.range()].to_owned()))
            }
            _ => None,
        });
        cells.collect()
    }

    fn cell(row: u32, column: u32, text: &str) -> (u32, u32, String) {
        (row, column, text.to_owned())
    }

    #[test]
    fn the_delimiter_is_told_from_the_lines() {
        let expected = [cell(0, 0, "序号"), cell(0, 1, "措施"), cell(1, 0, "1"), cell(1, 1, "新建，改造")];
        assert_eq!(cells("序号,措施\n1,新建，改造\n"), expected);
        assert_eq!(cells("序号;措施\n1;新建，改造\n"), expected);
        assert_eq!(cells("序号\t措施\r\n1\t新建，改造"), expected);
        assert_eq!(cells("sep=|\n序号|措施\n1|新建，改造\n"), expected);
    }

    #[test]
    fn quoted_fields_may_hold_line_ends_and_quotes() {
        let found = cells("序号,措施\n1,\"一是甲。\n二是\"\"乙\"\",丙。\"\n");
        assert_eq!(found[3..], [cell(1, 1, "一是甲。"), cell(1, 1, "二是\"乙\",丙。")]);
    }

    #[test]
    fn rows_may_be_ragged() {
        let found = cells("a,b,c\nd\ne,f\n");
        assert_eq!(found.len(), 6);
        assert_eq!(found[3], cell(1, 0, "d"));
    }

    #[test]
    fn a_quote_without_a_partner_loses_nothing() {
        let document = read_text("a,\"b\nc,d\ne,f\n");
        assert_eq!(document.text, "a\nb\nc\nd\ne\nf");
        assert_eq!(document.diagnostics.len(), 1);
    }

    #[test]
    fn a_title_above_the_table_is_a_paragraph() {
        let document = read_text("整改台账,,\n序号,问题,措施\n1,甲,乙\n填报人：丙,,\n");
        assert_eq!(document.blocks[0].kind, BlockKind::Paragraph);
        assert_eq!(document.blocks[7].kind, BlockKind::Paragraph);
        assert_eq!(document.blocks[1].origin.element.as_deref(), Some("row[2]/cell[1]"));
    }
}
