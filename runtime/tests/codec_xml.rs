//! Reading and writing XML: the rules that no round trip shows.
#![expect(
    clippy::field_reassign_with_default,
    reason = "so users fill `#[non_exhaustive]` structures"
)]

mod kinds;

use kinds::{Choice, Color, Kinds, OPERATION, body, read, response};
use tinsmith::protocol::{AWS_QUERY, EC2_QUERY, REST_XML};
use tinsmith::{Error, structure};

structure! {
    /// An element with an attribute and a namespace.
    pub struct Grantee: output(Default), xml_namespace("xsi", "http://www.w3.org/2001/XMLSchema-instance") {
        pub kind: Option<String> = "Type" xml_attribute xml_name("xsi:type");
        pub id: Option<String> = "ID";
    }
}

structure! {
    /// An error.
    pub struct Missing: output(Default) {
        pub bucket: Option<String> = "BucketName";
    }
}

fn xml(text: &str) -> Result<Kinds, Error> {
    read(REST_XML, text.as_bytes())
}

#[track_caller]
fn check(text: &str, set: impl FnOnce(&mut Kinds)) {
    let mut expected = Kinds::default();
    set(&mut expected);
    assert_eq!(
        xml(text).unwrap_or_else(|error| panic!("{text}: {error}")),
        expected,
        "{text}"
    );
}

#[test]
fn prefixes_comments_instructions_and_unknown_elements_are_passed_over() {
    check(
        concat!(
            "\u{feff}<?xml version='1.0'?>\n<!-- a --><x:Root xmlns:x=\"u\" a = '>'>text<x:String>a</x:String>",
            "<!-- <String>b</String> --><Other><String>c</String></Other><?pi <String>d</String>?>",
            "<Integer> 1 </Integer ></x:Root>\n"
        ),
        |kinds| {
            kinds.string = Some("a".to_owned());
            kinds.integer = Some(1);
        },
    );
}

#[test]
fn text_is_what_is_meant() {
    for (text, expected) in [
        ("<a><String> a &lt;b&gt; &#x41; </String></a>", " a <b> A "),
        ("<a><String>a<![CDATA[<b>&amp;]]>c</String></a>", "a<b>&amp;c"),
        ("<a><String>a<!-- x -->  b<?x?></String></a>", "a  b"),
        ("<a><String>a<i>x</i>b</String></a>", "ab"),
        ("<a><String/></a>", ""),
        ("<a><String></String></a>", ""),
        ("<a><String>a\r\nb</String></a>", "a\nb"),
    ] {
        check(text, |kinds| kinds.string = Some(expected.to_owned()));
    }
}

#[test]
fn lists_and_maps_are_flattened_or_not() {
    check("<a><Strings><member>a</member><x>b</x></Strings></a>", |kinds| {
        kinds.strings = Some(vec!["a".to_owned(), "b".to_owned()]);
    });
    check(
        "<a><flatItem>a</flatItem><Long>1</Long><flatItem>b</flatItem></a>",
        |kinds| {
            kinds.flat = Some(vec!["a".to_owned(), "b".to_owned()]);
            kinds.long = Some(1);
        },
    );
    check(
        "<a><FlatMap><K>a</K><V>1</V></FlatMap><FlatMap><V>2</V><K>b</K></FlatMap></a>",
        |kinds| {
            kinds.flat_map = Some([("a".to_owned(), 1), ("b".to_owned(), 2)].into());
        },
    );
    check(
        "<a><Map><entry><key>k</key><value>v</value></entry></Map><Strings/></a>",
        |kinds| {
            kinds.map = Some([("k".to_owned(), "v".to_owned())].into());
            kinds.strings = Some(vec![]);
        },
    );
}

#[test]
fn the_last_of_two_equal_elements_counts_and_empty_numbers_are_unset() {
    check(
        "<a><Next><String>a</String></Next><Next><Long>1</Long></Next></a>",
        |kinds| {
            let mut next = Kinds::default();
            next.long = Some(1);
            kinds.next = Some(Box::new(next));
        },
    );
    check("<a><Integer/><Boolean></Boolean><Timestamp> </Timestamp></a>", |_| {});
}

#[test]
fn unions_keep_an_unknown_tag() {
    check("<a><Choice><number>1</number></Choice></a>", |kinds| {
        kinds.choice = Some(Choice::Number(1))
    });
    check("<a><Choice><later><x/></later></Choice></a>", |kinds| {
        kinds.choice = Some(Choice::Unknown("later".to_owned()));
    });
}

#[test]
fn an_error_names_the_member_and_the_place() {
    for (text, expected) in [
        (
            "<a><Integer>x</Integer></a>",
            "`Integer`: expected an integer of 32 bits at byte 3",
        ),
        (
            "<a><Kinds><member><Byte>200</Byte></member></Kinds></a>",
            "`Kinds[0].Byte`: expected an integer of 8 bits at byte 18",
        ),
        (
            "<a><Choice><text>a</text><number>1</number></Choice></a>",
            "`Choice`: expected one member of the union, there are more at byte 25",
        ),
        (
            "<a><Map><entry><value>a</value></entry></Map></a>",
            "`Map`: expected a key in the entry of the map at byte 8",
        ),
        (
            "<a><String>&nbsp;</String></a>",
            "`String`: expected one of the five entities of XML, or the number of a character at byte 11",
        ),
        (
            "<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>",
            "expected no document type at byte 0",
        ),
        (
            "<a><String>a</Strin></a>",
            "`String`: expected the end tag of the element at byte 20",
        ),
        (
            "<a><String>a",
            "`String`: expected an element, the document ends at byte 12",
        ),
        ("<a", "expected the end of the tag at byte 2"),
        ("<a b='>", "expected the end of the tag at byte 2"),
        (
            "<html><body>Bad gateway</body></html>",
            "expected the answer of the service, it is an HTML page at byte 0",
        ),
        ("{}", "expected an element at byte 0"),
        (" ", "expected an element, the document ends at byte 1"),
    ] {
        let error = xml(text).expect_err(text);
        assert_eq!(error.to_string(), expected, "{text}");
    }
}

