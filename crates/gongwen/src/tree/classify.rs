//! Which headed paragraphs are sections, which issues, which measures: by what their headings say, taken
//! together over all headings of one rank, and by the role of the section they stand in.

use std::sync::LazyLock;

use super::item::Item;
use super::table::ledgers;
use super::{Body, NodeKind, Role};
use crate::outline::{ClauseKind, Scheme};
use crate::rules::Prefixes;
use crate::rules::fields::Field;
use crate::rules::roles::{by_heading, names_organization};
use crate::rules::words::{FAILINGS, NEGATIVE, POSITIVE, STEADFAST};

/// What an item is and is for.
#[derive(Debug, Clone, Copy)]
pub(super) struct Class {
    pub(super) kind: NodeKind,
    pub(super) role: Role,
    /// The role was only a guess from the place.
    pub(super) unsure: bool,
}

/// What a heading says.
#[derive(Debug, Clone, Copy, Default)]
struct Traits {
    /// 关于…问题
    strong: bool,
    /// 整改情况： or 一是 in its content, or numbers below those that else are the innermost.
    structured: bool,
    /// 整改情况： in its own content.
    measured: bool,
}

/// Headings of one rank taken together.
#[derive(Debug, Clone, Copy, Default)]
struct Tally {
    count: usize,
    strong: usize,
    negative: usize,
    positive: usize,
    structured: usize,
    measured: usize,
    /// Headings that name a part of the circular or a class of problems.
    parts: usize,
}

pub(super) fn classify(body: &Body<'_>, items: &[Item]) -> Vec<Class> {
    let traits: Vec<Traits> = (0..items.len()).map(|at| traits(body, items, at)).collect();
    let tops = tops(items);
    let named: Vec<Option<(Role, u32)>> = items
        .iter()
        .map(|item| item.parent.is_none().then(|| by_heading(body.text(item.heading.clone()))).flatten())
        .collect();
    let apart = |at: usize| {
        matches!(named[tops[at]], Some((Role::Plan | Role::Organization, weight)) if weight >= 4)
            && !(traits[tops[at]].strong)
    };
    // A heading over a table of issues is not one of them, unless it says so itself; it tells nothing of the others.
    let lists = over_ledgers(body, items);
    let apart = |at: usize| apart(at) || lists.get(at) == Some(&true);
    let mut tallies = [Tally::default(); 7];
    for at in (0..items.len()).filter(|&at| !apart(at) || traits[at].strong) {
        tallies[usize::from(items[at].rank)].add(traits[at]);
    }
    let strong = strong_rank(&tallies);
    // Below headings that say themselves that they are issues, only problems would be told: （1）… is what was done.
    let wordy = |rank: u8| strong.is_none_or(|strong| rank > strong && rank < PAREN_RANK);
    let told = |at: &usize| (!apart(*at) || traits[*at].strong) && wordy(items[*at].rank);
    for at in (0..items.len()).filter(told) {
        let heading = body.text(items[at].heading.clone());
        let tally = &mut tallies[usize::from(items[at].rank)];
        let part = names_part(heading);
        tally.parts += usize::from(part);
        tally.negative += usize::from(!part && is_negative(heading));
        tally.positive += usize::from(is_positive(heading));
    }
    let issue_rank = match strong {
        Some(rank) => Some(inner_rank(&tallies, rank).unwrap_or(rank)),
        None => issue_rank(&tallies, items).or_else(|| measured_rank(&tallies)),
    };
    // Numbered as the issues are, but in a part where no heading says that it is one: 1.加强领导 in a part on the organisation.
    // Where issues have their 整改情况：, so is 思想认识进一步提高 in a part where nothing has one.
    let mut tells = vec![Traits::default(); items.len()];
    for at in 0..items.len() {
        let part = &mut tells[tops[at]];
        part.strong |= traits[at].strong;
        part.measured |= traits[at].measured;
    }
    let deed = |at: usize| {
        let part = tells[tops[at]];
        let heading = || body.text(items[at].heading.clone());
        if strong.is_some() {
            !part.strong && !traits[at].measured && is_positive(heading())
        } else {
            let tally = &tallies[usize::from(items[at].rank)];
            !part.measured && tally.measured > 0 && most(tally.measured, tally) && !is_negative(heading())
        }
    };
    // 采纳审计建议情况 stands beside the issues.
    let advice = |at: usize| !traits[at].strong && body.text(items[at].heading.clone()).ends_with("建议");
    let issue_rank_of =
        |at: usize| issue_rank.filter(|&rank| rank != items[at].rank || !(deed(at) || advice(at)));
    let own_ranks: Vec<Option<u8>> = (0..items.len()).map(issue_rank_of).collect();
    let mut has_issue = vec![false; items.len()];
    for at in 0..items.len() {
        has_issue[tops[at]] |= lists.get(at) == Some(&true)
            || (!apart(at)
                && (Some(items[at].rank) == own_ranks[at] || issue_rank.is_some() && traits[at].measured))
            || (traits[at].strong && items[at].rank <= 4);
    }
    let roles = top_roles(items, &named, &has_issue, issue_rank);
    let mut classes: Vec<Class> = Vec::with_capacity(items.len());
    for at in 0..items.len() {
        let (role, unsure) = roles[tops[at]];
        let parent = items[at].parent.map(|parent| classes[parent].kind);
        let own_rank = own_ranks[at].filter(|_| lists.get(at) != Some(&true) || traits[at].strong);
        let kind = kind(body, items, at, traits[at], parent, role, own_rank);
        classes.push(Class { kind, role, unsure });
    }
    classes
}

