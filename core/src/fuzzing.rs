//! What the fuzz targets check beyond the public surface.

/// Fails where our JSON reader and serde_json disagree on a text.
pub fn json_agrees(text: &str) {
    crate::json::oracle::agrees(text);
}
