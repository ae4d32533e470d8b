//! Inputs that make careless parsers quadratic: one pattern, repeated.

use std::hint::black_box;

use crate::bench::{median, timed};

const PATTERNS: &[(&str, &str)] = &[
    ("《", "《"),
    ("一是", "一是"),
    ("一是。", "一是。"),
    ("（", "（"),
    ("#", "#"),
    ("one line of 汉", "汉"),
    ("1.", "1."),
    ("lines of 1.", "1.\n"),
    ("（一） in one line", "（一）"),
    ("（一） headings", "（一）甲\n\n"),
    ("four levels", "一、甲。\n（一）乙。\n1.丙\n（1）丁\n"),
    ("1.关于“", "1.关于“\n"),
    ("“", "“"),
    ("”", "”"),
    ("该问题", "该问题。"),
    ("整改：", "整改：\n"),
    ("附件", "2025年1月1日\n附件\n"),
    ("对甲开展", "对甲开展"),
    ("巡察了", "巡察了"),
    ("（1）整改成效", "（1）整改成效\n（2）甲\n"),
    ("<", "<"),
    ("[", "["),
    ("> nested", "> "),
    ("- nested", "- "),
    ("*", "*"),
    ("** ", "** "),
    ("&amp;", "&amp;"),
    ("line feeds", "\n"),
    ("U+3000", "\u{3000}"),
    ("NUL", "\0"),
    ("|a|", "|a|\n"),
    ("九", "九"),
    ("百分之", "百分之"),
    ("《〈", "《〈"),
    ("1,", "1,"),
    ("一二三", "一二三"),
    ("由1到2", "由1到2"),
    ("2025年", "2025年"),
    ("6月底前", "6月底前"),
    ("5月8日至", "5月8日至"),
    ("（3个", "（3个"),
    ("其中3个、", "其中3个、"),
    ("立案3件、", "立案3件、"),
];

/// For each pattern, the time of 4 MB by 4 times that of 1 MB; with facts, which look at all numbers.
pub(crate) fn measure() -> Vec<(&'static str, f64)> {
    const ROUNDS: usize = 3;
    const MEGABYTE: usize = 1_000_000;
    PATTERNS
        .iter()
        .map(|(name, pattern)| {
            let time = |megabytes: usize| {
                let text = pattern.repeat(megabytes * MEGABYTE / pattern.len());
                median((0..ROUNDS).map(|_| timed(|| drop(black_box(gongwen::parse(&text))))).collect())
            };
            (*name, time(4) / time(1) / 4.0)
        })
        .collect()
}
