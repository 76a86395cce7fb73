//! The same plan with other texts in it.

use std::sync::Arc;

use super::{Attribute, Plan, Value};
use crate::text::{Side, Str, Text};

impl Plan {
    /// Replaces the texts and the values kept as written, of nodes and of the whole plan, where `change` gives others.
    /// What remains of the document are these and the keys, one after another.
    pub(crate) fn rewrite(&mut self, change: impl Fn(&str, Option<Attribute>, Value<'_>) -> Option<String>) {
        let mut texts = String::new();
        let mut keep = |text: &str| {
            let start = texts.len();
            texts.push_str(text);
            Str::new(start, texts.len())
        };
        for property in self.properties.iter_mut().chain(&mut self.extras) {
            let (key, value) = (self.text.get(property.key), property.resolve(&self.text));
            let changed = change(key, property.attribute, value);
            let value = keep(changed.as_deref().unwrap_or_else(|| self.text.get(property.value)));
            (property.key, property.value) = (keep(key), value);
        }
        self.text = Arc::new(Text::new(texts, Side::default()));
    }

    /// Replaces the statement.
    pub(crate) fn set_query_text(&mut self, text: Option<String>) {
        self.facts.query_text = text;
    }
}
