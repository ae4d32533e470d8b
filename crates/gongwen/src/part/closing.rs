//! What stands after the body: contacts, attachments, signature, date, note, copies, printing
//! (GB/T 9704-2012 7.3.4 to 7.4.4). Read from the last paragraph backwards, as long as each is one of these.

use jiff::civil::Date;

use crate::block::LineKind;
use crate::circular::{Attachment, Closing, ContactData, PartData, PartKind};
use crate::date::{Named, named};
use crate::outline::label;
use crate::repair::Paragraphs;
use crate::rules::bodies::may_sign;
use crate::rules::fields;
use crate::text::CharSet;

use super::addressees::split;
use super::{attachments, contact, squeeze};

/// The back of a circular.
#[derive(Debug, Default)]
pub(crate) struct Back {
    pub(crate) closing: Closing,
    /// Phone numbers and addresses, with their places.
    pub(crate) contacts: Vec<ContactData>,
    pub(crate) attachments: Vec<Attachment>,
    pub(crate) parts: Vec<PartData>,
    /// Index of its first paragraph.
    pub(crate) start: usize,
    /// Paragraphs of attached texts, after the closing.
    pub(crate) attached: usize,
    /// A date that no calendar has.
    pub(crate) impossible: Option<std::ops::Range<usize>>,
}

/// What a web page prints under its text.
const FURNITURE: &[&str] = &[
    "http",
    "扫一扫",
    "上一篇",
    "下一篇",
    "返回",
    "查看",
    "阅读原文",
    "原文",
    "打印",
    "关闭",
    "分享到",
    "相关链接",
    "附件下载",
    "责任编辑",
    "编辑：",
    "来源：",
    "发布时间",
    "浏览次数",
    "阅读次数",
    "作者",
    "撰稿",
    "供稿",
    "审核",
    "编审",
    "初审",
    "终审",
    "文字：",
    "信息来源",
    "稿件来源",
    "发布日期",
    "发布者",
    "版权所有",
    "主办单位",
    "网站标识码",
    "相关附件",
    "点击",
    // The number of copies, below the printing.
    "共印",
];

/// Bytes of the longest line that can be a signature.
const SIGNATURE: usize = 150;
/// Bytes of the longest line that can be a date.
const DATE: usize = 60;

/// Whether a line belongs to the closing, whatever stands around it.
pub(crate) fn is_closing_line(text: &str) -> bool {
    says_what_it_is(text) || contact::is_contact_line(text)
}

/// Whether a line opens something of the closing: 联系电话：, 附件：, 抄送：, （此件公开发布）. Readers of placed lines ask it
/// where the layout alone would join the line to the sentence before it.
///
/// ```
/// assert!(gongwen::part::opens_closing("联系电话：0571-86023311"));
/// assert!(!gongwen::part::opens_closing("联系实际，细化措施28条。"));
/// ```
#[must_use]
pub fn opens_closing(text: &str) -> bool {
    contact::opens_contact(text) || (says_what_it_is(text) && !contact::is_contact_line(text))
}

/// Whether the first words of a line make it one of the closing.
fn says_what_it_is(text: &str) -> bool {
    // 附件, 抄送, 分送 and the bracket of a note; 印发 stands at the end. Most lines have none of them.
    static FIRSTS: CharSet = CharSet::new("附抄分（(");
    if !FIRSTS.starts(text) {
        return printing(text).is_some();
    }
    attachments::list_start(text).is_some()
        || attachments::opens_body(text)
        || cc(text).is_some()
        || note(text).is_some()
        || printing(text).is_some()
}

