//! The reader: a position in the text and the moves over it.

use super::string::{skip_escape, stop};
use super::{Error, ErrorKind};
use crate::text::{exact, number};

/// What a value is, as its first character tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    Object,
    Array,
    String,
    Number,
    /// `true` or `false`.
    Bool,
    Null,
}

/// What begins with a byte.
static KINDS: [Option<Kind>; 256] = {
    let mut kinds = [None; 256];
    kinds[b'{' as usize] = Some(Kind::Object);
    kinds[b'[' as usize] = Some(Kind::Array);
    kinds[b'"' as usize] = Some(Kind::String);
    kinds[b'-' as usize] = Some(Kind::Number);
    let mut digit = b'0';
    while digit <= b'9' {
        kinds[digit as usize] = Some(Kind::Number);
        digit += 1;
    }
    kinds[b't' as usize] = Some(Kind::Bool);
    kinds[b'f' as usize] = Some(Kind::Bool);
    kinds[b'n' as usize] = Some(Kind::Null);
    kinds
};

/// The two values that hold others.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Container {
    Object,
    Array,
}

impl Container {
    fn open(self) -> u8 {
        if self == Self::Object { b'{' } else { b'[' }
    }

    fn close(self) -> u8 {
        if self == Self::Object { b'}' } else { b']' }
    }
}

/// A string as it stands in the text, without its quotes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct RawStr {
    pub(crate) start: usize,
    pub(crate) end: usize,
    /// Whether it holds a backslash, so that it must be decoded.
    pub(crate) escaped: bool,
}

/// A number: its value, and where it stands for those who need it exactly.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Number {
    pub(crate) value: f64,
    pub(crate) start: usize,
    pub(crate) end: usize,
    /// Whether it has a fraction or an exponent.
    pub(crate) fractional: bool,
    /// Whether `value` is exactly what is written.
    pub(crate) exact: bool,
}

/// A position in a JSON text.
#[derive(Clone, Debug)]
pub(crate) struct Reader<'t> {
    text: &'t str,
    bytes: &'t [u8],
    at: usize,
    depth: usize,
    max_depth: usize,
    /// Whether a container was opened by the last move, so that no comma is due.
    fresh: bool,
}

impl<'t> Reader<'t> {
    /// A reader at the start of a document, behind its byte order mark if there is one.
    pub(crate) fn new(text: &'t str, max_depth: usize) -> Self {
        let at = if text.starts_with('\u{feff}') { 3 } else { 0 };
        Self { text, bytes: text.as_bytes(), at, depth: 0, max_depth, fresh: false }
    }

