//! The pipeline: one thread lists, reads and unpacks in order, several convert, one puts the results in order and writes
//! parts. Each waits for the next: however large the archive, only so many files are in memory at once.

use std::collections::{BTreeMap, HashSet};
use std::fs::File;
use std::ops::ControlFlow;
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use crossbeam_channel::{Receiver, Sender, bounded};
use gongwen_tables::write::{CsvOptions, XlsxOptions};

use crate::collector::Collector;
use crate::error::{ArchiveError, at};
use crate::feeder::Feeder;
use crate::inputs::{Input, Selection, list};
use crate::manifest::{Known, LOCK, Manifest, Part, WORK};
use crate::part::OutputFormat;
use crate::plan::{plan, recover};
use crate::view;
use crate::work::{Converted, Task, Worker};
use crate::writer::Writer;

/// How an archive is converted.
#[derive(Debug, Clone)]
pub struct Options {
    /// What to write; one or more.
    pub formats: Vec<OutputFormat>,
    /// Which files below a folder to take.
    pub selection: Selection,
    /// How files are read.
    pub read: gongwen_read::Options,
    /// How CSV is written.
    pub csv: CsvOptions,
    /// How a workbook is written.
    pub xlsx: XlsxOptions,
    /// Threads that convert; as many as there are processors where it is `None`.
    pub jobs: Option<usize>,
    /// Convert all again, and replace what the output holds of these files.
    pub force: bool,
    /// Stop at the first file that fails.
    pub fail_fast: bool,
    /// Set from elsewhere, it ends the run after what is in hand, which is kept.
    pub stop: Arc<AtomicBool>,
    /// Rows that make a part. A part is written as a whole: what a killed run loses is at most one.
    pub part_rows: usize,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            formats: vec![OutputFormat::Parquet],
            selection: Selection::default(),
            read: gongwen_read::Options::default(),
            csv: CsvOptions::default(),
            xlsx: XlsxOptions::default(),
            jobs: None,
            force: false,
            fail_fast: false,
            stop: Arc::default(),
            part_rows: PART_ROWS,
        }
    }
}

/// How far a run is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Progress {
    /// Inputs that are done.
    pub inputs: u64,
    /// Inputs that this run has to do.
    pub total: u64,
    /// Documents so far.
    pub documents: u64,
    /// Bytes of files so far.
    pub bytes: u64,
    /// Files that failed.
    pub failed: u64,
}

/// What a run did.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Summary {
    /// The last progress.
    pub progress: Progress,
    /// Inputs that an earlier run had done.
    pub skipped: u64,
    /// Files with the content of an earlier one.
    pub duplicates: u64,
    /// Parts that were written.
    pub parts: u64,
    /// Whether the run ended before its inputs did, as [`Options::fail_fast`] or [`Options::stop`] asks.
    pub stopped: bool,
}

/// Chunks in memory for each thread.
const CHUNKS_A_JOB: usize = 3;
/// Rows in memory cost about 150 bytes each.
const PART_ROWS: usize = 60_000;

/// Converts all files of `paths` into the output folder `out`, but for what it holds already.
///
/// The same files give the same rows, whatever the number of threads and however often a run was killed between.
///
/// # Errors
///
/// Where an input cannot be listed or the output cannot be written. A file that fails is a row of `errors`.
pub fn convert(
    paths: &[PathBuf],
    out: &Path,
    options: &Options,
    progress: &mut (dyn FnMut(Progress) + Send),
) -> Result<Summary, ArchiveError> {
    let inputs = list(paths, &options.selection, out)?;
    run(inputs, out, options, &HashSet::new(), progress)
}

