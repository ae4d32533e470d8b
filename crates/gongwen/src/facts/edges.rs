//! Words at the edges of a noun phrase that belong to what stands beside it.

use crate::text::CharSet;

/// The last characters of words of place and time.
static PLACE_LAST: CharSet = CharSet::new("中内里前后时上下");

/// What of a phrase right behind a date belongs to the date: 前 of 6月底前整改完成率, but nothing of 2025年前期费用.
pub(super) fn date_tail(text: &str) -> &str {
    const TAILS: &[&str] = &["之前", "以前", "之后", "以后", "以来", "前", "内"];
    // 前 begins a noun with these.
    const NOUNS: &[char] = &[
        '部', '控', '审', '涝', '河', '期', '沿', '置', '列', '任', '端', '台', '瞻', '景', '科', '身', '线',
    ];
    let tail = TAILS.iter().find(|tail| text.starts_with(**tail)).copied().unwrap_or_default();
    if text[tail.len()..].starts_with(NOUNS) { "" } else { tail }
}

/// A phrase without the word at its end that says where or when: 项目 of 项目中.
pub(super) fn without_place(text: &str) -> &str {
    if !PLACE_LAST.ends(text) {
        return text;
    }
    ["中", "内", "里", "前", "后", "时", "上", "下", "以上", "以内", "之前", "之后"]
        .iter()
        .filter(|word| text.len() > word.len() + 3)
        .find_map(|word| text.strip_suffix(word))
        .filter(|_| {
            ![
                "以下", "会上", "线上", "线下", "室内", "校内", "院内", "市内", "县内", "延时", "课时",
                "工时", "临时", "及时",
            ]
            .iter()
            .any(|word| text.ends_with(word))
        })
        .unwrap_or(text)
}

/// What people and bodies left undone, right behind their number: 9人未按要求整改.
const UNDONE: &[&str] = &[
    "未按",
    "未及时",
    "未向",
    "未对",
    "未在",
    "未将",
    "未能",
    "未履行",
    "未落实",
    "未严格",
    "未制定",
    "未建立",
    "未设置",
    "未安装",
    "未配备",
    "未召开",
    "未公开",
    "未进行",
    "未达",
    "未参加",
    "未开展",
];

/// What begins so right after a unit is no noun: 3个月内完成, 5次以上, 2次后.
pub(super) fn starts_elsewhere(text: &str) -> bool {
    text.starts_with('未')
        && (text == "未" || !text.contains('的') && UNDONE.iter().any(|word| text.starts_with(word)))
        || text.starts_with([
            '以', '之', '内', '后', '起', '来', '左', '时', '者', '余', '后', '不', '时', '才', '都', '为',
            '是', '外', '待', '将', '拟', '已', '仍', '尚',
        ]) && ![
            "不符合",
            "不能",
            "不合",
            "不规范",
            "不动产",
            "不合格",
            "不达标",
            "不作为",
            "不到位",
            "以案",
            "来访",
            "来信",
            "来电",
            "来人",
            "后备",
            "内部",
            "内控",
            "内审",
            "外出",
            "外来",
            "外部",
            "外籍",
            "起诉",
            "左岸",
            "后勤",
            "内科",
            "外科",
            "后续",
            "待遇",
            "待业",
            "待办",
            "待岗",
        ]
        .iter()
        .any(|word| text.starts_with(word))
}
