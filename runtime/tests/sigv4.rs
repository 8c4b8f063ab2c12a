//! The outside suites for signature version 4: botocore's `aws4_testsuite` and the `v4` half of `aws-signing-test-suite`.
//!
//! The other half, `v4a`, is for SigV4a with its asymmetric keys, which this crate does not have yet.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use serde_json::Value;
use tinsmith::auth::sigv4::{
    KeyCache, PathEncoding, Payload, Placement, SessionToken, Settings, SignableRequest, Signer,
};
use tinsmith::credentials::Credentials;

/// 2015-08-30T12:36:00Z, the time of every case.
const SECONDS: i64 = 1_440_938_160;

/// Parts of cases that we do not meet, and why. One that is met fails the test.
const GAPS: [(&str, &str, &str); 2] = [
    (
        "get-space-normalized",
        "header-signed-request",
        "the request line has the space of the path decoded, as request.txt of the case has not",
    ),
    (
        "get-space-normalized",
        "query-signed-request",
        "the request line has the space of the path decoded, as request.txt of the case has not",
    ),
];

/// Cases that are right for services which encode the path once; `context.json` does not say so.
const ENCODED_ONCE: [&str; 1] = ["get-space-normalized"];

/// A request as the suites write it.
#[derive(Debug, PartialEq)]
struct Request {
    method: String,
    target: String,
    headers: Vec<(String, String)>,
    body: String,
}

impl Request {
    fn parse(text: &str) -> Self {
        let (head, body) = text.split_once("\n\n").unwrap_or((text, ""));
        let mut lines = head.lines();
        let (method, rest) = lines.next().unwrap().split_once(' ').unwrap();
        // Some paths have a space in them.
        let target = rest.strip_suffix(" HTTP/1.1").unwrap();
        let mut headers: Vec<(String, String)> = Vec::new();
        for line in lines {
            if line.starts_with(' ') {
                // A line break within a value is a space (RFC 9112, section 5.2).
                let (_, value) = headers.last_mut().unwrap();
                value.push(' ');
                value.push_str(line);
            } else {
                let (name, value) = line.split_once(':').unwrap();
                headers.push((name.to_owned(), value.to_owned()));
            }
        }
        Self {
            method: method.to_owned(),
            target: target.to_owned(),
            headers,
            body: body.trim_end_matches('\n').to_owned(),
        }
    }

    fn with_headers(mut self, added: Vec<(&'static str, String)>) -> Self {
        for (name, value) in added {
            self.headers.retain(|(present, _)| !present.eq_ignore_ascii_case(name));
            self.headers.push((name.to_owned(), value));
        }
        self
    }

    fn with_parameters(mut self, parameters: &str) -> Self {
        self.target.push(if self.target.contains('?') { '&' } else { '?' });
        self.target.push_str(parameters);
        self
    }

    /// The order of headers and the case of their names say nothing.
    fn comparable(mut self) -> Self {
        for (name, value) in &mut self.headers {
            name.make_ascii_lowercase();
            *value = value.trim().to_owned();
        }
        self.headers.sort();
        self
    }
}

/// What a case expects, part by part, against what comes out.
struct Case {
    name: String,
    request: Request,
    credentials: Credentials,
    settings: Settings,
    region: String,
    service: String,
    failures: BTreeSet<(String, String)>,
    parts: usize,
}

impl Case {
    fn expect<T: PartialEq + std::fmt::Debug>(&mut self, part: &str, found: &T, expected: &T) {
        self.parts += 1;
        if found != expected {
            eprintln!("{} {part}:\nfound    {found:?}\nexpected {expected:?}", self.name);
            self.failures.insert((self.name.clone(), part.to_owned()));
        }
    }

    fn run<T>(&self, with: impl FnOnce(&Signer<'_>, &SignableRequest<'_>) -> T) -> T {
        let (path, query) = self
            .request
            .target
            .split_once('?')
            .unwrap_or((&self.request.target, ""));
        let headers: Vec<_> = self
            .request
            .headers
            .iter()
            .map(|(name, value)| (&**name, &**value))
            .collect();
        let request = SignableRequest {
            method: &self.request.method,
            path,
            query,
            headers: &headers,
            payload: Payload::Bytes(self.request.body.as_bytes()),
        };
        let keys = KeyCache::new();
        let signer = Signer {
            credentials: &self.credentials,
            region: &self.region,
            service: &self.service,
            seconds: SECONDS,
            settings: self.settings,
            keys: &keys,
        };
        with(&signer, &request)
    }
}

fn read(path: &Path) -> String {
    let text = std::fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    text.replace("\r\n", "\n")
}

/// The folder of the suite; nothing, and a line that says so, where the outside suites are absent.
fn suite(name: &str) -> Option<PathBuf> {
    let default = concat!(env!("CARGO_MANIFEST_DIR"), "/../../shared/conformance");
    let root = std::env::var_os("CONFORMANCE_DIR").map_or_else(|| default.into(), PathBuf::from);
    if !root.exists() {
        eprintln!("skipped {name}: set CONFORMANCE_DIR to a copy of the outside suites");
        return None;
    }
    Some(root.join("sigv4").join(name))
}

/// The folders below this one that hold a case.
fn folders(root: &Path, is_case: &dyn Fn(&Path) -> bool) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(root).unwrap_or_else(|error| panic!("{}: {error}", root.display())) {
        let path = entry.unwrap().path();
        if is_case(&path) {
            found.push(path);
        } else if path.is_dir() {
            found.extend(folders(&path, is_case));
        }
    }
    found.sort();
    found
}

