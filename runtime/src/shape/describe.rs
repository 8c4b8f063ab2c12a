//! The static description of a shape: every fact of the model that a codec or a protocol may ask for.
//!
//! Descriptions are built by `const` functions inside associated constants, so a program pays only for the shapes that
//! it uses. They refer to no other shape: a value brings its own description along.

/// The description of a structure or a union.
#[derive(Debug, Clone, Copy)]
pub struct Shape {
    /// The name in the model.
    pub name: &'static str,
    /// Structure or union.
    pub kind: Kind,
    /// The whole shape is redacted in `Debug`.
    pub sensitive: bool,
    /// The name of the XML element when the shape is the root of a document; the model's name unless it says otherwise.
    pub xml_name: &'static str,
    /// The XML namespace of the shape.
    pub xml_namespace: Option<Namespace>,
    /// What the model says of a shape that is an error.
    pub error: Option<ErrorTrait>,
    /// The members, in the order of the model.
    pub members: &'static [Member],
}

/// Whether a shape has all of its members or one of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// All members.
    Structure,
    /// Exactly one member.
    Union,
}

impl Shape {
    /// A structure.
    #[must_use]
    pub const fn structure(name: &'static str, members: &'static [Member]) -> Self {
        Self {
            name,
            kind: Kind::Structure,
            sensitive: false,
            xml_name: name,
            xml_namespace: None,
            error: None,
            members,
        }
    }

    /// A union.
    #[must_use]
    pub const fn union(name: &'static str, members: &'static [Member]) -> Self {
        let mut shape = Self::structure(name, members);
        shape.kind = Kind::Union;
        shape
    }

    /// Gives the shape the name of the model where Rust calls it differently.
    #[must_use]
    pub const fn named(mut self, name: &'static str) -> Self {
        self.name = name;
        self.xml_name = name;
        self
    }

    /// Marks the whole shape as sensitive.
    #[must_use]
    pub const fn sensitive(mut self) -> Self {
        self.sensitive = true;
        self
    }

    /// Sets the XML element name of the shape as the root of a document.
    #[must_use]
    pub const fn xml_name(mut self, name: &'static str) -> Self {
        self.xml_name = name;
        self
    }

    /// Sets the XML namespace.
    #[must_use]
    pub const fn xml_namespace(mut self, prefix: &'static str, uri: &'static str) -> Self {
        self.xml_namespace = Some(Namespace { prefix, uri });
        self
    }

    /// Says that the shape is an error of the caller's, sent with this HTTP status (0: the model does not say).
    #[must_use]
    pub const fn client_error(self, status: u16) -> Self {
        self.error(status, Fault::Client)
    }

    /// Says that the shape is an error of the service's, sent with this HTTP status (0: the model does not say).
    #[must_use]
    pub const fn server_error(self, status: u16) -> Self {
        self.error(status, Fault::Server)
    }

    const fn error(mut self, status: u16, fault: Fault) -> Self {
        self.error = Some(ErrorTrait {
            status,
            fault,
            retryable: false,
            throttling: false,
        });
        self
    }

    /// Says that a call that failed with this error may be tried again.
    #[must_use]
    pub const fn retryable(mut self) -> Self {
        if let Some(error) = &mut self.error {
            error.retryable = true;
        }
        self
    }

    /// Says that a call that failed with this error may be tried again, later than usual.
    #[must_use]
    pub const fn throttling(mut self) -> Self {
        if let Some(error) = &mut self.error {
            error.retryable = true;
            error.throttling = true;
        }
        self
    }
}

/// What the model says of an error shape.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ErrorTrait {
    /// The HTTP status that goes with the error, 0 where the model does not say.
    pub status: u16,
    /// Who is to blame.
    pub fault: Fault,
    /// A later attempt may succeed.
    pub retryable: bool,
    /// The service asks its callers to slow down.
    pub throttling: bool,
}

/// Who is to blame for an error.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fault {
    /// The caller.
    Client,
    /// The service.
    Server,
}

/// An XML namespace.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Namespace {
    /// The prefix, empty for the default namespace.
    pub prefix: &'static str,
    /// The address that identifies the namespace.
    pub uri: &'static str,
}

/// A member of a structure or a union.
#[derive(Debug, Clone, Copy)]
pub struct Member {
    /// The name in the model.
    pub name: &'static str,
    /// The name of the Rust field or variant.
    pub rust_name: &'static str,
    /// The name in JSON bodies of rest-json.
    pub json_name: &'static str,
    /// The name in XML bodies and in query requests.
    pub xml_name: &'static str,
    /// The name in ec2 query requests.
    pub ec2_name: &'static str,
    /// Where in the HTTP message the member goes.
    pub location: Location,
    /// What a payload is, as in `text/plain`; empty where its type says it.
    pub media_type: &'static str,
    /// Facts that are true or false.
    pub flags: Flags,
    /// Facts of the member's value.
    pub value: Element,
}

