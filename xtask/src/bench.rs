//! The parse against pulldown-cmark's event iterator, on the same bytes, in turn, in the same run: only ratios of
//! one run mean anything on a machine that others use. The parse is timed twice: the structure alone, and with facts.

use std::hint::black_box;
use std::process::Command;
use std::time::{Duration, Instant};

use gongwen::Options;
use pulldown_cmark::Parser;
use serde_json::{Value, json};

use crate::{Outcome, pathological, peers, root, throughput};

#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// Only files of all formats, beside markitdown and pandoc
    #[arg(long)]
    formats: bool,
    /// Only `gongwen convert`, over a generated archive
    #[arg(long, conflicts_with_all = ["formats", "no_formats"])]
    archive: bool,
    /// Files of that archive
    #[arg(long, value_name = "N", default_value_t = 10_000, requires = "archive")]
    files: u64,
    /// Leave out markitdown and pandoc, which have to be installed
    #[arg(long, conflicts_with = "formats")]
    no_formats: bool,
    /// Print JSON
    #[arg(long)]
    json: bool,
    /// Least time for each size
    #[arg(long, value_name = "S", default_value_t = 1.0)]
    seconds: f64,
}

const MEGABYTE: usize = 1_000_000;

/// Inputs, least bytes of each, and how often it is measured at least.
const SIZES: [(&str, usize, usize); 4] =
    [("seed", 0, 15), ("1 MB", MEGABYTE, 15), ("10 MB", 10 * MEGABYTE, 9), ("100 MB", 100 * MEGABYTE, 3)];

pub(crate) fn run(args: &Args) -> Outcome {
    if cfg!(debug_assertions) {
        return in_release(args);
    }
    if args.archive {
        return throughput::run(args.files, args.json);
    }
    if args.formats {
        let rows = peers::measure()?;
        if args.json {
            println!("{:#}", json!(rows.iter().map(peers::Row::as_json).collect::<Vec<_>>()));
        } else {
            peers::Row::print(&rows);
        }
        return Ok(());
    }
    let seed = std::fs::read_to_string(root().join("seeds/000_d4b3ecc00157c7f9.txt"))
        .map_err(|error| error.to_string())?;
    let rows: Vec<Row> = SIZES
        .iter()
        .map(|&(name, bytes, rounds)| measure(name, &repeated(&seed, bytes), rounds, args.seconds))
        .collect();
    let report = Report {
        linearity: linearity(&rows),
        rows,
        allocations: allocations()?,
        hostile: pathological::measure(),
        formats: if args.no_formats { Vec::new() } else { peers::measure()? },
    };
    if args.json {
        println!("{:#}", report.as_json());
    } else {
        report.print();
    }
    Ok(())
}

