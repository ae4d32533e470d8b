//! The result of a parse: one circular, with everything that was read of it.

use std::borrow::Cow;
use std::ops::Range;

use jiff::civil::Date;

use crate::block::{Block, Document, Encoding, Format, LeftOut, Origin};
use crate::diagnostic::{Code, Diagnostic};
use crate::facts::{Action, Citation, DateFact, Facts, Metric, Term};
use crate::repair::{Markup, Repair};
use crate::text::{Span, TextMap};
use crate::tree::{Conservation, NodeData, NodeKind, NodeRef, TableData, siblings};

/// One parsed circular. It borrows the source where it can; [`Circular::into_owned`] unties it.
#[derive(Debug, Clone)]
pub struct Circular<'s> {
    pub(crate) source: Cow<'s, str>,
    pub(crate) name: Option<String>,
    pub(crate) encoding: Option<Encoding>,
    pub(crate) format: Format,
    pub(crate) blocks: Vec<Block>,
    pub(crate) left_out: Vec<LeftOut>,
    pub(crate) text: String,
    pub(crate) map: TextMap,
    pub(crate) header: Header,
    pub(crate) title: Option<Title>,
    pub(crate) addressees: Vec<String>,
    pub(crate) inspection: Option<Inspection>,
    pub(crate) nodes: Vec<NodeData>,
    pub(crate) tables: Vec<TableData>,
    /// How many of the nodes are the body; the rest belong to attachments.
    pub(crate) body_end: usize,
    pub(crate) closing: Closing,
    pub(crate) contacts: Vec<ContactData>,
    pub(crate) attachments: Vec<Attachment>,
    pub(crate) parts: Vec<PartData>,
    pub(crate) repairs: Vec<Repair>,
    pub(crate) markup: Vec<Markup>,
    pub(crate) facts: Facts,
    pub(crate) diagnostics: Vec<Diagnostic>,
}

/// 版头: what GB/T 9704-2012 7.2 puts above the title.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Header {
    /// 发文字号: 新交党〔2026〕3号 (7.2.5).
    pub document_number: Option<String>,
    /// 密级 and its term: 机密★1年 (7.2.2).
    pub secrecy: Option<String>,
    /// 紧急程度: 特急, 加急 (7.2.3).
    pub urgency: Option<String>,
    /// 份号: 000012 (7.2.1).
    pub copy_number: Option<String>,
    /// 签发人 (7.2.6).
    pub signer: Option<String>,
    /// 发文机关标志: 中共某县委员会文件 (7.2.4).
    pub issuer_mark: Option<String>,
}

/// The title (GB/T 9704-2012 7.3.1) and what it says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Title {
    /// The whole, its lines joined.
    pub text: String,
    /// The body that issues it, where the title names one.
    pub issuer: Option<String>,
    /// What it is about: 落实市委巡察反馈意见整改情况.
    pub subject: Option<String>,
    /// 通报, 报告, 公告 ….
    pub kind: Option<String>,
    /// From its first line to its last.
    pub span: Span,
}

/// The supervision that the circular answers, as its lead tells it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Inspection {
    /// 巡视, 巡察, 审计, 督察.
    pub kind: Option<String>,
    /// Whether it was a 回头看.
    pub look_back: bool,
    /// 市委第六巡察组.
    pub team: Option<String>,
    /// The body that was inspected.
    pub inspected: Option<String>,
    /// First day.
    pub start: Option<Date>,
    /// Last day.
    pub end: Option<Date>,
    /// When the findings were fed back.
    pub feedback_date: Option<Date>,
}

/// What stands after the body, 版记 among it (GB/T 9704-2012 7.3.4 to 7.4).
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Closing {
    /// Where readers may turn.
    pub contact: Contact,
    /// The bodies that sign.
    pub signature: Vec<String>,
    /// 成文日期.
    pub date: Option<Date>,
    /// 附注, without its brackets: 此件公开发布.
    pub note: Option<String>,
    /// 抄送.
    pub cc: Vec<String>,
    /// 印发机关.
    pub printing_office: Option<String>,
    /// 印发日期.
    pub printing_date: Option<Date>,
}

/// Phone numbers and addresses of the closing.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Contact {
    /// Digits with one hyphen after the area code: 0571-86023311.
    pub phones: Vec<String>,
    /// As written, in half width.
    pub emails: Vec<String>,
    /// Postal address.
    pub address: Option<String>,
    /// Six digits.
    pub postcode: Option<String>,
}

