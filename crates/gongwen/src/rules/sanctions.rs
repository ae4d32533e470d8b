//! Words for what was done to people and bodies, and for money that was taken back. The kinds are the closed list
//! of the data contract; a narrower word keeps its own name as the sanction.

use schemars::JsonSchema;
use serde::Serialize;

/// What was done about people, cases or money.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, JsonSchema)]
#[non_exhaustive]
#[allow(missing_docs, reason = "the names in serde's attributes are the terms themselves")]
pub enum ActionKind {
    #[serde(rename = "党纪处分")]
    PartyDiscipline,
    #[serde(rename = "政务处分")]
    GovernmentDiscipline,
    #[serde(rename = "党纪政务处分")]
    PartyAndGovernmentDiscipline,
    #[serde(rename = "组织处理")]
    OrganizationalHandling,
    #[serde(rename = "诫勉")]
    Admonition,
    #[serde(rename = "提醒谈话")]
    ReminderTalk,
    #[serde(rename = "批评教育")]
    Criticism,
    #[serde(rename = "责令检查")]
    OrderedSelfCriticism,
    #[serde(rename = "通报批评")]
    PublicCriticism,
    #[serde(rename = "约谈")]
    Summons,
    #[serde(rename = "廉政谈话")]
    IntegrityTalk,
    #[serde(rename = "问责")]
    Accountability,
    #[serde(rename = "立案")]
    CaseFiled,
    #[serde(rename = "移送")]
    Referral,
    #[serde(rename = "取消资格")]
    Disqualification,
    #[serde(rename = "追缴资金")]
    FundsRecovered,
    #[serde(rename = "挽回损失")]
    LossRetrieved,
    #[serde(rename = "罚款")]
    Fine,
}

impl ActionKind {
    /// The name in JSON and tables.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::PartyDiscipline => "党纪处分",
            Self::GovernmentDiscipline => "政务处分",
            Self::PartyAndGovernmentDiscipline => "党纪政务处分",
            Self::OrganizationalHandling => "组织处理",
            Self::Admonition => "诫勉",
            Self::ReminderTalk => "提醒谈话",
            Self::Criticism => "批评教育",
            Self::OrderedSelfCriticism => "责令检查",
            Self::PublicCriticism => "通报批评",
            Self::Summons => "约谈",
            Self::IntegrityTalk => "廉政谈话",
            Self::Accountability => "问责",
            Self::CaseFiled => "立案",
            Self::Referral => "移送",
            Self::Disqualification => "取消资格",
            Self::FundsRecovered => "追缴资金",
            Self::LossRetrieved => "挽回损失",
            Self::Fine => "罚款",
        }
    }

    /// Whether cases, clues and reports are counted as well as people: 立案5件, 移送线索3条, 通报批评2起.
    pub(crate) fn is_of_cases(self) -> bool {
        matches!(
            self,
            Self::CaseFiled
                | Self::Referral
                | Self::PublicCriticism
                | Self::Accountability
                | Self::Disqualification
                | Self::Summons
        )
    }

    /// Whether it is counted in money.
    pub(crate) fn is_money(self) -> bool {
        matches!(self, Self::FundsRecovered | Self::LossRetrieved | Self::Fine)
    }
}

/// A word and what it means.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Sanction {
    pub(crate) word: &'static str,
    pub(crate) kind: ActionKind,
    /// The word says more than the kind: 党内警告.
    pub(crate) narrower: bool,
    /// A word that must stand later in the clause: 取消 … 资格.
    pub(crate) with: &'static str,
}

const fn plain(word: &'static str, kind: ActionKind) -> Sanction {
    Sanction { word, kind, narrower: false, with: "" }
}

const fn narrow(word: &'static str, kind: ActionKind) -> Sanction {
    Sanction { word, kind, narrower: true, with: "" }
}

const fn with(word: &'static str, kind: ActionKind, with: &'static str) -> Sanction {
    Sanction { word, kind, narrower: false, with }
}

