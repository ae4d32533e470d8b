//! DOCX: parts written by hand, since the markup is what matters. Labels stand in the text, or are counted by Word: then each
//! kind of label is a list, and one that starts anew is another instance of it. Words are cut into runs as editing leaves
//! them.

use fastrand::Rng;

use super::{escaped, zipped};
use crate::archive::document::{Label, Numbering, Paragraph, Style};

const HEAD: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
const SPACES: &str = "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\" \
                      xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"";
const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const PACKAGE: &str = "http://schemas.openxmlformats.org/package/2006";
const MAIN: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml";

pub(super) fn package(rng: &mut Rng, paragraphs: &[Paragraph]) -> Result<Vec<u8>, String> {
    let mut lists = rng.bool().then(Lists::default);
    let mut body = String::new();
    for (at, paragraph) in paragraphs.iter().enumerate() {
        let list = match (&mut lists, &paragraph.label) {
            (Some(lists), Some(label)) => Some(lists.number(label)),
            _ => None,
        };
        let text = if list.is_some() { paragraph.text.clone() } else { paragraph.whole() };
        let (style, mut properties) = look(paragraph.style);
        if let Some(number) = list {
            properties.insert_str(
                0,
                &format!("<w:numPr><w:ilvl w:val=\"0\"/><w:numId w:val=\"{number}\"/></w:numPr>"),
            );
        }
        let runs = runs(&text, at % 3 == 0);
        body.push_str(&format!("<w:p><w:pPr><w:pStyle w:val=\"{style}\"/>{properties}</w:pPr>{runs}</w:p>"));
    }
    let section = "<w:sectPr><w:footerReference w:type=\"default\" r:id=\"rId3\"/><w:pgSz w:w=\"11906\" \
                   w:h=\"16838\"/><w:pgMar w:top=\"2098\" w:right=\"1474\" w:bottom=\"1985\" w:left=\"1588\" \
                   w:header=\"851\" w:footer=\"1247\" w:gutter=\"0\"/></w:sectPr>";
    let document = format!("<w:document {SPACES}><w:body>{body}{section}</w:body></w:document>");
    let mut parts = vec![
        part("[Content_Types].xml", &types()),
        part("_rels/.rels", &relations(&[("officeDocument", "word/document.xml")])),
        part("word/document.xml", &document),
        part(
            "word/_rels/document.xml.rels",
            &relations(&[
                ("styles", "styles.xml"),
                ("numbering", "numbering.xml"),
                ("footer", "footer1.xml"),
            ]),
        ),
        part("word/styles.xml", &styles()),
        part("word/footer1.xml", &footer()),
    ];
    parts.push(part("word/numbering.xml", &lists.unwrap_or_default().part()));
    zipped(&parts, &[])
}

fn part(name: &str, content: &str) -> (String, Vec<u8>) {
    (name.to_owned(), format!("{HEAD}{content}").into_bytes())
}

fn types() -> String {
    let overrides: String = [
        ("document", "document.main"),
        ("styles", "styles"),
        ("numbering", "numbering"),
        ("footer1", "footer"),
    ]
    .iter()
    .map(|(name, kind)| {
        format!("<Override PartName=\"/word/{name}.xml\" ContentType=\"{MAIN}.{kind}+xml\"/>")
    })
    .collect();
    format!(
        "<Types xmlns=\"{PACKAGE}/content-types\"><Default Extension=\"rels\" \
         ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/><Default \
         Extension=\"xml\" ContentType=\"application/xml\"/>{overrides}</Types>"
    )
}

fn relations(targets: &[(&str, &str)]) -> String {
    let all: String = targets
        .iter()
        .enumerate()
        .map(|(at, (kind, target))| {
            format!("<Relationship Id=\"rId{}\" Type=\"{OFFICE}/{kind}\" Target=\"{target}\"/>", at + 1)
        })
        .collect();
    format!("<Relationships xmlns=\"{PACKAGE}/relationships\">{all}</Relationships>")
}

/// The identifier of the style, and what the paragraph adds to it.
fn look(style: Style) -> (&'static str, String) {
    let (name, more) = match style {
        Style::Title => ("a3", ""),
        Style::Number => ("a", "<w:jc w:val=\"center\"/>"),
        Style::Addressees => ("a", ""),
        Style::Heading(1) => ("1", ""),
        Style::Heading(2) => ("2", ""),
        Style::Heading(_) => ("3", ""),
        Style::Body => ("a0", ""),
        Style::Right => ("a", "<w:jc w:val=\"right\"/>"),
    };
    (name, more.to_owned())
}

fn runs(text: &str, cut: bool) -> String {
    let middle = text.char_indices().nth(text.chars().count() / 2).map_or(0, |(at, _)| at);
    let (head, tail) = if cut && text.chars().count() > 40 { text.split_at(middle) } else { ("", text) };
    [head, tail]
        .iter()
        .filter(|piece| !piece.is_empty())
        .map(|piece| format!("<w:r><w:t xml:space=\"preserve\">{}</w:t></w:r>", escaped(piece)))
        .collect()
}

