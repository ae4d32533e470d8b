//! Two columns side by side are read one after the other. Only a white gutter through many full lines counts: pairs of
//! names and values, or a table without ruling lines, have gaps as well.

use super::line::{Line, Row, line};

/// Lines that a gutter must part.
const LINES: usize = 8;
/// Its width in characters.
const GUTTER: f32 = 1.2;

/// Lines one below the other.
#[derive(Debug)]
pub(super) struct Strip {
    pub(super) lines: Vec<Line>,
    /// Which of how many columns it is.
    pub(super) column: u8,
    pub(super) columns: u8,
}

/// The rows of a page, in the order of reading.
pub(super) fn strips(rows: &[Row]) -> Vec<Strip> {
    let mut strips = Vec::new();
    let mut plain = 0;
    let mut at = 0;
    while at < rows.len() {
        let Some((end, gutter)) = columns(&rows[at..]).map(|(count, gutter)| (at + count, gutter)) else {
            at += 1;
            continue;
        };
        strips.extend(whole(&rows[plain..at]));
        let (left, right) = sides(&rows[at..end], gutter);
        strips.push(Strip { lines: left, column: 0, columns: 2 });
        strips.push(Strip { lines: right, column: 1, columns: 2 });
        (at, plain) = (end, end);
    }
    strips.extend(whole(&rows[plain..]));
    strips
}

fn whole(rows: &[Row]) -> Option<Strip> {
    let lines: Vec<Line> = rows.iter().filter_map(|row| line(&row.glyphs, row.baseline)).collect();
    (!lines.is_empty()).then_some(Strip { lines, column: 0, columns: 1 })
}

/// How many rows from the first on have a gutter in common, and where.
fn columns(rows: &[Row]) -> Option<(usize, (f32, f32))> {
    let first = rows.first()?;
    for mut gutter in gaps(first) {
        let mut count = 1;
        for row in &rows[1..] {
            match narrowed(row, gutter) {
                Some(narrower) => gutter = narrower,
                None => break,
            }
            count += 1;
        }
        if count >= LINES && is_clear(&rows[..count], gutter) {
            return Some((count, gutter));
        }
    }
    None
}

/// Wide gaps of a row.
fn gaps(row: &Row) -> Vec<(f32, f32)> {
    let mut gaps = Vec::new();
    let mut end: Option<f32> = None;
    for glyph in row.glyphs.iter().filter(|glyph| !glyph.c.is_whitespace()) {
        if let Some(end) = end.filter(|end| glyph.x - end >= GUTTER * row.size) {
            gaps.push((end, glyph.x));
        }
        end = Some(end.unwrap_or(glyph.x).max(glyph.x + glyph.width));
    }
    gaps
}

/// What of a gutter a row leaves white; `None` where its text runs over it.
fn narrowed(row: &Row, gutter: (f32, f32)) -> Option<(f32, f32)> {
    let mut shown = row.glyphs.iter().filter(|glyph| !glyph.c.is_whitespace());
    let first = shown.next()?;
    let last = shown.next_back().unwrap_or(first);
    let beside = [(f32::MIN, first.x), (last.x + last.width, f32::MAX)];
    let narrower = gaps(row).into_iter().chain(beside).map(|(x0, x1)| (x0.max(gutter.0), x1.min(gutter.1)));
    narrower
        .filter(|(x0, x1)| x1 - x0 >= GUTTER * row.size)
        .max_by(|a, b| (a.1 - a.0).total_cmp(&(b.1 - b.0)))
}

/// Whether both sides are running text: lines that fill the left one, and begin at the same place in the right one.
fn is_clear(rows: &[Row], gutter: (f32, f32)) -> bool {
    let (left, right) = sides(rows, gutter);
    if left.len() < LINES || right.len() < LINES {
        return false;
    }
    let near = |size: f32, apart: f32| apart.abs() <= size * 2.5;
    let full = left.iter().filter(|line| near(line.size, gutter.0 - line.x1)).count();
    let begun = right.iter().filter(|line| near(line.size, line.x0 - gutter.1)).count();
    let long =
        |lines: &[Line]| lines.iter().map(|line| line.text.chars().count()).sum::<usize>() >= lines.len() * 8;
    full * 2 >= left.len() && begun * 2 >= right.len() && long(&left) && long(&right)
}

fn sides(rows: &[Row], gutter: (f32, f32)) -> (Vec<Line>, Vec<Line>) {
    let middle = f32::midpoint(gutter.0, gutter.1);
    let side = |is_left: bool| {
        rows.iter()
            .filter_map(|row| {
                let split = row.glyphs.partition_point(|glyph| glyph.x < middle);
                let (left, right) = row.glyphs.split_at(split);
                line(if is_left { left } else { right }, row.baseline)
            })
            .collect()
    };
    (side(true), side(false))
}

#[cfg(test)]
mod tests {
    use super::super::line::rows;
    use super::super::testing::set;
    use super::*;

    fn text_of(strips: &[Strip]) -> String {
        strips.iter().flat_map(|strip| &strip.lines).map(|line| line.text.as_str()).collect()
    }

    #[test]
    fn two_columns_are_read_one_after_the_other() {
        let mut glyphs = set("关于两栏的标题横跨两栏显示在上方居中排列", 100.0, 80.0, 10.0);
        for row in 0u8..10 {
            let y = 100.0 + f32::from(row) * 15.0;
            glyphs.extend(set("左栏的文字排满一整行到边", 50.0, y, 10.0));
            glyphs.extend(set("右栏的文字也排满一整行了", 190.0, y, 10.0));
        }
        let strips = strips(&rows(glyphs));
        assert_eq!(strips.len(), 3);
        assert!(strips[1].lines.iter().all(|line| line.text.starts_with('左')));
        assert!(strips[2].lines.iter().all(|line| line.text.starts_with('右')));
    }

    #[test]
    fn names_and_values_side_by_side_are_no_columns() {
        let mut glyphs = Vec::new();
        for row in 0u8..10 {
            let y = 100.0 + f32::from(row) * 15.0;
            glyphs.extend(set("单位", 50.0, y, 10.0));
            glyphs.extend(set("水务局", 190.0, y, 10.0));
        }
        let strips = strips(&rows(glyphs));
        assert_eq!(strips.len(), 1);
        assert!(text_of(&strips).starts_with("单位\u{3000}水务局"));
    }
}
