//! Who issues a circular, what it answers, and in which manner it is written: drawn once, so that a circular is of one
//! piece, as real ones are.

use fastrand::Rng;

use super::calendar::Calendar;
use super::number::{Form, chinese};
use super::words::issues::{AUDIT, INSPECTION, PARTY, Theme};
use super::words::places::{BODIES, CITIES, COUNTIES};
use crate::archive::document::Numbering;
use crate::archive::random::{chance, pick};

/// What kind of supervision it answers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// 巡视 of a city by the province.
    Province,
    /// 巡察 of a body by city or county.
    Local,
    Audit,
    Environment,
}

impl Kind {
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Province => "巡视",
            Self::Local => "巡察",
            Self::Audit => "审计",
            Self::Environment => "督察",
        }
    }
}

/// Labels of parts, classes of problems, and problems.
#[derive(Debug, Clone, Copy)]
pub(super) struct Scheme {
    pub(super) part: Option<Numbering>,
    pub(super) class: Option<Numbering>,
    pub(super) issue: Numbering,
    /// Numbers of problems go on from class to class.
    pub(super) runs_on: bool,
}

const COMMA: Option<Numbering> = Some(Numbering::Comma);
const BRACKET: Option<Numbering> = Some(Numbering::Bracket { half: false });

const fn scheme(
    part: Option<Numbering>,
    class: Option<Numbering>,
    issue: Numbering,
    runs_on: bool,
) -> Scheme {
    Scheme { part, class, issue, runs_on }
}

/// The rule of GB/T 9704-2012 7.3.3, and what is seen beside it.
const SCHEMES: &[Scheme] = &[
    scheme(COMMA, BRACKET, Numbering::Arabic("."), false),
    scheme(COMMA, BRACKET, Numbering::Arabic("."), true),
    scheme(COMMA, BRACKET, Numbering::Arabic("、"), false),
    scheme(COMMA, BRACKET, Numbering::Arabic("．"), true),
    scheme(COMMA, Some(Numbering::Bracket { half: true }), Numbering::Arabic("."), false),
    scheme(COMMA, BRACKET, Numbering::ArabicBracket { half: false }, false),
    scheme(COMMA, None, Numbering::Bracket { half: false }, false),
    scheme(COMMA, None, Numbering::Arabic("."), false),
    scheme(BRACKET, None, Numbering::ArabicBracket { half: true }, false),
    scheme(COMMA, None, Numbering::Word { before: "问题", chinese: false }, false),
    scheme(COMMA, None, Numbering::Word { before: "反馈问题", chinese: true }, false),
    scheme(None, None, Numbering::Comma, false),
];

/// How a problem is named.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Phrasing {
    pub(super) before: &'static str,
    pub(super) after: &'static str,
}

const fn phrasing(before: &'static str, after: &'static str) -> Phrasing {
    Phrasing { before, after }
}

const PHRASINGS: &[Phrasing] = &[
    phrasing("关于“", "”问题"),
    phrasing("关于", "的问题"),
    phrasing("关于", "问题"),
    phrasing("关于“", "”问题的整改"),
    phrasing("针对“", "”的问题"),
    phrasing("关于“", "”问题的整改情况"),
];

/// The problem alone, behind a label that says what it is.
const BARE: Phrasing = phrasing("", "");

/// How measures are told apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Series {
    /// 一是, within one paragraph or one a paragraph.
    First { inline: bool },
    /// ①, within one paragraph.
    Circled,
    /// （1）, one a paragraph.
    Bracketed,
    /// 1., one a paragraph, below （一）.
    Arabic,
    /// 第一，
    Ordinal,
    /// Not at all: one paragraph.
    None,
}

/// Where a status stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum StatusPlace {
    Field,
    Sentence,
    /// In brackets behind the problem.
    Heading,
    Nowhere,
}

/// The manner of one circular.
#[derive(Debug, Clone)]
pub(super) struct Profile {
    pub(super) kind: Kind,
    /// 青溪市, 平塘县
    pub(super) place: String,
    /// 市, 县
    pub(super) rank: &'static str,
    /// 青溪市交通运输局; of 巡视 and 督察 the place
    pub(super) body: String,
    /// As the title names it.
    pub(super) issuer: String,
    /// 局党组
    pub(super) organ: String,
    /// 市委第六巡察组
    pub(super) team: String,
    pub(super) document_number: Option<String>,
    pub(super) calendar: Calendar,
    pub(super) scheme: Scheme,
    pub(super) phrasing: Phrasing,
    pub(super) series: Series,
    /// 整改情况
    pub(super) measures_label: &'static str,
    pub(super) status: StatusPlace,
    /// Problem and what was done about it in one paragraph.
    pub(super) run_in: bool,
    /// 责任单位 and 整改时限 above the measures.
    pub(super) fields: bool,
    pub(super) themes: &'static [Theme],
    pub(super) issues: usize,
    pub(super) form: Form,
}

