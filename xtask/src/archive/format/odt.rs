//! ODT: the parts that a reader needs, written by hand; headings as such, labels in the text.

use fastrand::Rng;

use super::{escaped, zipped};
use crate::archive::document::{Paragraph, Style};

const HEAD: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";
const TYPE: &str = "application/vnd.oasis.opendocument.text";
const SPACES: &str = "xmlns:office=\"urn:oasis:names:tc:opendocument:xmlns:office:1.0\" \
                      xmlns:text=\"urn:oasis:names:tc:opendocument:xmlns:text:1.0\" \
                      xmlns:style=\"urn:oasis:names:tc:opendocument:xmlns:style:1.0\" \
                      xmlns:fo=\"urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0\" office:version=\"1.3\"";

pub(super) fn package(rng: &mut Rng, paragraphs: &[Paragraph]) -> Result<Vec<u8>, String> {
    let spans = rng.bool();
    let body: String = paragraphs.iter().map(|paragraph| element(paragraph, spans)).collect();
    let style = |name: &str, properties: &str| {
        format!(
            "<style:style style:name=\"{name}\" style:family=\"paragraph\"><style:paragraph-properties \
             {properties}/></style:style>"
        )
    };
    let styles = [
        style("P1", "fo:text-align=\"center\""),
        style("P2", "fo:text-indent=\"11.29mm\""),
        style("P3", "fo:text-align=\"end\""),
        style("P4", "fo:text-indent=\"0mm\""),
        "<style:style style:name=\"T1\" style:family=\"text\"><style:text-properties fo:language=\"zh\" \
         fo:country=\"CN\"/></style:style>"
            .to_owned(),
    ]
    .concat();
    let content = format!(
        "{HEAD}<office:document-content {SPACES}><office:automatic-styles>{styles}</office:automatic-styles>\
         <office:body><office:text>{body}</office:text></office:body></office:document-content>"
    );
    let manifest = format!(
        "{HEAD}<manifest:manifest xmlns:manifest=\"urn:oasis:names:tc:opendocument:xmlns:manifest:1.0\" \
         manifest:version=\"1.3\"><manifest:file-entry manifest:full-path=\"/\" manifest:media-type=\"{TYPE}\"/>\
         <manifest:file-entry manifest:full-path=\"content.xml\" manifest:media-type=\"text/xml\"/>\
         </manifest:manifest>"
    );
    let parts = [
        ("mimetype".to_owned(), TYPE.as_bytes().to_vec()),
        ("content.xml".to_owned(), content.into_bytes()),
        ("META-INF/manifest.xml".to_owned(), manifest.into_bytes()),
    ];
    // The type stands first and is not compressed, so that it can be read without unpacking (ODF 1.3 part 2, 3.3).
    zipped(&parts, &["mimetype"])
}

fn element(paragraph: &Paragraph, spans: bool) -> String {
    let text = escaped(&paragraph.whole());
    let inner = match text.char_indices().nth(7) {
        Some((at, _)) if spans && !text.contains('&') => {
            format!("<text:span text:style-name=\"T1\">{}</text:span>{}", &text[..at], &text[at..])
        }
        _ => text,
    };
    match paragraph.style {
        Style::Heading(depth) => {
            format!("<text:h text:style-name=\"P2\" text:outline-level=\"{}\">{inner}</text:h>", depth + 1)
        }
        Style::Title => format!("<text:h text:style-name=\"P1\" text:outline-level=\"1\">{inner}</text:h>"),
        other => {
            let style = match other {
                Style::Number => "P1",
                Style::Right => "P3",
                Style::Addressees => "P4",
                _ => "P2",
            };
            format!("<text:p text:style-name=\"{style}\">{inner}</text:p>")
        }
    }
}
