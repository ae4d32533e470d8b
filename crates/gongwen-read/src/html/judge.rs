//! What becomes of each line: text of the document, something said of it, or left out, and why.
//!
//! Within the article a line stays unless it says itself that it is none of the text; outside it goes unless it looks
//! like text: signatures, dates and attachments often stand behind the part that the templates make for them.

use std::cell::OnceCell;
use std::ops::Range;

use gongwen::block::LeftOutReason;

use super::article::{Article, Prose, is_sentence, opens_with_label};
use super::flow::Page;
use super::head::{self, Pair};
use super::line::{LineKind, han};
use super::rules::{self, Says};
use super::table::{TableKind, label_of};
use super::title::{self, squeeze, squeezed};
use super::tree::{NodeId, Tree};

/// What becomes of a line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Fate {
    /// Not decided yet.
    Open,
    /// Text of the document.
    Keep,
    /// The title, with the lines up to the given one.
    Title(usize),
    /// Something that the page says of the document.
    Pairs(Vec<Pair>),
    /// Part of what was decided with a line before it.
    Taken,
    Out(LeftOutReason),
}

/// What becomes of all lines.
#[derive(Debug)]
pub(super) struct Judgement {
    pub(super) fates: Vec<Fate>,
    /// The title, where no line of the page holds it.
    pub(super) title: Option<String>,
}

struct Judge<'p> {
    tree: &'p Tree,
    page: &'p Page,
    prose: &'p Prose,
    article: Article,
    /// The lines of the article.
    span: Range<usize>,
    /// The first line of prose.
    front: usize,
    /// Behind the last line of prose.
    back: usize,
    fates: Vec<Fate>,
    /// The text of the article without white space, once it was asked for.
    squeezed: OnceCell<String>,
}

/// Judges all lines.
pub(super) fn judge(tree: &Tree, page: &Page, prose: &Prose, article: Article) -> Judgement {
    let mut span = page.lines_of(article.node);
    if article.node == NodeId::ROOT {
        span = 0..page.lines.len();
    }
    let fates = vec![Fate::Open; page.lines.len()];
    let (front, back) = (span.end, span.end);
    let mut judge = Judge { tree, page, prose, article, span, front, back, fates, squeezed: OnceCell::new() };
    judge.find_prose();
    judge.tables();
    judge.front_lines();
    let title = judge.title();
    judge.before();
    judge.inside();
    judge.after();
    Judgement { fates: judge.fates, title }
}

