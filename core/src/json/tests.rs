//! The reader against serde_json: same verdict on every document, same values in every strict one.

use super::oracle::{DEPTH, agrees as same, read};
use super::*;
use proptest::prelude::*;
use serde_json::Value;

#[test]
fn corner_cases() {
    for text in [
        "",
        " ",
        "{}",
        "[]",
        "[1,]",
        "[,1]",
        "{\"a\":1,}",
        "{\"a\"}",
        "{a:1}",
        "nul",
        "nulll",
        "true",
        "tru",
        "01",
        "-",
        "-0",
        "-0.0",
        "1.",
        ".5",
        "1.5e3",
        "1e",
        "1e+",
        "123456789012345678901234567890",
        "18446744073709551615",
        "-9223372036854775808",
        "9007199254740993",
        "0.1",
        "5e-324",
        "2.2250738585072011e-308",
        "\"\"",
        "\"a\nb\"",
        "\"\\x\"",
        "\"\\u12\"",
        "\"\\u00e4\"",
        "\"\\ud83d\\ude00\"",
        "\"\u{7f}ü\"",
        "[1 2]",
        "{} {}",
        "[[[[]]]]",
        "]",
        "}",
        "[}",
        "{]",
        "{\"a\":1,\"a\":2}",
        "{\"a\":{\"a\":[{}]}}",
        "\u{feff}[]",
        "[\u{b}]",
        "\"abc",
        "[\"abcdefgh\\",
    ] {
        same(text);
    }
}

#[test]
fn comments_stand_between_tokens_only() {
    assert!(validate("/* a */ [1 /* b */, 2] /* c */", DEPTH).is_ok());
    assert!(validate("{\"a\" /* b */ : 1} /* a */", DEPTH).is_ok());
    assert_eq!(validate("[1] /* open", DEPTH).map_err(|e| e.kind), Err(ErrorKind::OpenComment));
    assert!(validate("[1 // no\n]", DEPTH).is_err());
}

#[test]
fn depth_is_limited_and_costs_no_stack() {
    let deep = "[".repeat(1_000_000) + &"]".repeat(1_000_000);
    assert!(validate(&deep, DEPTH).is_ok());
    let error = validate(&deep, 1000).unwrap_err();
    assert_eq!(error, Error { kind: ErrorKind::TooDeep { limit: 1000 }, at: 1000 });
}

#[test]
fn integers_stay_exact() {
    let text = "[-9223372036854775807, 18446744073709551615]";
    let mut reader = Reader::new(text, DEPTH);
    reader.open(Container::Array).unwrap();
    reader.element().unwrap();
    let number = reader.number().unwrap();
    assert_eq!(reader.raw(number.start, number.end), "-9223372036854775807");
    assert!(!number.exact);
}

fn arbitrary_json() -> impl Strategy<Value = String> {
    let leaf = prop_oneof![
        Just("null".to_owned()),
        any::<bool>().prop_map(|b| b.to_string()),
        any::<i64>().prop_map(|n| n.to_string()),
        any::<u64>().prop_map(|n| n.to_string()),
        any::<f64>().prop_filter("finite", |f| f.is_finite()).prop_map(|f| Value::from(f).to_string()),
        "\\PC{0,40}".prop_map(|s| Value::from(s).to_string()),
    ];
    leaf.prop_recursive(6, 64, 8, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..8)
                .prop_map(|items| format!("[ {} ]", items.join(" ,\n        "))),
            prop::collection::vec(("\\PC{0,12}", inner), 0..8).prop_map(|entries| {
                let entries: Vec<String> =
                    entries.iter().map(|(k, v)| format!("{}: {v}", Value::from(k.as_str()))).collect();
                format!("{{\n{}\n}}", entries.join(","))
            }),
        ]
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 512, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn strict_documents_read_as_serde_json_reads_them(text in arbitrary_json()) {
        let theirs: Value = serde_json::from_str(&text).unwrap();
        prop_assert_eq!(read(&text).unwrap(), theirs);
        prop_assert!(validate(&text, DEPTH).is_ok());
    }

    #[test]
    fn broken_documents_get_the_same_verdict(text in arbitrary_json(), at in any::<prop::sample::Index>(), byte in 0x20_u8..0x7f) {
        let mut bytes = text.into_bytes();
        let at = at.index(bytes.len());
        bytes[at] = byte;
        if let Ok(text) = String::from_utf8(bytes) {
            same(&text);
        }
    }

    #[test]
    fn any_text_gets_a_verdict(text in "[\\[\\]{}\",:0-9eE+.truefalsn\\\\/* \n-]{0,60}") {
        same(&text);
    }
}
