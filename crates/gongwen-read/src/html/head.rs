//! What a page says of its document, round the text: 索引号, 发文字号, 来源, 发布时间, in tables, lists and lines.

use super::flow::Page;
use super::rules::Says;
use super::table::{Cell, cell_text, label_of};

/// One thing that is said: its name and value as they are put down, and whether it is about the document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Pair {
    pub(super) text: String,
    pub(super) says: Says,
}

impl Pair {
    fn new(name: &str, says: Says, value: &str) -> Self {
        Self { text: format!("{name}：{}", value.trim_matches(|c: char| is_border(c))), says }
    }
}

/// The pairs of a table, row by row: names before their values, or a row of names above a row of values. Each with the
/// line at which it stands. What is neither is a pair without a name.
pub(super) fn of_table(page: &Page, table: usize) -> Vec<(usize, Pair)> {
    let cells: Vec<(Cell, String)> = page
        .cells_of(table)
        .iter()
        .copied()
        .map(|at| (page.cells[at], cell_text(page, at)))
        .filter(|(_, text)| !text.is_empty())
        .collect();
    let rows: Vec<&[(Cell, String)]> = cells.chunk_by(|(a, _), (b, _)| a.row == b.row).collect();
    let mut pairs = Vec::new();
    let mut above: Option<&[(Cell, String)]> = None;
    for row in rows {
        let names = row.iter().filter(|(_, text)| label_of(text).is_some()).count();
        let heads = above.take();
        if names >= 2 && names == row.len() && heads.is_none() {
            above = Some(row);
            continue;
        }
        if let Some(heads) = heads {
            if names == 0 {
                columns(page, heads, row, &mut pairs);
                continue;
            }
            across(page, heads, &mut pairs);
        }
        across(page, row, &mut pairs);
    }
    if let Some(heads) = above {
        across(page, heads, &mut pairs);
    }
    pairs
}

fn line_of(page: &Page, cell: &Cell) -> usize {
    page.lines_of(cell.node).start
}

/// Names above their values.
fn columns(page: &Page, heads: &[(Cell, String)], row: &[(Cell, String)], pairs: &mut Vec<(usize, Pair)>) {
    for (cell, text) in row {
        let head = heads.iter().find(|(head, _)| head.column == cell.column);
        let pair = match head.and_then(|(_, name)| label_of(name)) {
            Some((name, says)) => Pair::new(name, says, text),
            None => Pair { text: text.clone(), says: Says::Document },
        };
        pairs.push((line_of(page, cell), pair));
    }
    for (head, name) in heads {
        if let Some((name, says)) =
            label_of(name).filter(|_| row.iter().all(|(cell, _)| cell.column != head.column))
        {
            pairs.push((line_of(page, head), Pair::new(name, says, "")));
        }
    }
}

