//! Phone numbers, mail and postal addresses in the closing.

use std::borrow::Cow;
use std::ops::Range;
use std::sync::LazyLock;

use memchr::memmem;

use crate::block::is_space;
use crate::circular::{Contact, ContactData, ContactKind};
use crate::number::digit;
use crate::outline::label;
use crate::rules::Prefixes;
use crate::text::{CharSet, find_mark, first_bytes};

use super::squeeze;

/// Words before a phone number.
const PHONE_WORDS: &[&str] = &["电话", "手机", "联系方式", "热线", "固话", "座机"];
/// Words before a postal address; 邮政信箱 is one too.
const ADDRESS_WORDS: &[&str] = &[
    "通讯地址",
    "通信地址",
    "联系地址",
    "邮寄地址",
    "来信地址",
    "来访地址",
    "信函地址",
    "单位地址",
    "办公地址",
    "邮政信箱",
    "收信地址",
    "接访地址",
    "来信请寄",
    "来信",
    "来函",
    "信函",
    "邮寄",
    "地址",
    "信箱地址",
];
/// Words before a mail address.
const MAIL_WORDS: &[&str] = &["邮箱", "邮件", "电子信箱", "信箱"];
const LATIN_MAIL_WORDS: &[&str] = &["E-mail", "Email", "email"];
const POSTCODE_WORDS: &[&str] = &["邮政编码", "邮编"];

/// All words but the Latin ones; those for addresses stand last.
fn words() -> impl Iterator<Item = &'static str> {
    PHONE_WORDS.iter().chain(MAIL_WORDS).chain(POSTCODE_WORDS).chain(ADDRESS_WORDS).copied()
}

/// Whether a line tells how to reach somebody: a word for it and then a number or a colon, or a mail address.
pub(super) fn is_contact_line(text: &str) -> bool {
    const LONGEST: usize = 400;
    static FINDER: LazyLock<Prefixes> = LazyLock::new(|| Prefixes::new(words()));
    if text.len() > LONGEST {
        return false;
    }
    let addresses = PHONE_WORDS.len() + MAIL_WORDS.len() + POSTCODE_WORDS.len();
    FINDER.leftmost(text).any(|(row, word)| leads_up(text, word, row >= addresses))
        || latin_words(text).any(|word| leads_up(text, word, false))
        || has_at_sign(text)
}

/// Email and its like, wherever they stand.
fn latin_words(text: &str) -> impl Iterator<Item = Range<usize>> {
    memchr::memchr2_iter(b'E', b'e', text.as_bytes()).filter_map(|at| {
        let word = LATIN_MAIL_WORDS.iter().find(|word| text[at..].starts_with(**word))?;
        Some(at..at + word.len())
    })
}

/// Whether a way to reach somebody follows a word for it; addresses are told by their colon, or open their line.
fn leads_up(text: &str, word: Range<usize>, address: bool) -> bool {
    let rest = &text[word.end..];
    let bare = rest.trim_start_matches(is_space);
    if bare.starts_with(['：', ':']) {
        return true;
    }
    if address {
        return word.start == 0 && bare.len() < rest.len();
    }
    // 电话（工作日）0373-3523316
    let note = bare.starts_with(['（', '(']).then(|| bare.find(['）', ')'])).flatten();
    let value = bare[note.unwrap_or(0)..]
        .trim_start_matches(|c| is_space(c) || matches!(c, '）' | ')' | '：' | ':' | '为' | '是'));
    value.starts_with(|c: char| digit(c).is_some() || c.is_ascii_alphabetic() || matches!(c, '（' | '('))
}

/// Labels of lines among those that tell how to reach somebody.
const SIDE_WORDS: &[&str] = &[
    "联系人",
    "联络人",
    "联系单位",
    "联系部门",
    "受理部门",
    "受理单位",
    "受理时间",
    "受理人",
    "接待时间",
    "工作时间",
    "传真",
    "收件人",
    "公示时间",
    "公示期限",
    "公示期",
    "反馈时间",
    "监督单位",
];

/// Whether a line of the closing tells how to reach somebody, or stands among those that do.
pub(super) fn is_line(text: &str) -> bool {
    const LONGEST: usize = 150;
    if is_contact_line(text) {
        return true;
    }
    let written = unspaced(text);
    let text = written.trim_start_matches(is_space);
    let side = || {
        let rest = SIDE_WORDS.iter().find_map(|word| text.strip_prefix(word));
        text.len() <= LONGEST && rest.is_some_and(|rest| rest.starts_with(['：', ':']))
    };
    matches!(written, Cow::Owned(_)) && is_contact_line(text) || side()
}

