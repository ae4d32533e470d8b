//! The lead: what was inspected, by whom, when, and when the findings were fed back.

use std::sync::LazyLock;

use jiff::civil::Date;
use memchr::memmem;

use crate::circular::Inspection;
use crate::date::{Named, named};
use crate::rules::Prefixes;
use crate::rules::bodies::{may_issue, may_sign};
use crate::text::{CharSet, first_bytes, last_bytes};

/// Words for the kinds of supervision, in the order in which they decide.
const KINDS: &[&str] = &["巡视", "巡察", "督察", "审计", "督导"];

/// Words that are one only in a title, and where a sentence tells that somebody was inspected: 开展安全生产检查 and 开展督查 are what
/// the body itself did.
const CHECKS: &[&str] = &["督查", "专项检查", "监督检查", "检查"];

/// Reads the inspection from the lead; `this_year` is the year of signature, for 今年.
pub(crate) fn inspection(lead: &str, title: Option<&str>, this_year: Option<i16>) -> Option<Inspection> {
    let title = title.unwrap_or("");
    let (sentence, clause) = inspected_clause(lead).unzip();
    let told = clause.map(|clause: Clause<'_>| clause.kind);
    let kind =
        told.or_else(|| first_kind(title)).or_else(|| first_check(title)).or_else(|| first_kind(lead))?;
    let mut inspection = Inspection {
        kind: Some(kind.to_owned()),
        look_back: looks_back(title) || looks_back(lead),
        ..Inspection::default()
    };
    if let Some(clause) = clause {
        inspection.team = clause.team.or_else(|| named_team(lead)).map(str::to_owned);
        inspection.inspected = clause.inspected.map(str::to_owned);
    }
    let mut year = None;
    if let Some(sentence) = sentence {
        (inspection.start, inspection.end) = period(sentence, this_year);
        year = inspection.end;
    }
    inspection.feedback_date = feedback(lead, year, this_year);
    Some(inspection)
}

fn first_kind(text: &str) -> Option<&'static str> {
    static FINDER: LazyLock<Prefixes> = LazyLock::new(|| Prefixes::new(KINDS.iter().copied()));
    FINDER.first_in(text).map(|(row, _)| KINDS[row])
}

fn first_check(text: &str) -> Option<&'static str> {
    CHECKS.iter().copied().find(|word| text.contains(word))
}

/// 巡察“回头看”, where the supervision itself is one.
fn looks_back(text: &str) -> bool {
    memmem::find_iter(text.as_bytes(), "回头看").any(|at| {
        let before = text[..at].trim_end_matches(['“', '"', '‘', '”']);
        ["巡视", "巡察", "督察", "审计"].iter().any(|kind| before.ends_with(kind))
    })
}

#[derive(Clone, Copy)]
struct Clause<'t> {
    kind: &'static str,
    team: Option<&'t str>,
    inspected: Option<&'t str>,
}

/// The sentence that tells of the inspection, and its parts: team 对 body 进行了巡察.
fn inspected_clause(lead: &str) -> Option<(&str, Clause<'_>)> {
    lead.split_inclusive(['。', '\n']).find_map(|sentence| {
        let clause = toward(sentence).or_else(|| accepted(sentence)).or_else(|| direct(sentence))?;
        Some((sentence, clause))
    })
}

/// Words that open the predicate after the inspected body.
const PREDICATES: &[&str] =
    &["进行", "开展", "实施", "组织开展", "展开", "作了", "做了", "开展了", "集中开展"];

/// Bytes of a sentence around 对 that may tell of an inspection.
const REACH: usize = 900;

/// How many characters behind the predicate the kind of supervision is looked for.
const NEAR: usize = 40;

/// 市委第六巡察组对市交通运输局党组进行了巡察
fn toward(sentence: &str) -> Option<Clause<'_>> {
    static FINDER: LazyLock<Prefixes> = LazyLock::new(|| Prefixes::new(PREDICATES.iter().copied()));
    for (at, word) in sentence.match_indices('对').chain(sentence.match_indices("进驻")) {
        let (before, rest) =
            (last_bytes(&sentence[..at], REACH), first_bytes(&sentence[at + word.len()..], REACH));
        let Some(end) = FINDER.first_in(rest).map(|(_, predicate)| predicate.start) else { continue };
        let inspected = rest[..end].trim_end_matches(['，', ' ']);
        if inspected.is_empty() || inspected.chars().count() > 60 || inspected.contains(['。', '；']) {
            continue;
        }
        let rest = &rest[end..];
        let near = rest.char_indices().nth(NEAR).map_or(rest, |(at, _)| &rest[..at]);
        let team = team_before(before).or_else(|| named_team(before));
        let kind = first_kind(near);
        let sent = |word: &&str| team.is_some_and(|team| team.ends_with("检查组") || *word == "督查");
        let check = || first_check(near).filter(sent);
        // 县纪委监委第六监察室对我局开展监督检查
        let office = || {
            let name = clause_start(without_day(before));
            let named = Some(name).filter(|name| may_sign(name) && kind.is_none() && team.is_none())?;
            Some((first_check(near).filter(|word| *word != "检查")?, named))
        };
        let (kind, team) = match kind.or_else(check) {
            Some(kind) => (kind, team),
            None => match office() {
                Some((kind, name)) => (kind, Some(name)),
                None => continue,
            },
        };
        return Some(Clause { kind, team, inspected: body(inspected) });
    }
    None
}

