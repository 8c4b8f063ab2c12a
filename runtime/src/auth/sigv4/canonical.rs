//! Path, query and headers in the canonical form that is hashed; knows no keys and no time.

use std::cmp::Ordering;

use super::encode::{self, canonical_component, is_unreserved};
use super::{PathEncoding, Placement, Settings, SigningError};

/// Headers that proxies and transports change on the way, or that carry the signature.
///
/// Source: the lists of botocore (`SIGNED_HEADERS_BLACKLIST`) and of the official Rust SDK (`SigningSettings`).
const EXCLUDED: [&str; 7] = [
    "authorization",
    "connection",
    "expect",
    "proxy-authorization",
    "transfer-encoding",
    "user-agent",
    "x-amzn-trace-id",
];

/// Headers that a browser which opens a presigned address does not send.
const EXCLUDED_FROM_ADDRESSES: [&str; 2] = ["x-amz-user-agent", "x-amz-checksum-mode"];

const PARAMETERS: [&str; 7] = [
    "X-Amz-Algorithm",
    "X-Amz-Credential",
    "X-Amz-Date",
    "X-Amz-Expires",
    "X-Amz-Security-Token",
    "X-Amz-Signature",
    "X-Amz-SignedHeaders",
];

pub(super) fn is_excluded(name: &str, placement: Placement) -> bool {
    let named = |list: &[&str]| list.iter().any(|excluded| name.eq_ignore_ascii_case(excluded));
    named(&EXCLUDED) || placement != Placement::Headers && named(&EXCLUDED_FROM_ADDRESSES)
}

pub(super) fn push_path(out: &mut String, path: &str, settings: Settings) {
    if !settings.normalize_path {
        if !path.starts_with('/') {
            out.push('/');
        }
        return push_segment(out, path, settings.path_encoding);
    }
    let start = out.len();
    for segment in path.split('/') {
        match segment {
            "" | "." => {}
            // Encoding makes no slashes, so the last one is where the last segment begins.
            ".." => out.truncate(out.rfind('/').filter(|&slash| slash >= start).unwrap_or(start)),
            _ => {
                out.push('/');
                push_segment(out, segment, settings.path_encoding);
            }
        }
    }
    let last = path.rsplit('/').next().unwrap_or("");
    if matches!(last, "" | "." | "..") {
        out.push('/');
    }
}

fn push_segment(out: &mut String, text: &str, encoding: PathEncoding) {
    let keep = |byte| match encoding {
        PathEncoding::Single => is_unreserved(byte) || matches!(byte, b'/' | b'%'),
        PathEncoding::Double => is_unreserved(byte) || byte == b'/',
    };
    if encode::every(text.as_bytes(), keep) {
        out.push_str(text);
    } else {
        encode::push_kept(out, text.as_bytes(), keep);
    }
}

/// The parameters of both queries, encoded and sorted by name, those of one name by value.
pub(super) fn push_query(out: &mut String, queries: [&str; 2]) {
    let mut parameters: Vec<_> = queries
        .iter()
        .flat_map(|query| parameters(query))
        .map(|(name, value)| (canonical_component(name), canonical_component(value)))
        .collect();
    parameters.sort_unstable();
    let mut separator = "";
    for (name, value) in &parameters {
        for piece in [separator, name, "=", value] {
            out.push_str(piece);
        }
        separator = "&";
    }
}

/// The name of the first parameter of a signature in the query.
pub(super) fn signing_parameter(query: &str) -> Option<&'static str> {
    parameters(query).find_map(|(name, _)| {
        let name = canonical_component(name);
        PARAMETERS
            .into_iter()
            .find(|parameter| parameter.eq_ignore_ascii_case(&name))
    })
}

fn parameters(query: &str) -> impl Iterator<Item = (&str, &str)> {
    query
        .split('&')
        .filter(|parameter| !parameter.is_empty())
        .map(|parameter| parameter.split_once('=').unwrap_or((parameter, "")))
}

/// Sorts by name; headers of one name keep their order, for it counts.
pub(super) fn check_and_sort(headers: &mut [(&str, &str)]) -> Result<(), SigningError> {
    if let Some((name, _)) = headers
        .iter()
        .find(|(name, value)| !is_header_name(name) || !is_header_value(value))
    {
        let name = (*name).to_owned();
        return Err(SigningError::InvalidHeader { name });
    }
    if !headers
        .iter()
        .any(|(name, value)| name.eq_ignore_ascii_case("host") && !value.is_empty())
    {
        return Err(SigningError::MissingHost);
    }
    headers.sort_by(|(a, _), (b, _)| compare_names(a, b));
    Ok(())
}

fn compare_names(a: &str, b: &str) -> Ordering {
    let lower = |byte: u8| byte.to_ascii_lowercase();
    a.bytes().map(lower).cmp(b.bytes().map(lower))
}

/// Source: "token" in RFC 9110, section 5.6.2.
fn is_header_name(name: &str) -> bool {
    !name.is_empty() && encode::every(name.as_bytes(), |byte| IN_TOKEN[usize::from(byte)])
}

const IN_TOKEN: [bool; 256] = {
    let mut table = [false; 256];
    let mut byte = 0_u8;
    while byte < 128 {
        let is_symbol = matches!(
            byte,
            b'!' | b'#' | b'$' | b'%' | b'&' | b'\'' | b'*' | b'+' | b'-' | b'.' | b'^' | b'_' | b'`' | b'|' | b'~'
        );
        table[byte as usize] = byte.is_ascii_alphanumeric() || is_symbol;
        byte += 1;
    }
    table
};

