//! How the number of a list stands before its text.

/// What a list sets between a number and the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) enum After {
    #[default]
    Tab,
    Space,
    Nothing,
}

/// What parts a number from its text once both are characters. A tab after 一、 is only a distance, as in typed text
/// there is none; a number that would run into figures is kept apart, so that it stays one: 1. 2025年.
pub(crate) fn between(label: &str, after: After, text: &str) -> &'static str {
    let (Some(last), Some(first)) = (label.chars().next_back(), text.chars().next()) else { return "" };
    if last.is_whitespace() || first.is_whitespace() {
        return "";
    }
    let runs_in = match last {
        '.' | '．' | ')' => first.is_ascii_digit(),
        _ => last.is_alphanumeric() && last.is_ascii() && first.is_ascii_alphanumeric(),
    };
    let apart = match after {
        After::Space => true,
        After::Nothing => false,
        // 1.1 总则, 第一章 总则
        After::Tab => last.is_ascii_alphanumeric() || (label.starts_with('第') && last.is_alphabetic()),
    };
    if runs_in || apart { " " } else { "" }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_stand_before_their_text_as_typed_ones_do() {
        for (label, after, text, between_them) in [
            ("一、", After::Tab, "组织", ""),
            ("（一）", After::Nothing, "学习", ""),
            ("1.", After::Tab, "关于", ""),
            ("1.", After::Nothing, "2025年", " "),
            ("1.1", After::Tab, "总则", " "),
            ("第一章", After::Tab, "总则", " "),
            ("一是", After::Tab, "加强", ""),
            ("①", After::Nothing, "2项", ""),
            ("1.1", After::Space, "总则", " "),
            ("12", After::Nothing, "3项", " "),
            ("1.", After::Tab, " 关于", ""),
            ("1.", After::Tab, "", ""),
        ] {
            assert_eq!(between(label, after, text), between_them, "{label}{text}");
        }
    }
}
