//! `plansight`: reads an EXPLAIN plan and says what is slow, why, and which index to create.

use std::fmt::Write as _;
use std::io::{self, IsTerminal, Read, Write};
use std::path::PathBuf;
use std::process::ExitCode;

use anstream::ColorChoice;
use clap::{Args, Parser, Subcommand, ValueEnum};
use plansight::catalog::{self, Catalog, StatementOptions};
use plansight::plan::Dialect;
use plansight::render::{self, TextOptions};
use plansight::report::Report;
use plansight::rules::Severity;
use plansight::{Analysis, Analyzer, ParseError, PlanAnalysis};

/// Reads an EXPLAIN plan and says what is slow, why, and which index to create.
///
/// The plan is what PostgreSQL prints for EXPLAIN (ANALYZE, BUFFERS, FORMAT JSON), MySQL for EXPLAIN ANALYZE or
/// EXPLAIN FORMAT=JSON (or TREE), MariaDB for ANALYZE FORMAT=JSON, with or without ANALYZE, however it was pasted: out
/// of psql or the mysql client with its frame, an `auto_explain` log, a driver's row, a code fence.
#[derive(Parser)]
#[command(version, about, after_help = EXIT_CODES, args_conflicts_with_subcommands = true)]
struct Options {
    #[command(subcommand)]
    command: Option<Command>,

    #[command(flatten)]
    analysis: AnalysisOptions,
}

#[derive(Subcommand)]
enum Command {
    /// Prints the statement that gives the catalog of a database: read-only, one row, for --catalog
    CatalogSql(CatalogSqlOptions),
}

#[derive(Args)]
struct CatalogSqlOptions {
    /// Engine to print the statement for
    #[arg(value_enum)]
    engine: DialectName,

    /// Leave out the values of columns: common ones, histograms, bounds of partitions
    #[arg(long)]
    no_values: bool,

    /// Ask for the tables of this schema only
    #[arg(long, value_name = "NAME")]
    schema: Option<String>,
}

#[derive(Args)]
struct AnalysisOptions {
    /// File with the plan; - or nothing: standard input
    #[arg(value_name = "FILE")]
    file: Option<PathBuf>,

    /// What to print: the tree with findings and indexes, the whole report as JSON, or the indexes' DDL only
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,

    /// Engine the plan comes from; without it, the plan's shape tells
    #[arg(long, value_enum)]
    dialect: Option<DialectName>,

    /// File with the catalog of the database: what the statement of `plansight catalog-sql` gave
    #[arg(long, value_name = "FILE")]
    catalog: Option<PathBuf>,

    /// Exit with 1 if there is a finding of this severity or a worse one: info, warning or critical
    #[arg(long, value_name = "SEVERITY")]
    fail_on: Option<Severity>,
}

const EXIT_CODES: &str =
    "Exit codes: 0 plan read; 1 a finding that --fail-on names; 2 no plan could be read.";

#[derive(Clone, Copy, ValueEnum)]
enum Format {
    Text,
    Json,
    Ddl,
    Html,
    Svg,
    Flame,
    Dot,
    Mermaid,
}

#[derive(Clone, Copy, ValueEnum)]
enum DialectName {
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

fn main() -> ExitCode {
    let options = Options::parse();
    let done = match &options.command {
        Some(Command::CatalogSql(options)) => print(&catalog_sql(options)).map(|()| ExitCode::SUCCESS),
        None => run(&options.analysis),
    };
    match done {
        Ok(code) => code,
        Err(message) => {
            // A reader that went away (`plansight … | head`) needs no message, and one that is there gets it.
            let _ = writeln!(anstream::stderr(), "plansight: {message}");
            ExitCode::from(2)
        }
    }
}

/// The statement that gives the catalog.
fn catalog_sql(options: &CatalogSqlOptions) -> String {
    let leave_out = StatementOptions::default().no_values(options.no_values).schema(options.schema.clone());
    catalog::statement(options.engine.into(), &leave_out)
}

fn run(options: &AnalysisOptions) -> Result<ExitCode, String> {
    let mut analyzer = Analyzer::new().dialect(options.dialect.map(Dialect::from));
    if let Some(path) = &options.catalog {
        let name = path.display();
        let text = std::fs::read(path).map_err(|error| format!("cannot read {name}: {error}"))?;
        let catalog = Catalog::parse_bytes(text).map_err(|error| format!("{name}: {}", explained(&error)))?;
        analyzer = analyzer.catalog(catalog);
    }
    let input = read(options)?;
    let analysis = analyzer.analyze_bytes(input).map_err(|error| explained(&error))?;
    let output = match options.format {
        Format::Text => {
            let choice = anstream::AutoStream::choice(&io::stdout());
            let options = TextOptions::default().color(choice != ColorChoice::Never);
            // A pipe has no width: then conditions are cut as late as they read well.
            let width = io::stdout().is_terminal().then(terminal_size::terminal_size).flatten();
            render::text(&analysis, width.map_or(options, |(width, _)| options.width(width.0.into())))
        }
        Format::Json => Report::new(&analysis).to_json_pretty() + "\n",
        Format::Ddl => ddl(&analysis),
        Format::Html => render::html::page(&analysis),
        Format::Svg => each(&analysis, render::svg::tree),
        Format::Flame => each(&analysis, render::svg::flame),
        Format::Dot => each(&analysis, render::dot),
        Format::Mermaid => each(&analysis, render::mermaid),
    };
    print(&output)?;
    let worst =
        analysis.plans().iter().flat_map(PlanAnalysis::findings).map(|finding| finding.severity).max();
    let fails = options.fail_on.is_some_and(|limit| worst >= Some(limit));
    Ok(if fails { ExitCode::from(1) } else { ExitCode::SUCCESS })
}

fn each(analysis: &Analysis, render: impl Fn(&PlanAnalysis) -> String) -> String {
    analysis.plans().iter().map(render).collect()
}

/// An error with the line it is in.
fn explained(error: &ParseError) -> String {
    let mut message = error.to_string();
    for line in error.excerpt().lines() {
        let _ = write!(message, "\n  {line}");
    }
    message
}

/// Writes to standard output; that nobody reads on is no error.
fn print(output: &str) -> Result<(), String> {
    match io::stdout().lock().write_all(output.as_bytes()) {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => {
            Err(format!("cannot write the output: {error}"))
        }
        _ => Ok(()),
    }
}

/// The bytes of the file, or of standard input.
fn read(options: &AnalysisOptions) -> Result<Vec<u8>, String> {
    match options.file.as_deref() {
        Some(path) if path.as_os_str() != "-" => {
            std::fs::read(path).map_err(|error| format!("cannot read {}: {error}", path.display()))
        }
        _ => {
            if io::stdin().is_terminal() {
                let _ = writeln!(anstream::stderr(), "paste a plan, then end it with Ctrl-D");
            }
            let mut input = Vec::new();
            io::stdin()
                .lock()
                .read_to_end(&mut input)
                .map_err(|error| format!("cannot read standard input: {error}"))?;
            Ok(input)
        }
    }
}

/// The statements of every index, each once.
fn ddl(analysis: &Analysis) -> String {
    let mut statements: Vec<&str> = Vec::new();
    for index in analysis.plans().iter().flat_map(PlanAnalysis::indexes) {
        if !statements.contains(&index.ddl()) {
            statements.push(index.ddl());
        }
    }
    statements.push("");
    statements.join("\n")
}
