//! What is written is read back, and no bytes make a reader panic.
#![expect(
    clippy::field_reassign_with_default,
    reason = "so users fill `#[non_exhaustive]` structures"
)]

mod kinds;

use kinds::{Choice, Color, Free, Kinds, OPERATION, SERVICE, body, read, response};
use proptest::collection::{btree_map, vec};
use proptest::option::of;
use proptest::prelude::*;
use tinsmith::protocol::{AWS_JSON_1_1, AWS_QUERY, EC2_QUERY, Protocol, REST_JSON_1, REST_XML, RPC_V2_CBOR};
use tinsmith::types::{Document, Timestamp};

const DOCUMENTS: [&dyn Protocol; 4] = [AWS_JSON_1_1, REST_JSON_1, RPC_V2_CBOR, REST_XML];
const ALL: [&dyn Protocol; 6] = [AWS_JSON_1_1, REST_JSON_1, RPC_V2_CBOR, REST_XML, AWS_QUERY, EC2_QUERY];

/// As many cases as a test run can bear; `PROPTEST_CASES` asks for more.
fn config() -> ProptestConfig {
    let mut config = ProptestConfig::default();
    if std::env::var_os("PROPTEST_CASES").is_none() {
        config.cases = 100;
    }
    config.failure_persistence = None;
    config
}

fn color() -> impl Strategy<Value = Color> {
    prop_oneof![
        Just(Color::Red),
        Just(Color::LightBlue),
        "[a-z<&]{3,8}".prop_map(|text| Color::from(text.as_str()))
    ]
}

/// A timestamp that all formats have room for, with what a double keeps of a fraction.
fn timestamp() -> impl Strategy<Value = Timestamp> {
    (-60_000_000_000_i64..250_000_000_000, 0..1_000_u32)
        .prop_map(|(seconds, millis)| Timestamp::new(seconds, millis * 1_000_000).expect("less than a second"))
}

prop_compose! {
    fn numbers()(
        boolean in of(any::<bool>()),
        byte in of(any::<i8>()),
        short in of(any::<i16>()),
        integer in of(any::<i32>()),
        long in of(any::<i64>()),
        float in of(any::<f32>()),
        double in of(any::<f64>()),
        big_integer in of("-?[1-9][0-9]{0,60}"),
        big_decimal in of("-?[1-9][0-9]{0,20}"),
        required in any::<i32>(),
    ) -> Kinds {
        let mut kinds = Kinds::default();
        kinds.boolean = boolean;
        kinds.byte = byte;
        kinds.short = short;
        kinds.integer = integer;
        kinds.long = long;
        kinds.float = float;
        kinds.double = double;
        kinds.big_integer = big_integer.map(|digits| digits.parse().expect("the pattern has digits alone"));
        kinds.big_decimal = big_decimal.map(|digits| digits.parse().expect("the pattern has digits alone"));
        kinds.required = required;
        kinds
    }
}

prop_compose! {
    fn texts()(
        mut kinds in numbers(),
        string in of(any::<String>()),
        color in of(color()),
        times in [of(timestamp()), of(timestamp()), of(timestamp())],
        blob in of(any::<Vec<u8>>()),
        strings in of(vec(any::<String>(), 0..5)),
        flat in of(vec(any::<String>(), 1..5)),
    ) -> Kinds {
        let [timestamp, date_time, epoch] = times;
        kinds.string = string;
        kinds.color = color;
        kinds.timestamp = timestamp;
        kinds.date_time = date_time;
        kinds.epoch = epoch;
        kinds.blob = blob.map(Into::into);
        kinds.strings = strings;
        kinds.flat = flat;
        kinds
    }
}

prop_compose! {
    fn collections()(
        mut kinds in texts(),
        nested in of(vec(vec(any::<i32>(), 0..4), 0..4)),
        map in of(btree_map(any::<String>(), any::<String>(), 0..4)),
        flat_map in of(btree_map(any::<String>(), any::<i64>(), 1..4)),
        colors in of(btree_map(color(), vec(color(), 0..3), 0..3)),
        choice in of(prop_oneof![any::<String>().prop_map(Choice::Text), any::<i32>().prop_map(Choice::Number)]),
    ) -> Kinds {
        kinds.nested = nested;
        kinds.map = map;
        kinds.flat_map = flat_map;
        kinds.colors = colors;
        kinds.choice = choice;
        kinds
    }
}

