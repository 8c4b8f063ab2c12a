//! Where requests go. One function answers that; the rule sets of the services will take its place.

mod url;

use std::borrow::Cow;

use self::url::Url;
use crate::error::{Error, ErrorKind};
use crate::operation::Service;

/// What the place of a request depends on.
#[derive(Clone, Copy)]
pub(crate) struct EndpointInput<'a, 'b> {
    pub(crate) service: &'a Service,
    /// The name of a region, checked.
    pub(crate) region: Option<&'a str>,
    /// The address that takes the place of the service's own.
    pub(crate) endpoint_url: Option<&'a str>,
    /// What the operation puts before the host name.
    pub(crate) host_prefix: &'b str,
}

/// Where a request goes, and for which region it is signed.
#[derive(Debug, PartialEq)]
pub(crate) struct Endpoint<'a> {
    /// Scheme, host and port, as in [`Request::origin`](crate::http::Request::origin).
    pub(crate) origin: String,
    /// The `Host` header: the port is left out where it is the scheme's own.
    pub(crate) host: String,
    /// What comes before the path of the request; empty, or with a slash at its start and none at its end.
    pub(crate) path: Cow<'a, str>,
    pub(crate) signing_region: Option<&'a str>,
}

/// The endpoint of a request.
pub(crate) fn resolve<'a>(input: &EndpointInput<'a, '_>) -> Result<Endpoint<'a>, Error> {
    match input.endpoint_url {
        Some(address) => custom(input, address),
        None if input.service.aws => regional(input),
        None => Err(no_address(input.service)),
    }
}

fn custom<'a>(input: &EndpointInput<'a, '_>, address: &'a str) -> Result<Endpoint<'a>, Error> {
    let url = Url::parse(address).map_err(|reason| {
        // The address may hold a password, so it is not repeated.
        let message = format!("the endpoint URL {reason}; it has to look like `https://host:port/path`");
        Error::new(ErrorKind::Config, message)
    })?;
    // An address of numbers has no names below it.
    let prefix = if url.is_address() { "" } else { input.host_prefix };
    Ok(Endpoint {
        origin: [url.scheme(), "://", prefix, url.authority].concat(),
        host: [prefix, url.host_header()].concat(),
        path: url.path.into(),
        signing_region: input.region,
    })
}

/// What may be shown of an address: all of one that can be used, for it has neither password nor query.
pub(crate) fn shown(address: &str) -> &str {
    if Url::parse(address).is_ok() {
        address
    } else {
        "not an endpoint URL"
    }
}

/// The host name `{prefix}.{region}.{suffix}` that nearly every service of AWS has in every region.
fn regional<'a>(input: &EndpointInput<'a, '_>) -> Result<Endpoint<'a>, Error> {
    let service = input.service;
    let suffix = input.region.map_or(COMMERCIAL, dns_suffix);
    if !service.global_endpoint.is_empty() && suffix == COMMERCIAL {
        return Ok(secure(
            [input.host_prefix, service.global_endpoint].concat(),
            "us-east-1",
        ));
    }
    let region = input.region.ok_or_else(no_region)?;
    let host = [input.host_prefix, service.endpoint_prefix, ".", region, ".", suffix].concat();
    Ok(secure(host, region))
}

fn secure(host: String, signing_region: &str) -> Endpoint<'_> {
    Endpoint {
        origin: ["https://", &host].concat(),
        host,
        path: "".into(),
        signing_region: Some(signing_region),
    }
}

fn no_address(service: &Service) -> Error {
    let message = format!(
        "`{}` has no address of its own: set one with `Config::builder().endpoint_url(…)`",
        service.id
    );
    Error::new(ErrorKind::Config, message)
}

pub(crate) fn no_region() -> Error {
    let message = "no region is set: set one in the configuration, in `AWS_REGION` or in the profile";
    Error::new(ErrorKind::Config, message)
}

/// The end of the host names of the commercial regions, and of those of the government of the United States.
const COMMERCIAL: &str = "amazonaws.com";

/// Source: the partitions in `partitions.json` of botocore.
const SUFFIXES: [(&str, &str); 6] = [
    ("cn-", "amazonaws.com.cn"),
    ("eusc-", "amazonaws.eu"),
    ("us-iso-", "c2s.ic.gov"),
    ("us-isob-", "sc2s.sgov.gov"),
    ("us-isof-", "csp.hci.ic.gov"),
    ("eu-isoe-", "cloud.adc-e.uk"),
];

fn dns_suffix(region: &str) -> &'static str {
    SUFFIXES
        .iter()
        .find(|(prefix, _)| region.starts_with(prefix))
        .map_or(COMMERCIAL, |(_, suffix)| suffix)
}

#[cfg(test)]
mod tests {
    use super::*;

    const CONNECT: Service = Service {
        endpoint_prefix: "connect",
        ..Service::AWS
    };
    const IAM: Service = Service {
        endpoint_prefix: "iam",
        global_endpoint: "iam.amazonaws.com",
        ..Service::AWS
    };

