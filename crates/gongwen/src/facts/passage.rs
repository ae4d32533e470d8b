//! The one pass over a stretch of text that finds figures, dates, citations and quoted terms. What stands inside
//! 《》 or “” is part of a name: no figure and no date is read there.

use std::ops::Range;
use std::sync::LazyLock;

use crate::date::{Expression, expression_at};
use crate::number::{Found, Quantity, chinese_digit, quantity_at};
use crate::rules::{names, units};
use crate::text::{CharSet, Stops};

/// A stretch of repaired text in which facts are looked for.
#[derive(Debug, Clone)]
pub(crate) struct Passage {
    pub(crate) range: Range<usize>,
    /// The node whose text or heading it is.
    pub(crate) node: Option<usize>,
    pub(crate) kind: PassageKind,
    /// The topmost section it stands in, by any number that tells sections apart.
    pub(crate) section: usize,
}

/// What a passage is, which decides what is read in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum PassageKind {
    /// Running text about what was done.
    Done,
    /// Running text about what is to come.
    Planned,
    /// A heading: it names problems, and counts nothing.
    Heading,
    /// Contacts, the date of signature.
    Closing,
}

/// A quantity and the first byte of its sentence.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Figure {
    pub(crate) quantity: Quantity,
    pub(crate) sentence: usize,
}

/// A date and the first byte of its sentence.
#[derive(Debug, Clone)]
pub(crate) struct DateMark {
    pub(crate) expression: Expression,
    pub(crate) sentence: usize,
}

/// What stands in several passages, each list in the order of the text.
#[derive(Debug, Default)]
pub(crate) struct Marks {
    figures: Vec<Figure>,
    dates: Vec<DateMark>,
    citations: Vec<Range<usize>>,
    quotes: Vec<Range<usize>>,
    sentences: Vec<usize>,
    /// Where the lists end that each passage has.
    ends: Vec<Ends>,
    /// 《 and “ that are open where the pass stands.
    open: Vec<(usize, Bracket)>,
}

/// How many marks of each kind there are so far.
#[derive(Debug, Clone, Copy, Default)]
struct Ends {
    figures: usize,
    dates: usize,
    citations: usize,
    quotes: usize,
    sentences: usize,
}

/// What stands in one passage.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Marked<'m> {
    pub(crate) figures: &'m [Figure],
    pub(crate) dates: &'m [DateMark],
    /// 《…》, outer ones only, with their brackets.
    pub(crate) citations: &'m [Range<usize>],
    /// “…”, outer ones only, with their marks.
    pub(crate) quotes: &'m [Range<usize>],
    /// Where each sentence begins but the first.
    pub(crate) sentences: &'m [usize],
}

impl Marks {
    pub(crate) fn clear(&mut self) {
        self.figures.clear();
        self.dates.clear();
        self.citations.clear();
        self.quotes.clear();
        self.sentences.clear();
        self.ends.clear();
    }

    /// What stands in each passage, in the order in which they were read.
    pub(crate) fn each(&self) -> impl Iterator<Item = Marked<'_>> {
        let mut from = Ends::default();
        self.ends.iter().map(move |&to| {
            let from = std::mem::replace(&mut from, to);
            Marked {
                figures: &self.figures[from.figures..to.figures],
                dates: &self.dates[from.dates..to.dates],
                citations: &self.citations[from.citations..to.citations],
                quotes: &self.quotes[from.quotes..to.quotes],
                sentences: &self.sentences[from.sentences..to.sentences],
            }
        })
    }

    fn ends(&self) -> Ends {
        Ends {
            figures: self.figures.len(),
            dates: self.dates.len(),
            citations: self.citations.len(),
            quotes: self.quotes.len(),
            sentences: self.sentences.len(),
        }
    }
}

/// First characters of a Chinese number or of a date in words.
static STARTS: CharSet =
    CharSet::new("〇零一二两三四五六七八九十百千万壹贰叁肆伍陆柒捌玖半今去本近最过上下前明年第");
