/// A set of characters of three bytes in UTF-8, looked up in constant time: a word of 64 bits for what the first two
/// bytes can be, and the last six bits of the third byte tell which of them.
pub(crate) struct CharSet([u64; 1024]);

impl CharSet {
    /// The characters of a text; a character of another length does not build.
    pub(crate) const fn new(chars: &str) -> Self {
        let bytes = chars.as_bytes();
        let mut bits = [0_u64; 1024];
        let mut at = 0;
        while at < bytes.len() {
            assert!(bytes[at] & 0xF0 == 0xE0, "three bytes a character");
            bits[block(bytes[at], bytes[at + 1])] |= bit(bytes[at + 2]);
            at += 3;
        }
        Self(bits)
    }

    /// The same set with the characters of three bytes that `more` has besides.
    pub(crate) fn with(mut self, more: impl Iterator<Item = char>) -> Self {
        for c in more {
            let mut bytes = [0; 4];
            if let [first, second, third] = *c.encode_utf8(&mut bytes).as_bytes() {
                self.0[block(first, second)] |= bit(third);
            }
        }
        self
    }

    /// For each 64 code points, how many characters of the set stand before them.
    pub(crate) fn ranks(&self) -> Vec<u16> {
        let mut before = 0;
        let mut rank = |bits: &u64| {
            let rank = before;
            before += u16::try_from(bits.count_ones()).unwrap_or(0);
            rank
        };
        self.0.iter().map(&mut rank).collect()
    }

    /// Where a character of the set stands in it: the block of 64 code points, and how many of the set stand
    /// before it there.
    pub(crate) fn rank(&self, first: u8, second: u8, third: u8) -> Option<(usize, usize)> {
        let (block, bit) = (block(first, second), bit(third));
        let bits = self.0[block];
        (bits & bit != 0).then_some((block, (bits & (bit - 1)).count_ones() as usize))
    }

    /// Whether the first character of a text is in the set.
    pub(crate) fn starts(&self, text: &str) -> bool {
        match text.as_bytes() {
            [a @ 0xE0..=0xEF, b, c, ..] => self.has(*a, *b, *c),
            _ => false,
        }
    }

    /// Whether the last character of a text is in the set.
    pub(crate) fn ends(&self, text: &str) -> bool {
        match text.as_bytes() {
            [.., a @ 0xE0..=0xEF, b, c] => self.has(*a, *b, *c),
            _ => false,
        }
    }

    /// A bit for each character that begins with two bytes.
    pub(super) const fn bits(&self, first: u8, second: u8) -> u64 {
        self.0[block(first, second)]
    }

    /// Whether the character of these three bytes is in the set.
    pub(crate) fn has(&self, first: u8, second: u8, third: u8) -> bool {
        self.0[block(first, second)] & bit(third) != 0
    }
}

const fn block(first: u8, second: u8) -> usize {
    (first as usize & 0xF) << 6 | second as usize & 0x3F
}

const fn bit(third: u8) -> u64 {
    1_u64.wrapping_shl(third as u32)
}
