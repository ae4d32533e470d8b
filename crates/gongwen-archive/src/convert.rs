//! The pipeline: one thread lists, reads and unpacks in order, several convert, one puts the results in order and writes
//! parts. Each waits for the next: however large the archive, only so many files are in memory at once.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};

use crossbeam_channel::{Receiver, Sender, bounded};
use gongwen_tables::Table;
use gongwen_tables::write::CsvOptions;

use crate::error::{ArchiveError, at};
use crate::inputs::{Input, Selection, list};
use crate::manifest::{Known, Line, MANIFEST, Manifest, Part, Seen, WORK, input_of, part_path, read};
use crate::part::{Content, OutputFormat, commit};
use crate::work::{Converted, Copy, Task, Worker, key};

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
    /// Threads that convert; as many as there are processors where it is `None`.
    pub jobs: Option<usize>,
    /// Convert all again, and forget what the output holds.
    pub force: bool,
    /// Stop at the first file that fails.
    pub fail_fast: bool,
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
            jobs: None,
            force: false,
            fail_fast: false,
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
    /// Whether the run stopped at a failure, as [`Options::fail_fast`] asks.
    pub stopped: bool,
}

/// Files that a thread takes at once: enough that handing over costs nothing.
const CHUNK_FILES: usize = 8;
/// Bytes at which it takes fewer.
const CHUNK_BYTES: usize = 4 << 20;
/// Chunks in memory for each thread.
const CHUNKS_A_JOB: usize = 3;
/// Rows in memory cost about 150 bytes each.
const PART_ROWS: usize = 100_000;
/// Bytes of texts that make a part, however few its rows.
const PART_TEXT: usize = 32 << 20;

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

/// Converts again what failed in an output, into the formats that it holds.
///
/// # Errors
///
/// As [`convert`].
pub fn retry(
    out: &Path,
    options: &Options,
    progress: &mut (dyn FnMut(Progress) + Send),
) -> Result<Summary, ArchiveError> {
    let failed: HashSet<String> =
        crate::status::status(out)?.failed.iter().map(|failed| input_of(&failed.path).to_owned()).collect();
    let mut options = options.clone();
    if let Some(part) = Manifest::load(out)?.parts.into_values().next() {
        (options.formats, options.csv.bom) = (part.formats, part.bom);
    }
    let mut paths: Vec<&String> = failed.iter().collect();
    paths.sort();
    let inputs = paths.into_iter().map(|path| Input::new(path.into())).collect();
    run(inputs, out, &options, &failed, progress)
}

fn run(
    inputs: Vec<Input>,
    out: &Path,
    options: &Options,
    again: &HashSet<String>,
    progress: &mut (dyn FnMut(Progress) + Send),
) -> Result<Summary, ArchiveError> {
    at(out, std::fs::create_dir_all(out))?;
    let work = out.join(WORK);
    at(&work, std::fs::create_dir_all(&work))?;
    let left = recover(&work)?;
    let plan = plan(inputs, left, out, options, again)?;
    let mut collector = Collector {
        out,
        options,
        number: plan.number,
        content: Content::default(),
        rows: 0,
        text: 0,
        contents: HashMap::new(),
        summary: Summary { skipped: plan.skipped, ..Summary::default() },
        progress,
    };
    collector.summary.progress.total = plan.todo.len() as u64;
    collector.contents.clone_from(&plan.known.contents);
    let result = pipeline(plan.todo, &plan.known, options, &mut collector);
    // What is whole is kept, whatever stopped the run.
    result.and_then(|()| collector.flush())?;
    let summary = collector.summary;
    at(&work, std::fs::remove_dir_all(&work))?;
    Ok(summary)
}

/// What this run has to do.
struct Plan {
    todo: Vec<Input>,
    known: Known,
    skipped: u64,
    number: u32,
}