/// What opens and closes names, and ends sentences; full-width digits.
static SIGNS: CharSet = CharSet::new("“”《》〇。！；？０１２３４５６７８９");
/// Most of the text is none of them.
static STOPS: Stops = Stops::new(&STARTS, &SIGNS);
/// Those of them that only a date begins with.
static DATE_WORDS: CharSet = CharSet::new("今去本近最过上下前明年第");
/// What can follow a single Chinese digit in a number or a date: a place, a unit, 月, 季. All else is a word, as 一是.
static FOLLOWS: LazyLock<CharSet> = LazyLock::new(|| {
    CharSet::new("〇○零一二三四五六七八九十百千万亿拾佰仟萬億余多来几半成分点年月季数小天号至到—－～─％")
        .with(units::words().filter_map(|word| word.chars().next()))
        .with(names::NAMES.iter().filter_map(|name| name.chars().nth(1)))
});

/// Bytes of the longest title or quoted expression in which no figure is read.
const LONGEST_NAME: usize = 360;

/// More open brackets than these are not told apart.
const DEPTH: usize = 32;

/// Reads a passage into `marks`.
pub(crate) fn read(text: &str, range: Range<usize>, marks: &mut Marks) {
    marks.open.clear();
    let from = marks.ends();
    let mut pass = Pass { text, end: range.end, marks: &mut *marks, from, sentence: range.start };
    pass.run(range.start);
    let ends = marks.ends();
    marks.ends.push(ends);
}

struct Pass<'t, 'm> {
    text: &'t str,
    end: usize,
    marks: &'m mut Marks,
    /// What was marked before the passage.
    from: Ends,
    sentence: usize,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Bracket {
    Citation,
    Quote,
}

impl Pass<'_, '_> {
    fn run(&mut self, start: usize) {
        let bytes = &self.text.as_bytes()[..self.end];
        let mut at = start;
        loop {
            at = STOPS.next(bytes, at);
            at = match bytes[at..] {
                [first @ 0xE4..=0xE9, second, third, ..] if STARTS.has(first, second, third) => {
                    self.word(at, first, second, third)
                }
                [0xE3, 0x80, third, ..] => self.cjk_punctuation(at, third),
                [0xE2, 0x80, third, ..] => self.quotation(at, third),
                // ！ ； ？
                [0xEF, 0xBC, 0x81 | 0x9B | 0x9F, ..] => self.sentence_after(at + 3),
                [b'0'..=b'9', ..] | [0xEF, 0xBC, 0x90..=0x99, ..] => self.number(at),
                [b'\n' | b';', ..] => self.sentence_after(at + 1),
                // Also the last byte of a character of four.
                [0..=0xBF, ..] => at + 1,
                [0xC0..=0xDF, ..] => at + 2,
                [0xF0..=0xFF, ..] => at + 4,
                [_, ..] => at + 3,
                [] => break,
            };
        }
    }

    fn sentence_after(&mut self, at: usize) -> usize {
        self.sentence = at;
        self.marks.sentences.push(at);
        at
    }

    fn quotation(&mut self, at: usize, third: u8) -> usize {
        match third {
            0x9C => self.open(at, Bracket::Quote),
            0x9D => self.close(at, Bracket::Quote),
            _ => {}
        }
        at + 3
    }

    /// U+3000 to U+303F: 〇《》。
    fn cjk_punctuation(&mut self, at: usize, third: u8) -> usize {
        match third {
            0x8A => self.open(at, Bracket::Citation),
            0x8B => self.close(at, Bracket::Citation),
            0x82 => return self.sentence_after(at + 3),
            0x87 => return self.word(at, 0xE3, 0x80, third),
            _ => {}
        }
        at + 3
    }

    fn open(&mut self, at: usize, bracket: Bracket) {
        if self.marks.open.len() < DEPTH {
            self.marks.open.push((at, bracket));
        }
    }

    /// What was read since the bracket opened is inside it, and part of the name.
    fn close(&mut self, at: usize, bracket: Bracket) {
        let Some(found) = self.marks.open.iter().rposition(|open| open.1 == bracket) else { return };
        let start = self.marks.open[found].0;
        self.marks.open.truncate(found);
        // What is that long is no name: the bracket before it was never closed, or it holds whole sentences.
        if at - start > LONGEST_NAME {
            return;
        }
        let (marks, from) = (&mut *self.marks, self.from);
        truncate(&mut marks.figures, from.figures, |figure| figure.quantity.number < start);
        truncate(&mut marks.dates, from.dates, |date| date.expression.range.start < start);
        truncate(&mut marks.quotes, from.quotes, |quote| quote.start < start);
        match bracket {
            Bracket::Citation => {
                truncate(&mut marks.citations, from.citations, |citation| citation.start < start);
                marks.citations.push(start..at + 3);
            }
            Bracket::Quote => marks.quotes.push(start..at + 3),
        }
    }

