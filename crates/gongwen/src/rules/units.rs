//! Units of figures: measure words, money, lengths, areas, weights, volumes, energy, time, rates. Each row has its
//! canonical form, so that figures of different circulars can be added: 3.92亿元 and 7450万元 in 元.

use std::sync::LazyLock;

use serde::Serialize;

use super::Prefixes;

/// What a figure measures.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, schemars::JsonSchema)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum UnitKind {
    /// %, ‰, 百分之.
    Percentage,
    /// Things and events: 个, 次, 人次.
    Count,
    /// 元, 万元, 亿元.
    Money,
    /// 米, 公里.
    Length,
    /// 亩, 公顷, 平方米.
    Area,
    /// 吨, 公斤.
    Weight,
    /// 升, 立方米.
    Volume,
    /// 千瓦时, 千瓦.
    Energy,
    /// 天, 个月, 小时.
    Duration,
    /// 1/3, 八成, 倍, 个百分点.
    Ratio,
    /// 吨/日, 毫克/升.
    Rate,
}

impl UnitKind {
    /// The name in JSON and tables.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Percentage => "percentage",
            Self::Count => "count",
            Self::Money => "money",
            Self::Length => "length",
            Self::Area => "area",
            Self::Weight => "weight",
            Self::Volume => "volume",
            Self::Energy => "energy",
            Self::Duration => "duration",
            Self::Ratio => "ratio",
            Self::Rate => "rate",
        }
    }
}

/// One unit: as written, what it measures, its canonical unit, and the factor to that as `times * 10^power`.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Unit {
    pub(crate) word: &'static str,
    pub(crate) kind: UnitKind,
    pub(crate) canonical: &'static str,
    pub(crate) times: u32,
    pub(crate) power: i32,
    /// Characters that make the word the start of another one: 家 in 家庭, 项 in 项目.
    pub(crate) not_before: &'static str,
    /// With a Chinese numeral it is another word as often: 三方, 三面, 一点.
    pub(crate) needs_digits: bool,
}

/// The unit of a fraction: none is written.
pub(crate) static NONE: Unit = row("", UnitKind::Ratio, "", 1, 0, "");

/// 八成: tenths.
pub(crate) static TENTHS: Unit = row("成", UnitKind::Ratio, "%", 1, 1, "");

/// Units that stand before their number: 百分之四十.
static LEADING: [Unit; 4] = [
    row("十万分之", UnitKind::Percentage, "%", 1, -3, ""),
    row("百分之", UnitKind::Percentage, "%", 1, 0, ""),
    row("千分之", UnitKind::Percentage, "%", 1, -1, ""),
    row("万分之", UnitKind::Percentage, "%", 1, -2, ""),
];

const fn row(
    word: &'static str,
    kind: UnitKind,
    canonical: &'static str,
    times: u32,
    power: i32,
    not_before: &'static str,
) -> Unit {
    Unit { word, kind, canonical, times, power, not_before, needs_digits: false }
}

const fn count(word: &'static str, not_before: &'static str) -> Unit {
    row(word, UnitKind::Count, word, 1, 0, not_before)
}

const fn same(word: &'static str, canonical: &'static str, not_before: &'static str) -> Unit {
    row(word, UnitKind::Count, canonical, 1, 0, not_before)
}

/// A unit that only digits make one.
const fn digits(
    word: &'static str,
    kind: UnitKind,
    canonical: &'static str,
    not_before: &'static str,
) -> Unit {
    Unit { needs_digits: true, ..row(word, kind, canonical, 1, 0, not_before) }
}

/// A unit that is some multiple of its canonical one.
const fn of(word: &'static str, kind: UnitKind, canonical: &'static str, times: u32, power: i32) -> Unit {
    row(word, kind, canonical, times, power, "")
}

use UnitKind::{Area, Duration, Energy, Length, Money, Percentage, Ratio, Volume, Weight};

