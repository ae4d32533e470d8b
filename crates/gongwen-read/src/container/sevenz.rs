//! 7z archives. The library runs on a thread of its own, and hands over one member after the other.

use std::io::Cursor;
use std::ops::ControlFlow;
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};

use sevenz_rust2::{Archive, ArchiveReader, Password};

use super::{Walk, is_clutter, member_name};
use crate::contain::spawn;
use crate::error::Fault;

/// A member, and how many of its bytes the archive claims.
struct Member {
    name: String,
    bytes: Vec<u8>,
    cut: Option<String>,
}

/// Members that wait to be read.
const WAITING: usize = 1;

impl Walk<'_, '_> {
    pub(super) fn sevenz(&mut self, bytes: Vec<u8>, name: &str, depth: u64) -> ControlFlow<()> {
        let packed = bytes.len() as u64;
        let limit = self.budget.may_unpack(packed).min(self.options.limits.bytes);
        let (sender, receiver) = sync_channel(WAITING);
        let ended = match spawn(move || unpack(bytes, limit, &sender)) {
            Ok(ended) => ended,
            Err(fault) => return self.fail(name, fault),
        };
        let result = self.members(&receiver, packed, name, depth);
        // With nobody to take the next member the thread comes to its end.
        drop(receiver);
        result?;
        match ended.wait(self.budget.time_left()) {
            Ok(()) => ControlFlow::Continue(()),
            Err(fault) => self.fail(name, fault),
        }
    }

    fn members(
        &mut self,
        receiver: &Receiver<Member>,
        packed: u64,
        name: &str,
        depth: u64,
    ) -> ControlFlow<()> {
        while let Ok(member) = receiver.recv_timeout(self.budget.time_left()) {
            if let Err(fault) = self.count() {
                self.fail(name, fault)?;
                return ControlFlow::Break(());
            }
            if is_clutter(&member.name) {
                continue;
            }
            if member.bytes.len() as u64 > self.budget.may_unpack(packed) {
                let fault = Fault::Limit(self.budget.unpack_limit(packed));
                self.fail(name, fault)?;
                return ControlFlow::Break(());
            }
            self.budget.unpacked(member.bytes.len() as u64);
            if let Some(what) = member.cut {
                self.fail(&member_name(name, &member.name), Fault::damaged("its compressed data", what))?;
            }
            if !member.bytes.is_empty() {
                self.member(member.bytes, name, &member.name, depth)?;
            }
        }
        ControlFlow::Continue(())
    }
}

fn unpack(bytes: Vec<u8>, limit: u64, sender: &SyncSender<Member>) -> Result<(), Fault> {
    let damaged = |error: sevenz_rust2::Error| match error {
        sevenz_rust2::Error::PasswordRequired | sevenz_rust2::Error::MaybeBadPassword(_) => Fault::Encrypted,
        error => Fault::damaged("its blocks", error.to_string()),
    };
    let mut source = Cursor::new(bytes);
    let archive = Archive::read(&mut source, &Password::empty()).map_err(damaged)?;
    let mut reader = ArchiveReader::from_archive(archive, source, Password::empty());
    reader.set_thread_count(1);
    reader
        .for_each_entries(|entry, source| {
            if entry.is_directory() {
                return Ok(true);
            }
            let mut bytes = Vec::new();
            let read = std::io::Read::take(&mut *source, limit.saturating_add(1));
            let cut = { std::io::Read::read_to_end(&mut { read }, &mut bytes) }.err();
            let member =
                Member { name: entry.name().to_owned(), bytes, cut: cut.as_ref().map(ToString::to_string) };
            let goes_on = cut.is_none() && member.bytes.len() as u64 <= limit;
            Ok(sender.send(member).is_ok() && goes_on)
        })
        .map_err(damaged)
}
