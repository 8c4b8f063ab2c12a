//! Requests as they come over the wire. Strict: what RFC 9112 does not allow is no request.

/// A request.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Request {
    /// The method.
    pub method: String,
    /// Path and query as they stand in the request line.
    pub target: String,
    /// Names and values, in order, as they were sent.
    pub headers: Vec<(String, String)>,
    /// The body.
    pub body: Vec<u8>,
}

/// Why bytes are no request.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Malformed {
    /// More has to come.
    Incomplete,
    /// Nothing that comes can help.
    NotHttp(&'static str),
}

use Malformed::NotHttp;

/// More than any client of the tests sends.
const MAX_BYTES: usize = 1024 * 1024;

impl Request {
    /// The first value of the header; upper and lower case are the same.
    #[must_use]
    pub fn header(&self, name: &str) -> Option<&str> {
        let mut headers = self.headers.iter();
        let header = headers.find(|header| header.0.eq_ignore_ascii_case(name))?;
        Some(&header.1)
    }

    /// The request at the start of these bytes, and how many bytes it has.
    pub(super) fn parse(bytes: &[u8]) -> Result<(Self, usize), Malformed> {
        let Some(end) = bytes.windows(4).position(|window| window == b"\r\n\r\n") else {
            let too_long = bytes.len() > MAX_BYTES;
            return Err(if too_long {
                NotHttp("the head has no end")
            } else {
                Malformed::Incomplete
            });
        };
        let head = std::str::from_utf8(&bytes[..end]).map_err(|_| NotHttp("the head is no text"))?;
        let (line, headers) = head.split_once("\r\n").unwrap_or((head, ""));
        let [method, target, "HTTP/1.1"] = *line.split(' ').collect::<Vec<_>>() else {
            return Err(NotHttp("the request line has three parts, the last is HTTP/1.1"));
        };
        let mut request = Self {
            method: method.to_owned(),
            target: target.to_owned(),
            headers: parse_headers(headers)?,
            body: Vec::new(),
        };
        let body = end + 4;
        let length = request.length()?;
        request.body = bytes.get(body..body + length).ok_or(Malformed::Incomplete)?.to_vec();
        Ok((request, body + length))
    }

    fn length(&self) -> Result<usize, Malformed> {
        if self.header("transfer-encoding").is_some() {
            return Err(NotHttp("no operation of the tests sends a body of unknown length"));
        }
        let length = match self.header("content-length") {
            None => 0,
            Some(length) => length.parse().map_err(|_| NotHttp("the content length is no number"))?,
        };
        if length > MAX_BYTES {
            Err(NotHttp("the body is too long"))
        } else {
            Ok(length)
        }
    }
}

fn parse_headers(text: &str) -> Result<Vec<(String, String)>, Malformed> {
    let lines = text.split("\r\n").filter(|line| !line.is_empty());
    let headers = lines.map(|line| {
        let (name, value) = line.split_once(':').ok_or(NotHttp("a header has no colon"))?;
        if name.is_empty() || name.contains([' ', '\t']) {
            return Err(NotHttp("the name of a header has a space"));
        }
        Ok((name.to_owned(), value.trim_matches([' ', '\t']).to_owned()))
    });
    let headers: Vec<_> = headers.collect::<Result<_, _>>()?;
    for single in ["host", "content-length", "authorization"] {
        let count = headers
            .iter()
            .filter(|header| header.0.eq_ignore_ascii_case(single))
            .count();
        if count > 1 || (single == "host" && count == 0) {
            return Err(NotHttp("host, content length and authorization stand there once"));
        }
    }
    Ok(headers)
}

#[cfg(test)]
mod tests {
    use super::{Malformed, NotHttp, Request};

    #[test]
    fn takes_one_request_and_leaves_the_next() {
        let bytes = b"POST /a?b HTTP/1.1\r\nHost: h\r\nCONTENT-LENGTH: 2\r\n\r\n{}GET /";
        let (request, length) = Request::parse(bytes).expect("a request");
        assert_eq!((request.method.as_str(), request.target.as_str()), ("POST", "/a?b"));
        assert_eq!(request.header("content-length"), Some("2"));
        assert_eq!(request.body, b"{}");
        assert_eq!(&bytes[length..], b"GET /");
    }

    #[test]
    fn refuses_what_is_not_http() {
        for (text, incomplete) in [
            ("POST / HTTP/1.1\r\nHost: h\r\n", true),
            ("POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 3\r\n\r\n{}", true),
            ("POST / HTTP/1.0\r\nHost: h\r\n\r\n", false),
            ("POST /a b HTTP/1.1\r\nHost: h\r\n\r\n", false),
            ("POST / HTTP/1.1\r\nA: h\r\n\r\n", false),
            ("POST / HTTP/1.1\r\nHost: h\r\nHost: h\r\n\r\n", false),
            ("POST / HTTP/1.1\r\nHost : h\r\n\r\n", false),
            (
                "POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n",
                false,
            ),
        ] {
            match Request::parse(text.as_bytes()) {
                Err(Malformed::Incomplete) => assert!(incomplete, "{text}"),
                Err(NotHttp(_)) => assert!(!incomplete, "{text}"),
                Ok(_) => panic!("{text}"),
            }
        }
    }
}
