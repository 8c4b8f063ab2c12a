//! Values at the edges of what a format can say, most of them found by the test program `fuzz`.

mod kinds;

use kinds::{Free, Kinds, read};
use tinsmith::protocol::{AWS_JSON_1_1, REST_XML, RPC_V2_CBOR};
use tinsmith::types::Document;

#[test]
fn an_integer_stands_for_the_float_that_it_is() {
    for (bytes, expected) in [
        (b"\xa1\x66Double\x00".as_slice(), Some(0.0)),
        (b"\xa1\x66Double\x20", Some(-1.0)),
        (
            b"\xa1\x66Double\x1b\x80\0\0\0\0\0\0\0",
            Some(9_223_372_036_854_775_808.0),
        ),
        (b"\xa1\x66Double\x1b\x80\0\0\0\0\0\0\x01", None),
        (b"\xa1\x66Double\x1b\xff\xff\xff\xff\xff\xff\xff\xff", None),
    ] {
        let found = read::<Kinds>(RPC_V2_CBOR, bytes).ok().and_then(|kinds| kinds.double);
        assert_eq!(found, expected, "{bytes:?}");
    }
    let single = read::<Kinds>(RPC_V2_CBOR, b"\xa1\x65Float\x00").map(|kinds| kinds.float);
    assert_eq!(single.ok().flatten(), Some(0.0));
}

#[test]
fn a_negative_zero_is_no_integer() {
    for (text, expected) in [
        ("0", Document::from(0_u64)),
        ("-0", Document::from(-0.0)),
        ("-1", Document::from(-1_i64)),
    ] {
        let free: Free = read(AWS_JSON_1_1, format!("{{\"Document\":{text}}}").as_bytes()).expect("a document");
        assert_eq!(free.document, Some(expected), "{text}");
    }
}

#[test]
fn a_number_that_is_too_large_is_not_infinite() {
    for (member, text) in [("Double", "1e400"), ("Double", "-1e400"), ("Float", "1e39")] {
        let json = format!("{{\"{member}\":{text}}}");
        assert!(read::<Kinds>(AWS_JSON_1_1, json.as_bytes()).is_err(), "{json}");
        let xml = format!("<a><{member}>{text}</{member}></a>");
        assert!(read::<Kinds>(REST_XML, xml.as_bytes()).is_err(), "{xml}");
    }
    let error = read::<Free>(AWS_JSON_1_1, br#"{"Document":[1e400]}"#).expect_err("no float is that large");
    assert!(
        error.to_string().ends_with("that 64 bits can hold at byte 13"),
        "{error}"
    );
}

#[test]
fn what_is_no_number_has_three_names() {
    for (text, expected) in [
        ("NaN", true),
        (" Infinity ", true),
        ("-Infinity", true),
        ("nan", false),
        ("inf", false),
        ("+Infinity", false),
        ("infinity", false),
    ] {
        let xml = format!("<a><Double>{text}</Double></a>");
        assert_eq!(read::<Kinds>(REST_XML, xml.as_bytes()).is_ok(), expected, "{text}");
    }
}
