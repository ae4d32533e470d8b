//! What stands behind the article: signatures, dates and attachments belong to the text, wherever the template puts
//! them; links to other pages and the foot of the page do not.

use std::ops::Range;

use gongwen::block::LeftOutReason;

use super::head;
use super::judge::{Fate, Judge};
use super::line::LineKind;
use super::title::{squeeze, squeezed};
use super::tree::NodeId;
use super::words::{file_name, is_date_line, is_foot, may_follow_date, rule};

impl Judge<'_> {
    /// Lines behind the article, one part of the page after the other.
    pub(super) fn after(&mut self) {
        /// Among how many lines at the end of the text its date is looked for.
        const LAST: usize = 6;
        // A text that ends with its date is complete, but for what may follow it.
        let mut last = self.span.clone().rev().filter(|&at| self.fates[at] == Fate::Keep).take(LAST);
        let dated = last.any(|at| is_date_line(self.page.line_text(at)));
        let mut closed = false;
        let mut at = self.span.end;
        while at < self.page.lines.len() {
            let branch = self.branch(at);
            let end = self.page.lines_of(branch).end.clamp(at + 1, self.page.lines.len());
            let near = self.distance(at) <= 3;
            closed |= self.behind(at..end, near && !closed, dated);
            at = end;
        }
    }

    /// The outermost part of the page that holds a line and not the article.
    fn branch(&self, at: usize) -> NodeId {
        let outside = |node: &NodeId| self.page.lines_of(*node).start >= self.span.end;
        let line = self.page.lines[at].node;
        self.tree.up(line).take_while(outside).last().unwrap_or(line)
    }

    /// Judges a part behind the article; whether it ends what may belong to it.
    fn behind(&mut self, lines: Range<usize>, near: bool, dated: bool) -> bool {
        let page = self.page;
        if lines.clone().any(|at| is_foot(page.line_text(at))) {
            self.fates[lines].fill(Fate::Out(LeftOutReason::Footer));
            return true;
        }
        if near && self.attachments(lines.clone()) {
            return false;
        }
        let (weight, linked) = page.lines[lines.clone()]
            .iter()
            .fold((0, 0), |(weight, linked), line| (weight + line.weight, linked + line.linked));
        let opener = rule(page.line_text(lines.start));
        let dense = linked * 2 > weight;
        let mut related = dense || opener == Some(LeftOutReason::Related);
        let all = related;
        for at in lines {
            let text = page.line_text(at);
            let reason = rule(text).or_else(|| self.zone(at));
            related |= reason == Some(LeftOutReason::Related);
            self.fates[at] = match reason {
                Some(reason) => Fate::Out(reason),
                None if all => Fate::Out(LeftOutReason::Related),
                None if page.lines[at].kind == LineKind::Control => Fate::Out(LeftOutReason::Tools),
                None if page.lines[at].is_link() => Fate::Out(LeftOutReason::Related),
                None if head::is_imprint(self.page, at) => Fate::Out(LeftOutReason::Tools),
                None if near && !related && (!dated || may_follow_date(text)) => Fate::Keep,
                None => Fate::Out(LeftOutReason::Footer),
            };
        }
        related
    }

    /// A box of files behind the text. It belongs to the text, but for those that the text names itself.
    fn attachments(&mut self, lines: Range<usize>) -> bool {
        let page = self.page;
        let opens = squeeze(page.line_text(lines.start));
        let opens = opens.trim_start_matches(['【', '[', '相', '关']);
        if !opens.starts_with("附件") || lines.clone().any(|at| self.zone(at).is_some()) {
            return false;
        }
        let text = self.squeezed.get_or_init(|| squeezed(page, self.span.start, self.span.end));
        let names = lines.clone().filter(|&at| page.lines[at].linked > 0);
        let known = |at: usize| text.contains(&file_name(page.line_text(at)));
        let repeated = names.clone().count() > 0 && names.clone().all(known);
        for at in lines {
            let own = repeated || (page.lines[at].linked > 0 && known(at));
            self.fates[at] = if own { Fate::Out(LeftOutReason::Related) } else { Fate::Keep };
        }
        true
    }
}
