//! Members that are not in the body: in the path, the query string and the headers.

pub(super) mod request_headers;
pub(super) mod response_headers;
pub(super) mod uri;
