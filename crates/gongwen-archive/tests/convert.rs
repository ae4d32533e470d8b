//! Folders to tables: what is converted, what is left alone, and what a second run does.

use std::path::Path;

use gongwen_archive::{Options, OutputFormat, Selection, convert, retry, status};

mod common;

use common::{Archive, circular, csv, rows};

#[test]
fn every_file_is_a_document_and_a_copy_is_none() {
    let archive = Archive::new(30);
    archive.write("copy.txt", &circular(7));
    archive.write("broken.docx", "PK\u{3}\u{4}");
    let summary = archive.convert(&csv());
    assert_eq!((summary.progress.documents, summary.duplicates, summary.progress.failed), (30, 1, 1));
    assert_eq!(rows(&archive.out(), "documents").len(), 30);
    assert_eq!(rows(&archive.out(), "metrics").len(), 60);
    assert_eq!(rows(&archive.out(), "issues").len(), 30);
    let sources = rows(&archive.out(), "sources");
    assert_eq!(sources.len(), 32);
    assert_eq!(sources.iter().filter(|row| row.ends_with(",true")).count(), 1);
    let errors = rows(&archive.out(), "errors");
    assert!(matches!(errors.as_slice(), [row] if row.contains("broken.docx")), "{errors:?}");
    let status = status(&archive.out()).expect("an output");
    assert_eq!((status.documents, status.files, status.inputs, status.failed.len()), (30, 32, 32, 1));
    assert!(status.parts > 1);
}

#[test]
fn a_second_run_does_what_is_new() {
    let archive = Archive::new(10);
    archive.convert(&csv());
    let before = rows(&archive.out(), "metrics");
    archive.write("011.txt", &circular(11));
    let summary = archive.convert(&csv());
    assert_eq!((summary.progress.total, summary.skipped), (1, 10));
    let after = rows(&archive.out(), "metrics");
    assert_eq!(after.len(), before.len() + 2);
    assert_eq!(after[..before.len()], before);
}

#[test]
fn a_changed_file_is_converted_again_and_its_old_rows_go() {
    let archive = Archive::new(10);
    archive.convert(&csv());
    archive.write("003.txt", &circular(333));
    archive.convert(&csv());
    let metrics = rows(&archive.out(), "metrics");
    assert_eq!(metrics.len(), 20);
    assert!(metrics.iter().any(|row| row.contains(",333.0,") || row.contains(",333,")), "{metrics:?}");
    assert_eq!(status(&archive.out()).expect("an output").documents, 10);
}

#[test]
fn a_file_that_was_touched_and_not_changed_is_left_alone() {
    let archive = Archive::new(3);
    archive.convert(&csv());
    archive.write("002.txt", &circular(2));
    assert_eq!(archive.convert(&csv()).progress.total, 0);
}

#[test]
fn a_copy_outlives_the_file_that_was_converted() {
    let archive = Archive::new(3);
    archive.write("copy.txt", &circular(2));
    archive.convert(&csv());
    archive.write("002.txt", &circular(22));
    archive.convert(&csv());
    let documents = rows(&archive.out(), "documents");
    assert_eq!(documents.len(), 4, "{documents:?}");
    let sources = rows(&archive.out(), "sources");
    assert!(sources.iter().all(|row| row.ends_with(",false")), "{sources:?}");
}

#[test]
fn regression_an_archive_over_several_parts_keeps_all_its_members() {
    let archive = Archive::new(1);
    write_tar(&archive, 100);
    // First in the order of paths: it shares the first part with the first members.
    archive.write("000.md", &circular(500));
    archive.convert(&csv());
    assert!(status(&archive.out()).expect("an output").parts > 2);
    archive.write("000.md", &circular(501));
    archive.convert(&csv());
    let documents = rows(&archive.out(), "documents");
    assert_eq!(documents.len(), 62);
    assert_eq!(rows(&archive.out(), "sources").len(), 62);
}