/// A line without the white space that is set into its label for looks, 地　　址：; it stands before the label instead, so that what
/// follows keeps its place.
fn unspaced(text: &str) -> Cow<'_, str> {
    const NEAR: usize = 36;
    // Most labels have none.
    let near = first_bytes(text, NEAR);
    if !near.contains(' ') && find_mark(near, "　").is_none() {
        return Cow::Borrowed(text);
    }
    let colon = text.char_indices().take_while(|(at, _)| *at <= NEAR).find(|(_, c)| matches!(c, '：' | ':'));
    let label = colon.map_or("", |(at, _)| &text[..at]);
    let words = label.chars().all(|c| is_space(c) || c > '\u{2e80}');
    if !words || !label.trim_matches(is_space).contains(is_space) {
        return Cow::Borrowed(text);
    }
    let word = squeeze(label);
    Cow::Owned(format!("{}{word}{}", " ".repeat(label.len() - word.len()), &text[label.len()..]))
}

/// Made once: to prepare the search costs more than the search in a line.
static WIDE_AT: LazyLock<memmem::Finder<'static>> = LazyLock::new(|| memmem::Finder::new("＠"));

fn has_at_sign(text: &str) -> bool {
    memchr::memchr(b'@', text.as_bytes()).is_some() || WIDE_AT.find(text.as_bytes()).is_some()
}

/// Whether a line opens with a word for a way to reach somebody, not only has one further on.
pub(super) fn opens_contact(text: &str) -> bool {
    const NEAR: usize = 12;
    static WORDS: LazyLock<Prefixes> = LazyLock::new(|| Prefixes::new(words()));
    let latin = |at: usize| LATIN_MAIL_WORDS.iter().any(|word| text[at..].starts_with(word));
    let opens = |(at, first): (usize, char)| match first {
        'E' | 'e' => latin(at),
        _ => WORDS.longest_of_pair(text, at).is_some(),
    };
    // The words, none of which is a single character, are looked for first: most lines have none near their start.
    text.char_indices().take_while(|(at, _)| *at <= NEAR).any(opens) && is_contact_line(text)
}

/// What follows the number of a house.
const HOUSE_WORDS: &[char] = &['号', '室', '栋', '幢', '楼', '弄', '单', '层'];

/// Whether a line goes on with a way to reach somebody that the one before cuts: （0373） and 8179 4337, 学府街88 and 号,
/// 邮 and 政信箱：.
pub(crate) fn goes_on(before: &str, next: &str) -> bool {
    let Some(first) = next.chars().next() else { return false };
    let Some(last) = before.chars().next_back() else { return false };
    if first.is_ascii() && cuts_mail(before, next) {
        return true;
    }
    let number = digit(first).is_some();
    // Nearly all lines begin with something else.
    if !number && !HOUSE_WORDS.contains(&first) {
        return cuts_word(before, next);
    }
    let open = if number {
        // A list of numbers, an area code, or a word and its colon; and a street before the number of a house.
        let house = next.trim_start_matches(|c| digit(c).is_some()).starts_with(HOUSE_WORDS);
        matches!(last, '、' | '，' | ',' | '/' | '-' | '—' | '－' | '）' | ')' | '：' | ':') && !house
            || matches!(last, '路' | '街' | '道' | '巷' | '段' | '镇' | '村' | '区') && house
    } else {
        digit(last).is_some()
    };
    // A date or a numbered line is none of it.
    let dated = next.contains('年') && next.contains('月');
    open && !dated && label(next).is_none() && !before.ends_with('。') && is_contact_line(before)
}

/// Whether a mail address goes on in the next line: a@ and 126.com, a and @126.com, 邮箱：a and b@126.com.
fn cuts_mail(before: &str, next: &str) -> bool {
    let part = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '_' | '-' | '+' | '@');
    let lead = before.trim_end_matches(part);
    let (tail, head) = (&before[lead.len()..], &next[..next.len() - next.trim_start_matches(part).len()]);
    if tail.is_empty() || head.is_empty() {
        return false;
    }
    match tail.rsplit_once('@') {
        Some((_, host)) => !host.contains('.') && head.contains('.'),
        None => head.starts_with('@') || head.contains('@') && lead.ends_with(['：', ':']),
    }
}

