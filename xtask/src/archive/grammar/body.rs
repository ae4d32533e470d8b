//! The body of a circular as paragraphs: parts, classes of problems, problems, what was done; or all problems as a list.

use fastrand::Rng;

use super::issue::{Issue, label as measure_label};
use super::label;
use super::profile::{Profile, Series, StatusPlace};
use super::template::{Words, filled};
use super::words::prose::{NEXT, ORGANIZATION, ORGANIZED, ORGANIZED_PARTS, PLANS, RECTIFIED};
use crate::archive::document::{Content, Document, Fragment, Label, Numbering, Paragraph, Style};
use crate::archive::random::{chance, pick};
use crate::archive::truth::{self, Expect, Facts};

/// Paragraphs in their order, and what is known of them so far.
#[derive(Debug, Default)]
pub(super) struct Flow {
    pub(super) paragraphs: Vec<Paragraph>,
    pub(super) issues: Vec<truth::Issue>,
    pub(super) sections: usize,
    pub(super) facts: Facts,
}

impl Flow {
    pub(super) fn line(&mut self, style: Style, text: &Fragment) {
        self.labelled(style, None, text);
    }

    fn labelled(&mut self, style: Style, label: Option<Label>, text: &Fragment) {
        self.paragraphs.push(Paragraph { style, label, text: text.text.clone() });
        self.facts.append(&text.facts);
    }

    fn section(&mut self, depth: u8, label: Label, heading: &str) {
        self.labelled(Style::Heading(depth), Some(label), &Fragment::plain(heading));
        self.sections += 1;
    }
}

/// Writes all parts.
pub(super) fn write(
    rng: &mut Rng,
    profile: &Profile,
    words: &Words<'_>,
    flow: &mut Flow,
) -> Result<(), String> {
    let Some(part) = profile.scheme.part else {
        // Problems are the topmost headings; what comes next is one more.
        let issues = problems(rng, profile, words, profile.issues)?;
        write_issues(rng, profile, &issues, 1, 1, flow);
        flow.section(1, label(profile.scheme.issue, issues.len() + 1), pick(rng, NEXT));
        return plans(rng, words, flow);
    };
    let mut ordinal = 0;
    let mut next = || {
        ordinal += 1;
        label(part, ordinal)
    };
    let issues = problems(rng, profile, words, profile.issues)?;
    if chance(rng, 80.0) {
        flow.section(1, next(), pick(rng, ORGANIZED));
        organization(rng, profile, words, &issues, flow)?;
    }
    flow.section(1, next(), pick(rng, RECTIFIED));
    match profile.scheme.class {
        None => write_issues(rng, profile, &issues, 1, 2, flow),
        Some(class) => classes(rng, profile, class, &issues, flow),
    }
    flow.section(1, next(), pick(rng, NEXT));
    plans(rng, words, flow)
}

/// The themes of a circular, each with its problems.
fn problems(rng: &mut Rng, profile: &Profile, words: &Words<'_>, count: usize) -> Result<Vec<Issue>, String> {
    let themes = profile.themes;
    (0..count).map(|at| Issue::drawn(rng, profile, words, &themes[at * themes.len() / count])).collect()
}

fn classes(rng: &mut Rng, profile: &Profile, class: Numbering, issues: &[Issue], flow: &mut Flow) {
    let themes = profile.themes;
    let before = pick(rng, &["在", ""]);
    let count = issues.len();
    let mut ordinal = 0;
    let mut first = 1;
    for (at, theme) in themes.iter().enumerate() {
        let of_theme: Vec<Issue> = (0..count)
            .filter(|&index| index * themes.len() / count == at)
            .map(|index| issues[index].clone())
            .collect();
        if of_theme.is_empty() {
            continue;
        }
        ordinal += 1;
        flow.section(2, label(class, ordinal), &format!("{before}{}方面", theme.class));
        write_issues(rng, profile, &of_theme, first, 3, flow);
        if profile.scheme.runs_on {
            first += of_theme.len();
        }
    }
}

fn organization(
    rng: &mut Rng,
    profile: &Profile,
    words: &Words<'_>,
    issues: &[Issue],
    flow: &mut Flow,
) -> Result<(), String> {
    let mut sentences: Vec<&str> = ORGANIZATION.to_vec();
    rng.shuffle(&mut sentences);
    let parts = profile.scheme.class.filter(|_| chance(rng, 40.0));
    let count = rng.usize(2..=sentences.len());
    let mut paragraphs = sentences[..count].chunks(2);
    if let Some(class) = parts {
        for (at, sentences) in paragraphs.by_ref().enumerate() {
            flow.section(2, label(class, at + 1), ORGANIZED_PARTS[at % ORGANIZED_PARTS.len()]);
            paragraph(rng, words, sentences, flow)?;
        }
    } else {
        for sentences in paragraphs.by_ref() {
            paragraph(rng, words, sentences, flow)?;
        }
    }
    // Only where each problem says how far it is can they be counted.
    let all = issues.len();
    let done = issues.iter().filter(|issue| matches!(issue.status, Some(("completed", _)))).count();
    if profile.status != StatusPlace::Nowhere && issues.iter().all(|issue| issue.status.is_some()) && done > 0
    {
        let text = format!("{{<问题|个|{all}-{all}}}，已完成整改{{=已完成整改问题|个|{done}-{done}}}。");
        flow.line(Style::Body, &filled(rng, words, &text)?);
    }
    Ok(())
}

fn paragraph(rng: &mut Rng, words: &Words<'_>, sentences: &[&str], flow: &mut Flow) -> Result<(), String> {
    let mut text = Fragment::default();
    for sentence in sentences {
        text.push(&filled(rng, words, sentence)?);
    }
    flow.line(Style::Body, &text);
    Ok(())
}

