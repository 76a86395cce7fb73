//! The facts of a whole plan.

/// What a server prints about the statement rather than one node. Times are in milliseconds.
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct Facts {
    /// Time to plan.
    pub planning_ms: Option<f64>,
    /// Time to execute, start-up and triggers included.
    pub execution_ms: Option<f64>,
    /// Time to turn the result into what is sent.
    pub serialization_ms: Option<f64>,
    /// What compiling expressions took.
    pub jit: Option<Jit>,
    /// The triggers that fired.
    pub triggers: Vec<Trigger>,
    /// The settings that differ from their defaults, as names and values.
    pub settings: Vec<(String, String)>,
    /// The statement's fingerprint on its server.
    pub query_id: Option<i64>,
    /// The statement, where a log gives it.
    pub query_text: Option<String>,
    /// The step to which rows per loop are rounded: 1 (PostgreSQL before 18), 0.01 (since 18), or 0 where they are not.
    pub rows_step: f64,
    /// The step to which numbers of rows removed per loop are rounded: 1, or 0 where they are not.
    pub removed_step: f64,
    /// The step to which times per loop are rounded, in milliseconds; 0 where they are not, or to digits.
    pub time_step: f64,
    /// Whether numbers are rounded as MySQL's TREE format does: to three digits, to one below a million.
    pub readable: bool,
}

/// What just-in-time compilation took, summed over all processes, in milliseconds.
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct Jit {
    /// Functions compiled.
    pub functions: f64,
    /// Time to write them.
    pub generation_ms: Option<f64>,
    /// Time to inline.
    pub inlining_ms: Option<f64>,
    /// Time to optimise.
    pub optimization_ms: Option<f64>,
    /// Time to emit machine code.
    pub emission_ms: Option<f64>,
    /// All of it.
    pub total_ms: Option<f64>,
}

/// A trigger that fired.
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct Trigger {
    /// Its name.
    pub name: String,
    /// The constraint it enforces.
    pub constraint: Option<String>,
    /// The table it is on.
    pub relation: Option<String>,
    /// Time over all calls, in milliseconds.
    pub time_ms: Option<f64>,
    /// How often it was called.
    pub calls: f64,
}

impl Facts {
    /// The value of a setting that differs from its default.
    pub fn setting(&self, name: &str) -> Option<&str> {
        self.settings.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
    }

    /// The step to which a time per loop was rounded, in milliseconds.
    pub(crate) fn time_step(&self, time: f64) -> f64 {
        if self.readable { readable_step(time) } else { self.time_step }
    }

    /// The step to which a number of rows per loop was rounded.
    pub(crate) fn rows_step(&self, rows: f64) -> f64 {
        if self.readable { readable_step(rows) } else { self.rows_step }
    }

    /// Time in triggers, in milliseconds; none where the server did not time them.
    pub fn trigger_ms(&self) -> Option<f64> {
        self.triggers.iter().filter_map(|trigger| trigger.time_ms).reduce(|sum, time| sum + time)
    }
}

/// The step to which MySQL rounds a number that people are to read (`FormatNumberReadably`): the third digit, but
/// whole numbers from a hundred to a million.
fn readable_step(value: f64) -> f64 {
    if !(1e-9..1e15).contains(&value) {
        return 0.0;
    }
    if (100.0..1e6).contains(&value) {
        return 1.0;
    }
    let mut step = 1e-11;
    while step * 1000.0 <= value {
        step *= 10.0;
    }
    step
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tree_rounds_to_what_people_read() {
        for (value, step) in
            [(0.033, 1e-4), (1.45, 0.01), (12.3, 0.1), (304.0, 1.0), (99_999.0, 1.0), (1.16e6, 1e4)]
        {
            assert!((readable_step(value) / step - 1.0).abs() < 1e-6, "{value}");
        }
        assert!(readable_step(0.0) == 0.0 && readable_step(f64::INFINITY) == 0.0);
    }
}
