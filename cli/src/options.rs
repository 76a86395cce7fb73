//! What is said on the command line.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};
use clap_complete::Shell;
use plansight::ReadLimits;
use plansight::plan::Dialect;
use plansight::rules::Severity;

/// Reads EXPLAIN plans and says what is slow, why, and which index to create.
///
/// A plan is what PostgreSQL prints for EXPLAIN (ANALYZE, BUFFERS, FORMAT JSON), MySQL for EXPLAIN ANALYZE or
/// EXPLAIN FORMAT=JSON (or TREE), MariaDB for ANALYZE FORMAT=JSON, with or without ANALYZE, however it was pasted: out
/// of psql or the mysql client with its frame, an `auto_explain` log, a driver's row, a code fence.
#[derive(Parser)]
#[command(name = "plansight", version, about, after_help = EXIT_CODES, args_conflicts_with_subcommands = true)]
pub(crate) struct Options {
    #[command(subcommand)]
    pub(crate) command: Option<Command>,

    #[command(flatten)]
    pub(crate) analysis: AnalysisOptions,
}

const EXIT_CODES: &str = "Exit codes: 0 every plan read; 1 a finding that --fail-on names; 2 a file or a plan could not be read (the \
     others are shown all the same).";

#[derive(Subcommand)]
pub(crate) enum Command {
    /// Prints the statement that gives the catalog of a database: read-only, one row, for --catalog
    CatalogSql(CatalogSqlOptions),
    /// Proposes one set of indexes for the plans of many statements, each counted as often as it is there
    Workload(WorkloadOptions),
    /// Reads a log or JSON lines as they come, and prints a line of JSON for each part that holds plans
    ///
    /// {"line": …, "report": …} or {"line": …, "error": …}, with "file" in front where several are named: in the order
    /// of the input, on all cores, in bounded memory. Lines of a log that hold no plan are passed over.
    Stream(StreamOptions),
    /// Says which indexes of a catalog can be dropped: duplicates, prefixes of others, left behind, unused
    Drops(DropsOptions),
    /// Prints the completions for a shell
    Completions {
        /// Shell to print them for
        #[arg(value_enum)]
        shell: Shell,
    },
    /// Prints the manual page, for man
    Man,
}

#[derive(Args)]
pub(crate) struct CatalogSqlOptions {
    /// Engine to print the statement for
    #[arg(value_enum)]
    pub(crate) engine: DialectName,

    /// Leave out the values of columns: common ones, histograms, bounds of partitions
    #[arg(long)]
    pub(crate) no_values: bool,

    /// Ask for the tables of this schema only
    #[arg(long, value_name = "NAME")]
    pub(crate) schema: Option<String>,
}

#[derive(Args)]
pub(crate) struct WorkloadOptions {
    /// Files with plans, such as logs of `auto_explain`; - or nothing: standard input
    #[arg(value_name = "FILE")]
    pub(crate) files: Vec<PathBuf>,

    /// The most that the indexes may take together, such as 500MB
    #[arg(long, value_name = "SIZE", value_parser = bytes)]
    pub(crate) budget: Option<f64>,

    /// The most indexes
    #[arg(long, value_name = "NUMBER")]
    pub(crate) indexes: Option<usize>,

    /// What to print: the indexes with reasons, all of it as JSON, or the statements only
    #[arg(long, value_enum, default_value_t = ListFormat::Text)]
    pub(crate) format: ListFormat,

    #[command(flatten)]
    pub(crate) reading: ReadingOptions,
}

/// How plans are read.
#[derive(Args)]
pub(crate) struct ReadingOptions {
    /// Engine the plans come from; without it, a plan's shape tells
    #[arg(long, value_enum)]
    pub(crate) dialect: Option<DialectName>,

    /// File with the catalog of the database: what the statement of `plansight catalog-sql` gave
    #[arg(long, value_name = "FILE")]
    pub(crate) catalog: Option<PathBuf>,

    /// Leave the values in conditions and statements out of all that is printed: $? (or ?) stands for them
    #[arg(long)]
    pub(crate) redact: bool,

    /// The longest input that is read, such as 50MB [default: 1GB]
    #[arg(long, value_name = "SIZE", value_parser = whole_bytes)]
    pub(crate) max_bytes: Option<usize>,

    /// The most levels of JSON; a plan has two for each of its own [default: 1000000]
    #[arg(long, value_name = "NUMBER")]
    pub(crate) max_depth: Option<usize>,

    /// The most nodes of one plan [default: 10000000]
    #[arg(long, value_name = "NUMBER")]
    pub(crate) max_nodes: Option<usize>,

