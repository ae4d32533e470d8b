//! Sentences, and what must be told of them.

use super::{WINDOW, words};
use crate::diagnostic::{Code, Diagnostic};
use crate::facts::passage::{self, Passage, PassageKind};
use crate::rules::totals::{
    AMONG, AVERAGES, CHANGE_ADVERBS, CHANGES, GROUPS, JOINT, LINKS, NO_WHOLES, NOUNS, OTHER_THINGS,
    OTHER_TIMES, OVERALL, PARTS, PEOPLE, PartOf, SHARES, Way,
};

const CODES: &[Code] = &[
    Code::TotalContradicted,
    Code::IssueCount,
    Code::DifferenceContradicted,
    Code::ShareContradicted,
    Code::AverageContradicted,
];

fn told(source: &str) -> Vec<Diagnostic> {
    let circular = crate::parse(source);
    let found = circular.diagnostics().iter();
    found.filter(|diagnostic| CODES.contains(&diagnostic.code)).cloned().collect()
}

fn of_sentence(sentence: &str) -> (String, Vec<Diagnostic>) {
    let source = format!("一、工作情况\n\n{sentence}\n");
    let found = told(&source);
    (source, found)
}

/// The one contradiction of a sentence: its code, its words and those of the other places.
fn only(sentence: &str) -> (Code, String, Vec<String>) {
    let (source, found) = of_sentence(sentence);
    let [one] = &found[..] else { panic!("{sentence}: {found:?}") };
    let words = |span: &crate::text::Span| source[span.range()].to_owned();
    (one.code, words(&one.span), one.related.iter().map(words).collect())
}

fn silent(sentence: &str) {
    let (_, found) = of_sentence(sentence);
    assert!(found.is_empty(), "{sentence}: {found:?}");
}

#[test]
fn nothing_is_said_of_what_is_right_or_unsure() {
    for sentence in [
        // Right.
        "反馈问题26个，已完成21个，基本完成3个，推进2个。",
        "反馈的5个方面32项具体问题已整改完成28项，基本完成1项，正在推进3项。",
        "24个问题改完19个，基本改完3个，余下2个正按计划推进，问题整改率91.7%。",
        "34个具体问题，已完成整改25个、基本完成5个、正在整改3个、需长期坚持1个，整改完成率73.5%。",
        "30个问题中，29项业已完成、1项基本完成。",
        "制度45项，其中新制定27项、修订18项。",
        "全院梳理内部制度27项，新立12项、修改11项、废止4项。",
        "由7.8%下降到1.2%，下降6.6个百分点。",
        "房产空置率从28.8%下降至11.4%，下降17.4个百分点，低于全省平均水平3.1个百分点。",
        "村均收入由2023年的21万元增长到34.6万元，增幅64.8%。",
        "收入由2.4亿元调增至3.27亿元，增幅36.3%。",
        "投诉由去年的200件下降到187件，同比下降6.5%。",
        "整改销号139个/143个，97.2%。",
        "26个问题已完成21个，完成率80.8%。",
        "26个问题已完成21个，完成率80.7%。",
        "领导包案29件，已化解27件，化解率93.1%。",
        "3个支部共召开12次，平均4次。",
        "对118名干部清退津补贴41.3万元，人均0.35万元。",
        "甲类问题3个、乙类问题5个，共8个。",
        // Parts that need not be all.
        "反馈问题26个，已完成21个，基本完成3个。",
        "建立健全制度19项，其中新制定12项。",
        "建立健全制度45项，新制定27项、修订18项、废止5项。",
        "党员120名，其中女党员70名、35岁以下60名。",
        "143个问题中，应当立行立改的96个已全部改正，分阶段整改的35个改正28个，持续整改的12个均已拿出路线图，总体整改率为86.7%。",
        "尚未整改到位的问题还有19个，分阶段整改类7个、持续整改类12个。",
        "26个问题，已完成21个，余下5个，正在推进3个、长期坚持2个。",
        "26个问题，已完成24个，其中基本完成3个，推进2个。",
        "反馈问题26个，已完成21个、推进2个、移交3个。",
        "市级问题18个，已完成16个；县级问题30个，已完成29个，正在推进3个。",
        "涉及问题35个，整改完成30个、基本完成3个、未完成2个（正在推进1个、长期坚持1个）。",
        "26个问题，立行立改的12个已完成，限期整改的10个基本完成，长期坚持的4个正在推进。",
        // Different things.
        "召开会议12次，查处问题5个，处理8人，移送线索3条。",
        "修订制度18项，新制定27项，废止2项。",
        "反馈问题5个，其中涉及单位30个。",
        "查处问题5起，处理12人，其中党纪处分8人。",
        "给予党纪处分2人、政务处分2人，共3人。",
        "出台制度5项，新建台账12项，修订流程18项。",
        "人均收入3480元，其中医生5000元。",
        "收入增加3万元，其中门诊增加5万元。",
        "抽查病历26份，发现问题21份，满意率98%。",
        "4个乡镇共有12个村，每村2个点。",
        // Not exact.
        "反馈问题26个，已完成20余个，推进2个。",
        "占比由约50%提高到60%，提高8个百分点。",
        "3个支部共召开100余次，平均40次。",
        // Compared with something else.
        "支出进度由80%提高到89.2%，快于序时进度5.9个百分点。",
        "空置率由年初的7.8%下降到1.2%，同比下降3个百分点。",
        "甲、乙占比分别由10%、20%提高到15%、30%，分别提高6个、11个百分点。",
        "截至6月，26个问题已完成10个，正在推进16个；截至9月，已完成21个，推进5个。",
    ] {
        silent(sentence);
    }
}

