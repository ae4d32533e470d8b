//! Where a block stands in its page: `#zoom/p[4]`, or from the body, `body/div[2]/p[4]`.

use gongwen::block::Origin;

use super::tag::Tag;
use super::tree::{Name, NodeId, Tree};

/// The number of each element among those of its name in its parent, from 1.
pub(super) struct Paths<'t> {
    tree: &'t Tree,
    ordinals: Vec<u32>,
}

/// Names of children that are counted apart; there are hardly as many in one element.
const NAMES: usize = 32;
/// Steps of a path.
const STEPS: usize = 24;

impl<'t> Paths<'t> {
    pub(super) fn of(tree: &'t Tree) -> Self {
        let mut ordinals = vec![0; tree.len()];
        let mut counts: Vec<(&str, u32)> = Vec::new();
        for parent in tree.ids() {
            counts.clear();
            for child in tree.children(parent).filter(|&child| tree.tag(child) != Tag::None) {
                let name = tree.name(child);
                let at = match counts.iter().position(|(known, _)| *known == name) {
                    Some(at) => at,
                    None => {
                        if counts.len() < NAMES {
                            counts.push((name, 0));
                        }
                        counts.len() - 1
                    }
                };
                counts[at].1 += 1;
                ordinals[child.index()] = counts[at].1;
            }
        }
        Self { tree, ordinals }
    }

    /// The path of an element.
    pub(super) fn origin(&self, node: NodeId) -> Origin {
        let mut steps: Vec<String> = Vec::new();
        for node in self.tree.up(node) {
            let tag = self.tree.tag(node);
            if let Some(id) = self.tree.attribute(node, Name::Id).filter(|id| !id.is_empty()) {
                steps.push(format!("#{id}"));
                break;
            }
            if tag == Tag::Body || steps.len() == STEPS {
                steps.push(self.tree.name(node).to_owned());
                break;
            }
            if tag != Tag::None {
                steps.push(format!("{}[{}]", self.tree.name(node), self.ordinals[node.index()]));
            }
        }
        steps.reverse();
        let mut origin = Origin::default();
        origin.element = (!steps.is_empty()).then(|| steps.join("/"));
        origin
    }
}
