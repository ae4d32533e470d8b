//! The noun phrase before a figure: what is counted, without the verb that governs it.

use std::ops::Range;

use super::edges::date_tail;
use super::sentence::{Kind, Sentence};
use crate::rules::lexicon::{self, Class, GIVING, MEASURES, OWNED, RESULTS};
use crate::rules::sanctions::{ActionKind, SANCTIONS};
use crate::rules::units;
use crate::text::CharSet;

/// What stands before a figure in its clause.
#[derive(Debug, Clone, Default)]
pub(crate) struct Left {
    /// The noun phrase, in bytes of the text.
    pub(crate) phrase: Option<Range<usize>>,
    /// The pieces of the phrase.
    pub(crate) pieces: Range<usize>,
    /// A verb, or part of a whole, that needs the noun of another figure: 已完成.
    pub(crate) verb: Option<Range<usize>>,
    /// The phrase ends with a verb: 院内盘活.
    pub(crate) predicate: bool,
    /// A verb governs the phrase: 排查企业.
    pub(crate) governed: bool,
    pub(crate) respectively: bool,
    pub(crate) level: bool,
    /// What the figure is compared with: 占概算.
    pub(crate) compared: Option<Range<usize>>,
    pub(crate) among: bool,
}

/// Reads backward from the figure at `place` to the piece `bound`. `compares` says that the figure is a share, a
/// rate or the start of a change, so that what it is compared with is no part of its subject.
pub(crate) fn left(sentence: &Sentence<'_>, bound: usize, place: usize, compares: bool) -> Left {
    let mut left = Left::default();
    let mut end = place;
    let mut to = false;
    while end > bound {
        match sentence.class(end - 1) {
            Some(Class::Level) => {
                left.level = true;
                to |= sentence.piece_text(end - 1).ends_with(['到', '至', '为']);
            }
            Some(Class::Respectively) => left.respectively = true,
            Some(Class::Among) => left.among = true,
            Some(Class::Adverb) if is_inside(sentence, end - 1) || is_meeting(sentence, end - 1) => break,
            Some(Class::Adverb | Class::Compare | Class::Period | Class::And) => {}
            // 合同64份 ends with no preposition; 分两期 does.
            Some(Class::Preposition)
                if end - 1 == bound
                    || sentence.piece_text(end - 1) == "分" && counts_events(sentence, place) => {}
            // 已有三分之二的村卫生室; 国有 is part of a name wherever it stands.
            Some(Class::Keep) if matches!(sentence.piece_text(end - 1), "已有" | "现有" | "拥有") => {
                left.level = true;
            }
            // 采购周期平均缩短12天
            Some(Class::Keep) if left.level && sentence.piece_text(end - 1) == "平均" => {}
            Some(Class::From) if !to || end - 1 == bound => {}
            // 较2020年下降, 其中9月份3件: the date goes with what it is compared with, or says which part.
            None if end > bound + 1
                && sentence.pieces[end - 1].kind == Kind::Date
                && matches!(sentence.class(end - 2), Some(Class::Compare | Class::From | Class::Among)) =>
            {
                end -= 1;
            }
            _ => break,
        }
        end -= 1;
    }
    let mut start = end;
    let phrase = |start: usize, end: usize| match start < end {
        true => sentence.pieces[start].start..sentence.pieces[end - 1].end,
        false => 0..0,
    };
    while start > bound {
        let at = start - 1;
        match sentence.pieces[at].kind {
            Kind::Text | Kind::Name | Kind::Pause | Kind::Open | Kind::Close => {}
            // 由2023年的52.4%
            Kind::Date if compares && at > bound && sentence.class(at - 1) == Some(Class::From) => {
                (end, start) = (at - 1, at);
                left.predicate = false;
            }
            Kind::Figure(_) | Kind::Comma | Kind::Date => break,
            Kind::Word(class) => match class {
                // 取消审批前置条件11项: what is no sanction here is a verb.
                Class::Sanction(row)
                    if start < end
                        && is_verb(row)
                        && sentence.class(at + 1) != Some(Class::Of)
                        && !sentence.piece_text(end - 1).ends_with(RECIPIENTS) =>
                {
                    left.governed = true;
                    break;
                }
                Class::Keep | Class::VerbNoun | Class::Of | Class::And | Class::Sanction(_) => {}
                Class::Verb | Class::Rest if start == end => {
                    left.predicate = true;
                    if class == Class::Rest {
                        start -= 1;
                        break;
                    }
                }
                Class::Verb | Class::Rest if is_part(sentence, at, start, end) => {}
                // 管网清淤疏浚86公里: two verbs in a row are one.
                Class::Verb if left.predicate && start + 1 == end => {}
                // 立行立改问题3个
                Class::Rest
                    if lexicon::is_head(
                        sentence.slice(sentence.pieces[start].start..sentence.pieces[end - 1].end),
                    ) =>
                {
                    left.governed = true;
                    start -= 1;
                    break;
                }
                Class::Verb | Class::Rest => {
                    left.governed = true;
                    break;
                }
                Class::From if left.level || compares => {
                    end = at;
                    left.predicate = false;
                }
                // 余额较年初压降1.87亿元: the verb behind says how it changed.
                Class::Compare if compares || left.level || left.predicate && start + 1 == end => {
                    left.compared = Some(sentence.pieces[at].start..sentence.pieces[end - 1].end);
                    end = at;
                    left.predicate = false;
                }
                // 评价为“优”的占六成: what stands before 的 says which.
                Class::Level
                    if is_copula(sentence.piece_text(at))
                        && sentence.class(end) == Some(Class::Compare)
                        && sentence.class(end - 1) == Some(Class::Of) => {}
                Class::Level if is_copula(sentence.piece_text(at)) && compares => {
                    end = at;
                    left.predicate = false;
                    left.level = true;
                }
                Class::Level if is_inner(sentence.piece_text(at)) || is_inside_long(sentence, at) => {}
                // 压减比例达15%: a change before its measure is its name.
                Class::Level if is_measure_of_change(sentence.slice(phrase(start, end))) => {}
                Class::Preposition if at > bound && is_inner_preposition(sentence, at) => {}
                Class::From => {}
                Class::Among => {
                    left.among = true;
                    break;
                }
                Class::Respectively => left.respectively = true,
                Class::Level => {
                    left.governed = true;
                    break;
                }
                Class::Adverb if is_inside(sentence, at) || is_meeting(sentence, at) => {}
                // 经费标准由每名党员100元提高到200元: by whom it is counted is no subject.
                Class::Adverb
                    if compares
                        && start + 1 == end
                        && at > bound
                        && sentence.class(at - 1) == Some(Class::From)
                        && sentence.piece_text(at).starts_with('每') =>
                {
                    end = at;
                }
                Class::Adverb | Class::Period | Class::Preposition | Class::Compare => break,
            },
        }
        start -= 1;
    }
    if left.compared.is_some() || end < start {
        start = start.min(end);
    }
    settle(sentence, &mut left, start..end);
    left
}

