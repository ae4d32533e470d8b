//! The command as a person or a script meets it.

// Helpers outside test functions may unwrap too: this is a test.
#![allow(clippy::unwrap_used)]

use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use unicode_width::UnicodeWidthStr as _;

fn seed() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../seeds/000_d4b3ecc00157c7f9.txt")
}

fn gongwen(args: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_gongwen")).args(args).env("COLUMNS", "100").output().unwrap()
}

fn with_input(args: &[&str], input: &[u8]) -> Output {
    let mut child = Command::new(env!("CARGO_BIN_EXE_gongwen"))
        .args(args)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    child.stdin.take().unwrap().write_all(input).unwrap();
    child.wait_with_output().unwrap()
}

fn text(bytes: &[u8]) -> &str {
    std::str::from_utf8(bytes).unwrap()
}

fn temporary(name: &str, bytes: &[u8]) -> PathBuf {
    let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    std::fs::write(&path, bytes).unwrap();
    path
}

#[test]
fn a_tree_is_the_default_and_counts_stand_at_its_end() {
    let output = gongwen(&["parse", seed().to_str().unwrap()]);
    assert_eq!(output.status.code(), Some(0));
    let tree = text(&output.stdout);
    assert!(tree.contains("10 sentences joined across pages"), "{tree}");
    assert!(tree.contains("14 sections, 14 issues, 53 measures; "), "{tree}");
    for count in [" metrics, ", " dates, ", " citations, ", " actions; "] {
        assert!(tree.contains(count), "{count}: {tree}");
    }
    assert!(tree.contains("100% of"));
    assert!(!tree.contains('\u{1b}'), "no colour off a terminal");
    let nodes = || tree.lines().filter(|line| !line.contains(" sections, "));
    assert!(nodes().all(|line| line.width() <= 100), "lines fit");
    let colored = gongwen(&["parse", seed().to_str().unwrap(), "--color", "always"]);
    assert!(text(&colored.stdout).contains('\u{1b}'));
}

#[test]
fn json_markdown_and_schema_are_what_they_say() {
    let json = gongwen(&["parse", seed().to_str().unwrap(), "--to", "json"]);
    let document: serde_json::Value = serde_json::from_slice(&json.stdout).unwrap();
    assert_eq!(document["schema_version"], "1");
    assert_eq!(document["source"]["encoding"], "UTF-8");
    assert!(document["source"]["name"].as_str().unwrap().ends_with("000_d4b3ecc00157c7f9.txt"));
    let markdown = gongwen(&["parse", seed().to_str().unwrap(), "--to", "markdown"]);
    assert!(text(&markdown.stdout).starts_with("# 中共新乡市交通运输局党组关于"));
    let schema: serde_json::Value = serde_json::from_slice(&gongwen(&["schema"]).stdout).unwrap();
    assert!(schema["$schema"].is_string());
}

#[test]
fn standard_input_and_output_files_work() {
    let output = with_input(&["parse", "-", "--to", "markdown"], "#### 一、工作情况\n\n内容。\n".as_bytes());
    assert_eq!(text(&output.stdout), "## 一、工作情况\n\n内容。\n");
    let path = temporary("out.json", b"");
    let output = gongwen(&["parse", seed().to_str().unwrap(), "--to", "json", "-o", path.to_str().unwrap()]);
    assert_eq!((output.status.code(), output.stdout.len()), (Some(0), 0));
    assert!(std::fs::metadata(path).unwrap().len() > 10_000);
    let output = gongwen(&["parse", seed().to_str().unwrap(), "-o", "/no/such/folder/x"]);
    assert_eq!(output.status.code(), Some(3));
}

#[test]
fn unreadable_input_is_exit_code_3_and_named() {
    let picture = temporary("a.png", b"\x89PNG\r\n\x1a\n");
    let zip = temporary("a.docx", b"PK\x03\x04rest");
    let scan = fixture("scan/scan.pdf");
    let folder = env!("CARGO_TARGET_TMPDIR");
    let cases = [
        ("/no/such/file.txt", "no such file"),
        (folder, "directory"),
        (picture.to_str().unwrap(), "PNG"),
        (zip.to_str().unwrap(), "damaged docx"),
        (&scan, "no text layer on page"),
    ];
    for (path, told) in cases {
        let output = gongwen(&["parse", path]);
        let message = text(&output.stderr);
        assert_eq!(output.status.code(), Some(3), "{path}");
        assert!(
            message.starts_with("gongwen: ") && message.contains(path) && message.contains(told),
            "{message}"
        );
    }
    let output = gongwen(&["parse", seed().to_str().unwrap(), "--max-bytes", "100"]);
    assert_eq!(output.status.code(), Some(3));
    assert!(text(&output.stderr).contains("more than 100 bytes"));
}

