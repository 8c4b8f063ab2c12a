//! What a few services of AWS want beyond their models: the one list that knows services by their names.
//!
//! Source of all entries: the customizations in the documentation of Smithy's AWS integrations, and the handlers of
//! botocore.

mod tree_hash;

use ring::digest::{Digest, SHA256, digest};

use self::tree_hash::tree_hash;
use crate::auth::sigv4::Hex;
use crate::http::Headers;
use crate::operation::{OperationShape, Service};
use crate::protocol::Encoded;

/// Changes a request before it is addressed and signed.
type Customization = fn(&Service, &OperationShape, &mut Encoded);

/// By the name of the service in its model.
const CUSTOMIZATIONS: [(&str, Customization); 2] = [("API Gateway", api_gateway), ("Glacier", glacier)];

/// Applies the entry of the service, if it has one.
pub(super) fn apply(service: &Service, operation: &OperationShape, encoded: &mut Encoded) {
    let entry = CUSTOMIZATIONS.iter().find(|(id, _)| service.aws && *id == service.id);
    if let Some((_, customization)) = entry {
        customization(service, operation, encoded);
    }
}

/// It answers in HAL unless it is asked for plain JSON.
fn api_gateway(_: &Service, _: &OperationShape, encoded: &mut Encoded) {
    set_if_absent(&mut encoded.headers, "Accept", || "application/json".to_owned());
}

/// It reads the version of its API from a header, and checks uploads by two hashes.
fn glacier(service: &Service, operation: &OperationShape, encoded: &mut Encoded) {
    set_if_absent(&mut encoded.headers, "X-Amz-Glacier-Version", || {
        service.version.to_owned()
    });
    if !matches!(operation.name, "UploadArchive" | "UploadMultipartPart") {
        return;
    }
    // A body that is not in memory goes without: the caller has to give the hashes.
    if let Some(body) = encoded.body.as_bytes().filter(|body| !body.is_empty()) {
        let hash = || hexadecimal(digest(&SHA256, body));
        set_if_absent(&mut encoded.headers, "X-Amz-Content-Sha256", hash);
        let hash = || hexadecimal(tree_hash(body));
        set_if_absent(&mut encoded.headers, "X-Amz-Sha256-Tree-Hash", hash);
    }
}

fn hexadecimal(hash: Digest) -> String {
    Hex::of(hash.as_ref()).as_str().to_owned()
}

fn set_if_absent(headers: &mut Headers, name: &'static str, value: impl FnOnce() -> String) {
    if headers.get(name).is_none() {
        headers.set(name, value());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const GLACIER: Service = Service {
        id: "Glacier",
        version: "2012-06-01",
        ..Service::AWS
    };

    /// The headers of a request with this body, after the customizations.
    fn headers(service: &Service, operation: &'static str, body: &'static str) -> Headers {
        let operation = OperationShape::new(operation, "POST", "/");
        let mut encoded = Encoded {
            method: "POST",
            target: "/".to_owned(),
            headers: [("x-amz-content-sha256", "the caller's")].into_iter().collect(),
            body: body.into(),
            host_prefix: String::new(),
        };
        apply(service, &operation, &mut encoded);
        encoded.headers
    }

    #[test]
    fn a_service_is_known_by_its_name_and_only_where_aws_runs_it() {
        let gateway = Service {
            id: "API Gateway",
            ..Service::AWS
        };
        assert_eq!(
            headers(&gateway, "GetRestApis", "").get("accept"),
            Some("application/json")
        );
        for other in [Service::AWS, Service { aws: false, ..gateway }] {
            assert_eq!(headers(&other, "GetRestApis", "").get("accept"), None);
        }
    }

    #[test]
    fn uploads_to_glacier_carry_hashes_that_the_caller_may_give() {
        let listed = headers(&GLACIER, "ListVaults", "x");
        assert_eq!(listed.get("x-amz-glacier-version"), Some("2012-06-01"));
        assert_eq!(listed.get("x-amz-sha256-tree-hash"), None);
        let uploaded = headers(&GLACIER, "UploadArchive", "hello world");
        let hash = "b94d27b9934d3e08a52e52d7da7dabfac484efe37a5380ee9088f7ace2efcde9";
        assert_eq!(uploaded.get("x-amz-sha256-tree-hash"), Some(hash));
        assert_eq!(uploaded.get("x-amz-content-sha256"), Some("the caller's"));
        assert_eq!(
            headers(&GLACIER, "UploadArchive", "").get("x-amz-sha256-tree-hash"),
            None
        );
    }
}
