//! What stands on pages besides their text: page numbers, running heads and feet, watermarks.

use gongwen::block::LeftOutReason;

use super::line::Line;

/// Lines at the head and at the foot of a page that are looked at.
const LINES: usize = 3;

/// Where a line stands: `from` counts lines from the head, or from the foot.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Edge {
    Head,
    Foot,
}

/// The lines of one page, from the top down, and its height.
pub(super) struct Sheet<'p> {
    pub(super) number: u32,
    pub(super) height: f32,
    pub(super) lines: Vec<&'p Line>,
}

impl Sheet<'_> {
    /// Whether a line is farther from the text than lines of the text are from one another, or smaller.
    fn stands_apart(&self, at: usize, edge: Edge) -> bool {
        let mut gaps: Vec<f32> =
            self.lines.windows(2).map(|pair| pair[1].baseline - pair[0].baseline).collect();
        let mut sizes: Vec<f32> = self.lines.iter().map(|line| line.size).collect();
        let gap = match edge {
            Edge::Head => gaps.get(at).copied(),
            Edge::Foot => at.checked_sub(1).and_then(|before| gaps.get(before).copied()),
        };
        let line = self.lines[at];
        let is_in_half = match edge {
            Edge::Head => line.baseline < self.height / 2.0,
            Edge::Foot => line.baseline > self.height / 2.0,
        };
        match (gap, median(&mut gaps), median(&mut sizes)) {
            _ if !is_in_half => false,
            (Some(gap), Some(usual), Some(size)) => gap > usual * 1.3 || line.size < size * 0.9,
            // Nothing else is on the page.
            _ => is_outside(line, self, edge),
        }
    }
}

fn median(values: &mut [f32]) -> Option<f32> {
    let middle = values.len() / 2;
    (!values.is_empty()).then(|| *values.select_nth_unstable_by(middle, f32::total_cmp).1)
}

