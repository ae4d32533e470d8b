//! What stands before the lead: header, title, addressees.

use crate::block::LineKind;
use crate::circular::{Header, PartData, PartKind, Title};
use crate::outline::label;
use crate::repair::Paragraphs;

use super::addressees::addressees;
use super::closing::{bracketed_date, date_line};
use super::header::header_line;
use super::is_date_line;
use super::squeeze;
use super::title::{TitleLine, is_kind, kind, title, title_line};

/// The front of a circular, and where its body starts.
#[derive(Debug, Default)]
pub(crate) struct Front {
    pub(crate) header: Header,
    pub(crate) title: Option<Title>,
    pub(crate) addressees: Vec<String>,
    pub(crate) parts: Vec<PartData>,
    /// A date in brackets under the title, GB/T 9704-2012 has none; reports to a congress do.
    pub(crate) date: Option<jiff::civil::Date>,
    /// Paragraphs that belong to the front.
    pub(crate) len: usize,
}

/// Lines that a page may print above the title, and lines that a title may run over.
const HEADER_LINES: usize = 80;
const TITLE_LINES: usize = 5;

/// Reads the front of the paragraphs.
pub(crate) fn front(paragraphs: &Paragraphs) -> Front {
    let mut front = Front::default();
    let list = &paragraphs.list;
    let text_of = |at: usize| &paragraphs.text[list[at].start..list[at].end];
    let mut at = header(&mut front, paragraphs, 0);
    if let Some(len) = title_len(paragraphs, at) {
        let range = list[at].start..list[at + len - 1].end;
        let joined: String = (at..at + len).map(text_of).collect();
        front.title = Some(title(&joined, paragraphs.map.cover(range).unwrap_or_default()));
        for line in &list[at..at + len] {
            front.parts.push(PartData { kind: PartKind::Title, range: line.start..line.end });
        }
        at += len;
        at = header(&mut front, paragraphs, at);
        if at < list.len()
            && let Some(date) = date_line(text_of(at)).or_else(|| bracketed_date(text_of(at)))
        {
            front.date = date.is_full().then(|| date.day()).flatten();
            front.parts.push(PartData { kind: PartKind::Date, range: list[at].start..list[at].end });
            at += 1;
        }
        if at < list.len()
            && let Some(names) = addressees(text_of(at))
        {
            front.addressees = names;
            front.parts.push(PartData { kind: PartKind::Addressees, range: list[at].start..list[at].end });
            at += 1;
        }
    }
    front.len = at;
    front
}

fn header(front: &mut Front, paragraphs: &Paragraphs, start: usize) -> usize {
    let mut at = start;
    while let Some(paragraph) = paragraphs.list.get(at).filter(|_| at < start + HEADER_LINES) {
        let text = &paragraphs.text[paragraph.start..paragraph.end];
        let kind = match paragraph.origin.kind {
            LineKind::Metadata => Some(header_line(text, &mut front.header).unwrap_or(PartKind::Metadata)),
            LineKind::Cell(_) => None,
            _ if text.chars().take(200).any(char::is_alphanumeric) => header_line(text, &mut front.header),
            _ => Some(PartKind::Metadata),
        };
        let Some(kind) = kind else { break };
        front.parts.push(PartData { kind, range: paragraph.start..paragraph.end });
        at += 1;
    }
    at
}

/// How many paragraphs from `at` on are the title.
fn title_len(paragraphs: &Paragraphs, at: usize) -> Option<usize> {
    let list = &paragraphs.list;
    let mut len = 0;
    while let Some(paragraph) = list.get(at + len).filter(|_| len < TITLE_LINES) {
        let text = &paragraphs.text[paragraph.start..paragraph.end];
        let cell = matches!(paragraph.origin.kind, LineKind::Cell(_));
        if cell || label(text).is_some_and(|label| label.scheme.is_heading()) || is_date_line(text) {
            break;
        }
        match title_line(text) {
            TitleLine::Ends => {
                // 反馈意见 may end a title, or the first line of one.
                let next = list.get(at + len + 1).map(|next| &paragraphs.text[next.start..next.end]);
                // No line of its own opens with 的, nor is the kind alone one.
                let goes_on = next.is_some_and(|next| {
                    is_kind(next) && kind(&squeeze(text)).is_none()
                        || (text.ends_with("意见") || next.starts_with('的'))
                            && label(next).is_none()
                            && title_line(next) == TitleLine::Ends
                });
                if !goes_on {
                    return Some(len + 1);
                }
                len += 1;
            }
            TitleLine::Open if len > 0 && is_kind(text) => return Some(len + 1),
            TitleLine::Open => len += 1,
            TitleLine::No => break,
        }
    }
    // No line ends as titles do: only a heading of Markdown is one all the same.
    let heading = list.get(at).is_some_and(|paragraph| matches!(paragraph.origin.kind, LineKind::Heading(_)));
    (heading && len > 0).then_some(1)
}