#[test]
fn threads_change_no_byte() {
    let (one, many) = (Archive::new(60), Archive::new(60));
    // The same paths, so that the same names are written.
    let convert = |jobs, out: &Path| {
        let options = Options { jobs: Some(jobs), ..csv() };
        convert(&[one.input()], out, &options, &mut |_| ()).expect("an output");
    };
    convert(1, &one.out());
    convert(4, &many.out());
    for table in gongwen_tables::Table::ALL {
        assert_eq!(rows(&one.out(), table.as_str()), rows(&many.out(), table.as_str()), "{}", table.as_str());
    }
}

#[test]
fn patterns_choose_files_and_hidden_ones_are_left_out() {
    let archive = Archive::new(12);
    archive.write(".hidden.txt", &circular(99));
    archive.write("notes.md", &circular(98));
    let selection = Selection {
        include: vec!["*.txt".to_owned()],
        exclude: vec!["00*".to_owned(), "drafts/".to_owned()],
        hidden: false,
    };
    let summary = archive.convert(&Options { selection, ..csv() });
    assert_eq!(summary.progress.documents, 3);
}

#[test]
fn what_failed_is_done_again_when_it_is_mended() {
    let archive = Archive::new(5);
    archive.write("broken.docx", "PK\u{3}\u{4}");
    archive.convert(&csv());
    archive.write("broken.docx", &circular(6));
    // The formats are those of the output.
    let summary = retry(&archive.out(), &Options::default(), &mut |_| ()).expect("an output");
    assert_eq!(summary.progress.failed, 0);
    let status = status(&archive.out()).expect("an output");
    assert_eq!((status.documents, status.failed.len()), (6, 0));
}

#[test]
fn an_input_that_vanished_is_told() {
    let archive = Archive::new(2);
    let gone = archive.input().join("gone.txt");
    let summary = convert(&[archive.input(), gone], &archive.out(), &csv(), &mut |_| ()).expect("an output");
    assert_eq!((summary.progress.documents, summary.progress.failed), (2, 1));
    assert_eq!(status(&archive.out()).expect("an output").failed[0].code, "not_found");
}

#[test]
fn fail_fast_stops_and_keeps_what_is_done() {
    let archive = Archive::new(40);
    archive.write("000.docx", "PK\u{3}\u{4}");
    let summary = archive.convert(&Options { fail_fast: true, ..csv() });
    assert!(summary.stopped && summary.progress.documents < 40);
    let rest = archive.convert(&csv());
    assert_eq!(summary.progress.documents + rest.progress.documents, 40);
}

#[test]
fn a_folder_with_other_things_is_no_output() {
    let archive = Archive::new(1);
    std::fs::create_dir(archive.out()).expect("a folder");
    std::fs::write(archive.out().join("letter.txt"), "mine").expect("a file");
    let error = convert(&[archive.input()], &archive.out(), &csv(), &mut |_| ()).expect_err("not ours");
    assert!(error.to_string().contains("letter.txt"), "{error}");
}

#[test]
fn an_output_holds_one_set_of_formats() {
    let archive = Archive::new(1);
    archive.convert(&csv());
    let other = convert(&[archive.input()], &archive.out(), &Options::default(), &mut |_| ());
    let error = other.expect_err("CSV and Parquet").to_string();
    assert!(error.contains("--to csv"), "{error}");
}

#[test]
fn all_formats_hold_the_same_documents() {
    let archive = Archive::new(5);
    use OutputFormat::{Arrow, Csv, Jsonl, Markdown, Parquet};
    archive.convert(&Options { formats: vec![Parquet, Arrow, Csv, Jsonl, Markdown], ..Options::default() });
    let part = archive.out().join("part-00000");
    let json = std::fs::read_to_string(part.join("documents.jsonl")).expect("documents");
    assert_eq!(json.lines().count(), 5);
    assert_eq!(std::fs::read_dir(part.join("markdown")).expect("pages").count(), 5);
    let file = std::fs::File::open(part.join("metrics.parquet")).expect("a table");
    let reader = parquet::arrow::arrow_reader::ParquetRecordBatchReaderBuilder::try_new(file)
        .and_then(|builder| builder.build())
        .expect("Parquet");
    let rows: usize = reader.map(|batch| batch.expect("a batch").num_rows()).sum();
    assert_eq!(rows, 10);
}

