//! What a circular says of its facts, its repairs and itself, in the words that are shown.

use gongwen::Circular;
use gongwen::diagnostic::Diagnostic;
use gongwen::repair::Repair;

use crate::caption;
use crate::fact::{self, FactData};
use crate::model::{Document, Note, NoteKind, Place};
use crate::overview::rounded;

pub(super) fn data(data: gongwen::facts::FactData<'_>) -> Option<FactData> {
    use gongwen::facts::FactData as Read;
    Some(match data {
        Read::Metric(metric) => FactData::Metric(fact::Metric {
            subject: metric.subject.clone(),
            value: metric.value.to_string(),
            value_to: metric.value_to.map(|value| value.to_string()),
            unit: metric.unit.to_string(),
            kind: metric.kind.as_str().to_owned(),
            canonical: metric
                .canonical_value
                .map(|value| (value.to_string(), metric.canonical_unit.to_string())),
            qualifier: metric.qualifier.as_str().to_owned(),
            target: metric.target,
            change: metric.change.map(|change| (change.from.to_string(), change.to.to_string())),
            period: metric.period.clone(),
        }),
        Read::Date(date) => FactData::Date(fact::Date {
            first: date.start.to_string(),
            last: date.end.map(|day| day.to_string()),
            precision: date.precision.as_str().to_owned(),
            inferred: date.inferred,
        }),
        Read::Citation(citation) => FactData::Citation(fact::Citation {
            title: citation.title.clone(),
            kind: citation.kind.map(str::to_owned),
            number: citation.document_number.clone(),
            act: citation.act.map(|act| act.as_str().to_owned()),
            first_mention: citation.first_mention.map(|first| gongwen::facts::FactKind::Citation.id(first)),
        }),
        Read::Action(action) => FactData::Action(fact::Action {
            kind: action.kind.as_str().to_owned(),
            sanction: action.sanction.clone(),
            count: action.count.to_string(),
            unit: action.unit.to_string(),
        }),
        Read::Term(term) => FactData::Term(term.term.clone()),
        _ => return None,
    })
}

pub(super) fn repair_note(number: usize, repair: &Repair, source: &str) -> Note {
    let was = source.get(repair.span.range()).unwrap_or_default();
    let was = was.escape_debug().to_string();
    let message = match repair.replacement.as_str() {
        "" => format!("原文 {was}"),
        replacement => format!("原文 {was}，改作 {replacement}"),
    };
    Note {
        id: format!("repair{}", number + 1),
        kind: NoteKind::Repair,
        title: caption::repair(repair.kind.as_str()).to_owned(),
        message: Some(message),
        suggestion: None,
        block: None,
        place: Place::default(),
    }
}

pub(super) fn diagnostic_note(number: usize, found: &Diagnostic) -> Note {
    Note {
        id: format!("diagnostic{}", number + 1),
        kind: caption::severity(found.severity().as_str()),
        title: caption::diagnostic(found.code.rule().name).to_owned(),
        message: Some(format!("{}: {}", found.code.rule().name, found.message)),
        suggestion: found.suggestion.as_deref().map(str::to_owned),
        block: None,
        place: Place::default(),
    }
}

/// What stands above the text.
pub(super) fn front(document: &mut Document, circular: &Circular<'_>) {
    let (header, title, closing) = (circular.header(), circular.title(), circular.closing());
    document.name = circular.name().map(str::to_owned);
    let name = || document.name.clone().unwrap_or_else(|| "未命名文件".to_owned());
    document.title = title.map_or_else(name, |title| title.text.clone());
    document.issuer = title.and_then(|title| title.issuer.clone());
    document.date = closing.date.map(|date| date.to_string());
    let list = |names: &[String]| (!names.is_empty()).then(|| names.join("、"));
    let conservation = circular.conservation();
    let fields = [
        ("发文机关", document.issuer.clone()),
        ("发文字号", header.document_number.clone()),
        ("主送", list(circular.addressees())),
        ("监督", circular.inspection().map(inspection).filter(|told| !told.is_empty())),
        ("成文日期", document.date.clone()),
        ("附件", list(&circular.attachments().iter().map(|found| found.title.clone()).collect::<Vec<_>>())),
        ("来源", document.name.clone()),
        ("格式", Some(circular.format().as_str().to_owned())),
        ("字数", Some(format!("{}，保留 {}%", conservation.chars, rounded(conservation.share() * 100.0)))),
    ];
    document.meta = fields.into_iter().filter_map(|(caption, value)| Some((caption, value?))).collect();
}

fn inspection(inspection: &gongwen::Inspection) -> String {
    let mut words: Vec<String> = Vec::new();
    let look_back = if inspection.look_back { "“回头看”" } else { "" };
    words.extend(inspection.kind.as_ref().map(|kind| format!("{kind}{look_back}")));
    words.extend(inspection.team.clone());
    words.extend(inspection.inspected.clone());
    match (inspection.start, inspection.end) {
        (Some(start), Some(end)) => words.push(format!("{start} 至 {end}")),
        (day, other) => words.extend(day.or(other).map(|day| day.to_string())),
    }
    words.extend(inspection.feedback_date.map(|day| format!("反馈 {day}")));
    words.join(" · ")
}
