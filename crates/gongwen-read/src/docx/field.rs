//! Fields: an instruction that nobody sees, and its result, which is text (ECMA-376 Part 1, 17.16).

use crate::numeral::equation;

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
        equation(&field.instruction).filter(|_| self.shows())
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
    fn page_numbers_are_known() {
        assert!(is_page(r" PAGE   \* MERGEFORMAT "));
        assert!(!is_page("PAGEREF _Toc1"));
    }
}
