//! Markdown or plain text, told apart by content: circulars in Markdown often have the name `.txt`.

use super::Format;

/// The format of a source: Markdown where a construct stands in it that plain circulars do not have.
///
/// `#` headings, `**` pairs, links with a target, HTML comments and entities count. Indented text does not:
/// what Markdown would call code is a paragraph of a plain circular.
///
/// ```
/// use gongwen::block::{Format, detect};
/// assert_eq!(detect("## 一、工作情况\n"), Format::Markdown);
/// assert_eq!(detect("    一、工作情况\n"), Format::Plain);
/// ```
#[must_use]
pub fn detect(source: &str) -> Format {
    if has_atx_heading(source) || has_inline_markup(source) { Format::Markdown } else { Format::Plain }
}

fn has_atx_heading(source: &str) -> bool {
    let bytes = source.as_bytes();
    memchr::memchr_iter(b'#', bytes).any(|at| {
        let opens_line = at == 0 || bytes[at - 1] == b'\n' || source[..at].ends_with('\u{feff}');
        let rest = &bytes[at..];
        let depth = rest.iter().take(7).take_while(|&&byte| byte == b'#').count();
        opens_line && depth <= 6 && matches!(rest.get(depth), Some(b' ' | b'\t'))
    })
}

fn has_inline_markup(source: &str) -> bool {
    let finds = |needle: &str| memchr::memmem::find(source.as_bytes(), needle.as_bytes());
    let bold = finds("**").is_some_and(|at| source[at + 2..].contains("**"));
    bold || finds("<!--").is_some() || finds("](").is_some() || finds("&nbsp;").is_some()
}

/// Where the YAML front matter that opens a source ends, if it has one.
pub(super) fn front_matter(source: &str, start: usize) -> Option<usize> {
    const LINES: usize = 60;
    let rest = &source[start..];
    if !rest.starts_with("---\n") && !rest.starts_with("---\r\n") {
        return None;
    }
    let mut end = start;
    for (number, line) in rest.split_inclusive('\n').take(LINES).enumerate() {
        end += line.len();
        let line = line.trim_end();
        if number > 0 && (line == "---" || line == "...") {
            return Some(end);
        }
        if number > 0 && !line.is_empty() && !line.contains(':') && !line.starts_with([' ', '-', '#']) {
            return None;
        }
    }
    None
}
