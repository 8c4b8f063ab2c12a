//! A request as it arrives over the default transport, on a loopback connection. What is in it means nothing here.

use std::io::{self, BufRead, BufReader, Write as _};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::thread::{self, JoinHandle};

use tinsmith::http::{Headers, Request, Response};
use tinsmith::types::Body;

/// Takes one request.
pub(crate) struct Server {
    pub(crate) address: SocketAddr,
    thread: JoinHandle<io::Result<Request>>,
}

impl Server {
    /// Waits for a request and gives this answer.
    pub(crate) fn start(answer: Response) -> Self {
        let listener = TcpListener::bind(("127.0.0.1", 0)).expect("loopback has a free port");
        let address = listener.local_addr().expect("the listener is bound");
        let thread = thread::spawn(move || take_one(listener.accept()?.0, &answer));
        Self { address, thread }
    }

    /// The request, after the call that sent it.
    pub(crate) fn request(self) -> Request {
        let received = self.thread.join().expect("reading does not panic");
        received.expect("the request arrived whole")
    }
}

fn take_one(stream: TcpStream, answer: &Response) -> io::Result<Request> {
    let mut reader = BufReader::new(stream);
    let request = read(&mut reader)?;
    let body = answer.body.as_bytes().unwrap_or_default();
    let mut bytes = format!("HTTP/1.1 {} OK\r\nContent-Length: {}\r\n", answer.status, body.len());
    for (name, value) in answer.headers.iter() {
        bytes.push_str(&format!("{name}: {value}\r\n"));
    }
    bytes.push_str("Connection: close\r\n\r\n");
    let stream = reader.get_mut();
    stream.write_all(bytes.as_bytes())?;
    stream.write_all(body)?;
    Ok(request)
}

fn read(reader: &mut impl BufRead) -> io::Result<Request> {
    let start = line(reader)?;
    let ["POST", target, "HTTP/1.1"] = start.split(' ').collect::<Vec<_>>()[..] else {
        return Err(io::Error::other(format!(
            "`{start}` is not a request line of these operations"
        )));
    };
    let mut headers = Headers::default();
    loop {
        let field = line(reader)?;
        match field.split_once(':') {
            Some((name, value)) => headers.append(name.to_owned(), value.trim()),
            None if field.is_empty() => break,
            None => return Err(io::Error::other(format!("`{field}` is not a header"))),
        }
    }
    let length = headers.get("Content-Length").and_then(|length| length.parse().ok());
    let mut body = vec![0; length.ok_or_else(|| io::Error::other("no Content-Length"))?];
    reader.read_exact(&mut body)?;
    Ok(Request {
        method: "POST",
        origin: String::new(),
        target: target.to_owned(),
        headers,
        body: Body::from(body),
    })
}

fn line(reader: &mut impl BufRead) -> io::Result<String> {
    let mut line = String::new();
    reader.read_line(&mut line)?;
    match line.strip_suffix("\r\n") {
        Some(line) => Ok(line.to_owned()),
        None => Err(io::ErrorKind::UnexpectedEof.into()),
    }
}