/// Which items have a table of issues as their content; empty where there is no table.
fn over_ledgers(body: &Body<'_>, items: &[Item]) -> Vec<bool> {
    let ledgers = ledgers(body);
    let mut over = if ledgers.is_empty() { Vec::new() } else { vec![false; items.len()] };
    for ledger in ledgers {
        let above = items.partition_point(|item| item.paragraph < ledger);
        if let Some(slot) = above.checked_sub(1).and_then(|at| over.get_mut(at)) {
            *slot = true;
        }
    }
    over
}

fn kind(
    body: &Body<'_>,
    items: &[Item],
    at: usize,
    traits: Traits,
    parent: Option<NodeKind>,
    role: Role,
    issue_rank: Option<u8>,
) -> NodeKind {
    let item = &items[at];
    if matches!(parent, Some(NodeKind::Issue | NodeKind::Measure)) {
        return NodeKind::Measure;
    }
    // Not before it is needed: in a long source it has left the cache.
    let heading = || body.text(item.heading.clone());
    let issue_word = item.label.is_some_and(|label| label.scheme == Scheme::IssueWord);
    if matches!(role, Role::Plan | Role::Organization) {
        let listed = parent.is_some() && is_list_sentence(body, items, at);
        return match () {
            () if issue_word || (traits.strong && traits.structured) => NodeKind::Issue,
            () if item.rank >= 5 || listed => NodeKind::Measure,
            () => NodeKind::Section,
        };
    }
    let Some(issue_rank) = issue_rank else {
        return if item.rank >= 5 && parent.is_some() { NodeKind::Measure } else { NodeKind::Section };
    };
    match item.rank.cmp(&issue_rank) {
        // Issues so far inside share their numbering with lists of what is done: （1）完善制度。
        std::cmp::Ordering::Equal
            if item.rank >= PAREN_RANK && parent.is_some() && !traits.strong && is_positive(heading()) =>
        {
            NodeKind::Measure
        }
        std::cmp::Ordering::Equal => NodeKind::Issue,
        std::cmp::Ordering::Less => {
            let told =
                traits.strong || (!is_positive(heading()) && (traits.structured || is_negative(heading())));
            let own = traits.strong || (traits.measured && !names_part(heading()));
            if !item.has_children && told && (parent.is_some() || own) {
                NodeKind::Issue
            } else {
                NodeKind::Section
            }
        }
        std::cmp::Ordering::Greater if traits.strong || (item.rank <= 4 && !is_positive(heading())) => {
            NodeKind::Issue
        }
        std::cmp::Ordering::Greater => NodeKind::Measure,
    }
}

