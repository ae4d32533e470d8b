//! Lines and pages as a circular is printed: 28 characters of 16 points a line, 22 lines a page (GB/T 9704-2012 5.2.3). No line
//! begins with a closing mark or ends with an opening one. Lengths are millimetres from the top left.

use crate::archive::document::{Paragraph, Style};

pub(super) const PAGE_WIDTH: f64 = 210.0;
pub(super) const PAGE_HEIGHT: f64 = 297.0;
/// 16 points.
pub(super) const SIZE: f64 = 16.0 * 25.4 / 72.0;
const LEADING: f64 = 28.95 * 25.4 / 72.0;
const LEFT: f64 = 26.0;
const TOP: f64 = 37.0;
const COLUMNS: f64 = 28.0;
const LINES: usize = 22;

const CLOSING: &str = "。，、；：？！）》”’」』.,;:?!)%";
const OPENING: &str = "（《“‘「『(";

/// Words of one line, with the left edge of the first and the base line.
pub(super) struct Line {
    pub(super) text: String,
    pub(super) x: f64,
    pub(super) y: f64,
    pub(super) size: f64,
    /// What is added between its characters, so that it fills the width.
    pub(super) spread: f64,
}

impl Line {
    /// How far its first characters go.
    pub(super) fn advance(&self, text: &str) -> f64 {
        advance(text) * self.size + text.chars().count() as f64 * self.spread
    }
}

/// Lines of a page, and the number at its foot.
pub(super) struct Page {
    pub(super) lines: Vec<Line>,
    pub(super) foot: Line,
}

/// How far a character goes, in its size.
pub(super) fn width(character: char) -> f64 {
    if character.is_ascii() { 0.5 } else { 1.0 }
}

fn advance(text: &str) -> f64 {
    text.chars().map(width).sum()
}

/// How many characters go on a line.
fn cut(text: &[char], room: f64) -> usize {
    let (mut end, mut used) = (0, 0.0);
    while end < text.len() && used + width(text[end]) <= room {
        used += width(text[end]);
        end += 1;
    }
    if end == text.len() {
        return end;
    }
    let closing = |at: usize| text.get(at).is_some_and(|&c| CLOSING.contains(c));
    // One closing mark may hang over the end.
    if closing(end) && !closing(end + 1) {
        return end + 1;
    }
    while end > 1 && (closing(end) || OPENING.contains(text[end - 1])) {
        end -= 1;
    }
    let word = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '@' | '-');
    let mut start = end;
    while start > 1 && word(text[start]) && word(text[start - 1]) {
        start -= 1;
    }
    if start > 1 { start } else { end }
}

/// Lines of a paragraph; the indent is room on the first, no characters.
pub(super) fn wrapped(text: &str, columns: f64, indent: f64) -> Vec<String> {
    let characters: Vec<char> = text.chars().collect();
    let mut rest = characters.as_slice();
    let mut lines = Vec::new();
    let mut room = columns - indent;
    while !rest.is_empty() {
        let (line, after) = rest.split_at(cut(rest, room).max(1));
        lines.push(line.iter().collect());
        (rest, room) = (after, columns);
    }
    lines
}

/// The pages of a circular; sentences go on over them. No page ends where a sentence does and its paragraph does not: whether
/// what follows is a paragraph of its own could not be seen. Numbers and addresses stay on one page.
pub(super) fn pages(paragraphs: &[Paragraph]) -> Vec<Page> {
    let mut pages = Vec::new();
    let mut lines: Vec<Line> = Vec::new();
    let mut row = 0;
    for paragraph in paragraphs {
        let of_paragraph = lines_of(paragraph);
        if is_contact(&paragraph.text) && row + of_paragraph.len() > LINES && row > 0 {
            pages.push(page(pages.len() + 1, std::mem::take(&mut lines)));
            row = 0;
        }
        for mut line in of_paragraph {
            if row == LINES {
                let over = carried(&mut lines, line.x == LEFT);
                pages.push(page(pages.len() + 1, std::mem::replace(&mut lines, over)));
                row = lines.len();
            }
            if !line.text.is_empty() {
                line.y = base_line(row);
                lines.push(line);
            }
            row += 1;
        }
    }
    pages.push(page(pages.len() + 1, lines));
    pages
}

