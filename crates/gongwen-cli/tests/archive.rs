//! Archives from the shell: views, questions and reports, and a disk that is full.

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use tempfile::TempDir;

fn write_inputs(folder: &Path) {
    std::fs::create_dir(folder).expect("a folder");
    for number in 1..=6 {
        let text = format!(
            "某县第{number}局党组关于巡察整改情况的通报\n\n一、反馈问题整改情况\n\n1.关于“公务接待不规范”问题\n\n\
             整改情况：一是修订《公务接待管理办法》，排查问题{number}个。二是诫勉2人。\n整改时限：2025年6月底前\n\n2026年3月1日\n"
        );
        std::fs::write(folder.join(format!("{number}.txt")), text).expect("a file");
    }
    std::fs::copy(folder.join("1.txt"), folder.join("copy.txt")).expect("a file");
}

fn gongwen(args: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_gongwen"))
        .args(args)
        .env("COLUMNS", "100")
        .output()
        .expect("the command")
}

fn stdout(output: &Output) -> &str {
    std::str::from_utf8(&output.stdout).expect("UTF-8")
}

/// An archive converted to `formats`.
fn converted(formats: &str) -> (TempDir, PathBuf) {
    let root = TempDir::new().expect("a folder");
    let (input, out) = (root.path().join("in"), root.path().join("out"));
    write_inputs(&input);
    let args =
        ["convert", input.to_str().expect("UTF-8"), "-o", out.to_str().expect("UTF-8"), "--to", formats];
    let output = gongwen(&args);
    assert_eq!(output.status.code(), Some(0), "{output:?}");
    (root, out)
}

fn ask(out: &Path, args: &[&str]) -> Output {
    let (first, rest) = args.split_first().expect("a command");
    gongwen(&[&[*first, out.to_str().expect("UTF-8")], rest].concat())
}

#[test]
fn a_question_is_answered_in_every_format() {
    for formats in ["parquet", "sqlite,xlsx"] {
        let (_root, out) = converted(formats);
        let sql = "SELECT subject, count(*) AS n, sum(value) AS total, target FROM metrics GROUP BY 1";
        let table = ask(&out, &["query", sql]);
        assert!(stdout(&table).contains("│ 问题    ┆ 6 ┆    21 ┆  false │"), "{}", stdout(&table));
        let csv = ask(&out, &["query", sql, "--format", "csv"]);
        assert_eq!(stdout(&csv), "subject,n,total,target\n问题,6,21,false\n");
        let json: serde_json::Value =
            serde_json::from_slice(&ask(&out, &["query", sql, "--format", "json"]).stdout).expect("JSON");
        assert_eq!(json, serde_json::json!([{"subject": "问题", "n": 6, "total": 21.0, "target": false}]));
    }
}

#[test]
fn words_are_found_by_query() {
    let (_root, out) = converted("parquet");
    let sql = "SELECT n.text FROM node_search s JOIN nodes n ON n.rowid = s.rowid WHERE node_search MATCH words('接待管理')";
    let rows = ask(&out, &["query", sql, "--format", "csv", "--limit", "2"]);
    assert_eq!(stdout(&rows).lines().count(), 3, "{}", stdout(&rows));
    assert!(stdout(&rows).contains("修订《公务接待管理办法》"));
    assert!(stdout(&ask(&out, &["query"])).contains("metrics (指标)\n    doc_id, id, node"));
}

#[test]
fn a_database_is_asked_by_its_own_name_and_bad_questions_are_told() {
    let (_root, out) = converted("sqlite");
    let file = out.join("gongwen.sqlite");
    let count = ask(&file, &["query", "SELECT count(*) AS n FROM issue_overview", "--format", "csv"]);
    assert_eq!(stdout(&count), "n\n6\n");
    let wrong = ask(&out, &["query", "SELECT nonsense FROM metrics"]);
    assert_eq!(wrong.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&wrong.stderr).contains("no such column: nonsense"), "{wrong:?}");
    let writes = ask(&out, &["query", "DELETE FROM metrics"]);
    assert_eq!(writes.status.code(), Some(2), "{writes:?}");
    let no_output = ask(&file.with_file_name("none"), &["query", "SELECT 1"]);
    assert_eq!(no_output.status.code(), Some(3), "{no_output:?}");
}

