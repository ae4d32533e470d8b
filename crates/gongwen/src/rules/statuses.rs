//! Words that say how far an issue is.

use std::sync::LazyLock;

use super::Prefixes;
use crate::text::CharSet;
use crate::tree::Status;

/// Phrases and the status that each says. At one place the longest counts (基本完成, not 完成); of several places
/// the first does (已完成整改并长期坚持 is completed).
pub(crate) const STATUSES: &[(&str, Status)] = &[
    ("已完成", Status::Completed),
    ("完成整改", Status::Completed),
    ("整改完成", Status::Completed),
    ("已经完成", Status::Completed),
    ("全部完成", Status::Completed),
    ("改到位", Status::Completed),
    ("整改到位", Status::Completed),
    ("已整改", Status::Completed),
    ("已办结", Status::Completed),
    ("办结", Status::Completed),
    ("已销号", Status::Completed),
    ("已解决", Status::Completed),
    ("已改正", Status::Completed),
    ("改正", Status::Completed),
    ("销号", Status::Completed),
    ("完成", Status::Completed),
    ("基本完成", Status::MostlyCompleted),
    ("已基本完成", Status::MostlyCompleted),
    ("基本整改", Status::MostlyCompleted),
    ("已基本整改", Status::MostlyCompleted),
    ("基本改到位", Status::MostlyCompleted),
    ("基本到位", Status::MostlyCompleted),
    ("基本办结", Status::MostlyCompleted),
    ("基本解决", Status::MostlyCompleted),
    ("全部整改", Status::Completed),
    ("整改完毕", Status::Completed),
    ("落实到位", Status::Completed),
    ("已清零", Status::Completed),
    ("得到解决", Status::Completed),
    ("有效解决", Status::Completed),
    ("已立行立改", Status::Completed),
    ("达到预期", Status::Completed),
    // 正在 tells of what is not done yet, whatever follows: 正在按计划推进, 正在复核.
    ("正在", Status::InProgress),
    ("正在整改", Status::InProgress),
    ("整改中", Status::InProgress),
    ("正在推进", Status::InProgress),
    ("推进中", Status::InProgress),
    ("持续推进", Status::InProgress),
    ("持续整改", Status::InProgress),
    ("有序推进", Status::InProgress),
    ("加快推进", Status::InProgress),
    ("仍在推进", Status::InProgress),
    ("仍在整改", Status::InProgress),
    ("推进之中", Status::InProgress),
    ("整改之中", Status::InProgress),
    ("未完成", Status::InProgress),
    ("尚未完成", Status::InProgress),
    ("未整改到位", Status::InProgress),
    ("尚未整改到位", Status::InProgress),
    ("部分完成", Status::InProgress),
    ("部分整改", Status::InProgress),
    ("完成部分", Status::InProgress),
    ("完成阶段性", Status::InProgress),
    ("已完成阶段性", Status::InProgress),
    ("达到序时", Status::InProgress),
    ("按序时", Status::InProgress),
    ("按计划推进", Status::InProgress),
    ("按期推进", Status::InProgress),
    ("稳步推进", Status::InProgress),
    ("扎实推进", Status::InProgress),
    ("未整改", Status::InProgress),
    ("未办结", Status::InProgress),
    ("阶段性完成", Status::InProgress),
    ("取得阶段性", Status::InProgress),
    ("正在办理", Status::InProgress),
    ("长期坚持", Status::LongTerm),
    ("长期整改", Status::LongTerm),
    ("长期推进", Status::LongTerm),
    ("长期任务", Status::LongTerm),
    ("持续坚持", Status::LongTerm),
    ("常态化坚持", Status::LongTerm),
    ("常态化推进", Status::LongTerm),
    ("长期落实", Status::LongTerm),
    ("长期持续", Status::LongTerm),
];

/// What stands before a status that is only hoped for: 预计12月底前完成.
const HOPED: &[&str] = &["预计", "计划", "拟于", "力争", "确保", "将于", "争取", "限期"];

/// Subjects of a sentence that speaks of the issue itself.
pub(crate) const SUBJECTS: &[&str] = &[
    "该问题",
    "此问题",
    "本问题",
    "该项问题",
    "此项问题",
    "该项整改",
    "本项整改",
    "本项工作",
    "本项任务",
    "此项整改",
    "该项工作",
    "此项工作",
    "该事项",
    "此事项",
    "该项任务",
    "此项任务",
    "该整改",
    "该任务",
    "这一问题",
    "这项工作",
    "此事",
    "上述问题",
    "该项",
    "此项",
];

/// The status that a text says, and the bytes of the words that say it.
pub(crate) fn find(text: &str) -> Option<(Status, std::ops::Range<usize>)> {
    static FINDER: LazyLock<Prefixes> =
        LazyLock::new(|| Prefixes::new(STATUSES.iter().map(|(words, _)| *words)));
    let Some((row, words)) = FINDER.first_in(text) else { return share(text) };
    let (at, len, status) = (words.start, words.len(), STATUSES[row].1);
    // 制定计划，该问题已完成 hopes for nothing.
    let clause = text[..at].rsplit(['，', '。', '；']).next().unwrap_or_default();
    let hoped = HOPED.iter().any(|word| clause.contains(word));
    let status = if hoped && status == Status::Completed { Status::InProgress } else { status };
    Some((status, at..at + len))
}