fn all_kinds() -> impl Strategy<Value = Kinds> {
    collections().prop_recursive(3, 12, 3, |inner| {
        (
            collections(),
            of(vec(inner.clone(), 0..3)),
            of(inner.clone()),
            of(inner),
        )
            .prop_map(|(mut kinds, list, next, choice)| {
                kinds.kinds = list;
                kinds.next = next.map(Box::new);
                kinds.choice = choice.map(|inner| Choice::Kinds(Box::new(inner))).or(kinds.choice);
                kinds
            })
    })
}

/// Sparse lists and maps, which only JSON and CBOR tell from others.
fn sparse() -> impl Strategy<Value = Kinds> {
    let list = of(vec(of(any::<String>()), 0..5));
    let map = of(btree_map(any::<String>(), of(any::<i32>()), 0..5));
    (list, map).prop_map(|(list, map)| {
        let mut kinds = Kinds::default();
        kinds.sparse = list;
        kinds.sparse_map = map;
        kinds
    })
}

fn document() -> impl Strategy<Value = Document> {
    let leaf = prop_oneof![
        Just(Document::Null),
        any::<bool>().prop_map(Document::from),
        any::<i64>().prop_map(Document::from),
        any::<u64>().prop_map(Document::from),
        any::<f64>().prop_map(Document::from),
        any::<String>().prop_map(Document::from),
    ];
    leaf.prop_recursive(4, 32, 4, |inner| {
        prop_oneof![
            vec(inner.clone(), 0..4).prop_map(Document::Array),
            btree_map(any::<String>(), inner, 0..4).prop_map(Document::Object),
        ]
    })
}

/// XML 1.0 has no null character and reads line ends as one; a value with them is not what this test is about.
fn for_xml(kinds: &Kinds) -> bool {
    !format!("{kinds:?}").contains("\\0")
}

fn check(protocol: &dyn Protocol, kinds: &Kinds) -> Result<(), TestCaseError> {
    let bytes = body(protocol, kinds).map_err(|error| TestCaseError::fail(error.to_string()))?;
    let text = String::from_utf8_lossy(&bytes);
    let found: Kinds = read(protocol, &bytes).map_err(|error| TestCaseError::fail(format!("{error}: {text}")))?;
    prop_assert_eq!(&found, kinds, "{} {}", protocol.name(), text);
    Ok(())
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn what_is_written_is_read_back(kinds in all_kinds()) {
        for protocol in DOCUMENTS {
            if protocol.name() != REST_XML.name() || for_xml(&kinds) {
                check(protocol, &kinds)?;
            }
        }
    }

    #[test]
    fn nulls_are_kept_where_they_may_stand(kinds in sparse()) {
        for protocol in [AWS_JSON_1_1, RPC_V2_CBOR] {
            check(protocol, &kinds)?;
        }
    }

    #[test]
    fn documents_are_read_back(document in document()) {
        let mut free = Free::default();
        free.document = Some(document).filter(|document| *document != Document::Null);
        for protocol in [AWS_JSON_1_1, REST_JSON_1, RPC_V2_CBOR] {
            let bytes = body(protocol, &free).map_err(|error| TestCaseError::fail(error.to_string()))?;
            let found: Free = read(protocol, &bytes).map_err(|error| TestCaseError::fail(error.to_string()))?;
            prop_assert_eq!(&found, &free, "{}", protocol.name());
        }
    }

    #[test]
    fn no_input_makes_the_form_writers_panic(kinds in all_kinds()) {
        for protocol in [AWS_QUERY, EC2_QUERY] {
            prop_assert!(body(protocol, &kinds).is_ok());
        }
    }

    #[test]
    fn no_bytes_make_a_reader_panic(bytes in any::<Vec<u8>>()) {
        hostile(&bytes);
    }

    #[test]
    fn no_broken_document_makes_a_reader_panic(
        kinds in all_kinds(),
        changes in vec((any::<prop::sample::Index>(), any::<u8>()), 1..4),
        cut in any::<prop::sample::Index>(),
    ) {
        for protocol in DOCUMENTS {
            let mut bytes = body(protocol, &kinds).map_err(|error| TestCaseError::fail(error.to_string()))?;
            if bytes.is_empty() {
                continue;
            }
            hostile(&bytes[..cut.index(bytes.len())]);
            for (at, byte) in &changes {
                let at = at.index(bytes.len());
                bytes[at] = *byte;
            }
            hostile(&bytes);
        }
    }
}

