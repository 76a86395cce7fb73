//! Plans as they come: out of logs and JSON lines of any length, as lines of JSON.

use std::fs::File;
use std::io::{self, IsTerminal, Read, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::Duration;

use indicatif::{HumanCount, ProgressBar, ProgressDrawTarget, ProgressStyle};
use plansight::report::Report;
use plansight::{Analyzer, Record, Records};
use serde_json::json;

use crate::options::StreamOptions;
use crate::{explained, with_catalog};

/// What is read before it is analysed: so many records, or bytes.
const MOST_RECORDS: usize = 1024;
const MOST_BYTES: usize = 16 << 20;

/// What came of the records so far.
#[derive(Default)]
struct Counts {
    plans: u64,
    unreadable: u64,
    others: u64,
}

/// Prints a line for each part of the input that holds plans.
pub(crate) fn stream(options: &StreamOptions) -> Result<ExitCode, String> {
    let analyzer = with_catalog(&options.reading)?;
    let standard_input = [PathBuf::from("-")];
    let files = if options.files.is_empty() { &standard_input[..] } else { &options.files };
    let progress = progress(files);
    let mut counts = Counts::default();
    for file in files {
        let input = progress.wrap_read(open(file)?);
        let name = (files.len() > 1).then(|| file.display().to_string());
        let records = Records::new(input, options.reading.limits().bytes);
        let done = of_file(&analyzer, name.as_deref(), records, &mut counts, &progress);
        // Nobody reads on: what is left is of no use.
        if !done.map_err(|error| format!("{}: {error}", file.display()))? {
            return Ok(ExitCode::SUCCESS);
        }
    }
    progress.finish_and_clear();
    let told =
        |count: u64, what: &str| format!("{} {what}{}", HumanCount(count), if count == 1 { "" } else { "s" });
    let mut parts = vec![told(counts.plans, "plan")];
    if counts.others > 0 {
        parts.push(format!("{} without one", told(counts.others, "other record")));
    }
    if counts.unreadable > 0 {
        parts.push(format!("{} that could not be read", told(counts.unreadable, "record")));
    }
    let line = parts.join(", ");
    let _ = writeln!(anstream::stderr(), "plansight: {line}");
    Ok(if counts.unreadable > 0 { ExitCode::from(2) } else { ExitCode::SUCCESS })
}

fn open(file: &Path) -> Result<Box<dyn Read>, String> {
    if file.as_os_str() == "-" {
        return Ok(Box::new(io::stdin()));
    }
    let opened = File::open(file).map_err(|error| format!("{}: cannot be read: {error}", file.display()))?;
    Ok(Box::new(opened))
}

/// How far it got: of files by their sizes, of standard input by what was read; on a terminal only.
fn progress(files: &[PathBuf]) -> ProgressBar {
    let target =
        if io::stderr().is_terminal() { ProgressDrawTarget::stderr() } else { ProgressDrawTarget::hidden() };
    let sizes = files.iter().map(|file| std::fs::metadata(file).ok().filter(std::fs::Metadata::is_file));
    let all: Option<u64> = sizes.map(|metadata| Some(metadata?.len())).sum();
    let template = match all {
        Some(_) => "{bar:30} {binary_bytes}/{binary_total_bytes} {binary_bytes_per_sec} {msg} {eta}",
        None => "{spinner} {binary_bytes} {binary_bytes_per_sec} {msg}",
    };
    let bar = ProgressBar::with_draw_target(all, target);
    if let Ok(style) = ProgressStyle::with_template(template) {
        bar.set_style(style);
    }
    bar.enable_steady_tick(Duration::from_millis(200));
    bar
}

/// Reads a file batch by batch; false where nobody reads what is written.
fn of_file(
    analyzer: &Analyzer,
    name: Option<&str>,
    mut records: Records<impl Read>,
    counts: &mut Counts,
    progress: &ProgressBar,
) -> io::Result<bool> {
    loop {
        let batch = records.batch(MOST_RECORDS, MOST_BYTES)?;
        if batch.is_empty() {
            return Ok(true);
        }
        let mut output = String::new();
        let texts: Vec<&[u8]> = batch.iter().map(|record| &*record.bytes).collect();
        let results = analyzer.analyze_many(texts, |result| {
            let plans = |analysis: &plansight::Analysis| analysis.plans().len() as u64;
            // In JSON a line's end is white space, and within strings it is escaped.
            let report = |analysis| (plans(&analysis), Report::new(&analysis).to_json().replace('\n', " "));
            result.map(report)
        });
        for (record, result) in batch.iter().zip(results) {
            match result {
                Ok((plans, report)) => {
                    counts.plans += plans;
                    output += &line(name, record, "report", &report);
                }
                Err(error) if record.holds_plan(&error) => {
                    counts.unreadable += 1;
                    output += &line(name, record, "error", &json!(explained(&error)).to_string());
                }
                Err(_) => counts.others += 1,
            }
        }
        progress.set_message(format!("{} plans", HumanCount(counts.plans)));
        let written = progress.suspend(|| io::stdout().lock().write_all(output.as_bytes()));
        match written {
            Err(error) if error.kind() == io::ErrorKind::BrokenPipe => return Ok(false),
            written => written?,
        }
    }
}

/// A line of the output, its value being JSON.
fn line(name: Option<&str>, record: &Record, key: &str, value: &str) -> String {
    let file = name.map_or(String::new(), |name| format!("\"file\":{},", json!(name)));
    format!("{{{file}\"line\":{},\"{key}\":{value}}}\n", record.line)
}
