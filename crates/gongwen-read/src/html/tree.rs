//! The tree of a page, in one vector, without recursion anywhere.

use html5ever::interface::NodeOrText;
use html5ever::{Attribute, QualName, ns};

use super::tag::Tag;

/// The place of a node in its tree.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct NodeId(u32);

impl NodeId {
    pub(super) const ROOT: Self = Self(0);

    pub(super) fn index(self) -> usize {
        self.0 as usize
    }
}

/// What a node is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum NodeKind {
    /// The document, or the contents of a template.
    Root,
    /// The place of an element in the vector of elements.
    Element(u32),
    /// A range of the text of all nodes.
    Text(u32, u32),
    /// A comment, or an instruction.
    Other,
}

#[derive(Debug, Clone, Copy)]
struct Node {
    kind: NodeKind,
    parent: Option<NodeId>,
    first: Option<NodeId>,
    last: Option<NodeId>,
    before: Option<NodeId>,
    next: Option<NodeId>,
    depth: u32,
}

/// An attribute whose value is of use.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Name {
    Align,
    Border,
    Class,
    Colspan,
    Content,
    Hidden,
    Href,
    Id,
    Meta,
    Role,
    Rowspan,
    Start,
    Style,
    Type,
    Value,
}

impl Name {
    fn of(name: &QualName) -> Option<Self> {
        Some(match &*name.local {
            "align" => Self::Align,
            "border" => Self::Border,
            "class" => Self::Class,
            "colspan" => Self::Colspan,
            "content" => Self::Content,
            "hidden" => Self::Hidden,
            "href" => Self::Href,
            "id" => Self::Id,
            "name" => Self::Meta,
            "role" => Self::Role,
            "rowspan" => Self::Rowspan,
            "start" => Self::Start,
            "style" => Self::Style,
            "type" => Self::Type,
            "value" => Self::Value,
            _ => return None,
        })
    }
}

#[derive(Debug)]
struct Element {
    name: QualName,
    tag: Tag,
    attributes: Vec<(Name, Box<str>)>,
    /// What a template holds, which is no part of the page.
    contents: Option<NodeId>,
}

/// A page.
#[derive(Debug, Default)]
pub(super) struct Tree {
    nodes: Vec<Node>,
    elements: Vec<Element>,
    text: String,
    deepest: u32,
}

impl Tree {
    pub(super) fn new() -> Self {
        let mut tree = Self::default();
        tree.add(NodeKind::Root);
        tree
    }

    pub(super) fn len(&self) -> usize {
        self.nodes.len()
    }

    pub(super) fn parent(&self, id: NodeId) -> Option<NodeId> {
        self.nodes[id.index()].parent
    }

    pub(super) fn first_child(&self, id: NodeId) -> Option<NodeId> {
        self.nodes[id.index()].first
    }

    pub(super) fn next_sibling(&self, id: NodeId) -> Option<NodeId> {
        self.nodes[id.index()].next
    }

    pub(super) fn children(&self, id: NodeId) -> impl Iterator<Item = NodeId> {
        std::iter::successors(self.first_child(id), |&child| self.next_sibling(child))
    }

    /// All nodes.
    pub(super) fn ids(&self) -> impl Iterator<Item = NodeId> {
        (0..u32::try_from(self.nodes.len()).unwrap_or(u32::MAX)).map(NodeId)
    }

    /// A node and all that it stands in, from the inside.
    pub(super) fn up(&self, id: NodeId) -> impl Iterator<Item = NodeId> {
        std::iter::successors(Some(id), |&node| self.parent(node))
    }

    pub(super) fn kind(&self, id: NodeId) -> NodeKind {
        self.nodes[id.index()].kind
    }

    /// The tag of an element; [`Tag::None`] for all other nodes.
    pub(super) fn tag(&self, id: NodeId) -> Tag {
        self.element(id).map_or(Tag::None, |element| element.tag)
    }

    /// The name of an element as it is written.
    pub(super) fn name(&self, id: NodeId) -> &str {
        self.element(id).map_or("", |element| &element.name.local)
    }

    /// The text of a text node.
    pub(super) fn text(&self, id: NodeId) -> &str {
        match self.kind(id) {
            NodeKind::Text(start, end) => &self.text[start as usize..end as usize],
            _ => "",
        }
    }

    pub(super) fn attribute(&self, id: NodeId, name: Name) -> Option<&str> {
        let attributes = &self.element(id)?.attributes;
        attributes.iter().find(|(own, _)| *own == name).map(|(_, value)| &**value)
    }

    fn element(&self, id: NodeId) -> Option<&Element> {
        match self.kind(id) {
            NodeKind::Element(at) => self.elements.get(at as usize),
            _ => None,
        }
    }

    /// Bytes that it takes.
    pub(super) fn size(&self) -> u64 {
        let size = self.nodes.len() * size_of::<Node>()
            + self.elements.len() * size_of::<Element>()
            + self.text.len();
        u64::try_from(size).unwrap_or(u64::MAX)
    }