#[test]
fn reports_are_listed_and_each_is_answered() {
    let (_root, out) = converted("parquet");
    let list = ask(&out, &["report"]);
    let names: Vec<&str> = stdout(&list).lines().filter_map(|line| line.split_whitespace().next()).collect();
    assert!(names.len() >= 12, "{names:?}");
    for name in &names {
        let output = ask(&out, &["report", name, "--format", "json"]);
        assert_eq!(output.status.code(), Some(0), "{name}: {output:?}");
        serde_json::from_slice::<Vec<serde_json::Value>>(&output.stdout).expect("an array");
    }
    let rows = |name: &str, day: &str| {
        let output = ask(&out, &["report", name, "--day", day, "--format", "csv"]);
        stdout(&output).lines().count() - 1
    };
    assert_eq!(rows("overdue", "2025-06-30"), 0, "the deadline is that day");
    assert_eq!(rows("overdue", "2025-07-01"), 6);
    assert_eq!(rows("duplicates", "2025-07-01"), 1);
    assert_eq!(ask(&out, &["report", "nothing"]).status.code(), Some(2));
}

#[test]
fn captions_are_written_into_workbooks_where_asked_for() {
    let (root, out) = converted("xlsx");
    let input = root.path().join("in");
    let args = [
        "convert",
        input.to_str().expect("UTF-8"),
        "-o",
        out.to_str().expect("UTF-8"),
        "--to",
        "xlsx",
        "--captions",
    ];
    let before = std::fs::read(out.join("gongwen.xlsx")).expect("a workbook");
    assert_eq!(gongwen(&args).status.code(), Some(0));
    assert_ne!(std::fs::read(out.join("gongwen.xlsx")).expect("a workbook"), before);
}

/// A limit on the size of files stands for a disk that is full: a part with a large circular does not fit, others do.
#[cfg(unix)]
#[test]
fn what_a_full_disk_does_not_take_is_recorded_and_done_again_later() {
    let root = TempDir::new().expect("a folder");
    let (input, out) = (root.path().join("in"), root.path().join("out"));
    write_inputs(&input);
    let measures: String =
        (0..3000).map(|at: u64| format!("（{at}）排查问题{}个。\n\n", at * at * 7919 % 100_003)).collect();
    let large =
        format!("某县审计局关于整改情况的通报\n\n一、整改情况\n\n1.关于问题\n\n整改情况：\n\n{measures}");
    std::fs::write(input.join("3-large.txt"), large).expect("a file");
    let command = format!(
        "ulimit -f 64; trap '' XFSZ; exec '{}' convert '{}' -o '{}' --part-rows 1 --jobs 1",
        env!("CARGO_BIN_EXE_gongwen"),
        input.display(),
        out.display()
    );
    for number in 7..40 {
        let text =
            format!("某县第{number}局党组关于巡察整改情况的通报\n\n一、整改情况\n\n排查问题{number}个。\n");
        std::fs::write(input.join(format!("{number}.txt")), text).expect("a file");
    }
    let run = Command::new("bash").args(["-c", &command]).output().expect("bash");
    assert_eq!(run.status.code(), Some(1), "{run:?}");
    let failed = ask(
        &out,
        &["query", "SELECT stage, code, path FROM errors WHERE path LIKE '%3-large.txt'", "--format", "csv"],
    );
    assert!(stdout(&failed).contains("write,output,"), "{failed:?}");
    let count =
        |sql: &str| stdout(&ask(&out, &["query", sql, "--format", "csv"])).lines().nth(1).map(str::to_owned);
    let documents = count("SELECT count(*) FROM documents").and_then(|count| count.parse::<usize>().ok());
    assert!(documents.is_some_and(|count| (20..40).contains(&count)), "the run went on: {documents:?}");
    let status = ask(&out, &["status"]);
    assert_eq!(status.status.code(), Some(1), "{status:?}");
    // There is room again.
    assert_eq!(ask(&out, &["retry"]).status.code(), Some(0));
    assert_eq!(count("SELECT count(*) FROM documents").as_deref(), Some("40"));
    assert_eq!(count("SELECT count(*) FROM errors").as_deref(), Some("0"));
    assert_eq!(count("SELECT count(*) FROM sources WHERE duplicate").as_deref(), Some("1"));
}

