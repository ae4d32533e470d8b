//! The proof that nothing was lost: every character of the source is in a leaf, a label, a heading, a part,
//! a repair or markup. Counted from what the circular holds, not from how it was built.

use crate::circular::Circular;
use crate::text::Span;

/// What share of the source is accounted for.
#[derive(Debug, Clone, PartialEq)]
pub struct Conservation {
    /// Code points of the source.
    pub chars: usize,
    /// Code points that are accounted for.
    pub kept: usize,
    /// What is not, in source order.
    pub lost: Vec<Span>,
    /// What is accounted for twice, in source order.
    pub doubled: Vec<Span>,
}

impl Conservation {
    /// From 0 to 1; 1 for an empty source.
    #[must_use]
    pub fn share(&self) -> f64 {
        if self.chars == 0 { 1.0 } else { self.kept as f64 / self.chars as f64 }
    }

    /// Whether each character is accounted for exactly once.
    #[must_use]
    pub fn is_complete(&self) -> bool {
        self.lost.is_empty() && self.doubled.is_empty()
    }
}

pub(crate) fn conservation(circular: &Circular<'_>) -> Conservation {
    let mut spans: Vec<Span> = Vec::new();
    let mut add = |range: &std::ops::Range<usize>| circular.map.each(range.clone(), |span| spans.push(span));
    for node in &circular.nodes {
        if let Some(label) = node.label.as_ref().filter(|label| !label.borrowed) {
            add(&label.range);
        }
        node.heading().or(node.text()).into_iter().for_each(&mut add);
    }
    for part in &circular.parts {
        add(&part.range);
    }
    spans.extend(circular.markup.iter().map(|markup| markup.span));
    // An entity is a repair whose text stands in a leaf: the leaf has its span.
    let replaced = |span: &Span| circular.map.is_replacement(*span);
    spans.extend(circular.repairs.iter().map(|repair| repair.span).filter(|span| !replaced(span)));
    spans.retain(|span| !span.is_empty());
    spans.sort_unstable();
    let source = circular.source();
    let mut result =
        Conservation { chars: source.chars().count(), kept: 0, lost: Vec::new(), doubled: Vec::new() };
    let mut at = 0;
    for span in spans {
        if span.start() > at {
            result.lost.push(Span::new(at, span.start()));
        } else if span.start() < at {
            result.doubled.push(Span::new(span.start(), at.min(span.end())));
        }
        at = at.max(span.end());
    }
    if at < source.len() {
        result.lost.push(Span::new(at, source.len()));
    }
    let lost: usize = result.lost.iter().map(|span| source[span.range()].chars().count()).sum();
    result.kept = result.chars - lost;
    result
}

/// Whether a text has letters or digits outside entities: those of &nbsp; are no words.
fn has_words(text: &str) -> bool {
    let mut rest = text;
    while let Some(at) = rest.find(char::is_alphanumeric) {
        let entity = rest[..at].rfind('&').filter(|&and| rest[and + 1..at].chars().all(|c| c == '#'));
        match (entity, rest[at..].find(';')) {
            (Some(_), Some(end)) => rest = &rest[at + end + 1..],
            _ => return true,
        }
    }
    false
}

/// What is wrong inside a circular, for tests and fuzzing: spans outside the source or off a character border,
/// nodes out of order, ids that are not unique, markup that hides words. Empty for every input.
#[must_use]
pub fn violations(circular: &Circular<'_>) -> Vec<String> {
    let mut found = Vec::new();
    let source = circular.source();
    let mut check = |what: &str, span: Span| {
        if source.get(span.range()).is_none() {
            found.push(format!("{what} has {span:?}, no part of the source"));
        }
    };
    let nodes = (0..circular.nodes.len()).filter_map(|index| circular.node(index));
    for node in nodes.clone() {
        node.spans().into_iter().for_each(|span| check("a node", span));
    }
    circular.repairs().iter().for_each(|repair| check("a repair", repair.span));
    circular.markup().iter().for_each(|markup| check("markup", markup.span));
    for diagnostic in circular.diagnostics() {
        check("a diagnostic", diagnostic.span);
        diagnostic.related.iter().for_each(|&span| check("a diagnostic's other place", span));
    }
    let mut ids: Vec<String> = nodes.clone().map(|node| node.id()).collect();
    ids.sort_unstable();
    for pair in ids.windows(2).filter(|pair| pair[0] == pair[1]) {
        found.push(format!("id {} stands twice", pair[0]));
    }
    for node in nodes {
        let data = &circular.nodes[node.index];
        let leaf = data.end == node.index + 1;
        if leaf && data.text().is_none() && data.heading().is_none() || !leaf && data.text().is_some() {
            found.push(format!("{} has text and children, or neither", node.id()));
        }
        if let Some(parent) = data.parent(node.index)
            && !(parent < node.index && circular.nodes[parent].end >= data.end)
        {
            found.push(format!("{} is not inside its parent", node.id()));
        }
    }
    for markup in circular.markup() {
        let text = source.get(markup.span.range()).unwrap_or("");
        let words = has_words(text);
        let allowed = matches!(
            markup.kind,
            crate::repair::MarkupKind::Html
                | crate::repair::MarkupKind::Field
                | crate::repair::MarkupKind::Header
                | crate::repair::MarkupKind::Markdown
        );
        if words && !allowed {
            found.push(format!("markup hides {text:?}"));
        }
    }
    let conservation = circular.conservation();
    if !conservation.is_complete() {
        found
            .push(format!("not conserved: lost {:?}, doubled {:?}", conservation.lost, conservation.doubled));
    }
    found
}
