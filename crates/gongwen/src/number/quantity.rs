//! A number with what qualifies it and its unit.

use std::borrow::Cow;

use serde::Serialize;

use super::Decimal;
use super::numeral::{Form, Lexed, Numeral, numeral_at};
use super::per::per_at;
use crate::rules::units::{self, Unit, UnitKind};
use crate::text::{CharSet, first_bytes};

/// How exact a figure is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, schemars::JsonSchema)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Qualifier {
    /// As it stands.
    Exact,
    /// 约, 近, 左右.
    About,
    /// 超, 逾, 余, 多.
    Over,
    /// 不足, 低于.
    Under,
    /// 以上, 不低于, 不少于.
    AtLeast,
    /// 以内, 不超过.
    AtMost,
}

impl Qualifier {
    /// The name in JSON and tables.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Exact => "exact",
            Self::About => "about",
            Self::Over => "over",
            Self::Under => "under",
            Self::AtLeast => "at_least",
            Self::AtMost => "at_most",
        }
    }
}

/// What is sorted into numbered classes or built in numbered stages: 三类水体, 三期工程.
const CLASSED: &[&str] =
    &["水", "监测", "工程", "项目", "人员", "医疗", "事业", "公益", "地区", "建设", "扩建", "改造", "用地"];

/// A number with its unit, at a place of a text.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Quantity {
    /// Where the words before the number begin that qualify it.
    pub(crate) start: usize,
    /// First byte of the number.
    pub(crate) number: usize,
    /// One past the unit and what qualifies it.
    pub(crate) end: usize,
    pub(crate) value: Decimal,
    /// The upper end of a range.
    pub(crate) value_to: Option<Decimal>,
    /// Written in digits, in Chinese, or as a fraction.
    pub(crate) form: Form,
    /// 万, 亿 before the unit: a power of ten.
    pub(crate) power: u32,
    pub(crate) unit: &'static Unit,
    /// 台（套）: where the bracket stands.
    pub(crate) bracket: Option<(usize, usize)>,
    /// 吨/日: the unit below.
    pub(crate) per: Option<&'static str>,
    pub(crate) qualifier: Qualifier,
    /// 以上, 以下, 以内 stand after the unit: of a description rather than a figure, where a noun follows.
    pub(crate) bounded: bool,
    /// Written 二, which counts nothing before a measure word: two of a thing are 两.
    pub(super) second: bool,
}

/// What stands at a place where a number could begin.
pub(crate) enum Found {
    Quantity(Quantity),
    /// No figure: go on at this place.
    Other(usize),
}

/// Words before a number that say how exact it is; the longest counts.
const BEFORE: &[(&str, Qualifier)] = &[
    ("约", Qualifier::About),
    ("大约", Qualifier::About),
    ("约为", Qualifier::About),
    ("近", Qualifier::About),
    ("将近", Qualifier::About),
    ("接近", Qualifier::About),
    ("超", Qualifier::Over),
    ("超过", Qualifier::Over),
    ("超出", Qualifier::Over),
    ("逾", Qualifier::Over),
    ("突破", Qualifier::Over),
    ("不止", Qualifier::Over),
    ("多于", Qualifier::Over),
    ("高于", Qualifier::Over),
    ("大于", Qualifier::Over),
    ("低于", Qualifier::Under),
    ("小于", Qualifier::Under),
    ("不足", Qualifier::Under),
    ("不到", Qualifier::Under),
    ("少于", Qualifier::Under),
    ("不少于", Qualifier::AtLeast),
    ("不低于", Qualifier::AtLeast),
    ("不小于", Qualifier::AtLeast),
    ("不下", Qualifier::AtLeast),
    ("至少", Qualifier::AtLeast),
    ("最少", Qualifier::AtLeast),
    ("最低", Qualifier::AtLeast),
    ("不超过", Qualifier::AtMost),
    ("不超", Qualifier::AtMost),
    ("不高于", Qualifier::AtMost),
    ("不多于", Qualifier::AtMost),
    ("不大于", Qualifier::AtMost),
    ("不得超过", Qualifier::AtMost),
    ("不得少于", Qualifier::AtLeast),
    ("不得低于", Qualifier::AtLeast),
    ("不得高于", Qualifier::AtMost),
    ("最多", Qualifier::AtMost),
    ("至多", Qualifier::AtMost),
];

