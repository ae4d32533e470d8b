//! Commands, and virtual environments of Python to run them in.

use std::path::{Path, PathBuf};
use std::process::{Command, ExitStatus};

use crate::{Outcome, root};

/// A virtual environment, made anew.
pub(crate) struct Venv {
    pub(crate) folder: PathBuf,
    pub(crate) python: PathBuf,
}

impl Venv {
    /// Makes one where there may have been another. `$PYTHON` names the interpreter.
    pub(crate) fn new(folder: &Path) -> Result<Self, String> {
        remove(folder)?;
        let found = std::env::var("PYTHON").unwrap_or_else(|_| "python3".to_owned());
        step(Command::new(found).args(["-m", "venv"]).arg(folder)).map_err(|error| {
            format!("{error}; Python 3.10 or later with the venv module is needed ($PYTHON names one)")
        })?;
        let python = folder.join(if cfg!(windows) { "Scripts" } else { "bin" }).join("python");
        Ok(Self { folder: folder.to_owned(), python })
    }

    pub(crate) fn install(&self, what: &[&str]) -> Outcome {
        step(self.run(&["pip", "install", "--quiet"]).args(what))
    }

    /// A module of it as a command, with its arguments.
    pub(crate) fn run(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(&self.python);
        command.arg("-m").args(arguments).current_dir(root());
        command
    }
}

/// Removes a folder that may not be there.
pub(crate) fn remove(folder: &Path) -> Outcome {
    match std::fs::remove_dir_all(folder) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
            Err(format!("{}: {error}", folder.display()))
        }
        _ => Ok(()),
    }
}

/// The file of an extension that a tool has made in a folder of its own.
pub(crate) fn only_file(folder: &Path, extension: &str) -> Result<String, String> {
    let entries = std::fs::read_dir(folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    entries
        .filter_map(Result::ok)
        .map(|entry| entry.path())
        .find(|path| path.extension().is_some_and(|found| found == extension))
        .map(|path| path.display().to_string())
        .ok_or_else(|| format!("{}: no {extension} was made", folder.display()))
}

/// Runs one command in the workspace, its output as it comes.
pub(crate) fn step(command: &mut Command) -> Outcome {
    if command.get_current_dir().is_none() {
        command.current_dir(root());
    }
    let shown = std::iter::once(command.get_program())
        .chain(command.get_args())
        .map(|part| part.to_string_lossy())
        .collect::<Vec<_>>()
        .join(" ");
    println!("+ {shown}");
    told(&shown, command.status())
}

fn told(shown: &str, status: std::io::Result<ExitStatus>) -> Outcome {
    match status {
        Ok(status) if status.success() => Ok(()),
        Ok(status) => Err(format!("{shown}: {status}")),
        Err(error) => Err(format!("{shown}: {error}")),
    }
}
