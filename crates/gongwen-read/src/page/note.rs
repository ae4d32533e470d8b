//! Notes at the foot of a page: smaller than the text, below a short line.

use super::column::Strip;
use super::line::Line;
use super::{Page, Rule};

/// Takes the notes off the last strip of a page.
pub(super) fn take_notes(page: &Page, strips: &mut [Strip], size: f32) -> Vec<Line> {
    let Some(rule) =
        page.rules.iter().filter(|rule| parts_notes(rule, page)).max_by(|a, b| a.y0.total_cmp(&b.y0))
    else {
        return Vec::new();
    };
    let Some(strip) = strips.last_mut() else { return Vec::new() };
    let first = strip.lines.partition_point(|line| line.baseline < rule.y0);
    let is_note = |line: &Line| line.size < size * 0.93;
    // All below the line, or it is another kind of line.
    if first == strip.lines.len() || !strip.lines[first..].iter().all(is_note) {
        return Vec::new();
    }
    strip.lines.split_off(first)
}

/// The lines of the imprint (GB/T 9704-2012, 7.4.1) are as wide as the text; that above notes is short.
fn parts_notes(rule: &Rule, page: &Page) -> bool {
    rule.is_level() && rule.x1 - rule.x0 < page.width * 0.45 && rule.y0 > page.height * 0.3
}

/// Lines of notes as paragraphs: one that begins with a mark opens one.
pub(super) fn paragraphs(lines: Vec<Line>) -> Vec<(String, Line)> {
    let mut notes: Vec<(String, Line)> = Vec::new();
    for line in lines {
        match notes.last_mut() {
            Some((text, _)) if !begins_note(&line.text) => text.push_str(&line.text),
            _ => notes.push((line.text.clone(), line)),
        }
    }
    notes
}

fn begins_note(text: &str) -> bool {
    text.starts_with(|c: char| {
        c.is_ascii_digit()
            || matches!(c, '①'..='⑳' | '*' | '[' | '［' | '〔' | '¹' | '²' | '³' | '⁴'..='⁹' | '注')
    })
}
