//! Words that make a figure a goal, and words that say it is reached.

use crate::text::CharSet;

/// How far a word of purpose reaches.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Goal {
    /// To the end of the sentence: 力争用三年时间，新增学位2000个.
    Sentence,
    /// To the end of its clause: 为确保供水，新建水厂3座 tells what was done.
    Clause,
    /// What follows is told as done, whatever was planned before.
    Reached,
}

/// The words, and why each reaches as far as it does.
const WORDS: &[(&str, Goal)] = &[
    // Verbs of striving govern all that is listed after them.
    ("力争", Goal::Sentence),
    ("争取", Goal::Sentence),
    ("争取到", Goal::Sentence),
    ("计划", Goal::Sentence),
    ("拟", Goal::Sentence),
    ("预计", Goal::Sentence),
    ("下一步", Goal::Sentence),
    ("下步", Goal::Sentence),
    ("确保", Goal::Clause),
    // Signs of what is done.
    ("均已", Goal::Reached),
    ("现已", Goal::Reached),
    ("目前", Goal::Reached),
    ("目前已", Goal::Reached),
    ("业已", Goal::Reached),
    ("截至", Goal::Reached),
    ("截止", Goal::Reached),
    ("截至目前", Goal::Reached),
    ("截止目前", Goal::Reached),
];

/// What is got where 争取 stands before it, and not striven for: 争取专项债券资金2300万元.
pub(crate) const FUNDS: &[&str] = &[
    "资金", "专项", "中央", "上级", "省级", "市级", "国家", "财政", "债券", "补助", "经费", "贷款", "项目",
    "各级",
];

/// Their first characters: most words of a sentence begin with none.
static FIRSTS: CharSet = CharSet::new("力争计拟预下确已均现目业截");

/// What a word of the sentence says about the figures after it.
pub(crate) fn of(word: &str) -> Option<Goal> {
    if !FIRSTS.starts(word) {
        return None;
    }
    // 已建成, 已办结: so is all that was done already.
    if word.starts_with('已') {
        return Some(Goal::Reached);
    }
    WORDS.iter().find(|(goal, _)| *goal == word).map(|(_, goal)| *goal)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_word_is_found() {
        for (word, goal) in WORDS {
            assert_eq!(of(word), Some(*goal), "{word}");
        }
        assert_eq!(of("召开"), None);
    }
}
