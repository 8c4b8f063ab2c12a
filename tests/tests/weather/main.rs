//! The clients of services that are not AWS's, against a server on the loopback interface.

mod auth;
mod bodies;
mod documents;
mod origin;
mod pages;
mod stations;

use std::sync::Arc;
use std::time::Duration;

use serde_json::Value;
use tinsmith::Config;
use tinsmith::config::ConfigBuilder;
use tinsmith::credentials::Token;
use tinsmith::transport::HyperTransport;
use tinsmith_tests::server::{Answer, Request, Server, response};
use tinsmith_tests::weather::Client;

/// A server that does not look at who asks; the tests do.
fn server(answers: impl IntoIterator<Item = Answer>) -> Server {
    Server::start(None, answers)
}

/// A configuration for the server, over connections of its own.
fn config(server: &Server) -> ConfigBuilder {
    Config::builder()
        .endpoint_url(server.url())
        .transport(Arc::new(HyperTransport::new()))
        .read_timeout(Duration::from_secs(5))
}

/// A client with a token.
fn client(server: &Server) -> Client {
    Client::new(config(server).bearer_token(Token::new("token-of-the-tests")).build())
}

fn json(status: u16, document: &Value) -> Answer {
    let headers = [("Content-Type", "application/json")];
    Answer::bytes(response(status, &headers, document.to_string().as_bytes()))
}

/// The one request that the server got.
fn request(server: &Server) -> Request {
    let [received] = &server.received()[..] else {
        panic!("one request was expected: {:?}", server.received());
    };
    received.request.clone()
}
