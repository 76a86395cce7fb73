//! A stream, such as a server's log or JSON lines, cut into texts that hold whole plans: in bounded memory.
//!
//! What a line begins with says where it belongs: one that is indented, empty or begins by closing a bracket goes on
//! with what is before it, as does one behind the `plan:` that announces a plan; any other begins a record. Entries of
//! syslog, whose every line has a prefix, are told apart by their process, since those of several mix.

use std::collections::HashMap;
use std::io::{self, BufRead, BufReader, Read};
use std::mem;

use crate::error::{ParseError, ParseErrorKind};
use crate::source;

/// The most entries of syslog that are open at a time: beyond it, all are taken to be whole.
const MOST_OPEN: usize = 256;

/// How much of a stream is read at once, in bytes.
const BUFFER: usize = 1 << 18;

/// A text of a stream that may hold plans, whole.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Record {
    /// Where it begins in the stream: a line, counted from 1.
    pub line: u64,
    /// The bytes, with the end of each line.
    pub bytes: Vec<u8>,
}

impl Record {
    /// Whether an error says that there was a plan in the record, and not only some other line of a log.
    #[must_use]
    pub fn holds_plan(&self, error: &ParseError) -> bool {
        let text = String::from_utf8_lossy(&self.bytes);
        let named = || {
            ["\"Plan\"", "query_block", "\"operation\"", "query_plan"].iter().any(|key| text.contains(key))
        };
        match error.kind() {
            ParseErrorKind::TextPlan
            | ParseErrorKind::YamlPlan
            | ParseErrorKind::XmlPlan
            | ParseErrorKind::TabularPlan
            | ParseErrorKind::OtherDialect { .. }
            | ParseErrorKind::Limit { .. } => true,
            ParseErrorKind::Truncated(_) | ParseErrorKind::InvalidJson(_) if named() => true,
            _ => source::announces_plan(&text),
        }
    }
}

/// The records of a stream.
///
/// ```
/// use plansight::Records;
///
/// let log = "10:00 LOG:  checkpoint starting\n10:01 LOG:  duration: 1 ms  plan:\n\t{\n\t}\n";
/// let lines: Vec<u64> = Records::new(log.as_bytes(), 1 << 20).map(|record| record.unwrap().line).collect();
/// assert_eq!(lines, [1, 2]);
/// ```
#[derive(Debug)]
pub struct Records<R> {
    input: BufReader<R>,
    most: usize,
    /// The number of the line that was read last.
    line: u64,
    open: Option<Record>,
    /// Of syslog, by process.
    entries: HashMap<Vec<u8>, Record>,
    ready: Vec<Record>,
}

impl<R: Read> Records<R> {
    /// Cuts a stream, in records of at most so many bytes: longer ones are cut there.
    pub fn new(input: R, most: usize) -> Self {
        let input = BufReader::with_capacity(BUFFER, input);
        Self { input, most, line: 0, open: None, entries: HashMap::new(), ready: Vec::new() }
    }

    /// At least one record, unless the stream is at its end, and what more can be had without waiting: of the bytes or
    /// records that are asked for, little more.
    ///
    /// # Errors
    ///
    /// What the stream gives.
    pub fn batch(&mut self, records: usize, bytes: usize) -> io::Result<Vec<Record>> {
        let mut batch = Vec::new();
        let mut read = 0;
        while batch.len() < records && read < bytes {
            let Some(record) = self.next().transpose()? else { break };
            read += record.bytes.len();
            batch.push(record);
            if self.ready.is_empty() && self.input.buffer().is_empty() {
                break;
            }
        }
        Ok(batch)
    }

