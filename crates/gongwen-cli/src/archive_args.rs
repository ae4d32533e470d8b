//! The arguments of the commands that work on archives.

use std::path::PathBuf;

use clap::ValueEnum;

use crate::args::{CheckFormat, LimitArgs};

#[derive(Debug, clap::Args)]
#[command(
    after_help = "Exit codes: 0 all converted; 1 some files failed, see `gongwen status`; 2 usage; 3 the output \
                        cannot be written, or an input cannot be listed."
)]
pub(crate) struct ConvertArgs {
    /// Files, folders, archives and patterns such as 'in/**/*.docx'; - for a list of paths on standard input, one a line
    #[arg(value_name = "PATH", required = true)]
    pub(crate) paths: Vec<PathBuf>,
    /// Folder for the output; what it holds already is not converted again
    #[arg(short, long, value_name = "FOLDER")]
    pub(crate) output: PathBuf,
    /// What to write; several with commas
    #[arg(long, value_enum, value_delimiter = ',', default_value = "parquet")]
    pub(crate) to: Vec<Written>,
    /// Take only files below a folder that match a pattern: *.docx
    #[arg(long, value_name = "PATTERN")]
    pub(crate) include: Vec<String>,
    /// Leave out files below a folder that match a pattern
    #[arg(long, value_name = "PATTERN")]
    pub(crate) exclude: Vec<String>,
    /// Take files and folders with a dot before their name as well
    #[arg(long)]
    pub(crate) hidden: bool,
    /// Convert all again, and replace what the output holds of these files
    #[arg(long)]
    pub(crate) force: bool,
    /// Write a byte order mark into CSV files, so that Excel reads them as UTF-8
    #[arg(long)]
    pub(crate) bom: bool,
    /// Write Chinese captions into workbooks, in the place of the names of tables and columns
    #[arg(long)]
    pub(crate) captions: bool,
    #[command(flatten)]
    pub(crate) run: RunArgs,
}

#[derive(Debug, clap::Args)]
pub(crate) struct RetryArgs {
    /// Folder that `convert` wrote
    #[arg(value_name = "FOLDER")]
    pub(crate) output: PathBuf,
    #[command(flatten)]
    pub(crate) run: RunArgs,
}

/// What all runs share
#[derive(Debug, clap::Args)]
pub(crate) struct RunArgs {
    /// Threads; as many as processors by default
    #[arg(short, long, value_name = "N")]
    pub(crate) jobs: Option<usize>,
    /// Stop at the first file that fails
    #[arg(long)]
    pub(crate) fail_fast: bool,
    /// Rows that make a part of the output, which is written as a whole
    #[arg(long, value_name = "N", default_value_t = gongwen_archive::Options::default().part_rows)]
    pub(crate) part_rows: usize,
    /// How to show progress, on standard error
    #[arg(long, value_enum, default_value_t = ProgressStyle::Auto)]
    pub(crate) progress: ProgressStyle,
    /// Encoding of texts and web pages; told from their bytes by default
    #[arg(long, value_name = "NAME")]
    pub(crate) encoding: Option<String>,
    #[command(flatten)]
    pub(crate) limits: LimitArgs,
}

#[derive(Debug, clap::Args)]
pub(crate) struct StatusArgs {
    /// Folder that `convert` wrote
    #[arg(value_name = "FOLDER")]
    pub(crate) output: PathBuf,
    /// How to show it
    #[arg(long, value_enum, default_value_t = CheckFormat::Text)]
    pub(crate) format: CheckFormat,
}

#[derive(Debug, clap::Args)]
#[command(
    after_help = "Only statements that read are run. Without one, tables, views and columns are listed. The words() of a \
                        text find it in node_search: WHERE node_search MATCH words('公务接待')."
)]
pub(crate) struct QueryArgs {
    /// Folder that `convert` wrote with --to parquet, arrow or sqlite, or a database of it
    #[arg(value_name = "FOLDER")]
    pub(crate) output: PathBuf,
    /// A statement: "SELECT status, count(*) FROM issues GROUP BY status"
    #[arg(value_name = "SQL")]
    pub(crate) sql: Option<String>,
    /// How to show the answer
    #[arg(long, value_enum, default_value_t = AnswerFormat::Table)]
    pub(crate) format: AnswerFormat,
    /// Rows at most; 50 of a table by default, all of CSV and JSON
    #[arg(long, value_name = "N")]
    pub(crate) limit: Option<usize>,
}

#[derive(Debug, clap::Args)]
pub(crate) struct ReportArgs {
    /// Folder that `convert` wrote with --to parquet, arrow or sqlite, or a database of it
    #[arg(value_name = "FOLDER")]
    pub(crate) output: PathBuf,
    /// Name of the report; all are listed without one
    #[arg(value_name = "NAME")]
    pub(crate) name: Option<String>,
    /// Day before which a deadline is over, 2025-12-31; today by default
    #[arg(long, value_name = "DATE")]
    pub(crate) day: Option<jiff::civil::Date>,
    /// How to show the answer
    #[arg(long, value_enum, default_value_t = AnswerFormat::Table)]
    pub(crate) format: AnswerFormat,
    /// Rows at most; 50 of a table by default, all of CSV and JSON
    #[arg(long, value_name = "N")]
    pub(crate) limit: Option<usize>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum AnswerFormat {
    /// A table for the terminal
    Table,
    /// Comma-separated values; cells that a spreadsheet would run are made safe
    Csv,
    /// An array of objects
    Json,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Written {
    /// A Parquet file a table
    Parquet,
    /// An Arrow IPC file a table
    Arrow,
    /// A CSV file a table
    Csv,
    /// Whole documents, a line of JSON each
    Jsonl,
    /// A clean circular a document
    Markdown,
    /// One database, gongwen.sqlite, made from the Parquet files beside it
    Sqlite,
    /// One workbook, gongwen.xlsx, made from the Parquet files beside it
    Xlsx,
}

impl From<Written> for gongwen_archive::OutputFormat {
    fn from(written: Written) -> Self {
        match written {
            Written::Parquet => Self::Parquet,
            Written::Arrow => Self::Arrow,
            Written::Csv => Self::Csv,
            Written::Jsonl => Self::Jsonl,
            Written::Markdown => Self::Markdown,
            Written::Sqlite => Self::Sqlite,
            Written::Xlsx => Self::Xlsx,
        }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum ProgressStyle {
    /// A bar on a terminal, nothing elsewhere
    Auto,
    /// A line of JSON each second
    Json,
    /// Nothing
    None,
}
