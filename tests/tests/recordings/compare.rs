//! The rules by which a request is the same as a recorded one. They hold for every service.

use tinsmith::http::Request;

use crate::diff::{self, Format};
use crate::fixtures::Recorded;

/// Headers that each side chooses for itself: identification, date, signature, retries, and the length of a body that may
/// be written with other white space.
const OUR_OWN: [&str; 7] = [
    "Authorization",
    "Content-Length",
    "Date",
    "User-Agent",
    "X-Amz-Date",
    "X-Amz-Security-Token",
    "X-Amz-User-Agent",
];
const OUR_OWN_PREFIX: &str = "amz-sdk-";

/// Headers of the recording that nobody needs to send.
///
/// Python's `http.client` asks for `identity` in every request, whatever program uses it. The length is looked at with the
/// body.
const THEIR_OWN: [&str; 2] = ["Accept-Encoding", "Content-Length"];

/// All that is different, in words.
pub(crate) fn differences(recorded: &Recorded, sent: &Request) -> Vec<String> {
    let mut all = Vec::new();
    one("method", &recorded.method, sent.method, &mut all);
    one("target", &recorded.target, &sent.target, &mut all);
    headers(recorded, sent, &mut all);
    body(recorded, sent, &mut all);
    all
}

fn one(what: &str, theirs: &str, ours: &str, all: &mut Vec<String>) {
    if theirs != ours {
        all.push(format!("{what}: {}", diff::texts(theirs, ours)));
    }
}

fn headers(recorded: &Recorded, sent: &Request, all: &mut Vec<String>) {
    for (name, theirs) in &recorded.headers {
        let ours: Vec<_> = sent.headers.get_all(name).collect();
        match ours.as_slice() {
            _ if THEIR_OWN.contains(&name.as_str()) => {}
            [] => all.push(format!("header `{name}`: botocore sends `{theirs}`, we do not")),
            [ours] => one(&format!("header `{name}`"), theirs, ours, all),
            several => all.push(format!("header `{name}`: botocore sends it once, we send {several:?}")),
        }
    }
    for (name, ours) in sent.headers.iter() {
        let known = recorded.headers.keys().any(|theirs| theirs.eq_ignore_ascii_case(name));
        if !known && !is_our_own(name) {
            all.push(format!("header `{name}`: botocore does not send it, we send `{ours}`"));
        }
    }
    if let Some(host) = recorded.headers.get("Host") {
        one("origin", &format!("https://{host}"), &sent.origin, all);
    }
}

fn is_our_own(name: &str) -> bool {
    let prefix = name.get(..OUR_OWN_PREFIX.len()).unwrap_or_default();
    OUR_OWN.iter().any(|own| own.eq_ignore_ascii_case(name)) || prefix.eq_ignore_ascii_case(OUR_OWN_PREFIX)
}

fn body(recorded: &Recorded, sent: &Request, all: &mut Vec<String>) {
    let Some(ours) = sent.body.as_bytes() else {
        all.push("body: it is not whole in memory".to_owned());
        return;
    };
    let length = sent.headers.get("Content-Length").unwrap_or("none");
    if length != ours.len().to_string() {
        all.push(format!(
            "header `Content-Length`: it is {length}, and our body has {} bytes",
            ours.len()
        ));
    }
    let media_type = recorded.headers.get("Content-Type").map_or("", String::as_str);
    let format = match media_type {
        "application/cbor" => Format::Cbor,
        _ => Format::Json,
    };
    all.extend(diff::bodies(format, &recorded.body.bytes(), ours));
}

#[cfg(test)]
mod tests {
    use tinsmith::types::Body;

    use super::*;
    use crate::fixtures::RecordedBody;

    fn pair() -> (Recorded, Request) {
        let headers = [
            ("Host", "h.example"),
            ("Content-Type", "application/json"),
            ("Content-Length", "9"),
        ];
        let recorded = Recorded {
            method: "POST".to_owned(),
            target: "/a%20b?c=d".to_owned(),
            headers: headers.map(|(name, value)| (name.to_owned(), value.to_owned())).into(),
            body: RecordedBody::Text(r#"{"a": [1]}"#.to_owned()),
        };
        let headers = [
            ("host", "h.example"),
            ("content-type", "application/json"),
            ("content-length", "9"),
            ("Amz-Sdk-Request", "attempt=1"),
        ];
        let sent = Request {
            method: "POST",
            origin: "https://h.example".to_owned(),
            target: "/a%20b?c=d".to_owned(),
            headers: headers.into_iter().collect(),
            body: Body::from(r#"{"a":[1]}"#),
        };
        (recorded, sent)
    }

    #[test]
    fn what_each_side_chooses_is_no_difference() {
        let (recorded, sent) = pair();
        assert_eq!(differences(&recorded, &sent), [""; 0]);
    }

    #[test]
    fn every_other_difference_is_found() {
        type Change = fn(&mut Request);
        let cases: [(Change, &str); 10] = [
            (|sent| sent.method = "PUT", "method: botocore"),
            (|sent| sent.target = "/a+b?c=d".to_owned(), "target: botocore"),
            (|sent| sent.origin = "http://h.example".to_owned(), "origin: botocore"),
            (
                |sent| sent.headers.remove("Host"),
                "header `Host`: botocore sends `h.example`, we do not",
            ),
            (
                |sent| sent.headers.append("host", "h.example"),
                "header `Host`: botocore sends it once",
            ),
            (
                |sent| sent.headers.set("Content-Type", "text/json"),
                "header `Content-Type`: botocore",
            ),
            (
                |sent| sent.headers.set("Accept", "a"),
                "header `Accept`: botocore does not send it, we send `a`",
            ),
            (
                |sent| sent.headers.set("content-length", "8"),
                "header `Content-Length`: it is 8, and our body has 9",
            ),
            (
                |sent| sent.headers.remove("content-length"),
                "header `Content-Length`: it is none, and our body has 9",
            ),
            (|sent| sent.body = Body::from(r#"{"a":[2]}"#), "body.a[0]: botocore"),
        ];
        for (change, expected) in cases {
            let (recorded, mut sent) = pair();
            change(&mut sent);
            let found = differences(&recorded, &sent);
            assert!(
                matches!(found.as_slice(), [one] if one.starts_with(expected)),
                "{expected}: {found:?}"
            );
        }
    }
}
