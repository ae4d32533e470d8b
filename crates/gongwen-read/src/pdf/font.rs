//! What fonts say besides their shapes: whether they are bold, and what their codes mean where they have no map to
//! Unicode. The library keeps the dictionary of a font to itself, so that each font draws a character once, and is
//! known again by the program that it drew with.

use std::collections::{HashMap, HashSet};

use hayro_interpret::font::{Glyph, GlyphIdentifier, GlyphRun, PositionedGlyph};
use hayro_interpret::hayro_cmap::{BfString, CMap, CMapName, load_embedded};
use hayro_interpret::kurbo::{BezPath, Rect};
use hayro_interpret::{
    BlendMode, ClipPath, Context, DrawMode, DrawProps, Image, ImageDrawProps, SoftMask, interpret,
};
use hayro_syntax::content::TypedIter;
use hayro_syntax::object::{Array, Dict, Name, Object, Stream};
use hayro_syntax::page::Resources;

use super::whole::is_whole;
use crate::page::is_bold_name;

/// Fonts that are looked at; further ones are not bold.
const FONTS: usize = 4096;
/// Forms inside forms that are looked into for fonts.
const DEPTH: usize = 3;

/// A font, as far as it matters here.
#[derive(Debug, Clone, Default)]
pub(super) struct Face {
    pub(super) bold: bool,
    codes: Codes,
}

/// What the codes of a composite font mean.
#[derive(Debug, Clone, Default)]
enum Codes {
    /// As the font itself says.
    #[default]
    Own,
    Utf16,
    Gb18030,
    Big5,
    /// Numbers of the Adobe GB1 collection.
    Gb1,
}

/// All fonts of a file that were met.
#[derive(Default)]
pub(super) struct Faces {
    seen: HashSet<Vec<u8>>,
    /// By the program, and the name in the file: fonts that are not embedded share one program.
    faces: HashMap<(u128, Option<String>), Face>,
    /// Type 1 programs have no key, but their glyphs are known again.
    bold_glyphs: HashSet<GlyphIdentifier>,
    gb1: Option<CMap>,
    /// Fonts whose map to Unicode is damaged.
    pub(super) damaged: usize,
}

impl Faces {
    /// Looks at the fonts of a page that were not met before.
    pub(super) fn learn<'a>(&mut self, resources: &Resources<'a>, context: &mut Context<'a>) {
        self.learn_within(resources, context, 0);
    }

    fn learn_within<'a>(&mut self, resources: &Resources<'a>, context: &mut Context<'a>, depth: usize) {
        for name in resources.fonts.keys() {
            if let Some(font) = resources.get_font(&name)
                && self.seen.len() < FONTS
                && self.seen.insert(font.data().to_vec())
            {
                self.learn_font(&name, &font, resources, context);
            }
        }
        if depth >= DEPTH {
            return;
        }
        for name in resources.x_objects.keys() {
            if let Some(form) = resources.get_x_object(&name)
                && self.seen.len() < FONTS
                && let Some(inner) = form.dict().get::<Dict<'_>>(b"Resources")
                && self.seen.insert(inner.data().to_vec())
            {
                self.learn_within(&Resources::new(inner), context, depth + 1);
            }
        }
    }

    fn learn_font<'a>(
        &mut self,
        name: &Name<'_>,
        font: &Dict<'a>,
        resources: &Resources<'a>,
        context: &mut Context<'a>,
    ) {
        if font.get::<Stream<'_>>(b"ToUnicode").is_some_and(|map| !is_whole(&map)) {
            self.damaged += 1;
        }
        let face = Face { bold: is_bold(font), codes: codes(font) };
        if matches!(face.codes, Codes::Gb1) && self.gb1.is_none() {
            self.gb1 = load_embedded(CMapName::AdobeGb1Ucs2).and_then(|map| CMap::parse(map, load_embedded));
        }
        let is_type_1 = font.get::<Name<'_>>(b"Subtype").is_some_and(|kind| kind.ends_with(b"Type1"));
        if is_type_1 && !face.bold {
            return;
        }
        let mut probe = Probe::default();
        interpret(TypedIter::new(&sample(name, is_type_1)), resources, context, &mut probe);
        self.bold_glyphs.extend(probe.glyphs);
        if let Some(key) = probe.key {
            self.faces.insert(key, face);
        }
    }

    /// Whether it is a character of a bold Type 1 font.
    pub(super) fn is_bold(&self, glyph: &PositionedGlyph<'_>) -> bool {
        match &**glyph {
            Glyph::Outline(outline) if !self.bold_glyphs.is_empty() => {
                self.bold_glyphs.contains(&outline.identifier())
            }
            _ => false,
        }
    }

    /// The font of a character.
    pub(super) fn of(&self, glyph: &PositionedGlyph<'_>) -> Face {
        key(glyph).and_then(|key| self.faces.get(&key)).cloned().unwrap_or_default()
    }
}

