//! Which bytes of the document stream have which properties: pages of runs (MS-DOC, ChpxFkp and PapxFkp).

use std::ops::Range;

use super::bytes::{plc, slice, u8_at, u16_at, u32_at};

/// A stretch of bytes that has the same properties.
#[derive(Debug, Clone)]
pub(super) struct Run {
    pub(super) bytes: Range<u32>,
    /// Of a paragraph, which is what `properties` go over; 0 for characters.
    pub(super) style: u16,
    /// Where its properties stand in the stream.
    properties: Range<usize>,
}

/// Runs in the order of their bytes.
#[derive(Debug, Default)]
pub(super) struct Runs(Vec<Run>);

const PAGE: usize = 512;
/// A page has at most 101 runs (MS-DOC, ChpxFkp).
const RUNS: u8 = 101;

impl Runs {
    pub(super) fn characters(table: &[u8], stream: &[u8]) -> Self {
        Self::new(table, stream, 1, |page, index, base| {
            let at = usize::from(u8_at(page, index)?) * 2;
            // No offset: nothing differs from the style.
            let length = if at == 0 { 0 } else { usize::from(u8_at(page, at)?) };
            Some((0, base + at + 1..base + at + 1 + length))
        })
    }

    pub(super) fn paragraphs(table: &[u8], stream: &[u8]) -> Self {
        Self::new(table, stream, 13, |page, index, base| {
            let at = usize::from(u8_at(page, index)?) * 2;
            if at == 0 {
                return Some((0, base..base));
            }
            // A count of words of two bytes, which leaves out half a word; or 0, then a count of whole ones.
            let (from, length) = match usize::from(u8_at(page, at)?) {
                0 => (at + 2, usize::from(u8_at(page, at + 1)?) * 2),
                words => (at + 1, words * 2 - 1),
            };
            let style = u16_at(page, from).unwrap_or(0);
            Some((style, base + from + 2..(base + from + length).max(base + from + 2)))
        })
    }

    /// `entry` reads the properties of one run: from the page, the place of its entry in it, and the place of the
    /// page in the stream.
    fn new(
        table: &[u8],
        stream: &[u8],
        size: usize,
        entry: impl Fn(&[u8], usize, usize) -> Option<(u16, Range<usize>)>,
    ) -> Self {
        let mut runs = Vec::new();
        // No page holds fewer than 512 bytes of the stream, whatever the table says.
        for (_, _, number) in plc(table, 4).take(stream.len() / PAGE + 1) {
            let base = (u32_at(number, 0).unwrap_or(0) & 0x003F_FFFF) as usize * PAGE;
            let Some(page) = slice(stream, base, PAGE) else { continue };
            let count = page[PAGE - 1].min(RUNS);
            for index in 0..usize::from(count) {
                let (Some(start), Some(end)) = (u32_at(page, index * 4), u32_at(page, index * 4 + 4)) else {
                    break;
                };
                let place = (usize::from(count) + 1) * 4 + index * size;
                if let Some((style, properties)) = entry(page, place, base)
                    && start < end
                {
                    runs.push(Run { bytes: start..end, style, properties });
                }
            }
        }
        runs.sort_by_key(|run| run.bytes.start);
        Self(runs)
    }

    /// The run that holds a byte.
    pub(super) fn at(&self, byte: u32) -> Option<&Run> {
        let after = self.0.partition_point(|run| run.bytes.start <= byte);
        self.0[..after].last().filter(|run| byte < run.bytes.end)
    }
}

impl Run {
    pub(super) fn properties<'b>(&self, stream: &'b [u8]) -> &'b [u8] {
        stream.get(self.properties.clone()).unwrap_or_default()
    }
}
