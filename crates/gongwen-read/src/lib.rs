//! From bytes to the text that the core parses: the only crate that opens files.
//!
//! Text in UTF-8, with or without a byte order mark, and in UTF-16 with one. What cannot be decoded is an error
//! that says where and what to do, never a text with holes.
//!
//! ```
//! let text = gongwen_read::decode(b"\xe6\x95\xb4\xe6\x94\xb9", "a.txt").expect("UTF-8");
//! assert_eq!((text.text.as_str(), text.encoding), ("整改", "UTF-8"));
//! ```

#![forbid(unsafe_code)]

use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

/// Decoded text and where it came from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Text {
    /// The path, or `-` for standard input.
    pub name: String,
    /// What it was decoded from: `UTF-8`, `UTF-16LE`, `UTF-16BE`.
    pub encoding: &'static str,
    /// The text; a byte order mark stays in it.
    pub text: String,
}

/// Bounds on what is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// Bytes of a file; 256 MiB by default.
    pub bytes: u64,
}

impl Default for Limits {
    fn default() -> Self {
        Self { bytes: 256 << 20 }
    }
}

/// Why a file gave no text.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// No file has this name.
    #[error("{name}: no such file; check the path")]
    NotFound {
        /// The path.
        name: String,
    },
    /// A folder, which has no text of its own.
    #[error("{name}: a directory, not a file; name a file in it")]
    Directory {
        /// The path.
        name: String,
    },
    /// The file system said no.
    #[error("{name}: cannot be read ({source}); check its permissions")]
    Io {
        /// The path.
        name: String,
        /// What the file system said.
        source: io::Error,
    },
    /// More bytes than the limit.
    #[error("{name}: more than {limit} bytes; raise the limit (--max-bytes) or split the file")]
    TooLarge {
        /// The path.
        name: String,
        /// The limit.
        limit: u64,
    },
    /// A file of another kind.
    #[error("{name}: a {kind} file, which is not read; save it as text or Markdown first")]
    Kind {
        /// The path.
        name: String,
        /// What it is.
        kind: &'static str,
    },
    /// Bytes that are no text in a supported encoding.
    #[error("{name}: not {encoding} at byte {at}; convert it first: iconv -f GB18030 -t UTF-8 {name}")]
    Encoding {
        /// The path.
        name: String,
        /// The encoding that was tried.
        encoding: &'static str,
        /// Offset of the first byte that does not fit.
        at: usize,
    },
}

/// Reads a file.
///
/// # Errors
///
/// Where the file cannot be opened, is larger than `limits`, or is no text in a supported encoding.
pub fn read(path: &Path, limits: &Limits) -> Result<Text, Error> {
    let name = path.display().to_string();
    let io = |source: io::Error| match source.kind() {
        io::ErrorKind::NotFound => Error::NotFound { name: name.clone() },
        io::ErrorKind::IsADirectory => Error::Directory { name: name.clone() },
        _ => Error::Io { name: name.clone(), source },
    };
    if path.is_dir() {
        return Err(Error::Directory { name });
    }
    read_from(File::open(path).map_err(io)?, &name, limits)
}

/// Reads standard input, or any other source of bytes.
///
/// # Errors
///
/// As [`read`].
pub fn read_from(source: impl Read, name: &str, limits: &Limits) -> Result<Text, Error> {
    let mut bytes = Vec::new();
    // The size that a file claims may be wrong: the reader itself is bounded.
    source
        .take(limits.bytes.saturating_add(1))
        .read_to_end(&mut bytes)
        .map_err(|source| Error::Io { name: name.to_owned(), source })?;
    if u64::try_from(bytes.len()).unwrap_or(u64::MAX) > limits.bytes {
        return Err(Error::TooLarge { name: name.to_owned(), limit: limits.bytes });
    }
    decode(bytes, name)
}

/// Name of an encoding in units of two bytes, and how a unit is read.
type Wide = (&'static str, fn([u8; 2]) -> u16);

/// Decodes bytes.
///
/// # Errors
///
/// Where the bytes are a known file format, or no text in a supported encoding.
pub fn decode(bytes: impl Into<Vec<u8>>, name: &str) -> Result<Text, Error> {
    let bytes = bytes.into();
    if let Some(kind) = kind(&bytes) {
        return Err(Error::Kind { name: name.to_owned(), kind });
    }
    let wide: Option<Wide> = match bytes.as_slice() {
        [0xFF, 0xFE, ..] => Some(("UTF-16LE", u16::from_le_bytes)),
        [0xFE, 0xFF, ..] => Some(("UTF-16BE", u16::from_be_bytes)),
        _ => None,
    };
    let name = name.to_owned();
    if let Some((encoding, unit)) = wide {
        let units = bytes.chunks_exact(2).map(|pair| unit([pair[0], pair[1]]));
        let mut text = String::with_capacity(bytes.len());
        for (at, decoded) in char::decode_utf16(units).enumerate() {
            // Offsets count units; a pair before the fault makes this a lower bound.
            let c = decoded.map_err(|_| Error::Encoding { name: name.clone(), encoding, at: at * 2 })?;
            text.push(c);
        }
        if bytes.len() % 2 != 0 {
            return Err(Error::Encoding { name, encoding, at: bytes.len() - 1 });
        }
        return Ok(Text { name, encoding, text });
    }
    match String::from_utf8(bytes) {
        Ok(text) => Ok(Text { name, encoding: "UTF-8", text }),
        Err(error) => Err(Error::Encoding { name, encoding: "UTF-8", at: error.utf8_error().valid_up_to() }),
    }
}

/// File formats that would read as garbage.
fn kind(bytes: &[u8]) -> Option<&'static str> {
    const KINDS: &[(&[u8], &str)] = &[
        (b"PK\x03\x04", "ZIP-based (Word, OFD)"),
        (b"%PDF", "PDF"),
        (b"\xD0\xCF\x11\xE0", "OLE (old Word, WPS)"),
        (b"{\\rtf", "RTF"),
        (b"\x1F\x8B", "gzip"),
    ];
    KINDS.iter().find(|(magic, _)| bytes.starts_with(magic)).map(|(_, kind)| *kind)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_is_decoded_and_all_else_is_an_error_with_its_place() {
        assert_eq!(decode("整改", "a").unwrap().encoding, "UTF-8");
        assert_eq!(decode(*b"\xFF\xFE\x74\x65", "a").unwrap().text, "\u{feff}\u{6574}");
        assert!(matches!(decode(*b"ab\xD5\xFB", "a"), Err(Error::Encoding { at: 2, .. })));
        assert!(matches!(decode(*b"\xFF\xFE\x00", "a"), Err(Error::Encoding { .. })));
        assert!(matches!(decode(*b"PK\x03\x04", "a"), Err(Error::Kind { .. })));
        assert_eq!(decode("", "a").unwrap().text, "");
    }

    #[test]
    fn limits_hold_for_readers_that_never_end() {
        let endless = io::repeat(b'a');
        assert!(matches!(read_from(endless, "-", &Limits { bytes: 1000 }), Err(Error::TooLarge { .. })));
    }

    #[test]
    fn missing_files_and_directories_are_named() {
        let error = read(Path::new("/no/such/file"), &Limits::default()).unwrap_err();
        assert!(error.to_string().starts_with("/no/such/file: no such file"));
        assert!(matches!(read(Path::new("/"), &Limits::default()), Err(Error::Directory { .. })));
    }
}
