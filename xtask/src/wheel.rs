//! What is published for Python: a wheel for this platform and a source distribution, made, measured and tried.

use std::process::Command;

use crate::venv::{Venv, only_file, remove, step};
use crate::{Outcome, root};

/// More than this is no wheel that people fetch without a thought.
const MOST_BYTES: u64 = 10_000_000;

#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// Build the source distribution into a wheel as well, which takes as long as the wheel did
    #[arg(long)]
    from_source: bool,
}

pub(crate) fn run(args: &Args) -> Outcome {
    let out = root().join("target/wheels");
    remove(&out)?;
    let venv = Venv::new(&root().join("target/wheel-build"))?;
    venv.install(&["maturin>=1.16,<2"])?;
    let build = |arguments: &[&str]| step(venv.run(&["maturin"]).args(arguments).arg("--out").arg(&out));
    build(&["build", "--release", "--interpreter", &venv.python.display().to_string()])?;
    build(&["sdist"])?;
    let wheel = only_file(&out, "whl")?;
    let source = only_file(&out, "gz")?;
    let bytes = std::fs::metadata(&wheel).map_err(|error| format!("{wheel}: {error}"))?.len();
    println!("{wheel}: {:.1} MB", bytes as f64 / 1e6);
    if bytes >= MOST_BYTES {
        return Err(format!("{wheel} has {bytes} bytes; {MOST_BYTES} is the limit"));
    }
    tried(&wheel)?;
    if args.from_source { tried(&source) } else { Ok(()) }
}

/// Installs it, without anything else, and asks it for its command and for a parse.
fn tried(package: &str) -> Outcome {
    let venv = Venv::new(&root().join("target/wheel-try"))?;
    venv.install(&[package])?;
    let seed = root().join("seeds/000_d4b3ecc00157c7f9.txt");
    let command = venv.python.with_file_name("gongwen");
    step(Command::new(command).arg("check").arg(&seed).stdout(std::process::Stdio::null())).or_else(
        |found| {
            // The seed has findings, which is exit code 1.
            if found.contains("exit status: 1") { Ok(()) } else { Err(found) }
        },
    )?;
    let script = "import sys, time; start = time.perf_counter(); import gongwen; took = time.perf_counter() - start; \\
                  print(f'import {took * 1000:.1f} ms', gongwen.read(sys.argv[1]))";
    step(Command::new(&venv.python).arg("-c").arg(script).arg(&seed))
}
