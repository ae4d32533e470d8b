//! Words that tell where, in a sentence with a figure, the noun phrase that is counted begins and ends. The words
//! are the vocabulary of the genre, not of Chinese: what is missing here stays part of a phrase and makes it longer.

use std::sync::LazyLock;

use super::sanctions::SANCTIONS;
use super::vocabulary::{
    ADVERBS, COMPARES, FROMS, KEEPS, LEVELS, PERIODS, PREPOSITIONS, RESTS, VERB_NOUNS, VERBS,
};
use super::{Prefixes, Suffixes};
use crate::text::{CharSet, Stops};

/// What a word does to the phrase around it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Class {
    /// A verb whose object is counted: the phrase begins after it. 召开党组会7次
    Verb,
    /// A verb that as often is part of a name: it ends no phrase. 整改措施106条
    VerbNoun,
    /// Between a subject and its figure: 达到, 为, 提高到.
    Level,
    /// Opens a clause or stands before a verb: 先后, 已, 目前.
    Adverb,
    /// Part of a whole: 余下2个, 新定29项. Like a verb, it needs the noun of the whole.
    Rest,
    /// What stands after it is what the figure is compared with: 较, 同比, 低于.
    Compare,
    /// 由, 从: the value before a change.
    From,
    /// At the start of a phrase it is no part of it: 对, 把, 为.
    Preposition,
    /// 其中
    Among,
    /// 分别
    Respectively,
    /// 每季度
    Period,
    /// 的
    Of,
    /// 和, 与, 及
    And,
    /// A word that holds one of the others but is none: 占比, 平均.
    Keep,
    /// A row of the table of sanctions.
    Sanction(u8),
}

/// What follows a verb to say that it succeeded; a noun phrase it is not.
pub(crate) const RESULTS: &[&str] = &["到位", "完毕", "成功", "落地", "见底"];

/// Nouns that measure: a verb before them names what is measured. 归集比例
pub(crate) const MEASURES: &[&str] = &[
    "比例",
    "比重",
    "比率",
    "面积",
    "时间",
    "时长",
    "周期",
    "覆盖面",
    "金额",
    "数量",
    "总量",
    "规模",
    "标准",
    "成本",
    "速度",
    "次数",
    "人数",
    "起数",
    "程度",
    "时限",
    "期限",
    "总额",
    "余额",
    "单价",
    "均价",
    "强度",
    "效率",
    "频次",
    "占比",
    "长度",
    "里程",
    "费用",
    "批次",
    "进度",
];

/// Nouns that the members of a list share: 二氧化硫、氮氧化物排放量.
pub(crate) const TAILS: &[&str] = &[
    "排放量",
    "排放浓度",
    "浓度",
    "覆盖率",
    "合格率",
    "标准",
    "收入",
    "支出",
    "费用",
    "经费",
    "数量",
    "比例",
    "面积",
    "产值",
    "利润",
    "人数",
    "起数",
    "资金",
    "投资",
    "完成率",
    "巩固率",
    "入学率",
    "参保率",
    "满意度",
    "满意率",
    "知晓率",
    "达标率",
    "优良率",
    "处理率",
    "收集率",
    "利用率",
    "使用率",
    "时间",
    "周期",
    "价格",
    "指数",
    "水平",
    "增速",
    "增加值",
    "消耗量",
    "发生率",
];

/// Nouns that can head a phrase after a verb that as often is a noun: 整改措施 is no 措施 that is rectified.
pub(crate) const HEADS: &[&str] = &[
    "问题",
    "事项",
    "任务",
    "措施",
    "项目",
    "制度",
    "方案",
    "清单",
    "台账",
    "线索",
    "机制",
    "人员",
    "工作",
    "情况",
    "记录",
    "资金",
    "经费",
    "率",
    "点位",
    "场所",
    "会",
    "班",
    "组",
    "建议",
    "意见",
    "要求",
    "案件",
    "报告",
    "责任",
    "目标",
    "单位",
    "对象",
    "设备",
    "设施",
    "隐患",
    "企业",
    "干部",
    "标准",
    "费",
    "课",
    "活动",
    "机构",
    "平台",
    "中心",
    "站",
    "点",
    "专班",
    "车",
    "队",
    "部门",
    "业务",
    "通知",
    "窗口",
    "规程",
    "流程",
    "文件",
    "系统",
    "合同",
    "协议",
    "数据",
    "群众",
    "制度机制",
    "举措",
    "教育",
    "谈话",
    "材料",
    "总额",
    "进度",
    "进展",
    "成效",
    "结果",
];

/// What after a verb makes it part of a noun: 完成率, 采购人, 培训费.
static NOMINAL: CharSet = CharSet::new(
    "率额量数度费款金期性制员者面类单书表证区站室组队值价权物品型式法岗职级班处卡点线网链源税库人地长办",
);

