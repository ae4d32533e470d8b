//! The thread that reads: inputs in order, unpacked, copies told apart, in chunks for those that convert.

use std::collections::HashSet;
use std::ops::ControlFlow;
use std::sync::atomic::{AtomicBool, Ordering};

use crossbeam_channel::{Receiver, Sender};

use crate::convert::{Numbered, Options};
use crate::inputs::Input;
use crate::manifest::{Known, kept_input};
use crate::work::{Copy, Task, key};

/// Files that a thread takes at once: enough that handing over costs nothing.
const CHUNK_FILES: usize = 8;
/// A file, and the lines that tell of its beginning and its end.
const TASKS_A_FILE: usize = 3;
/// Bytes at which it takes fewer.
const CHUNK_BYTES: usize = 4 << 20;

/// Reads and unpacks the inputs, finds copies, and hands out chunks.
pub(crate) struct Feeder<'r> {
    known: &'r Known,
    options: &'r Options,
    tokens: Receiver<()>,
    out: Sender<Numbered<Vec<Task>>>,
    stop: &'r AtomicBool,
    /// Contents that this run has handed out.
    seen: HashSet<String>,
    chunk: Vec<Task>,
    bytes: usize,
    number: u64,
}

impl<'r> Feeder<'r> {
    pub(crate) fn new(
        known: &'r Known,
        options: &'r Options,
        tokens: Receiver<()>,
        out: Sender<Numbered<Vec<Task>>>,
        stop: &'r AtomicBool,
    ) -> Self {
        let (seen, chunk) = (HashSet::new(), Vec::new());
        Self { known, options, tokens, out, stop, seen, chunk, bytes: 0, number: 0 }
    }

    pub(crate) fn input(&mut self, input: &Input) -> ControlFlow<()> {
        let read = gongwen_read::bytes_of(&input.path, &self.options.read);
        let whole = read.as_ref().map(|bytes| key(bytes)).unwrap_or_default();
        // Before its files: where the run ends among them, the next one tells by it whether the input is still the same.
        self.tell(input, &whole, false)?;
        let options = self.options;
        let mut flow = ControlFlow::Continue(());
        let walked = read.and_then(|bytes| {
            gongwen_read::files_of_bytes(bytes, &input.name, &options.read, |found| {
                flow = self.found(found, &input.name);
                flow
            })
        });
        if let Err(error) = walked {
            self.failed(input.name.clone(), &input.name, error)?;
        }
        flow?;
        self.tell(input, &whole, true)
    }

    /// Records an input as begun or done.
    fn tell(&mut self, input: &Input, key: &str, done: bool) -> ControlFlow<()> {
        let (path, key) = (input.name.clone(), key.to_owned());
        self.push(Task::Input { path, size: input.size, modified: input.modified, key, done }, 0)
    }

    /// Records what cannot be read, where no run did that was ended before the input was.
    fn failed(&mut self, path: String, input: &str, error: gongwen_read::Error) -> ControlFlow<()> {
        if self.known.files.contains(&path) {
            return ControlFlow::Continue(());
        }
        let input = kept_input(&path, input);
        self.push(Task::Failed { path, input, error }, 0)
    }

    fn found(
        &mut self,
        found: Result<gongwen_read::File, gongwen_read::Error>,
        input: &str,
    ) -> ControlFlow<()> {
        let file = match found {
            Ok(file) => file,
            Err(error) => {
                let path = error.name().unwrap_or_default().to_owned();
                return self.failed(path, input, error);
            }
        };
        // Of an archive that a killed run had begun.
        if self.known.files.contains(file.name()) {
            return ControlFlow::Continue(());
        }
        let input = kept_input(file.name(), input);
        let (key, bytes) = (key(file.bytes()), file.bytes().len());
        if self.known.contents.contains_key(&key) || !self.seen.insert(key.clone()) {
            let copy = Copy { path: file.name().to_owned(), input, key, bytes: bytes as u64 };
            return self.push(Task::Duplicate(copy), 0);
        }
        self.push(Task::Convert { file, input, key }, bytes)
    }

    fn push(&mut self, task: Task, bytes: usize) -> ControlFlow<()> {
        self.chunk.push(task);
        self.bytes += bytes;
        if self.chunk.len() < TASKS_A_FILE * CHUNK_FILES && self.bytes < CHUNK_BYTES {
            return ControlFlow::Continue(());
        }
        self.send()
    }

    /// Hands on what is left.
    pub(crate) fn send(&mut self) -> ControlFlow<()> {
        if self.stop.load(Ordering::Relaxed) {
            return ControlFlow::Break(());
        }
        let chunk = std::mem::take(&mut self.chunk);
        self.bytes = 0;
        if chunk.is_empty() {
            return ControlFlow::Continue(());
        }
        if self.tokens.recv().is_err() || self.out.send((self.number, chunk)).is_err() {
            return ControlFlow::Break(());
        }
        self.number += 1;
        ControlFlow::Continue(())
    }
}
