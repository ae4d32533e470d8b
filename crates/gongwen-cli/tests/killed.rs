//! A run that is killed at any moment leaves whole parts, and the next one ends with the tables of an undisturbed run.
#![cfg(unix)]

use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use gongwen_tables::Table;

const DOCUMENTS: usize = 400;
/// Kills of a run of the test; `cargo xtask kill` asks for more.
fn kills_wanted() -> u64 {
    std::env::var("GONGWEN_KILLS").ok().and_then(|kills| kills.parse().ok()).unwrap_or(30)
}
/// Runs that are killed, or end before, and then one that is left to end.
const KILLS_A_ROUND: u64 = 3;

fn write_inputs(folder: &Path) {
    std::fs::create_dir(folder).expect("a folder");
    for number in 0..DOCUMENTS {
        let measures: String = (1..20)
            .map(|at| format!("（{at}）印发《第{at}号办法》，整改问题{number}个，追缴资金{at}.5万元。\n\n"))
            .collect();
        let text = format!(
            "某县第{number}局党组关于巡察整改情况的通报\n\n一、整改落实情况\n\n1.关于“学习不深入”问题\n\n\
             整改情况：\n\n{measures}2026年3月1日\n"
        );
        // Every tenth is a copy of the one before.
        let text = if number % 10 == 9 {
            text.replace(&number.to_string(), &(number - 1).to_string())
        } else {
            text
        };
        std::fs::write(folder.join(format!("{number:04}.txt")), text).expect("a file");
    }
    std::fs::write(folder.join("broken.docx"), "PK\u{3}\u{4}").expect("a file");
}

fn start(input: &Path, out: &Path) -> Child {
    Command::new(env!("CARGO_BIN_EXE_gongwen"))
        .arg("convert")
        .arg(input)
        .arg("-o")
        .arg(out)
        .args(["--to", "csv,sqlite", "--part-rows", "2000"])
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .expect("the command")
}

/// The rows of all tables, sorted: parts end where a run was killed.
fn tables(out: &Path) -> Vec<(&'static str, Vec<String>)> {
    let parts: Vec<PathBuf> = std::fs::read_dir(out)
        .expect("an output")
        .map(|entry| entry.expect("an entry").path())
        .filter(|path| path.file_name().is_some_and(|name| name.to_string_lossy().starts_with("part-")))
        .collect();
    Table::ALL
        .iter()
        .map(|table| {
            let read = |part: &PathBuf| std::fs::read_to_string(part.join(format!("{}.csv", table.as_str())));
            let mut rows: Vec<String> = parts
                .iter()
                .flat_map(|part| {
                    let text = read(part).expect("a part has all tables");
                    text.lines().skip(1).map(str::to_owned).collect::<Vec<_>>()
                })
                .collect();
            rows.sort();
            (table.as_str(), rows)
        })
        .collect()
}

/// Rows of a table in the database beside the parts.
fn in_database(out: &Path, table: &str) -> usize {
    let answer = Command::new(env!("CARGO_BIN_EXE_gongwen"))
        .arg("query")
        .arg(out.join("gongwen.sqlite"))
        .args([&format!("SELECT count(*) AS n FROM {table}"), "--format", "csv"])
        .output()
        .expect("the command");
    let text = String::from_utf8(answer.stdout).expect("UTF-8");
    text.lines().nth(1).and_then(|count| count.parse().ok()).expect("a count")
}

#[test]
fn a_killed_run_is_taken_up_again() {
    let root = tempfile::TempDir::new().expect("a folder");
    let (input, whole) = (root.path().join("in"), root.path().join("whole"));
    write_inputs(&input);
    let started = Instant::now();
    let code = start(&input, &whole).wait().expect("a run").code();
    assert_eq!(code, Some(1), "one file is broken");
    let time = started.elapsed();
    let expected = tables(&whole);
    // splitmix64: other moments in each run of the test would make a failure hard to find again.
    let mut state = 0x9e37_79b9_7f4a_7c15_u64;
    let mut random = move |below: u64| {
        state = state.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (state ^ (state >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        (mixed ^ (mixed >> 27)) % below
    };
    let wanted = kills_wanted();
    // A run that ends first counts for nothing, and the next moment is earlier: a later run of a round has less to do.
    let mut longest = u64::try_from(time.as_micros()).expect("a short run");
    let mut kills = 0;
    let mut round = 0;
    while kills < wanted {
        let out = root.path().join(format!("out-{round}"));
        round += 1;
        for _ in 0..KILLS_A_ROUND {
            let mut run = start(&input, &out);
            std::thread::sleep(Duration::from_micros(random(longest)));
            run.kill().expect("SIGKILL");
            let killed = run.wait().expect("an end").code().is_none();
            kills += u64::from(killed);
            if !killed {
                longest = (longest * 9 / 10).max(1);
            }
        }
        let code = start(&input, &out).wait().expect("a run").code();
        assert!(matches!(code, Some(0 | 1)), "{code:?}");
        for ((table, found), (_, expected)) in tables(&out).iter().zip(&expected) {
            assert!(found == expected, "{table}: {} rows, not {}", found.len(), expected.len());
            assert_eq!(in_database(&out, table), expected.len(), "{table} in the database");
        }
        std::fs::remove_dir_all(&out).expect("a folder");
    }
    println!("{kills} runs killed in {round} rounds");
}