#[test]
fn regression_an_encoding_that_does_not_exist_is_told_before_anything_is_written() {
    let root = TempDir::new().expect("a folder");
    let (input, out) = (root.path().join("in"), root.path().join("out"));
    write_inputs(&input);
    let paths = [input.to_str().expect("UTF-8"), "-o", out.to_str().expect("UTF-8")];
    let refused = gongwen(&[&["convert"], &paths[..], &["--encoding", "nonsense"]].concat());
    assert_eq!(refused.status.code(), Some(2), "{refused:?}");
    assert!(!out.exists());
    std::fs::write(input.join("broken.docx"), "PK\u{3}\u{4}").expect("a file");
    let failed = gongwen(&[&["convert"], &paths[..]].concat());
    assert_eq!(failed.status.code(), Some(1));
    let told = String::from_utf8_lossy(&failed.stderr);
    assert!(told.contains(&format!("`gongwen retry {}` converts them again", out.display())), "{told}");
}

#[test]
fn regression_parts_with_relative_paths_are_made_again_from_their_own_folder_alone() {
    let root = TempDir::new().expect("a folder");
    let elsewhere = TempDir::new().expect("a folder");
    write_inputs(&root.path().join("in"));
    std::fs::write(root.path().join("in/broken.docx"), "PK\u{3}\u{4}").expect("a file");
    let out = root.path().join("out");
    let run = |folder: &Path, first: &[&str]| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_gongwen"));
        command.args(first).args(["--part-rows", "1"]).current_dir(folder).output().expect("the command")
    };
    let place = out.to_str().expect("UTF-8");
    assert_eq!(run(root.path(), &["convert", "in", "-o", place]).status.code(), Some(1));
    let count = || {
        let answer = ask(&out, &["query", "SELECT count(*) FROM documents", "--format", "csv"]);
        stdout(&answer).lines().nth(1).map(str::to_owned)
    };
    let refused = run(elsewhere.path(), &["retry", place]);
    assert_eq!(refused.status.code(), Some(3), "{refused:?}");
    assert!(String::from_utf8_lossy(&refused.stderr).contains("from where its paths begin; run there"));
    // Files of the same names, and others.
    std::fs::create_dir(elsewhere.path().join("in")).expect("a folder");
    std::fs::write(elsewhere.path().join("in/2.txt"), "另一份通报\n").expect("a file");
    let refused = run(elsewhere.path(), &["convert", "in", "-o", place]);
    assert_eq!(refused.status.code(), Some(3), "{refused:?}");
    assert_eq!(count().as_deref(), Some("6"));
    std::fs::copy(root.path().join("in/1.txt"), root.path().join("in/broken.docx")).expect("a file");
    assert_eq!(run(root.path(), &["retry", place]).status.code(), Some(0));
    assert_eq!(count().as_deref(), Some("6"));
}