#[test]
fn a_contradiction_is_told_with_both_places() {
    use Code::{AverageContradicted, DifferenceContradicted, ShareContradicted, TotalContradicted};
    let cases: &[(&str, Code, &str, &[&str])] = &[
        (
            "反馈问题26个，已完成21个，基本完成3个，推进1个。",
            TotalContradicted,
            "26个",
            &["21个", "3个", "1个"],
        ),
        (
            "反馈问题26个。已完成21个，基本完成3个，推进3个。",
            TotalContradicted,
            "26个",
            &["21个", "3个", "3个"],
        ),
        (
            "反馈的5个方面32项具体问题已整改完成28项，基本完成1项，正在推进4项。",
            TotalContradicted,
            "32项",
            &["28项", "1项", "4项"],
        ),
        (
            "30个问题中，25项业已完成、1项基本完成、2项正在推进。",
            TotalContradicted,
            "30个",
            &["25项", "1项", "2项"],
        ),
        ("反馈问题26个，已完成21个，基本完成8个。", TotalContradicted, "26个", &["21个", "8个"]),
        (
            "26个问题，立行立改的12个已完成，限期整改的10个基本完成，长期坚持的3个正在推进。",
            TotalContradicted,
            "26个",
            &["12个", "10个", "3个"],
        ),
        ("反馈问题26个，已完成整改27个。", TotalContradicted, "26个", &["27个"]),
        ("24个问题改完19个，基本改完3个，余下3个。", TotalContradicted, "24个", &["19个", "3个", "3个"]),
        ("制度45项，其中新制定27项、修订19项。", TotalContradicted, "45项", &["27项", "19项"]),
        ("制度45项，其中新制定27项、修订16项。", TotalContradicted, "45项", &["27项", "16项"]),
        (
            "全院梳理内部制度27项，新立12项、修改11项、废止5项。",
            TotalContradicted,
            "27项",
            &["12项", "11项", "5项"],
        ),
        ("问责12人，其中科级干部13人。", TotalContradicted, "12人", &["13人"]),
        ("投入资金380万元，其中财政资金500万元。", TotalContradicted, "380万元", &["500万元"]),
        ("甲类问题3个、乙类问题5个，共9个。", TotalContradicted, "9个", &["3个", "5个"]),
        ("由7.8%下降到1.2%，下降5.6个百分点。", DifferenceContradicted, "5.6个百分点", &["7.8%", "1.2%"]),
        (
            "三四级手术占比由46.3%提升到55.1%，上升8.7个百分点。",
            DifferenceContradicted,
            "8.7个百分点",
            &["46.3%", "55.1%"],
        ),
        ("由7.8%下降到1.2%，上升6.6个百分点。", DifferenceContradicted, "6.6个百分点", &["7.8%", "1.2%"]),
        ("信访由200件减少到150件，减少60件。", DifferenceContradicted, "60件", &["200件", "150件"]),
        ("投诉由去年的200件下降到187件，同比下降7.5%。", DifferenceContradicted, "7.5%", &["200件", "187件"]),
        (
            "收入由2023年的21万元增长到34.6万元，增幅74.8%。",
            DifferenceContradicted,
            "74.8%",
            &["21万元", "34.6万元"],
        ),
        ("整改销号139个/143个，98.2%。", ShareContradicted, "98.2%", &["139个", "143个"]),
        ("26个问题已完成21个，完成率82.8%。", ShareContradicted, "82.8%", &["26个", "21个"]),
        ("领导包案29件，已化解27件，化解率95%。", ShareContradicted, "95%", &["29件", "27件"]),
        (
            "34个问题，已完成整改25个、基本完成5个、正在整改4个，整改完成率78.5%。",
            ShareContradicted,
            "78.5%",
            &["34个", "25个"],
        ),
        (
            "建章立制26项，其中新建制度15项、修订完善制度8项、废止制度2项。",
            TotalContradicted,
            "26项",
            &["15项", "8项", "2项"],
        ),
        (
            "中央资金1.2亿元、地方资金2.2亿元，合计4.5亿元。",
            TotalContradicted,
            "4.5亿元",
            &["1.2亿元", "2.2亿元"],
        ),
        ("党员120名，其中女党员30名，占35%。", ShareContradicted, "35%", &["120名", "30名"]),
        ("3个支部共召开12次，平均5次。", AverageContradicted, "5次", &["3个", "12次"]),
        ("3个支部召开12次，平均每个支部5次。", AverageContradicted, "5次", &["3个", "12次"]),
        (
            "对118名干部清退津补贴41.3万元，人均0.45万元。",
            AverageContradicted,
            "0.45万元",
            &["118名", "41.3万元"],
        ),
        // Figures of a sentence before explain nothing.
        (
            "召开会议6次，已完成1个。12个支部共召开组织生活会48次，平均每个支部5次。",
            AverageContradicted,
            "5次",
            &["12个", "48次"],
        ),
        (
            "基本完成1个。建立健全制度20项，其中新制定12项、修订9项。",
            TotalContradicted,
            "20项",
            &["12项", "9项"],
        ),
    ];
    for (sentence, code, words, others) in cases {
        let (found, at, related) = only(sentence);
        assert_eq!((found, at.as_str()), (*code, *words), "{sentence}");
        assert_eq!(related, *others, "{sentence}");
    }
}

