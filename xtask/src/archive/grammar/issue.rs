//! One problem: its heading, the lines with labels, the measures, how far it is.

use fastrand::Rng;

use super::number::chinese;
use super::profile::{Profile, Series, StatusPlace};
use super::template::{Words, filled};
use super::words::issues::Theme;
use super::words::measures::{DEALT_WITH, FORMS, MONEY, PLAIN, RATES, RULES, STUDY, WORKS};
use super::words::places::OFFICES;
use crate::archive::document::Fragment;
use crate::archive::random::{chance, pick};

/// A problem before it is laid out.
#[derive(Debug, Clone)]
pub(super) struct Issue {
    pub(super) statement: String,
    /// The name of the status, and how the text says it where the document has it.
    pub(super) status: Option<(&'static str, &'static str)>,
    /// 责任单位：…
    pub(super) office: &'static str,
    /// 整改时限：…
    pub(super) term: Fragment,
    /// What stands before the first measure.
    pub(super) run_up: Option<Fragment>,
    /// Whole sentences.
    pub(super) measures: Vec<Fragment>,
}

/// Words of a line 完成情况：, and the status that they are.
const FIELD_STATUS: &[(&str, &str)] = &[
    ("completed", "已完成"),
    ("completed", "已完成整改"),
    ("completed", "已完成整改并长期坚持"),
    ("completed", "已整改到位"),
    ("mostly_completed", "基本完成"),
    ("mostly_completed", "基本完成并长期坚持"),
    ("in_progress", "正在整改"),
    ("in_progress", "持续推进"),
    ("long_term", "长期坚持"),
];

/// Sentences about the problem itself.
const SENTENCE_STATUS: &[(&str, &str)] = &[
    ("completed", "该问题已完成整改"),
    ("completed", "该问题已整改到位"),
    ("completed", "目前，该问题已完成整改"),
    ("mostly_completed", "该问题基本整改到位"),
    ("mostly_completed", "此问题已基本完成整改"),
    ("in_progress", "该问题正在整改"),
    ("in_progress", "该项工作正在持续推进"),
    ("long_term", "该问题需长期坚持"),
    ("long_term", "此项工作将长期坚持"),
];

impl Issue {
    pub(super) fn drawn(
        rng: &mut Rng,
        profile: &Profile,
        words: &Words<'_>,
        theme: &Theme,
    ) -> Result<Self, String> {
        let (what, how) = pick(rng, theme.wanting);
        let statement = format!("{}{}", pick(rng, what), pick(rng, how));
        let place = profile.status;
        let table = if place == StatusPlace::Sentence { SENTENCE_STATUS } else { FIELD_STATUS };
        // Not each problem of a document says how far it is.
        let status = (place != StatusPlace::Nowhere && chance(rng, 85.0)).then(|| pick(rng, table));
        let enumerated = profile.series != Series::None;
        let count = if enumerated { rng.usize(2..=5) } else { rng.usize(1..=3) };
        let mut measures = Vec::with_capacity(count);
        for _ in 0..count {
            measures.push(measure(rng, words, profile.series)?);
        }
        if !enumerated {
            let mut whole = Fragment::default();
            measures.iter().for_each(|sentence| whole.push(sentence));
            measures = vec![whole];
        }
        let run_up = (enumerated && chance(rng, 10.0)).then(|| {
            Fragment::plain(pick(rng, &["坚持问题导向，扎实推进整改。", "对照反馈问题，逐项制定措施。"]))
        });
        Ok(Self {
            statement,
            status,
            office: pick(rng, OFFICES),
            term: filled(rng, words, "{@月底}")?,
            run_up,
            measures,
        })
    }

    /// With what stands around the problem, and the status in brackets where it has its place there.
    pub(super) fn heading(&self, profile: &Profile) -> String {
        let phrasing = profile.phrasing;
        let mut heading = format!("{}{}{}", phrasing.before, self.statement, phrasing.after);
        if let (StatusPlace::Heading, Some((_, words))) = (profile.status, self.status) {
            heading.push_str(&format!("（{words}）"));
        }
        heading
    }
}

/// One measure: a sentence, or two.
fn measure(rng: &mut Rng, words: &Words<'_>, series: Series) -> Result<Fragment, String> {
    let mut out = Fragment::default();
    // Behind 2. no figure: 2.2025年 could be one number.
    if series == Series::Arabic || chance(rng, 45.0) {
        let plain = pick(rng, PLAIN);
        out.push(&filled(rng, words, plain)?);
        if chance(rng, 40.0) {
            out.push_str("。");
            return Ok(out);
        }
        out.push_str(pick(rng, &["，", "。"]));
    }
    let table = match rng.u8(..100) {
        0..18 => STUDY,
        18..38 => RULES,
        38..64 => WORKS,
        64..78 => MONEY,
        78..88 => RATES,
        88..94 => FORMS,
        _ => DEALT_WITH,
    };
    let template = pick(rng, table);
    out.push(&filled(rng, words, template)?);
    out.push_str("。");
    Ok(out)
}

/// The label of a measure.
pub(super) fn label(series: Series, index: usize) -> String {
    match series {
        Series::First { .. } => format!("{}是", chinese(index + 1)),
        Series::Circled => char::from_u32('①' as u32 + index as u32).map(String::from).unwrap_or_default(),
        Series::Bracketed => format!("（{}）", index + 1),
        Series::Arabic => format!("{}.", index + 1),
        Series::Ordinal => format!("第{}，", chinese(index + 1)),
        Series::None => String::new(),
    }
}
