//! Lists of indexes: to create for a workload, and to drop.

use std::process::ExitCode;

use plansight::Analysis;
use plansight::advice::{self, Statement, WorkloadLimits};
use plansight::catalog::Catalog;
use plansight::render;
use plansight::report::{DropsReport, WorkloadReport};

use crate::options::{DropsOptions, ListFormat, WorkloadOptions};
use crate::output::{analyses, text_options};
use crate::{analyzer, explained, inputs, print, read_any, tell_failures};

/// Prints one set of indexes for the plans of all files.
pub(crate) fn workload(options: &WorkloadOptions) -> Result<ExitCode, String> {
    let catalog = options.catalog.as_deref().map(crate::catalog_of).transpose()?;
    // What is proposed for each statement alone is not asked for.
    let analyzer = analyzer(options.dialect, None)?.advice(false);
    let inputs = inputs(&analyzer, &options.files);
    let all: Vec<(&str, &Analysis)> = analyses(&inputs).collect();
    let statements: Vec<Statement<'_>> = all
        .iter()
        .flat_map(|(_, analysis)| analysis.plans())
        .map(|plan| Statement { plan: plan.plan(), metrics: plan.metrics(), calls: 1.0 })
        .collect();
    let limits = WorkloadLimits { bytes: options.budget, indexes: options.indexes };
    let advice = advice::advise_workload(&statements, catalog.as_ref(), limits);
    let names = names(&all);
    let output = match options.format {
        ListFormat::Text => render::workload(&advice, &names, text_options()),
        ListFormat::Json => WorkloadReport::new(&advice, &names).to_json_pretty() + "\n",
        ListFormat::Ddl => advice.indexes.iter().map(|index| index.index.ddl.clone() + "\n").collect(),
    };
    print(output.as_bytes())?;
    Ok(tell_failures(&inputs).unwrap_or(ExitCode::SUCCESS))
}

/// What statements are called: by their file, and by their place in it where it has several.
fn names(inputs: &[(&str, &Analysis)]) -> Vec<String> {
    let of = |(file, analysis): &(&str, &Analysis)| {
        let (file, many) = ((*file).to_owned(), analysis.plans().len());
        (1..=many).map(move |place| if many == 1 { file.clone() } else { format!("{file}#{place}") })
    };
    inputs.iter().flat_map(of).collect()
}

/// Prints the indexes that a catalog proves to be of no use.
pub(crate) fn drops(options: &DropsOptions) -> Result<(), String> {
    let input = read_any(options.file.as_deref(), "paste a catalog")?;
    let catalog = Catalog::parse_bytes(input).map_err(|error| explained(&error))?;
    let indexes = advice::drops(&catalog);
    let output = match options.format {
        ListFormat::Text => render::drops(&indexes, text_options()),
        ListFormat::Json => DropsReport::new(&indexes).to_json_pretty() + "\n",
        ListFormat::Ddl => indexes.iter().map(|index| index.ddl.clone() + "\n").collect(),
    };
    print(output.as_bytes())
}