/// Whether a word that a line ends with is written to its end in the next, before a colon.
fn cuts_word(before: &str, next: &str) -> bool {
    const LONGEST: usize = 24;
    static FIRSTS: CharSet =
        CharSet::new("电话联系方式手机热线固座邮箱件政编码通讯信地址寄来函访单位办公收接子");
    if !FIRSTS.ends(before) || !FIRSTS.starts(next) {
        return false;
    }
    let mut end = LONGEST.min(next.len());
    while !next.is_char_boundary(end) {
        end -= 1;
    }
    let Some(colon) = next[..end].find(['：', ':']) else { return false };
    let rest = &next[..colon];
    // 请与我们联系 and 电话：: what is a word by itself needs nothing of the line before.
    if words().any(|word| word == rest) {
        return false;
    }
    let cut =
        |word: &str| word.strip_suffix(rest).is_some_and(|head| !head.is_empty() && before.ends_with(head));
    words().chain(["联系电话", "监督电话", "举报电话", "电子邮箱", "电子邮件"]).any(cut)
}

/// A value and where it stands in its line.
type Found = (String, Range<usize>);

/// Adds what a line that starts at `start` tells to `contact`, and the place of each value that is new to `items`.
pub(super) fn read(text: &str, start: usize, contact: &mut Contact, items: &mut Vec<ContactData>) {
    let first = items.len();
    let mut note = |kind, (value, range): Found| {
        items.push(ContactData { kind, value, range: start + range.start..start + range.end });
    };
    let text = unspaced(text);
    let (text, postcode) = take_postcode(&text);
    if let Some(found) = postcode.filter(|_| contact.postcode.is_none()) {
        contact.postcode = Some(found.0.clone());
        note(ContactKind::Postcode, found);
    }
    for found in mails(&text) {
        if !contact.emails.contains(&found.0) {
            contact.emails.push(found.0.clone());
            note(ContactKind::Email, found);
        }
    }
    if let Some(found) = address(&text).filter(|_| contact.address.is_none()) {
        contact.address = Some(found.0.clone());
        note(ContactKind::Address, found);
    }
    for found in phones(&text) {
        if !contact.phones.contains(&found.0) {
            contact.phones.push(found.0.clone());
            note(ContactKind::Phone, found);
        }
    }
    items[first..].sort_by_key(|item| item.range.start);
}

/// The postcode, and the text without it: its six digits are no phone number.
fn take_postcode(text: &str) -> (Cow<'_, str>, Option<Found>) {
    static WORDS: LazyLock<Prefixes> = LazyLock::new(|| Prefixes::new(POSTCODE_WORDS.iter().copied()));
    if WORDS.first_in(text).is_none() {
        return (Cow::Borrowed(text), None);
    }
    for word in POSTCODE_WORDS {
        let Some(at) = memmem::find(text.as_bytes(), word.as_bytes()) else { continue };
        let from = at + word.len();
        let rest = &text[from..];
        let bare = rest.trim_start_matches(|c| is_space(c) || matches!(c, '：' | ':' | '）' | ')' | '为'));
        let digits = bare.trim_start_matches(|c| digit(c).is_some());
        let range = text.len() - bare.len()..text.len() - digits.len();
        let code: String =
            text[range.clone()].chars().filter_map(|c| char::from_digit(digit(c)?, 10)).collect();
        if code.len() == 6 {
            // The place keeps its length, so that what stands behind it does not move, and is made of line feeds,
            // so that an address before it ends there.
            let gap = "\n".repeat(range.end - at);
            let rest = format!("{}{gap}{}", &text[..at], &text[range.end..]);
            return (Cow::Owned(rest), Some((code, range)));
        }
    }
    (Cow::Borrowed(text), None)
}

fn mails(text: &str) -> Vec<Found> {
    let narrow = memchr::memchr_iter(b'@', text.as_bytes()).map(|at| at..at + 1);
    let wide = WIDE_AT.find_iter(text.as_bytes()).map(|at| at..at + WIDE_AT.needle().len());
    let mut signs: Vec<Range<usize>> = narrow.chain(wide).collect();
    signs.sort_unstable_by_key(|sign| sign.start);
    signs.into_iter().filter_map(|sign| mail(text, sign)).collect()
}

