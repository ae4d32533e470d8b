//! Archives: names, archives in archives, damage, bombs.

use std::io::{Cursor, Write as _};
use std::ops::ControlFlow;

use gongwen_read::{Error, Limit, Limits, Options, each_of_bytes, read_bytes};

/// Names and texts of all documents, and all errors, of an archive.
fn found(bytes: &[u8], options: &Options) -> (Vec<(String, String)>, Vec<Error>) {
    let (mut documents, mut errors) = (Vec::new(), Vec::new());
    each_of_bytes(bytes.to_vec(), "a.zip", options, |document| {
        match document {
            Ok(document) => documents.push((document.name.unwrap_or_default(), document.text)),
            Err(error) => errors.push(error),
        }
        ControlFlow::Continue(())
    })
    .expect("no encoding is named");
    (documents, errors)
}

fn zip(members: &[(&str, &[u8])]) -> Vec<u8> {
    let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in members {
        writer.start_file(*name, zip::write::SimpleFileOptions::default()).expect("a name");
        writer.write_all(bytes).expect("memory");
    }
    writer.finish().expect("memory").into_inner()
}

fn tar(members: &[(&str, &[u8])]) -> Vec<u8> {
    let mut builder = tar::Builder::new(Vec::new());
    for (name, bytes) in members {
        let mut header = tar::Header::new_gnu();
        header.set_size(bytes.len() as u64);
        builder.append_data(&mut header, name, *bytes).expect("memory");
    }
    builder.into_inner().expect("memory")
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
    encoder.write_all(bytes).expect("memory");
    encoder.finish().expect("memory")
}

#[test]
fn members_are_documents_with_the_archive_in_their_name() {
    let inner = zip(&[("c.txt", "丙".as_bytes())]);
    let bytes = zip(&[
        ("甲/a.txt", "甲".as_bytes()),
        ("b.txt.gz", &gzip("乙".as_bytes())),
        ("inner.zip", &inner),
        ("__MACOSX/._a.txt", b"junk"),
        ("Thumbs.db", b"junk"),
    ]);
    let (documents, errors) = found(&bytes, &Options::default());
    let named: Vec<(&str, &str)> = documents.iter().map(|(name, text)| (&**name, &**text)).collect();
    assert_eq!(
        named,
        [("a.zip!/甲/a.txt", "甲"), ("a.zip!/b.txt.gz!/b.txt", "乙"), ("a.zip!/inner.zip!/c.txt", "丙"),]
    );
    assert!(errors.is_empty(), "{errors:?}");
}

#[test]
fn a_tarball_is_one_archive() {
    let bytes = gzip(&tar(&[("夹/a.txt", "甲".as_bytes()), ("b.txt", "乙".as_bytes())]));
    let (documents, errors) = found(&bytes, &Options::default());
    let names: Vec<&str> = documents.iter().map(|(name, _)| &**name).collect();
    assert_eq!((names, errors.len()), (vec!["a.zip!/夹/a.txt", "a.zip!/b.txt"], 0));
}

#[test]
fn a_cut_tarball_says_what_is_missing() {
    let whole = tar(&[("a.txt", "甲".as_bytes()), ("b.txt", &[b'b'; 2000])]);
    let (documents, errors) = found(&whole[..512 + 512 + 512 + 1000], &Options::default());
    assert_eq!(documents.len(), 2);
    assert!(errors.iter().any(|error| error.to_string().contains("1000 of 2000 bytes")), "{errors:?}");
}

#[test]
fn bombs_are_harmless() {
    let bomb = zip(&[("a.txt", &vec![b'a'; 64 << 20])]);
    let (documents, errors) = found(&bomb, &Options::default());
    assert!(documents.is_empty());
    assert!(matches!(errors[..], [Error::Limit { limit: Limit::Ratio, .. }]), "{errors:?}");

    let mut nested = zip(&[("a.txt", b"a")]);
    for _ in 0..10 {
        nested = zip(&[("a.zip", &nested)]);
    }
    let (_, errors) = found(&nested, &Options::default());
    assert!(matches!(errors[..], [Error::Limit { limit: Limit::Nesting, .. }]), "{errors:?}");

    let few = Options { limits: Limits { members: 2, ..Limits::default() }, ..Options::default() };
    let (documents, errors) = found(&zip(&[("a.txt", b"a"), ("b.txt", b"b"), ("c.txt", b"c")]), &few);
    assert_eq!(documents.len(), 2);
    assert!(matches!(errors[..], [Error::Limit { limit: Limit::Members, .. }]), "{errors:?}");

    let small = Options { limits: Limits { unpacked_bytes: 100, ..Limits::default() }, ..Options::default() };
    let (_, errors) = found(&gzip(&[b'a'; 1000]), &small);
    assert!(matches!(errors[..], [Error::Limit { limit: Limit::UnpackedBytes, .. }]), "{errors:?}");
}

#[test]
fn an_archive_of_one_document_is_that_document() {
    let one = zip(&[("a.txt", "甲".as_bytes()), ("b.png", b"\x89PNG\r\n\x1a\n")]);
    assert_eq!(read_bytes(one, "a.zip", &Options::default()).expect("one document").text, "甲");
    let two = zip(&[("a.txt", b"a"), ("b.txt", b"b")]);
    let error = read_bytes(two, "a.zip", &Options::default()).expect_err("two documents");
    assert_eq!(error.to_string(), "a.zip: holds 2 documents, a.zip!/a.txt and others; read them all");
    assert!(matches!(read_bytes(zip(&[]), "a.zip", &Options::default()), Err(Error::Empty { .. })));
}

#[test]
fn any_damage_gives_documents_or_errors() {
    let inner = gzip(&tar(&[("a.txt", "甲".as_bytes())]));
    for whole in [zip(&[("甲.txt", "整改".as_bytes()), ("b.tar.gz", &inner)]), inner.clone()] {
        let mut seed = 0x9E37_79B9_7F4A_7C15_u64;
        for _ in 0..500 {
            let mut bytes = whole.clone();
            for _ in 0..3 {
                seed ^= seed << 13;
                seed ^= seed >> 7;
                seed ^= seed << 17;
                let at = usize::try_from(seed >> 8).unwrap_or(0) % bytes.len();
                match seed % 3 {
                    0 => bytes[at] ^= 1 << (seed >> 3 & 7),
                    1 => bytes.truncate(at.max(1)),
                    _ => bytes.insert(at, 0xFF),
                }
            }
            found(&bytes, &Options::default());
        }
    }
}
