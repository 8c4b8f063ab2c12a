//! Signature version 4, computed again from the bytes that were received. Shares no code with the signer of the runtime.
//!
//! Source: "Create a signed AWS API request" in the IAM user guide of AWS.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::ops::Range;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use hmac::{Hmac, KeyInit as _, Mac as _};
use sha2::{Digest as _, Sha256};

use super::request::Request;

/// Whose signatures a server takes, and for what.
#[derive(Debug, Clone, Copy)]
pub struct Account {
    /// The id of the key.
    pub access_key_id: &'static str,
    /// The secret.
    pub secret_access_key: &'static str,
    /// The token of temporary credentials.
    pub session_token: Option<&'static str>,
    /// The region in the scope.
    pub region: &'static str,
    /// The signing name of the service in the scope.
    pub service: &'static str,
}

const ALGORITHM: &str = "AWS4-HMAC-SHA256";

/// Services refuse a request whose date is further from theirs.
const MAX_SKEW: Duration = Duration::from_secs(15 * 60);

/// Checks the signature in the `Authorization` header.
///
/// # Errors
///
/// The reason why a service would refuse the request.
pub(super) fn check(request: &Request, account: &Account) -> Result<(), String> {
    let date = request.header("x-amz-date").ok_or("there is no date")?;
    let away = seconds(date).ok_or("the date is no date")?.abs_diff(now());
    if away > MAX_SKEW.as_secs() {
        return Err(format!("the date is {away} seconds away from that of the server"));
    }
    if request.header("x-amz-security-token") != account.session_token {
        return Err("the session token is not that of the account".to_owned());
    }
    let authorization = request.header("authorization").ok_or("there is no authorization")?;
    let authorization = Authorization::parse(authorization).ok_or("the authorization has another form")?;
    let day = date.get(..8).unwrap_or_default();
    let scope = format!("{day}/{}/{}/aws4_request", account.region, account.service);
    let credential = format!("{}/{scope}", account.access_key_id);
    if authorization.credential != credential {
        return Err(format!("the credential is not `{credential}`"));
    }
    let canonical = canonical_request(request, authorization.signed_headers)?;
    let to_sign = format!("{ALGORITHM}\n{date}\n{scope}\n{}", hex(&Sha256::digest(&canonical)));
    let signature = hex(&hmac(&key(account, day), &to_sign));
    if authorization.signature != signature {
        return Err(format!("the signature is not that of this request:\n{canonical}"));
    }
    Ok(())
}

struct Authorization<'a> {
    credential: &'a str,
    signed_headers: &'a str,
    signature: &'a str,
}

impl<'a> Authorization<'a> {
    fn parse(header: &'a str) -> Option<Self> {
        let mut parts = header.strip_prefix(ALGORITHM)?.strip_prefix(' ')?.split(", ");
        let mut part = |name: &str| parts.next()?.strip_prefix(name)?.strip_prefix('=');
        Some(Self {
            credential: part("Credential")?,
            signed_headers: part("SignedHeaders")?,
            signature: part("Signature")?,
        })
    }
}

fn canonical_request(request: &Request, signed_headers: &str) -> Result<String, String> {
    let (path, query) = request.target.split_once('?').unwrap_or((&request.target, ""));
    let (path, query) = (canonical_path(path), canonical_query(query));
    let headers = canonical_headers(request, signed_headers)?;
    let hash = hex(&Sha256::digest(&request.body));
    if request.header("x-amz-content-sha256").is_some_and(|sent| sent != hash) {
        return Err("the hash of the body is not that of its header".to_owned());
    }
    Ok(format!(
        "{}\n{path}\n{query}\n{headers}\n{signed_headers}\n{hash}",
        request.method
    ))
}

/// The path without `.`, `..` and empty segments, every segment encoded a second time: no service but S3 does otherwise.
fn canonical_path(path: &str) -> String {
    let mut segments = Vec::new();
    for segment in path.split('/') {
        match segment {
            "" | "." => {}
            ".." => drop(segments.pop()),
            segment => segments.push(encode(segment)),
        }
    }
    let end = if path.ends_with('/') && !segments.is_empty() {
        "/"
    } else {
        ""
    };
    format!("/{}{end}", segments.join("/"))
}

fn encode(text: &str) -> String {
    let mut encoded = String::new();
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            encoded.push(byte.into());
        } else {
            write!(encoded, "%{byte:02X}").expect("a string takes all that is written");
        }
    }
    encoded
}

fn canonical_query(query: &str) -> String {
    let pairs = query.split('&').filter(|pair| !pair.is_empty());
    let mut pairs: Vec<_> = pairs.map(|pair| pair.split_once('=').unwrap_or((pair, ""))).collect();
    pairs.sort_unstable();
    let pairs: Vec<_> = pairs.iter().map(|(name, value)| format!("{name}={value}")).collect();
    pairs.join("&")
}

