//! Runs the stages in their order.

use std::borrow::Cow;

use jiff::civil::Date;

use crate::block::{self, Block, Document, Encoding, EncodingReason, Format, LineKind};
use crate::circular::{Circular, PartData, PartKind};
use crate::diagnostic::{Code, Diagnostic};
use crate::facts::{self, Doubt, Facts, Passage, PassageKind};
use crate::outline::{self, Flaw, Scan, Scanned, Scheme, part_series};
use crate::part::{self, Back, Front};
use crate::repair::{Markup, MarkupKind, Paragraphs, Repair, RepairKind, repair};
use crate::rules::fields::is_goal;
use crate::text::Span;
use crate::tree::{Body, Grown, HeadingDepth, Item, NodeData, Role, Scope, grow, leaves, opt_item};

/// What the caller knows of a source.
#[derive(Debug, Clone)]
pub struct Options {
    /// Its name, kept for the output: a path.
    pub name: Option<String>,
    /// The encoding it was decoded from, kept for the output.
    pub encoding: Option<String>,
    /// How it is written; told from the content where `None`.
    pub format: Option<Format>,
    /// Whether to read metrics, dates, citations, actions and terms; without them a parse is faster.
    pub facts: bool,
    /// The day that 今年 and 12月4日 are seen from; the date of signature where `None`.
    pub reference_date: Option<Date>,
}

impl Default for Options {
    fn default() -> Self {
        Self { name: None, encoding: None, format: None, facts: true, reference_date: None }
    }
}

/// Parses a circular. Never fails: any string gives a tree and diagnostics.
///
/// ```
/// let circular = gongwen::parse("一、工作情况\n\n内容。\n");
/// assert_eq!(circular.sections().next().and_then(|section| section.heading()), Some("工作情况"));
/// ```
#[must_use]
pub fn parse(source: &str) -> Circular<'_> {
    parse_with(source, &Options::default())
}

/// Parses a circular with what the caller knows of it.
///
/// ```
/// use gongwen::{Options, block::Format, parse_with};
/// let options = Options { name: Some("a.txt".into()), format: Some(Format::Plain), ..Options::default() };
/// let circular = parse_with(String::from("# 不是标题"), &options);
/// assert_eq!(circular.format(), Format::Plain);
/// ```
#[must_use]
pub fn parse_with<'s>(source: impl Into<Cow<'s, str>>, options: &Options) -> Circular<'s> {
    let source: Cow<'s, str> = source.into();
    let format = options.format.unwrap_or_else(|| block::detect(&source));
    run(source, format, Vec::new(), options)
}

/// Parses what a reader made of a file. Never fails either.
///
/// The name, the encoding and the format of `options` count only where the document says nothing of its own.
#[must_use]
pub fn parse_document(document: Document, options: &Options) -> Circular<'static> {
    let Document { name, format, encoding, text, blocks, left_out, diagnostics } = document;
    let mut circular = run(Cow::Owned(text), format, blocks, options);
    circular.name = name.or(circular.name);
    circular.encoding = encoding.or(circular.encoding);
    circular.left_out = left_out;
    if let Some(encoding) =
        circular.encoding.as_ref().filter(|found| found.reason == EncodingReason::Detected)
    {
        circular.diagnostics.push(Diagnostic {
            code: Code::EncodingDetected,
            message: format!("read as {}, which is a guess", encoding.name).into(),
            span: Span::default(),
            related: Vec::new(),
            suggestion: None,
        });
    }
    circular.diagnostics.extend(diagnostics);
    circular.diagnostics.sort_by_key(|diagnostic| (diagnostic.span, diagnostic.code));
    circular
}

