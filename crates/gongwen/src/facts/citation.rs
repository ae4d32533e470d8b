//! Citations: documents that the text names in 《》, with their number, their kind and what was done with them.

use std::ops::Range;

use super::Citation;
use crate::rules::citations::{self, Act};
use crate::text::{CharSet, last_bytes, trim};

/// Longer than this no clause leads up to a title.
const REACH: usize = 120;

/// Reads the citations of a passage into `out`; `ranges` are their places with brackets, from left to right.
pub(crate) fn read(
    text: &str,
    passage: Range<usize>,
    ranges: &[Range<usize>],
    node: Option<usize>,
    out: &mut Vec<Citation>,
) {
    let mut before: Option<(usize, Option<Act>)> = None;
    for range in ranges {
        let title = trim(&text[range.start + '《'.len_utf8()..range.end - '》'.len_utf8()]);
        if title.is_empty() {
            continue;
        }
        let act = match before {
            // 学习《…》《…》和《…》: one verb for all.
            Some((end, act)) if text.get(end..range.start).is_some_and(is_list) => act,
            _ => citations::last_act(clause_before(text, passage.start, range.start)),
        };
        let number = document_number(&text[range.end..passage.end.max(range.end)]);
        before = Some((range.end + number.map_or(0, |(_, len)| len), act));
        out.push(Citation {
            title: title.to_owned(),
            kind: citations::kind(title),
            document_number: number.map(|(number, _)| number.to_owned()),
            act,
            first_mention: None,
            range: range.clone(),
            node,
        });
    }
}

/// Points each citation that names a title again to the first that did.
pub(crate) fn link(citations: &mut [Citation]) {
    let mut order: Vec<usize> = (0..citations.len()).collect();
    // Equal titles stand together; the sort is stable, so that the first to name one comes first. Most titles differ in
    // length already.
    let key = |at: usize| (citations[at].title.len(), citations[at].title.as_str());
    order.sort_by(|&a, &b| key(a).cmp(&key(b)));
    let mut first: Option<usize> = None;
    for at in order {
        match first {
            Some(known) if citations[known].title == citations[at].title => {
                citations[at].first_mention = Some(known);
            }
            _ => first = Some(at),
        }
    }
}

fn is_list(between: &str) -> bool {
    let between = between.trim();
    between.is_empty() || matches!(between, "、" | "和" | "及" | "与" | "以及" | "，" | "并" | "、 ")
}

/// What ends the clause before the one that leads up to a title.
static CLAUSE_ENDS: CharSet = CharSet::new("。；，！？》;,");

/// The clause that leads up to a title.
fn clause_before(text: &str, start: usize, at: usize) -> &str {
    let window = last_bytes(&text[start..at], REACH);
    let end = CLAUSE_ENDS.rfind(window).and_then(|at| window[at..].chars().next().map(|c| at + c.len_utf8()));
    &window[end.unwrap_or(0)..]
}

/// （白发〔2025〕12号）, and its length with brackets.
fn document_number(rest: &str) -> Option<(&str, usize)> {
    let inner = rest.strip_prefix(['（', '('])?;
    let open = rest.len() - inner.len();
    let mut len = None;
    for (at, c) in inner.char_indices().take(48) {
        match c {
            '号' => len = Some(at + c.len_utf8()),
            '）' | ')' if len == Some(at) => {
                let number = &inner[..at];
                let year = number.contains(['〔', '[', '【', '（', '(', '﹝', '［']);
                return year.then_some((number, open + at + c.len_utf8()));
            }
            '。' | '；' | '，' | '、' => return None,
            _ => {}
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn regression_a_title_may_stand_in_the_number_of_the_one_before() {
        let text = "《甲》（《乙》〔2025〕1号）";
        let mut out = Vec::new();
        read(text, 0..text.len(), &[0..9, 12..21], None, &mut out);
        assert_eq!(out.iter().map(|citation| citation.title.as_str()).collect::<Vec<_>>(), ["甲", "乙"]);
    }
}