/// Converts again what failed in an output, into the formats that it holds, and read as it was: the encoding is that of the
/// first part with a failure, where none is given.
///
/// # Errors
///
/// As [`convert`].
pub fn retry(
    out: &Path,
    options: &Options,
    progress: &mut (dyn FnMut(Progress) + Send),
) -> Result<Summary, ArchiveError> {
    let manifest = Manifest::load(out)?;
    let Some(first) = manifest.parts.values().next() else { return Err(ArchiveError::no_parts(out)) };
    let mut options = options.clone();
    (options.formats, options.csv.bom) = (first.formats.clone(), first.bom);
    if options.read.encoding.is_none() {
        let part = manifest.parts.values().find(|part| part.failed().next().is_some());
        options.read.encoding = part.and_then(|part| part.encoding.clone());
    }
    let failed: HashSet<String> = manifest.parts.values().flat_map(Part::failed).map(str::to_owned).collect();
    let mut paths: Vec<&String> = failed.iter().collect();
    paths.sort();
    let inputs = paths.into_iter().map(|path| Input::named(path)).collect();
    run(inputs, out, &options, &failed, progress)
}

fn run(
    inputs: Vec<Input>,
    out: &Path,
    options: &Options,
    again: &HashSet<String>,
    progress: &mut (dyn FnMut(Progress) + Send),
) -> Result<Summary, ArchiveError> {
    // An option that no file could be read with is told before anything is touched, and not once a file.
    gongwen_read::files_of_bytes(Vec::new(), "", &options.read, |_| ControlFlow::Continue(()))?;
    at(out, std::fs::create_dir_all(out))?;
    let _lock = lock(out)?;
    let work = out.join(WORK);
    at(&work, std::fs::create_dir_all(&work))?;
    let left = recover(out)?;
    let manifest = Manifest::load(out)?;
    let held = manifest.parts.values().next().map(|part| part.formats.as_slice());
    let stored = Options { formats: view::stored(&options.formats, held), ..options.clone() };
    let plan = plan(manifest, inputs, left, out, &stored, again)?;
    let contents = plan.known.contents.clone();
    let worker = Worker { read: &stored.read, formats: &stored.formats };
    let summary = std::thread::scope(|scope| {
        let writer = Writer::start(scope, out, &stored, plan.number);
        let mut collector = Collector::new(out, &stored, writer, contents, progress);
        collector.summary.skipped = plan.skipped;
        collector.summary.progress.total = plan.todo.len() as u64;
        let result = pipeline(plan.todo, &plan.known, &stored, &|tasks| worker.run(tasks), &mut collector)
            .and_then(|()| collector.flush());
        // What is whole is kept, whatever stopped the run; and why the writer ended goes before what came of it.
        let summary = collector.end()?;
        result.map(|()| summary)
    })?;
    view::update(out, &options.formats, options.xlsx, &work)?;
    // A run that was stopped may not have come to all inputs of the parts that it took away: the next one finds them there.
    if !summary.stopped {
        at(&work, std::fs::remove_dir_all(&work))?;
    }
    Ok(summary)
}

/// Two runs in one output would move away each other's parts. The lock goes with its process, however that ends.
fn lock(out: &Path) -> Result<File, ArchiveError> {
    let path = out.join(LOCK);
    let file = at(&path, File::create(&path))?;
    match file.try_lock() {
        Ok(()) => Ok(file),
        Err(std::fs::TryLockError::WouldBlock) => Err(ArchiveError::Busy { path: out.to_owned() }),
        // A file system without locks: a run alone is as safe there.
        Err(std::fs::TryLockError::Error(_)) => Ok(file),
    }
}

/// A chunk, or what came of it, with its place in the order.
pub(crate) type Numbered<T> = (u64, T);

/// More threads than any machine has processors.
const MOST_JOBS: usize = 1024;