/// The last characters of those words: most numbers stand behind none of them.
static BEFORE_LAST: CharSet = CharSet::new("约为近超过出逾破于足到下少低多上止");

/// Words that end in one of those but mean something else: 最近5次, 附近3个, 签约30户.
#[rustfmt::skip]
const NOT_BEFORE: &[&str] = &[
    "最近", "附近", "邻近", "临近", "新近", "亲近", "就近", "靠近", "签约", "履约", "违约", "节约", "合约", "预约", "解约",
    "邀约", "契约", "公约", "制约", "续约", "毁约", "反超", "赶超",
];

/// Words after a unit that say how exact it is.
const AFTER: &[(&str, Qualifier)] = &[
    ("以上", Qualifier::AtLeast),
    ("及以上", Qualifier::AtLeast),
    ("以内", Qualifier::AtMost),
    ("之内", Qualifier::AtMost),
    ("以下", Qualifier::AtMost),
    ("及以下", Qualifier::AtMost),
    ("内", Qualifier::AtMost),
    ("左右", Qualifier::About),
    ("上下", Qualifier::About),
    ("有余", Qualifier::Over),
];

/// The first characters of those words.
static AFTER_FIRST: CharSet = CharSet::new("以及之左上有内");

/// The quantity whose number begins at `at`, or how far to go on.
pub(crate) fn quantity_at(text: &str, at: usize) -> Option<Found> {
    let first = match numeral_at(text, at)? {
        Lexed::Number(numeral) => numeral,
        Lexed::Other { end } => return Some(Found::Other(end)),
    };
    let tail = tail_at(text, first.end, first);
    if let Some(quantity) = range_at(text, at, first, tail) {
        return Some(Found::Quantity(quantity));
    }
    let Some(tail) = tail else {
        return Some(Found::Other(first.end));
    };
    Some(Found::Quantity(built(text, at, &first, &first, None, tail)))
}

/// What follows a number: 余, 万, the unit, its bracket, 以上.
#[derive(Debug, Clone, Copy)]
struct Tail {
    /// 余, 多 say more, 来 about as much.
    vague: Option<Qualifier>,
    /// 一个半月, 两年半: half a unit more.
    half: bool,
    power: u32,
    unit: &'static Unit,
    bracket: Option<(usize, usize)>,
    per: Option<&'static str>,
    /// One past the unit.
    end: usize,
}

fn built(
    text: &str,
    at: usize,
    first: &Numeral,
    last: &Numeral,
    value_to: Option<Decimal>,
    tail: Tail,
) -> Quantity {
    let (start, before) = qualifier_before(text, at);
    let (end, after) = qualifier_after(text, tail.end, tail.unit.kind == UnitKind::Duration);
    let within = tail.vague.or(last.vague).or(first.vague);
    let bounded = matches!(after, Some(Qualifier::AtLeast | Qualifier::AtMost))
        && (tail.unit.kind != UnitKind::Duration || !text[tail.end..].starts_with('内'));
    // 约400余个: 余 says more than 约.
    let qualifier = within.or(after).or(before).unwrap_or(Qualifier::Exact);
    Quantity {
        start,
        number: at,
        end,
        value: value(text, first, last, tail),
        value_to,
        form: first.form,
        power: tail.power,
        unit: tail.unit,
        bracket: tail.bracket,
        per: tail.per,
        qualifier,
        bounded,
        second: first.end == last.end && &text[at..first.end] == "二",
    }
}

/// 五成五 is 5.5 of 成, 一个半月 is 1.5 of 个月.
fn value(text: &str, first: &Numeral, last: &Numeral, tail: Tail) -> Decimal {
    if tail.half {
        return Decimal::new(5, 1).and_then(|half| first.value.plus(half)).unwrap_or(first.value);
    }
    if first.end != last.end || tail.unit.word != "成" {
        return first.value;
    }
    tenths(text, first, Tail { end: first.end, power: 0, ..tail }).map_or(first.value, |(value, _)| value)
}

fn qualifier_before(text: &str, at: usize) -> (usize, Option<Qualifier>) {
    let before = text[..at].trim_end_matches(' ');
    if !BEFORE_LAST.ends(before) {
        return (at, None);
    }
    let mut found: Option<(usize, Qualifier)> = None;
    let last = before.as_bytes().last_chunk::<3>();
    for (word, qualifier) in BEFORE {
        // The last characters are compared first: few words share one.
        if word.as_bytes().last_chunk::<3>() == last
            && before.ends_with(word)
            && found.is_none_or(|(len, _)| word.len() > len)
        {
            found = Some((word.len(), *qualifier));
        }
    }
    match found {
        Some((len, qualifier)) if !NOT_BEFORE.iter().any(|word| before.ends_with(word)) => {
            (before.len() - len, Some(qualifier))
        }
        _ => (at, None),
    }
}

