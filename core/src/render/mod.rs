//! An analysis as a person reads it. No number is computed here.

mod safe;
mod text;

pub use text::{TextOptions, text};
