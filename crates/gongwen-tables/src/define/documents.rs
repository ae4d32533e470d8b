//! One row a document.

use super::table;

table! {
    /// One row a document; documents with the same bytes are one.
    Documents, DocumentRow, DocumentRows, "文件", {
        /// Key of the document, made from its bytes: the same file has the same key in every run and on every machine.
        doc_id: Text, "文件编号";
        /// The file that it was first read from, a member of an archive as `archive.zip!/member`.
        name: OptText, "文件名";
        /// How it was read: `markdown`, `docx`, `pdf` ….
        format: Text, "格式";
        /// Encoding that the text was decoded from.
        encoding: Text, "编码";
        /// Length of the decoded source, in code points.
        chars: Int, "字符数";
        /// 标题.
        title: OptText, "标题";
        /// 发文机关, from the title.
        issuer: OptText, "发文机关";
        /// What the title says that it is about.
        subject: OptText, "事由";
        /// 文种: 通报, 报告, 公告.
        kind: OptText, "文种";
        /// 发文字号.
        document_number: OptText, "发文字号";
        /// 密级 and its term.
        secrecy: OptText, "密级";
        /// 紧急程度.
        urgency: OptText, "紧急程度";
        /// 份号.
        copy_number: OptText, "份号";
        /// 签发人.
        signer: OptText, "签发人";
        /// 发文机关标志.
        issuer_mark: OptText, "发文机关标志";
        /// 主送机关, joined by ；.
        addressees: OptText, "主送机关";
        /// 巡视, 巡察, 审计 or 督察, where the lead tells it.
        inspection_type: OptText, "监督类型";
        /// Whether it was a 回头看.
        look_back: OptFlag, "回头看";
        /// 巡视组, 巡察组.
        inspection_team: OptText, "监督组";
        /// The body that was inspected.
        inspected: OptText, "被监督单位";
        /// First day of the inspection.
        inspection_start: OptDay, "监督开始";
        /// Last day of the inspection.
        inspection_end: OptDay, "监督结束";
        /// When the findings were fed back.
        feedback_date: OptDay, "反馈日期";
        /// 发文机关署名, joined by ；.
        signature: OptText, "署名";
        /// 成文日期.
        date: OptDay, "成文日期";
        /// 附注.
        note: OptText, "附注";
        /// 抄送, joined by ；.
        cc: OptText, "抄送";
        /// 印发机关.
        printing_office: OptText, "印发机关";
        /// 印发日期.
        printing_date: OptDay, "印发日期";
        /// Number of attachments.
        attachments: Int, "附件数";
        /// Number of sections.
        sections: Int, "部分数";
        /// Number of issues.
        issues: Int, "问题数";
        /// Number of measures.
        measures: Int, "措施数";
        /// Number of metrics.
        metrics: Int, "指标数";
        /// Number of actions.
        actions: Int, "处理数";
    }
}