/// What a change is measured by: 压减比例.
fn is_measure_of_change(phrase: &str) -> bool {
    matches!(phrase, "幅度" | "比例" | "比率" | "金额" | "额度" | "数量")
}

/// What the names of those end with whom something is handed to, who are no noun that is counted: 移交纪检监察组3条.
const RECIPIENTS: &[char] = &['组', '关', '门', '局', '委', '院'];

/// Words of the table of sanctions that govern a noun: 取消, 移交, 清退.
fn is_verb(row: u8) -> bool {
    SANCTIONS
        .get(usize::from(row))
        .is_some_and(|sanction| !sanction.with.is_empty() || sanction.kind == ActionKind::FundsRecovered)
}

/// A verb that does not govern the phrase from `start` to `end`: one before 的 (整改到位的问题), or before a single
/// character that is no noun by itself (推进会), or before what only says that it succeeded (拨付到位).
fn is_part(sentence: &Sentence<'_>, at: usize, start: usize, end: usize) -> bool {
    if sentence.class(at + 1) == Some(Class::Of) {
        return true;
    }
    let phrase = sentence.slice(sentence.pieces[start].start..sentence.pieces[end - 1].end);
    // 某高速完成投资: the verb stands between what was built and what it cost.
    // 生活垃圾回收利用率: behind a noun, what ends in a rate is a name with the verb in it.
    let named = phrase.ends_with('率')
        && at.checked_sub(1).is_some_and(|before| {
            matches!(sentence.pieces[before].kind, Kind::Text)
                && sentence.pieces[before].end - sentence.pieces[before].start >= 6
        });
    let invested = phrase == "投资"
        && at
            .checked_sub(1)
            .is_some_and(|at| matches!(sentence.pieces[at].kind, Kind::Text | Kind::Word(Class::Keep)));
    phrase.len() == '会'.len_utf8() && !ALONE.contains(phrase) && phrase != "年"
        || RESULTS.contains(&phrase)
        || MEASURES.contains(&phrase)
        || invested
        || named
}

