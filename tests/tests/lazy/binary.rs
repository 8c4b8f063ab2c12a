//! A program on the disk: its symbols as Rust names them, and the texts in it.

use std::collections::BTreeSet;
use std::fs;

use aho_corasick::AhoCorasick;
use object::{Object as _, ObjectSymbol as _};

use crate::scratch::Client;

/// A program that was read.
pub(crate) struct Binary {
    bytes: Vec<u8>,
    symbols: BTreeSet<String>,
}

impl Binary {
    /// Reads the program of a client.
    pub(crate) fn read(client: &Client) -> Self {
        let bytes = fs::read(client.program()).expect("the program was built");
        let file = object::File::parse(&*bytes).expect("the program is in the format of this system");
        let names = file.symbols().filter_map(|symbol| symbol.name().ok());
        let symbols = names
            .map(|name| format!("{:#}", rustc_demangle::demangle(name)))
            .collect();
        Self { bytes, symbols }
    }

    pub(crate) fn size(&self) -> u64 {
        self.bytes.len() as u64
    }

    /// The symbols of generated code in which this is a name as a whole.
    pub(crate) fn symbols_with(&self, name: &str) -> impl Iterator<Item = &str> {
        let generated = self
            .symbols
            .iter()
            .filter(|symbol| symbol.contains("_client::connect::"));
        generated
            .map(String::as_str)
            .filter(move |symbol| mentions(symbol, name))
    }

    /// Those of the texts whose bytes are in the program, as data or in a symbol.
    pub(crate) fn texts_among<'a>(&self, texts: &[&'a str]) -> BTreeSet<&'a str> {
        let searched = AhoCorasick::new(texts).expect("a few thousand short texts are not too much");
        let found = searched.find_overlapping_iter(&self.bytes);
        found.map(|found| texts[found.pattern()]).collect()
    }
}

/// Whether a path in Rust has a part of this name.
fn mentions(path: &str, name: &str) -> bool {
    let mut parts = path.split(|letter: char| !letter.is_alphanumeric() && letter != '_');
    parts.any(|part| part == name)
}

#[test]
fn names_are_found_as_a_whole() {
    let symbol = "<whole_client::connect::types::bot::Bot as tinsmith::shape::Reflect>::member";
    for (name, expected) in [("Bot", true), ("bot", true), ("Bo", false), ("Reflec", false)] {
        assert_eq!(mentions(symbol, name), expected, "{name}");
    }
}
