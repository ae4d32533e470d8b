//! What the tests across crates share: the sources, and the shape of a tree. The tests are in `tests/tests/`.

#![forbid(unsafe_code)]

/// The examples of the README run as tests.
#[cfg(doctest)]
#[doc = include_str!("../../README.md")]
pub struct Readme;

use std::path::{Path, PathBuf};

use gongwen::Circular;

fn root() -> PathBuf {
    let manifest = Path::new(env!("CARGO_MANIFEST_DIR"));
    manifest.parent().unwrap_or(manifest).to_owned()
}

/// The user's own circular.
#[must_use]
pub fn seed() -> PathBuf {
    root().join("seeds/000_d4b3ecc00157c7f9.txt")
}

/// The seed and all fixtures, in the order of their names.
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
            files.filter(|path| path.extension().is_some_and(|ending| ending == "md" || ending == "txt")),
        );
    }
    sources.sort();
    sources
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
