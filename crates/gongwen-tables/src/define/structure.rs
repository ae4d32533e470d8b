//! The tree: its nodes, and of these the issues and measures with what one asks of them.

use super::table;

table! {
    /// One row a node of the tree, in document order, attachments after the body.
    Nodes, NodeRow, NodeRows, "结构", {
        /// Key of the document.
        doc_id: Text, "文件编号";
        /// Id of the node: `s2.1.i3.m4`.
        node: Text, "节点";
        /// Id of the node above.
        parent: OptText, "上级";
        /// Place in document order, from 0.
        position: Int, "顺序";
        /// Nodes above it.
        depth: Int, "层级";
        /// `section`, `issue`, `measure`, `paragraph`, `table`, `row` or `cell`.
        r#type: Text, "类型";
        /// Numbering or field label as written.
        label: OptText, "标号";
        /// Name of the numbering.
        scheme: OptText, "编号方式";
        /// Number of the label.
        ordinal: OptInt, "序号";
        /// Heading without its label.
        heading: OptText, "标题";
        /// `organization`, `rectification`, `plan` or `other`.
        role: OptText, "作用";
        /// The problem alone, of an issue.
        statement: OptText, "问题表述";
        /// How far an issue is.
        status: OptText, "整改状态";
        /// Repaired text of a leaf; null for a node with children.
        text: OptText, "内容";
        /// First code point in the decoded source.
        start: OptInt, "起";
        /// One past the last code point.
        end: OptInt, "止";
        /// Page of a PDF or OFD, from 1.
        page: OptInt, "页";
    }
}

table! {
    /// One row an issue: a problem that was fed back.
    Issues, IssueRow, IssueRows, "问题", {
        /// Key of the document.
        doc_id: Text, "文件编号";
        /// Id of the issue.
        node: Text, "节点";
        /// Id of the node above.
        section: OptText, "所在部分";
        /// Heading of the node above.
        section_heading: OptText, "部分标题";
        /// Number as written.
        ordinal: OptInt, "序号";
        /// The whole line without its label.
        heading: OptText, "标题";
        /// The problem alone.
        statement: OptText, "问题表述";
        /// `completed`, `mostly_completed`, `in_progress` or `long_term`; null where the text does not say.
        status: OptText, "整改状态";
        /// The words that the status rests on.
        status_text: OptText, "状态原文";
        /// 责任单位, 牵头单位, 责任部门, as written.
        responsible: OptText, "责任单位";
        /// Last day of 整改时限, where it is a date.
        deadline: OptDay, "整改时限";
        /// Number of measures.
        measures: Int, "措施数";
        /// Number of metrics in it.
        metrics: Int, "指标数";
        /// First code point in the decoded source.
        start: OptInt, "起";
        /// One past the last code point.
        end: OptInt, "止";
        /// Page of a PDF or OFD, from 1.
        page: OptInt, "页";
    }
}

table! {
    /// One row a measure: a thing done, or planned.
    Measures, MeasureRow, MeasureRows, "措施", {
        /// Key of the document.
        doc_id: Text, "文件编号";
        /// Id of the measure.
        node: Text, "节点";
        /// Id of the issue that it belongs to; null in a plan.
        issue: OptText, "问题";
        /// Role of the section that it stands in.
        role: OptText, "作用";
        /// Label as written: 一是.
        label: OptText, "标号";
        /// Number of the label.
        ordinal: OptInt, "序号";
        /// Its text, that of all below it joined.
        text: Text, "内容";
        /// First code point in the decoded source.
        start: OptInt, "起";
        /// One past the last code point.
        end: OptInt, "止";
        /// Page of a PDF or OFD, from 1.
        page: OptInt, "页";
    }
}
