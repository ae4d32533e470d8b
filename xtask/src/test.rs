//! Every test of the project, from a machine that has only Rust, Python and the registries.

use std::path::Path;
use std::process::Command;

use crate::{Outcome, docs, root};

#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// Rust tests alone
    #[arg(long, conflicts_with = "python_only")]
    rust_only: bool,
    /// Python tests alone
    #[arg(long)]
    python_only: bool,
}

pub(crate) fn run(args: &Args) -> Outcome {
    if !args.python_only {
        rust()?;
    }
    if !args.rust_only {
        python()?;
    }
    Ok(())
}

fn rust() -> Outcome {
    // The binding links Python and has its tests there.
    step(Command::new("cargo").args(["test", "--workspace", "--exclude", "gongwen-python"]))?;
    docs::run(&docs::Args { check: true })
}

fn python() -> Outcome {
    let target = root().join("target");
    let venv = target.join("python-test");
    let wheels = target.join("wheels");
    for folder in [&venv, &wheels] {
        if folder.exists() {
            std::fs::remove_dir_all(folder).map_err(|error| format!("{}: {error}", folder.display()))?;
        }
    }
    let found = std::env::var("PYTHON").unwrap_or_else(|_| "python3".to_owned());
    step(Command::new(found).args(["-m", "venv"]).arg(&venv)).map_err(|error| {
        format!("{error}; Python 3.10 or later with the venv module is needed ($PYTHON names one)")
    })?;
    let bin = venv.join(if cfg!(windows) { "Scripts" } else { "bin" });
    let python = bin.join("python");
    let pip =
        |args: &[&str]| step(Command::new(&python).args(["-m", "pip", "install", "--quiet"]).args(args));
    pip(&["maturin>=1.16,<2"])?;
    // A target folder of its own: it must not wait for the lock of the cargo that runs this.
    step(
        Command::new(&python)
            .args(["-m", "maturin", "build", "--release", "--interpreter"])
            .arg(&python)
            .arg("--out")
            .arg(&wheels)
            .env("CARGO_TARGET_DIR", target.join("wheel"))
            // What is published is optimised across crates, which takes minutes and changes no result.
            .env("CARGO_PROFILE_RELEASE_LTO", "off")
            .env("CARGO_PROFILE_RELEASE_CODEGEN_UNITS", "16"),
    )?;
    let wheel = only_wheel(&wheels)?;
    pip(&[&format!("{wheel}[test]")])?;
    step(Command::new(&python).args(["-m", "pytest", "tests/python"]))?;
    // From elsewhere, so that the package is the one that is installed.
    let stubtest = ["-m", "mypy.stubtest", "gongwen", "--mypy-config-file"];
    step(Command::new(&python).args(stubtest).arg(root().join("pyproject.toml")).current_dir(&venv))?;
    step(Command::new(&python).args(["-m", "mypy", "tests/python"]))?;
    step(Command::new(&python).args(["-m", "ruff", "check", "python", "tests", "examples"]))?;
    step(Command::new(&python).args(["-m", "ruff", "format", "--check", "python", "tests", "examples"]))
}

fn only_wheel(folder: &Path) -> Result<String, String> {
    let entries = std::fs::read_dir(folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    entries
        .filter_map(Result::ok)
        .map(|entry| entry.path())
        .find(|path| path.extension().is_some_and(|extension| extension == "whl"))
        .map(|path| path.display().to_string())
        .ok_or_else(|| format!("{}: no wheel was built", folder.display()))
}

/// Runs one command in the workspace, its output as it comes.
fn step(command: &mut Command) -> Outcome {
    if command.get_current_dir().is_none() {
        command.current_dir(root());
    }
    let shown = std::iter::once(command.get_program())
        .chain(command.get_args())
        .map(|part| part.to_string_lossy())
        .collect::<Vec<_>>()
        .join(" ");
    println!("+ {shown}");
    match command.status() {
        Ok(status) if status.success() => Ok(()),
        Ok(status) => Err(format!("{shown}: {status}")),
        Err(error) => Err(format!("{shown}: {error}")),
    }
}
