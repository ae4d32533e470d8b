//! The arguments.

use std::path::PathBuf;
use std::time::Duration;

use clap::builder::{PossibleValuesParser, TypedValueParser};
use clap::{Parser, Subcommand, ValueEnum};
use gongwen::block::Format;
use gongwen_read::Limits;

pub(crate) use crate::archive_args::{
    AnswerFormat, ConvertArgs, ProgressStyle, QueryArgs, ReportArgs, RetryArgs, RunArgs, StatusArgs, Written,
};

/// Reads Chinese rectification circulars (整改情况通报) into a typed tree.
#[derive(Debug, Parser)]
#[command(name = "gongwen", version, about, propagate_version = true)]
pub(crate) struct Args {
    #[command(subcommand)]
    pub(crate) command: Command,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Parse a circular and print it
    Parse(ParseArgs),
    /// Show what looks wrong in a circular, in its place; exit code 1 if something does
    Check(CheckArgs),
    /// Print the facts of a circular, or of any other text, a line of JSON each
    Facts(FactsArgs),
    /// Convert files, folders and archives to tables, in parallel; run again, it goes on where it ended
    Convert(ConvertArgs),
    /// Tell what a converted output holds, and what failed
    Status(StatusArgs),
    /// Convert again what failed
    Retry(RetryArgs),
    /// Ask a converted output by SQL
    Query(QueryArgs),
    /// Ask a converted output one of the questions that are ready
    Report(ReportArgs),
    /// Write a page to read circulars in, beside their facts, in a browser
    View(ViewArgs),
    /// Explain a diagnostic, or list them all
    Explain(ExplainArgs),
    /// Print the JSON Schema of what the other commands print
    Schema(SchemaArgs),
    /// List the formats that are read, and the limits on a file
    Formats(FormatsArgs),
    /// Print completions for a shell
    Completions(CompletionsArgs),
}

#[derive(Debug, clap::Args)]
pub(crate) struct Input {
    /// File to read; - for standard input
    #[arg(value_name = "FILE")]
    pub(crate) file: PathBuf,
    /// Encoding of a text or web page, as the Encoding Standard names it; told from its bytes by default
    #[arg(long, value_name = "NAME")]
    pub(crate) encoding: Option<String>,
    #[command(flatten)]
    pub(crate) limits: LimitArgs,
}

/// Bounds on what a file may cost
#[derive(Debug, clap::Args)]
#[command(next_help_heading = "Limits")]
pub(crate) struct LimitArgs {
    /// Bytes of a file
    #[arg(long, value_name = "N", default_value_t = Limits::default().bytes)]
    max_bytes: u64,
    /// Bytes that a file unpacks to
    #[arg(long, value_name = "N", default_value_t = Limits::default().unpacked_bytes)]
    max_unpacked_bytes: u64,
    /// Times its packed size that a part unpacks to
    #[arg(long, value_name = "N", default_value_t = Limits::default().ratio)]
    max_ratio: u64,
    /// Members of an archive, or parts of a package
    #[arg(long, value_name = "N", default_value_t = Limits::default().members)]
    max_members: u64,
    /// Archives inside archives
    #[arg(long, value_name = "N", default_value_t = Limits::default().nesting)]
    max_nesting: u64,
    /// Elements of XML or HTML inside one another
    #[arg(long, value_name = "N", default_value_t = Limits::default().depth)]
    max_depth: u64,
    /// Pages of a PDF or OFD
    #[arg(long, value_name = "N", default_value_t = Limits::default().pages)]
    max_pages: u64,
    /// Cells of all tables of a document
    #[arg(long, value_name = "N", default_value_t = Limits::default().cells)]
    max_cells: u64,
    /// Seconds for one document
    #[arg(long, value_name = "N", default_value_t = Limits::default().time.as_secs())]
    max_seconds: u64,
}

impl From<&LimitArgs> for Limits {
    fn from(args: &LimitArgs) -> Self {
        Self {
            bytes: args.max_bytes,
            unpacked_bytes: args.max_unpacked_bytes,
            ratio: args.max_ratio,
            members: args.max_members,
            nesting: args.max_nesting,
            depth: args.max_depth,
            pages: args.max_pages,
            cells: args.max_cells,
            time: Duration::from_secs(args.max_seconds),
        }
    }
}

/// The names of all formats, as the values of an option.
fn formats() -> impl TypedValueParser<Value = Format> {
    PossibleValuesParser::new(Format::ALL.iter().map(|format| format.as_str()))
        .map(|name| Format::from_name(&name).unwrap_or(Format::Plain))
}

#[derive(Debug, clap::Args)]
#[command(
    after_help = "Of an archive each member is parsed: the trees follow one another under their names, JSON has a \
                        document a line, Markdown a rule between documents. A member that cannot be read is told on \
                        standard error, the rest is printed, and the exit code is 3."
)]
pub(crate) struct ParseArgs {
    #[command(flatten)]
    pub(crate) input: Input,
    /// What to print
    #[arg(long, value_enum, default_value_t = To::Tree)]
    pub(crate) to: To,
    /// Format of the file; told from its content by default
    #[arg(long, value_name = "FORMAT", value_parser = formats())]
    pub(crate) format: Option<Format>,
    /// When to write colours
    #[arg(long, value_enum, default_value_t = Color::Auto)]
    pub(crate) color: Color,
    /// Columns of the tree; those of the terminal by default
    #[arg(long, value_name = "N")]
    pub(crate) width: Option<usize>,
    /// File to write instead of standard output
    #[arg(short, long, value_name = "FILE")]
    pub(crate) output: Option<PathBuf>,
}

