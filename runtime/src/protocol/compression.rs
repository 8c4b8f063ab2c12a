//! Compression of large request bodies with gzip, for operations whose model allows it.
//!
//! It is a feature of the crate, because it adds seven packages and 1.1 / 1.8 / 3.0 CPU seconds to a build (check, dev,
//! release): without it bodies are sent as they are, which every service takes.

use crate::http::Headers;
use crate::types::Body;

/// Smaller bodies are not worth it. Source: botocore's `request_min_compression_size_bytes`.
const MIN_BYTES: usize = 10_240;

/// Compresses the body, if it is large enough and in memory.
pub(super) fn compress(body: Body, headers: &mut Headers) -> Body {
    let Some(bytes) = body.as_bytes().filter(|bytes| bytes.len() >= MIN_BYTES) else {
        return body;
    };
    let Some(compressed) = gzip(bytes) else { return body };
    let encoding = match headers.get("content-encoding") {
        Some(before) => format!("{before}, gzip"),
        None => "gzip".to_owned(),
    };
    headers.set("Content-Encoding", encoding);
    compressed.into()
}

#[cfg(feature = "gzip")]
fn gzip(bytes: &[u8]) -> Option<Vec<u8>> {
    use std::io::Write;

    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
    // Writing to a vector cannot fail.
    encoder.write_all(bytes).ok()?;
    encoder.finish().ok()
}

#[cfg(not(feature = "gzip"))]
fn gzip(_bytes: &[u8]) -> Option<Vec<u8>> {
    None
}

#[cfg(test)]
mod tests {
    use super::compress;
    use crate::http::Headers;
    use crate::types::Body;

    fn encoding(length: usize, before: Option<&'static str>) -> (Option<String>, usize) {
        let mut headers: Headers = before.map(|value| ("Content-Encoding", value)).into_iter().collect();
        let body = compress(Body::from(vec![b'a'; length]), &mut headers);
        (
            headers.get("content-encoding").map(str::to_owned),
            body.as_bytes().map_or(0, <[u8]>::len),
        )
    }

    #[test]
    #[cfg(feature = "gzip")]
    fn large_bodies_are_compressed() {
        let (header, length) = encoding(10_240, None);
        assert!(header.as_deref() == Some("gzip") && length < 100, "{header:?} {length}");
        assert_eq!(encoding(10_240, Some("custom")).0.as_deref(), Some("custom, gzip"));
        assert_eq!(encoding(10_239, None), (None, 10_239));
    }

    #[test]
    #[cfg(not(feature = "gzip"))]
    fn without_the_feature_bodies_are_sent_as_they_are() {
        assert_eq!(encoding(10_240, Some("custom")), (Some("custom".to_owned()), 10_240));
    }
}
