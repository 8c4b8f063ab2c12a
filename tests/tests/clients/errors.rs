//! Answers that are errors: the ones of the model, the ones that it does not list, and pages that say nothing.

use std::collections::BTreeSet;
use std::path::Path;

use serde_json::{Value, json};
use tinsmith_tests::server::{Answer, response};

use crate::check::{case, check};
use crate::target::{ALL, ASSOCIATE, EACH_WIRE, FMS_CBOR, FMS_JSON, Target};
use crate::wire::Wire;

/// Code and status of every exception that the model lists for the operation, and the name of the message.
fn modeled(target: &Target) -> (&'static [(&'static str, u16)], &'static str) {
    match target.operation {
        "AssociateWorkspace" => (
            &[
                ("AccessDeniedException", 403),
                ("DuplicateResourceException", 409),
                ("InternalServiceException", 500),
                ("InvalidParameterException", 400),
                ("InvalidRequestException", 400),
                ("ResourceNotFoundException", 404),
                ("ThrottlingException", 429),
            ],
            "Message",
        ),
        "DisassociateWorkspace" => (
            &[
                ("AccessDeniedException", 403),
                ("InternalServiceException", 500),
                ("InvalidParameterException", 400),
                ("InvalidRequestException", 400),
                ("ResourceNotFoundException", 404),
                ("ThrottlingException", 429),
            ],
            "Message",
        ),
        "BatchDisassociateResource" => (
            &[
                ("InternalErrorException", 500),
                ("InvalidInputException", 400),
                ("InvalidOperationException", 400),
                ("ResourceNotFoundException", 400),
            ],
            "Message",
        ),
        "DisassociateWorkspaceApplication" => (
            &[
                ("AccessDeniedException", 400),
                ("InvalidParameterValuesException", 400),
                ("OperationNotSupportedException", 400),
                ("ResourceInUseException", 400),
                ("ResourceNotFoundException", 400),
            ],
            "message",
        ),
        other => panic!("no errors for {other}"),
    }
}

#[test]
fn the_cases_have_every_exception_of_the_model() {
    let models = Path::new(env!("CARGO_MANIFEST_DIR")).join("../models");
    for target in ALL {
        let version = match target.service {
            "connect" => "2017-08-08",
            "fms" => "2018-01-01",
            _ => "2015-04-08",
        };
        let file = models.join(target.service).join(version).join("service-2.json");
        let model = std::fs::read_to_string(&file).expect("the model is committed");
        let model: Value = serde_json::from_str(&model).expect("the model is JSON");
        let errors = model["operations"][target.operation]["errors"]
            .as_array()
            .expect("a list of errors");
        let errors: BTreeSet<_> = errors
            .iter()
            .map(|error| error["shape"].as_str().expect("a name"))
            .collect();
        let cases = modeled(target).0.iter().map(|error| error.0);
        assert_eq!(cases.collect::<BTreeSet<_>>(), errors, "{}", target.operation);
    }
}

#[test]
fn every_exception_of_the_model_is_its_variant() {
    check(ALL, |target| {
        let (errors, message) = modeled(target);
        let cases = errors.iter().map(|&(code, status)| {
            let answer = target.wire.error(status, code, &json!({message: "it says so"}));
            let line = format!("{code}: {{operation}}: {code}: it says so (HTTP {status}, request id id-1)");
            case(code, answer, line)
        });
        cases.collect()
    });
}

#[test]
fn a_code_may_come_with_name_space_and_address_and_in_several_places() {
    let line = "ResourceNotFoundException: {operation}: ResourceNotFoundException: gone (HTTP 404, request id id-1)";
    check(ALL, |target| {
        let (wire, members) = (target.wire, json!({"Message": "gone", "message": "gone"}));
        let mut cases: Vec<_> = [
            "aws.service#ResourceNotFoundException",
            "ResourceNotFoundException:http://internal.amazon.com/coral/com.amazon.coral/",
            "aws.service#ResourceNotFoundException:http://internal.amazon.com/a#b",
        ]
        .map(|code| case(code, wire.error(404, code, &members), line))
        .into();
        if wire != Wire::Cbor {
            for place in ["__type", "code"] {
                let mut document = members.clone();
                document[place] = json!("ns#ResourceNotFoundException");
                cases.push(case(place, wire.document(404, &document), line));
            }
        }
        if wire == Wire::RestJson {
            let headers = [
                ("X-AMZN-REQUESTID", "id-1"),
                ("x-amzn-errortype", "ResourceNotFoundException"),
            ];
            let answer = Answer::bytes(response(404, &headers, members.to_string().as_bytes()));
            cases.push(case("a header in another case", answer, line));
        }
        cases
    });
}

