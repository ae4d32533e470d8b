//! What a rate is counted by: 吨/日, 毫克/升.

/// Units that a rate is counted by.
const PER: &[&str] = &[
    "日",
    "天",
    "年",
    "月",
    "小时",
    "时",
    "秒",
    "人",
    "户",
    "亩",
    "次",
    "吨",
    "平方米",
    "立方米",
    "升",
    "公里",
    "千米",
    "千瓦时",
    "度",
    "㎡",
    "m³",
    "件",
    "个",
    "批次",
    "万元",
    "平方公里",
    "kWh",
    "公顷",
    "公斤",
    "千克",
    "斤",
    "kg",
    "人次",
    "车次",
    "床",
    "间",
    "辆",
    "只",
    "头",
    "株",
    "台",
    "套",
];

/// 吨/日
pub(super) fn per_at(text: &str, at: usize) -> Option<(&'static str, usize)> {
    let rest = text[at..].strip_prefix(['/', '／'])?;
    let start = text.len() - rest.len();
    let word = PER.iter().filter(|word| rest.starts_with(**word)).max_by_key(|word| word.len())?;
    Some((word, start + word.len()))
}