/// Whether a unit counts events, which are no parts of a whole.
pub(crate) fn is_event(unit: &str) -> bool {
    // Patterns are compared in place; a search in a list would cost a call for each word.
    #[rustfmt::skip]
    let found = matches!(
        unit,
        "次" | "场" | "场次" | "期" | "轮" | "轮次" | "人次" | "遍" | "趟" | "堂" | "节" | "课时" | "学时" | "批次" | "批"
    );
    found
}

/// Whether the figure at a place counts events.
pub(super) fn counts_events(sentence: &Sentence<'_>, place: usize) -> bool {
    let unit = match sentence.pieces.get(place).map(|piece| piece.kind) {
        Some(Kind::Figure(figure)) => sentence.figures[figure].quantity.unit.word,
        _ => return false,
    };
    is_event(unit)
}

/// Nouns of one character.
pub(super) const ALONE: &str = "村户县市区镇乡人校省站厂店桥井路树河湖库车船岗家园田地房楼塘渠坝";

/// A single character that could be an adverb, between two texts: 应 of 响应时间, 能 of 职能部门.
pub(super) fn is_inside(sentence: &Sentence<'_>, at: usize) -> bool {
    let is_text = |at: usize| {
        matches!(
            sentence.pieces.get(at).map(|piece| piece.kind),
            Some(Kind::Text | Kind::Word(Class::Keep | Class::VerbNoun))
        )
    };
    sentence.piece_text(at).len() == 3
        && !matches!(
            sentence.piece_text(at),
            "已" | "均" | "拟" | "仍" | "尚" | "共" | "将" | "被" | "再" | "又" | "还" | "也"
        )
        && at > 0
        && (is_text(at - 1)
            || matches!(sentence.pieces[at - 1].kind, Kind::Pause | Kind::Name)
            || sentence.class(at - 1) == Some(Class::And))
        && is_text(at + 1)
}

/// 会议 opens a clause about what a meeting did; before a figure, what is measured of it (会议次数) or in a list it is what
/// is counted.
fn is_meeting(sentence: &Sentence<'_>, at: usize) -> bool {
    if sentence.piece_text(at) != "会议" {
        return false;
    }
    let next = sentence.pieces.get(at + 1).map(|piece| piece.kind);
    next == Some(Kind::Text) && MEASURES.contains(&sentence.piece_text(at + 1))
        || matches!(
            next,
            None | Some(
                Kind::Pause | Kind::Figure(_) | Kind::Word(Class::And | Class::Respectively | Class::Level)
            )
        )
}

