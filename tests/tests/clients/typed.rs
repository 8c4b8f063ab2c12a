//! Outputs and errors as a program uses them: typed, one level deep, with all that is known of the call.

use std::time::{Duration, SystemTime, UNIX_EPOCH};

use serde_json::json;
use tinsmith::{Error, ErrorKind};
use tinsmith_clients::connect::errors::{AssociateWorkspaceError, DisassociateWorkspaceError};
use tinsmith_clients::connect::types::{
    AttachedFileInvalidRequestExceptionReason, DisassociateWorkspaceRequest, InvalidRequestException,
    InvalidRequestExceptionReason,
};
use tinsmith_clients::fms::errors::BatchDisassociateResourceError;
use tinsmith_clients::fms::types::FailedItemReason;
use tinsmith_clients::workspaces::errors::DisassociateWorkspaceApplicationError;
use tinsmith_clients::workspaces::types::{
    AssociationErrorCode, AssociationState, DisassociateWorkspaceApplicationRequest, ResourceInUseException,
};
use tinsmith_clients::{connect, fms, workspaces};
use tinsmith_tests::server::{Answer, Server, response};

use crate::check::{account, bounded, config};
use crate::success::whole;
use crate::target::{ASSOCIATE, FMS_CBOR, WORKSPACES_CBOR, associate_request, batch_request};
use crate::wire::Wire;

#[test]
fn outputs_have_typed_members() {
    bounded(|| async {
        let server = Server::start(
            account("workspaces"),
            [Wire::Cbor.document(200, &whole(&WORKSPACES_CBOR).0)],
        );
        let client = workspaces::Client::new(config(&server).build());
        let request = DisassociateWorkspaceApplicationRequest::builder()
            .workspace_id("w")
            .application_id("a")
            .build();
        let output = client
            .disassociate_workspace_application(request)
            .await
            .expect("a success");
        let association = output.association.expect("an association");
        assert_eq!(association.state, Some(AssociationState::Error));
        let code = association.state_reason.and_then(|reason| reason.error_code);
        assert_eq!(code, Some(AssociationErrorCode::ValidationErrorInsufficientDiskSpace));
        let created = SystemTime::try_from(association.created.expect("a time")).expect("in range");
        assert_eq!(created, UNIX_EPOCH + Duration::from_millis(1_700_000_000_250));
    });
    bounded(|| async {
        let server = Server::start(account("fms"), [Wire::Cbor.document(200, &whole(&FMS_CBOR).0)]);
        let client = fms::Client::new(config(&server).build());
        let output = client
            .batch_disassociate_resource(batch_request())
            .await
            .expect("a success");
        assert_eq!(output.resource_set_identifier, "set-1");
        assert_eq!(output.failed_items[0].reason, Some(FailedItemReason::NotValidArn));
    });
}

async fn associate(answer: Answer) -> AssociateWorkspaceError {
    let server = Server::start(account("connect"), [answer]);
    let client = connect::Client::new(config(&server).build());
    client
        .associate_workspace(associate_request())
        .await
        .expect_err("an error")
}

#[test]
fn exceptions_have_their_members_and_what_is_known_of_the_call() {
    bounded(|| async {
        let members = json!({
            "Message": "bad file",
            "Reason": {"AttachedFileInvalidRequestExceptionReason": "INVALID_FILE_SIZE"},
        });
        let error = associate(Wire::RestJson.error(400, "InvalidRequestException", &members)).await;
        let AssociateWorkspaceError::InvalidRequestException(exception) = &error else {
            panic!("{error:?}")
        };
        assert_eq!(exception.message.as_deref(), Some("bad file"));
        let reason = AttachedFileInvalidRequestExceptionReason::InvalidFileSize;
        assert_eq!(
            exception.reason,
            Some(InvalidRequestExceptionReason::AttachedFileInvalidRequestExceptionReason(reason))
        );
        let meta = exception.meta();
        assert_eq!(
            (meta.status(), meta.code()),
            (Some(400), Some("InvalidRequestException"))
        );
        assert_eq!((meta.message(), meta.request_id()), (Some("bad file"), Some("id-1")));
        assert_eq!(meta.headers().get("content-type"), Some("application/json"));

        let error: Error = error.into();
        let exception = error.modeled::<InvalidRequestException>().expect("it is not lost");
        assert_eq!(exception.message.as_deref(), Some("bad file"));
    });
}

#[test]
fn an_unknown_tag_of_a_union_in_an_exception_is_kept() {
    bounded(|| async {
        let members = json!({"Reason": {"NewerReason": {"a": [1]}}});
        let error = associate(Wire::RestJson.error(400, "InvalidRequestException", &members)).await;
        let AssociateWorkspaceError::InvalidRequestException(exception) = &error else {
            panic!("{error:?}")
        };
        assert_eq!(
            exception.reason,
            Some(InvalidRequestExceptionReason::Unknown("NewerReason".to_owned()))
        );
    });
}

