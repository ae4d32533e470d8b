//! What is read, for those who ask.

use gongwen::block::Format;

/// One format, or kind of archive, as it is listed to users.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct FormatInfo {
    /// The format; `None` for an archive, the members of which have formats of their own.
    pub format: Option<Format>,
    /// Its name, as `--format` takes it where it is a format.
    pub name: &'static str,
    /// Usual extensions, without the dot. The content decides, not they.
    pub extensions: &'static [&'static str],
    /// What is read of it.
    pub reads: &'static str,
}

/// All formats and archives that are read.
#[must_use]
pub fn formats() -> &'static [FormatInfo] {
    FORMATS
}

const fn document(
    format: Format,
    name: &'static str,
    extensions: &'static [&'static str],
    reads: &'static str,
) -> FormatInfo {
    FormatInfo { format: Some(format), name, extensions, reads }
}

const fn archive(name: &'static str, extensions: &'static [&'static str], reads: &'static str) -> FormatInfo {
    FormatInfo { format: None, name, extensions, reads }
}

const FORMATS: &[FormatInfo] = &[
    document(
        Format::Markdown,
        "markdown",
        &["md", "txt"],
        "headings, bold, tables; UTF-8, UTF-16, GB18030, Big5",
    ),
    document(
        Format::Plain,
        "plain",
        &["txt"],
        "wrapped lines, page numbers, tables of pipes; encodings as above",
    ),
    document(
        Format::Html,
        "html",
        &["html", "htm"],
        "the main text, its tables and head table; navigation and footer apart",
    ),
    document(
        Format::Docx,
        "docx",
        &["docx"],
        "automatic numbers, tables, notes, text boxes, tracked changes",
    ),
    document(Format::Doc, "doc", &["doc"], "Word 97 to 2003: text, automatic numbers, tables, notes"),
    document(Format::Wps, "wps", &["wps"], "WPS Writer, as doc"),
    document(Format::Rtf, "rtf", &["rtf"], "text in any code page, list numbers, tables, notes"),
    document(Format::Odt, "odt", &["odt"], "automatic numbers, tables, notes, text boxes, tracked changes"),
    document(
        Format::Pdf,
        "pdf",
        &["pdf"],
        "the text layer in reading order; page numbers and running heads apart; no scans",
    ),
    document(
        Format::Ofd,
        "ofd",
        &["ofd"],
        "GB/T 33190-2016: text with positions, templates; signatures ignored",
    ),
    document(Format::Xlsx, "xlsx", &["xlsx"], "the cells of all sheets, merged cells"),
    document(Format::Csv, "csv", &["csv", "tsv"], "one table; encodings as plain"),
    archive("zip", &["zip"], "each member; names in UTF-8 or GBK"),
    archive("tar", &["tar", "tar.gz", "tgz"], "each member"),
    archive("gzip", &["gz"], "the one file in it"),
    archive("7z", &["7z"], "each member; LZMA and LZMA2"),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_format_is_listed_once_under_its_name() {
        let listed: Vec<Format> = FORMATS.iter().filter_map(|info| info.format).collect();
        assert_eq!(listed, Format::ALL);
        for info in FORMATS {
            assert!(info.format.is_none_or(|format| format.as_str() == info.name), "{}", info.name);
        }
    }
}