impl Face {
    /// What a code means, where the font does not say.
    pub(super) fn decode(&self, code: u32, faces: &Faces) -> Option<BfString> {
        let of_bytes = |encoding: &'static encoding_rs::Encoding| {
            let bytes = code.to_be_bytes();
            let bytes = &bytes[(code.leading_zeros() / 8).min(3) as usize..];
            let text = encoding.decode_without_bom_handling_and_without_replacement(bytes)?;
            Some(BfString::String(text.into_owned()))
        };
        match self.codes {
            Codes::Own => None,
            Codes::Utf16 if code > 0xFFFF => {
                let units = [(code >> 16) as u16, code as u16];
                char::decode_utf16(units).next()?.ok().map(BfString::Char)
            }
            Codes::Utf16 => char::from_u32(code).map(BfString::Char),
            Codes::Gb18030 => of_bytes(encoding_rs::GB18030),
            Codes::Big5 => of_bytes(encoding_rs::BIG5),
            Codes::Gb1 => faces.gb1.as_ref()?.lookup_bf_string(code),
        }
    }
}

/// The program of a character and the name of its font.
fn key(glyph: &PositionedGlyph<'_>) -> Option<(u128, Option<String>)> {
    match &**glyph {
        Glyph::Outline(outline) => outline.font_data().map(|data| (data.cache_key, data.postscript_name)),
        Glyph::Type3(_) => None,
    }
}

/// A page that shows the first code of a font, or for Type 1 all of them.
fn sample(name: &Name<'_>, all: bool) -> Vec<u8> {
    let mut content = b"BT /".to_vec();
    for &byte in name.iter() {
        content.extend(format!("#{byte:02X}").bytes());
    }
    content.extend(b" 1 Tf <");
    if all {
        content.extend((0..=u8::MAX).flat_map(|code| format!("{code:02X}").into_bytes()));
    } else {
        content.extend(b"0000");
    }
    content.extend(b"> Tj ET");
    content
}

fn is_bold(font: &Dict<'_>) -> bool {
    let Some(name) = font.get::<Name<'_>>(b"BaseFont") else { return false };
    let bytes: &[u8] = &name;
    // Names of Chinese fonts come in UTF-8 and in the code page of Windows.
    let name = match std::str::from_utf8(bytes) {
        Ok(name) => name.into(),
        Err(_) => encoding_rs::GB18030.decode_without_bom_handling(bytes).0,
    };
    is_bold_name(&name)
}

/// How the codes of a composite font without a map to Unicode are to be read (ISO 32000-1, 9.7.5.2).
fn codes(font: &Dict<'_>) -> Codes {
    if font.get::<Stream<'_>>(b"ToUnicode").is_some() {
        return Codes::Own;
    }
    let Some(descendant) =
        font.get::<Array<'_>>(b"DescendantFonts").and_then(|fonts| fonts.iter::<Dict<'_>>().next())
    else {
        return Codes::Own;
    };
    let Some(Object::Name(encoding)) = font.get::<Object<'_>>(b"Encoding") else { return Codes::Own };
    let encoding: &[u8] = &encoding;
    let begins = |prefixes: &[&[u8]]| prefixes.iter().any(|prefix| encoding.starts_with(prefix));
    if begins(&[b"UniGB", b"UniCNS", b"UniJIS", b"UniKS"]) {
        Codes::Utf16
    } else if begins(&[b"GB"]) {
        Codes::Gb18030
    } else if begins(&[b"ETen", b"B5pc", b"HKscs"]) {
        Codes::Big5
    } else if begins(&[b"Identity"]) && is_gb1(&descendant) {
        Codes::Gb1
    } else {
        Codes::Own
    }
}

fn is_gb1(descendant: &Dict<'_>) -> bool {
    let info = descendant.get::<Dict<'_>>(b"CIDSystemInfo");
    let ordering = info.and_then(|info| info.get::<hayro_syntax::object::String<'_>>(b"Ordering"));
    ordering.is_some_and(|ordering| ordering.as_ref() == b"GB1")
}

/// Keeps what a font draws with.
#[derive(Default)]
struct Probe {
    key: Option<(u128, Option<String>)>,
    glyphs: Vec<GlyphIdentifier>,
}

impl<'a> hayro_interpret::Device<'a> for Probe {
    fn draw_glyph_run(&mut self, run: &GlyphRun<'_, 'a>, _: DrawProps<'a>, _: &DrawMode) {
        for glyph in run.glyphs() {
            match (key(glyph), &**glyph) {
                (Some(key), _) => self.key = Some(key),
                (None, Glyph::Outline(outline)) => self.glyphs.push(outline.identifier()),
                (None, Glyph::Type3(_)) => {}
            }
        }
    }

    fn draw_path(&mut self, _: &BezPath, _: DrawProps<'a>, _: &DrawMode) {}
    fn push_clip_path(&mut self, _: &ClipPath) {}
    fn push_clip_rect(&mut self, _: &Rect) {}
    fn push_transparency_group(&mut self, _: f32, _: Option<SoftMask<'a>>, _: BlendMode) {}
    fn draw_image(&mut self, _: Image<'a, '_>, _: ImageDrawProps<'a>) {}
    fn pop_clip(&mut self) {}
    fn pop_transparency_group(&mut self) {}
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_of_known_encodings_are_read() {
        let decode = |codes, code| Face { bold: false, codes }.decode(code, &Faces::default());
        assert_eq!(decode(Codes::Utf16, 0x6574), Some(BfString::Char('整')));
        assert_eq!(decode(Codes::Utf16, 0xD842_DFB7), Some(BfString::Char('𠮷')));
        assert_eq!(decode(Codes::Gb18030, 0xD5FB), Some(BfString::String("整".into())));
        assert_eq!(decode(Codes::Gb18030, 0x41), Some(BfString::String("A".into())));
        assert_eq!(decode(Codes::Own, 0x41), None);
    }
}
