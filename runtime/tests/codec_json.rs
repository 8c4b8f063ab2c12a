//! Reading and writing JSON: the rules that no round trip shows.
#![expect(
    clippy::field_reassign_with_default,
    reason = "so users fill `#[non_exhaustive]` structures"
)]

mod kinds;

use kinds::{Choice, Color, Free, Kinds, body, read};
use tinsmith::protocol::{AWS_JSON_1_1, REST_JSON_1};
use tinsmith::types::{Document, Timestamp};

fn kinds(json: &str) -> Kinds {
    read(AWS_JSON_1_1, json.as_bytes()).unwrap_or_else(|error| panic!("{json}: {error}"))
}

/// Reads a document and compares the members that `set` sets.
#[track_caller]
fn check(json: &str, set: impl FnOnce(&mut Kinds)) {
    let mut expected = Kinds::default();
    set(&mut expected);
    assert_eq!(kinds(json), expected, "{json}");
}

#[test]
fn members_are_found_in_any_order_and_unknown_ones_passed_over() {
    check(r#" { "Integer" : 1 , "String" : "a" } "#, |kinds| {
        kinds.integer = Some(1);
        kinds.string = Some("a".to_owned());
    });
    check(
        r#"{"x":{"String":"no","y":[1,{"z":null}]},"String":"a","Strin":1,"Strings2":[]}"#,
        |kinds| {
            kinds.string = Some("a".to_owned());
        },
    );
    check("\u{feff}{\"\\u0053tring\":\"a\"}", |kinds| {
        kinds.string = Some("a".to_owned())
    });
    check("{}", |_| {});
    check("", |_| {});
}

#[test]
fn the_last_of_two_equal_keys_counts() {
    check(r#"{"String":"a","String":"b"}"#, |kinds| {
        kinds.string = Some("b".to_owned())
    });
    check(r#"{"Strings":["a","b"],"Long":1,"Strings":["c"]}"#, |kinds| {
        kinds.strings = Some(vec!["c".to_owned()]);
        kinds.long = Some(1);
    });
    check(r#"{"Next":{"String":"a","Long":1},"Next":{"Long":2}}"#, |kinds| {
        let mut next = Kinds::default();
        next.long = Some(2);
        kinds.next = Some(Box::new(next));
    });
    check(r#"{"Map":{"a":"1","b":"2","a":"3"}}"#, |kinds| {
        kinds.map = Some([("a".to_owned(), "3".to_owned()), ("b".to_owned(), "2".to_owned())].into());
    });
    check(r#"{"Required":5,"Long":1,"Required":null}"#, |kinds| {
        kinds.long = Some(1)
    });
}

#[test]
fn null_is_unset_and_kept_where_lists_and_maps_are_sparse() {
    check(
        r#"{"String":null,"Next":null,"Strings":null,"Required":null,"Choice":null}"#,
        |_| {},
    );
    check(r#"{"Strings":["a",null,"b"],"Map":{"a":null,"b":"1"}}"#, |kinds| {
        kinds.strings = Some(vec!["a".to_owned(), "b".to_owned()]);
        kinds.map = Some([("b".to_owned(), "1".to_owned())].into());
    });
    check(r#"{"Sparse":["a",null],"SparseMap":{"a":null,"b":1}}"#, |kinds| {
        kinds.sparse = Some(vec![Some("a".to_owned()), None]);
        kinds.sparse_map = Some([("a".to_owned(), None), ("b".to_owned(), Some(1))].into());
    });
}

