//! A document as a file: one module a format, none of which knows what the words mean. No clock is read: what has a date
//! has that of `MOMENT`.

mod docx;
mod html;
mod layout;
mod odt;
mod ofd;
mod pack;
mod pdf;
mod rtf;
mod sheet;
mod text;

use fastrand::Rng;

use super::document::{Content, Document, Paragraph};

pub(super) use pack::{packed, zipped};

/// The only moment that the files know.
const MOMENT: (u16, u8, u8) = (2026, 3, 11);

/// What a file may be.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub(super) enum Format {
    Md,
    /// UTF-8, GB18030, UTF-16
    Txt,
    Html,
    Docx,
    Odt,
    Rtf,
    Pdf,
    Ofd,
    /// A list of issues
    Xlsx,
    /// A list of issues
    Csv,
    /// Several documents
    Zip,
    /// Several documents
    #[value(name = "tar.gz")]
    TarGz,
}

impl Format {
    /// Formats of one document.
    pub(super) const SINGLE: &[Self] = &[
        Self::Md,
        Self::Txt,
        Self::Html,
        Self::Docx,
        Self::Odt,
        Self::Rtf,
        Self::Pdf,
        Self::Ofd,
        Self::Xlsx,
        Self::Csv,
    ];

    pub(super) const ALL: &[Self] = &[
        Self::Md,
        Self::Txt,
        Self::Html,
        Self::Docx,
        Self::Odt,
        Self::Rtf,
        Self::Pdf,
        Self::Ofd,
        Self::Xlsx,
        Self::Csv,
        Self::Zip,
        Self::TarGz,
    ];

    pub(super) fn extension(self) -> &'static str {
        match self {
            Self::Md => "md",
            Self::Txt => "txt",
            Self::Html => "html",
            Self::Docx => "docx",
            Self::Odt => "odt",
            Self::Rtf => "rtf",
            Self::Pdf => "pdf",
            Self::Ofd => "ofd",
            Self::Xlsx => "xlsx",
            Self::Csv => "csv",
            Self::Zip => "zip",
            Self::TarGz => "tar.gz",
        }
    }

    /// Whether it holds several documents.
    pub(super) fn is_archive(self) -> bool {
        matches!(self, Self::Zip | Self::TarGz)
    }
}

/// The bytes of a document; `rng` decides what a format leaves open.
pub(super) fn written(rng: &mut Rng, format: Format, document: &Document) -> Result<Vec<u8>, String> {
    match (format, &document.content) {
        (Format::Xlsx, Content::Ledger { title, rows }) => sheet::workbook(title.as_deref(), rows),
        (Format::Csv, Content::Ledger { rows, .. }) => sheet::comma_separated(rng, rows),
        (_, Content::Text(paragraphs)) => text_of(rng, format, paragraphs, document),
        (_, Content::Ledger { .. }) => Err(format!("{} holds no list alone", format.extension())),
    }
}

fn text_of(
    rng: &mut Rng,
    format: Format,
    paragraphs: &[Paragraph],
    document: &Document,
) -> Result<Vec<u8>, String> {
    match format {
        Format::Md => Ok(text::markdown(rng, paragraphs).into_bytes()),
        Format::Txt => Ok(text::plain(rng, paragraphs)),
        Format::Html => Ok(html::page(rng, paragraphs).into_bytes()),
        Format::Docx => docx::package(rng, paragraphs),
        Format::Odt => odt::package(rng, paragraphs),
        Format::Rtf => Ok(rtf::text(rng, paragraphs).into_bytes()),
        Format::Pdf => Ok(pdf::file(rng, paragraphs)),
        Format::Ofd => ofd::package(rng, paragraphs, document.expect.title.as_deref().unwrap_or_default()),
        Format::Xlsx | Format::Csv | Format::Zip | Format::TarGz => {
            Err(format!("{} holds no text", format.extension()))
        }
    }
}

/// Text within XML or HTML.
fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}
