//! What an output holds, read from the manifests of its parts.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::io::{BufRead as _, BufReader};
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use crate::error::ArchiveError;
use crate::part::OutputFormat;

/// Name of the manifest in a part.
pub(crate) const MANIFEST: &str = "manifest.jsonl";

/// Folder in which parts are made, and from which those that are redone are removed.
pub(crate) const WORK: &str = ".work";

/// Begins the name of a part there that is made again.
pub(crate) const REMOVED: &str = "removed-";

/// Kept by a run as long as it lasts.
pub(crate) const LOCK: &str = ".lock";

/// One line of a manifest.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "snake_case")]
pub(crate) enum Line {
    /// The first: what made the part.
    Part {
        tool: String,
        formats: Vec<OutputFormat>,
        bom: bool,
        options: String,
        /// The working folder of the run, from where relative paths begin; empty where it is not known.
        #[serde(default)]
        base: String,
        /// The encoding that was asked for.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        encoding: Option<String>,
    },
    /// A file or member: its documents, or why there is none.
    File {
        path: String,
        /// The input that it belongs to, where [`input_of`] does not tell it; empty elsewhere.
        #[serde(default, skip_serializing_if = "String::is_empty")]
        input: String,
        bytes: u64,
        documents: Vec<String>,
        duplicate: bool,
        errors: Vec<Fault>,
    },
    /// An input of which all files are done, or, where the part ends in it, one that was begun.
    Input {
        path: String,
        size: u64,
        modified: u64,
        key: String,
        #[serde(default = "done")]
        done: bool,
    },
}

impl Line {
    /// The input that it tells of; empty where it tells of none.
    pub(crate) fn input(&self) -> &str {
        match self {
            Self::Part { .. } => "",
            Self::File { path, input, .. } if input.is_empty() => input_of(path),
            Self::File { input, .. } => input,
            Self::Input { path, .. } => path,
        }
    }
}

/// Manifests of earlier versions name inputs that are done, and no others.
fn done() -> bool {
    true
}

/// Why a file gave no document.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Fault {
    pub(crate) stage: String,
    pub(crate) code: String,
    pub(crate) message: String,
}

/// One part that is in place.
#[derive(Debug, Default)]
pub(crate) struct Part {
    pub(crate) tool: String,
    pub(crate) formats: Vec<OutputFormat>,
    pub(crate) bom: bool,
    pub(crate) options: String,
    pub(crate) base: String,
    pub(crate) encoding: Option<String>,
    pub(crate) lines: Vec<Line>,
}

impl Part {
    /// Inputs of which something failed.
    pub(crate) fn failed(&self) -> impl Iterator<Item = &str> {
        let failed = |line: &&Line| matches!(line, Line::File { errors, .. } if !errors.is_empty());
        self.lines.iter().filter(failed).map(Line::input)
    }
}

/// All parts of an output, by number.
#[derive(Debug, Default)]
pub(crate) struct Manifest {
    pub(crate) parts: BTreeMap<u32, Part>,
}

/// What a run need not do again.
#[derive(Debug, Default)]
pub(crate) struct Known {
    /// Inputs that are done, and how they were then.
    pub(crate) inputs: HashMap<String, Seen>,
    /// Inputs of which some files are done, and how they were then.
    pub(crate) begun: HashMap<String, Seen>,
    /// Files and members that are done.
    pub(crate) files: HashSet<String>,
    /// Contents that have been converted, by the key of their first document, and how many documents each gave.
    pub(crate) contents: HashMap<String, usize>,
}

impl Known {
    /// How an input was when it was converted, as a whole or in part.
    pub(crate) fn seen(&self, input: &str) -> Option<&Seen> {
        self.inputs.get(input).or_else(|| self.begun.get(input))
    }
}

/// An input as it was when it was converted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Seen {
    pub(crate) size: u64,
    pub(crate) modified: u64,
    pub(crate) key: String,
}

pub(crate) fn part_name(number: u32) -> String {
    format!("part-{number:05}")
}

pub(crate) fn part_path(out: &Path, number: u32) -> PathBuf {
    out.join(part_name(number))
}

impl Manifest {
    /// Reads the manifests of an output; an empty one where there is no output yet.
    pub(crate) fn load(out: &Path) -> Result<Self, ArchiveError> {
        let mut manifest = Self::default();
        if !out.exists() {
            return Ok(manifest);
        }
        let unread = |error: std::io::Error| ArchiveError::NoOutput {
            path: out.to_owned(),
            what: format!(
                "cannot be read ({error}); name the folder that `gongwen convert` was given with -o"
            ),
        };
        for entry in std::fs::read_dir(out).map_err(unread)? {
            let path = entry.map_err(unread)?.path();
            let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
            let number = name.strip_prefix("part-").and_then(|number| number.parse().ok());
            match number {
                Some(number) => {
                    manifest.parts.insert(number, read(&path.join(MANIFEST))?);
                }
                None if name.starts_with('.') || crate::view::is_view(&name) => {}
                None => {
                    return Err(ArchiveError::NoOutput {
                        path: out.to_owned(),
                        what: format!(
                            "holds {name}, which no run made; name a folder of its own for the output"
                        ),
                    });
                }
            }
        }
        Ok(manifest)
    }

    /// The number of the next part.
    pub(crate) fn next(&self) -> u32 {
        self.parts.last_key_value().map_or(0, |(last, _)| last + 1)
    }

    pub(crate) fn known(&self) -> Known {
        let mut known = Known::default();
        for line in self.parts.values().flat_map(|part| &part.lines) {
            match line {
                Line::Part { .. } => {}
                Line::File { path, documents, duplicate, .. } => {
                    known.files.insert(path.clone());
                    if let (Some(key), false) = (documents.first(), duplicate) {
                        known.contents.insert(key.clone(), documents.len());
                    }
                }
                Line::Input { path, size, modified, key, done } => {
                    let seen = Seen { size: *size, modified: *modified, key: key.clone() };
                    let inputs = if *done { &mut known.inputs } else { &mut known.begun };
                    inputs.insert(path.clone(), seen);
                }
            }
        }
        known
    }
}

/// What a line keeps of the input of a file: nothing where the path of the file tells it.
pub(crate) fn kept_input(file: &str, input: &str) -> String {
    if input_of(file) == input { String::new() } else { input.to_owned() }
}

/// The input that a file belongs to: itself, or the archive that it is a member of. Wrong for one in a folder whose name ends
/// in `!`.
fn input_of(file: &str) -> &str {
    file.split_once("!/").map_or(file, |(archive, _)| archive)
}

pub(crate) fn read(path: &Path) -> Result<Part, ArchiveError> {
    let broken = |what: String| ArchiveError::NoOutput {
        path: path.to_owned(),
        what: format!("{what}; check its permissions, or remove its folder and run again"),
    };
    let unread = |error: std::io::Error| broken(format!("cannot be read ({error})"));
    let file = std::fs::File::open(path).map_err(unread)?;
    let mut part = Part::default();
    for line in BufReader::new(file).lines() {
        let line = serde_json::from_str(&line.map_err(unread)?);
        let line: Line = line.map_err(|error| broken(format!("is no manifest ({error})")))?;
        match line {
            Line::Part { tool, formats, bom, options, base, encoding } => {
                part = Part { tool, formats, bom, options, base, encoding, lines: part.lines };
            }
            line => part.lines.push(line),
        }
    }
    Ok(part)
}