/// What way to reach somebody it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, serde::Serialize, schemars::JsonSchema)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum ContactKind {
    /// A phone number.
    Phone,
    /// A mail address.
    Email,
    /// A postal address.
    Address,
    /// A postcode.
    Postcode,
}

impl ContactKind {
    /// The name in JSON and tables.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Phone => "phone",
            Self::Email => "email",
            Self::Address => "address",
            Self::Postcode => "postcode",
        }
    }
}

#[derive(Debug, Clone)]
pub(crate) struct ContactData {
    pub(crate) kind: ContactKind,
    pub(crate) value: String,
    pub(crate) range: Range<usize>,
}

/// One phone number or address of the closing, with its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ContactItem<'c> {
    /// What it is.
    pub kind: ContactKind,
    /// As in [`Contact`]: 0571-86023312.
    pub value: &'c str,
    /// As written: 8602 3312.
    pub text: &'c str,
    /// Its fragments in the source.
    pub spans: Vec<Span>,
}

/// One attachment: its name in the list, and its text where it follows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attachment {
    /// Its number, where it has one.
    pub ordinal: Option<u32>,
    /// Its name.
    pub title: String,
    /// Where the name stands.
    pub span: Span,
    pub(crate) nodes: Range<usize>,
}

/// What a stretch of text outside the body is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, serde::Serialize, schemars::JsonSchema)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum PartKind {
    /// 份号.
    CopyNumber,
    /// 密级.
    Secrecy,
    /// 紧急程度.
    Urgency,
    /// 发文机关标志.
    IssuerMark,
    /// 发文字号.
    DocumentNumber,
    /// 签发人.
    Signer,
    /// What a page or a converter says of the text: 索引号, 发布时间, front matter.
    Metadata,
    /// 标题.
    Title,
    /// 主送机关.
    Addressees,
    /// The invitation to comment, and phone numbers and addresses.
    Contact,
    /// 附件说明.
    Attachment,
    /// 发文机关署名.
    Signature,
    /// 成文日期.
    Date,
    /// 特此通报。
    Formula,
    /// 附注.
    Note,
    /// A footnote or endnote that stands behind the text.
    Footnote,
    /// 抄送.
    Cc,
    /// 印发机关和印发日期.
    Printing,
}

impl PartKind {
    /// The name in JSON and tables.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::CopyNumber => "copy_number",
            Self::Secrecy => "secrecy",
            Self::Urgency => "urgency",
            Self::IssuerMark => "issuer_mark",
            Self::DocumentNumber => "document_number",
            Self::Signer => "signer",
            Self::Metadata => "metadata",
            Self::Title => "title",
            Self::Addressees => "addressees",
            Self::Contact => "contact",
            Self::Attachment => "attachment",
            Self::Signature => "signature",
            Self::Date => "date",
            Self::Formula => "formula",
            Self::Note => "note",
            Self::Footnote => "footnote",
            Self::Cc => "cc",
            Self::Printing => "printing",
        }
    }
}

#[derive(Debug, Clone)]
pub(crate) struct PartData {
    pub(crate) kind: PartKind,
    pub(crate) range: Range<usize>,
}

/// A stretch of text outside the body, so that nothing of the source is lost.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part<'c> {
    /// What it is.
    pub kind: PartKind,
    /// Its repaired text.
    pub text: &'c str,
    /// Its fragments in the source.
    pub spans: Vec<Span>,
}

impl<'s> Circular<'s> {
    /// The decoded source that all spans point into.
    #[must_use]
    pub fn source(&self) -> &str {
        &self.source
    }

    /// Name of the source, where the caller gave one.
    #[must_use]
    pub fn name(&self) -> Option<&str> {
        self.name.as_deref()
    }

    /// Encoding that the source was decoded from, where it is known.
    #[must_use]
    pub fn encoding(&self) -> Option<&Encoding> {
        self.encoding.as_ref()
    }

    /// What the reader said of the source, in its order; none for Markdown and plain text.
    #[must_use]
    pub fn blocks(&self) -> &[Block] {
        &self.blocks
    }

    /// The document that it was parsed from: what [`parse_document`](crate::parse_document) takes, to make the same circular
    /// elsewhere.
    ///
    /// ```
    /// let circular = gongwen::parse("一、工作情况\n\n内容。\n");
    /// let again = gongwen::parse_document(circular.to_document(), &gongwen::Options::default());
    /// assert!(again.is_from_same_document(&circular));
    /// ```
    #[must_use]
    pub fn to_document(&self) -> Document {
        let mut document = Document::new(&*self.source, self.format);
        document.name.clone_from(&self.name);
        document.encoding.clone_from(&self.encoding);
        document.blocks.clone_from(&self.blocks);
        document.left_out.clone_from(&self.left_out);
        // All others come from the parse itself.
        let given = self.diagnostics.iter().filter(|diagnostic| diagnostic.code == Code::DamagedFile);
        document.diagnostics = given.cloned().collect();
        document
    }