impl Judge<'_> {
    fn is_open(&self, at: usize) -> bool {
        self.fates[at] == Fate::Open
    }

    /// Whether a line reads as text of an article, by its marks or its label.
    fn is_prose(&self, at: usize) -> bool {
        let line = &self.page.lines[at];
        let text = self.page.line_text(at);
        line.linked * 2 < line.weight
            && line.kind != LineKind::Control
            && (is_sentence(text) || opens_with_label(text))
            && !self.in_head(at)
            && head::of_line(self.page, at).is_none()
            && rule(text).is_none()
    }

    fn in_head(&self, at: usize) -> bool {
        let cell = self.page.lines[at].cell;
        cell.is_some_and(|cell| self.page.tables[self.page.cells[cell].table].kind == TableKind::Head)
    }

    fn find_prose(&mut self) {
        let found = self.span.clone().find(|&at| self.is_prose(at));
        self.front = found.unwrap_or(self.span.end);
        let found =
            self.span.clone().rev().find(|&at| self.is_prose(at) && !is_foot(self.page.line_text(at)));
        self.back = found.map_or(self.span.end, |at| at + 1);
    }

    /// Tables of names and values above the text.
    fn tables(&mut self) {
        for table in 0..self.page.tables.len() {
            let lines = self.page.lines_of(self.page.tables[table].node);
            if self.page.tables[table].kind != TableKind::Head || lines.end > self.front {
                continue;
            }
            for at in lines {
                self.fates[at] = Fate::Taken;
            }
            for (at, pair) in head::of_table(self.page, table) {
                match &mut self.fates[at] {
                    Fate::Pairs(pairs) => pairs.push(pair),
                    fate => *fate = Fate::Pairs(vec![pair]),
                }
            }
        }
    }

    /// Lines above the text that say themselves what they are.
    fn front_lines(&mut self) {
        let mut related = false;
        for at in 0..self.front {
            if !self.is_open(at) {
                continue;
            }
            let text = self.page.line_text(at);
            let rule = rule(text);
            related = rule == Some(LeftOutReason::Related) || related && self.page.lines[at].is_link();
            if self.page.lines[at].kind == LineKind::Control {
                self.fates[at] = Fate::Out(LeftOutReason::Navigation);
            } else if let Some(reason) = rule.or(related.then_some(LeftOutReason::Related)) {
                self.fates[at] = Fate::Out(reason);
            } else if self.page.lines[at].is_link() {
                // What it is depends on where the article stands.
            } else if let Some((name, says)) = label_of(text).filter(|_| text.ends_with(['：', ':'])) {
                // The value stands in an element of its own: <dt>, <span>.
                let value = at + 1;
                let takes = value < self.front
                    && self.is_open(value)
                    && label_of(self.page.line_text(value)).is_none()
                    && head::of_line(self.page, value).is_none();
                let text = if takes { self.page.line_text(value) } else { "" };
                self.fates[at] = Fate::Pairs(vec![Pair { text: format!("{name}：{text}"), says }]);
                if takes {
                    self.fates[value] = Fate::Taken;
                }
            } else if let Some(pairs) = head::of_line(self.page, at) {
                self.fates[at] = Fate::Pairs(pairs);
            }
        }
    }

    /// Finds the title; what is returned stands in no line.
    fn title(&mut self) -> Option<String> {
        let may = |at: usize| self.is_open(at) && self.zone(at).is_none();
        let best = title::best(self.tree, self.page, 0..self.front, &may);
        let first = (self.span.start..self.front).find(|&at| self.is_open(at)).unwrap_or(self.span.start);
        let Some(best) = best else {
            return title::declared(self.page).or_else(|| self.named()).filter(|title| !self.carries(title));
        };
        if best.start >= self.span.start {
            // Only the first line: a title over several paragraphs is the core's to put together.
            if best.start == first {
                self.set_title(best);
            }
            return None;
        }
        if let Some(line) = self.repeats(first, &squeezed(self.page, best.start, best.end)) {
            self.fates[best.start..best.end].fill(Fate::Out(LeftOutReason::RunningHead));
            if line.len() == 1 {
                self.fates[line.start] = Fate::Title(line.end);
            }
        } else {
            self.set_title(best);
        }
        None
    }

    fn set_title(&mut self, title: title::Candidate) {
        self.fates[title.start..title.end].fill(Fate::Taken);
        self.fates[title.start] = Fate::Title(title.end);
    }

    /// The lines at the start of the article that are the title once more.
    fn repeats(&self, first: usize, title: &str) -> Option<Range<usize>> {
        const LINES: usize = 5;
        let starts = (first..self.front).filter(|&at| self.is_open(at)).take(LINES);
        starts.into_iter().find_map(|start| {
            let ends = start + 1..=(start + LINES).min(self.front);
            ends.into_iter().find(|&end| squeezed(self.page, start, end) == title).map(|end| start..end)
        })
    }

    /// Whether the article opens with a title, this or another one.
    fn carries(&self, title: &str) -> bool {
        const LINES: usize = 8;
        const ENOUGH: usize = 8;
        let title = squeeze(title);
        let mut lines = (self.span.start..self.front).filter(|&at| self.is_open(at)).take(LINES);
        lines.any(|at| {
            let line = squeeze(self.page.line_text(at));
            line.chars().count() >= ENOUGH && (title.contains(&line) || line.contains(&title))
        })
    }

    /// The name of the document by the table above it.
    fn named(&self) -> Option<String> {
        let pairs = self.fates.iter().filter_map(|fate| match fate {
            Fate::Pairs(pairs) => Some(pairs),
            _ => None,
        });
        pairs.flatten().find_map(|pair| {
            let (name, value) = pair.text.split_once('：')?;
            let names = matches!(name, "名称" | "标题" | "信息名称" | "文件名称");
            (names && title::ends_as_title(value)).then(|| value.to_owned())
        })
    }

    /// What a part of the page says that this line is, the innermost one first. A part that holds the article, or
    /// much of its prose, is named wrongly.
    fn zone(&self, at: usize) -> Option<LeftOutReason> {
        let mut zone = self.page.lines[at].zone;
        while let Some(own) = zone.map(|zone| self.page.zones[zone]) {
            let lines = self.page.lines_of(own.node);
            let holds = lines.start <= self.span.start && self.span.end <= lines.end;
            if !holds && self.prose.in_lines(&lines) * 20 <= self.prose.total() {
                return Some(own.reason);
            }
            zone = own.outer;
        }
        None
    }

    /// Lines between the head of the page and the article.
    fn before(&mut self) {
        let titled = (0..self.span.start).rev().find(|&at| matches!(self.fates[at], Fate::Title(_)));
        for at in 0..self.span.start {
            if !self.is_open(at) {
                continue;
            }
            let text = self.page.line_text(at);
            let zone = self.zone(at);
            let near = self.distance(at) <= 2;
            self.fates[at] = if zone.is_none() && near && self.is_prose(at) && han(text) >= 15 {
                Fate::Keep
            } else if titled.is_some_and(|title| title < at) && zone.is_none() && is_date(text) {
                Fate::Pairs(vec![Pair { text: text.to_owned(), says: Says::Publication }])
            } else {
                Fate::Out(zone.unwrap_or(LeftOutReason::Navigation))
            };
        }
    }

    /// How many elements round the article are left before one holds the line.
    fn distance(&self, at: usize) -> usize {
        let ups = self.tree.up(self.article.node);
        ups.take_while(|&node| !self.page.lines_of(node).contains(&at)).count()
    }

    fn inside(&mut self) {
        let titled = (0..self.front).find(|&at| matches!(self.fates[at], Fate::Title(_)));
        let mut related = false;
        let mut foot = false;
        for at in self.span.clone() {
            if !self.is_open(at) {
                continue;
            }
            let fate = self.own(at, &mut related);
            foot |= at >= self.back && is_foot(self.page.line_text(at)) && !self.article.pure;
            let loose = !self.article.pure;
            self.fates[at] = match fate {
                _ if foot => Fate::Out(LeftOutReason::Footer),
                Fate::Keep if loose && at < self.front && titled.is_some_and(|title| at < title) => {
                    Fate::Out(LeftOutReason::Navigation)
                }
                fate => fate,
            };
        }
    }

    /// A line of the article, by what it says itself.
    fn own(&self, at: usize, related: &mut bool) -> Fate {
        let line = &self.page.lines[at];
        let text = self.page.line_text(at);
        if line.kind == LineKind::Control {
            return Fate::Out(LeftOutReason::Tools);
        }
        let zone = self.zone_within(at);
        let rule = rule(text).filter(|_| !self.is_cell(at));
        *related = match rule {
            Some(LeftOutReason::Related) => true,
            _ => *related && line.is_link(),
        };
        if *related {
            return Fate::Out(LeftOutReason::Related);
        }
        if let Some(reason) = rule.or(zone) {
            return Fate::Out(reason);
        }
        if at >= self.back && head::is_imprint(self.page, at) {
            return Fate::Out(LeftOutReason::Tools);
        }
        if !self.article.pure && line.is_link() && !text.contains("附件") {
            let reason = if at < self.front { LeftOutReason::Navigation } else { LeftOutReason::Related };
            if at < self.front || at >= self.back {
                return Fate::Out(reason);
            }
        }
        Fate::Keep
    }

    fn is_cell(&self, at: usize) -> bool {
        self.page.data_cell(at).is_some()
    }

    /// The zone of a line of the article, if its part holds no sentence: the text may stand in a box of any name.
    fn zone_within(&self, at: usize) -> Option<LeftOutReason> {
        let reason = self.zone(at)?;
        let node = self.page.zones[self.page.lines[at].zone?].node;
        let lines = self.page.lines_of(node);
        let speaks = lines.clone().any(|at| is_sentence(self.page.line_text(at)));
        let foot = lines.clone().any(|at| is_foot(self.page.line_text(at)));
        match reason {
            LeftOutReason::Footer => foot.then_some(reason),
            _ => (!speaks).then_some(reason),
        }
    }

    /// Lines behind the article, one part of the page after the other.
    fn after(&mut self) {
        // A text that ends with its date is complete, but for what may follow it.
        let dated = self.last_kept().is_some_and(|at| is_date_line(self.page.line_text(at)));
        let mut closed = false;
        let mut at = self.span.end;
        while at < self.page.lines.len() {
            let branch = self.branch(at);
            let end = self.page.lines_of(branch).end.clamp(at + 1, self.page.lines.len());
            let near = self.distance(at) <= 3;
            closed |= self.behind(at..end, near && !closed, dated);
            at = end;
        }
    }

    fn last_kept(&self) -> Option<usize> {
        self.span.clone().rev().find(|&at| self.fates[at] == Fate::Keep)
    }

    /// The outermost part of the page that holds a line and not the article.
    fn branch(&self, at: usize) -> NodeId {
        let outside = |node: &NodeId| self.page.lines_of(*node).start >= self.span.end;
        let line = self.page.lines[at].node;
        self.tree.up(line).take_while(outside).last().unwrap_or(line)
    }

    /// Judges a part behind the article; whether it ends what may belong to it.
    fn behind(&mut self, lines: Range<usize>, near: bool, dated: bool) -> bool {
        let page = self.page;
        if lines.clone().any(|at| is_foot(page.line_text(at))) {
            self.fates[lines].fill(Fate::Out(LeftOutReason::Footer));
            return true;
        }
        if near && self.attachments(lines.clone()) {
            return false;
        }
        let (weight, linked) = page.lines[lines.clone()]
            .iter()
            .fold((0, 0), |(weight, linked), line| (weight + line.weight, linked + line.linked));
        let opener = rule(page.line_text(lines.start));
        let dense = linked * 2 > weight;
        let mut related = dense || opener == Some(LeftOutReason::Related);
        let all = related;
        for at in lines {
            let text = page.line_text(at);
            let reason = rule(text).or_else(|| self.zone(at));
            related |= reason == Some(LeftOutReason::Related);
            self.fates[at] = match reason {
                Some(reason) => Fate::Out(reason),
                None if all => Fate::Out(LeftOutReason::Related),
                None if page.lines[at].kind == LineKind::Control => Fate::Out(LeftOutReason::Tools),
                None if page.lines[at].is_link() => Fate::Out(LeftOutReason::Related),
                None if head::is_imprint(self.page, at) => Fate::Out(LeftOutReason::Tools),
                None if near && !related && (!dated || may_follow_date(text)) => Fate::Keep,
                None => Fate::Out(LeftOutReason::Footer),
            };
        }
        related
    }

    /// A box of files behind the text. It belongs to the text, but for those that the text names itself.
    fn attachments(&mut self, lines: Range<usize>) -> bool {
        let page = self.page;
        let opens = squeeze(page.line_text(lines.start));
        let opens = opens.trim_start_matches(['【', '[', '相', '关']);
        if !opens.starts_with("附件") || lines.clone().any(|at| self.zone(at).is_some()) {
            return false;
        }
        let text = self.squeezed.get_or_init(|| squeezed(page, self.span.start, self.span.end));
        let names = lines.clone().filter(|&at| page.lines[at].linked > 0);
        let known = |at: usize| text.contains(&file_name(page.line_text(at)));
        let repeated = names.clone().count() > 0 && names.clone().all(known);
        for at in lines {
            let own = repeated || (page.lines[at].linked > 0 && known(at));
            self.fates[at] = if own { Fate::Out(LeftOutReason::Related) } else { Fate::Keep };
        }
        true
    }
}

