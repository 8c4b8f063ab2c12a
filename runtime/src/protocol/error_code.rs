//! Error codes in their plain form, and what is said of an error whose body says nothing.

use super::ErrorHead;
use crate::codec::ErrorFields;
use crate::http::Response;
use crate::operation::Service;

/// The header that names the error.
const ERROR_TYPE: &str = "x-amzn-errortype";
/// The header with the code that the error had in the query protocol, and whose fault it is: `Code;Sender`.
const QUERY_ERROR: &str = "x-amzn-query-error";

/// Which field of an error document names the error, where both are there.
#[derive(Debug, Clone, Copy)]
pub(super) enum Prefer {
    /// `__type`; a field called `code` may be a member of the error.
    Type,
    /// `code`.
    Code,
}

/// The head of an error whose body is a JSON or CBOR document.
pub(super) fn head(service: &Service, response: &Response, mut fields: ErrorFields, prefer: Prefer) -> ErrorHead {
    let code = match prefer {
        Prefer::Type => fields.type_name().or_else(|| fields.code()),
        Prefer::Code => fields.code().or_else(|| fields.type_name()),
    };
    let name = match response.headers.get(ERROR_TYPE) {
        Some(header) => plain(header),
        None => code.as_deref().and_then(plain),
    };
    let (code, shape) = match query_code(service, response) {
        Some(query) => (Some(query.to_owned()), name),
        None => (name, None),
    };
    let message = fields.message();
    described(
        response,
        ErrorHead {
            shape,
            code,
            message,
            request_id: None,
        },
    )
}

fn query_code<'a>(service: &Service, response: &'a Response) -> Option<&'a str> {
    let header = response.headers.get(QUERY_ERROR).filter(|_| service.query_compatible)?;
    let (code, _fault) = header.split_once(';')?;
    Some(code).filter(|code| !code.is_empty())
}

/// The code without its name space (`aws.example#`) and its address (`:http://…`).
fn plain(code: &str) -> Option<String> {
    let without_address = code.split_once(':').map_or(code, |(code, _)| code);
    let name = without_address
        .rsplit_once('#')
        .map_or(without_address, |(_, name)| name)
        .trim();
    (!name.is_empty()).then(|| name.to_owned())
}

/// Gives an error that says nothing of itself the words that HTTP has for its status.
pub(super) fn described(response: &Response, mut head: ErrorHead) -> ErrorHead {
    if head.code.is_none() && head.message.is_none() {
        head.message = Some(reason(response.status).to_owned());
    }
    head
}

/// Source: RFC 9110, section 15, and RFC 6585 for 429.
fn reason(status: u16) -> &'static str {
    match status {
        301 => "Moved Permanently",
        302 => "Found",
        303 => "See Other",
        304 => "Not Modified",
        307 => "Temporary Redirect",
        308 => "Permanent Redirect",
        400 => "Bad Request",
        401 => "Unauthorized",
        403 => "Forbidden",
        404 => "Not Found",
        405 => "Method Not Allowed",
        406 => "Not Acceptable",
        408 => "Request Timeout",
        409 => "Conflict",
        410 => "Gone",
        411 => "Length Required",
        412 => "Precondition Failed",
        413 => "Content Too Large",
        415 => "Unsupported Media Type",
        416 => "Range Not Satisfiable",
        422 => "Unprocessable Content",
        429 => "Too Many Requests",
        500 => "Internal Server Error",
        501 => "Not Implemented",
        502 => "Bad Gateway",
        503 => "Service Unavailable",
        504 => "Gateway Timeout",
        _ => "the service answered with an error that it does not describe",
    }
}

#[cfg(test)]
mod tests {
    use super::plain;

    #[test]
    fn name_space_and_address_are_taken_off() {
        for (code, expected) in [
            ("FooError", Some("FooError")),
            ("FooError:http://example.com/", Some("FooError")),
            ("aws.example#FooError", Some("FooError")),
            ("aws.example#FooError:http://example.com/a#b", Some("FooError")),
            (" FooError ", Some("FooError")),
            ("", None),
            ("a#", None),
            (":http://example.com/", None),
        ] {
            assert_eq!(plain(code).as_deref(), expected, "{code}");
        }
    }
}
