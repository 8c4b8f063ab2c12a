//! The asynchronous driver: one attempt to send a request and to read the response, within the time of the call.
//!
//! What is decided here is only when something happens; what happens is decided by the plain functions beside it.

use std::future::poll_fn;
use std::pin::pin;
use std::sync::Arc;
use std::task::Poll;

use super::answer::{Answer, check_encoding};
use super::prepare::{Draft, Start, prepare};
use super::{digest, sign};
use crate::client::Inner;
use crate::error::{Error, ErrorKind};
use crate::http::{Request, Response};
use crate::operation::OperationShape;
use crate::shape::{Flags, Shape};
use crate::transport::{BoxFuture, Transport};

/// Runs a call to its end.
pub(super) async fn drive(start: Start) -> Result<Answer, Error> {
    let Start {
        core,
        operation,
        output_shape,
        timeout,
        spoken,
    } = start;
    let core = core.inner();
    let settings = core.config.settings();
    let work = async {
        let draft = prepare(core, spoken?)?;
        // Retries will be a loop around this.
        attempt(core, operation, output_shape, draft).await
    };
    let result = match timeout.or(settings.operation_timeout) {
        None => work.await,
        Some(limit) => within(settings.timer.sleep(limit), work).await.unwrap_or_else(|| {
            let message = format!("the call was not complete within {limit:?}");
            Err(Error::new(ErrorKind::Timeout, message))
        }),
    };
    result.map_err(|error| error.with_operation(operation.name))
}

/// The result of the work, or nothing if the alarm comes first.
async fn within<T>(mut alarm: BoxFuture<'static, ()>, work: impl Future<Output = T>) -> Option<T> {
    let mut work = pin!(work);
    poll_fn(|cx| match work.as_mut().poll(cx) {
        Poll::Ready(result) => Poll::Ready(Some(result)),
        Poll::Pending => alarm.as_mut().poll(cx).map(|()| None),
    })
    .await
}

/// Signs, sends, and reads what comes back.
async fn attempt(
    core: &Inner,
    operation: &'static OperationShape,
    output_shape: fn() -> &'static Shape,
    draft: Draft<'_>,
) -> Result<Answer, Error> {
    let protocol = draft.protocol;
    let signed = sign::sign(core, operation, draft).await?;
    let response = match signed.login {
        None => send(core, signed.request).await?,
        // In a box, because it is rare and larger than the rest.
        Some(login) => Box::pin(digest::converse(core, signed.request, login)).await?,
    };
    let mut answer = Answer {
        service: core.service,
        operation,
        protocol,
        response,
        body: bytes::Bytes::new(),
    };
    if !(answer.is_success() && streams(output_shape())) {
        let limit = core.config.settings().response_limit;
        answer.body = read(&mut answer.response, limit).await?;
    }
    Ok(answer)
}

/// Sends one request.
pub(super) async fn send(core: &Inner, request: Request) -> Result<Response, Error> {
    let transport = transport(core)?;
    let response = transport.send(ready(request)?, core.config.settings().timeouts).await;
    Ok(response?)
}

/// Sets what the signature does not cover, and takes the body.
fn ready(mut request: Request) -> Result<Request, Error> {
    let length = request.body.len();
    let expects_body = matches!(request.method, "POST" | "PUT" | "PATCH");
    if let Some(length) = length.filter(|length| expects_body || *length > 0) {
        request.headers.set("Content-Length", length.to_string());
    }
    request.body = request.body.take()?;
    Ok(request)
}

fn transport(core: &Inner) -> Result<Arc<dyn Transport>, Error> {
    if let Some(transport) = &core.config.settings().transport {
        return Ok(transport.clone());
    }
    #[cfg(feature = "default-transport")]
    return Ok(crate::transport::HyperTransport::shared());
    #[cfg(not(feature = "default-transport"))]
    return Err(Error::new(
        ErrorKind::Config,
        "no transport is set, and the feature `default-transport` of `tinsmith` is not enabled",
    ));
}

fn streams(output: &Shape) -> bool {
    output.members.iter().any(|member| member.has(Flags::STREAMING))
}

async fn read(response: &mut Response, limit: u64) -> Result<bytes::Bytes, Error> {
    let body = std::mem::take(&mut response.body);
    let whole = match check_encoding(response, &body) {
        Ok(()) => body.collect(limit).await,
        Err(error) => Err(error),
    };
    whole.map_err(|error| error.with_response(response.status, response.headers.clone()))
}
