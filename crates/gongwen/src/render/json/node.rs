//! Nodes of the tree.

use schemars::JsonSchema;
use serde::Serialize;

use super::place::{Places, Span};
use crate::outline::Scheme;
use crate::tree::{NodeKind, NodeRef, Role, Status};

#[derive(Debug, Serialize, JsonSchema)]
struct Label<'c> {
    /// As written.
    text: &'c str,
    scheme: Scheme,
    ordinal: Option<u32>,
}

#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct Node<'c> {
    r#type: NodeKind,
    /// The path of ordinals: `s2.1.i3.m4`.
    id: String,
    label: Option<Label<'c>>,
    heading: Option<&'c str>,
    role: Option<Role>,
    statement: Option<&'c str>,
    status: Option<Status>,
    /// The words that the status rests on.
    status_words: Option<Words<'c>>,
    /// Null where the node has children.
    text: Option<&'c str>,
    spans: Vec<Span>,
    children: Vec<Node<'c>>,
}

#[derive(Debug, Serialize, JsonSchema)]
struct Words<'c> {
    text: &'c str,
    spans: Vec<Span>,
}

impl<'c> Node<'c> {
    pub(super) fn new(places: &Places<'c>, node: NodeRef<'c>) -> Self {
        Self {
            r#type: node.kind(),
            id: node.id(),
            label: node.label().map(|label| Label {
                text: label.text,
                scheme: label.scheme,
                ordinal: label.ordinal,
            }),
            heading: node.heading(),
            role: node.role(),
            statement: node.statement(),
            status: node.status(),
            status_words: node.status_words().map(|(text, spans)| Words { text, spans: places.spans(spans) }),
            text: node.text(),
            spans: places.spans(node.spans()),
            children: node.children().map(|child| Self::new(places, child)).collect(),
        }
    }
}