/// A word of change between two texts is part of a name: 异常增长药品.
fn is_inside_long(sentence: &Sentence<'_>, at: usize) -> bool {
    let word = sentence.piece_text(at);
    let before = at.checked_sub(1).map(|at| sentence.pieces[at].kind);
    matches!(before, Some(Kind::Text))
        && !word.ends_with(['到', '至', '为', '有', '是', '计', '达', '在'])
        && word.len() == 6
}

/// 是, 为 before 2倍: what stands after is compared with.
fn is_copula(word: &str) -> bool {
    matches!(word, "是" | "为" | "仅为" | "均为")
}

/// Single characters that stand inside words as often as between them.
pub(super) fn is_inner(word: &str) -> bool {
    matches!(
        word,
        "在" | "至"
            | "到"
            | "多"
            | "少"
            | "余"
            | "计"
            | "升"
            | "降"
            | "增"
            | "减"
            | "各"
            | "只"
            | "仅"
            | "了"
            | "达"
            | "总额"
            | "平均"
            | "控制"
            | "稳定"
            | "保持"
            | "共"
    )
}

/// 与, 为, 对 in the middle of a phrase; at its start they are no part of it.
pub(super) fn is_inner_preposition(sentence: &Sentence<'_>, at: usize) -> bool {
    let before = at.checked_sub(1).map(|at| sentence.pieces[at].kind);
    sentence.piece_text(at).len() == 3
        && matches!(before, Some(Kind::Text | Kind::Name | Kind::Word(Class::Keep | Class::VerbNoun)))
        && !matches!(sentence.piece_text(at), "把" | "将" | "由" | "向" | "对")
}

/// Takes what is no noun off the ends of a phrase, and tells a bare verb from it.
fn settle(sentence: &Sentence<'_>, left: &mut Left, pieces: Range<usize>) {
    let Range { mut start, mut end } = pieces;
    let words = |from: usize, to: usize| sentence.pieces[from].start..sentence.pieces[to - 1].end;
    // 共处置闲置资产38处
    let counts = |at: usize| matches!(sentence.piece_text(at), "共" | "仅" | "只" | "各" | "现有");
    let edge = |at: usize| is_edge(sentence.pieces[at].kind) && !is_meeting(sentence, at);
    while start < end && (edge(start) || counts(start)) {
        start += 1;
    }
    while start < end
        && (matches!(sentence.pieces[end - 1].kind, Kind::Pause | Kind::Open)
            || sentence.class(end - 1) == Some(Class::And))
    {
        end -= 1;
    }
    if start >= end {
        return;
    }
    // 已改造1120户: behind 已 what could be a noun is a verb.
    let told = start.checked_sub(1).is_some_and(|at| {
        matches!(
            sentence.piece_text(at),
            "已" | "均已" | "已经" | "现已" | "业已" | "正在" | "尚未" | "未" | "累计已" | "目前已"
        )
    });
    let bare = (start..end).all(|at| {
        matches!(sentence.class(at), Some(Class::Verb | Class::Rest))
            || told && end - start == 1 && sentence.class(at) == Some(Class::VerbNoun)
            || at == start && left.predicate && end - start == 1
    });
    if bare {
        left.verb = Some(words(start, end));
        left.predicate = false;
        return;
    }
    // 全面清理“僵尸企业”: how it was done goes with the verb.
    if end - start > 2
        && matches!(sentence.piece_text(start), "全面" | "直接" | "随机" | "公开")
        && sentence.class(start + 1) == Some(Class::VerbNoun)
        && matches!(sentence.pieces[start + 2].kind, Kind::Text | Kind::Name)
    {
        start += 1;
    }
    // 培训乡村医生: the verb goes; 整改措施: it stays, as does 培训 alone, and 宣传 in 发放宣传手册.
    let given = start.checked_sub(1).is_some_and(|at| GIVING.contains(&sentence.piece_text(at)));
    while !given
        && !matches!(sentence.piece_text(start), "综合" | "日常")
        && end - start > 1
        && sentence.class(start) == Some(Class::VerbNoun)
        && matches!(sentence.pieces[start + 1].kind, Kind::Text | Kind::Name | Kind::Word(Class::Keep))
        && !left.predicate
        && !left.respectively
        // 保障准确率: a rate keeps what it is of.
        && !sentence.piece_text(end - 1).ends_with('率')
        && !lexicon::starts_with_head(sentence.piece_text(start + 1))
        && !MEASURES.iter().any(|noun| sentence.piece_text(start + 1).starts_with(noun))
        && sentence.pieces[end - 1].end - sentence.pieces[start + 1].start > 3
    {
        start += 1;
    }
    if !left.respectively
        && let Some(verb) = hidden_verb(sentence, start, end)
    {
        start = verb + 1;
    }
    // 《…》等制度, “…”审核规则: the noun behind a long name says enough.
    if let Some(name) = (start..end - 1).rev().find(|&at| {
        let piece = sentence.pieces[at];
        piece.kind == Kind::Name
            && (sentence.piece_text(at).starts_with('《') || piece.end - piece.start > 36)
    }) {
        start = name + 1;
    }
    left.pieces = start..end;
    let mut range = words(start, end);
    if start.checked_sub(1).is_some_and(|at| sentence.pieces[at].kind == Kind::Date) {
        range.start += date_tail(sentence.slice(range.clone())).len();
    }
    left.phrase = trimmed(sentence, range)
        .map(|range| narrowed(sentence, range))
        .filter(|range| !says_nothing(sentence.slice(range.clone())));
}

