//! The facts: figures, dates, citations, actions and terms, and what stands in the closing or looked wrong.

use super::table;

table! {
    /// One row a figure.
    Metrics, MetricRow, MetricRows, "指标", {
        /// Key of the document.
        doc_id: Text, "文件编号";
        /// Id of the fact within the document: `metric1`.
        id: Text, "编号";
        /// Id of the node it stands in; null in the closing.
        node: OptText, "节点";
        /// Id of the issue it stands in.
        issue: OptText, "问题";
        /// The noun phrase that is counted or measured.
        subject: Text, "主体";
        /// The figure, in `unit`; the lower end of a range.
        value: Real, "数值";
        /// Upper end of a range.
        value_to: OptReal, "数值上限";
        /// As written; empty for a fraction.
        unit: Text, "单位";
        /// `percentage`, `count`, `money`, `length` ….
        kind: Text, "类别";
        /// The value in `canonical_unit`.
        canonical_value: OptReal, "标准值";
        /// 元 for 万元, 米 for 公里.
        canonical_unit: Text, "标准单位";
        /// `exact`, `about`, `over`, `under`, `at_least` or `at_most`.
        qualifier: Text, "限定";
        /// A goal that is named, not a result.
        target: Flag, "目标";
        /// Value before a change.
        change_from: OptReal, "变化前";
        /// Value after a change.
        change_to: OptReal, "变化后";
        /// How often: 每季度.
        period: OptText, "频次";
        /// Its words, lines joined.
        text: Text, "原文";
        /// First code point in the decoded source.
        start: Int, "起";
        /// One past the last code point.
        end: Int, "止";
        /// Page of a PDF or OFD, from 1.
        page: OptInt, "页";
    }
}

table! {
    /// One row a date or range of dates.
    Dates, DateRow, DateRows, "日期", {
        /// Key of the document.
        doc_id: Text, "文件编号";
        /// Id of the fact within the document: `date1`.
        id: Text, "编号";
        /// Id of the node it stands in; null in the closing.
        node: OptText, "节点";
        /// Id of the issue it stands in.
        issue: OptText, "问题";
        /// First day.
        first: Day, "首日";
        /// Last day; null where it is open.
        last: OptDay, "末日";
        /// `day`, `month`, `quarter` or `year`.
        precision: Text, "精度";
        /// Whether the year was taken from the context.
        inferred: Flag, "推断";
        /// Its words, lines joined.
        text: Text, "原文";
        /// First code point in the decoded source.
        start: Int, "起";
        /// One past the last code point.
        end: Int, "止";
        /// Page of a PDF or OFD, from 1.
        page: OptInt, "页";
    }
}

table! {
    /// One row a document that the text names.
    Citations, CitationRow, CitationRows, "文件引用", {
        /// Key of the document.
        doc_id: Text, "文件编号";
        /// Id of the fact within the document: `citation1`.
        id: Text, "编号";
        /// Id of the node it stands in; null in the closing.
        node: OptText, "节点";
        /// Id of the issue it stands in.
        issue: OptText, "问题";
        /// Without the outer 《》.
        title: Text, "名称";
        /// 办法, 条例, 通知 ….
        kind: OptText, "文种";
        /// 发文字号.
        document_number: OptText, "发文字号";
        /// `issued`, `revised`, `studied`, `implemented` ….
        act: OptText, "行为";
        /// Id of the citation that names the title first.
        first_mention: OptText, "首次引用";
        /// Its words, lines joined.
        text: Text, "原文";
        /// First code point in the decoded source.
        start: Int, "起";
        /// One past the last code point.
        end: Int, "止";
        /// Page of a PDF or OFD, from 1.
        page: OptInt, "页";
    }
}

table! {
    /// One row a thing done about people, cases or money.
    Actions, ActionRow, ActionRows, "问责处理", {
        /// Key of the document.
        doc_id: Text, "文件编号";
        /// Id of the fact within the document: `action1`.
        id: Text, "编号";
        /// Id of the node it stands in; null in the closing.
        node: OptText, "节点";
        /// Id of the issue it stands in.
        issue: OptText, "问题";
        /// One of the closed list: 党纪处分, 诫勉 ….
        kind: Text, "种类";
        /// As written, where it is narrower than the kind.
        sanction: OptText, "具体处理";
        /// How many, or how much, in `unit`.
        count: Real, "数量";
        /// 人, 人次, 万元.
        unit: Text, "单位";
        /// Its words, lines joined.
        text: Text, "原文";
        /// First code point in the decoded source.
        start: Int, "起";
        /// One past the last code point.
        end: Int, "止";
        /// Page of a PDF or OFD, from 1.
        page: OptInt, "页";
    }
}

table! {
    /// One row a quoted expression.
    Terms, TermRow, TermRows, "引语", {
        /// Key of the document.
        doc_id: Text, "文件编号";
        /// Id of the fact within the document: `term1`.
        id: Text, "编号";
        /// Id of the node it stands in; null in the closing.
        node: OptText, "节点";
        /// Id of the issue it stands in.
        issue: OptText, "问题";
        /// Without its quotation marks.
        term: Text, "引语";
        /// Its words, lines joined.
        text: Text, "原文";
        /// First code point in the decoded source.
        start: Int, "起";
        /// One past the last code point.
        end: Int, "止";
        /// Page of a PDF or OFD, from 1.
        page: OptInt, "页";
    }
}

table! {
    /// One row a phone number or address of the closing.
    Contacts, ContactRow, ContactRows, "联系方式", {
        /// Key of the document.
        doc_id: Text, "文件编号";
        /// `phone`, `email`, `address` or `postcode`.
        kind: Text, "种类";
        /// Normalised: 0571-86023312.
        value: Text, "内容";
        /// Its words, lines joined.
        text: Text, "原文";
        /// First code point in the decoded source.
        start: Int, "起";
        /// One past the last code point.
        end: Int, "止";
        /// Page of a PDF or OFD, from 1.
        page: OptInt, "页";
    }
}

table! {
    /// One row a finding: what looked wrong in the source.
    Diagnostics, DiagnosticRow, DiagnosticRows, "诊断", {
        /// Key of the document.
        doc_id: Text, "文件编号";
        /// Name of the rule.
        code: Text, "代码";
        /// `error`, `warning` or `info`.
        severity: Text, "程度";
        /// What was found.
        message: Text, "说明";
        /// What to write instead.
        suggestion: OptText, "建议";
        /// First code point in the decoded source.
        start: Int, "起";
        /// One past the last code point.
        end: Int, "止";
    }
}
