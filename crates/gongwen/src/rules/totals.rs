//! Words by which a text relates its own figures to each other: parts of a whole, changes, shares, averages.
//! The reason for a row stands beside it; `facts/totals/` tries every row in a sentence.

use std::sync::LazyLock;

use super::{Prefixes, Suffixes};

/// What part of a whole a figure is, by the word beside it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum PartOf {
    /// 已完成: of issues.
    Done,
    /// 基本完成.
    Mostly,
    /// 正在推进.
    Open,
    /// 余下: what the words behind it may break down again.
    Rest,
    /// 新制定: of rules.
    New,
    /// 修订.
    Revised,
    /// 废止: a whole of 建立健全 may leave them out.
    Abolished,
}

impl PartOf {
    /// Whether both are parts of one kind of whole.
    pub(crate) fn goes_with(self, other: Self) -> bool {
        self.is_of_rules() == other.is_of_rules()
    }

    pub(crate) fn is_of_rules(self) -> bool {
        matches!(self, Self::New | Self::Revised | Self::Abolished)
    }
}

/// Words right before or behind a figure, and the part that it is; the longest counts.
pub(crate) const PARTS: &[(&str, PartOf)] = &[
    ("完成", PartOf::Done),       // 已完成21个, 整改完成21个
    ("完成整改", PartOf::Done),   // the verb with its object
    ("改完", PartOf::Done),       // 24个问题改完19个
    ("已整改", PartOf::Done),     // 已: without it 整改 may be a heading
    ("整改到位", PartOf::Done),   // behind the number as well: 21个已整改到位
    ("已改正", PartOf::Done),     // audits
    ("已解决", PartOf::Done),     // letters and visits
    ("已化解", PartOf::Done),     // disputes
    ("办结", PartOf::Done),       // cases
    ("销号", PartOf::Done),       // environmental inspections
    ("基本完成", PartOf::Mostly), // ends in 完成, and is less
    ("基本完成整改", PartOf::Mostly),
    ("基本改完", PartOf::Mostly),
    ("基本整改到位", PartOf::Mostly),
    ("基本办结", PartOf::Mostly),
    ("基本解决", PartOf::Mostly),
    ("阶段性完成", PartOf::Mostly), // ends in 完成, and is less
    ("部分完成", PartOf::Open),     // ends in 完成, and is not
    ("推进", PartOf::Open),         // 推进2个, 正在推进, 持续推进, 正按计划推进
    ("推进整改", PartOf::Open),
    ("正在整改", PartOf::Open),
    ("持续整改", PartOf::Open),
    ("整改中", PartOf::Open),
    ("推进中", PartOf::Open),
    ("办理中", PartOf::Open),
    ("正在办理", PartOf::Open),
    ("长期坚持", PartOf::Open), // of a list, the fourth kind beside done, mostly done and open
    ("长期整改", PartOf::Open),
    ("未完成", PartOf::Rest), // ends in 完成; often broken down behind
    ("未完成整改", PartOf::Rest),
    ("未整改", PartOf::Rest),
    ("未整改到位", PartOf::Rest),
    ("未办结", PartOf::Rest),
    ("未销号", PartOf::Rest),
    ("未解决", PartOf::Rest),
    ("余下", PartOf::Rest),
    ("剩余", PartOf::Rest),
    ("剩下", PartOf::Rest),
    ("新制定", PartOf::New),
    ("新建", PartOf::New),
    ("新立", PartOf::New),
    ("新出台", PartOf::New),
    ("新建立", PartOf::New),
    ("新增", PartOf::New),
    ("新定", PartOf::New),
    ("修订", PartOf::Revised),
    ("修改", PartOf::Revised),
    ("修订完善", PartOf::Revised),
    ("修改完善", PartOf::Revised),
    ("废止", PartOf::Abolished),
];

/// The part that words say, at their end or anywhere.
pub(crate) fn part_in(words: &str, at_end: bool) -> Option<PartOf> {
    static FINDER: LazyLock<Prefixes> = LazyLock::new(|| Prefixes::new(PARTS.iter().map(|(word, _)| *word)));
    static ENDS: LazyLock<Suffixes> = LazyLock::new(|| Suffixes::new(PARTS.iter().map(|(word, _)| *word)));
    let row = if at_end {
        FINDER.row(ENDS.longest(words)?)
    } else {
        FINDER.each(words).max_by_key(|(_, range)| range.len()).map(|(row, _)| row)
    };
    row.map(|row| PARTS[row].1)
}

/// Nouns that a part may repeat between its word and its figure: 废止制度2项.
pub(crate) const NOUNS: &[&str] = &["制度", "问题", "任务", "事项"];