#[test]
fn attributes_and_namespaces_are_written_and_read() {
    let mut grantee = Grantee::default();
    grantee.kind = Some("a\"<b\n".to_owned());
    grantee.id = Some("x".to_owned());
    let bytes = body(REST_XML, &grantee).expect("the value can be written");
    let expected = concat!(
        r#"<Grantee xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:type="a&quot;&lt;b&#10;">"#,
        "<ID>x</ID></Grantee>"
    );
    assert_eq!(String::from_utf8_lossy(&bytes), expected);
    assert_eq!(read::<Grantee>(REST_XML, &bytes).expect("it can be read"), grantee);
    let other = br#"<G xmlns:y="u" type="no" y:type='t'><ID>x</ID></G>"#;
    assert_eq!(
        read::<Grantee>(REST_XML, other)
            .expect("it can be read")
            .kind
            .as_deref(),
        Some("t")
    );
}

#[test]
fn forms_number_their_lists() {
    let mut kinds = Kinds::default();
    kinds.color = Some(Color::LightBlue);
    kinds.strings = Some(vec!["a b".to_owned(), "c&d".to_owned()]);
    kinds.flat = Some(vec!["e".to_owned()]);
    kinds.nested = Some(vec![vec![1], vec![]]);
    kinds.map = Some([("k".to_owned(), "v".to_owned())].into());
    kinds.flat_map = Some([("k".to_owned(), 1)].into());
    kinds.choice = Some(Choice::Text("t".to_owned()));
    let text =
        |protocol| String::from_utf8_lossy(&body(protocol, &kinds).expect("the value can be written")).into_owned();
    assert_eq!(
        text(AWS_QUERY),
        concat!(
            "Action=Test&Version=2020-01-01&Colour=light.blue&Strings.member.1=a%20b&Strings.member.2=c%26d&flatItem.1=e",
            "&Nested.item.1.member.1=1&Nested.item.2=&Map.entry.1.key=k&Map.entry.1.value=v&FlatMap.1.K=k&FlatMap.1.V=1",
            "&Choice.text=t&Required=0"
        )
    );
    assert_eq!(
        text(EC2_QUERY),
        concat!(
            "Action=Test&Version=2020-01-01&Color=light.blue&Strings.1=a%20b&Strings.2=c%26d&Flat.1=e&Nested.1.1=1",
            "&Map.entry.1.key=k&Map.entry.1.value=v&FlatMap.1.K=k&FlatMap.1.V=1&Choice.text=t&Required=0"
        )
    );
}

#[test]
fn the_outermost_element_may_be_the_one_member() {
    for (text, expected) in [
        ("<BucketName xmlns='u'>EU</BucketName>", "EU"),
        ("<BucketName/>", ""),
        ("<BucketName><BucketName>EU</BucketName></BucketName>", "EU"),
        ("<Result><BucketName>EU</BucketName></Result>", "EU"),
    ] {
        let found: Missing = read(REST_XML, text.as_bytes()).unwrap_or_else(|error| panic!("{text}: {error}"));
        assert_eq!(found.bucket.as_deref(), Some(expected), "{text}");
    }
}

#[test]
fn results_stand_in_a_wrapper() {
    let operation = OPERATION.result_wrapper("TestResult");
    let read = |text: &str| {
        let mut kinds = Kinds::default();
        AWS_QUERY
            .read_response(&operation, &response(200), text.as_bytes(), &mut kinds)
            .map(|()| kinds.string)
    };
    let inside = "<TestResponse><TestResult><String>a</String></TestResult><ResponseMetadata/></TestResponse>";
    assert_eq!(read(inside).ok().flatten().as_deref(), Some("a"));
    assert_eq!(read("<TestResponse><String>a</String></TestResponse>").ok(), Some(None));
    assert!(read("<html></html>").is_err());
}

#[test]
fn members_of_an_error_stand_in_its_element() {
    for text in [
        "<Error><Code>Missing</Code><BucketName>b</BucketName></Error>",
        "<ErrorResponse><Error><BucketName>b</BucketName></Error><RequestId>r</RequestId></ErrorResponse>",
        "<Response><Errors><Error><BucketName>b</BucketName></Error></Errors></Response>",
    ] {
        for protocol in [REST_XML, AWS_QUERY, EC2_QUERY] {
            let mut error = Missing::default();
            protocol
                .read_error(&OPERATION, &response(404), text.as_bytes(), &mut error)
                .unwrap_or_else(|error| panic!("{text}: {error}"));
            assert_eq!(error.bucket.as_deref(), Some("b"), "{text}");
        }
    }
}
