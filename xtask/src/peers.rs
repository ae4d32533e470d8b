//! Files of every format, from bytes to tree, beside what users have: markitdown and pandoc, installed into an
//! environment of their own, on the same files in the same run. markitdown is warm; pandoc is a process each time, as
//! it is for its users. The reading and the tree are timed apart: the tree should cost less.

use std::hint::black_box;
use std::path::Path;
use std::process::Command;
use std::time::Instant;

use gongwen_read::{Options, read_bytes};
use serde_json::{Value, json};

use crate::root;

/// The files, all of one circular.
const FILES: &[&str] =
    &["seed.html", "seed.docx", "seed.pdf", "seed.ofd", "seed.odt", "seed.rtf", "seed.doc"];
const RUNS: usize = 15;

/// One file.
pub(crate) struct Row {
    file: &'static str,
    bytes: usize,
    /// Median seconds of the reading alone, and of the tree with all facts alone.
    reading: f64,
    tree: f64,
    /// Median seconds of the others, where they read it.
    markitdown: Option<f64>,
    pandoc: Option<f64>,
}

/// Measures all files.
pub(crate) fn measure() -> Result<Vec<Row>, String> {
    let folder = root().join("fixtures/formats/seed");
    let peers = peers(&folder)?;
    FILES
        .iter()
        .map(|&file| {
            let path = folder.join(file);
            let bytes = std::fs::read(&path).map_err(|error| format!("{}: {error}", path.display()))?;
            let (reading, tree) = ours(&bytes, file)?;
            let peer = &peers[path.display().to_string()];
            let seconds = |name: &str| peer[name].as_f64();
            Ok(Row {
                file,
                bytes: bytes.len(),
                reading,
                tree,
                markitdown: seconds("markitdown"),
                pandoc: seconds("pandoc"),
            })
        })
        .collect()
}

fn ours(bytes: &[u8], name: &str) -> Result<(f64, f64), String> {
    let (mut reading, mut tree) = (Vec::new(), Vec::new());
    for _ in 0..RUNS {
        let start = Instant::now();
        let document = read_bytes(bytes, name, &Options::default()).map_err(|error| error.to_string())?;
        reading.push(start.elapsed().as_secs_f64());
        let start = Instant::now();
        black_box(gongwen::parse_document(document, &gongwen::Options::default()));
        tree.push(start.elapsed().as_secs_f64());
    }
    Ok((median(&mut reading), median(&mut tree)))
}

fn median(times: &mut [f64]) -> f64 {
    times.sort_by(f64::total_cmp);
    times[times.len() / 2]
}

/// Sets the others up, once, and times them.
fn peers(folder: &Path) -> Result<Value, String> {
    let venv = root().join("target/bench-peers");
    let python = venv.join(if cfg!(windows) { "Scripts/python.exe" } else { "bin/python" });
    if !python.exists() {
        let found = std::env::var("PYTHON").unwrap_or_else(|_| "python3".to_owned());
        run(Command::new(found).args(["-m", "venv"]).arg(&venv))?;
        let packages = ["markitdown[docx,pdf]", "pypandoc_binary"];
        run(Command::new(&python).args(["-m", "pip", "install", "--quiet"]).args(packages))?;
    }
    let output = run(Command::new(&python)
        .args(["-c", include_str!("peers.py")])
        .args(FILES.iter().map(|file| folder.join(file))))?;
    serde_json::from_str(&output).map_err(|error| format!("peers.py: {error}"))
}

fn run(command: &mut Command) -> Result<String, String> {
    let output = command.output().map_err(|error| format!("{command:?}: {error}"))?;
    if output.status.success() {
        Ok(String::from_utf8_lossy(&output.stdout).into_owned())
    } else {
        Err(format!("{command:?}: {}", String::from_utf8_lossy(&output.stderr)))
    }
}

impl Row {
    /// How many times as long another takes.
    fn times(&self, other: Option<f64>) -> Option<f64> {
        other.map(|other| other / (self.reading + self.tree))
    }

    pub(crate) fn as_json(&self) -> Value {
        json!({
            "file": self.file,
            "bytes": self.bytes,
            "reading_seconds": self.reading,
            "tree_seconds": self.tree,
            "tree_to_reading": self.tree / self.reading,
            "markitdown_times": self.times(self.markitdown),
            "pandoc_times": self.times(self.pandoc),
        })
    }

    pub(crate) fn print(rows: &[Self]) {
        println!("\nfile         bytes  reading    tree  tree/reading  × markitdown  × pandoc");
        for row in rows {
            let times = |other| row.times(other).map_or("–".to_owned(), |times| format!("{times:.0}"));
            println!(
                "{:<10} {:>7} {:>6.2} ms {:>4.2} ms {:>13.2} {:>13} {:>9}",
                row.file,
                row.bytes,
                row.reading * 1e3,
                row.tree * 1e3,
                row.tree / row.reading,
                times(row.markitdown),
                times(row.pandoc),
            );
        }
    }
}