#[derive(Debug, clap::Args)]
pub(crate) struct CheckArgs {
    #[command(flatten)]
    pub(crate) input: Input,
    /// How to show the findings
    #[arg(long, value_enum, default_value_t = CheckFormat::Text)]
    pub(crate) format: CheckFormat,
    /// Format of the file; told from its content by default
    #[arg(long, value_name = "FORMAT", value_parser = formats())]
    pub(crate) source_format: Option<Format>,
    /// Show and count only findings of at least this severity
    #[arg(long, value_enum, default_value_t = MinSeverity::Info)]
    pub(crate) min_severity: MinSeverity,
    /// When to write colours
    #[arg(long, value_enum, default_value_t = Color::Auto)]
    pub(crate) color: Color,
}

#[derive(Debug, clap::Args)]
#[command(
    after_help = "A text with a title and sections is read as a circular, and each fact names its node. Of any \
                        other text, a sentence or a column of them, all lines are read, and `node` is null."
)]
pub(crate) struct FactsArgs {
    #[command(flatten)]
    pub(crate) input: Input,
    /// Format of the file; told from its content by default
    #[arg(long, value_name = "FORMAT", value_parser = formats())]
    pub(crate) format: Option<Format>,
    /// Day that 今年 and 12月4日 are seen from (2026-03-11); that of signature by default
    #[arg(long, value_name = "DATE")]
    pub(crate) reference_date: Option<jiff::civil::Date>,
}

#[derive(Debug, clap::Args)]
#[command(
    after_help = "The page is one file and loads nothing: it may be opened from a disk, or sent. Of several documents it \
                        has a list and charts; the charts count all, the list has the first --limit. What cannot be read \
                        is told on standard error and on the page, and the exit code is 3."
)]
pub(crate) struct ViewArgs {
    /// Files of any format and archives, - for standard input; or the folder of `gongwen convert`
    #[arg(value_name = "FILE|OUT", required = true)]
    pub(crate) paths: Vec<PathBuf>,
    /// Page to write; - for standard output
    #[arg(short, long, value_name = "FILE")]
    pub(crate) output: PathBuf,
    /// Documents that the page holds
    #[arg(long, value_name = "N", default_value_t = 200)]
    pub(crate) limit: usize,
    /// Title of the page; that of the document by default
    #[arg(long, value_name = "TEXT")]
    pub(crate) title: Option<String>,
    /// Format of the files; told from their content by default
    #[arg(long, value_name = "FORMAT", value_parser = formats())]
    pub(crate) format: Option<Format>,
    /// Encoding of texts and web pages; told from their bytes by default
    #[arg(long, value_name = "NAME")]
    pub(crate) encoding: Option<String>,
    #[command(flatten)]
    pub(crate) limits: LimitArgs,
}

#[derive(Debug, clap::Args)]
pub(crate) struct SchemaArgs {
    /// What to describe
    #[arg(value_enum, default_value_t = Described::Document)]
    pub(crate) of: Described,
}

#[derive(Debug, clap::Args)]
pub(crate) struct ExplainArgs {
    /// Name of the diagnostic: ordinal-skipped; all are listed without it
    pub(crate) code: Option<String>,
}

#[derive(Debug, clap::Args)]
pub(crate) struct FormatsArgs {
    /// How to list them
    #[arg(long, value_enum, default_value_t = CheckFormat::Text)]
    pub(crate) format: CheckFormat,
}

#[derive(Debug, clap::Args)]
pub(crate) struct CompletionsArgs {
    /// The shell
    #[arg(value_enum)]
    pub(crate) shell: clap_complete::Shell,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum To {
    /// For a person at a terminal
    Tree,
    /// The document of the data contract
    Json,
    /// A clean circular
    Markdown,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Described {
    /// What `parse --to json` prints
    Document,
    /// The facts of a text that is no circular
    Extraction,
    /// A line of `facts`
    Fact,
}

impl From<Described> for gongwen::render::SchemaOf {
    fn from(described: Described) -> Self {
        match described {
            Described::Document => Self::Document,
            Described::Extraction => Self::Extraction,
            Described::Fact => Self::Fact,
        }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum CheckFormat {
    Text,
    Json,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum MinSeverity {
    Info,
    Warning,
    Error,
}

impl From<MinSeverity> for gongwen::diagnostic::Severity {
    fn from(severity: MinSeverity) -> Self {
        match severity {
            MinSeverity::Info => Self::Info,
            MinSeverity::Warning => Self::Warning,
            MinSeverity::Error => Self::Error,
        }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Color {
    /// On a terminal only, and never with NO_COLOR
    Auto,
    Always,
    Never,
}