#[test]
fn messages_tell_what_would_be_right() {
    for (sentence, message) in [
        ("26个问题已完成21个，完成率82.8%。", "“82.8%”, but 21个 of 26个 is 80.8%"),
        ("反馈问题26个，已完成21个，推进3个。", "the whole is “26个”, its parts come to 21 + 3 = 24"),
        (
            "甲地1.2亿元、乙地2.2亿元，合计4.5亿元。",
            "the whole is “4.5亿元”, its parts come to 1.2 + 2.2 = 3.4",
        ),
        ("预算由120万元压减到96万元，压减30%。", "“30%”, but the change is 20% down"),
        ("预算由120万元压减到96万元，压减34万元。", "“34万元”, but the change is 24万元 down"),
        ("3个支部共召开12次，平均5次。", "“5次”, but 12次 over 3个 is 4"),
    ] {
        let (_, found) = of_sentence(sentence);
        assert_eq!(found.first().map(|found| &*found.message), Some(message));
    }
}

#[test]
fn a_figure_is_right_when_rounded_or_cut_to_its_digits() {
    for share in ["80.8", "80.7", "80.77", "80.76", "81", "80"] {
        silent(&format!("26个问题已完成21个，完成率{share}%。"));
    }
    for share in ["80.6", "80.9", "80.75", "80.78", "79", "82"] {
        assert_eq!(
            only(&format!("26个问题已完成21个，完成率{share}%。")).0,
            Code::ShareContradicted,
            "{share}"
        );
    }
}

