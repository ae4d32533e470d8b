//! The corpus of one-line cases in `fixtures/facts/`: a text, all the facts that it holds, and why the case is there.
//! Every case must be read as it is written down; the scoreboard tells, for each family and kind, how much of the
//! corpus is.
//!
//! A metric is the one of the corpus where value and unit are equal and the subject is near: one of the subjects
//! that the case allows (`A|B`) stands in it and it is at most twice as long and six characters more, or the two
//! share half of their bigrams (Dice's measure).

use std::collections::BTreeMap;
use std::path::Path;

use gongwen::{ExtractOptions, extract};
use serde_json::Value;

const KINDS: [&str; 5] = ["metrics", "dates", "citations", "actions", "terms"];

/// What was wanted, found, and found rightly.
#[derive(Default, Clone, Copy)]
struct Tally {
    wanted: usize,
    found: usize,
    right: usize,
}

/// A fact as the corpus writes it, each field by its name.
type Fact = BTreeMap<String, String>;

fn facts(case: &Value, kind: &str) -> Vec<Fact> {
    let list = case[kind].as_array().cloned().unwrap_or_default();
    list.iter()
        .map(|fact| match fact {
            Value::String(title) => Fact::from([("text".to_owned(), title.clone())]),
            _ => fields(fact, ""),
        })
        .collect()
}

fn fields(fact: &Value, prefix: &str) -> Fact {
    let mut all = Fact::new();
    for (name, value) in fact.as_object().into_iter().flatten() {
        match value {
            Value::String(text) => drop(all.insert(format!("{prefix}{name}"), text.clone())),
            Value::Object(_) => all.extend(fields(value, &format!("{name}."))),
            other => drop(all.insert(format!("{prefix}{name}"), other.to_string())),
        }
    }
    all
}

fn fact<const N: usize>(fields: [(&str, String); N]) -> Fact {
    fields.into_iter().map(|(name, value)| (name.to_owned(), value)).collect()
}

/// All facts of a text, by kind, with the fields that a case can name.
fn read(case: &Value) -> BTreeMap<&'static str, Vec<Fact>> {
    let reference_date = case["reference"].as_str().map(|day| day.parse().expect("a day"));
    let found = extract(case["text"].as_str().expect("a text"), &ExtractOptions { reference_date });
    let facts = found.facts();
    let optional = |value: Option<String>| value.unwrap_or_else(|| "null".to_owned());
    let metrics = facts.metrics.iter().map(|metric| {
        fact([
            ("subject", metric.subject.clone()),
            ("value", metric.value.to_string()),
            ("value_to", optional(metric.value_to.map(|value| value.to_string()))),
            ("unit", metric.unit.to_string()),
            ("kind", metric.kind.as_str().to_owned()),
            ("qualifier", metric.qualifier.as_str().to_owned()),
            ("target", metric.target.to_string()),
            ("change.from", optional(metric.change.map(|change| change.from.to_string()))),
            ("change.to", optional(metric.change.map(|change| change.to.to_string()))),
            ("period", optional(metric.period.clone())),
        ])
    });
    let dates = facts.dates.iter().map(|date| {
        let end = optional(date.end.map(|end| end.to_string()));
        fact([
            ("start", date.start.to_string()),
            ("end", end),
            ("precision", date.precision.as_str().to_owned()),
        ])
    });
    let actions = facts.actions.iter().map(|action| {
        fact([
            ("kind", action.kind.as_str().to_owned()),
            ("count", action.count.to_string()),
            ("unit", action.unit.to_string()),
        ])
    });
    let text = |text: &String| fact([("text", text.clone())]);
    BTreeMap::from([
        ("metrics", metrics.collect()),
        ("dates", dates.collect()),
        ("citations", facts.citations.iter().map(|citation| text(&citation.title)).collect()),
        ("actions", actions.collect()),
        ("terms", facts.terms.iter().map(|term| text(&term.term)).collect()),
    ])
}

fn bigrams(text: &str) -> Vec<String> {
    let chars: Vec<char> = text.chars().filter(|c| !"的、，。；：“”‘’（）()《》 ".contains(*c)).collect();
    chars.windows(2).map(|pair| pair.iter().collect()).collect()
}

