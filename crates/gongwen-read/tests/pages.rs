//! Files of placed characters, built here: what a whole one gives, and that no damaged one panics or hangs.

#![allow(clippy::unwrap_used, reason = "a test fails by it")]

use std::fmt::Write as _;
use std::io::{Cursor, Write as _};
use std::time::{Duration, Instant};

use gongwen::block::{Break, Document};
use gongwen_read::{Error, Limit, Options, read_bytes};

/// A PDF whose font has codes in UCS-2, is not in the file, and has no map to Unicode.
struct Pdf {
    contents: Vec<Vec<u8>>,
    /// What the catalogue, the trailer and the fonts have besides.
    trailer: &'static str,
    widths: &'static str,
}

impl Pdf {
    fn of(pages: &[&[(&str, f32, f32, f32)]]) -> Self {
        let contents =
            pages.iter().map(|lines| lines.iter().map(line).collect::<String>().into_bytes()).collect();
        Self { contents, trailer: "", widths: "" }
    }

    fn bytes(&self) -> Vec<u8> {
        let count = self.contents.len();
        let kids: String = (0..count).map(|page| format!("{} 0 R ", 6 + page * 2)).collect();
        let mut objects = vec![
            b"<</Type/Catalog/Pages 2 0 R>>".to_vec(),
            format!("<</Type/Pages/Count {count}/Kids[{kids}]>>").into_bytes(),
            b"<</Type/Font/Subtype/Type0/BaseFont/STSong-Light/Encoding/UniGB-UCS2-H/DescendantFonts[4 0 R]>>".to_vec(),
            format!("<</Type/Font/Subtype/CIDFontType0/BaseFont/STSong-Light/DW 1000{}/CIDSystemInfo<</Registry(Adobe)/Ordering(GB1)/Supplement 4>>/FontDescriptor 5 0 R>>", self.widths).into_bytes(),
            b"<</Type/FontDescriptor/FontName/STSong-Light/Flags 6/FontBBox[0 0 1000 1000]/Ascent 800/Descent -200/ItalicAngle 0/StemV 80/CapHeight 700>>".to_vec(),
        ];
        for (page, content) in self.contents.iter().enumerate() {
            let stream = 7 + page * 2;
            objects.push(format!("<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</Font<</F1 3 0 R>>>>/Contents {stream} 0 R>>").into_bytes());
            let packed = deflated(content);
            let mut object =
                format!("<</Length {}/Filter/FlateDecode>>\nstream\n", packed.len()).into_bytes();
            object.extend(packed);
            object.extend(b"\nendstream");
            objects.push(object);
        }
        self.file(&objects)
    }

    fn file(&self, objects: &[Vec<u8>]) -> Vec<u8> {
        let mut file = b"%PDF-1.7\n".to_vec();
        let mut table = String::from("0000000000 65535 f \n");
        for (at, object) in objects.iter().enumerate() {
            let _ = writeln!(table, "{:010} 00000 n ", file.len());
            file.extend(format!("{} 0 obj\n", at + 1).into_bytes());
            file.extend(object);
            file.extend(b"\nendobj\n");
        }
        let start = file.len();
        let size = objects.len() + 1;
        file.extend(
            format!(
                "xref\n0 {size}\n{table}trailer\n<</Size {size}/Root 1 0 R{}>>\nstartxref\n{start}\n%%EOF\n",
                self.trailer
            )
            .into_bytes(),
        );
        file
    }
}

/// Shows a text at a place from the lower left corner.
fn line((text, x, y, size): &(&str, f32, f32, f32)) -> String {
    let codes: String = text.encode_utf16().map(|unit| format!("{unit:04X}")).collect();
    format!("BT /F1 {size} Tf {x} {y} Td <{codes}> Tj ET\n")
}

fn deflated(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::default());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