fn qualifier_after(text: &str, at: usize, timed: bool) -> (usize, Option<Qualifier>) {
    let rest = &text[at..];
    if !AFTER_FIRST.starts(rest) {
        return (at, None);
    }
    let found = AFTER.iter().find(|(word, _)| rest.starts_with(word));
    // 3天内: of places and bodies 内 says where, not how many.
    let found = found.filter(|(word, _)| *word != "内" || timed && !rest.starts_with("内部"));
    found.map_or((at, None), |(word, qualifier)| (at + word.len(), Some(*qualifier)))
}

/// What stands between the two ends of a range.
static DASH_FIRST: CharSet = CharSet::new("—–－-─―~～至到〜");

/// 3—5个, 15%至20%, 10—15万元, 1.9万至2.3万亩
fn range_at(text: &str, at: usize, first: Numeral, own: Option<Tail>) -> Option<Quantity> {
    if matches!(first.form, Form::Fraction) {
        return None;
    }
    let (first_end, first_power) = match own {
        Some(tail) => (tail.end, Some(tail.power)),
        None => power_at(text, first.end).map_or((first.end, None), |(power, end)| (end, Some(power))),
    };
    let rest = &text[first_end..];
    let gap = rest.len() - rest.trim_start_matches(' ').len();
    let rest = &rest[gap..];
    if !DASH_FIRST.starts(rest) {
        return None;
    }
    let dashes = ["——", "—", "–", "－", "-", "─", "―", "~", "～", "至", "到", "〜"];
    let dash = dashes.iter().find(|dash| rest.starts_with(**dash))?;
    let second_at = first_end + gap + dash.len();
    let second_at = second_at + (text[second_at..].len() - text[second_at..].trim_start_matches(' ').len());
    let c = text[second_at..].chars().next()?;
    if super::digit(c).is_none() && super::chinese_digit(c).is_none() && c != '十' && c != '百' && c != '千'
    {
        return None;
    }
    let Lexed::Number(second) = numeral_at(text, second_at)? else { return None };
    let tail = tail_at(text, second.end, second)?;
    if own.is_some_and(|own| own.unit.word != tail.unit.word) {
        return None;
    }
    let mut low = first;
    // Where only the second has a 万, the first has it too, unless it would be the larger then: 5000至1万元.
    match first_power {
        Some(power) if power != tail.power && (power > 0 || first.value >= second.value) => {
            low.value = first.value.shifted(power.cast_signed() - tail.power.cast_signed())?;
        }
        _ if first.value > second.value => {
            low.value = first.value.shifted(-tail.power.cast_signed())?;
        }
        _ => {}
    }
    (low.value <= second.value || own.is_some())
        .then(|| built(text, at, &low, &second, Some(second.value), tail))
}

/// 万, 亿 and the like at a place, and one past it.
fn power_at(text: &str, at: usize) -> Option<(u32, usize)> {
    // 万 and 亿 both begin with E4; most units do not.
    if text.as_bytes().get(at) != Some(&0xE4) {
        return None;
    }
    [("万亿", 12), ("万", 4), ("亿", 8)]
        .into_iter()
        .find(|(word, _)| text[at..].starts_with(word))
        .map(|(word, power)| (power, at + word.len()))
}

/// What makes a number more, or about as much.
static VAGUE: CharSet = CharSet::new("余多来几");

/// What can still belong to a unit behind it: half of it, brackets, what it is counted by.
static BEHIND_UNIT: CharSet = CharSet::new("余多半整（(/／");