/// Runs the stages.
fn run<'s>(source: Cow<'s, str>, format: Format, blocks: Vec<Block>, options: &Options) -> Circular<'s> {
    let Read { mut paragraphs, scan, scanned: mut found, mut items, sheets } = read(&source, format, &blocks);
    let front = part::front(&paragraphs);
    let mut back = part::closing(&paragraphs, &sheets, front.len);
    let parted = part_series(&mut paragraphs, &scan, &mut found, front.len..back.start);
    if parted > 0 {
        (back.start, back.attached) = (back.start + parted, back.attached + parted);
        items = items_again(&paragraphs, &scan, &found);
    }
    let body =
        Body { paragraphs: &paragraphs, scan: &scan, scanned: &found, first: front.len, end: back.start };
    let mut grown = grow(&body, items);
    let body_end = grown.nodes.len();
    let attached = Body { first: back.attached, end: paragraphs.list.len(), ..body };
    let (attachments, attached_parts) = attach(&back, &attached, &mut grown);
    let mut diagnostics = diagnostics(&source, &paragraphs, &scan, &front, &back, &mut grown, format);
    let this_year = back.closing.date.map(Date::year);
    let lead: String = grown
        .lead
        .clone()
        .map(|at| body.paragraph(at))
        .take_while(|paragraph| paragraph.end - body.paragraph(grown.lead.start).start <= LONGEST_LEAD)
        .flat_map(|paragraph| [body.text(paragraph), "\n"])
        .collect();
    let title = front.title.as_ref().map(|title| title.text.as_str());
    let inspection = part::inspection(&lead, title, this_year);
    let mut closing = back.closing;
    if closing.date.is_none() {
        closing.date = front.date;
    }
    let contacts = back.contacts;
    let mut parts: Vec<PartData> = front.parts;
    parts.extend(back.parts);
    parts.extend(attached_parts);
    let (repairs, markup) = settle(&mut paragraphs, std::mem::take(&mut grown.markup));
    let facts = if options.facts {
        let nodes = &grown.nodes[..body_end];
        let passages = passages(nodes, &parts, &paragraphs.text);
        let signed = closing.date.or(closing.printing_date);
        let (facts, doubts) =
            facts::read(&paragraphs.text, &passages, nodes, options.reference_date.or(signed));
        doubted(&doubts, &paragraphs, &mut diagnostics);
        facts
    } else {
        Facts::default()
    };
    Circular {
        name: options.name.clone(),
        encoding: options.encoding.clone().map(|name| Encoding {
            name,
            reason: EncodingReason::Option,
            replaced: 0,
        }),
        format,
        blocks,
        left_out: Vec::new(),
        text: paragraphs.text,
        map: paragraphs.map,
        header: front.header,
        title: front.title,
        addressees: front.addressees,
        inspection,
        nodes: grown.nodes,
        tables: grown.tables,
        body_end,
        closing,
        contacts,
        attachments,
        parts,
        repairs,
        markup,
        facts,
        diagnostics,
        source,
    }
}

/// What is found of each paragraph as soon as it is read, while its text is at hand.
struct Read {
    paragraphs: Paragraphs,
    scan: Scan,
    /// What the scan found in each.
    scanned: Vec<Scanned>,
    /// Those that open a section, an issue or a measure.
    items: Vec<Item>,
    /// The numbers of those that may open the text of an attachment.
    sheets: Vec<usize>,
}

/// Reads lines and paragraphs and looks at each; a source with invisible characters is read again without them.
fn read(source: &str, format: Format, blocks: &[Block]) -> Read {
    let mut clean = true;
    loop {
        let mut scan = Scan::default();
        scan.clauses.reserve(source.len() / 192);
        scan.flaws.reserve(source.len() / 1024);
        let mut scanned = Vec::with_capacity(source.len() / 160);
        let mut items = Vec::with_capacity(source.len() / 640);
        let mut sheets = Vec::new();
        let lines = block::lines(source, format, blocks);
        let paragraphs = repair(source, lines, clean, |text, paragraph| {
            let at = scanned.len();
            let found = outline::scan(text, paragraph.start, paragraph.end, &mut scan);
            let clauses = &scan.clauses[found.first_clause..];
            items.extend(opt_item(Scope { text, paragraph, scanned: &found, clauses }, at));
            if part::may_open_attachment(&text[paragraph.start..paragraph.end], paragraph.origin.kind) {
                sheets.push(at);
            }
            scanned.push(found);
        });
        if !clean || !scan.invisible {
            return Read { paragraphs, scan, scanned, items, sheets };
        }
        clean = false;
    }
}