/// The units, in families.
static UNITS: &[Unit] = &[
    // Rates of a whole. A percentage point is a difference of percentages and never one itself.
    of("%", Percentage, "%", 1, 0),
    of("‰", Percentage, "%", 1, -1),
    of("℃", Ratio, "℃", 1, 0),
    of("个基点", Ratio, "百分点", 1, -2),
    of("个百分点", Ratio, "百分点", 1, 0),
    row("倍", UnitKind::Ratio, "倍", 1, 0, "增"),
    row("番", UnitKind::Ratio, "番", 1, 0, "茄"),
    of("百分点", Ratio, "百分点", 1, 0),
    // Money, each currency by its own name; 万 and 亿 are read before the unit.
    row("元", UnitKind::Money, "元", 1, 0, "旦"),
    row("圆", UnitKind::Money, "元", 1, 0, "满"),
    of("欧元", Money, "欧元", 1, 0),
    of("港元", Money, "港元", 1, 0),
    of("港币", Money, "港元", 1, 0),
    of("美元", Money, "美元", 1, 0),
    // Lengths, in 米.
    of("km", Length, "米", 1, 3),
    of("公里", Length, "米", 1, 3),
    of("千米", Length, "米", 1, 3),
    of("厘米", Length, "米", 1, -2),
    of("毫米", Length, "米", 1, -3),
    of("海里", Length, "米", 1852, 0),
    of("米", Length, "米", 1, 0),
    // Areas, in 平方米; 15亩 are a 公顷, so an 亩 is 2000/3 平方米 and stays 亩.
    of("㎡", Area, "平方米", 1, 0),
    of("m²", Area, "平方米", 1, 0),
    of("m2", Area, "平方米", 1, 0),
    of("亩", Area, "亩", 1, 0),
    of("公顷", Area, "平方米", 10000, 0),
    of("平方公里", Area, "平方米", 1, 6),
    of("平方千米", Area, "平方米", 1, 6),
    of("平方厘米", Area, "平方米", 1, -4),
    of("平方米", Area, "平方米", 1, 0),
    of("平米", Area, "平方米", 1, 0),
    // Weights, in 千克.
    of("kg", Weight, "千克", 1, 0),
    row("克", UnitKind::Weight, "千克", 1, -3, "服"),
    of("公斤", Weight, "千克", 1, 0),
    of("千克", Weight, "千克", 1, 0),
    of("吨", Weight, "千克", 1, 3),
    of("吨标准煤", Weight, "千克", 1, 3),
    of("吨标煤", Weight, "千克", 1, 3),
    of("微克", Weight, "千克", 1, -9),
    of("斤", Weight, "千克", 5, -1),
    of("毫克", Weight, "千克", 1, -6),
    of("纳克", Weight, "千克", 1, -12),
    // Volumes: 升 and 立方米 are kept apart, as they measure different things.
    of("㎥", Volume, "立方米", 1, 0),
    of("m³", Volume, "立方米", 1, 0),
    of("m3", Volume, "立方米", 1, 0),
    of("标方", Volume, "立方米", 1, 0),
    of("升", Volume, "升", 1, 0),
    of("标准立方米", Volume, "立方米", 1, 0),
    of("毫升", Volume, "升", 1, -3),
    of("立方", Volume, "立方米", 1, 0),
    of("立方米", Volume, "立方米", 1, 0),
    // Energy and power.
    of("MW", Energy, "千瓦", 1, 3),
    of("kW", Energy, "千瓦", 1, 0),
    of("kWh", Energy, "千瓦时", 1, 0),
    of("kw", Energy, "千瓦", 1, 0),
    of("兆瓦", Energy, "千瓦", 1, 3),
    of("兆瓦时", Energy, "千瓦时", 1, 3),
    of("千伏", Energy, "千伏", 1, 0),
    of("千伏安", Energy, "千伏安", 1, 0),
    of("千卡", Energy, "千卡", 1, 0),
    of("千瓦", Energy, "千瓦", 1, 0),
    of("千瓦时", Energy, "千瓦时", 1, 0),
    row("瓦", UnitKind::Energy, "千瓦", 1, -3, ""),
    // Time. Months and working days have no fixed number of days and stay as they are.
    row("个学时", UnitKind::Duration, "学时", 1, 0, ""),
    of("个小时", Duration, "小时", 1, 0),
    of("个工作日", Duration, "工作日", 1, 0),
    of("个月", Duration, "月", 1, 0),
    of("个自然日", Duration, "天", 1, 0),
    row("分钟", UnitKind::Duration, "分钟", 1, 0, ""),
    row("天", UnitKind::Duration, "天", 1, 0, "然"),
    of("小时", Duration, "小时", 1, 0),
    of("工作日", Duration, "工作日", 1, 0),
    row("年", UnitKind::Duration, "年", 1, 0, "度级代"),
    row("日", UnitKind::Duration, "天", 1, 0, "常均"),
    of("星期", Duration, "周", 1, 0),
    row("秒", UnitKind::Duration, "秒", 1, 0, ""),
    // Measure words. 名, 位 and 人 all count people; the others keep their name. The last column holds the characters
    // that make another word of it: 项目, 家庭, 处级.
    count("个", "别"),
    count("人", "民大均才社事物生员口力心防制"),
    count("人份", ""),
    count("人天", ""),
    count("人次", ""),
    count("亩次", ""),
    count("件", ""),
    count("件次", ""),
    count("份", ""),
    same("位", "人", "置"),
    count("例", "会外"),
    count("例次", ""),
    count("册", ""),
    count("列", "入为"),
    count("口", "岸径"),
    count("只", "有能是"),
    count("台", "账帐"),
    count("台套", ""),
    count("台次", ""),
    same("名", "人", ""),
    count("场", "所地馆"),
    count("场次", ""),
    count("块", ""),
    count("堂", ""),
    count("处", "室级"),
    count("大类", ""),
    count("头", "部脑号"),
    count("套", "取现"),
    count("学分", ""),
    count("学时", ""),
    count("宗", "旨"),
    count("家", "庭畜禽"),
    count("家次", ""),
    count("封", "闭"),
    count("小类", ""),
    count("幅", "度员"),
    count("幢", ""),
    count("床", ""),
    count("座", "谈"),
    count("张", ""),
    count("户", "籍"),
    count("户次", ""),
    count("所", "有属在"),
    count("批", "评示复"),
    count("批次", ""),
    row("个批次", UnitKind::Count, "批次", 1, 0, ""),
    count("支", "部付持出撑行援"),
    count("期", ""),
    count("本", "科级"),
    count("条", ""),
    count("条次", ""),
    count("枚", ""),
    count("架", "构"),
    count("架次", ""),
    count("标段", ""),
    count("栋", ""),
    count("株", ""),
    count("棵", ""),
    count("次", ""),
    count("片", "区"),
    count("班", "子"),
    count("班次", ""),
    count("瓶", "颈"),
    count("盏", ""),
    count("票", "据证"),
    count("种", "植"),
    count("笔", ""),
    count("篇", "幅"),
    count("篇次", ""),
    count("台件", ""),
    count("件套", ""),
    count("头只", ""),
    count("趟次", ""),
    count("笔次", ""),
    count("套次", ""),
    count("站次", ""),
    count("厂次", ""),
    count("船次", ""),
    count("列次", ""),
    count("井次", ""),
    count("段次", ""),
    count("期次", ""),
    count("册次", ""),
    count("宗次", ""),
    count("栋次", ""),
    count("份次", ""),
    count("部次", ""),
    count("间次", ""),
    count("岗次", ""),
    count("店次", ""),
    count("类", "似"),
    count("组", "织"),
    count("航次", ""),
    count("艘", ""),
    count("艘次", ""),
    count("节", "约能"),
    count("课时", ""),
    count("节次", ""),
    count("处次", ""),
    count("所次", ""),
    count("组次", ""),
    count("校次", ""),
    count("村次", ""),
    count("堂次", ""),
    count("卷", "入宗"),
    count("起", ""),
    count("趟", ""),
    count("车次", ""),
    count("轮", "岗车驱椅胎换"),
    count("轮次", ""),
    count("辆", ""),
    count("辆份", ""),
    count("辆次", ""),
    count("遍", "布"),
    count("部", "门署分委"),
    count("门", "诊"),
    count("间", "接隔"),
    count("页", "面"),
    count("项", ""),
    count("项次", ""),
    count("颗", ""),
    count("席", "位"),
    count("标箱", ""),
    count("蒸吨", ""),
    count("剂次", ""),
    count("剂", "量型"),
    count("总吨", ""),
    count("载重吨", ""),
    count("针次", ""),
    count("标准箱", ""),
    count("周岁", ""),
    count("眼", "科镜"),
    count("羽", "毛"),
    count("尾", "矿水气款"),
    count("箱", ""),
    count("袋", ""),
    count("桶", ""),
    count("盆", ""),
    count("筐", ""),
    count("捆", ""),
    count("顶", "层级格"),
    count("副", ""),
    count("扇", ""),
    count("匹", "配"),
    count("具", "有体备"),
    count("桌", ""),
    count("盘", "活"),
    count("孔", ""),
    count("杆", ""),
    count("餐", "饮厅"),
    count("单", "位独元一纯个次"),
    count("段", "落"),
    count("款", "项待"),
    count("滴", ""),
    digits("字", UnitKind::Count, "字", ""),
    count("人日", ""),
    count("家店", ""),
    digits("面", UnitKind::Count, "面", "积向临对试谈貌"),
    digits("级", UnitKind::Count, "级", "别"),
    digits("层", UnitKind::Count, "层", "面级次"),
    digits("根", UnitKind::Count, "根", "据本治源"),
    digits("粒", UnitKind::Count, "粒", ""),
    digits("对", UnitKind::Count, "对", "象方标照比策口于应外接内待上一二三"),
    digits("管", UnitKind::Count, "管", "理道网"),
    digits("方", UnitKind::Volume, "立方米", "面案式法向便针位可才"),
    digits("分", UnitKind::Count, "分", "别之批局级类组为成析管公工店行期布散享解摊红项段区社支院校房户"),
    digits("度", UnitKind::Energy, "千瓦时", "假过量数电汛"),
    digits("岁", UnitKind::Count, "岁", ""),
];

