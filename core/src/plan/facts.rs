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
    /// The step to which times per loop are rounded, in milliseconds.
    pub time_step: f64,
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

    /// Time in triggers, in milliseconds; none where the server did not time them.
    pub fn trigger_ms(&self) -> Option<f64> {
        self.triggers.iter().filter_map(|trigger| trigger.time_ms).reduce(|sum, time| sum + time)
    }
}
