//! Our own grammar of the genre: circulars that nobody wrote, with all that is in them known beforehand.
//!
//! | module | what it holds |
//! |---|---|
//! | `profile` | who issues it, what it answers, in which manner |
//! | `calendar` | its days |
//! | `template` | sentences with places for facts |
//! | `number` | figures and how they are written |
//! | `issue` | one problem |
//! | `body` | parts, classes, problems as paragraphs, or as rows of a list |
//! | `closing` | how to reach the body, signature, date |
//! | `words` | tables |
//!
//! No text is ambiguous on purpose: what the data contract leaves open is not written.

mod body;
mod calendar;
mod closing;
mod issue;
mod number;
mod profile;
mod template;
mod words;

use super::document::{Content, Document, Fragment, Label, Numbering, Style};
use super::random::{Stream, chance, pick, stream};
use super::truth::Expect;
use body::Flow;
use profile::{Kind, Profile};
use template::Words;

/// What a document is made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Shape {
    Text,
    /// A list of issues alone, some with a title above it.
    Ledger {
        titled: bool,
    },
}

/// The circular of a number; `part` tells the members of an archive apart.
pub(super) fn circular(seed: u64, document: u64, part: u64, shape: Shape) -> Result<Document, String> {
    let mut rng = stream(seed, document, part, Stream::Words);
    let rng = &mut rng;
    let ledger = shape != Shape::Text;
    let profile = Profile::drawn(rng, ledger);
    let short = match profile.kind {
        Kind::Province | Kind::Environment => profile.rank,
        Kind::Local | Kind::Audit if profile.body.ends_with('局') => "局",
        Kind::Local | Kind::Audit => "委",
    };
    let title_body = if rng.bool() { profile.body.as_str() } else { short };
    let words = Words {
        names: vec![
            ("$党组", profile.organ.clone()),
            ("$局", title_body.to_owned()),
            // A list does not say what it answers, and its problems do not either.
            ("$类", if ledger { "问题" } else { profile.kind.name() }.to_owned()),
            ("$全市", format!("全{}", profile.rank)),
        ],
        calendar: &profile.calendar,
        form: profile.form,
    };
    if let Shape::Ledger { titled } = shape {
        let title = (rng.bool() && titled).then(|| title(rng, &profile).0);
        return body::ledger(rng, &profile, &words, title);
    }
    let mut flow = Flow::default();
    if let Some(number) = &profile.document_number {
        flow.line(Style::Number, &Fragment::plain(number.clone()));
    }
    let (title, subject) = title(rng, &profile);
    flow.line(Style::Title, &Fragment::plain(title.clone()));
    let addressees = addressees(rng, &profile, title.ends_with("报告"));
    if !addressees.is_empty() {
        flow.line(Style::Addressees, &Fragment::plain(format!("{}：", addressees.join("、"))));
    }
    flow.line(Style::Body, &lead(rng, &profile, subject)?);
    body::write(rng, &profile, &words, &mut flow)?;
    let contacts = closing::write(rng, &profile, &mut flow)?;
    let Flow { paragraphs, issues, sections, facts } = flow;
    Ok(Document {
        content: Content::Text(paragraphs),
        name: profile.body.clone(),
        expect: Expect {
            title: Some(title),
            issuer: Some(profile.issuer.clone()),
            document_number: profile.document_number.clone(),
            addressees,
            inspection_type: Some(profile.kind.name().to_owned()),
            signature: vec![profile.issuer.clone()],
            date: Some(profile.calendar.signed.iso()),
            sections,
            issues,
            facts,
            contacts,
        },
    })
}

/// The title, and the word that the lead closes with.
fn title(rng: &mut fastrand::Rng, profile: &Profile) -> (String, &'static str) {
    let kind = pick(rng, &["通报", "公告", "报告", "通报"]);
    let subject = match profile.kind {
        Kind::Local => pick(rng, &["落实市委巡察反馈意见整改情况", "巡察整改情况", "巡察整改进展情况"]),
        Kind::Province => pick(rng, &["落实省委巡视反馈意见整改情况", "巡视整改进展情况"]),
        Kind::Audit => pick(rng, &["审计查出问题整改情况", "审计整改情况"]),
        Kind::Environment => pick(rng, &["省生态环境保护督察反馈意见整改情况", "督察反馈问题整改情况"]),
    };
    let subject =
        if profile.rank == "县" { subject.replace("市委", "县委") } else { subject.to_owned() };
    (format!("{}关于{subject}的{kind}", profile.issuer), kind)
}

