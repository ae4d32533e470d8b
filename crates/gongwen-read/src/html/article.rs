//! Where the main text stands: the smallest part of the page that holds nearly all its prose.

use super::flow::Page;
use super::line::{LineKind, han};
use super::rules;
use super::table::TableKind;
use super::tag::Tag;
use super::tree::{Name, NodeId, Tree};

/// How much prose stands in each line, summed up from the first.
#[derive(Debug)]
pub(super) struct Prose {
    sums: Vec<usize>,
}

impl Prose {
    pub(super) fn of(page: &Page) -> Self {
        let mut sum = 0;
        let scores = (0..page.lines.len()).map(|at| {
            sum += score(page, at);
            sum
        });
        Self { sums: std::iter::once(0).chain(scores.collect::<Vec<_>>()).collect() }
    }

    pub(super) fn in_lines(&self, lines: &std::ops::Range<usize>) -> usize {
        let last = self.sums.len() - 1;
        self.sums[lines.end.min(last)] - self.sums[lines.start.min(last)]
    }

    pub(super) fn total(&self) -> usize {
        self.sums.last().copied().unwrap_or(0)
    }
}

/// Sentences count in full, what stands without a mark for a quarter, links not at all.
fn score(page: &Page, at: usize) -> usize {
    let line = &page.lines[at];
    let text = page.line_text(at);
    if line.linked * 2 >= line.weight.max(1) || line.kind == LineKind::Control {
        return 0;
    }
    let han = han(text);
    if is_sentence(text) {
        4 * han
    } else if opens_with_label(text) || text.contains("整改") {
        3 * han
    } else {
        han
    }
}

/// Whether a line holds the marks of prose.
pub(super) fn is_sentence(text: &str) -> bool {
    text.contains(['。', '；']) || text.ends_with(['：', '！', '？'])
}

/// Whether a line opens as headings and measures do: 一、, （一）, 1., ①, 一是.
pub(super) fn opens_with_label(text: &str) -> bool {
    let is_digit = |c: char| c.is_ascii_digit() || "一二三四五六七八九十".contains(c);
    let rest = text.trim_start_matches(['（', '(', '第']);
    let opened = rest.len() < text.len();
    let after = rest.trim_start_matches(is_digit);
    let digits = rest.len() - after.len();
    if text.starts_with('①') || text.starts_with(|c| ('②'..='⑳').contains(&c)) {
        return true;
    }
    if !(1..=9).contains(&digits) {
        return false;
    }
    if opened {
        return after.starts_with(['）', ')']);
    }
    let number = after.starts_with(['、', '．']) || after.starts_with("是") || after.starts_with("要");
    // 1.5 is no label.
    number || after.strip_prefix('.').is_some_and(|rest| !rest.starts_with(|c: char| c.is_ascii_digit()))
}

/// The part of the page that holds the article.
#[derive(Debug, Clone, Copy)]
pub(super) struct Article {
    pub(super) node: NodeId,
    /// Its name says that it holds nothing else, or hardly a link stands in it.
    pub(super) pure: bool,
}

/// Of the prose of a part this much stands in the child to which the search goes on; less will do where the name of
/// the child says what it is.
const NEARLY_ALL: (usize, usize) = (9, 10);
const MOST: (usize, usize) = (6, 10);

/// Finds the article.
pub(super) fn article(tree: &Tree, page: &Page, prose: &Prose) -> Article {
    let mut at = NodeId::ROOT;
    let mut named = None;
    let is_ledger = |id: NodeId| {
        let mut tables = page.tables.iter();
        tree.tag(id) == Tag::Table && tables.any(|table| table.node == id && table.kind == TableKind::Data)
    };
    loop {
        let here = if at == NodeId::ROOT { prose.total() } else { prose.in_lines(&page.lines_of(at)) };
        let holds = |child: NodeId, share: (usize, usize)| {
            here > 0 && prose.in_lines(&page.lines_of(child)) * share.1 >= here * share.0
        };
        let next = tree.children(at).find(|&child| {
            let is_container = || holds(child, MOST) && is_container(tree, child);
            tree.tag(child) != Tag::None && (holds(child, NEARLY_ALL) || is_container())
        });
        // A ledger may hold nearly all of a text, but not its beginning and end; one paragraph may be all of it.
        match next {
            Some(next) if page.lines_of(next).len() > 1 && !is_ledger(next) => at = next,
            _ => break,
        }
        if is_container(tree, at) {
            named = Some(at);
        }
    }
    if let Some(node) = named {
        return Article { node, pure: true };
    }
    let lines = page.lines_of(at);
    let (weight, linked) = page.lines[lines]
        .iter()
        .fold((0, 0), |(weight, linked), line| (weight + line.weight, linked + line.linked));
    Article { node: at, pure: linked * 20 <= weight }
}

fn is_container(tree: &Tree, id: NodeId) -> bool {
    [Name::Id, Name::Class].into_iter().filter_map(|name| tree.attribute(id, name)).any(|names| {
        names
            .split_ascii_whitespace()
            .any(|name| rules::CONTAINERS.iter().any(|container| container.eq_ignore_ascii_case(name)))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_are_told_from_numbers() {
        for text in ["一、工作", "（一）工作", "(12)工作", "1.工作", "2、工作", "①工作", "一是工作", "第一，"]
        {
            assert_eq!(opens_with_label(text), text != "第一，", "{text}");
        }
        for text in ["1.5亿元", "2024年", "工作", "一盘棋", ""] {
            assert!(!opens_with_label(text), "{text}");
        }
    }
}
