//! The nearest part of a text: what is looked for near a place is not looked for in all of a long text.

use std::ops::Range;

/// At most `bytes` of the start of a text, whole characters only.
pub(crate) fn first_bytes(text: &str, bytes: usize) -> &str {
    let end = (0..=bytes.min(text.len())).rev().find(|&at| text.is_char_boundary(at));
    end.map_or("", |end| &text[..end])
}

/// At most `bytes` of the end of a text, whole characters only.
pub(crate) fn last_bytes(text: &str, bytes: usize) -> &str {
    let start = (text.len().saturating_sub(bytes)..=text.len()).find(|&at| text.is_char_boundary(at));
    start.map_or("", |start| &text[start..])
}

/// Where a part of a text stands in it.
pub(crate) fn place_in(whole: &str, part: &str) -> Range<usize> {
    let start = (part.as_ptr() as usize).saturating_sub(whole.as_ptr() as usize).min(whole.len());
    start..(start + part.len()).min(whole.len())
}

/// Where a mark of Chinese first stands. It is looked for by its first byte, which is rare among Chinese characters; `find` goes by
/// the last one, which is not.
pub(crate) fn find_mark(text: &str, mark: &str) -> Option<usize> {
    let (bytes, mark) = (text.as_bytes(), mark.as_bytes());
    memchr::memchr_iter(*mark.first()?, bytes).find(|&at| bytes[at..].starts_with(mark))
}

/// Display columns: two for all but ASCII.
pub(crate) fn columns(text: &str) -> usize {
    // Two for the first byte of a character, none for the others. Chunks that a byte can count are summed in lanes.
    let width = |byte: u8| u8::from(byte < 0x80) + 2 * u8::from(byte >= 0xC0);
    let chunks = text.as_bytes().chunks(64);
    chunks.map(|chunk| usize::from(chunk.iter().map(|&byte| width(byte)).sum::<u8>())).sum()
}

/// As `str::trim`, but a text between two common Chinese characters, as most are, costs a glance.
pub(crate) fn trim(text: &str) -> &str {
    if is_between_words(text) { text } else { text.trim() }
}

/// Whether a text begins and ends with a common Chinese character, which is no space and no mark.
pub(crate) fn is_between_words(text: &str) -> bool {
    let bytes = text.as_bytes();
    let common = |at: usize| matches!(bytes.get(at), Some(0xE4..=0xE9));
    common(0) && bytes.len().checked_sub(3).is_some_and(common)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn space_is_trimmed() {
        for text in ["", " ", "整改", " 整改", "整改\u{3000}", "整é ", "改", "\n整改"] {
            assert_eq!(trim(text), text.trim());
        }
    }

    #[test]
    fn characters_stay_whole() {
        let text = "a整改b";
        assert_eq!((first_bytes(text, 5), first_bytes(text, 0), first_bytes(text, 99)), ("a整", "", text));
        assert_eq!((last_bytes(text, 5), last_bytes(text, 0), last_bytes(text, 99)), ("改b", "", text));
    }
}
