//! A server that reads requests and writes what it is told.

use std::sync::{Arc, Mutex};
use std::time::Duration;

use tinsmith::http::{Headers, Request, Response};
use tinsmith::transport::{HyperTransport, Timeouts, Transport, TransportError};
use tinsmith::types::Body;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};
use tokio::time::sleep;

/// What the server does with a request.
#[derive(Clone, Copy)]
pub(crate) enum Step {
    /// Writes these bytes and waits for the next request.
    Write(&'static str),
    /// Writes these bytes and closes the connection.
    WriteAndClose(&'static str),
    /// Writes these bytes and then nothing more.
    WriteAndHang(&'static str),
    /// Writes the head, then pieces of a body, one every so many milliseconds.
    Drip(&'static str, &'static [&'static str], u64),
    /// Writes the same bytes until the client has had enough.
    Endless(&'static str, &'static str),
}

pub(crate) struct Server {
    pub(crate) origin: String,
    /// Per connection, the requests as they were read.
    pub(crate) seen: Arc<Mutex<Vec<Vec<String>>>>,
}

impl Server {
    /// Every connection starts with the first step.
    pub(crate) async fn start(steps: &'static [Step]) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
        let origin = format!("http://{}", listener.local_addr().expect("bound"));
        let seen = Arc::new(Mutex::new(Vec::new()));
        let log = seen.clone();
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                let index = {
                    let mut log = log.lock().expect("no panic");
                    log.push(Vec::new());
                    log.len() - 1
                };
                tokio::spawn(serve(stream, steps, log.clone(), index));
            }
        });
        Self { origin, seen }
    }

    pub(crate) fn connections(&self) -> usize {
        self.seen.lock().expect("no panic").len()
    }

    pub(crate) fn request(&self, connection: usize, index: usize) -> String {
        self.seen.lock().expect("no panic")[connection][index].clone()
    }
}

async fn serve(mut stream: TcpStream, steps: &'static [Step], log: Arc<Mutex<Vec<Vec<String>>>>, connection: usize) {
    for step in steps {
        let Some(request) = read(&mut stream).await else { return };
        log.lock().expect("no panic")[connection].push(request);
        match *step {
            Step::Write(bytes) => write(&mut stream, bytes).await,
            Step::WriteAndClose(bytes) => {
                write(&mut stream, bytes).await;
                return;
            }
            Step::WriteAndHang(bytes) => {
                write(&mut stream, bytes).await;
                sleep(Duration::from_secs(600)).await;
            }
            Step::Drip(head, pieces, milliseconds) => {
                write(&mut stream, head).await;
                for piece in pieces {
                    sleep(Duration::from_millis(milliseconds)).await;
                    write(&mut stream, piece).await;
                }
            }
            Step::Endless(head, piece) => {
                write(&mut stream, head).await;
                while stream.write_all(piece.as_bytes()).await.is_ok() {}
            }
        }
    }
}

async fn write(stream: &mut TcpStream, bytes: &str) {
    // The client may have gone; then the test is about that.
    drop(stream.write_all(bytes.as_bytes()).await);
}

/// The next request with its body, or nothing when the client closes the connection.
async fn read(stream: &mut TcpStream) -> Option<String> {
    let mut bytes = Vec::new();
    loop {
        let text = String::from_utf8_lossy(&bytes).into_owned();
        if let Some((head, body)) = text.split_once("\r\n\r\n") {
            let length = head
                .lines()
                .find_map(|line| line.strip_prefix("content-length: ")?.parse().ok());
            let complete = match length {
                Some(length) => body.len() >= length,
                None if head.contains("transfer-encoding: chunked") => body.ends_with("0\r\n\r\n"),
                None => true,
            };
            if complete {
                return Some(text);
            }
        }
        if stream.read_buf(&mut bytes).await.ok()? == 0 {
            return None;
        }
    }
}

pub(crate) fn request(server: &Server, method: &'static str, body: impl Into<Body>) -> Request {
    let body = body.into();
    let mut headers: Headers = [("Host", "localhost"), ("X-Mixed-Case", "Kept Value")]
        .into_iter()
        .collect();
    if let Some(length) = body.len().filter(|length| *length > 0) {
        headers.set("Content-Length", length.to_string());
    }
    Request {
        method,
        origin: server.origin.clone(),
        target: "/path/%2F//?b=%20&a".to_owned(),
        headers,
        body,
    }
}

pub(crate) const TIMEOUTS: Timeouts = Timeouts {
    connect: Some(Duration::from_secs(5)),
    read: Some(Duration::from_millis(300)),
};

pub(crate) async fn get(transport: &HyperTransport, server: &Server) -> Result<Response, TransportError> {
    transport.send(request(server, "GET", ""), TIMEOUTS).await
}