const FULL: &str = "整改情况整改情况整改情况整改情况整改情况整改情况整改情况";
const FIRST: &str = "局党组坚持把落实巡察整改工作作为重要政治任务提高思想";

fn two_pages() -> Pdf {
    Pdf::of(&[
        &[(FIRST, 106.0, 700.0, 16.0), (FULL, 74.0, 671.0, 16.0), ("— 1 —", 280.0, 60.0, 14.0)],
        &[
            (FULL, 74.0, 700.0, 16.0),
            ("完成。", 74.0, 671.0, 16.0),
            (FIRST, 106.0, 642.0, 16.0),
            ("— 2 —", 280.0, 60.0, 14.0),
        ],
    ])
}

fn read(bytes: Vec<u8>, name: &str) -> Result<Document, Error> {
    read_bytes(bytes, name, &Options::default())
}

fn ofd() -> Vec<u8> {
    let parts = [
        (
            "OFD.xml",
            r#"<ofd:OFD xmlns:ofd="http://www.ofdspec.org/2016"><ofd:DocBody><ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>"#,
        ),
        (
            "Doc_0/Document.xml",
            r#"<ofd:Document xmlns:ofd="http://www.ofdspec.org/2016"><ofd:CommonData><ofd:PageArea><ofd:PhysicalBox>0 0 210 297</ofd:PhysicalBox></ofd:PageArea></ofd:CommonData><ofd:Pages><ofd:Page ID="1" BaseLoc="Page.xml"/></ofd:Pages></ofd:Document>"#,
        ),
        (
            "Doc_0/Page.xml",
            r#"<ofd:Page xmlns:ofd="http://www.ofdspec.org/2016"><ofd:Content><ofd:Layer ID="3"><ofd:TextObject ID="4" Boundary="30 40 100 6" CTM="1 0 0 1 0 0" Font="2" Size="5"><ofd:TextCode X="0" Y="4.3" DeltaX="g 3 5">整改情况</ofd:TextCode></ofd:TextObject><ofd:PathObject ID="5" Boundary="0 0 9 9"><ofd:AbbreviatedData>M 0 0 L 9 0 L 9 9 C</ofd:AbbreviatedData></ofd:PathObject></ofd:Layer></ofd:Content></ofd:Page>"#,
        ),
    ];
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    // Not packed, so that a changed byte is a changed byte of XML.
    let options = zip::write::SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
    for (name, text) in parts {
        zip.start_file(name, options).unwrap();
        zip.write_all(text.as_bytes()).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

#[test]
fn codes_without_a_map_to_unicode_are_read() {
    let document = read(two_pages().bytes(), "a.pdf").unwrap();
    let breaks: Vec<Break> = document.blocks.iter().map(|block| block.break_before).collect();
    assert_eq!(breaks, [Break::Paragraph, Break::Page, Break::Paragraph]);
    assert_eq!(document.text, format!("{FIRST}{FULL}\n{FULL}完成。\n{FIRST}"));
    assert_eq!(document.left_out.len(), 2);
    assert!(document.diagnostics.is_empty(), "{:?}", document.diagnostics);
}

#[test]
fn a_file_cut_short_says_so() {
    let bytes = two_pages().bytes();
    let end = bytes.windows(4).rposition(|word| word == b"xref").unwrap();
    let document = read(bytes[..end - 20].to_vec(), "a.pdf").unwrap();
    assert!(document.text.contains("完成"));
    assert!(document.diagnostics.iter().any(|found| found.message.contains("%%EOF")));
}

#[test]
fn content_that_fails_its_check_sum_is_told_with_its_page() {
    let mut bytes = two_pages().bytes();
    let end = bytes.windows(9).rposition(|word| word == b"endstream").unwrap();
    bytes[end - 2] ^= 0xFF;
    let document = read(bytes, "a.pdf").unwrap();
    assert!(document.diagnostics[0].message.contains("page 2"), "{:?}", document.diagnostics);
}

#[test]
fn an_encrypted_file_says_so() {
    let mut pdf = two_pages();
    pdf.trailer = "/Encrypt<</Filter/Standard/V 2/R 3/Length 128/P -1/O(01234567890123456789012345678901)/U(01234567890123456789012345678901)>>/ID[(a)(a)]";
    assert!(matches!(read(pdf.bytes(), "a.pdf"), Err(Error::Encrypted { .. })));
}

#[test]
fn pages_of_drawings_have_no_text() {
    let mut pdf = two_pages();
    for content in &mut pdf.contents {
        *content = b"0 0 100 100 re f".to_vec();
    }
    assert!(matches!(read(pdf.bytes(), "a.pdf"), Err(Error::NoText { pages, .. }) if pages == [1, 2]));
}

#[test]
fn a_table_of_widths_without_end_is_refused() {
    let mut pdf = two_pages();
    pdf.widths = "/W[0 4294967295 500]";
    assert!(matches!(read(pdf.bytes(), "a.pdf"), Err(Error::Damaged { .. })));
    pdf.widths = "/W[1 95 500 814 [500 600] 900 910 1000]";
    assert!(read(pdf.bytes(), "a.pdf").is_ok());
}

#[test]
fn a_page_that_draws_without_end_meets_a_limit() {
    let mut pdf = two_pages();
    let text = line(&(FULL, 74.0, 700.0, 16.0)).repeat(20_000);
    pdf.contents[0] = text.into_bytes();
    let mut options = Options::default();
    options.limits.unpacked_bytes = 16 << 20;
    let result = read_bytes(pdf.bytes(), "a.pdf", &options);
    assert!(matches!(result, Err(Error::Limit { limit: Limit::UnpackedBytes, .. })), "{:?}", result.err());
    let mut options = Options::default();
    options.limits.pages = 1;
    let result = read_bytes(two_pages().bytes(), "a.pdf", &options);
    assert!(matches!(result, Err(Error::Limit { limit: Limit::Pages, .. })));
}

/// Pseudo-random numbers, the same each time (xorshift64).
struct Random(u64);

impl Random {
    fn below(&mut self, end: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % end.max(1) as u64) as usize
    }
}

/// A file with bytes flipped, cut, or a slice of it put in twice.
fn mutated(bytes: &[u8], random: &mut Random) -> Vec<u8> {
    let mut bytes = bytes.to_vec();
    match random.below(4) {
        0 => bytes.truncate(random.below(bytes.len())),
        1 => {
            let from = random.below(bytes.len());
            let to = (from + random.below(400)).min(bytes.len());
            let slice = bytes[from..to].to_vec();
            let at = random.below(bytes.len());
            bytes.splice(at..at, slice);
        }
        _ => {
            for _ in 0..=random.below(8) {
                let at = random.below(bytes.len());
                bytes[at] = u8::try_from(random.below(256)).unwrap();
            }
        }
    }
    bytes
}

fn survives(bytes: &[u8], name: &str) {
    let mut random = Random(0x9E37_79B9_7F4A_7C15);
    let mut options = Options::default();
    options.limits.time = Duration::from_secs(5);
    options.limits.unpacked_bytes = 64 << 20;
    for round in 0..400 {
        let broken = mutated(bytes, &mut random);
        let started = Instant::now();
        if let Ok(document) = read_bytes(broken, name, &options) {
            for block in &document.blocks {
                assert!(document.text.get(block.span.range()).is_some(), "round {round}");
            }
        }
        assert!(started.elapsed() < Duration::from_secs(8), "round {round}");
    }
}

#[test]
fn no_damaged_pdf_panics_or_hangs() {
    survives(&two_pages().bytes(), "a.pdf");
}

#[test]
fn no_damaged_ofd_panics_or_hangs() {
    survives(&ofd(), "a.ofd");
    assert_eq!(read(ofd(), "a.ofd").unwrap().text, "整改情况");
}
