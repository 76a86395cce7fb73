//! Reads the query plans that people paste, costs every node, finds what is wrong, and proposes indexes.
//!
//! ```text
//!  text ──read──▶ Plan ──measure──▶ Metrics ──check──▶ [Finding] ──advise──▶ [IndexAdvice]
//!                   └───────────────────── Analysis ─────────────────────┘──▶ Report ──▶ text · html · svg
//! ```
//!
//! A plan goes in as text: PostgreSQL's `EXPLAIN (FORMAT JSON)`, MySQL's `EXPLAIN FORMAT=JSON`, `FORMAT=TREE` or
//! `EXPLAIN ANALYZE`, MariaDB's `EXPLAIN` or `ANALYZE FORMAT=JSON`, however it was pasted; and an [`Analysis`] comes out.
//! No database, no network, no clock, no file: a pure function of its input.
//!
//! ```
//! let text = r#"[{"Plan": {"Node Type": "Seq Scan", "Relation Name": "orders", "Alias": "orders",
//!     "Startup Cost": 0.00, "Total Cost": 10566.00, "Plan Rows": 4080, "Plan Width": 75,
//!     "Actual Startup Time": 0.010, "Actual Total Time": 90.321, "Actual Rows": 3953, "Actual Loops": 1,
//!     "Filter": "(status = 'pending'::text)", "Rows Removed by Filter": 396047}}]"#;
//! let analysis = plansight::analyze(text)?;
//! let plan = &analysis.plans()[0];
//! assert_eq!(plan.findings()[0].rule, "filter-discards-rows");
//! assert_eq!(plan.indexes()[0].ddl(), "CREATE INDEX CONCURRENTLY ON orders (status);");
//! # Ok::<(), plansight::ParseError>(())
//! ```
//!
//! Only reading can fail, with a [`ParseError`] that says what was pasted instead. Everything after a
//! [`Plan`](plan::Plan) is total.
#![doc = ""]
#![doc = include_str!("../ARCHITECTURE.md")]
#![forbid(unsafe_code)]

pub mod advice;
mod analyze;
pub mod catalog;
mod dialect;
mod error;
#[cfg(fuzzing)]
pub mod fuzzing;
mod json;
pub mod metrics;
pub mod plan;
pub mod predicate;
mod read;
mod records;
mod redact;
pub mod render;
pub mod report;
pub mod rules;
mod sort;
mod source;
pub mod sql;
pub mod text;
mod words;

pub use analyze::{Analysis, Analyzer, PlanAnalysis, Workload, analyze};
pub use dialect::ReadLimits;
pub use error::{ParseError, ParseErrorKind};
pub use records::{Record, Records};
pub use source::Repair;