fn is_near(wanted: &str, found: &str) -> bool {
    let (found_len, wanted_len) = (found.chars().count(), wanted.chars().count());
    if found.contains(wanted) && found_len <= 2 * wanted_len + 6 {
        return true;
    }
    let (wanted, mut left) = (bigrams(wanted), bigrams(found));
    let total = wanted.len() + left.len();
    let shared = wanted
        .iter()
        .filter(|pair| left.iter().position(|other| other == *pair).map(|at| left.remove(at)).is_some())
        .count();
    total > 0 && 4 * shared >= total
}

/// Whether a fact that was found is the one that is wanted: all fields that the case names are as it names them.
fn is_same(wanted: &Fact, found: &Fact) -> bool {
    wanted.iter().all(|(name, value)| {
        let read = &found[name];
        if name == "subject" { value.split('|').any(|subject| is_near(subject, read)) } else { value == read }
    })
}

/// What of a case is missed or too much, after the rest was paired off in its order.
fn compare(wanted: &[Fact], mut found: Vec<Fact>, tally: &mut Tally) -> (Vec<Fact>, Vec<Fact>) {
    tally.wanted += wanted.len();
    tally.found += found.len();
    let mut missed = Vec::new();
    for fact in wanted {
        match found.iter().position(|other| is_same(fact, other)) {
            Some(at) => {
                found.remove(at);
                tally.right += 1;
            }
            None => missed.push(fact.clone()),
        }
    }
    (missed, found)
}

#[test]
fn every_case_of_the_corpus_is_read() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../fixtures/facts");
    let mut files: Vec<_> = std::fs::read_dir(folder)
        .expect("fixtures/facts is there")
        .map(|entry| entry.expect("an entry").path())
        .filter(|path| path.extension().is_some_and(|ending| ending == "jsonl"))
        .collect();
    files.sort();
    let (mut cases, mut empty, mut clean_cases, mut failures) = (0, 0, 0, Vec::new());
    let mut totals = [Tally::default(); KINDS.len()];
    println!("{:34} {:>5} {:>6} {:>5}", "family", "cases", "empty", "right");
    for file in &files {
        let family = file.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        let text = std::fs::read_to_string(file).expect("a readable family");
        let (mut count, mut none, mut right) = (0, 0, 0);
        for line in text.lines() {
            let case: Value = serde_json::from_str(line).expect("a case is JSON");
            assert!(case["reason"].as_str().is_some_and(|reason| !reason.is_empty()), "no reason: {line}");
            let mut found = read(&case);
            let mut clean = true;
            for (kind, tally) in KINDS.into_iter().zip(&mut totals) {
                // Quoted terms are looked at where the case names them.
                if kind == "terms" && case.get(kind).is_none() {
                    continue;
                }
                let (missed, added) =
                    compare(&facts(&case, kind), found.remove(kind).unwrap_or_default(), tally);
                if !missed.is_empty() || !added.is_empty() {
                    clean = false;
                    failures.push(format!(
                        "{family}: {}\n  {kind} missed {missed:?}\n  {kind} added {added:?}",
                        case["text"]
                    ));
                }
            }
            count += 1;
            right += usize::from(clean);
            none += usize::from(KINDS.iter().all(|kind| case.get(kind).is_none()));
        }
        println!("{family:34} {count:5} {none:6} {right:5}");
        cases += count;
        clean_cases += right;
        empty += none;
    }
    println!("{:34} {cases:5} {empty:6} {clean_cases:5}\n", "all");
    println!(
        "{:10} {:>6} {:>6} {:>6} {:>9} {:>6}",
        "kind", "wanted", "found", "right", "precision", "recall"
    );
    for (kind, tally) in KINDS.into_iter().zip(totals) {
        let share =
            |of: usize| format!("{}.{}%", tally.right * 100 / of.max(1), tally.right * 1000 / of.max(1) % 10);
        println!(
            "{kind:10} {:6} {:6} {:6} {:>9} {:>6}",
            tally.wanted,
            tally.found,
            tally.right,
            share(tally.found),
            share(tally.wanted)
        );
    }
    assert!(cases >= 300, "{cases} cases");
    assert!(empty * 2 >= cases, "{empty} of {cases} cases hold nothing");
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}