    /// The most elements inside one another that it had.
    pub(super) fn deepest(&self) -> u32 {
        self.deepest
    }

    /// The name of an element with its namespace.
    pub(super) fn qualified_name(&self, id: NodeId) -> Option<&QualName> {
        self.element(id).map(|element| &element.name)
    }

    /// What a template holds.
    pub(super) fn contents(&self, id: NodeId) -> Option<NodeId> {
        self.element(id)?.contents
    }

    /// Adds an element that has no place yet.
    pub(super) fn create(&mut self, name: QualName, attributes: Vec<Attribute>, template: bool) -> NodeId {
        let contents = template.then(|| self.add(NodeKind::Root));
        let tag = Tag::of(&name.local, name.ns == ns!(html));
        let at = u32::try_from(self.elements.len()).unwrap_or(u32::MAX);
        self.elements.push(Element { name, tag, attributes: Vec::new(), contents });
        let id = self.add(NodeKind::Element(at));
        self.add_attributes(id, attributes);
        id
    }

    /// Adds attributes that an element does not have.
    pub(super) fn add_attributes(&mut self, id: NodeId, attributes: Vec<Attribute>) {
        let NodeKind::Element(at) = self.kind(id) else { return };
        let own = &mut self.elements[at as usize].attributes;
        for attribute in attributes {
            if let Some(name) = Name::of(&attribute.name)
                && own.iter().all(|(has, _)| *has != name)
            {
                own.push((name, Box::from(&*attribute.value)));
            }
        }
    }

    /// Adds a comment, or an instruction.
    pub(super) fn add_other(&mut self) -> NodeId {
        self.add(NodeKind::Other)
    }

    fn add(&mut self, kind: NodeKind) -> NodeId {
        // Steps are small and the size is looked at between them: memory ends long before the numbers do.
        let id = NodeId(u32::try_from(self.nodes.len()).unwrap_or(u32::MAX));
        let node = Node { kind, parent: None, first: None, last: None, before: None, next: None, depth: 0 };
        self.nodes.push(node);
        id
    }

    fn add_text(&mut self, text: &str) -> NodeId {
        let end = |len: usize| u32::try_from(len).unwrap_or(u32::MAX);
        let start = end(self.text.len());
        self.text.push_str(text);
        self.add(NodeKind::Text(start, end(self.text.len())))
    }

    /// Text that follows text is one node with it, where its bytes do too.
    fn merge(&mut self, before: Option<NodeId>, text: &str) -> bool {
        let Some(before) = before else { return false };
        let len = self.text.len();
        let NodeKind::Text(start, end) = self.nodes[before.index()].kind else { return false };
        if end as usize != len {
            return false;
        }
        self.text.push_str(text);
        let end = u32::try_from(self.text.len()).unwrap_or(u32::MAX);
        self.nodes[before.index()].kind = NodeKind::Text(start, end);
        true
    }

    /// Takes a node out of its place.
    pub(super) fn detach(&mut self, id: NodeId) {
        let Node { parent, before, next, .. } = self.nodes[id.index()];
        match before {
            Some(before) => self.nodes[before.index()].next = next,
            None => {
                if let Some(parent) = parent {
                    self.nodes[parent.index()].first = next;
                }
            }
        }
        match next {
            Some(next) => self.nodes[next.index()].before = before,
            None => {
                if let Some(parent) = parent {
                    self.nodes[parent.index()].last = before;
                }
            }
        }
        let node = &mut self.nodes[id.index()];
        (node.parent, node.before, node.next) = (None, None, None);
    }

    /// Puts a node without a place under `parent`, before `next` or at the end.
    pub(super) fn place(&mut self, id: NodeId, parent: NodeId, next: Option<NodeId>) {
        let before = match next {
            Some(next) => self.nodes[next.index()].before.replace(id),
            None => self.nodes[parent.index()].last.replace(id),
        };
        match before {
            Some(before) => self.nodes[before.index()].next = Some(id),
            None => self.nodes[parent.index()].first = Some(id),
        }
        let depth = self.nodes[parent.index()].depth + 1;
        self.deepest = self.deepest.max(depth);
        let node = &mut self.nodes[id.index()];
        (node.parent, node.before, node.next, node.depth) = (Some(parent), before, next, depth);
    }

    /// Puts a node or text under `parent`, before `next` or at the end.
    pub(super) fn insert(&mut self, child: NodeOrText<NodeId>, parent: NodeId, next: Option<NodeId>) {
        let id = match child {
            NodeOrText::AppendNode(id) => {
                self.detach(id);
                id
            }
            NodeOrText::AppendText(text) => {
                let before = match next {
                    Some(next) => self.nodes[next.index()].before,
                    None => self.nodes[parent.index()].last,
                };
                if self.merge(before, &text) {
                    return;
                }
                self.add_text(&text)
            }
        };
        self.place(id, parent, next);
    }
}