/// For each page, its lines that are furniture, by their place in the page's lines.
pub(super) fn furniture(sheets: &[Sheet<'_>]) -> Vec<Vec<(usize, LeftOutReason)>> {
    let mut found = vec![Vec::new(); sheets.len()];
    for edge in [Edge::Foot, Edge::Head] {
        let heads = Heads::of(sheets, edge);
        let shift = number_shift(sheets, edge);
        for (sheet, found) in sheets.iter().zip(&mut found) {
            let mut lines = Vec::new();
            for at in at_edge(sheet, edge) {
                let line = sheet.lines[at];
                let reason = if is_page_number(line, sheet, edge, shift) {
                    LeftOutReason::PageNumber
                } else if heads.has(line) {
                    LeftOutReason::RunningHead
                } else {
                    // Farther in is text.
                    break;
                };
                lines.push((at, reason));
            }
            // Text may repeat on every page as well: a head stands apart from it.
            let is_apart = |&(at, reason): &(usize, LeftOutReason)| {
                reason == LeftOutReason::PageNumber || sheet.stands_apart(at, edge)
            };
            let count = lines.iter().rposition(is_apart).map_or(0, |at| at + 1);
            found.extend(lines.into_iter().take(count));
            found.sort_unstable_by_key(|(at, _)| *at);
            found.dedup_by_key(|(at, _)| *at);
        }
    }
    found
}

/// The outermost lines, from the edge inwards.
fn at_edge(sheet: &Sheet<'_>, edge: Edge) -> Vec<usize> {
    let count = sheet.lines.len();
    match edge {
        Edge::Head => (0..count.min(LINES)).collect(),
        Edge::Foot => (count.saturating_sub(LINES)..count).rev().collect(),
    }
}

/// A page number as it is written, and whether its marks say that it is one.
fn written_number(text: &str) -> Option<(u32, bool)> {
    let text: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    let marked = text.starts_with(['第', '-', '—', '–', '－', '·', '•', '~', '－'])
        || text.ends_with('页')
        || text.contains(['/', '／']);
    let digits = |c: char| c.is_ascii_digit() || ('０'..='９').contains(&c);
    let mut numbers = text.split(|c| !digits(c)).filter(|part| !part.is_empty());
    let number = numbers.next()?;
    let rest = text.chars().filter(|&c| !digits(c));
    let allowed = |c| {
        matches!(
            c,
            '第' | '页'
                | '共'
                | '，'
                | ','
                | '/'
                | '／'
                | '-'
                | '—'
                | '–'
                | '－'
                | '·'
                | '•'
                | '~'
                | '.'
                | '('
                | ')'
                | '（'
                | '）'
                | '|'
        )
    };
    // A number, and perhaps that of all pages.
    if number.chars().count() > 5 || numbers.count() > 1 || !rest.clone().all(allowed) || rest.count() > 8 {
        return None;
    }
    let value = number.chars().try_fold(0u32, |value, c| {
        let digit = c.to_digit(10).or_else(|| (c as u32).checked_sub('０' as u32))?;
        Some(value * 10 + digit)
    })?;
    Some((value, marked))
}

/// Whether a text is nothing but a page number.
pub(super) fn is_number_alone(text: &str) -> bool {
    written_number(text).is_some()
}

/// By how much the numbers that are written at an edge differ from those of the pages, where most agree.
fn number_shift(sheets: &[Sheet<'_>], edge: Edge) -> Option<i64> {
    let mut counts: Vec<(i64, usize)> = Vec::new();
    for sheet in sheets {
        let Some(&at) = at_edge(sheet, edge).first() else { continue };
        let Some((value, _)) = written_number(&sheet.lines[at].text) else { continue };
        let shift = i64::from(value) - i64::from(sheet.number);
        match counts.iter_mut().find(|(known, _)| *known == shift) {
            Some((_, count)) => *count += 1,
            None => counts.push((shift, 1)),
        }
    }
    let (shift, count) = counts.into_iter().max_by_key(|(_, count)| *count)?;
    (count >= 2).then_some(shift)
}

fn is_page_number(line: &Line, sheet: &Sheet<'_>, edge: Edge, shift: Option<i64>) -> bool {
    let Some((value, marked)) = written_number(&line.text) else { return false };
    let fits = shift == Some(i64::from(value) - i64::from(sheet.number));
    fits || (is_outside(line, sheet, edge) && (marked || value == sheet.number))
}

/// Beyond the type area: GB/T 9704-2012 leaves 37 mm at the head of a page of 297 mm, and 35 mm at its foot.
fn is_outside(line: &Line, sheet: &Sheet<'_>, edge: Edge) -> bool {
    match edge {
        Edge::Head => line.baseline < sheet.height * 0.12,
        Edge::Foot => line.baseline > sheet.height * 0.88,
    }
}

/// What most pages, or most of every other page, have at the same place of an edge.
struct Heads {
    repeated: Vec<Head>,
}

struct Head {
    text: String,
    baseline: f32,
    pages: usize,
}

impl Heads {
    fn of(sheets: &[Sheet<'_>], edge: Edge) -> Self {
        // Every page may bring new lines: only what the first of them have can be on most.
        const FIRST: usize = 64;
        let mut heads: Vec<Head> = Vec::new();
        for sheet in sheets {
            for at in at_edge(sheet, edge) {
                let line = sheet.lines[at];
                let text = without_numbers(&line.text);
                if text.is_empty() {
                    continue;
                }
                if let Some(head) = heads.iter_mut().find(|head| head.is(line, &text)) {
                    head.pages += 1;
                } else if heads.len() < FIRST {
                    heads.push(Head { text, baseline: line.baseline, pages: 1 });
                }
            }
        }
        let needed = match sheets.len() {
            0..=3 => 2,
            pages => (pages * 2 / 5).max(3),
        };
        heads.retain(|head| head.pages >= needed);
        Self { repeated: heads }
    }

    fn has(&self, line: &Line) -> bool {
        let text = without_numbers(&line.text);
        self.repeated.iter().any(|head| head.is(line, &text))
    }
}

impl Head {
    fn is(&self, line: &Line, text: &str) -> bool {
        (line.baseline - self.baseline).abs() < 3.0 && self.text == text
    }
}

/// A running head may hold the number of the page.
fn without_numbers(text: &str) -> String {
    text.chars().filter(|c| !c.is_ascii_digit() && !c.is_whitespace()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn page_numbers_are_told_from_other_numbers() {
        for (text, value) in [
            ("— 3 —", 3),
            ("- 12 -", 12),
            ("3", 3),
            ("第3页 共12页", 3),
            ("3/12", 3),
            ("－３－", 3),
            ("第 5 页", 5),
            ("·7·", 7),
        ] {
            assert_eq!(written_number(text).map(|(value, _)| value), Some(value), "{text}");
        }
        for text in ["2025年9月10日", "123456", "一、", "3.关于", "7次", "0371-60000001-22", "（3）制度"]
        {
            assert_eq!(written_number(text), None, "{text}");
        }
    }
}
