//! Shapes with a member of every kind, for the tests of codecs and protocols.
#![allow(dead_code, reason = "every test program uses a part of this module")]

use std::collections::BTreeMap;

use tinsmith::http::{Headers, Response};
use tinsmith::operation::{OperationShape, Service};
use tinsmith::protocol::{Encoded, Protocol};
use tinsmith::shape::{Element, Empty, Reflect, ReflectMut};
use tinsmith::types::{BigDecimal, BigInteger, Blob, Document, Timestamp};
use tinsmith::{Error, enumeration, structure, union};

/// A list element or map value whose name in XML is not the default.
const NAMED: Element = Element::NEW.xml_name("item");

structure! {
    /// A member of every kind, all of them optional.
    pub struct Kinds: output(Default) {
        pub string: Option<String> = "String";
        pub color: Option<Color> = "Color" json_name("colour") xml_name("Colour");
        pub boolean: Option<bool> = "Boolean";
        pub byte: Option<i8> = "Byte";
        pub short: Option<i16> = "Short";
        pub integer: Option<i32> = "Integer";
        pub long: Option<i64> = "Long";
        pub float: Option<f32> = "Float";
        pub double: Option<f64> = "Double";
        pub big_integer: Option<BigInteger> = "BigInteger";
        pub big_decimal: Option<BigDecimal> = "BigDecimal";
        pub timestamp: Option<Timestamp> = "Timestamp";
        pub date_time: Option<Timestamp> = "DateTime" date_time;
        pub epoch: Option<Timestamp> = "Epoch" epoch_seconds;
        pub blob: Option<Blob> = "Blob";
        pub strings: Option<Vec<String>> = "Strings";
        pub flat: Option<Vec<String>> = "Flat" flattened xml_name("flatItem");
        pub nested: Option<Vec<Vec<i32>>> = "Nested" item(&NAMED);
        pub sparse: Option<Vec<Option<String>>> = "Sparse";
        pub map: Option<BTreeMap<String, String>> = "Map";
        pub flat_map: Option<BTreeMap<String, i64>> = "FlatMap" flattened key(&Element::NEW.xml_name("K")) item(&Element::NEW.xml_name("V"));
        pub colors: Option<BTreeMap<Color, Vec<Color>>> = "Colors";
        pub sparse_map: Option<BTreeMap<String, Option<i32>>> = "SparseMap";
        pub choice: Option<Choice> = "Choice";
        pub kinds: Option<Vec<Kinds>> = "Kinds";
        pub next: Option<Box<Kinds>> = "Next";
        pub required: i32 = "Required" required;
    }
}

union! {
    /// One of a few.
    pub enum Choice: output(Unknown) {
        Text(String) = "text";
        Number(i32) = "number";
        Kinds(Box<Kinds>) = "kinds";
    }
}

enumeration! {
    /// Colors, one of them with a dot.
    pub enum Color: Unknown {
        Red = "red";
        LightBlue = "light.blue";
    }
}

structure! {
    /// A document, which not every format can hold.
    pub struct Free: output(Default) {
        pub document: Option<Document> = "Document";
    }
}

structure! {
    /// Members all over the HTTP message.
    pub struct Bound: output(Default) {
        pub label: Option<String> = "Label" label;
        pub greedy: Option<String> = "Greedy" label;
        pub page: Option<i32> = "Page" query("page");
        pub tags: Option<Vec<String>> = "Tags" query("tag");
        pub extra: Option<BTreeMap<String, Vec<String>>> = "Extra" query_params;
        pub header: Option<String> = "Header" header("X-Header");
        pub words: Option<Vec<String>> = "Words" header("X-Words");
        pub times: Option<Vec<Timestamp>> = "Times" header("X-Times");
        pub json: Option<String> = "Json" header("X-Json") json_value;
        pub enabled: Option<bool> = "Enabled" header("X-Enabled");
        pub meta: Option<BTreeMap<String, String>> = "Meta" prefix_headers("X-Meta-");
        pub status: Option<i32> = "Status" status_code;
        pub token: Option<String> = "Token" query("token") idempotency_token;
        pub body: Option<String> = "Body";
    }
}

/// The operation that all tests call.
pub(crate) const OPERATION: OperationShape = OperationShape::new("Test", "POST", "/");

/// The service that all tests call.
pub(crate) const SERVICE: Service = {
    let mut service = Service::NEW;
    service.target_prefix = "Example";
    service.version = "2020-01-01";
    service
};

/// Writes an input.
pub(crate) fn write(
    protocol: &dyn Protocol,
    operation: &OperationShape,
    input: &dyn Reflect,
) -> Result<Encoded, Error> {
    protocol.write_request(&SERVICE, operation, input, &|| "token".to_owned())
}

/// The body that a protocol makes of an input.
pub(crate) fn body(protocol: &dyn Protocol, input: &dyn Reflect) -> Result<Vec<u8>, Error> {
    let body = write(protocol, &OPERATION, input)?.body;
    Ok(body.as_bytes().expect("the body is in memory").to_vec())
}

/// A response without headers.
pub(crate) fn response(status: u16) -> Response {
    Response {
        status,
        headers: Headers::default(),
        body: Default::default(),
    }
}

/// Reads a successful response.
pub(crate) fn read<T: ReflectMut + Empty>(protocol: &dyn Protocol, body: &[u8]) -> Result<T, Error> {
    let mut output = T::empty();
    protocol.read_response(&OPERATION, &response(200), body, &mut output)?;
    Ok(output)
}
