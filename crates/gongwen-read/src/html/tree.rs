//! The tree of a page, as browsers build it: html5ever closes, opens and moves elements, this keeps them in one
//! vector, without recursion anywhere.
//!
//! Pages are untrusted: the parser is fed in small steps, and between them it is asked how deep and how large the tree
//! has become. A page of unclosed formatting tags can grow to thousands of times its size.

use std::borrow::Cow;
use std::cell::{Ref, RefCell};
use std::time::Instant;

use html5ever::interface::{ElementFlags, NodeOrText, QuirksMode, TreeSink};
use html5ever::tendril::{StrTendril, TendrilSink};
use html5ever::tree_builder::TreeBuilderOpts;
use html5ever::{Attribute, ParseOpts, QualName, ns, parse_document};

use super::tag::Tag;
use crate::contain::contain;
use crate::error::Fault;
use crate::limits::{Budget, Limit};

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
    fn new() -> Self {
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
    fn size(&self) -> u64 {
        let size = self.nodes.len() * size_of::<Node>()
            + self.elements.len() * size_of::<Element>()
            + self.text.len();
        u64::try_from(size).unwrap_or(u64::MAX)
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

    fn detach(&mut self, id: NodeId) {
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
    fn place(&mut self, id: NodeId, parent: NodeId, next: Option<NodeId>) {
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

    fn insert(&mut self, child: NodeOrText<NodeId>, parent: NodeId, next: Option<NodeId>) {
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

/// What html5ever builds into.
struct Sink(RefCell<Tree>);

impl TreeSink for Sink {
    type Handle = NodeId;
    type Output = Tree;
    type ElemName<'a> = Ref<'a, QualName>;

    fn finish(self) -> Tree {
        self.0.into_inner()
    }

    fn parse_error(&self, _message: Cow<'static, str>) {}

    fn get_document(&self) -> NodeId {
        NodeId::ROOT
    }

    fn elem_name<'a>(&'a self, target: &'a NodeId) -> Ref<'a, QualName> {
        Ref::map(self.0.borrow(), |tree| match tree.element(*target) {
            Some(element) => &element.name,
            None => unreachable!("html5ever asks for the names of elements only"),
        })
    }

    fn create_element(&self, name: QualName, attributes: Vec<Attribute>, flags: ElementFlags) -> NodeId {
        let mut tree = self.0.borrow_mut();
        let contents = flags.template.then(|| tree.add(NodeKind::Root));
        let tag = Tag::of(&name.local, name.ns == ns!(html));
        let attributes = attributes
            .into_iter()
            .filter_map(|attribute| Some((Name::of(&attribute.name)?, Box::from(&*attribute.value))))
            .collect();
        let at = u32::try_from(tree.elements.len()).unwrap_or(u32::MAX);
        tree.elements.push(Element { name, tag, attributes, contents });
        tree.add(NodeKind::Element(at))
    }

    fn create_comment(&self, _text: StrTendril) -> NodeId {
        self.0.borrow_mut().add(NodeKind::Other)
    }

    fn create_pi(&self, _target: StrTendril, _data: StrTendril) -> NodeId {
        self.0.borrow_mut().add(NodeKind::Other)
    }

    fn append(&self, parent: &NodeId, child: NodeOrText<NodeId>) {
        self.0.borrow_mut().insert(child, *parent, None);
    }

    fn append_based_on_parent_node(
        &self,
        element: &NodeId,
        prev_element: &NodeId,
        child: NodeOrText<NodeId>,
    ) {
        let has_parent = self.0.borrow().parent(*element).is_some();
        if has_parent {
            self.append_before_sibling(element, child);
        } else {
            self.append(prev_element, child);
        }
    }

    fn append_doctype_to_document(&self, _name: StrTendril, _public: StrTendril, _system: StrTendril) {}

    fn get_template_contents(&self, target: &NodeId) -> NodeId {
        self.0.borrow().element(*target).and_then(|element| element.contents).unwrap_or(*target)
    }

    fn same_node(&self, x: &NodeId, y: &NodeId) -> bool {
        x == y
    }

    fn set_quirks_mode(&self, _mode: QuirksMode) {}

    fn append_before_sibling(&self, sibling: &NodeId, new_node: NodeOrText<NodeId>) {
        let mut tree = self.0.borrow_mut();
        if let Some(parent) = tree.parent(*sibling) {
            tree.insert(new_node, parent, Some(*sibling));
        }
    }

    fn add_attrs_if_missing(&self, target: &NodeId, attributes: Vec<Attribute>) {
        let mut tree = self.0.borrow_mut();
        let NodeKind::Element(at) = tree.kind(*target) else { return };
        let own = &mut tree.elements[at as usize].attributes;
        for attribute in attributes {
            if let Some(name) = Name::of(&attribute.name)
                && own.iter().all(|(has, _)| *has != name)
            {
                own.push((name, Box::from(&*attribute.value)));
            }
        }
    }

    fn remove_from_parent(&self, target: &NodeId) {
        self.0.borrow_mut().detach(*target);
    }

    fn reparent_children(&self, node: &NodeId, new_parent: &NodeId) {
        let mut tree = self.0.borrow_mut();
        while let Some(child) = tree.first_child(*node) {
            tree.detach(child);
            tree.place(child, *new_parent, None);
        }
    }
}

/// Bytes of a page that are parsed between two looks at the tree. Finding out what a tag closes costs as many steps
/// as elements are open: a step must not open too many.
const STEP: usize = 8 << 10;

/// Parses a page.
pub(super) fn parse(html: String, budget: &mut Budget) -> Result<Tree, Fault> {
    let allowed = Allowed {
        size: budget.may_unpack(u64::try_from(html.len()).unwrap_or(u64::MAX)),
        depth: u32::try_from(budget.limits.depth).unwrap_or(u32::MAX),
        until: Instant::now() + budget.time_left(),
    };
    let tree = contain(budget, move || steps(&html, allowed))?;
    budget.unpacked(tree.size());
    Ok(tree)
}

/// What a page may cost.
#[derive(Debug, Clone, Copy)]
struct Allowed {
    size: u64,
    depth: u32,
    until: Instant,
}

fn steps(html: &str, allowed: Allowed) -> Result<Tree, Fault> {
    // With scripts, as browsers read a page: what stands in <noscript> is not shown.
    let options = ParseOpts {
        tree_builder: TreeBuilderOpts { scripting_enabled: true, ..TreeBuilderOpts::default() },
        ..ParseOpts::default()
    };
    let mut parser = parse_document(Sink(RefCell::new(Tree::new())), options);
    let mut rest = html;
    let mut still = Still::default();
    while !rest.is_empty() {
        let end = (STEP.min(rest.len())..=rest.len()).find(|&at| rest.is_char_boundary(at));
        let (step, after) = rest.split_at(end.unwrap_or(rest.len()));
        parser.process(StrTendril::from(step));
        let from = html.len() - rest.len();
        rest = after;
        let tree = parser.tokenizer.sink.sink.0.borrow();
        if still.is_too_long(tree.size(), from, html) {
            return Err(Fault::damaged(format!("byte {from}"), "a tag with thousands of attributes"));
        }
        if tree.deepest > allowed.depth {
            return Err(Fault::Limit(Limit::Depth));
        }
        if tree.size() > allowed.size {
            return Err(Fault::Limit(Limit::UnpackedBytes));
        }
        if Instant::now() > allowed.until {
            return Err(Fault::Limit(Limit::Time));
        }
    }
    let mut tree = parser.finish();
    // No name is needed any more but those of elements: what the atoms of a page keep is freed with it.
    tree.nodes.shrink_to_fit();
    Ok(tree)
}

/// How long the tree has not changed: a comment, or one tag. Each attribute of a tag is compared with all before it,
/// which for a hundred thousand of them takes minutes that nothing can interrupt.
#[derive(Debug, Default)]
struct Still {
    size: u64,
    steps: usize,
    start: usize,
}

impl Still {
    /// Whether the step from `from` on is in a tag that no page has.
    fn is_too_long(&mut self, size: u64, from: usize, html: &str) -> bool {
        const STEPS: usize = 8;
        const ATTRIBUTES: usize = 4096;
        if size != self.size {
            *self = Self { size, steps: 0, start: from };
            return false;
        }
        self.steps += 1;
        // Counting begins anew each time, so not each time.
        if self.steps < STEPS || !self.steps.is_power_of_two() {
            return false;
        }
        let end = html.len().min(from + STEP);
        let start = html.as_bytes()[..end.min(self.start + STEP)].iter().rposition(|&byte| byte == b'<');
        start.is_some_and(|start| attributes(&html.as_bytes()[start + 1..end]) > ATTRIBUTES)
    }
}

/// How many attributes a tag has, from its name on.
fn attributes(tag: &[u8]) -> usize {
    if !tag.first().is_some_and(u8::is_ascii_alphabetic) {
        return 0;
    }
    let mut count = 0;
    let mut rest = tag;
    let after = |rest: &mut &[u8], is: &dyn Fn(u8) -> bool| {
        let len = rest.iter().take_while(|&&byte| is(byte)).count();
        *rest = &rest[len..];
        len
    };
    loop {
        after(&mut rest, &|byte| byte.is_ascii_whitespace() || byte == b'/');
        let name =
            after(&mut rest, &|byte| !byte.is_ascii_whitespace() && !matches!(byte, b'/' | b'>' | b'='));
        after(&mut rest, &|byte| byte.is_ascii_whitespace());
        match rest.split_first() {
            Some((b'=', value)) => {
                rest = value.trim_ascii_start();
                match rest.split_first() {
                    Some((&quote @ (b'"' | b'\''), value)) => {
                        rest = value;
                        after(&mut rest, &|byte| byte != quote);
                        rest = rest.get(1..).unwrap_or_default();
                    }
                    _ => {
                        after(&mut rest, &|byte| !byte.is_ascii_whitespace() && byte != b'>');
                    }
                }
            }
            Some((b'>', _)) | None => return count + usize::from(name > 0),
            Some(_) => {}
        }
        count += 1;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Limits;

    fn tree(html: &str) -> Result<Tree, Fault> {
        parse(html.to_owned(), &mut Budget::new(&Limits::default()))
    }

    #[test]
    fn attributes_are_counted() {
        assert_eq!(attributes(b"p>"), 1);
        assert_eq!(attributes(b"p a b=1 c='x > y' d = \"2\"/>"), 5);
        assert_eq!(attributes(b"p a b"), 3);
        assert_eq!(attributes(b"!-- a b c"), 0);
    }

    #[test]
    fn what_no_page_has_is_refused_in_time() {
        assert!(matches!(tree(&"<div>".repeat(100_000)), Err(Fault::Limit(Limit::Depth))));
        assert!(matches!(tree(&"<table><tr><td>".repeat(10_000)), Err(Fault::Limit(Limit::Depth))));
        let tag: String = (0..60_000).map(|at| format!(" a{at}")).collect();
        assert!(matches!(tree(&format!("<p{tag}>")), Err(Fault::Damaged { .. })));
        // Formatting tags that are never closed are opened again in each paragraph.
        let fonts: String = (0..400).map(|at| format!("<font color={at}>")).collect();
        let page = fonts + &"<p>a".repeat(40_000);
        assert!(matches!(tree(&page), Ok(_) | Err(Fault::Limit(Limit::UnpackedBytes))));
    }

    #[test]
    fn long_comments_and_values_are_none_of_that() {
        let comment = format!("<!--{}--><p>a", " a=1".repeat(50_000));
        let value = format!("<p title='{}'>a", " a=1".repeat(50_000));
        for page in [comment, value] {
            assert!(tree(&page).is_ok());
        }
    }
}
