//! Why a request cannot be signed; the texts name what is wrong and never its value.

use std::fmt;

/// A request that cannot be signed.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum SigningError {
    /// The credentials are those of nobody.
    Anonymous,
    /// The request has no `host` header.
    MissingHost,
    /// The header's name or value has a character that cannot be sent.
    InvalidHeader {
        /// The name of the header.
        name: String,
    },
    /// A part of the scope of the signature is empty or has a character that cannot stand there.
    InvalidScope {
        /// Which part.
        what: &'static str,
    },
    /// The query of the request has a parameter of a signature already.
    AlreadySigned {
        /// The name of the parameter.
        parameter: &'static str,
    },
    /// A presigned address cannot be valid for so long.
    Expiry {
        /// The seconds asked for.
        seconds: u32,
    },
    /// The time is before 1970 or after 9999.
    Time {
        /// Seconds since the epoch.
        seconds: i64,
    },
}

impl fmt::Display for SigningError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Anonymous => f.write_str("anonymous credentials cannot sign; send the request unsigned"),
            Self::MissingHost => f.write_str("the request has no `host` header, which every signature covers"),
            Self::InvalidHeader { name } => {
                write!(
                    f,
                    "header `{}` has a character that cannot be sent",
                    name.escape_debug()
                )
            }
            Self::InvalidScope { what } => {
                write!(
                    f,
                    "the {what} is empty or has a character that cannot stand in a signature"
                )
            }
            Self::AlreadySigned { parameter } => {
                write!(
                    f,
                    "the query has the parameter `{parameter}` already; sign the address without it"
                )
            }
            Self::Expiry { seconds } => {
                write!(
                    f,
                    "an address cannot be valid for {seconds} seconds; choose 1 to 604800 (a week)"
                )
            }
            Self::Time { seconds } => {
                write!(
                    f,
                    "{seconds} seconds since 1970 is not a time to sign at; check the clock"
                )
            }
        }
    }
}

impl std::error::Error for SigningError {}
