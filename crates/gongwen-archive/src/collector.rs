//! The thread that writes: results in order, put together to parts.

use std::collections::HashMap;
use std::path::Path;
use std::sync::atomic::Ordering;

use gongwen_tables::Table;

use crate::convert::{Options, Progress, Summary};
use crate::error::ArchiveError;
use crate::manifest::Line;
use crate::part::{Content, commit};
use crate::plan::fingerprint;
use crate::work::{Converted, Text};

/// Bytes of texts that make a part, however few its rows.
const PART_TEXT: usize = 32 << 20;

/// Puts results together to parts.
pub(crate) struct Collector<'r> {
    out: &'r Path,
    options: &'r Options,
    number: u32,
    content: Content,
    rows: usize,
    text: usize,
    /// How many documents each content gave, by the key of its first.
    contents: HashMap<String, usize>,
    pub(crate) summary: Summary,
    progress: &'r mut (dyn FnMut(Progress) + Send),
}

impl<'r> Collector<'r> {
    pub(crate) fn new(
        out: &'r Path,
        options: &'r Options,
        number: u32,
        contents: HashMap<String, usize>,
        progress: &'r mut (dyn FnMut(Progress) + Send),
    ) -> Self {
        let (content, summary) = (Content::default(), Summary::default());
        Self { out, options, number, content, rows: 0, text: 0, contents, summary, progress }
    }

    /// Takes what came of a chunk; false where the run is to stop.
    pub(crate) fn take(&mut self, mut converted: Converted) -> Result<bool, ArchiveError> {
        for line in &converted.lines {
            if let Line::File { documents, .. } = line
                && let Some(key) = documents.first()
            {
                self.contents.insert(key.clone(), documents.len());
            }
        }
        for copy in std::mem::take(&mut converted.copies) {
            let documents = self.contents.get(&copy.key).copied().unwrap_or_default();
            converted.copy(copy, documents);
        }
        // An input is done when all its files are, copies among them.
        converted.lines.sort_by_key(|line| matches!(line, Line::Input { .. }));
        self.rows += converted.builder.rows();
        self.text += converted.texts.iter().map(Text::len).sum::<usize>();
        let failed = self.count(&converted.lines);
        let batches = converted.builder.finish().map_err(|error| ArchiveError::output(self.out, &error))?;
        self.content.batches.resize_with(Table::ALL.len(), Vec::new);
        for (held, (_, batch)) in self.content.batches.iter_mut().zip(batches) {
            if batch.num_rows() > 0 {
                held.push(batch);
            }
        }
        self.content.texts.append(&mut converted.texts);
        self.content.lines.append(&mut converted.lines);
        (self.progress)(self.summary.progress);
        if self.rows >= self.options.part_rows || self.text >= PART_TEXT {
            self.flush()?;
        }
        let asked = self.options.stop.load(Ordering::Relaxed);
        self.summary.stopped = asked || (self.options.fail_fast && failed);
        Ok(!self.summary.stopped)
    }

    /// Counts what is in a chunk; whether something of it failed.
    fn count(&mut self, lines: &[Line]) -> bool {
        let before = self.summary.progress.failed;
        for line in lines {
            match line {
                Line::Part { .. } => {}
                Line::Input { .. } => self.summary.progress.inputs += 1,
                Line::File { bytes, documents, duplicate, errors, .. } => {
                    self.summary.progress.bytes += bytes;
                    self.summary.progress.failed += u64::from(!errors.is_empty());
                    if *duplicate {
                        self.summary.duplicates += 1;
                    } else {
                        self.summary.progress.documents += documents.len() as u64;
                    }
                }
            }
        }
        self.summary.progress.failed > before
    }

    /// Writes what was gathered as a part.
    pub(crate) fn flush(&mut self) -> Result<(), ArchiveError> {
        let mut content = std::mem::take(&mut self.content);
        (self.rows, self.text) = (0, 0);
        if content.lines.is_empty() {
            return Ok(());
        }
        let written = self.commit(&mut content);
        match written {
            Err(error) if !self.options.fail_fast => self.record_unwritten(content, &error),
            written => written,
        }
    }

    fn commit(&mut self, content: &mut Content) -> Result<(), ArchiveError> {
        let (tool, options) = fingerprint(self.options);
        let (formats, bom) = (self.options.formats.clone(), self.options.csv.bom);
        content.lines.insert(0, Line::Part { tool, formats, bom, options });
        commit(self.out, self.number, content, &self.options.formats, self.options.csv)?;
        self.number += 1;
        self.summary.parts += 1;
        Ok(())
    }

    /// Nothing of a part is there that could not be written: the disk was full. Its files are recorded as failed, which takes
    /// little room, and the run goes on: there may be room again. Where there is none even for that, the run ends.
    fn record_unwritten(&mut self, content: Content, error: &ArchiveError) -> Result<(), ArchiveError> {
        let mut lost = Converted::default();
        for line in content.lines {
            match line {
                Line::Part { .. } => {}
                Line::Input { .. } => lost.lines.push(line),
                Line::File { path, bytes, documents, duplicate, errors } => {
                    if let (Some(key), false) = (documents.first(), duplicate) {
                        // A copy that comes later has nothing to refer to.
                        self.contents.remove(key);
                        self.summary.progress.documents -= documents.len() as u64;
                    }
                    self.summary.duplicates -= u64::from(duplicate);
                    self.summary.progress.failed += u64::from(errors.is_empty());
                    lost.unwritten(&path, bytes, errors, error);
                }
            }
        }
        let batches = lost.builder.finish().map_err(|error| ArchiveError::output(self.out, &error))?;
        let batches = batches.into_iter().map(|(_, batch)| vec![batch]).collect();
        self.commit(&mut Content { batches, texts: Vec::new(), lines: lost.lines })
    }
}
