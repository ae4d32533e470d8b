//! Damage as files have it: bits flipped, bytes lost, doubled or put in, ends cut. Deterministic: the same seed damages
//! in the same way.

use std::io::{Cursor, Read as _, Write as _};

/// A source of damage (xorshift64*).
#[derive(Debug)]
pub struct Mutator {
    state: u64,
}

/// Numbers and marks that readers trip over more than over others.
const DICTIONARY: &[&[u8]] = &[
    b"\xFF\xFF\xFF\xFF",
    b"\0\0\0\0",
    b"\x7F\xFF\xFF\xFF",
    b"99999999999",
    b"-1",
    b"<",
    b"</",
    b"&#x10FFFF;",
    b"&amp;",
    b"\\u-1 ",
    b"{",
    b"}",
    b"endobj",
    b"stream\n",
    b"\xC2\x85",
    b"\xE4\xB8",
];

impl Mutator {
    /// One that begins at `seed`.
    #[must_use]
    pub fn new(seed: u64) -> Self {
        Self { state: seed | 1 }
    }

    /// A number below `bound`.
    fn below(&mut self, bound: usize) -> usize {
        self.state ^= self.state >> 12;
        self.state ^= self.state << 25;
        self.state ^= self.state >> 27;
        let mixed = self.state.wrapping_mul(0x2545_F491_4F6C_DD1D) >> 33;
        usize::try_from(mixed).unwrap_or(0) % bound.max(1)
    }

    /// A damaged copy. A ZIP package is damaged in one of its parts half of the time, so that more than its unpacking is
    /// tried.
    #[must_use]
    pub fn damaged(&mut self, bytes: &[u8]) -> Vec<u8> {
        if bytes.starts_with(b"PK")
            && self.below(2) == 0
            && let Some(package) = self.repacked(bytes)
        {
            return package;
        }
        let mut bytes = bytes.to_vec();
        self.damage(&mut bytes);
        bytes
    }

    fn damage(&mut self, bytes: &mut Vec<u8>) {
        for _ in 0..=self.below(4) {
            let at = self.below(bytes.len());
            match self.below(8) {
                0 => bytes.truncate(at),
                1 | 2 if !bytes.is_empty() => bytes[at] ^= 1 << self.below(8),
                3 if !bytes.is_empty() => bytes[at] = u8::try_from(self.below(256)).unwrap_or(0),
                4 => {
                    let end = (at + self.below(64)).min(bytes.len());
                    bytes.drain(at..end);
                }
                5 => {
                    let end = (at + self.below(256)).min(bytes.len());
                    let again: Vec<u8> = bytes[at..end].to_vec();
                    bytes.splice(at..at, again);
                }
                _ => {
                    let word = DICTIONARY[self.below(DICTIONARY.len())];
                    let end = (at + self.below(2) * word.len()).min(bytes.len());
                    bytes.splice(at..end, word.iter().copied());
                }
            }
        }
    }

    /// A package with one damaged part.
    fn repacked(&mut self, bytes: &[u8]) -> Option<Vec<u8>> {
        let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).ok()?;
        let damaged = self.below(archive.len());
        let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
        for index in 0..archive.len() {
            let mut file = archive.by_index(index).ok()?;
            let name = file.name().ok()?.into_owned();
            let mut part = Vec::new();
            file.read_to_end(&mut part).ok()?;
            if index == damaged {
                self.damage(&mut part);
            }
            let stored =
                zip::write::SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
            writer.start_file(name, stored).ok()?;
            writer.write_all(&part).ok()?;
        }
        Some(writer.finish().ok()?.into_inner())
    }
}
