//! Bounds on what one file may cost. Documents are untrusted: a few kilobytes can unpack to gigabytes.

use std::time::{Duration, Instant};

use crate::error::Fault;

/// Bounds on what is read. Each stands for a whole file, an archive with all its members.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// Bytes of a file; 256 MiB by default.
    pub bytes: u64,
    /// Bytes that a file unpacks to; 1 GiB by default.
    pub unpacked_bytes: u64,
    /// How many times its packed size a part may unpack to, once it is larger than a mebibyte; 200 by default. XML of
    /// real documents packs to a tenth or a twentieth.
    pub ratio: u64,
    /// Members of an archive, or parts of a package; 100 000 by default.
    pub members: u64,
    /// Archives inside archives; 4 by default.
    pub nesting: u64,
    /// Elements of XML or HTML inside one another; 512 by default.
    pub depth: u64,
    /// Pages of a PDF or OFD; 10 000 by default.
    pub pages: u64,
    /// Cells of all tables of a document; 1 000 000 by default.
    pub cells: u64,
    /// Time for one document; 60 s by default.
    pub time: Duration,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            bytes: 256 << 20,
            unpacked_bytes: 1 << 30,
            ratio: 200,
            members: 100_000,
            nesting: 4,
            depth: 512,
            pages: 10_000,
            cells: 1_000_000,
            time: Duration::from_secs(60),
        }
    }
}

/// Which of the [`Limits`] it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Limit {
    /// [`Limits::bytes`].
    Bytes,
    /// [`Limits::unpacked_bytes`].
    UnpackedBytes,
    /// [`Limits::ratio`].
    Ratio,
    /// [`Limits::members`].
    Members,
    /// [`Limits::nesting`].
    Nesting,
    /// [`Limits::depth`].
    Depth,
    /// [`Limits::pages`].
    Pages,
    /// [`Limits::cells`].
    Cells,
    /// [`Limits::time`], in seconds.
    Time,
}

impl Limit {
    /// All of them, in the order in which they are listed to users.
    pub const ALL: &'static [Self] = &[
        Self::Bytes,
        Self::UnpackedBytes,
        Self::Ratio,
        Self::Members,
        Self::Nesting,
        Self::Depth,
        Self::Pages,
        Self::Cells,
        Self::Time,
    ];

    /// The option of the command that raises it, without the dashes: `max-bytes`.
    #[must_use]
    pub fn option(self) -> &'static str {
        match self {
            Self::Bytes => "max-bytes",
            Self::UnpackedBytes => "max-unpacked-bytes",
            Self::Ratio => "max-ratio",
            Self::Members => "max-members",
            Self::Nesting => "max-nesting",
            Self::Depth => "max-depth",
            Self::Pages => "max-pages",
            Self::Cells => "max-cells",
            Self::Time => "max-seconds",
        }
    }

    /// What it counts, as a message says it after the number.
    #[must_use]
    pub fn unit(self) -> &'static str {
        match self {
            Self::Bytes => "bytes",
            Self::UnpackedBytes => "bytes when unpacked",
            Self::Ratio => "times its packed size",
            Self::Members => "members",
            Self::Nesting => "archives inside one another",
            Self::Depth => "elements inside one another",
            Self::Pages => "pages",
            Self::Cells => "cells of tables",
            Self::Time => "seconds",
        }
    }

    /// Its value in `limits`.
    #[must_use]
    pub fn of(self, limits: &Limits) -> u64 {
        match self {
            Self::Bytes => limits.bytes,
            Self::UnpackedBytes => limits.unpacked_bytes,
            Self::Ratio => limits.ratio,
            Self::Members => limits.members,
            Self::Nesting => limits.nesting,
            Self::Depth => limits.depth,
            Self::Pages => limits.pages,
            Self::Cells => limits.cells,
            Self::Time => limits.time.as_secs(),
        }
    }
}

/// What is left of the limits while one document is read.
#[derive(Debug)]
pub(crate) struct Budget {
    pub(crate) limits: Limits,
    started: Instant,
    unpacked: u64,
    cells: u64,
}

/// How many times the time of one document an archive may take.
const ARCHIVE_TIMES: u32 = 600;

/// Parts below this size are never taken for a bomb, however well they pack.
const RATIO_FREE: u64 = 1 << 20;

impl Budget {
    pub(crate) fn new(limits: &Limits) -> Self {
        Self { limits: *limits, started: Instant::now(), unpacked: 0, cells: 0 }
    }

    /// Fails once the time is up. Asked now and then by every loop over a document.
    pub(crate) fn time(&self) -> Result<(), Fault> {
        if self.started.elapsed() > self.limits.time { Err(Fault::Limit(Limit::Time)) } else { Ok(()) }
    }

    /// Fails once an archive took longer than all its documents may; each of them has its own time.
    pub(crate) fn time_for_archive(&self) -> Result<(), Fault> {
        let allowed = self.limits.time.saturating_mul(ARCHIVE_TIMES);
        if self.started.elapsed() > allowed { Err(Fault::Limit(Limit::Time)) } else { Ok(()) }
    }

    /// Time that is left.
    pub(crate) fn time_left(&self) -> Duration {
        self.limits.time.saturating_sub(self.started.elapsed())
    }

    /// Bytes that may still be unpacked from a part of `packed` bytes.
    pub(crate) fn may_unpack(&self, packed: u64) -> u64 {
        let left = self.limits.unpacked_bytes.saturating_sub(self.unpacked);
        left.min(packed.saturating_mul(self.limits.ratio).max(RATIO_FREE))
    }

    /// Counts bytes that were unpacked.
    pub(crate) fn unpacked(&mut self, bytes: u64) {
        self.unpacked = self.unpacked.saturating_add(bytes);
    }

    /// Which limit [`Budget::may_unpack`] ran into.
    pub(crate) fn unpack_limit(&self, packed: u64) -> Limit {
        let left = self.limits.unpacked_bytes.saturating_sub(self.unpacked);
        if left <= self.may_unpack(packed) { Limit::UnpackedBytes } else { Limit::Ratio }
    }

    /// Counts one cell of a table.
    pub(crate) fn cell(&mut self) -> Result<(), Fault> {
        self.cells += 1;
        if self.cells > self.limits.cells { Err(Fault::Limit(Limit::Cells)) } else { Ok(()) }
    }

    /// Fails where there are more pages than may be.
    pub(crate) fn pages(&self, count: usize) -> Result<(), Fault> {
        let count = u64::try_from(count).unwrap_or(u64::MAX);
        if count > self.limits.pages { Err(Fault::Limit(Limit::Pages)) } else { Ok(()) }
    }
}
