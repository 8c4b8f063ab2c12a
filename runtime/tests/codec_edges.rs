//! Values at the edges of what a format can say, most of them found by the test program `fuzz`.

mod kinds;

use kinds::{Kinds, read};
use tinsmith::protocol::RPC_V2_CBOR;

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
