//! One case: what a trait of the suite says about a call.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

use super::super::super::suite::{
    ExpectedBody, ExpectedError, ExpectedRequest, ExpectedTarget, Outcome, QueryClaims, Request, Response, Side,
};
use super::super::fields::{pairs, required, required_text, text, texts};
use super::ast::Ast;
use crate::models::json::Json;

/// What a case is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Request,
    Response,
    Error,
    EventStream,
}

impl Kind {
    /// The trait that has the cases.
    pub(super) fn trait_id(self) -> &'static str {
        match self {
            Self::Request => "smithy.test#httpRequestTests",
            Self::Response | Self::Error => "smithy.test#httpResponseTests",
            Self::EventStream => "smithy.test#eventStreamTests",
        }
    }

    /// What the report puts before the ID: requests and responses may share theirs.
    pub(super) fn folder(self) -> &'static str {
        match self {
            Self::Request => "request",
            Self::Response => "response",
            Self::Error => "error",
            Self::EventStream => "event-stream",
        }
    }
}

/// What a case belongs to.
pub(super) struct Subject<'j> {
    pub(super) ast: &'j Ast<'j>,
    pub(super) service: &'j str,
    pub(super) operation: &'j str,
    /// The shape that carries the case: the operation, or one of its errors.
    pub(super) shape: &'j str,
}

impl Subject<'_> {
    pub(super) fn has_event_stream(&self) -> bool {
        self.ast.has_event_stream(self.operation)
    }

    /// Whether the request goes to another host than the client was given although the operation has no prefix for it.
    pub(super) fn is_addressed_by_rules(&self, case: &Json) -> Result<bool, String> {
        let (given, resolved) = (text(case, "host")?, text(case, "resolvedHost")?);
        let prefixed = self.ast.trait_of(self.operation, "smithy.api#endpoint").is_some();
        Ok(!prefixed && resolved.is_some_and(|resolved| given.is_some_and(|given| given != resolved)))
    }

    pub(super) fn side(&self, kind: Kind, case: &Json) -> Result<Side, String> {
        Ok(match kind {
            Kind::Request => Side::Request(self.request(case)?),
            Kind::Response | Kind::Error | Kind::EventStream => Side::Response(self.response(kind, case)?),
        })
    }

    fn request(&self, case: &Json) -> Result<Request, String> {
        let target = ExpectedTarget::Parts {
            path: required_text(case, "uri")?,
            query: QueryClaims {
                parameters: texts(case, "queryParams")?,
                required: texts(case, "requireQueryParams")?,
                forbidden: texts(case, "forbidQueryParams")?,
            },
        };
        let expected = ExpectedRequest {
            method: text(case, "method")?,
            target: Some(target),
            host: text(case, "resolvedHost")?,
            headers: pairs(case, "headers")?,
            required_headers: texts(case, "requireHeaders")?,
            forbidden_headers: texts(case, "forbidHeaders")?,
            body: body(case)?,
            map_entries: self.ast.map_entries(),
        };
        Ok(Request {
            params: params(case),
            endpoint: text(case, "host")?.map(|host| format!("https://{host}")),
            expected,
        })
    }

    fn response(&self, kind: Kind, case: &Json) -> Result<Response, String> {
        let status = match required(case, "code")? {
            Json::Number(number) => number.as_u64().and_then(|status| u16::try_from(status).ok()),
            _ => None,
        };
        let body = body(case)?.map(|body| match body {
            ExpectedBody::Json(text) | ExpectedBody::Xml { text, .. } | ExpectedBody::Form(text) => text.into_bytes(),
            ExpectedBody::Cbor(bytes) | ExpectedBody::Bytes(bytes) => bytes,
        });
        let expected = match kind {
            Kind::Error => Outcome::Error(ExpectedError {
                shape: Some(self.ast.renamed(self.service, self.shape).to_owned()),
                members: Some(params(case)),
                ..ExpectedError::default()
            }),
            _ => Outcome::Output(params(case)),
        };
        Ok(Response {
            status: status.ok_or("`code` has to be a status of HTTP")?,
            headers: pairs(case, "headers")?,
            body: body.unwrap_or_default(),
            expected,
        })
    }
}

fn params(case: &Json) -> Json {
    match case.get("params") {
        None | Some(Json::Null) => Json::Object(Vec::new()),
        Some(params) => params.clone(),
    }
}

/// The body, and by its media type what makes another one equal to it.
fn body(case: &Json) -> Result<Option<ExpectedBody>, String> {
    let Some(body) = text(case, "body")? else {
        return Ok(None);
    };
    let media_type = text(case, "bodyMediaType")?.unwrap_or_default();
    let (_, suffix) = media_type.rsplit_once(['/', '+']).unwrap_or_default();
    Ok(Some(match suffix {
        "json" => ExpectedBody::Json(body),
        "xml" => ExpectedBody::Xml {
            text: body,
            in_order: false,
        },
        "x-www-form-urlencoded" => ExpectedBody::Form(body),
        "cbor" => {
            let bytes = STANDARD.decode(body.trim());
            ExpectedBody::Cbor(bytes.map_err(|error| format!("`body`: not base64: {error}"))?)
        }
        _ => ExpectedBody::Bytes(body.into_bytes()),
    }))
}
