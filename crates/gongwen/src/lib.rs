//! Reads Chinese rectification circulars (整改情况通报) into a typed tree that accounts for every character.
//!
//! Text goes one way through the modules, in this order; no stage reaches back:
//!
//! | stage | in | out |
//! |---|---|---|
//! | [`mod@block`] | source | lines: content without markup, and what the format says of each |
//! | [`mod@repair`] | lines | paragraphs of repaired text, each join recorded |
//! | [`mod@outline`] | paragraphs | labels (一、（一）1.（1）①问题1：一是) and their levels |
//! | [`mod@part`] | paragraphs | title, header, addressees, lead, closing |
//! | [`mod@tree`] | all of these | sections, issues, measures, paragraphs |
//! | [`mod@facts`] | the text of the tree | metrics, dates, citations, actions, terms |
//! | [`mod@render`] | [`Circular`] | JSON, a tree for the terminal, clean Markdown |
//!
//! Parsing never fails: any string gives a tree and diagnostics, and [`Circular::conservation`] shows that no
//! character was lost. There is no I/O in this crate.
//!
//! ```
//! let circular = gongwen::parse("某局党组关于巡察整改情况的通报\n\n一、整改落实情况\n\n\
//!     1.关于“学习不深入”问题\n\n整改情况：一是制定学习计划。二是组织专题学习7次。\n");
//! let issue = circular.issues().next().expect("one issue");
//! assert_eq!(issue.id(), "s1.i1");
//! assert_eq!(issue.statement(), Some("学习不深入"));
//! assert_eq!(issue.children().count(), 2);
//! assert!(circular.conservation().is_complete());
//! ```

#![forbid(unsafe_code)]

pub mod block;
mod circular;
mod date;
pub mod diagnostic;
mod extract;
pub mod facts;
pub mod number;
pub mod outline;
mod parse;
pub mod part;
pub mod render;
pub mod repair;
mod rules;
mod split;
pub mod text;
pub mod tree;

pub use circular::{
    Attachment, Circular, Closing, Contact, ContactItem, ContactKind, Header, Inspection, Part, PartKind,
    Title,
};
pub use date::Precision;
pub use extract::{ExtractOptions, Extraction, extract};
pub use parse::{Options, parse, parse_document, parse_with};
pub use split::split;
