//! What MySQL executes since 8.0, an iterator a node: as JSON of version 2, and as TREE.
//!
//! Both tell the same, the one under keys, the other in the words of a line. `operation` takes the words apart,
//! `describe` says what they mean in the shared vocabulary and how nodes hang together.

mod describe;
mod json;
mod operation;
mod tree;
mod tree_line;

pub(crate) use json::read as read_json;
pub(crate) use tree::read as read_tree;