/// 完成年下降0.5个百分点, 42所中3所, 每立方米超过50毫克: of a time, a place or a unit alone nothing is known.
fn says_nothing(phrase: &str) -> bool {
    let unit = || {
        let rest = phrase.strip_prefix('每')?;
        units::unit_at(rest, 0).map(|(_, len)| len == rest.len())
    };
    matches!(phrase, "年" | "中" | "最") || unit() == Some(true)
}

/// A word that is the verb after all, though it could be part of a name: one between two nouns of a long phrase
/// (沿线整治裸露山体), or behind a body that acts (执法队办理案件).
fn hidden_verb(sentence: &Sentence<'_>, start: usize, end: usize) -> Option<usize> {
    if end - start < 3 {
        return None;
    }
    // 监管部门联合检查食堂: what is a name elsewhere (联合检查3次).
    let jointly = |at: usize| matches!(sentence.piece_text(at), "联合检查" | "联合执法");
    let nominal = |at: usize| sentence.class(at) == Some(Class::VerbNoun) || jointly(at);
    let long =
        sentence.slice(sentence.pieces[start].start..sentence.pieces[end - 1].end).chars().count() > LONG;
    (start + 1..end - 1).rev().filter(|&at| nominal(at)).find(|&at| {
        let noun = sentence.pieces[end - 1].end - sentence.pieces[at + 1].start;
        // 公司共检查仓房: 共 stands before a verb.
        let leads = |at: usize| nominal(at) || sentence.piece_text(at) == "共";
        let first = (start..at).rev().take_while(|&at| leads(at)).last().unwrap_or(at);
        let acts = first > start && sentence.piece_text(first - 1).ends_with(BODY_ENDS);
        let named = lexicon::starts_with_head(sentence.piece_text(at + 1))
            || MEASURES.iter().any(|noun| sentence.piece_text(at + 1).starts_with(noun));
        matches!(sentence.pieces[at + 1].kind, Kind::Text | Kind::Word(Class::Keep))
            && (acts && noun >= 6 || long && noun >= 9 && !named)
    })
}

/// Bytes of the longest noun phrase: what is longer was not cut where it should be, and is no subject.
const LONGEST: usize = 180;