fn pipeline(
    todo: Vec<Input>,
    known: &Known,
    options: &Options,
    convert: &(dyn Fn(Vec<Task>) -> Converted + Sync),
    collector: &mut Collector<'_, '_>,
) -> Result<(), ArchiveError> {
    let jobs = options.jobs.or_else(|| std::thread::available_parallelism().ok().map(usize::from));
    let jobs = jobs.unwrap_or(1).clamp(1, MOST_JOBS);
    let stop = AtomicBool::new(false);
    let (tokens_out, tokens) = bounded::<()>(jobs * CHUNKS_A_JOB);
    for _ in 0..jobs * CHUNKS_A_JOB {
        let _ = tokens_out.send(());
    }
    let (tasks_out, tasks) = bounded::<Numbered<Vec<Task>>>(jobs);
    let (results_out, results) = bounded::<Numbered<Outcome>>(jobs * CHUNKS_A_JOB);
    std::thread::scope(|scope| {
        scope.spawn(|| {
            let mut feeder = Feeder::new(known, options, tokens, tasks_out, &stop);
            for input in todo {
                if feeder.input(&input).is_break() {
                    break;
                }
            }
            let _ = feeder.send();
        });
        for _ in 0..jobs {
            let (tasks, results_out) = (tasks.clone(), results_out.clone());
            scope.spawn(move || {
                for (number, tasks) in tasks {
                    // Caught here, and gone on with where it is waited for: a chunk that never came would be waited for without end.
                    let converted = catch_unwind(AssertUnwindSafe(|| convert(tasks)));
                    if results_out.send((number, converted)).is_err() {
                        break;
                    }
                }
            });
        }
        drop((tasks, results_out));
        let result = collect(&results, &tokens_out, collector);
        stop.store(true, Ordering::Relaxed);
        // Whoever waits to hand something over wakes up.
        drop((results, tokens_out));
        result
    })
}

/// What came of a chunk, or the panic that ended it.
type Outcome = std::thread::Result<Converted>;

/// Takes the results in order.
fn collect(
    results: &Receiver<Numbered<Outcome>>,
    tokens: &Sender<()>,
    collector: &mut Collector<'_, '_>,
) -> Result<(), ArchiveError> {
    let mut waiting = BTreeMap::new();
    let mut next = 0;
    for (number, converted) in results {
        waiting.insert(number, converted.unwrap_or_else(|panic| resume_unwind(panic)));
        while let Some(converted) = waiting.remove(&next) {
            next += 1;
            let go_on = collector.take(converted)?;
            let _ = tokens.try_send(());
            if !go_on {
                return Ok(());
            }
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use std::collections::HashMap;
    use std::panic::{AssertUnwindSafe, catch_unwind};
    use std::time::Duration;

    use super::{Options, Progress, pipeline};
    use crate::collector::Collector;
    use crate::inputs::Input;
    use crate::manifest::Known;
    use crate::work::{Task, Worker};
    use crate::writer::Writer;

    /// A run of 400 files of which one brings down the thread that converts it.
    fn panicking_run() {
        let root = tempfile::tempdir().expect("a folder");
        let inputs = (0..400).map(|number| {
            let path = root.path().join(format!("{number}.txt"));
            std::fs::write(&path, format!("第{number}号通报\n")).expect("a file");
            Input::new(path)
        });
        let (todo, out) = (inputs.collect(), root.path().join("out"));
        let options = Options { jobs: Some(3), ..Options::default() };
        let worker = Worker { read: &options.read, formats: &options.formats };
        let convert = |tasks: Vec<Task>| {
            let named =
                |task: &Task| matches!(task, Task::Convert { file, .. } if file.name().ends_with("/40.txt"));
            assert!(!tasks.iter().any(named), "what nobody thought of");
            worker.run(tasks)
        };
        std::thread::scope(|scope| {
            let writer = Writer::start(scope, &out, &options, 0);
            let mut progress = |_: Progress| ();
            let mut collector = Collector::new(&out, &options, writer, HashMap::new(), &mut progress);
            pipeline(todo, &Known::default(), &options, &convert, &mut collector)
                .expect("no error, but a panic");
        });
    }

    #[test]
    fn regression_a_panic_in_a_thread_ends_the_run() {
        let (sender, ended) = std::sync::mpsc::channel();
        std::thread::spawn(move || {
            let _ = sender.send(catch_unwind(AssertUnwindSafe(panicking_run)));
        });
        let run = ended.recv_timeout(Duration::from_secs(60)).expect("an end");
        let panic = run.expect_err("the panic");
        assert_eq!(panic.downcast_ref::<&str>(), Some(&"what nobody thought of"));
    }
}
