//! Nodes of the tree.

use schemars::JsonSchema;
use serde::Serialize;

use super::place::{Places, Span};
use crate::outline::Scheme;
use crate::tree::{NodeKind, NodeRef, Role, Status};

/// What numbers or names a node.
#[derive(Debug, Serialize, JsonSchema)]
struct Label<'c> {
    /// As written.
    text: &'c str,
    /// The kind of numbering.
    scheme: Scheme,
    /// Its number: 3 of （三）.
    ordinal: Option<u32>,
}

/// A node of the tree.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct Node<'c> {
    /// What it is.
    r#type: NodeKind,
    /// The path of ordinals: `s2.1.i3.m4`.
    id: String,
    /// Its number, or its name such as 完成情况.
    label: Option<Label<'c>>,
    /// Its heading without the label.
    heading: Option<&'c str>,
    /// What a section is for; a subsection has the role of its parent.
    role: Option<Role>,
    /// The problem alone: 主体责任压得不实 of 关于“主体责任压得不实”问题.
    statement: Option<&'c str>,
    /// How far an issue is, where the text says so.
    status: Option<Status>,
    /// The words that the status rests on.
    status_words: Option<Words<'c>>,
    /// Null where the node has children.
    text: Option<&'c str>,
    /// Its fragments in the source; of a node with children one span, over all below it.
    spans: Vec<Span>,
    /// The nodes below it, in their order.
    children: Vec<Node<'c>>,
}

/// Words with their place.
#[derive(Debug, Serialize, JsonSchema)]
struct Words<'c> {
    /// As written, lines joined.
    text: &'c str,
    /// Their fragments in the source.
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