/// 整改进度：100%.
fn share(text: &str) -> Option<(Status, std::ops::Range<usize>)> {
    let said = text.trim_end_matches(['。', '；', ' ']);
    let number = said.strip_suffix(['%', '％'])?;
    let digits = number.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.');
    let status = if number == "100" { Status::Completed } else { Status::InProgress };
    (digits && !number.is_empty()).then_some((status, 0..said.len()))
}

/// What may follow the words of a status in a sentence that says nothing else.
const AFTER: &[&str] = &[
    "",
    "完成",
    "完毕",
    "到位",
    "整改",
    "整改任务",
    "整改工作",
    "并长期坚持",
    "并持续坚持",
    "整改并长期坚持",
    "整改，并长期坚持",
    "，并长期坚持",
    "，长期坚持",
    "整改，长期坚持",
    "，持续坚持",
    "整改，持续坚持",
    "，持续推进",
    "，并持续推进",
    "并持续推进",
    "整改，持续推进",
    "整改并持续推进",
    "，持续巩固",
    "整改，持续巩固",
    "整改并持续巩固",
];

/// First characters of such a sentence, behind which it is looked at.
static BARE_FIRST: CharSet = CharSet::new("已目现基截正整尚问持长部按全未");

/// Whether a sentence says a status and nothing else: 目前已完成整改。
pub(crate) fn is_bare(sentence: &str) -> bool {
    const LONGEST: usize = 90;
    if sentence.len() > LONGEST {
        return false;
    }
    let Some((_, words)) = find(sentence) else { return false };
    let before = sentence[..words.start]
        .trim_start_matches("截至")
        .trim_start_matches("问题")
        .trim_start_matches("目前")
        .trim_start_matches("现")
        .trim_matches(['，', '均', '已', '全', '部']);
    let after = sentence[words.end..].trim_end_matches(['。', '；']);
    before.is_empty() && AFTER.contains(&after)
}

/// The bytes of the first sentence of a text, where it says a status and nothing else.
pub(crate) fn bare_len(text: &str) -> Option<usize> {
    const LONGEST: usize = 90;
    if !BARE_FIRST.starts(text) {
        return None;
    }
    let mut window = LONGEST.min(text.len());
    while !text.is_char_boundary(window) {
        window -= 1;
    }
    let len = text[..window].find('。').map_or(text.len(), |stop| stop + '。'.len_utf8());
    is_bare(&text[..len]).then_some(len)
}

/// The note in brackets that a text opens with, if it says a status and nothing else: 【已完成】.
pub(crate) fn opening_note(text: &str) -> Option<std::ops::Range<usize>> {
    const LONGEST: usize = 60;
    // Nearly all texts begin with a common character.
    if matches!(text.as_bytes().first(), Some(0xE4..=0xE9)) {
        return None;
    }
    let inner = text.strip_prefix(['【', '（', '(', '〔', '['])?;
    let open = text.len() - inner.len();
    let close = inner.find(['】', '）', ')', '〕', ']']).filter(|&close| close <= LONGEST)?;
    is_bare(&inner[..close]).then_some(open..open + close)
}

/// Where the note in brackets begins that a text ends with, if it says a status and nothing else: …。（已完成）
pub(crate) fn note_start(text: &str) -> Option<usize> {
    const LONGEST: usize = 60;
    let inner = text.strip_suffix('。').unwrap_or(text).strip_suffix(['）', ')'])?;
    let open = inner.rfind(['（', '(']).filter(|open| inner.len() - open <= LONGEST)?;
    let said = inner[open..].trim_start_matches(['（', '(']);
    let said = said.strip_prefix("整改情况：").unwrap_or(said);
    let said = said.strip_prefix("整改状态：").unwrap_or(said);
    is_bare(said).then_some(open)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_status_of_a_sentence_wins() {
        for (text, status) in [
            ("已完成。", Status::Completed),
            ("该问题已完成整改并长期坚持。", Status::Completed),
            ("基本完成并长期坚持。", Status::MostlyCompleted),
            ("此问题已经改到位，后续转入常态监管。", Status::Completed),
            ("此问题基本改到位。", Status::MostlyCompleted),
            ("此问题仍在推进之中。", Status::InProgress),
            ("此项工作需要长期坚持。", Status::LongTerm),
            ("尚未完成。", Status::InProgress),
            ("预计12月底前完成。", Status::InProgress),
            ("该问题已整改到位。", Status::Completed),
            ("该问题基本完成整改。", Status::MostlyCompleted),
        ] {
            assert_eq!(find(text).map(|(status, _)| status), Some(status), "{text}");
        }
        assert_eq!(find("100%。").map(|(status, _)| status), Some(Status::Completed));
        assert_eq!(find("80%").map(|(status, _)| status), Some(Status::InProgress));
        assert_eq!(find("立行立改。"), None);
    }

    #[test]
    fn a_bare_sentence_is_a_status_alone() {
        assert!(is_bare("目前，已完成整改。"));
        for sentence in [
            "已完成整改。",
            "目前已整改完成。",
            "现已全部整改到位。",
            "已完成并长期坚持。",
            "基本完成整改。",
            "正在整改。",
            "整改完成。",
            "尚未完成整改。",
            "问题已整改。",
        ] {
            assert!(is_bare(sentence), "{sentence}");
            assert!(BARE_FIRST.starts(sentence), "{sentence}");
        }
        assert!(!is_bare("目前已整改完成3项。"));
        assert!(!is_bare("已完成整改21个。"));
        assert!(!is_bare("制度修订已完成，人员到位。"));
    }
}