/// The mail address around its sign.
fn mail(text: &str, sign: Range<usize>) -> Option<Found> {
    let part = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '_' | '-' | '+');
    let name_len: usize = text[..sign.start].chars().rev().take_while(|&c| part(c)).map(char::len_utf8).sum();
    let host_len: usize = text[sign.end..].chars().take_while(|&c| part(c)).map(char::len_utf8).sum();
    let range = trimmed(text, sign.start - name_len..sign.end + host_len, |c| matches!(c, '.' | '-'));
    let mail = text[range.clone()].replace('＠', "@");
    let hosted = mail.rsplit('@').next().is_some_and(|host| host.contains('.'));
    (name_len > 0 && hosted).then_some((mail, range))
}

/// The text after 地址： up to the end of its clause.
fn address(text: &str) -> Option<Found> {
    static FINDER: LazyLock<Prefixes> = LazyLock::new(|| Prefixes::new(ADDRESS_WORDS.iter().copied()));
    // The word that stands first in the table, not in the text.
    let (_, word) = FINDER
        .each(text)
        .filter(|(_, word)| text[word.end..].starts_with(|c| is_space(c) || matches!(c, '：' | ':' | '为')))
        .min_by_key(|(row, word)| (*row, word.start))
        .or_else(|| letter_box(text))?;
    let rest =
        text[word.end..].trim_start_matches(|c| is_space(c) && c != '\n' || matches!(c, '：' | ':' | '为'));
    let start = text.len() - rest.len();
    let end = start + address_len(rest);
    let mut range = trimmed(text, start..end, |c| is_space(c) || matches!(c, '（' | '(' | '，'));
    let address = &text[range.clone()];
    if address.matches(['（', '(']).count() > address.matches(['）', ')']).count()
        && let Some(open) = address.rfind(['（', '('])
    {
        range.end = range.start + open;
    }
    // （信封上请注明“意见建议”） tells how to write, not where to.
    if address.ends_with(['）', ')'])
        && let Some(open) = address.rfind(['（', '(']).filter(|&open| address[open..].contains("注明"))
    {
        range.end = range.start + open;
    }
    let address = squeeze(&text[range.clone()]);
    (!address.is_empty()).then_some((address, range))
}

/// 信箱：青溪县第12号: a place, where no mail address follows.
fn letter_box(text: &str) -> Option<(usize, Range<usize>)> {
    static WORD: LazyLock<memmem::Finder<'static>> = LazyLock::new(|| memmem::Finder::new("信箱"));
    let length = WORD.needle().len();
    let place = |rest: &str| {
        let value = rest.strip_prefix(['：', ':']).map(|value| value.trim_start_matches(is_space));
        value.is_some_and(|value| value.starts_with(|c: char| c > '\u{2e80}'))
    };
    let at = WORD.find_iter(text.as_bytes()).find(|at| place(&text[at + length..]))?;
    Some((0, at..at + length))
}

/// Up to where the text that an address opens is one: the end of the clause, or the next label.
fn address_len(text: &str) -> usize {
    let mut depth = 0_i32;
    for (at, c) in text.char_indices() {
        match c {
            '（' | '(' => depth += 1,
            '）' | ')' => depth -= 1,
            _ => {}
        }
        let label = || {
            let next = text[at..].trim_start_matches(is_space);
            PHONE_WORDS
                .iter()
                .chain(MAIL_WORDS)
                .chain(LATIN_MAIL_WORDS)
                .chain(POSTCODE_WORDS)
                .chain(&["联系", "监督", "举报", "传真", "收件"])
                .any(|word| next.starts_with(word))
        };
        if matches!(c, '。' | '；' | ';' | '\n')
            || (depth <= 0 && matches!(c, '，' | ','))
            || (is_space(c) && label())
        {
            return at;
        }
    }
    text.len()
}

/// A range without the characters at its ends that `out` names.
fn trimmed(text: &str, range: Range<usize>, out: impl Fn(char) -> bool) -> Range<usize> {
    let inner = &text[range.clone()];
    let end = range.start + inner.trim_end_matches(&out).len();
    let start = range.end - inner.trim_start_matches(&out).len();
    start.min(end)..end
}

