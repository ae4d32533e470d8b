//! `gongwen view` from the shell: what is read, what is written, and how it ends. What the page does in a browser is tested
//! in tests/python/test_viewer.py.

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use tempfile::TempDir;

const CIRCULAR: &str = "某县第{}局党组关于巡察整改情况的通报\n\n一、反馈问题整改情况\n\n1.关于“公务接待不规范”问题\n\n\
     整改情况：一是修订《公务接待管理办法》，排查问题{}个。二是诫勉2人。该问题已完成整改。\n\n2026年3月1日\n";

fn gongwen(args: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_gongwen")).args(args).output().expect("the command")
}

fn written(folder: &Path, count: usize) -> Vec<PathBuf> {
    let one = |number: usize| {
        let path = folder.join(format!("{number}.txt"));
        std::fs::write(&path, CIRCULAR.replace("{}", &number.to_string())).expect("a file");
        path
    };
    (1..=count).map(one).collect()
}

fn text(path: &Path) -> &str {
    path.to_str().expect("UTF-8")
}

fn seed() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../seeds/000_d4b3ecc00157c7f9.txt")
}

#[test]
fn a_page_of_one_document_has_its_facts_and_no_charts() {
    let root = TempDir::new().expect("a folder");
    let out = root.path().join("page.html");
    let output = gongwen(&["view", text(&seed()), "-o", text(&out)]);
    assert_eq!(output.status.code(), Some(0), "{output:?}");
    assert!(output.stdout.is_empty() && output.stderr.is_empty());
    let page = std::fs::read_to_string(&out).expect("a page");
    assert!(page.contains(r#"data-f="metric1""#) && page.contains(r#"data-fact="metric1""#));
    assert!(page.contains("id=\"n-s2.1.i1\""));
    assert!(!page.contains("d3js.org"));
    assert!(page.len() < 400_000, "{}", page.len());
}

#[test]
fn the_same_documents_give_the_same_page_and_a_dash_is_standard_output() {
    let root = TempDir::new().expect("a folder");
    let files = written(root.path(), 3);
    let args: Vec<&str> = files.iter().map(|path| text(path)).collect();
    let view = || gongwen(&[&["view", "-o", "-"], args.as_slice()].concat());
    let (first, second) = (view(), view());
    assert_eq!(first.status.code(), Some(0));
    assert_eq!(first.stdout, second.stdout);
    let page = String::from_utf8(first.stdout).expect("UTF-8");
    assert_eq!(page.matches("<template ").count(), 3);
    assert!(page.contains("d3js.org"), "charts are bundled");
}

#[test]
fn an_output_is_read_from_its_tables() {
    for format in ["parquet", "arrow"] {
        let root = TempDir::new().expect("a folder");
        let (input, out) = (root.path().join("in"), root.path().join("out"));
        std::fs::create_dir(&input).expect("a folder");
        written(&input, 5);
        let parts = ["--part-rows", "20"];
        let convert =
            [&["convert", text(&input), "-o", text(&out), "--to", format], parts.as_slice()].concat();
        assert_eq!(gongwen(&convert).status.code(), Some(0));
        let page = gongwen(&["view", text(&out), "-o", "-", "--limit", "2"]);
        assert_eq!(page.status.code(), Some(0), "{page:?}");
        let page = String::from_utf8(page.stdout).expect("UTF-8");
        assert_eq!(page.matches("<template ").count(), 2);
        assert!(page.contains("另有 3 份文件"), "what is left out is told");
        assert!(page.contains("<td>诫勉</td><td>10</td>"), "and counted");
        assert!(
            page.contains(r#"data-f="metric1">1个</span>"#)
                && page.contains(r#"data-f="action1">诫勉2人</span>"#)
        );
        assert_eq!(gongwen(&["view", text(&out), "-o", "-", "--limit", "2"]).stdout, page.as_bytes());
    }
}

#[test]
fn what_cannot_be_read_is_told_and_the_rest_is_shown() {
    let root = TempDir::new().expect("a folder");
    let file = written(root.path(), 1).remove(0);
    let (missing, out) = (root.path().join("missing.docx"), root.path().join("page.html"));
    let output = gongwen(&["view", text(&file), text(&missing), "-o", text(&out)]);
    assert_eq!(output.status.code(), Some(3));
    assert!(String::from_utf8_lossy(&output.stderr).contains("missing.docx"));
    assert!(std::fs::read_to_string(&out).expect("a page").contains("个文件未能读取"));
    std::fs::write(&out, "as it was").expect("a file");
    assert_eq!(gongwen(&["view", text(&missing), "-o", text(&out)]).status.code(), Some(3));
    assert_eq!(std::fs::read_to_string(&out).expect("a file"), "as it was");
}

#[test]
fn a_folder_that_is_no_output_a_wrong_option_and_a_full_path_have_their_codes() {
    let root = TempDir::new().expect("a folder");
    let file = written(root.path(), 1).remove(0);
    let folder = gongwen(&["view", text(root.path()), "-o", "-"]);
    assert_eq!(folder.status.code(), Some(3));
    assert!(String::from_utf8_lossy(&folder.stderr).contains("or name its files"));
    assert_eq!(gongwen(&["view", text(&file)]).status.code(), Some(2));
    assert_eq!(gongwen(&["view", text(&file), "-o", "-", "--encoding", "klingon"]).status.code(), Some(2));
    let nowhere = root.path().join("no/such/folder/page.html");
    assert_eq!(gongwen(&["view", text(&file), "-o", text(&nowhere)]).status.code(), Some(3));
}

#[test]
fn members_of_an_archive_are_documents_of_their_own() {
    let bundle = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fixtures/formats/bundle/bundle.zip");
    let output = gongwen(&["view", text(&bundle), "-o", "-"]);
    let page = String::from_utf8(output.stdout).expect("UTF-8");
    assert!(page.matches("<template ").count() > 1);
    assert!(page.contains("bundle.zip!/"));
}
