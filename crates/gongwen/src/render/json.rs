//! The document of the data contract, as serde types: the JSON and its schema come from the same definitions.

use std::ops::Range;

use schemars::JsonSchema;
use serde::Serialize;
use sha2::{Digest, Sha256};

use crate::Circular;
use crate::Precision;
use crate::circular::PartKind;
use crate::diagnostic::Severity;
use crate::number::Qualifier;
use crate::outline::Scheme;
use crate::repair::{MarkupKind, RepairKind};
use crate::rules::citations::Act;
use crate::rules::sanctions::ActionKind;
use crate::rules::units::UnitKind;
use crate::text::CodePoints;
use crate::tree::{NodeKind, NodeRef, Role, Status};

/// Version of the data contract; raised when a field is renamed or removed.
pub const SCHEMA_VERSION: &str = "1";

/// What the numbers of spans count.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, JsonSchema)]
pub enum Offsets {
    /// Bytes of the decoded source in UTF-8.
    #[default]
    #[serde(rename = "utf8")]
    Utf8,
    /// Unicode code points, as Python indexes strings.
    #[serde(rename = "codepoint")]
    CodePoint,
}

/// One parsed circular.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Document<'c> {
    schema_version: &'static str,
    source: Source<'c>,
    header: Header<'c>,
    title: Option<Title<'c>>,
    /// 主送机关, split.
    addressees: &'c [String],
    inspection: Option<Inspection<'c>>,
    body: Vec<Node<'c>>,
    closing: Closing<'c>,
    attachments: Vec<Attachment<'c>>,
    facts: Facts<'c>,
    /// Text outside the body, in source order within front and back.
    parts: Vec<Part<'c>>,
    repairs: Vec<Repair<'c>>,
    markup: Vec<Markup>,
    diagnostics: Vec<Diagnostic<'c>>,
}

#[derive(Debug, Serialize, JsonSchema)]
struct Source<'c> {
    name: Option<&'c str>,
    format: crate::block::Format,
    encoding: &'c str,
    /// Code points.
    chars: usize,
    /// Of the decoded source in UTF-8, hexadecimal.
    sha256: String,
    offsets: Offsets,
}

#[derive(Debug, Serialize, JsonSchema)]
struct Header<'c> {
    document_number: Option<&'c str>,
    secrecy: Option<&'c str>,
    urgency: Option<&'c str>,
    copy_number: Option<&'c str>,
    signer: Option<&'c str>,
    issuer_mark: Option<&'c str>,
}

#[derive(Debug, Serialize, JsonSchema)]
struct Title<'c> {
    text: &'c str,
    issuer: Option<&'c str>,
    subject: Option<&'c str>,
    kind: Option<&'c str>,
    span: Span,
}

#[derive(Debug, Serialize, JsonSchema)]
struct Inspection<'c> {
    /// 巡视, 巡察, 审计, 督察.
    r#type: Option<&'c str>,
    look_back: bool,
    team: Option<&'c str>,
    inspected: Option<&'c str>,
    period: Period,
    feedback_date: Option<jiff::civil::Date>,
}

#[derive(Debug, Serialize, JsonSchema)]
struct Period {
    start: Option<jiff::civil::Date>,
    end: Option<jiff::civil::Date>,
}

/// Offsets into the decoded source; `source.offsets` says what they count.
#[derive(Debug, Clone, Copy, Serialize, JsonSchema)]
struct Span {
    start: usize,
    end: usize,
}

#[derive(Debug, Serialize, JsonSchema)]
struct Label<'c> {
    /// As written.
    text: &'c str,
    scheme: Scheme,
    ordinal: Option<u32>,
}

#[derive(Debug, Serialize, JsonSchema)]
struct Node<'c> {
    r#type: NodeKind,
    /// The path of ordinals: `s2.1.i3.m4`.
    id: String,
    label: Option<Label<'c>>,
    heading: Option<&'c str>,
    role: Option<Role>,
    statement: Option<&'c str>,
    status: Option<Status>,
    /// The words that the status rests on.
    status_words: Option<Words<'c>>,
    /// Null where the node has children.
    text: Option<&'c str>,
    spans: Vec<Span>,
    children: Vec<Node<'c>>,
}

#[derive(Debug, Serialize, JsonSchema)]
struct Words<'c> {
    text: &'c str,
    spans: Vec<Span>,
}

