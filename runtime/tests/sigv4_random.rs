//! Random requests get the same signature here as from the official SDK's signer, `aws-sigv4`.

use std::collections::BTreeMap;
use std::time::{Duration, SystemTime};

use aws_sigv4::http_request::{
    self, PayloadChecksumKind, PercentEncodingMode, SessionTokenMode, SignableBody, SignatureLocation, SigningSettings,
    UriPathNormalizationMode,
};
use aws_sigv4::sign::v4;
use tinsmith::auth::sigv4::{KeyCache, PathEncoding, Payload, SessionToken, Settings, SignableRequest, Signer};
use tinsmith::credentials::Credentials;

const REQUESTS: u64 = 4_000;

/// SplitMix64: a failure names the seed that brings it back.
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    fn below(&mut self, limit: usize) -> usize {
        usize::try_from(self.next() % u64::try_from(limit).unwrap()).unwrap()
    }

    fn flip(&mut self) -> bool {
        self.below(2) == 0
    }

    fn pick<'a, T: ?Sized>(&mut self, choices: &[&'a T]) -> &'a T {
        choices[self.below(choices.len())]
    }

    fn join(&mut self, choices: &[&str], most: usize) -> String {
        (0..self.below(most + 1)).map(|_| self.pick(choices)).collect()
    }
}

#[derive(Debug)]
struct Case {
    method: &'static str,
    path: String,
    query: String,
    headers: Vec<(String, String)>,
    body: Vec<u8>,
    body_kind: usize,
    token: Option<String>,
    settings: Settings,
    region: &'static str,
    service: &'static str,
    access_key_id: String,
    seconds: u64,
    expires: Option<u32>,
}

/// What may stand in a path that is encoded as it has to be.
const PATH: [&str; 12] = [
    "/",
    "a",
    "b-c",
    ".",
    "..",
    "~_",
    "%20",
    "%2F",
    "%E1%88%B4",
    "%25",
    "Z9",
    "//",
];
/// What a signer that encodes once more can be given on top.
const LOOSE_PATH: [&str; 9] = ["/", "/", "a", "%3a", ":", "@", "$&+,;=", "(x)*!'", "%E2%9C%93"];
const QUERY: [&str; 17] = [
    "a",
    "B",
    "c-d",
    "~",
    "%20",
    "+",
    "%2B",
    "%e1%88%b4",
    "%E1%88%B4",
    "%41",
    "/",
    "?",
    "*",
    "%25",
    "%3D",
    "=",
    ":@",
];
const VALUE: [&str; 9] = ["x", " ", "  ", "\"q  q\"", ",", "Ab", "=;", "/", "%20"];
const NAMES: [&str; 13] = [
    "X-Amz-Target",
    "x-a",
    "x-b",
    "X-B",
    "x-amz-meta-a",
    "Content-Type",
    "Content-Length",
    "User-Agent",
    "Expect",
    "Transfer-Encoding",
    "x-amzn-trace-id",
    "Connection",
    "Authorization",
];
/// What is not under the signature: our own list, which is longer than the other signer's.
const EXCLUDED: [&str; 7] = [
    "authorization",
    "connection",
    "expect",
    "proxy-authorization",
    "transfer-encoding",
    "user-agent",
    "x-amzn-trace-id",
];

fn settings(random: &mut Random) -> Settings {
    Settings {
        path_encoding: if random.flip() {
            PathEncoding::Single
        } else {
            PathEncoding::Double
        },
        normalize_path: random.flip(),
        session_token: if random.flip() {
            SessionToken::Signed
        } else {
            SessionToken::AddedAfter
        },
        content_sha256_header: random.flip(),
    }
}

fn case(seed: u64) -> Case {
    let mut random = Random(seed);
    let settings = settings(&mut random);
    let pieces: &[&str] = match settings.path_encoding {
        PathEncoding::Single => &PATH,
        PathEncoding::Double => &LOOSE_PATH,
    };
    let parameters: Vec<_> = (0..random.below(5))
        .map(|_| {
            let name = random.join(&QUERY, 3).replace('=', "");
            let value = random.join(&QUERY, 4);
            if random.below(5) == 0 {
                format!("n{name}")
            } else {
                format!("n{name}={value}")
            }
        })
        .collect();
    let mut headers = vec![("Host".to_owned(), "example.amazonaws.com".to_owned())];
    headers.extend((0..random.below(6)).map(|_| (random.pick(&NAMES).to_owned(), random.join(&VALUE, 5))));
    Case {
        method: random.pick(&["GET", "POST", "PUT", "DELETE", "HEAD", "PATCH"]),
        path: format!("/{}", random.join(pieces, 8)),
        query: parameters.join("&"),
        headers,
        body: (0..random.below(100)).map(|_| random.next().to_le_bytes()[0]).collect(),
        body_kind: random.below(4),
        token: random
            .flip()
            .then(|| format!("t{}", random.join(&["A", "b", "/", "+", "=", "9"], 40))),
        settings,
        region: random.pick(&["us-east-1", "eu-west-1", "cn-north-1", "aws-global"]),
        service: random.pick(&["s3", "connect", "execute-api"]),
        access_key_id: format!("AKID{}", random.join(&["A", "7"], 16)),
        seconds: random.next() % 4_102_444_800,
        expires: random.flip().then(|| 1 + u32::try_from(random.below(604_800)).unwrap()),
    }
}

