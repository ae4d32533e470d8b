//! The arguments.

use std::path::PathBuf;

use clap::{Parser, Subcommand, ValueEnum};

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
    /// Explain a diagnostic, or list them all
    Explain(ExplainArgs),
    /// Print the JSON Schema of the parsed document
    Schema,
    /// Print completions for a shell
    Completions(CompletionsArgs),
}

#[derive(Debug, clap::Args)]
pub(crate) struct Input {
    /// File to read; - for standard input
    #[arg(value_name = "FILE")]
    pub(crate) file: PathBuf,
    /// Largest input in bytes
    #[arg(long, value_name = "N", default_value_t = gongwen_read::Limits::default().bytes)]
    pub(crate) max_bytes: u64,
}

#[derive(Debug, clap::Args)]
pub(crate) struct ParseArgs {
    #[command(flatten)]
    pub(crate) input: Input,
    /// What to print
    #[arg(long, value_enum, default_value_t = To::Tree)]
    pub(crate) to: To,
    /// How the source is written; told from its content by default
    #[arg(long, value_enum)]
    pub(crate) format: Option<SourceFormat>,
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
    /// How the source is written; told from its content by default
    #[arg(long, value_enum)]
    pub(crate) source_format: Option<SourceFormat>,
    /// Show and count only findings of at least this severity
    #[arg(long, value_enum, default_value_t = MinSeverity::Info)]
    pub(crate) min_severity: MinSeverity,
    /// When to write colours
    #[arg(long, value_enum, default_value_t = Color::Auto)]
    pub(crate) color: Color,
}

#[derive(Debug, clap::Args)]
pub(crate) struct ExplainArgs {
    /// Name of the diagnostic: ordinal-skipped; all are listed without it
    pub(crate) code: Option<String>,
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
pub(crate) enum SourceFormat {
    Markdown,
    Plain,
}

impl From<SourceFormat> for gongwen::block::Format {
    fn from(format: SourceFormat) -> Self {
        match format {
            SourceFormat::Markdown => Self::Markdown,
            SourceFormat::Plain => Self::Plain,
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