fn plans(rng: &mut Rng, words: &Words<'_>, flow: &mut Flow) -> Result<(), String> {
    let mut sentences: Vec<&str> = PLANS.to_vec();
    rng.shuffle(&mut sentences);
    let count = rng.usize(1..=3);
    paragraph(rng, words, &sentences[..count], flow)
}

fn write_issues(
    rng: &mut Rng,
    profile: &Profile,
    issues: &[Issue],
    first: usize,
    depth: u8,
    flow: &mut Flow,
) {
    for (at, issue) in issues.iter().enumerate() {
        write_issue(rng, profile, issue, &label(profile.scheme.issue, first + at), depth, flow);
    }
}

fn write_issue(rng: &mut Rng, profile: &Profile, issue: &Issue, label: &Label, depth: u8, flow: &mut Flow) {
    flow.issues.push(truth::Issue {
        statement: issue.statement.clone(),
        status: issue.status.map(|(name, _)| name.to_owned()),
        measures: issue.measures.len(),
    });
    let heading = issue.heading(profile);
    let mut open = Fragment::default();
    if profile.run_in {
        open.push_str(&format!("{heading}。"));
    } else {
        flow.labelled(Style::Heading(depth), Some(label.clone()), &Fragment::plain(heading));
    }
    if profile.fields {
        flow.line(Style::Body, &Fragment::plain(format!("责任单位：{}", issue.office)));
        let mut term = Fragment::plain("整改时限：");
        term.push(&issue.term);
        flow.line(Style::Body, &term);
    }
    let apart =
        matches!(profile.series, Series::First { inline: false } | Series::Bracketed | Series::Arabic);
    // Measures that are not enumerated are what their label says; others can do without, but for the problems with the
    // labels of measures.
    let inner = matches!(profile.scheme.issue, Numbering::ArabicBracket { .. });
    let named = profile.series == Series::None || profile.fields || inner || chance(rng, 75.0);
    if named {
        open.push_str(&format!("{}：", profile.measures_label));
    }
    if let Some(run_up) = issue.run_up.as_ref().filter(|_| named) {
        open.push(run_up);
    }
    let mut lines = Vec::new();
    if apart && !open.text.is_empty() {
        lines.push(std::mem::take(&mut open));
    }
    for (at, measure) in issue.measures.iter().enumerate() {
        open.push_str(&measure_label(profile.series, at));
        open.push(measure);
        if apart {
            lines.push(std::mem::take(&mut open));
        }
    }
    if let (StatusPlace::Sentence, Some((_, words))) = (profile.status, issue.status) {
        let sentence = Fragment::plain(format!("{words}。"));
        if apart || rng.bool() {
            lines.extend((!open.text.is_empty()).then(|| std::mem::take(&mut open)));
            lines.push(sentence);
        } else {
            open.push(&sentence);
        }
    }
    lines.extend((!open.text.is_empty()).then_some(open));
    if let (StatusPlace::Field, Some((_, words))) = (profile.status, issue.status) {
        lines.push(Fragment::plain(format!("完成情况：{words}。")));
    }
    for (at, line) in lines.iter().enumerate() {
        let label = (profile.run_in && at == 0).then(|| label.clone());
        flow.labelled(Style::Body, label, line);
    }
}

/// All problems as a list: 整改台账.
pub(super) fn ledger(
    rng: &mut Rng,
    profile: &Profile,
    words: &Words<'_>,
    title: Option<String>,
) -> Result<Document, String> {
    let mut profile = profile.clone();
    profile.status = StatusPlace::Field;
    let (office, term) = (rng.bool(), rng.bool());
    let done = pick(rng, &["整改措施", "整改情况", "整改落实情况"]);
    let mut head = vec!["序号", pick(rng, &["反馈问题", "存在问题", "问题"]), done];
    head.extend(office.then_some("责任单位"));
    head.extend(term.then_some("整改时限"));
    head.push(pick(rng, &["完成情况", "整改完成情况"]));
    let mut rows = vec![head.into_iter().map(str::to_owned).collect::<Vec<_>>()];
    let mut expect = Expect {
        title: title.clone(),
        issuer: title.is_some().then(|| profile.issuer.clone()),
        inspection_type: title.is_some().then(|| profile.kind.name().to_owned()),
        ..Expect::default()
    };
    for (at, issue) in problems(rng, &profile, words, profile.issues)?.into_iter().enumerate() {
        let mut measures = Fragment::default();
        let series =
            if profile.series == Series::None { Series::None } else { Series::First { inline: true } };
        let apart = rng.bool();
        for (at, measure) in issue.measures.iter().enumerate() {
            measures.push_str(if at > 0 && apart { "\n" } else { "" });
            measures.push_str(&measure_label(series, at));
            measures.push(measure);
        }
        let mut row = vec![(at + 1).to_string(), issue.statement.clone(), measures.text];
        expect.facts.append(&measures.facts);
        row.extend(office.then(|| issue.office.to_owned()));
        if term {
            row.push(issue.term.text.clone());
            expect.facts.append(&issue.term.facts);
        }
        row.push(issue.status.map_or(String::new(), |(_, words)| words.to_owned()));
        rows.push(row);
        expect.issues.push(truth::Issue {
            statement: issue.statement,
            status: issue.status.map(|(name, _)| name.to_owned()),
            measures: issue.measures.len(),
        });
    }
    Ok(Document { content: Content::Ledger { title, rows }, expect, name: profile.body.clone() })
}
