//! What a run has to do: which inputs are new or changed, and which parts are made again for them.

use std::collections::{BTreeSet, HashSet};
use std::path::{Path, PathBuf};

use crate::convert::Options;
use crate::error::{ArchiveError, at};
use crate::inputs::Input;
use crate::manifest::{Known, Line, MANIFEST, Manifest, Part, Seen, WORK, input_of, part_path, read};
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
pub(crate) fn fingerprint(options: &Options) -> (String, String) {
    let read = format!("{:?} {:?}", options.read.format, options.read.encoding);
    (env!("CARGO_PKG_VERSION").to_owned(), read)
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
pub(crate) fn recover(work: &Path) -> Result<Vec<String>, ArchiveError> {
    let mut inputs = BTreeSet::new();
    for entry in at(work, std::fs::read_dir(work))? {
        let path = at(work, entry)?.path();
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        if name.starts_with("removed-") {
            let part = read(&path.join(MANIFEST))?;
            inputs.extend(part.lines.iter().map(|line| line_input(line).to_owned()));
        } else {
            let removed =
                if path.is_dir() { std::fs::remove_dir_all(&path) } else { std::fs::remove_file(&path) };
            at(&path, removed)?;
        }
    }
    Ok(inputs.into_iter().filter(|input| !input.is_empty()).collect())
}

fn line_input(line: &Line) -> &str {
    match line {
        Line::Part { .. } => "",
        Line::File { path, .. } => input_of(path),
        Line::Input { path, .. } => path,
    }
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
        .flat_map(|part| part.lines.iter().map(line_input))
        .collect();
    let changed: HashSet<String> = (inputs.iter())
        .filter(|input| {
            again.contains(&input.name)
                || stale.contains(input.name.as_str())
                || known.inputs.get(&input.name).is_some_and(|seen| is_changed(input, seen, options))
        })
        .map(|input| input.name.clone())
        .collect();
    let mut extra: BTreeSet<String> = left.into_iter().collect();
    for number in touched(&manifest, &changed) {
        if let Some(part) = manifest.parts.remove(&number) {
            extra.extend(part.lines.iter().map(|line| line_input(line).to_owned()));
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
        missing.filter(|path| !known.inputs.contains_key(path)).map(|path| Input::new(path.into())).collect();
    todo.extend(missing);
    Ok(Plan { todo, skipped, number: manifest.next(), known })
}

/// Where a part goes that is made again. A killed run may have left one of the same number there.
fn free_name(work: &Path, number: u32) -> PathBuf {
    let mut path = work.join(format!("removed-{number:05}"));
    for again in 2_u32.. {
        if !path.exists() {
            break;
        }
        path = work.join(format!("removed-{number:05}-{again}"));
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
            if part.lines.iter().any(|line| changed.contains(line_input(line)) || holds(line)) {
                parts.insert(*number);
            }
        }
        if parts.len() == before {
            return parts;
        }
        for line in parts.iter().filter_map(|number| manifest.parts.get(number)).flat_map(|part| &part.lines)
        {
            changed.insert(line_input(line));
            if let Line::File { documents, duplicate: false, .. } = line {
                contents.extend(documents.iter().map(String::as_str));
            }
        }
    }
}
