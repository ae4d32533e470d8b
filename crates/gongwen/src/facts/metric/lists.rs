//! Subjects of figures that are listed together: A、B、C分别达到x、y、z.

use std::ops::Range;

use super::Reader;
use crate::facts::phrase::{self, Left};
use crate::facts::sentence::{Kind, left_bound};
use crate::rules::lexicon::{Class, MEASURES, TAILS};
use crate::rules::units::UnitKind;

impl Reader<'_, '_> {
    /// The subjects of figures that are listed together: A、B、C分别达到x、y、z.
    pub(super) fn shared(&mut self, left: &Left, first: usize, size: usize) -> Vec<String> {
        let Some(range) = &left.phrase else {
            if left.respectively
                && let Some(parts) = self.listed_before(first, size)
            {
                return parts;
            }
            if left.respectively && self.last.len() != size {
                return self.counted_before(size, self.quantity(first).unit.canonical == "百分点");
            }
            return if self.last.len() == size { self.last.clone() } else { Vec::new() };
        };
        let parts = self.parts(left.pieces.clone());
        if parts.len() == size {
            return with_shared_tail(&parts);
        }
        // 2023年、2024年收入增速分别为7.5%、7.9%: one subject at several times.
        let (bound, place) = (self.sentence.bound(first), self.sentence.place(first));
        let dates = || (bound..place).filter(|&at| self.sentence.pieces[at].kind == Kind::Date).count();
        if left.respectively && (parts.len() != 1 || dates() != size) {
            return Vec::new();
        }
        vec![self.sentence.slice(range.clone()).to_owned(); size]
    }

    /// 破案率、返还率双双提升，分别达到41.3%和27.8%: the list stands in the clause before.
    fn listed_before(&self, first: usize, size: usize) -> Option<Vec<String>> {
        let bound = self.sentence.bound(first);
        let comma = bound.checked_sub(1).filter(|&at| self.sentence.pieces[at].kind == Kind::Comma)?;
        let left = phrase::left(self.sentence, left_bound(&self.sentence.pieces, comma), comma, true);
        let parts = self.parts(left.pieces);
        (parts.len() == size).then(|| with_shared_tail(&parts))
    }

    /// 接待游客5万人次，实现收入97亿元，分别增长15%和19%: what the figures before were of.
    /// A change in points may be one of shares (公办率55%、普惠率92%，分别提高3个百分点、1个百分点).
    fn counted_before(&self, size: usize, points: bool) -> Vec<String> {
        let start = self.sentence.pieces.first().map_or(0, |piece| piece.start);
        let found = &self.out.metrics[self.out.metrics.len().saturating_sub(size)..];
        let fits = found.len() == size
            && found.iter().all(|metric| {
                let share = match metric.kind {
                    UnitKind::Percentage => !points,
                    kind => points || kind == UnitKind::Ratio,
                };
                metric.range.start >= start && !share
            });
        if fits { found.iter().map(|metric| metric.subject.clone()).collect() } else { Vec::new() }
    }

    /// 年报率、公示率均达到100%: one figure for each of several rates.
    pub(super) fn each(&self, left: &Left) -> Option<Vec<String>> {
        let after = left.pieces.end;
        matches!(self.sentence.pieces.get(after)?.kind, Kind::Word(Class::Adverb | Class::Level))
            .then_some(())?;
        self.sentence.piece_text(after).starts_with(['均', '都']).then_some(())?;
        let parts = self.parts(left.pieces.clone());
        (parts.len() > 1 && parts.iter().all(|part| part.ends_with(['率', '度', '比', '例', '面'])))
            .then_some(parts)
    }

    /// The members of a list: A、B和C.
    fn parts(&self, pieces: Range<usize>) -> Vec<String> {
        let mut parts = Vec::new();
        let mut start = None;
        let mut depth = 0_usize;
        for at in pieces.clone() {
            let kind = self.sentence.pieces[at].kind;
            match kind {
                Kind::Open => depth += 1,
                Kind::Close => depth = depth.saturating_sub(1),
                _ => {}
            }
            let parts_here = depth == 0 && matches!(kind, Kind::Pause | Kind::Word(Class::And));
            if parts_here {
                parts.extend(self.part(start.take(), at));
            } else if start.is_none() {
                start = Some(at);
            }
        }
        parts.extend(self.part(start, pieces.end));
        parts
    }

    fn part(&self, start: Option<usize>, end: usize) -> Option<String> {
        let start = start?;
        let range = self.sentence.pieces[start].start..self.sentence.pieces[end - 1].end;
        Some(self.sentence.slice(phrase::trimmed(self.sentence, range)?).to_owned())
    }
}

/// 城市、农村低保标准: what the last member shares with those before it is written once.
fn with_shared_tail(parts: &[String]) -> Vec<String> {
    let Some((last, before)) = parts.split_last() else { return Vec::new() };
    // 公务接待批次、费用: what is measured is named once, before the first measure.
    if let Some(first) = before.first()
        && before.len() == 1
        && MEASURES.contains(&last.as_str())
        && let Some(measured) = MEASURES.iter().find_map(|measure| first.strip_suffix(measure))
        && !measured.is_empty()
    {
        return vec![first.clone(), format!("{measured}{last}")];
    }
    let width = last.chars().count();
    let last_char = last.chars().next_back();
    // Members of one length: what the last has more is shared. 小学、初中、高中入学率
    let even = before.first().map(|part| part.chars().count()).filter(|&first| {
        first <= 4 && width >= first + 2 && before.iter().all(|part| part.chars().count() == first)
    });
    let tail =
        even.and_then(|count| last.char_indices().nth(count).map(|(at, _)| &last[at..])).or_else(|| {
            TAILS
                .iter()
                .filter(|tail| last.ends_with(**tail) && last.len() > tail.len())
                .max_by_key(|tail| tail.len())
                .copied()
        });
    parts
        .iter()
        .map(|part| {
            let count = part.chars().count();
            if part.chars().next_back() == last_char {
                return part.clone();
            }
            if let Some(tail) = tail.filter(|_| even.is_some() || last.len() > part.len() + 5) {
                return format!("{part}{tail}");
            }
            if width < count + 2 || count > 4 {
                return part.clone();
            }
            let tail: String = last.chars().skip(count).collect();
            format!("{part}{tail}")
        })
        .collect()
}
