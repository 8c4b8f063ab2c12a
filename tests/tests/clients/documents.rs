//! Bodies that came whole over the connection and are still not what the model says.

use serde_json::json;

use crate::check::{case, check};
use crate::success::nothing;
use crate::target::{ALL, ASSOCIATE, EACH_WIRE, FMS_CBOR, FMS_JSON, WORKSPACES_CBOR, WORKSPACES_JSON};
use crate::wire::Wire;

/// Deep enough to overflow any stack.
const DEEP: usize = 100_000;

/// What a call says of a successful answer that it cannot read.
fn unreadable(text: &str) -> String {
    format!("Other(Response): {{operation}}: {text} (HTTP 200, request id id-1)")
}

#[test]
fn the_last_of_repeated_keys_counts() {
    check(&[FMS_JSON, ASSOCIATE], |target| {
        let expected = match target.wire {
            Wire::Json => nothing(target)
                .replace("\"\"", "\"b\"")
                .replace("[]", "[FailedItem { uri: \"z\", reason: None }]"),
            _ => nothing(target).replace("failed_list: None", "failed_list: []"),
        };
        let body = match target.wire {
            Wire::Json => {
                r#"{"ResourceSetIdentifier":"a","FailedItems":[{"URI":"x"},{"URI":"y"}],"ResourceSetIdentifier":"b","FailedItems":[{"URI":"z"}]}"#
            }
            _ => r#"{"FailedList":[{"ErrorCode":"x"}],"SuccessfulList":[],"SuccessfulList":null,"FailedList":[]}"#,
        };
        vec![case("repeated keys", target.wire.body(200, body.as_bytes()), expected)]
    });
    check(&[FMS_CBOR], |target| {
        // {"ResourceSetIdentifier": "a", "ResourceSetIdentifier": "b"}
        let key = b"\x75ResourceSetIdentifier";
        let body = [b"\xa2", &key[..], b"\x61a", key, b"\x61b"].concat();
        vec![case(
            "repeated keys",
            target.wire.body(200, &body),
            nothing(target).replace("\"\"", "\"b\""),
        )]
    });
}

#[test]
fn a_value_of_another_type_is_an_error_that_names_its_member() {
    let json = [
        (
            json!({"ResourceSetIdentifier": 7}),
            "`ResourceSetIdentifier`: expected a string at byte 25",
        ),
        (
            json!({"FailedItems": {}}),
            "`FailedItems`: expected an array at byte 15",
        ),
        (
            json!({"FailedItems": [{"URI": []}]}),
            "`FailedItems[0].URI`: expected a string at byte 23",
        ),
        (
            json!({"FailedItems": [{}, 1]}),
            "`FailedItems[1]`: expected an object at byte 19",
        ),
    ];
    let cbor = [
        (
            json!({"ResourceSetIdentifier": 7}),
            "`ResourceSetIdentifier`: expected a string at byte 23",
        ),
        (
            json!({"FailedItems": {}}),
            "`FailedItems`: expected an array at byte 13",
        ),
        (
            json!({"FailedItems": [{"URI": []}]}),
            "`FailedItems[0].URI`: expected a string at byte 19",
        ),
        (
            json!({"FailedItems": [{}, 1]}),
            "`FailedItems[1]`: expected a map at byte 15",
        ),
    ];
    for (target, documents) in [(FMS_JSON, json), (FMS_CBOR, cbor)] {
        check(&[target], |target| {
            let cases = documents.iter().map(|(document, text)| {
                case(
                    document.to_string(),
                    target.wire.document(200, document),
                    unreadable(text),
                )
            });
            cases.collect()
        });
    }
}

#[test]
fn a_timestamp_is_read_in_the_formats_that_there_are() {
    let created = |value| json!({"Association": {"Created": value}});
    let read = "DisassociateWorkspaceApplicationResult { association: WorkspaceResourceAssociation { \
                associated_resource_id: None, associated_resource_type: None, created: 2023-11-14T22:13:20Z, \
                last_updated_time: None, state: None, state_reason: None, workspace_id: None } }";
    check(&[WORKSPACES_JSON], |target| {
        let document = |value| target.wire.document(200, &created(value));
        let text = "`Association.Created`: expected a timestamp: a date and time, an HTTP date or seconds since 1970 at byte 26";
        vec![
            case("a number", document(json!(1_700_000_000)), read),
            case("a date", document(json!("2023-11-14T22:13:20Z")), read),
            case("none", document(json!("yesterday")), unreadable(text)),
        ]
    });
    check(&[WORKSPACES_CBOR], |target| {
        let document = |value| target.wire.document(200, &created(value));
        let text = "`Association.Created`: expected a timestamp at byte 22";
        vec![
            case("a number", document(json!({"$time": 1_700_000_000})), read),
            case("none", document(json!(true)), unreadable(text)),
        ]
    });
}

