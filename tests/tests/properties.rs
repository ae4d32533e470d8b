//! What holds for every string: arbitrary ones, ones made of the genre's own pieces, and fixtures with damage.

use gongwen::render::{Offsets, TreeOptions, to_json, to_markdown, to_tree};
use gongwen::tree::violations;
use gongwen_tests::{check_extraction, check_fact_spans, sources};
use proptest::prelude::*;

fn check(source: &str) {
    let circular = gongwen::parse(source);
    assert_eq!(violations(&circular), Vec::<String>::new(), "{source:?}");
    assert!(circular.conservation().is_complete(), "{source:?}");
    let json = to_json(&circular, Offsets::Utf8);
    assert_eq!(json, to_json(&gongwen::parse(source), Offsets::Utf8), "not the same bytes again: {source:?}");
    check_fact_spans(&circular);
    let reference_date = "2026-03-11".parse().ok();
    check_extraction(&gongwen::extract(source, &gongwen::ExtractOptions { reference_date }));
    let _ = to_tree(&circular, &TreeOptions { width: 60, color: true });
}

/// All words of a circular.
fn words(circular: &gongwen::Circular<'_>) -> String {
    circular.text().chars().filter(|c| c.is_alphanumeric()).collect()
}

/// Pieces out of which circulars and their damage are made.
fn piece() -> impl Strategy<Value = &'static str> {
    prop::sample::select(vec![
        "一、",
        "二、",
        "（一）",
        "(二)",
        "1.",
        "2．",
        "3、",
        "（1）",
        "①",
        "问题1：",
        "反馈问题二：",
        "一是",
        "二是",
        "三要",
        "首先，",
        "其次，",
        "最后，",
        "第一，",
        "一方面",
        "另一方面",
        "整改情况：",
        "整改措施:",
        "完成情况：",
        "责任单位：",
        "关于“",
        "”问题",
        "的问题",
        "下一步打算",
        "组织领导",
        "学习不深入",
        "制定《办法》",
        "《",
        "》",
        "“",
        "”",
        "（",
        "）",
        "(",
        ")",
        "。",
        "，",
        "；",
        "：",
        "\n",
        "\n\n",
        "\r\n",
        "　　",
        "    ",
        " ",
        "**",
        "*",
        "#",
        "## ",
        "- ",
        "> ",
        "| a | b |",
        "— 3 —",
        "- 1 -",
        "第2页",
        "2025年7月4日",
        "二〇二五年七月十日",
        "某局党组",
        "关于整改情况的通报",
        "各单位：",
        "该问题已完成整改",
        "长期坚持",
        "附件：1.甲 2.乙",
        "附件",
        "抄送：某局",
        "（此件公开发布）",
        "电话：0571-86023311",
        "邮箱 a@b.cn",
        "&nbsp;",
        "&amp;",
        "<br>",
        "<!--more-->",
        "<b>",
        "</b>",
        "[甲](http://a.b)",
        "`",
        "\\",
        "_",
        "---\n",
        "\u{feff}",
        "\u{200b}",
        "\0",
        "𠮷",
        "and",
        "12345",
        "1 236",
        "召开党组会",
        "7次，",
        "由7.8%下降到1.2%，",
        "其中新制定27项",
        "分别达到99%、85%",
        "追缴资金5.08",
        "万元",
        "诫勉2人",
        "今年6月底前",
        "3—5个",
        "（0571）8602 3311、8602 3312",
        "邮编：311700",
        "地址：某市人民路1号（",
        "~~~",
        "===",
    ])
}

proptest! {
    #![proptest_config(ProptestConfig { cases: ProptestConfig::default().cases.max(400), ..ProptestConfig::default() })]

    #[test]
    fn any_string_gives_a_tree_that_accounts_for_it(source in any::<String>()) {
        check(&source);
    }

    #[test]
    fn any_mix_of_the_genres_pieces_does(pieces in prop::collection::vec(piece(), 0..60)) {
        check(&pieces.concat());
    }

    #[test]
    fn markdown_keeps_every_word_of_any_mix(pieces in prop::collection::vec(piece(), 0..40)) {
        let source = pieces.concat();
        let circular = gongwen::parse(&source);
        let markdown = to_markdown(&circular);
        check(&markdown);
        prop_assert_eq!(words(&gongwen::parse(&markdown)), words(&circular));
    }

    #[test]
    fn damaged_fixtures_hold(file in 0_usize..1000, cuts in prop::collection::vec((0.0_f64..1.0, piece(), 0_usize..30), 1..8)) {
        let sources = sources();
        let mut source = std::fs::read_to_string(&sources[file % sources.len()]).unwrap();
        for (place, piece, drop) in cuts {
            let mut from = (place * source.len() as f64) as usize;
            while !source.is_char_boundary(from) {
                from -= 1;
            }
            let mut to = (from + drop).min(source.len());
            while !source.is_char_boundary(to) {
                to += 1;
            }
            source.replace_range(from..to, piece);
        }
        check(&source);
    }
}

#[test]
fn a_fixture_cut_anywhere_keeps_its_words_through_markdown() {
    for path in sources() {
        let source = std::fs::read_to_string(&path).unwrap();
        for (at, _) in source.match_indices('\n').step_by(3) {
            let circular = gongwen::parse(&source[..at]);
            let again = to_markdown(&circular);
            let again = gongwen::parse(&again);
            assert_eq!(words(&again), words(&circular), "{} to {at}", path.display());
        }
    }
}
