//! A database made of parsed circulars: its keys hold, its parts come and go as a whole, its words are found.

use gongwen_sqlite::{Database, Reader, SqliteError, Value, report, words};
use gongwen_tables::{Builder, Table, doc_id};

const TEXT: &str = "# 青溪市水利局关于巡察整改情况的通报\n\n二、反馈问题整改情况\n\n1.关于“公务接待不规范”问题的整改情况。\n\n\
整改情况：一是修订《公务接待管理办法》。二是排查问题143个，诫勉2人，整改完成率达99.5%。\n整改时限：2025年6月底前。\n";

type Batches = Vec<(Table, arrow_array::RecordBatch)>;

fn batches(text: &str) -> Batches {
    let circular = gongwen::parse(text);
    let mut builder = Builder::default();
    let id = doc_id(text.as_bytes(), 0);
    builder.add(&id, &circular);
    builder.add_source("一.md", Some(&id), text.len() as u64, false);
    builder.finish().expect("rows of one length")
}

fn add(database: &mut Database, part: u32, hash: &str, batches: &Batches) {
    let added = database.add::<SqliteError>(part, hash, |table, push| {
        batches.iter().filter(|(of, _)| *of == table).try_for_each(|(_, batch)| push(batch))
    });
    added.expect("a part");
}

fn rows(reader: &Reader, sql: &str) -> Vec<Vec<String>> {
    let mut found = Vec::new();
    let asked = reader.query::<SqliteError>(
        sql,
        &[(":day", "2025-12-31")],
        |_| Ok(()),
        |row| {
            found.push(row.iter().map(|cell| format!("{cell:?}")).collect());
            Ok(())
        },
    );
    asked.unwrap_or_else(|error| panic!("{sql}: {error}"));
    found
}

fn count(reader: &Reader, sql: &str) -> usize {
    rows(reader, sql).len()
}

fn database() -> (tempfile::TempDir, std::path::PathBuf) {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("a.sqlite");
    let mut database = Database::open(&path).expect("a database");
    add(&mut database, 0, "a", &batches(TEXT));
    add(&mut database, 1, "b", &batches(&TEXT.replace("青溪", "白石")));
    database.optimize().expect("statistics");
    (folder, path)
}

#[test]
fn types_and_keys_hold() {
    let (_folder, path) = database();
    let reader = Reader::open(&path).expect("a database");
    assert_eq!(
        rows(&reader, "SELECT value, target FROM metrics WHERE unit = '%' LIMIT 1"),
        [["Real(99.5)", "Flag(false)"]]
    );
    assert_eq!(
        rows(&reader, "SELECT typeof(deadline), deadline FROM issues LIMIT 1"),
        [["Text(\"text\")", "Text(\"2025-06-30\")"]]
    );
    assert_eq!(count(&reader, "SELECT * FROM pragma_foreign_key_check"), 0);
    assert_eq!(rows(&reader, "SELECT * FROM pragma_integrity_check"), [["Text(\"ok\")"]]);
}

#[test]
fn words_of_any_length_are_found_where_they_stand() {
    let (_folder, path) = database();
    let reader = Reader::open(&path).expect("a database");
    let found = |word: &str| {
        let sql = format!(
            "SELECT n.doc_id FROM node_search s JOIN nodes n ON n.rowid = s.rowid WHERE node_search MATCH words('{word}')"
        );
        count(&reader, &sql)
    };
    assert_eq!(found("接待"), 4, "heading and measure of two circulars");
    assert_eq!(found("公务接待管理办法"), 2);
    assert_eq!(found("待接"), 0);
    assert_eq!(found("143"), 2);
    assert_eq!((found(""), found(" "), found("\"")), (0, 0, 0), "no words");
    assert_eq!(found("诫勉 排查"), 2);
    let plain = "SELECT rowid FROM node_search WHERE node_search MATCH '\"排 查\"'";
    assert_eq!(count(&reader, plain), 2, "a client without the function");
    assert_eq!(words("a\"b"), "\"a b\"");
}

#[test]
fn a_part_comes_and_goes_as_a_whole() {
    let (_folder, path) = database();
    let mut database = Database::open(&path).expect("a database");
    assert_eq!(database.parts().expect("parts").into_values().collect::<Vec<_>>(), ["a", "b"]);
    add(&mut database, 1, "b", &batches("不同"));
    database.remove(0).expect("removed");
    let failed = database.add::<SqliteError>(2, "c", |table, push| {
        let batches = batches("三、其他\n\n内容。\n");
        batches.iter().filter(|(of, _)| *of == table).try_for_each(|(_, batch)| push(batch))?;
        if table == Table::Sources { Err(SqliteError::Writes) } else { Ok(()) }
    });
    assert!(matches!(failed, Err(SqliteError::Writes)));
    let reader = Reader::open(&path).expect("a database");
    assert_eq!(
        rows(&reader, "SELECT title FROM documents"),
        [["Text(\"白石市水利局关于巡察整改情况的通报\")"]]
    );
    assert_eq!(count(&reader, "SELECT * FROM sources"), 1);
    let gone = "SELECT rowid FROM node_search WHERE node_search MATCH words('接待')";
    assert_eq!(
        count(&reader, gone),
        2,
        "the words of the removed part are gone, those of the other are there"
    );
    add(&mut database, 1, "d", &batches(TEXT));
    assert_eq!(
        rows(&reader, "SELECT title FROM documents"),
        [["Text(\"青溪市水利局关于巡察整改情况的通报\")"]]
    );
}

#[test]
fn only_reading_statements_run() {
    let (_folder, path) = database();
    let reader = Reader::open(&path).expect("a database");
    let ask = |sql: &str| reader.query::<SqliteError>(sql, &[], |_| Ok(()), |_: &[Value<'_>]| Ok(()));
    assert!(matches!(ask("DELETE FROM nodes"), Err(SqliteError::Writes)));
    assert!(matches!(ask("VACUUM INTO '/tmp/never.sqlite'"), Err(SqliteError::Writes)));
    assert!(matches!(ask("SELECT nothing FROM nodes"), Err(SqliteError::Statement(_))));
    assert!(matches!(ask("SELECT 1; SELECT 2"), Err(SqliteError::Statement(_))));
    assert!(Reader::open(&path.with_file_name("none.sqlite")).is_err());
}

#[test]
fn every_report_and_view_is_answered() {
    let (_folder, path) = database();
    let reader = Reader::open(&path).expect("a database");
    let answered = |name: &str| count(&reader, report::find(name).expect("a report").sql);
    for report in report::ALL {
        let _ = rows(&reader, report.sql);
    }
    assert_eq!(answered("issues"), 1);
    assert_eq!(answered("overdue"), 2, "the deadline is half a year before the day");
    assert_eq!(answered("issuers"), 2);
    assert_eq!(answered("without-figures"), 0);
    for view in gongwen_sqlite::VIEWS {
        assert!(count(&reader, &format!("SELECT * FROM {}", view.name)) > 0, "{}", view.name);
    }
    let overview = rows(&reader, "SELECT measure_texts, action_texts FROM issue_overview");
    assert!(overview[0][0].contains("一是修订《公务接待管理办法》。\\n二是排查问题143个"), "{overview:?}");
    assert!(overview[0][1].contains("诫勉：诫勉2人"), "{overview:?}");
}