    /// Reads a line and puts it where it belongs; false at the end.
    fn read(&mut self) -> io::Result<bool> {
        let mut bytes = Vec::new();
        if Read::take(&mut self.input, self.most as u64).read_until(b'\n', &mut bytes)? == 0 {
            let mut entries: Vec<Record> = mem::take(&mut self.entries).into_values().collect();
            entries.extend(self.open.take());
            entries.sort_by_key(|record| record.line);
            self.ready = entries;
            return Ok(false);
        }
        self.line += 1;
        let line = self.line;
        if let Some((process, is_first)) = source::syslog_process(&bytes) {
            self.ready.extend(self.open.take());
            let full = |record: &Record| record.bytes.len() + bytes.len() > self.most;
            if is_first || self.entries.get(process).is_some_and(full) {
                self.ready.extend(self.entries.remove(process));
            }
            if self.entries.len() >= MOST_OPEN && !self.entries.contains_key(process) {
                let mut whole: Vec<Record> = mem::take(&mut self.entries).into_values().collect();
                whole.sort_by_key(|record| record.line);
                self.ready.extend(whole);
            }
            let fresh = || Record { line, bytes: Vec::new() };
            self.entries.entry(process.to_owned()).or_insert_with(fresh).bytes.extend_from_slice(&bytes);
            return Ok(true);
        }
        match &mut self.open {
            Some(open) if goes_on(&open.bytes, &bytes) && open.bytes.len() + bytes.len() <= self.most => {
                open.bytes.append(&mut bytes);
            }
            open => self.ready.extend(open.replace(Record { line, bytes })),
        }
        Ok(true)
    }
}

impl<R: Read> Iterator for Records<R> {
    type Item = io::Result<Record>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            // Those of one line come in their order; there are few.
            if !self.ready.is_empty() {
                return Some(Ok(self.ready.remove(0)));
            }
            match self.read() {
                Ok(false) if self.ready.is_empty() => return None,
                Ok(_) => {}
                Err(error) => return Some(Err(error)),
            }
        }
    }
}

/// Whether a line belongs to what is before it.
fn goes_on(before: &[u8], line: &[u8]) -> bool {
    let announced = before.trim_ascii_end().ends_with(b"plan:");
    announced || line.first().is_none_or(|first| first.is_ascii_whitespace() || b"}])".contains(first))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn records(text: &str, most: usize) -> Vec<(u64, String)> {
        let of = |record: Record| (record.line, String::from_utf8(record.bytes).unwrap());
        Records::new(text.as_bytes(), most).map(|record| of(record.unwrap())).collect()
    }

    #[test]
    fn a_line_goes_on_where_it_is_indented_or_closes_a_bracket() {
        let text = "[\n  {\n  }\n]\n{\"a\": 1}\n{\"a\": 2}\n1,\"x plan:\n{\n  \"\"a\"\": 1\n}\",2\n-> Limit\n    -> Sort\n";
        let lines: Vec<u64> = records(text, 1000).iter().map(|record| record.0).collect();
        assert_eq!(lines, [1, 5, 6, 7, 11]);
        let whole: String = records(text, 1000).into_iter().map(|record| record.1).collect();
        assert_eq!(whole, text);
    }

    #[test]
    fn processes_of_syslog_are_told_apart() {
        // By hand after write_syslog: two processes that write at once.
        let text = "Nov 23 db postgres[7]: [3-1] LOG:  plan:\nNov 23 db postgres[8]: [1-1] LOG:  x\n\
                    Nov 23 db postgres[7]: [3-2] #011{}\nNov 23 db postgres[7]: [4-1] LOG:  y\n";
        let found = records(text, 1000);
        assert_eq!(found.iter().map(|record| record.0).collect::<Vec<_>>(), [1, 2, 4]);
        assert!(found[0].1.ends_with("#011{}\n"), "{}", found[0].1);
    }

    #[test]
    fn a_record_is_cut_where_it_gets_too_long() {
        let lengths: Vec<usize> = records(&" x".repeat(50), 30).iter().map(|record| record.1.len()).collect();
        assert_eq!(lengths, [30, 30, 30, 10]);
    }
}
