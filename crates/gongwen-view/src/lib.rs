//! Circulars as HTML: a page of its own, and fragments for notebooks.
//!
//! | module | part |
//! |---|---|
//! | [`mod@model`] | what is shown: documents, blocks of text with marks over them, facts, notes |
//! | [`mod@fact`] | what a fact says, in few words and field by field |
//! | `circular` | a circular to the model |
//! | [`mod@rows`] | rows of the tables to the model |
//! | `marks` | a text and the ranges over it to pieces |
//! | `caption` | Chinese words for the names of the data contract |
//! | [`mod@overview`] | what many documents have in common: counts, changes, months |
//! | [`mod@page`] | one self-contained page |
//! | [`mod@fragment`] | a piece of HTML for a notebook, without script |
//!
//! There is no I/O. All text goes through the escaping of the template library; what is written past it are the assets of
//! this crate and JSON in which no `<` stands.
//!
//! ```
//! let circular = gongwen::parse("某局党组关于巡察整改情况的通报\n\n一、整改情况\n\n组织专题学习7次。\n");
//! let document = gongwen_view::model::Document::from_circular("1", &circular);
//! let page = gongwen_view::page::page(&[document], None, &gongwen_view::page::PageOptions::default());
//! assert!(page.starts_with("<!DOCTYPE html>"));
//! assert!(gongwen_view::fragment::circular(&circular).contains("整改情况"));
//! ```

#![forbid(unsafe_code)]

mod caption;
mod circular;
pub mod fact;
pub mod fragment;
mod marks;
pub mod model;
pub mod overview;
pub mod page;
pub mod rows;
