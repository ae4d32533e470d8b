//! What heads and feet of pages say, for formats that keep them apart from the text.

use std::collections::HashSet;

use gongwen::block::{LeftOutReason, Origin};

use crate::builder::Builder;

/// Heads and feet of one document. Every section and every kind of page may have the same: it is told once.
#[derive(Debug, Default)]
pub(crate) struct Heads {
    seen: HashSet<String>,
}

impl Heads {
    /// Leaves a line of a head out; `numbered` where the format says that it holds the number of the page.
    pub(crate) fn leave_out(&mut self, builder: &mut Builder, text: &str, numbered: bool, origin: Origin) {
        if self.seen.insert(text.to_owned()) {
            let number = numbered || is_page_number(text);
            let reason = if number { LeftOutReason::PageNumber } else { LeftOutReason::RunningHead };
            builder.left_out(reason, text, origin);
        }
    }
}

/// `— 3 —`, `第 3 页 共 9 页`: a line that only numbers its page.
fn is_page_number(text: &str) -> bool {
    let mark = |c: char| c.is_whitespace() || "-–—－·第共页/".contains(c);
    text.chars().all(|c| mark(c) || c.is_numeric()) && text.chars().any(char::is_numeric)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn page_numbers_are_told_from_heads() {
        assert!(is_page_number("— 3 —"));
        assert!(is_page_number("第 3 页 共 9 页"));
        assert!(!is_page_number("内部资料 2025"));
        assert!(!is_page_number("——"));
    }
}
