//! Sentences with places for facts. The tables of the grammar are written in this small language, so that a sentence and
//! what is known of it stand side by side:
//!
//! | written | becomes | known |
//! |---|---|---|
//! | `[甲/乙]` | one of them | |
//! | `$党组`, `$局`, `$全市`, `$市` | names of the circular's body and place | |
//! | `{党组会\|次\|2-9}` | 党组会7次 | a metric |
//! | `{<企业\|家\|2-9}` | 7家企业 | a metric |
//! | `{=企业\|家\|2-9}` | 7家 | a metric, its subject named elsewhere |
//! | `{%投诉率\|%\|6.1-9.9\|1.1-3.9\|下降到}` | 投诉率由7.8%下降到1.2% | a metric with its change |
//! | `{&甲率、乙率\|%\|80-99\|分别达到}` | 甲率、乙率分别达到81%、92% | a metric each |
//! | `{@日}` | 2025年7月4日 | a date |
//! | `{《财务管理办法\|revised\|办法}` | 《财务管理办法》 | a citation |
//! | `{!诫勉\|诫勉\|人\|1-4}` | 诫勉2人 | an action; what follows a fifth bar is written behind |
//! | `{^一岗双责}` | “一岗双责” | a term |
//!
//! A figure may have marks behind a further bar, with spaces between: a qualifier (余 近 以上), `?` for any or none,
//! 目标 for a goal, 每季度 for its period, 汉 for Chinese numerals, 至 for a range of two, 差 for a change that is told as
//! well.

use fastrand::Rng;

use super::calendar::Calendar;
use super::number::{Form, Number, Qualifier, figure, kind};
use crate::archive::document::Fragment;
use crate::archive::random::pick;
use crate::archive::truth::{Action, Citation, Metric};

/// What sentences of one circular share.
pub(in crate::archive) struct Words<'w> {
    /// `$局` and what it stands for.
    pub(in crate::archive) names: Vec<(&'static str, String)>,
    pub(in crate::archive) calendar: &'w Calendar,
    /// How long whole numbers are written.
    pub(in crate::archive) form: Form,
}

/// Fills a template.
pub(in crate::archive) fn filled(
    rng: &mut Rng,
    words: &Words<'_>,
    template: &str,
) -> Result<Fragment, String> {
    let text = named(words, &chosen(rng, template));
    let mut out = Fragment::default();
    let mut rest = text.as_str();
    while let Some((before, slot)) = rest.split_once('{') {
        out.push_str(before);
        let (slot, after) = slot.split_once('}').ok_or_else(|| format!("{template}: no }}"))?;
        slot_into(rng, words, slot, &mut out).map_err(|error| format!("{template}: {error}"))?;
        rest = after;
    }
    out.push_str(rest);
    Ok(out)
}

/// The template with each `[甲/乙]` decided.
fn chosen(rng: &mut Rng, template: &str) -> String {
    let mut out = String::new();
    let mut rest = template;
    while let Some((before, (choices, after))) =
        rest.split_once('[').and_then(|(before, rest)| Some((before, rest.split_once(']')?)))
    {
        out.push_str(before);
        let choices: Vec<&str> = choices.split('/').collect();
        out.push_str(pick(rng, &choices));
        rest = after;
    }
    out.push_str(rest);
    out
}

fn named(words: &Words<'_>, text: &str) -> String {
    let mut text = text.to_owned();
    if text.contains('$') {
        for (name, meaning) in &words.names {
            text = text.replace(name, meaning);
        }
    }
    text
}

