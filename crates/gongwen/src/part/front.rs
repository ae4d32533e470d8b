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
    // The name of a web site stands above what its page says of the document.
    while let Some(len) = names_above(paragraphs, at) {
        for line in &list[at..at + len] {
            front.parts.push(PartData { kind: PartKind::Metadata, range: line.start..line.end });
        }
        at = header(&mut front, paragraphs, at + len);
    }
    // 公告 alone says what the document is; its title stands below.
    if list.get(at).is_some_and(|line| is_kind(&paragraphs.text[line.start..line.end]))
        && title_len(paragraphs, at + 1)
            .is_some_and(|len| (at + 1..=at + len).any(|at| text_of(at).contains("关于")))
    {
        front.parts.push(PartData { kind: PartKind::Metadata, range: list[at].start..list[at].end });
        at += 1;
    }
    let mut found = title_len(paragraphs, at);
    // 审计结果公告 and （2025年第3号） is the name and the number of a series; the title stands below.
    if let Some(len) = found
        && list.get(at + len).is_some_and(|line| is_issue_number(&paragraphs.text[line.start..line.end]))
        && let Some(below) = title_len(paragraphs, at + len + 1)
    {
        for line in &list[at..=at + len] {
            front.parts.push(PartData { kind: PartKind::Metadata, range: line.start..line.end });
        }
        at += len + 1;
        found = Some(below);
    }
    if let Some(len) = found {
        let range = list[at].start..list[at + len - 1].end;
        let joined: String = (at..at + len).map(text_of).collect();
        front.title = Some(title(&joined, paragraphs.map.cover(range).unwrap_or_default()));
        for line in &list[at..at + len] {
            front.parts.push(PartData { kind: PartKind::Title, range: line.start..line.end });
        }
        at += len;
        at = header(&mut front, paragraphs, at);
        for _ in 0..subtitle_len(paragraphs, at) {
            front.parts.push(PartData { kind: PartKind::Metadata, range: list[at].start..list[at].end });
            at += 1;
        }
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

/// How many paragraphs say where a report was given and by whom: ——在市人大常委会第十次会议上, and below it 市审计局局长 张某.
fn subtitle_len(paragraphs: &Paragraphs, at: usize) -> usize {
    const LONGEST: usize = 180;
    const SPEAKER: usize = 60;
    let line = |at: usize| paragraphs.list.get(at).map(|line| &paragraphs.text[line.start..line.end]);
    if !line(at).is_some_and(|text| text.starts_with('—') && text.len() <= LONGEST && !text.contains('。'))
    {
        return 0;
    }
    let signs = ['，', '。', '：', ':', '；', '、'];
    let speaks = |text: &str| text.len() <= SPEAKER && !text.contains(signs) && label(text).is_none();
    // Only what stands above the addressees is told from a heading.
    let addressed = line(at + 2).is_some_and(|text| addressees(text).is_some());
    if addressed && line(at + 1).is_some_and(speaks) { 2 } else { 1 }
}

/// 2025年第3号, in brackets or not, with what may follow in brackets.
fn is_issue_number(line: &str) -> bool {
    const LONGEST: usize = 60;
    if line.len() > LONGEST || !line.contains('号') {
        return false;
    }
    let line = squeeze(line);
    let text = line.trim_start_matches(['（', '(']);
    let number = text.trim_start_matches(|c: char| c.is_ascii_digit()).trim_start_matches('年');
    number.len() < text.len()
        && number.starts_with('第')
        && line.trim_end_matches(['）', ')']).ends_with('号')
}

/// How many short lines from `at` on are no title, since a line of a header stands below them.
fn names_above(paragraphs: &Paragraphs, at: usize) -> Option<usize> {
    const LONGEST: usize = 75;
    for (len, line) in paragraphs.list.get(at..)?.iter().take(TITLE_LINES).enumerate() {
        let text = &paragraphs.text[line.start..line.end];
        let plain = matches!(line.origin.kind, LineKind::Text | LineKind::Heading(_));
        if len > 0 && plain && header_line(text, &mut Header::default()).is_some() {
            return Some(len);
        }
        if !plain || text.len() > LONGEST || title_line(text) != TitleLine::Open {
            return None;
        }
    }
    None
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