fn tail_at(text: &str, at: usize, number: Numeral) -> Option<Tail> {
    let mut end = skip_space(text, at);
    let mut vague = None;
    // Behind 万 no word begins that could be meant: 6600万多元.
    let mut many = |end: &mut usize, powered: bool| {
        if VAGUE.starts(&text[*end..])
            && let Some(rest) = text[*end..].strip_prefix(['余', '多', '来', '几'])
            && (powered && rest.starts_with('元') || !is_word(&text[*end..]))
        {
            let about = text[*end..].starts_with('来');
            *end = text.len() - rest.len();
            vague = Some(if about { Qualifier::About } else { Qualifier::Over });
        }
    };
    many(&mut end, false);
    let power = power_at(text, end).map_or(0, |(power, to)| {
        end = to;
        power
    });
    if power > 0 {
        many(&mut end, true);
        end = skip_space(text, end);
    }
    let plain = Tail { vague, half: false, power, unit: &units::NONE, bracket: None, per: None, end };
    match number.form {
        Form::Fraction if power == 0 => return Some(Tail { end: number.end, ..plain }),
        Form::Fraction => return None,
        // 百分之四十 is its own unit.
        Form::Per(unit) => return Some(Tail { unit, end: number.end, ..plain }),
        Form::Digits | Form::Chinese => {}
    }
    if let Some((_, tail)) = tenths(text, &number, plain) {
        return Some(tail);
    }
    if power == 0
        && let Some((unit, end)) = half_unit(text, end)
    {
        return Some(Tail { unit, end, half: true, ..plain });
    }
    let (unit, len) = units::unit_at(text, end)?;
    if unit.needs_digits && number.form == Form::Chinese && power == 0 {
        return None;
    }
    end += len;
    let mut tail = Tail { unit, end, ..plain };
    // Behind nearly all units nothing of it stands.
    if !BEHIND_UNIT.starts(&text[end..]) {
        return Some(tail);
    }
    if let Some(rest) = text[end..].strip_prefix(['余', '多'])
        && matches!(unit.kind, UnitKind::Duration)
        && !rest.starts_with(['样', '次'])
    {
        (tail.vague, tail.end) = (Some(Qualifier::Over), end + '余'.len_utf8());
    }
    if matches!(unit.kind, UnitKind::Duration)
        && tail.vague.is_none()
        && text[tail.end..].starts_with('半')
        && !["半径", "半数", "半程"].iter().any(|word| text[tail.end..].starts_with(word))
    {
        (tail.half, tail.end) = (true, tail.end + '半'.len_utf8());
    }
    // 壹仟玖佰圆整: 整 says that nothing follows.
    if unit.kind == UnitKind::Money
        && text[tail.end..].starts_with('整')
        && !text[tail.end..].starts_with("整改")
    {
        tail.end += '整'.len_utf8();
    }
    tail.bracket = bracket_at(text, tail.end);
    tail.end = tail.bracket.map_or(tail.end, |(_, end)| end);
    if let Some((per, to)) = per_at(text, tail.end) {
        (tail.per, tail.end) = (Some(per), to);
    }
    Some(tail)
}

/// 个半月, 个半小时: the unit, and one past it.
fn half_unit(text: &str, at: usize) -> Option<(&'static Unit, usize)> {
    let rest = text[at..].strip_prefix("个半")?;
    let word = ["个月", "个小时"].into_iter().find(|word| rest.starts_with(&word['个'.len_utf8()..]))?;
    let (unit, len) = units::unit_at(word, 0)?;
    Some((unit, at + "个半".len() + len - '个'.len_utf8()))
}

/// 余 and 多 that begin a word: 余额, 多元, 多样.
fn is_word(rest: &str) -> bool {
    ["余额", "余款", "余项", "多元", "多样", "多层", "多方", "多措", "多级", "来源", "来自", "几乎"]
        .iter()
        .any(|word| rest.starts_with(word))
}

fn skip_space(text: &str, at: usize) -> usize {
    let rest = &text[at..];
    if !rest.starts_with([' ', '\u{a0}']) {
        return at;
    }
    let trimmed = rest.trim_start_matches([' ', '\u{a0}']);
    let next = trimmed.chars().next();
    // A unit may stand apart (158 项); a Latin word or digits may not.
    if next.is_some_and(|c| c.is_ascii_digit() || c.is_whitespace()) {
        at
    } else {
        at + rest.len() - trimmed.len()
    }
}

/// What makes 成 the start of a word: 三成立, 成员, 成效.
const NO_TENTH: &[char] = &[
    '立', '果', '效', '员', '为', '功', '本', '绩', '长', '了', '交', '品', '型', '年', '分', '都', '就',
    '熟', '人', '套', '片', '批', '块', '家', '县', '市', '形', '材', '活', '婚', '份', '规', '册', '不',
    '天', '语', '名', '才', '见',
];

