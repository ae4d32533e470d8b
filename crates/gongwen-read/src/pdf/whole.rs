//! Whether streams came through whole. The library gives what it can of a damaged one and says nothing; deflated data
//! have a check sum.

use std::io;

use flate2::read::ZlibDecoder;
use hayro_syntax::Filter;
use hayro_syntax::object::{Array, Stream};
use hayro_syntax::page::Page;

/// Whether all content of a page unpacks, and fits its check sums.
pub(super) fn is_content_whole(page: &Page<'_>) -> bool {
    let page = page.raw();
    if let Some(stream) = page.get::<Stream<'_>>(b"Contents") {
        return is_whole(&stream);
    }
    if let Some(streams) = page.get::<Array<'_>>(b"Contents") {
        let count = streams.raw_iter().count();
        return streams.iter::<Stream<'_>>().filter(is_whole).count() == count;
    }
    !page.contains_key(b"Contents")
}

/// Whether a stream unpacks, and fits its check sum; one that has none passes.
pub(super) fn is_whole(stream: &Stream<'_>) -> bool {
    let data = stream.raw_data();
    let unpacks = |data: &[u8]| io::copy(&mut ZlibDecoder::new(data), &mut io::sink()).is_ok();
    match stream.filters().as_slice() {
        [Filter::FlateDecode] => unpacks(&data),
        [Filter::Ascii85Decode, Filter::FlateDecode] => ascii85(&data).is_some_and(|data| unpacks(&data)),
        _ => true,
    }
}

/// Data written in base 85 (ISO 32000-1, 7.4.3); `None` where they are cut or not so written.
fn ascii85(data: &[u8]) -> Option<Vec<u8>> {
    let mut bytes = Vec::with_capacity(data.len() / 5 * 4 + 4);
    let mut group: Vec<u8> = Vec::with_capacity(5);
    for &c in data {
        match c {
            b'z' if group.is_empty() => bytes.extend([0; 4]),
            b'!'..=b'u' => {
                group.push(c - b'!');
                if group.len() == 5 {
                    push_group(&group, &mut bytes)?;
                    group.clear();
                }
            }
            b'~' => {
                if !group.is_empty() {
                    push_group(&group, &mut bytes)?;
                }
                return Some(bytes);
            }
            c if c.is_ascii_whitespace() || c == 0 => {}
            _ => return None,
        }
    }
    None
}

/// Adds the bytes of up to five digits, one fewer than they are.
fn push_group(digits: &[u8], bytes: &mut Vec<u8>) -> Option<()> {
    let missing = std::iter::repeat_n(&84, 5 - digits.len());
    let value = digits
        .iter()
        .chain(missing)
        .try_fold(0u32, |value, &digit| value.checked_mul(85)?.checked_add(u32::from(digit)))?;
    bytes.extend_from_slice(&value.to_be_bytes()[..digits.len() - 1]);
    Some(())
}

#[cfg(test)]
mod tests {
    use super::ascii85;

    #[test]
    fn base_85_is_read_and_a_cut_is_seen() {
        assert_eq!(ascii85(b"87cURD]i,\"Ebo80~>").as_deref(), Some(&b"Hello World!"[..]));
        assert_eq!(ascii85(b"z 87cUR\nDZ~>").as_deref(), Some(&b"\0\0\0\0Hello"[..]));
        assert_eq!(ascii85(b"87cURD]i,"), None);
        assert_eq!(ascii85(b"87c\xFF~>"), None);
    }
}
