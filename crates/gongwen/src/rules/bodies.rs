//! What the names of bodies end with: issuers in titles, and signatures.

use std::sync::LazyLock;

use super::Suffixes;

/// Endings of a name that parts the issuer from the subject in a title without 关于, and that a signature may have.
pub(crate) const BODIES: &[&str] = &[
    "委员会",
    "党组",
    "党委",
    "党工委",
    "工委",
    "党支部",
    "支部",
    "党总支",
    "总支",
    "政府",
    "办公室",
    "局",
    "厅",
    "委",
    "院",
    "集团",
    "公司",
    "中心",
    "大学",
    "学校",
    "中学",
    "小学",
    "党校",
    "幼儿园",
    "支队",
    "总队",
    "大队",
    "协会",
    "联合会",
    "总工会",
    "银行",
    "商行",
    "分行",
    "支行",
    "联社",
    "海关",
    "监狱",
    "部",
    "处",
    "署",
    "社",
    "村",
    "镇",
    "乡",
    "街道",
];

/// Endings of a signature only: in a title these are as often the end of another word (检查组, 工作会, 三个所).
const SIGNATURES: &[&str] = &[
    "队",
    "中队",
    "会",
    "站",
    "所",
    "校",
    "馆",
    "台",
    "小组",
    "园",
    "厂",
    "法庭",
    "室",
    "科",
    "组",
    "社区",
    "联",
    "专班",
    "景区",
    "管理区",
    "开发区",
    "农场",
    "林场",
    "电厂",
    "矿",
    "店",
];

/// Endings of an issuer only: a place signs through its body, but 青溪县落实…整改情况公开 stands for both.
const PLACES: &[&str] = &["省", "市", "县", "区", "州", "旗", "盟"];

/// Whether a text ends as the name of a body does, below a circular.
pub(crate) fn may_sign(text: &str) -> bool {
    static WORDS: LazyLock<Suffixes> =
        LazyLock::new(|| Suffixes::new(BODIES.iter().chain(SIGNATURES).copied()));
    WORDS.longest(text).is_some()
}

/// Whether a text ends as the issuer in a title does. 市委 alone is whose inspection it was.
pub(crate) fn may_issue(text: &str) -> bool {
    static WORDS: LazyLock<Suffixes> = LazyLock::new(|| Suffixes::new(BODIES.iter().chain(PLACES).copied()));
    const SUPERIORS: &[&str] = &["省委", "市委", "县委", "区委", "州委", "旗委", "自治区党委", "上级党委"];
    WORDS.longest(text).is_some() && !SUPERIORS.contains(&text) && text.chars().nth(1).is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn endings_are_those_of_bodies() {
        for name in ["中共青溪县水利局党组", "青溪县第一中学", "白石村村民委员会", "市医保局巡察整改专班"]
        {
            assert!(may_sign(name), "{name}");
        }
        assert!(may_issue("青溪县") && may_issue("局党委"));
        for name in ["市委", "市", "整改方案"] {
            assert!(!may_issue(name), "{name}");
        }
        assert!(!may_sign("青溪县") && !may_issue("检查组"));
    }
}