use ActionKind::{
    Accountability, Admonition, CaseFiled, Criticism, Disqualification, Fine, FundsRecovered,
    GovernmentDiscipline, IntegrityTalk, LossRetrieved, OrderedSelfCriticism, OrganizationalHandling,
    PartyAndGovernmentDiscipline, PartyDiscipline, PublicCriticism, Referral, ReminderTalk, Summons,
};

/// The words; the longest at a place counts.
pub(crate) const SANCTIONS: &[Sanction] = &[
    // 中国共产党纪律处分条例: the five party sanctions.
    plain("党纪处分", PartyDiscipline),
    plain("党内处分", PartyDiscipline),
    plain("党纪轻处分", PartyDiscipline),
    plain("党纪重处分", PartyDiscipline),
    narrow("党内警告处分", PartyDiscipline),
    narrow("党内警告", PartyDiscipline),
    narrow("党内严重警告处分", PartyDiscipline),
    narrow("党内严重警告", PartyDiscipline),
    narrow("撤销党内职务", PartyDiscipline),
    narrow("留党察看", PartyDiscipline),
    narrow("开除党籍", PartyDiscipline),
    // 公职人员政务处分法 7: the six administrative sanctions.
    plain("政务处分", GovernmentDiscipline),
    plain("政纪处分", GovernmentDiscipline),
    plain("行政处分", GovernmentDiscipline),
    narrow("政务警告", GovernmentDiscipline),
    narrow("政务记过", GovernmentDiscipline),
    narrow("政务记大过", GovernmentDiscipline),
    narrow("政务降级", GovernmentDiscipline),
    narrow("政务撤职", GovernmentDiscipline),
    narrow("政务开除", GovernmentDiscipline),
    narrow("开除公职", GovernmentDiscipline),
    // Counted together by the text itself.
    plain("党纪政务处分", PartyAndGovernmentDiscipline),
    plain("党纪政纪处分", PartyAndGovernmentDiscipline),
    plain("党政纪处分", PartyAndGovernmentDiscipline),
    plain("党纪、政务处分", PartyAndGovernmentDiscipline),
    plain("党纪政务轻处分", PartyAndGovernmentDiscipline),
    plain("党纪和政务处分", PartyAndGovernmentDiscipline),
    plain("党纪或政务处分", PartyAndGovernmentDiscipline),
    // 中国共产党组织处理规定 (试行): 停职检查, 调整职务, 责令辞职, 免职, 降职.
    plain("组织处理", OrganizationalHandling),
    plain("组织调整", OrganizationalHandling),
    narrow("免职", OrganizationalHandling),
    narrow("免去职务", OrganizationalHandling),
    with("免去", OrganizationalHandling, "职务"),
    narrow("免去领导职务", OrganizationalHandling),
    narrow("免去党内职务", OrganizationalHandling),
    narrow("免去行政职务", OrganizationalHandling),
    narrow("停职检查", OrganizationalHandling),
    narrow("责令辞职", OrganizationalHandling),
    narrow("引咎辞职", OrganizationalHandling),
    narrow("降职", OrganizationalHandling),
    with("调离", OrganizationalHandling, "岗位"),
    narrow("调离岗位", OrganizationalHandling),
    // The first of the four forms (“四种形态”): talks and criticism.
    plain("诫勉谈话", Admonition),
    plain("诫勉", Admonition),
    plain("书面诫勉", Admonition),
    plain("诫勉处理", Admonition),
    plain("提醒谈话", ReminderTalk),
    plain("谈话提醒", ReminderTalk),
    plain("提醒约谈", ReminderTalk),
    plain("批评教育", Criticism),
    plain("责令检查", OrderedSelfCriticism),
    plain("责令作出检查", OrderedSelfCriticism),
    plain("责令作出书面检查", OrderedSelfCriticism),
    plain("责令书面检查", OrderedSelfCriticism),
    plain("责令做出书面检查", OrderedSelfCriticism),
    plain("责令作检查", OrderedSelfCriticism),
    with("责令", OrderedSelfCriticism, "检查"),
    plain("作出书面检查", OrderedSelfCriticism),
    plain("做出书面检查", OrderedSelfCriticism),
    plain("作书面检查", OrderedSelfCriticism),
    plain("书面检查", OrderedSelfCriticism),
    plain("通报批评", PublicCriticism),
    plain("约谈", Summons),
    plain("警示约谈", Summons),
    plain("集体约谈", Summons),
    plain("约谈提醒", Summons),
    plain("廉政谈话", IntegrityTalk),
    plain("廉洁谈话", IntegrityTalk),
    plain("任前廉政谈话", IntegrityTalk),
    plain("集体廉政谈话", IntegrityTalk),
    plain("问责", Accountability),
    plain("追责问责", Accountability),
    plain("问责处理", Accountability),
    plain("追责", Accountability),
    plain("追究责任", Accountability),
    plain("追究领导责任", Accountability),
    plain("追究管理责任", Accountability),
    plain("追究相关责任", Accountability),
    plain("追究纪律责任", Accountability),
    plain("追究党纪责任", Accountability),
    plain("追究党纪政务责任", Accountability),
    plain("追究党纪政纪责任", Accountability),
    // Cases.
    plain("立案", CaseFiled),
    plain("立案审查", CaseFiled),
    plain("立案调查", CaseFiled),
    plain("立案审查调查", CaseFiled),
    plain("立案查处", CaseFiled),
    plain("立案侦查", CaseFiled),
    plain("立案查办", CaseFiled),
    plain("移送", Referral),
    with("移交", Referral, "线索"),
    with("取消", Disqualification, "资格"),
    plain("取消资格", Disqualification),
    // Money paid or held against the rules, and losses of the public.
    plain("追缴", FundsRecovered),
    plain("收缴", FundsRecovered),
    plain("退缴", FundsRecovered),
    plain("退赔", FundsRecovered),
    plain("追回", FundsRecovered),
    plain("清退", FundsRecovered),
    plain("清缴", FundsRecovered),
    plain("挽回", LossRetrieved),
    plain("避免损失", LossRetrieved),
    plain("罚款", Fine),
    plain("处罚款", Fine),
];