/// The items where paragraphs were parted.
fn items_again(paragraphs: &Paragraphs, scan: &Scan, each: &[Scanned]) -> Vec<Item> {
    let mut items = Vec::new();
    for (at, (paragraph, scanned)) in paragraphs.list.iter().zip(each).enumerate() {
        let clauses = &scan.clauses[scanned.first_clause..];
        items.extend(opt_item(Scope { text: &paragraphs.text, paragraph, scanned, clauses }, at));
    }
    items
}

/// Whether a paragraph is the name of an attached text that the format sets apart.
fn is_sheet(attached: &Body<'_>, paragraph: usize) -> bool {
    attached.paragraphs.list[paragraph].origin.kind == LineKind::Attachment
}

/// The texts after the closing, each under the attachment whose turn it is.
fn attach(back: &Back, attached: &Body<'_>, grown: &mut Grown) -> (Vec<crate::Attachment>, Vec<PartData>) {
    let mut attachments = back.attachments.clone();
    let mut parts = Vec::new();
    let mut at = attached.first;
    let mut count = 0;
    while at < attached.end {
        let heading = attached.paragraph(at);
        parts.push(PartData { kind: PartKind::Attachment, range: heading.clone() });
        let end = (at + 1..attached.end)
            .find(|&next| {
                is_sheet(attached, next) || part::opens_attachment(attached.text(attached.paragraph(next)))
            })
            .unwrap_or(attached.end);
        let nodes = leaves(&Body { first: at + 1, end, ..*attached }, grown);
        let sheet = is_sheet(attached, at);
        match attachments.get_mut(count).filter(|_| !sheet) {
            Some(attachment) => attachment.nodes = nodes,
            None => attachments.push(crate::Attachment {
                ordinal: None,
                title: if sheet {
                    part::squeeze(attached.text(heading.clone()))
                } else if at + 1 < end {
                    part::squeeze(attached.text(attached.paragraph(at + 1)))
                } else {
                    String::new()
                },
                span: attached.paragraphs.map.cover(heading).unwrap_or_default(),
                nodes,
            }),
        }
        count += usize::from(!sheet);
        at = end;
    }
    (attachments, parts)
}

/// Bytes in which the lead tells of the inspection; a text without headings is a lead as a whole.
const LONGEST_LEAD: usize = 24_000;

/// A file in another encoding may have a million of them; `source.replaced` has their number.
const MOST_UNDECODABLE: usize = 100;

fn diagnostics(
    source: &str,
    paragraphs: &Paragraphs,
    scan: &Scan,
    front: &Front,
    back: &Back,
    grown: &mut Grown,
    format: Format,
) -> Vec<Diagnostic> {
    let mut list = std::mem::take(&mut grown.diagnostics);
    list.reserve(scan.flaws.len() + paragraphs.repairs.len() + grown.depths.len());
    let mut near = 0;
    let mut span =
        |start: usize, end: usize| paragraphs.map.cover_near(&mut near, start..end).unwrap_or_default();
    let mut push = |code: Code, message: Cow<'static, str>, span: Span, suggestion: Option<&'static str>| {
        let suggestion = suggestion.map(Cow::Borrowed);
        list.push(Diagnostic { code, message, span, related: Vec::new(), suggestion });
    };
    for flaw in &scan.flaws {
        match *flaw {
            Flaw::HalfWidthBracket(at) => {
                let (message, wide) = match paragraphs.text.as_bytes()[at] {
                    b'(' => ("half-width “(” beside Chinese text", "（"),
                    _ => ("half-width “)” beside Chinese text", "）"),
                };
                push(Code::HalfWidthBracket, message.into(), span(at, at + 1), Some(wide));
            }
            Flaw::Unclosed(at) => {
                let open = paragraphs.text[at..].chars().next().unwrap_or('“');
                push(
                    Code::UnclosedQuote,
                    format!("“{open}” is not closed in its paragraph").into(),
                    span(at, at + open.len_utf8()),
                    None,
                );
            }
            Flaw::StrayLatin(start, end) => {
                let word = &paragraphs.text[start..end];
                let message = format!("“{word}” between Chinese words").into();
                push(Code::StrayLatin, message, span(start, end), None);
            }
        }
    }
    for repair in &paragraphs.repairs {
        let (code, message) = match repair.kind {
            RepairKind::PageCut => (Code::PageCutJoined, "a sentence cut here was joined"),
            RepairKind::PageNumber => (Code::PageNumber, "a page number was taken out"),
            RepairKind::Invisible => (Code::InvisibleCharacter, "an invisible character was taken out"),
            RepairKind::HardWrap | RepairKind::Entity => continue,
        };
        push(code, message.into(), repair.span, None);
    }
    if let Some(range) = &back.impossible {
        let written = &paragraphs.text[range.clone()];
        push(
            Code::ImpossibleDate,
            format!("“{written}” is no date of the calendar").into(),
            span(range.start, range.end),
            None,
        );
    }
    const REPLACEMENT: &str = "\u{fffd}";
    // Looked for only where the scan saw one, or did not see all.
    let searched = if scan.undecodable || !paragraphs.bare_markup { source.as_bytes() } else { &[] };
    for at in memchr::memmem::find_iter(searched, REPLACEMENT).take(MOST_UNDECODABLE) {
        let message = "bytes here are no text in the encoding of the source";
        push(Code::UndecodableText, message.into(), Span::new(at, at + REPLACEMENT.len()), None);
    }
    let words = source.contains(char::is_alphanumeric);
    if front.title.is_none() && words {
        push(Code::NoTitle, "no title was found".into(), Span::default(), None);
    }
    let issues = grown.nodes.iter().any(|node| node.kind == crate::tree::NodeKind::Issue);
    if !issues && words {
        push(Code::NoIssues, "no numbered issue was found".into(), Span::default(), None);
    }
    if format == Format::Markdown {
        depth_flaws(source, paragraphs, grown, &mut list);
    }
    list.sort_by_key(|diagnostic| (diagnostic.span, diagnostic.code));
    list
}

