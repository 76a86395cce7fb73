//! An analysis as a person reads it. No number is computed here.
//!
//! [`text()`] is for a terminal, [`html`] for browsers and notebooks, [`svg`] for pages that hold pictures, [`dot()`]
//! and [`mermaid()`] for tools that draw graphs. All of them show the same rows in the same words
//! (`outline`, `facts`), and every text out of a plan is made harmless for what it is written into (`safe`).

mod dot;
mod drops;
mod facts;
mod graph;
pub mod html;
mod mermaid;
mod outline;
mod overview;
mod page;
mod safe;
pub mod svg;
mod text;
mod tree;
mod workload;

pub use dot::dot;
pub use drops::drops;
pub use mermaid::mermaid;
pub use overview::overview;
pub use text::{TextOptions, text};
pub use workload::workload;

use crate::analyze::PlanAnalysis;

/// A plan in the format of a name: `svg`, `flame`, `dot` or `mermaid`; none where it is another.
pub fn picture(plan: &PlanAnalysis, format: &str) -> Option<String> {
    let draw = match format {
        "svg" => svg::tree,
        "flame" => svg::flame,
        "dot" => dot,
        "mermaid" => mermaid,
        _ => return None,
    };
    Some(draw(plan))
}
