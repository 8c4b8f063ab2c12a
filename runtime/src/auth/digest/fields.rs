//! The parameters of a header: `name="quoted"` and `name=plain`, written and read.

use crate::codec::text::{NONE, percent_encode};

/// The parameters of an `Authorization` header on their way.
pub(super) struct Fields(String);

impl Fields {
    pub(super) fn new() -> Self {
        Self("Digest".to_owned())
    }

    pub(super) fn plain(&mut self, name: &str, value: &str) {
        let separator = if self.0.ends_with("Digest") { " " } else { ", " };
        self.0.extend([separator, name, "=", value]);
    }

    pub(super) fn quoted(&mut self, name: &str, value: &str) {
        let value = value.replace('\\', r"\\").replace('"', "\\\"");
        self.plain(name, &["\"", &value, "\""].concat());
    }

    /// A value that may have characters which headers cannot hold (RFC 8187).
    pub(super) fn name(&mut self, name: &str, value: &str) {
        if value.is_ascii() {
            return self.quoted(name, value);
        }
        let mut encoded = "UTF-8''".to_owned();
        percent_encode(value, NONE, &mut encoded);
        self.plain(&[name, "*"].concat(), &encoded);
    }

    pub(super) fn header(self) -> String {
        self.0
    }
}

/// The parts of a `WWW-Authenticate` header, in order.
pub(super) struct Reader<'a>(&'a str);

/// A part of a `WWW-Authenticate` header.
#[derive(Debug, PartialEq)]
pub(super) enum Part<'a> {
    Scheme(&'a str),
    Parameter(&'a str, String),
}

impl<'a> Reader<'a> {
    pub(super) fn new(header: &'a str) -> Self {
        Self(header)
    }

    fn skip(&mut self, of_kind: fn(char) -> bool) {
        self.0 = self.0.trim_start_matches(of_kind);
    }

    fn token(&mut self) -> &'a str {
        let is_token = |c: char| c.is_ascii_alphanumeric() || "!#$%&'*+-.^_`|~".contains(c);
        let end = self.0.find(|c| !is_token(c)).unwrap_or(self.0.len());
        let (token, rest) = self.0.split_at(end);
        self.0 = rest;
        token
    }

    fn value(&mut self) -> String {
        match self.0.strip_prefix('"') {
            Some(inside) => {
                self.0 = inside;
                self.quoted()
            }
            None => self.token().to_owned(),
        }
    }

    /// The text up to the quotation mark, which may be missing at the end of the header.
    fn quoted(&mut self) -> String {
        let mut text = String::new();
        let mut characters = self.0.chars();
        while let Some(character) = characters.next() {
            match character {
                '"' => break,
                '\\' => text.extend(characters.next()),
                other => text.push(other),
            }
        }
        self.0 = characters.as_str();
        text
    }
}

impl<'a> Iterator for Reader<'a> {
    type Item = Part<'a>;

    fn next(&mut self) -> Option<Part<'a>> {
        loop {
            self.skip(|c| c == ',' || c.is_whitespace());
            let name = self.token();
            if name.is_empty() {
                // Something that is no parameter: what comes after the next comma may be one again.
                let (_, rest) = self.0.split_once(',')?;
                self.0 = rest;
                continue;
            }
            let Some(rest) = self.0.trim_start().strip_prefix('=') else {
                return Some(Part::Scheme(name));
            };
            self.0 = rest.trim_start();
            return Some(Part::Parameter(name, self.value()));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_schemes_and_parameters() {
        let header = r#"Negotiate a/b==, Basic realm="x", Digest realm = "a \"b\", c" ,nonce=n1,, Bearer"#;
        let text = |part| match part {
            Part::Scheme(name) => name.to_owned(),
            Part::Parameter(name, value) => format!("{name}={value}"),
        };
        let parts: Vec<String> = Reader::new(header).map(text).collect();
        // The `a` is a piece of the data of a scheme that nobody asks for.
        let expected = [
            "Negotiate",
            "a",
            "Basic",
            "realm=x",
            "Digest",
            "realm=a \"b\", c",
            "nonce=n1",
            "Bearer",
        ];
        assert_eq!(parts, expected);
    }

    #[test]
    fn headers_that_are_none_are_read_to_their_end() {
        for (header, count) in [("", 0), (",,,", 0), ("=", 0), ("Digest realm=\"", 2), ("é=\\", 0)] {
            assert_eq!(Reader::new(header).count(), count, "{header}");
        }
    }

    #[test]
    fn writes_what_headers_can_hold() {
        let mut fields = Fields::new();
        fields.name("username", r#"a"\b"#);
        fields.name("username", "J\u{e4}s");
        fields.plain("nc", "00000001");
        let expected = r#"Digest username="a\"\\b", username*=UTF-8''J%C3%A4s, nc=00000001"#;
        assert_eq!(fields.header(), expected);
    }
}