#[derive(Debug, Serialize, JsonSchema)]
struct Closing<'c> {
    contact: Contact<'c>,
    signature: &'c [String],
    date: Option<jiff::civil::Date>,
    note: Option<&'c str>,
    cc: &'c [String],
    printing: Printing<'c>,
}

#[derive(Debug, Serialize, JsonSchema)]
struct Contact<'c> {
    phones: &'c [String],
    emails: &'c [String],
    address: Option<&'c str>,
    postcode: Option<&'c str>,
}

#[derive(Debug, Serialize, JsonSchema)]
struct Printing<'c> {
    office: Option<&'c str>,
    date: Option<jiff::civil::Date>,
}

#[derive(Debug, Serialize, JsonSchema)]
struct Attachment<'c> {
    ordinal: Option<u32>,
    title: &'c str,
    span: Span,
    body: Vec<Node<'c>>,
}

#[derive(Debug, Serialize, JsonSchema)]
struct Facts<'c> {
    metrics: Vec<Metric<'c>>,
    dates: Vec<DateFact<'c>>,
    citations: Vec<Citation<'c>>,
    actions: Vec<Action<'c>>,
    terms: Vec<Term<'c>>,
}

/// Where a fact stands; the fields that all facts share.
#[derive(Debug, Serialize, JsonSchema)]
struct Place<'c> {
    id: String,
    /// The id of the node it stands in; null in the closing.
    node: Option<String>,
    /// Its words, lines joined.
    text: &'c str,
    spans: Vec<Span>,
}

#[derive(Debug, Serialize, JsonSchema)]
struct Metric<'c> {
    #[serde(flatten)]
    place: Place<'c>,
    /// The noun phrase that is counted or measured.
    subject: &'c str,
    /// A decimal number, as written but for its separators.
    value: String,
    /// Upper end of a range.
    value_to: Option<String>,
    /// As written; empty for a fraction.
    unit: &'c str,
    kind: UnitKind,
    /// The value in the canonical unit.
    canonical_value: Option<String>,
    canonical_unit: &'c str,
    qualifier: Qualifier,
    /// A goal that is named, not a result.
    target: bool,
    change: Option<Change>,
    /// How often: 每季度.
    period: Option<&'c str>,
}

#[derive(Debug, Serialize, JsonSchema)]
struct Change {
    from: String,
    to: String,
}

#[derive(Debug, Serialize, JsonSchema)]
struct DateFact<'c> {
    #[serde(flatten)]
    place: Place<'c>,
    start: jiff::civil::Date,
    /// Null where it is open: 2025年以来.
    end: Option<jiff::civil::Date>,
    precision: Precision,
    /// The year was taken from the context.
    inferred: bool,
}

#[derive(Debug, Serialize, JsonSchema)]
struct Citation<'c> {
    #[serde(flatten)]
    place: Place<'c>,
    /// Without the outer 《》.
    title: &'c str,
    kind: Option<&'c str>,
    document_number: Option<&'c str>,
    act: Option<Act>,
    /// The id of the citation that names the title first.
    first_mention: Option<String>,
}

#[derive(Debug, Serialize, JsonSchema)]
struct Action<'c> {
    #[serde(flatten)]
    place: Place<'c>,
    kind: ActionKind,
    /// As written, where it is narrower than the kind.
    sanction: Option<&'c str>,
    /// A decimal number.
    count: String,
    unit: &'c str,
}

#[derive(Debug, Serialize, JsonSchema)]
struct Term<'c> {
    #[serde(flatten)]
    place: Place<'c>,
    /// Without its quotation marks.
    term: &'c str,
}

#[derive(Debug, Serialize, JsonSchema)]
struct Part<'c> {
    r#type: PartKind,
    text: &'c str,
    spans: Vec<Span>,
}

#[derive(Debug, Serialize, JsonSchema)]
struct Repair<'c> {
    kind: RepairKind,
    span: Span,
    /// What was there.
    original: &'c str,
    /// What was made of it.
    replacement: &'c str,
}

#[derive(Debug, Serialize, JsonSchema)]
struct Markup {
    kind: MarkupKind,
    span: Span,
}

#[derive(Debug, Serialize, JsonSchema)]
struct Diagnostic<'c> {
    code: &'static str,
    severity: Severity,
    message: &'c str,
    span: Span,
    /// The other places that it rests on.
    related: Vec<Span>,
    suggestion: Option<&'c str>,
}