/// Units that count the same things in turn: 26个问题，已完成21项.
pub(crate) const ALIKE: &[&str] = &["个", "项", "条", "件"];

/// What counts groups of things, not the things: 3个方面24个问题.
pub(crate) const GROUPS: &[&str] = &["方面", "大类", "类", "领域", "大方面", "板块"];

/// Words that open parts of the figure before.
pub(crate) const AMONG: &str = "其中";

/// What a 其中 figure counts that the whole does not: 问题5个，其中涉及单位30个.
pub(crate) const OTHER_THINGS: &[&str] = &[
    "涉及", // whom the things touch
    "惠及", // whom they help
    "覆盖", // where they reach
    "带动", // who followed
    "服务", // whom they serve
    "制定", // what was made of them
    "建立", // likewise
    "召开", // what was done about them
    "开展", // likewise
    "挽回", // money of a case
    "追缴", // likewise
    "最高", // a level, not a part
    "最多", // likewise
    "平均", // likewise
    "人均", // likewise
    "每",   // likewise
];

/// Words of a figure that is a level or a change, and so no whole that has parts.
pub(crate) const NO_WHOLES: &[&str] = &[
    "均",     // 平均, 人均: a part may lie above
    "率",     // a rate
    "比",     // 占比, 同比, 比上年
    "每",     // 每月3480元
    "标准",   // an amount for each
    "增",     // 净增: parts may have grown by more
    "减",     // likewise
    "降",     // likewise
    "提高",   // likewise
    "上升",   // likewise
    "超过",   // a threshold
    "单价",   // an amount for each
    "单笔",   // likewise
    "至少",   // a threshold
    "达到",   // a level
    "计划",   // a part may go beyond a plan
    "目标",   // likewise
    "任务数", // likewise
];

/// Words for a total right before its figure. 累计 is none of them: it may reach farther back.
pub(crate) const JOINT: &[&str] = &["共", "共计", "合计", "总计", "总共", "一共"];

/// Units of people, who may stand in two groups of a list: 党纪处分2人、政务处分2人，共3人.
pub(crate) const PEOPLE: &[&str] = &["人", "名", "位", "人次"];

/// Which way a word says that a figure went.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Way {
    Up,
    Down,
    /// 提升 of a time limit shortens it.
    Either,
}

/// Words right before a stated difference.
pub(crate) const CHANGES: &[(&str, Way)] = &[
    ("下降", Way::Down),
    ("降低", Way::Down),
    ("减少", Way::Down),
    ("回落", Way::Down),
    ("下调", Way::Down),
    ("压减", Way::Down), // budgets
    ("压降", Way::Down), // debts
    ("压缩", Way::Down), // time limits
    ("缩短", Way::Down), // time limits
    ("缩减", Way::Down),
    ("精简", Way::Down), // papers and meetings
    ("降幅", Way::Down), // the noun
    ("减幅", Way::Down),
    ("上升", Way::Up),
    ("提高", Way::Up),
    ("增长", Way::Up),
    ("增加", Way::Up),
    ("上调", Way::Up),
    ("增幅", Way::Up), // the noun
    ("涨幅", Way::Up),
    ("净增", Way::Up),
    ("提升", Way::Either), // 时限由10天提升到5天
    ("变动", Way::Either), // says no way
];

/// What may stand before such a word without changing what it compares.
pub(crate) const CHANGE_ADVERBS: &[&str] =
    &["共", "累计", "合计", "净", "整体", "大幅", "显著", "明显", "直接", "有效", "同比", "实际", "即"];

/// What may stand between a word and its figure.
pub(crate) const LINKS: &[&str] = &["达到", "达", "为", "了", "是", "约占", "共"];

/// A year-on-year change is not the one from these: 由年初的7.8%下降到1.2%，同比下降3个百分点.
pub(crate) const OTHER_TIMES: &[&str] = &[
    "年初",   // within the year
    "月",     // a month
    "季度",   // a quarter
    "整改前", // before the work
    "巡察前",
    "巡视前",
    "期初",
    "上半年",
];

/// Rates of more than the two figures before them.
pub(crate) const OVERALL: &[&str] = &["总体", "综合", "平均", "总", "累计", "合计", "较", "分别", "均"];

/// Shares of the whole that the sentence names.
pub(crate) const SHARES: &[&str] =
    &["占", "占比", "占总数的", "占总数", "占总量的", "占总额的", "占全部的", "占其", "比例", "比重"];

/// Averages by a unit, and the units of what they divide by.
pub(crate) const AVERAGES: &[(&str, &[&str])] = &[
    ("人均", &["人", "名", "位"]),
    ("户均", &["户"]),
    ("年均", &["年"]),
    ("月均", &["个月"]),
    ("日均", &["天"]),
    ("村均", &["个村"]),
];