#[test]
fn every_word_for_a_part_is_known_on_its_side() {
    for (word, part) in PARTS {
        let (whole, rest, sum) = match part {
            PartOf::Done => ("反馈问题9个", "推进3个", false),
            PartOf::Open | PartOf::Rest => ("反馈问题9个", "已完成3个", false),
            PartOf::Mostly => ("反馈问题9个", "已完成3个", true),
            PartOf::New | PartOf::Abolished => ("制度9项", "修订3项", *part == PartOf::Abolished),
            PartOf::Revised => ("制度9项", "新制定3项", false),
        };
        let unit = if part.is_of_rules() { "项" } else { "个" };
        let number = if sum { 7 } else { 5 };
        let sentence = format!("{whole}，{rest}，{word}{number}{unit}。");
        assert_eq!(only(&sentence).0, Code::TotalContradicted, "{sentence}");
        silent(&format!("{whole}，{rest}，{word}6{unit}。"));
    }
    for noun in NOUNS {
        assert_eq!(
            only(&format!("反馈问题9个，已完成{noun}3个，推进5个。")).0,
            Code::TotalContradicted,
            "{noun}"
        );
    }
}

#[test]
fn every_word_for_a_change_says_its_way() {
    for (word, way) in CHANGES {
        let change = if *way == Way::Down { "由30%变到20%" } else { "由20%变到30%" };
        let against = if *way == Way::Down { "由20%变到30%" } else { "由30%变到20%" };
        silent(&format!("比重{change}，{word}10个百分点。"));
        assert_eq!(
            only(&format!("比重{change}，{word}12个百分点。")).0,
            Code::DifferenceContradicted,
            "{word}"
        );
        match way {
            Way::Either => silent(&format!("比重{against}，{word}10个百分点。")),
            Way::Up | Way::Down => {
                assert_eq!(
                    only(&format!("比重{against}，{word}10个百分点。")).0,
                    Code::DifferenceContradicted
                );
            }
        }
    }
    for word in CHANGE_ADVERBS {
        let sentence = format!("比重由30%变到20%，{word}下降12个百分点。");
        assert_eq!(only(&sentence).0, Code::DifferenceContradicted, "{sentence}");
    }
    for word in OTHER_TIMES {
        silent(&format!("比重由{word}的30%降到20%，同比下降12个百分点。"));
    }
}

#[test]
fn every_word_around_shares_and_averages_is_known() {
    for word in SHARES {
        let sentence = format!("党员40名，其中女党员10名，{word}35%。");
        assert_eq!(only(&sentence).0, Code::ShareContradicted, "{sentence}");
    }
    for word in LINKS.iter().filter(|link| **link != "了") {
        let sentence = format!("26个问题已完成21个，完成率{word}82.8%。");
        assert_eq!(only(&sentence).0, Code::ShareContradicted, "{sentence}");
    }
    assert_eq!(only("由30%变到20%，下降了12个百分点。").0, Code::DifferenceContradicted);
    for word in OVERALL {
        silent(&format!("26个问题已完成21个，{word}完成率82.8%。"));
    }
    for (word, units) in AVERAGES {
        for unit in *units {
            let sentence = format!("4{unit}共发放8万元，{word}3万元。");
            assert_eq!(only(&sentence).0, Code::AverageContradicted, "{sentence}");
            silent(&format!("4{unit}共发放8万元，{word}2万元。"));
        }
        silent(&format!("4批共发放8万元，{word}3万元。"));
    }
}

