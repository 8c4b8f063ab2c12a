//! Members in the path, the query string and the headers, of requests and of responses.
#![expect(
    clippy::field_reassign_with_default,
    reason = "so users fill `#[non_exhaustive]` structures"
)]

mod kinds;

use kinds::{Bound, Kinds, OPERATION, write};
use tinsmith::error::ErrorKind;
use tinsmith::http::{Headers, Response};
use tinsmith::operation::OperationShape;
use tinsmith::protocol::{AWS_JSON_1_0, AWS_JSON_1_1, AWS_QUERY, Encoded, REST_JSON_1, REST_XML, RPC_V2_CBOR};
use tinsmith::structure;
use tinsmith::types::{Body, Timestamp};

const BOUND: OperationShape = OperationShape::new("Bound", "PUT", "/a/{Label}/{Greedy+}?fixed");

structure! {
    /// A payload that is a stream.
    pub struct Upload: output(Default) {
        pub content_type: Option<String> = "ContentType" header("Content-Type");
        pub checksum: Option<String> = "ChecksumAlgorithm" header("x-amz-sdk-checksum-algorithm");
        pub body: Option<Body> = "Body" payload streaming;
    }
}

structure! {
    /// A payload of a type that the model says.
    pub struct Table: output(Default) {
        pub rows: Option<String> = "Rows" payload media_type("text/csv");
    }
}

structure! {
    /// A payload that is a structure.
    pub struct Configure: output(Default) {
        pub host: Option<String> = "Host" host_label;
        pub kinds: Option<Kinds> = "Kinds" payload structure_payload;
    }
}

fn bound() -> Bound {
    let mut bound = Bound::default();
    bound.label = Some("x/y z".to_owned());
    bound.greedy = Some("b/c d/é".to_owned());
    bound.token = Some("t".to_owned());
    bound
}

fn put(bound: &Bound) -> Encoded {
    write(REST_JSON_1, &BOUND, bound).unwrap_or_else(|error| panic!("{error}"))
}

#[test]
fn labels_and_parameters_are_percent_encoded() {
    let mut bound = bound();
    bound.page = Some(2);
    bound.tags = Some(vec!["a&b".to_owned(), String::new()]);
    let extra = [
        ("e f", vec!["1", "2"]),
        ("page", vec!["not this"]),
        ("tag", vec!["nor this"]),
    ];
    bound.extra = Some(
        extra
            .into_iter()
            .map(|(key, values)| (key.to_owned(), values.into_iter().map(str::to_owned).collect()))
            .collect(),
    );
    let request = put(&bound);
    assert_eq!(request.method, "PUT");
    assert_eq!(
        request.target,
        "/a/x%2Fy%20z/b/c%20d/%C3%A9?fixed&page=2&tag=a%26b&tag=&e%20f=1&e%20f=2&token=t"
    );
    assert_eq!(request.body.as_bytes(), Some(b"{}".as_slice()));
    assert_eq!(
        request.headers,
        [("Content-Type", "application/json")].into_iter().collect()
    );
}

#[test]
fn an_unset_idempotency_token_is_filled_in() {
    let mut bound = bound();
    bound.token = None;
    assert_eq!(put(&bound).target, "/a/x%2Fy%20z/b/c%20d/%C3%A9?fixed&token=token");
}

#[test]
fn labels_that_are_empty_or_unset_are_refused() {
    for (label, expected) in [
        (
            Some(String::new()),
            "`Label`: the member is a part of the path: it must not be empty",
        ),
        (None, "`Label`: the member is a part of the path: it must be set"),
    ] {
        let mut bound = bound();
        bound.label = label;
        let error = write(REST_JSON_1, &BOUND, &bound).expect_err("there is no label");
        assert_eq!((error.kind(), error.to_string().as_str()), (ErrorKind::Input, expected));
    }
}

