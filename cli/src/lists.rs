//! Lists of indexes: to create for a workload, and to drop.

use std::process::ExitCode;

use plansight::Workload;
use plansight::advice::{self, WorkloadLimits};
use plansight::catalog::Catalog;
use plansight::render;
use plansight::report::{DropsReport, WorkloadReport};

use crate::options::{DropsOptions, ListFormat, WorkloadOptions};
use crate::output::{analyses, text_options};
use crate::{analyzer, explained, inputs, print, read_any, tell_failures};

/// Prints one set of indexes for the plans of all files.
pub(crate) fn workload(options: &WorkloadOptions) -> Result<ExitCode, String> {
    let catalog = options.reading.catalog.as_deref().map(crate::catalog_of).transpose()?;
    // What is proposed for each statement alone is not asked for.
    let analyzer = analyzer(&options.reading).advice(false);
    let inputs = inputs(&analyzer, &options.files);
    let mut workload = Workload::default();
    for (file, analysis) in analyses(&inputs) {
        workload.add(Some(file), analysis, 1.0);
    }
    // Of files that could not be read there is nothing to say but that.
    if analyses(&inputs).next().is_some() {
        let limits = WorkloadLimits { bytes: options.budget, indexes: options.indexes };
        let advice = workload.advise(catalog.as_ref(), limits);
        let output = match options.format {
            ListFormat::Text => render::workload(&advice, workload.names(), text_options()),
            ListFormat::Json => WorkloadReport::new(&advice, workload.names()).to_json() + "\n",
            ListFormat::Ddl => advice.ddl(),
        };
        print(output.as_bytes())?;
    }
    Ok(tell_failures(&inputs).unwrap_or(ExitCode::SUCCESS))
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