    /// The whole text.
    pub(crate) fn input(&self) -> &'t str {
        self.text
    }

    /// The offset of the next byte to read.
    pub(crate) fn at(&self) -> usize {
        self.at
    }

    /// How many bytes are left.
    pub(crate) fn rest(&self) -> usize {
        self.bytes.len().saturating_sub(self.at)
    }

    /// The text of a string or number, as it stands.
    pub(crate) fn raw(&self, start: usize, end: usize) -> &'t str {
        self.text.get(start..end).unwrap_or_default()
    }

    /// The next byte; 0, which is no token, at the end.
    #[inline]
    fn byte(&self) -> u8 {
        self.bytes.get(self.at).copied().unwrap_or(0)
    }

    #[cold]
    fn error<T>(&self, expected: &'static str) -> Result<T, Error> {
        let rest = self.bytes.get(self.at..).unwrap_or_default();
        let kind = if rest.is_empty() {
            ErrorKind::End { expected }
        } else if rest.starts_with(b"/*") {
            ErrorKind::OpenComment
        } else {
            ErrorKind::Expected(expected)
        };
        Err(Error { kind, at: self.at.min(self.bytes.len()) })
    }

    /// Moves to the next token: over white space, and comments between `/*` and `*/`. It stands still before a comment
    /// without an end, which is no token.
    #[expect(clippy::inline_always, reason = "a fifth of the time of reading: measured")]
    #[inline(always)]
    fn space(&mut self) {
        if !matches!(self.byte(), b'!'..=b'.' | b'0'..=0xff) {
            self.long_space();
        }
    }

    /// As [`Reader::space`], where there is some. Servers indent by spaces, which are taken eight at a time.
    fn long_space(&mut self) {
        const SPACES: u64 = u64::from_le_bytes([b' '; 8]);
        let mut at = self.at;
        loop {
            match self.bytes.get(at) {
                Some(b' ' | b'\n' | b'\r' | b'\t') => at += 1,
                Some(b'/') if self.comment(&mut at) => {}
                _ => break,
            }
            while let Some(chunk) = self.bytes.get(at..).and_then(<[u8]>::first_chunk) {
                let other = u64::from_le_bytes(*chunk) ^ SPACES;
                if other != 0 {
                    at += other.trailing_zeros() as usize / 8;
                    break;
                }
                at += 8;
            }
        }
        self.at = at;
    }

    /// Moves over a comment: whether there is one with an end.
    #[cold]
    fn comment(&self, at: &mut usize) -> bool {
        let length = self.raw(*at, self.bytes.len()).strip_prefix("/*").and_then(|rest| rest.find("*/"));
        *at += length.map_or(0, |length| length + 4);
        length.is_some()
    }

    /// What comes next.
    #[inline]
    pub(crate) fn peek(&mut self) -> Result<Kind, Error> {
        self.space();
        match KINDS[usize::from(self.byte())] {
            Some(kind) => Ok(kind),
            None => self.error("a JSON value"),
        }
    }

    /// Moves into an object or array.
    pub(crate) fn open(&mut self, container: Container) -> Result<(), Error> {
        self.space();
        if self.byte() != container.open() {
            return self.error(if container == Container::Object { "an object" } else { "an array" });
        }
        if self.depth >= self.max_depth {
            return Err(Error { kind: ErrorKind::TooDeep { limit: self.max_depth }, at: self.at });
        }
        self.at += 1;
        self.depth += 1;
        self.fresh = true;
        Ok(())
    }

    /// Moves to the next entry of an open container, or out of it: whether there is one.
    #[inline]
    fn advance(&mut self, container: Container, expected: &'static str) -> Result<bool, Error> {
        if self.byte() != b',' || self.fresh {
            self.space();
            if self.byte() != b',' || self.fresh {
                return self.first_or_end(container, expected);
            }
        }
        self.at += 1;
        self.space();
        Ok(true)
    }

    /// As [`Reader::advance`], where no comma comes next.
    fn first_or_end(&mut self, container: Container, expected: &'static str) -> Result<bool, Error> {
        if self.byte() == container.close() {
            self.at += 1;
            self.depth -= 1;
            self.fresh = false;
            return Ok(false);
        }
        if !self.fresh {
            return self.error(expected);
        }
        self.fresh = false;
        Ok(true)
    }

    /// The next key of an open object, its colon read; none where the object ends.
    pub(crate) fn key(&mut self) -> Result<Option<RawStr>, Error> {
        if self.entry()? { self.entry_key().map(Some) } else { Ok(None) }
    }

    /// Moves to the next entry of an open object, to the quote of its key: whether there is one.
    #[inline]
    pub(crate) fn entry(&mut self) -> Result<bool, Error> {
        self.advance(Container::Object, "a comma or } behind the value")
    }

    /// The key of the entry that was moved to, its colon read.
    pub(crate) fn entry_key(&mut self) -> Result<RawStr, Error> {
        if self.byte() != b'"' {
            return self.error("a key in double quotes");
        }
        let key = self.string()?;
        if self.byte() != b':' {
            self.space();
            if self.byte() != b':' {
                return self.error("a colon behind the key");
            }
        }
        self.at += 1;
        Ok(key)
    }

    /// Moves over what comes next if it is the same as what stands at `start..end`: a key that is expected, with its quotes
    /// and colon, is so read without looking for its end.
    #[inline]
    pub(crate) fn repeat(&mut self, start: usize, end: usize) -> bool {
        let known = self.bytes.get(start..end).unwrap_or_default();
        let same = self.bytes.get(self.at..self.at + known.len()).is_some_and(|next| same(next, known));
        self.at += if same { known.len() } else { 0 };
        same
    }

    /// Moves to the next element of an open array: whether there is one.
    pub(crate) fn element(&mut self) -> Result<bool, Error> {
        self.advance(Container::Array, "a comma or ] behind the value")
    }

    /// Reads a string.
    pub(crate) fn string(&mut self) -> Result<RawStr, Error> {
        self.space();
        if self.byte() != b'"' {
            return self.error("a string");
        }
        let start = self.at + 1;
        let mut at = start;
        let mut escaped = false;
        loop {
            at = stop(self.bytes, at);
            match self.bytes.get(at) {
                Some(b'"') => {
                    self.at = at + 1;
                    return Ok(RawStr { start, end: at, escaped });
                }
                Some(b'\\') => {
                    escaped = true;
                    at = skip_escape(self.bytes, at)?;
                }
                Some(_) => return Err(Error { kind: ErrorKind::ControlCharacter, at }),
                None => return Err(Error { kind: ErrorKind::End { expected: "a closing quote" }, at }),
            }
        }
    }

    /// Reads a number.
    #[inline]
    pub(crate) fn number(&mut self) -> Result<Number, Error> {
        self.space();
        match self.count() {
            Some((value, length)) => {
                let start = self.at;
                self.at += length;
                Ok(Number { value: f64::from(value), start, end: self.at, fractional: false, exact: true })
            }
            None => self.any_number(),
        }
    }

    /// The number that stands here, if it is a count of few digits, as most are; and how many there are.
    #[inline]
    fn count(&self) -> Option<(u32, usize)> {
        let rest = self.bytes.get(self.at..)?;
        let (mut value, mut length) = (0, 0);
        let behind = loop {
            let byte = *rest.get(length)?;
            let digit = byte.wrapping_sub(b'0');
            if digit > 9 {
                break byte;
            }
            // The second digit behind a zero is an error, and more than nine may not fit.
            if length == 9 || (value == 0 && length > 0) {
                return None;
            }
            value = value * 10 + u32::from(digit);
            length += 1;
        };
        (length > 0 && !matches!(behind, b'.' | b'e' | b'E')).then_some((value, length))
    }

    /// As [`Reader::number`], of any size and form.
    fn any_number(&mut self) -> Result<Number, Error> {
        let start = self.at;
        let negative = self.byte() == b'-';
        self.at += usize::from(negative);
        let mut mantissa = 0;
        let mut digits = if self.byte() == b'0' {
            self.at += 1;
            1
        } else {
            self.digits(&mut mantissa)?
        };
        let mut decimals = 0;
        if self.byte() == b'.' {
            self.at += 1;
            decimals = self.digits(&mut mantissa)?;
            digits += decimals;
        }
        let exponent = matches!(self.byte(), b'e' | b'E');
        if exponent {
            self.at += 1;
            if matches!(self.byte(), b'+' | b'-') {
                self.at += 1;
            }
            self.digits(&mut 0)?;
        }
        // Nineteen digits always fit the mantissa; beyond that it has wrapped.
        let fast = if exponent || digits > 19 { None } else { exact(mantissa, -decimals.cast_signed()) };
        let value = match fast {
            Some(value) if negative => -value,
            Some(value) => value,
            None => number(self.raw(start, self.at)).map_or(0.0, |value| value.clamp(f64::MIN, f64::MAX)),
        };
        let fractional = decimals > 0 || exponent;
        Ok(Number { value, start, end: self.at, fractional, exact: fast.is_some() })
    }

    /// Reads one or more digits into a mantissa, which wraps where it overflows; returns how many.
    #[inline]
    fn digits(&mut self, mantissa: &mut u64) -> Result<usize, Error> {
        let mut read = 0;
        for byte in self.bytes.get(self.at..).unwrap_or_default() {
            let digit = byte.wrapping_sub(b'0');
            if digit > 9 {
                break;
            }
            *mantissa = mantissa.wrapping_mul(10).wrapping_add(u64::from(digit));
            read += 1;
        }
        self.at += read;
        if read == 0 { self.error("a digit") } else { Ok(read) }
    }

    /// Reads `true` or `false`.
    pub(crate) fn bool(&mut self) -> Result<bool, Error> {
        self.space();
        if self.byte() == b't' {
            self.word("true").map(|()| true)
        } else {
            self.word("false").map(|()| false)
        }
    }

    /// Reads `null`.
    pub(crate) fn null(&mut self) -> Result<(), Error> {
        self.space();
        self.word("null")
    }

    fn word(&mut self, word: &'static str) -> Result<(), Error> {
        if self.text.get(self.at..).is_some_and(|rest| rest.starts_with(word)) {
            self.at += word.len();
            return Ok(());
        }
        let same = self.bytes.get(self.at..).unwrap_or_default().iter().zip(word.as_bytes());
        self.at += same.take_while(|(a, b)| a == b).count();
        self.error(word)
    }

    /// Reads any value and keeps nothing of it; returns where it starts and ends.
    pub(crate) fn skip(&mut self) -> Result<(usize, usize), Error> {
        self.space();
        let start = self.at;
        let mut nesting = Nesting::default();
        loop {
            match self.peek()? {
                Kind::Object => {
                    self.open(Container::Object)?;
                    nesting.push(Container::Object);
                }
                Kind::Array => {
                    self.open(Container::Array)?;
                    nesting.push(Container::Array);
                }
                Kind::String => drop(self.string()?),
                Kind::Number => self.skip_number()?,
                Kind::Bool => drop(self.bool()?),
                Kind::Null => self.null()?,
            }
            loop {
                let more = match nesting.top() {
                    None => return Ok((start, self.at)),
                    Some(Container::Object) => self.key()?.is_some(),
                    Some(Container::Array) => self.element()?,
                };
                if more {
                    break;
                }
                nesting.pop();
            }
        }
    }

    /// Reads any value: where its text stands, of a string without its quotes.
    pub(crate) fn scalar(&mut self) -> Result<(usize, usize), Error> {
        match self.peek()? {
            Kind::String => self.string().map(|raw| (raw.start, raw.end)),
            _ => self.skip(),
        }
    }

    /// Reads a number without its value.
    fn skip_number(&mut self) -> Result<(), Error> {
        self.number().map(drop)
    }

    /// Checks that nothing but white space and comments is left.
    pub(crate) fn end(&mut self) -> Result<(), Error> {
        self.space();
        match self.error("the end of the text") {
            Err(Error { kind: ErrorKind::End { .. }, .. }) => Ok(()),
            Err(Error { kind: ErrorKind::Expected(_), at }) => Err(Error { kind: ErrorKind::Trailing, at }),
            open_comment => open_comment,
        }
    }
}

