//! Every test of the project, from a machine that has only Rust, Python and the registries.

use std::process::Command;

use crate::venv::{Venv, only_file, remove, step};
use crate::{Outcome, browser, docs, root};

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
    // It comes over the network, while the compiler has the processors.
    let browser = std::thread::spawn({
        let wanted = !args.rust_only;
        move || if wanted { browser::install() } else { Ok(()) }
    });
    if !args.python_only {
        rust()?;
    }
    browser.join().map_err(|_| "the installation of the browser panicked".to_owned())??;
    if !args.rust_only {
        python()?;
    }
    Ok(())
}

fn rust() -> Outcome {
    // With the binding, of which nothing is tested here: so that its libraries have the features that it asks of them, and
    // are not built again for the wheel.
    step(Command::new("cargo").args(["test", "--workspace"]))?;
    docs::run(&docs::Args { check: true })
}

fn python() -> Outcome {
    let target = root().join("target");
    let venv = Venv::new(&target.join("python-test"))?;
    let wheels = target.join("wheels-test");
    remove(&wheels)?;
    venv.install(&["maturin>=1.16,<2"])?;
    // As a development build, from the libraries of the Rust tests. What is published is optimised across crates, which takes
    // minutes and changes no result: `cargo xtask wheel`.
    step(venv.run(&["maturin", "build", "--interpreter"]).arg(&venv.python).arg("--out").arg(&wheels))?;
    let wheel = only_file(&wheels, "whl")?;
    venv.install(&[&format!("{wheel}[test]")])?;
    step(&mut venv.run(&["pytest", "tests/python"]))?;
    // From elsewhere, so that the package is the one that is installed.
    let mut stubtest = venv.run(&["mypy.stubtest", "gongwen", "--mypy-config-file"]);
    stubtest
        .arg(root().join("pyproject.toml"))
        .arg("--allowlist")
        .arg(root().join("python/stubtest-allow.txt"));
    step(stubtest.current_dir(&venv.folder))?;
    step(&mut venv.run(&["mypy", "tests/python", "examples", "python/notebooks"]))?;
    step(&mut venv.run(&["ruff", "check", "python", "tests", "examples"]))?;
    step(&mut venv.run(&["ruff", "format", "--check", "python", "tests", "examples"]))
}