const SECRET: &str = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY";

/// Headers or parameters by name; parameters with their values encoded.
type Added = BTreeMap<String, String>;

fn ours(case: &Case, keys: &KeyCache) -> Added {
    let credentials = Credentials::new(&case.access_key_id, SECRET);
    let credentials = match &case.token {
        Some(token) => credentials.with_session_token(token),
        None => credentials,
    };
    let headers: Vec<_> = case.headers.iter().map(|(name, value)| (&**name, &**value)).collect();
    let request = SignableRequest {
        method: case.method,
        path: &case.path,
        query: &case.query,
        headers: &headers,
        payload: match case.body_kind {
            0 => Payload::Bytes(&case.body),
            1 => Payload::Sha256(sha256(&case.body)),
            2 => Payload::Unsigned,
            _ => Payload::StreamingUnsignedTrailer,
        },
    };
    let signer = Signer {
        credentials: &credentials,
        region: case.region,
        service: case.service,
        seconds: i64::try_from(case.seconds).unwrap(),
        settings: case.settings,
        keys,
    };
    match case.expires {
        None => signer
            .headers(&request)
            .unwrap()
            .into_iter()
            .map(|(name, value)| (name.to_owned(), value))
            .collect(),
        Some(expires) => signer
            .query(&request, expires)
            .unwrap()
            .split('&')
            .map(|parameter| parameter.split_once('=').unwrap())
            .map(|(name, value)| (name.to_owned(), value.to_owned()))
            .collect(),
    }
}

fn sha256(bytes: &[u8]) -> [u8; 32] {
    ring::digest::digest(&ring::digest::SHA256, bytes)
        .as_ref()
        .try_into()
        .unwrap()
}

fn their_settings(case: &Case) -> SigningSettings {
    let mut settings = SigningSettings::default();
    settings.percent_encoding_mode = match case.settings.path_encoding {
        PathEncoding::Single => PercentEncodingMode::Single,
        PathEncoding::Double => PercentEncodingMode::Double,
    };
    settings.payload_checksum_kind = match case.settings.content_sha256_header {
        true => PayloadChecksumKind::XAmzSha256,
        false => PayloadChecksumKind::NoHeader,
    };
    settings.session_token_mode = match case.settings.session_token {
        SessionToken::Signed => SessionTokenMode::Include,
        SessionToken::AddedAfter => SessionTokenMode::Exclude,
    };
    settings.uri_path_normalization_mode = UriPathNormalizationMode::from(case.settings.normalize_path);
    settings.excluded_headers = Some(EXCLUDED.map(Into::into).to_vec());
    if let Some(expires) = case.expires {
        settings.signature_location = SignatureLocation::QueryParams;
        settings.expires_in = Some(Duration::from_secs(expires.into()));
    }
    settings
}

fn theirs(case: &Case) -> Added {
    let credentials =
        aws_credential_types::Credentials::new(&case.access_key_id, SECRET, case.token.clone(), None, "test");
    let identity = credentials.into();
    let params = v4::SigningParams::builder()
        .identity(&identity)
        .region(case.region)
        .name(case.service)
        .time(SystemTime::UNIX_EPOCH + Duration::from_secs(case.seconds))
        .settings(their_settings(case))
        .build()
        .unwrap()
        .into();
    let question = if case.query.is_empty() { "" } else { "?" };
    let request = http_request::SignableRequest::new(
        case.method,
        format!("https://example.amazonaws.com{}{question}{}", case.path, case.query),
        case.headers.iter().map(|(name, value)| (&**name, &**value)),
        match case.body_kind {
            0 => SignableBody::Bytes(&case.body),
            1 => SignableBody::Precomputed(sha256(&case.body).map(|byte| format!("{byte:02x}")).concat()),
            2 => SignableBody::UnsignedPayload,
            _ => SignableBody::StreamingUnsignedPayloadTrailer,
        },
    )
    .unwrap();
    let (instructions, _) = http_request::sign(request, &params).unwrap().into_parts();
    let headers = instructions
        .headers()
        .map(|(name, value)| (name.to_owned(), value.to_owned()));
    let parameters = instructions
        .params()
        .iter()
        .map(|(name, value)| ((*name).to_owned(), encoded(value)));
    headers.chain(parameters).collect()
}

fn encoded(text: &str) -> String {
    let unreserved = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~".contains(&byte);
    let encode = |byte| {
        if unreserved(byte) {
            char::from(byte).to_string()
        } else {
            format!("%{byte:02X}")
        }
    };
    text.bytes().map(encode).collect()
}

#[test]
fn random_requests_get_the_same_signature_as_from_aws_sigv4() {
    // One cache for all: a key that is used for the wrong scope shows.
    let keys = KeyCache::new();
    for seed in 0..REQUESTS {
        let case = case(seed);
        let expected = theirs(&case);
        assert_eq!(ours(&case, &keys), expected, "seed {seed}: {case:#?}");
        assert_eq!(
            ours(&case, &keys),
            expected,
            "seed {seed}, with the key from the cache: {case:#?}"
        );
    }
}
