//! TAR archives. A cut one may end as if it were whole: the size in each header says how much there should be.

use std::io::Cursor;
use std::ops::ControlFlow;

use super::{Walk, is_clutter, member_name};
use crate::encoding;
use crate::error::Fault;

impl Walk<'_, '_> {
    pub(super) fn tar(&mut self, bytes: &[u8], name: &str, depth: u64) -> ControlFlow<()> {
        let mut archive = tar::Archive::new(Cursor::new(bytes));
        let entries = match archive.entries() {
            Ok(entries) => entries,
            Err(error) => return self.fail(name, Fault::damaged("its first header", error.to_string())),
        };
        for entry in entries {
            if let Err(fault) = self.count() {
                return self.fail(name, fault);
            }
            let entry = match entry {
                Ok(entry) => entry,
                // Where the next header stands is unknown then.
                Err(error) => return self.fail(name, Fault::damaged("a header", error.to_string())),
            };
            let member = encoding::decode(entry.path_bytes().into_owned(), None, None).text;
            if !entry.header().entry_type().is_file() || is_clutter(&member) {
                continue;
            }
            let size = entry.size();
            match self.unpack(entry, size) {
                Err(fault) => self.fail(&member_name(name, &member), fault)?,
                Ok((inner, error)) => {
                    if error.is_some() || (inner.len() as u64) < size {
                        let what = format!("{} of {size} bytes are there", inner.len());
                        self.fail(&member_name(name, &member), Fault::damaged("its end", what))?;
                    }
                    if !inner.is_empty() {
                        self.member(inner, name, &member, depth)?;
                    }
                }
            }
        }
        ControlFlow::Continue(())
    }
}