/// Nouns that begin with such a character: 修订制度5项 counts 制度, 完成率 no 率. A verb that as often is part of a name
/// keeps them (采购物资, 管理岗位).
const OWN_NOUNS: &[&str] = &[
    "制度",
    "线索",
    "点位",
    "岗位",
    "物资",
    "人才",
    "税款",
    "税费",
    "款项",
    "网格",
    "网点",
    "队伍",
    "线路",
    "站点",
    "表格",
    "单据",
    "书籍",
    "地块",
    "库房",
    "人民调解员",
    "室外",
    "职位",
    "组织机构",
    "班子",
    "区域",
    "机制",
    "期刊",
    "单位",
    "职工",
    "网上",
    "办理",
    "办事",
    "办学",
    "类别",
    "人口",
    "人行道",
    "地方",
    "地质",
    "地下",
    "地名",
    "法律",
    "法院",
    "机关",
    "机井",
    "网箱",
    "网络",
    "网站",
    "金融",
    "区直",
    "站房",
    "价格",
    "权限",
    "权力",
    "物业",
    "物流",
    "职业",
    "班次",
    "卡口",
    "源头",
    "税收",
    "库区",
    "长期",
    "长效",
    "办公",
    "数据",
    "员工",
    "书记",
    "费用",
    "制售",
    "制假",
    "品牌",
    "品种",
    "单元",
    "证据",
    "线缆",
    "证照",
    "证件",
    "法规",
];

/// What something is done to, behind a verb that as often is part of a name: 安置职工, 办理人大代表建议.
const OBJECTS: &[&str] = &["职工", "人大", "法律", "法院", "地质"];

/// Verbs after which things are counted, so that a verb behind them is part of a name: 发放宣传手册, but 组织培训医生.
pub(crate) const GIVING: &[&str] = &[
    "发放", "印制", "制作", "编印", "购置", "张贴", "印发", "派发", "散发", "赠送", "发送", "推送", "悬挂",
    "添置", "增置", "配备", "增配", "新配", "采购", "领取",
];

/// Verbs that say, right behind a number, which of the things are counted: 46个新建项目.
pub(crate) const WHICH: &[&str] = &[
    "新建",
    "改建",
    "扩建",
    "改扩建",
    "新改扩建",
    "续建",
    "新增",
    "新设",
    "立项",
    "交办",
    "移交",
    "转办",
    "投产",
    "落地",
];

/// Verbs before a body that something is done to: 处罚企业5家. Elsewhere such a verb names the body: 培训机构12家.
pub(crate) const VISITING: &[&str] = &["检查", "督查", "巡查", "处罚", "慰问", "表彰", "帮扶"];

/// Units that count bodies.
pub(crate) const BODY_UNITS: &[&str] = &["家", "户", "所"];

/// What a body or a person is called, by the units that count them: in 10家企业的台账 the 家 are of the 企业.
const COUNTED_BY: &[(&[&str], &[&str])] = &[
    (&["个"], &["村", "小组", "乡镇", "社区", "项目", "单位", "部门", "小区", "支部", "街道", "标段"]),
    (
        &["家", "户", "所"],
        &[
            "企业",
            "公司",
            "单位",
            "学校",
            "医院",
            "机构",
            "银行",
            "中心",
            "商户",
            "农户",
            "部门",
            "社区",
            "主体",
            "合作社",
            "门店",
            "商家",
            "药店",
        ],
    ),
    (
        &["名", "人", "位"],
        &["干部", "党员", "人员", "同志", "职工", "教师", "学生", "负责人", "群众", "居民", "村民"],
    ),
];

/// What a unit counts, and a search for it.
pub(crate) fn counted_by(unit: &str) -> Option<(&'static [&'static str], &'static Prefixes)> {
    static FINDERS: LazyLock<Vec<Prefixes>> =
        LazyLock::new(|| COUNTED_BY.iter().map(|(_, names)| Prefixes::new(names.iter().copied())).collect());
    let row = COUNTED_BY.iter().position(|(units, _)| units.contains(&unit))?;
    Some((COUNTED_BY[row].1, &FINDERS[row]))
}

/// Attributes that end as a verb of having does.
pub(crate) const OWNED: &[&str] = &["国有", "公有", "私有", "民有", "自有"];

/// What says which of the things counted before a part is, and is no noun itself: 企业38家，其中民营12家.
pub(crate) const ATTRIBUTES: &[&str] = &[
    "合格",
    "不合格",
    "民营",
    "国有",
    "国营",
    "民办",
    "公办",
    "私营",
    "个体",
    "外资",
    "合资",
    "小微",
    "中小",
    "规上",
    "规下",
    "省级",
    "市级",
    "县级",
    "区级",
    "乡级",
    "村级",
    "国家级",
    "处级",
    "科级",
    "副科级",
    "正科级",
    "厅级",
    "一般",
    "较大",
    "重大",
    "特大",
    "轻微",
    "公立",
    "私立",
    "重点",
    "在建",
    "停产",
    "长期",
    "阶段性",
];