/// 八成, 五成五, 六成半: tenths.
fn tenths(text: &str, number: &Numeral, plain: Tail) -> Option<(Decimal, Tail)> {
    let rest = text[plain.end..].strip_prefix('成')?;
    if plain.power > 0 || rest.starts_with(NO_TENTH) || number.value > Decimal::whole(10) {
        return None;
    }
    let mut end = text.len() - rest.len();
    let mut value = number.value;
    if let Some(c) = rest.chars().next() {
        let part =
            if c == '半' { Some(5) } else { super::chinese_digit(c).filter(|&part| part > 0 && c != '两') };
        if let Some(part) = part {
            value = value.plus(Decimal::new(i128::from(part), 1)?)?;
            end += c.len_utf8();
        }
    }
    Some((value, Tail { unit: &units::TENTHS, end, ..plain }))
}

/// 台（套）, 家(次): another unit in brackets.
fn bracket_at(text: &str, at: usize) -> Option<(usize, usize)> {
    let rest = &text[at..];
    let inner = rest.strip_prefix(['（', '('])?;
    // The longest unit in brackets has three characters.
    let len = first_bytes(inner, 12).find(['）', ')']).filter(|&len| (3..=9).contains(&len))?;
    let word = &inner[..len];
    let (unit, _) = units::unit_at(word, 0).filter(|(unit, _)| unit.word == word)?;
    let close = inner[len..].chars().next()?.len_utf8();
    (unit.kind == UnitKind::Count).then_some((at, at + rest.len() - inner.len() + len + close))
}

impl Quantity {
    /// The unit as written: 万元, 台（套）, 万吨/日.
    pub(crate) fn written_unit(&self, text: &str) -> Cow<'static, str> {
        // Most units are words of the table.
        if self.power == 0 && self.bracket.is_none() && self.per.is_none() {
            return Cow::Borrowed(self.unit.word);
        }
        let mut unit = String::with_capacity(self.unit.word.len() + 6);
        unit.push_str(match self.power {
            4 => "万",
            8 => "亿",
            12 => "万亿",
            _ => "",
        });
        unit.push_str(self.unit.word);
        if let Some((start, end)) = self.bracket {
            unit.push_str(&text[start..end]);
        }
        if let Some(per) = self.per {
            unit.push('/');
            unit.push_str(per);
        }
        Cow::Owned(unit)
    }

    /// What the figure measures.
    pub(crate) fn kind(&self) -> UnitKind {
        if self.per.is_some() { UnitKind::Rate } else { self.unit.kind }
    }

    /// A value in the canonical unit.
    pub(crate) fn canonical(&self, value: Decimal) -> Option<Decimal> {
        value.shifted(self.power.cast_signed() + self.unit.power)?.times(Decimal::whole(self.unit.times))
    }

    /// The canonical unit: 元, 吨/日, and of a unit with a bracket the word before it.
    pub(crate) fn canonical_unit(&self) -> Cow<'static, str> {
        match self.per {
            Some(per) => Cow::Owned(format!("{}/{per}", self.unit.canonical)),
            None => Cow::Borrowed(self.unit.canonical),
        }
    }

    /// Whether a Chinese numeral names which rather than how many: 二期, 二次供水 (two of them are 两次), and of
    /// classes what stands before its noun (三类水体) without a bracket between.
    pub(crate) fn is_ordinal(&self, follows: &str) -> bool {
        if self.form != Form::Chinese || self.power > 0 || self.value_to.is_some() {
            return false;
        }
        let second = self.second
            && matches!(self.unit.word, "次" | "期" | "类" | "级" | "班" | "层" | "轮" | "组" | "标段");
        second
            || matches!(self.unit.word, "类" | "期") && CLASSED.iter().any(|noun| follows.starts_with(noun))
    }

    /// 七成, 半数, 三分之二: what stands behind without a 的 can be what it is a share of.
    pub(crate) fn is_share(&self) -> bool {
        self.form == Form::Fraction || self.unit.word == "成"
    }

    /// 达到三类, 升为二级: a grade, not a count of grades.
    pub(crate) fn is_grade(&self) -> bool {
        self.form == Form::Chinese && matches!(self.unit.word, "类" | "级" | "等" | "档")
    }

    /// Written with the single Chinese numeral 一, which is an article as often as a number.
    pub(crate) fn is_article(&self) -> bool {
        self.form == Form::Chinese
            && self.value == Decimal::whole(1)
            && self.power == 0
            && self.value_to.is_none()
    }
}

#[cfg(test)]
mod tests;