/// The JSON Schema of the document, made from its types.
///
/// ```
/// assert!(gongwen::render::schema()["properties"]["body"].is_object());
/// ```
#[must_use]
pub fn schema() -> serde_json::Value {
    schemars::schema_for!(Document<'static>).to_value()
}

/// A circular as JSON, indented, with a line feed at its end.
///
/// ```
/// use gongwen::render::{Offsets, to_json};
/// let json = to_json(&gongwen::parse("一、工作情况\n\n内容。"), Offsets::Utf8);
/// assert!(json.starts_with("{\n  \"schema_version\": \"1\""));
/// ```
#[must_use]
pub fn to_json(circular: &Circular<'_>, offsets: Offsets) -> String {
    // Strings, numbers and lists always serialise; the error arm cannot be reached.
    let mut json = serde_json::to_string_pretty(&document(circular, offsets)).unwrap_or_default();
    json.push('\n');
    json
}

/// A circular as the document of the data contract.
#[must_use]
pub fn document<'c>(circular: &'c Circular<'_>, offsets: Offsets) -> Document<'c> {
    let places = Places { index: CodePoints::new(circular.source()), offsets };
    let header = circular.header();
    let closing = circular.closing();
    Document {
        schema_version: SCHEMA_VERSION,
        source: Source {
            name: circular.name(),
            format: circular.format(),
            encoding: circular.encoding().unwrap_or("UTF-8"),
            chars: places.index.at(circular.source().len()),
            sha256: Sha256::digest(circular.source()).iter().map(|byte| format!("{byte:02x}")).collect(),
            offsets,
        },
        header: Header {
            document_number: header.document_number.as_deref(),
            secrecy: header.secrecy.as_deref(),
            urgency: header.urgency.as_deref(),
            copy_number: header.copy_number.as_deref(),
            signer: header.signer.as_deref(),
            issuer_mark: header.issuer_mark.as_deref(),
        },
        title: circular.title().map(|title| Title {
            text: &title.text,
            issuer: title.issuer.as_deref(),
            subject: title.subject.as_deref(),
            kind: title.kind.as_deref(),
            span: places.span(title.span),
        }),
        addressees: circular.addressees(),
        inspection: circular.inspection().map(|inspection| Inspection {
            r#type: inspection.kind.as_deref(),
            look_back: inspection.look_back,
            team: inspection.team.as_deref(),
            inspected: inspection.inspected.as_deref(),
            period: Period { start: inspection.start, end: inspection.end },
            feedback_date: inspection.feedback_date,
        }),
        body: circular.body().map(|node| places.node(node)).collect(),
        closing: Closing {
            contact: Contact {
                phones: &closing.contact.phones,
                emails: &closing.contact.emails,
                address: closing.contact.address.as_deref(),
                postcode: closing.contact.postcode.as_deref(),
            },
            signature: &closing.signature,
            date: closing.date,
            note: closing.note.as_deref(),
            cc: &closing.cc,
            printing: Printing { office: closing.printing_office.as_deref(), date: closing.printing_date },
        },
        attachments: circular
            .attachments()
            .iter()
            .map(|attachment| Attachment {
                ordinal: attachment.ordinal,
                title: &attachment.title,
                span: places.span(attachment.span),
                body: circular.attachment_body(attachment).map(|node| places.node(node)).collect(),
            })
            .collect(),
        facts: facts(circular, &places),
        parts: circular
            .parts()
            .map(|part| Part { r#type: part.kind, text: part.text, spans: places.spans(part.spans) })
            .collect(),
        repairs: circular
            .repairs()
            .iter()
            .map(|repair| Repair {
                kind: repair.kind,
                span: places.span(repair.span),
                original: &circular.source()[repair.span.range()],
                replacement: &repair.replacement,
            })
            .collect(),
        markup: circular
            .markup()
            .iter()
            .map(|markup| Markup { kind: markup.kind, span: places.span(markup.span) })
            .collect(),
        diagnostics: circular
            .diagnostics()
            .iter()
            .map(|diagnostic| Diagnostic {
                code: diagnostic.code.name(),
                severity: diagnostic.severity(),
                message: &diagnostic.message,
                span: places.span(diagnostic.span),
                related: diagnostic.related.iter().map(|&span| places.span(span)).collect(),
                suggestion: diagnostic.suggestion.as_deref(),
            })
            .collect(),
    }
}

fn facts<'c>(circular: &'c Circular<'_>, places: &Places<'c>) -> Facts<'c> {
    let found = circular.facts();
    // Facts stand in the order of the text, so that the id of a node is made once for all its facts.
    let ids = |nodes: &mut dyn Iterator<Item = Option<usize>>| -> Vec<Option<String>> {
        let mut last: Option<(usize, String)> = None;
        nodes
            .map(|node| {
                let node = node?;
                if last.as_ref().is_none_or(|(known, _)| *known != node) {
                    last = circular.node(node).map(|found| (node, found.id()));
                }
                last.as_ref().map(|(_, id)| id.clone())
            })
            .collect()
    };
    let place = |kind: &str, index: usize, node: Option<String>, range: &Range<usize>| Place {
        id: format!("{kind}{}", index + 1),
        node,
        text: circular.words(range),
        spans: places.spans(circular.spans(range)),
    };
    let metric_nodes = ids(&mut found.metrics.iter().map(|fact| fact.node));
    let date_nodes = ids(&mut found.dates.iter().map(|fact| fact.node));
    let citation_nodes = ids(&mut found.citations.iter().map(|fact| fact.node));
    let action_nodes = ids(&mut found.actions.iter().map(|fact| fact.node));
    let term_nodes = ids(&mut found.terms.iter().map(|fact| fact.node));
    Facts {
        metrics: (found.metrics.iter().zip(metric_nodes).enumerate())
            .map(|(index, (fact, node))| Metric {
                place: place("metric", index, node, &fact.range),
                subject: &fact.subject,
                value: fact.value.to_string(),
                value_to: fact.value_to.map(|value| value.to_string()),
                unit: &fact.unit,
                kind: fact.kind,
                canonical_value: fact.canonical_value.map(|value| value.to_string()),
                canonical_unit: &fact.canonical_unit,
                qualifier: fact.qualifier,
                target: fact.target,
                change: fact
                    .change
                    .map(|change| Change { from: change.from.to_string(), to: change.to.to_string() }),
                period: fact.period.as_deref(),
            })
            .collect(),
        dates: (found.dates.iter().zip(date_nodes).enumerate())
            .map(|(index, (fact, node))| DateFact {
                place: place("date", index, node, &fact.range),
                start: fact.start,
                end: fact.end,
                precision: fact.precision,
                inferred: fact.inferred,
            })
            .collect(),
        citations: (found.citations.iter().zip(citation_nodes).enumerate())
            .map(|(index, (fact, node))| Citation {
                place: place("citation", index, node, &fact.range),
                title: &fact.title,
                kind: fact.kind.as_deref(),
                document_number: fact.document_number.as_deref(),
                act: fact.act,
                first_mention: fact.first_mention.map(|first| format!("citation{}", first + 1)),
            })
            .collect(),
        actions: (found.actions.iter().zip(action_nodes).enumerate())
            .map(|(index, (fact, node))| Action {
                place: place("action", index, node, &fact.range),
                kind: fact.kind,
                sanction: fact.sanction.as_deref(),
                count: fact.count.to_string(),
                unit: &fact.unit,
            })
            .collect(),
        terms: (found.terms.iter().zip(term_nodes).enumerate())
            .map(|(index, (fact, node))| Term {
                place: place("term", index, node, &fact.range),
                term: &fact.term,
            })
            .collect(),
    }
}

struct Places<'c> {
    index: CodePoints<'c>,
    offsets: Offsets,
}

impl<'c> Places<'c> {
    fn span(&self, span: crate::text::Span) -> Span {
        let span = match self.offsets {
            Offsets::Utf8 => span,
            Offsets::CodePoint => self.index.span(span),
        };
        Span { start: span.start(), end: span.end() }
    }

    fn spans(&self, spans: Vec<crate::text::Span>) -> Vec<Span> {
        spans.into_iter().map(|span| self.span(span)).collect()
    }

    fn node(&self, node: NodeRef<'c>) -> Node<'c> {
        Node {
            r#type: node.kind(),
            id: node.id(),
            label: node.label().map(|label| Label {
                text: label.text,
                scheme: label.scheme,
                ordinal: label.ordinal,
            }),
            heading: node.heading(),
            role: node.role(),
            statement: node.statement(),
            status: node.status(),
            status_words: node.status_words().map(|(text, spans)| Words { text, spans: self.spans(spans) }),
            text: node.text(),
            spans: self.spans(node.spans()),
            children: node.children().map(|child| self.node(child)).collect(),
        }
    }
}
