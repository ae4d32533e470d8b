//! Bytes of a kind found sixty-four at a time. Most of a circular is Chinese characters that no stage looks at one by
//! one; what they look for is rare among them.

use std::ops::Range;

use wide::{CmpGt, i8x16};

const LANES: usize = 16;
/// Bytes looked at in one step: their marks fill one word.
const STEP: usize = 4 * LANES;

/// The bytes of `range` that are ASCII, or lead a character other than the common Chinese ones (E4 to E9): figures,
/// marks, brackets, spaces.
pub(crate) fn rare(bytes: &[u8], range: Range<usize>) -> Places<'_, impl Fn(i8x16) -> i8x16> {
    places(bytes, range, |block| {
        // As signed bytes: what follows a lead is below -64, E4 to E9 are -28 to -23.
        let not_followers = block.cmp_gt(i8x16::splat(-65));
        let common = block.cmp_gt(i8x16::splat(-29)) & i8x16::splat(-22).cmp_gt(block);
        !common & not_followers
    })
}

/// The bytes of `range` that are ASCII.
pub(crate) fn ascii(bytes: &[u8], range: Range<usize>) -> Places<'_, impl Fn(i8x16) -> i8x16> {
    // The sign bits are those of all that is not ASCII.
    places(bytes, range, |block| !block)
}

/// Where the sign bits of `kind` are set.
fn places<K: Fn(i8x16) -> i8x16>(bytes: &[u8], range: Range<usize>, kind: K) -> Places<'_, K> {
    Places { bytes: &bytes[..range.end], base: range.start, next: range.start, found: 0, kind }
}

/// The places of a kind of bytes, in order.
pub(crate) struct Places<'b, K> {
    bytes: &'b [u8],
    /// Where the block in hand starts, and where the one after it does.
    base: usize,
    next: usize,
    /// What was found in the block in hand and not yet handed out.
    found: u64,
    kind: K,
}

impl<K: Fn(i8x16) -> i8x16> Iterator for Places<'_, K> {
    type Item = usize;

    #[inline]
    fn next(&mut self) -> Option<usize> {
        while self.found == 0 {
            self.fill()?;
        }
        let place = self.base + self.found.trailing_zeros() as usize;
        self.found &= self.found - 1;
        Some(place)
    }
}

impl<K: Fn(i8x16) -> i8x16> Places<'_, K> {
    /// Hands out the places until one is refused, and says whether none was: one loop over the blocks, which keeps the
    /// marks in hand.
    #[inline]
    pub(crate) fn each(mut self, mut visit: impl FnMut(usize) -> bool) -> bool {
        loop {
            while self.found != 0 {
                if !visit(self.base + self.found.trailing_zeros() as usize) {
                    return false;
                }
                self.found &= self.found - 1;
            }
            if self.fill_here().is_none() {
                return true;
            }
        }
    }

    /// Takes the next block in hand. Kept out of the loops that ask for one place after the other.
    #[inline(never)]
    fn fill(&mut self) -> Option<()> {
        self.fill_here()
    }

    #[inline(always)]
    fn fill_here(&mut self) -> Option<()> {
        let rest = self.bytes.get(self.next..)?;
        self.base = self.next;
        self.found = match rest.first_chunk::<STEP>() {
            Some(block) => self.marks(block),
            None if rest.is_empty() => return None,
            // The end is read together with what stands before it, which the shift drops.
            None => match self.bytes.last_chunk::<STEP>() {
                Some(block) => self.marks(block) >> (STEP - rest.len()),
                None => self.marks(&padded(rest)),
            },
        };
        self.next = (self.next + STEP).min(self.bytes.len());
        Some(())
    }

    fn marks(&self, block: &[u8; STEP]) -> u64 {
        let (quarters, _) = block.as_chunks::<LANES>();
        quarters.iter().rev().fold(0, |marks, quarter| {
            let lanes = (self.kind)(i8x16::new(quarter.map(u8::cast_signed)));
            marks << LANES | u64::from(lanes.move_mask().cast_unsigned())
        })
    }
}

/// The bytes at the end of a text; those past it are like the inside of a character.
fn padded(rest: &[u8]) -> [u8; STEP] {
    let mut block = [0x80; STEP];
    block.iter_mut().zip(rest).for_each(|(lane, byte)| *lane = *byte);
    block
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_lanes_agree_with_a_look_at_each_character() {
        let text = "整改abc，情况𠮷é。\u{3000}三㐀（1）\n龥\u{f900}ｚ".repeat(7);
        for start in text.char_indices().map(|(at, _)| at).take(40) {
            for end in [start, start + 1, text.len() - 3, text.len()] {
                let range = start..end;
                let places = |kind: fn(char) -> bool| {
                    let chars = text.char_indices().filter(|(at, _)| range.contains(at));
                    chars.filter(|&(_, c)| kind(c)).map(|(at, _)| at).collect::<Vec<_>>()
                };
                let common = |c: char| !('\u{4000}'..='\u{9fff}').contains(&c);
                assert_eq!(rare(text.as_bytes(), range.clone()).collect::<Vec<_>>(), places(common));
                let mut folded = Vec::new();
                let all = rare(text.as_bytes(), range.clone()).each(|at| {
                    folded.push(at);
                    true
                });
                assert!(all);
                assert_eq!(folded, places(common));
                let mut first = None;
                let all = rare(text.as_bytes(), range.clone()).each(|at| {
                    first = Some(at);
                    false
                });
                assert_eq!((all, first), (folded.is_empty(), folded.first().copied()));
                let found = ascii(text.as_bytes(), range.clone()).collect::<Vec<_>>();
                assert_eq!(found, places(|c| c.is_ascii()));
            }
        }
    }
}