#[test]
fn unions_have_one_member_beside_nulls_and_the_type() {
    for json in [
        r#"{"Choice":{"text":"a"}}"#,
        r#"{"Choice":{"__type":"Choice","text":"a"}}"#,
        r#"{"Choice":{"number":null,"unknown":null,"text":"a"}}"#,
    ] {
        check(json, |kinds| kinds.choice = Some(Choice::Text("a".to_owned())));
    }
    let unknown = kinds(r#"{"Choice":{"later":{"a":[1]}}}"#);
    assert_eq!(unknown.choice, Some(Choice::Unknown("later".to_owned())));
    let error = body(AWS_JSON_1_1, &unknown).expect_err("a variant that is not known cannot be sent");
    assert_eq!(
        error.to_string(),
        "`Choice`: a union with an unknown variant cannot be sent"
    );
}

#[test]
fn enums_keep_what_they_do_not_know() {
    check(r#"{"Color":"light.blue","Colors":{"red":["green"]}}"#, |kinds| {
        kinds.color = Some(Color::LightBlue);
        kinds.colors = Some([(Color::Red, vec![Color::from("green")])].into());
    });
}

#[test]
fn numbers_have_the_width_of_their_members() {
    check(
        r#"{"Byte":-128,"Short":32767,"Integer":1e3,"Long":-9223372036854775808}"#,
        |kinds| {
            kinds.byte = Some(i8::MIN);
            kinds.short = Some(i16::MAX);
            kinds.integer = Some(1_000);
            kinds.long = Some(i64::MIN);
        },
    );
    check(
        r#"{"BigInteger":123456789012345678901234567890,"BigDecimal":1.50e400}"#,
        |kinds| {
            kinds.big_integer = "123456789012345678901234567890".parse().ok();
            kinds.big_decimal = "1.50e400".parse().ok();
        },
    );
    check(r#"{"Double":5e-324,"Float":0.1}"#, |kinds| {
        kinds.double = Some(5e-324);
        kinds.float = Some(0.1);
    });
}

#[test]
fn timestamps_are_read_in_every_form() {
    for json in [
        r#"{"Timestamp":1398796238.5}"#,
        r#"{"Timestamp":1.3987962385E9}"#,
        r#"{"Timestamp":"1398796238.5"}"#,
        r#"{"Timestamp":"2014-04-29T18:30:38.5Z"}"#,
        r#"{"Timestamp":"Tue, 29 Apr 2014 18:30:38.5 GMT"}"#,
    ] {
        check(json, |kinds| {
            kinds.timestamp = Timestamp::new(1_398_796_238, 500_000_000).ok()
        });
    }
}

#[test]
fn strings_have_the_escapes_of_json() {
    check(r#"{"String":"\"\\\/\b\f\n\r\t\u00e9\ud83d\ude39"}"#, |kinds| {
        kinds.string = Some("\"\\/\u{8}\u{c}\n\r\té😹".to_owned());
    });
    // Half of a pair is no character.
    check(r#"{"String":"a\ud83db"}"#, |kinds| {
        kinds.string = Some("a\u{fffd}b".to_owned())
    });
}

