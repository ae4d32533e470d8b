//! What a run has to do: which inputs are new or changed, and which parts are made again for them.

use std::collections::{BTreeSet, HashSet};
use std::path::{Path, PathBuf};

use crate::convert::Options;
use crate::error::{ArchiveError, at};
use crate::inputs::{Input, name_of, path_of};
use crate::manifest::{Known, Line, MANIFEST, Manifest, Part, REMOVED, Seen, WORK, part_path, read};
use crate::work::key;

/// What this run has to do.
pub(crate) struct Plan {
    pub(crate) todo: Vec<Input>,
    pub(crate) known: Known,
    /// Inputs that are done.
    pub(crate) skipped: u64,
    /// Of the next part.
    pub(crate) number: u32,
}

/// What identifies the tool and how it was told to read: parts that were made otherwise are made again.
fn fingerprint(options: &Options) -> (String, String) {
    let read = format!("{:?} {:?}", options.read.format, options.read.encoding);
    (env!("CARGO_PKG_VERSION").to_owned(), read)
}

/// The first line of a part that a run makes.
pub(crate) fn heading(options: &Options) -> Line {
    let (formats, bom) = (options.formats.clone(), options.csv.bom);
    let encoding = options.read.encoding.clone();
    let (tool, options) = fingerprint(options);
    Line::Part { tool, formats, bom, options, base: base(), encoding }
}

/// The folder from where relative paths begin.
fn base() -> String {
    std::env::current_dir().map(|folder| name_of(&folder)).unwrap_or_default()
}

/// A part is made again from the folder that its paths begin from: elsewhere they name other files, or none.
fn check_base(part: &Part, out: &Path) -> Result<(), ArchiveError> {
    let relative = |line: &Line| {
        let input = line.input();
        !input.is_empty() && path_of(input).is_relative()
    };
    if part.base.is_empty() || part.base == base() || !part.lines.iter().any(relative) {
        return Ok(());
    }
    let what = format!("was made in {}, from where its paths begin; run there", part.base);
    Err(ArchiveError::NoOutput { path: out.to_owned(), what })
}

/// All parts of an output hold the same kinds of files.
fn check_formats(manifest: &Manifest, out: &Path, options: &Options) -> Result<(), ArchiveError> {
    let same = |part: &Part| part.formats == options.formats && part.bom == options.csv.bom;
    match manifest.parts.values().find(|part| !same(part)) {
        None => Ok(()),
        Some(part) => {
            let made: Vec<&str> = part.formats.iter().map(|format| format.as_str()).collect();
            let bom = if part.bom { " --bom" } else { "" };
            Err(ArchiveError::NoOutput {
                path: out.to_owned(),
                what: format!(
                    "was made with --to {}{bom}; say the same, or name another folder",
                    made.join(",")
                ),
            })
        }
    }
}

/// Inputs of parts that an earlier run removed and had no time to make again; what else it left is swept away.
pub(crate) fn recover(out: &Path) -> Result<Vec<String>, ArchiveError> {
    let mut inputs = BTreeSet::new();
    let work = out.join(WORK);
    for entry in at(&work, std::fs::read_dir(&work))? {
        let path = at(&work, entry)?.path();
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        // Without a manifest, a run that had ended was already removing it.
        if name.starts_with(REMOVED) && path.join(MANIFEST).exists() {
            let part = read(&path.join(MANIFEST))?;
            check_base(&part, out)?;
            inputs.extend(part.lines.iter().map(|line| line.input().to_owned()));
        } else {
            let removed =
                if path.is_dir() { std::fs::remove_dir_all(&path) } else { std::fs::remove_file(&path) };
            at(&path, removed)?;
        }
    }
    Ok(inputs.into_iter().filter(|input| !input.is_empty()).collect())
}

pub(crate) fn plan(
    mut manifest: Manifest,
    inputs: Vec<Input>,
    left: Vec<String>,
    out: &Path,
    options: &Options,
    again: &HashSet<String>,
) -> Result<Plan, ArchiveError> {
    check_formats(&manifest, out, options)?;
    let (tool, asked) = fingerprint(options);
    let known = manifest.known();
    let stale: HashSet<&str> = (manifest.parts.values())
        .filter(|part| options.force || part.tool != tool || part.options != asked)
        .flat_map(|part| part.lines.iter().map(Line::input))
        .collect();
    let changed: HashSet<String> = (inputs.iter())
        .filter(|input| {
            again.contains(&input.name)
                || stale.contains(input.name.as_str())
                || known.seen(&input.name).is_some_and(|seen| is_changed(input, seen, options))
        })
        .map(|input| input.name.clone())
        .collect();
    let touched = touched(&manifest, &changed);
    touched
        .iter()
        .filter_map(|number| manifest.parts.get(number))
        .try_for_each(|part| check_base(part, out))?;
    let mut extra: BTreeSet<String> = left.into_iter().collect();
    // The last part of an archive says that it is done, and copies stand behind their originals: these go first, so that a
    // run that is killed here leaves nothing that looks whole.
    for number in touched.into_iter().rev() {
        if let Some(part) = manifest.parts.remove(&number) {
            extra.extend(part.lines.iter().map(|line| line.input().to_owned()));
            let removed = free_name(&out.join(WORK), number);
            at(&removed, std::fs::rename(part_path(out, number), &removed))?;
        }
    }
    let known = manifest.known();
    let mut taken = HashSet::new();
    let (mut todo, mut skipped) = (Vec::new(), 0);
    for input in inputs {
        if !taken.insert(input.name.clone()) {
            continue;
        }
        if known.inputs.contains_key(&input.name) {
            skipped += 1;
        } else {
            todo.push(input);
        }
    }
    let missing = extra.into_iter().filter(|path| !path.is_empty() && !taken.contains(path));
    let missing: Vec<Input> =
        missing.filter(|path| !known.inputs.contains_key(path)).map(|path| Input::named(&path)).collect();
    todo.extend(missing);
    Ok(Plan { todo, skipped, number: manifest.next(), known })
}

