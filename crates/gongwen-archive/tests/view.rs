//! One database, one workbook: they hold the rows of the parts, and follow them.

use std::path::Path;

use calamine::{Reader as _, Xlsx, open_workbook};
use gongwen_archive::{ArchiveError, Options, OutputFormat, convert, database};
use gongwen_sqlite::{Reader, SqliteError, Value};

mod common;

use common::{Archive, circular, csv};

fn options(formats: &[OutputFormat]) -> Options {
    Options { formats: formats.to_vec(), part_rows: 40, ..Options::default() }
}

fn count(path: &Path, table: &str) -> i64 {
    let reader = Reader::open(path).expect("a database");
    let mut found = None;
    let sql = format!("SELECT count(*) FROM {table}");
    let asked = reader.query::<SqliteError>(
        &sql,
        &[],
        |_| Ok(()),
        |row| {
            if let [Value::Integer(count)] = row {
                found = Some(*count);
            }
            Ok(())
        },
    );
    asked.expect("an answer");
    found.expect("a count")
}

fn heights(path: &Path, tables: &[&str]) -> Vec<usize> {
    let mut book: Xlsx<_> = open_workbook(path).expect("a workbook");
    tables.iter().map(|table| book.worksheet_range(table).expect("a sheet").height()).collect()
}

#[test]
fn views_follow_what_changes_in_the_archive() {
    let archive = Archive::new(12);
    archive.write("copy.txt", &circular(7));
    archive.convert(&options(&[OutputFormat::Sqlite, OutputFormat::Xlsx]));
    let (sqlite, xlsx) = (archive.out().join("gongwen.sqlite"), archive.out().join("gongwen.xlsx"));
    assert!(
        archive.out().join("part-00001/metrics.parquet").exists(),
        "several parts, of a format with types"
    );
    assert_eq!(
        (count(&sqlite, "documents"), count(&sqlite, "metrics"), count(&sqlite, "sources")),
        (12, 24, 13)
    );
    assert_eq!(heights(&xlsx, &["documents", "metrics", "sources"]), [13, 25, 14]);
    let before = std::fs::metadata(&xlsx).and_then(|metadata| metadata.modified()).expect("a file");

    // Nothing is new: the workbook is not made again.
    archive.convert(&options(&[OutputFormat::Parquet]));
    assert_eq!(std::fs::metadata(&xlsx).and_then(|metadata| metadata.modified()).expect("a file"), before);

    // One is new, one changed, one gone from what it was a copy of: views that are there follow without being asked for.
    archive.write("013.txt", &circular(13));
    archive.write("003.txt", "三、其他\n\n无数字。\n");
    archive.convert(&options(&[OutputFormat::Parquet]));
    assert_eq!(
        (count(&sqlite, "documents"), count(&sqlite, "metrics"), count(&sqlite, "sources")),
        (13, 24, 14)
    );
    assert_eq!(count(&sqlite, "pragma_foreign_key_check"), 0);
    assert_eq!(heights(&xlsx, &["documents", "metrics", "sources"]), [14, 25, 15]);

    // The same rows as a run that was never disturbed.
    let fresh = archive.root.path().join("fresh");
    convert(&[archive.input()], &fresh, &options(&[OutputFormat::Sqlite]), &mut |_| ()).expect("an output");
    for table in gongwen_tables::Table::ALL {
        let fresh = count(&fresh.join("gongwen.sqlite"), table.as_str());
        assert_eq!(count(&sqlite, table.as_str()), fresh, "{}", table.as_str());
    }
}

#[test]
fn a_question_to_a_parquet_output_is_answered_and_its_database_kept() {
    let archive = Archive::new(5);
    archive.convert(&options(&[OutputFormat::Parquet]));
    let path = database(&archive.out()).expect("a database").path().to_owned();
    assert_eq!(count(&path, "issues"), 5);
    archive.write("006.txt", &circular(6));
    archive.convert(&options(&[OutputFormat::Parquet]));
    assert_eq!(database(&archive.out()).expect("a database").path(), path);
    assert_eq!(count(&path, "issues"), 6);
    assert_eq!(gongwen_archive::status(&archive.out()).expect("an output").documents, 6);
}

#[test]
fn arrow_is_enough_and_csv_is_not() {
    let archive = Archive::new(3);
    archive.convert(&options(&[OutputFormat::Arrow]));
    assert_eq!(count(database(&archive.out()).expect("a database").path(), "metrics"), 6);
    let other = archive.root.path().join("csv");
    convert(&[archive.input()], &other, &csv(), &mut |_| ()).expect("an output");
    assert!(matches!(database(&other), Err(ArchiveError::NoOutput { .. })));
    let views = options(&[OutputFormat::Csv, OutputFormat::Sqlite]);
    let refused = convert(&[archive.input()], &other, &views, &mut |_| ());
    assert!(matches!(refused, Err(ArchiveError::NoOutput { .. })), "an output keeps its formats");
    let both = archive.root.path().join("both");
    convert(&[archive.input()], &both, &views, &mut |_| ()).expect("an output");
    assert!(both.join("part-00000/metrics.parquet").exists() && both.join("part-00000/metrics.csv").exists());
}

