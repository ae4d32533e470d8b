//! `gongwen convert` over a generated archive: documents and megabytes a second, on one processor and on two in turn; the
//! most memory that it held; and what ten more files cost. Linux: the kernel tells the memory, `taskset` the processors.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use serde_json::{Value, json};

use crate::{Outcome, archive, root};

/// Rounds, each with one processor and with two: the middle one counts.
const ROUNDS: usize = 3;
/// Between two looks at the memory, whose highest mark the kernel keeps.
const LOOK: Duration = Duration::from_millis(5);

/// One run.
struct Run {
    seconds: f64,
    /// Kibibytes.
    peak: u64,
}

/// Measures with an archive of so many files, and prints.
pub(crate) fn run(files: u64, as_json: bool) -> Outcome {
    let folder = root().join("target/throughput");
    let input = folder.join(format!("archive-{files}"));
    if !input.exists() {
        println!("making {files} files in {}", input.display());
        archive::make_all(files, &input)?;
    }
    let (documents, bytes) = sizes(&input, &folder)?;
    let (mut one, mut two): (Vec<Run>, Vec<Run>) = (Vec::new(), Vec::new());
    for _ in 0..ROUNDS {
        one.push(fresh(&input, &folder.join("out"), "0")?);
        two.push(fresh(&input, &folder.join("out"), "0,1")?);
    }
    let more = ten_more(&input, &folder)?;
    let peak = one.iter().chain(&two).map(|run| run.peak).max().unwrap_or_default();
    let (one, two) = (middle(&mut one), middle(&mut two));
    let report = json!({
        "files": files,
        "documents": documents,
        "bytes": bytes,
        "seconds_one_processor": one,
        "seconds_two_processors": two,
        "documents_per_second": documents as f64 / two,
        "megabytes_per_second": bytes as f64 / 1e6 / two,
        "share_of_linear": one / two / 2.0,
        "peak_megabytes": peak as f64 * 1024.0 / 1e6,
        "ten_more_share": more / two,
    });
    if as_json {
        println!("{report:#}");
    } else {
        print(&report);
    }
    Ok(())
}

fn print(report: &Value) {
    for (name, value) in report.as_object().into_iter().flatten() {
        match value.as_u64() {
            Some(whole) => println!("{name:<24} {whole:>14}"),
            None => println!("{name:<24} {:>14.3}", value.as_f64().unwrap_or_default()),
        }
    }
}

fn gongwen() -> PathBuf {
    root().join("target/release/gongwen")
}

/// The command on some processors, its memory watched.
fn fresh(input: &Path, out: &Path, processors: &str) -> Result<Run, String> {
    if out.exists() {
        std::fs::remove_dir_all(out).map_err(|error| format!("{}: {error}", out.display()))?;
    }
    convert(&[input], out, processors)
}

fn convert(inputs: &[&Path], out: &Path, processors: &str) -> Result<Run, String> {
    let start = Instant::now();
    let mut child = Command::new("taskset")
        .args(["-c", processors])
        .arg(gongwen())
        .arg("convert")
        .args(inputs)
        .arg("-o")
        .arg(out)
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .map_err(|error| format!("taskset: {error}"))?;
    let mut peak = 0;
    let status = loop {
        if let Some(status) = child.try_wait().map_err(|error| error.to_string())? {
            break status;
        }
        peak = peak.max(high_water(child.id()));
        std::thread::sleep(LOOK);
    };
    // 1: the damaged files of the archive.
    match status.code() {
        Some(0 | 1) => Ok(Run { seconds: start.elapsed().as_secs_f64(), peak }),
        _ => Err(format!("gongwen convert: {status}")),
    }
}

/// The highest resident memory of a process so far, in kibibytes; 0 where the kernel does not tell.
fn high_water(process: u32) -> u64 {
    let status = std::fs::read_to_string(format!("/proc/{process}/status")).unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    line.and_then(|line| line.split_whitespace().next()?.parse().ok()).unwrap_or_default()
}

/// Documents and bytes of files, as the tool itself counts them.
fn sizes(input: &Path, folder: &Path) -> Result<(u64, u64), String> {
    let out = folder.join("out");
    fresh(input, &out, "0,1")?;
    let status = gongwen_archive::status(&out).map_err(|error| error.to_string())?;
    Ok((status.documents, status.bytes))
}

/// Seconds to add ten files to what is converted.
fn ten_more(input: &Path, folder: &Path) -> Result<f64, String> {
    let more = folder.join("more");
    if more.exists() {
        std::fs::remove_dir_all(&more).map_err(|error| format!("{}: {error}", more.display()))?;
    }
    std::fs::create_dir_all(&more).map_err(|error| error.to_string())?;
    for number in 0..10 {
        let text = format!(
            "某县第{number}局党组关于巡察整改情况的通报\n\n一、整改落实情况\n\n排查问题{number}个。\n"
        );
        std::fs::write(more.join(format!("{number}.txt")), text).map_err(|error| error.to_string())?;
    }
    Ok(convert(&[input, &more], &folder.join("out"), "0,1")?.seconds)
}

fn middle(runs: &mut [Run]) -> f64 {
    runs.sort_by(|one, other| one.seconds.total_cmp(&other.seconds));
    runs.get(runs.len() / 2).map_or(f64::NAN, |run| run.seconds)
}
