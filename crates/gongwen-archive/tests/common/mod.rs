//! A small archive to convert.

#![allow(dead_code, unreachable_pub, reason = "each test file uses its part of this one")]

use std::path::{Path, PathBuf};

use gongwen_archive::{Options, OutputFormat, convert};
use tempfile::TempDir;

pub fn circular(number: usize) -> String {
    format!(
        "某县第{number}局党组关于巡察整改情况的通报\n\n一、整改落实情况\n\n1.关于“学习不深入”问题\n\n\
         整改情况：一是组织学习{number}次。二是制定制度3项。\n\n2026年3月1日\n"
    )
}

pub struct Archive {
    pub root: TempDir,
}

impl Archive {
    pub fn new(documents: usize) -> Self {
        let archive = Self { root: TempDir::new().expect("a folder") };
        std::fs::create_dir(archive.input()).expect("a folder");
        (1..=documents).for_each(|number| archive.write(&format!("{number:03}.txt"), &circular(number)));
        archive
    }

    pub fn input(&self) -> PathBuf {
        self.root.path().join("in")
    }

    pub fn out(&self) -> PathBuf {
        self.root.path().join("out")
    }

    pub fn write(&self, name: &str, text: &str) {
        std::fs::write(self.input().join(name), text).expect("a file");
    }

    pub fn convert(&self, options: &Options) -> gongwen_archive::Summary {
        convert(&[self.input()], &self.out(), options, &mut |_| ()).expect("an output")
    }
}

pub fn csv() -> Options {
    Options { formats: vec![OutputFormat::Csv], part_rows: 40, ..Options::default() }
}

/// The lines of a table of all parts, in the order of the parts, without headers.
pub fn rows(out: &Path, table: &str) -> Vec<String> {
    let mut parts: Vec<PathBuf> = std::fs::read_dir(out)
        .expect("an output")
        .map(|entry| entry.expect("an entry").path())
        .filter(|path| path.file_name().is_some_and(|name| name.to_string_lossy().starts_with("part-")))
        .collect();
    parts.sort();
    let read = |part: PathBuf| std::fs::read_to_string(part.join(format!("{table}.csv"))).expect("a table");
    parts
        .into_iter()
        .flat_map(|part| read(part).lines().skip(1).map(str::to_owned).collect::<Vec<_>>())
        .collect()
}
