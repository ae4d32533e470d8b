//! Byte offsets of a text to code points, as Python indexes strings.

use gongwen::text::Span;

use crate::values::PySpan;

const STEP: usize = 1024;

/// The code points before each step of a text, counted once. It keeps no text: a class owns both side by side.
pub(crate) struct Points {
    steps: Vec<usize>,
}

impl Points {
    pub(crate) fn new(text: &str) -> Self {
        let mut steps = vec![0];
        for chunk in text.as_bytes().chunks(STEP) {
            steps.push(steps[steps.len() - 1] + count(chunk));
        }
        Self { steps }
    }

    /// Code points before a byte of the text that was counted.
    fn at(&self, text: &str, offset: usize) -> usize {
        let step = (offset / STEP).min(self.steps.len() - 1);
        self.steps[step] + count(&text.as_bytes()[step * STEP..offset])
    }

    pub(crate) fn span(&self, text: &str, span: Span) -> PySpan {
        PySpan { start: self.at(text, span.start()), end: self.at(text, span.end()) }
    }
}

fn count(bytes: &[u8]) -> usize {
    bytes.iter().filter(|&&byte| byte & 0xC0 != 0x80).count()
}
