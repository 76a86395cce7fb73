//! PostgreSQL's `EXPLAIN (FORMAT JSON)`, 9.6 to 19, and what `auto_explain` logs.
//!
//! Keys and their types by version: measured on servers 13, 15, 17, 18 and 19rc1; the source is
//! `src/backend/commands/explain.c`. Vendors' keys and nodes (Citus, Timescale, Greenplum, Yugabyte, Neon) pass
//! through as unknown ones.

mod keys;
mod read;
mod references;
mod statement;

pub(crate) use read::read;
pub(crate) use references::link;
