//! Documents of files and archives, parsed here.

use std::ops::ControlFlow;
use std::path::Path;

use gongwen_view::model::Document;

use super::Gathered;
use crate::args::ViewArgs;
use crate::failure::Failure;

/// Adds each document of a file; those that cannot be read are kept in `failed`.
pub(super) fn read(
    path: &Path,
    args: &ViewArgs,
    gathered: &mut Gathered,
    failed: &mut Vec<gongwen_read::Error>,
) -> Result<(), Failure> {
    let options = gongwen_read::Options {
        format: args.format,
        encoding: args.encoding.clone(),
        limits: (&args.limits).into(),
    };
    let (mut count, before) = (0_usize, failed.len());
    let mut each = |found: Result<gongwen::block::Document, gongwen_read::Error>| {
        count += 1;
        match found {
            Ok(document) => {
                let circular = gongwen::parse_document(document, &gongwen::Options::default());
                let key = format!("d{}", gathered.overview.documents() + 1);
                gathered.add(Document::from_circular(&key, &circular));
            }
            Err(error) => {
                gathered.overview.add_unread(error.to_string());
                failed.push(error);
            }
        }
        ControlFlow::Continue(())
    };
    let walked = if path == Path::new("-") {
        gongwen_read::each_from(std::io::stdin().lock(), "-", &options, &mut each)
    } else {
        gongwen_read::each(path, &options, &mut each)
    };
    let empty = count == 0 && failed.len() == before;
    let error = match walked {
        // An encoding that does not exist is none of the file's faults.
        Err(error @ gongwen_read::Error::Encoding { .. }) => return Err(error.into()),
        Err(error) => error,
        Ok(()) if empty => gongwen_read::Error::Empty { name: path.display().to_string() },
        Ok(()) => return Ok(()),
    };
    gathered.overview.add_unread(error.to_string());
    failed.push(error);
    Ok(())
}
