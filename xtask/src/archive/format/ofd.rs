//! OFD (GB/T 33190-2016): each line a TextObject with the offsets of its characters; the number of the page is one more.

use fastrand::Rng;

use super::layout::{Line, PAGE_HEIGHT, PAGE_WIDTH, pages, width};
use super::{MOMENT, escaped, zipped};
use crate::archive::document::Paragraph;

const HEAD: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";
const SPACE: &str = "xmlns:ofd=\"http://www.ofdspec.org/2016\"";

pub(super) fn package(rng: &mut Rng, paragraphs: &[Paragraph], title: &str) -> Result<Vec<u8>, String> {
    let short = rng.bool();
    let mut last = 10;
    let mut next = || {
        last += 1;
        last
    };
    let mut parts = Vec::new();
    let mut listed = String::new();
    for (at, page) in pages(paragraphs).iter().enumerate() {
        let place = format!("Pages/Page_{at}/Content.xml");
        listed.push_str(&format!("<ofd:Page ID=\"{}\" BaseLoc=\"{place}\"/>", next()));
        let layer = next();
        let objects: String =
            page.lines.iter().chain([&page.foot]).map(|line| object(line, next(), short)).collect();
        let content = format!(
            "{HEAD}<ofd:Page {SPACE}><ofd:Area>{}</ofd:Area><ofd:Content><ofd:Layer ID=\"{layer}\" \
             Type=\"Body\">\n{objects}</ofd:Layer></ofd:Content></ofd:Page>\n",
            paper()
        );
        parts.push((format!("Doc_0/{place}"), content.into_bytes()));
    }
    let resources = format!(
        "{HEAD}<ofd:Res {SPACE} BaseLoc=\"Res\"><ofd:Fonts><ofd:Font ID=\"1\" FontName=\"仿宋_GB2312\" \
         FamilyName=\"仿宋_GB2312\" Charset=\"unicode\"/></ofd:Fonts></ofd:Res>\n"
    );
    let document = format!(
        "{HEAD}<ofd:Document {SPACE}><ofd:CommonData><ofd:MaxUnitID>{last}</ofd:MaxUnitID><ofd:PageArea>{}\
         </ofd:PageArea><ofd:PublicRes>PublicRes.xml</ofd:PublicRes></ofd:CommonData><ofd:Pages>{listed}</ofd:Pages>\
         </ofd:Document>\n",
        paper()
    );
    let (year, month, day) = MOMENT;
    let root = format!(
        "{HEAD}<ofd:OFD {SPACE} Version=\"1.0\" DocType=\"OFD\"><ofd:DocBody><ofd:DocInfo><ofd:Title>{}</ofd:Title>\
         <ofd:CreationDate>{year}-{month:02}-{day:02}</ofd:CreationDate></ofd:DocInfo>\
         <ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>\n",
        escaped(title)
    );
    parts.insert(0, ("OFD.xml".to_owned(), root.into_bytes()));
    parts.push(("Doc_0/PublicRes.xml".to_owned(), resources.into_bytes()));
    parts.push(("Doc_0/Document.xml".to_owned(), document.into_bytes()));
    zipped(&parts, &[])
}

fn paper() -> String {
    format!("<ofd:PhysicalBox>0 0 {PAGE_WIDTH} {PAGE_HEIGHT}</ofd:PhysicalBox>")
}

/// One line; its box begins at the line's left edge.
fn object(line: &Line, number: u32, short: bool) -> String {
    let Line { text, x, y, size, spread } = line;
    let offsets = offsets(text, *size, *spread, short);
    let offsets = if offsets.is_empty() { String::new() } else { format!(" DeltaX=\"{offsets}\"") };
    format!(
        "<ofd:TextObject ID=\"{number}\" Boundary=\"{x:.3} {:.3} {:.3} {:.3}\" Font=\"1\" Size=\"{size:.4}\">\
         <ofd:TextCode X=\"0\" Y=\"{:.4}\"{offsets}>{}</ofd:TextCode></ofd:TextObject>\n",
        y - size * 0.86,
        line.advance(text),
        size * 1.17,
        size * 0.86,
        escaped(text)
    )
}

/// From each character to the next: repeated ones as `g COUNT OFFSET` in short (GB/T 33190-2016 11.3).
fn offsets(text: &str, size: f64, spread: f64, short: bool) -> String {
    let mut steps: Vec<f64> = text.chars().map(width).collect();
    steps.pop();
    let mut pieces = Vec::new();
    for same in steps.chunk_by(|one, other| one == other) {
        let step = format!("{:.4}", same[0] * size + spread);
        if short && same.len() > 2 {
            pieces.push(format!("g {} {step}", same.len()));
        } else {
            pieces.extend(std::iter::repeat_n(step, same.len()));
        }
    }
    pieces.join(" ")
}
