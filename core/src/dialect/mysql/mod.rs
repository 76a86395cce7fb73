//! MySQL and MariaDB: their JSON formats and MySQL's TREE.
//!
//! The formats are told apart by their shape. `block` reads query blocks and tables: MySQL's JSON version 1, and
//! MariaDB's JSON, which descends from it. `iterator` reads what MySQL executes since 8.0, as JSON version 2 or as
//! TREE, the lines that the server prints from the same tree. The sources are `sql/opt_explain_json.cc` and
//! `sql/join_optimizer/explain_access_path.cc` of MySQL, and `sql/sql_explain.cc` of MariaDB; keys by version were
//! measured on MySQL 5.6 and 9.7, MariaDB 10.5 to 11.8.

mod block;
mod depend;
mod iterator;
mod link;

pub(crate) use block::read as read_blocks;
pub(crate) use iterator::{read_json as read_iterators, read_tree};
pub(crate) use link::link;
