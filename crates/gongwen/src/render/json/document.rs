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
    /// Raised where a field is renamed or removed.
    schema_version: &'static str,
    /// What was read, and from where.
    source: Source<'c>,
    /// 版头.
    header: Header<'c>,
    /// 标题; null where none was found.
    title: Option<Title<'c>>,
    /// 主送机关, split.
    addressees: &'c [String],
    /// The supervision that it answers, as the lead tells it.
    inspection: Option<Inspection<'c>>,
    /// The tree: sections, and what stands outside them.
    body: Vec<Node<'c>>,
    /// What stands after the body.
    closing: Closing<'c>,
    /// 附件, by the list of them or by their text.
    attachments: Vec<Attachment<'c>>,
    /// Figures, dates, documents, actions and terms of the body and the closing.
    facts: Facts<'c>,
    /// Text outside the body, in source order within front and back.
    parts: Vec<Part<'c>>,
    /// What was mended, in the order of the source.
    repairs: Vec<Repair<'c>>,
    /// What of the source is layout and no text.
    markup: Vec<Markup>,
    /// What looks wrong, or should be known.
    diagnostics: Vec<Diagnostic<'c>>,
}

/// What was read.
#[derive(Debug, Serialize, JsonSchema)]
struct Source<'c> {
    /// A path, of a member `archive.zip!/member`; null where none was given.
    name: Option<&'c str>,
    /// How it was read.
    format: Format,
    /// By its name in the Encoding Standard.
    encoding: &'c str,
    /// What the encoding was told from; null where only text was given.
    encoding_reason: Option<EncodingReason>,
    /// Stretches of bytes that were no text in the encoding and became U+FFFD.
    replaced: usize,
    /// Code points.
    chars: usize,
    /// Of the decoded source in UTF-8, hexadecimal.
    sha256: String,
    /// What the spans count.
    offsets: Offsets,
    /// Where the blocks of the text stand in the file, in order; empty for Markdown and plain text.
    origins: Vec<Place<'c>>,
    /// What the file shows and the text leaves out.
    left_out: Vec<LeftOut<'c>>,
}

/// Where a block of the text stands in the file.
#[derive(Debug, Serialize, JsonSchema)]
struct Place<'c> {
    /// The block, in the source.
    span: Span,
    #[serde(flatten)]
    origin: Origin<'c>,
}

/// Text that the file shows and the circular leaves out.
#[derive(Debug, Serialize, JsonSchema)]
struct LeftOut<'c> {
    /// Why.
    reason: LeftOutReason,
    /// What it says.
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

/// 版头 (GB/T 9704-2012 7.2).
#[derive(Debug, Serialize, JsonSchema)]
struct Header<'c> {
    /// 发文字号: 新交党〔2026〕3号.
    document_number: Option<&'c str>,
    /// 密级 and its term: 机密★1年.
    secrecy: Option<&'c str>,
    /// 紧急程度: 特急, 加急.
    urgency: Option<&'c str>,
    /// 份号: 000012.
    copy_number: Option<&'c str>,
    /// 签发人.
    signer: Option<&'c str>,
    /// 发文机关标志: 中共某县委员会文件.
    issuer_mark: Option<&'c str>,
}

/// 标题 and what it says.
#[derive(Debug, Serialize, JsonSchema)]
struct Title<'c> {
    /// The whole, its lines joined.
    text: &'c str,
    /// The body that issues it, where the title names one.
    issuer: Option<&'c str>,
    /// What it is about: 落实市委巡察反馈意见整改情况.
    subject: Option<&'c str>,
    /// 文种: 通报, 报告, 公告.
    kind: Option<&'c str>,
    /// From its first line to its last.
    span: Span,
}

/// The supervision that the circular answers.
#[derive(Debug, Serialize, JsonSchema)]
struct Inspection<'c> {
    /// 巡视, 巡察, 审计, 督察.
    r#type: Option<&'c str>,
    /// Whether it was a 回头看.
    look_back: bool,
    /// 市委第六巡察组.
    team: Option<&'c str>,
    /// The body that was inspected.
    inspected: Option<&'c str>,
    /// When it was.
    period: Period,
    /// When the findings were fed back.
    feedback_date: Option<jiff::civil::Date>,
}

/// First and last day, as far as they are told.
#[derive(Debug, Serialize, JsonSchema)]
struct Period {
    /// First day.
    start: Option<jiff::civil::Date>,
    /// Last day.
    end: Option<jiff::civil::Date>,
}

/// What stands after the body, 版记 among it.
#[derive(Debug, Serialize, JsonSchema)]
struct Closing<'c> {
    /// Where readers may turn.
    contact: Contact<'c>,
    /// Each phone number and address of `contact` with its place.
    contacts: Vec<ContactItem<'c>>,
    /// 发文机关署名.
    signature: &'c [String],
    /// 成文日期.
    date: Option<jiff::civil::Date>,
    /// 附注, without its brackets: 此件公开发布.
    note: Option<&'c str>,
    /// 抄送, split.
    cc: &'c [String],
    /// 印发机关 and 印发日期.
    printing: Printing<'c>,
}

/// Phone numbers and addresses.
#[derive(Debug, Serialize, JsonSchema)]
struct Contact<'c> {
    /// Digits with one hyphen after the area code: 0571-86023311.
    phones: &'c [String],
    /// As written, in half width.
    emails: &'c [String],
    /// Postal address.
    address: Option<&'c str>,
    /// Six digits.
    postcode: Option<&'c str>,
}

/// A phone number or address with its place.
#[derive(Debug, Serialize, JsonSchema)]
struct ContactItem<'c> {
    /// What it is.
    kind: ContactKind,
    /// As in `contact`.
    value: &'c str,
    /// As written.
    text: &'c str,
    /// Its fragments in the source.
    spans: Vec<Span>,
}

/// Who printed it, and when.
#[derive(Debug, Serialize, JsonSchema)]
struct Printing<'c> {
    /// 印发机关.
    office: Option<&'c str>,
    /// 印发日期.
    date: Option<jiff::civil::Date>,
}

/// An attachment: its name, and its text where that follows.
#[derive(Debug, Serialize, JsonSchema)]
struct Attachment<'c> {
    /// Its number, where it has one.
    ordinal: Option<u32>,
    /// Its name.
    title: &'c str,
    /// Where the name stands.
    span: Span,
    /// The tree of its text.
    body: Vec<Node<'c>>,
}

/// A stretch of text outside the body.
#[derive(Debug, Serialize, JsonSchema)]
struct Part<'c> {
    /// What it is.
    r#type: PartKind,
    /// Its repaired text.
    text: &'c str,
    /// Its fragments in the source.
    spans: Vec<Span>,
}

/// Something that was mended.
#[derive(Debug, Serialize, JsonSchema)]
struct Repair<'c> {
    /// What was wrong.
    kind: RepairKind,
    /// Where, in the source.
    span: Span,
    /// What was there.
    original: &'c str,
    /// What was made of it.
    replacement: &'c str,
}

/// A stretch of the source that is no text.
#[derive(Debug, Serialize, JsonSchema)]
struct Markup {
    /// What it is.
    kind: MarkupKind,
    /// Where, in the source.
    span: Span,
}

/// Something that looks wrong, or should be known.
#[derive(Debug, Serialize, JsonSchema)]
struct Diagnostic<'c> {
    /// The name of its rule, which `gongwen explain` knows.
    code: &'static str,
    /// How much it matters.
    severity: Severity,
    /// What was found here.
    message: &'c str,
    /// Where, in the source.
    span: Span,
    /// The other places that it rests on.
    related: Vec<Span>,
    /// What to write instead, where that is clear.
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
