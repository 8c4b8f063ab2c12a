//! The documents of bodies: JSON, CBOR and XML.

use std::fmt::Debug;

use tinsmith::protocol::{AWS_JSON_1_1, AWS_QUERY, Protocol, REST_JSON_1, REST_XML, RPC_V2_CBOR};
use tinsmith::shape::{Empty, ReflectMut};

use crate::kinds::{self, Free, Kinds, OPERATION, SERVICE, body, response};
use crate::memory::measured;
use crate::outcome::{accepted, refused};

/// What a value may hold that came in a document and cannot be sent in one.
const UNSENDABLE: [&str; 4] = [
    "a union with an unknown variant cannot be sent",
    "nests too deep to be sent",
    "too many digits to be sent",
    "too large an exponent to be sent",
];

/// Reads JSON, with both sets of names.
pub(crate) fn json(input: &[u8]) -> String {
    [AWS_JSON_1_1, REST_JSON_1]
        .map(|protocol| document::<Kinds>(protocol, input) + &document::<Free>(protocol, input))
        .concat()
}

/// Reads CBOR.
pub(crate) fn cbor(input: &[u8]) -> String {
    document::<Kinds>(RPC_V2_CBOR, input) + &document::<Free>(RPC_V2_CBOR, input)
}

/// Reads XML, with and without an element around the result.
pub(crate) fn xml(input: &[u8]) -> String {
    let wrapped = OPERATION.result_wrapper("TestResult");
    let mut output = Kinds::empty();
    let _ = measured(input.len(), || {
        AWS_QUERY.read_response(&wrapped, &response(200), input, &mut output)
    });
    document::<Kinds>(REST_XML, input)
}

/// Reads a document in all ways that the protocol knows; what was accepted can be written and read again.
fn document<T: ReflectMut + Empty + Debug>(protocol: &dyn Protocol, input: &[u8]) -> String {
    let head = measured(input.len(), || {
        protocol.read_error_head(&SERVICE, &response(400), input)
    });
    let read = || protocol.read_error(&OPERATION, &response(400), input, &mut T::empty());
    let error = measured(input.len(), read).err();
    let error = error.map(|error| refused(&error, input)).unwrap_or_default();
    let outcome = match measured(input.len(), || kinds::read::<T>(protocol, input)) {
        Ok(value) => {
            sent_and_read_again(protocol, &value);
            accepted(&value)
        }
        Err(error) => refused(&error, input),
    };
    format!("{} {} {error} {outcome}", head.code.is_some(), head.message.is_some())
}

fn sent_and_read_again<T: ReflectMut + Empty + Debug>(protocol: &dyn Protocol, value: &T) {
    let sent = match body(protocol, value) {
        Ok(sent) => sent,
        Err(error) => {
            let text = error.to_string();
            let known = UNSENDABLE.iter().any(|reason| text.contains(reason));
            assert!(known, "{text}: {value:?}");
            return;
        }
    };
    let again: T = match kinds::read(protocol, &sent) {
        Ok(again) => again,
        Err(error) => panic!("{error}: {value:?} became {}", String::from_utf8_lossy(&sent)),
    };
    // By their texts, in which a NaN is like another.
    let (value, again) = (format!("{value:?}"), format!("{again:?}"));
    assert_eq!(again, value, "{}", String::from_utf8_lossy(&sent));
}
