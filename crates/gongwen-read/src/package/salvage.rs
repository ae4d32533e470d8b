//! Parts of a package whose end, and with it its directory, is lost: each part says itself what it is (APPNOTE.TXT
//! 4.3.7), and packed bytes say themselves where they end.

use std::io::Read as _;

use flate2::read::DeflateDecoder;

use super::Part;

/// Where a part stands.
#[derive(Debug)]
pub(super) struct Entry {
    pub(super) name: String,
    packed: bool,
    encrypted: bool,
    /// The size that it says it has; 0 where it is written behind it.
    size: usize,
    start: usize,
    /// Where the next part begins, or the bytes end.
    end: usize,
}

/// The mark of a part.
const MARK: &[u8] = b"PK\x03\x04";
/// Bytes of what stands before its name.
const HEAD: usize = 30;

/// All parts that are whole at least in what stands before their bytes.
pub(super) fn entries(bytes: &[u8], most: usize) -> Vec<Entry> {
    let starts: Vec<usize> = memchr::memmem::find_iter(bytes, MARK).take(most).collect();
    let ends = starts.iter().copied().skip(1).chain([bytes.len()]);
    starts.iter().zip(ends).filter_map(|(&start, end)| entry(bytes, start, end)).collect()
}

fn entry(bytes: &[u8], start: usize, end: usize) -> Option<Entry> {
    let head = bytes.get(start..start.checked_add(HEAD)?)?;
    let short = |at: usize| usize::from(u16::from_le_bytes([head[at], head[at + 1]]));
    let (flags, method) = (short(6), short(8));
    let size = short(18) | short(20) << 16;
    let name_at = start + HEAD;
    let data = name_at + short(26) + short(28);
    let name = std::str::from_utf8(bytes.get(name_at..name_at + short(26))?).ok()?;
    let known = matches!(method, 0 | 8) && data <= end && !name.is_empty();
    known.then(|| Entry {
        name: name.to_owned(),
        packed: method == 8,
        encrypted: flags & 1 != 0,
        size,
        start: data,
        end,
    })
}

impl Entry {
    pub(super) fn is_encrypted(&self) -> bool {
        self.encrypted
    }

    /// Bytes that it may take at most.
    pub(super) fn packed_size(&self) -> u64 {
        (self.end - self.start) as u64
    }

    /// Unpacks it, to one byte more than `limit` at most.
    pub(super) fn unpack(&self, bytes: &[u8], limit: u64) -> Part {
        // The mark of a part may stand in the bytes of another by chance: packed ones are read on to their own end.
        let end = if self.packed { bytes.len() } else { self.end };
        let source = &bytes[self.start..end];
        let mut unpacked = Vec::new();
        let whole = if self.packed {
            DeflateDecoder::new(source).take(limit.saturating_add(1)).read_to_end(&mut unpacked).is_ok()
        } else {
            let kept =
                &source[..source.len().min(usize::try_from(limit.saturating_add(1)).unwrap_or(usize::MAX))];
            let kept = if self.size > 0 { &kept[..kept.len().min(self.size)] } else { kept };
            unpacked.extend_from_slice(kept);
            self.size > 0 && kept.len() == self.size
        };
        Part { bytes: unpacked, whole }
    }
}
