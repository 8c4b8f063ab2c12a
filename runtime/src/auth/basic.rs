//! Basic authentication, RFC 7617: user name and password in every request, readable by whoever reads the request.

use zeroize::Zeroizing;

use crate::codec::base64;
use crate::credentials::Login;
use crate::error::{Error, ErrorKind};

/// The value of the `Authorization` header.
pub(crate) fn header(login: &Login) -> Result<String, Error> {
    if login.user_name().contains(':') {
        let message = "the user name has a colon, which basic authentication takes for the end of the name";
        return Err(Error::new(ErrorKind::Credentials, message));
    }
    let pair = Zeroizing::new([login.user_name(), ":", login.password()].concat());
    Ok(["Basic ", &base64::encode_string(pair.as_bytes())].concat())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn writes_the_examples_of_the_specification() {
        for (user_name, password, expected) in [
            ("Aladdin", "open sesame", "Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ=="),
            ("test", "123\u{a3}", "Basic dGVzdDoxMjPCow=="),
        ] {
            assert_eq!(header(&Login::new(user_name, password)).expect("no colon"), expected);
        }
    }

    #[test]
    fn a_colon_is_no_part_of_a_name() {
        let error = header(&Login::new("a:b", "hunter2")).expect_err("a colon");
        assert_eq!(error.kind(), ErrorKind::Credentials);
        let text = error.to_string();
        assert!(text.contains("has a colon") && !text.contains("hunter2"), "{text}");
    }
}