/// Reads the closing of the paragraphs from `first` on; `sheets` are those that may open the text of an attachment.
pub(crate) fn closing(paragraphs: &Paragraphs, sheets: &[usize], first: usize) -> Back {
    let list = &paragraphs.list;
    let text_of = |at: usize| &paragraphs.text[list[at].start..list[at].end];
    let end = attached_start(paragraphs, sheets, first);
    let mut kinds = Vec::new();
    let mut start = end;
    while start > first {
        // A note stands below the closing by no choice of the writer's.
        let below = kinds.last().copied().filter(|kind| *kind != PartKind::Footnote);
        let origin = list[start - 1].origin;
        if matches!(origin.kind, LineKind::Cell(_)) {
            break;
        }
        if origin.kind == LineKind::Note {
            kinds.push(PartKind::Footnote);
            start -= 1;
            continue;
        }
        match kind_of(text_of(start - 1), below, origin.indent) {
            // Above contacts that have their signature below them, a name is the end of the body: 责任单位 and under it 水利局.
            Some(PartKind::Signature)
                if below != Some(PartKind::Signature)
                    && below != Some(PartKind::Date)
                    && kinds.contains(&PartKind::Signature) =>
            {
                break;
            }
            Some(kind) => kinds.push(kind),
            // The name of an attachment may take two lines.
            None if start > first + 1 && names_attachment(text_of(start - 2), text_of(start - 1)) => {
                kinds.push(PartKind::Attachment);
            }
            None => break,
        }
        start -= 1;
    }
    kinds.reverse();
    // A numbered line is the name of an attachment only under 附件：; elsewhere the body reaches down to it.
    let mut listed = false;
    let mut stray = 0;
    for (offset, kind) in kinds.iter().enumerate() {
        let text = text_of(start + offset);
        let opens = attachments::list_start(text).is_some() || attachments::opens_body(text);
        listed = *kind == PartKind::Attachment && (listed || opens);
        if *kind == PartKind::Attachment && !listed {
            stray = offset + 1;
        }
    }
    kinds.drain(..stray);
    start += stray;
    let mut back = Back { start, attached: end, ..Back::default() };
    for (offset, kind) in kinds.into_iter().enumerate() {
        read(&mut back, paragraphs, start + offset, kind);
    }
    back
}

/// Whether a line goes on with the name of an attachment that the line above it opens.
fn names_attachment(above: &str, text: &str) -> bool {
    let opens = attachments::list_start(above).is_some() || attachments::numbered(above);
    opens && text.len() <= SIGNATURE && !text.contains(['。', '：', '，']) && label(text).is_none()
}

/// Whether the text of an attachment may begin with a paragraph: it does where a date or a signature stands above.
pub(crate) fn may_open_attachment(text: &str, kind: LineKind) -> bool {
    kind == LineKind::Attachment || attachments::opens_body(text)
}

/// Where the texts of attachments begin: 附件 alone on a line, after a date or a signature. `sheets` are the paragraphs that may
/// open one, in order.
fn attached_start(paragraphs: &Paragraphs, sheets: &[usize], first: usize) -> usize {
    let list = &paragraphs.list;
    let is_date = |at: usize| date_line(&paragraphs.text[list[at].start..list[at].end]).is_some();
    let mut undated = first;
    for &sheet in sheets.iter().filter(|&&sheet| sheet >= first) {
        if list[sheet].origin.kind == LineKind::Attachment {
            return sheet;
        }
        // Each paragraph is asked once, however many sheets there are.
        match (undated..sheet).find(|&at| is_date(at)) {
            Some(_) => return sheet,
            None => undated = sheet,
        }
    }
    list.len()
}