impl Profile {
    /// `ledger` is a table alone: no lead says which year it is.
    pub(super) fn drawn(rng: &mut Rng, ledger: bool) -> Self {
        let kind = pick(
            rng,
            &[Kind::Local, Kind::Local, Kind::Local, Kind::Province, Kind::Audit, Kind::Environment],
        );
        let calendar = Calendar::drawn(rng, ledger);
        let county = kind == Kind::Local && rng.bool();
        let rank = if county { "县" } else { "市" };
        let name = pick(rng, if county { COUNTIES } else { CITIES });
        let place = format!("{name}{rank}");
        let body = pick(rng, BODIES);
        let full = format!("{place}{}", body.name);
        let team = chinese(rng.usize(1..=9));
        let (body_name, issuer, organ, team) = match kind {
            Kind::Local => {
                let issuer = format!("中共{full}党组");
                (full, issuer, format!("{}党组", body.short), format!("{rank}委第{team}巡察组"))
            }
            Kind::Province => (
                place.clone(),
                format!("中共{place}委员会"),
                "市委".to_owned(),
                format!("省委第{team}巡视组"),
            ),
            Kind::Audit => (full.clone(), full, format!("{}党组", body.short), "市审计局".to_owned()),
            Kind::Environment => {
                let issuer = format!("{place}人民政府");
                (place.clone(), issuer, "市政府".to_owned(), format!("省第{team}生态环境保护督察组"))
            }
        };
        let first = name.chars().next().unwrap_or('某');
        let number = rng.u8(1..=90);
        let document_number = chance(rng, 30.0).then(|| match kind {
            Kind::Province => format!("{first}委〔{}〕{number}号", calendar.signed.year),
            Kind::Local => format!("{first}{}党〔{}〕{number}号", body.number, calendar.signed.year),
            Kind::Audit => format!("{first}{}〔{}〕{number}号", body.number, calendar.signed.year),
            Kind::Environment => format!("{first}政〔{}〕{number}号", calendar.signed.year),
        });
        let scheme = pick(rng, SCHEMES);
        let series = series(rng, &scheme);
        let named = matches!(scheme.issue, Numbering::Word { .. });
        let phrasing = if named { BARE } else { pick(rng, PHRASINGS) };
        let run_in =
            !named && chance(rng, 15.0) && matches!(series, Series::First { inline: true } | Series::None);
        let status = pick(
            rng,
            &[
                StatusPlace::Field,
                StatusPlace::Sentence,
                StatusPlace::Nowhere,
                StatusPlace::Nowhere,
                StatusPlace::Heading,
            ],
        );
        let measures_label = pick(rng, &["整改情况", "整改落实情况", "整改措施", "整改进展", "整改"]);
        let form = match rng.u8(..10) {
            0 => Form::Separated('，'),
            1 => Form::Separated(','),
            2 => Form::Separated(' '),
            3 => Form::Wide,
            _ => Form::Digits,
        };
        Self {
            kind,
            place,
            rank,
            body: body_name,
            issuer,
            organ,
            team,
            document_number,
            calendar,
            scheme,
            phrasing,
            series,
            measures_label,
            status: if named && status == StatusPlace::Heading { StatusPlace::Field } else { status },
            run_in,
            fields: !run_in && chance(rng, 25.0),
            themes: themes(kind, ledger),
            issues: length(rng),
            form,
        }
    }
}

/// What its problems are about. The last theme of `PARTY` names inspections, which in a list may be taken for the one that
/// it answers.
fn themes(kind: Kind, ledger: bool) -> &'static [Theme] {
    match kind {
        Kind::Province | Kind::Local if ledger => &PARTY[..PARTY.len() - 1],
        Kind::Province | Kind::Local => PARTY,
        Kind::Audit => AUDIT,
        Kind::Environment => INSPECTION,
    }
}

/// A series that is not that of the problems.
fn series(rng: &mut Rng, scheme: &Scheme) -> Series {
    let inline = Series::First { inline: true };
    let apart = Series::First { inline: false };
    let drawn = pick(
        rng,
        &[
            inline,
            inline,
            inline,
            apart,
            apart,
            Series::Circled,
            Series::Bracketed,
            Series::Arabic,
            Series::Ordinal,
            Series::None,
        ],
    );
    match (drawn, scheme.issue) {
        (Series::Bracketed, Numbering::ArabicBracket { .. }) => Series::Circled,
        (Series::Arabic, Numbering::Bracket { .. }) => Series::Arabic,
        (Series::Arabic, _) => inline,
        _ => drawn,
    }
}

/// How many problems: from a page to a booklet.
fn length(rng: &mut Rng) -> usize {
    match rng.u8(..20) {
        0..5 => rng.usize(2..=4),
        5..13 => rng.usize(5..=12),
        13..18 => rng.usize(13..=24),
        _ => rng.usize(25..=40),
    }
}
