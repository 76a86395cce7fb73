//! JSON as text: what serde_json writes, byte for byte, in a part of the time.
//!
//! A report is mostly keys, which are known and need no escaping, and numbers of few decimals, which are a multiplication
//! away from their digits. It holds structs with named fields, maps, lists and plain values; anything else is refused.

use std::fmt;

use serde::ser::{Impossible, Serialize, SerializeMap, SerializeSeq, SerializeStruct, Serializer};

use crate::json::{is_plain, stop};

/// Where serde_json carries JSON as it was written.
const RAW: &str = "$serde_json::private::RawValue";

/// A value as JSON, on one line, which takes about so many bytes.
pub(super) fn line(value: &impl Serialize, bytes: usize) -> String {
    written(value, Writer { out: Vec::with_capacity(bytes), depth: None, raw: false })
}

/// A value as JSON, indented.
pub(super) fn pretty(value: &impl Serialize) -> String {
    written(value, Writer { out: Vec::new(), depth: Some(0), raw: false })
}

fn written(value: &impl Serialize, mut writer: Writer) -> String {
    // Only what no report holds is refused.
    let written = value.serialize(&mut writer);
    debug_assert!(written.is_ok(), "expected what a report holds");
    String::from_utf8(writer.out).unwrap_or_default()
}

/// JSON as it was written.
pub(super) struct Raw<'a>(pub(super) &'a str);

impl Serialize for Raw<'_> {
    /// As serde_json's own type for it does, which would read it once more.
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut raw = serializer.serialize_struct(RAW, 1)?;
        raw.serialize_field(RAW, self.0)?;
        raw.end()
    }
}

/// The most digits that an integer has, in pairs.
const MOST: usize = 20;

/// Two digits each.
const PAIRS: [[u8; 2]; 100] = {
    let mut pairs = [[b'0'; 2]; 100];
    let mut number = 0;
    while number < 100 {
        pairs[number] = [b'0' + (number / 10) as u8, b'0' + (number % 10) as u8];
        number += 1;
    }
    pairs
};

struct Writer {
    out: Vec<u8>,
    /// How many lists and objects are open, where lines are indented by that.
    depth: Option<usize>,
    /// Whether the next string is JSON.
    raw: bool,
}

impl Writer {
    #[inline]
    fn put(&mut self, text: &[u8]) {
        self.out.extend_from_slice(text);
    }

    /// The key of a field, with a comma before it: it needs no escaping.
    #[inline]
    fn key(&mut self, key: &'static str) {
        if self.depth.is_some() {
            return self.pretty_key(key);
        }
        self.put(b",\"");
        self.put(key.as_bytes());
        self.put(b"\":");
    }

    #[cold]
    #[inline(never)]
    fn pretty_key(&mut self, key: &'static str) {
        self.comma();
        self.text(key);
        self.colon();
    }

    #[inline]
    fn comma(&mut self) {
        self.put(b",");
        self.line();
    }

    #[inline]
    fn colon(&mut self) {
        self.put(if self.depth.is_some() { b": " } else { b":" });
    }

    /// Begins a line, where there are some.
    #[inline]
    fn line(&mut self) {
        if let Some(depth) = self.depth {
            self.put(b"\n");
            (0..depth).for_each(|_| self.put(b"  "));
        }
    }

    /// A string between quotes, escaped.
    fn text(&mut self, text: &str) {
        let bytes = text.as_bytes();
        if !is_plain(bytes) {
            return self.escaped(bytes);
        }
        self.out.push(b'"');
        self.put(bytes);
        self.out.push(b'"');
    }

