//! Ruling lines to the cells of a table. A cell is what no line parts, so that where lines are missing cells are
//! merged.

use super::{Frame, Glyph, Rule};

/// Lines that are nearer than this are one: double lines, and ends that do not quite meet.
const NEAR: f32 = 3.0;
/// Above this many lines, and crossings to be looked at, a page is a drawing.
const RULES: usize = 20_000;
const CROSSINGS: usize = 4_000_000;
const CELLS: usize = 100_000;

/// The cells of one table on one page.
#[derive(Debug)]
pub(super) struct Grid {
    /// Borders of columns and rows, in order.
    pub(super) xs: Vec<f32>,
    ys: Vec<f32>,
    /// Which of `cells` a field between two borders each way belongs to, row by row.
    fields: Vec<usize>,
    pub(super) cells: Vec<GridCell>,
}

/// A cell; rows and columns count from 0.
#[derive(Debug, Clone, Default)]
pub(super) struct GridCell {
    pub(super) row: usize,
    pub(super) column: usize,
    pub(super) rows: usize,
    pub(super) columns: usize,
    pub(super) glyphs: Vec<Glyph>,
}

impl Grid {
    pub(super) fn frame(&self) -> Frame {
        let ends = |values: &[f32]| (values[0], values[values.len() - 1]);
        let ((x0, x1), (y0, y1)) = (ends(&self.xs), ends(&self.ys));
        Frame { x0, y0, x1, y1 }
    }

    pub(super) fn cell_frame(&self, cell: &GridCell) -> Frame {
        Frame {
            x0: self.xs[cell.column],
            y0: self.ys[cell.row],
            x1: self.xs[cell.column + cell.columns],
            y1: self.ys[cell.row + cell.rows],
        }
    }

    /// The cell in which the middle of a character stands.
    fn cell_at(&self, glyph: &Glyph) -> Option<usize> {
        let x = glyph.x + glyph.width / 2.0;
        let y = glyph.y - glyph.size * 0.35;
        let between = |borders: &[f32], at: f32| {
            let after = borders.partition_point(|&border| border <= at);
            (after > 0 && after < borders.len()).then(|| after - 1)
        };
        let (column, row) = (between(&self.xs, x)?, between(&self.ys, y)?);
        self.fields.get(row * (self.xs.len() - 1) + column).copied()
    }
}

/// The tables of a page, with their characters, which are taken off the page.
pub(super) fn tables(rules: &[Rule], glyphs: &mut Vec<Glyph>) -> Vec<Grid> {
    let mut grids = grids(rules);
    for grid in &mut grids {
        let mut outside = Vec::new();
        let mut inside: Vec<(usize, Glyph)> = Vec::new();
        for &glyph in glyphs.iter() {
            match grid.cell_at(&glyph) {
                Some(cell) => inside.push((cell, glyph)),
                None => outside.push(glyph),
            }
        }
        let mut filled: Vec<usize> =
            inside.iter().filter(|(_, glyph)| !glyph.c.is_whitespace()).map(|(cell, _)| *cell).collect();
        filled.sort_unstable();
        filled.dedup();
        // A frame round text is no table, nor are lines without words.
        if filled.len() >= 2 {
            for (cell, glyph) in inside {
                grid.cells[cell].glyphs.push(glyph);
            }
            *glyphs = outside;
        }
    }
    grids.retain(|grid| grid.cells.iter().any(|cell| !cell.glyphs.is_empty()));
    grids.sort_by(|a, b| a.ys[0].total_cmp(&b.ys[0]).then(a.xs[0].total_cmp(&b.xs[0])));
    grids
}

/// The grids that the lines of a page make.
fn grids(rules: &[Rule]) -> Vec<Grid> {
    if rules.len() < 3 || rules.len() > RULES {
        return Vec::new();
    }
    let level = merged(rules.iter().filter(|rule| rule.is_level()).map(Stroke::of_level));
    let upright = merged(rules.iter().filter(|rule| !rule.is_level()).map(Stroke::of_upright));
    if level.len().saturating_mul(upright.len()) > CROSSINGS {
        return Vec::new();
    }
    groups(&level, &upright).iter().filter_map(|(level, upright)| grid(level, upright)).collect()
}

/// A line: where it stands across its direction, and from where to where it goes.
#[derive(Debug, Clone, Copy)]
struct Stroke {
    at: f32,
    from: f32,
    to: f32,
}

impl Stroke {
    fn of_level(rule: &Rule) -> Self {
        Self { at: rule.y0, from: rule.x0, to: rule.x1 }
    }

    fn of_upright(rule: &Rule) -> Self {
        Self { at: rule.x0, from: rule.y0, to: rule.y1 }
    }

