//! From text to the tree, as browsers build it: html5ever tells what is opened, closed and moved.
//!
//! Pages are untrusted: the parser is fed in small steps, and between them it is asked how deep and how large the tree
//! has become. A page of unclosed formatting tags can grow to thousands of times its size.

use std::borrow::Cow;
use std::cell::{Ref, RefCell};
use std::time::Instant;

use html5ever::interface::{ElementFlags, NodeOrText, QuirksMode, TreeSink};
use html5ever::tendril::{StrTendril, TendrilSink};
use html5ever::tree_builder::TreeBuilderOpts;
use html5ever::{Attribute, ParseOpts, QualName, parse_document};

use super::tree::{NodeId, Tree};
use crate::contain::guard;
use crate::error::Fault;
use crate::limits::{Budget, Limit};

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
        Ref::map(self.0.borrow(), |tree| match tree.qualified_name(*target) {
            Some(name) => name,
            None => unreachable!("html5ever asks for the names of elements only"),
        })
    }

    fn create_element(&self, name: QualName, attributes: Vec<Attribute>, flags: ElementFlags) -> NodeId {
        self.0.borrow_mut().create(name, attributes, flags.template)
    }

    fn create_comment(&self, _text: StrTendril) -> NodeId {
        self.0.borrow_mut().add_other()
    }

    fn create_pi(&self, _target: StrTendril, _data: StrTendril) -> NodeId {
        self.0.borrow_mut().add_other()
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
        self.0.borrow().contents(*target).unwrap_or(*target)
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
        self.0.borrow_mut().add_attributes(*target, attributes);
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
    // Pages of the genre are full of this one entity, which takes the parser longer than all other text.
    let html = if html.contains("&nbsp;") { html.replace("&nbsp;", "\u{a0}") } else { html };
    // No step of it recurses, and between two of them the time is looked at.
    let tree = guard(|| steps(&html, allowed))?;
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
            return Err(Fault::damaged(
                format!("the source at byte {from}"),
                "a tag with thousands of attributes",
            ));
        }
        if tree.deepest() > allowed.depth {
            return Err(Fault::Limit(Limit::Depth));
        }
        if tree.size() > allowed.size {
            return Err(Fault::Limit(Limit::UnpackedBytes));
        }
        if Instant::now() > allowed.until {
            return Err(Fault::Limit(Limit::Time));
        }
    }
    Ok(parser.finish())
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
