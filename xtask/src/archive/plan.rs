//! What each file of an archive is, before any is written: its format, its place, whether it is a copy of another one, and
//! what befell it. All follows from the seed and the number of the file.

use super::damage::Damage;
use super::document::Document;
use super::format::{Format, packed, written, zipped};
use super::grammar::{Shape, circular};
use super::random::{Stream, chance, pick, stream};
use super::truth::{Expect, Line};

/// What an archive is made from.
#[derive(Debug, Clone)]
pub(super) struct Recipe {
    pub(super) seed: u64,
    pub(super) formats: Vec<Format>,
    /// Percent of the files.
    pub(super) duplicates: f64,
    pub(super) damaged: f64,
}

/// A file, and what is known of it: a line, or one for each member.
pub(super) struct Made {
    pub(super) path: String,
    pub(super) bytes: Vec<u8>,
    pub(super) lines: Vec<Line>,
}

/// What becomes of a file.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Fate {
    Whole,
    CopyOf(u64),
    Damaged(Damage),
}

/// Files that share a folder.
const FOLDER: u64 = 120;

const YEARS: &[&str] = &["2021年", "2022年", "2023年", "2024年", "2025年", "2026年"];
const PREFECTURES: &[&str] =
    &["青溪市", "临河市", "南岭市", "云湖市", "安澜市", "白石市", "东屏市", "清塘市"];

impl Recipe {
    fn format(&self, number: u64) -> Format {
        self.formats[(number % self.formats.len() as u64) as usize]
    }

    fn fate(&self, number: u64) -> Fate {
        let mut rng = stream(self.seed, number, 0, Stream::Fate);
        let (drawn, target) = (rng.f64() * 100.0, rng.u64(..number.max(1)));
        if drawn < self.duplicates && number > 0 {
            return match self.fate(target) {
                Fate::CopyOf(original) => Fate::CopyOf(original),
                Fate::Whole => Fate::CopyOf(target),
                Fate::Damaged(_) => Fate::Whole,
            };
        }
        if chance(&mut rng, self.damaged) {
            return Fate::Damaged(Damage::drawn(&mut rng, self.format(number)));
        }
        Fate::Whole
    }

    /// `2024年/青溪市/第003批/00412-青溪市水利局.docx`
    fn path(&self, number: u64, format: Format, name: &str) -> String {
        let batch = number / FOLDER;
        let mut rng = stream(self.seed, batch, 0, Stream::Folder);
        let (year, place) = (pick(&mut rng, YEARS), pick(&mut rng, PREFECTURES));
        format!("{year}/{place}/第{:03}批/{number:05}-{name}整改材料.{}", batch + 1, format.extension())
    }

    /// The file of a number.
    pub(super) fn file(&self, number: u64) -> Result<Made, String> {
        let fate = self.fate(number);
        let Fate::CopyOf(original) = fate else {
            return self.whole(number, fate);
        };
        let made = self.whole(original, Fate::Whole)?;
        let name = made.path.rsplit('/').next().unwrap_or_default();
        let (_, name) = name.split_once('-').unwrap_or_default();
        let name = name.split_once("整改材料").unwrap_or_default().0;
        let path = self.path(number, self.format(original), &format!("{name}（副本）"));
        let lines = made
            .lines
            .into_iter()
            .map(|line| Line { path: path.clone(), duplicate_of: Some(made.path.clone()), ..line })
            .collect();
        Ok(Made { path, bytes: made.bytes, lines })
    }

    fn whole(&self, number: u64, fate: Fate) -> Result<Made, String> {
        let format = self.format(number);
        let (bytes, members, name) = match format.is_archive() {
            true => self.archive(number, format)?,
            false => {
                let document = self.document(number, 0, format)?;
                let bytes = self.bytes(number, 0, format, &document)?;
                (bytes, vec![(None, format, document.expect)], document.name)
            }
        };
        let path = self.path(number, format, &name);
        let line = |format: Format, member, expect| Line {
            path: path.clone(),
            format: format.extension().to_owned(),
            document: number,
            duplicate_of: None,
            damaged: None,
            member,
            expect,
        };
        if let Fate::Damaged(damage) = fate {
            let broken = Line { damaged: Some(damage.name().to_owned()), ..line(format, None, None) };
            return Ok(Made { lines: vec![broken], bytes: damage.applied(bytes), path });
        }
        let lines =
            members.into_iter().map(|(member, format, expect)| line(format, member, Some(expect))).collect();
        Ok(Made { lines, bytes, path })
    }

    fn document(&self, number: u64, part: u64, format: Format) -> Result<Document, String> {
        let shape = match format {
            Format::Xlsx => Shape::Ledger { titled: true },
            Format::Csv => Shape::Ledger { titled: false },
            _ => Shape::Text,
        };
        circular(self.seed, number, part, shape)
    }

    fn bytes(&self, number: u64, part: u64, format: Format, document: &Document) -> Result<Vec<u8>, String> {
        written(&mut stream(self.seed, number, part, Stream::Writing), format, document)
    }

    /// An archive of two to five documents.
    fn archive(&self, number: u64, format: Format) -> Result<Archived, String> {
        let mut rng = stream(self.seed, number, u64::MAX, Stream::Writing);
        let mut parts = Vec::new();
        let mut members = Vec::new();
        for part in 1..=rng.u64(2..=5) {
            let format = match pick(&mut rng, Format::SINGLE) {
                // The mark of PDF may stand behind a head (ISO 32000-1 annex H.3.4.1): a tar that began with one would
                // be both.
                Format::Pdf if part == 1 && format == Format::TarGz => Format::Docx,
                drawn => drawn,
            };
            let document = self.document(number, part, format)?;
            let name = format!("整改材料汇总/{part}-{}.{}", document.name, format.extension());
            parts.push((name.clone(), self.bytes(number, part, format, &document)?));
            members.push((Some(name), format, document.expect));
        }
        let bytes = match format {
            Format::TarGz => packed(&parts)?,
            _ => zipped(&parts, &[])?,
        };
        Ok((bytes, members, "汇总".to_owned()))
    }
}

/// Bytes of an archive, its members with what is known of them, and its name.
type Archived = (Vec<u8>, Vec<(Option<String>, Format, Expect)>, String);
