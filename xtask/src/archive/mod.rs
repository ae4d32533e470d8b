//! Test archives: circulars of our own grammar, in all formats, with what is known of each beside them; copies and damaged
//! files among them, as in archives that people have. For tests, benchmarks and demonstrations.
//!
//! | module | what it does |
//! |---|---|
//! | `plan` | what each file is: format, place, copy, damage |
//! | `grammar` | circulars whose facts are known, since they were put there |
//! | `document` | a circular before it is a file |
//! | `format` | one module a format |
//! | `damage` | what befalls files |
//! | `truth` | what is known, a line of JSON a file |
//! | `check` | how far the parser agrees with it |
//! | `output` | how far the rows of a converted archive do |
//!
//! File 7 of a seed is the same whether ten are made or ten thousand, and its bytes are the same in every run.

mod check;
mod damage;
mod document;
mod format;
mod grammar;
mod output;
mod plan;
mod random;
#[cfg(test)]
mod tests;
mod truth;

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};
use std::thread;

use clap::ValueEnum;

use crate::Outcome;
use format::Format;
use plan::{Made, Recipe};

#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// How many files to make
    #[arg(value_name = "N", required_unless_present = "check", conflicts_with = "check")]
    count: Option<u64>,
    /// The folder to make them in
    #[arg(long, value_name = "DIR", default_value = "target/archive")]
    out: PathBuf,
    /// Formats, taken in turn
    #[arg(long, value_name = "FORMATS", value_delimiter = ',', default_value = "all")]
    formats: Vec<String>,
    /// Other numbers give other archives
    #[arg(long, value_name = "S", default_value_t = 1)]
    seed: u64,
    /// Exact copies under another name, percent of the files
    #[arg(long, value_name = "P", default_value_t = 4.0)]
    duplicates: f64,
    /// Files that are cut, empty, sealed, or something else, percent
    #[arg(long, value_name = "P", default_value_t = 1.0)]
    damaged: f64,
    /// Where to write what is known of them; DIR.truth.jsonl by default
    #[arg(long, value_name = "FILE")]
    truth: Option<PathBuf>,
    /// Read an archive and compare it with what is known of it; the files are in the folder that the name of FILE
    /// tells, or in --files
    #[arg(long, value_name = "TRUTH")]
    check: Option<PathBuf>,
    /// The folder of the files to check
    #[arg(long, value_name = "DIR", requires = "check")]
    files: Option<PathBuf>,
    /// Compare the rows that `gongwen convert` wrote here, in the place of reading the files again
    #[arg(long, value_name = "OUT", requires = "check")]
    output: Option<PathBuf>,
    /// How many differences to show
    #[arg(long, value_name = "N", default_value_t = 10, requires = "check")]
    show: usize,
}

pub(crate) fn run(args: &Args) -> Outcome {
    if let Some(truth) = &args.check {
        let files = args.files.clone().map_or_else(|| folder_of(truth), Ok)?;
        let report = match &args.output {
            Some(output) => output::check(truth, &files, output)?,
            None => check::check(truth, &files)?,
        };
        report.print(args.show);
        return report.outcome();
    }
    let recipe = Recipe {
        seed: args.seed,
        formats: formats(&args.formats)?,
        duplicates: args.duplicates,
        damaged: args.damaged,
    };
    let truth = args.truth.clone().unwrap_or_else(|| {
        let mut name = args.out.clone().into_os_string();
        name.push(TRUTH);
        name.into()
    });
    let count = args.count.unwrap_or_default();
    make(&recipe, count, &args.out, &truth)?;
    println!("{count} files in {}, what is known of them in {}", args.out.display(), truth.display());
    Ok(())
}

/// Makes an archive of all formats, for a benchmark.
pub(crate) fn make_all(count: u64, folder: &Path) -> Outcome {
    let recipe = Recipe { seed: 1, formats: Format::ALL.to_vec(), duplicates: 4.0, damaged: 1.0 };
    let mut truth = folder.as_os_str().to_owned();
    truth.push(TRUTH);
    make(&recipe, count, folder, Path::new(&truth))
}

/// What is added to the name of the folder.
const TRUTH: &str = ".truth.jsonl";

fn folder_of(truth: &Path) -> Result<PathBuf, String> {
    let name = truth.to_string_lossy();
    let folder =
        name.strip_suffix(TRUTH).ok_or_else(|| format!("{name}: --files tells where the files are"))?;
    Ok(folder.into())
}

fn formats(names: &[String]) -> Result<Vec<Format>, String> {
    let mut formats = Vec::new();
    for name in names {
        if name == "all" {
            formats.extend_from_slice(Format::ALL);
        } else {
            formats.push(
                Format::from_str(name, true).map_err(|_| format!("{name} is no format that is written"))?,
            );
        }
    }
    Ok(formats)
}

/// Makes the files of a recipe, and the truth in the order of their paths.
fn make(recipe: &Recipe, count: u64, folder: &Path, truth: &Path) -> Outcome {
    if folder.exists() && folder.read_dir().is_ok_and(|mut entries| entries.next().is_some()) {
        return Err(format!("{}: not empty", folder.display()));
    }
    let lines = in_parallel(count, |number| {
        let Made { path, bytes, lines } = recipe.file(number)?;
        let place = folder.join(&path);
        let parent = place.parent().unwrap_or(folder);
        fs::create_dir_all(parent).map_err(|error| format!("{}: {error}", parent.display()))?;
        fs::write(&place, bytes).map_err(|error| format!("{}: {error}", place.display()))?;
        Ok(lines)
    })?;
    let mut lines: Vec<_> = lines.into_iter().flatten().collect();
    lines.sort_by(|one, other| one.path.cmp(&other.path));
    let mut out = Vec::new();
    for line in &lines {
        serde_json::to_writer(&mut out, line).map_err(|error| error.to_string())?;
        out.push(b'\n');
    }
    let failed = |error| format!("{}: {error}", truth.display());
    fs::File::create(truth).and_then(|mut file| file.write_all(&out)).map_err(failed)
}

/// Does something for each number on all processors; the results are in their order.
fn in_parallel<T: Send>(
    count: u64,
    work: impl Fn(u64) -> Result<T, String> + Sync,
) -> Result<Vec<T>, String> {
    let next = AtomicU64::new(0);
    let threads = thread::available_parallelism().map_or(1, usize::from);
    let one = || -> Result<Vec<(u64, T)>, String> {
        let mut done = Vec::new();
        loop {
            let number = next.fetch_add(1, Ordering::Relaxed);
            if number >= count {
                return Ok(done);
            }
            done.push((number, work(number)?));
        }
    };
    let parts: Vec<_> = thread::scope(|scope| {
        let running: Vec<_> = (0..threads).map(|_| scope.spawn(one)).collect();
        running.into_iter().map(thread::ScopedJoinHandle::join).collect()
    });
    let mut all = Vec::new();
    for part in parts {
        all.extend(part.map_err(|_| "a thread panicked".to_owned())??);
    }
    all.sort_by_key(|(number, _)| *number);
    Ok(all.into_iter().map(|(_, value)| value).collect())
}