/// Styles whose identifiers say nothing, as a Chinese Word writes them.
fn styles() -> String {
    let indent = "<w:ind w:firstLineChars=\"200\" w:firstLine=\"640\"/>";
    let style = |key: &str, name: &str, more: &str, font: &str, size: u8| {
        format!(
            "<w:style w:type=\"paragraph\" w:styleId=\"{key}\"><w:name w:val=\"{name}\"/><w:basedOn w:val=\"a\"/>\
             <w:pPr>{more}</w:pPr><w:rPr><w:rFonts w:ascii=\"{font}\" w:hAnsi=\"{font}\" w:eastAsia=\"{font}\"/>\
             <w:sz w:val=\"{size}\"/></w:rPr></w:style>"
        )
    };
    let outline = |depth: u8| format!("{indent}<w:outlineLvl w:val=\"{depth}\"/>");
    format!(
        "<w:styles {SPACES}><w:style w:type=\"paragraph\" w:default=\"1\" w:styleId=\"a\"><w:name \
         w:val=\"Normal\"/><w:rPr><w:rFonts w:ascii=\"仿宋_GB2312\" w:hAnsi=\"仿宋_GB2312\" \
         w:eastAsia=\"仿宋_GB2312\"/><w:sz w:val=\"32\"/></w:rPr></w:style>{}{}{}{}{}</w:styles>",
        style("a3", "Title", "<w:jc w:val=\"center\"/>", "方正小标宋简体", 44),
        style("a0", "Body Text", indent, "仿宋_GB2312", 32),
        style("1", "heading 1", &outline(0), "黑体", 32),
        style("2", "heading 2", &outline(1), "楷体_GB2312", 32),
        style("3", "heading 3", &outline(2), "仿宋_GB2312", 32),
    )
}

/// The number of the page, which is no text of the circular.
fn footer() -> String {
    let run = |inner: &str| format!("<w:r>{inner}</w:r>");
    let mark = |kind: &str| run(&format!("<w:fldChar w:fldCharType=\"{kind}\"/>"));
    format!(
        "<w:ftr {SPACES}><w:p><w:pPr><w:jc w:val=\"center\"/></w:pPr>{}{}{}{}{}{}{}</w:p></w:ftr>",
        run("<w:t xml:space=\"preserve\">— </w:t>"),
        mark("begin"),
        run("<w:instrText xml:space=\"preserve\"> PAGE </w:instrText>"),
        mark("separate"),
        run("<w:t>1</w:t>"),
        mark("end"),
        run("<w:t xml:space=\"preserve\"> —</w:t>"),
    )
}

/// The lists of a document: a definition for each kind of label, an instance for each series.
#[derive(Default)]
struct Lists {
    kinds: Vec<Numbering>,
    /// Of each instance its kind and the number it starts with.
    instances: Vec<(usize, usize)>,
    /// Of each kind the instance that is counting, and the last number.
    counting: Vec<(usize, usize)>,
}

impl Lists {
    /// The instance that a label belongs to.
    fn number(&mut self, label: &Label) -> usize {
        let kind = match self.kinds.iter().position(|kind| *kind == label.numbering) {
            Some(kind) => kind,
            None => {
                self.kinds.push(label.numbering);
                self.counting.push((0, usize::MAX));
                self.kinds.len() - 1
            }
        };
        let (instance, last) = self.counting[kind];
        let instance = if last.checked_add(1) == Some(label.ordinal) {
            instance
        } else {
            self.instances.push((kind, label.ordinal));
            self.instances.len()
        };
        self.counting[kind] = (instance, label.ordinal);
        instance
    }

    fn part(&self) -> String {
        let definitions: String = (0_usize..)
            .zip(&self.kinds)
            .map(|(at, kind)| {
                let (form, text) = counted(*kind);
                format!(
                    "<w:abstractNum w:abstractNumId=\"{at}\"><w:multiLevelType w:val=\"singleLevel\"/><w:lvl \
                     w:ilvl=\"0\"><w:start w:val=\"1\"/><w:numFmt w:val=\"{form}\"/><w:suff w:val=\"nothing\"/>\
                     <w:lvlText w:val=\"{text}\"/><w:lvlJc w:val=\"left\"/></w:lvl></w:abstractNum>"
                )
            })
            .collect();
        let instances: String = (1_usize..)
            .zip(&self.instances)
            .map(|(at, (kind, start))| {
                format!(
                    "<w:num w:numId=\"{at}\"><w:abstractNumId w:val=\"{kind}\"/><w:lvlOverride w:ilvl=\"0\">\
                     <w:startOverride w:val=\"{start}\"/></w:lvlOverride></w:num>"
                )
            })
            .collect();
        format!("<w:numbering {SPACES}>{definitions}{instances}</w:numbering>")
    }
}

/// The format of a list's number, and what stands around it.
fn counted(numbering: Numbering) -> (&'static str, String) {
    match numbering {
        Numbering::Comma => ("chineseCounting", "%1、".to_owned()),
        Numbering::Bracket { half: false } => ("chineseCounting", "（%1）".to_owned()),
        Numbering::Bracket { half: true } => ("chineseCounting", "(%1)".to_owned()),
        Numbering::Arabic(stop) => ("decimal", format!("%1{stop}")),
        Numbering::ArabicBracket { half: false } => ("decimal", "（%1）".to_owned()),
        Numbering::ArabicBracket { half: true } => ("decimal", "(%1)".to_owned()),
        Numbering::Word { before, chinese: true } => ("chineseCounting", format!("{before}%1：")),
        Numbering::Word { before, chinese: false } => ("decimal", format!("{before}%1：")),
    }
}
