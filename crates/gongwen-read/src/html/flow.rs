//! A page as a reader sees it: lines in the order of the page, the cells of its tables, and what is not shown.

use gongwen::block::LeftOutReason;

use super::line::{Line, LineKind, Lines, Look, han};
use super::rules;
use super::style::{Align, Marker, Sheet, Style, style};
use super::table::{Cell, Open, Table, TableKind};
use super::tag::Tag;
use super::tree::{Name, NodeId, NodeKind, Tree};
use crate::error::Fault;
use crate::limits::Budget;

/// A part of a page whose name says that it is no text.
#[derive(Debug, Clone, Copy)]
pub(super) struct Zone {
    pub(super) node: NodeId,
    pub(super) reason: LeftOutReason,
    pub(super) outer: Option<usize>,
}

/// A page, line by line.
#[derive(Debug, Default)]
pub(super) struct Page {
    pub(super) text: String,
    pub(super) lines: Vec<Line>,
    /// Where elements begin within lines, as places in the text.
    pub(super) borders: Vec<usize>,
    pub(super) tables: Vec<Table>,
    pub(super) cells: Vec<Cell>,
    /// The cells of each table, once the tables are told apart.
    pub(super) cells_of: Vec<Vec<usize>>,
    pub(super) zones: Vec<Zone>,
    /// Text that is not shown, and where it stands.
    pub(super) hidden: Vec<(String, NodeId)>,
    /// `<title>`.
    pub(super) title: String,
    /// `<meta name="ArticleTitle">`.
    pub(super) article_title: String,
    /// The lines of each node, by its place in the tree.
    pub(super) spans: Vec<(u32, u32)>,
}

impl Page {
    pub(super) fn line_text(&self, at: usize) -> &str {
        &self.text[self.lines[at].start..self.lines[at].end]
    }

    /// The cells of a table, row by row.
    pub(super) fn cells_of(&self, table: usize) -> &[usize] {
        self.cells_of.get(table).map_or(&[], Vec::as_slice)
    }

    /// The cell of a table of data that a line stands in, and its table. Tables of layout within it are looked
    /// through.
    pub(super) fn data_cell(&self, at: usize) -> Option<(usize, usize)> {
        let mut cell = self.lines[at].cell;
        while let Some(own) = cell {
            let table = self.cells[own].table;
            if self.tables[table].kind != TableKind::Layout {
                return Some((table, own));
            }
            cell = self.tables[table].outer;
        }
        None
    }

    /// The lines that stand in a node.
    pub(super) fn lines_of(&self, node: NodeId) -> std::ops::Range<usize> {
        let (start, end) = self.spans[node.index()];
        start as usize..end as usize
    }
}

/// How deep a list counts: its items, their marks, and the step from one to the next.
#[derive(Debug, Clone, Copy)]
struct List {
    next: i64,
    step: i64,
    /// `None` for lists without numbers.
    marker: Option<Marker>,
    bullets: bool,
}

/// What is put back when an element ends.
struct Frame {
    look: Look,
    block: bool,
    list: bool,
    table: bool,
}

struct Walk<'t> {
    tree: &'t Tree,
    page: Page,
    out: Lines,
    look: Look,
    frames: Vec<Frame>,
    lists: Vec<List>,
    open: Vec<Open>,
    sheet: Sheet,
    show_hidden: bool,
}

/// Lays out a page. What is hidden is left aside, unless that is nearly all there is: pages that a script makes
/// visible.
pub(super) fn flow(tree: &Tree, budget: &mut Budget) -> Result<Page, Fault> {
    const MUCH: usize = 200;
    let page = walk(tree, budget, false)?;
    let hidden: usize = page.hidden.iter().map(|(text, _)| han(text)).sum();
    if hidden < MUCH || han(&page.text) * 2 > hidden {
        return Ok(page);
    }
    walk(tree, budget, true)
}

fn walk(tree: &Tree, budget: &mut Budget, show_hidden: bool) -> Result<Page, Fault> {
    let look = Look {
        node: NodeId::ROOT,
        kind: LineKind::Text,
        bold: false,
        link: false,
        align: Align::Start,
        indent: 0,
        pre: false,
        cell: None,
        zone: None,
    };
    let mut walk = Walk {
        tree,
        page: Page { spans: vec![(0, 0); tree.len()], ..Page::default() },
        out: Lines::default(),
        look,
        frames: Vec::new(),
        lists: Vec::new(),
        open: Vec::new(),
        sheet: Sheet::default(),
        show_hidden,
    };
    let mut at = NodeId::ROOT;
    for step in 0_usize.. {
        if step % 4096 == 0 {
            budget.time()?;
        }
        if walk.enter(at, budget)? {
            if let Some(child) = tree.first_child(at) {
                at = child;
                continue;
            }
            walk.leave(at);
        }
        let next = loop {
            if let Some(next) = tree.next_sibling(at) {
                break Some(next);
            }
            match tree.parent(at) {
                Some(parent) => at = parent,
                None => break None,
            }
            walk.leave(at);
        };
        match next {
            Some(next) => at = next,
            None => break,
        }
    }
    let mut page = walk.page;
    (page.text, page.lines, page.borders) = walk.out.finish();
    Ok(page)
}