/// What the names of bodies that act end with.
const BODY_ENDS: &[char] = &[
    '局', '队', '门', '委', '办', '站', '所', '会', '司', '团', '院', '党', '府', '心', '校', '行', '馆',
    '中', '县', '台',
];

/// Longer phrases than this lose what stands before their last 的.
const LONG: usize = 14;

/// Longer lists than this lose the members before 等.
const LIST: usize = 10;

/// A phrase without the place that its figure holds for (全县), and without a long clause before 的.
fn narrowed(sentence: &Sentence<'_>, range: Range<usize>) -> Range<usize> {
    let mut text = sentence.slice(range.clone());
    let mut chars = text.chars();
    if matches!(chars.next(), Some('全' | '我' | '该'))
        && matches!(
            chars.next(),
            Some('省' | '市' | '县' | '区' | '镇' | '乡' | '村' | '局' | '院' | '校' | '州' | '旗')
        )
        && text.chars().count() > 3
    {
        text = chars.as_str();
    }
    if text.chars().count() > LIST
        && let Some((_, noun)) = text.rsplit_once('等')
        && noun.chars().count() >= 2
        && !noun.starts_with(['级', '次', '候'])
    {
        text = noun;
    }
    if text.chars().count() > LONG
        && let Some((_, noun)) = text.rsplit_once('的')
        && noun.chars().count() >= 2
    {
        text = noun;
    }
    range.end - text.len()..range.end
}

fn is_edge(kind: Kind) -> bool {
    matches!(
        kind,
        Kind::Pause
            | Kind::Close
            | Kind::Word(
                Class::Of
                    | Class::And
                    | Class::Adverb
                    | Class::Preposition
                    | Class::Respectively
                    | Class::From
            )
    )
}

/// What is no part of a phrase at its end, and at its start.
static TAIL: CharSet = CharSet::new(" 　了等有未仅、：\"");
static LEAD: CharSet = CharSet::new(" 　等了、的\"");

/// A phrase without space, particles and brackets that are not closed in it.
pub(crate) fn trimmed(sentence: &Sentence<'_>, range: Range<usize>) -> Option<Range<usize>> {
    let text = &sentence.text[range.clone()];
    let kept = if OWNED.iter().any(|word| text.ends_with(word)) { text } else { TAIL.trim_end(text) };
    let kept = kept
        .strip_suffix("各类")
        .or_else(|| kept.strip_suffix("折合人民币"))
        .or_else(|| kept.strip_suffix("人民币"))
        .unwrap_or(kept);
    let end = range.start + kept.len();
    let kept = LEAD.trim_start(kept);
    let start = end - kept.len();
    (start < end && end - start <= LONGEST).then_some(start..end)
}

/// Words for where something is, which are no subject: 全县, 辖区内.
pub(crate) fn is_scope(phrase: &str) -> bool {
    const WHOLES: &[char] = &['全', '各', '我', '本', '该', '辖', '贵'];
    const ENDS: &[&str] = &["中", "内", "里", "所属", "下属", "下辖", "辖区", "境内", "范围内", "的", "上"];
    let count = phrase.chars().count();
    count <= 3 && phrase.starts_with(WHOLES)
        || count <= 4 && phrase.starts_with("全") && phrase.ends_with("系统")
        || ENDS.iter().any(|end| phrase.ends_with(end))
}

/// Behind these the noun of a phrase begins.
static HEAD_BEGINS: CharSet = CharSet::new("的、");

/// The noun at the end of a phrase: 问题 of 巡察反馈的具体问题.
pub(crate) fn head(phrase: &str) -> &str {
    let phrase = HEAD_BEGINS.rfind(phrase).map_or(phrase, |at| &phrase[at + '的'.len_utf8()..]);
    lexicon::head_at_end(phrase)
        .filter(|head| head.len() >= 6)
        .map_or(phrase, |head| &phrase[phrase.len() - head.len()..])
}