static INDEX: LazyLock<Prefixes> = LazyLock::new(|| Prefixes::new(UNITS.iter().map(|unit| unit.word)));

/// The unit at a place of a text and its length: the longest, unless what follows makes another word of it.
pub(crate) fn unit_at(text: &str, at: usize) -> Option<(&'static Unit, usize)> {
    let first = *text.as_bytes().get(at)?;
    if first < 0x80 {
        return ascii_at(&text[at..]);
    }
    if text[at..].starts_with('％') {
        return Some((ascii_at("%")?.0, '％'.len_utf8()));
    }
    let stands = |(row, len): (usize, usize)| {
        let unit = &UNITS[row];
        let next = if unit.not_before.is_empty() { None } else { text[at + len..].chars().next() };
        let other = next.is_some_and(|next| unit.not_before.chars().any(|c| c == next));
        (!other).then_some((unit, len))
    };
    // The longest nearly always is the one.
    stands(INDEX.longest(text, at)?).or_else(|| INDEX.at(text, at).skip(1).find_map(stands))
}

/// The unit before a number that begins at a place, and one past it.
pub(crate) fn leading_at(text: &str, at: usize) -> Option<(&'static Unit, usize)> {
    // All end alike, and few numbers begin with the places that all begin with.
    let rest = text[at..].strip_prefix(['十', '百', '千', '万'])?;
    if !rest.starts_with(['分', '万']) {
        return None;
    }
    LEADING.iter().find(|unit| text[at..].starts_with(unit.word)).map(|unit| (unit, at + unit.word.len()))
}

