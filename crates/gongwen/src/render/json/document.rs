//! The document of the data contract, as serde types: the JSON and its schema come from the same definitions.

use schemars::JsonSchema;
use serde::Serialize;
use sha2::{Digest, Sha256};

use super::SCHEMA_VERSION;
use super::facts::{Facts, Records};
use super::node::Node;
use super::place::{Offsets, Places, Span};
use crate::block::{self, Area, EncodingReason, Format, LeftOutReason};
use crate::circular::{Circular, ContactKind, PartKind};
use crate::diagnostic::Severity;
use crate::repair::{MarkupKind, RepairKind};

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
    format: Format,
    encoding: &'c str,
    /// What the encoding was told from; null where only text was given.
    encoding_reason: Option<EncodingReason>,
    /// Stretches of bytes that were no text in the encoding and became U+FFFD.
    replaced: usize,
    /// Code points.
    chars: usize,
    /// Of the decoded source in UTF-8, hexadecimal.
    sha256: String,
    offsets: Offsets,
    /// Where the blocks of the text stand in the file, in order; empty for Markdown and plain text.
    origins: Vec<Place<'c>>,
    /// What the file shows and the text leaves out.
    left_out: Vec<LeftOut<'c>>,
}

#[derive(Debug, Serialize, JsonSchema)]
struct Place<'c> {
    span: Span,
    #[serde(flatten)]
    origin: Origin<'c>,
}

#[derive(Debug, Serialize, JsonSchema)]
struct LeftOut<'c> {
    reason: LeftOutReason,
    text: &'c str,
    #[serde(flatten)]
    origin: Origin<'c>,
}

#[derive(Debug, Serialize, JsonSchema)]
struct Origin<'c> {
    /// The part of a package: `word/document.xml`.
    part: Option<&'c str>,
    /// The element in it: `tbl[1]/tr[2]/tc[3]`.
    element: Option<&'c str>,
    /// From 1.
    page: Option<u32>,
    /// The box on the page, in points from the upper left corner.
    area: Option<Area>,
}

impl<'c> From<&'c block::Origin> for Origin<'c> {
    fn from(origin: &'c block::Origin) -> Self {
        let block::Origin { part, element, page, area } = origin;
        Self { part: part.as_deref(), element: element.as_deref(), page: *page, area: *area }
    }
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

#[derive(Debug, Serialize, JsonSchema)]
struct Closing<'c> {
    contact: Contact<'c>,
    /// Each phone number and address of `contact` with its place.
    contacts: Vec<ContactItem<'c>>,
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
struct ContactItem<'c> {
    kind: ContactKind,
    /// As in `contact`.
    value: &'c str,
    /// As written.
    text: &'c str,
    spans: Vec<Span>,
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

/// A circular as the document of the data contract.
#[must_use]
pub fn document<'c>(circular: &'c Circular<'_>, offsets: Offsets) -> Document<'c> {
    let places = Places::new(circular.source(), offsets);
    let header = circular.header();
    let closing = circular.closing();
    Document {
        schema_version: SCHEMA_VERSION,
        source: Source {
            name: circular.name(),
            format: circular.format(),
            encoding: circular.encoding().map_or("UTF-8", |encoding| &encoding.name),
            encoding_reason: circular.encoding().map(|encoding| encoding.reason),
            replaced: circular.encoding().map_or(0, |encoding| encoding.replaced),
            chars: places.chars(circular.source().len()),
            sha256: Sha256::digest(circular.source()).iter().map(|byte| format!("{byte:02x}")).collect(),
            offsets,
            origins: circular
                .blocks()
                .iter()
                .map(|block| Place { span: places.span(block.span), origin: (&block.origin).into() })
                .collect(),
            left_out: circular
                .left_out()
                .iter()
                .map(|left| LeftOut { reason: left.reason, text: &left.text, origin: (&left.origin).into() })
                .collect(),
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
        body: circular.body().map(|node| Node::new(&places, node)).collect(),
        closing: Closing {
            contact: Contact {
                phones: &closing.contact.phones,
                emails: &closing.contact.emails,
                address: closing.contact.address.as_deref(),
                postcode: closing.contact.postcode.as_deref(),
            },
            contacts: circular
                .contacts()
                .map(|item| ContactItem {
                    kind: item.kind,
                    value: item.value,
                    text: item.text,
                    spans: places.spans(item.spans),
                })
                .collect(),
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
                body: circular.attachment_body(attachment).map(|node| Node::new(&places, node)).collect(),
            })
            .collect(),
        facts: Records::of_circular(circular, &places).lists(),
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
