//! What a fact says, in few words and field by field. Figures are the digits of their source: those of a circular are exact
//! decimals, those of a table doubles.

use gongwen::facts::FactKind;

use crate::caption;

/// What was read of a fact.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum FactData {
    /// A figure.
    Metric(Metric),
    /// A date.
    Date(Date),
    /// A document in 《》.
    Citation(Citation),
    /// Something done about people, cases or money.
    Action(Action),
    /// A quoted expression, without its marks.
    Term(String),
}

/// A figure and what it counts.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Metric {
    /// The noun phrase that is counted.
    pub subject: String,
    /// The figure.
    pub value: String,
    /// Upper end of a range.
    pub value_to: Option<String>,
    /// As written.
    pub unit: String,
    /// Name of what is measured: `percentage`.
    pub kind: String,
    /// The value and unit after conversion.
    pub canonical: Option<(String, String)>,
    /// Name of how exact it is: `about`.
    pub qualifier: String,
    /// A goal, not a result.
    pub target: bool,
    /// Values before and after a change.
    pub change: Option<(String, String)>,
    /// How often.
    pub period: Option<String>,
}

/// A date or a range of dates.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Date {
    /// First day, `2025-07-04`.
    pub first: String,
    /// Last day; `None` where it is open.
    pub last: Option<String>,
    /// Name of the smallest unit that is named.
    pub precision: String,
    /// The year was taken from the context.
    pub inferred: bool,
}

/// A document that the text names.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Citation {
    /// Without the outer 《》.
    pub title: String,
    /// 办法, 条例.
    pub kind: Option<String>,
    /// 发文字号.
    pub number: Option<String>,
    /// Name of what was done with it.
    pub act: Option<String>,
    /// Id of the citation that names it first.
    pub first_mention: Option<String>,
}

/// Something done about people, cases or money.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Action {
    /// 党纪处分, 诫勉.
    pub kind: String,
    /// As written, where it is narrower.
    pub sanction: Option<String>,
    /// How many, or how much.
    pub count: String,
    /// 人, 件, 万元.
    pub unit: String,
}

impl FactData {
    /// What it is.
    #[must_use]
    pub fn kind(&self) -> FactKind {
        match self {
            Self::Metric(_) => FactKind::Metric,
            Self::Date(_) => FactKind::Date,
            Self::Citation(_) => FactKind::Citation,
            Self::Action(_) => FactKind::Action,
            Self::Term(_) => FactKind::Term,
        }
    }

    /// The fact in few words.
    #[must_use]
    pub fn told(&self) -> String {
        match self {
            Self::Metric(metric) => metric.told(),
            Self::Date(date) => date.told(),
            Self::Citation(citation) => format!("《{}》", citation.title),
            Self::Action(action) => action.told(),
            Self::Term(term) => format!("“{term}”"),
        }
    }

    /// Its fields with captions; those that the few words do not tell already.
    #[must_use]
    pub fn fields(&self) -> Vec<(&'static str, String)> {
        let fields = match self {
            Self::Metric(metric) => metric.fields(),
            Self::Date(date) => vec![
                ("精度", Some(caption::precision(&date.precision).to_owned())),
                ("推断", date.inferred.then(|| "年份由上下文推断".to_owned())),
            ],
            Self::Citation(citation) => vec![
                ("文种", citation.kind.clone()),
                ("文号", citation.number.clone()),
                ("行为", citation.act.as_deref().map(|act| caption::act(act).to_owned())),
                ("首次", citation.first_mention.clone()),
            ],
            Self::Action(action) => {
                vec![("种类", Some(action.kind.clone())), ("原词", action.sanction.clone())]
            }
            Self::Term(_) => Vec::new(),
        };
        fields.into_iter().filter_map(|(caption, value)| Some((caption, value?))).collect()
    }
}

impl Metric {
    fn told(&self) -> String {
        let qualifier = caption::qualifier(&self.qualifier);
        let value = match (&self.change, &self.value_to) {
            (Some((from, to)), _) => format!("{from} → {to}"),
            (None, Some(to)) => format!("{}–{to}", self.value),
            (None, None) => self.value.clone(),
        };
        format!("{} {qualifier}{value}{}", self.subject, self.unit)
    }

    fn fields(&self) -> Vec<(&'static str, Option<String>)> {
        let canonical = self.canonical.as_ref().filter(|(_, unit)| *unit != self.unit);
        vec![
            ("类别", Some(caption::unit_kind(&self.kind).to_owned())),
            ("标准值", canonical.map(|(value, unit)| format!("{value}{unit}"))),
            ("频次", self.period.clone()),
            ("性质", self.target.then(|| "目标".to_owned())),
        ]
    }
}

impl Date {
    fn told(&self) -> String {
        match &self.last {
            Some(last) if *last == self.first => self.first.clone(),
            Some(last) => format!("{} 至 {last}", self.first),
            None => format!("{} 以来", self.first),
        }
    }
}

impl Action {
    fn told(&self) -> String {
        let what = self.sanction.as_ref().unwrap_or(&self.kind);
        format!("{what} {}{}", self.count, self.unit)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_change_is_told_by_both_values() {
        let metric = Metric {
            subject: "投诉率".into(),
            value: "1.2".into(),
            unit: "%".into(),
            qualifier: "exact".into(),
            change: Some(("7.8".into(), "1.2".into())),
            ..Metric::default()
        };
        assert_eq!(FactData::Metric(metric).told(), "投诉率 7.8 → 1.2%");
    }

    #[test]
    fn an_open_range_has_no_end() {
        let date = Date { first: "2025-01-01".into(), ..Date::default() };
        assert_eq!(FactData::Date(date).told(), "2025-01-01 以来");
    }
}
