//! 附件说明, GB/T 9704-2012 7.3.4: the names of the attachments, under the body.

use crate::block::is_space;
use crate::circular::Attachment;
use crate::number::arabic;
use crate::text::Span;

/// The text after 附件：, or `None` where a line lists no attachments.
pub(super) fn list_start(text: &str) -> Option<usize> {
    let rest = text.strip_prefix("附件")?;
    let number = rest.trim_start_matches(|c: char| c.is_ascii_digit());
    let colon = number.chars().next().filter(|c| matches!(c, '：' | ':'))?;
    Some(text.len() - number.len() + colon.len_utf8())
}

/// 附件 or 附件2 alone on its line: the text of an attachment follows.
pub(crate) fn opens_body(text: &str) -> bool {
    text.strip_prefix("附件").is_some_and(|rest| {
        rest.trim_matches(|c: char| c.is_ascii_digit() || matches!(c, '：' | ':') || is_space(c)).is_empty()
    })
}

/// Whether a line goes on with a list of attachments: 2.某某目录.
pub(super) fn numbered(text: &str) -> bool {
    arabic(text, 2).is_some_and(|(_, len)| text[len..].starts_with(['.', '．', '、']))
}

/// The names in one line of the list; several may stand in one line, each after its number.
pub(super) fn names(text: &str, offset: usize, span: impl Fn(usize, usize) -> Span) -> Vec<Attachment> {
    let mut starts: Vec<(usize, Option<u32>, usize)> = Vec::new();
    let mut expected = None;
    let mut before = None;
    for (at, c) in text.char_indices() {
        let figure = before.is_some_and(|c: char| c.is_ascii_digit());
        if let Some((number, len)) = arabic(&text[at..], 2).filter(|_| !figure)
            && text[at + len..].starts_with(['.', '．', '、'])
            && expected.is_none_or(|expected| expected == number)
        {
            let sign = text[at + len..].chars().next().map_or(0, char::len_utf8);
            starts.push((at, Some(number), at + len + sign));
            expected = Some(number + 1);
        }
        before = Some(c);
    }
    if starts.first().is_none_or(|first| !text[..first.0].trim_matches(is_space).is_empty()) {
        starts.clear();
        starts.push((0, None, 0));
    }
    let ends = starts.iter().skip(1).map(|start| start.0).chain([text.len()]).collect::<Vec<_>>();
    starts
        .iter()
        .zip(ends)
        .filter_map(|(&(_, ordinal, from), end)| {
            let raw = &text[from..end];
            let name = raw.trim_matches(|c| is_space(c) || matches!(c, '；' | ';' | '。'));
            let start = from + raw.find(name)?;
            let title = super::squeeze(name);
            let title = title
                .strip_prefix('《')
                .and_then(|t| t.strip_suffix('》'))
                .map_or(title.clone(), str::to_owned);
            (!name.is_empty()).then(|| Attachment {
                ordinal,
                title,
                span: span(offset + start, offset + start + name.len()),
                nodes: 0..0,
            })
        })
        .collect()
}