/// Whether two texts of one length are the same: eight bytes at a time, for texts too short for a call.
#[inline]
fn same(one: &[u8], other: &[u8]) -> bool {
    let word = |bytes: &[u8; 8]| u64::from_le_bytes(*bytes);
    let (Some(last), Some(other_last)) = (one.last_chunk(), other.last_chunk()) else {
        return one.iter().zip(other).all(|(one, other)| one == other);
    };
    let (words, others) = (one.as_chunks().0, other.as_chunks().0);
    word(last) == word(other_last) && words.iter().zip(others).all(|(one, other)| word(one) == word(other))
}

/// Which containers are open: one bit a level.
#[derive(Default)]
struct Nesting {
    levels: usize,
    bits: u64,
    outer: Vec<u64>,
}

impl Nesting {
    fn push(&mut self, container: Container) {
        if self.levels > 0 && self.levels.is_multiple_of(64) {
            self.outer.push(self.bits);
        }
        self.bits = self.bits << 1 | u64::from(container == Container::Array);
        self.levels += 1;
    }

    fn pop(&mut self) {
        self.levels = self.levels.saturating_sub(1);
        self.bits >>= 1;
        if self.levels > 0 && self.levels.is_multiple_of(64) {
            self.bits = self.outer.pop().unwrap_or_default();
        }
    }

    fn top(&self) -> Option<Container> {
        let container = if self.bits & 1 == 1 { Container::Array } else { Container::Object };
        (self.levels > 0).then_some(container)
    }
}
