//! One file to rows, and to the texts that are asked for: what the threads of a run do.

use std::panic::{AssertUnwindSafe, catch_unwind};

use gongwen::render::{Offsets, to_json_line, to_markdown};
use gongwen_read::File;
use gongwen_tables::{Builder, doc_id};

use crate::error::ArchiveError;
use crate::manifest::{Fault, Line};
use crate::part::OutputFormat;

/// What the reading thread hands on. `input` is what lines keep of the input, see [`crate::manifest::kept_input`].
pub(crate) enum Task {
    /// A file to convert, under its name, with the key of its first document.
    Convert { file: File, input: String, key: String },
    /// A file with the content of an earlier one.
    Duplicate(Copy),
    /// A file that cannot be read.
    Failed { path: String, input: String, error: gongwen_read::Error },
    /// The files of an input come next, or have all been handed on.
    Input { path: String, size: u64, modified: u64, key: String, done: bool },
}

/// The text of a document: a line of JSON, or a page of Markdown.
pub(crate) struct Text {
    pub(crate) doc_id: String,
    pub(crate) name: String,
    pub(crate) json: Option<String>,
    pub(crate) markdown: Option<String>,
}

impl Text {
    /// Bytes in memory.
    pub(crate) fn len(&self) -> usize {
        [&self.json, &self.markdown].into_iter().flatten().map(String::len).sum()
    }
}

/// A file with the content of an earlier one. What came of that one is known where the results are put in order.
pub(crate) struct Copy {
    pub(crate) path: String,
    pub(crate) input: String,
    pub(crate) key: String,
    pub(crate) bytes: u64,
}

/// A file that was found: where, and in which input where its path does not tell it.
pub(crate) struct Place {
    pub(crate) path: String,
    pub(crate) input: String,
    pub(crate) bytes: u64,
}

/// What came of a few tasks, in their order.
#[derive(Default)]
pub(crate) struct Converted {
    pub(crate) builder: Builder,
    pub(crate) lines: Vec<Line>,
    pub(crate) texts: Vec<Text>,
    pub(crate) copies: Vec<Copy>,
}

/// How files are converted.
pub(crate) struct Worker<'o> {
    pub(crate) read: &'o gongwen_read::Options,
    pub(crate) formats: &'o [OutputFormat],
}

impl Worker<'_> {
    pub(crate) fn run(&self, tasks: Vec<Task>) -> Converted {
        let mut out = Converted::default();
        for task in tasks {
            self.run_into(task, &mut out);
        }
        out
    }

    pub(crate) fn run_into(&self, task: Task, out: &mut Converted) {
        match task {
            Task::Convert { file, input, key } => self.convert(file, input, &key, out),
            Task::Duplicate(copy) => out.copies.push(copy),
            Task::Failed { path, input, error } => {
                let fault = fault("read", error.code(), error.to_string());
                out.record(Place { path, input, bytes: 0 }, vec![], vec![fault]);
            }
            Task::Input { path, size, modified, key, done } => {
                out.lines.push(Line::Input { path, size, modified, key, done });
            }
        }
    }

    fn convert(&self, file: File, input: String, key: &str, out: &mut Converted) {
        let place = Place { path: file.name().to_owned(), input, bytes: file.bytes().len() as u64 };
        let path = &place.path;
        // The readers contain their libraries; this is for what nobody thought of. A row is pushed whole or, where the
        // panic came before, not at all.
        let read = catch_unwind(AssertUnwindSafe(|| file.documents(self.read)));
        let Ok(found) = read else {
            let message = format!("{path}: its reader failed; please report the file");
            return out.record(place, vec![], vec![fault("read", "panic", message)]);
        };
        let (mut documents, mut errors) = (Vec::new(), Vec::new());
        for found in found {
            let document = match found {
                Ok(document) => document,
                Err(error) => {
                    errors.push(fault("read", error.code(), error.to_string()));
                    continue;
                }
            };
            let circular = catch_unwind(AssertUnwindSafe(|| {
                gongwen::parse_document(document, &gongwen::Options::default())
            }));
            let Ok(circular) = circular else {
                let message = format!("{path}: the parse failed; please report the file");
                errors.push(fault("parse", "panic", message));
                continue;
            };
            let id = numbered(key, documents.len());
            out.builder.add(&id, &circular);
            let text = Text {
                doc_id: id.clone(),
                name: circular.name().unwrap_or(path).to_owned(),
                json: self.wants(OutputFormat::Jsonl).then(|| to_json_line(&circular, Offsets::CodePoint)),
                markdown: self.wants(OutputFormat::Markdown).then(|| to_markdown(&circular)),
            };
            if text.json.is_some() || text.markdown.is_some() {
                out.texts.push(text);
            }
            documents.push(id);
        }
        out.record(place, documents, errors);
    }

    fn wants(&self, format: OutputFormat) -> bool {
        self.formats.contains(&format)
    }
}

impl Converted {
    /// Documents so far.
    pub(crate) fn documents(&self) -> usize {
        let of = |line: &Line| match line {
            Line::File { documents, .. } => documents.len(),
            _ => 0,
        };
        self.lines.iter().map(of).sum()
    }

    /// Records a copy of a file that gave `documents` documents.
    pub(crate) fn copy(&mut self, copy: Copy, documents: usize) {
        let Copy { path, input, key, bytes } = copy;
        if documents == 0 {
            let message = format!("{path}: the content of an earlier file that failed");
            return self.record(Place { path, input, bytes }, vec![], vec![fault("read", "copy", message)]);
        }
        let documents: Vec<String> = (0..documents).map(|index| numbered(&key, index)).collect();
        for id in &documents {
            self.builder.add_source(&path, Some(id), bytes, true);
        }
        self.lines.push(Line::File { path, input, bytes, documents, duplicate: true, errors: vec![] });
    }

    /// Records a file whose part could not be written.
    pub(crate) fn unwritten(&mut self, place: Place, mut errors: Vec<Fault>, error: &ArchiveError) {
        errors.push(fault("write", "output", format!("{}: {error}", place.path)));
        self.record(place, vec![], errors);
    }

    /// Records a file with its documents and what went wrong with it, if anything did.
    fn record(&mut self, place: Place, documents: Vec<String>, errors: Vec<Fault>) {
        let Place { path, input, bytes } = place;
        for id in &documents {
            self.builder.add_source(&path, Some(id), bytes, false);
        }
        if documents.is_empty() {
            self.builder.add_source(&path, None, bytes, false);
        }
        for error in &errors {
            self.builder.add_error(&path, &error.stage, &error.code, &error.message);
        }
        self.lines.push(Line::File { path, input, bytes, documents, duplicate: false, errors });
    }
}

/// The key of the first document of a file is that of its bytes.
pub(crate) fn key(bytes: &[u8]) -> String {
    doc_id(bytes, 0)
}

fn numbered(key: &str, index: usize) -> String {
    if index == 0 { key.to_owned() } else { format!("{key}-{}", index + 1) }
}

fn fault(stage: &str, code: &str, message: String) -> Fault {
    Fault { stage: stage.to_owned(), code: code.to_owned(), message }
}