/// 局党组接受了市委第三巡察组的巡察
fn accepted(sentence: &str) -> Option<Clause<'_>> {
    let at = memmem::find(sentence.as_bytes(), "接受".as_bytes())?;
    let rest = sentence[at + "接受".len()..].trim_start_matches('了');
    let kind = first_kind(rest)?;
    let team_end = rest.find('组').map(|end| end + '组'.len_utf8())?;
    let team = team_before(&rest[..team_end])?;
    let inspected = clause_start(&sentence[..at]);
    let inspected = body(inspected);
    Some(Clause { kind, team: Some(team), inspected })
}

/// 市委第六巡察组巡察了市残联党组
fn direct(sentence: &str) -> Option<Clause<'_>> {
    static FINDER: LazyLock<Prefixes> = LazyLock::new(|| Prefixes::new(KINDS.iter().copied()));
    FINDER.each(sentence).find_map(|(row, word)| {
        let team =
            team_before(last_bytes(&sentence[..word.start], REACH)).filter(|team| team.ends_with('组'))?;
        let object = first_bytes(&sentence[word.end..], REACH).trim_start_matches('了');
        let end = ["，", "。", "；", "反馈", "期间", "\n"].iter().filter_map(|end| object.find(end)).min();
        let object = &object[..end.unwrap_or(object.len())];
        may_issue(object).then(|| Clause { kind: KINDS[row], team: Some(team), inspected: body(object) })
    })
}

/// The inspected body without the period or matter that may stand after it; nothing where that is all there is: an audit
/// office 对2024年度预算执行情况进行了审计.
fn body(text: &str) -> Option<&str> {
    let period = named(text).into_iter().find(|date| date.from.year.is_some()).map(|date| date.range.start);
    // 我委“校园餐”专项整治工作
    let matter = text.find('“').filter(|&at| at > 0);
    let end = period.into_iter().chain(text.find("党的十")).chain(matter).min().unwrap_or(text.len());
    let body = text[..end].trim_matches(['了', ' ', '，', '的']).trim_end_matches(['于', '自', '从', '在']);
    let body = own_name(body).unwrap_or(body);
    (!body.is_empty()).then_some(body)
}

/// 我局 of 我局选人用人工作: how a body names itself, before the matter that was looked at.
fn own_name(text: &str) -> Option<&str> {
    const UNITS: &[&str] = &["单位", "公司", "集团", "街道", "学校", "医院", "中心"];
    const PARTY: &[&str] = &["党组织", "党组", "党委", "党工委", "党总支", "党支部", "领导班子"];
    if !text.ends_with(['况', '作']) {
        return None;
    }
    let rest = text.strip_prefix('我')?;
    let unit = UNITS
        .iter()
        .find(|unit| rest.starts_with(**unit))
        .map_or_else(|| rest.chars().next().map_or(0, char::len_utf8), |unit| unit.len());
    let party = PARTY.iter().find(|party| rest[unit..].starts_with(**party)).map_or(0, |party| party.len());
    Some(&text[..'我'.len_utf8() + unit + party])
}

/// The team that ends where the text ends, or before 于 and a date.
fn team_before(text: &str) -> Option<&str> {
    let text = without_day(text);
    if !(text.ends_with('组') || OFFICES.iter().any(|office| text.ends_with(office))) {
        return team_with_number(text);
    }
    Some(clause_start(text)).filter(|team| !team.is_empty())
}

