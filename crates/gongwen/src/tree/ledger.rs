//! Grows tables. A row of a table of issues (整改台账) is an issue in the shape that issues in running text have: its
//! number is the label, its problem the heading, its 整改措施 the measures, any other cell a line labelled by the
//! header of its column. The words of the header stand once in the source: they are markup, and the labels borrow
//! them. Any other table keeps its rows and cells.

use std::ops::Range;

use super::content::{SegmentKind, Stretch, numbered_segments};
use super::fill::Numbered;
use super::grow::Gardener;
use super::node::LabelData;
use super::table::{Grid, GridCell, Header, table_end};
use super::{NodeKind, Role, TableData};
use crate::block::trim_start;
use crate::number::{arabic, chinese_below_hundred};
use crate::outline::{LabelMatch, Scheme, label};
use crate::part::statement;
use crate::repair::MarkupKind;
use crate::rules::columns::{Column, answer};
use crate::text::place_in;

/// A table of issues while its rows grow.
struct Ledger<'g> {
    grid: &'g Grid,
    header: Header,
    /// Whether an issue is open, and whether a section is that a banner opened.
    issue: Option<usize>,
    section: bool,
    /// Cells of the status column that reach down to later rows.
    status: Option<(Range<usize>, u32)>,
}

impl Gardener<'_> {
    /// Grows the tables of the paragraphs of `range`, all of which stand in cells. A table that follows another without
    /// text between them and has no header of its own goes on with it: a page ended between their rows.
    pub(super) fn tables(&mut self, range: Range<usize>) {
        let mut at = range.start;
        let mut open: Option<(Header, u32)> = None;
        while at < range.end {
            let end = table_end(self.body, at, range.end);
            let grid = Grid::new(self.body, at..end);
            let first = self.grown.nodes.len();
            self.skip_to(self.body.paragraph(at).start, None);
            let own = grid.header(self.body);
            let carried =
                open.take().filter(|(_, columns)| *columns == grid.columns).map(|(mut header, _)| {
                    header.rows = 0..0;
                    header
                });
            let header = own.or(carried);
            match &header {
                Some(header) => self.ledger(&grid, header.clone()),
                None => self.plain_table(&grid),
            }
            self.cursor = self.body.paragraph(end - 1).end;
            self.remember(&grid, first);
            open = header.map(|header| (header, grid.columns));
            at = end;
        }
    }

    /// Keeps the cells for those who write the table again.
    fn remember(&mut self, grid: &Grid, first: usize) {
        let cells = grid.cells.iter().map(|cell| (cell.place, cell.range(self.body))).collect();
        self.grown.tables.push(TableData { nodes: first..self.grown.nodes.len(), cells });
    }

    fn plain_table(&mut self, grid: &Grid) {
        self.open(NodeKind::Table, 0);
        for row in grid.rows() {
            let number = grid.cells[row.start].place.row.saturating_add(1);
            self.open(NodeKind::Row, number);
            for cell in &grid.cells[row] {
                self.plain_cell(cell);
            }
            self.close();
        }
        self.close();
    }

    fn plain_cell(&mut self, cell: &GridCell) {
        let number = cell.place.column.saturating_add(1);
        if cell.paragraphs.len() == 1 {
            self.labelled(NodeKind::Cell, number, None, self.body.paragraph(cell.paragraphs.start));
            return;
        }
        self.open(NodeKind::Cell, number);
        for paragraph in cell.paragraphs.clone() {
            self.leaf(NodeKind::Paragraph, None, self.body.paragraph(paragraph));
        }
        self.close();
    }

    fn ledger(&mut self, grid: &Grid, header: Header) {
        let mut ledger = Ledger { grid, header, issue: None, section: false, status: None };
        // A list of issues and what was done about them needs no heading to say what it is for.
        let outside = self.role;
        self.role = outside.or(Some(Role::Rectification));
        for row in grid.rows() {
            let number = grid.cells[row.start].place.row;
            if ledger.header.rows.contains(&number) {
                for cell in &grid.cells[row] {
                    self.as_markup(&cell.range(self.body));
                }
            } else if number < ledger.header.rows.start {
                self.cell_paragraphs(&grid.cells[row]);
            } else if grid.is_banner(&row)
                && ledger.header.column(grid.cells[row.start].place.column) != Column::Measures
            {
                self.banner(&mut ledger, row.start);
            } else if let Some(label) = self.class_label(&ledger, &row) {
                self.class_row(&mut ledger, label, row.start + 1);
            } else {
                self.ledger_row(&mut ledger, row);
            }
        }
        self.end_issue(&mut ledger);
        if ledger.section {
            self.close();
        }
        self.role = outside;
    }

    /// A row over all columns: the class of the problems below it.
    fn banner(&mut self, ledger: &mut Ledger<'_>, cell: usize) {
        self.end_issue(ledger);
        if std::mem::take(&mut ledger.section) {
            self.close();
        }
        let cell = &ledger.grid.cells[cell];
        let range = cell.range(self.body);
        let text = self.body.text(range.clone());
        let found = label(text).filter(|found| found.scheme.is_heading() && found.end() < text.len());
        let Some(found) = found.filter(|_| cell.paragraphs.len() == 1) else {
            self.cell_paragraphs(std::slice::from_ref(cell));
            return;
        };
        let section = self.open(NodeKind::Section, found.ordinal);
        ledger.section = true;
        self.cursor = range.start + found.len();
        self.grown.nodes[section].label =
            Some(LabelData::new(range.start..range.start + found.len(), found.scheme, found.ordinal));
        self.skip_to(range.start + found.end(), None);
        self.grown.nodes[section].set_heading(range.start + found.end()..range.end);
    }

    /// The number of a row that has nothing but a number and a name, above rows that are numbered otherwise: （一） and 党的领导方面
    /// above 1, 2 and 3.
    fn class_label(&self, ledger: &Ledger<'_>, row: &Range<usize>) -> Option<LabelData> {
        let [number, name] = &ledger.grid.cells[row.clone()] else { return None };
        let column = |cell: &GridCell| ledger.header.column(cell.place.column);
        if column(number) != Column::Ordinal
            || column(name) != Column::Statement
            || name.paragraphs.len() != 1
        {
            return None;
        }
        let below = ledger.grid.cells.get(row.end).filter(|below| column(below) == Column::Ordinal)?;
        let arabic =
            |cell: &GridCell| self.body.text(cell.range(self.body)).starts_with(|c: char| c.is_ascii_digit());
        if arabic(number) || !arabic(below) {
            return None;
        }
        self.ordinal(number.range(self.body))
    }

    fn class_row(&mut self, ledger: &mut Ledger<'_>, label: LabelData, name: usize) {
        self.end_issue(ledger);
        if std::mem::replace(&mut ledger.section, true) {
            self.close();
        }
        let heading = ledger.grid.cells[name].range(self.body);
        self.skip_to(label.range.start, None);
        let section = self.open(NodeKind::Section, label.ordinal().unwrap_or_default());
        self.cursor = label.range.end;
        self.grown.nodes[section].label = Some(label);
        self.skip_to(heading.start, None);
        self.cursor = heading.end;
        self.grown.nodes[section].set_heading(heading);
    }

    fn ledger_row(&mut self, ledger: &mut Ledger<'_>, row: Range<usize>) {
        let cells = &ledger.grid.cells[row];
        let of = |wanted: Column| cells.iter().find(|cell| ledger.header.column(cell.place.column) == wanted);
        let (ordinal, stated) = (of(Column::Ordinal), of(Column::Statement));
        if ordinal.is_some() || stated.is_some() {
            self.end_issue(ledger);
            let node = self.open_issue(ordinal, stated);
            ledger.issue = Some(node);
        }
        // A row before any issue, without one of its own.
        let Some(issue) = ledger.issue else {
            self.cell_paragraphs(cells);
            return;
        };
        let number = cells.first().map_or(0, |cell| cell.place.row);
        if let Some((words, end)) = ledger.status.clone()
            && number < end
        {
            self.status(issue, words);
        }
        for cell in cells {
            self.ledger_cell(ledger, cell, issue);
        }
    }

    /// Opens an issue with the number and the problem of its row.
    fn open_issue(&mut self, ordinal: Option<&GridCell>, stated: Option<&GridCell>) -> usize {
        let numbered = ordinal.map(|cell| cell.range(self.body));
        let heading = stated.map(|cell| self.body.paragraph(cell.paragraphs.start));
        let mut labelled = numbered.clone().and_then(|range| self.ordinal(range));
        let mut heading = heading;
        // The number may stand before the problem, in its cell.
        if let Some(range) = &mut heading {
            let text = self.body.text(range.clone());
            let found = label(text).filter(|found| found.scheme.is_heading() && found.end() < text.len());
            if let Some(found) = found {
                let own = range.start..range.start + found.len();
                let ordinal = (found.ordinal > 0).then_some(found.ordinal);
                match &labelled {
                    None => {
                        labelled = Some(LabelData::new(own, found.scheme, found.ordinal));
                        self.cursor = range.start + found.len();
                        self.skip_to(range.start + found.end(), None);
                        range.start += found.end();
                    }
                    // Told twice, the second time it labels nothing.
                    Some(label) if label.ordinal() == ordinal => {
                        self.as_markup(&(range.start..range.start + found.end()));
                        range.start += found.end();
                    }
                    Some(_) => {}
                }
            }
        }
        let node = self.open(NodeKind::Issue, labelled.as_ref().and_then(LabelData::ordinal).unwrap_or(0));
        self.grown.nodes[node].label = labelled;
        if let Some(range) = heading {
            let text = self.body.text(range.clone());
            let kept = text.trim_end_matches(['。', '；']).len();
            self.cursor = range.start + kept;
            self.skip_to(range.end, Some(MarkupKind::Separator));
            let said = &text[..kept];
            let stated = place_in(said, statement(said));
            self.grown.nodes[node].set_heading(range.start..range.start + kept);
            self.grown.nodes[node].set_statement(range.start + stated.start..range.start + stated.end);
        }
        node
    }

    /// The label that a cell of the number column holds: 1, 1., 一, （三）.
    fn ordinal(&self, range: Range<usize>) -> Option<LabelData> {
        let text = self.body.text(range.clone());
        let whole = |len: usize| matches!(&text[len..], "" | "." | "、" | "．" | "。");
        let (scheme, ordinal) = if let Some((value, _)) = arabic(text, 4).filter(|&(_, len)| whole(len)) {
            (Scheme::Arabic, Some(value))
        } else if let Some((value, _)) = chinese_below_hundred(text).filter(|&(_, len)| whole(len)) {
            (Scheme::ChineseComma, Some(value))
        } else {
            let found = label(text).filter(|found| found.end() == text.len());
            found.map_or((Scheme::Arabic, None), |found| (found.scheme, Some(found.ordinal)))
        };
        Some(LabelData::new(range, scheme, ordinal.unwrap_or(0)))
    }

    fn end_issue(&mut self, ledger: &mut Ledger<'_>) {
        let Some(issue) = ledger.issue.take() else { return };
        self.close();
        let node = &mut self.grown.nodes[issue];
        if node.end == issue + 1 && node.heading().is_none() {
            // A row of nothing but its number: a number that labels nothing is a text.
            if let Some(label) = node.label.take() {
                node.set_text(label.range);
            }
        }
    }

    fn ledger_cell(&mut self, ledger: &mut Ledger<'_>, cell: &GridCell, issue: usize) {
        let column = ledger.header.column(cell.place.column);
        let lone_status = !ledger.header.has(Column::Measures);
        match column {
            Column::Ordinal => {
                // One that is the label is accounted for already.
                let range = cell.range(self.body);
                let label = self.grown.nodes[issue].label.as_ref();
                if label.is_none_or(|label| label.range != range) {
                    self.cell_paragraphs(std::slice::from_ref(cell));
                }
            }
            Column::Statement => {
                let mut rest = cell.paragraphs.clone();
                let first = self.body.paragraph(rest.start);
                if self.grown.nodes[issue]
                    .heading()
                    .is_some_and(|heading| first.start <= heading.start && heading.end <= first.end)
                {
                    rest.start += 1;
                }
                for paragraph in rest {
                    self.cell_leaf(self.body.paragraph(paragraph));
                }
            }
            Column::Measures => self.measures_cell(cell),
            Column::Status if lone_status => {
                self.measures_cell(cell);
                self.status(issue, cell.range(self.body));
            }
            Column::Status => {
                let words = cell.range(self.body);
                self.field_cell(ledger, cell);
                self.status(issue, words.clone());
                self.answer(ledger, cell, issue);
                let end = cell.place.row.saturating_add(cell.place.rows);
                ledger.status = Some((words, end));
            }
            Column::Other => self.field_cell(ledger, cell),
        }
    }

    /// 是 under 是否完成.
    fn answer(&mut self, ledger: &Ledger<'_>, cell: &GridCell, issue: usize) {
        let words = cell.range(self.body);
        let header = ledger.header.words(cell.place.column);
        let asked = header.is_some_and(|range| self.body.text(range).contains("是否"));
        let node = &mut self.grown.nodes[issue];
        if asked
            && node.status.is_none()
            && let Some(status) = answer(self.body.text(words.clone()))
        {
            node.set_status(status, words);
        }
    }

    /// The text of a measures cell, cut as the text under 整改措施： is. Numbers that would open headings elsewhere (1. （1）)
    /// number measures here.
    fn measures_cell(&mut self, cell: &GridCell) {
        let mut prose: Vec<Stretch> = Vec::new();
        self.cursor = cell.range(self.body).start;
        for paragraph in cell.paragraphs.clone() {
            let numbered = self.body.scanned[paragraph].label;
            let numbered = numbered.filter(|found| found.scheme.is_heading() && found.ordinal > 0);
            match numbered {
                Some(found) => {
                    self.fill_text(&std::mem::take(&mut prose), true, Numbered::No);
                    self.numbered_measures(paragraph, found);
                }
                None => prose.push(Stretch::paragraph(self.body, paragraph)),
            }
        }
        self.fill_text(&prose, true, Numbered::No);
        self.skip_to(cell.range(self.body).end, None);
    }

    /// The measures of a paragraph that opens with a number, one for each number of its series.
    fn numbered_measures(&mut self, paragraph: usize, found: LabelMatch) {
        let range = self.body.paragraph(paragraph);
        let stretch = Stretch::behind(self.body, paragraph, range.start + found.end());
        let segments = numbered_segments(self.body, &stretch, Some(found));
        let mut measures = vec![(found, range.start..range.start + found.len(), stretch.range.start)];
        for segment in segments {
            if let (SegmentKind::Measure(found), Some(label)) = (segment.kind, segment.label) {
                measures.push((found, label, segment.text.start));
            }
        }
        if measures.len() == 1 {
            self.inline_numbers(stretch.range, &mut measures);
        }
        let ends = measures.iter().skip(1).map(|(_, label, _)| label.start).chain([range.end]);
        let ends: Vec<usize> = ends.collect();
        for ((found, label, start), end) in measures.into_iter().zip(ends) {
            let label = LabelData::new(label, found.scheme, found.ordinal);
            self.labelled(NodeKind::Measure, found.ordinal, Some(label), start..end);
        }
    }

    /// Numbers in running text that go on with the first of `measures`: 1.…；2.…。 Outside a table they would as likely
    /// be decimals or headings; in a cell of measures each sentence may open with one.
    fn inline_numbers(&self, range: Range<usize>, measures: &mut Vec<(LabelMatch, Range<usize>, usize)>) {
        let text = self.body.text(range.clone());
        let Some(&(first, _, _)) = measures.first() else { return };
        let mut last = first.ordinal;
        for (at, stop) in text.match_indices(['。', '；', ';', ' ']) {
            let rest = &text[at + stop.len()..];
            let start = range.start + at + stop.len() + (rest.len() - trim_start(rest).len());
            let next = label(trim_start(rest));
            if let Some(found) =
                next.filter(|found| found.scheme == first.scheme && found.ordinal == last + 1)
            {
                last = found.ordinal;
                measures.push((found, start..start + found.len(), start + found.end()));
            }
        }
    }

    /// A cell as a line that the header of its column labels.
    fn field_cell(&mut self, ledger: &Ledger<'_>, cell: &GridCell) {
        let header = ledger.header.words(cell.place.column);
        for paragraph in cell.paragraphs.clone() {
            let label = header.clone().map(LabelData::borrowed);
            let range = self.body.paragraph(paragraph);
            self.cursor = range.start;
            self.labelled(NodeKind::Paragraph, 0, label, range);
        }
    }

    fn cell_paragraphs(&mut self, cells: &[GridCell]) {
        for paragraph in cells.iter().flat_map(|cell| cell.paragraphs.clone()) {
            self.cell_leaf(self.body.paragraph(paragraph));
        }
    }

    fn cell_leaf(&mut self, range: Range<usize>) {
        self.cursor = range.start;
        self.leaf(NodeKind::Paragraph, None, range);
    }

    fn as_markup(&mut self, range: &Range<usize>) {
        self.cursor = range.start;
        self.skip_to(range.end, Some(MarkupKind::Header));
    }
}