    /// Whether another circular was parsed from an equal document.
    #[must_use]
    pub fn is_from_same_document(&self, other: &Circular<'_>) -> bool {
        self.source == other.source
            && self.name == other.name
            && self.format == other.format
            && self.encoding == other.encoding
            && self.blocks == other.blocks
            && self.left_out == other.left_out
    }

    /// Where in the file a byte of the source came from: the page, the element.
    #[must_use]
    pub fn origin(&self, offset: usize) -> Option<&Origin> {
        let after = self.blocks.partition_point(|block| block.span.start() <= offset);
        let block = self.blocks.get(after.checked_sub(1)?)?;
        (offset < block.span.end()).then_some(&block.origin)
    }

    /// What the source shows and the text leaves out, in its order.
    #[must_use]
    pub fn left_out(&self) -> &[LeftOut] {
        &self.left_out
    }

    /// How the source was read.
    #[must_use]
    pub fn format(&self) -> Format {
        self.format
    }

    /// The source without markup and with its sentences joined, a line a paragraph.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// From the repaired text back to the source.
    #[must_use]
    pub fn map(&self) -> &TextMap {
        &self.map
    }

    /// 版头.
    #[must_use]
    pub fn header(&self) -> &Header {
        &self.header
    }

    /// 标题.
    #[must_use]
    pub fn title(&self) -> Option<&Title> {
        self.title.as_ref()
    }

    /// 主送机关, split.
    #[must_use]
    pub fn addressees(&self) -> &[String] {
        &self.addressees
    }

    /// What the lead says of the inspection.
    #[must_use]
    pub fn inspection(&self) -> Option<&Inspection> {
        self.inspection.as_ref()
    }

    /// The topmost nodes of the body.
    pub fn body(&self) -> impl Iterator<Item = NodeRef<'_>> + '_ {
        siblings(self, 0, self.body_end)
    }

    /// All nodes of the body, parents before children.
    pub fn walk(&self) -> impl Iterator<Item = NodeRef<'_>> + '_ {
        (0..self.body_end).map(|index| NodeRef { circular: self, index })
    }

    /// All sections, in order.
    pub fn sections(&self) -> impl Iterator<Item = NodeRef<'_>> + '_ {
        self.of_kind(NodeKind::Section)
    }

    /// All issues, in order.
    pub fn issues(&self) -> impl Iterator<Item = NodeRef<'_>> + '_ {
        self.of_kind(NodeKind::Issue)
    }

    /// All measures, in order.
    pub fn measures(&self) -> impl Iterator<Item = NodeRef<'_>> + '_ {
        self.of_kind(NodeKind::Measure)
    }

    fn of_kind(&self, kind: NodeKind) -> impl Iterator<Item = NodeRef<'_>> + '_ {
        self.walk().filter(move |node| node.kind() == kind)
    }

