//! What is published for Python: a wheel for this platform and a source distribution, made, measured and tried.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

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
    let path = path_with(&one_door(&root().join("target/wheel-linker"))?)?;
    let build = |arguments: &[&str]| {
        step(venv.run(&["maturin"]).args(arguments).arg("--out").arg(&out).env("PATH", &path))
    };
    build(&["build", "--release", "--strip", "--interpreter", &venv.python.display().to_string()])?;
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

/// Makes a `cc` that hands on to the real one, with one symbol to export from the module: the one that Python asks for. The
/// compiler exports besides what a dependency exports to C, and with it keeps all that is behind it: of `office_oxide`, of which
/// we read compound files, a writer of workbooks and slides, four megabytes in all. Equal functions are folded as well.
fn one_door(folder: &Path) -> Result<PathBuf, String> {
    let told = |error: std::io::Error| format!("{}: {error}", folder.display());
    std::fs::create_dir_all(folder).map_err(told)?;
    let path = std::env::var_os("PATH").unwrap_or_default();
    let real = std::env::split_paths(&path).map(|folder| folder.join("cc")).find(|cc| cc.is_file());
    let (true, Some(real)) = (cfg!(target_os = "linux"), real) else { return Ok(folder.to_owned()) };
    let script = format!(
        "#!/bin/sh\n\
         for argument in \"$@\"; do\n\
         case \"$argument\" in -Wl,--version-script=*)\n\
         script=\"${{argument#-Wl,--version-script=}}\"\n\
         if grep -q PyInit__native \"$script\"; then\n\
         printf '{{ global: PyInit__native; local: *; }};\\n' > \"$script\"\n\
         case \"$*\" in *lld*) set -- \"$@\" -Wl,--icf=all ;; esac\n\
         fi ;;\n\
         esac\n\
         done\n\
         exec '{}' \"$@\"\n",
        real.display()
    );
    let cc = folder.join("cc");
    std::fs::write(&cc, script).map_err(told)?;
    step(Command::new("chmod").arg("+x").arg(&cc))?;
    Ok(folder.to_owned())
}

fn path_with(folder: &Path) -> Result<std::ffi::OsString, String> {
    let path = std::env::var_os("PATH").unwrap_or_default();
    let all = std::iter::once(folder.to_owned()).chain(std::env::split_paths(&path));
    std::env::join_paths(all).map_err(|error| error.to_string())
}

/// Installs it, without anything else, and asks it for its command and for a parse.
fn tried(package: &str) -> Outcome {
    let venv = Venv::new(&root().join("target/wheel-try"))?;
    venv.install(&[package])?;
    let seed = root().join("seeds/000_d4b3ecc00157c7f9.txt");
    let command = venv.python.with_file_name("gongwen");
    step(Command::new(command).arg("parse").arg(&seed).stdout(Stdio::null()))?;
    let script = "import sys, time; start = time.perf_counter(); import gongwen; \
                  print(f'import {(time.perf_counter() - start) * 1000:.1f} ms', gongwen.read(sys.argv[1]))";
    step(Command::new(&venv.python).arg("-c").arg(script).arg(&seed))
}
