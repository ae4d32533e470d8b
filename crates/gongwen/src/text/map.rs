use std::ops::Range;

use super::Span;

/// Where each stretch of the repaired text came from.
///
/// The repaired text is the source without markup, page numbers and line ends inside sentences. Its stretches
/// are in source order; a stretch is copied byte for byte, or stands for a source text of another length (an
/// HTML entity), or has no source at all (the line feed between two paragraphs).
#[derive(Debug, Clone, Default)]
pub struct TextMap {
    stretches: Vec<Stretch>,
}

#[derive(Debug, Clone, Copy)]
struct Stretch {
    text: usize,
    source: usize,
    text_len: usize,
    source_len: usize,
}

impl TextMap {
    /// Makes room for stretches.
    pub(crate) fn reserve(&mut self, stretches: usize) {
        self.stretches.reserve(stretches);
    }

    /// Records that `text_len` bytes of repaired text at `text` stand for `source`.
    pub(crate) fn push(&mut self, text: usize, text_len: usize, source: Span) {
        if text_len == source.len()
            && let Some(last) = self.stretches.last_mut()
            && last.text_len == last.source_len
            && last.text + last.text_len == text
            && last.source + last.source_len == source.start()
        {
            last.text_len += text_len;
            last.source_len += text_len;
            return;
        }
        self.stretches.push(Stretch { text, source: source.start(), text_len, source_len: source.len() });
    }

    /// Forgets all repaired text from `end` on.
    pub(crate) fn truncate(&mut self, end: usize) {
        while let Some(last) = self.stretches.last_mut() {
            if last.text >= end {
                self.stretches.pop();
            } else {
                if last.text_len == last.source_len {
                    let len = last.text_len.min(end - last.text);
                    (last.text_len, last.source_len) = (len, len);
                }
                break;
            }
        }
    }

    /// The source spans that a range of repaired text was read from, in order, neighbours merged.
    #[must_use]
    pub fn spans(&self, range: Range<usize>) -> Vec<Span> {
        let mut spans: Vec<Span> = Vec::new();
        self.each(range, |span| match spans.last_mut() {
            Some(last) if last.end() == span.start() => *last = Span::new(last.start(), span.end()),
            _ => spans.push(span),
        });
        spans
    }

    /// The smallest source span that covers a range of repaired text.
    #[must_use]
    pub fn cover(&self, range: Range<usize>) -> Option<Span> {
        let mut cover: Option<Span> = None;
        self.each(range, |span| {
            cover = Some(Span::new(cover.map_or(span.start(), Span::start), span.end()));
        });
        cover
    }

    /// Where a byte of the source stands in the repaired text; where it stands nowhere, the place of what follows it.
    ///
    /// ```
    /// let circular = gongwen::parse("# 一、工作情况\n\n内容。\n");
    /// let place = circular.map().place("# ".len());
    /// assert!(circular.text()[place..].starts_with("一、工作情况"));
    /// assert_eq!(circular.map().place(0), place);
    /// ```
    #[must_use]
    pub fn place(&self, source: usize) -> usize {
        let at = self.stretches.partition_point(|s| s.source + s.source_len <= source);
        match self.stretches.get(at) {
            Some(s) if s.text_len == s.source_len => s.text + source.saturating_sub(s.source),
            Some(s) => s.text,
            None => self.stretches.last().map_or(0, |s| s.text + s.text_len),
        }
    }

    /// As `cover`, for ranges asked for in order: `near` keeps the place of the last one.
    pub(crate) fn cover_near(&self, near: &mut usize, range: Range<usize>) -> Option<Span> {
        let mut cover: Option<Span> = None;
        self.each_near(near, range, |span| {
            cover = Some(Span::new(cover.map_or(span.start(), Span::start), span.end()));
        });
        cover
    }

    /// Whether a source span stands in the repaired text as something else.
    pub(crate) fn is_replacement(&self, span: Span) -> bool {
        let at = self.stretches.partition_point(|s| s.source < span.start());
        self.stretches.get(at).is_some_and(|s| {
            s.source == span.start() && s.source_len == span.len() && s.text_len != s.source_len
        })
    }

    /// Hands the source spans of a range of repaired text to `visit`, in order.
    pub(crate) fn each(&self, range: Range<usize>, visit: impl FnMut(Span)) {
        let first = self.stretches.partition_point(|s| s.text + s.text_len <= range.start);
        self.each_from(first, range, visit);
    }

    /// As `each`, for ranges asked for in order: `near` keeps the place of the last one.
    pub(crate) fn each_near(&self, near: &mut usize, range: Range<usize>, visit: impl FnMut(Span)) {
        let ends_before = |s: &Stretch| s.text + s.text_len <= range.start;
        if near.checked_sub(1).and_then(|at| self.stretches.get(at)).is_some_and(|s| !ends_before(s)) {
            *near = self.stretches.partition_point(ends_before);
        }
        while self.stretches.get(*near).is_some_and(ends_before) {
            *near += 1;
        }
        self.each_from(*near, range, visit);
    }

    fn each_from(&self, first: usize, range: Range<usize>, mut visit: impl FnMut(Span)) {
        for stretch in &self.stretches[first..] {
            if stretch.text >= range.end {
                break;
            }
            if stretch.text_len == stretch.source_len {
                let from = range.start.max(stretch.text) - stretch.text;
                let to = range.end.min(stretch.text + stretch.text_len) - stretch.text;
                visit(Span::new(stretch.source + from, stretch.source + to));
            } else {
                visit(Span::new(stretch.source, stretch.source + stretch.source_len));
            }
        }
    }
}
