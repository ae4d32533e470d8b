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
    /// Files, folders and archives; - for a list of paths on standard input, one a line
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
}

impl From<Written> for gongwen_archive::OutputFormat {
    fn from(written: Written) -> Self {
        match written {
            Written::Parquet => Self::Parquet,
            Written::Arrow => Self::Arrow,
            Written::Csv => Self::Csv,
            Written::Jsonl => Self::Jsonl,
            Written::Markdown => Self::Markdown,
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