    /// A string of which some characters are escaped.
    #[cold]
    #[inline(never)]
    fn escaped(&mut self, bytes: &[u8]) {
        self.put(b"\"");
        let mut at = 0;
        loop {
            let end = stop(bytes, at);
            self.put(bytes.get(at..end).unwrap_or_default());
            match bytes.get(end) {
                None => break,
                Some(&byte @ (b'"' | b'\\')) => self.put(&[b'\\', byte]),
                Some(0x08) => self.put(b"\\b"),
                Some(0x0c) => self.put(b"\\f"),
                Some(b'\n') => self.put(b"\\n"),
                Some(b'\r') => self.put(b"\\r"),
                Some(b'\t') => self.put(b"\\t"),
                Some(byte) => self.put(format!("\\u{byte:04x}").as_bytes()),
            }
            at = end + 1;
        }
        self.put(b"\"");
    }

    /// A whole number, with a point before its last digits, as many as are decimals.
    fn digits(&mut self, value: u64, decimals: usize) {
        if value < 10 && decimals == 0 {
            return self.out.push(b'0' + value as u8);
        }
        // From the last to the first; behind them is as much again, so that so many bytes are copied as the compiler knows.
        let mut text = [b'0'; 2 * MOST];
        let (mut start, mut rest) = (MOST, value);
        while rest > 0 {
            start -= 2;
            text[start..start + 2].copy_from_slice(&PAIRS[(rest % 100) as usize]);
            rest /= 100;
        }
        start += usize::from(text[start] == b'0');
        let point = MOST - decimals;
        let start = start.min(point - 1);
        self.part(&text, start, point - start);
        if decimals > 0 {
            self.put(b".");
            self.part(&text, point, decimals);
        }
    }

    #[inline]
    fn part(&mut self, text: &[u8; 2 * MOST], start: usize, len: usize) {
        if let Some(part) = text[start..].first_chunk::<MOST>() {
            self.put(part);
            self.out.truncate(self.out.len() - (MOST - len));
        }
    }

    /// Up to four decimals are told by ten thousand times the number, rounded, if that is the number when it is divided
    /// again: two numbers of up to 15 digits are never the same `f64`, so there is no shorter one.
    fn float(&mut self, value: f64) {
        let size = value.abs();
        let scaled = (size * 1e4 + 0.5) as i64;
        if size < 1e11 && (scaled as f64 / 1e4).to_bits() == size.to_bits() {
            if value.is_sign_negative() {
                self.put(b"-");
            }
            let (mut digits, mut decimals) = (scaled.unsigned_abs(), 4);
            while decimals > 1 && digits.is_multiple_of(10) {
                digits /= 10;
                decimals -= 1;
            }
            self.digits(digits, decimals);
        } else {
            self.put(serde_json::to_string(&value).unwrap_or_default().as_bytes());
        }
    }

    #[inline]
    fn open(&mut self, marks: Option<[u8; 2]>) -> Open<'_> {
        self.depth = self.depth.map(|depth| depth + 1);
        Open { start: self.out.len(), writer: self, marks }
    }
}

macro_rules! refused {
    ($($method:ident$(<$value:ident>)?($($argument:ty),*): $made:ty;)*) => {
        $(fn $method$(<$value: Serialize + ?Sized>)?(self, $(_: $argument),*) -> Result<$made, fmt::Error> {
            Err(fmt::Error)
        })*
    };
}

macro_rules! integers {
    ($($method:ident: $type:ty),*) => {
        $(fn $method(self, value: $type) -> fmt::Result {
            self.serialize_i64(value.into())
        })*
    };
}

impl<'w> Serializer for &'w mut Writer {
    type Ok = ();
    type Error = fmt::Error;
    type SerializeSeq = Open<'w>;
    type SerializeTuple = Impossible<(), fmt::Error>;
    type SerializeTupleStruct = Impossible<(), fmt::Error>;
    type SerializeTupleVariant = Impossible<(), fmt::Error>;
    type SerializeMap = Open<'w>;
    type SerializeStruct = Open<'w>;
    type SerializeStructVariant = Impossible<(), fmt::Error>;