/// Where a part goes that is made again. A killed run may have left one of the same number there.
fn free_name(work: &Path, number: u32) -> PathBuf {
    let mut path = work.join(format!("{REMOVED}{number:05}"));
    for again in 2_u32.. {
        if !path.exists() {
            break;
        }
        path = work.join(format!("{REMOVED}{number:05}-{again}"));
    }
    path
}

/// A file of another time is compared by its content.
fn is_changed(input: &Input, seen: &Seen, options: &Options) -> bool {
    if input.size == seen.size && input.modified == seen.modified {
        return false;
    }
    let bytes = gongwen_read::bytes_of(&input.path, &options.read);
    bytes.map_or(true, |bytes| key(&bytes) != seen.key)
}

/// The parts that hold something of the inputs, those with copies of what these hold, and those with the rest of an archive
/// that spans parts. A part is made again as a whole.
fn touched(manifest: &Manifest, changed: &HashSet<String>) -> BTreeSet<u32> {
    let mut parts = BTreeSet::new();
    let mut changed: HashSet<&str> = changed.iter().map(String::as_str).collect();
    let mut contents: HashSet<&str> = HashSet::new();
    loop {
        let before = parts.len();
        for (number, part) in manifest.parts.iter().filter(|_| !changed.is_empty()) {
            let holds = |line: &Line| match line {
                Line::File { documents, duplicate: true, .. } => {
                    documents.iter().any(|id| contents.contains(id.as_str()))
                }
                _ => false,
            };
            if part.lines.iter().any(|line| changed.contains(line.input()) || holds(line)) {
                parts.insert(*number);
            }
        }
        if parts.len() == before {
            return parts;
        }
        for line in parts.iter().filter_map(|number| manifest.parts.get(number)).flat_map(|part| &part.lines)
        {
            changed.insert(line.input());
            if let Line::File { documents, duplicate: false, .. } = line {
                contents.extend(documents.iter().map(String::as_str));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;
    use std::path::Path;

    use super::plan;
    use crate::convert::{Options, convert};
    use crate::inputs::Input;
    use crate::manifest::{Manifest, WORK, part_path};
    use crate::part::OutputFormat;
    use crate::status::status;

    fn circular(number: usize) -> String {
        format!(
            "某县第{number}局党组关于巡察整改情况的通报\n\n一、整改落实情况\n\n整改情况：组织学习{number}次。\n"
        )
    }

    /// An archive of 60 members, with more rows than a part takes.
    fn write_archive(path: &Path) {
        let mut members = tar::Builder::new(std::fs::File::create(path).expect("a file"));
        for number in 100..160 {
            let text = circular(number);
            let mut header = tar::Header::new_gnu();
            header.set_size(text.len() as u64);
            header.set_mode(0o644);
            members.append_data(&mut header, format!("{number}.txt"), text.as_bytes()).expect("a member");
        }
        members.into_inner().expect("an archive");
    }

    /// A part that cannot be moved ends the run where a kill would.
    #[test]
    fn regression_a_run_that_ends_between_two_moves_loses_no_members() {
        let root = tempfile::tempdir().expect("a folder");
        let (input, out) = (root.path().join("in"), root.path().join("out"));
        std::fs::create_dir(&input).expect("a folder");
        std::fs::write(input.join("000.md"), circular(1)).expect("a file");
        write_archive(&input.join("001.tar"));
        let options =
            Options { formats: vec![OutputFormat::Csv], part_rows: 40, jobs: Some(1), ..Options::default() };
        convert(std::slice::from_ref(&input), &out, &options, &mut |_| ()).expect("an output");
        let manifest = Manifest::load(&out).expect("an output");
        assert!(manifest.parts.len() > 2, "{}", manifest.parts.len());

        std::fs::write(input.join("000.md"), circular(2)).expect("a file");
        std::fs::create_dir(out.join(WORK)).expect("a folder");
        let (place, aside) = (part_path(&out, 1), root.path().join("aside"));
        std::fs::rename(&place, &aside).expect("a part");
        let inputs = vec![Input::new(input.join("000.md")), Input::new(input.join("001.tar"))];
        assert!(plan(manifest, inputs, vec![], &out, &options, &HashSet::new()).is_err());
        std::fs::rename(&aside, &place).expect("a part");

        convert(&[input], &out, &options, &mut |_| ()).expect("an output");
        let status = status(&out).expect("an output");
        assert_eq!((status.documents, status.files, status.inputs), (61, 61, 2));
    }
}