impl Member {
    /// A member that stands in the body under the name of the model.
    #[must_use]
    pub const fn new(name: &'static str, rust_name: &'static str) -> Self {
        Self {
            name,
            rust_name,
            json_name: name,
            xml_name: name,
            ec2_name: name,
            location: Location::Body,
            media_type: "",
            flags: Flags::NONE,
            value: Element::NEW,
        }
    }

    /// Whether the member stands in the body (and not in a header, the path, the query or the status).
    #[must_use]
    pub const fn in_body(&self) -> bool {
        matches!(self.location, Location::Body)
    }

    /// Whether the flag is set.
    #[must_use]
    pub const fn has(&self, flag: Flags) -> bool {
        self.flags.contains(flag)
    }
}

/// Adds a `const` function per flag: the word in a generated block is the name of the function.
macro_rules! flags {
    ($($(#[$doc:meta])* $function:ident $constant:ident = $bit:literal;)*) => {
        /// A set of facts of a member that are true or false.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub struct Flags(u16);

        impl Flags {
            /// No fact.
            pub const NONE: Self = Self(0);
            $($(#[$doc])* pub const $constant: Self = Self(1 << $bit);)*

            const fn with(self, other: Self) -> Self {
                Self(self.0 | other.0)
            }

            /// Whether all facts of `other` are in this set.
            #[must_use]
            pub const fn contains(self, other: Self) -> bool {
                self.0 & other.0 == other.0
            }
        }

        impl Member {
            $($(#[$doc])* #[must_use] pub const fn $function(mut self) -> Self {
                self.flags = self.flags.with(Flags::$constant);
                self
            })*
        }
    };
}

flags! {
    /// The model requires the member.
    required REQUIRED = 0;
    /// The value is redacted in `Debug`.
    sensitive SENSITIVE = 1;
    /// A random token is filled in where the caller gives none.
    idempotency_token IDEMPOTENCY_TOKEN = 2;
    /// The value is a label of the host name.
    host_label HOST_LABEL = 3;
    /// The member is an XML attribute.
    xml_attribute XML_ATTRIBUTE = 4;
    /// The elements of the list or map stand without an element around them.
    flattened FLATTENED = 5;
    /// The string holds JSON: in a header it is sent as base64.
    json_value JSON_VALUE = 6;
    /// The member is the payload of an event.
    event_payload EVENT_PAYLOAD = 7;
    /// The member is a header of an event.
    event_header EVENT_HEADER = 8;
    /// The body is a stream.
    streaming STREAMING = 9;
    /// The stream can be sent only if its length is known.
    requires_length REQUIRES_LENGTH = 10;
    /// The payload is a structure: rest-json sends an empty object where it is unset.
    structure_payload STRUCTURE_PAYLOAD = 11;
}

/// Where in the HTTP message a member goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Location {
    /// In the body, as a member of the document.
    Body,
    /// In the path: the template says where, and whether slashes are kept.
    Label,
    /// In the query string, under this name.
    Query(&'static str),
    /// A map that gives names and values of the query string.
    QueryParams,
    /// In this header.
    Header(&'static str),
    /// A map that gives headers whose names start with this prefix.
    PrefixHeaders(&'static str),
    /// The member is the whole body.
    Payload,
    /// The member is the status of the response.
    StatusCode,
}

impl Member {
    /// Puts the member into the path.
    #[must_use]
    pub const fn label(mut self) -> Self {
        self.location = Location::Label;
        self
    }

    /// Puts the member into the query string.
    #[must_use]
    pub const fn query(mut self, name: &'static str) -> Self {
        self.location = Location::Query(name);
        self
    }

    /// Makes the map's entries parameters of the query string.
    #[must_use]
    pub const fn query_params(mut self) -> Self {
        self.location = Location::QueryParams;
        self
    }

    /// Puts the member into a header.
    #[must_use]
    pub const fn header(mut self, name: &'static str) -> Self {
        self.location = Location::Header(name);
        self
    }

    /// Makes the map's entries headers with this prefix.
    #[must_use]
    pub const fn prefix_headers(mut self, prefix: &'static str) -> Self {
        self.location = Location::PrefixHeaders(prefix);
        self
    }

    /// Makes the member the whole body.
    #[must_use]
    pub const fn payload(mut self) -> Self {
        self.location = Location::Payload;
        self
    }

    /// Says what the payload is.
    #[must_use]
    pub const fn media_type(mut self, name: &'static str) -> Self {
        self.media_type = name;
        self
    }

    /// Makes the member the status of the response.
    #[must_use]
    pub const fn status_code(mut self) -> Self {
        self.location = Location::StatusCode;
        self
    }

    /// Sets the name in JSON bodies of rest-json.
    #[must_use]
    pub const fn json_name(mut self, name: &'static str) -> Self {
        self.json_name = name;
        self
    }

    /// Sets the name in XML bodies and in query requests; of a payload, the name of the root element.
    #[must_use]
    pub const fn xml_name(mut self, name: &'static str) -> Self {
        self.xml_name = name;
        self.value.xml_name = name;
        self
    }

    /// Sets the name in ec2 query requests.
    #[must_use]
    pub const fn ec2_name(mut self, name: &'static str) -> Self {
        self.ec2_name = name;
        self
    }

    /// Sets the XML namespace of the member.
    #[must_use]
    pub const fn xml_namespace(mut self, prefix: &'static str, uri: &'static str) -> Self {
        self.value = self.value.xml_namespace(prefix, uri);
        self
    }

    /// Writes the timestamp as in RFC 3339.
    #[must_use]
    pub const fn date_time(mut self) -> Self {
        self.value = self.value.date_time();
        self
    }

    /// Writes the timestamp as in RFC 7231.
    #[must_use]
    pub const fn http_date(mut self) -> Self {
        self.value = self.value.http_date();
        self
    }

    /// Writes the timestamp as seconds since 1970.
    #[must_use]
    pub const fn epoch_seconds(mut self) -> Self {
        self.value = self.value.epoch_seconds();
        self
    }

    /// Sets the facts of the list's elements or of the map's values.
    #[must_use]
    pub const fn item(mut self, item: &'static Element) -> Self {
        self.value.item = Some(item);
        self
    }

    /// Sets the facts of the map's keys.
    #[must_use]
    pub const fn key(mut self, key: &'static Element) -> Self {
        self.value.key = Some(key);
        self
    }
}

/// Facts of a value at its place: of a member, a list element, a map key or a map value.
#[derive(Debug, Clone, Copy)]
pub struct Element {
    /// The XML name where the model gives one; empty where the protocol's default holds.
    pub xml_name: &'static str,
    /// The XML namespace.
    pub xml_namespace: Option<Namespace>,
    /// The format of a timestamp.
    pub timestamp: TimestampFormat,
    /// Facts of the elements of a list or the values of a map.
    pub item: Option<&'static Element>,
    /// Facts of the keys of a map.
    pub key: Option<&'static Element>,
}

impl Element {
    /// A value of which the model says nothing in particular.
    pub const NEW: Self = Self {
        xml_name: "",
        xml_namespace: None,
        timestamp: TimestampFormat::Unset,
        item: None,
        key: None,
    };

    /// The facts of the elements of a list or the values of a map.
    #[must_use]
    pub const fn items(&self) -> &'static Element {
        match self.item {
            Some(item) => item,
            None => &Self::NEW,
        }
    }

    /// The facts of the keys of a map.
    #[must_use]
    pub const fn keys(&self) -> &'static Element {
        match self.key {
            Some(key) => key,
            None => &Self::NEW,
        }
    }

    /// Sets the XML name.
    #[must_use]
    pub const fn xml_name(mut self, name: &'static str) -> Self {
        self.xml_name = name;
        self
    }

    /// Sets the XML namespace.
    #[must_use]
    pub const fn xml_namespace(mut self, prefix: &'static str, uri: &'static str) -> Self {
        self.xml_namespace = Some(Namespace { prefix, uri });
        self
    }

    /// Writes the timestamp as in RFC 3339.
    #[must_use]
    pub const fn date_time(mut self) -> Self {
        self.timestamp = TimestampFormat::DateTime;
        self
    }

    /// Writes the timestamp as in RFC 7231.
    #[must_use]
    pub const fn http_date(mut self) -> Self {
        self.timestamp = TimestampFormat::HttpDate;
        self
    }

    /// Writes the timestamp as seconds since 1970.
    #[must_use]
    pub const fn epoch_seconds(mut self) -> Self {
        self.timestamp = TimestampFormat::EpochSeconds;
        self
    }

    /// Sets the facts of the list's elements or of the map's values.
    #[must_use]
    pub const fn item(mut self, item: &'static Element) -> Self {
        self.item = Some(item);
        self
    }

    /// Sets the facts of the map's keys.
    #[must_use]
    pub const fn key(mut self, key: &'static Element) -> Self {
        self.key = Some(key);
        self
    }
}

/// How a timestamp is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TimestampFormat {
    /// As the protocol and the place say.
    Unset,
    /// `1985-04-12T23:20:50.52Z`, RFC 3339.
    DateTime,
    /// `Tue, 29 Apr 2014 18:30:38 GMT`, RFC 7231.
    HttpDate,
    /// Seconds since 1970-01-01T00:00:00Z.
    EpochSeconds,
}
