//! The title of the document: what the page sets as one, checked against what it says of itself.

use super::flow::Page;
use super::line::{Gap, LineKind};
use super::rules;
use super::style::Align;
use super::tree::{Name, Tree};

/// A stretch of lines that may be the title.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Candidate {
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) score: u32,
}

/// Without white space of any kind.
pub(super) fn squeeze(text: &str) -> String {
    text.chars()
        .filter(|c| !c.is_whitespace() && !matches!(c, '\u{200b}'..='\u{200f}' | '\u{feff}'))
        .collect()
}

/// The text of some lines, without white space.
pub(super) fn squeezed(page: &Page, start: usize, end: usize) -> String {
    (start..end).map(|at| squeeze(page.line_text(at))).collect()
}

/// Lines that a candidate may run over, and characters that it may have.
const LINES: usize = 4;
const LENGTHS: std::ops::RangeInclusive<usize> = 6..=120;
/// Characters of what a page calls itself that are looked at.
const NAME: usize = 300;
/// What a candidate must reach.
const ENOUGH: u32 = 50;

/// The best candidate among lines for which `may` holds.
pub(super) fn best(
    tree: &Tree,
    page: &Page,
    lines: std::ops::Range<usize>,
    may: &dyn Fn(usize) -> bool,
) -> Option<Candidate> {
    let short = |name: &str| squeeze(name).chars().take(NAME).collect::<String>();
    let names = (short(&page.article_title), short(&page.title));
    let mut best: Option<Candidate> = None;
    let mut at = lines.start;
    while at < lines.end {
        let mut end = at + 1;
        while end < lines.end
            && page.lines[end].node == page.lines[at].node
            && page.lines[end].gap != Gap::Block
        {
            end += 1;
        }
        let long = end - at > LINES || !(at..end).all(may);
        if !long && let Some(score) = score(tree, page, at, end, &names) {
            // Of equals the last one, which stands nearest to the text.
            if best.is_none_or(|best| best.score <= score) {
                best = Some(Candidate { start: at, end, score });
            }
        }
        at = end;
    }
    best.filter(|best| best.score >= ENOUGH)
}

fn score(tree: &Tree, page: &Page, start: usize, end: usize, names: &(String, String)) -> Option<u32> {
    let line = &page.lines[start];
    let text = squeezed(page, start, end);
    if line.is_link() || !LENGTHS.contains(&text.chars().count()) || text.contains('。') {
        return None;
    }
    let mut score = 0;
    if text == names.0 {
        score += 100;
    }
    if names.1.contains(&text) || (names.1.chars().count() >= 12 && text.contains(&names.1)) {
        score += 40;
    }
    score += match line.kind {
        LineKind::Heading(1) => 30,
        LineKind::Heading(2 | 3) => 20,
        _ => 0,
    };
    if tree.up(line.node).take(2).any(|node| is_title(tree, node)) {
        score += 25;
    }
    if ends_as_title(&text) {
        score += 40;
    }
    if text.contains("关于") {
        score += 10;
    }
    if line.align == Align::Center {
        score += 10;
    }
    Some(score)
}

fn is_title(tree: &Tree, node: super::tree::NodeId) -> bool {
    [Name::Class, Name::Id].into_iter().filter_map(|name| tree.attribute(node, name)).any(|names| {
        names
            .split_ascii_whitespace()
            .any(|name| rules::TITLES.iter().any(|title| title.eq_ignore_ascii_case(name)))
    })
}

/// Whether a text ends with the kind of a document: …的通报, …的公告（摘要）.
pub(super) fn ends_as_title(text: &str) -> bool {
    let text = match text.rfind(['（', '(']) {
        Some(at) if text.ends_with(['）', ')']) => &text[..at],
        _ => text,
    };
    rules::KINDS.iter().any(|kind| text.ends_with(kind))
}

/// The title as `<meta>` or `<title>` say it, without the names of the site and its sections; `None` where it does
/// not read as one.
pub(super) fn declared(page: &Page) -> Option<String> {
    let reads = |text: &str| ends_as_title(text) || text.contains("关于");
    let own = page.article_title.trim();
    if own.chars().count() + page.title.chars().count() > 2 * NAME {
        return None;
    }
    if reads(own) {
        return Some(own.to_owned());
    }
    let parts = page.title.split(['_', '|', '｜', '-', '－', '—', '–', '«', '»', '<', '>']);
    let best = parts.map(str::trim).filter(|part| reads(part)).max_by_key(|part| part.chars().count())?;
    // Words parted by spaces: the last may be the title alone, or only its second half.
    let words: Vec<&str> = best.split_whitespace().collect();
    let from = words.iter().rposition(|word| word.contains("关于"))?;
    let from = if words[from].starts_with("关于") { from.saturating_sub(1) } else { from };
    let to =
        words.iter().rposition(|word| ends_as_title(word)).map_or(words.len(), |to| (to + 1).max(from + 1));
    Some(words[from..to].concat())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn declared_in(title: &str) -> Option<String> {
        declared(&Page { title: title.to_owned(), ..Page::default() })
    }

    #[test]
    fn the_name_of_the_site_is_cut_off() {
        let title = "中共某县水务局党组关于巡察整改情况的通报";
        for page in [
            "中共某县水务局党组关于巡察整改情况的通报_某县人民政府门户网站",
            "中共某县水务局党组关于巡察整改情况的通报 - 某县水务局",
            "某县人民政府 公告公示 中共某县水务局党组关于巡察整改情况的通报",
            "中共某县水务局党组 关于巡察整改情况的通报-某县党务公开网",
            "某县人民政府 | 中共某县水务局党组关于巡察整改情况的通报",
            "中共某县水务局党组关于巡察整改情况的通报 某县人民政府",
        ] {
            assert_eq!(declared_in(page).as_deref(), Some(title), "{page}");
        }
        assert_eq!(declared_in("某县人民政府门户网站"), None);
        assert_eq!(declared_in(""), None);
    }

    #[test]
    fn titles_end_with_a_kind() {
        assert!(ends_as_title("关于整改情况的通报"));
        assert!(ends_as_title("关于整改情况的公告（摘要）"));
        assert!(!ends_as_title("某县人民政府"));
    }
}
