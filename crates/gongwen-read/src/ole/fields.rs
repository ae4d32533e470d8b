//! Fields (MS-DOC, Plcfld): what they were made from is not shown, their result is.

use std::collections::HashMap;
use std::ops::Range;

use crate::numeral;

const BEGIN: u16 = 0x13;
const SEPARATOR: u16 = 0x14;
const END: u16 = 0x15;

/// The fields of a stretch of text.
#[derive(Debug, Default)]
pub(super) struct Fields {
    /// Instructions, in order, apart from one another.
    hidden: Vec<Range<usize>>,
    /// What fields without a result show, by the place of their end.
    pub(super) shown: HashMap<usize, String>,
}

impl Fields {
    /// Finds the fields that are whole. One that does not end hides nothing: the text behind it would be lost.
    pub(super) fn new(units: &[u16], range: Range<usize>) -> Self {
        let mut found = Self::default();
        let mut open: Vec<(usize, Option<usize>)> = Vec::new();
        for at in range {
            match units.get(at) {
                Some(&BEGIN) => open.push((at, None)),
                Some(&SEPARATOR) => {
                    if let Some((_, separator @ None)) = open.last_mut() {
                        *separator = Some(at);
                    }
                }
                Some(&END) => {
                    if let Some((begin, separator)) = open.pop() {
                        if separator.is_none()
                            && let Some(text) =
                                numeral::equation(&String::from_utf16_lossy(&units[begin + 1..at]))
                        {
                            found.shown.insert(at, text);
                        }
                        found.hidden.push(begin..separator.unwrap_or(at));
                    }
                }
                _ => {}
            }
        }
        found.hidden.sort_by_key(|range| range.start);
        // An instruction within another is hidden with it.
        found.hidden.dedup_by(|inner, outer| {
            let within = inner.start < outer.end;
            if within {
                outer.end = outer.end.max(inner.end);
            }
            within
        });
        found
    }

    /// Whether a character belongs to an instruction.
    pub(super) fn hides(&self, at: usize) -> bool {
        let after = self.hidden.partition_point(|range| range.start <= at);
        self.hidden[..after].last().is_some_and(|range| at < range.end)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str) -> String {
        let units: Vec<u16> = text.encode_utf16().collect();
        let fields = Fields::new(&units, 0..units.len());
        let mut out = String::new();
        for (at, unit) in units.iter().enumerate() {
            if !fields.hides(at) && *unit >= 0x20 {
                out.extend(char::from_u32(u32::from(*unit)));
            }
            out.extend(fields.shown.get(&at).map(String::as_str));
        }
        out
    }

    #[test]
    fn only_results_are_shown() {
        assert_eq!(shown("前\u{13}HYPERLINK \u{13}X\u{14}Y\u{15}\u{14}链接\u{15}后"), "前链接后");
        assert_eq!(shown("前\u{13}PAGE\u{15}后"), "前后");
        assert_eq!(shown("前\u{13}PAGE 后"), "前PAGE 后");
        assert_eq!(shown("\u{15}\u{14}后"), "后");
    }

    #[test]
    fn a_number_in_a_circle_is_shown() {
        assert_eq!(shown("\u{13}eq \\o\\ac(○,3)\u{15}推进"), "③推进");
        assert_eq!(shown("\u{13}EQ \\o\\ac(○,印)\u{15}章"), "印章");
    }
}