/// The name of a file without its number, its extension and what is said of downloads.
fn file_name(text: &str) -> String {
    let text = squeeze(text);
    let text = text.trim_start_matches(|c: char| !c.is_alphabetic()).trim_start_matches("附件");
    let text = text.trim_start_matches(|c: char| !c.is_alphabetic());
    let end = [".doc", ".xls", ".pdf", ".wps", ".ofd", ".zip", ".rar", ".et", "（下载", "(下载", "【"]
        .iter()
        .filter_map(|end| text.find(end))
        .min();
    text[..end.unwrap_or(text.len())].to_owned()
}

/// What a line is that says itself to be no text.
fn rule(text: &str) -> Option<LeftOutReason> {
    const LONGEST: usize = 600;
    if text.len() > LONGEST || is_sentence(text) && text.contains('。') {
        return None;
    }
    let text = squeeze(text);
    let bare = text.trim_start_matches(|c: char| !c.is_alphanumeric());
    if let Some((_, reason)) = rules::OPENERS.iter().find(|(opener, _)| bare.starts_with(opener)) {
        return Some(*reason);
    }
    let words: String = text.chars().filter(|c| c.is_alphanumeric()).collect();
    let whole = rules::WHOLE.iter().find(|(word, _)| *word == words).map(|&(_, reason)| reason);
    whole.or_else(|| is_repeated(&words).then_some(LeftOutReason::Tools))
}

