//! All facts of all nodes as JSON behind the tree, for the script: `{"keys": […], "nodes": [[computed, printed], …]}`,
//! where a list of facts is key and value in turn, and a key is its place in `keys`.

use std::collections::HashMap;
use std::fmt::Write as _;

use super::Fragment;
use crate::analyze::PlanAnalysis;
use crate::render::facts::{Named, computed, printed};
use crate::render::safe::Island;

/// The keys of an island, each with its place.
type Keys<'a> = HashMap<&'a str, usize>;

impl Fragment {
    pub(super) fn island(&mut self, analysis: &PlanAnalysis) {
        let mut keys = Keys::new();
        self.out.push_str("<script type=\"application/json\" class=\"island\">{\"nodes\":[");
        for node in analysis.plan().nodes() {
            self.out.push_str(if node.parent().is_some() { ",[" } else { "[" });
            self.facts(&mut keys, computed(node, analysis));
            self.out.push(',');
            self.facts(&mut keys, printed(node));
            self.out.push(']');
        }
        let mut keys: Vec<(&str, usize)> = keys.into_iter().collect();
        crate::sort::by_key(&mut keys, |(_, place)| *place);
        self.out.push_str("],\"keys\":[");
        for (key, place) in keys {
            let _ = write!(self.out, "{}{}", if place > 0 { "," } else { "" }, Island(key));
        }
        self.out.push_str("]}</script>\n");
    }

    fn facts<'a>(&mut self, keys: &mut Keys<'a>, facts: Vec<Named<'a>>) {
        self.out.push('[');
        for (count, (key, value)) in facts.into_iter().enumerate() {
            let next = keys.len();
            let place = *keys.entry(key).or_insert(next);
            let _ = write!(self.out, "{}{place},{}", if count > 0 { "," } else { "" }, Island(&value));
        }
        self.out.push(']');
    }
}
