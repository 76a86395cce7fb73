//! What the server is set to, as far as planners look at it.

use super::read::{Fault, FromJson, object, scalar};
use crate::json::Reader;

/// Settings of the server by name, as it writes them; those of memory in bytes, those of blocks likewise.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Settings(Vec<(String, String)>);

impl FromJson for Settings {
    fn from_json(reader: &mut Reader<'_>) -> Result<Self, Fault> {
        let mut settings: Vec<(String, String)> = Vec::new();
        object(reader, |name, reader| {
            let value = scalar(reader, "the value of a setting")?;
            settings.push((name.to_owned(), value));
            Ok(())
        })?;
        // Of several of one name the last.
        settings.reverse();
        crate::sort::by(&mut settings, |(a, _), (b, _)| a.cmp(b));
        settings.dedup_by(|(later, _), (kept, _)| later == kept);
        Ok(Self(settings))
    }
}

impl Settings {
    /// The value of a setting.
    pub fn get(&self, name: &str) -> Option<&str> {
        let place = self.0.binary_search_by(|(known, _)| known.as_str().cmp(name)).ok()?;
        Some(&self.0[place].1)
    }

    /// The value of a setting that is a number.
    pub fn number(&self, name: &str) -> Option<f64> {
        crate::text::number(self.get(name)?.trim()).filter(|number| number.is_finite())
    }

    /// Whether a setting is on.
    pub fn is_on(&self, name: &str) -> Option<bool> {
        match self.get(name)?.to_ascii_lowercase().as_str() {
            "on" | "true" | "yes" | "1" => Some(true),
            "off" | "false" | "no" | "0" => Some(false),
            _ => None,
        }
    }

    /// Whether a part of MySQL's `optimizer_switch` is on, such as `index_condition_pushdown`.
    pub fn switch(&self, name: &str) -> Option<bool> {
        let value = |part: &str| part.trim().strip_prefix(name)?.strip_prefix('=').map(|value| value == "on");
        self.get("optimizer_switch")?.split(',').find_map(value)
    }

    /// All settings by name.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0.iter().map(|(name, value)| (name.as_str(), value.as_str()))
    }

    /// What PostgreSQL's planner computes with: its defaults where the document does not tell.
    pub fn planner(&self) -> PlannerSettings {
        let default = PlannerSettings::default();
        let number = |name: &str, default: f64| self.number(name).unwrap_or(default);
        PlannerSettings {
            block_size: number("block_size", default.block_size).max(1.0),
            seq_page_cost: number("seq_page_cost", default.seq_page_cost),
            random_page_cost: number("random_page_cost", default.random_page_cost),
            cpu_tuple_cost: number("cpu_tuple_cost", default.cpu_tuple_cost),
            cpu_index_tuple_cost: number("cpu_index_tuple_cost", default.cpu_index_tuple_cost),
            cpu_operator_cost: number("cpu_operator_cost", default.cpu_operator_cost),
            parallel_setup_cost: number("parallel_setup_cost", default.parallel_setup_cost),
            parallel_tuple_cost: number("parallel_tuple_cost", default.parallel_tuple_cost),
            effective_cache_size: number("effective_cache_size", default.effective_cache_size),
            work_mem: number("work_mem", default.work_mem),
            hash_mem_multiplier: number("hash_mem_multiplier", default.hash_mem_multiplier),
            max_parallel_workers_per_gather: number(
                "max_parallel_workers_per_gather",
                default.max_parallel_workers_per_gather,
            ),
            min_parallel_table_scan_size: number(
                "min_parallel_table_scan_size",
                default.min_parallel_table_scan_size,
            ),
            min_parallel_index_scan_size: number(
                "min_parallel_index_scan_size",
                default.min_parallel_index_scan_size,
            ),
            parallel_leader_participation: self
                .is_on("parallel_leader_participation")
                .unwrap_or(default.parallel_leader_participation),
        }
    }
}

/// What PostgreSQL's planner computes with; the defaults are those of `guc_tables.c`.
#[derive(Clone, Copy, Debug, PartialEq)]
#[non_exhaustive]
pub struct PlannerSettings {
    /// Bytes of a page.
    pub block_size: f64,
    /// Cost of a page that is read after its predecessor.
    pub seq_page_cost: f64,
    /// Cost of any other page.
    pub random_page_cost: f64,
    /// Cost of a row.
    pub cpu_tuple_cost: f64,
    /// Cost of an entry of an index.
    pub cpu_index_tuple_cost: f64,
    /// Cost of an operator or function.
    pub cpu_operator_cost: f64,
    /// Cost of starting workers.
    pub parallel_setup_cost: f64,
    /// Cost of a row handed over by a worker.
    pub parallel_tuple_cost: f64,
    /// Bytes that are taken to be cached.
    pub effective_cache_size: f64,
    /// Bytes for a sort or hash table, the latter times `hash_mem_multiplier`.
    pub work_mem: f64,
    /// By how much more memory a hash table may take; 2 since PostgreSQL 15, 1 before.
    pub hash_mem_multiplier: f64,
    /// The most workers of a Gather.
    pub max_parallel_workers_per_gather: f64,
    /// Bytes from which a table is scanned in parallel.
    pub min_parallel_table_scan_size: f64,
    /// Bytes from which an index is.
    pub min_parallel_index_scan_size: f64,
    /// Whether the leader takes part in the work.
    pub parallel_leader_participation: bool,
}

impl Default for PlannerSettings {
    fn default() -> Self {
        Self {
            block_size: 8192.0,
            seq_page_cost: 1.0,
            random_page_cost: 4.0,
            cpu_tuple_cost: 0.01,
            cpu_index_tuple_cost: 0.005,
            cpu_operator_cost: 0.0025,
            parallel_setup_cost: 1000.0,
            parallel_tuple_cost: 0.1,
            effective_cache_size: 4_294_967_296.0,
            work_mem: 4_194_304.0,
            hash_mem_multiplier: 2.0,
            max_parallel_workers_per_gather: 2.0,
            min_parallel_table_scan_size: 8_388_608.0,
            min_parallel_index_scan_size: 524_288.0,
            parallel_leader_participation: true,
        }
    }
}