/// A numbered sentence that is all there is under its number: an entry of a list, no heading. 1. ends the numbering of
/// headings in such a part, so that a short one is an entry too.
fn is_list_sentence(body: &Body<'_>, items: &[Item], at: usize) -> bool {
    const LONG: usize = 150;
    let item = &items[at];
    let end = body.paragraph(item.paragraph).end;
    let next = items.get(at + 1).map_or(body.end, |next| next.paragraph);
    let long = item.rest - item.heading.start > LONG;
    let inner = item.label.is_some_and(|label| label.scheme == Scheme::Arabic) && next == item.paragraph + 1;
    // 1、强化学习。2、强化监督。 in one paragraph.
    let enumerated = || {
        let next = body.clauses(item.paragraph, &(item.rest..end)).first();
        next.is_some_and(|next| match (next.kind, item.label) {
            (ClauseKind::Label(next), Some(own)) => {
                next.scheme == own.scheme && next.ordinal == own.ordinal + 1
            }
            _ => false,
        })
    };
    !item.has_children
        && (item.rest == end || inner && enumerated())
        && (long || inner)
        && body.text(item.heading.start..end).ends_with(['。', '；'])
}

fn most(part: usize, tally: &Tally) -> bool {
    tally.count > 0 && part * 2 >= tally.count
}

/// Ranks from the innermost outwards.
fn ranks(tallies: &[Tally; 7]) -> impl Iterator<Item = (u8, &Tally)> {
    (1..7_u8).rev().map(|rank| (rank, &tallies[usize::from(rank)]))
}

/// The innermost rank whose headings say themselves that they are issues.
fn strong_rank(tallies: &[Tally; 7]) -> Option<u8> {
    ranks(tallies)
        .find(|(rank, tally)| most(tally.strong, tally) && (*rank <= 4 || most(tally.structured, tally)))
        .map(|(rank, _)| rank)
}

/// The rank of problems that each have their 整改情况：, below headings that name a class of them and have none:
/// （一）关于“主业弱化”的问题 above 1.供应能力不足。整改情况：…. So is what tells of a problem in nearly every heading: 一、关于“责任不
/// 实”的问题 above （一）“一把手”监督有盲区。
fn inner_rank(tallies: &[Tally; 7], strong: u8) -> Option<u8> {
    let above = &tallies[usize::from(strong)];
    if above.measured * 2 >= above.count.max(1) {
        return None;
    }
    let negative = |rank: &u8| {
        let tally = &tallies[usize::from(*rank)];
        tally.count > 1
            && tally.negative * 4 >= tally.count * 3
            && tally.positive == 0
            && tally.structured == 0
    };
    measured_rank(tallies)
        .filter(|rank| *rank > strong)
        .or_else(|| (strong + 1..PAREN_RANK).rev().find(negative))
}

/// The innermost rank most of whose items have a 整改情况： of their own.
fn measured_rank(tallies: &[Tally; 7]) -> Option<u8> {
    ranks(tallies).find(|(_, tally)| tally.count > 1 && most(tally.measured, tally)).map(|(rank, _)| rank)
}

fn is_negative(heading: &str) -> bool {
    static FINDER: LazyLock<Prefixes> = LazyLock::new(|| Prefixes::new(NEGATIVE.iter().copied()));
    FINDER.first_in(heading).is_some()
}

/// Whether a heading tells of a problem itself.
pub(super) fn tells_problem(heading: &str) -> bool {
    is_negative(heading) && !names_part(heading)
}

/// 反馈问题整改情况, 办学治校方面: what stands under it may be problems; it is none itself.
fn names_part(heading: &str) -> bool {
    heading.ends_with("方面")
        || heading.ends_with(['况', '展', '效'])
            && matches!(by_heading(heading), Some((Role::Rectification, weight)) if weight >= 3)
}

fn is_positive(heading: &str) -> bool {
    static WORDS: LazyLock<Prefixes> = LazyLock::new(|| Prefixes::new(POSITIVE.iter().copied()));
    let Some((_, end)) = WORDS.longest(heading, 0) else { return false };
    !(fails(heading) || heading[..end] == *"组织" && names_organization(heading, 0..end))
}

/// Whether a heading ends as a problem does, whatever it opens with: 落实责任不到位.
fn fails(heading: &str) -> bool {
    const NEAR: usize = 5;
    let from = heading.char_indices().rev().nth(NEAR - 1).map_or(0, |(at, _)| at);
    let tail = &heading[from..];
    FAILINGS.iter().any(|word| tail.contains(word)) && !STEADFAST.iter().any(|word| tail.contains(word))
}