/// What a paragraph of the closing is, with what stands below it.
fn kind_of(text: &str, below: Option<PartKind>, indent: usize) -> Option<PartKind> {
    if date_line(text).is_some() || signed_date(text).is_some() || is_month(text, below) {
        return Some(PartKind::Date);
    }
    if cc(text).is_some() {
        return Some(PartKind::Cc);
    }
    if printing(text).is_some() {
        return Some(PartKind::Printing);
    }
    if note(text).is_some() {
        return Some(PartKind::Note);
    }
    if attachments::list_start(text).is_some() {
        return Some(PartKind::Attachment);
    }
    if below == Some(PartKind::Attachment) && attachments::opens_body(text) {
        return Some(PartKind::Attachment);
    }
    if fields::at_start(text).is_some() {
        return None;
    }
    // 1.电话：…, 2.邮箱：…
    if text.starts_with(|c: char| c.is_ascii_digit())
        && let Some(found) = label(text)
        && contact::opens_contact(&text[found.end()..])
    {
        return Some(PartKind::Contact);
    }
    if attachments::numbered(text) && !text.contains('。') && text.len() <= 240 {
        return Some(PartKind::Attachment);
    }
    if contact::is_line(text) && label(text).is_none() {
        return Some(PartKind::Contact);
    }
    if is_formula(text) {
        return Some(PartKind::Formula);
    }
    if invites(text) {
        return Some(PartKind::Contact);
    }
    if text.len() <= SIGNATURE
        && FURNITURE.iter().any(|word| text.trim_start_matches(['【', '[']).starts_with(word))
    {
        return Some(PartKind::Metadata);
    }
    let signed = matches!(
        below,
        None | Some(
            PartKind::Date
                | PartKind::Signature
                | PartKind::Note
                | PartKind::Formula
                | PartKind::Cc
                | PartKind::Contact
                | PartKind::Printing
                | PartKind::Attachment
        )
    );
    (signed && is_name(text, indent)).then_some(PartKind::Signature)
}

/// 特此通报。 The phrase that ends a circular, above its signature or its contacts.
fn is_formula(text: &str) -> bool {
    const LONGEST: usize = 45;
    text.len() <= LONGEST
        && ["特此", "专此"].iter().any(|word| text.starts_with(word))
        && !text.contains('，')
}

/// The sentence that invites the public to comment, where it is a paragraph of its own.
fn invites(text: &str) -> bool {
    const LONGEST: usize = 420;
    text.len() <= LONGEST
        && label(text).is_none()
        && (text.contains("欢迎") || text.contains("请及时") || text.contains("如有意见"))
        && (text.contains("监督") || text.contains("反映") || text.contains("意见"))
}

/// A name of a body: short, no punctuation, no label.
fn is_name(text: &str, indent: usize) -> bool {
    let text = text.trim();
    let signs = ['。', '，', '；', '：', '！', '？', '《', '“', ':', ';', '|', '、'];
    text.len() <= SIGNATURE
        && text.len() >= 6
        && !text.contains(signs)
        && label(text).is_none()
        && !text.contains("关于")
        && (may_sign(text.trim_end_matches(['）', ')'])) || indent >= 16)
}

/// A date that is a whole line, in brackets or not.
pub(super) fn date_line(text: &str) -> Option<Named> {
    // What a day ends with, in either way to write it. Most lines end with something else.
    static ENDS: CharSet = CharSet::new("日号0123456789０１２３４５６７８９");
    if text.len() > DATE || !ENDS.ends(text.trim_end_matches(['）', ')', '。'])) {
        return None;
    }
    // A year, or four digits from the first character on: all else is no date.
    let iso = text.trim_start_matches(['（', '(']).bytes().take(4).filter(u8::is_ascii_digit).count() == 4;
    if !(iso || text.contains('年')) {
        return None;
    }
    let text = squeeze(text);
    let text = text.trim_matches(['（', '）', '(', ')', '。']);
    let found = named(text);
    match found.as_slice() {
        [date] if date.range == (0..text.len()) && date.is_full() => Some(date.clone()),
        _ => None,
    }
}

/// 2025年9月 as the date of signature: a line that is the last, or has nothing but copies, notes and printing below.
fn is_month(text: &str, below: Option<PartKind>) -> bool {
    const LONGEST: usize = 33;
    let last = matches!(
        below,
        None | Some(
            PartKind::Cc | PartKind::Note | PartKind::Printing | PartKind::Metadata | PartKind::Footnote
        )
    );
    if !last || text.len() > LONGEST || !text.ends_with('月') {
        return false;
    }
    let text = squeeze(text);
    matches!(named(&text).as_slice(), [date] if date.range == (0..text.len()) && date.from.year.is_some() && date.to.is_none())
}

/// （2025年12月）: a date in brackets, of which the day may be missing.
pub(super) fn bracketed_date(text: &str) -> Option<Named> {
    let inside = text.strip_prefix(['（', '('])?.strip_suffix(['）', ')'])?;
    if text.len() > DATE || !inside.contains('年') {
        return None;
    }
    let inside = squeeze(inside);
    match named(&inside).as_slice() {
        [date] if date.range == (0..inside.len()) => Some(date.clone()),
        _ => None,
    }
}