/// Names of Chinese Windows, unpacked without a word of their encoding.
#[cfg(target_os = "linux")]
#[test]
fn regression_file_names_that_are_not_utf8_are_told_apart_and_found_again() {
    use std::io::Write as _;
    use std::os::unix::ffi::OsStrExt as _;
    let root = TempDir::new().expect("a folder");
    let (input, out) = (root.path().join("in"), root.path().join("out"));
    write_inputs(&input);
    let named = |name: &[u8]| input.join(std::ffi::OsStr::from_bytes(name));
    std::fs::rename(input.join("1.txt"), named(b"\xcd\xc8.txt")).expect("a file");
    std::fs::rename(input.join("2.txt"), named(b"\xb1\xa8.txt")).expect("a file");
    let place = out.to_str().expect("UTF-8");
    let list = || {
        let mut command = Command::new(env!("CARGO_BIN_EXE_gongwen"));
        let command = command.args(["convert", "-", "-o", place]).stdin(std::process::Stdio::piped());
        let mut run = command.stdout(std::process::Stdio::null()).spawn().expect("the command");
        let mut lines = run.stdin.take().expect("a pipe");
        for entry in std::fs::read_dir(&input).expect("a folder") {
            lines.write_all(entry.expect("an entry").path().as_os_str().as_bytes()).expect("a line");
            lines.write_all(b"\n").expect("a line");
        }
        drop(lines);
        assert_eq!(run.wait().expect("an end").code(), Some(0));
    };
    let count = |sql: &str| {
        let answer = ask(&out, &["query", sql, "--format", "csv"]);
        stdout(&answer).lines().nth(1).map(str::to_owned)
    };
    list();
    assert_eq!(count("SELECT count(DISTINCT path) FROM sources").as_deref(), Some("7"));
    assert_eq!(count("SELECT count(*) FROM sources WHERE path LIKE '%\\xb1\\xa8.txt'").as_deref(), Some("1"));
    // The part is made again, with all its files.
    let changed = std::fs::read_to_string(input.join("3.txt")).expect("a file").replace("第3局", "第33局");
    std::fs::write(input.join("3.txt"), changed).expect("a file");
    assert_eq!(
        gongwen(&["convert", input.join("3.txt").to_str().expect("UTF-8"), "-o", place]).status.code(),
        Some(0)
    );
    assert_eq!(count("SELECT count(*) FROM documents").as_deref(), Some("6"));
    list();
    assert_eq!(count("SELECT count(DISTINCT path) FROM sources").as_deref(), Some("7"));
}

#[test]
fn regression_columns_of_one_name_are_all_in_json() {
    let (_root, out) = converted("parquet");
    let answer = ask(&out, &["query", "SELECT 1 AS a, 2 AS a, 3 AS a_2", "--format", "json"]);
    let json: serde_json::Value = serde_json::from_slice(&answer.stdout).expect("JSON");
    assert_eq!(json, serde_json::json!([{"a": 1, "a_2": 2, "a_2_2": 3}]));
}

#[test]
fn regression_rows_that_are_missing_while_a_part_is_made_again_are_told() {
    let (_root, out) = converted("parquet");
    let whole = ask(&out, &["query", "SELECT 1"]);
    assert!(whole.stderr.is_empty(), "{whole:?}");
    // As a killed run leaves it.
    std::fs::create_dir(out.join(".work")).expect("a folder");
    std::fs::rename(out.join("part-00000"), out.join(".work/removed-00000")).expect("a part");
    let told = "a run is under way, or was stopped: 1 part is being made again, and its rows are missing";
    std::fs::create_dir(out.join("part-00001")).expect("a folder");
    for entry in std::fs::read_dir(out.join(".work/removed-00000")).expect("a part") {
        let path = entry.expect("an entry").path();
        std::fs::copy(&path, out.join("part-00001").join(path.file_name().expect("a name"))).expect("a file");
    }
    for args in [&["query", "SELECT 1"][..], &["report", "overdue"]] {
        let answer = ask(&out, args);
        assert_eq!(answer.status.code(), Some(0), "{answer:?}");
        assert!(String::from_utf8_lossy(&answer.stderr).contains(told), "{answer:?}");
    }
    assert!(stdout(&ask(&out, &["status"])).contains(told));
    let json: serde_json::Value =
        serde_json::from_slice(&ask(&out, &["status", "--format", "json"]).stdout).expect("JSON");
    assert_eq!(json["parts_again"], 1);
}