    fn input<'a>(service: &'a Service, region: &'a str, url: &'a str, host_prefix: &'a str) -> EndpointInput<'a, 'a> {
        EndpointInput {
            service,
            region: Some(region).filter(|region| !region.is_empty()),
            endpoint_url: Some(url).filter(|url| !url.is_empty()),
            host_prefix,
        }
    }

    #[test]
    fn resolves() {
        // Service, region, address, host prefix: origin, host, path, signing region.
        let cases = [
            (
                &CONNECT,
                "eu-west-1",
                "",
                "",
                "https://connect.eu-west-1.amazonaws.com",
                "",
                "eu-west-1",
            ),
            (
                &CONNECT,
                "eu-west-1",
                "",
                "data.",
                "https://data.connect.eu-west-1.amazonaws.com",
                "",
                "eu-west-1",
            ),
            (
                &CONNECT,
                "cn-north-1",
                "",
                "",
                "https://connect.cn-north-1.amazonaws.com.cn",
                "",
                "cn-north-1",
            ),
            (
                &CONNECT,
                "us-gov-west-1",
                "",
                "",
                "https://connect.us-gov-west-1.amazonaws.com",
                "",
                "us-gov-west-1",
            ),
            (
                &CONNECT,
                "us-isob-east-1",
                "",
                "",
                "https://connect.us-isob-east-1.sc2s.sgov.gov",
                "",
                "us-isob-east-1",
            ),
            (&IAM, "eu-west-1", "", "", "https://iam.amazonaws.com", "", "us-east-1"),
            (&IAM, "", "", "", "https://iam.amazonaws.com", "", "us-east-1"),
            (
                &IAM,
                "cn-north-1",
                "",
                "",
                "https://iam.cn-north-1.amazonaws.com.cn",
                "",
                "cn-north-1",
            ),
            (
                &CONNECT,
                "eu-west-1",
                "http://localhost:8000",
                "",
                "http://localhost:8000",
                "",
                "eu-west-1",
            ),
            (
                &CONNECT,
                "eu-west-1",
                "HTTP://localhost/",
                "a.",
                "http://a.localhost",
                "",
                "eu-west-1",
            ),
            (
                &CONNECT,
                "eu-west-1",
                "http://127.0.0.1:1/a/b/",
                "a.",
                "http://127.0.0.1:1",
                "/a/b",
                "eu-west-1",
            ),
            (
                &CONNECT,
                "eu-west-1",
                "http://[::1]:1",
                "a.",
                "http://[::1]:1",
                "",
                "eu-west-1",
            ),
        ];
        for (service, region, url, prefix, origin, path, signing_region) in cases {
            let endpoint = resolve(&input(service, region, url, prefix)).expect(origin);
            assert_eq!(endpoint.origin, origin);
            assert_eq!(Some(endpoint.host.as_str()), origin.split("//").nth(1));
            assert_eq!(
                (&*endpoint.path, endpoint.signing_region),
                (path, Some(signing_region)),
                "{origin}"
            );
        }
    }

    #[test]
    fn the_host_header_has_no_default_port() {
        for (url, host) in [
            ("https://example.com:443", "example.com"),
            ("http://example.com:80", "example.com"),
            ("http://example.com:443", "example.com:443"),
            ("https://[::1]:443", "[::1]"),
        ] {
            assert_eq!(resolve(&input(&CONNECT, "x", url, "")).expect(url).host, host);
        }
    }

    #[test]
    fn a_service_that_is_not_of_aws_has_no_address_of_its_own() {
        const WEATHER: Service = Service {
            id: "Weather",
            ..Service::NEW
        };
        let error = resolve(&input(&WEATHER, "eu-west-1", "", "")).expect_err("no address");
        assert_eq!(error.kind(), ErrorKind::Config);
        assert_eq!(
            error.to_string(),
            "`Weather` has no address of its own: set one with `Config::builder().endpoint_url(…)`"
        );
        let endpoint = resolve(&input(&WEATHER, "", "https://weather.example.com/v1", "")).expect("an address");
        assert_eq!(
            (endpoint.host.as_str(), &*endpoint.path),
            ("weather.example.com", "/v1")
        );
    }

    #[test]
    fn refuses() {
        let cases = [
            ("", "", "no region is set"),
            ("x", "localhost:8000", "has no scheme"),
            (
                "x",
                "ftp://localhost",
                "has a scheme that is neither `http` nor `https`",
            ),
            ("x", "http://", "has no host"),
            ("x", "http:///path", "has no host"),
            ("x", "http://:80", "has no host"),
            ("x", "http://host?a=b", "has a query"),
            ("x", "http://host/#a", "has a fragment"),
            ("x", "http://user:hunter2@host", "has a user name"),
            ("x", "http://host:port", "has a port that is no number"),
            ("x", "http://host:99999", "has a port that is no number"),
            ("x", "http://ho st", "has a host with a character"),
            ("x", "http://host/a b", "has a path with a character"),
        ];
        for (region, url, expected) in cases {
            let error = resolve(&input(&CONNECT, region, url, "")).expect_err(url);
            assert_eq!(error.kind(), ErrorKind::Config);
            assert!(error.to_string().contains(expected), "{url}: {error}");
            assert!(!error.to_string().contains("hunter2"), "{error}");
        }
    }
}
