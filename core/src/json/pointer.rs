//! Where in a document a byte stands, as a JSON pointer.

use std::fmt::Write as _;

use super::{Container, Kind, RawStr, Reader};

/// The place of the innermost value that holds an offset, as a JSON pointer (RFC 6901).
///
/// Read anew from the start: it is asked only once, when something went wrong. As far as the document is sound
/// before the offset, the pointer is right; behind a fault it names the last sound place.
pub(crate) fn pointer(text: &str, offset: usize) -> String {
    let mut walk = Walk { reader: Reader::new(text, usize::MAX), steps: Vec::new(), offset };
    while walk.step().is_some() {}
    let mut pointer = String::new();
    for step in walk.steps {
        match step {
            Step::Key(Some(key)) => {
                let raw = text.get(key.start..key.end).unwrap_or_default();
                let _ = write!(pointer, "/{}", raw.replace('~', "~0").replace('/', "~1"));
            }
            Step::Index(Some(index)) => {
                let _ = write!(pointer, "/{index}");
            }
            Step::Key(None) | Step::Index(None) => {}
        }
    }
    pointer
}

/// A container that is open, and which of its entries is being read.
enum Step {
    Key(Option<RawStr>),
    Index(Option<usize>),
}

struct Walk<'t> {
    reader: Reader<'t>,
    steps: Vec<Step>,
    offset: usize,
}

impl Walk<'_> {
    /// Reads into the next container or over the next value; none where the offset is reached, or nothing sound is
    /// left.
    fn step(&mut self) -> Option<()> {
        match self.reader.peek().ok()? {
            Kind::Object => {
                self.reader.open(Container::Object).ok()?;
                self.steps.push(Step::Key(None));
            }
            Kind::Array => {
                self.reader.open(Container::Array).ok()?;
                self.steps.push(Step::Index(None));
            }
            _ => {
                self.reader.skip().ok()?;
                if self.reader.at() > self.offset {
                    return None;
                }
            }
        }
        self.advance()
    }

    /// Moves to the next value, out of the containers that end; none where it stands behind the offset.
    fn advance(&mut self) -> Option<()> {
        while let Some(step) = self.steps.last_mut() {
            let more = match step {
                Step::Key(key) => {
                    let next = self.reader.key().ok()?;
                    if next.is_some() {
                        *key = next;
                    }
                    next.is_some()
                }
                Step::Index(index) => {
                    let more = self.reader.element().ok()?;
                    if more {
                        *index = Some(index.map_or(0, |index| index + 1));
                    }
                    more
                }
            };
            if more {
                return (self.reader.at() <= self.offset).then_some(());
            }
            if self.reader.at() > self.offset {
                return None;
            }
            self.steps.pop();
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use super::pointer;

    #[test]
    fn a_byte_is_found_where_it_stands() {
        let text = r#"[{"a": 1, "b/c": {"d": [10, 20, x]}}]"#;
        let at = |needle: &str| pointer(text, text.find(needle).unwrap());
        assert_eq!(at("1,"), "/0/a");
        assert_eq!(at("20"), "/0/b~1c/d/1");
        assert_eq!(at("x"), "/0/b~1c/d/2");
        assert_eq!(pointer("[1, 2", 5), "/1");
        assert_eq!(pointer("", 0), "");
    }
}
