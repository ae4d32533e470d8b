//! Packages and archives: zip and tar.gz with fixed dates, so that they are the same in each run.

use std::io::{Cursor, Write};

use flate2::Compression;
use flate2::write::GzEncoder;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

use super::MOMENT;

/// A zip file of named parts, in their order; those in `stored` are not compressed.
pub(in crate::archive) fn zipped(parts: &[(String, Vec<u8>)], stored: &[&str]) -> Result<Vec<u8>, String> {
    let (year, month, day) = MOMENT;
    let moment =
        DateTime::from_date_and_time(year, month, day, 9, 0, 0).map_err(|error| error.to_string())?;
    let options = SimpleFileOptions::default().last_modified_time(moment).unix_permissions(0o644);
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in parts {
        let method = match stored.contains(&name.as_str()) {
            true => CompressionMethod::Stored,
            false => CompressionMethod::Deflated,
        };
        zip.start_file(name.as_str(), options.compression_method(method))
            .map_err(|error| error.to_string())?;
        zip.write_all(bytes).map_err(|error| error.to_string())?;
    }
    zip.finish().map(Cursor::into_inner).map_err(|error| error.to_string())
}

/// A tar.gz file of named parts that names no user.
pub(in crate::archive) fn packed(parts: &[(String, Vec<u8>)]) -> Result<Vec<u8>, String> {
    let error = |error: std::io::Error| error.to_string();
    let mut tar = tar::Builder::new(GzEncoder::new(Vec::new(), Compression::default()));
    for (name, bytes) in parts {
        let mut header = tar::Header::new_gnu();
        header.set_size(bytes.len() as u64);
        header.set_mode(0o644);
        header.set_mtime(1_773_219_600);
        tar.append_data(&mut header, name, bytes.as_slice()).map_err(error)?;
    }
    tar.into_inner().and_then(GzEncoder::finish).map_err(error)
}
