//! Fields: an instruction that nobody sees, and its result, which is text (ECMA-376 Part 1, 17.16).

use crate::numeral::circled;

/// Characters of an instruction that are kept.
const INSTRUCTION: usize = 256;

/// A field that is open.
#[derive(Debug, Default)]
struct Field {
    /// Its result has begun.
    result: bool,
    instruction: String,
}

/// Fields that are open, the inner ones last.
#[derive(Debug, Default)]
pub(super) struct Fields {
    open: Vec<Field>,
    /// How many of them are still at their instruction.
    hiding: usize,
}

impl Fields {
    pub(super) fn begin(&mut self) {
        self.open.push(Field::default());
        self.hiding += 1;
    }

    /// Adds to the instruction of the innermost field.
    pub(super) fn instruct(&mut self, text: &str) {
        if let Some(field) = self.open.last_mut().filter(|field| field.instruction.len() < INSTRUCTION) {
            field.instruction.extend(text.chars().take(INSTRUCTION));
        }
    }

    /// The instruction ends, the result begins. Whether it is a page number.
    pub(super) fn separate(&mut self) -> bool {
        let Some(field) = self.open.last_mut().filter(|field| !field.result) else { return false };
        field.result = true;
        self.hiding -= 1;
        is_page(&field.instruction)
    }

    /// The field ends. What it shows, where that is no result.
    pub(super) fn end(&mut self) -> Option<String> {
        let field = self.open.pop()?;
        if field.result {
            return None;
        }
        self.hiding -= 1;
        shown(&field.instruction).filter(|_| self.shows())
    }

    /// Whether text that stands here is to be seen.
    pub(super) fn shows(&self) -> bool {
        self.hiding == 0
    }

    /// No instruction runs over the end of a paragraph: one that does was never closed, and hides nothing more.
    pub(super) fn end_paragraph(&mut self) {
        if self.hiding > 0 {
            let first = self.open.iter().position(|field| !field.result);
            self.open.truncate(first.unwrap_or(0));
            self.hiding = 0;
        }
    }
}

/// Whether a field is the number of a page, or of all pages.
pub(super) fn is_page(instruction: &str) -> bool {
    let word = instruction.split_whitespace().next().unwrap_or_default();
    ["PAGE", "NUMPAGES", "SECTIONPAGES"].iter().any(|page| word.eq_ignore_ascii_case(page))
}

/// What a formula shows (17.16.5.19): 带圈字符 is EQ \o\ac(○,1), a fraction EQ \f(1,2). Any other has a result.
fn shown(instruction: &str) -> Option<String> {
    let rest = instruction.trim();
    let rest =
        rest.get(..2).filter(|word| word.eq_ignore_ascii_case("EQ")).map(|_| rest[2..].trim_start())?;
    let (switches, arguments) = rest.split_once('(')?;
    let arguments = arguments.trim_end().strip_suffix(')')?;
    let (first, second) = arguments.split_once([',', '，', ';'])?;
    let (first, second) = (first.trim(), second.trim());
    // Size and height of a part: \s\up 5(1)
    let bare = |text: &str| match text.rsplit_once('(') {
        Some((_, inner)) => inner.trim_end_matches(')').to_owned(),
        None => text.to_owned(),
    };
    let (first, second) = (bare(first), bare(second));
    if switches.starts_with("\\f") {
        return Some(format!("{first}/{second}"));
    }
    if !switches.starts_with("\\o") {
        return None;
    }
    let ring = matches!(first.as_str(), "○" | "〇" | "◯" | "O");
    let number = second.parse().ok().filter(|_| ring).and_then(circled);
    Some(number.map_or(second, String::from))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_field_shows_its_result_alone() {
        let mut fields = Fields::default();
        fields.begin();
        fields.instruct(" HYPERLINK \"x\" ");
        assert!(!fields.shows());
        // A field within the instruction: its result is an argument.
        fields.begin();
        assert!(!fields.separate());
        assert!(!fields.shows());
        assert_eq!(fields.end(), None);
        assert!(!fields.separate());
        assert!(fields.shows());
        assert_eq!(fields.end(), None);
        assert!(fields.shows());
        assert_eq!(fields.end(), None);
    }

    #[test]
    fn a_field_that_never_ends_hides_one_paragraph_at_most() {
        let mut fields = Fields::default();
        fields.begin();
        assert!(!fields.shows());
        fields.end_paragraph();
        assert!(fields.shows());
        // A result may run over paragraphs, as a table of contents does.
        fields.begin();
        fields.separate();
        fields.end_paragraph();
        assert_eq!(fields.open.len(), 1);
    }

    #[test]
    fn formulas_are_text() {
        for (instruction, text) in [
            (r" EQ \o\ac(○,1) ", Some("①")),
            (r" eq \o\ac(○,21)", Some("㉑")),
            (r" eq \o\ac(□,密)", Some("密")),
            (r" EQ \f(1,3) ", Some("1/3")),
            (r" EQ \x(1)", None),
            (" PAGE ", None),
            ("公", None),
        ] {
            assert_eq!(shown(instruction).as_deref(), text, "{instruction}");
        }
    }

    #[test]
    fn page_numbers_are_known() {
        assert!(is_page(r" PAGE   \* MERGEFORMAT "));
        assert!(!is_page("PAGEREF _Toc1"));
    }
}