    fn crosses(&self, other: &Self) -> bool {
        self.from - NEAR <= other.at
            && other.at <= self.to + NEAR
            && other.from - NEAR <= self.at
            && self.at <= other.to + NEAR
    }

    /// Whether it covers most of a stretch.
    fn covers(&self, from: f32, to: f32) -> bool {
        self.to.min(to) - self.from.max(from) >= (to - from) * 0.6
    }
}

/// Pieces of the same line put together.
fn merged(strokes: impl Iterator<Item = Stroke>) -> Vec<Stroke> {
    let mut strokes: Vec<Stroke> = strokes.collect();
    strokes.sort_by(|a, b| a.at.total_cmp(&b.at));
    // Set those of one line side by side before their ends are looked at.
    let mut line = f32::MIN;
    for stroke in &mut strokes {
        if stroke.at - line > NEAR / 2.0 {
            line = stroke.at;
        }
        stroke.at = line;
    }
    strokes.sort_by(|a, b| a.at.total_cmp(&b.at).then(a.from.total_cmp(&b.from)));
    let mut merged: Vec<Stroke> = Vec::new();
    for stroke in strokes {
        match merged.last_mut() {
            Some(last) if last.at == stroke.at && stroke.from <= last.to + NEAR => {
                last.to = last.to.max(stroke.to);
            }
            _ => merged.push(stroke),
        }
    }
    merged
}

/// Lines that are connected, level and upright ones.
fn groups(level: &[Stroke], upright: &[Stroke]) -> Vec<(Vec<Stroke>, Vec<Stroke>)> {
    let mut sets = Sets::new(level.len() + upright.len());
    for (i, row) in level.iter().enumerate() {
        for (j, column) in upright.iter().enumerate() {
            if row.crosses(column) {
                sets.join(i, level.len() + j);
            }
        }
    }
    let mut groups: Vec<(usize, Vec<Stroke>, Vec<Stroke>)> = Vec::new();
    for (at, stroke) in level.iter().chain(upright).enumerate() {
        let root = sets.root(at);
        let found = groups.iter().position(|(known, _, _)| *known == root);
        let group = found.unwrap_or_else(|| {
            groups.push((root, Vec::new(), Vec::new()));
            groups.len() - 1
        });
        let (_, rows, columns) = &mut groups[group];
        if at < level.len() { rows.push(*stroke) } else { columns.push(*stroke) }
    }
    let is_grid =
        |(_, rows, columns): &(usize, Vec<Stroke>, Vec<Stroke>)| rows.len() >= 2 && !columns.is_empty();
    groups.into_iter().filter(is_grid).map(|(_, rows, columns)| (rows, columns)).collect()
}

/// Where lines of one direction stand. A table without lines at its sides ends where the lines across it end.
fn borders(strokes: &[Stroke], across: &[Stroke]) -> Vec<f32> {
    const OPEN: f32 = 6.0;
    let mut borders: Vec<f32> = strokes.iter().map(|stroke| stroke.at).collect();
    borders.sort_by(f32::total_cmp);
    borders.dedup_by(|next, kept| *next - *kept <= NEAR);
    let from = across.iter().map(|stroke| stroke.from).fold(f32::MAX, f32::min);
    let to = across.iter().map(|stroke| stroke.to).fold(f32::MIN, f32::max);
    if borders.first().is_some_and(|first| from < first - OPEN) {
        borders.insert(0, from);
    }
    if borders.last().is_some_and(|last| to > last + OPEN) {
        borders.push(to);
    }
    borders
}

fn grid(level: &[Stroke], upright: &[Stroke]) -> Option<Grid> {
    let xs = borders(upright, level);
    let ys = borders(level, upright);
    if xs.len() < 2 || ys.len() < 2 {
        return None;
    }
    let (columns, rows) = (xs.len() - 1, ys.len() - 1);
    if columns * rows < 2 || columns.saturating_mul(rows) > CELLS {
        return None;
    }
    let parted_left = parted(upright, &xs, &ys);
    let parted_above = parted(level, &ys, &xs);
    let mut sets = Sets::new(columns * rows);
    for row in 0..rows {
        for column in 0..columns {
            let field = row * columns + column;
            if column > 0 && !parted_left[column * rows + row] {
                sets.join(field - 1, field);
            }
            if row > 0 && !parted_above[row * columns + column] {
                sets.join(field - columns, field);
            }
        }
    }
    let (fields, cells) = cells(&mut sets, columns, rows);
    Some(Grid { xs, ys, fields, cells })
}

