//! Results in order, put together to parts.

use std::collections::{HashMap, HashSet};
use std::path::Path;
use std::sync::atomic::Ordering;

use gongwen_tables::Table;

use crate::convert::{Options, Progress, Summary};
use crate::error::ArchiveError;
use crate::manifest::Line;
use crate::part::Content;
use crate::work::{Converted, Text};
use crate::writer::{Unwritten, Writer};

/// Bytes of texts that make a part, however few its rows.
const PART_TEXT: usize = 32 << 20;

/// Puts results together to parts.
pub(crate) struct Collector<'r, 'scope> {
    out: &'r Path,
    options: &'r Options,
    writer: Writer<'scope>,
    content: Content,
    rows: usize,
    text: usize,
    /// How many documents each content gave, by the key of its first.
    contents: HashMap<String, usize>,
    pub(crate) summary: Summary,
    progress: &'r mut (dyn FnMut(Progress) + Send),
}

impl<'r, 'scope> Collector<'r, 'scope> {
    pub(crate) fn new(
        out: &'r Path,
        options: &'r Options,
        writer: Writer<'scope>,
        contents: HashMap<String, usize>,
        progress: &'r mut (dyn FnMut(Progress) + Send),
    ) -> Self {
        let (content, summary) = (Content::default(), Summary::default());
        Self { out, options, writer, content, rows: 0, text: 0, contents, summary, progress }
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
        for lost in self.writer.unwritten() {
            // A copy that comes later has nothing to refer to.
            for key in &lost.keys {
                self.contents.remove(key);
            }
            take_back(&mut self.summary, &lost);
        }
        for copy in std::mem::take(&mut converted.copies) {
            let documents = self.contents.get(&copy.key).copied().unwrap_or_default();
            converted.copy(copy, documents);
        }
        // An input is done when all its files are, copies among them.
        converted.lines.sort_by_key(|line| matches!(line, Line::Input { done: true, .. }));
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
                Line::Part { .. } | Line::Input { done: false, .. } => {}
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

    /// Hands over what was gathered, to be written as a part.
    pub(crate) fn flush(&mut self) -> Result<(), ArchiveError> {
        let mut content = std::mem::take(&mut self.content);
        forget_beginnings(&mut content.lines);
        (self.rows, self.text) = (0, 0);
        if content.lines.is_empty() || self.writer.write(content) {
            return Ok(());
        }
        // Of no account: how the writer ended tells more.
        Err(ArchiveError::output(self.out, &"the parts before it could not be"))
    }

    /// Waits for what is being written, and sums up.
    pub(crate) fn end(mut self) -> Result<Summary, ArchiveError> {
        let (parts, unwritten) = self.writer.end()?;
        self.summary.parts = parts;
        unwritten.into_iter().for_each(|lost| take_back(&mut self.summary, &lost));
        Ok(self.summary)
    }
}

/// Where an input is done in the part that it was begun in, its beginning tells nothing.
fn forget_beginnings(lines: &mut Vec<Line>) {
    let done: HashSet<String> = (lines.iter())
        .filter_map(|line| match line {
            Line::Input { path, done: true, .. } => Some(path.clone()),
            _ => None,
        })
        .collect();
    lines.retain(|line| !matches!(line, Line::Input { path, done: false, .. } if done.contains(path)));
}

/// Documents that were counted when they were converted, and could not be written.
fn take_back(summary: &mut Summary, lost: &Unwritten) {
    summary.progress.documents -= lost.documents;
    summary.progress.failed += lost.files;
    summary.duplicates -= lost.duplicates;
}
