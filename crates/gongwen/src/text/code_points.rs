use super::Span;

const STEP: usize = 512;

/// Byte offsets of a text to code-point offsets, at a cost of at most one step of counting each.
#[derive(Debug, Clone)]
pub struct CodePoints<'t> {
    text: &'t str,
    counts: Vec<usize>,
}

impl<'t> CodePoints<'t> {
    /// Counts the text once.
    #[must_use]
    pub fn new(text: &'t str) -> Self {
        let mut counts = Vec::with_capacity(text.len() / STEP + 1);
        let mut total = 0;
        for chunk in text.as_bytes().chunks(STEP) {
            counts.push(total);
            total += count(chunk);
        }
        counts.push(total);
        Self { text, counts }
    }

    /// How many code points stand before the byte at `offset`.
    #[must_use]
    pub fn at(&self, offset: usize) -> usize {
        let offset = offset.min(self.text.len());
        let step = offset / STEP;
        if step >= self.counts.len() {
            return self.counts.last().copied().unwrap_or(0);
        }
        self.counts[step] + count(&self.text.as_bytes()[step * STEP..offset])
    }

    /// A span in code points.
    #[must_use]
    pub fn span(&self, span: Span) -> Span {
        Span::new(self.at(span.start()), self.at(span.end()))
    }
}

fn count(bytes: &[u8]) -> usize {
    bytes.iter().filter(|&&byte| byte & 0xC0 != 0x80).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn code_points_agree_with_a_plain_count() {
        let text = "整改abc𠮷情况".repeat(200);
        let index = CodePoints::new(&text);
        for (expected, (offset, _)) in text.char_indices().enumerate() {
            assert_eq!(index.at(offset), expected);
        }
        assert_eq!(index.at(text.len()), text.chars().count());
    }
}
