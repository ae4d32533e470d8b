//! Coverage-guided fuzzing of the core and of every reader, by cargo-fuzz. The seed corpora are the fixtures; what the
//! fuzzer finds besides is kept in `fuzz/corpus`, and what fails in `fuzz/artifacts`.

use std::path::{Path, PathBuf};
use std::process::Command;

use crate::venv::step;
use crate::{Outcome, root};

/// The targets, and the extensions of the files that each begins with.
const TARGETS: &[(&str, &[&str])] = &[
    ("core", &["md", "txt"]),
    ("html", &["html"]),
    ("docx", &["docx"]),
    ("odt", &["odt"]),
    ("pdf", &["pdf"]),
    ("ofd", &["ofd"]),
    ("doc", &["doc", "wps"]),
    ("rtf", &["rtf"]),
    ("xlsx", &["xlsx"]),
    ("csv", &["csv"]),
    ("container", &["zip", "gz", "docx", "ofd", "txt"]),
];

/// Larger files only make the fuzzer slow.
const LARGEST: u64 = 64 * 1024;

#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// Targets to run; all by default
    targets: Vec<String>,
    /// Seconds for each target
    #[arg(long, value_name = "S", default_value_t = 60)]
    seconds: u64,
}

pub(crate) fn run(args: &Args) -> Outcome {
    if let Some(unknown) = args.targets.iter().find(|name| TARGETS.iter().all(|(known, _)| known != name)) {
        let known: Vec<&str> = TARGETS.iter().map(|(name, _)| *name).collect();
        return Err(format!("{unknown}: no such target; there are {}", known.join(", ")));
    }
    if !Command::new("cargo").args(["fuzz", "--version"]).output().is_ok_and(|output| output.status.success())
    {
        step(Command::new("cargo").args(["install", "--locked", "cargo-fuzz"]))?;
    }
    for (name, extensions) in TARGETS {
        if !args.targets.is_empty() && !args.targets.iter().any(|wanted| wanted == name) {
            continue;
        }
        let seeds = seeds(name, extensions)?;
        let corpus = root().join("fuzz/corpus").join(name);
        std::fs::create_dir_all(&corpus).map_err(|error| format!("{}: {error}", corpus.display()))?;
        step(
            Command::new("cargo")
                // The sanitizers' flags are unstable; the compiler is the one at hand.
                .env("RUSTC_BOOTSTRAP", "1")
                .args(["fuzz", "run", name])
                .args([&corpus, &seeds])
                .arg("--")
                .args([
                    format!("-max_total_time={}", args.seconds),
                    "-timeout=20".into(),
                    "-rss_limit_mb=2048".into(),
                ])
                .current_dir(root()),
        )?;
    }
    Ok(())
}

/// The fixtures that a target begins with, in a folder of their own.
fn seeds(name: &str, extensions: &[&str]) -> Result<PathBuf, String> {
    let folder = root().join("target/fuzz-seeds").join(name);
    std::fs::create_dir_all(&folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    copy(&root().join("fixtures"), &folder, extensions).map_err(|error| error.to_string())?;
    Ok(folder)
}

fn copy(from: &Path, to: &Path, extensions: &[&str]) -> std::io::Result<()> {
    for entry in std::fs::read_dir(from)? {
        let entry = entry?;
        let path = entry.path();
        if entry.file_type()?.is_dir() {
            copy(&path, to, extensions)?;
        } else if path.extension().is_some_and(|found| extensions.iter().any(|wanted| found == *wanted))
            && entry.metadata()?.len() <= LARGEST
        {
            std::fs::copy(&path, to.join(entry.file_name()))?;
        }
    }
    Ok(())
}
