//! Bytes of text to characters, by the character set of their font.

use encoding_rs::{
    BIG5, EUC_KR, Encoding as Charset, GB18030, MACINTOSH, SHIFT_JIS, UTF_8, WINDOWS_874, WINDOWS_1250,
    WINDOWS_1251, WINDOWS_1252, WINDOWS_1253, WINDOWS_1254, WINDOWS_1255, WINDOWS_1256, WINDOWS_1257,
    WINDOWS_1258,
};

/// How the bytes of a font are read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Coding {
    As(&'static Charset),
    /// Western by its own word, which fonts of Chinese text often say wrongly.
    Western,
    /// As the file says at its start.
    OfFile,
    /// Pictures in place of characters.
    Symbol,
}

/// By the number of a character set, `\fcharset` (Rich Text Format 1.9.1, font table).
pub(super) fn by_charset(number: i32) -> Coding {
    Coding::As(match number {
        0 => return Coding::Western,
        2 => return Coding::Symbol,
        77 => MACINTOSH,
        128 => SHIFT_JIS,
        129 | 130 => EUC_KR,
        134 => GB18030,
        136 => BIG5,
        161 => WINDOWS_1253,
        162 => WINDOWS_1254,
        163 => WINDOWS_1258,
        177 => WINDOWS_1255,
        178 => WINDOWS_1256,
        186 => WINDOWS_1257,
        204 => WINDOWS_1251,
        222 => WINDOWS_874,
        238 => WINDOWS_1250,
        _ => return Coding::OfFile,
    })
}

/// By the number of a code page, `\ansicpg` or `\cpg`.
pub(super) fn by_code_page(number: i32) -> Option<&'static Charset> {
    Some(match number {
        936 | 54936 => GB18030,
        950 => BIG5,
        932 => SHIFT_JIS,
        949 => EUC_KR,
        65001 => UTF_8,
        874 => WINDOWS_874,
        1250 => WINDOWS_1250,
        1251 => WINDOWS_1251,
        1252 => WINDOWS_1252,
        1253 => WINDOWS_1253,
        1254 => WINDOWS_1254,
        1255 => WINDOWS_1255,
        1256 => WINDOWS_1256,
        1257 => WINDOWS_1257,
        1258 => WINDOWS_1258,
        10000 => MACINTOSH,
        _ => return None,
    })
}

/// Whether a byte begins a character of two in the coding.
pub(super) fn leads(byte: u8, coding: Coding, file: Option<&'static Charset>) -> bool {
    let charset = match coding {
        Coding::As(charset) => Some(charset),
        Coding::OfFile => file,
        Coding::Western | Coding::Symbol => None,
    };
    (0x81..=0xFE).contains(&byte) && charset.is_some_and(|charset| [GB18030, BIG5, EUC_KR].contains(&charset))
}

/// Decodes a stretch of one font. `file` is what the file says at its start.
pub(super) fn decode(bytes: &[u8], coding: Coding, file: Option<&'static Charset>) -> String {
    let charset = match coding {
        _ if bytes.is_ascii() && coding != Coding::Symbol => WINDOWS_1252,
        Coding::As(charset) => charset,
        Coding::Western => western(bytes, file),
        Coding::OfFile => file.unwrap_or_else(|| western(bytes, None)),
        Coding::Symbol => return bytes.iter().map(|byte| symbol(*byte)).collect(),
    };
    charset.decode_without_bom_handling(bytes).0.into_owned()
}

/// In a font that says it is Western, pairs of bytes of the upper half in a Chinese file are Chinese: Western text
/// has such letters one by one.
fn western(bytes: &[u8], file: Option<&'static Charset>) -> &'static Charset {
    let wide = match file {
        None => GB18030,
        Some(charset) if [GB18030, BIG5, EUC_KR].contains(&charset) => charset,
        Some(_) => return WINDOWS_1252,
    };
    let runs = bytes.split(u8::is_ascii).filter(|run| !run.is_empty());
    let mut paired = false;
    for run in runs {
        if run.len() % 2 != 0 || run.iter().any(|byte| *byte < 0xA1) {
            return WINDOWS_1252;
        }
        paired = true;
    }
    if paired { wide } else { WINDOWS_1252 }
}

/// The private place of a character of a symbol font, as Word has it; ASCII white space is that.
fn symbol(byte: u8) -> char {
    if byte.is_ascii_whitespace() {
        ' '
    } else {
        char::from_u32(0xF000 + u32::from(byte)).unwrap_or('\u{fffd}')
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_western_font_with_chinese_bytes_is_chinese() {
        assert_eq!(decode(b"\xd5\xfb\xb8\xc4", Coding::Western, Some(GB18030)), "整改");
        assert_eq!(decode(b"\x93caf\xe9\x94", Coding::Western, Some(GB18030)), "“café”");
        assert_eq!(decode(b"\xd5\xfb\xb8\xc4", Coding::Western, Some(WINDOWS_1252)), "Õû¸Ä");
    }

    #[test]
    fn traditional_fonts_are_big5() {
        assert_eq!(decode(b"\xbe\xe3\xa7\xef", by_charset(136), Some(GB18030)), "整改");
    }
}