    /// A Chinese digit, or a word that a date may begin with.
    fn word(&mut self, at: usize, first: u8, second: u8, third: u8) -> usize {
        let next = at + 3;
        if DATE_WORDS.has(first, second, third) {
            return self.date(at).unwrap_or(next);
        }
        let bytes = &self.text.as_bytes()[..self.end];
        let may_go_on = match bytes.get(next..) {
            Some([a @ 0xE0..=0xEF, b, c, ..]) => FOLLOWS.has(*a, *b, *c),
            Some([b' ' | b'-' | b'%' | b'~' | b'0', ..]) => true,
            _ => false,
        };
        if may_go_on { self.number(at) } else { next }
    }

    /// 7.3 of 提高7.3和5.9个百分点: numbers before the figure at a place that share its unit.
    fn bare_before(&mut self, at: usize, quantity: &Quantity) {
        let mut bare = [*quantity; MOST_BARE];
        let (mut count, mut end) = (0, at);
        while count < MOST_BARE
            && let Some(before) = self.text[self.sentence..end].strip_suffix(['、', '和', '及', '与'])
            && let Some(found) = quantity.bare_at_end(self.text, self.sentence + before.len())
        {
            bare[count] = found;
            (count, end) = (count + 1, found.start);
        }
        if count > 0 && LEVEL_ENDS.ends(&self.text[self.sentence..end]) {
            let sentence = self.sentence;
            let figures = bare[..count].iter().rev().map(|&quantity| Figure { quantity, sentence });
            self.marks.figures.extend(figures);
        }
    }

    fn date(&mut self, at: usize) -> Option<usize> {
        let expression = expression_at(&self.text[..self.end], at)?;
        let mut last = expression;
        // 5月8日、9日: days that share the month before them.
        while let Some(next) = last.next_day(&self.text[..self.end]) {
            self.marks.dates.push(DateMark { expression: last, sentence: self.sentence });
            last = next;
        }
        let end = last.range.end;
        self.marks.dates.push(DateMark { expression: last, sentence: self.sentence });
        Some(end)
    }

