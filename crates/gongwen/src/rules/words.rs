//! Words that open labels, and words that tell a problem from a deed.

/// Words before the number of an issue; longest first, so that 反馈问题 is not read as 问题.
pub(crate) const ISSUE_WORDS: &[&str] = &["反馈问题", "整改问题", "具体问题", "巡察问题", "巡视问题", "问题"];

/// What follows the numeral in a series of measures. 是 and 要 are the common ones; 抓 and 靠 occur in speeches.
pub(crate) const SERIES_WORDS: &[char] = &['是', '要'];

/// Series without numerals. 0: it goes on with a series, but never opens one.
pub(crate) const SERIES_FIRST: &[(&str, u32)] = &[
    ("首先", 1),
    ("其次", 2),
    ("再次", 0),
    ("此外", 0),
    ("另外", 0),
    ("然后", 0),
    ("同时", 0),
    ("最后", 0),
];

/// What a problem says of itself: lack, excess, delay, breach. Found anywhere in a heading.
pub(crate) const NEGATIVE: &[&str] = &[
    "不", "未", "没有", "缺", "欠", "弱", "短板", "滞后", "偏差", "差距", "偏", "淡化", "松", "混乱", "违规",
    "违反", "违纪", "超标", "超范围", "走过场", "流失", "打折扣", "粗放", "闲置", "缓慢", "虚", "漏", "失", "浪费",
    "薄", "隐患", "风险", "形式主义", "官僚主义", "时有发生", "仍有", "仍然", "存在", "犹存", "突出问题", "思想突出", "矛盾突出",
    "难", "慢", "乱", "差", "过高", "过低", "过多", "重业务", "轻", "挪用", "侵占", "虚报", "拖", "逾期", "弄虚",
    "空转", "两张皮", "屡", "积压", "断档", "老化", "僵化", "单一", "滥", "擅自", "随意", "宽", "软", "淤", "污染",
    "挤占", "截留", "套取", "问题",
];

/// What a deed says of itself: the first word of a heading that tells what was done.
pub(crate) const POSITIVE: &[&str] = &[
    "加强", "强化", "健全", "完善", "深化", "聚焦", "压实", "提升", "推进", "坚持", "狠抓", "抓好", "抓实", "突出",
    "严格", "推动", "持续", "扎实", "全面", "切实", "统筹", "落实", "提高", "坚决", "着力", "建立", "建强", "夯实",
    "巩固", "紧盯", "深入", "围绕", "立足", "注重", "把", "以", "制定", "修订", "开展", "组织", "召开", "出台",
    "优化", "规范", "筑牢", "构建", "严肃", "牢固", "树牢", "对标", "凝聚", "锚定", "用好", "做好", "做实", "做优",
    "端正", "细化", "明确", "成立", "从严", "充分", "积极", "主动", "大力", "进一步", "创新", "改进", "拓展", "增强",
    "在", "高度重视", "第一时间", "迅速", "认真", "精准", "稳步", "加快", "加大", "引领", "守牢", "守住", "激发",
];