/// Marks between the words of a sentence.
static MARKS: CharSet = CharSet::new("，：；。！？—、（〔）〕");

/// The words, looked up in a text from left to right.
pub(crate) struct Lexicon {
    words: Prefixes,
    /// Words of one character, and marks.
    stops: Stops,
    classes: Vec<Class>,
}

static LEXICON: LazyLock<Lexicon> = LazyLock::new(|| {
    // Where a word stands in two lists the later one counts.
    let lists: [(&str, Class); 12] = [
        (VERBS, Class::Verb),
        (VERB_NOUNS, Class::VerbNoun),
        (ADVERBS, Class::Adverb),
        (PREPOSITIONS, Class::Preposition),
        (LEVELS, Class::Level),
        (FROMS, Class::From),
        (COMPARES, Class::Compare),
        (PERIODS, Class::Period),
        (RESTS, Class::Rest),
        (KEEPS, Class::Keep),
        ("其中 其中： 这其中 其中有 含", Class::Among),
        ("分别 分别为 分别是 分别达 分别达到 依次 各自", Class::Respectively),
    ];
    let mut table = std::collections::BTreeMap::new();
    for (list, class) in lists {
        for word in list.split_whitespace() {
            table.insert(word, class);
        }
    }
    table.insert("的", Class::Of);
    for word in ["和", "与", "及", "以及", "并"] {
        table.insert(word, Class::And);
    }
    for (index, sanction) in SANCTIONS.iter().enumerate() {
        table.insert(sanction.word, Class::Sanction(u8::try_from(index).unwrap_or(u8::MAX)));
    }
    let words = Prefixes::new(table.keys().copied());
    Lexicon {
        stops: Stops::new(words.single_chars(), &MARKS),
        words,
        classes: table.values().copied().collect(),
    }
});

/// The words of the lexicon.
pub(crate) fn words() -> &'static Lexicon {
    &LEXICON
}

impl Lexicon {
    /// The next word from `at` on, the longest at its place, with its class and its length; or a character that may be a
    /// mark, or is none of three bytes.
    pub(crate) fn next(&self, text: &str, mut at: usize) -> Option<(usize, Option<(Class, usize)>)> {
        let bytes = text.as_bytes();
        while let Some(&lead) = bytes.get(at) {
            if !matches!(lead, 0xE0..=0xEF) {
                return Some((at, None));
            }
            if let Some((row, len)) = self.words.longest_of_pair(text, at) {
                return Some((at, Some((self.word_class(text, at + len, row), len))));
            }
            if self.stops.has(bytes, at) {
                let single = self.words.single(text, at);
                return Some((at, single.map(|(row, len)| (self.word_class(text, at + len, row), len))));
            }
            at += 3;
        }
        None
    }

    /// What a word is before what follows it: before 率 or 费 a verb is part of a noun.
    fn word_class(&self, text: &str, end: usize, row: usize) -> Class {
        let class = self.classes[row];
        // 及时率, 收缴率: words that are no part of a noun elsewhere.
        let rated = matches!(class, Class::Adverb | Class::Sanction(_)) && text[end..].starts_with('率');
        let nominal = matches!(class, Class::Verb | Class::VerbNoun | Class::Rest | Class::Level) || rated;
        if !nominal || !NOMINAL.starts(&text[end..]) {
            return class;
        }
        static NOUNS: LazyLock<Prefixes> = LazyLock::new(|| Prefixes::new(OWN_NOUNS.iter().copied()));
        let own = matches!(class, Class::Verb | Class::Level) && NOUNS.longest(text, end).is_some()
            || class == Class::VerbNoun && OBJECTS.iter().any(|noun| text[end..].starts_with(noun));
        if own { class } else { Class::Keep }
    }
}

static HEAD_WORDS: LazyLock<Prefixes> = LazyLock::new(|| Prefixes::new(HEADS.iter().copied()));

/// Whether a text begins with a noun that can head a phrase.
pub(crate) fn starts_with_head(text: &str) -> bool {
    HEAD_WORDS.longest(text, 0).is_some()
}

/// Whether a text is such a noun.
pub(crate) fn is_head(text: &str) -> bool {
    HEAD_WORDS.longest(text, 0).is_some_and(|(_, len)| len == text.len())
}

static HEAD_ENDS: LazyLock<Suffixes> = LazyLock::new(|| Suffixes::new(HEADS.iter().copied()));

/// The noun of two characters that a text begins with, of those that can head a phrase.
pub(crate) fn short_head(text: &str) -> Option<&str> {
    HEAD_WORDS.at(text, 0).find(|&(_, len)| len == "问题".len()).map(|(_, len)| &text[..len])
}

/// The longest such noun that a text ends with.
pub(crate) fn head_at_end(text: &str) -> Option<&'static str> {
    HEAD_ENDS.longest(text)
}