    fn number(&mut self, at: usize) -> usize {
        if let Some(end) = self.date(at) {
            return end;
        }
        let text = &self.text[..self.end];
        let first = text[at..].chars().next().map_or(1, char::len_utf8);
        if first == 3
            && let Some(len) = names::len_at(text, at)
        {
            return at + len;
        }
        match quantity_at(text, at) {
            Some(Found::Quantity(quantity)) => {
                // 3栋2单元: an address.
                let address = matches!(quantity.unit.word, "栋" | "幢")
                    && (text[quantity.end..].starts_with(|c: char| c.is_ascii_digit())
                        || text[quantity.end..].chars().nth(1) == Some('单'));
                // 一个也不能少, 不止一处: none of something, or who knows how many.
                let none = quantity.is_article()
                    && (text[quantity.end..].starts_with(['也', '都']) || text[..at].ends_with("不止"));
                if !address && !none && !is_ordinal(text, at, quantity.unit.word) {
                    self.bare_before(at, &quantity);
                    self.marks.figures.push(Figure { quantity, sentence: self.sentence });
                }
                quantity.end
            }
            Some(Found::Other(end)) => end.max(at + first),
            None => at + first,
        }
    }
}

/// What a list of figures stands behind: 提高7.3和5.9个百分点, 分别为12、15人.
static LEVEL_ENDS: CharSet = CharSet::new("为达到至高升降少长加增减了");

/// Three bare numbers before the one with the unit are a list as long as any.
const MOST_BARE: usize = 3;

/// What 数 ends as a noun: a number follows it.
const COUNTED: &[&str] =
    &["总数", "人数", "次数", "件数", "户数", "个数", "起数", "天数", "家数", "村数", "项数"];

/// Whether what stands before a number makes it none of a count: 第三, 前3名, A4, 周一, No.3.
fn is_ordinal(text: &str, at: usize, unit: &str) -> bool {
    let before = text[..at].trim_end_matches(' ');
    match before.chars().next_back() {
        // 周三次会议 is Wednesday's; 每周3次 says how often.
        Some('周') => !before.ends_with("每周"),
        Some('第' | '之' | '＋' | '+' | '×' | '*' | '№' | '#') => true,
        Some('前') => {
            !["目前", "此前", "之前", "日前", "以前", "年前", "会前", "提前", "当前", "节前", "任前"]
                .iter()
                .any(|word| before.ends_with(word))
        }
        // 初一 is a day; 最初一个 is not.
        Some('期') => before.ends_with("星期"),
        Some('拜') => before.ends_with("礼拜"),
        // 数十家, 几百名 say no number; 总数12个 does.
        Some('几') => true,
        Some('数') => {
            before.ends_with("倒数")
                || text[at..].starts_with(['十', '百', '千', '万', '亿'])
                    && !COUNTED.iter().any(|word| before.ends_with(word))
        }
        // 十二届四次全会
        Some('届') => true,
        // 市委巡察三组
        Some('察' | '视') => {
            unit == "组" && ["巡察", "巡视", "督察"].iter().any(|word| before.ends_with(word))
        }
        // 最后一公里, 最多跑一次; 排名后三位的乡镇
        Some('后') => before.ends_with("最后") || matches!(unit, "位" | "名") && is_rank(before),
        Some('跑') => ["多跑", "只跑", "就跑", "少跑"].iter().any(|word| before.ends_with(word)),
        // 连续三次不合格的: how often in a row is a condition.
        Some('续') => before.ends_with("连续") && matches!(unit, "次" | "轮" | "届" | "期"),
        // 一式三份: copies of one thing.
        Some('式') => before.ends_with("一式"),
        // 分两类推进: into how many parts.
        Some('分') => matches!(unit, "类" | "大类" | "档" | "层" | "级") && !before.ends_with("部分"),
        // 四、五类桥梁: two classes.
        Some('、') => {
            matches!(unit, "类" | "级" | "期" | "档")
                && before.chars().nth_back(1).is_some_and(|c| chinese_digit(c).is_some())
        }
        // 每两个月 is a period, 每300户 what something is counted by.
        Some('每') => true,
        // 留党察看一年 is how long; 留党察看1人 is how many.
        Some('看') => before.ends_with("留党察看") && matches!(unit, "年" | "个月"),
        // 17时30分
        Some('时' | '点') => unit == "分",
        // Within an address of the web.
        Some('/') => before[..before.len() - 1].ends_with(|c: char| c.is_ascii()),
        Some(c) => c.is_ascii_alphabetic() || matches!(c, '-' | '=' | '?' | '&' | '_' | '%'),
        None => false,
    }
}

/// 后三位, but not 会后3名.
fn is_rank(before: &str) -> bool {
    !["此后", "之后", "以后", "今后", "随后", "然后", "先后", "会后"]
        .iter()
        .any(|word| before.ends_with(word))
}

fn truncate<T>(list: &mut Vec<T>, from: usize, keep: impl Fn(&T) -> bool) {
    while list[from..].last().is_some_and(|last| !keep(last)) {
        list.pop();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn marks(text: &str) -> Marks {
        let mut marks = Marks::default();
        read(text, 0..text.len(), &mut marks);
        marks
    }

    #[test]
    fn every_unit_may_follow_a_chinese_digit() {
        for word in units::words().filter(|word| !word.starts_with(|c: char| c.is_ascii())) {
            // Some units are ones with digits alone.
            let number =
                if units::unit_at(word, 0).is_some_and(|(unit, _)| unit.needs_digits) { "3" } else { "三" };
            let found = marks(&format!("{number}{word}"));
            assert_eq!(found.figures.len() + found.dates.len(), 1, "{word}");
        }
    }

    #[test]
    fn names_and_titles_hold_no_figures() {
        for text in [
            "《12个办法》",
            "“7.20”事故",
            "“三个”",
            "第三巡察组",
            "八项规定",
            "进一步",
            "统一",
            "12328热线",
            "前3名",
        ] {
            assert!(marks(text).figures.is_empty(), "{text}");
        }
        assert_eq!(marks("《甲〈乙〉丙》《丁").citations.len(), 1);
        assert_eq!(marks("《甲《乙》丙》").citations.first(), Some(&(0..21)));
        assert_eq!(marks("《甲，召开会议3次").figures.len(), 1);
    }
}