    integers!(serialize_i8: i8, serialize_i16: i16, serialize_i32: i32, serialize_u8: u8, serialize_u16: u16,
        serialize_u32: u32);
    refused! {
        serialize_char(char): ();
        serialize_bytes(&[u8]): ();
        serialize_f32(f32): ();
        serialize_unit_struct(&'static str): ();
        serialize_unit_variant(&'static str, u32, &'static str): ();
        serialize_newtype_struct<T>(&'static str, &T): ();
        serialize_newtype_variant<T>(&'static str, u32, &'static str, &T): ();
        serialize_tuple(usize): Self::SerializeTuple;
        serialize_tuple_struct(&'static str, usize): Self::SerializeTupleStruct;
        serialize_tuple_variant(&'static str, u32, &'static str, usize): Self::SerializeTupleVariant;
        serialize_struct_variant(&'static str, u32, &'static str, usize): Self::SerializeStructVariant;
    }

    fn serialize_bool(self, value: bool) -> fmt::Result {
        self.put(if value { b"true" } else { b"false" });
        Ok(())
    }

    fn serialize_i64(self, value: i64) -> fmt::Result {
        if value < 0 {
            self.put(b"-");
        }
        self.serialize_u64(value.unsigned_abs())
    }

    fn serialize_u64(self, value: u64) -> fmt::Result {
        self.digits(value, 0);
        Ok(())
    }

    fn serialize_f64(self, value: f64) -> fmt::Result {
        self.float(value);
        Ok(())
    }

    fn serialize_str(self, value: &str) -> fmt::Result {
        if self.raw {
            self.put(value.as_bytes());
        } else {
            self.text(value);
        }
        Ok(())
    }

    #[inline]
    fn serialize_none(self) -> fmt::Result {
        self.serialize_unit()
    }

    #[inline]
    fn serialize_unit(self) -> fmt::Result {
        self.put(b"null");
        Ok(())
    }

    #[inline]
    fn serialize_some<T: Serialize + ?Sized>(self, value: &T) -> fmt::Result {
        value.serialize(self)
    }

    #[inline]
    fn serialize_seq(self, _: Option<usize>) -> Result<Open<'w>, fmt::Error> {
        Ok(self.open(Some(*b"[]")))
    }

    #[inline]
    fn serialize_map(self, _: Option<usize>) -> Result<Open<'w>, fmt::Error> {
        Ok(self.open(Some(*b"{}")))
    }

    #[inline]
    fn serialize_struct(self, name: &'static str, _: usize) -> Result<Open<'w>, fmt::Error> {
        Ok(self.open(if name == RAW { None } else { Some(*b"{}") }))
    }
}

/// A list, map or struct that is open. A comma stands before each of its parts; the first becomes what opens it.
struct Open<'w> {
    writer: &'w mut Writer,
    start: usize,
    /// What opens and closes it; nothing where it is JSON as it was written.
    marks: Option<[u8; 2]>,
}

impl Open<'_> {
    fn close(self) {
        let Self { writer, start, marks } = self;
        writer.depth = writer.depth.map(|depth| depth - 1);
        let Some([open, close]) = marks else { return };
        match writer.out.get_mut(start) {
            None => writer.put(&[open]),
            Some(comma) => {
                *comma = open;
                writer.line();
            }
        }
        writer.put(&[close]);
    }
}

impl SerializeSeq for Open<'_> {
    type Ok = ();
    type Error = fmt::Error;

    fn serialize_element<T: Serialize + ?Sized>(&mut self, value: &T) -> fmt::Result {
        self.writer.comma();
        value.serialize(&mut *self.writer)
    }

    fn end(self) -> fmt::Result {
        self.close();
        Ok(())
    }
}

impl SerializeMap for Open<'_> {
    type Ok = ();
    type Error = fmt::Error;

    fn serialize_key<T: Serialize + ?Sized>(&mut self, key: &T) -> fmt::Result {
        self.writer.comma();
        key.serialize(&mut *self.writer)
    }

    fn serialize_value<T: Serialize + ?Sized>(&mut self, value: &T) -> fmt::Result {
        self.writer.colon();
        value.serialize(&mut *self.writer)
    }

    fn end(self) -> fmt::Result {
        self.close();
        Ok(())
    }
}