/// A file of `fixtures/formats`.
fn fixture(file: &str) -> String {
    format!("{}/../../fixtures/formats/{file}", env!("CARGO_MANIFEST_DIR"))
}

#[test]
fn files_of_every_format_are_parsed() {
    for file in [
        "short.docx",
        "short.doc",
        "short.wps",
        "short.odt",
        "short.rtf",
        "short.html",
        "short.xlsx",
        "short.pdf",
        "short.ofd",
        "short.csv",
    ] {
        let output = gongwen(&["parse", &fixture(&format!("short/{file}"))]);
        assert_eq!(output.status.code(), Some(0), "{file}: {}", text(&output.stderr));
        let shown = text(&output.stdout);
        assert!(shown.contains("学习不深入") || shown.contains("召开党组会6次"), "{file}: {shown}");
    }
    let output =
        gongwen(&["parse", &fixture("short/short-gb18030.txt"), "--to", "json", "--encoding", "gbk"]);
    let document: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(document["source"]["encoding"], "gb18030");
    assert_eq!(document["source"]["encoding_reason"], "option");
    let output = gongwen(&["parse", &fixture("short/short.pdf"), "--to", "json"]);
    let document: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(document["source"]["origins"][0]["page"], 1);
    let output = gongwen(&["parse", &fixture("short/short.csv"), "--encoding", "klingon"]);
    assert_eq!(output.status.code(), Some(2));
}

#[test]
fn an_archive_is_parsed_document_by_document() {
    let output = gongwen(&["parse", &fixture("bundle/bundle.tar.gz"), "--to", "json"]);
    let names: Vec<String> = text(&output.stdout)
        .lines()
        .map(|line| serde_json::from_str::<serde_json::Value>(line).unwrap()["source"]["name"].to_string())
        .collect();
    assert!(names.len() > 1 && names.iter().all(|name| name.contains("bundle.tar.gz!/")), "{names:?}");
    let output = gongwen(&["parse", &fixture("bundle/bundle.zip")]);
    assert!(text(&output.stdout).contains("整改情况汇总/"), "names in GBK are read");
    let bomb = gongwen(&["parse", &fixture("bundle/bundle.zip"), "--max-members", "1"]);
    assert_eq!(bomb.status.code(), Some(3));
    assert!(text(&bomb.stderr).contains("--max-members"), "{}", text(&bomb.stderr));
}

#[test]
fn formats_are_listed_with_the_limits() {
    let output = gongwen(&["formats"]);
    let shown = text(&output.stdout);
    for word in ["docx", "GB/T 33190-2016", "7z", "--max-unpacked-bytes", "pages"] {
        assert!(shown.contains(word), "{shown}");
    }
    let listed: serde_json::Value =
        serde_json::from_slice(&gongwen(&["formats", "--format", "json"]).stdout).unwrap();
    assert_eq!(listed["formats"][0]["name"], "markdown");
}

#[test]
fn an_empty_file_is_a_circular_of_nothing() {
    let path = temporary("empty.txt", b"");
    let output = gongwen(&["parse", path.to_str().unwrap()]);
    assert_eq!(output.status.code(), Some(0));
    assert!(text(&output.stdout).contains("0 sections, 0 issues, 0 measures"));
    assert_eq!(gongwen(&["check", path.to_str().unwrap()]).status.code(), Some(0));
}