struct Report {
    rows: Vec<Row>,
    linearity: Vec<Linearity>,
    allocations: Value,
    hostile: Vec<(&'static str, f64)>,
    formats: Vec<peers::Row>,
}

/// How the time for a byte grows from one size to the next; 1 is linear.
struct Linearity {
    from: &'static str,
    to: &'static str,
    structure: f64,
    facts: f64,
    /// Of pulldown-cmark, to tell what is the machine's.
    pulldown: f64,
}

/// From 1 MB on: the costs of one document are not those of a byte.
fn linearity(rows: &[Row]) -> Vec<Linearity> {
    // Per byte, since the seed does not divide a megabyte.
    let per_byte = |row: &Row, time: fn(&Row) -> f64| time(row) / row.bytes as f64;
    let growth = |pair: &[Row], time| per_byte(&pair[1], time) / per_byte(&pair[0], time);
    rows[1..]
        .windows(2)
        .map(|pair| Linearity {
            from: pair[0].name,
            to: pair[1].name,
            structure: growth(pair, |row| row.structure.seconds),
            facts: growth(pair, |row| row.facts.seconds),
            pulldown: growth(pair, |row| row.pulldown),
        })
        .collect()
}

/// Counted in a process of its own, whose allocator counts: here it would be timed as well.
fn allocations() -> Result<Value, String> {
    let output = Command::new("cargo")
        .args(["run", "--release", "--quiet", "--package", "xtask", "--bin", "count-allocations"])
        .current_dir(root())
        .output()
        .map_err(|error| error.to_string())?;
    if !output.status.success() {
        return Err(format!("count-allocations: {}", String::from_utf8_lossy(&output.stderr)));
    }
    serde_json::from_slice(&output.stdout).map_err(|error| format!("count-allocations: {error}"))
}

fn in_release(args: &Args) -> Outcome {
    let mut command = Command::new("cargo");
    command
        .args([
            "run",
            "--release",
            "--quiet",
            "--package",
            "xtask",
            "--bin",
            "xtask",
            "--",
            "bench",
            "--seconds",
        ])
        .arg(args.seconds.to_string());
    if args.archive {
        // The command that is timed, in the same build.
        let mut build = Command::new("cargo");
        build.args(["build", "--release", "--package", "gongwen-cli", "--package", "xtask"]);
        match build.current_dir(root()).status() {
            Ok(status) if status.success() => {
                command.args(["--archive", "--files"]).arg(args.files.to_string())
            }
            Ok(status) => return Err(format!("the release build of the command: {status}")),
            Err(error) => return Err(error.to_string()),
        };
    }
    for (wanted, flag) in
        [(args.json, "--json"), (args.formats, "--formats"), (args.no_formats, "--no-formats")]
    {
        if wanted {
            command.arg(flag);
        }
    }
    match command.current_dir(root()).status() {
        Ok(status) if status.success() => Ok(()),
        Ok(status) => Err(format!("the release build of the benchmark: {status}")),
        Err(error) => Err(error.to_string()),
    }
}

struct Row {
    name: &'static str,
    bytes: usize,
    /// Median seconds of pulldown-cmark.
    pulldown: f64,
    structure: Timed,
    facts: Timed,
}

struct Timed {
    /// Median.
    seconds: f64,
    /// Median of the ratios pair by pair: our speed as a multiple of pulldown-cmark's.
    ratio: f64,
}

impl Timed {
    fn new(ours: Vec<f64>, theirs: &[f64]) -> Self {
        let ratios = ours.iter().zip(theirs).map(|(ours, theirs)| theirs / ours).collect();
        Self { seconds: median(ours), ratio: median(ratios) }
    }
}

fn repeated(seed: &str, bytes: usize) -> String {
    vec![seed; bytes.div_ceil(seed.len() + 2).max(1)].join("\n\n")
}

fn measure(name: &'static str, text: &str, rounds: usize, seconds: f64) -> Row {
    let ours = |facts: bool| {
        let options = Options { facts, ..Options::default() };
        drop(black_box(gongwen::parse_with(black_box(text), &options)));
    };
    let theirs = || Parser::new(black_box(text)).into_offset_iter().for_each(|event| drop(black_box(event)));
    ours(true);
    theirs();
    let (mut structure, mut facts, mut pulldown) = (Vec::new(), Vec::new(), Vec::new());
    let start = Instant::now();
    while pulldown.len() < rounds || start.elapsed() < Duration::from_secs_f64(seconds) {
        structure.push(timed(|| ours(false)));
        pulldown.push(timed(theirs));
        facts.push(timed(|| ours(true)));
    }
    Row {
        name,
        bytes: text.len(),
        structure: Timed::new(structure, &pulldown),
        facts: Timed::new(facts, &pulldown),
        pulldown: median(pulldown),
    }
}

pub(crate) fn timed(work: impl FnOnce()) -> f64 {
    let start = Instant::now();
    work();
    start.elapsed().as_secs_f64()
}

pub(crate) fn median(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    values[values.len() / 2]
}

fn speed(bytes: usize, seconds: f64) -> f64 {
    bytes as f64 / seconds / MEGABYTE as f64
}

impl Report {
    fn print(&self) {
        println!(
            "{:<8} {:>19} {:>14} {:>6} {:>15} {:>6}",
            "input", "pulldown-cmark MB/s", "structure MB/s", "ratio", "with facts MB/s", "ratio"
        );
        for row in &self.rows {
            println!(
                "{:<8} {:>19.0} {:>14.0} {:>6.2} {:>15.0} {:>6.2}",
                row.name,
                speed(row.bytes, row.pulldown),
                speed(row.bytes, row.structure.seconds),
                row.structure.ratio,
                speed(row.bytes, row.facts.seconds),
                row.facts.ratio
            );
        }
        println!("\ntime for a byte, by that of the size before (1 is linear):");
        for growth in &self.linearity {
            let Linearity { from, to, structure, facts, pulldown } = growth;
            println!(
                "  {to:>6} by {from:<5}  structure {structure:.2}  with facts {facts:.2}  pulldown-cmark {pulldown:.2}"
            );
        }
        let per_kilobyte = |key: &str| self.allocations[key].as_f64().unwrap_or(f64::NAN);
        println!(
            "\nallocations in a KB of the seed: structure {:.1}, with facts {:.1}",
            per_kilobyte("structure"),
            per_kilobyte("facts")
        );
        println!("\ntime of 4 MB by 4 times 1 MB, of one pattern repeated, with facts:");
        for (name, factor) in &self.hostile {
            println!("  {factor:>5.2}  {name}");
        }
        if !self.formats.is_empty() {
            peers::Row::print(&self.formats);
        }
    }

    fn as_json(&self) -> Value {
        let rows: Vec<Value> = self
            .rows
            .iter()
            .map(|row| {
                json!({"input": row.name, "bytes": row.bytes, "pulldown_cmark_mb_s": speed(row.bytes, row.pulldown),
                    "structure_mb_s": speed(row.bytes, row.structure.seconds), "structure_ratio": row.structure.ratio,
                    "facts_mb_s": speed(row.bytes, row.facts.seconds), "facts_ratio": row.facts.ratio})
            })
            .collect();
        let linearity: Vec<Value> = self
            .linearity
            .iter()
            .map(|growth| {
                json!({"from": growth.from, "to": growth.to, "structure": growth.structure,
                    "facts": growth.facts, "pulldown_cmark": growth.pulldown})
            })
            .collect();
        let hostile: Vec<Value> =
            self.hostile.iter().map(|(name, factor)| json!({"pattern": name, "factor": factor})).collect();
        json!({"sizes": rows, "linearity": linearity, "allocations_per_kb": self.allocations,
            "pathological_4_mb_by_1_mb": hostile,
            "formats": self.formats.iter().map(peers::Row::as_json).collect::<Vec<_>>()})
    }
}
