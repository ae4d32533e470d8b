//! The tables by name, and the schema of each.

use std::collections::HashMap;
use std::sync::{Arc, LazyLock};

use arrow_schema::{Field, Schema, SchemaRef};

use crate::column::Column;
use crate::define::{documents, facts, run, structure};

/// Version of the tables; raised when a column is renamed or removed.
pub const TABLES_VERSION: &str = "1";

macro_rules! tables {
    ($( $(#[doc = $doc:literal])* $variant:ident, $name:literal, $rows:path; )*) => {
        /// A table; the order is that of `Table::ALL`.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[non_exhaustive]
        pub enum Table {
            $( $(#[doc = $doc])* $variant, )*
        }

        impl Table {
            /// All tables, parents before what refers to them.
            pub const ALL: &[Self] = &[ $( Self::$variant, )* ];

            /// Its name in files and queries.
            #[must_use]
            pub fn as_str(self) -> &'static str {
                match self { $( Self::$variant => $name, )* }
            }

            /// Its Chinese caption.
            #[must_use]
            pub fn caption(self) -> &'static str {
                type Rows<T> = T;
                match self { $( Self::$variant => <Rows<$rows>>::CAPTION, )* }
            }

            /// What a row is.
            #[must_use]
            pub fn description(self) -> &'static str {
                type Rows<T> = T;
                match self { $( Self::$variant => <Rows<$rows>>::DESCRIPTION.trim_ascii(), )* }
            }

            /// Its columns, in order.
            #[must_use]
            pub fn columns(self) -> &'static [Column] {
                type Rows<T> = T;
                match self { $( Self::$variant => <Rows<$rows>>::COLUMNS, )* }
            }
        }
    };
}

tables! {
    /// One row a document.
    Documents, "documents", documents::DocumentRows;
    /// One row a node.
    Nodes, "nodes", structure::NodeRows;
    /// One row an issue.
    Issues, "issues", structure::IssueRows;
    /// One row a measure.
    Measures, "measures", structure::MeasureRows;
    /// One row a figure.
    Metrics, "metrics", facts::MetricRows;
    /// One row a date.
    Dates, "dates", facts::DateRows;
    /// One row a citation.
    Citations, "citations", facts::CitationRows;
    /// One row an action.
    Actions, "actions", facts::ActionRows;
    /// One row a quoted expression.
    Terms, "terms", facts::TermRows;
    /// One row a phone number or address.
    Contacts, "contacts", facts::ContactRows;
    /// One row a finding.
    Diagnostics, "diagnostics", facts::DiagnosticRows;
    /// One row a source of a run.
    Sources, "sources", run::SourceRows;
    /// One row a failure of a run.
    Errors, "errors", run::ErrorRows;
}

impl Table {
    /// The table of a name.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|table| table.as_str() == name)
    }

    /// Its Arrow schema. The metadata tells `schema_version`, `table`, `description` and `offsets`; that of a field,
    /// its `description` and `caption`.
    ///
    /// ```
    /// use gongwen_tables::Table;
    /// let schema = Table::Metrics.schema();
    /// assert_eq!(schema.field_with_name("value").expect("a column").data_type().to_string(), "Float64");
    /// assert_eq!(schema.metadata()["offsets"], "codepoint");
    /// ```
    #[must_use]
    pub fn schema(self) -> SchemaRef {
        static SCHEMAS: LazyLock<Vec<SchemaRef>> =
            LazyLock::new(|| Table::ALL.iter().map(|table| Arc::new(table.make_schema())).collect());
        Arc::clone(&SCHEMAS[self as usize])
    }

    fn make_schema(self) -> Schema {
        let fields: Vec<Field> = self.columns().iter().map(field).collect();
        let metadata = [
            ("schema_version", TABLES_VERSION),
            ("table", self.as_str()),
            ("description", self.description()),
            ("offsets", "codepoint"),
        ];
        Schema::new(fields).with_metadata(owned(&metadata))
    }
}

fn field(column: &Column) -> Field {
    let metadata = owned(&[("description", column.description.trim_ascii()), ("caption", column.caption)]);
    Field::new(column.name, column.column_type.arrow(), column.nullable).with_metadata(metadata)
}

fn owned(pairs: &[(&str, &str)]) -> HashMap<String, String> {
    pairs.iter().map(|(key, value)| ((*key).to_owned(), (*value).to_owned())).collect()
}