#[test]
fn every_word_for_a_whole_is_known() {
    for word in JOINT {
        let sentence = format!("甲类3个、乙类5个，{word}9个。");
        assert_eq!(only(&sentence).0, Code::TotalContradicted, "{sentence}");
    }
    for unit in PEOPLE {
        silent(&format!("甲类3{unit}、乙类5{unit}，共7{unit}。"));
        assert_eq!(
            only(&format!("甲类3{unit}、乙类5{unit}，共9{unit}。")).0,
            Code::TotalContradicted,
            "{unit}"
        );
    }
    for word in OTHER_THINGS {
        silent(&format!("问题5个，{AMONG}{word}单位30个。"));
    }
    for word in NO_WHOLES {
        silent(&format!("资金{word}5万元，{AMONG}甲类30万元。"));
    }
    assert_eq!(only(&format!("资金5万元，{AMONG}甲类30万元。")).0, Code::TotalContradicted);
    for group in GROUPS {
        silent(&format!("反馈的24个问题涉及4个{group}，已完成20个，推进4个。"));
    }
}

fn circular(lead: &str, statuses: &[&str]) -> String {
    let mut source = format!("某局关于巡察整改情况的通报\n\n{lead}\n\n一、整改落实情况\n\n");
    for (at, status) in statuses.iter().enumerate() {
        source.push_str(&format!("{}.关于学习不深入的问题。一是学。二是用。{status}\n\n", at + 1));
    }
    source
}

#[test]
fn the_number_of_issues_is_checked_against_the_tree() {
    const DONE: &str = "该问题已完成整改。";
    const OPEN: &str = "该问题正在整改。";
    let told_of = |lead: &str, statuses: &[&str]| told(&circular(lead, statuses));
    let lead = "巡察组向局党组反馈了3个方面4个问题。";
    for (lead, statuses, count) in [
        (lead, &[""; 4][..], 0),
        (lead, &[""; 3], 1),
        (lead, &[""; 5], 1),
        // Grouped, or some of many only.
        ("巡察组反馈的34个问题均已认领。", &[""; 4], 0),
        // Not said of the feedback, not of all of it, or not exactly.
        ("班子查摆的4个问题均已认领。", &[""; 3], 0),
        ("选人用人专项检查反馈的4个问题均已认领。", &[""; 3], 0),
        ("巡察组反馈的约4个问题均已认领。", &[""; 3], 0),
        // Two inspections.
        ("巡察组反馈的4个问题、审计组反馈的7个问题均已认领。", &[""; 3], 0),
        ("反馈问题4个，已完成3个，推进1个。", &[DONE, DONE, DONE, OPEN], 0),
        ("反馈问题4个，已完成3个，推进1个。", &[DONE, DONE, OPEN, OPEN], 1),
        // An issue without a status.
        ("反馈问题4个，已完成3个，推进1个。", &[DONE, DONE, OPEN, ""], 0),
        ("反馈问题4个，已完成3个，推进1个。", &[DONE, DONE, OPEN, "该问题需长期坚持。"], 0),
    ] {
        let found = told_of(lead, statuses);
        assert_eq!(found.len(), count, "{lead} {statuses:?}: {found:?}");
        assert!(found.iter().all(|found| found.code == Code::IssueCount && found.related.len() == 1));
    }
}

#[test]
fn a_figure_is_compared_with_a_bounded_number_of_others() {
    let text = "反馈问题26个，已完成21个，基本完成3个，推进2个，完成率80.8%".repeat(50);
    let passage = Passage { range: 0..text.len(), node: None, kind: PassageKind::Done, section: 0 };
    let mut marks = passage::Marks::default();
    passage::read(&text, passage.range.clone(), &mut marks);
    let marked = marks.each().next().unwrap();
    let counts = words::counts(&text, &passage, marked.figures, marked.sentences);
    assert_eq!(counts.len(), 250);
    assert!((0..counts.len()).all(|at| words::window(&counts, at).len() == at.min(WINDOW)));
}