#[test]
fn wrong_usage_is_exit_code_2() {
    assert_eq!(gongwen(&["parse"]).status.code(), Some(2));
    assert_eq!(gongwen(&["parse", "a", "--to", "pdf"]).status.code(), Some(2));
    let output = gongwen(&["explain", "no-such-code"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(text(&output.stderr).contains("ordinal-skipped"));
}

#[test]
fn check_puts_the_caret_under_full_width_text() {
    let path = temporary("caret.txt", "某局关于整改情况的通报\n\n一、学习情况(第一批)良好\n".as_bytes());
    let output = gongwen(&["check", path.to_str().unwrap(), "--min-severity", "warning"]);
    assert_eq!(output.status.code(), Some(1));
    let shown = text(&output.stdout);
    let lines: Vec<&str> = shown.lines().collect();
    let at = lines.iter().position(|line| line.contains("一、学习情况")).unwrap();
    let column = |line: &str, sign: char| line[..line.find(sign).unwrap()].width();
    assert_eq!(column(lines[at + 1], '^'), column(lines[at], '('), "{shown}");
    assert!(shown.contains("half-width-bracket"));
}

#[test]
fn check_shows_both_places_of_a_contradiction() {
    let source = "某局关于巡察整改情况的通报\n\n巡察组反馈的3个问题均已认领，建章立制9项，其中新建制度5项、修订制度3项。\n\n\
        一、整改落实情况\n\n1.关于学习不深入的问题。一是学。\n\n2.关于责任不实的问题。一是查。\n";
    let path = temporary("totals.txt", source.as_bytes());
    let output = gongwen(&["check", path.to_str().unwrap()]);
    let shown = text(&output.stdout);
    let lines: Vec<&str> = shown.lines().collect();
    let column = |line: &str, sign: &str| line[..line.find(sign).unwrap()].width();
    let total = lines.iter().position(|line| line.contains("total-contradicted")).unwrap();
    let (line, marks) = (lines[total + 3], lines[total + 4]);
    assert_eq!(column(marks, "^"), column(line, "9项"), "{shown}");
    assert_eq!(column(marks, "-"), column(line, "5项"), "{shown}");
    // The other place of a count of issues is in another line.
    let count = lines.iter().position(|line| line.contains("issue-count")).unwrap();
    let rest = lines[count..].join("\n");
    assert!(rest.contains("均已认领") && rest.contains("责任不实"), "{shown}");
    let output = gongwen(&["check", path.to_str().unwrap(), "--format", "json"]);
    let found: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    let list = found["diagnostics"].as_array().unwrap();
    let count = list.iter().find(|d| d["code"] == "issue-count").unwrap();
    let place = &count["related"][0];
    let [start, end] =
        ["start", "end"].map(|key| usize::try_from(place["span"][key].as_u64().unwrap()).unwrap());
    assert_eq!((&source[start..end], place["line"].as_u64()), ("责任不实", Some(9)));
}

#[test]
fn check_shows_long_lines_short_and_json_in_full() {
    let long =
        format!("某局关于整改情况的通报\n\n{}思想 and 精神{}。\n", "整改，".repeat(300), "落实".repeat(300));
    let path = temporary("long.txt", long.as_bytes());
    let output = gongwen(&["check", path.to_str().unwrap()]);
    assert!(text(&output.stdout).lines().all(|line| line.width() <= 260), "{}", text(&output.stdout));
    let output = gongwen(&["check", path.to_str().unwrap(), "--format", "json"]);
    let found: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    let stray = found["diagnostics"].as_array().unwrap().iter().find(|d| d["code"] == "stray-latin").unwrap();
    assert_eq!((stray["line"].as_u64(), stray["column"].as_u64()), (Some(3), Some(904)));
    let clean = temporary(
        "clean.md",
        "# 某局关于整改情况的通报\n\n## 一、整改落实情况\n\n### 1.关于学习不深入的问题\n\n一是学。二是用。\n"
            .as_bytes(),
    );
    assert_eq!(gongwen(&["check", clean.to_str().unwrap()]).status.code(), Some(0));
}

#[test]
fn codes_are_explained_and_completions_written() {
    let listed = gongwen(&["explain"]);
    assert!(text(&listed.stdout).contains("unclosed-quote"));
    let explained = gongwen(&["explain", "stray-latin"]);
    assert!(text(&explained.stdout).contains("Found in:") && text(&explained.stdout).contains("Not in:"));
    assert!(text(&gongwen(&["completions", "bash"]).stdout).contains("gongwen"));
}

#[test]
fn figures_are_marked_and_facts_stand_under_their_leaf() {
    let source = "某局关于整改情况的通报\n\n一、整改落实情况\n\n（一）党的建设情况\n\n1.关于学习不深入的问题\n\n\
                  一是2025年7月召开党组会7次，通报批评2人。二是学\u{1b}习《办法》。\n";
    let plain = with_input(&["parse", "-", "--width", "100"], source.as_bytes());
    let tree = text(&plain.stdout);
    assert!(!tree.contains('\u{1b}'), "a control character of the source does not reach the terminal");
    let lines: Vec<&str> = tree.lines().collect();
    let at = lines.iter().position(|line| line.contains("召开党组会")).unwrap();
    let told = lines[at + 1].trim_start();
    assert_eq!(told, "2025-07-01 – 2025-07-31 · 党组会 7次 · 通报批评 2人");
    let column = |line: &str, word: &str| line[..line.find(word).unwrap()].width();
    assert_eq!(column(lines[at + 1], told), column(lines[at], "2025年"), "{tree}");
    assert!(tree.contains("1 metrics, 1 dates, 1 citations, 1 actions; "), "{tree}");
    let colored = with_input(&["parse", "-", "--width", "100", "--color", "always"], source.as_bytes());
    let colored = text(&colored.stdout);
    assert!(colored.contains("\u{1b}[35m7次\u{1b}[0m"), "{colored:?}");
    let mut bare = String::new();
    for (index, piece) in colored.split('\u{1b}').enumerate() {
        bare.push_str(if index == 0 { piece } else { piece.split_once('m').unwrap().1 });
    }
    assert_eq!(bare, tree, "colours change no character");
}

/// Each line of the output as JSON.
fn facts(output: &Output) -> Vec<serde_json::Value> {
    assert_eq!(output.status.code(), Some(0), "{}", text(&output.stderr));
    text(&output.stdout).lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

#[test]
fn facts_of_a_circular_are_those_of_its_document_and_name_their_node() {
    let found = facts(&gongwen(&["facts", seed().to_str().unwrap()]));
    let json = gongwen(&["parse", seed().to_str().unwrap(), "--to", "json"]);
    let document: serde_json::Value = serde_json::from_slice(&json.stdout).unwrap();
    for kind in ["metric", "date", "citation", "action", "term"] {
        let ours: Vec<serde_json::Value> = (found.iter().filter(|fact| fact["type"] == kind).cloned())
            .map(|mut fact| {
                fact.as_object_mut().unwrap().remove("type");
                fact
            })
            .collect();
        assert_eq!(ours.as_slice(), document["facts"][format!("{kind}s")].as_array().unwrap(), "{kind}");
    }
    assert!(found.iter().any(|fact| fact["type"] == "metric" && fact["node"].is_string()));
}

#[test]
fn facts_of_any_other_text_are_read_line_by_line() {
    let lines = "本单位开展检查7次\n新增党员约12人\n今年印发《办法》\n".repeat(500);
    let output = with_input(&["facts", "-", "--reference-date", "2026-03-11"], lines.as_bytes());
    let found = facts(&output);
    let of = |kind: &str| found.iter().filter(|fact| fact["type"] == kind).count();
    assert_eq!((of("metric"), of("date"), of("citation")), (1000, 500, 500));
    for fact in &found {
        assert!(fact["node"].is_null());
        let place = |end: &str| usize::try_from(fact["spans"][0][end].as_u64().unwrap()).unwrap();
        assert_eq!(&lines[place("start")..place("end")], fact["text"].as_str().unwrap());
    }
    let date = found.iter().find(|fact| fact["type"] == "date").unwrap();
    assert_eq!((&date["start"], &date["end"]), (&"2026-01-01".into(), &"2026-12-31".into()));
    let undated = facts(&with_input(&["facts", "-"], "今年开展检查7次".as_bytes()));
    assert!(undated.iter().all(|fact| fact["type"] != "date"));
    assert_eq!(facts(&with_input(&["facts", "-"], b"")), Vec::<serde_json::Value>::new());
}

#[test]
fn facts_fail_as_parse_does() {
    assert_eq!(gongwen(&["facts"]).status.code(), Some(2));
    assert_eq!(gongwen(&["facts", "-", "--reference-date", "2026-02-30"]).status.code(), Some(2));
    let output = gongwen(&["facts", "/no/such/file.txt"]);
    assert_eq!(output.status.code(), Some(3));
    assert!(text(&output.stderr).contains("no such file"));
    assert_eq!(gongwen(&["facts", seed().to_str().unwrap(), "--max-bytes", "100"]).status.code(), Some(3));
}

#[test]
fn the_schema_describes_facts_too() {
    let schema =
        |of: &str| -> serde_json::Value { serde_json::from_slice(&gongwen(&["schema", of]).stdout).unwrap() };
    assert!(schema("document")["$defs"]["Metric"]["properties"]["canonical_value"].is_object());
    assert!(schema("extraction")["properties"]["facts"].is_object());
    assert!(schema("fact")["oneOf"].as_array().is_some_and(|kinds| kinds.len() == 5));
}

#[test]
fn a_closed_pipe_is_no_error() {
    let source = "一、工作情况\n\n内容，开展检查7次。\n\n".repeat(20_000);
    let path = temporary("big.txt", source.as_bytes());
    for args in
        [&["parse", path.to_str().unwrap(), "--to", "json"][..], &["facts", path.to_str().unwrap()][..]]
    {
        let mut child = Command::new(env!("CARGO_BIN_EXE_gongwen"))
            .args(args)
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        drop(child.stdout.take());
        let output = child.wait_with_output().unwrap();
        assert_eq!((output.status.code(), text(&output.stderr)), (Some(0), ""), "{args:?}");
    }
}