#[test]
fn a_code_that_the_model_does_not_list_is_kept() {
    check(ALL, |target| {
        let wire = target.wire;
        vec![
            case(
                "an unknown code",
                wire.error(400, "BrandNewException", &json!({"message": "new", "Other": [1]})),
                "Other(Service): {operation}: BrandNewException: new (HTTP 400, request id id-1)",
            ),
            case(
                "a code of no use",
                wire.error(400, "#", &json!({"message": "?"})),
                "Other(Service): {operation}: ? (HTTP 400, request id id-1)",
            ),
            case(
                "line breaks and control characters",
                wire.error(400, "Odd", &json!({"message": "two\r\nlines\u{1b}[31m"})),
                "Other(Service): {operation}: Odd: two lines [31m (HTTP 400, request id id-1)",
            ),
        ]
    });
}

#[test]
fn throttling_is_typed() {
    check(&[ASSOCIATE], |target| {
        vec![case(
            "the exception of the model, with another status",
            target
                .wire
                .error(400, "ThrottlingException", &json!({"Message": "slow down"})),
            "ThrottlingException: {operation}: ThrottlingException: slow down (HTTP 400, request id id-1)",
        )]
    });
    check(&[FMS_CBOR, FMS_JSON], |target| {
        vec![
            case(
                "a code that the model does not list",
                target
                    .wire
                    .error(400, "ThrottlingException", &json!({"message": "slow down"})),
                "Other(Service): {operation}: ThrottlingException: slow down (HTTP 400, request id id-1)",
            ),
            case(
                "a status alone",
                target.wire.body(429, b""),
                "Other(Service): {operation}: Too Many Requests (HTTP 429, request id id-1)",
            ),
        ]
    });
}

#[test]
fn errors_without_a_document_say_what_the_status_means() {
    let page = b"<!DOCTYPE html><html><head><title>502 Bad Gateway</title></head><body>nginx</body></html>";
    let html = Answer::bytes(response(
        502,
        &[("Content-Type", "text/html"), ("Server", "nginx")],
        page,
    ));
    check(ALL, |target| {
        let wire = target.wire;
        let line = |text: &str| format!("Other(Service): {{operation}}: {text}");
        vec![
            case("a page", html.clone(), line("Bad Gateway (HTTP 502)")),
            case(
                "a page with our headers",
                wire.body(503, page),
                line("Service Unavailable (HTTP 503, request id id-1)"),
            ),
            case(
                "nothing",
                wire.body(500, b""),
                line("Internal Server Error (HTTP 500, request id id-1)"),
            ),
            case(
                "no object",
                wire.document(404, &json!([1])),
                line("Not Found (HTTP 404, request id id-1)"),
            ),
            case(
                "an empty object",
                wire.document(403, &json!({})),
                line("Forbidden (HTTP 403, request id id-1)"),
            ),
            case(
                "a status of nobody",
                wire.body(599, b""),
                line("the service answered with an error that it does not describe (HTTP 599, request id id-1)"),
            ),
        ]
    });
}

#[test]
fn redirections_are_not_followed() {
    let redirection = |status, location: &str| {
        let head = format!("HTTP/1.1 {status} Elsewhere\r\nLocation: {location}\r\nContent-Length: 0\r\n\r\n");
        Answer::bytes(head)
    };
    check(EACH_WIRE, |_| {
        let line = |to: &str, status| {
            format!(
                "Other(Service): {{operation}}: the answer is a redirection to `{to}`, which is not followed (HTTP {status})"
            )
        };
        vec![
            case(
                "301",
                redirection(301, "http://127.0.0.1:9/?token=t"),
                line("http://127.0.0.1:9", 301),
            ),
            case(
                "302",
                redirection(302, "https://name:word@example.com/x"),
                line("example.com", 302),
            ),
            case("307", redirection(307, "/elsewhere"), line("the same host", 307)),
            case("308", redirection(308, "//example.com/a"), line("the same host", 308)),
            case(
                "no location",
                Answer::bytes("HTTP/1.1 301 Elsewhere\r\nContent-Length: 0\r\n\r\n"),
                "Other(Service): {operation}: Moved Permanently (HTTP 301)",
            ),
            case(
                "not modified",
                Answer::bytes("HTTP/1.1 304 \r\n\r\n"),
                "Other(Service): {operation}: Not Modified (HTTP 304)",
            ),
        ]
    });
}
