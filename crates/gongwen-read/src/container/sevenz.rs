//! 7z archives. The library runs on a thread of its own, and hands over one member after the other.

use std::io::Cursor;
use std::ops::ControlFlow;
use std::sync::mpsc::{Receiver, RecvTimeoutError, SyncSender, sync_channel};

use sevenz_rust2::{Archive, ArchiveReader, Password};

use super::{Walk, is_clutter, member_name};
use crate::contain::spawn;
use crate::error::Fault;
use crate::limits::Limit;

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
        let whole = self.members(&receiver, packed, name, depth)?;
        // With nobody to take the next member the thread comes to its end.
        drop(receiver);
        if !whole {
            return self.fail(name, Fault::Limit(Limit::Time));
        }
        match ended.wait(self.options.limits.time) {
            Ok(()) => ControlFlow::Continue(()),
            Err(fault) => self.fail(name, fault),
        }
    }

    /// Takes the members; whether they came to their end before the time did.
    fn members(
        &mut self,
        receiver: &Receiver<Member>,
        packed: u64,
        name: &str,
        depth: u64,
    ) -> ControlFlow<(), bool> {
        loop {
            // Each member has the time of a document. The time of the whole is that of [`Self::count`]: it runs while the
            // members before are converted.
            let member = match receiver.recv_timeout(self.options.limits.time) {
                Ok(member) => member,
                Err(end) => return ControlFlow::Continue(end == RecvTimeoutError::Disconnected),
            };
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

#[cfg(test)]
mod tests {
    use std::ops::ControlFlow;
    use std::time::Duration;

    use flate2::Crc;

    use crate::{Limits, Options, files_of_bytes};

    fn crc(bytes: &[u8]) -> [u8; 4] {
        let mut crc = Crc::new();
        crc.update(bytes);
        crc.sum().to_le_bytes()
    }

    /// A number of a 7z header, in its longest form.
    fn number(value: usize) -> Vec<u8> {
        [&[0xFF][..], &(value as u64).to_le_bytes()].concat()
    }

    /// Members of these sizes, stored without compression in one block.
    fn sevenz(sizes: &[usize]) -> Vec<u8> {
        let total: usize = sizes.iter().sum();
        let names: Vec<u8> = (0..sizes.len())
            .flat_map(|index| format!("{index}.txt\0").encode_utf16().collect::<Vec<_>>())
            .flat_map(u16::to_le_bytes)
            .collect();
        let mut header = vec![0x01, 0x04];
        header.extend([&[0x06][..], &number(0), &number(1), &[0x09], &number(total), &[0x00]].concat());
        // One folder of one coder, which copies.
        header.extend([0x07, 0x0B, 0x01, 0x00, 0x01, 0x01, 0x00]);
        header.extend([&[0x0C][..], &number(total), &[0x00]].concat());
        header.extend([&[0x08, 0x0D][..], &number(sizes.len()), &[0x09]].concat());
        header.extend(sizes.iter().take(sizes.len() - 1).flat_map(|&size| number(size)));
        header.extend([0x00, 0x00]);
        header.extend([&[0x05][..], &number(sizes.len()), &[0x11], &number(names.len() + 1), &[0]].concat());
        header.extend(names);
        header.extend([0x00, 0x00]);
        let place = [(total as u64).to_le_bytes(), (header.len() as u64).to_le_bytes()].concat();
        let start = [place, crc(&header).to_vec()].concat();
        let signature = [&b"7z\xBC\xAF\x27\x1C\0\x04"[..], &crc(&start), &start].concat();
        [signature, vec![b'a'; total], header].concat()
    }

    #[test]
    fn regression_an_archive_is_not_cut_where_its_members_take_their_time() {
        let time = Duration::from_millis(400);
        let options = Options { limits: Limits { time, ..Limits::default() }, ..Options::default() };
        let mut found = Vec::new();
        let walked = files_of_bytes(sevenz(&[10, 10, 10, 8 << 20]), "a.7z", &options, |file| {
            if found.is_empty() {
                std::thread::sleep(time * 2);
            }
            found.push(file.map(|file| file.bytes().len()).map_err(|error| error.to_string()));
            ControlFlow::Continue(())
        });
        walked.expect("no encoding is named");
        assert_eq!(found, [Ok(10), Ok(10), Ok(10), Ok(8 << 20)]);
    }
}