fn name(folder: &Path) -> String {
    folder.file_name().unwrap().to_str().unwrap().to_owned()
}

/// Fails on cases that are not met, and on gaps that are.
fn settle(cases: &[Case], least: usize) {
    assert!(cases.len() >= least, "only {} cases were found", cases.len());
    let failures: BTreeSet<_> = cases.iter().flat_map(|case| case.failures.clone()).collect();
    let here = |name: &str| cases.iter().any(|case| case.name == name);
    let gaps = GAPS.iter().filter(|(name, ..)| here(name));
    let gaps: BTreeSet<_> = gaps
        .map(|(name, part, _)| ((*name).to_owned(), (*part).to_owned()))
        .collect();
    assert_eq!(failures, gaps, "failures on the left, gaps on the right");
}

#[test]
fn aws4_testsuite() {
    let Some(root) = suite("aws4_testsuite") else { return };
    let mut cases = Vec::new();
    for folder in folders(&root, &|path| path.join(format!("{}.req", name(path))).exists()) {
        let part = |extension: &str| read(&folder.join(format!("{}.{extension}", name(&folder))));
        let signed = Request::parse(&part("sreq"));
        let token = |request: &Request| {
            let mut headers = request.headers.iter();
            headers
                .find(|(name, _)| name.eq_ignore_ascii_case("x-amz-security-token"))
                .map(|(_, value)| value.clone())
        };
        let request = Request::parse(&part("req"));
        let credentials = Credentials::new("AKIDEXAMPLE", "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY");
        let mut case = Case {
            name: name(&folder),
            credentials: match token(&signed) {
                Some(token) => credentials.with_session_token(token),
                None => credentials,
            },
            settings: Settings {
                session_token: match (token(&signed), token(&request)) {
                    (Some(_), None) => SessionToken::AddedAfter,
                    _ => SessionToken::Signed,
                },
                ..Settings::GENERAL
            },
            request,
            region: "us-east-1".to_owned(),
            service: "service".to_owned(),
            failures: BTreeSet::new(),
            parts: 0,
        };
        let steps = case
            .run(|signer, request| signer.steps(request, Placement::Headers))
            .unwrap();
        let added = case.run(|signer, request| signer.headers(request)).unwrap();
        let authorization = added
            .iter()
            .find(|(name, _)| *name == "authorization")
            .unwrap()
            .1
            .clone();
        case.expect("creq", &steps.canonical_request, &part("creq"));
        case.expect("sts", &steps.string_to_sign, &part("sts"));
        case.expect("authz", &authorization, &part("authz"));
        let found = Request::parse(&part("req")).with_headers(added).comparable();
        case.expect("sreq", &found, &signed.comparable());
        cases.push(case);
    }
    settle(&cases, 16);
}

#[test]
fn aws_signing_test_suite() {
    let Some(root) = suite("aws-signing-test-suite/v4") else {
        return;
    };
    let mut cases = Vec::new();
    for folder in folders(&root, &|path| path.join("context.json").exists()) {
        let part = |file: &str| read(&folder.join(format!("{file}.txt")));
        let context: Value = serde_json::from_str(&read(&folder.join("context.json"))).unwrap();
        assert_eq!(context["timestamp"], "2015-08-30T12:36:00Z");
        let text = |value: &Value| value.as_str().unwrap().to_owned();
        let keys = &context["credentials"];
        let credentials = Credentials::new(text(&keys["access_key_id"]), text(&keys["secret_access_key"]));
        let name = name(&folder);
        let mut case = Case {
            credentials: match keys["token"].as_str() {
                Some(token) => credentials.with_session_token(token),
                None => credentials,
            },
            settings: Settings {
                path_encoding: match ENCODED_ONCE.contains(&&*name) {
                    true => PathEncoding::Single,
                    false => PathEncoding::Double,
                },
                normalize_path: context["normalize"].as_bool().unwrap(),
                session_token: match context["omit_session_token"].as_bool() {
                    Some(true) => SessionToken::AddedAfter,
                    _ => SessionToken::Signed,
                },
                content_sha256_header: context["sign_body"].as_bool().unwrap(),
            },
            name,
            request: Request::parse(&part("request")),
            region: text(&context["region"]),
            service: text(&context["service"]),
            failures: BTreeSet::new(),
            parts: 0,
        };
        let expires = u32::try_from(context["expiration_in_seconds"].as_u64().unwrap()).unwrap();
        for (form, placement) in [("header", Placement::Headers), ("query", Placement::Query { expires })] {
            let steps = case.run(|signer, request| signer.steps(request, placement)).unwrap();
            let request = Request::parse(&part("request"));
            let signed = match placement {
                Placement::Headers => request.with_headers(case.run(|signer, r| signer.headers(r)).unwrap()),
                Placement::Query { .. } => {
                    request.with_parameters(&case.run(|signer, r| signer.query(r, expires)).unwrap())
                }
            };
            let part = |name: &str| part(&format!("{form}-{name}"));
            let label = |name: &str| format!("{form}-{name}");
            case.expect(
                &label("canonical-request"),
                &steps.canonical_request,
                &part("canonical-request"),
            );
            case.expect(&label("string-to-sign"), &steps.string_to_sign, &part("string-to-sign"));
            case.expect(&label("signature"), &steps.signature, &part("signature"));
            let expected = Request::parse(&part("signed-request")).comparable();
            case.expect(&label("signed-request"), &signed.comparable(), &expected);
        }
        assert_eq!(case.parts, 8);
        cases.push(case);
    }
    settle(&cases, 19);
}
