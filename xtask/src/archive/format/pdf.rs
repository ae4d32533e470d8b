//! PDF: pages of placed lines in a CID font of the Adobe GB1 collection that is not in the file, its codes UCS-2
//! (UniGB-UCS2-H); some files map the codes to Unicode as well. A line is one piece, or several.

use fastrand::Rng;
use pdf_writer::types::{CidFontType, FontFlags, SystemInfo};
use pdf_writer::{Content, Finish, Name, Pdf, Rect, Ref, Str};

use super::layout::{Line, PAGE_HEIGHT, PAGE_WIDTH, pages};
use crate::archive::document::Paragraph;

const POINTS: f64 = 72.0 / 25.4;
const FONT: Name<'static> = Name(b"F1");
const FACE: Name<'static> = Name(b"STSong-Light");

pub(super) fn file(rng: &mut Rng, paragraphs: &[Paragraph]) -> Vec<u8> {
    let mapped = rng.bool();
    let piece = if rng.bool() { usize::MAX } else { 9 };
    let pages = pages(paragraphs);
    let mut pdf = Pdf::new();
    let [catalog, tree, font, descendant, descriptor, map] = [1, 2, 3, 4, 5, 6].map(Ref::new);
    let page_ref = |at: usize| Ref::new(10 + 2 * at as i32);
    let content_ref = |at: usize| Ref::new(11 + 2 * at as i32);
    pdf.catalog(catalog).pages(tree);
    pdf.pages(tree).kids((0..pages.len()).map(page_ref)).count(pages.len() as i32);
    for (at, page) in pages.iter().enumerate() {
        let mut written = pdf.page(page_ref(at));
        written.parent(tree).contents(content_ref(at));
        let size = [PAGE_WIDTH, PAGE_HEIGHT].map(|length| (length * POINTS) as f32);
        written.media_box(Rect::new(0.0, 0.0, size[0], size[1]));
        written.resources().fonts().pair(FONT, font);
        written.finish();
        let mut content = Content::new();
        page.lines.iter().chain([&page.foot]).for_each(|line| place(&mut content, line, piece));
        pdf.stream(content_ref(at), &content.finish());
    }
    let mut type0 = pdf.type0_font(font);
    type0.base_font(FACE).encoding_predefined(Name(b"UniGB-UCS2-H")).descendant_font(descendant);
    if mapped {
        type0.to_unicode(map);
    }
    type0.finish();
    let collection = SystemInfo { registry: Str(b"Adobe"), ordering: Str(b"GB1"), supplement: 4 };
    let mut cid = pdf.cid_font(descendant);
    cid.subtype(CidFontType::Type0).base_font(FACE).system_info(collection).font_descriptor(descriptor);
    // The narrow characters of the collection; all others are as wide as the size.
    cid.default_width(1000.0).widths().same(1, 95, 500.0).same(814, 939, 500.0);
    cid.finish();
    pdf.font_descriptor(descriptor)
        .name(FACE)
        .flags(FontFlags::SYMBOLIC | FontFlags::SERIF)
        .bbox(Rect::new(-25.0, -254.0, 1000.0, 880.0))
        .italic_angle(0.0)
        .ascent(752.0)
        .descent(-271.0)
        .cap_height(737.0)
        .stem_v(58.0);
    if mapped {
        pdf.stream(map, IDENTITY);
    }
    pdf.finish()
}

fn place(content: &mut Content, line: &Line, piece: usize) {
    let characters: Vec<char> = line.text.chars().collect();
    let mut x = line.x;
    for part in characters.chunks(piece.min(characters.len())) {
        let text: String = part.iter().collect();
        let codes: Vec<u8> = text.encode_utf16().flat_map(u16::to_be_bytes).collect();
        content
            .begin_text()
            .set_font(FONT, (line.size * POINTS) as f32)
            .set_char_spacing((line.spread * POINTS) as f32)
            .next_line((x * POINTS) as f32, ((PAGE_HEIGHT - line.y) * POINTS) as f32)
            .show(Str(&codes))
            .end_text();
        x += line.advance(&text);
    }
}

/// Codes are UCS-2 already: each stands for itself.
const IDENTITY: &[u8] = b"/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n\
/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def\n\
/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n\
1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n\
1 beginbfrange\n<0000> <FFFF> <0000>\nendbfrange\n\
endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n";
