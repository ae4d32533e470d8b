//! What heads and feet of pages say.

/// `— 3 —`, `第 3 页 共 9 页`: a line that only numbers its page.
pub(crate) fn is_page_number(text: &str) -> bool {
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
