//! Where the lines of a document begin and end. Nothing in the file says so: it is told from all its lines together.

use super::column::Strip;
use super::line::Line;

/// The measures of running text in one place: odd pages, even pages, or a column of them.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Margins {
    pub(super) left: f32,
    pub(super) right: f32,
}

impl Margins {
    /// Where all lines of a side are first lines of paragraphs, their indent of two characters (GB/T 9704-2012, 7.3.3) looks
    /// like its margin. Margins that are the other way round on the back move both ends; an indent moves the left alone.
    fn unless_indent(self, usual: Self, size: f32) -> Self {
        let is_indent = ((self.left - usual.left) / size - 2.0).abs() < 0.6;
        if is_indent && self.right < usual.right + size { usual } else { self }
    }
}

/// The measures of a document.
#[derive(Debug)]
pub(super) struct Measures {
    /// The size of running text.
    pub(super) size: f32,
    /// From base line to base line.
    pub(super) pitch: f32,
    /// Whether paragraphs are told by their indent (GB/T 9704-2012, 7.3.3: two characters).
    pub(super) indents: bool,
    places: Vec<(Place, Margins)>,
    page: Margins,
}

/// Pages that are printed on both sides have their margins the other way round on the back.
type Place = (bool, u8, u8);

fn place(number: u32, strip: &Strip) -> Place {
    (number.is_multiple_of(2), strip.column, strip.columns)
}

impl Measures {
    /// Of strips with the numbers of their pages; `width` is that of a page.
    pub(super) fn of<'s>(strips: impl Iterator<Item = (u32, &'s Strip)> + Clone, width: f32) -> Self {
        let size = usual_size(strips.clone().flat_map(|(_, strip)| &strip.lines));
        let is_body = |line: &Line| (line.size - size).abs() < size * 0.08;
        let mut places: Vec<(Place, Vec<&Line>)> = Vec::new();
        for (number, strip) in strips.clone() {
            let at = place(number, strip);
            let lines = strip.lines.iter().filter(|line| is_body(line));
            match places.iter_mut().find(|(place, _)| *place == at) {
                Some((_, known)) => known.extend(lines),
                None => places.push((at, lines.collect())),
            }
        }
        // Pages of one side that hold few lines have no margins of their own.
        const FEW: usize = 8;
        places.sort_by_key(|(_, lines)| std::cmp::Reverse(lines.len()));
        let most = places.first().and_then(|(_, lines)| margins(lines, size, width));
        let page = most.unwrap_or(Margins { left: 0.0, right: width });
        let places: Vec<(Place, Margins)> = places
            .iter()
            .filter(|(place, lines)| place.2 > 1 || lines.len() >= FEW)
            .filter_map(|(place, lines)| Some((*place, margins(lines, size, width)?)))
            .map(|(place, own)| (place, if place.2 > 1 { own } else { own.unless_indent(page, size) }))
            .collect();
        let pitch = pitch(strips.clone().map(|(_, strip)| strip), size);
        let mut measures = Self { size, pitch, indents: false, places, page };
        measures.indents = measures.has_indents(strips, is_body);
        measures
    }

    pub(super) fn margins(&self, number: u32, strip: &Strip) -> Margins {
        let at = place(number, strip);
        self.places.iter().find(|(place, _)| *place == at).map_or(self.page, |(_, margins)| *margins)
    }

    fn has_indents<'s>(
        &self,
        strips: impl Iterator<Item = (u32, &'s Strip)>,
        is_body: impl Fn(&Line) -> bool,
    ) -> bool {
        let (mut indented, mut all) = (0, 0);
        for (number, strip) in strips {
            let left = self.margins(number, strip).left;
            for line in strip.lines.iter().filter(|line| is_body(line)) {
                all += 1;
                indented += usize::from(((line.x0 - left) / self.size - 2.0).abs() < 0.6);
            }
        }
        indented * 20 >= all
    }
}

fn usual_size<'l>(lines: impl Iterator<Item = &'l Line>) -> f32 {
    let mut counts: Vec<(f32, usize)> = Vec::new();
    for line in lines {
        let chars = line.text.len();
        match counts.iter_mut().find(|(size, _)| (size - line.size).abs() < 0.3) {
            Some((_, count)) => *count += chars,
            None => counts.push((line.size, chars)),
        }
    }
    counts.into_iter().max_by_key(|(_, count)| *count).map_or(10.5, |(size, _)| size.max(1.0))
}

/// The leftmost place where several lines begin; the place where most lines end.
fn margins(lines: &[&Line], size: f32, width: f32) -> Option<Margins> {
    if lines.is_empty() {
        return None;
    }
    let within = size * 0.35;
    let mut starts: Vec<f32> = lines.iter().map(|line| line.x0).collect();
    let mut ends: Vec<f32> = lines.iter().map(|line| line.x1).collect();
    starts.sort_by(f32::total_cmp);
    ends.sort_by(f32::total_cmp);
    let needed = (lines.len() / 30).max(2);
    let left = (0..starts.len())
        .find(|&at| count_within(&starts[at..], within) >= needed)
        .map_or(starts[0], |at| starts[at]);
    let last = ends[ends.len() - 1];
    // Closing marks may hang over the margin by a character; short lines end anywhere.
    let best = (0..ends.len())
        .filter(|&at| last - ends[at] <= size * 3.0)
        .max_by_key(|&at| count_within(&ends[at..], within))?;
    let right = if count_within(&ends[best..], within) >= 2 || lines.len() > 6 {
        ends[best] + within / 2.0
    } else {
        // Too few lines to tell: the page is as wide on its right.
        last.max(width - left)
    };
    Some(Margins { left, right })
}

/// How many sorted values stand no farther than `within` from the first.
fn count_within(values: &[f32], within: f32) -> usize {
    values.iter().take_while(|&&value| value - values[0] <= within).count()
}

/// The usual distance of base lines.
fn pitch<'s>(strips: impl Iterator<Item = &'s Strip>, size: f32) -> f32 {
    let mut counts: Vec<(f32, usize)> = Vec::new();
    for strip in strips {
        for pair in strip.lines.windows(2) {
            let apart = pair[1].baseline - pair[0].baseline;
            if (pair[0].size - pair[1].size).abs() > size * 0.08 || apart < size * 0.9 {
                continue;
            }
            match counts.iter_mut().find(|(known, _)| (known - apart).abs() < size * 0.1) {
                Some((_, count)) => *count += 1,
                None => counts.push((apart, 1)),
            }
        }
    }
    counts.into_iter().max_by_key(|(_, count)| *count).map_or(size * 1.6, |(apart, _)| apart)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_indent_of_all_lines_of_a_page_is_no_margin() {
        let usual = Margins { left: 80.0, right: 520.0 };
        let of_short_paragraphs = Margins { left: 112.0, right: 470.0 };
        assert_eq!(of_short_paragraphs.unless_indent(usual, 16.0), usual);
        let other_way_round = Margins { left: 112.0, right: 552.0 };
        assert_eq!(other_way_round.unless_indent(usual, 16.0), other_way_round);
        let wider = Margins { left: 100.0, right: 520.0 };
        assert_eq!(wider.unless_indent(usual, 16.0), wider);
    }
}
