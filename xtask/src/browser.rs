//! The browser that the tests of the viewer drive, and a font with Chinese characters for it.

use std::path::Path;
use std::process::Command;

use crate::Outcome;
use crate::venv::step;

/// Where Debian's packages put it, and where the tests look for it.
const CHROMIUM: &str = "/usr/bin/chromium";
const FONT: &str = "/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc";

/// Installs both where they are missing, by the package manager of Debian and its kin.
pub(crate) fn install() -> Outcome {
    if Path::new(CHROMIUM).exists() && Path::new(FONT).exists() {
        return Ok(());
    }
    let apt = |arguments: &[&str]| step(apt_get().args(arguments).env("DEBIAN_FRONTEND", "noninteractive"));
    apt(&["update", "-q"])
        .and_then(|()| apt(&["install", "-y", "-q", "--no-install-recommends", "chromium", "fonts-noto-cjk"]))
        .map_err(|error| {
            format!("{error}; the tests of the viewer need {CHROMIUM} and a Chinese font: install them")
        })
}

/// As root, or as somebody who may become root without a question.
fn apt_get() -> Command {
    let root = Command::new("id").arg("-u").output().is_ok_and(|found| found.stdout.trim_ascii() == b"0");
    if root {
        return Command::new("apt-get");
    }
    let mut command = Command::new("sudo");
    command.args(["-n", "apt-get"]);
    command
}