/// For each border and each stretch of it, whether a line runs there.
fn parted(strokes: &[Stroke], borders: &[f32], stretches: &[f32]) -> Vec<bool> {
    let count = stretches.len() - 1;
    let mut parted = vec![false; borders.len() * count];
    for stroke in strokes {
        let at = borders.partition_point(|&border| border < stroke.at - NEAR).min(borders.len() - 1);
        for (stretch, pair) in stretches.windows(2).enumerate() {
            parted[at * count + stretch] |= stroke.covers(pair[0], pair[1]);
        }
    }
    parted
}

/// Joined fields as cells, in the order of their first fields.
fn cells(sets: &mut Sets, columns: usize, rows: usize) -> (Vec<usize>, Vec<GridCell>) {
    let mut cell_of_root = vec![usize::MAX; columns * rows];
    let mut fields = Vec::with_capacity(columns * rows);
    let mut cells: Vec<GridCell> = Vec::new();
    for field in 0..columns * rows {
        let (row, column) = (field / columns, field % columns);
        let cell = &mut cell_of_root[sets.root(field)];
        if *cell == usize::MAX {
            *cell = cells.len();
            cells.push(GridCell { row, column, ..GridCell::default() });
        }
        fields.push(*cell);
        let cell = &mut cells[*cell];
        cell.rows = cell.rows.max(row + 1 - cell.row);
        let end = (cell.column + cell.columns).max(column + 1);
        cell.column = cell.column.min(column);
        cell.columns = end - cell.column;
    }
    (fields, cells)
}

/// Disjoint sets.
struct Sets(Vec<usize>);

impl Sets {
    fn new(count: usize) -> Self {
        Self((0..count).collect())
    }

    fn root(&mut self, mut at: usize) -> usize {
        while self.0[at] != at {
            self.0[at] = self.0[self.0[at]];
            at = self.0[at];
        }
        at
    }

    fn join(&mut self, a: usize, b: usize) {
        let (a, b) = (self.root(a), self.root(b));
        // The first is the root, so that the order stays that of the page.
        self.0[a.max(b)] = a.min(b);
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::set;
    use super::*;

    fn level(y: f32, x0: f32, x1: f32) -> Rule {
        Rule { x0, y0: y, x1, y1: y }
    }

    fn upright(x: f32, y0: f32, y1: f32) -> Rule {
        Rule { x0: x, y0, x1: x, y1 }
    }

    fn lattice() -> Vec<Rule> {
        let mut rules: Vec<_> = [100.0, 130.0, 160.0].map(|y| level(y, 50.0, 250.0)).into();
        rules.extend([50.0, 150.0, 250.0].map(|x| upright(x, 100.0, 160.0)));
        rules
    }

    fn shape(grid: &Grid) -> Vec<(usize, usize, usize, usize)> {
        grid.cells.iter().map(|cell| (cell.row, cell.column, cell.rows, cell.columns)).collect()
    }

    #[test]
    fn lines_make_cells() {
        let mut glyphs = set("序号", 60.0, 120.0, 10.0);
        glyphs.extend(set("外", 60.0, 190.0, 10.0));
        glyphs.extend(set("问题", 160.0, 150.0, 10.0));
        let grids = tables(&lattice(), &mut glyphs);
        assert_eq!(shape(&grids[0]), [(0, 0, 1, 1), (0, 1, 1, 1), (1, 0, 1, 1), (1, 1, 1, 1)]);
        assert_eq!(grids[0].cells[0].glyphs.len(), 2);
        assert_eq!(grids[0].cells[3].glyphs.len(), 2);
        assert_eq!(glyphs.len(), 1);
    }

    #[test]
    fn where_a_line_is_missing_cells_are_merged() {
        let mut rules = lattice();
        // The middle upright line only in the second row.
        rules[4] = upright(150.0, 130.0, 160.0);
        let grids = grids(&rules);
        assert_eq!(shape(&grids[0]), [(0, 0, 1, 2), (1, 0, 1, 1), (1, 1, 1, 1)]);
    }

    #[test]
    fn a_table_may_be_open_at_its_sides() {
        let rules: Vec<_> =
            lattice().into_iter().filter(|rule| rule.is_level() || rule.x0 == 150.0).collect();
        assert_eq!(shape(&grids(&rules)[0]).len(), 4);
    }

    #[test]
    fn a_frame_and_lone_lines_are_no_table() {
        let mut rules = vec![level(100.0, 50.0, 250.0), level(160.0, 50.0, 250.0)];
        assert!(grids(&rules).is_empty());
        rules.extend([upright(50.0, 100.0, 160.0), upright(250.0, 100.0, 160.0)]);
        let mut glyphs = set("框内的字", 60.0, 120.0, 10.0);
        assert!(tables(&rules, &mut glyphs).is_empty());
        assert_eq!(glyphs.len(), 4);
    }
}