#[test]
fn an_unknown_value_of_an_enum_is_a_variant_of_its_own() {
    bounded(|| async {
        let output = json!({"FailedItems": [{"Reason": "NOT_VALID_YET"}]});
        let server = Server::start(account("fms"), [Wire::Cbor.document(200, &output)]);
        let client = fms::Client::new(config(&server).build());
        let output = client
            .batch_disassociate_resource(batch_request())
            .await
            .expect("a success");
        let reason = output.failed_items[0].reason.as_ref().expect("a reason");
        assert_eq!(*reason, FailedItemReason::Unknown("NOT_VALID_YET".to_owned()));
        assert_eq!(reason.as_str(), "NOT_VALID_YET");
    });
}

#[test]
fn exceptions_of_the_other_services_have_their_members_too() {
    bounded(|| async {
        let members = json!({"message": "busy", "ResourceId": "r-7"});
        let server = Server::start(
            account("workspaces"),
            [Wire::Cbor.error(400, "ResourceInUseException", &members)],
        );
        let client = workspaces::Client::new(config(&server).build());
        let request = DisassociateWorkspaceApplicationRequest::builder()
            .workspace_id("w")
            .application_id("a")
            .build();
        let error = client
            .disassociate_workspace_application(request)
            .await
            .expect_err("an exception");
        let DisassociateWorkspaceApplicationError::ResourceInUseException(exception) = &error else {
            panic!("{error:?}")
        };
        assert_eq!(exception.resource_id.as_deref(), Some("r-7"));
        let error: Error = error.into();
        assert!(error.modeled::<ResourceInUseException>().is_some());
    });
}

#[test]
fn throttling_says_so_and_when_to_come_back() {
    let retry = [("x-amzn-ErrorType", "ThrottlingException"), ("Retry-After", "7")];
    bounded(move || async move {
        let error = associate(Answer::bytes(response(429, &retry, b"{}"))).await;
        assert!(
            matches!(error, AssociateWorkspaceError::ThrottlingException(_)),
            "{error:?}"
        );
        assert!(error.meta().is_throttling());
        assert_eq!(error.meta().retry_after(), Some(Duration::from_secs(7)));
    });
    bounded(|| async {
        for (answer, throttling) in [
            (FMS_CBOR.wire.error(400, "ThrottlingException", &json!({})), true),
            (FMS_CBOR.wire.body(429, b""), true),
            (FMS_CBOR.wire.body(503, b""), false),
        ] {
            let server = Server::start(account("fms"), [answer]);
            let client = fms::Client::new(config(&server).build());
            let error = client
                .batch_disassociate_resource(batch_request())
                .await
                .expect_err("throttled");
            assert!(matches!(error, BatchDisassociateResourceError::Other(_)), "{error:?}");
            assert_eq!(error.meta().is_throttling(), throttling, "{error}");
        }
    });
}

/// Operations of several services, joined by `?`.
async fn all(connect: &connect::Client, fms: &fms::Client) -> Result<usize, Error> {
    let associated = connect.associate_workspace(associate_request()).await?;
    let batch = fms.batch_disassociate_resource(batch_request()).await?;
    Ok(associated.successful_list.unwrap_or_default().len() + batch.failed_items.len())
}

#[test]
fn the_errors_of_all_services_become_one() {
    bounded(|| async {
        let first = Server::start(account("connect"), [ASSOCIATE.wire.document(200, &whole(&ASSOCIATE).0)]);
        let second = Server::start(
            account("fms"),
            [Wire::Cbor.error(400, "InvalidOperationException", &json!({}))],
        );
        let connect = connect::Client::new(config(&first).build());
        let fms = fms::Client::new(config(&second).build());
        let error = all(&connect, &fms).await.expect_err("an exception");
        assert_eq!(
            (error.kind(), error.operation()),
            (ErrorKind::Service, "BatchDisassociateResource")
        );
        assert!(error.modeled::<fms::types::InvalidOperationException>().is_some());
    });
}

#[test]
fn what_cannot_be_sent_is_told_before_anything_is_sent() {
    bounded(|| async {
        let server = Server::start(account("connect"), []);
        let client = connect::Client::new(config(&server).build());
        let request = DisassociateWorkspaceRequest::builder()
            .instance_id("")
            .workspace_id("w")
            .resource_arns([])
            .build();
        let error = client
            .disassociate_workspace(request)
            .await
            .expect_err("an empty label");
        assert!(matches!(error, DisassociateWorkspaceError::Other(_)), "{error:?}");
        assert_eq!(Error::from(error).kind(), ErrorKind::Input);
        assert!(server.received().is_empty());
    });
}
