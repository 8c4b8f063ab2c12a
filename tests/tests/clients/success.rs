//! Answers that are successes, however much or little is in them.

use serde_json::{Value, json};
use tinsmith_tests::server::Answer;

use crate::check::{case, check};
use crate::target::{ALL, FMS_CBOR, FMS_JSON, Target, WORKSPACES_CBOR, WORKSPACES_JSON};

/// A whole output, and what `Debug` shows of it.
pub(crate) fn whole(target: &Target) -> (Value, String) {
    match target.operation {
        "BatchDisassociateResource" => (
            json!({"ResourceSetIdentifier": "set-1", "FailedItems": [{"URI": "arn:3", "Reason": "NOT_VALID_ARN"}]}),
            "BatchDisassociateResourceResponse { resource_set_identifier: \"set-1\", failed_items: [\
             FailedItem { uri: \"arn:3\", reason: \"NOT_VALID_ARN\" }] }"
                .to_owned(),
        ),
        "DisassociateWorkspaceApplication" => (
            json!({"Association": {
                "AssociatedResourceId": "wsa-1",
                "AssociatedResourceType": "APPLICATION",
                "Created": {"$time": 1_700_000_000.25},
                "LastUpdatedTime": {"$time": 1_700_000_001.0},
                "State": "ERROR",
                "StateReason": {"ErrorCode": "ValidationError.InsufficientDiskSpace", "ErrorMessage": "full"},
                "WorkspaceId": "ws-1",
            }}),
            "DisassociateWorkspaceApplicationResult { association: WorkspaceResourceAssociation { \
             associated_resource_id: \"wsa-1\", associated_resource_type: \"APPLICATION\", \
             created: 2023-11-14T22:13:20.25Z, last_updated_time: 2023-11-14T22:13:21Z, \
             state: \"ERROR\", state_reason: AssociationStateReason { \
             error_code: \"ValidationError.InsufficientDiskSpace\", error_message: \"full\" }, \
             workspace_id: \"ws-1\" } }"
                .to_owned(),
        ),
        operation => (
            json!({
                "SuccessfulList": [{"ResourceArn": "arn:1"}],
                "FailedList": [{"ResourceArn": "arn:2", "ErrorCode": "INTERNAL_ERROR", "ErrorMessage": "no"}],
            }),
            format!(
                "{operation}Response {{ successful_list: [SuccessfulBatchAssociationSummary {{ \
                 resource_arn: \"arn:1\" }}], failed_list: [FailedBatchAssociationSummary {{ \
                 resource_arn: \"arn:2\", error_code: \"INTERNAL_ERROR\", error_message: \"no\" }}] }}"
            ),
        ),
    }
}

/// What `Debug` shows of an output in which nothing is set; required members have their empty values.
pub(crate) fn nothing(target: &Target) -> String {
    match target.operation {
        "BatchDisassociateResource" => {
            "BatchDisassociateResourceResponse { resource_set_identifier: \"\", failed_items: [] }".to_owned()
        }
        "DisassociateWorkspaceApplication" => "DisassociateWorkspaceApplicationResult { association: None }".to_owned(),
        operation => format!("{operation}Response {{ successful_list: None, failed_list: None }}"),
    }
}

#[test]
fn an_output_is_read_whole() {
    check(ALL, |target| {
        let (output, expected) = whole(target);
        vec![
            case("a success", target.wire.document(200, &output), &expected),
            case("another status", target.wire.document(202, &output), expected),
        ]
    });
}

#[test]
fn what_is_missing_is_unset_or_empty() {
    check(ALL, |target| {
        let (wire, nothing) = (target.wire, nothing(target));
        let (output, _) = whole(target);
        let names = output.as_object().expect("outputs are objects").keys();
        let nulls: Value = names.map(|name| (name.clone(), Value::Null)).collect();
        vec![
            case("no member", wire.document(200, &json!({})), &nothing),
            case("members that are null", wire.document(200, &nulls), &nothing),
            case("an empty body", wire.body(200, b""), &nothing),
            case("no content", Answer::bytes("HTTP/1.1 204 No Content\r\n\r\n"), nothing),
        ]
    });
}

#[test]
fn what_the_model_does_not_know_is_passed_over() {
    check(ALL, |target| {
        let (mut output, expected) = whole(target);
        for (name, value) in [
            (
                "Newer",
                json!({"Deep": [[[{"a": [1, -1, 1.5, true, null, "x"]}]], {}, []]}),
            ),
            ("__type", json!("com.amazonaws#Output")),
            ("", json!(0)),
        ] {
            output[name] = value;
        }
        vec![case("unknown members", target.wire.document(200, &output), expected)]
    });
}

#[test]
fn unknown_values_of_enums_are_kept() {
    check(&[FMS_CBOR, FMS_JSON], |target| {
        let output = json!({"FailedItems": [{"Reason": "NEWER"}, {"Reason": ""}]});
        let items = ["NEWER", ""].map(|reason| format!("FailedItem {{ uri: None, reason: {reason:?} }}"));
        let expected = nothing(target).replace("[]", &format!("[{}]", items.join(", ")));
        vec![case("a reason", target.wire.document(200, &output), expected)]
    });
    check(&[WORKSPACES_CBOR, WORKSPACES_JSON], |target| {
        let (mut output, expected) = whole(target);
        output["Association"]["State"] = json!("newer.value");
        let expected = expected.replace("\"ERROR\"", "\"newer.value\"");
        vec![case("a state", target.wire.document(200, &output), expected)]
    });
}