#[test]
fn an_error_names_the_member_and_the_place() {
    for (json, expected) in [
        (r#"{"String":1}"#, "`String`: expected a string at byte 10"),
        (r#"{"Byte":128}"#, "`Byte`: expected an integer of 8 bits at byte 8"),
        (
            r#"{"Integer":1.5}"#,
            "`Integer`: expected an integer of 32 bits at byte 11",
        ),
        (
            r#"{"Integer":"1"}"#,
            "`Integer`: expected an integer of 32 bits at byte 11",
        ),
        (
            r#"{"Long":9223372036854775808}"#,
            "`Long`: expected an integer of 64 bits at byte 8",
        ),
        (r#"{"Double":"infinity"}"#, "`Double`: expected a number at byte 10"),
        (r#"{"Boolean":"true"}"#, "`Boolean`: expected true or false at byte 11"),
        (r#"{"Blob":"a-b"}"#, "`Blob`: expected base64 at byte 8"),
        (r#"{"Strings":{}}"#, "`Strings`: expected an array at byte 11"),
        (r#"{"Strings":["a",2]}"#, "`Strings[1]`: expected a string at byte 16"),
        (
            r#"{"Kinds":[{},{"Next":{"Map":{"k":1}}}]}"#,
            "`Kinds[1].Next.Map`: expected a string at byte 33",
        ),
        (
            r#"{"Choice":{"text":"a","number":1}}"#,
            "`Choice`: expected one member of the union, there are more at byte 31",
        ),
        (
            r#"{"Choice":{}}"#,
            "`Choice`: expected a member of the union, there is none at byte 12",
        ),
        (r#"{"String":"a"#, "`String`: expected the end of the string at byte 12"),
        (
            r#"{"String":"\x"}"#,
            "`String`: expected an escape that JSON has at byte 11",
        ),
        (
            "{\"String\":\"a\nb\"}",
            "`String`: expected the end of the string at byte 12",
        ),
        (r#"{"String" 1}"#, "expected a colon at byte 10"),
        (
            r#"{"x":1 "y":2}"#,
            "expected a comma or the end of the array or object at byte 7",
        ),
        (r#"{"x":1,}"#, "expected a string at byte 7"),
        (r#"{"x":nul}"#, "expected a value at byte 5"),
        (r#"{"x":01}"#, "expected a number at byte 5"),
        ("{} {}", "expected the end of the document at byte 3"),
        ("[]", "expected an object at byte 0"),
        ("null", "expected an object at byte 0"),
        ("<html></html>", "expected an object at byte 0"),
        ("{", "expected a string at byte 1"),
    ] {
        let error = read::<Kinds>(AWS_JSON_1_1, json.as_bytes()).expect_err(json);
        assert_eq!(error.to_string(), expected, "{json}");
    }
    let error = read::<Kinds>(AWS_JSON_1_1, b"{\"String\":\"\xff\"}").expect_err("the bytes are not UTF-8");
    assert_eq!(error.to_string(), "expected UTF-8 at byte 11");
}

#[test]
fn rest_json_has_names_of_its_own() {
    let mut kinds = Kinds::default();
    kinds.color = Some(Color::Red);
    let text = |protocol| String::from_utf8(body(protocol, &kinds).expect("the value can be written"));
    assert_eq!(text(REST_JSON_1).as_deref(), Ok(r#"{"colour":"red","Required":0}"#));
    assert_eq!(text(AWS_JSON_1_1).as_deref(), Ok(r#"{"Color":"red","Required":0}"#));
}

#[test]
fn values_are_written_without_blanks_and_in_the_format_of_their_place() {
    let mut kinds = Kinds::default();
    kinds.string = Some("\"\u{1}\n\\é".to_owned());
    kinds.double = Some(1e300);
    kinds.float = Some(1.0);
    kinds.timestamp = Timestamp::new(1, 500_000_000).ok();
    kinds.date_time = Some(Timestamp::from_secs(0));
    kinds.blob = Some("foob".into());
    kinds.nested = Some(vec![vec![1, 2], vec![]]);
    let text = String::from_utf8(body(AWS_JSON_1_1, &kinds).expect("the value can be written"));
    let expected = concat!(
        r#"{"String":"\"\u0001\n\\é","Float":1.0,"Double":1e300,"Timestamp":1.5,"DateTime":"1970-01-01T00:00:00Z","#,
        r#""Blob":"Zm9vYg==","Nested":[[1,2],[]],"Required":0}"#
    );
    assert_eq!(text.as_deref(), Ok(expected));
}

#[test]
fn documents_keep_integers_and_take_the_last_key() {
    let free: Free = read(
        AWS_JSON_1_1,
        br#"{"Document":{"a":1,"b":[-1,1.5,1e300,null],"a":18446744073709551615}}"#,
    )
    .expect("the document can be read");
    let array = [(-1_i64).into(), 1.5.into(), 1e300.into(), Document::Null];
    let expected: Document = [("a", Document::from(u64::MAX)), ("b", Document::Array(array.into()))]
        .into_iter()
        .collect();
    assert_eq!(free.document, Some(expected));
}