/// Headings whose number of # is not the one that their place in the tree asks for.
fn depth_flaws(source: &str, paragraphs: &Paragraphs, grown: &Grown, list: &mut Vec<Diagnostic>) {
    const MARKS: [&str; 7] = ["", "#", "##", "###", "####", "#####", "######"];
    const MESSAGES: [&str; 7] = [
        "",
        "the ordinal asks for 1 #",
        "the ordinal asks for 2 #",
        "the ordinal asks for 3 #",
        "the ordinal asks for 4 #",
        "the ordinal asks for 5 #",
        "the ordinal asks for 6 #",
    ];
    let (mut base, mut near) = (None, 0);
    for HeadingDepth { label, written, level } in &grown.depths {
        // The first heading sets how deep the outermost level is.
        let base = *base.get_or_insert(i16::from(*written) - i16::from(*level));
        let expected = u8::try_from(i16::from(*level) + base).unwrap_or(0);
        if *written != expected && (1..=6).contains(&expected) {
            let label = paragraphs.map.cover_near(&mut near, label.clone()).unwrap_or_default();
            list.push(Diagnostic {
                code: Code::HeadingDepth,
                message: MESSAGES[usize::from(expected)].into(),
                span: marks(source, paragraphs, label, usize::from(*written)),
                related: Vec::new(),
                suggestion: Some(MARKS[usize::from(expected)].into()),
            });
        }
    }
}

/// The # before a label; the label itself where a heading is written in another way.
fn marks(source: &str, paragraphs: &Paragraphs, label: Span, depth: usize) -> Span {
    let space = " ".len();
    if paragraphs.bare_markup
        && let Some(start) = label.start().checked_sub(depth + space)
    {
        return Span::new(start, start + depth);
    }
    let end = source[..label.start()].trim_end_matches([' ', '\t']).len();
    let start = source[..end].trim_end_matches('#').len();
    if end - start == depth { Span::new(start, end) } else { label }
}