/// Whether a line is made of several of the words of tools: 【打印】【关闭】.
fn is_repeated(words: &str) -> bool {
    let tools =
        || rules::WHOLE.iter().filter(|(_, reason)| *reason == LeftOutReason::Tools).map(|(word, _)| *word);
    let mut rest = words;
    while !rest.is_empty() {
        match tools().filter(|word| rest.starts_with(word)).max_by_key(|word| word.len()) {
            Some(word) => rest = &rest[word.len()..],
            None => return false,
        }
    }
    !words.is_empty()
}

fn is_foot(text: &str) -> bool {
    rules::FOOTS.iter().any(|word| text.contains(word))
}

/// A day, with a time or without: what a page prints under its title.
fn is_date(text: &str) -> bool {
    const LONGEST: usize = 64;
    let digits = text.bytes().filter(u8::is_ascii_digit).count();
    text.len() <= LONGEST && digits >= 6 && text.starts_with("20") && han(text) <= 12
}

/// A day and nothing else, in figures or in Han: the date of a signature.
fn is_date_line(text: &str) -> bool {
    let is_part =
        |c: char| c.is_ascii_digit() || c.is_whitespace() || "年月日〇○零一二三四五六七八九十-/.".contains(c);
    let digits =
        text.chars().filter(|c| c.is_ascii_digit() || "〇○零一二三四五六七八九十".contains(*c)).count();
    digits >= 5 && text.chars().all(is_part)
}

/// What stands behind the date of an official document, GB/T 9704-2012 7.3.6 and 7.4: notes, copies, printing; and
/// attachments and contacts, where pages put them.
fn may_follow_date(text: &str) -> bool {
    const OPENERS: &[&str] =
        &["附", "抄送", "抄报", "主送", "分送", "联系", "电话", "邮箱", "地址", "注：", "（", "("];
    OPENERS.iter().any(|opener| text.starts_with(opener)) || text.contains("印发")
}