    /// The node at a place in document order.
    #[must_use]
    pub fn node(&self, index: usize) -> Option<NodeRef<'_>> {
        (index < self.nodes.len()).then_some(NodeRef { circular: self, index })
    }

    /// The node of an id; the letter of the section that most ids begin with may be left out.
    ///
    /// ```
    /// let circular = gongwen::parse("一、整改情况\n\n1.关于“学习不深入”问题\n\n整改情况：一是学。二是用。\n");
    /// assert_eq!(circular.find("s1.i1.m2").and_then(|node| node.text()), Some("用。"));
    /// assert_eq!(circular.find("1.i1").and_then(|node| node.statement()), Some("学习不深入"));
    /// assert!(circular.find("s1.i9").is_none());
    /// ```
    #[must_use]
    pub fn find(&self, id: &str) -> Option<NodeRef<'_>> {
        (0..self.nodes.len()).map(|index| NodeRef { circular: self, index }).find(|node| {
            let whole = node.id();
            whole == id || whole.strip_prefix('s') == Some(id)
        })
    }

    /// The topmost nodes of an attachment's text.
    pub fn attachment_body<'c>(&'c self, attachment: &Attachment) -> impl Iterator<Item = NodeRef<'c>> + 'c {
        siblings(self, attachment.nodes.start, attachment.nodes.end)
    }

    /// What stands after the body.
    #[must_use]
    pub fn closing(&self) -> &Closing {
        &self.closing
    }

    /// Phone numbers and addresses of the closing with their places, each once, in source order.
    ///
    /// ```
    /// let circular = gongwen::parse("一、工作情况\n\n内容。\n\n监督电话：（0571）8602 3311、8602 3312\n");
    /// let phones: Vec<_> = circular.contacts().map(|item| (item.value, item.text)).collect();
    /// assert_eq!(phones, [("0571-86023311", "（0571）8602 3311"), ("0571-86023312", "8602 3312")]);
    /// ```
    pub fn contacts(&self) -> impl Iterator<Item = ContactItem<'_>> + '_ {
        self.contacts.iter().map(|item| ContactItem {
            kind: item.kind,
            value: &item.value,
            text: &self.text[item.range.clone()],
            spans: self.map.spans(item.range.clone()),
        })
    }

    /// 附件.
    #[must_use]
    pub fn attachments(&self) -> &[Attachment] {
        &self.attachments
    }

    /// Text outside the body, in source order.
    pub fn parts(&self) -> impl Iterator<Item = Part<'_>> + '_ {
        self.parts.iter().map(|part| Part {
            kind: part.kind,
            text: &self.text[part.range.clone()],
            spans: self.map.spans(part.range.clone()),
        })
    }

    /// What was mended, in source order.
    #[must_use]
    pub fn repairs(&self) -> &[Repair] {
        &self.repairs
    }

    /// What is no text: line ends, Markdown syntax, field labels that became structure.
    #[must_use]
    pub fn markup(&self) -> &[Markup] {
        &self.markup
    }

    /// All facts.
    #[must_use]
    pub fn facts(&self) -> &Facts {
        &self.facts
    }

    /// Figures with their subjects, in the order of the text.
    ///
    /// ```
    /// let circular = gongwen::parse("一、工作情况\n\n响应率、满意率分别达到99%、91%。\n");
    /// let [response, _] = circular.metrics() else { panic!("two metrics") };
    /// assert_eq!((response.subject.as_str(), response.value.to_string().as_str()), ("响应率", "99"));
    /// assert_eq!(circular.words(&response.range), "99%");
    /// ```
    #[must_use]
    pub fn metrics(&self) -> &[Metric] {
        &self.facts.metrics
    }

    /// Dates, in the order of the text.
    #[must_use]
    pub fn dates(&self) -> &[DateFact] {
        &self.facts.dates
    }

    /// Documents that the text names, in its order.
    #[must_use]
    pub fn citations(&self) -> &[Citation] {
        &self.facts.citations
    }

    /// What was done about people, cases and money, in the order of the text.
    #[must_use]
    pub fn actions(&self) -> &[Action] {
        &self.facts.actions
    }

    /// Quoted expressions, in the order of the text.
    #[must_use]
    pub fn terms(&self) -> &[Term] {
        &self.facts.terms
    }

    /// The words of a fact.
    ///
    /// # Panics
    ///
    /// Where the range is none of this circular's facts and lies outside its text.
    #[must_use]
    pub fn words(&self, range: &Range<usize>) -> &str {
        &self.text[range.clone()]
    }

    /// The source spans of a fact's words, one a fragment.
    #[must_use]
    pub fn spans(&self, range: &Range<usize>) -> Vec<Span> {
        self.map.spans(range.clone())
    }

    /// What looked wrong, in source order.
    #[must_use]
    pub fn diagnostics(&self) -> &[Diagnostic] {
        &self.diagnostics
    }

    /// Whether every character of the source is accounted for.
    #[must_use]
    pub fn conservation(&self) -> Conservation {
        crate::tree::conservation(self)
    }

    /// Unties the circular from the text it was parsed from.
    #[must_use]
    pub fn into_owned(self) -> Circular<'static> {
        Circular {
            source: Cow::Owned(self.source.into_owned()),
            name: self.name,
            encoding: self.encoding,
            format: self.format,
            blocks: self.blocks,
            left_out: self.left_out,
            text: self.text,
            map: self.map,
            header: self.header,
            title: self.title,
            addressees: self.addressees,
            inspection: self.inspection,
            nodes: self.nodes,
            tables: self.tables,
            body_end: self.body_end,
            closing: self.closing,
            contacts: self.contacts,
            attachments: self.attachments,
            parts: self.parts,
            repairs: self.repairs,
            markup: self.markup,
            facts: self.facts,
            diagnostics: self.diagnostics,
        }
    }

    pub(crate) fn id_prefix(&self, index: usize) -> String {
        match self.attachments.iter().position(|attachment| attachment.nodes.contains(&index)) {
            Some(position) => format!("a{}", position + 1),
            None => String::new(),
        }
    }
}