/// The stretches of text in which facts are looked for: headings and texts of the body, and the closing.
fn passages(nodes: &[NodeData], parts: &[PartData], text: &str) -> Vec<Passage> {
    let mut list: Vec<Passage> = Vec::with_capacity(nodes.len() + parts.len());
    let mut section = 0;
    for (index, node) in nodes.iter().enumerate() {
        if node.parent(index).is_none() {
            section = index;
        }
        let planned = node.role == Some(Role::Plan)
            || node
                .label
                .as_ref()
                .filter(|label| label.scheme == Scheme::Field)
                .is_some_and(|label| is_goal(&text[label.range.clone()]));
        let kind = if planned { PassageKind::Planned } else { PassageKind::Done };
        let mut push = |range: Option<&std::ops::Range<usize>>, kind| {
            list.extend(range.map(|range| Passage {
                range: range.clone(),
                node: Some(index),
                kind,
                section,
            }));
        };
        push(node.heading(), PassageKind::Heading);
        push(node.text(), kind);
    }
    let closing = parts.iter().filter(|part| {
        matches!(part.kind, PartKind::Contact | PartKind::Date | PartKind::Note | PartKind::Printing)
    });
    list.extend(closing.map(|part| Passage {
        range: part.range.clone(),
        node: None,
        kind: PassageKind::Closing,
        section: nodes.len(),
    }));
    list.sort_by_key(|passage| passage.range.start);
    list
}

/// Diagnostics of facts, put among the others in source order.
fn doubted(doubts: &[Doubt], paragraphs: &Paragraphs, list: &mut Vec<Diagnostic>) {
    if doubts.is_empty() {
        return;
    }
    let cover = |range: &std::ops::Range<usize>| paragraphs.map.cover(range.clone());
    list.extend(doubts.iter().map(|doubt| Diagnostic {
        code: doubt.code,
        message: doubt.message.clone().into(),
        span: cover(&doubt.range).unwrap_or_default(),
        related: doubt.related.iter().filter_map(cover).collect(),
        suggestion: None,
    }));
    list.sort_by_key(|diagnostic| (diagnostic.span, diagnostic.code));
    // An impossible date of signature is met by the closing and by the facts.
    list.dedup_by_key(|diagnostic| (diagnostic.span, diagnostic.code));
}

/// Puts repairs and markup in source order; what lies inside a join belongs to the join alone.
fn settle(paragraphs: &mut Paragraphs, mut grown: Vec<Markup>) -> (Vec<Repair>, Vec<Markup>) {
    let mut repairs = std::mem::take(&mut paragraphs.repairs);
    let mut markup = std::mem::take(&mut paragraphs.markup);
    // They nearly always are in order already.
    if !repairs.is_sorted_by_key(|repair| repair.span) {
        repairs.sort_by_key(|repair| repair.span);
    }
    sort_markup(&mut markup);
    sort_markup(&mut grown);
    let joins: Vec<Span> = repairs
        .iter()
        .filter(|repair| matches!(repair.kind, RepairKind::PageCut | RepairKind::HardWrap))
        .map(|repair| repair.span)
        .collect();
    let mut settled: Vec<Markup> = Vec::with_capacity(markup.len() + grown.len());
    let (mut own, mut added) = (markup.as_slice(), grown.as_slice());
    let mut next = 0;
    // Both lists taken together in source order.
    loop {
        let from = match (own.first(), added.first()) {
            (Some(mark), Some(other)) if other.span < mark.span => &mut added,
            (Some(_), _) => &mut own,
            (None, _) => &mut added,
        };
        let Some((&mark, rest)) = from.split_first() else { break };
        *from = rest;
        let (mut start, end) = (mark.span.start(), mark.span.end());
        while next < joins.len() && joins[next].end() <= start {
            next += 1;
        }
        let mut at = next;
        while at < joins.len() && joins[at].start() < end {
            keep(&mut settled, mark.kind, start, joins[at].start());
            start = joins[at].end();
            at += 1;
        }
        keep(&mut settled, mark.kind, start, end);
    }
    (repairs, settled)
}

fn sort_markup(markup: &mut [Markup]) {
    if !markup.is_sorted_by_key(|markup| markup.span) {
        markup.sort_by_key(|markup| markup.span);
    }
}

fn keep(settled: &mut Vec<Markup>, kind: MarkupKind, start: usize, end: usize) {
    if start >= end {
        return;
    }
    match settled.last_mut() {
        Some(last) if last.kind == kind && last.span.end() == start => {
            last.span = Span::new(last.span.start(), end);
        }
        _ => settled.push(Markup { kind, span: Span::new(start, end) }),
    }
}