#[test]
fn a_success_that_is_no_document_is_an_error() {
    check(&[ASSOCIATE, FMS_JSON, WORKSPACES_JSON], |target| {
        let texts: [(&[u8], &str); 8] = [
            (b"<html></html>", "expected an object at byte 0"),
            (b"[]", "expected an object at byte 0"),
            (b"null", "expected an object at byte 0"),
            (b"{", "expected a string at byte 1"),
            (
                b"{\"X\":1",
                "expected a comma or the end of the array or object at byte 6",
            ),
            (b"{}{}", "expected the end of the document at byte 2"),
            (b"{\"X\":\"\xff\"}", "expected UTF-8 at byte 6"),
            (b"{\"X\":01}", "expected a number at byte 5"),
        ];
        texts
            .map(|(body, text)| {
                case(
                    String::from_utf8_lossy(body),
                    target.wire.body(200, body),
                    unreadable(text),
                )
            })
            .into()
    });
    check(&[FMS_CBOR, WORKSPACES_CBOR], |target| {
        let texts: [(&[u8], &str); 6] = [
            (b"{}", "expected the whole head of an item at byte 0"),
            (b"\x80", "expected a map at byte 0"),
            (b"\xbf", "expected an item, there is nothing at byte 1"),
            (b"\xa0\xa0", "expected the end of the document at byte 1"),
            (b"\xa1\x61", "expected more bytes, the document ends at byte 2"),
            (b"\xa1\x61\xff\x00", "expected UTF-8 at byte 2"),
        ];
        texts
            .map(|(body, text)| case(format!("{body:x?}"), target.wire.body(200, body), unreadable(text)))
            .into()
    });
}

#[test]
fn nesting_without_end_is_an_error() {
    let repeated = |start: &[u8], piece: &[u8]| [start, &piece.repeat(DEEP)].concat();
    let json = [
        (repeated(b"", b"{\"a\":"), "expected less nesting at byte 641"),
        (repeated(b"{\"a\":", b"["), "expected less nesting at byte 133"),
        (
            repeated(b"{\"FailedItems\":", b"["),
            "`FailedItems[0]`: expected an object at byte 16",
        ),
        (
            repeated(b"{\"FailedItems\":[{\"URI\":", b"["),
            "`FailedItems[0].URI`: expected a string at byte 23",
        ),
    ];
    let cbor = [
        (repeated(b"", b"\xa1\x61a"), "expected less nesting at byte 385"),
        (repeated(b"\xa1\x61a", b"\x81"), "expected less nesting at byte 131"),
        (repeated(b"\xa1\x61a", b"\x9f"), "expected less nesting at byte 131"),
        (
            repeated(b"\xa1\x61a", b"\xc1"),
            "expected an item, there is nothing at byte 100003",
        ),
        (
            repeated(b"\xa1\x6bFailedItems", b"\x81"),
            "`FailedItems[0]`: expected a map at byte 14",
        ),
    ];
    for (targets, bodies) in [(&[FMS_JSON], &json[..]), (&[FMS_CBOR], &cbor)] {
        check(targets, |target| {
            let cases = bodies.iter().map(|(body, text)| {
                case(
                    String::from_utf8_lossy(&body[..30]),
                    target.wire.body(200, body),
                    unreadable(text),
                )
            });
            cases.collect()
        });
    }
}

#[test]
fn nesting_without_end_in_an_error_is_passed_over() {
    check(ALL, |target| {
        let start: (&[u8], &[u8]) = match target.wire {
            Wire::Cbor => (b"\xa2\x61x\x61y\x67message", b"\x81"),
            _ => (b"{\"x\":\"y\",\"message\":", b"["),
        };
        let body = [start.0, &start.1.repeat(DEEP)].concat();
        let line = "Other(Service): {operation}: Internal Server Error (HTTP 500, request id id-1)";
        vec![case("an error", target.wire.body(500, &body), line)]
    });
}

#[test]
fn an_error_that_cannot_be_read_keeps_what_is_known() {
    check(EACH_WIRE, |target| {
        let answer = target.wire.error(
            404,
            "ResourceNotFoundException",
            &json!({"Message": ["not", "text"], "message": 1}),
        );
        let text = "Other(Service): {operation}: ResourceNotFoundException (HTTP 404, request id id-1)";
        vec![case("a message of another type", answer, text)]
    });
}
