//! What a page says of its own encoding.

/// How far into a page a declaration counts; the standard looks at 1024 bytes, pages with long comments at their head
/// need more.
const WITHIN: usize = 4096;

/// The name of the encoding that a page declares: `<meta charset>`, `<meta http-equiv>` with a `content`, or the
/// declaration of XML. A declaration that is commented out is none.
pub(super) fn declared(bytes: &[u8]) -> Option<&str> {
    let head = &bytes[..bytes.len().min(WITHIN)];
    let mut at = 0;
    while let Some(found) = memchr::memchr(b'<', &head[at..]) {
        at += found;
        let rest = &head[at..];
        if rest.starts_with(b"<!--") {
            at += memchr::memmem::find(rest, b"-->")?;
        } else if starts_with(rest, b"<meta") {
            if let Some(name) = value_of(tag(rest), b"charset") {
                return Some(name);
            }
        } else if starts_with(rest, b"<?xml") {
            if let Some(name) = value_of(tag(rest), b"encoding") {
                return Some(name);
            }
        } else if starts_with(rest, b"<body") {
            return None;
        }
        at += 1;
    }
    None
}

fn starts_with(bytes: &[u8], start: &[u8]) -> bool {
    bytes.get(..start.len()).is_some_and(|bytes| bytes.eq_ignore_ascii_case(start))
}

/// A tag up to its end.
fn tag(bytes: &[u8]) -> &[u8] {
    &bytes[..memchr::memchr(b'>', bytes).unwrap_or(bytes.len())]
}

/// What stands after `name` and an equals sign, wherever that is: `content="text/html; charset=gb2312"` and
/// `charset="gbk"` alike.
fn value_of<'b>(tag: &'b [u8], name: &[u8]) -> Option<&'b str> {
    let at = tag.windows(name.len()).position(|window| window.eq_ignore_ascii_case(name))?;
    let rest = tag[at + name.len()..].trim_ascii_start().strip_prefix(b"=")?.trim_ascii_start();
    let rest = rest.strip_prefix(b"\"").or_else(|| rest.strip_prefix(b"'")).unwrap_or(rest);
    let is_name = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b':' | b'.');
    let len = rest.iter().take_while(|byte| is_name(byte)).count();
    std::str::from_utf8(&rest[..len]).ok().filter(|name| !name.is_empty())
}

#[cfg(test)]
mod tests {
    use super::declared;

    #[test]
    fn declarations_are_found() {
        for (page, name) in [
            ("<meta charset=gbk>", Some("gbk")),
            ("<html><META CHARSET = 'GB2312' >", Some("GB2312")),
            ("<meta http-equiv=\"Content-Type\" content=\"text/html; charset=utf-8\">", Some("utf-8")),
            ("<?xml version=\"1.0\" encoding=\"gb18030\"?><html>", Some("gb18030")),
            ("<!-- <meta charset=big5> --><meta charset=utf-8>", Some("utf-8")),
            ("<title>charset=big5</title>", None),
            ("<meta charset=>", None),
            ("<body><meta charset=gbk>", None),
            ("<!-- <meta charset=big5>", None),
            ("<", None),
        ] {
            assert_eq!(declared(page.as_bytes()), name, "{page}");
        }
    }
}
