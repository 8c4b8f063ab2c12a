//! What is refused, and what never shows. That signatures are right is for the outside suites to say.

use super::{KeyCache, Payload, Placement, Settings, SignableRequest, Signer, SigningError};
use crate::credentials::Credentials;

const REQUEST: SignableRequest<'static> = SignableRequest {
    method: "GET",
    path: "/",
    query: "",
    headers: &[("Host", "example.amazonaws.com")],
    payload: Payload::Unsigned,
};

fn credentials() -> Credentials {
    Credentials::new("AKID", "hunter2").with_session_token("hunter3")
}

/// Signs with changes to the usual.
fn sign(
    change: impl FnOnce(&mut Signer<'_>, &mut SignableRequest<'_>),
    placement: Placement,
) -> Result<(), SigningError> {
    let (keys, credentials) = (KeyCache::new(), credentials());
    let mut signer = Signer {
        credentials: &credentials,
        region: "us-east-1",
        service: "s3",
        seconds: 0,
        settings: Settings::S3,
        keys: &keys,
    };
    let mut request = REQUEST;
    change(&mut signer, &mut request);
    match placement {
        Placement::Headers => signer.headers(&request).map(drop),
        Placement::Query { expires } => signer.query(&request, expires).map(drop),
    }
}

#[test]
fn what_cannot_be_signed_is_refused() {
    let address = Placement::Query { expires: 60 };
    let scope = |what| SigningError::InvalidScope { what };
    for placement in [Placement::Headers, address] {
        assert_eq!(sign(|_, _| {}, placement), Ok(()));
        assert_eq!(
            sign(|_, request| request.headers = &[], placement),
            Err(SigningError::MissingHost)
        );
        assert_eq!(sign(|signer, _| signer.region = "", placement), Err(scope("region")));
        assert_eq!(sign(|signer, _| signer.region = "a/b", placement), Err(scope("region")));
        assert_eq!(
            sign(|signer, _| signer.service = "s3\n", placement),
            Err(scope("service name"))
        );
        assert_eq!(
            sign(|signer, _| signer.seconds = -1, placement),
            Err(SigningError::Time { seconds: -1 })
        );
        for (credentials, error) in [
            (Credentials::anonymous(), SigningError::Anonymous),
            (Credentials::new("A, B", "x"), scope("access key id")),
            (Credentials::new("", "x"), scope("access key id")),
            (
                Credentials::new("A", "x").with_session_token("a\r\nb"),
                SigningError::InvalidHeader {
                    name: "x-amz-security-token".to_owned(),
                },
            ),
        ] {
            let signed = sign(
                |signer, _| signer.credentials = Box::leak(Box::new(credentials)),
                placement,
            );
            assert_eq!(signed, Err(error));
        }
    }
    for seconds in [0, 604_801] {
        let signed = sign(|_, _| {}, Placement::Query { expires: seconds });
        assert_eq!(signed, Err(SigningError::Expiry { seconds }));
    }
    for (query, parameter) in [
        ("a=1&X-Amz-Signature=0", "X-Amz-Signature"),
        ("x-amz-date", "X-Amz-Date"),
        ("X%2DAmz-Expires=1", "X-Amz-Expires"),
    ] {
        let signed = sign(|_, request| request.query = query, address);
        assert_eq!(signed, Err(SigningError::AlreadySigned { parameter }));
        assert_eq!(sign(|_, request| request.query = query, Placement::Headers), Ok(()));
    }
}

#[test]
fn no_bytes_make_it_panic() {
    let pieces = [
        "/",
        "..",
        "%",
        "%e",
        "%zz",
        "é",
        "\u{10ffff}",
        "&",
        "=",
        "+",
        "\0",
        "\n",
        " ",
        "?",
        "#",
        "a",
    ];
    let mut seed = 7_u64;
    for _ in 0..20_000 {
        let mut piece = || {
            seed = seed
                .wrapping_mul(6_364_136_223_846_793_005)
                .wrapping_add(1_442_695_040_888_963_407);
            pieces[usize::try_from(seed >> 60).unwrap()]
        };
        let [path, query, value] = [(); 3].map(|()| (0..8).map(|_| piece()).collect::<String>());
        let headers = [("host", "h"), ("x-a", &*value)];
        for settings in [Settings::S3, Settings::GENERAL] {
            let (keys, credentials) = (KeyCache::new(), credentials());
            let signer = Signer {
                credentials: &credentials,
                region: "us-east-1",
                service: "s3",
                seconds: 0,
                settings,
                keys: &keys,
            };
            let request = SignableRequest {
                path: &path,
                query: &query,
                headers: &headers,
                ..REQUEST
            };
            let _ = (signer.headers(&request), signer.query(&request, 1));
        }
    }
}

#[test]
fn secrets_do_not_show() {
    let (keys, credentials) = (KeyCache::new(), credentials());
    let signer = Signer {
        credentials: &credentials,
        region: "us-east-1",
        service: "s3",
        seconds: 0,
        settings: Settings::S3,
        keys: &keys,
    };
    let request = SignableRequest {
        query: "token=hunter4",
        headers: &[("host", "h"), ("x-amz-server-side-encryption-customer-key", "hunter5")],
        payload: Payload::Bytes(b"hunter6"),
        ..REQUEST
    };
    let steps = signer.steps(&request, Placement::Headers).unwrap();
    let shown = format!("{signer:?} {request:?} {steps:?} {:?}", request.payload);
    assert!(shown.contains("AKID") && !shown.contains("hunter"), "{shown}");
    for placement in [Placement::Headers, Placement::Query { expires: 1 }] {
        let bad = sign(
            |_, request| request.headers = &[("host", "h"), ("x-a", "hunter2\n")],
            placement,
        );
        let error = bad.unwrap_err();
        assert_eq!(error.to_string(), "header `x-a` has a character that cannot be sent");
    }
}
