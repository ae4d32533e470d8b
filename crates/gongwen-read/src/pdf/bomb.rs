//! Streams that unpack to far more than they pack. The library that reads PDF has no bound on it, so that streams are
//! measured before it sees them. Pictures are not unpacked by it, and are passed over; streams of an encrypted file
//! cannot be measured.

use std::io::{self, Read};

use flate2::read::ZlibDecoder;
use memchr::memmem;

use crate::error::Fault;
use crate::limits::Budget;

/// Deflate packs at most so well.
const DEFLATE: u64 = 1032;
/// How far before its `stream` the dictionary of a stream is looked for.
const DICTIONARY: usize = 1024;

/// Fails where streams unpack to more than the limits allow.
pub(super) fn check(bytes: &[u8], budget: &mut Budget) -> Result<(), Fault> {
    // So small a file cannot go over the limit, unless its streams are packed twice.
    let is_small = (bytes.len() as u64).saturating_mul(DEFLATE) <= budget.limits.unpacked_bytes;
    for at in memmem::find_iter(bytes, b"stream") {
        let data = after_line_end(&bytes[at + b"stream".len()..]);
        let dictionary = dictionary(&bytes[..at]);
        let layers = layers(dictionary);
        let is_picture = memmem::find(dictionary, b"/Image").is_some();
        if layers == 0 || is_picture || (is_small && layers == 1) {
            continue;
        }
        budget.time()?;
        measure(data, layers, budget)?;
    }
    Ok(())
}

fn after_line_end(data: &[u8]) -> &[u8] {
    let data = data.strip_prefix(b"\r").unwrap_or(data);
    data.strip_prefix(b"\n").unwrap_or(data)
}

/// The dictionary that ends where a stream begins; empty where `stream` is no keyword.
fn dictionary(before: &[u8]) -> &[u8] {
    let trimmed = before.trim_ascii_end();
    if !trimmed.ends_with(b">>") {
        return &[];
    }
    let window = &trimmed[trimmed.len().saturating_sub(DICTIONARY)..];
    let start = memmem::rfind(window, b"obj").map_or(0, |at| at + 3);
    &window[start..]
}

/// How often the data of a stream is deflated.
fn layers(dictionary: &[u8]) -> usize {
    let long = memmem::find_iter(dictionary, b"FlateDecode").count();
    let short = memmem::find_iter(dictionary, b"/Fl")
        .filter(|at| !dictionary[at + 3..].starts_with(b"ateDecode"))
        .filter(|at| dictionary.get(at + 3).is_none_or(|c| !c.is_ascii_alphanumeric()))
        .count();
    long + short
}

fn measure(data: &[u8], layers: usize, budget: &mut Budget) -> Result<(), Fault> {
    // More layers than a file has reason for; the innermost are not looked at.
    const LAYERS: usize = 4;
    let mut reader: Box<dyn Read + '_> = Box::new(ZlibDecoder::new(data));
    for _ in 1..layers.min(LAYERS) {
        reader = Box::new(ZlibDecoder::new(reader));
    }
    // The packed size is known once the data was read; until then the rest of the file stands for it.
    let limit = budget.may_unpack(data.len() as u64);
    let unpacked = count(reader, limit);
    if unpacked > limit {
        return Err(Fault::Limit(budget.unpack_limit(data.len() as u64)));
    }
    budget.unpacked(unpacked);
    Ok(())
}

/// How many bytes come out, up to one more than the limit. What is no packed data gives none.
fn count(reader: impl Read, limit: u64) -> u64 {
    struct Count(u64);
    impl io::Write for Count {
        fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
            self.0 += bytes.len() as u64;
            Ok(bytes.len())
        }

        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }
    let mut count = Count(0);
    // Damaged data ends early, with what it gave until then counted.
    let _ = io::copy(&mut reader.take(limit.saturating_add(1)), &mut count);
    count.0
}

#[cfg(test)]
mod tests {
    use std::io::Write as _;

    use super::*;
    use crate::Limits;
    use crate::limits::Limit;

    fn packed(bytes: &[u8]) -> Vec<u8> {
        let mut encoder = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::best());
        encoder.write_all(bytes).unwrap();
        encoder.finish().unwrap()
    }

    fn file(filter: &str, data: &[u8]) -> Vec<u8> {
        let mut file = format!("%PDF-1.4\n1 0 obj\n<</Filter{filter}>>\nstream\n").into_bytes();
        file.extend_from_slice(data);
        file.extend_from_slice(b"\nendstream\nendobj\n");
        file
    }

    fn budget() -> Budget {
        Budget::new(&Limits { unpacked_bytes: 4 << 20, ..Limits::default() })
    }

    #[test]
    fn a_stream_that_unpacks_to_more_than_may_be_fails() {
        let bomb = packed(&vec![b' '; 5 << 20]);
        let limit = check(&file("/FlateDecode", &bomb), &mut budget());
        assert!(matches!(limit, Err(Fault::Limit(Limit::UnpackedBytes | Limit::Ratio))));
        assert!(check(&file("/FlateDecode/Subtype/Image", &bomb), &mut budget()).is_ok());
    }

    #[test]
    fn a_stream_packed_twice_is_unpacked_twice() {
        let bomb = packed(&packed(&vec![b' '; 5 << 20]));
        assert!(bomb.len() < 1000);
        assert!(check(&file("[/FlateDecode/FlateDecode]", &bomb), &mut budget()).is_err());
        assert!(check(&file("[/Fl/Fl]", &bomb), &mut budget()).is_err());
    }

    #[test]
    fn other_streams_pass() {
        assert!(check(&file("/FlateDecode", &packed(b"BT ET")), &mut budget()).is_ok());
        assert!(check(&file("[/FlateDecode/FlateDecode]", b"no packed data"), &mut budget()).is_ok());
        assert!(check(b"stream", &mut budget()).is_ok());
    }
}