fn canonical_headers(request: &Request, signed: &str) -> Result<String, String> {
    let mut by_name = BTreeMap::<String, Vec<String>>::new();
    for (name, value) in &request.headers {
        let value = value.split_ascii_whitespace().collect::<Vec<_>>().join(" ");
        by_name.entry(name.to_ascii_lowercase()).or_default().push(value);
    }
    let names: Vec<_> = signed.split(';').collect();
    if !names.is_sorted() {
        return Err("the signed headers are not sorted".to_owned());
    }
    let must_be_signed = |name: &str| matches!(name, "host" | "content-type") || name.starts_with("x-amz-");
    if let Some(name) = by_name
        .keys()
        .find(|name| must_be_signed(name) && !names.contains(&name.as_str()))
    {
        return Err(format!("the header `{name}` is not signed"));
    }
    let mut text = String::new();
    for name in names {
        let values = by_name
            .get(name)
            .ok_or_else(|| format!("the signed header `{name}` is missing"))?;
        writeln!(text, "{name}:{}", values.join(",")).expect("a string takes all that is written");
    }
    Ok(text)
}

fn key(account: &Account, day: &str) -> Vec<u8> {
    let secret = format!("AWS4{}", account.secret_access_key).into_bytes();
    let parts = [day, account.region, account.service, "aws4_request"];
    parts.iter().fold(secret, |key, part| hmac(&key, part))
}

fn hmac(key: &[u8], text: &str) -> Vec<u8> {
    let mut mac = Hmac::<Sha256>::new_from_slice(key).expect("a key of HMAC has any length");
    mac.update(text.as_bytes());
    mac.finalize().into_bytes().to_vec()
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

fn now() -> u64 {
    let since = SystemTime::now().duration_since(UNIX_EPOCH);
    since.expect("tests run after 1970").as_secs()
}

/// The seconds since 1970 of a date such as `20150830T123600Z`.
fn seconds(date: &str) -> Option<u64> {
    let number = |range: Range<usize>| date.get(range)?.parse::<u64>().ok();
    let (year, month, day) = (number(0..4)?, number(4..6)?, number(6..8)?);
    let (hour, minute, second) = (number(9..11)?, number(11..13)?, number(13..15)?);
    if date.len() != 16 || date.get(8..9) != Some("T") || !date.ends_with('Z') {
        return None;
    }
    // The year begins in March, so that the leap day is its last.
    let (year, month) = if month > 2 {
        (year, month - 3)
    } else {
        (year.checked_sub(1)?, month + 9)
    };
    let days = year * 365 + year / 4 - year / 100 + year / 400 + (month * 153 + 2) / 5 + day;
    let since_1970 = days.checked_sub(719_469)?;
    Some(((since_1970 * 24 + hour) * 60 + minute) * 60 + second)
}

#[cfg(test)]
mod tests {
    use super::*;

    const ACCOUNT: Account = Account {
        access_key_id: "AKIDEXAMPLE",
        secret_access_key: "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY",
        session_token: None,
        region: "us-east-1",
        service: "iam",
    };

    /// The example of the IAM user guide.
    fn list_users() -> Request {
        Request {
            method: "GET".to_owned(),
            target: "/?Action=ListUsers&Version=2010-05-08".to_owned(),
            headers: [
                ("Content-Type", "application/x-www-form-urlencoded; charset=utf-8"),
                ("Host", "iam.amazonaws.com"),
                ("X-Amz-Date", "20150830T123600Z"),
            ]
            .map(|(name, value)| (name.to_owned(), value.to_owned()))
            .into(),
            body: Vec::new(),
        }
    }

    #[test]
    fn agrees_with_the_example_of_the_user_guide() {
        let canonical = canonical_request(&list_users(), "content-type;host;x-amz-date").expect("all is there");
        let hash = hex(&Sha256::digest(&canonical));
        assert_eq!(hash, "f536975d06c0309214f805bb90ccff089219ecd68b2577efef23edd43b7e1a59");
        let key = key(&ACCOUNT, "20150830");
        assert_eq!(
            hex(&key),
            "c4afb1cc5771d871763a393e44b703571b55cc28424d1a5e86da6ed3c154a4b9"
        );
        let to_sign = format!("{ALGORITHM}\n20150830T123600Z\n20150830/us-east-1/iam/aws4_request\n{hash}");
        assert_eq!(
            hex(&hmac(&key, &to_sign)),
            "5d672d79c15b13162d9279b0855cfba6789a8edb4c82c400e06b5924a6f2b5d7"
        );
    }

    #[test]
    fn paths_are_encoded_twice_and_normalised() {
        for (path, expected) in [
            ("/", "/"),
            ("//a///b/", "/a/b/"),
            ("/a/./b/../c", "/a/c"),
            ("/../..", "/"),
            ("/a%2Fb/%C3%BC", "/a%252Fb/%25C3%25BC"),
            ("/a-._~/b", "/a-._~/b"),
            ("/a:b", "/a%3Ab"),
        ] {
            assert_eq!(canonical_path(path), expected, "{path}");
        }
    }

    #[test]
    fn queries_are_sorted() {
        assert_eq!(canonical_query("b=2&a&b=1&a="), "a=&a=&b=1&b=2");
    }

    #[test]
    fn dates_are_counted_from_1970() {
        for (date, expected) in [
            ("19700101T000000Z", Some(0)),
            ("20150830T123600Z", Some(1_440_938_160)),
            ("20240229T235959Z", Some(1_709_251_199)),
            ("2015083XT123600Z", None),
            ("20150830 123600Z", None),
            ("20150830", None),
        ] {
            assert_eq!(seconds(date), expected, "{date}");
        }
    }

    #[test]
    fn headers_that_matter_have_to_be_signed() {
        let error = canonical_request(&list_users(), "content-type;x-amz-date").expect_err("the host is missing");
        assert_eq!(error, "the header `host` is not signed");
    }
}