#[test]
fn headers_are_written_and_read_back() {
    let mut bound = bound();
    bound.header = Some("value".to_owned());
    bound.words = Some(["a", "b,c", "\"d\\\"", " e ", ""].map(str::to_owned).into());
    bound.times = Some(vec![Timestamp::from_secs(0), Timestamp::from_secs(1_398_796_238)]);
    bound.json = Some("{\"a\":1}".to_owned());
    bound.enabled = Some(false);
    bound.meta = Some([("Color".to_owned(), "red".to_owned())].into());
    let headers = put(&bound).headers;
    for (name, value) in [
        ("X-Header", "value"),
        ("X-Words", r#"a, "b,c", "\"d\\\"", " e ", "#),
        (
            "X-Times",
            "Thu, 01 Jan 1970 00:00:00 GMT, Tue, 29 Apr 2014 18:30:38 GMT",
        ),
        ("X-Json", "eyJhIjoxfQ=="),
        ("X-Enabled", "false"),
        ("X-Meta-Color", "red"),
    ] {
        assert_eq!(headers.get(name), Some(value), "{name}");
    }

    let response = Response {
        status: 201,
        headers,
        body: Body::default(),
    };
    let mut found = Bound::default();
    REST_JSON_1
        .read_response(&BOUND, &response, b"", &mut found)
        .expect("the headers can be read");
    // An empty item at the end of a list cannot be told from none.
    bound.words = Some(["a", "b,c", "\"d\\\"", " e "].map(str::to_owned).into());
    bound.status = Some(201);
    (bound.label, bound.greedy, bound.token) = (None, None, None);
    assert_eq!(found, bound);
}

#[test]
fn header_lists_may_be_given_in_several_headers() {
    let headers: Headers = [("x-words", "a,b"), ("X-WORDS", "\"c, d\" ,e")].into_iter().collect();
    let response = Response {
        status: 200,
        headers,
        body: Body::default(),
    };
    let mut found = Bound::default();
    REST_XML
        .read_response(&BOUND, &response, b"", &mut found)
        .expect("the headers can be read");
    assert_eq!(found.words, Some(["a", "b", "c, d", "e"].map(str::to_owned).into()));
}

#[test]
fn a_header_that_is_not_what_the_model_says_is_an_error() {
    for (name, value, expected) in [
        ("X-Enabled", "yes", "`Enabled`: expected true or false"),
        ("X-Json", "{}", "`Json`: expected text in base64"),
        (
            "X-Words",
            "\"a",
            "`Words`: expected a quotation mark at the end of the item",
        ),
        ("X-Words", "\"a\"b", "`Words`: expected a comma behind the quoted item"),
        (
            "X-Times",
            "yesterday",
            "`Times`: expected a timestamp: a date and time, an HTTP date or seconds since 1970",
        ),
    ] {
        let response = Response {
            status: 200,
            headers: [(name, value)].into_iter().collect(),
            body: Body::default(),
        };
        let error = REST_JSON_1
            .read_response(&BOUND, &response, b"", &mut Bound::default())
            .expect_err(value);
        assert_eq!(
            (error.kind(), error.to_string().as_str()),
            (ErrorKind::Response, expected)
        );
    }
}

#[test]
fn a_header_cannot_be_ended_by_its_value() {
    let mut broken = bound();
    broken.header = Some("a\r\nX-Admin: true".to_owned());
    let error = write(REST_JSON_1, &BOUND, &broken).expect_err("the value has a line break");
    let expected = "`Header`: the member is sent as a header: it must not hold control characters";
    assert_eq!(error.to_string(), expected);
    let mut broken = bound();
    broken.meta = Some([("a: b".to_owned(), "c".to_owned())].into());
    let error = write(REST_JSON_1, &BOUND, &broken).expect_err("the key is no name");
    assert_eq!(error.to_string(), "`Meta`: a key of the map makes no header name");
}

#[test]
fn members_of_the_request_alone_are_in_the_body_of_a_response() {
    let response = Response {
        status: 200,
        headers: Headers::default(),
        body: Body::default(),
    };
    let mut found = Bound::default();
    let body = br#"{"Label":"l","Header":"passed over","Status":5,"Body":"b"}"#;
    REST_JSON_1
        .read_response(&BOUND, &response, body, &mut found)
        .expect("the body can be read");
    assert_eq!((found.label.as_deref(), found.body.as_deref()), (Some("l"), Some("b")));
    assert_eq!((found.header, found.status), (None, Some(200)));
}

#[test]
fn a_payload_is_of_the_type_that_the_model_says() {
    let mut table = Table::default();
    table.rows = Some("a,b".to_owned());
    let request = write(REST_JSON_1, &OPERATION, &table).expect("the body can be sent");
    assert_eq!(request.headers.get("content-type"), Some("text/csv"));
}

#[test]
fn a_stream_is_the_whole_body() {
    let operation = OPERATION.checksum_algorithm_member("ChecksumAlgorithm");
    let mut upload = Upload::default();
    upload.body = Some("123456789".into());
    let request = write(REST_XML, &operation, &upload).expect("the body can be sent");
    assert_eq!(request.body.as_bytes(), Some(b"123456789".as_slice()));
    let expected = [
        ("Content-Type", "application/octet-stream"),
        ("x-amz-checksum-crc32", "y/Q5Jg=="),
        ("x-amz-sdk-checksum-algorithm", "CRC32"),
    ];
    assert_eq!(request.headers, expected.into_iter().collect());

    upload.content_type = Some("image/png".to_owned());
    upload.checksum = Some("SHA1".to_owned());
    let request = write(REST_XML, &operation, &upload).expect("the body can be sent");
    assert_eq!(request.headers.get("content-type"), Some("image/png"));
    assert_eq!(
        request.headers.get("x-amz-checksum-sha1"),
        Some("98O8HYCOBHMq32eZZczDTKeuNEE=")
    );

    upload.checksum = Some("CRC7".to_owned());
    let error = write(REST_XML, &operation, &upload).expect_err("there is no such checksum");
    let expected = "`ChecksumAlgorithm`: the checksum algorithm is not known: set the member of the checksum instead";
    assert_eq!(error.to_string(), expected);

    let response = Response {
        status: 200,
        headers: Headers::default(),
        body: "stream".into(),
    };
    let mut download = Upload::default();
    REST_XML
        .read_response(&operation, &response, b"", &mut download)
        .expect("a stream can be anything");
    assert_eq!(
        download
            .body
            .and_then(|body| body.as_bytes().map(<[u8]>::to_vec))
            .as_deref(),
        Some(b"stream".as_slice())
    );
}

#[test]
fn an_unset_payload_is_an_empty_object_in_json_and_nothing_in_xml() {
    let configure = Configure::default();
    for (protocol, body, content_type) in [
        (REST_JSON_1, b"{}".as_slice(), Some("application/json")),
        (REST_XML, b"", None),
    ] {
        let request = write(protocol, &OPERATION, &configure).expect("nothing can be sent");
        assert_eq!(request.body.as_bytes(), Some(body));
        assert_eq!(request.headers.get("content-type"), content_type);
    }
}

#[test]
fn labels_of_the_host_name_have_to_fit() {
    let operation = OPERATION.host_prefix("a.{Host}.");
    for (host, expected) in [
        (Some("b-1.c"), Ok("a.b-1.c.")),
        (
            Some("b/c"),
            Err("`Host`: the member is a part of the host name: it must be letters, digits, hyphens and dots"),
        ),
        (
            Some(""),
            Err("`Host`: the member is a part of the host name: it must be letters, digits, hyphens and dots"),
        ),
        (
            None,
            Err("`Host`: the member is a part of the host name: it must be set"),
        ),
    ] {
        let mut configure = Configure::default();
        configure.host = host.map(str::to_owned);
        let prefix = write(REST_JSON_1, &operation, &configure).map(|request| request.host_prefix);
        let prefix = prefix.map_err(|error| error.to_string());
        assert_eq!(prefix.as_deref().map_err(String::as_str), expected);
    }
}

#[test]
fn each_protocol_has_headers_and_a_target_of_its_own() {
    let kinds = Kinds::default();
    for (protocol, target, headers) in [
        (
            AWS_JSON_1_0,
            "/",
            vec![
                ("X-Amz-Target", "Example.Test"),
                ("Content-Type", "application/x-amz-json-1.0"),
            ],
        ),
        (
            AWS_JSON_1_1,
            "/",
            vec![
                ("X-Amz-Target", "Example.Test"),
                ("Content-Type", "application/x-amz-json-1.1"),
            ],
        ),
        (REST_JSON_1, "/", vec![("Content-Type", "application/json")]),
        (REST_XML, "/", vec![("Content-Type", "application/xml")]),
        (
            AWS_QUERY,
            "/",
            vec![("Content-Type", "application/x-www-form-urlencoded")],
        ),
        (
            RPC_V2_CBOR,
            "/service/Example/operation/Test",
            vec![
                ("smithy-protocol", "rpc-v2-cbor"),
                ("Accept", "application/cbor"),
                ("Content-Type", "application/cbor"),
            ],
        ),
    ] {
        let request = write(protocol, &OPERATION, &kinds).expect("the input can be sent");
        assert_eq!(
            (request.method, request.target.as_str()),
            ("POST", target),
            "{}",
            protocol.name()
        );
        assert_eq!(request.headers, headers.into_iter().collect(), "{}", protocol.name());
    }
}