impl SerializeStruct for Open<'_> {
    type Ok = ();
    type Error = fmt::Error;

    #[cfg_attr(
        not(target_arch = "wasm32"),
        expect(
            clippy::inline_always,
            reason = "the key is a constant then; in browsers size counts for more"
        ),
        inline(always)
    )]
    fn serialize_field<T: Serialize + ?Sized>(&mut self, key: &'static str, value: &T) -> fmt::Result {
        if key == RAW {
            self.writer.raw = true;
            let written = value.serialize(&mut *self.writer);
            self.writer.raw = false;
            return written;
        }
        self.writer.key(key);
        value.serialize(&mut *self.writer)
    }

    fn end(self) -> fmt::Result {
        self.close();
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use serde::Serialize;
    use serde_json::value::RawValue;

    use super::{Raw, line, pretty};

    /// One of everything that a report holds.
    #[derive(Serialize)]
    struct All<'a, R> {
        text: &'a str,
        some: Option<f64>,
        none: Option<f64>,
        whole: (),
        flags: Vec<bool>,
        integers: Vec<i64>,
        empty: Vec<u32>,
        map: serde_json::Map<String, serde_json::Value>,
        raw: R,
    }

    fn as_serde_json_writes(value: &impl Serialize) {
        assert_eq!(line(value, 0), serde_json::to_string(value).unwrap());
        assert_eq!(pretty(value), serde_json::to_string_pretty(value).unwrap());
    }

    #[test]
    fn edges_are_written_as_serde_json_writes_them() {
        for value in [
            0.0,
            -0.0,
            1.0,
            0.1,
            0.5,
            0.00005,
            0.0001,
            0.00012,
            1e-5,
            9.9e-6,
            1.25e-7,
            99_999_999_999.999_9,
            1e11,
            // Halfway between two numbers of 16 digits: .62 and .63.
            87_947_563_195_326.62,
            123_456_789_012.5,
            1e15,
            1e16,
            1.5e16,
            9_007_199_254_740_993.0,
            1e300,
            f64::MAX,
            f64::MIN_POSITIVE,
            5e-324,
            f64::NAN,
            f64::INFINITY,
            f64::NEG_INFINITY,
        ] {
            as_serde_json_writes(&value);
            as_serde_json_writes(&-value);
        }
        for value in [0, 9, 10, -1, i64::MAX, i64::MIN] {
            as_serde_json_writes(&value);
        }
        as_serde_json_writes(&u64::MAX);
        for text in [
            "",
            "a",
            "abc\"",
            "1234567\\",
            "12345678\u{1f}",
            "\u{8}\u{c}\n\r\t\u{0}\u{7f}",
            "naïve 😀 \\u0041",
        ] {
            as_serde_json_writes(&text);
        }
    }

    #[test]
    fn json_stands_as_it_was_written() {
        let raw = "{ \"a\" : [1.50,\n 2] }";
        let theirs: &RawValue = serde_json::from_str(raw).unwrap();
        assert_eq!(line(&vec![Raw(raw)], 0), serde_json::to_string(&vec![theirs]).unwrap());
        assert_eq!(pretty(&vec![Raw(raw)]), serde_json::to_string_pretty(&vec![theirs]).unwrap());
        as_serde_json_writes(&vec![Raw(raw)]);
    }

    proptest! {
        #[test]
        fn everything_is_written_as_serde_json_writes_it(
            text: String, bits: u64, digits in 0..10_u64.pow(16), power in 0..6, integers: Vec<i64>, keys: Vec<String>
        ) {
            for value in [f64::from_bits(bits), digits as f64 / 10_f64.powi(power), digits as f64] {
                let map = keys.iter().map(|key| (key.clone(), value.into())).collect();
                as_serde_json_writes(&All {
                    text: &text, some: Some(value), none: None, whole: (), flags: vec![true, false], integers: integers.clone(),
                    empty: Vec::new(), map, raw: Raw("[1.0 ]"),
                });
            }
        }
    }
}