pub(super) fn is_header_value(value: &str) -> bool {
    encode::every(value.as_bytes(), |byte| byte == b'\t' || !byte.is_ascii_control())
}

/// The names of sorted headers, each once: `host;x-amz-date`.
pub(super) fn push_names(out: &mut String, headers: &[(&str, &str)]) {
    for (index, group) in groups(headers).enumerate() {
        if index > 0 {
            out.push(';');
        }
        push_name(out, group);
    }
}

/// Sorted headers, a line for each name, with the values of one name joined.
pub(super) fn push_headers(out: &mut String, headers: &[(&str, &str)]) {
    for group in groups(headers) {
        push_name(out, group);
        let mut separator = ':';
        for (_, value) in group {
            out.push(separator);
            push_folded(out, value);
            separator = ',';
        }
        out.push('\n');
    }
}

fn groups<'a, 'b>(headers: &'a [(&'b str, &'b str)]) -> impl Iterator<Item = &'a [(&'b str, &'b str)]> {
    headers.chunk_by(|(a, _), (b, _)| a.eq_ignore_ascii_case(b))
}

fn push_name(out: &mut String, group: &[(&str, &str)]) {
    if let Some((name, _)) = group.first() {
        let start = out.len();
        out.push_str(name);
        out[start..].make_ascii_lowercase();
    }
}

/// Writes a value without white space around it and with one space where there are several.
///
/// White space around a value is no part of it (RFC 9110, section 5.5). Within it services fold spaces, and nothing else.
fn push_folded(out: &mut String, value: &str) {
    let value = value.trim_matches([' ', '\t']);
    if !value.as_bytes().windows(2).any(|pair| pair == b"  ") {
        return out.push_str(value);
    }
    let mut separator = "";
    for word in value.split(' ').filter(|word| !word.is_empty()) {
        out.push_str(separator);
        out.push_str(word);
        separator = " ";
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths() {
        let single = Settings::S3;
        let double = Settings {
            normalize_path: false,
            ..Settings::GENERAL
        };
        let normal = Settings::GENERAL;
        for (settings, path, expected) in [
            (single, "", "/"),
            (single, "a", "/a"),
            (single, "//a/./../b//", "//a/./../b//"),
            (single, "/a%20b/c d:e", "/a%20b/c%20d%3Ae"),
            (double, "/a%20b/c d:e", "/a%2520b/c%20d%3Ae"),
            (double, "/ሴ", "/%E1%88%B4"),
            (normal, "", "/"),
            (normal, "/", "/"),
            (normal, "a/b", "/a/b"),
            (normal, "/a/b", "/a/b"),
            (normal, "/a/b/", "/a/b/"),
            (normal, "//a///b//", "/a/b/"),
            (normal, "/a/./b", "/a/b"),
            (normal, "/a/.", "/a/"),
            (normal, "/a/b/..", "/a/"),
            (normal, "/a/b/../", "/a/"),
            (normal, "/a/b/../c", "/a/c"),
            (normal, "/../../a", "/a"),
            (normal, "/a/../..", "/"),
            (normal, "/a%2F../b%20", "/a%252F../b%2520"),
            (normal, "/.../a", "/.../a"),
        ] {
            let mut out = "GET\n/".to_owned();
            push_path(&mut out, path, settings);
            assert_eq!(out, format!("GET\n/{expected}"), "{path} {settings:?}");
        }
    }

    #[test]
    fn queries() {
        for (queries, expected) in [
            (["", ""], ""),
            (["b&a=2&a=1", ""], "a=1&a=2&b="),
            (["a=1", "B=1&a=0"], "B=1&a=0&a=1"),
            (["a=b=c&&=x", ""], "=x&a=b%3Dc"),
            (["a-b=1&a=1&ab=1", ""], "a=1&a-b=1&ab=1"),
            (["%61=1&a=0", ""], "a=0&a=1"),
        ] {
            let mut out = String::new();
            push_query(&mut out, queries);
            assert_eq!(out, expected);
        }
    }

    #[test]
    fn headers_are_sorted_and_folded() {
        let mut headers = [
            ("X-B", " b "),
            ("host", "h"),
            ("x-b", "\ta"),
            ("x-A", "\"a   b\"  c"),
            ("x", "1"),
        ];
        check_and_sort(&mut headers).unwrap();
        let mut out = String::new();
        push_headers(&mut out, &headers);
        assert_eq!(out, "host:h\nx:1\nx-a:\"a b\" c\nx-b:b,a\n");
        let mut out = String::new();
        push_names(&mut out, &headers);
        assert_eq!(out, "host;x;x-a;x-b");
    }

    #[test]
    fn headers_that_cannot_be_sent_are_refused() {
        let invalid = |name: &str| SigningError::InvalidHeader { name: name.to_owned() };
        for (header, expected) in [
            (("x-a", "1"), SigningError::MissingHost),
            (("host", ""), SigningError::MissingHost),
            (("x-a", "1\r\nx-b: 2"), invalid("x-a")),
            (("x-a", "\0"), invalid("x-a")),
            (("x a", "1"), invalid("x a")),
            (("x:a", "1"), invalid("x:a")),
            (("", "1"), invalid("")),
        ] {
            assert_eq!(check_and_sort(&mut [header]), Err(expected));
        }
    }
}
