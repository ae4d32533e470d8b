//! What the tests across crates share: the sources, and the shape of a tree. The tests are in `tests/tests/`.

#![forbid(unsafe_code)]

/// The examples of the README run as tests.
#[cfg(doctest)]
#[doc = include_str!("../../README.md")]
pub struct Readme;

/// And those of the guide.
#[cfg(doctest)]
#[doc = include_str!("../../docs/guides/rust.md")]
pub struct Guide;

mod mutate;

pub use mutate::Mutator;

use std::path::{Path, PathBuf};

use gongwen::text::Span;
use gongwen::{Circular, Extraction};

fn root() -> PathBuf {
    let manifest = Path::new(env!("CARGO_MANIFEST_DIR"));
    manifest.parent().unwrap_or(manifest).to_owned()
}

/// The user's own circular.
#[must_use]
pub fn seed() -> PathBuf {
    root().join("seeds/000_d4b3ecc00157c7f9.txt")
}

/// The seed and all fixtures in Markdown and plain text, in the order of their names. What stands in
/// `fixtures/formats` has tests of its own.
///
/// # Panics
///
/// Where the fixtures cannot be listed.
#[must_use]
pub fn sources() -> Vec<PathBuf> {
    let mut sources = vec![seed()];
    for family in std::fs::read_dir(root().join("fixtures")).expect("fixtures/ is there").flatten() {
        let files =
            std::fs::read_dir(family.path()).into_iter().flatten().flatten().map(|entry| entry.path());
        sources.extend(
            files
                .filter(|path| path.extension().is_some_and(|ending| ending == "md" || ending == "txt"))
                .filter(|path| !path.ends_with("README.md")),
        );
    }
    sources.sort();
    sources
}

/// Checks that the words of every fact, and of every contact, are what the source has at their spans.
///
/// # Panics
///
/// Where they are not.
pub fn check_fact_spans(circular: &Circular<'_>) {
    let source = circular.source();
    for fact in circular.facts().all() {
        let spans = circular.spans(fact.range());
        // An entity stands in the text as the character it means: then the source has other words.
        let replaced = circular.repairs().iter().any(|repair| {
            !repair.replacement.is_empty() && spans.iter().any(|span| overlap(*span, repair.span))
        });
        check_words(source, circular.words(fact.range()), &spans, replaced, &fact.id());
        let node = fact.node().map(|index| circular.node(index).expect("a node of this circular"));
        let cover = node.and_then(|node| node.span());
        assert!(
            cover.is_none_or(|cover| spans
                .iter()
                .all(|s| cover.start() <= s.start() && s.end() <= cover.end())),
            "{} stands outside its node in {source:?}",
            fact.id()
        );
    }
    for item in circular.contacts() {
        let replaced = circular.repairs().iter().any(|repair| {
            !repair.replacement.is_empty() && item.spans.iter().any(|span| overlap(*span, repair.span))
        });
        check_words(source, item.text, &item.spans, replaced, item.value);
    }
}

/// Checks the facts of a text without a circular: there nothing is replaced.
///
/// # Panics
///
/// Where the words of a fact are not what the source has at its spans.
pub fn check_extraction(found: &Extraction<'_>) {
    for fact in found.facts().all() {
        let words = found.words(fact.range());
        check_words(found.source(), words, &found.spans(fact.range()), false, &fact.id());
        assert_eq!(fact.node(), None);
    }
}

fn overlap(a: Span, b: Span) -> bool {
    a.start() < b.end() && b.start() < a.end()
}

fn check_words(source: &str, words: &str, spans: &[Span], replaced: bool, id: &str) {
    let read: String = spans.iter().map(|span| &source[span.range()]).collect();
    assert!(!words.is_empty() && !spans.is_empty(), "{id} has no words in {source:?}");
    assert!(replaced || read == words, "{id} is {words:?}, its spans give {read:?} in {source:?}");
    assert!(spans.windows(2).all(|pair| pair[0].end() < pair[1].start()), "{id} in {source:?}: {spans:?}");
}

/// The tree without its places: what must be the same after a round trip through Markdown, where brackets become
/// full-width and white space goes.
#[must_use]
pub fn shape(circular: &Circular<'_>) -> Vec<String> {
    let plain = |text: &str| -> String {
        text.chars()
            .filter(|c| !c.is_whitespace())
            .map(|c| match c {
                '(' => '（',
                ')' => '）',
                _ => c,
            })
            .collect()
    };
    let mut lines: Vec<String> = circular
        .walk()
        .map(|node| {
            format!(
                "{} {:?} {} {} {:?} {:?} {}",
                node.id(),
                node.role(),
                plain(node.label().map(|label| label.text).unwrap_or_default()),
                plain(node.heading().unwrap_or_default()),
                node.statement().map(plain),
                node.status(),
                plain(node.text().unwrap_or_default()),
            )
        })
        .collect();
    lines.push(format!(
        "{:?} {:?} {:?}",
        circular.title().map(|t| &t.text),
        circular.header(),
        circular.addressees()
    ));
    lines.push(format!("{:?} {:?}", circular.inspection(), circular.closing()));
    lines
}
