//! What an archive promises: the same bytes in every run, documents that do not depend on how many there are, and agreement
//! with the parser.

use std::fs;
use std::path::PathBuf;

use super::format::Format;
use super::plan::Recipe;
use super::{check, make};

fn recipe(seed: u64) -> Recipe {
    Recipe { seed, formats: Format::ALL.to_vec(), duplicates: 10.0, damaged: 10.0 }
}

/// A folder of a test that is not there yet.
fn folder(name: &str) -> PathBuf {
    let folder = std::env::temp_dir().join(format!("xtask-archive-{}-{name}", std::process::id()));
    let _ = fs::remove_dir_all(&folder);
    folder
}

#[test]
fn a_seed_gives_the_same_bytes() {
    for number in 0..24 {
        let (one, other) = (recipe(5).file(number).unwrap(), recipe(5).file(number).unwrap());
        assert_eq!((one.path, one.bytes), (other.path, other.bytes));
    }
    assert_ne!(recipe(5).file(0).unwrap().bytes, recipe(6).file(0).unwrap().bytes);
}

#[test]
fn a_document_does_not_depend_on_how_many_there_are() {
    let (few, many) = (folder("few"), folder("many"));
    make(&recipe(2), 12, &few, &few.with_extension("jsonl")).unwrap();
    make(&recipe(2), 36, &many, &many.with_extension("jsonl")).unwrap();
    for number in 0..12 {
        let path = recipe(2).file(number).unwrap().path;
        assert_eq!(fs::read(few.join(&path)).unwrap(), fs::read(many.join(&path)).unwrap(), "{path}");
    }
    for folder in [few, many] {
        fs::remove_dir_all(&folder).unwrap();
        fs::remove_file(folder.with_extension("jsonl")).unwrap();
    }
}

#[test]
fn copies_are_the_same_and_name_what_they_are_of() {
    let files: Vec<_> = (0..120).map(|number| recipe(3).file(number).unwrap()).collect();
    let copies: Vec<_> = files.iter().filter(|file| file.lines[0].duplicate_of.is_some()).collect();
    assert!(!copies.is_empty());
    for copy in copies {
        let of = copy.lines[0].duplicate_of.as_ref().unwrap();
        let original = files.iter().find(|file| file.path == *of).unwrap();
        assert!(copy.bytes == original.bytes && original.lines[0].duplicate_of.is_none());
    }
}

#[test]
fn the_parser_agrees_with_what_is_known() {
    let folder = folder("check");
    let truth = folder.with_extension("jsonl");
    make(&recipe(4), 60, &folder, &truth).unwrap();
    let report = check::check(&truth, &folder).unwrap();
    fs::remove_dir_all(&folder).unwrap();
    fs::remove_file(truth).unwrap();
    assert!(report.differences.is_empty(), "{}", report.differences.join("\n"));
}
