//! `gongwen convert` and `gongwen retry`: archives to tables.

use std::io::{BufRead as _, IsTerminal as _};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use gongwen_archive::{Options, Progress, Selection, Summary};
use indicatif::{ProgressBar, ProgressStyle as BarStyle};
use serde_json::json;

use super::print;
use crate::args::{ConvertArgs, ProgressStyle, RetryArgs, RunArgs, Written};
use crate::failure::{FOUND, Failure, SUCCESS};

pub(crate) fn run(args: &ConvertArgs) -> Result<u8, Failure> {
    let selection =
        Selection { include: args.include.clone(), exclude: args.exclude.clone(), hidden: args.hidden };
    let mut options = Options { selection, force: args.force, ..options(&args.run, &args.to, args.bom) };
    options.xlsx.captions = args.captions;
    let paths = paths(&args.paths)?;
    let mut shown = Shown::new(args.run.progress);
    let summary =
        gongwen_archive::convert(&paths, &args.output, &options, &mut |progress| shown.show(progress))?;
    shown.end(&summary);
    tell(&args.output, &summary)
}

pub(crate) fn retry(args: &RetryArgs) -> Result<u8, Failure> {
    let options = options(&args.run, &[], false);
    let mut shown = Shown::new(args.run.progress);
    let summary = gongwen_archive::retry(&args.output, &options, &mut |progress| shown.show(progress))?;
    shown.end(&summary);
    tell(&args.output, &summary)
}

fn options(run: &RunArgs, to: &[Written], bom: bool) -> Options {
    let mut formats: Vec<_> = to.iter().map(|&written| written.into()).collect();
    formats.sort_unstable();
    formats.dedup();
    let mut options = Options {
        formats,
        read: gongwen_read::Options {
            format: None,
            encoding: run.encoding.clone(),
            limits: (&run.limits).into(),
        },
        jobs: run.jobs,
        fail_fast: run.fail_fast,
        part_rows: run.part_rows,
        ..Options::default()
    };
    options.csv.bom = bom;
    options
}

/// The paths of the arguments, those of standard input in the place of -.
fn paths(given: &[PathBuf]) -> Result<Vec<PathBuf>, Failure> {
    let mut paths = Vec::new();
    for path in given {
        if path != Path::new("-") {
            paths.push(path.clone());
            continue;
        }
        for line in std::io::stdin().lock().split(b'\n') {
            let line = line.and_then(|line| path_of_bytes(line.strip_suffix(b"\r").unwrap_or(&line)));
            let path = line.map_err(|source| gongwen_read::Error::Io { name: "-".to_owned(), source })?;
            if !path.as_os_str().is_empty() {
                paths.push(path);
            }
        }
    }
    Ok(paths)
}

/// On Unix a path is bytes, of any encoding.
#[cfg(unix)]
#[expect(clippy::unnecessary_wraps, reason = "elsewhere, bytes may be no path")]
fn path_of_bytes(bytes: &[u8]) -> std::io::Result<PathBuf> {
    use std::os::unix::ffi::OsStrExt as _;
    Ok(std::ffi::OsStr::from_bytes(bytes).into())
}

#[cfg(not(unix))]
fn path_of_bytes(bytes: &[u8]) -> std::io::Result<PathBuf> {
    std::str::from_utf8(bytes).map(Into::into).map_err(std::io::Error::other)
}

/// Says what was done in one line, and gives the exit code.
fn tell(out: &Path, summary: &Summary) -> Result<u8, Failure> {
    let progress = summary.progress;
    let counts = [
        (progress.documents, "documents"),
        (summary.duplicates, "duplicates"),
        (progress.failed, "failed"),
        (summary.skipped, "inputs done before"),
    ];
    let counts: Vec<String> = counts.iter().map(|(count, what)| format!("{count} {what}")).collect();
    print(&format!("{}: {}\n", out.display(), counts.join(", ")))?;
    if progress.failed == 0 {
        return Ok(SUCCESS);
    }
    let out = out.display();
    eprintln!(
        "gongwen: {} files failed; `gongwen status {out}` tells why, `gongwen retry {out}` converts them again",
        progress.failed
    );
    Ok(FOUND)
}

/// Progress on standard error.
struct Shown {
    style: ProgressStyle,
    bar: Option<ProgressBar>,
    start: Instant,
    last: Option<Instant>,
}

/// Between two lines of JSON.
const PAUSE: Duration = Duration::from_secs(1);

impl Shown {
    fn new(style: ProgressStyle) -> Self {
        let bar = (style == ProgressStyle::Auto && std::io::stderr().is_terminal()).then(|| {
            let bar = ProgressBar::no_length();
            let style = BarStyle::with_template("{bar:30} {pos}/{len} {per_sec} {msg} {eta}");
            // A template that is no template would show nothing but the default bar.
            if let Ok(style) = style {
                bar.set_style(style);
            }
            bar
        });
        Self { style, bar, start: Instant::now(), last: None }
    }

    fn show(&mut self, progress: Progress) {
        if let Some(bar) = &self.bar {
            bar.set_length(progress.total);
            bar.set_position(progress.inputs);
            bar.set_message(format!("{} failed", progress.failed));
        }
        if self.style == ProgressStyle::Json && self.last.is_none_or(|last| last.elapsed() >= PAUSE) {
            self.last = Some(Instant::now());
            self.line(progress);
        }
    }

    fn end(&self, summary: &Summary) {
        if let Some(bar) = &self.bar {
            bar.finish_and_clear();
        }
        if self.style == ProgressStyle::Json {
            self.line(summary.progress);
        }
    }

    fn line(&self, progress: Progress) {
        let seconds = self.start.elapsed().as_secs_f64();
        #[expect(clippy::cast_precision_loss, reason = "a rate that is shown")]
        let rate = progress.inputs as f64 / seconds.max(0.001);
        #[expect(clippy::cast_precision_loss, reason = "a time that is shown")]
        let left = progress.total.saturating_sub(progress.inputs) as f64 / rate.max(0.001);
        let line = json!({
            "inputs": progress.inputs,
            "total": progress.total,
            "documents": progress.documents,
            "bytes": progress.bytes,
            "failed": progress.failed,
            "seconds": seconds,
            "inputs_per_second": rate,
            "seconds_left": left,
        });
        eprintln!("{line}");
    }
}
