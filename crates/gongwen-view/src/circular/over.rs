//! Facts and notes over the words of a circular.

use std::ops::Range;

use super::words::{data, diagnostic_note, repair_note};
use super::{Reader, Slot};
use crate::model::{Fact, Mark, MarkOf, Note, NoteKind, Text};

impl Reader<'_> {
    /// The slot that holds a range.
    fn slot(&self, range: &Range<usize>) -> Option<usize> {
        let after = self.slots.partition_point(|slot| slot.range.start <= range.start);
        let at = after.checked_sub(1)?;
        (range.end <= self.slots[at].range.end).then_some(at)
    }

    fn text_of(&mut self, slot: usize) -> Option<&mut Text> {
        let Slot { block, is_heading, .. } = self.slots[slot];
        let block = &mut self.document.blocks[block];
        if is_heading { block.heading.as_mut() } else { block.text.as_mut() }
    }

    fn mark(&mut self, slot: usize, range: &Range<usize>, of: MarkOf) {
        let start = self.slots[slot].range.start;
        if let Some(text) = self.text_of(slot) {
            text.marks.push(Mark { range: range.start - start..range.end - start, of });
        }
    }

    pub(super) fn facts(&mut self) {
        let circular = self.circular;
        for found in circular.facts().all() {
            let range = found.range();
            let slot = self.slot(range);
            if slot.is_none() && !self.whole {
                continue;
            }
            let Some(data) = data(found.data) else { continue };
            let number = self.document.facts.len();
            if let Some(slot) = slot {
                self.mark(slot, range, MarkOf::Fact(number));
            }
            let source = circular.map().cover(range.clone());
            let place = source.map(|span| self.place(span.start())).unwrap_or_default();
            self.document.facts.push(Fact {
                id: found.id(),
                data,
                text: circular.words(range).to_owned(),
                block: slot.map(|slot| self.slots[slot].block),
                place,
            });
        }
    }

    pub(super) fn notes(&mut self) {
        let circular = self.circular;
        for (number, repair) in circular.repairs().iter().enumerate() {
            let at = circular.map().place(repair.span.start());
            self.note(at..at, repair.span.start(), || repair_note(number, repair, circular.source()));
        }
        for (number, found) in circular.diagnostics().iter().enumerate() {
            let range = circular.map().place(found.span.start())..circular.map().place(found.span.end());
            self.note(range, found.span.start(), || diagnostic_note(number, found));
        }
    }

    /// Puts a note where it belongs: over its words, between two characters, or into the list alone.
    fn note(&mut self, range: Range<usize>, source: usize, make: impl FnOnce() -> Note) {
        let after = self.slots.partition_point(|slot| slot.range.start <= range.start);
        let inside = |slot: &Slot| range.start <= slot.range.end;
        let slot = after.checked_sub(1).filter(|&at| inside(&self.slots[at]));
        if slot.is_none() && !self.whole {
            return;
        }
        let (number, note) = (self.document.notes.len(), make());
        if let Some(slot) = slot {
            let Range { start, end } = self.slots[slot].range;
            let covered = range.start..range.end.min(end);
            if covered.start < covered.end {
                self.mark(slot, &covered, MarkOf::Note(number));
            } else {
                self.point(slot, covered.start - start, number, &note);
            }
        }
        let block = slot.map(|slot| self.slots[slot].block);
        let place = self.place(source);
        self.document.notes.push(Note { block, place, ..note });
    }

    /// Shows a note between two characters. What only tells of a repair is not shown beside it.
    fn point(&mut self, slot: usize, at: usize, number: usize, note: &Note) {
        let first = self.pointed.insert((slot, at));
        if let Some(text) = self.text_of(slot).filter(|_| first || note.kind != NoteKind::Info) {
            text.points.push((at, number));
        }
    }
}
