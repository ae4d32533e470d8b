//! Files as they come when something went wrong: cut off, empty, a picture under the name of a document, sealed with a
//! password. What is left of them is not text that anybody could vouch for.

use fastrand::Rng;

use super::format::Format;

/// What was done to a file, by its name in the truth.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Damage {
    /// The second half is missing.
    Cut,
    Empty,
    /// A picture under the extension of the format.
    Picture,
    /// The flag that says that a member of a zip file is encrypted, over bytes that nobody can read.
    Sealed,
}

impl Damage {
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Cut => "cut",
            Self::Empty => "empty",
            Self::Picture => "picture",
            Self::Sealed => "sealed",
        }
    }

    /// One that a format can suffer.
    pub(super) fn drawn(rng: &mut Rng, format: Format) -> Self {
        let packed = matches!(format, Format::Docx | Format::Odt | Format::Ofd | Format::Xlsx | Format::Zip);
        // What is left of a cut text is a text.
        let whole = matches!(format, Format::Md | Format::Txt | Format::Html | Format::Rtf | Format::Csv);
        match rng.u8(..6) {
            0 => Self::Empty,
            1 => Self::Picture,
            2 | 3 if packed => Self::Sealed,
            _ if whole => Self::Empty,
            _ => Self::Cut,
        }
    }

    pub(super) fn applied(self, mut bytes: Vec<u8>) -> Vec<u8> {
        match self {
            Self::Cut => {
                bytes.truncate(bytes.len() / 2);
                bytes
            }
            Self::Empty => Vec::new(),
            Self::Picture => PICTURE.to_vec(),
            Self::Sealed => {
                sealed(&mut bytes);
                bytes
            }
        }
    }
}

/// A PNG of one white pixel.
const PICTURE: &[u8] = &[
    0x89, b'P', b'N', b'G', 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0, 13, b'I', b'H', b'D', b'R', 0, 0, 0, 1, 0, 0, 0,
    1, 8, 0, 0, 0, 0, 0x3A, 0x7E, 0x9B, 0x55, 0, 0, 0, 10, b'I', b'D', b'A', b'T', 0x78, 0x9C, 0x63, 0xF8,
    0x0F, 0x00, 0x01, 0x01, 0x01, 0x00, 0x1B, 0xB6, 0xEE, 0x56, 0, 0, 0, 0, b'I', b'E', b'N', b'D', 0xAE,
    0x42, 0x60, 0x82,
];

/// Sets the flag of encryption in all headers of a zip file: local ones have it 6 bytes behind their mark, those of the
/// directory 8 (APPNOTE 4.3.7, 4.3.12, 4.4.4).
fn sealed(bytes: &mut [u8]) {
    for at in 0..bytes.len().saturating_sub(10) {
        let flags = match &bytes[at..at + 4] {
            b"PK\x03\x04" => at + 6,
            b"PK\x01\x02" => at + 8,
            _ => continue,
        };
        bytes[flags] |= 1;
    }
}
