//! Changes of a file that a disk, a network or an attacker may make: the same ones in every run.

use std::time::{Duration, Instant};

use gongwen::block::{Document, Format};
use gongwen_read::{Error, Options, read_bytes};

/// Numbers that look random (xorshift).
pub(crate) struct Numbers(u64);

impl Numbers {
    pub(crate) fn new(seed: u64) -> Self {
        Self(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1)
    }

    pub(crate) fn below(&mut self, end: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 >> 33).unwrap() % end.max(1)
    }
}

/// Flips bytes, cuts, or copies a slice to another place.
pub(crate) fn mutate(bytes: &[u8], numbers: &mut Numbers) -> Vec<u8> {
    let mut changed = bytes.to_vec();
    match numbers.below(4) {
        0 => {
            let end = numbers.below(changed.len());
            changed.truncate(end);
        }
        1 => {
            let (from, to) = (numbers.below(changed.len()), numbers.below(changed.len()));
            let end = (from + 1 + numbers.below(200)).min(changed.len());
            let slice = changed[from..end].to_vec();
            changed.splice(to..to, slice);
        }
        2 => {
            let at = numbers.below(changed.len());
            let end = (at + 4).min(changed.len());
            let value = [0x00, 0x01, 0x7F, 0xFF][numbers.below(4)];
            changed[at..end].fill(value);
        }
        _ => {
            for _ in 0..=numbers.below(6) {
                let at = numbers.below(changed.len());
                if let Some(byte) = changed.get_mut(at) {
                    *byte ^= 1 << numbers.below(8);
                }
            }
        }
    }
    changed
}

/// Reads bytes as a format: a document whose blocks fit its text, or a typed error, soon.
pub(crate) fn read_somehow(bytes: Vec<u8>, format: Format) -> Result<Document, Error> {
    let mut options = Options { format: Some(format), ..Options::default() };
    options.limits.time = Duration::from_secs(10);
    let started = Instant::now();
    let result = read_bytes(bytes, "changed", &options);
    assert!(started.elapsed() < Duration::from_secs(5), "too slow");
    match &result {
        Ok(document) => {
            let mut last = 0;
            for block in &document.blocks {
                let range = block.span.range();
                assert!(
                    range.start >= last && document.text.get(range.clone()).is_some(),
                    "a block that fits"
                );
                assert!(block.bold <= range.len());
                last = range.end;
            }
        }
        Err(Error::Reader { what, .. }) => panic!("a reader failed: {what}"),
        Err(_) => {}
    }
    result
}