/// Phone numbers: 0571-86023311, （0571）8602 3311、8602 3312, 15900002222.
fn phones(text: &str) -> Vec<Found> {
    let mut phones = Vec::new();
    let mut area: Option<String> = None;
    let mut skip = false;
    for run in runs(text) {
        let before = &text[..run.start];
        if run.fresh {
            area = None;
            skip = before.trim_end_matches(|c| is_space(c) || matches!(c, '：' | ':')).ends_with("传真");
        }
        let digits = &run.digits;
        let phone = match (digits.len(), &run.area) {
            _ if skip || run.mail => None,
            (_, Some(code)) if (7..=8).contains(&digits.len()) => {
                area = Some(code.clone());
                Some(format!("{code}-{digits}"))
            }
            (11, None) if digits.starts_with('1') => Some(digits.clone()),
            (10, None) if digits.starts_with("400") || digits.starts_with("800") => Some(digits.clone()),
            (10..=12, None) if digits.starts_with('0') => {
                let code = if digits.starts_with("01") || digits.starts_with("02") { 3 } else { 4 };
                let (code, number) = digits.split_at(code);
                area = Some(code.to_owned());
                (7..=8).contains(&number.len()).then(|| format!("{code}-{number}"))
            }
            (7..=8, None) if !run.fresh && area.is_some() => {
                area.as_ref().map(|area| format!("{area}-{digits}"))
            }
            (7..=8, None) if run.named => Some(digits.clone()),
            (5, None) if run.named && digits.starts_with("12") => Some(digits.clone()),
            _ => None,
        };
        phones.extend(phone.map(|phone| (phone, run.start..run.end)));
    }
    phones
}

struct Run {
    start: usize,
    end: usize,
    area: Option<String>,
    digits: String,
    /// Something other than 、or / stands between it and the number before.
    fresh: bool,
    /// A word for a phone stands before it.
    named: bool,
    /// Part of a mail address.
    mail: bool,
}

/// A text without white space; most texts have none inside.
fn without_space(text: &str) -> Cow<'_, str> {
    let text = text.trim_matches(is_space);
    if text.contains(is_space) { Cow::Owned(squeeze(text)) } else { Cow::Borrowed(text) }
}

/// Runs of digits, spaces inside them closed, an area code told apart by bracket or dash.
fn runs(text: &str) -> Vec<Run> {
    static PHONES: LazyLock<Prefixes> = LazyLock::new(|| Prefixes::new(PHONE_WORDS.iter().copied()));
    static STARTS: CharSet = CharSet::new("0123456789０１２３４５６７８９（(");
    let char_at = |at: usize| text[at..].chars().next();
    let value = |at: usize| char_at(at).and_then(digit).and_then(|value| char::from_digit(value, 10));
    let behind = |at: usize| at + char_at(at).map_or(0, char::len_utf8);
    let take = |at: &mut usize| {
        let mut digits = String::new();
        while let Some(c) = value(*at) {
            digits.push(c);
            *at = behind(*at);
            let spaces = text[*at..].bytes().take_while(|&byte| byte == b' ').count();
            if spaces == 1 && value(*at + 1).is_some() && digits.len() >= 3 {
                *at += 1;
            }
        }
        digits
    };
    let mut runs: Vec<Run> = Vec::new();
    let (mut at, mut last_end) = (0, 0);
    while let Some(next) = STARTS.find(&text[at..]) {
        at += next;
        let start = at;
        let bracket = matches!(char_at(at), Some('（' | '('));
        if bracket {
            at = behind(at);
            if value(at).is_none() {
                continue;
            }
        }
        let mut digits = take(&mut at);
        let mut area = None;
        let is_area = (3..=4).contains(&digits.len()) && digits.starts_with('0');
        let closed = bracket && matches!(char_at(at), Some('）' | ')'));
        let next = if closed { behind(at) } else { at };
        let rest = text[next..].trim_start_matches(['-', '—', '－', '–', '―', '─', ' ']);
        let number = text.len() - rest.len();
        if is_area && (closed || number > next) && value(number).is_some() {
            at = number;
            area = Some(std::mem::replace(&mut digits, take(&mut at)));
            // 0573-8205-1122
            if char_at(at) == Some('-') && digits.len() < 5 && value(at + 1).is_some() {
                at += 1;
                digits.push_str(&take(&mut at));
            }
        }
        let between = without_space(&text[last_end..start]);
        let joined =
            !runs.is_empty() && matches!(&*between, "、" | "/" | "，" | "或" | "," | "；" | "和" | "");
        let word = PHONES.first_in(&between).is_some();
        let letter =
            |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphabetic() || matches!(c, '@' | '_' | '＠'));
        last_end = at;
        runs.push(Run {
            start,
            end: last_end,
            area,
            digits,
            fresh: !joined,
            named: word || joined && runs.last().is_some_and(|run| run.named),
            mail: letter(text[..start].chars().next_back()) || letter(text[last_end..].chars().next()),
        });
    }
    runs
}

