//! The examples of the specifications, and what servers write besides.

use proptest::prelude::*;

use super::*;
use crate::http::Headers;
use crate::types::Body;

/// Source: RFC 7616, section 3.9.1.
const NONCE: &str = "7ypf/xlj9XXwfDPEoM4URrv/xwf94BcCAzFZH4GiTo0v";
const CLIENT_NONCE: &str = "f2/wE4q74E6zIJEtWaHKaf5wv/H5QzzpXusqGemxURZJ";

fn request(target: &str) -> Request {
    Request {
        method: "GET",
        origin: "https://example.org".to_owned(),
        target: target.to_owned(),
        headers: Headers::default(),
        body: Body::default(),
    }
}

fn challenge(header: &str) -> Challenge {
    let headers = [("WWW-Authenticate", header)].into_iter().collect();
    Challenge::of(&headers).expect("supported").expect("a digest challenge")
}

/// The header for the first request after this challenge.
fn answer(header: &str, target: &str, login: &Login, client_nonce: &str) -> String {
    let (memory, mut request) = (Memory::default(), request(target));
    memory.remember(&request.origin, challenge(header), client_nonce.to_owned());
    assert!(memory.sign(&mut request, login).expect("signed"));
    request.headers.get("authorization").expect("a header").to_owned()
}

#[test]
fn answers_the_example_of_the_specification() {
    let login = Login::new("Mufasa", "Circle of Life");
    for (algorithm, response) in [
        ("MD5", "8ca523f5e9506fed4657c9700eebdbec"),
        (
            "SHA-256",
            "753927fa0e85d155564e2e272a28d1802ca10daf4496794697cf8db5856cb6c1",
        ),
    ] {
        let header = format!(
            r#"Digest realm="http-auth@example.org", qop="auth, auth-int", algorithm={algorithm}, nonce="{NONCE}", opaque="FQhe""#
        );
        assert_eq!(
            answer(&header, "/dir/index.html", &login, CLIENT_NONCE),
            format!(
                r#"Digest username="Mufasa", realm="http-auth@example.org", nonce="{NONCE}", uri="/dir/index.html", response="{response}", algorithm={algorithm}, opaque="FQhe", qop=auth, nc=00000001, cnonce="{CLIENT_NONCE}""#
            )
        );
    }
}