/// Units in ASCII: %, km, kWh.
fn ascii_at(rest: &str) -> Option<(&'static Unit, usize)> {
    // The most common of all, and the first of the table.
    if rest.starts_with('%') {
        return UNITS.first().map(|unit| (unit, 1));
    }
    let mut letters = rest.bytes().take_while(u8::is_ascii_alphabetic).count().max(1);
    // m², m³, m2: the power belongs to the unit.
    letters += rest[letters..].chars().next().filter(|c| matches!(c, '²' | '³')).map_or(0, char::len_utf8);
    if letters == 1 && matches!(rest.get(..2), Some("m2" | "m3")) {
        letters = 2;
    }
    let written = rest.get(..letters)?;
    UNITS.iter().find(|unit| unit.word == written).map(|unit| (unit, letters))
}

/// All units as written.
pub(crate) fn words() -> impl Iterator<Item = &'static str> {
    UNITS.iter().map(|unit| unit.word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_unit_is_read_and_stands_once() {
        for unit in UNITS {
            assert_eq!(unit_at(unit.word, 0), Some((unit, unit.word.len())));
            assert_eq!(UNITS.iter().filter(|other| other.word == unit.word).count(), 1, "{}", unit.word);
            for c in unit.not_before.chars() {
                let other = format!("{}{c}", unit.word);
                assert!(unit_at(&other, 0).is_none_or(|(found, _)| found.word != unit.word), "{other}");
            }
        }
    }
}