#[cfg(test)]
mod tests {
    use super::*;

    fn contact(text: &str) -> Contact {
        let mut contact = Contact::default();
        let mut items = Vec::new();
        read(text, 0, &mut contact, &mut items);
        for item in items {
            let as_value = |c: char| digit(c).map_or(c, |d| char::from_digit(d, 10).unwrap());
            let written: String = text[item.range.clone()].chars().map(as_value).collect();
            let digits = |text: &str| text.chars().filter(char::is_ascii_digit).collect::<String>();
            match item.kind {
                // An area code that stands before the first of a row is not written again.
                ContactKind::Phone => assert!(digits(&item.value).ends_with(&digits(&written)), "{text}"),
                _ => assert_eq!(item.value, written, "{text}"),
            }
        }
        contact
    }

    #[test]
    fn phones_keep_digits_and_one_hyphen() {
        for (text, phones) in [
            ("联系方式：电话 0373-3523316", vec!["0373-3523316"]),
            ("监督电话：（0571）8602 3311、8602 3312；", vec!["0571-86023311", "0571-86023312"]),
            ("联系电话　0795—633 8120", vec!["0795-6338120"]),
            ("手机　15900002222", vec!["15900002222"]),
            ("电话：0917—3650228（工作日8:00—12:00）", vec!["0917-3650228"]),
            ("电话：87654321；传真：0571-12345678", vec!["87654321"]),
            ("2025年7月4日至8月15日", vec![]),
            ("邮箱：15900002222@163.com", vec![]),
            ("邮编：４５３０００，电话：03733523316", vec!["0373-3523316"]),
        ] {
            assert_eq!(contact(text).phones, phones, "{text}");
        }
    }

    #[test]
    fn lines_that_go_on_are_told_from_those_that_do_not() {
        for (before, next) in [
            ("电话：（0373）", "8179 4337"),
            ("联系电话：0571-30481674、", "86776375"),
            ("邮政信箱：青溪市学府街88", "号（邮编：453000）"),
            ("邮政信箱：青溪市学府街", "88号（邮编：453000）"),
            ("电子邮箱：a@163.com；邮", "政信箱：青溪市学府街88号"),
            ("监督邮箱：a_b@", "126.com；通信地址：青溪市学府街88号"),
            ("监督邮箱：a", "b@126.com"),
        ] {
            assert!(goes_on(before, next), "{before} {next}");
        }
        for (before, next) in [
            ("联系电话：0571-30481674", "86776375"),
            ("联系电话：0571-30481674", "2025年9月12日"),
            ("联系电话：", "2025年9月12日"),
            ("主要措施如下：", "3个专班下沉一线"),
            ("联系地址：青溪市学府街88号", "青溪市水利局"),
            ("整改单位：水利局、", "1.关于学习的问题"),
            ("加强联系", "电话：0571-30481674"),
            ("邮箱：a@163.com", "0571-30481674"),
        ] {
            assert!(!goes_on(before, next), "{before} {next}");
        }
    }

    #[test]
    fn addresses_end_with_their_clause() {
        let read = contact("通讯地址：青溪县人民路118号卫健委党组办公室（邮政编码：311700）。");
        assert_eq!(read.address.as_deref(), Some("青溪县人民路118号卫健委党组办公室"));
        assert_eq!(read.postcode.as_deref(), Some("311700"));
        assert!(read.phones.is_empty());
        let read = contact("邮政信箱：青溪市金融大道1号（信封上请注明“意见建议”）");
        assert_eq!(read.address.as_deref(), Some("青溪市金融大道1号"));
        for text in
            ["信箱：青溪县第12号；电子邮件：a@163.com", "地　　址：青溪县第12号", "来信请寄：青溪县第12号。"]
        {
            assert_eq!(contact(text).address.as_deref(), Some("青溪县第12号"), "{text}");
        }
        let read = contact("电子邮箱 db_35@163.com 地址：某省某市大道中段");
        assert_eq!(read.emails, ["db_35@163.com"]);
        assert_eq!(read.address.as_deref(), Some("某省某市大道中段"));
    }
}
