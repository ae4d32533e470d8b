//! What each word does.

use super::charset::{self, Coding};
use super::{Chp, Destination, Pap, Place, Reader};
use crate::edges::Down;

/// Groups that hold no text of the document.
const SKIPPED: &[&[u8]] = &[
    b"shprslt",
    b"colortbl",
    b"info",
    b"pict",
    b"nonshppict",
    b"nonesttables",
    b"objdata",
    b"objclass",
    b"sp",
    b"pn",
    b"filetbl",
    b"revtbl",
    b"listtable",
    b"listoverridetable",
    b"xe",
    b"tc",
    b"rxe",
    b"txe",
    b"bkmkstart",
    b"bkmkend",
    b"atnid",
    b"atnauthor",
    b"ftnsep",
    b"ftnsepc",
    b"ftncn",
    b"aftnsep",
    b"aftnsepc",
    b"aftncn",
    b"datafield",
    b"themedata",
    b"colorschememapping",
    b"latentstyles",
    b"generator",
    b"template",
    b"panose",
    b"falt",
];

impl Reader<'_> {
    /// Words that say what the text of a group is.
    pub(super) fn destination(&mut self, word: &[u8]) -> bool {
        match word {
            b"fonttbl" => self.into(Destination::Fonts),
            b"stylesheet" => self.into(Destination::Styles),
            b"listtext" | b"pntext" => self.into(Destination::Label),
            b"fldinst" => self.into(Destination::Instruction),
            b"footnote" => self.begin(Place::Note),
            b"annotation" => self.begin(Place::Comment),
            b"shptxt" | b"dptxbxtext" => self.begin(Place::Box),
            b"header" | b"headerl" | b"headerr" | b"headerf" | b"footer" | b"footerl" | b"footerr"
            | b"footerf" => self.begin(Place::Head),
            // Known, and nothing of them is skipped: what follows says more.
            b"shpinst" | b"fldrslt" | b"field" | b"result" | b"shp" | b"shpgrp" | b"do" => {}
            // The same text twice: for old readers first, then in Unicode.
            b"upr" => {
                self.state.before = self.state.destination;
                self.into(Destination::Skipped);
            }
            b"ud" => self.state.destination = self.state.before,
            word if SKIPPED.contains(&word) => self.into(Destination::Skipped),
            _ => return false,
        }
        true
    }

    /// Words of the head of the file, of fonts and styles.
    pub(super) fn definition(&mut self, word: &[u8], number: Option<i32>) -> bool {
        let value = number.unwrap_or(0);
        match (self.state.destination, word) {
            (_, b"ansicpg") => self.file = charset::by_code_page(value),
            (_, b"mac") => self.file = charset::by_code_page(10000),
            (_, b"deff") => self.default_font = value,
            (Destination::Fonts, b"f") => self.state.font = value,
            (Destination::Fonts, b"fcharset") => {
                self.fonts.insert(self.state.font, charset::by_charset(value));
            }
            (Destination::Fonts, b"cpg") => {
                if let Some(charset) = charset::by_code_page(value) {
                    self.fonts.insert(self.state.font, Coding::As(charset));
                }
            }
            (Destination::Fonts, _) => {}
            (Destination::Styles, b"s") => self.style.number = value,
            (Destination::Styles, b"outlinelevel") => self.style.outline = Some(value),
            (Destination::Styles, b"cs" | b"ds" | b"ts") => self.style.number = -1,
            (Destination::Styles, b"f") => self.state.font = value,
            (Destination::Styles, _) => {}
            _ => return false,
        }
        true
    }

    pub(super) fn properties(&mut self, word: &[u8], number: Option<i32>) -> bool {
        let on = number != Some(0);
        let value = number.unwrap_or(0);
        let (chp, pap) = (&mut self.state.chp, &mut self.state.pap);
        match word {
            b"b" => chp.bold = on,
            b"v" => chp.hidden = on,
            b"deleted" => chp.deleted = on,
            b"fs" => chp.size = value,
            b"plain" => {
                *chp = Chp::default();
                self.state.font = -1;
            }
            // Of the fonts that a run names, the last one holds for what follows.
            b"f" => self.state.font = value,
            b"uc" => self.state.fallback = usize::try_from(value).unwrap_or(1),
            b"pard" => *pap = Pap::default(),
            b"qc" => pap.centred = true,
            b"ql" | b"qr" | b"qj" | b"qd" => pap.centred = false,
            b"li" => pap.left = value,
            b"fi" => pap.first = value,
            b"culi" => pap.left_chars = value,
            b"cufi" => pap.first_chars = value,
            b"outlinelevel" => pap.outline = number,
            b"s" => pap.style = value,
            b"intbl" => pap.in_table = true,
            _ => return false,
        }
        true
    }

    /// Words that define a row.
    pub(super) fn row(&mut self, word: &[u8], number: Option<i32>) -> bool {
        let value = number.unwrap_or(0);
        let sink = self.sink();
        match word {
            b"trowd" => sink.define_row(),
            b"trleft" => sink.left_edge(value),
            b"cellx" => sink.right_edge(value),
            b"clmgf" => sink.merge_across(2),
            b"clmrg" => sink.merge_across(1),
            b"clvmgf" => sink.merge_down(Down::First),
            b"clvmrg" => sink.merge_down(Down::Covered),
            b"row" => sink.end_row(),
            _ => return false,
        }
        true
    }

    /// Words that stand for a character, or for the end of something.
    pub(super) fn character(&mut self, word: &[u8]) {
        let heading = self.heading();
        let pap = self.state.pap;
        let text = match word {
            b"par" | b"sect" | b"nestcell" if self.state.destination == Destination::Text => {
                // A mark that is deleted ends nothing.
                if !self.state.chp.deleted {
                    self.sink().end_paragraph(&pap, heading);
                }
                return;
            }
            b"cell" => return self.sink().end_cell(&pap, heading),
            b"page" => return self.sink().end_page(&pap, heading),
            b"chpgn" => {
                self.sink().page_number = true;
                return;
            }
            b"line" | b"lbr" | b"column" => "\n",
            b"tab" => "\t",
            b"emdash" => "—",
            b"endash" => "–",
            b"lquote" => "‘",
            b"rquote" => "’",
            b"ldblquote" => "“",
            b"rdblquote" => "”",
            b"bullet" => "•",
            b"emspace" => "\u{2003}",
            b"enspace" => "\u{2002}",
            b"qmspace" => "\u{2005}",
            _ => return,
        };
        self.put(text);
    }
}
