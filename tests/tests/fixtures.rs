//! Every fixture and the seed: its snapshots, and what must hold for any circular.

use std::path::{Path, PathBuf};

use gongwen::render::{Offsets, TreeOptions, to_json, to_markdown, to_tree};
use gongwen::tree::violations;
use gongwen_tests::{check_extraction, check_fact_spans, shape, sources};

/// One line a diagnostic, with the words it is about.
fn diagnostics(circular: &gongwen::Circular<'_>) -> String {
    circular
        .diagnostics()
        .iter()
        .map(|found| {
            let words = |span: &gongwen::text::Span| format!("{:?}", &circular.source()[span.range()]);
            let places: Vec<String> = std::iter::once(&found.span).chain(&found.related).map(words).collect();
            let severity = found.severity().as_str();
            format!("{severity} {} {}: {}\n", found.code.name(), places.join(" – "), found.message)
        })
        .collect()
}

#[test]
fn snapshots_show_tree_json_markdown_and_diagnostics() {
    for path in sources() {
        let source = std::fs::read_to_string(&path).unwrap();
        let circular = gongwen::parse(&source);
        let mut settings = insta::Settings::clone_current();
        settings.set_snapshot_path(snapshot_folder(&path));
        settings.set_prepend_module_to_snapshot(false);
        settings.set_omit_expression(true);
        settings.bind(|| {
            let name = |view: &str| format!("{}.{view}", path.file_name().unwrap().to_string_lossy());
            insta::assert_snapshot!(name("tree"), to_tree(&circular, &TreeOptions::default()));
            insta::assert_snapshot!(name("json"), to_json(&circular, Offsets::Utf8));
            insta::assert_snapshot!(name("md"), to_markdown(&circular));
            insta::assert_snapshot!(name("diagnostics"), diagnostics(&circular));
        });
    }
}

/// Snapshots stand beside the fixture; those of the seed, whose folder is the user's, in fixtures/seed.
fn snapshot_folder(path: &Path) -> PathBuf {
    let folder = path.parent().expect("a source stands in a folder");
    if folder.ends_with("seeds") { folder.with_file_name("fixtures").join("seed") } else { folder.to_owned() }
}

#[test]
fn nothing_is_lost_and_every_span_is_right() {
    for path in sources() {
        let source = std::fs::read_to_string(&path).unwrap();
        let circular = gongwen::parse(&source);
        assert_eq!(violations(&circular), Vec::<String>::new(), "{}", path.display());
        for node in circular.walk() {
            let Some(text) = node.text() else { continue };
            let read: String = node.spans().iter().map(|span| &source[span.range()]).collect();
            assert_eq!(read, text, "{} {}", path.display(), node.id());
        }
    }
}

#[test]
fn facts_and_contacts_stand_where_their_spans_say() {
    let mut facts = 0;
    let mut contacts = 0;
    for path in sources() {
        let source = std::fs::read_to_string(&path).unwrap();
        let circular = gongwen::parse(&source);
        check_fact_spans(&circular);
        facts += circular.facts().all().len();
        contacts += circular.contacts().count();
        let contact = &circular.closing().contact;
        let values = contact.phones.len() + contact.emails.len();
        let values =
            values + usize::from(contact.address.is_some()) + usize::from(contact.postcode.is_some());
        assert_eq!(circular.contacts().count(), values, "{}", path.display());
        check_extraction(&gongwen::extract(source.as_str(), &gongwen::ExtractOptions::default()));
    }
    assert!(facts > 100 && contacts > 10, "the fixtures have {facts} facts and {contacts} contacts");
}

#[test]
fn the_caller_may_name_the_day_and_leave_facts_out() {
    let source = "某局关于整改情况的通报\n\n一、整改落实情况\n\n今年开展检查7次。\n\n某局\n2025年3月1日\n";
    let year = |options: &gongwen::Options| {
        gongwen::parse_with(source, options).dates().first().map(|date| date.start.year())
    };
    assert_eq!(year(&gongwen::Options::default()), Some(2025));
    let told = "2019-06-30".parse().ok();
    assert_eq!(year(&gongwen::Options { reference_date: told, ..Default::default() }), Some(2019));
    let bare = gongwen::parse_with(source, &gongwen::Options { facts: false, ..Default::default() });
    assert!(bare.facts().all().is_empty());
    assert_eq!(bare.closing().date, "2025-03-01".parse().ok());
}

#[test]
fn markdown_parses_to_the_same_tree() {
    for path in sources() {
        let source = std::fs::read_to_string(&path).unwrap();
        let circular = gongwen::parse(&source);
        let markdown = to_markdown(&circular);
        let again = gongwen::parse(&markdown);
        let (ours, theirs) = (shape(&circular), shape(&again));
        for (before, after) in ours.iter().zip(&theirs) {
            assert_eq!(before, after, "{}", path.display());
        }
        assert_eq!(ours.len(), theirs.len(), "{}", path.display());
        assert_eq!(to_markdown(&again), markdown, "{}", path.display());
    }
}

#[test]
fn the_seed_has_its_known_counts() {
    let source = std::fs::read_to_string(gongwen_tests::seed()).unwrap();
    let circular = gongwen::parse(&source);
    let joins = circular
        .repairs()
        .iter()
        .filter(|repair| repair.kind == gongwen::repair::RepairKind::PageCut)
        .count();
    let counts = (circular.sections().count(), circular.issues().count(), circular.measures().count(), joins);
    assert_eq!(counts, (14, 14, 53, 10));
    let plain: Vec<_> = circular.sections().filter_map(|section| section.heading()).collect();
    assert!(
        plain.iter().any(|heading| heading.starts_with("学习贯彻习近平新时代中国特色社会主义思想 and 党"))
    );
    assert!(plain.iter().any(|heading| heading.starts_with("贯彻新时代党的组织路线有偏差")));
}

#[test]
fn every_diagnostic_is_found_in_its_example_and_not_in_its_better() {
    for rule in gongwen::diagnostic::rules().iter().filter(|rule| !rule.code.is_of_reader()) {
        let has =
            |source: &str| gongwen::parse(source).diagnostics().iter().any(|found| found.code == rule.code);
        assert!(has(rule.example), "{} is not found in {:?}", rule.name, rule.example);
        assert!(!has(rule.better), "{} is found in {:?}", rule.name, rule.better);
    }
}
