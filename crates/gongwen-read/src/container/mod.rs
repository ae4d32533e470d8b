//! Files of files: ZIP, TAR, gzip, 7z, one inside another. Each member is a document, named
//! `archive.zip!/folder/file.docx`. Members are handed on one by one, so that an archive never stands in memory
//! unpacked.

mod sevenz;
mod tarball;
mod zipped;

use std::io::Read;
use std::ops::ControlFlow;

use flate2::read::MultiGzDecoder;
use gongwen::block::Format;

use crate::error::{Error, Fault};
use crate::limits::{Budget, Limit};
use crate::sniff::{self, Container, Kind};
use crate::{File, Options};

/// Whoever takes the files; `Break` ends the walk.
pub(crate) type Visit<'v> = dyn FnMut(Result<File, Error>) -> ControlFlow<()> + 'v;

/// A walk through an archive.
pub(crate) struct Walk<'o, 'v> {
    options: &'o Options,
    visit: &'v mut Visit<'v>,
    /// For the archive as a whole; each document has one of its own besides.
    budget: Budget,
    members: u64,
}

/// Members that an archiver or file manager put there, none of them a document.
const CLUTTER: &[&str] = &["__MACOSX/", ".DS_Store", "Thumbs.db", "desktop.ini"];

/// Hands on every file of `bytes`, which are one or an archive of them, unpacked and not yet read.
pub(crate) fn walk(bytes: Vec<u8>, name: &str, options: &Options, visit: &mut Visit<'_>) {
    // The borrow of the visitor ends with this walk.
    let visit: &mut Visit<'_> = &mut |found| visit(found);
    let mut walk = Walk { options, visit, budget: Budget::new(&options.limits), members: 0 };
    let _ = walk.file(bytes, name, 0);
}

impl Walk<'_, '_> {
    fn file(&mut self, bytes: Vec<u8>, name: &str, depth: u64) -> ControlFlow<()> {
        let kind = self.options.format.filter(|_| depth == 0).map(Kind::Document);
        let kind = kind.unwrap_or_else(|| sniff::sniff(&bytes, name));
        let Kind::Container(container) = kind else {
            return (self.visit)(Ok(File { name: name.to_owned(), bytes, kind }));
        };
        if depth >= self.options.limits.nesting {
            return self.fail(name, Fault::Limit(Limit::Nesting));
        }
        match container {
            Container::Zip => self.zip(&bytes, name, depth),
            Container::Tar => self.tar(&bytes, name, depth),
            Container::Gzip => self.gzip(&bytes, name, depth),
            Container::SevenZip => self.sevenz(bytes, name, depth),
        }
    }

    /// One member, already unpacked.
    fn member(&mut self, bytes: Vec<u8>, archive: &str, member: &str, depth: u64) -> ControlFlow<()> {
        self.file(bytes, &member_name(archive, member), depth + 1)
    }

    /// Counts a member; fails where there are more than may be.
    fn count(&mut self) -> Result<(), Fault> {
        self.budget.time_for_archive()?;
        self.members += 1;
        if self.members > self.options.limits.members { Err(Fault::Limit(Limit::Members)) } else { Ok(()) }
    }

    /// Unpacks from `source`, which holds `packed` bytes. The size that an archive claims may be a lie: the reader itself
    /// is bounded. What is cut gives an error and what came before it.
    fn unpack(&mut self, source: impl Read, packed: u64) -> Result<(Vec<u8>, Option<std::io::Error>), Fault> {
        let limit = self.budget.may_unpack(packed).min(self.options.limits.bytes);
        let mut bytes = Vec::new();
        let error = source.take(limit.saturating_add(1)).read_to_end(&mut bytes).err();
        if bytes.len() as u64 > limit {
            let limit = if limit == self.options.limits.bytes {
                Limit::Bytes
            } else {
                self.budget.unpack_limit(packed)
            };
            return Err(Fault::Limit(limit));
        }
        self.budget.unpacked(bytes.len() as u64);
        Ok((bytes, error))
    }

    fn gzip(&mut self, bytes: &[u8], name: &str, depth: u64) -> ControlFlow<()> {
        let unpacked =
            self.count().and_then(|()| self.unpack(MultiGzDecoder::new(bytes), bytes.len() as u64));
        match unpacked {
            Err(fault) => self.fail(name, fault),
            Ok((inner, Some(error))) if inner.is_empty() => {
                self.fail(name, Fault::damaged("its compressed data", error.to_string()))
            }
            Ok((inner, error)) => {
                if sniff::sniff(&inner, name) == Kind::Container(Container::Tar) {
                    // file.tar.gz is one archive, not two.
                    self.tar(&inner, name, depth)?;
                } else {
                    self.member(inner, name, inner_name(name), depth)?;
                }
                match error {
                    Some(error) => self.fail(name, Fault::damaged("its compressed data", error.to_string())),
                    None => ControlFlow::Continue(()),
                }
            }
        }
    }

    /// Hands on what is wrong with an archive or a member.
    fn fail(&mut self, name: &str, fault: Fault) -> ControlFlow<()> {
        // An archive has no format of a document; its messages say what is wrong where.
        let error = match fault {
            Fault::Damaged { place, what } => {
                Error::Archive { name: name.to_owned(), what: format!("{what} in {place}") }
            }
            Fault::Encrypted => {
                Error::Archive { name: name.to_owned(), what: "a password is needed".to_owned() }
            }
            Fault::Reader { what } => Error::Archive { name: name.to_owned(), what },
            fault => fault.of(name, Format::Plain, &self.options.limits),
        };
        (self.visit)(Err(error))
    }
}

/// Whether a member is no document by its name.
fn is_clutter(member: &str) -> bool {
    let file = member.rsplit(['/', '\\']).next().unwrap_or(member);
    file.is_empty()
        || file.starts_with("._")
        || CLUTTER.iter().any(|clutter| member.starts_with(clutter) || file == *clutter)
}

/// `archive.zip!/folder/file.docx`, without control characters that a terminal would act on.
fn member_name(archive: &str, member: &str) -> String {
    let member = member.trim_start_matches("./").trim_start_matches('/');
    let shown: String = member.chars().map(|c| if c.is_control() { '\u{fffd}' } else { c }).collect();
    format!("{archive}!/{}", shown.replace('\\', "/"))
}

/// The name of what a gzip file holds: its own without `.gz`.
fn inner_name(name: &str) -> &str {
    let file = name.rsplit('/').next().unwrap_or(name);
    file.strip_suffix(".gz").filter(|inner| !inner.is_empty()).unwrap_or(file)
}
