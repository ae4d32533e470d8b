//! Pages of placed characters, as PDF and OFD have them: characters to lines, lines to paragraphs, page numbers and
//! running heads apart.
//!
//! | module | what it does |
//! |---|---|
//! | `turn` | a page that is read sideways is set upright; text across it is told from the rest |
//! | `line` | characters to lines |
//! | `compose` | characters of a line to text: which gaps are spaces |
//! | `column` | two columns side by side are read one after the other |
//! | `grid` | ruling lines to the cells of a table |
//! | `furniture` | page numbers, running heads, watermarks |
//! | `margin` | where the lines of a document begin and end |
//! | `paragraph` | which line opens a paragraph |
//! | `table` | cells to rows, over the ends of pages |
//! | `flow` | all of it in order, into a document |
//!
//! Lengths are points, from the upper left corner of a page. What "a character" is as a length is the size of the
//! type: Chinese characters are as wide as they are high.

mod column;
mod compose;
mod flow;
mod furniture;
mod grid;
mod line;
mod margin;
mod note;
mod paragraph;
mod table;
#[cfg(test)]
mod testing;
mod turn;

use gongwen::block::Area;

pub(crate) use flow::{lay_out, on_page};
pub(crate) use turn::Turn;

/// One character on a page. A ligature is given as several.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Glyph {
    pub(crate) c: char,
    /// Left end of its base line.
    pub(crate) x: f32,
    /// Its base line.
    pub(crate) y: f32,
    pub(crate) width: f32,
    /// The size of its type.
    pub(crate) size: f32,
    pub(crate) bold: bool,
    /// Drawn in so light a colour that it may stand behind the text.
    pub(crate) light: bool,
    pub(crate) turn: Turn,
}

/// A ruling line, level or upright.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Rule {
    pub(crate) x0: f32,
    pub(crate) y0: f32,
    pub(crate) x1: f32,
    pub(crate) y1: f32,
}

/// Lines thicker than this are areas.
const THICK: f32 = 3.0;
/// Shorter strokes are parts of drawings.
const SHORT: f32 = 4.0;

impl Rule {
    /// A box that is so flat that it is a line.
    pub(crate) fn of_box(x0: f32, y0: f32, x1: f32, y1: f32) -> Option<Self> {
        let (x0, x1) = (x0.min(x1), x0.max(x1));
        let (y0, y1) = (y0.min(y1), y0.max(y1));
        let (width, height) = (x1 - x0, y1 - y0);
        if height <= THICK && width > SHORT && width > height {
            let y = f32::midpoint(y0, y1);
            Some(Self { x0, y0: y, x1, y1: y })
        } else if width <= THICK && height > SHORT {
            let x = f32::midpoint(x0, x1);
            Some(Self { x0: x, y0, x1: x, y1 })
        } else {
            None
        }
    }

    pub(crate) fn is_level(&self) -> bool {
        self.y0 == self.y1
    }
}

/// Bytes of a character, or of a ruling line, while pages are read. They count as unpacked: a few bytes of a file can
/// draw many of them.
pub(crate) const MARK: u64 = 64;

/// A page as its reader found it.
#[derive(Debug, Clone, Default)]
pub(crate) struct Page {
    /// From 1.
    pub(crate) number: u32,
    pub(crate) width: f32,
    pub(crate) height: f32,
    pub(crate) glyphs: Vec<Glyph>,
    pub(crate) rules: Vec<Rule>,
    /// The part of a package that it is.
    pub(crate) part: Option<String>,
    /// What of it could not be read.
    pub(crate) damage: Option<String>,
    /// How it was turned to stand upright.
    pub(crate) turned: Turn,
}

/// A box, while it is put together.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Frame {
    pub(crate) x0: f32,
    pub(crate) y0: f32,
    pub(crate) x1: f32,
    pub(crate) y1: f32,
}

impl Frame {
    fn join(self, other: Self) -> Self {
        Self {
            x0: self.x0.min(other.x0),
            y0: self.y0.min(other.y0),
            x1: self.x1.max(other.x1),
            y1: self.y1.max(other.y1),
        }
    }
}

impl Page {
    /// The page without what is on it.
    fn bare(&self) -> Self {
        Self {
            number: self.number,
            width: self.width,
            height: self.height,
            part: self.part.clone(),
            turned: self.turned,
            ..Self::default()
        }
    }

    /// Takes off what stands beyond the edges, where nobody sees it: marks for the cutter, text of what was cropped.
    fn take_outside(&mut self) -> String {
        let (width, height) = (self.width, self.height);
        let is_outside = |glyph: &Glyph| {
            let x = glyph.x + glyph.width / 2.0;
            x < 0.0 || x > width || glyph.y < 0.0 || glyph.y - glyph.size > height
        };
        let outside = self.glyphs.iter().filter(|glyph| is_outside(glyph)).map(|glyph| glyph.c).collect();
        self.glyphs.retain(|glyph| !is_outside(glyph));
        outside
    }

    /// Where a box of the upright page stands on the page as the file has it.
    fn area(&self, frame: Frame) -> Area {
        let Frame { x0, y0, x1, y1 } = self.turned.back(frame, self.width, self.height);
        // A tenth of a point is finer than the eye; more digits would be noise.
        let round = |value: f32| (value * 10.0).round() / 10.0;
        Area { left: round(x0), top: round(y0), width: round(x1 - x0), height: round(y1 - y0) }
    }
}

/// Whether the name of a font says that it is bold. Black type (黑体) is how headings stand out (GB/T 9704-2012,
/// 7.3.3); YaHei is a font of running text that has it in its name.
pub(crate) fn is_bold_name(name: &str) -> bool {
    let name = name.to_lowercase();
    ["bold", "heavy", "black", "黑体", "粗"].iter().any(|word| name.contains(word))
        || (name.contains("hei") && !name.contains("yahei"))
}

#[cfg(test)]
mod tests {
    use super::is_bold_name;

    #[test]
    fn bold_fonts_are_told_by_name() {
        for name in
            ["SimHei", "AAAAAA+NotoSerifCJKsc-Bold", "黑体", "FZHei-B01S", "MicrosoftYaHei-Bold", "STHeiti"]
        {
            assert!(is_bold_name(name), "{name}");
        }
        for name in ["SimSun", "MicrosoftYaHei", "FangSong_GB2312", "KaiTi", "仿宋"] {
            assert!(!is_bold_name(name), "{name}");
        }
    }
}