fn addressees(rng: &mut fastrand::Rng, profile: &Profile, report: bool) -> Vec<String> {
    if !report || chance(rng, 40.0) {
        return Vec::new();
    }
    let bodies: &[&str] = match profile.kind {
        Kind::Local if profile.rank == "县" => &["县委"],
        Kind::Local => &["市委"],
        Kind::Province => &["省委"],
        Kind::Audit => &["市人大常委会"],
        Kind::Environment => &["省人民政府", "省生态环境厅"],
    };
    bodies.iter().map(|body| (*body).to_owned()).collect()
}

/// The first paragraph: who inspected whom, when, and when the findings were fed back.
fn lead(rng: &mut fastrand::Rng, profile: &Profile, kind: &str) -> Result<Fragment, String> {
    let name = profile.kind.name();
    let inspected = match profile.kind {
        Kind::Local => format!("{}党组", profile.body),
        _ => profile.body.clone(),
    };
    let mut lead = Fragment::default();
    let above = match profile.kind {
        Kind::Local if profile.rank == "县" => "根据县委统一部署，",
        Kind::Local => "根据市委统一部署，",
        Kind::Province => "根据省委统一部署，",
        Kind::Audit | Kind::Environment => "",
    };
    if rng.bool() {
        lead.push_str(above);
    }
    lead.push(&profile.calendar.inspection());
    lead.push_str(&format!("，{}对{inspected}", profile.team));
    let look_back = matches!(profile.kind, Kind::Local) && chance(rng, 15.0);
    lead.push_str(&format!("{}了{name}", pick(rng, &["进行", "开展"])));
    if look_back {
        lead.push_str("“回头看”");
        lead.facts.terms.push("回头看".to_owned());
    }
    lead.push_str("。");
    lead.push(&profile.calendar.fed_back(rng));
    let team = match profile.kind {
        Kind::Local => "巡察组",
        Kind::Province => "省委巡视组",
        Kind::Audit => "市审计局",
        Kind::Environment => "督察组",
    };
    lead.push_str(&format!("，{team}向{inspected}反馈了{name}意见。"));
    lead.push_str(pick(rng, &["根据有关要求，", "按照工作要求，", ""]));
    let closing = match kind {
        "报告" => "报告如下",
        "公告" => "公告如下",
        _ => "通报如下",
    };
    lead.push_str(&match rng.u8(..3) {
        0 => format!("现将整改情况{closing}："),
        1 => format!("现将整改进展情况{closing}。"),
        _ => "现将整改情况予以公布。".to_owned(),
    });
    Ok(lead)
}

/// A label of its number.
fn label(numbering: Numbering, ordinal: usize) -> Label {
    let text = match numbering {
        Numbering::Comma => format!("{}、", number::chinese(ordinal)),
        Numbering::Bracket { half: false } => format!("（{}）", number::chinese(ordinal)),
        Numbering::Bracket { half: true } => format!("({})", number::chinese(ordinal)),
        Numbering::Arabic(stop) => format!("{ordinal}{stop}"),
        Numbering::ArabicBracket { half: false } => format!("（{ordinal}）"),
        Numbering::ArabicBracket { half: true } => format!("({ordinal})"),
        Numbering::Word { before, chinese: true } => format!("{before}{}：", number::chinese(ordinal)),
        Numbering::Word { before, chinese: false } => format!("{before}{ordinal}："),
    };
    Label { text, numbering, ordinal }
}

#[cfg(test)]
mod tests {
    use super::template::filled;
    use super::words::{measures, prose};
    use super::*;

    #[test]
    fn every_template_can_be_filled() {
        let mut rng = stream(1, 1, 0, Stream::Words);
        let profile = Profile::drawn(&mut rng, false);
        let words = Words {
            names: vec![("$党组", "局党组".to_owned()), ("$局", "局".to_owned()), ("$类", "巡察".to_owned())],
            calendar: &profile.calendar,
            form: profile.form,
        };
        let tables = [
            measures::STUDY,
            measures::RULES,
            measures::WORKS,
            measures::MONEY,
            measures::RATES,
            measures::FORMS,
            measures::PLAIN,
            measures::DEALT_WITH,
            prose::ORGANIZATION,
            prose::PLANS,
        ];
        let mut with_figures = 0;
        for template in tables.into_iter().flatten() {
            for _ in 0..50 {
                let filled = filled(&mut rng, &words, template).unwrap();
                assert!(!filled.text.contains(['{', '}', '[', ']', '|', '$']), "{}", filled.text);
                with_figures += usize::from(!filled.facts.metrics.is_empty());
            }
        }
        assert!(with_figures / 50 >= 40);
    }
}
