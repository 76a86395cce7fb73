//! Comments between the tokens of a document, as `end_markers_in_json` of MySQL writes them.

/// The text of a JSON value without its comments; none where it has none.
pub(crate) fn without_comments(value: &str) -> Option<String> {
    if !value.contains("/*") {
        return None;
    }
    let mut out = String::with_capacity(value.len());
    let mut rest = value;
    let mut found = false;
    while let Some(at) = rest.find(['"', '/']) {
        let (before, from) = rest.split_at(at);
        out.push_str(before);
        rest = if from.starts_with('"') {
            let end = string_end(from);
            out.push_str(&from[..end]);
            &from[end..]
        } else if let Some(comment) = from.strip_prefix("/*") {
            found = true;
            comment.split_once("*/").map_or("", |(_, behind)| behind)
        } else {
            out.push('/');
            &from[1..]
        };
    }
    out.push_str(rest);
    found.then_some(out)
}

/// Where the string ends that a text begins with.
fn string_end(text: &str) -> usize {
    let mut escaped = false;
    for (at, byte) in text.bytes().enumerate().skip(1) {
        match byte {
            _ if escaped => escaped = false,
            b'\\' => escaped = true,
            b'"' => return at + 1,
            _ => {}
        }
    }
    text.len()
}

#[cfg(test)]
mod tests {
    use super::without_comments;

    #[test]
    fn comments_go_and_strings_stay() {
        let value = r#"{"a": ["/* no */\"/*", 1] /* a */, "b": 2} /* x"#;
        assert_eq!(without_comments(value).unwrap(), r#"{"a": ["/* no */\"/*", 1] , "b": 2} "#);
        assert_eq!(without_comments(r#"{"a": "/* */"}"#), None);
    }
}