/// Money that was won back for others: it is no 追缴资金. What is 追缴 or 收缴 goes to the public whatever its name.
pub(crate) const FOR_OTHERS: &[&str] =
    &["工资", "劳动报酬", "欠薪", "报酬", "押金", "货款", "血汗钱", "赔偿"];

/// Money that is collected as a matter of course: 收缴党费.
pub(crate) const DUES: &[&str] = &["党费", "会费", "团费"];

/// What stands right before a sanction that was not imposed (未罚款, 减免罚款, 退还罚款, 不再追缴), or that was set up (建立约谈制度).
pub(crate) const DENIED: &[&str] = &[
    "未", "未被", "不予", "免予", "免于", "未予", "不再", "退还", "减免", "免除", "免缴", "建立", "健全",
    "落实", "完善", "实行",
];

/// What stands in the clause before a sanction that was taken back, or that is only proposed.
pub(crate) const TAKEN_BACK: &[&str] = &["撤销对", "撤销给予", "建议给予", "建议对", "建议由", "建议作出"];

/// What stands in the clause before a sanction that should have been imposed, or money that should have gone back:
/// 未及时清退保证金86万元. Behind a 的 it tells of whom it was: 未按规定执行的3名干部.
pub(crate) const LEFT_UNDONE: &[&str] = &[
    "未及时",
    "未按",
    "未能",
    "未依法",
    "未依规",
    "尚未",
    "仍未",
    "没有",
    "未足额",
    "未严格",
    "未全额",
    "未对",
    "未有效",
];

/// What makes a sanction the name of something else: 约谈制度, 问责条例.
pub(crate) const NAMES: &[&str] = &[
    "制度",
    "机制",
    "办法",
    "条例",
    "规定",
    "会",
    "函",
    "书",
    "台账",
    "记录",
    "方案",
    "情况",
    "工作",
    "流程",
    "力度",
    "率",
    "细则",
    "程序",
    "清单",
    "规程",
    "意见",
    "室",
    "的",
    "措施",
    "案例",
    "通知",
    "档案",
    "标准",
    "决定",
    "建议",
    "影响期",
    "人员名单",
    "对象库",
    "监督",
    "条件",
    "事项",
    "典型",
    "专题",
    "提案",
];
