//! What the heading of a section says it is for.

use std::sync::LazyLock;

use super::Prefixes;
use crate::tree::Role;

/// Words of a heading and the role that they speak for, with a weight: the role with the most weight wins.
///
/// Weight 4: the word alone decides. 2: it speaks for the role unless something stronger stands beside it.
/// 1: a hint.
pub(crate) const ROLE_WORDS: &[(&str, Role, u32)] = &[
    // What comes next is named by time; a plan may well name 整改情况 or 问题 beside it.
    ("下一步", Role::Plan, 6),
    ("下步", Role::Plan, 6),
    ("下一阶段", Role::Plan, 6),
    ("下阶段", Role::Plan, 6),
    ("今后", Role::Plan, 6),
    ("后续", Role::Plan, 6),
    ("打算", Role::Plan, 6),
    ("努力方向", Role::Plan, 6),
    ("工作计划", Role::Plan, 6),
    ("工作安排", Role::Plan, 4),
    // What a superior asks for at the end of its circular.
    ("有关要求", Role::Plan, 4),
    ("工作要求", Role::Plan, 4),
    ("尚未", Role::Plan, 4),
    ("未完成", Role::Plan, 4),
    ("需长期", Role::Plan, 4),
    ("长期坚持", Role::Plan, 4),
    ("持续整改", Role::Plan, 3),
    ("巩固", Role::Plan, 3),
    ("常态长效", Role::Plan, 3),
    ("长效", Role::Plan, 2),
    ("接续", Role::Plan, 3),
    // How the work was organised: people, meetings, mechanisms.
    ("组织", Role::Organization, 4),
    ("总体", Role::Organization, 4),
    ("部署", Role::Organization, 4),
    ("主要做法", Role::Organization, 4),
    ("开展情况", Role::Organization, 4),
    ("推进情况", Role::Organization, 3),
    ("推动情况", Role::Organization, 4),
    ("工作推进", Role::Organization, 4),
    ("基本情况", Role::Organization, 4),
    ("工作情况", Role::Organization, 2),
    ("概况", Role::Organization, 4),
    ("政治站位", Role::Organization, 4),
    ("政治责任", Role::Organization, 2),
    ("政治担当", Role::Organization, 3),
    ("主体责任", Role::Organization, 2),
    // 履行整改主体责任情况 tells who did what; 履行责任不到位 would be a class of problems.
    ("责任情况", Role::Organization, 4),
    ("整改责任", Role::Organization, 3),
    ("责任", Role::Organization, 1),
    ("领导", Role::Organization, 3),
    ("认识", Role::Organization, 3),
    ("统筹", Role::Organization, 2),
    ("谋划", Role::Organization, 2),
    ("机制", Role::Organization, 1),
    ("做法", Role::Organization, 3),
    ("高位", Role::Organization, 2),
    ("担当", Role::Organization, 2),
    ("扛牢", Role::Organization, 2),
    ("扛实", Role::Organization, 2),
    ("压实", Role::Organization, 2),
    ("动员", Role::Organization, 3),
    // What was done about the issues. 需长期坚持的整改事项进展情况 tells of issues, though it names their time.
    ("事项进展", Role::Rectification, 5),
    ("事项的进展", Role::Rectification, 5),
    ("事项整改", Role::Rectification, 5),
    ("任务进展", Role::Rectification, 5),
    ("问题进展", Role::Rectification, 5),
    ("反馈意见", Role::Rectification, 3),
    ("反馈问题", Role::Rectification, 3),
    ("问题整改", Role::Rectification, 3),
    ("问题的整改", Role::Rectification, 3),
    ("整改落实情况", Role::Rectification, 3),
    ("整改情况", Role::Rectification, 3),
    ("整改进展", Role::Rectification, 3),
    ("整改完成", Role::Rectification, 3),
    ("整改成效", Role::Rectification, 2),
    ("整改结果", Role::Rectification, 3),
    // 聚焦…着力解决…问题 heads a class of them.
    ("着力解决", Role::Rectification, 4),
    // 采纳审计建议情况
    ("采纳", Role::Rectification, 3),
    ("逐项", Role::Rectification, 2),
    ("逐条", Role::Rectification, 2),
    ("具体", Role::Rectification, 2),
    ("问题", Role::Rectification, 1),
    ("落实情况", Role::Rectification, 2),
    ("查出", Role::Rectification, 2),
    ("方面", Role::Rectification, 2),
    ("整改", Role::Rectification, 1),
];

/// What follows 组织 where it is a noun: 组织建设 is what the problems are about, not how they were put right.
const ORGANIZATION_NOUNS: &[&str] =
    &["建设", "生活", "路线", "关系", "人事", "部", "原则", "纪律", "观念", "功能", "体系", "软弱", "涣散"];

/// Whether 组织 at a place is the noun: 党组织, 组织建设.
pub(crate) fn names_organization(heading: &str, range: std::ops::Range<usize>) -> bool {
    let after = &heading[range.end..];
    heading[..range.start].ends_with('党') || ORGANIZATION_NOUNS.iter().any(|noun| after.starts_with(noun))
}

/// The role that the words of a heading speak for, and its lead over the next.
pub(crate) fn by_heading(heading: &str) -> Option<(Role, u32)> {
    static FINDER: LazyLock<Prefixes> =
        LazyLock::new(|| Prefixes::new(ROLE_WORDS.iter().map(|(word, ..)| *word)));
    let mut weights = [(Role::Plan, 0), (Role::Organization, 0), (Role::Rectification, 0)];
    for (word, range) in FINDER.each(heading) {
        let (word, role, weight) = ROLE_WORDS[word];
        if word == "组织" && names_organization(heading, range) {
            continue;
        }
        if let Some(best) = weights.iter_mut().find(|(of, _)| *of == role) {
            best.1 = best.1.max(weight);
        }
    }
    // Ties go to the earlier of the three: a plan names its time, an organisation its means.
    let best = weights.iter().rev().max_by_key(|(_, weight)| *weight)?;
    (best.1 > 0).then_some(*best)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_tell_their_role() {
        for (heading, role) in [
            ("组织整改落实情况", Role::Organization),
            ("整改工作总体情况", Role::Organization),
            ("主要做法", Role::Organization),
            ("整改工作的部署推进和总体成效", Role::Organization),
            ("巡察反馈意见整改落实情况", Role::Rectification),
            ("审计查出主要问题的整改情况", Role::Rectification),
            ("在医疗服务和行业作风方面", Role::Rectification),
            ("党委履行整改主体责任情况", Role::Organization),
            ("需要长期坚持的整改事项进展情况", Role::Rectification),
            ("聚焦基层党组织建设，着力解决组织建设薄弱问题", Role::Rectification),
            ("下一步工作安排", Role::Plan),
            ("存在的不足和下一步计划", Role::Plan),
            ("尚未整改到位的问题和后续安排", Role::Plan),
        ] {
            assert_eq!(by_heading(heading).map(|(role, _)| role), Some(role), "{heading}");
        }
        assert_eq!(by_heading("天气"), None);
    }
}