/// What identifies the tool and how it was told to read: parts that were made otherwise are made again.
fn fingerprint(options: &Options) -> (String, String) {
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
fn recover(work: &Path) -> Result<Vec<String>, ArchiveError> {
    let mut inputs = BTreeSet::new();
    for entry in at(work, std::fs::read_dir(work))? {
        let path = at(work, entry)?.path();
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        if name.starts_with("removed-") {
            let part = read(&path.join(MANIFEST))?;
            inputs.extend(part.lines.iter().map(|line| line_input(line).to_owned()));
        } else {
            at(&path, std::fs::remove_dir_all(&path))?;
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

fn plan(
    inputs: Vec<Input>,
    left: Vec<String>,
    out: &Path,
    options: &Options,
    again: &HashSet<String>,
) -> Result<Plan, ArchiveError> {
    let mut manifest = Manifest::load(out)?;
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

type Numbered<T> = (u64, T);

fn pipeline(
    todo: Vec<Input>,
    known: &Known,
    options: &Options,
    collector: &mut Collector<'_>,
) -> Result<(), ArchiveError> {
    let jobs = options.jobs.or_else(|| std::thread::available_parallelism().ok().map(usize::from));
    let jobs = jobs.unwrap_or(1).max(1);
    let stop = AtomicBool::new(false);
    let (tokens_out, tokens) = bounded::<()>(jobs * CHUNKS_A_JOB);
    for _ in 0..jobs * CHUNKS_A_JOB {
        let _ = tokens_out.send(());
    }
    let (tasks_out, tasks) = bounded::<Numbered<Vec<Task>>>(jobs);
    let (results_out, results) = bounded::<Numbered<Converted>>(jobs * CHUNKS_A_JOB);
    let worker = Worker { read: &options.read, formats: &options.formats };
    std::thread::scope(|scope| {
        scope.spawn(|| {
            let mut feeder = Feeder::new(known, options, tokens, tasks_out, &stop);
            for input in todo {
                if feeder.input(input).is_break() {
                    break;
                }
            }
            let _ = feeder.send();
        });
        for _ in 0..jobs {
            let (tasks, results_out, worker) = (tasks.clone(), results_out.clone(), &worker);
            scope.spawn(move || {
                for (number, tasks) in tasks {
                    if results_out.send((number, worker.run(tasks))).is_err() {
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

/// Takes the results in order.
fn collect(
    results: &Receiver<Numbered<Converted>>,
    tokens: &Sender<()>,
    collector: &mut Collector<'_>,
) -> Result<(), ArchiveError> {
    let mut waiting = BTreeMap::new();
    let mut next = 0;
    for (number, converted) in results {
        waiting.insert(number, converted);
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

/// Reads and unpacks the inputs, finds copies, and hands out chunks.
struct Feeder<'r> {
    known: &'r Known,
    options: &'r Options,
    tokens: Receiver<()>,
    out: Sender<Numbered<Vec<Task>>>,
    stop: &'r AtomicBool,
    /// Contents that this run has handed out.
    seen: HashSet<String>,
    chunk: Vec<Task>,
    bytes: usize,
    number: u64,
}

impl<'r> Feeder<'r> {
    fn new(
        known: &'r Known,
        options: &'r Options,
        tokens: Receiver<()>,
        out: Sender<Numbered<Vec<Task>>>,
        stop: &'r AtomicBool,
    ) -> Self {
        let (seen, chunk) = (HashSet::new(), Vec::new());
        Self { known, options, tokens, out, stop, seen, chunk, bytes: 0, number: 0 }
    }

    fn input(&mut self, input: Input) -> ControlFlow<()> {
        let bytes = match gongwen_read::bytes_of(&input.path, &self.options.read) {
            Ok(bytes) => bytes,
            Err(error) => {
                self.push(Task::Failed { path: input.name.clone(), error }, 0)?;
                return self.done(input, String::new());
            }
        };
        let whole = key(&bytes);
        let options = self.options;
        let mut flow = ControlFlow::Continue(());
        let walked = gongwen_read::files_of_bytes(bytes, &input.name, &options.read, |found| {
            flow = self.found(found);
            flow
        });
        if let Err(error) = walked {
            self.push(Task::Failed { path: input.name.clone(), error }, 0)?;
        }
        flow?;
        self.done(input, whole)
    }

    fn done(&mut self, input: Input, key: String) -> ControlFlow<()> {
        self.push(Task::Done { path: input.name, size: input.size, modified: input.modified, key }, 0)
    }

    fn found(&mut self, found: Result<gongwen_read::File, gongwen_read::Error>) -> ControlFlow<()> {
        let file = match found {
            Ok(file) => file,
            Err(error) => {
                let path = error.name().unwrap_or_default().to_owned();
                if self.known.files.contains(&path) {
                    return ControlFlow::Continue(());
                }
                return self.push(Task::Failed { path, error }, 0);
            }
        };
        // Of an archive that a killed run had begun.
        if self.known.files.contains(file.name()) {
            return ControlFlow::Continue(());
        }
        let (key, bytes) = (key(file.bytes()), file.bytes().len());
        if self.known.contents.contains_key(&key) || !self.seen.insert(key.clone()) {
            let copy = Copy { path: file.name().to_owned(), key, bytes: bytes as u64 };
            return self.push(Task::Duplicate(copy), 0);
        }
        self.push(Task::Convert { file, key }, bytes)
    }

    fn push(&mut self, task: Task, bytes: usize) -> ControlFlow<()> {
        self.chunk.push(task);
        self.bytes += bytes;
        if self.chunk.len() < 2 * CHUNK_FILES && self.bytes < CHUNK_BYTES {
            return ControlFlow::Continue(());
        }
        self.send()
    }

    fn send(&mut self) -> ControlFlow<()> {
        if self.stop.load(Ordering::Relaxed) {
            return ControlFlow::Break(());
        }
        let chunk = std::mem::take(&mut self.chunk);
        self.bytes = 0;
        if chunk.is_empty() {
            return ControlFlow::Continue(());
        }
        if self.tokens.recv().is_err() || self.out.send((self.number, chunk)).is_err() {
            return ControlFlow::Break(());
        }
        self.number += 1;
        ControlFlow::Continue(())
    }
}

/// Puts results together to parts.
struct Collector<'r> {
    out: &'r Path,
    options: &'r Options,
    number: u32,
    content: Content,
    rows: usize,
    text: usize,
    contents: HashMap<String, usize>,
    summary: Summary,
    progress: &'r mut (dyn FnMut(Progress) + Send),
}

impl Collector<'_> {
    /// Takes what came of a chunk; false where the run is to stop.
    fn take(&mut self, mut converted: Converted) -> Result<bool, ArchiveError> {
        for line in &converted.lines {
            if let Line::File { documents, .. } = line
                && let Some(key) = documents.first()
            {
                self.contents.insert(key.clone(), documents.len());
            }
        }
        for copy in std::mem::take(&mut converted.copies) {
            let documents = self.contents.get(&copy.key).copied().unwrap_or_default();
            converted.copy(copy, documents);
        }
        // An input is done when all its files are, copies among them.
        converted.lines.sort_by_key(|line| matches!(line, Line::Input { .. }));
        self.rows += converted.builder.rows();
        self.text += converted.texts.iter().map(crate::work::Text::len).sum::<usize>();
        let failed = self.count(&converted.lines);
        let batches = converted.builder.finish().map_err(|error| ArchiveError::output(self.out, &error))?;
        self.content.batches.resize_with(Table::ALL.len(), Vec::new);
        for (held, (_, batch)) in self.content.batches.iter_mut().zip(batches) {
            if batch.num_rows() > 0 {
                held.push(batch);
            }
        }
        self.content.texts.append(&mut converted.texts);
        self.content.lines.append(&mut converted.lines);
        (self.progress)(self.summary.progress);
        if self.rows >= self.options.part_rows || self.text >= PART_TEXT {
            self.flush()?;
        }
        self.summary.stopped = self.options.fail_fast && failed;
        Ok(!self.summary.stopped)
    }

    /// Counts what is in a chunk; whether something of it failed.
    fn count(&mut self, lines: &[Line]) -> bool {
        let before = self.summary.progress.failed;
        for line in lines {
            match line {
                Line::Part { .. } => {}
                Line::Input { .. } => self.summary.progress.inputs += 1,
                Line::File { bytes, documents, duplicate, errors, .. } => {
                    self.summary.progress.bytes += bytes;
                    self.summary.progress.failed += u64::from(!errors.is_empty());
                    if *duplicate {
                        self.summary.duplicates += 1;
                    } else {
                        self.summary.progress.documents += documents.len() as u64;
                    }
                }
            }
        }
        self.summary.progress.failed > before
    }

    /// Writes what was gathered as a part.
    fn flush(&mut self) -> Result<(), ArchiveError> {
        let mut content = std::mem::take(&mut self.content);
        (self.rows, self.text) = (0, 0);
        if content.lines.is_empty() {
            return Ok(());
        }
        let (tool, options) = fingerprint(self.options);
        let (formats, bom) = (self.options.formats.clone(), self.options.csv.bom);
        content.lines.insert(0, Line::Part { tool, formats, bom, options });
        commit(self.out, self.number, &content, &self.options.formats, self.options.csv)?;
        self.number += 1;
        self.summary.parts += 1;
        Ok(())
    }
}
