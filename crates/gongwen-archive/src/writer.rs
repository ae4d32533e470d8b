//! The thread that writes parts, while others convert what comes next.

use std::path::Path;
use std::thread::{Scope, ScopedJoinHandle};

use crossbeam_channel::{Receiver, Sender, bounded, unbounded};

use crate::convert::Options;
use crate::error::ArchiveError;
use crate::manifest::Line;
use crate::part::{Content, commit};
use crate::plan::heading;
use crate::work::{Converted, Place};

/// What came of a part that could not be written.
#[derive(Debug, Default)]
pub(crate) struct Unwritten {
    /// Keys of contents that are not there.
    pub(crate) keys: Vec<String>,
    pub(crate) documents: u64,
    pub(crate) duplicates: u64,
    /// Files that had not failed before.
    pub(crate) files: u64,
}

/// The collector's end of the thread.
pub(crate) struct Writer<'scope> {
    parts: Sender<Content>,
    unwritten: Receiver<Unwritten>,
    thread: ScopedJoinHandle<'scope, Result<u64, ArchiveError>>,
}

impl<'scope> Writer<'scope> {
    /// Starts the thread; `number` is that of its first part.
    pub(crate) fn start<'env>(
        scope: &'scope Scope<'scope, 'env>,
        out: &'env Path,
        options: &'env Options,
        number: u32,
    ) -> Self {
        // Without a queue: one part is written while the next is gathered, and no third is in memory.
        let (parts, received) = bounded(0);
        let (told, unwritten) = unbounded();
        let state = State { out, options, number, parts: 0, told };
        Self { parts, unwritten, thread: scope.spawn(move || state.run(&received)) }
    }

    /// Hands over a part; false where the thread has ended, and [`Self::end`] tells why.
    pub(crate) fn write(&self, content: Content) -> bool {
        self.parts.send(content).is_ok()
    }

    /// What could not be written since the last call.
    pub(crate) fn unwritten(&self) -> impl Iterator<Item = Unwritten> {
        self.unwritten.try_iter()
    }

    /// Waits for the last part. Gives how many were written, and what of them could not be.
    pub(crate) fn end(self) -> Result<(u64, Vec<Unwritten>), ArchiveError> {
        drop(self.parts);
        let written = match self.thread.join() {
            Ok(written) => written?,
            Err(panic) => std::panic::resume_unwind(panic),
        };
        Ok((written, self.unwritten.try_iter().collect()))
    }
}

struct State<'env> {
    out: &'env Path,
    options: &'env Options,
    number: u32,
    parts: u64,
    told: Sender<Unwritten>,
}

impl State<'_> {
    fn run(mut self, parts: &Receiver<Content>) -> Result<u64, ArchiveError> {
        for mut content in parts {
            match self.commit(&mut content) {
                Err(error) if !self.options.fail_fast => self.record_unwritten(content, &error)?,
                written => written?,
            }
        }
        Ok(self.parts)
    }

    fn commit(&mut self, content: &mut Content) -> Result<(), ArchiveError> {
        content.lines.insert(0, heading(self.options));
        commit(self.out, self.number, content, &self.options.formats, self.options.csv)?;
        self.number += 1;
        self.parts += 1;
        Ok(())
    }

    /// Nothing of a part is there that could not be written: the disk was full. Its files are recorded as failed, which takes
    /// little room, and the run goes on: there may be room again. Where there is none even for that, the run ends.
    fn record_unwritten(&mut self, content: Content, error: &ArchiveError) -> Result<(), ArchiveError> {
        let (mut lost, mut told) = (Converted::default(), Unwritten::default());
        for line in content.lines {
            match line {
                Line::Part { .. } => {}
                Line::Input { .. } => lost.lines.push(line),
                Line::File { path, input, bytes, documents, duplicate, errors } => {
                    if duplicate {
                        told.duplicates += 1;
                    } else {
                        told.documents += documents.len() as u64;
                        told.keys.extend(documents.into_iter().next());
                    }
                    told.files += u64::from(errors.is_empty());
                    lost.unwritten(Place { path, input, bytes }, errors, error);
                }
            }
        }
        let batches = lost.builder.finish().map_err(|error| ArchiveError::output(self.out, &error))?;
        let batches = batches.into_iter().map(|(_, batch)| vec![batch]).collect();
        self.commit(&mut Content { batches, texts: Vec::new(), lines: lost.lines })?;
        // Whoever would listen is gone only where the run has ended.
        let _ = self.told.send(told);
        Ok(())
    }
}