/// The rank whose headings are the issues, if one is, where no heading says it itself.
fn issue_rank(tallies: &[Tally; 7], items: &[Item]) -> Option<u8> {
    let negative = ranks(tallies)
        .find(|(rank, tally)| *rank <= 5 && most(tally.negative, tally) && tally.positive * 2 <= tally.count);
    if let Some((rank, _)) = negative {
        return Some(rank);
    }
    let nested = |rank: u8| items.iter().any(|item| item.rank == rank && item.parent.is_some());
    ranks(tallies)
        .find(|(rank, tally)| {
            *rank <= 4
                && nested(*rank)
                && tally.count > 0
                && (tally.positive + tally.parts) * 2 <= tally.count
        })
        .map(|(rank, _)| rank)
}

/// The topmost item that each item stands in.
fn tops(items: &[Item]) -> Vec<usize> {
    let mut tops = Vec::with_capacity(items.len());
    for (at, item) in items.iter().enumerate() {
        tops.push(item.parent.map_or(at, |parent| tops[parent]));
    }
    tops
}

/// Role of each topmost item, and whether it is a guess.
fn top_roles(
    items: &[Item],
    named: &[Option<(Role, u32)>],
    has_issue: &[bool],
    issue_rank: Option<u8>,
) -> Vec<(Role, bool)> {
    let tops: Vec<usize> = (0..items.len()).filter(|&at| items[at].parent.is_none()).collect();
    let first_issue = tops.iter().position(|&at| has_issue[at]);
    let last_issue = tops.iter().rposition(|&at| has_issue[at]);
    let mut roles = vec![(Role::Other, false); items.len()];
    for (place, &at) in tops.iter().enumerate() {
        let issues = has_issue[at] || Some(items[at].rank) == issue_rank;
        roles[at] = match named[at] {
            Some((Role::Plan, weight)) if weight >= 6 => (Role::Plan, false),
            _ if issues => (Role::Rectification, false),
            Some((role, weight)) if weight >= 2 => (role, false),
            // Circulars tell how the work was organised before the issues, and what comes next after them.
            _ if first_issue.is_some_and(|first| place < first) => (Role::Organization, false),
            _ if last_issue.is_some_and(|last| place > last && place + 1 == tops.len()) => {
                (Role::Plan, false)
            }
            Some((role, _)) => (role, false),
            // A circular of action headings only: what they head was done about the findings.
            None if first_issue.is_none() && tops.len() > 1 => (Role::Rectification, true),
            None => (Role::Other, true),
        };
    }
    roles
}

fn traits(body: &Body<'_>, items: &[Item], at: usize) -> Traits {
    let item = &items[at];
    let end = items.get(at + 1).map_or(body.end, |next| next.paragraph);
    let held = held(body, item, end);
    Traits {
        strong: item.strong
            || item.states
            || item.label.is_some_and(|label| label.scheme == Scheme::IssueWord),
        // ① below （1）, or 一是 in its text.
        structured: item.rank >= PAREN_RANK && item.has_children || held.series || held.measures,
        measured: held.measures,
    }
}

/// The rank of （1）.
const PAREN_RANK: u8 = 5;

/// What stands in the content of an item.
#[derive(Debug, Clone, Copy, Default)]
struct Held {
    /// 一是, or ① below （1）.
    series: bool,
    /// 整改情况：
    measures: bool,
}

fn held(body: &Body<'_>, item: &Item, end: usize) -> Held {
    // What stands in a table says nothing of the heading above it.
    let end = (item.paragraph + 1..end).find(|&at| body.is_cell(at)).unwrap_or(end);
    let to = body.paragraph(end - 1).end;
    let from_here = &body.scan.clauses[body.scanned[item.paragraph].first_clause..];
    let after = from_here.iter().skip_while(|clause| clause.at < item.rest);
    let numbered = |at: usize| {
        let found = &body.scanned[at];
        found.label.is_some() && found.opening.field.is_some_and(|field| field.field == Field::Measures)
    };
    let mut held = Held { measures: (item.paragraph + 1..end).any(numbered), ..Held::default() };
    for clause in after.take_while(|clause| clause.at < to).take(40) {
        match clause.kind {
            ClauseKind::Label(found) => {
                held.series |=
                    found.scheme.is_series() || found.scheme == Scheme::Circled && item.rank == PAREN_RANK;
            }
            ClauseKind::Field(found) => held.measures |= found.field == Field::Measures,
            ClauseKind::Status => {}
        }
    }
    held
}

impl Tally {
    fn add(&mut self, traits: Traits) {
        self.count += 1;
        self.strong += usize::from(traits.strong);
        self.structured += usize::from(traits.structured);
        self.measured += usize::from(traits.measured);
    }
}
