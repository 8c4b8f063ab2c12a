//! The documents of bodies: JSON, CBOR and XML.

use std::fmt::Debug;

use tinsmith::protocol::{AWS_JSON_1_1, AWS_QUERY, Protocol, REST_JSON_1, REST_XML, RPC_V2_CBOR};
use tinsmith::shape::{Empty, ReflectMut};

use crate::kinds::{self, Free, Kinds, OPERATION, SERVICE, body, response};
use crate::memory::measured;
use crate::outcome::{accepted, refused};

/// What a value may hold that came in a document and cannot be sent in one.
const UNSENDABLE: [&str; 5] = [
    "a union with an unknown variant cannot be sent",
    "nests too deep to be sent",
    "timestamp is out of range",
    "too many digits to be sent",
    "too large an exponent to be sent",
];

/// Reads JSON, with both sets of names.
pub(crate) fn json(input: &[u8]) -> Vec<String> {
    [AWS_JSON_1_1, REST_JSON_1]
        .map(|protocol| [document::<Kinds>(protocol, input), document::<Free>(protocol, input)].concat())
        .concat()
}

/// Reads CBOR.
pub(crate) fn cbor(input: &[u8]) -> Vec<String> {
    [
        document::<Kinds>(RPC_V2_CBOR, input),
        document::<Free>(RPC_V2_CBOR, input),
    ]
    .concat()
}

/// Reads XML, with and without an element around the result.
pub(crate) fn xml(input: &[u8]) -> Vec<String> {
    let wrapped = OPERATION.result_wrapper("TestResult");
    let mut output = Kinds::empty();
    let _ = measured(input.len(), || {
        AWS_QUERY.read_response(&wrapped, &response(200), input, &mut output)
    });
    document::<Kinds>(REST_XML, input)
}

/// Reads a document in all ways that the protocol knows; what was accepted can be written and read again.
fn document<T: ReflectMut + Empty + Debug>(protocol: &dyn Protocol, input: &[u8]) -> Vec<String> {
    let head = measured(input.len(), || {
        protocol.read_error_head(&SERVICE, &response(400), input)
    });
    let read = || protocol.read_error(&OPERATION, &response(400), input, &mut T::empty());
    let error = measured(input.len(), read).err();
    let mut outcome = match measured(input.len(), || kinds::read::<T>(protocol, input)) {
        Ok(value) => {
            sent_and_read_again(protocol, &value);
            accepted(&value)
        }
        Err(error) => vec![refused(&error, input)],
    };
    outcome.extend(error.map(|error| refused(&error, input)));
    outcome.extend(head.code.map(|_| "code".to_owned()));
    outcome.extend(head.message.map(|_| "message".to_owned()));
    outcome
}

/// By their texts, in which a NaN is like another.
fn sent_and_read_again<T: ReflectMut + Empty + Debug>(protocol: &dyn Protocol, value: &T) {
    let Some(mut again) = sent_and_read(protocol, value) else {
        return;
    };
    let mut before = format!("{value:?}");
    if before.contains("BigDecimal(") {
        // CBOR says a decimal number in another way, and then in that.
        before = format!("{again:?}");
        again = sent_and_read(protocol, &again).expect("it was sent before");
    }
    assert_eq!(format!("{again:?}"), before, "{}", protocol.name());
}

/// Nothing for a value that cannot be sent.
fn sent_and_read<T: ReflectMut + Empty + Debug>(protocol: &dyn Protocol, value: &T) -> Option<T> {
    let sent = match body(protocol, value) {
        Ok(sent) => sent,
        Err(error) => {
            let text = error.to_string();
            let known = UNSENDABLE.iter().any(|reason| text.contains(reason));
            assert!(known, "{text}: {value:?}");
            return None;
        }
    };
    match kinds::read(protocol, &sent) {
        Ok(again) => Some(again),
        Err(error) => panic!("{error}: {value:?} became {}", String::from_utf8_lossy(&sent)),
    }
}