#[test]
fn answers_with_hashed_names_and_session_keys() {
    // The question is that of RFC 7616, section 3.9.2; the answer was computed with Python's `hashlib`, because the one
    // given there is made with the first half of SHA-512 in place of SHA-512/256.
    let header = r#"Digest realm="api@example.org", qop="auth", algorithm=SHA-512-256, nonce="5TsQWLVdgBdmrQ0XsxbDODV+57QdFR34I9HAbC/RVvkK", charset=UTF-8, userhash=true"#;
    let login = Login::new("J\u{e4}s\u{f8}n Doe", "Secret, or not?");
    let text = answer(header, "/doe.json", &login, "NTg6RKcb9boFIAS3KrFK9BGeh+niz/sm");
    for expected in [
        r#"username="793263caabb707a56211940d90411ea4a575adeccb7e360aeb624ed06ece9b0b", userhash=true"#,
        r#"response="7a4e1192babbba02e91182d2895bfdbf7adafc6e48d4e517ca301974843d840c""#,
    ] {
        assert!(text.contains(expected), "{text}");
    }
    let header = format!(r#"Digest realm="http-auth@example.org", qop=auth, algorithm=SHA-256-sess, nonce="{NONCE}""#);
    let login = Login::new("Mufasa", "Circle of Life");
    let text = answer(&header, "/dir/index.html", &login, CLIENT_NONCE);
    let expected = r#"response="2fd51b3a77ad75bad6afad6003e818d767133c46d9e2749e7f5232ae1ea3efd7""#;
    assert!(text.contains(expected), "{text}");
}

#[test]
fn answers_servers_that_know_no_quality() {
    let header = r#"Digest realm="testrealm@host.com", nonce="dcd98b7102dd2f0e8b11d0f600bfb0c093""#;
    assert_eq!(
        answer(header, "/dir/index.html", &Login::new("Mufasa", "Circle Of Life"), ""),
        r#"Digest username="Mufasa", realm="testrealm@host.com", nonce="dcd98b7102dd2f0e8b11d0f600bfb0c093", uri="/dir/index.html", response="670fd8c2df070c60b045671b8b24ff02""#
    );
}

#[test]
fn requests_are_counted_and_other_servers_are_not_answered() {
    let (memory, login) = (Memory::default(), Login::new("a", "b"));
    let header = r#"Digest realm="r", nonce="n", qop="auth""#;
    memory.remember("https://example.org", challenge(header), "c".to_owned());
    for expected in ["nc=00000001", "nc=00000002"] {
        let mut request = request("/");
        assert!(memory.sign(&mut request, &login).expect("signed"));
        let text = request.headers.get("authorization").expect("a header");
        assert!(text.contains(expected), "{text}");
    }
    let mut elsewhere = Request {
        origin: "https://example.com".to_owned(),
        ..request("/")
    };
    assert!(!memory.sign(&mut elsewhere, &login).expect("nothing to do"));
    assert!(elsewhere.headers.is_empty());
}

#[test]
fn the_first_challenge_that_can_be_answered_is_taken() {
    let headers: Headers = [
        (
            "WWW-Authenticate",
            r#"Basic realm="b", Digest realm="one", nonce="1", algorithm=SHA-3"#,
        ),
        (
            "www-authenticate",
            r#"DIGEST Realm="two",NONCE="2",stale=TRUE, Digest realm="three", nonce="3""#,
        ),
    ]
    .into_iter()
    .collect();
    let challenge = Challenge::of(&headers).expect("supported").expect("two of them");
    assert_eq!((challenge.realm.as_str(), challenge.stale), ("two", true));
}

#[test]
fn says_what_cannot_be_answered() {
    for (header, expected) in [
        (
            r#"Digest nonce="1", qop="auth-int""#,
            "`qop` is `auth-int` and not `auth`",
        ),
        (r#"Digest nonce="1", algorithm=SHA-3"#, "`algorithm` is `SHA-3`"),
        (r#"Digest realm="r""#, "it has no `nonce`"),
    ] {
        let headers = [("WWW-Authenticate", header)].into_iter().collect();
        let error = Challenge::of(&headers).expect_err("not supported");
        assert_eq!(error.kind(), ErrorKind::Credentials);
        assert!(error.to_string().contains(expected), "{error}");
    }
    for header in [r#"Basic realm="b""#, "", "Bearer"] {
        let headers = [("WWW-Authenticate", header)].into_iter().collect();
        assert!(Challenge::of(&headers).expect("no digest").is_none(), "{header}");
    }
}

#[test]
fn control_characters_stay_out_of_headers() {
    let (memory, mut request) = (Memory::default(), request("/"));
    memory.remember(&request.origin, challenge(r#"Digest nonce="1""#), String::new());
    let error = memory
        .sign(&mut request, &Login::new("a\r\nb", "hunter2"))
        .expect_err("a line break");
    assert!(!error.to_string().contains("hunter2"), "{error}");
    assert!(request.headers.is_empty());
}

proptest! {
    #[test]
    fn whatever_a_server_asks_is_read_to_its_end(header in r#"(Digest |Basic |nonce=|qop="?|algorithm=|[,= "\\a1é])*"#) {
        let headers = [("WWW-Authenticate", header.clone())].into_iter().collect();
        if let Ok(Some(challenge)) = Challenge::of(&headers) {
            prop_assert!(!challenge.nonce.is_empty(), "{header}");
        }
    }

    #[test]
    fn what_is_quoted_is_read_as_it_was(text in "[ -~é]*", other in "[ -~]*") {
        let mut fields = fields::Fields::new();
        fields.quoted("nonce", &text);
        fields.quoted("realm", &other);
        let headers = [("WWW-Authenticate", fields.header())].into_iter().collect();
        match Challenge::of(&headers) {
            Ok(Some(challenge)) => prop_assert_eq!((challenge.nonce, challenge.realm), (text, other)),
            _ => prop_assert!(text.is_empty()),
        }
    }
}