fn is_contact(text: &str) -> bool {
    text.contains("电话：")
}

/// Lines at the end of a page that go to the next one, as what follows goes on with their paragraph.
fn carried(lines: &mut Vec<Line>, continues: bool) -> Vec<Line> {
    let keeps = |line: &Line| !continues || !line.text.ends_with(['。', '；', '：']);
    let kept = lines.iter().rposition(keeps).map_or(lines.len(), |at| at + 1);
    let mut over = lines.split_off(kept);
    over.iter_mut().enumerate().for_each(|(row, line)| line.y = base_line(row));
    over
}

fn base_line(row: usize) -> f64 {
    TOP + LEADING * row as f64 + SIZE
}

fn line(text: String, x: f64, size: f64) -> Line {
    Line { text, x, y: 0.0, size, spread: 0.0 }
}

/// The number stands on the outer side, in 14 points (GB/T 9704-2012 7.5).
fn page(number: usize, lines: Vec<Line>) -> Page {
    let text = format!("— {number} —");
    let size = SIZE * 14.0 / 16.0;
    let outer = PAGE_WIDTH - LEFT - SIZE - advance(&text) * size;
    let x = if number % 2 == 1 { outer } else { LEFT + SIZE };
    Page { lines, foot: Line { y: PAGE_HEIGHT - 28.0, ..line(text, x, size) } }
}

/// Lines of a paragraph; an empty one is room.
fn lines_of(paragraph: &Paragraph) -> Vec<Line> {
    let text = paragraph.whole();
    let centred = |text: String, size: f64| {
        let x = (PAGE_WIDTH - advance(&text) * size) / 2.0;
        line(text, x, size)
    };
    let room = || line(String::new(), LEFT, SIZE);
    match paragraph.style {
        Style::Title => {
            // Lines of about one length (7.3.1), so that no word stands alone.
            let columns = 19.0;
            let rows = (advance(&text) / columns).ceil().max(1.0);
            let columns = (advance(&text) / rows).ceil().min(columns);
            let lines = wrapped(&text, columns, 0.0).into_iter();
            lines.map(|text| centred(text, SIZE * 22.0 / 16.0)).chain([room()]).collect()
        }
        Style::Number => vec![centred(text, SIZE), room()],
        Style::Right => {
            let x = PAGE_WIDTH - LEFT - (advance(&text) + 3.0) * SIZE;
            vec![line(text, x.max(LEFT), SIZE)]
        }
        Style::Addressees | Style::Heading(_) | Style::Body => {
            let indent = if paragraph.style == Style::Addressees { 0.0 } else { 2.0 };
            let mut lines: Vec<_> = wrapped(&text, COLUMNS, indent)
                .into_iter()
                .enumerate()
                .map(|(at, text)| line(text, if at == 0 { LEFT + indent * SIZE } else { LEFT }, SIZE))
                .collect();
            // All lines but the last fill the width, where that does not tear words apart.
            let last = lines.len() - 1;
            for line in &mut lines[..last] {
                let free = LEFT + COLUMNS * SIZE - line.x - advance(&line.text) * SIZE;
                let spread = free.max(0.0) / (line.text.chars().count().max(2) - 1) as f64;
                line.spread = if spread < SIZE * 0.15 && !is_contact(&text) { spread } else { 0.0 };
            }
            // One line that is nearly full looks as if the next one went on with it.
            if last == 0 && advance(&lines[0].text) > COLUMNS - indent - 4.0 {
                lines.push(room());
            }
            lines
        }
    }
}
