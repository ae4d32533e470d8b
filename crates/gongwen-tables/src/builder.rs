//! Gathers rows of parsed circulars, and gives them as record batches.

use arrow_array::RecordBatch;
use arrow_schema::ArrowError;
use gongwen::Circular;

use crate::define::{documents, facts, run, structure};
use crate::fill;
use crate::table::Table;

/// The rows of all tables. Memory grows with what is added: take the batches from time to time.
///
/// ```
/// use gongwen_tables::{Builder, Table, doc_id};
/// let circular = gongwen::parse("一、工作情况\n\n排查问题143个。\n");
/// let mut builder = Builder::default();
/// builder.add(&doc_id(circular.source().as_bytes(), 0), &circular);
/// let batches = builder.finish().expect("rows of one length");
/// let (_, metrics) = batches.iter().find(|(table, _)| *table == Table::Metrics).expect("all tables");
/// assert_eq!(metrics.num_rows(), 1);
/// ```
#[derive(Default)]
pub struct Builder {
    pub(crate) documents: documents::DocumentRows,
    pub(crate) nodes: structure::NodeRows,
    pub(crate) issues: structure::IssueRows,
    pub(crate) measures: structure::MeasureRows,
    pub(crate) metrics: facts::MetricRows,
    pub(crate) dates: facts::DateRows,
    pub(crate) citations: facts::CitationRows,
    pub(crate) actions: facts::ActionRows,
    pub(crate) terms: facts::TermRows,
    pub(crate) contacts: facts::ContactRows,
    pub(crate) diagnostics: facts::DiagnosticRows,
    sources: run::SourceRows,
    errors: run::ErrorRows,
}

impl Builder {
    /// Adds the rows of a document; `doc_id` is its key, from [`doc_id`].
    pub fn add(&mut self, doc_id: &str, circular: &Circular<'_>) {
        fill::document(self, doc_id, circular);
    }

    /// Adds where a document was found, or a file that holds none.
    pub fn add_source(&mut self, path: &str, doc_id: Option<&str>, bytes: u64, duplicate: bool) {
        self.sources.push(run::SourceRow { path, doc_id, bytes: bytes.cast_signed(), duplicate });
    }

    /// Adds a failure.
    pub fn add_error(&mut self, path: &str, stage: &str, code: &str, message: &str) {
        self.errors.push(run::ErrorRow { path, stage, code, message });
    }

    /// Rows of all tables so far.
    #[must_use]
    pub fn rows(&self) -> usize {
        let structure = self.documents.len() + self.nodes.len() + self.issues.len() + self.measures.len();
        let facts = self.metrics.len() + self.dates.len() + self.citations.len() + self.actions.len();
        let rest = self.terms.len() + self.contacts.len() + self.diagnostics.len();
        structure + facts + rest + self.sources.len() + self.errors.len()
    }

    /// One batch a table, in the order of [`Table::ALL`]; the builder is empty afterwards.
    ///
    /// # Errors
    ///
    /// Never, as long as each table has as many cells in each column.
    pub fn finish(&mut self) -> Result<Vec<(Table, RecordBatch)>, ArrowError> {
        Table::ALL
            .iter()
            .map(|&table| {
                let columns = match table {
                    Table::Documents => self.documents.finish(),
                    Table::Nodes => self.nodes.finish(),
                    Table::Issues => self.issues.finish(),
                    Table::Measures => self.measures.finish(),
                    Table::Metrics => self.metrics.finish(),
                    Table::Dates => self.dates.finish(),
                    Table::Citations => self.citations.finish(),
                    Table::Actions => self.actions.finish(),
                    Table::Terms => self.terms.finish(),
                    Table::Contacts => self.contacts.finish(),
                    Table::Diagnostics => self.diagnostics.finish(),
                    Table::Sources => self.sources.finish(),
                    Table::Errors => self.errors.finish(),
                };
                Ok((table, RecordBatch::try_new(table.schema(), columns)?))
            })
            .collect()
    }
}

/// The key of a document: the start of the BLAKE3 hash of the bytes it was read from, and from the second document of
/// one file on, its number. 96 bits: of 10⁸ documents, two share a key with a chance of 10⁻¹³.
///
/// ```
/// assert_eq!(gongwen_tables::doc_id(b"", 0), "af1349b9f5f9a1a6a0404dea");
/// assert_eq!(gongwen_tables::doc_id(b"", 1), "af1349b9f5f9a1a6a0404dea-2");
/// ```
#[must_use]
pub fn doc_id(bytes: &[u8], index: usize) -> String {
    let mut id = blake3::hash(bytes).to_hex()[..24].to_owned();
    if index > 0 {
        id.push_str(&format!("-{}", index + 1));
    }
    id
}