/// Names before their values; a name and its value may share a cell.
fn across(page: &Page, row: &[(Cell, String)], pairs: &mut Vec<(usize, Pair)>) {
    let mut name: Option<(&Cell, &'static str, Says)> = None;
    for (cell, text) in row {
        match (label_of(text), name.take()) {
            (Some((label, says)), before) => {
                if let Some((cell, label, says)) = before {
                    pairs.push((line_of(page, cell), Pair::new(label, says, "")));
                }
                name = Some((cell, label, says));
            }
            (None, Some((cell, label, says))) => {
                pairs.push((line_of(page, cell), Pair::new(label, says, text)));
            }
            (None, None) => {
                let line = line_of(page, cell);
                match of_text(text) {
                    Some(own) => pairs.extend(own.into_iter().map(|pair| (line, pair))),
                    None => pairs.push((line, Pair { text: text.clone(), says: Says::Document })),
                }
            }
        }
    }
    if let Some((cell, label, says)) = name {
        pairs.push((line_of(page, cell), Pair::new(label, says, "")));
    }
}

/// The pairs of a line that consists of them: `来源：县水务局  发布时间：2025-07-08 10:21  浏览量：1463次`. `None` where it
/// does not open with a name.
pub(super) fn of_line(page: &Page, at: usize) -> Option<Vec<Pair>> {
    let start = page.lines[at].start;
    pairs(page.line_text(at), &|at| page.borders.binary_search(&(start + at)).is_ok())
}

/// The pairs of a text whose elements are not known.
pub(super) fn of_text(text: &str) -> Option<Vec<Pair>> {
    pairs(text, &|_| false)
}

fn pairs(text: &str, is_border: &dyn Fn(usize) -> bool) -> Option<Vec<Pair>> {
    let lead = dated(text);
    let names = names(text, lead, is_border);
    let first = names.first()?;
    // A bracket or an icon may stand before the first.
    if text[lead..first.start].chars().any(char::is_alphanumeric) {
        return None;
    }
    let mut pairs = Vec::new();
    if lead > 0 {
        pairs.push(Pair { text: text[..lead].trim().to_owned(), says: Says::Publication });
    }
    for (at, name) in names.iter().enumerate() {
        let end = names.get(at + 1).map_or(text.len(), |next| next.start);
        let value = &text[name.end..end];
        let (value, tools) = match name.says {
            Says::Nothing => (value, ""),
            Says::Document | Says::Publication => value.split_at(tools_at(value)),
        };
        let pair = match name.says {
            // As it is written: it is shown, but says nothing of the document.
            Says::Nothing => Pair { text: text[name.start..end].trim().to_owned(), says: name.says },
            says => Pair::new(name.label, says, value),
        };
        pairs.push(pair);
        if tools.chars().any(char::is_alphanumeric) {
            pairs.push(Pair { text: tools.trim().to_owned(), says: Says::Nothing });
        }
    }
    Some(pairs)
}

/// The length of a day, with a time or without, at the start of a line: 2025-07-08 10:21.
fn dated(text: &str) -> usize {
    if !text.starts_with("20") {
        return 0;
    }
    let is_date = |c: char| c.is_ascii_digit() || c.is_whitespace() || "-/.:：年月日时分秒".contains(c);
    let len = text.len() - text.trim_start_matches(is_date).len();
    if text[..len].bytes().filter(u8::is_ascii_digit).count() >= 6 { len } else { 0 }
}

/// Where tools stand behind a value: 【打印】, 大 中 小.
fn tools_at(value: &str) -> usize {
    const TOOLS: &[&str] = &[
        "打印",
        "关闭",
        "分享",
        "收藏",
        "大 中 小",
        "字号",
        "字体",
        "浏览",
        "阅读",
        "点击",
        "扫一扫",
        "纠错",
    ];
    TOOLS
        .iter()
        .flat_map(|tool| value.match_indices(tool))
        .map(|(at, _)| value[..at].trim_end_matches(|c: char| !c.is_alphanumeric()).len())
        // In the midst of words it is none: 县图书阅读中心.
        .filter(|&at| value[at..].starts_with(|c: char| !c.is_alphanumeric()) || at == 0)
        .min()
        .unwrap_or(value.len())
}

/// Where a name stands in a line.
#[derive(Debug, Clone, Copy)]
struct Named {
    label: &'static str,
    says: Says,
    start: usize,
    /// Behind its colon.
    end: usize,
}

/// The names of a line that a colon follows, each at its start, after a space or a bracket, or in an element of its
/// own.
fn names(text: &str, lead: usize, is_border: &dyn Fn(usize) -> bool) -> Vec<Named> {
    scan(text, lead, is_border, true)
}

/// Whether a line says anywhere in it who published it, or how often it was read: 文章录入：a　责任编辑：b.
pub(super) fn is_imprint(page: &Page, at: usize) -> bool {
    const LONGEST: usize = 360;
    let text = page.line_text(at);
    let start = page.lines[at].start;
    let is_border = |at: usize| page.borders.binary_search(&(start + at)).is_ok();
    let found = if text.len() > LONGEST { Vec::new() } else { scan(text, 0, &is_border, false) };
    // 时间 and 日期 may stand before the day of the signature.
    let is_of_text = |name: &Named| name.says == Says::Document || matches!(name.label, "时间" | "日期");
    !found.is_empty() && !found.iter().any(is_of_text)
}

fn scan(text: &str, lead: usize, is_border: &dyn Fn(usize) -> bool, from_start: bool) -> Vec<Named> {
    const LONGEST: usize = 12;
    let mut found: Vec<Named> = Vec::new();
    for (colon, mark) in text[lead..].match_indices(['：', ':', '】']) {
        let colon = lead + colon;
        let from = found.last().map_or(lead, |last| last.end);
        let mut best = None;
        let before = &text[from..colon];
        for (at, _) in before.char_indices().rev().take(LONGEST) {
            let border = before[..at].chars().next_back().is_none_or(|c| !c.is_alphanumeric());
            if (border || is_border(from + at))
                && let Some((label, says)) = label_of(&before[at..])
            {
                // With the brackets that it stands in.
                let start = from + before[..at].trim_end_matches(['【', '[', '（', '(']).len();
                best = Some(Named { label, says, start, end: colon + mark.len() });
            }
        }
        if from_start && found.is_empty() && best.is_none() {
            // Prose: no line of names opens with anything else.
            return found;
        }
        found.extend(best);
    }
    found
}

fn is_border(c: char) -> bool {
    c.is_whitespace() || matches!(c, '|' | '｜' | '/' | '【' | '[' | '】' | ']' | '·' | '：' | ':')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pairs(text: &str) -> Vec<String> {
        let sign = |says| if says == Says::Nothing { "-" } else { "" };
        of_text(text)
            .unwrap_or_default()
            .into_iter()
            .map(|pair| format!("{}{}", sign(pair.says), pair.text))
            .collect()
    }

    #[test]
    fn lines_of_pairs_are_taken_apart() {
        assert_eq!(
            pairs(
                "来源：县水务局\u{a0}\u{a0}发布时间：2025-07-08 10:21\u{a0}\u{a0}浏览量：1463次 【字号：大 中 小】 【打印】【关闭】"
            ),
            [
                "来源：县水务局",
                "发布时间：2025-07-08 10:21",
                "-浏览量：1463次",
                "-【字号：大 中 小】 【打印】【关闭】"
            ]
        );
        assert_eq!(
            pairs("索 引 号：0073/2025　　文　　号：澜水党〔2025〕11号"),
            ["索引号：0073/2025", "文号：澜水党〔2025〕11号"]
        );
        assert_eq!(pairs("2025-07-08 10:21:00 来源：县水务局"), ["2025-07-08 10:21:00", "来源：县水务局"]);
        assert_eq!(pairs("来源：县水务局 【打印】"), ["来源：县水务局", "-【打印】"]);
        assert_eq!(pairs("[责任编辑：王某"), ["责任编辑：王某"]);
    }

    #[test]
    fn prose_is_no_line_of_pairs() {
        for text in ["整改情况：一是", "按照要求，来源：某处", "联系电话：0738-5512096", "来源可靠"]
        {
            assert_eq!(pairs(text), Vec::<String>::new(), "{text}");
        }
    }
}
