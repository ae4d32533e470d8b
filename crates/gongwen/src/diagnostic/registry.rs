//! The codes. Each row is one rule: severity, reason, a source that it finds fault with, and a better one.
//! `docs/diagnostics.md` is generated from these rows, and a test runs every example.

use super::Severity;

/// What a code means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rule {
    /// The code itself.
    pub code: Code,
    /// Its name: `ordinal-skipped`.
    pub name: &'static str,
    /// How much it matters.
    pub severity: Severity,
    /// What is found, in one sentence.
    pub summary: &'static str,
    /// Why it is worth telling.
    pub reason: &'static str,
    /// A source in which it is found; in brackets where only a file can show it.
    pub example: &'static str,
    /// The same in which it is not.
    pub better: &'static str,
}

macro_rules! registry {
    ($($variant:ident, $name:literal, $severity:ident, $summary:literal, $reason:literal, $example:literal, $better:literal;)*) => {
        /// The code of a diagnostic.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
        #[non_exhaustive]
        pub enum Code { $(#[doc = $summary] #[serde(rename = $name)] $variant,)* }

        static RULES: &[Rule] = &[$(Rule {
            code: Code::$variant, name: $name, severity: Severity::$severity, summary: $summary,
            reason: $reason, example: $example, better: $better,
        },)*];
    };
}

registry! {
    HeadingDepth, "heading-depth", Warning,
        "The number of # before a heading contradicts its ordinal.",
        "Converters guess the depth from font sizes. The ordinals 一、（一）1.（1） set the level (GB/T 9704-2012 7.3.3), and the tree follows them; other readers of the Markdown would not.",
        "# 某局关于巡察整改情况的通报\n\n## 一、整改落实情况\n\n## （一）学习方面\n\n内容。\n",
        "# 某局关于巡察整改情况的通报\n\n## 一、整改落实情况\n\n### （一）学习方面\n\n内容。\n";
    HalfWidthBracket, "half-width-bracket", Warning,
        "A half-width bracket encloses Chinese text.",
        "Chinese text takes （ and ）. A search for （一） misses (一).",
        "(一)学习方面\n\n内容。\n",
        "（一）学习方面\n\n内容。\n";
    OrdinalSkipped, "ordinal-skipped", Warning,
        "A number in a series is missing.",
        "A heading may have been lost in conversion, or an issue left out.",
        "一、工作情况\n\n内容。\n\n三、下一步打算\n\n内容。\n",
        "一、工作情况\n\n内容。\n\n二、下一步打算\n\n内容。\n";
    OrdinalRepeated, "ordinal-repeated", Warning,
        "A number in a series stands twice.",
        "Two headings with one number cannot be told apart by it; their ids get ~2.",
        "一、工作情况\n\n内容。\n\n一、下一步打算\n\n内容。\n",
        "一、工作情况\n\n内容。\n\n二、下一步打算\n\n内容。\n";
    UnclosedQuote, "unclosed-quote", Warning,
        "《 or “ is not closed in its paragraph.",
        "A title or term without its end cannot be read, or a page cut was not found.",
        "修订了《财务管理办法，堵塞漏洞。\n",
        "修订了《财务管理办法》，堵塞漏洞。\n";
    StrayLatin, "stray-latin", Warning,
        "An English function word stands between Chinese ones.",
        "It is left from a translation or an OCR run: 和 became and.",
        "学习党的理论 and 会议精神。\n",
        "学习党的理论和会议精神。\n";
    PageCutJoined, "page-cut-joined", Info,
        "A sentence that a page break had cut was joined.",
        "The words on both sides belong together; the tree has the whole sentence, and its spans show the cut.",
        "局党组高度重视。主要领导主持梳理反\n\n馈意见，研究措施。\n",
        "局党组高度重视。主要领导主持梳理反馈意见，研究措施。\n";
    PageNumber, "page-number", Info,
        "A page number was taken out of the text.",
        "It would break a sentence, or stand as a paragraph of its own.",
        "深挖彻查。向上级机关移\n— 1 —\n送问题线索3件。\n",
        "深挖彻查。向上级机关移送问题线索3件。\n";
    InvisibleCharacter, "invisible-character", Info,
        "An invisible character was taken out of a word.",
        "A zero-width space or NUL between two characters hides the word from every search.",
        "整改\u{200b}情况良好。\n",
        "整改情况良好。\n";
    ImpossibleDate, "impossible-date", Warning,
        "A date that no calendar has.",
        "It is a slip of the pen; no date is given rather than a wrong one.",
        "某局党组关于整改情况的通报\n\n内容如下。\n\n某局党组\n\n2025年2月30日\n",
        "某局党组关于整改情况的通报\n\n内容如下。\n\n某局党组\n\n2025年2月28日\n";
    TotalContradicted, "total-contradicted", Warning,
        "Parts and their whole do not come to the same.",
        "Parts that exclude each other (已完成, 基本完成, 正在推进; 新制定, 修订) add up to the whole, a part behind 其中 is no more than it, and 共 is the sum of the list before it. One of the figures is a slip, or one part is left out; nothing is corrected.",
        "一、工作情况\n\n反馈问题26个，已完成21个，基本完成3个，推进1个。\n",
        "一、工作情况\n\n反馈问题26个，已完成21个，基本完成3个，推进2个。\n";
    IssueCount, "issue-count", Warning,
        "The text states another number of issues, or of completed ones, than the tree has.",
        "An issue may have been lost in conversion or left out of the publication. It is told only where the tree has nearly as many as are stated: many circulars group their issues under fewer headings.",
        "某局关于巡察整改情况的通报\n\n巡察组反馈的3个问题均已认领。\n\n一、整改落实情况\n\n1.关于学习不深入的问题。一是学。二是用。\n\n2.关于责任不实的问题。一是查。二是改。\n",
        "某局关于巡察整改情况的通报\n\n巡察组反馈的2个问题均已认领。\n\n一、整改落实情况\n\n1.关于学习不深入的问题。一是学。二是用。\n\n2.关于责任不实的问题。一是查。二是改。\n";
    DifferenceContradicted, "difference-contradicted", Warning,
        "A change and the difference that is stated for it do not agree.",
        "由A下降到B，下降C: C follows from A and B as written. A difference with fewer digits may be rounded or cut; a rate of growth may come from the exact amounts behind rounded ones.",
        "一、工作情况\n\n空置率由7.8%下降到1.2%，下降5.6个百分点。\n",
        "一、工作情况\n\n空置率由7.8%下降到1.2%，下降6.6个百分点。\n";
    ShareContradicted, "share-contradicted", Warning,
        "Two numbers and the share that is stated for them do not agree.",
        "The share follows from the two numbers, rounded or cut to the digits that are written.",
        "一、工作情况\n\n26个问题已完成21个，完成率82.8%。\n",
        "一、工作情况\n\n26个问题已完成21个，完成率80.8%。\n";
    AverageContradicted, "average-contradicted", Warning,
        "A total, a number and the average that is stated for them do not agree.",
        "The average follows from the total and the number, rounded or cut to the digits that are written.",
        "一、工作情况\n\n3个支部共召开会议12次，平均5次。\n",
        "一、工作情况\n\n3个支部共召开会议12次，平均4次。\n";
    UnknownRole, "unknown-role", Info,
        "What a section is for could not be told from its heading.",
        "Its role is `other`. Whoever counts by role should know.",
        "一、天气\n\n晴。\n",
        "一、组织领导情况\n\n晴。\n";
    NoIssues, "no-issues", Warning,
        "The circular has no numbered issue.",
        "It may be one of action headings only (在…上下功夫), or its issues were not recognised.",
        "某局关于整改情况的通报\n\n一、在学习上下功夫\n\n一是学。二是用。\n",
        "某局关于整改情况的通报\n\n一、整改落实情况\n\n1.关于学习不深入的问题。一是学。二是用。\n";
    NoTitle, "no-title", Info,
        "No title was found.",
        "Issuer, subject and kind are unknown.",
        "内容只有一句话，没有标题。\n",
        "某局关于整改情况的通报\n\n内容只有一句话。\n";
    UndecodableText, "undecodable-text", Warning,
        "Characters are lost: bytes that are no text in the encoding of the source.",
        "U+FFFD stands where they were. The source was damaged, or the encoding is another one (--encoding).",
        "某局关于整改情况的通报\n\n反馈问\u{fffd}26个。\n",
        "某局关于整改情况的通报\n\n反馈问题26个。\n";
    EncodingDetected, "encoding-detected", Info,
        "The encoding of the source was told from the statistics of its bytes.",
        "It is declared nowhere, and may be another one; --encoding says which.",
        "(a text in Big5)",
        "(the same in UTF-8)";
    DamagedFile, "damaged-file", Error,
        "A part of the file could not be read.",
        "What is before and after it was read; figures that stood in it are missing.",
        "(a .docx file, cut in the middle)",
        "(the whole file)";
}

impl Code {
    /// The rule behind the code.
    #[must_use]
    pub fn rule(self) -> &'static Rule {
        &RULES[self as usize]
    }

    /// Its name: `ordinal-skipped`.
    #[must_use]
    pub fn name(self) -> &'static str {
        self.rule().name
    }

    /// Whether readers of files find it, not the parser in a text.
    #[must_use]
    pub fn is_of_reader(self) -> bool {
        matches!(self, Self::EncodingDetected | Self::DamagedFile)
    }

    /// The code of a name.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        RULES.iter().find(|rule| rule.name == name).map(|rule| rule.code)
    }
}

/// All rules, in the order of their codes.
#[must_use]
pub fn rules() -> &'static [Rule] {
    RULES
}
