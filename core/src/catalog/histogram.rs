//! MySQL's histograms (manual, 10.9.6; `information_schema.column_statistics`).

use super::read::{Fault, FromJson, array, field, object, record, scalar, unknown};
use crate::json::{Kind, Reader};

record! {
    /// A part of an equi-height histogram.
    pub struct Bucket {
        /// Its least value.
        pub low: String,
        /// Its greatest value.
        pub high: String,
        /// The share of all rows in it, 0 to 1.
        pub share: f64,
        /// The number of distinct values in it.
        pub distinct: f64,
    }
}

/// A histogram as MySQL writes it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct MySqlHistogram {
    pub(super) null_share: Option<f64>,
    pub(super) is_equi_height: bool,
    /// Values with their shares.
    pub(super) singletons: Vec<(String, f64)>,
    pub(super) buckets: Vec<Bucket>,
}

impl FromJson for MySqlHistogram {
    fn from_json(reader: &mut Reader<'_>) -> Result<Self, Fault> {
        let mut histogram = Self::default();
        let mut kind = String::new();
        let mut raw: Vec<Vec<String>> = Vec::new();
        object(reader, |key, reader| match key {
            "null-values" => field(&mut histogram.null_share, reader),
            "histogram-type" => field(&mut kind, reader),
            "buckets" => array(reader, |reader| {
                let mut bucket = Vec::new();
                array(reader, |reader| {
                    // A decimal or a double may be null where it cannot be written.
                    if reader.peek()? == Kind::Null {
                        reader.null()?;
                        bucket.push(String::new());
                    } else {
                        bucket.push(plain(scalar(reader, "a value")?));
                    }
                    Ok(())
                })?;
                raw.push(bucket);
                Ok(())
            }),
            _ => unknown(reader),
        })?;
        histogram.is_equi_height = kind == "equi-height";
        // Shares are cumulative.
        let mut below = 0.0;
        for bucket in raw {
            let share_up_to = |text: &str| crate::text::number(text).unwrap_or_default();
            match <[String; 4]>::try_from(bucket) {
                Ok([low, high, up_to, distinct]) => {
                    let (up_to, distinct) = (share_up_to(&up_to), share_up_to(&distinct));
                    histogram.buckets.push(Bucket { low, high, share: (up_to - below).max(0.0), distinct });
                    below = up_to;
                }
                Err(bucket) => {
                    if let Ok([value, up_to]) = <[String; 2]>::try_from(bucket) {
                        let up_to = share_up_to(&up_to);
                        histogram.singletons.push((value, (up_to - below).max(0.0)));
                        below = up_to;
                    }
                }
            }
        }
        crate::sort::by(&mut histogram.singletons, |a, b| b.1.total_cmp(&a.1));
        Ok(histogram)
    }
}

impl MySqlHistogram {
    /// How many distinct values it has seen.
    pub(super) fn distinct(&self) -> Option<f64> {
        let distinct: f64 = self.buckets.iter().map(|bucket| bucket.distinct).sum();
        let distinct = distinct + self.singletons.len() as f64;
        (distinct > 0.0).then_some(distinct)
    }
}

/// A value as text: strings are kept in base 64, behind `base64:type254:`.
fn plain(value: String) -> String {
    let coded = value.strip_prefix("base64:").and_then(|rest| rest.split_once(':'));
    match coded.and_then(|(_, coded)| base64(coded)) {
        Some(bytes) => String::from_utf8_lossy(&bytes).into_owned(),
        None => value,
    }
}

fn base64(coded: &str) -> Option<Vec<u8>> {
    let mut bytes = Vec::with_capacity(coded.len() / 4 * 3);
    let (mut bits, mut held) = (0_u32, 0);
    for byte in coded.bytes() {
        let six = match byte {
            b'A'..=b'Z' => byte - b'A',
            b'a'..=b'z' => byte - b'a' + 26,
            b'0'..=b'9' => byte - b'0' + 52,
            b'+' => 62,
            b'/' => 63,
            b'=' => break,
            b'\n' | b'\r' => continue,
            _ => return None,
        };
        bits = bits << 6 | u32::from(six);
        held += 6;
        if held >= 8 {
            held -= 8;
            bytes.push((bits >> held) as u8);
            bits &= (1 << held) - 1;
        }
    }
    Some(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_decoded_and_shares_told_apart() {
        let text = r#"{"buckets": [["base64:type254:ZG9uZQ==", 0.75], ["base64:type254:b3Blbg==", 1.0]],
            "null-values": 0.0, "histogram-type": "singleton"}"#;
        let histogram = MySqlHistogram::from_json(&mut Reader::new(text, 9)).unwrap();
        assert_eq!(histogram.singletons, [("done".to_owned(), 0.75), ("open".to_owned(), 0.25)]);
        let text = r#"{"buckets": [[1, 10, 0.5, 10], [11, 100, 1, 90]], "histogram-type": "equi-height"}"#;
        let histogram = MySqlHistogram::from_json(&mut Reader::new(text, 9)).unwrap();
        assert_eq!((histogram.buckets[1].share, histogram.distinct()), (0.5, Some(100.0)));
    }
}