/// Reads the bytes in every way; what comes of it does not matter.
fn hostile(bytes: &[u8]) {
    for protocol in ALL {
        for status in [200, 400, 503] {
            let response = response(status);
            let _ = protocol.is_error(&response, bytes);
            let _ = protocol.read_error_head(&SERVICE, &response, bytes);
        }
        let _ = read::<Kinds>(protocol, bytes);
        let _ = read::<Free>(protocol, bytes);
        let _ = protocol.read_error(&OPERATION, &response(400), bytes, &mut Kinds::default());
    }
}

#[test]
fn floats_that_are_not_finite_are_read_back() {
    for protocol in DOCUMENTS {
        for value in [f64::INFINITY, f64::NEG_INFINITY, f64::NAN] {
            let mut kinds = Kinds::default();
            kinds.double = Some(value);
            #[expect(clippy::cast_possible_truncation, reason = "neither infinity nor NaN loses anything")]
            let single = value as f32;
            kinds.float = Some(single);
            let bytes = body(protocol, &kinds).expect("floats can be written");
            let found: Kinds = read(protocol, &bytes).expect("floats can be read");
            let same =
                |found: Option<f64>| found.is_some_and(|found| found == value || found.is_nan() && value.is_nan());
            assert!(
                same(found.double) && same(found.float.map(f64::from)),
                "{} {value}",
                protocol.name()
            );
        }
    }
}

/// Ten times deeper than any stack would bear if reading were not limited.
#[test]
fn nesting_is_limited() {
    const DEPTH: usize = 100_000;
    let xml = format!("<a>{}", "<Next>".repeat(DEPTH));
    let cbor_maps = b"\xa1\x64Next".repeat(DEPTH);
    for bytes in [
        "[".repeat(DEPTH).as_bytes(),
        r#"{"Next":"#.repeat(DEPTH).as_bytes(),
        r#"{"Unknown":["#.repeat(DEPTH).as_bytes(),
        r#"{"Document":["#.repeat(DEPTH).as_bytes(),
        format!(r#"{{"Document":{}"#, "[".repeat(DEPTH)).as_bytes(),
        xml.as_bytes(),
        "<a>".repeat(DEPTH).as_bytes(),
        &b"\x81".repeat(DEPTH),
        &b"\x9f".repeat(DEPTH),
        &cbor_maps,
        &[b"\xa1\x68Document".as_slice(), &b"\x81".repeat(DEPTH)].concat(),
        &[b"\xa1\x68Document".as_slice(), &b"\xc1".repeat(DEPTH)].concat(),
        &[b"\xa1\x61x".as_slice(), &b"\xc1".repeat(DEPTH)].concat(),
    ] {
        hostile(bytes);
        for protocol in ALL {
            assert!(read::<Kinds>(protocol, bytes).is_err() && read::<Free>(protocol, bytes).is_err());
        }
    }
}

#[test]
fn a_value_that_nests_too_deep_is_not_sent() {
    let mut kinds = Kinds::default();
    for _ in 0..1_000 {
        let mut outer = Kinds::default();
        outer.next = Some(Box::new(kinds));
        kinds = outer;
    }
    for protocol in ALL {
        let error = body(protocol, &kinds).expect_err("the value nests too deep");
        assert!(error.to_string().contains("nests too deep"), "{error}");
    }
}

#[test]
fn lengths_are_claims() {
    // An array, a map, bytes and a string that say to have 2^63 elements.
    for head in [0x9b_u8, 0xbb, 0x5b, 0x7b] {
        let mut bytes = b"\xa1\x67Strings".to_vec();
        bytes.extend([head, 0x80, 0, 0, 0, 0, 0, 0, 0]);
        assert!(read::<Kinds>(RPC_V2_CBOR, &bytes).is_err());
    }
}
