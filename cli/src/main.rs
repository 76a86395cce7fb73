//! `plansight`: reads EXPLAIN plans and says what is slow, why, and which index to create.

#![forbid(unsafe_code)]

mod lists;
mod options;
mod output;
mod stream;

use std::fmt::Write as _;
use std::io::{self, IsTerminal, Read, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::{CommandFactory, Parser};
use plansight::catalog::{self, Catalog, StatementOptions};
use plansight::plan::Dialect;
use plansight::{Analysis, Analyzer, ParseError, PlanAnalysis};

use options::{AnalysisOptions, CatalogSqlOptions, Command, Options, ReadingOptions};
use output::{Input, analyses, output};

fn main() -> ExitCode {
    let options = Options::parse();
    let done = match &options.command {
        Some(Command::CatalogSql(options)) => print(catalog_sql(options).as_bytes()),
        Some(Command::Completions { shell }) => {
            let mut script = Vec::new();
            clap_complete::generate(*shell, &mut Options::command(), "plansight", &mut script);
            print(&script)
        }
        Some(Command::Man) => manual().and_then(|page| print(&page)),
        Some(Command::Drops(options)) => lists::drops(options),
        Some(Command::Stream(options)) => {
            return stream::stream(options).unwrap_or_else(|message| failure(&message));
        }
        Some(Command::Workload(options)) => {
            return lists::workload(options).unwrap_or_else(|message| failure(&message));
        }
        None => return run(&options.analysis).unwrap_or_else(|message| failure(&message)),
    };
    done.map_or_else(|message| failure(&message), |()| ExitCode::SUCCESS)
}

/// Says what went wrong. A reader that went away (`plansight … | head`) needs no message, and one that is there gets it.
fn failure(message: &str) -> ExitCode {
    let _ = writeln!(anstream::stderr(), "plansight: {message}");
    ExitCode::from(2)
}

/// The statement that gives the catalog.
fn catalog_sql(options: &CatalogSqlOptions) -> String {
    let leave_out = StatementOptions::default().no_values(options.no_values).schema(options.schema.clone());
    catalog::statement(options.engine.into(), &leave_out)
}

/// The manual page, in roff.
fn manual() -> Result<Vec<u8>, String> {
    let mut page = Vec::new();
    let rendered = clap_mangen::Man::new(Options::command()).render(&mut page);
    rendered.map_err(|error| format!("cannot write the manual page: {error}"))?;
    Ok(page)
}

fn run(options: &AnalysisOptions) -> Result<ExitCode, String> {
    let analyzer = with_catalog(&options.reading)?;
    let inputs = inputs(&analyzer, &options.files);
    print(output(&inputs, options)?.as_bytes())?;
    let mut code = ExitCode::SUCCESS;
    let worst = analyses(&inputs)
        .flat_map(|(_, analysis)| analysis.plans())
        .flat_map(PlanAnalysis::findings)
        .map(|finding| finding.severity)
        .max();
    if options.fail_on.is_some_and(|limit| worst >= Some(limit)) {
        code = ExitCode::from(1);
    }
    Ok(tell_failures(&inputs).unwrap_or(code))
}

/// The analyses of files, or of standard input where none is named.
fn inputs(analyzer: &Analyzer, files: &[PathBuf]) -> Vec<Input> {
    let standard_input = [PathBuf::from("-")];
    let files = if files.is_empty() { &standard_input[..] } else { files };
    let input = |file: &PathBuf| Input { name: file.display().to_string(), result: analyze(analyzer, file) };
    files.iter().map(input).collect()
}

/// Says which inputs could not be read; the exit code then.
fn tell_failures(inputs: &[Input]) -> Option<ExitCode> {
    let mut code = None;
    for input in inputs {
        if let Err(message) = &input.result {
            let of = if input.name == "-" { String::new() } else { format!("{}: ", input.name) };
            code = Some(failure(&(of + message)));
        }
    }
    code
}

/// How plans are read, as it is said on the command line.
fn analyzer(options: &ReadingOptions) -> Analyzer {
    let dialect = options.dialect.map(Dialect::from);
    Analyzer::new().dialect(dialect).read_limits(options.limits()).redact(options.redact)
}

fn with_catalog(options: &ReadingOptions) -> Result<Analyzer, String> {
    let analyzer = analyzer(options);
    Ok(match &options.catalog {
        Some(path) => analyzer.catalog(catalog_of(path)?),
        None => analyzer,
    })
}

/// The catalog in a file.
fn catalog_of(path: &Path) -> Result<Catalog, String> {
    let of_file = |message: String| format!("{}: {message}", path.display());
    let catalog = Catalog::parse_bytes(read(path).map_err(of_file)?);
    catalog.map_err(|error| of_file(explained(&error)))
}

fn analyze(analyzer: &Analyzer, file: &Path) -> Result<Analysis, String> {
    let bytes = read_any(Some(file), "paste a plan")?;
    analyzer.analyze_bytes(bytes).map_err(|error| explained(&error))
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
fn print(output: &[u8]) -> Result<(), String> {
    match io::stdout().lock().write_all(output) {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => {
            Err(format!("cannot write the output: {error}"))
        }
        _ => Ok(()),
    }
}

fn read(path: &Path) -> Result<Vec<u8>, String> {
    std::fs::read(path).map_err(|error| format!("cannot be read: {error}"))
}

/// The bytes of a file; of standard input where that is - or none.
fn read_any(file: Option<&Path>, prompt: &str) -> Result<Vec<u8>, String> {
    if let Some(path) = file.filter(|path| path.as_os_str() != "-") {
        return read(path);
    }
    if io::stdin().is_terminal() {
        let _ = writeln!(anstream::stderr(), "{prompt}, then end it with Ctrl-D");
    }
    let mut input = Vec::new();
    io::stdin()
        .lock()
        .read_to_end(&mut input)
        .map_err(|error| format!("cannot read standard input: {error}"))?;
    Ok(input)
}
