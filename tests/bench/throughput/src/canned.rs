//! The transport: the same response to every request.

use std::fs;
use std::hint::black_box;
use std::io;
use std::path::Path;

use tinsmith_clients::tinsmith::http::{Request, Response};
use tinsmith_clients::tinsmith::transport::{BoxFuture, Timeouts, Transport, TransportError};

/// Drops the request and gives the response.
#[derive(Clone)]
pub struct Canned(Response);

impl Canned {
    /// The response of a payload: its body, and its headers, a line each.
    pub fn load(payloads: &Path, name: &str) -> io::Result<Self> {
        let file = |ending: &str| {
            let path = payloads.join(format!("{name}.{ending}"));
            fs::read(&path).map_err(|error| io::Error::new(error.kind(), format!("`{}`: {error}", path.display())))
        };
        let headers = file("headers")?;
        let mut response = Response::new(200).with_body(bytes::Bytes::from(file("body")?));
        for line in String::from_utf8_lossy(&headers).lines() {
            if let Some((name, value)) = line.split_once(": ") {
                response.headers.append(name.to_owned(), value);
            }
        }
        Ok(Self(response))
    }

    /// What making a response costs, which is not the client's doing.
    pub fn respond(&self) -> Response {
        self.0.clone()
    }
}

impl Transport for Canned {
    fn send(&self, request: Request, _: Timeouts) -> BoxFuture<'_, Result<Response, TransportError>> {
        black_box(&request);
        drop(request);
        Box::pin(std::future::ready(Ok(self.respond())))
    }
}
