//! Suites in one form, whatever format they were written in: files of cases, each about a call or a part of the runtime.

use std::collections::BTreeSet;

use tinsmith_codegen::Service;

use crate::models::json::Json;

/// The cases of one line of the report.
#[derive(Debug, Default)]
pub(crate) struct SuiteFile {
    /// Below the folder of all suites, without the ending: `botocore-protocols/input/rest-json`.
    pub(crate) path: String,
    /// The models that the calls of this file are generated from.
    pub(crate) models: Vec<Service>,
    /// In the order of the file.
    pub(crate) cases: Vec<Case>,
}

/// One case.
#[derive(Debug)]
pub(crate) struct Case {
    /// Unique in its file.
    pub(crate) id: String,
    /// What to do.
    pub(crate) task: Task,
}

/// What to do for a case.
#[derive(Debug)]
pub(crate) enum Task {
    /// Call an operation of a generated client.
    Call(Box<Call>),
    /// Hand this to a part of the runtime.
    Data(Data),
    /// The case is not for us, for this reason.
    Skip(String),
    /// The case cannot be read, for this reason; that is a failure.
    Unreadable(String),
}

/// A call of an operation.
#[derive(Debug)]
pub(crate) struct Call {
    /// The place of the model in [`SuiteFile::models`].
    pub(crate) model: usize,
    /// The operation's name in the model.
    pub(crate) operation: String,
    /// What to look at.
    pub(crate) side: Side,
}

/// The half of an exchange that a case is about.
#[derive(Debug)]
pub(crate) enum Side {
    Request(Request),
    Response(Response),
}

/// An input, and the request that it has to become.
#[derive(Debug)]
pub(crate) struct Request {
    /// The members of the input.
    pub(crate) params: Json,
    /// Where the client sends to, where the case says so.
    pub(crate) endpoint: Option<String>,
    pub(crate) expected: ExpectedRequest,
}

/// What a case claims about a request; what is absent is not claimed.
#[derive(Debug, Default)]
pub(crate) struct ExpectedRequest {
    pub(crate) method: Option<String>,
    pub(crate) target: Option<ExpectedTarget>,
    pub(crate) host: Option<String>,
    /// Names and values.
    pub(crate) headers: Vec<(String, String)>,
    /// There with any value.
    pub(crate) required_headers: Vec<String>,
    pub(crate) forbidden_headers: Vec<String>,
    pub(crate) body: Option<ExpectedBody>,
    /// What the entries of maps in the body are made of.
    pub(crate) map_entries: MapEntries,
}

/// The first line of a request, without method and version.
#[derive(Debug, PartialEq)]
pub(crate) enum ExpectedTarget {
    /// Path and query as written.
    Whole {
        target: String,
        /// The query comes from a map, whose order does not count.
        query_of_map: bool,
    },
    /// The path as written, and claims about the query.
    Parts { path: String, query: QueryClaims },
}

/// What a case claims about the parameters of a query; others may be there.
#[derive(Debug, Default, PartialEq)]
pub(crate) struct QueryClaims {
    /// `name=value` or `name`, percent-encoded; those of one name are all that there are, in their order.
    pub(crate) parameters: Vec<String>,
    /// Names that are there with any value.
    pub(crate) required: Vec<String>,
    pub(crate) forbidden: Vec<String>,
}

/// Names of keys and of values that maps of the model give their entries; the order of entries does not count.
pub(crate) type MapEntries = BTreeSet<(String, String)>;

/// A body, and what makes another one equal to it.
#[derive(Debug, PartialEq)]
pub(crate) enum ExpectedBody {
    /// The same JSON value; the same bytes where this is no JSON.
    Json(String),
    /// The same canonical XML; the same bytes where this is no XML.
    Xml {
        text: String,
        /// Whether the members of structures have to come in this order.
        in_order: bool,
    },
    /// The same parameters in the same order.
    Form(String),
    /// The same CBOR value.
    Cbor(Vec<u8>),
    /// The same bytes.
    Bytes(Vec<u8>),
}

/// A response, and what a client has to make of it.
#[derive(Debug)]
pub(crate) struct Response {
    pub(crate) status: u16,
    pub(crate) headers: Vec<(String, String)>,
    pub(crate) body: Vec<u8>,
    pub(crate) expected: Outcome,
}

/// What a client has to make of a response.
#[derive(Debug)]
pub(crate) enum Outcome {
    /// An output with these members and no others.
    Output(Json),
    Error(ExpectedError),
}

/// What a case claims about an error; what is absent is not claimed.
#[derive(Debug, Default)]
pub(crate) struct ExpectedError {
    /// The shape that the model has for it.
    pub(crate) shape: Option<String>,
    pub(crate) code: Option<String>,
    pub(crate) message: Option<String>,
    /// The members of the modeled error and no others.
    pub(crate) members: Option<Json>,
    pub(crate) request_id: Option<String>,
}

/// A case about a part of the runtime, without any generated code.
#[derive(Debug)]
pub(crate) struct Data {
    /// As the crate `tinsmith-conformance` reads it.
    pub(crate) input: serde_json::Value,
    pub(crate) expected: ExpectedData,
}

/// What the part of the runtime has to give.
#[derive(Debug)]
pub(crate) enum ExpectedData {
    /// A CBOR document of this value; none if it is broken.
    Cbor(Option<Json>),
    /// A signature and what leads to it.
    Signature(Signature),
}

/// The texts of a signature, as far as the suite has them.
#[derive(Debug, Default)]
pub(crate) struct Signature {
    pub(crate) canonical_request: Option<String>,
    pub(crate) string_to_sign: Option<String>,
    pub(crate) signature: Option<String>,
    /// The value of the header `authorization`.
    pub(crate) authorization: Option<String>,
    /// The first line of the signed request, without method and version.
    pub(crate) target: Option<String>,
}

impl SuiteFile {
    /// A file of which nothing can be said but this.
    pub(crate) fn of_one(path: String, task: Task) -> Self {
        let case = Case {
            id: String::new(),
            task,
        };
        Self {
            path,
            models: Vec::new(),
            cases: vec![case],
        }
    }

    /// Adds a case; IDs that are not unique are numbered.
    pub(crate) fn push(&mut self, id: String, task: Task) {
        let mut unique = id.clone();
        let mut number = 1;
        while self.cases.iter().any(|case| case.id == unique) {
            number += 1;
            unique = format!("{id}-{number}");
        }
        self.cases.push(Case { id: unique, task });
    }

    /// How the report names a case.
    pub(crate) fn name(&self, case: &Case) -> String {
        if case.id.is_empty() {
            self.path.clone()
        } else {
            format!("{}/{}", self.path, case.id)
        }
    }
}
