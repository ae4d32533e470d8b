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
use super::labels::Says;
use super::line::{LineKind, han};
use super::table::{TableKind, label_of};
use super::title::{self, squeeze, squeezed};
use super::tree::{NodeId, Tree};
use super::words::{is_date, is_foot, rule};

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

pub(super) struct Judge<'p> {
    pub(super) tree: &'p Tree,
    pub(super) page: &'p Page,
    pub(super) prose: &'p Prose,
    pub(super) article: Article,
    /// The lines of the article.
    pub(super) span: Range<usize>,
    /// The first line of prose.
    pub(super) front: usize,
    /// Behind the last line of prose.
    pub(super) back: usize,
    pub(super) fates: Vec<Fate>,
    /// The text of the article without white space, once it was asked for.
    pub(super) squeezed: OnceCell<String>,
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
            if best.start == first || !self.article.pure {
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
    pub(super) fn zone(&self, at: usize) -> Option<LeftOutReason> {
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
            } else if titled.is_some_and(|title| title < at)
                && zone.is_none()
                && (is_date(text) || head::is_dated(text))
            {
                Fate::Pairs(vec![Pair { text: text.to_owned(), says: Says::Publication }])
            } else {
                Fate::Out(zone.unwrap_or(LeftOutReason::Navigation))
            };
        }
    }

    /// How many elements round the article are left before one holds the line.
    pub(super) fn distance(&self, at: usize) -> usize {
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
            let under_title = at < self.front && titled.is_some_and(|title| title < at);
            self.fates[at] = match fate {
                Fate::Keep if under_title && head::is_dated(self.page.line_text(at)) => {
                    let text = self.page.line_text(at).to_owned();
                    Fate::Pairs(vec![Pair { text, says: Says::Publication }])
                }
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
}
