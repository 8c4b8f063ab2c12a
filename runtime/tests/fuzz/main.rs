//! Bytes that nobody meant to send: mutated seeds, read by everything that reads an answer.
//!
//! A run takes [`SECONDS`](engine::SECONDS) per reader; `TINSMITH_FUZZ_SECONDS=600` asks for more, best with `--release`.
//! `CONFORMANCE_DIR=../shared/conformance` adds the answers of the outside suites to the seeds,
//! `TINSMITH_FUZZ_SEED=7` begins with another random number, and `TINSMITH_FUZZ_INPUT=FILE` reads one input alone.

#[path = "../kinds/mod.rs"]
mod kinds;

mod answers;
mod documents;
mod engine;
mod headers;
mod memory;
mod mutate;
mod outcome;
mod seeds;

use crate::engine::Reader;
use crate::seeds::words;

#[test]
fn json() {
    engine::run(&Reader {
        name: "json",
        seeds: seeds::json,
        words: words::JSON,
        read: documents::json,
    });
}

#[test]
fn cbor() {
    engine::run(&Reader {
        name: "cbor",
        seeds: seeds::cbor,
        words: words::CBOR,
        read: documents::cbor,
    });
}

#[test]
fn xml() {
    engine::run(&Reader {
        name: "xml",
        seeds: seeds::xml,
        words: words::XML,
        read: documents::xml,
    });
}

#[test]
fn headers() {
    engine::run(&Reader {
        name: "headers",
        seeds: seeds::headers,
        words: words::HEADER,
        read: headers::read,
    });
}

#[test]
fn errors() {
    engine::run(&Reader {
        name: "errors",
        seeds: seeds::errors,
        words: words::ERROR,
        read: answers::read,
    });
}
