//! The words around a place: for people who look at a figure and want its sentence.

use std::ops::Range;

/// The stretch of a text with up to `width` code points on each side of a range, not beyond its line: in the repaired text
/// a line is a paragraph.
///
/// ```
/// let text = "上一段。\n检查企业45家，整改完成率99%。\n";
/// let range = text.find("45家").map(|start| start..start + "45家".len()).expect("it stands there");
/// assert_eq!(&text[gongwen::text::context(text, range.clone(), 3)], "查企业45家，整改");
/// assert_eq!(&text[gongwen::text::context(text, range, 100)], "检查企业45家，整改完成率99%。");
/// ```
///
/// # Panics
///
/// Where the range is not one of the text.
#[must_use]
pub fn context(text: &str, range: Range<usize>, width: usize) -> Range<usize> {
    let line = line(text, &range);
    let before = &text[line.start..range.start];
    let after = &text[range.end..line.end];
    let start = before.char_indices().rev().take(width).last().map_or(before.len(), |(at, _)| at);
    let end = after.char_indices().nth(width).map_or(after.len(), |(at, _)| at);
    line.start + start..range.end + end
}

/// Code points between a range and the nearest of these words in its line, as far as `within`; 0 where they touch or overlap,
/// `None` where they do not stand so near.
///
/// ```
/// let text = "检查企业45家，满意率99%。";
/// let range = text.find("45家").map(|start| start..start + "45家".len()).expect("it stands there");
/// assert_eq!(gongwen::text::distance(text, range.clone(), "满意率", 30), Some(1));
/// assert_eq!(gongwen::text::distance(text, range.clone(), "满意率", 0), None);
/// assert_eq!(gongwen::text::distance(text, range.clone(), "企业", 30), Some(0));
/// assert_eq!(gongwen::text::distance(text, range, "响应率", 30), None);
/// ```
///
/// # Panics
///
/// Where the range is not one of the text.
#[must_use]
pub fn distance(text: &str, range: Range<usize>, words: &str, within: usize) -> Option<usize> {
    if words.is_empty() {
        return None;
    }
    // Words that overlap the range may reach out of it on both sides.
    let around = context(text, range.clone(), within.saturating_add(words.chars().count()));
    let between = |found: usize| {
        let (start, end) = (around.start + found, around.start + found + words.len());
        if end <= range.start {
            text[end..range.start].chars().count()
        } else if start >= range.end {
            text[range.end..start].chars().count()
        } else {
            0
        }
    };
    let nearest = text[around.clone()].match_indices(words).map(|(found, _)| between(found)).min();
    nearest.filter(|distance| *distance <= within)
}

fn line(text: &str, range: &Range<usize>) -> Range<usize> {
    let start = text[..range.start].rfind('\n').map_or(0, |at| at + 1);
    let end = text[range.end..].find('\n').map_or(text.len(), |at| range.end + at);
    start..end
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_context_keeps_to_characters_and_to_the_line() {
        let text = "𠮷\n甲乙3丙\n";
        let range = "𠮷\n甲乙".len().."𠮷\n甲乙3".len();
        assert_eq!(&text[context(text, range.clone(), 0)], "3");
        assert_eq!(&text[context(text, range.clone(), 1)], "乙3丙");
        assert_eq!(&text[context(text, range, 9)], "甲乙3丙");
        assert_eq!(context("", 0..0, 5), 0..0);
    }

    #[test]
    fn the_nearest_of_several_counts() {
        let text = "满意率高，其他略，满意率为9%";
        let at = text.find("9%").expect("it stands there");
        assert_eq!(distance(text, at..text.len(), "满意率", 30), Some(1));
        assert_eq!(distance(text, at..text.len(), "", 30), None);
    }
}
