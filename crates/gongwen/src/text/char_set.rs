/// A set of characters of three bytes in UTF-8, looked up in constant time: a bit for each code point.
pub(crate) struct CharSet([u64; 1024]);

impl CharSet {
    /// The characters of a text; a character of another length does not build.
    pub(crate) const fn new(chars: &str) -> Self {
        let bytes = chars.as_bytes();
        let mut bits = [0_u64; 1024];
        let mut at = 0;
        while at < bytes.len() {
            assert!(bytes[at] & 0xF0 == 0xE0, "three bytes a character");
            let code = code_point(bytes[at], bytes[at + 1], bytes[at + 2]);
            bits[code / 64] |= 1 << (code % 64);
            at += 3;
        }
        Self(bits)
    }

    /// The same set with the characters of three bytes that `more` has besides.
    pub(crate) fn with(mut self, more: impl Iterator<Item = char>) -> Self {
        for c in more {
            let code = c as usize;
            if (0x800..0x1_0000).contains(&code) {
                self.0[code / 64] |= 1 << (code % 64);
            }
        }
        self
    }

    /// Whether the character of these three bytes is in the set.
    pub(crate) fn has(&self, first: u8, second: u8, third: u8) -> bool {
        let code = code_point(first, second, third);
        self.0[code / 64] & 1 << (code % 64) != 0
    }
}

const fn code_point(first: u8, second: u8, third: u8) -> usize {
    (first as usize & 0xF) << 12 | (second as usize & 0x3F) << 6 | third as usize & 0x3F
}