fn slot_into(rng: &mut Rng, words: &Words<'_>, slot: &str, out: &mut Fragment) -> Result<(), String> {
    let first = slot.chars().next().ok_or("an empty slot")?;
    let rest = &slot[first.len_utf8()..];
    match first {
        '@' => out.push(&words.calendar.date(rng, rest)?),
        '^' => {
            out.push_str(&format!("“{rest}”"));
            out.facts.terms.push(rest.to_owned());
        }
        '《' => citation(rest, out)?,
        '!' => action(rng, words, rest, out)?,
        '&' => respectively(rng, rest, out)?,
        '%' => change(rng, rest, out)?,
        '<' => metric(rng, words, rest, Order::NumberFirst, out)?,
        '=' => metric(rng, words, rest, Order::Alone, out)?,
        _ => metric(rng, words, slot, Order::SubjectFirst, out)?,
    }
    Ok(())
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Order {
    SubjectFirst,
    NumberFirst,
    Alone,
}

/// Fields of a slot; those that are left out are empty.
fn fields<const N: usize>(slot: &str) -> [&str; N] {
    let mut fields = slot.split('|');
    std::array::from_fn(|_| fields.next().unwrap_or_default())
}

fn plain_metric(subject: &str, value: String, unit: &str) -> Metric {
    Metric {
        subject: subject.to_owned(),
        value,
        value_to: None,
        unit: unit.to_owned(),
        kind: kind(unit).to_owned(),
        qualifier: "exact".to_owned(),
        target: false,
        change_from: None,
        period: None,
    }
}

/// Fractions in words, and their decimals to six places.
const FRACTIONS: &[(&str, &str)] =
    &[("三分之二", "0.666667"), ("三分之一", "0.333333"), ("四分之三", "0.75"), ("五分之四", "0.8")];

fn metric(
    rng: &mut Rng,
    words: &Words<'_>,
    slot: &str,
    order: Order,
    out: &mut Fragment,
) -> Result<(), String> {
    let [subject, unit, range, marks] = fields(slot);
    let mut metric;
    let written;
    if unit == "分之" {
        let (fraction, value) = pick(rng, FRACTIONS);
        metric = plain_metric(subject, value.to_owned(), "");
        written = fraction.to_owned();
    } else {
        let mut number = Number::drawn(rng, range)?;
        let mut form = words.form;
        let mut qualifier = None;
        let mut to = None;
        metric = plain_metric(subject, String::new(), unit);
        for mark in marks.split(' ').filter(|mark| !mark.is_empty()) {
            match mark {
                "?" => {
                    qualifier = Qualifier::drawn(rng);
                    if qualifier.is_some() {
                        number.round();
                    }
                }
                "目标" => metric.target = true,
                "汉" => form = Form::Chinese,
                "至" => to = Some(Number::drawn(rng, range)?),
                mark if mark.starts_with('每') => metric.period = Some(mark.to_owned()),
                mark => qualifier = Some(Qualifier::named(mark).ok_or_else(|| format!("{mark} is no mark"))?),
            }
        }
        metric.value = number.value();
        let mut digits = number.written(form);
        if let Some(to) = to.filter(|to| !to.difference(&number).is_zero()) {
            let (low, high) = ordered(number, to);
            digits = format!("{}—{}", low.value(), high.value());
            (metric.value, metric.value_to) = (low.value(), Some(high.value()));
        }
        metric.qualifier = qualifier.map_or("exact", Qualifier::name).to_owned();
        written = match unit {
            "百分之" => format!("百分之{digits}"),
            _ => figure(&digits, unit, qualifier),
        };
    }
    match order {
        Order::SubjectFirst => out.push_str(&format!("{subject}{written}")),
        Order::NumberFirst => out.push_str(&format!("{written}{subject}")),
        Order::Alone => out.push_str(&written),
    }
    out.facts.metrics.push(metric);
    // A quoted word within the subject is a term as well.
    let quoted = subject.split_once('“').and_then(|(_, rest)| rest.split_once('”'));
    out.facts.terms.extend(quoted.map(|(term, _)| term.to_owned()));
    Ok(())
}

fn ordered(one: Number, other: Number) -> (Number, Number) {
    let length = |number: &Number| (number.value().len(), number.value());
    if length(&one) <= length(&other) { (one, other) } else { (other, one) }
}

fn change(rng: &mut Rng, slot: &str, out: &mut Fragment) -> Result<(), String> {
    let [subject, unit, from, to, verb, marks] = fields(slot);
    let (from, to) = (Number::drawn(rng, from)?, Number::drawn(rng, to)?);
    let word = pick(rng, &["由", "从"]);
    out.push_str(&format!("{subject}{word}{}{unit}{verb}{}{unit}", from.value(), to.value()));
    let metric = plain_metric(subject, to.value(), unit);
    out.facts.metrics.push(Metric { change_from: Some(from.value()), ..metric });
    if marks == "差" {
        let difference = from.difference(&to).value();
        let (verb, unit) = (verb.trim_end_matches(['到', '至']), "个百分点");
        out.push_str(&format!("，{verb}{difference}{unit}"));
        out.facts.metrics.push(plain_metric(subject, difference, unit));
    }
    Ok(())
}

fn respectively(rng: &mut Rng, slot: &str, out: &mut Fragment) -> Result<(), String> {
    let [subjects, unit, range, verb] = fields(slot);
    let mut figures = Vec::new();
    for subject in subjects.split('、') {
        let number = Number::drawn(rng, range)?;
        figures.push(format!("{}{unit}", number.value()));
        out.facts.metrics.push(plain_metric(subject, number.value(), unit));
    }
    out.push_str(&format!("{subjects}{verb}{}", figures.join("、")));
    Ok(())
}

fn action(rng: &mut Rng, words: &Words<'_>, slot: &str, out: &mut Fragment) -> Result<(), String> {
    let [kind, before, unit, range, after] = fields(slot);
    let number = Number::drawn(rng, range)?;
    out.push_str(&format!("{before}{}{unit}{after}", number.written(words.form)));
    let (kind, unit) = (kind.to_owned(), unit.to_owned());
    out.facts.actions.push(Action { kind, count: number.value(), unit });
    Ok(())
}

fn citation(slot: &str, out: &mut Fragment) -> Result<(), String> {
    let [title, act, kind] = fields(slot);
    if title.is_empty() {
        return Err("a citation without a title".to_owned());
    }
    let some = |text: &str| (!text.is_empty()).then(|| text.to_owned());
    out.push_str(&format!("《{title}》"));
    out.facts.citations.push(Citation { title: title.to_owned(), act: some(act), kind: some(kind) });
    Ok(())
}
