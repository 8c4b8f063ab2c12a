//! A program pays for the operations that it calls, whether the client has only those or the whole service.
//!
//! The same program is built twice, optimised and with its symbols: once with the whole of Connect, once with Connect cut to the two
//! operations that the program calls. What the second lacks must not be found in the first.

mod binary;
mod scratch;

use std::collections::BTreeSet;

use self::binary::Binary;
use self::scratch::{Client, OPERATIONS};

/// By how much the program with the whole service may be larger, in parts per thousand: names of crates differ, and so does padding.
const LARGER: u64 = 5;

/// Shorter names turn up in other people's code.
const SHORTEST: usize = 6;

#[test]
fn a_program_pays_for_the_operations_that_it_calls() {
    let (whole, cut) = (Client::generate("whole", &[]), Client::generate("cut", &OPERATIONS));
    scratch::build(&[&whole, &cut]);
    let (large, small) = (Binary::read(&whole), Binary::read(&cut));
    println!(
        "whole service: {} bytes, two operations: {} bytes",
        large.size(),
        small.size()
    );

    for called in ["AssociateWorkspaceRequest", "DisassociateWorkspaceResponse"] {
        assert!(
            large.symbols_with(called).next().is_some(),
            "no symbol names `{called}`: the test sees nothing"
        );
        let texts = large.texts_among(&[called]);
        assert_eq!(texts.len(), 1, "no text has `{called}`: the test sees nothing");
    }

    let types: BTreeSet<&String> = whole.types.difference(&cut.types).collect();
    assert!(
        types.len() > 1000,
        "the whole service has only {} types more",
        types.len()
    );
    let symbols: Vec<&str> = types.iter().flat_map(|name| large.symbols_with(name)).collect();
    assert!(symbols.is_empty(), "symbols of what is not called: {symbols:#?}");

    let names = whole.wire_names.difference(&cut.wire_names).map(String::as_str);
    let names: Vec<&str> = names.filter(|name| name.len() >= SHORTEST).collect();
    // What the program has without the other operations comes from elsewhere.
    let elsewhere = small.texts_among(&names);
    let names: Vec<&str> = names.into_iter().filter(|name| !elsewhere.contains(name)).collect();
    assert!(
        names.len() > 1500,
        "the whole service has only {} names more",
        names.len()
    );
    let found = large.texts_among(&names);
    assert!(found.is_empty(), "names of what is not called: {found:?}");

    let limit = small.size() + small.size() * LARGER / 1000;
    assert!(
        large.size() <= limit,
        "{} bytes, with only the two operations {}",
        large.size(),
        small.size()
    );
}