#[test]
fn a_second_run_in_the_same_output_waits_for_nobody() {
    let archive = Archive::new(3);
    let mut second = None;
    let first = convert(&[archive.input()], &archive.out(), &csv(), &mut |_| {
        second = Some(convert(&[archive.input()], &archive.out(), &csv(), &mut |_| ()));
    });
    assert_eq!(first.expect("an output").progress.documents, 3);
    assert!(matches!(second, Some(Err(ArchiveError::Busy { .. }))), "{second:?}");
}

#[test]
fn a_pattern_that_no_shell_expanded_is_expanded() {
    let archive = Archive::new(3);
    std::fs::create_dir(archive.input().join("2025")).expect("a folder");
    archive.write("2025/004.txt", &circular(4));
    archive.write("2025/005.md", &circular(5));
    let converted = |pattern: &str| {
        let out = archive.root.path().join(format!("out-{}", pattern.len()));
        convert(&[archive.input().join(pattern)], &out, &csv(), &mut |_| ())
    };
    assert_eq!(converted("*.txt").expect("an output").progress.documents, 3);
    assert_eq!(converted("**/*.txt").expect("an output").progress.documents, 4);
    assert_eq!(converted("2025/00[45].*").expect("an output").progress.documents, 2);
    assert!(matches!(converted("*.docx "), Err(ArchiveError::Input { .. })));
}

#[test]
fn regression_a_file_that_cannot_be_read_is_not_told_as_one_that_cannot_be_written() {
    let archive = Archive::new(5);
    archive.convert(&options(&[OutputFormat::Parquet]));
    let table = archive.out().join("part-00000/metrics.parquet");
    let whole = std::fs::read(&table).expect("a table");
    std::fs::write(&table, &whole[..whole.len() / 2]).expect("a table");
    let error = database(&archive.out()).expect_err("half a table");
    assert!(matches!(&error, ArchiveError::Part { path, .. } if *path == table), "{error}");
    std::fs::remove_file(&table).expect("a table");
    let error = database(&archive.out()).expect_err("no table");
    assert!(matches!(&error, ArchiveError::Part { path, .. } if *path == table), "{error}");
    std::fs::write(&table, whole).expect("a table");
    std::fs::remove_file(archive.out().join("part-00000/manifest.jsonl")).expect("a manifest");
    let error = database(&archive.out()).expect_err("no manifest").to_string();
    assert!(error.contains("manifest.jsonl: cannot be read") && !error.contains("free space"), "{error}");
    let error = gongwen_archive::status(&archive.input().join("001.txt")).expect_err("no folder").to_string();
    assert!(error.contains("001.txt: cannot be read") && !error.contains("free space"), "{error}");
}

#[test]
fn regression_a_database_that_is_none_is_made_again_where_nobody_asked_for_it() {
    let archive = Archive::new(5);
    archive.convert(&options(&[OutputFormat::Parquet]));
    std::fs::write(archive.out().join(".query.sqlite"), "x".repeat(8192)).expect("a file");
    let path = database(&archive.out()).expect("a database").path().to_owned();
    assert_eq!(count(&path, "issues"), 5);
    std::fs::write(archive.out().join("gongwen.sqlite"), "x".repeat(8192)).expect("a file");
    let error = database(&archive.out()).expect_err("no database").to_string();
    assert!(error.contains("gongwen.sqlite: is damaged") && error.contains("remove it"), "{error}");
}

#[test]
fn regression_a_workbook_keeps_its_captions() {
    let archive = Archive::new(3);
    archive.write("broken.docx", "PK\u{3}\u{4}");
    let mut captions = options(&[OutputFormat::Xlsx]);
    captions.xlsx.captions = true;
    archive.convert(&captions);
    let height =
        || heights(&archive.out().join("gongwen.xlsx"), &[gongwen_tables::Table::Documents.caption()]);
    assert_eq!(height(), [4]);
    archive.write("004.txt", &circular(4));
    archive.convert(&options(&[OutputFormat::Xlsx]));
    assert_eq!(height(), [5]);
    archive.write("broken.docx", &circular(5));
    gongwen_archive::retry(&archive.out(), &Options::default(), &mut |_| ()).expect("an output");
    assert_eq!(height(), [6]);
}