/// A signature and a date on one line.
fn signed_date(text: &str) -> Option<(String, Named)> {
    if text.len() > SIGNATURE + 60 || text.contains(['，', '：', '；']) || label(text).is_some() {
        return None;
    }
    let found = named(text);
    let date =
        found.last().filter(|date| date.range.end == text.trim_end_matches('。').len() && date.is_full())?;
    let name = text[..date.range.start].trim();
    is_name(name, 0).then(|| (squeeze(name), date.clone()))
}

fn cc(text: &str) -> Option<&str> {
    ["抄送", "抄报", "抄 送", "分送"].iter().find_map(|word| text.strip_prefix(word)).and_then(|rest| {
        let rest = rest.trim_start();
        rest.strip_prefix(['：', ':'])
    })
}

/// （此件公开发布）
fn note(text: &str) -> Option<&str> {
    let inner = text.strip_prefix(['（', '('])?.strip_suffix(['）', ')'])?;
    let words = [
        "此件",
        "此通报",
        "联系人",
        "公开",
        "主动公开",
        "依申请公开",
        "不予公开",
        "发至",
        "此报告",
        "此公告",
    ];
    (text.len() <= 150 && words.iter().any(|word| inner.starts_with(word))).then_some(inner)
}

/// 中共某县委办公室　　2025年7月10日印发
fn printing(text: &str) -> Option<(Option<String>, Option<Date>)> {
    if text.len() > 2 * SIGNATURE || !text.ends_with('发') {
        return None;
    }
    let text = squeeze(text);
    let rest = text.strip_suffix("印发")?;
    let found = named(rest);
    let date = found.last().filter(|date| date.range.end == rest.len() && date.is_full())?;
    let office = rest[..date.range.start].to_owned();
    (!office.contains(['，', '。'])).then(|| ((!office.is_empty()).then_some(office), date.day()))
}

fn read(back: &mut Back, paragraphs: &Paragraphs, at: usize, kind: PartKind) {
    let paragraph = paragraphs.list[at];
    let range = paragraph.start..paragraph.end;
    let text = &paragraphs.text[range.clone()];
    let closing = &mut back.closing;
    match kind {
        PartKind::Date => {
            let date = date_line(text).or_else(|| {
                let (name, date) = signed_date(text)?;
                closing.signature.push(name);
                Some(date)
            });
            match date.as_ref().and_then(Named::day) {
                Some(day) => closing.date = Some(day),
                None if is_month(text, None) => {}
                None => back.impossible = Some(range.clone()),
            }
        }
        PartKind::Signature => {
            // Two bodies that sign side by side are set apart by white space.
            let names = text.split("  ").flat_map(|part| part.split("　　")).map(squeeze);
            closing.signature.extend(names.filter(|name| !name.is_empty()));
        }
        PartKind::Cc => closing.cc.extend(cc(text).map(|names| split(&squeeze(names))).unwrap_or_default()),
        PartKind::Note => {
            closing.note = note(text).map(str::to_owned);
            contact::read(text, range.start, &mut closing.contact, &mut back.contacts);
        }
        PartKind::Printing => {
            if let Some((office, date)) = printing(text) {
                (closing.printing_office, closing.printing_date) = (office, date);
            }
        }
        PartKind::Attachment => {
            let from = attachments::list_start(text).unwrap_or(0);
            let span = |start, end| paragraphs.map.cover(start..end).unwrap_or_default();
            let continues = from == 0 && !attachments::numbered(text) && !attachments::opens_body(text);
            if let Some(last) = back.attachments.last_mut().filter(|_| continues) {
                last.title.push_str(&squeeze(text));
            } else if !attachments::opens_body(text) {
                back.attachments.extend(attachments::names(&text[from..], range.start + from, span));
            }
        }
        PartKind::Contact => contact::read(text, range.start, &mut closing.contact, &mut back.contacts),
        _ => {}
    }
    back.parts.push(PartData { kind, range });
}
