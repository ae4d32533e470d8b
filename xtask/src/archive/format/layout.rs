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

pub(super) fn advance(text: &str) -> f64 {
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
/// what follows is a paragraph of its own could not be seen.
pub(super) fn pages(paragraphs: &[Paragraph]) -> Vec<Page> {
    let mut pages = Vec::new();
    let mut lines: Vec<Line> = Vec::new();
    let mut row = 0;
    for (text, x, size) in paragraphs.iter().flat_map(lines_of) {
        if row == LINES {
            let continues = x == LEFT;
            let whole = lines
                .iter()
                .rposition(|line| !continues || !line.text.ends_with(['。', '：', '；']))
                .map_or(lines.len(), |at| at + 1);
            let over = lines.split_off(whole);
            pages.push(page(pages.len() + 1, std::mem::replace(&mut lines, over)));
            for (row, line) in lines.iter_mut().enumerate() {
                line.y = TOP + LEADING * row as f64 + SIZE;
            }
            row = lines.len();
        }
        if !text.is_empty() {
            lines.push(Line { text, x, y: TOP + LEADING * row as f64 + SIZE, size });
        }
        row += 1;
    }
    pages.push(page(pages.len() + 1, lines));
    pages
}

/// The number stands on the outer side, in 14 points (GB/T 9704-2012 7.5).
fn page(number: usize, lines: Vec<Line>) -> Page {
    let text = format!("— {number} —");
    let size = SIZE * 14.0 / 16.0;
    let outer = PAGE_WIDTH - LEFT - SIZE - advance(&text) * size;
    let x = if number % 2 == 1 { outer } else { LEFT + SIZE };
    Page { lines, foot: Line { text, x, y: PAGE_HEIGHT - 28.0, size } }
}

fn lines_of(paragraph: &Paragraph) -> Vec<(String, f64, f64)> {
    let text = paragraph.whole();
    let centred = |text: &str, size: f64| (PAGE_WIDTH - advance(text) * size) / 2.0;
    match paragraph.style {
        Style::Title => {
            let size = SIZE * 22.0 / 16.0;
            // Lines of about one length (7.3.1), so that no word stands alone.
            let columns = 19.0;
            let rows = (advance(&text) / columns).ceil().max(1.0);
            let mut lines: Vec<_> = wrapped(&text, (advance(&text) / rows).ceil().min(columns), 0.0)
                .into_iter()
                .map(|line| {
                    let x = centred(&line, size);
                    (line, x, size)
                })
                .collect();
            lines.push((String::new(), LEFT, SIZE));
            lines
        }
        Style::Number => {
            let x = centred(&text, SIZE);
            vec![(text, x, SIZE), (String::new(), LEFT, SIZE)]
        }
        Style::Right => {
            let x = PAGE_WIDTH - LEFT - (advance(&text) + 3.0) * SIZE;
            vec![(text, x.max(LEFT), SIZE)]
        }
        Style::Addressees | Style::Heading(_) | Style::Body => {
            let indent = if paragraph.style == Style::Addressees { 0.0 } else { 2.0 };
            let mut lines: Vec<_> = wrapped(&text, COLUMNS, indent)
                .into_iter()
                .enumerate()
                .map(|(at, line)| (line, if at == 0 { LEFT + indent * SIZE } else { LEFT }, SIZE))
                .collect();
            // One line that is full looks as if the next one went on with it.
            if let [(line, ..)] = lines.as_slice()
                && advance(line) > COLUMNS - indent - 2.0
            {
                lines.push((String::new(), LEFT, SIZE));
            }
            lines
        }
    }
}
