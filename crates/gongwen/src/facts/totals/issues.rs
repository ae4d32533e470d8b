//! The number of issues that the text states (反馈的26个问题) and those of the tree.
//!
//! Many circulars group their issues, or tell of a few only: the numbers are compared where the tree has nearly all.

use std::ops::Range;

use super::words::Count;
use crate::diagnostic::Code;
use crate::facts::Doubt;
use crate::facts::passage::Figure;
use crate::number::Decimal;
use crate::rules::totals::{GROUPS, PartOf};
use crate::tree::{NodeData, NodeKind, Role, Status};

use super::parts::part_of;

/// A number of issues that were fed back, with what the text says became of them.
#[derive(Debug)]
pub(super) struct Stated {
    node: Option<usize>,
    value: Decimal,
    range: Range<usize>,
    written: String,
    /// What was done with how many, and where that stands; empty where the text does not tell.
    parts: Vec<(PartOf, Decimal, Range<usize>)>,
}

/// Words between 反馈 and its number are no more than these.
const LONGEST: usize = 24;

/// Words that make the number one of some issues only.
const SOME: &[&str] = &["完成", "整改", "未", "其中", "重点", "专项", "移交", "共性", "个性", "上轮", "以往"];

/// Whether a figure that stands alone in its passage may be such a number.
pub(super) fn may_count(text: &str, figure: &Figure) -> bool {
    let start = figure.sentence.min(figure.quantity.start);
    is_unit(figure.quantity.unit.word) && text[start..figure.quantity.start].contains("反馈")
}

fn is_unit(word: &str) -> bool {
    matches!(word, "个" | "项" | "条")
}

/// Collects the numbers of issues in a passage.
pub(super) fn collect(counts: &[Count<'_>], node: Option<usize>, list: &mut Vec<Stated>) {
    for (at, count) in counts.iter().enumerate() {
        if !is_fed_back(counts, at) {
            continue;
        }
        let parts = counts[at + 1..].iter().take(4).take_while(|part| part.near_last && part.alike(count));
        let parts = parts.map_while(|part| Some((part_of(part)?, part.value, part.range()))).collect();
        let written = count.written().to_owned();
        list.push(Stated { node, value: count.value, range: count.range(), written, parts });
    }
}

/// 反馈的26个问题, 反馈问题26个, 反馈的3个方面24个问题
fn is_fed_back(counts: &[Count<'_>], at: usize) -> bool {
    let count = &counts[at];
    if !is_unit(count.quantity.unit.word) {
        return false;
    }
    let group = |count: &Count<'_>| GROUPS.iter().any(|group| count.after.starts_with(group));
    let before = match at.checked_sub(1).map(|at| &counts[at]) {
        Some(last) if group(last) && last.sentence == count.sentence => last.before,
        _ => count.before,
    };
    let Some(words) = before.rfind("反馈").map(|found| &before[found..]) else { return false };
    let named = ["问题", "具体问题", "突出问题", "主要问题", "个问题"]
        .iter()
        .any(|noun| count.after.starts_with(noun))
        || words.trim_end_matches(['共', '有', '计']).ends_with("问题");
    let short = words.chars().count() <= LONGEST;
    let plain = count.is_exact() && !group(count);
    named && short && plain && !SOME.iter().any(|word| before.contains(word))
}

/// Checks the numbers against the tree.
pub(super) fn check(stated: &[Stated], nodes: &[NodeData], doubts: &mut Vec<Doubt>) {
    let issues: Vec<&NodeData> = nodes.iter().filter(|node| node.kind == NodeKind::Issue).collect();
    let told: Vec<&Stated> = stated.iter().filter(|stated| is_about_all(stated, nodes)).collect();
    let Some(first) = told.first() else { return };
    let count = u32::try_from(issues.len()).map_or(Decimal::whole(u32::MAX), Decimal::whole);
    // Two numbers are of two inspections, or of two ways to count.
    if told.iter().any(|other| other.value != first.value) {
        return;
    }
    if first.value == count {
        doubts.extend(statuses(first, &issues));
    } else if enumerates(first.value, count) {
        let Some(last) = issues.last().and_then(|issue| place(issue)) else { return };
        doubts.push(Doubt {
            code: Code::IssueCount,
            message: format!("“{}” were fed back, the circular has {count} issues", first.written),
            range: first.range.clone(),
            related: vec![last],
        });
    }
}

/// Lead and organisation speak of all issues; what stands under an issue, a plan, or a part of the rectification does
/// not.
fn is_about_all(stated: &Stated, nodes: &[NodeData]) -> bool {
    let Some(mut at) = stated.node else { return false };
    let role = nodes.get(at).and_then(|node| node.role);
    if matches!(role, Some(Role::Rectification | Role::Plan)) {
        return false;
    }
    while let Some(node) = nodes.get(at) {
        if node.kind == NodeKind::Issue {
            return false;
        }
        let Some(parent) = node.parent(at) else { break };
        at = parent;
    }
    true
}

/// Whether the tree has so nearly as many issues as are stated that it means to have all: but for two, or a fifth.
fn enumerates(stated: Decimal, found: Decimal) -> bool {
    let missing = stated.minus(found).map(Decimal::abs);
    let fifth = stated.times(Decimal::whole(2)).and_then(|double| double.shifted(-1));
    let near =
        missing.zip(fifth).is_some_and(|(missing, fifth)| missing <= Decimal::whole(2) || missing <= fifth);
    near && found > Decimal::whole(1)
}

/// Where an issue is named.
fn place(issue: &NodeData) -> Option<Range<usize>> {
    let label = issue.label.as_ref().map(|label| &label.range);
    issue.statement().or(issue.heading()).or(label).cloned()
}

/// How many are done, in words and in the tree, where each issue has its status.
fn statuses(stated: &Stated, issues: &[&NodeData]) -> Option<Doubt> {
    let told: Vec<(Status, &Range<usize>)> =
        issues.iter().filter_map(|issue| issue.status.zip(issue.status_words())).collect();
    let long = told.iter().any(|(status, _)| *status == Status::LongTerm);
    if told.len() != issues.len() || long {
        return None;
    }
    let kinds = [(PartOf::Done, Status::Completed), (PartOf::Mostly, Status::MostlyCompleted)];
    kinds.into_iter().find_map(|(part, status)| {
        let (_, value, range) = stated.parts.iter().find(|(of, ..)| *of == part)?;
        let mut places = told.iter().filter(|(found, _)| *found == status);
        let found = u32::try_from(places.clone().count()).ok().map(Decimal::whole)?;
        let last = places.next_back().or(told.last())?;
        (*value != found).then(|| Doubt {
            code: Code::IssueCount,
            message: format!(
                "{value} issues are stated to be {}, {found} in the circular are",
                status.as_str()
            ),
            range: range.clone(),
            related: vec![last.1.clone()],
        })
    })
}