    /// The longest condition or sort key, such as 1MB [default: 16MB]
    #[arg(long, value_name = "SIZE", value_parser = whole_bytes)]
    pub(crate) max_expression: Option<usize>,
}

impl ReadingOptions {
    /// The limits that are named, over the defaults.
    pub(crate) fn limits(&self) -> ReadLimits {
        let default = ReadLimits::default();
        ReadLimits {
            bytes: self.max_bytes.unwrap_or(default.bytes),
            depth: self.max_depth.unwrap_or(default.depth),
            nodes: self.max_nodes.unwrap_or(default.nodes),
            expression: self.max_expression.unwrap_or(default.expression),
        }
    }
}

/// A size of which no part of a byte is left.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "sizes are not negative; what is beyond is the most"
)]
fn whole_bytes(text: &str) -> Result<usize, String> {
    bytes(text).map(|size| size as usize)
}

#[derive(Args)]
pub(crate) struct StreamOptions {
    /// Files to read one after another; - or nothing: standard input
    #[arg(value_name = "FILE")]
    pub(crate) files: Vec<PathBuf>,

    #[command(flatten)]
    pub(crate) reading: ReadingOptions,
}

#[derive(Args)]
pub(crate) struct DropsOptions {
    /// File with the catalog: what the statement of `plansight catalog-sql` gave; - or nothing: standard input
    #[arg(value_name = "CATALOG")]
    pub(crate) file: Option<PathBuf>,

    /// What to print: the indexes with reasons, all of it as JSON, or the statements only
    #[arg(long, value_enum, default_value_t = ListFormat::Text)]
    pub(crate) format: ListFormat,
}

/// What to print of a list of indexes.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum ListFormat {
    Text,
    Json,
    Ddl,
}

/// A size in bytes, with or without a unit.
fn bytes(text: &str) -> Result<f64, String> {
    let digits = text.trim_end_matches(|c: char| c.is_ascii_alphabetic() || c == ' ');
    let unit = text[digits.len()..].trim().to_ascii_lowercase();
    let factor = match unit.as_str() {
        "" | "b" => 1.0,
        "kb" => 1024.0,
        "mb" => 1024.0 * 1024.0,
        "gb" => 1024.0 * 1024.0 * 1024.0,
        _ => return Err(format!("expected a unit out of kB, MB, GB, found {unit}")),
    };
    let number: f64 = digits.parse().map_err(|_| format!("expected a size such as 500MB, found {text}"))?;
    Some(number * factor)
        .filter(|bytes| *bytes >= 0.0)
        .ok_or_else(|| "expected a size of 0 or more".to_owned())
}

#[derive(Args)]
pub(crate) struct AnalysisOptions {
    /// Files with plans; - or nothing: standard input
    #[arg(value_name = "FILE")]
    pub(crate) files: Vec<PathBuf>,

    /// What to print
    #[arg(long, value_enum, default_value_t = Format::Text)]
    pub(crate) format: Format,

    /// Which plan to draw, from 1 on, where there are several: for svg, flame, dot and mermaid
    #[arg(long, value_name = "NUMBER", value_parser = clap::value_parser!(u32).range(1..))]
    pub(crate) plan: Option<u32>,

    #[command(flatten)]
    pub(crate) reading: ReadingOptions,

    /// Exit with 1 if there is a finding of this severity or a worse one: info, warning or critical
    #[arg(long, value_name = "SEVERITY")]
    pub(crate) fail_on: Option<Severity>,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Format {
    /// The tree with findings and indexes, for a terminal; of several files a table first
    Text,
    /// The whole report as JSON; of several files a line for each: {"file": …, "report": …} or {"file": …, "error": …}
    Json,
    /// The statements that create the proposed indexes, nothing else
    Ddl,
    /// A page for a browser: one file, which asks nothing of any network
    Html,
    /// The tree as a picture
    Svg,
    /// A flame graph of exclusive time as a picture
    Flame,
    /// A graph for Graphviz
    Dot,
    /// A flow chart for Markdown that knows Mermaid
    Mermaid,
}

#[derive(Clone, Copy, ValueEnum)]
pub(crate) enum DialectName {
    Postgres,
    #[value(name = "mysql")]
    MySql,
    #[value(name = "mariadb")]
    MariaDb,
}

impl From<DialectName> for Dialect {
    fn from(name: DialectName) -> Self {
        match name {
            DialectName::Postgres => Self::Postgres,
            DialectName::MySql => Self::MySql,
            DialectName::MariaDb => Self::MariaDb,
        }
    }
}
