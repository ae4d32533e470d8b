//! Text so that Chinese words are found in it.
//!
//! Chinese is written without spaces, and SQLite's own tokenizers take a whole clause for one word (unicode61) or find nothing
//! shorter than three characters (trigram). A tokenizer of our own would lock every other client out of the file. So each
//! Chinese character is indexed as a word of its own: a word of any length is a phrase, found exactly, by any client.

/// Characters that are words of their own: the ideographs of Unicode's CJK blocks, and 〇.
fn is_ideograph(c: char) -> bool {
    matches!(
        c,
        '\u{3007}' | '\u{3400}'..='\u{4DBF}' | '\u{4E00}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}' | '\u{20000}'..='\u{3FFFF}'
    )
}

/// The text with a space on both sides of each ideograph; what is not one stays together: `2025 年 6 月`.
pub(crate) fn spaced(text: &str) -> String {
    let mut out = String::with_capacity(text.len() * 2);
    for c in text.chars() {
        if is_ideograph(c) {
            out.push(' ');
            out.push(c);
            out.push(' ');
        } else {
            out.push(c);
        }
    }
    out
}

/// A query of the full-text index for texts with all the given words, which stand between spaces: each as a phrase. In SQL,
/// the function `words` of connections that [`crate::Reader`] opens. No words are found nowhere.
///
/// ```
/// assert_eq!(gongwen_sqlite::words("公务接待 2025年"), "\"公 务 接 待\" \"2025 年\"");
/// ```
#[must_use]
pub fn words(words: &str) -> String {
    let phrases = words.split_whitespace().map(|word| {
        let spaced = spaced(&word.replace('"', " "));
        let parts: Vec<&str> = spaced.split_whitespace().collect();
        format!("\"{}\"", parts.join(" "))
    });
    let query = phrases.collect::<Vec<_>>().join(" ");
    // An empty query is a syntax error, an empty phrase is not.
    if query.is_empty() { "\"\"".to_owned() } else { query }
}
