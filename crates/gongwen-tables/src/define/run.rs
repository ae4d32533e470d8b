//! What a run over an archive adds: where each document was found, and what could not be read.

use super::table;

table! {
    /// One row a file, or member of an archive, that was read; copies name the same document.
    Sources, SourceRow, SourceRows, "来源", {
        /// Where it was found, a member of an archive as `archive.zip!/member`.
        path: Text, "路径";
        /// Key of the document; null where it could not be read.
        doc_id: OptText, "文件编号";
        /// Length of the file, in bytes.
        bytes: Int, "字节数";
        /// Whether an earlier source has the same bytes, so that its document is not counted again.
        duplicate: Flag, "重复";
    }
}

table! {
    /// One row a file, or member of an archive, that could not be converted.
    Errors, ErrorRow, ErrorRows, "错误", {
        /// Where it was found.
        path: Text, "路径";
        /// `read`, `parse` or `write`.
        stage: Text, "环节";
        /// Name of the kind of failure: `format`, `limit`, `panic` ….
        code: Text, "代码";
        /// What failed, and what to do.
        message: Text, "说明";
    }
}
