//! Web pages: the text of the article on a page, and what the page says of it.
//!
//! | module | part |
//! |---|---|
//! | `declared` | the encoding that a page declares |
//! | `tree`, `tag`, `style` | the page as browsers build it, and what its elements mean for the text |
//! | `flow`, `line`, `list`, `table` | the page as a reader sees it, line by line |
//! | `article`, `title`, `head`, `judge`, with the lists in `rules` | what of it is the document |
//! | `emit`, `path` | the document |
//!
//! What a reader of the page sees is in a block or told as left out. No script is run: what scripts write is not
//! there. Style sheets in other files are not asked for: what only they hide is read as shown.

mod article;
mod declared;
mod emit;
mod flow;
mod head;
mod judge;
mod line;
mod list;
mod path;
mod rules;
mod style;
mod table;
mod tag;
#[cfg(test)]
mod tests;
mod title;
mod tree;

use gongwen::block::{Document, Format};

use crate::builder::Builder;
use crate::encoding;
use crate::error::Fault;
use crate::limits::Budget;

/// Reads a page.
pub(crate) fn read(
    bytes: Vec<u8>,
    encoding: Option<&'static encoding_rs::Encoding>,
    budget: &mut Budget,
) -> Result<Document, Fault> {
    let declared = declared::declared(&bytes).map(str::to_owned);
    let decoded = encoding::decode(bytes, encoding, declared.as_deref());
    let mut builder = Builder::new(Format::Html);
    let tree = tree::parse(decoded.text, budget)?;
    let mut page = flow::flow(&tree, budget)?;
    table::classify(&mut page);
    budget.time()?;
    let prose = article::Prose::of(&page);
    let article = article::article(&tree, &page, &prose);
    let judgement = judge::judge(&tree, &page, &prose, article);
    budget.time()?;
    emit::emit(&tree, &page, &judgement, &mut builder);
    if builder.is_empty() {
        builder.damaged("no text on the page");
    }
    let mut document = builder.finish();
    document.encoding = Some(decoded.encoding);
    Ok(document)
}
