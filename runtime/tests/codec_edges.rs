//! Values at the edges of what a format can say, most of them found by the test program `fuzz`.
#![expect(
    clippy::field_reassign_with_default,
    reason = "so users fill `#[non_exhaustive]` structures"
)]

mod kinds;

use kinds::{Free, Kinds, body, read};
use tinsmith::protocol::{AWS_JSON_1_1, AWS_QUERY, EC2_QUERY, REST_XML, RPC_V2_CBOR};
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

#[test]
fn forms_are_percent_encoded() {
    let mut kinds = Kinds::default();
    kinds.string = Some("a b+c&d=é~%20\n".to_owned());
    kinds.flat_map = Some([("k 1".to_owned(), 1)].into());
    let expected = "&String=a%20b%2Bc%26d%3D%C3%A9~%2520%0A&FlatMap.1.K=k%201&FlatMap.1.V=1&";
    for protocol in [AWS_QUERY, EC2_QUERY] {
        let form = body(protocol, &kinds).map(String::from_utf8);
        let form = form.expect("the value can be sent").expect("a form is ASCII");
        assert!(form.contains(expected), "{form}");
    }
}

#[test]
fn a_null_is_none_whatever_its_tag() {
    let free: Free = read(RPC_V2_CBOR, b"\xa1\x68Document\xc1\xf6").expect("tags that mean nothing are passed over");
    assert_eq!(free.document, None);
    let kinds: Kinds = read(
        RPC_V2_CBOR,
        b"\xa3\x66String\xd9\xd9\xf7\xc1\xf7\x67Strings\x82\xc1\xf6\xc1\x61a\x63Map\xa1\x61k\xc1\xf6",
    )
    .expect("tags that mean nothing are passed over");
    assert_eq!(kinds.string, None);
    assert_eq!(kinds.strings, Some(vec!["a".to_owned()]));
    assert_eq!(kinds.map, Some([].into()));
}