impl Walk<'_> {
    /// Starts a node; whether its children are to be looked at.
    fn enter(&mut self, id: NodeId, budget: &mut Budget) -> Result<bool, Fault> {
        match self.tree.kind(id) {
            NodeKind::Root => {}
            NodeKind::Text(..) => self.out.push(self.tree.text(id), &self.look),
            NodeKind::Other => {}
            NodeKind::Element(_) => return self.element(id, budget),
        }
        let root = self.tree.kind(id) == NodeKind::Root;
        if root {
            self.frames.push(Frame { look: self.look, block: true, list: false, table: false });
        }
        Ok(root)
    }

    fn element(&mut self, id: NodeId, budget: &mut Budget) -> Result<bool, Fault> {
        let tag = self.tree.tag(id);
        match tag {
            Tag::Title if self.page.title.is_empty() => self.page.title = self.content(id),
            Tag::Meta => self.meta(id),
            Tag::Style => {
                let text = self.content(id);
                self.sheet.add(&text);
            }
            Tag::LineBreak => self.out.line_break(),
            _ => {}
        }
        if (tag.is_nothing() && tag != Tag::Head) || tag == Tag::LineBreak {
            return Ok(false);
        }
        let style = style(self.tree, id, &self.sheet);
        if style.hidden && !self.show_hidden {
            let text = self.hidden(id);
            if !text.is_empty() {
                self.page.hidden.push((text, id));
            }
            return Ok(false);
        }
        self.start(id, tag, &style, budget)?;
        Ok(true)
    }

    fn start(&mut self, id: NodeId, tag: Tag, style: &Style, budget: &mut Budget) -> Result<(), Fault> {
        let block = tag.is_block() || tag == Tag::Control || style.block == Some(true);
        let list = matches!(tag, Tag::OrderedList | Tag::List);
        let table = tag == Tag::Table;
        self.frames.push(Frame { look: self.look, block, list, table });
        if block {
            self.out.border();
            self.look.node = id;
        } else {
            self.out.inline();
        }
        let start = u32::try_from(self.out.len()).unwrap_or(u32::MAX);
        self.page.spans[id.index()] = (start, start);
        if let Some(reason) = zone(self.tree, id, tag) {
            self.page.zones.push(Zone { node: id, reason, outer: self.look.zone });
            self.look.zone = Some(self.page.zones.len() - 1);
        }
        self.look.bold = style.bold.unwrap_or(self.look.bold || tag == Tag::Bold);
        self.look.align = match (tag, style.align) {
            // Its attribute places the table, not the text in it.
            (Tag::Table, _) => Align::Start,
            (_, Some(align)) => align,
            (Tag::Center | Tag::HeadCell, None) => Align::Center,
            (_, None) => self.look.align,
        };
        self.look.indent = style.indent.unwrap_or(self.look.indent);
        match tag {
            Tag::Heading(depth) => self.look.kind = LineKind::Heading(depth),
            Tag::Control => self.look.kind = LineKind::Control,
            Tag::Pre => self.look.pre = true,
            Tag::Link => self.look.link |= self.tree.attribute(id, Name::Href).is_some(),
            Tag::OrderedList | Tag::List => self.lists.push(self.list(id, tag, style)),
            Tag::Item => self.item(id),
            Tag::Table => {
                self.open.push(Open::new(self.page.tables.len()));
                self.page.tables.push(Table::new(id, self.look.cell));
                (self.look.indent, self.look.kind) = (0, LineKind::Text);
            }
            Tag::Row => {
                if let Some(open) = self.open.last_mut() {
                    open.row();
                }
            }
            Tag::Cell | Tag::HeadCell => self.cell(id, tag, budget)?,
            _ => {}
        }
        Ok(())
    }

    fn leave(&mut self, id: NodeId) {
        let Some(frame) = self.frames.pop() else { return };
        if frame.block {
            self.out.border();
            self.out.number = None;
        }
        let end = u32::try_from(self.out.len()).unwrap_or(u32::MAX);
        self.page.spans[id.index()].1 = end;
        if frame.list {
            self.lists.pop();
        }
        if frame.table
            && let Some(open) = self.open.pop()
        {
            open.close(&mut self.page.tables[open.table]);
        }
        self.look = frame.look;
    }

    fn cell(&mut self, id: NodeId, tag: Tag, budget: &mut Budget) -> Result<(), Fault> {
        let Some(open) = self.open.last_mut() else { return Ok(()) };
        budget.cell()?;
        let span =
            |name| self.tree.attribute(id, name).and_then(|span| span.trim().parse().ok()).unwrap_or(1);
        let cell = open.cell(id, span(Name::Rowspan), span(Name::Colspan));
        self.page.tables[open.table].heads += usize::from(tag == Tag::HeadCell);
        self.page.cells.push(cell);
        self.look.cell = Some(self.page.cells.len() - 1);
        self.look.kind = LineKind::Text;
        Ok(())
    }

    fn list(&self, id: NodeId, tag: Tag, style: &Style) -> List {
        let ordered = tag == Tag::OrderedList;
        let own = style.marker.or_else(|| self.tree.attribute(id, Name::Type).and_then(Marker::of));
        let marker = own.unwrap_or(if ordered { Marker::Decimal } else { Marker::None });
        let start = self.tree.attribute(id, Name::Start).and_then(|start| start.trim().parse().ok());
        List {
            next: start.unwrap_or(1),
            step: 1,
            marker: (marker != Marker::None).then_some(marker),
            bullets: !ordered && own != Some(Marker::None),
        }
    }

    fn item(&mut self, id: NodeId) {
        let own = self.tree.attribute(id, Name::Value).and_then(|value| value.trim().parse().ok());
        let Some(list) = self.lists.last_mut() else {
            self.look.kind = LineKind::Item;
            return;
        };
        let number = own.unwrap_or(list.next);
        list.next = number.saturating_add(list.step);
        self.out.number = list.marker.map(|marker| super::list::number(number, marker));
        self.look.kind = if list.bullets { LineKind::Item } else { LineKind::Text };
    }

    fn meta(&mut self, id: NodeId) {
        let name = self.tree.attribute(id, Name::Meta).unwrap_or_default();
        if name.eq_ignore_ascii_case("ArticleTitle") {
            self.page.article_title =
                self.tree.attribute(id, Name::Content).unwrap_or_default().trim().to_owned();
        }
    }

    /// The text of a node that holds nothing but text.
    fn content(&self, id: NodeId) -> String {
        self.tree.children(id).map(|child| self.tree.text(child)).collect()
    }

    /// The text of a part that is not shown, a line a paragraph.
    fn hidden(&self, id: NodeId) -> String {
        let tree = self.tree;
        let mut out = Lines::default();
        let mut at = id;
        'all: loop {
            let tag = tree.tag(at);
            if tag.is_block() || tag == Tag::LineBreak || tag == Tag::Control {
                out.border();
            }
            out.push(tree.text(at), &self.look);
            if !tag.is_nothing()
                && let Some(child) = tree.first_child(at)
            {
                at = child;
                continue;
            }
            loop {
                if at == id {
                    break 'all;
                }
                if let Some(next) = tree.next_sibling(at) {
                    at = next;
                    break;
                }
                let Some(parent) = tree.parent(at) else { break 'all };
                at = parent;
                if tree.tag(at).is_block() {
                    out.border();
                }
            }
        }
        let (text, lines, _) = out.finish();
        lines.iter().map(|line| &text[line.start..line.end]).collect::<Vec<_>>().join("\n")
    }
}

/// What the name of an element says that it holds, if that is no text.
fn zone(tree: &Tree, id: NodeId, tag: Tag) -> Option<LeftOutReason> {
    match tag {
        Tag::Navigation => return Some(LeftOutReason::Navigation),
        Tag::Footer => return Some(LeftOutReason::Footer),
        Tag::Body | Tag::Inline => return None,
        _ => {}
    }
    if tree.attribute(id, Name::Role).is_some_and(|role| matches!(role, "navigation" | "search")) {
        return Some(LeftOutReason::Navigation);
    }
    [Name::Class, Name::Id].into_iter().find_map(|name| zone_of(tree.attribute(id, name)?))
}

/// Looks for words of [`rules::ZONES`] among the words of a class or id: `main-nav`, `bottom_nav2`.
fn zone_of(names: &str) -> Option<LeftOutReason> {
    names
        .split(|c: char| c.is_ascii_whitespace() || matches!(c, '-' | '_'))
        .map(|word| word.trim_end_matches(|c: char| c.is_ascii_digit()))
        .filter(|word| word.len() > 2)
        .find_map(|word| {
            rules::ZONES.iter().find(|(zone, _)| zone.eq_ignore_ascii_case(word)).map(|&(_, reason)| reason)
        })
}
