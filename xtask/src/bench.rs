//! The parse against pulldown-cmark's event iterator, on the same bytes, in turn, in the same run: only ratios of
//! one run mean anything on a machine that others use.

use std::hint::black_box;
use std::process::Command;
use std::time::{Duration, Instant};

use pulldown_cmark::Parser;
use serde_json::{Value, json};

use crate::{Outcome, pathological, root};

#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// Print JSON
    #[arg(long)]
    json: bool,
    /// Least time for each size
    #[arg(long, value_name = "S", default_value_t = 1.0)]
    seconds: f64,
}

const ROUNDS: usize = 15;
const MEGABYTE: usize = 1_000_000;

pub(crate) fn run(args: &Args) -> Outcome {
    if cfg!(debug_assertions) {
        return in_release(args);
    }
    let seed = std::fs::read_to_string(root().join("seeds/000_d4b3ecc00157c7f9.txt"))
        .map_err(|error| error.to_string())?;
    let sizes = [
        ("seed", seed.clone()),
        ("1 MB", repeated(&seed, MEGABYTE)),
        ("10 MB", repeated(&seed, 10 * MEGABYTE)),
    ];
    let rows: Vec<Row> = sizes.iter().map(|(name, text)| measure(name, text, args.seconds)).collect();
    // Per byte, since the seed does not divide a megabyte.
    let per_byte = |row: &Row| row.gongwen / row.bytes as f64;
    let linearity = per_byte(&rows[2]) / per_byte(&rows[1]);
    let hostile = pathological::measure();
    if args.json {
        println!("{:#}", as_json(&rows, linearity, &hostile));
    } else {
        print_table(&rows, linearity, &hostile);
    }
    Ok(())
}

fn in_release(args: &Args) -> Outcome {
    let mut command = Command::new("cargo");
    command
        .args(["run", "--release", "--quiet", "--package", "xtask", "--", "bench", "--seconds"])
        .arg(args.seconds.to_string());
    if args.json {
        command.arg("--json");
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
    /// Median seconds.
    gongwen: f64,
    pulldown: f64,
    /// Median of the ratios pair by pair: our speed as a multiple of theirs.
    ratio: f64,
}

fn repeated(seed: &str, bytes: usize) -> String {
    vec![seed; bytes.div_ceil(seed.len() + 2)].join("\n\n")
}

fn measure(name: &'static str, text: &str, seconds: f64) -> Row {
    let ours = || {
        black_box(gongwen::parse(black_box(text)));
    };
    let theirs = || Parser::new(black_box(text)).into_offset_iter().for_each(|event| drop(black_box(event)));
    ours();
    theirs();
    let (mut gongwen, mut pulldown) = (Vec::new(), Vec::new());
    let start = Instant::now();
    while gongwen.len() < ROUNDS || start.elapsed() < Duration::from_secs_f64(seconds) {
        gongwen.push(timed(ours));
        pulldown.push(timed(theirs));
    }
    let ratios = gongwen.iter().zip(&pulldown).map(|(ours, theirs)| theirs / ours).collect();
    Row {
        name,
        bytes: text.len(),
        ratio: median(ratios),
        gongwen: median(gongwen),
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

fn print_table(rows: &[Row], linearity: f64, hostile: &[(&'static str, f64)]) {
    println!("{:<8} {:>14} {:>20} {:>8}", "input", "gongwen MB/s", "pulldown-cmark MB/s", "ratio");
    for row in rows {
        println!(
            "{:<8} {:>14.0} {:>20.0} {:>8.2}",
            row.name,
            speed(row.bytes, row.gongwen),
            speed(row.bytes, row.pulldown),
            row.ratio
        );
    }
    println!("\ntime of 10 MB by 10 times 1 MB: {linearity:.2} (1 is linear)");
    println!("\ntime of 4 MB by 4 times 1 MB, of one pattern repeated:");
    for (name, factor) in hostile {
        println!("  {factor:>5.2}  {name}");
    }
}

fn as_json(rows: &[Row], linearity: f64, hostile: &[(&'static str, f64)]) -> Value {
    let rows: Vec<Value> = rows
        .iter()
        .map(|row| {
            json!({"input": row.name, "bytes": row.bytes, "gongwen_mb_s": speed(row.bytes, row.gongwen),
                "pulldown_cmark_mb_s": speed(row.bytes, row.pulldown), "ratio": row.ratio})
        })
        .collect();
    let hostile: Vec<Value> =
        hostile.iter().map(|(name, factor)| json!({"pattern": name, "factor": factor})).collect();
    json!({"sizes": rows, "linearity_10_mb_by_1_mb": linearity, "pathological_4_mb_by_1_mb": hostile})
}