#[test]
fn regression_a_folder_that_was_being_removed_ends_no_later_run() {
    let archive = Archive::new(3);
    archive.convert(&csv());
    let left = archive.out().join(".work/removed-00000");
    std::fs::create_dir_all(&left).expect("a folder");
    std::fs::write(left.join("metrics.csv"), "").expect("a file");
    assert_eq!(archive.convert(&csv()).skipped, 3);
    assert!(!left.exists());
}

#[test]
fn regression_a_number_of_threads_that_no_machine_has_is_bounded() {
    let archive = Archive::new(2);
    let summary = archive.convert(&Options { jobs: Some(usize::MAX), ..csv() });
    assert_eq!(summary.progress.documents, 2);
}

/// An archive of 60 members, whose names are always the same.
fn write_tar(archive: &Archive, first: usize) {
    let file = std::fs::File::create(archive.input().join("000.tar")).expect("a file");
    let mut members = tar::Builder::new(file);
    for number in 0..60 {
        let text = circular(first + number);
        let mut header = tar::Header::new_gnu();
        header.set_size(text.len() as u64);
        header.set_mode(0o644);
        members.append_data(&mut header, format!("{number}.txt"), text.as_bytes()).expect("a member");
    }
    members.into_inner().expect("an archive");
}

#[test]
fn regression_an_archive_that_changes_after_a_run_was_stopped_keeps_no_old_members() {
    let archive = Archive::new(0);
    write_tar(&archive, 100);
    let options = csv();
    let stop = options.stop.clone();
    let stopped = convert(&[archive.input()], &archive.out(), &options, &mut |progress| {
        stop.store(progress.documents > 20, std::sync::atomic::Ordering::Relaxed);
    });
    let stopped = stopped.expect("an output");
    assert!(stopped.stopped && stopped.progress.documents < 60, "{stopped:?}");
    assert_eq!(status(&archive.out()).expect("an output").inputs, 0);
    write_tar(&archive, 300);
    archive.convert(&csv());
    let fresh = archive.root.path().join("fresh");
    convert(&[archive.input()], &fresh, &csv(), &mut |_| ()).expect("an output");
    let sorted = |out: &Path| {
        let mut rows = rows(out, "metrics");
        rows.sort();
        rows
    };
    assert_eq!(sorted(&archive.out()), sorted(&fresh));
    assert_eq!(status(&archive.out()).expect("an output").inputs, 1);
}

#[test]
fn regression_what_failed_is_done_again_in_its_encoding() {
    let archive = Archive::new(1);
    // Not the one that the bytes look like.
    let read = gongwen_read::Options { encoding: Some("gb18030".to_owned()), ..Default::default() };
    archive.write("broken.docx", "PK\u{3}\u{4}");
    archive.convert(&Options { read, ..csv() });
    let before = rows(&archive.out(), "documents");
    assert!(!before[0].contains("某县第1局党组"), "{before:?}");
    retry(&archive.out(), &Options::default(), &mut |_| ()).expect("an output");
    assert_eq!(rows(&archive.out(), "documents"), before);
}

#[test]
fn regression_a_folder_may_have_a_name_that_looks_like_an_archive() {
    let archive = Archive::new(0);
    std::fs::create_dir(archive.input().join("重要!")).expect("a folder");
    for number in 1..=4 {
        archive.write(&format!("重要!/{number}.txt"), &circular(number));
    }
    archive.write("重要!/broken.docx", "PK\u{3}\u{4}");
    archive.convert(&csv());
    archive.write("重要!/2.txt", &circular(22));
    archive.convert(&csv());
    let failed = |archive: &Archive| status(&archive.out()).expect("an output").failed.len();
    assert_eq!((rows(&archive.out(), "documents").len(), failed(&archive)), (4, 1));
    archive.write("重要!/broken.docx", &circular(5));
    retry(&archive.out(), &Options::default(), &mut |_| ()).expect("an output");
    assert_eq!((rows(&archive.out(), "documents").len(), failed(&archive)), (5, 0));
}
