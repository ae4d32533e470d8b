//! RTF as Word on a Chinese machine has it: characters as bytes of code page 936, or as `\u`; a page number at the foot.

use encoding_rs::GBK;
use fastrand::Rng;

use crate::archive::document::{Paragraph, Style};

const HEAD: &str = "{\\rtf1\\ansi\\ansicpg936\\deff0\\deflang1033\\deflangfe2052\\uc1\r\n\
{\\fonttbl{\\f0\\fnil\\fcharset134 \\'b7\\'c2\\'cb\\'ce_GB2312;}{\\f1\\fmodern\\fcharset134 \\'ba\\'da\\'cc\\'e5;}}\r\n\
{\\stylesheet{\\ql \\f0\\fs32 \\snext0 Normal;}{\\s1\\qc\\outlinelevel0 \\f1\\fs44 \\sbasedon0 \\snext0 heading 1;}\
{\\s2\\outlinelevel1 \\f1\\fs32 \\sbasedon0 \\snext0 heading 2;}}\r\n\
{\\info{\\creatim\\yr2026\\mo3\\dy11\\hr9\\min0}}\r\n\
\\paperw11906\\paperh16838\\margl1474\\margr1474\\margt2098\\margb1984\\viewkind1\r\n\
{\\footer\\pard\\qc\\f0\\fs28 \\emdash  {\\field{\\*\\fldinst  PAGE }{\\fldrslt 1}} \\emdash \\par}\r\n";

/// How many characters stand in a line of the file; its end is no space.
const LINE: usize = 40;

pub(super) fn text(rng: &mut Rng, paragraphs: &[Paragraph]) -> String {
    let unicode = rng.bool();
    let mut out = HEAD.to_owned();
    for paragraph in paragraphs {
        let style = match paragraph.style {
            Style::Title => "\\s1\\qc\\f1\\fs44 ",
            Style::Number => "\\qc ",
            Style::Addressees => "",
            Style::Heading(_) => "\\s2\\fi640\\f1 ",
            Style::Body => "\\fi640 ",
            Style::Right => "\\qr ",
        };
        out.push_str("\\pard\\plain\\f0\\fs32\\uc1");
        out.push_str(style);
        let characters: Vec<char> = paragraph.whole().chars().collect();
        for line in characters.chunks(LINE) {
            line.iter().for_each(|&c| coded(c, unicode, &mut out));
            out.push_str("\r\n");
        }
        out.push_str("\\par\r\n");
    }
    out.push_str("}\r\n");
    out
}

fn coded(c: char, unicode: bool, out: &mut String) {
    match c {
        '\\' | '{' | '}' => out.extend(['\\', c]),
        c if c.is_ascii() => out.push(c),
        '“' if !unicode => out.push_str("\\ldblquote "),
        '”' if !unicode => out.push_str("\\rdblquote "),
        c if unicode || GBK.encode(c.encode_utf8(&mut [0; 4])).2 => {
            let mut units = [0; 2];
            for unit in c.encode_utf16(&mut units) {
                out.push_str(&format!("\\u{}?", unit.cast_signed()));
            }
        }
        c => {
            let mut buffer = [0; 4];
            for byte in GBK.encode(c.encode_utf8(&mut buffer)).0.iter() {
                out.push_str(&format!("\\'{byte:02x}"));
            }
        }
    }
}
