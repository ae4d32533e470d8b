//! Chance that is the same on every machine and in every run: each choice of a document comes from a generator whose seed
//! is that of the archive, the number of the document, and what the choice is for. So document 7 is the same whether
//! ten are made or ten thousand, and another word in one table moves nothing in the other parts.

use fastrand::Rng;

/// What a generator is for; each purpose has a stream of its own.
#[derive(Debug, Clone, Copy)]
pub(super) enum Stream {
    /// Words and figures of a circular.
    Words,
    /// How the file is written: encoding, line width, kind of numbering.
    Writing,
    /// Whether the file is a duplicate, or damaged, and how.
    Fate,
    /// Names of folders.
    Folder,
}

/// The generator for one purpose of one document; `part` tells the members of an archive apart.
pub(super) fn stream(seed: u64, document: u64, part: u64, stream: Stream) -> Rng {
    let mut state = seed;
    for value in [document, part, stream as u64] {
        state = mixed(state ^ mixed(value));
    }
    Rng::with_seed(state)
}

/// The finalizer of splitmix64: neighbouring numbers give seeds that have nothing in common.
fn mixed(value: u64) -> u64 {
    let value = value.wrapping_add(0x9E37_79B9_7F4A_7C15);
    let value = (value ^ (value >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    let value = (value ^ (value >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    value ^ (value >> 31)
}

/// One of a table, which is not empty.
pub(super) fn pick<T: Copy>(rng: &mut Rng, table: &[T]) -> T {
    table[rng.usize(..table.len())]
}

/// Whether something happens that does so in `percent` of all cases.
pub(super) fn chance(rng: &mut Rng, percent: f64) -> bool {
    rng.f64() * 100.0 < percent
}
