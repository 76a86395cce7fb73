//! An analysis as a person reads it. No number is computed here.

mod page;
mod safe;
mod text;
mod tree;

pub use text::{TextOptions, text};
