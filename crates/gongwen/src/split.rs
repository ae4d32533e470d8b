//! Digests: a page, mail or file in which one circular follows another. Each is cut off where it ends, before it is
//! parsed.
//!
//! A circular ends with its date (GB/T 9704-2012 7.3.5.4); what follows closely is another one where a title comes
//! next, and running text under the title. The title of an attached text is not taken for one: 附件 stands above it.

use crate::block::{Block, Document};
use crate::part::{is_date_line, is_title, opens_attachment};
use crate::text::Span;

/// Lines between the date of a circular and the title of the next: 附注, 抄送, 印发, a rule.
const BETWEEN: usize = 8;
/// Lines that the title may run over, and that may stand between it and its text.
const TITLE: usize = 5;
/// Bytes of a line that is running text.
const PROSE: usize = 90;

/// The circulars of a document, each as a document of its own, in their order; most documents are one.
///
/// ```
/// use gongwen::block::{Document, Format};
/// let one = |body: &str| format!("{body}局关于巡察整改情况的通报\n\n根据统一部署，巡察组对我局开展了巡察，\
///     并反馈了意见，现将整改情况通报如下：一是建章立制。\n\n{body}局\n\n2025年3月4日\n\n");
/// let digest = Document::new(one("甲") + &one("乙"), Format::Plain);
/// let titles: Vec<_> = gongwen::split(digest).into_iter()
///     .map(|one| gongwen::parse_document(one, &Default::default()).title().unwrap().text.clone()).collect();
/// assert_eq!(titles, ["甲局关于巡察整改情况的通报", "乙局关于巡察整改情况的通报"]);
/// ```
#[must_use]
pub fn split(document: Document) -> Vec<Document> {
    let cuts = cuts(&document.text);
    if cuts.is_empty() {
        return vec![document];
    }
    let starts = std::iter::once(0).chain(cuts.iter().copied());
    let ends = cuts.iter().copied().chain([document.text.len()]);
    let pieces = starts.zip(ends).enumerate();
    pieces.map(|(index, (start, end))| piece(&document, index, Span::new(start, end))).collect()
}

/// Where the second circular and all later ones begin.
fn cuts(text: &str) -> Vec<usize> {
    let mut cuts = Vec::new();
    let mut lines: Vec<(usize, &str)> = Vec::new();
    // Lines since the last date.
    let mut since: Option<usize> = None;
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let bare = bare(line);
        if !bare.is_empty() {
            lines.push((at, bare));
        }
        at += line.len();
    }
    for (index, &(at, line)) in lines.iter().enumerate() {
        if is_date_line(line) {
            since = Some(0);
            continue;
        }
        let Some(passed) = since else { continue };
        if passed >= BETWEEN || opens_attachment(line) || line.len() > PROSE * 2 {
            since = None;
        } else if is_title(line) && opens_text(&lines[index + 1..]) {
            cuts.push(first_line(&lines[..index], passed).unwrap_or(at));
            since = None;
        } else {
            since = Some(passed + 1);
        }
    }
    cuts
}

/// A line without the marks of Markdown.
fn bare(line: &str) -> &str {
    line.trim().trim_start_matches('#').trim_matches('*').trim()
}

/// Whether running text follows soon.
fn opens_text(lines: &[(usize, &str)]) -> bool {
    lines
        .iter()
        .take(TITLE)
        .any(|(_, line)| line.len() >= PROSE && (line.ends_with(['。', '：', ':']) || line.contains('，')))
}

/// The first line of a title of several: the ones before its last belong to it where they are no names of the closing.
fn first_line(before: &[(usize, &str)], passed: usize) -> Option<usize> {
    let lines = &before[before.len() - passed.min(before.len())..];
    let issuer = lines.last().filter(|(_, line)| line.ends_with("关于") || line.ends_with("关于落实"))?;
    Some(issuer.0)
}

/// One circular of a digest, its blocks moved to where its text begins.
fn piece(document: &Document, index: usize, span: Span) -> Document {
    let moved = |at: usize| at - span.start();
    let inside = |other: Span| other.start() >= span.start() && other.end() <= span.end();
    let mut piece = Document::new(&document.text[span.range()], document.format);
    piece.name = document.name.as_ref().map(|name| format!("{name}#{}", index + 1));
    piece.encoding.clone_from(&document.encoding);
    let blocks = document.blocks.iter().filter(|block| inside(block.span));
    piece.blocks = blocks
        .map(|block| Block {
            span: Span::new(moved(block.span.start()), moved(block.span.end())),
            ..block.clone()
        })
        .collect();
    piece.diagnostics = document.diagnostics.iter().filter(|found| inside(found.span)).cloned().collect();
    for found in &mut piece.diagnostics {
        found.span = Span::new(moved(found.span.start()), moved(found.span.end()));
    }
    if index == 0 {
        piece.left_out.clone_from(&document.left_out);
    }
    piece
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::block::{BlockKind, Format};

    const BODY: &str =
        "根据统一部署，巡察组对我局开展了巡察，并反馈了意见，现将整改情况通报如下：一是建章立制。";

    fn count(text: &str) -> usize {
        split(Document::new(text, Format::Plain)).len()
    }

    #[test]
    fn a_title_after_a_date_opens_another_circular() {
        let one = format!("# 甲局关于巡察整改情况的通报\n\n{BODY}\n\n甲局\n\n2025年3月4日\n");
        assert_eq!(count(&one), 1);
        assert_eq!(count(&one.repeat(3)), 3);
        assert_eq!(count(&format!("{one}\n（此件公开发布）\n\n抄送：某委。\n\n{one}")), 2);
    }

    #[test]
    fn what_only_looks_like_one_is_none() {
        let one = format!("甲局关于巡察整改情况的通报\n\n{BODY}\n\n甲局\n\n2025年3月4日\n");
        // An attached text, links to other pages, a date under the title.
        assert_eq!(count(&format!("{one}\n附件\n\n乙局关于整改情况的报告\n\n{BODY}\n")), 1);
        assert_eq!(count(&format!("{one}\n乙局关于巡察整改情况的通报\n丙局关于巡察整改情况的通报\n")), 1);
        assert_eq!(count(&format!("甲局关于巡察整改情况的通报\n\n2025年3月4日\n\n{BODY}\n")), 1);
    }

    #[test]
    fn blocks_go_with_their_text() {
        let text = format!("甲局关于巡察整改情况的通报\n{BODY}\n2025年3月4日\n").repeat(2);
        let mut document = Document::new(text.as_str(), Format::Docx);
        let mut at = 0;
        for line in text.split_inclusive('\n') {
            document.blocks.push(Block::new(BlockKind::Paragraph, Span::new(at, at + line.trim_end().len())));
            at += line.len();
        }
        document.name = Some("a.docx".into());
        let pieces = split(document);
        assert_eq!(pieces[1].name.as_deref(), Some("a.docx#2"));
        for piece in &pieces {
            assert_eq!(piece.blocks.len(), 3);
            assert_eq!(&piece.text[piece.blocks[0].span.range()], "甲局关于巡察整改情况的通报");
        }
    }
}
