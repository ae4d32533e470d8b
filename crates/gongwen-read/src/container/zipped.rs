//! ZIP archives. Their names are in UTF-8 where a flag says so; archivers on Chinese Windows write GBK and set none.

use std::io::Cursor;
use std::ops::ControlFlow;

use zip::ZipArchive;

use super::{Walk, is_clutter};
use crate::encoding;
use crate::error::Fault;

impl Walk<'_, '_> {
    pub(super) fn zip(&mut self, bytes: &[u8], name: &str, depth: u64) -> ControlFlow<()> {
        let mut archive = match ZipArchive::new(Cursor::new(bytes)) {
            Ok(archive) => archive,
            Err(error) => return self.fail(name, Fault::damaged("its directory", error.to_string())),
        };
        for index in 0..archive.len() {
            if let Err(fault) = self.count() {
                return self.fail(name, fault);
            }
            let file = match archive.by_index(index) {
                Ok(file) => file,
                Err(error) => {
                    self.fail(name, Fault::damaged(format!("member {}", index + 1), error.to_string()))?;
                    continue;
                }
            };
            let member = encoding::decode(file.name_raw().to_vec(), None, None).text;
            if file.is_dir() || is_clutter(&member) {
                continue;
            }
            let packed = file.compressed_size();
            match self.unpack(file, packed) {
                Err(fault) => self.fail(&super::member_name(name, &member), fault)?,
                Ok((inner, error)) => {
                    if let Some(error) = error {
                        let fault = Fault::damaged("its compressed data", error.to_string());
                        self.fail(&super::member_name(name, &member), fault)?;
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