/// 市委第六巡察组 of 市委第六巡察组于2025年3月至5月.
fn without_day(text: &str) -> &str {
    let text = text.trim_end_matches([' ', '，']);
    // A date ends with one of these; the dates are looked for only where one may stand at the end.
    static DATE_ENDS: CharSet = CharSet::new("年月日号旬0123456789０１２３４５６７８９");
    let dates = if DATE_ENDS.ends(text) { named(text) } else { Vec::new() };
    match dates.last() {
        Some(date) if date.range.end == text.len() => {
            text[..date.range.start].trim_end_matches(['于', '自', '从', '在', '，', ' '])
        }
        _ => text,
    }
}

/// Offices that inspect without a team.
const OFFICES: &[&str] = &["审计局", "审计厅", "审计署", "审计处", "审计部", "审计办", "特派员办事处"];

/// What a team is called: its name stands in another clause or sentence than the inspection.
const TEAMS: &[&str] = &["巡视组", "巡察组", "督察组", "督导组", "督查组", "检查组", "审计组"];

/// The last team that a text names: 市委第六巡察组进驻我局，
fn named_team(text: &str) -> Option<&str> {
    static FINDER: LazyLock<Prefixes> = LazyLock::new(|| Prefixes::new(TEAMS.iter().copied()));
    let (_, word) = FINDER.each(text).last()?;
    let team = clause_start(&text[..word.end]);
    // 巡察组 alone says of none which it is.
    (team.len() > word.len()).then_some(team)
}

/// 省委巡视组第八组, 中央第三生态环境保护督察组（以下简称督察组）
fn team_with_number(text: &str) -> Option<&str> {
    let open = text.rfind(['（', '('])?;
    let team = text[..open].trim_end();
    (text.ends_with(['）', ')']) && team.ends_with('组'))
        .then(|| clause_start(team))
        .filter(|team| !team.is_empty())
}

/// The last clause of a text, without the date and the words that lead up to a name.
fn clause_start(text: &str) -> &str {
    let mut clause = text.rsplit(['，', '。', '；', '：', ',']).next().unwrap_or(text);
    for date in named(clause).iter().rev() {
        let after = &clause[date.range.end..];
        if !after.is_empty() {
            clause = after;
            break;
        }
    }
    for word in ["期间", "由", "期", "我单位", "以来", "止", "，", "派出", "按照", "根据", "经", "现将"]
    {
        clause = clause.strip_prefix(word).unwrap_or(clause);
    }
    static ORDERS: LazyLock<Prefixes> = LazyLock::new(|| {
        Prefixes::new(["统一部署", "工作安排", "统一安排", "部署要求", "有关要求", "工作部署"].into_iter())
    });
    let clause = ORDERS.each(clause).last().map_or(clause, |(_, word)| &clause[word.end..]);
    clause.trim_matches([' ', '　', '了', '、'])
}

/// The days of a sentence: a range, or the first start and last end of several.
fn period(sentence: &str, this_year: Option<i16>) -> (Option<Date>, Option<Date>) {
    let end = sentence.find("反馈").unwrap_or(sentence.len());
    let dates: Vec<Named> =
        named(&sentence[..end]).into_iter().filter(|date| date.from.month.is_some()).collect();
    let Some(first) = dates.iter().find(|date| date.to.is_some()).or(dates.first()) else {
        return (None, None);
    };
    let Some((start, mut last)) = first.resolve(this_year, this_year) else { return (None, None) };
    for date in dates.iter().filter(|date| date.to.is_some()) {
        if let Some((_, end)) = date.resolve(Some(last.year()), this_year) {
            last = last.max(end);
        }
    }
    let single = first.to.is_none() && first.from.day.is_some();
    (Some(start), (!single).then_some(last))
}

/// The date of the sentence that speaks of the feedback; a year that is left out is the first in which it comes
/// after the inspection.
fn feedback(lead: &str, after: Option<Date>, this_year: Option<i16>) -> Option<Date> {
    let dates = lead
        .split_inclusive(['。', '\n'])
        .filter_map(|sentence| Some(named(before_feedback(sentence)?)))
        .find(|dates| !dates.is_empty())?;
    let date = dates
        .iter()
        .rev()
        .find(|date| date.from.month.is_some() && date.from.day.is_some() && date.to.is_none())?;
    let year = after.map(|after| after.year()).or(this_year);
    let (day, _) = date.resolve(year, this_year)?;
    let inferred = date.from.year.is_none() && date.from.shift.is_none();
    match after {
        Some(after) if inferred && day < after => {
            date.resolve(year.map(|year| year + 1), this_year).map(|(day, _)| day)
        }
        _ => Some(day),
    }
}

/// The sentence up to its last 反馈.
fn before_feedback(sentence: &str) -> Option<&str> {
    memmem::rfind(sentence.as_bytes(), "反馈".as_bytes()).map(|at| &sentence[..at])
}
