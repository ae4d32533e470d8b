//! ZIP packages of XML parts: DOCX, ODT, OFD. Parts are unpacked one by one, within the limits. Of a package that is
//! cut, and has lost its directory, those parts are read that stand before the cut.

mod name;
mod salvage;

use std::io::{Cursor, Read as _};

pub(crate) use name::resolve;
use salvage::Entry;
use zip::ZipArchive;

use crate::error::Fault;
use crate::limits::{Budget, Limit};

/// An open package.
pub(crate) struct Package<'b> {
    bytes: &'b [u8],
    parts: Parts<'b>,
}

enum Parts<'b> {
    Listed(Box<ZipArchive<Cursor<&'b [u8]>>>),
    /// The directory is lost.
    Found(Vec<Entry>),
}

impl<'b> Package<'b> {
    pub(crate) fn open(bytes: &'b [u8], budget: &Budget) -> Result<Self, Fault> {
        let parts = match ZipArchive::new(Cursor::new(bytes)) {
            Ok(archive) if archive.len() as u64 > budget.limits.members => {
                return Err(Fault::Limit(Limit::Members));
            }
            Ok(archive) => Parts::Listed(Box::new(archive)),
            Err(error) => {
                let most = usize::try_from(budget.limits.members).unwrap_or(usize::MAX);
                let entries = salvage::entries(bytes, most);
                if entries.is_empty() {
                    return Err(Fault::damaged("its directory of parts", error.to_string()));
                }
                Parts::Found(entries)
            }
        };
        Ok(Self { bytes, parts })
    }

    /// Whether its directory is lost: parts may be missing.
    pub(crate) fn is_cut(&self) -> bool {
        matches!(self.parts, Parts::Found(_))
    }

    /// Names of all parts, in the order of the package.
    pub(crate) fn names(&self) -> Box<dyn Iterator<Item = String> + '_> {
        match &self.parts {
            Parts::Listed(archive) => {
                Box::new(archive.file_names().flatten().map(std::borrow::Cow::into_owned))
            }
            Parts::Found(entries) => Box::new(entries.iter().map(|entry| entry.name.clone())),
        }
    }

    /// Whether it has a part of that name.
    pub(crate) fn has(&self, name: &str) -> bool {
        match &self.parts {
            Parts::Listed(archive) => archive.index_for_name(name).is_some(),
            Parts::Found(entries) => entries.iter().any(|entry| entry.name == name),
        }
    }

    /// Unpacks a part; `None` where there is none of that name. A part that is cut or fails its check sum gives what
    /// could be unpacked.
    pub(crate) fn part(&mut self, name: &str, budget: &mut Budget) -> Result<Option<Part>, Fault> {
        budget.time()?;
        let (packed, part) = match &mut self.parts {
            Parts::Listed(archive) => {
                let Some(index) = archive.index_for_name(name) else { return Ok(None) };
                let file = match archive.by_index(index) {
                    Ok(file) => file,
                    Err(
                        zip::result::ZipError::InvalidPassword | zip::result::ZipError::UnsupportedArchive(_),
                    ) => {
                        return Err(Fault::Encrypted);
                    }
                    Err(error) => return Err(Fault::damaged(name, error.to_string())),
                };
                let packed = file.compressed_size();
                let limit = budget.may_unpack(packed);
                let mut bytes = Vec::new();
                // The size that the directory claims may be a lie: the reader itself is bounded.
                let whole = file.take(limit.saturating_add(1)).read_to_end(&mut bytes).is_ok();
                (packed, Part { bytes, whole })
            }
            Parts::Found(entries) => {
                let Some(entry) = entries.iter().find(|entry| entry.name == name) else { return Ok(None) };
                if entry.is_encrypted() {
                    return Err(Fault::Encrypted);
                }
                let packed = entry.packed_size();
                (packed, entry.unpack(self.bytes, budget.may_unpack(packed)))
            }
        };
        if part.bytes.len() as u64 > budget.may_unpack(packed) {
            return Err(Fault::Limit(budget.unpack_limit(packed)));
        }
        budget.unpacked(part.bytes.len() as u64);
        Ok(Some(part))
    }
}

/// A part of a package.
#[derive(Debug, Default)]
pub(crate) struct Part {
    pub(crate) bytes: Vec<u8>,
    /// Whether all of it could be unpacked and its check sum fits.
    pub(crate) whole: bool,
}

impl Part {
    /// Its bytes as UTF-8, which XML may also be kept from by UTF-16 (XML 1.0, 4.3.3); and whether all of them are
    /// text.
    pub(crate) fn into_utf8(self) -> (Vec<u8>, bool) {
        if matches!(self.bytes.as_slice(), [0xFF, 0xFE, ..] | [0xFE, 0xFF, ..]) {
            let (text, _, replaced) = encoding_rs::UTF_16LE.decode(&self.bytes);
            return (text.into_owned().into_bytes(), !replaced);
        }
        match String::from_utf8(self.bytes) {
            Ok(text) => (text.into_bytes(), true),
            Err(error) => (String::from_utf8_lossy(error.as_bytes()).into_owned().into_bytes(), false),
        }
    }
}
