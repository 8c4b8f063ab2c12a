//! The example program of the generated crate, built and run as a user would, against the server of the tests.

use std::path::PathBuf;
use std::process::{Command, Output};
use std::sync::OnceLock;

use serde_json::{Value, json};
use tinsmith_tests::program;
use tinsmith_tests::server::{Account, Answer, Server, response};

/// The program, built once.
fn program() -> &'static PathBuf {
    static PROGRAM: OnceLock<PathBuf> = OnceLock::new();
    PROGRAM.get_or_init(|| {
        let example = ["--package", "tinsmith-clients", "--example", "seed_operations"];
        program::build(&[&example[..], &["--features", "connect,fms,workspaces"]].concat())
    })
}

const SECRET: &str = "secret-of-the-tests";

/// Runs the program as a user who has set an access key and a region, and nothing else.
fn run(secret: &str, variables: &[(&str, &str)], arguments: &[&str]) -> Output {
    let nowhere = tempfile::tempdir().expect("a folder");
    Command::new(program())
        .env_clear()
        .envs([
            ("HOME", nowhere.path().to_str().expect("a plain name")),
            ("AWS_ACCESS_KEY_ID", "AKIDEXAMPLE"),
            ("AWS_SECRET_ACCESS_KEY", secret),
            ("AWS_REGION", "eu-west-1"),
        ])
        .envs(variables.iter().copied())
        .args(arguments)
        .output()
        .expect("the program runs")
}

fn server(service: &'static str, answer: Answer) -> Server {
    let account = Account {
        access_key_id: "AKIDEXAMPLE",
        secret_access_key: SECRET,
        session_token: None,
        region: "eu-west-1",
        service,
    };
    Server::start(account, [answer])
}

fn json_answer(status: u16, code: &str, document: &Value) -> Answer {
    let headers = [("x-amzn-RequestId", "id-1"), ("x-amzn-ErrorType", code)];
    let headers = if code.is_empty() { &headers[..1] } else { &headers[..] };
    Answer::bytes(response(status, headers, document.to_string().as_bytes()))
}

fn cbor_answer(status: u16, document: &Value) -> Answer {
    let mut body = Vec::new();
    ciborium::into_writer(document, &mut body).expect("a vector takes all");
    let headers = [("smithy-protocol", "rpc-v2-cbor"), ("x-amzn-RequestId", "id-1")];
    Answer::bytes(response(status, &headers, &body))
}

const ASSOCIATE: &[&str] = &[
    "associate-workspace",
    "--instance-id",
    "i-1",
    "--workspace-id",
    "ws 1/2",
    "arn:1",
    "arn:2",
];
const DISASSOCIATE: &[&str] = &[
    "disassociate-workspace",
    "--instance-id",
    "i-1",
    "--workspace-id",
    "ws-1",
    "arn:1",
];
const RESOURCES: &[&str] = &["disassociate-resources", "--resource-set", "set-1", "arn:1", "arn:2"];
const APPLICATION: &[&str] = &[
    "disassociate-application",
    "--workspace-id",
    "ws-1",
    "--application-id",
    "wsa-1",
];

/// A service, the arguments, what the service answers, and what the program prints: a success, or an error if it begins
/// so.
type Case = (&'static str, &'static [&'static str], Answer, &'static str);

fn cases() -> Vec<Case> {
    let batch = json!({
        "SuccessfulList": [{"ResourceArn": "arn:1"}],
        "FailedList": [{"ResourceArn": "arn:2", "ErrorCode": "NOT_FOUND", "ErrorMessage": "gone"}],
    });
    let message = json!({"Message": "it says so"});
    vec![
        (
            "connect",
            ASSOCIATE,
            json_answer(200, "", &batch),
            "associated: arn:1\nfailed: arn:2: NOT_FOUND: gone\n",
        ),
        (
            "connect",
            ASSOCIATE,
            json_answer(409, "DuplicateResourceException", &message),
            "associated already: it says so\n",
        ),
        (
            "connect",
            ASSOCIATE,
            json_answer(403, "AccessDeniedException", &message),
            "error: AssociateWorkspace: AccessDeniedException: it says so (HTTP 403, request id id-1)\n",
        ),
        (
            "connect",
            DISASSOCIATE,
            json_answer(200, "", &json!({"SuccessfulList": [{"ResourceArn": "arn:1"}]})),
            "disassociated: arn:1\n",
        ),
        (
            "connect",
            DISASSOCIATE,
            Answer::bytes(response(502, &[("Content-Type", "text/html")], b"<html></html>")),
            "error: DisassociateWorkspace: Bad Gateway (HTTP 502)\n",
        ),
        (
            "fms",
            RESOURCES,
            cbor_answer(
                200,
                &json!({"ResourceSetIdentifier": "set-1", "FailedItems": [
                    {"URI": "arn:1", "Reason": "NOT_VALID_ARN"}, {"URI": "arn:2", "Reason": "NEWER"},
                ]}),
            ),
            "resource set set-1: 2 failed\nfailed: arn:1: this is no ARN\nfailed: arn:2: NEWER\n",
        ),
        (
            "fms",
            RESOURCES,
            cbor_answer(
                400,
                &json!({"__type": "aws.fms#InvalidInputException", "Message": "no"}),
            ),
            "error: BatchDisassociateResource: InvalidInputException: no (HTTP 400, request id id-1)\n",
        ),
        (
            "workspaces",
            APPLICATION,
            cbor_answer(
                200,
                &json!({"Association": {
                    "State": "ERROR",
                    "LastUpdatedTime": 1_700_000_000,
                    "StateReason": {"ErrorCode": "ValidationError.InsufficientDiskSpace"},
                }}),
            ),
            "state: ERROR\nlast updated: 2023-11-14T22:13:20Z\nreason: ValidationError.InsufficientDiskSpace\n",
        ),
        (
            "workspaces",
            APPLICATION,
            cbor_answer(200, &json!({})),
            "no association\n",
        ),
        (
            "workspaces",
            APPLICATION,
            cbor_answer(
                400,
                &json!({"__type": "ResourceInUseException", "message": "busy", "ResourceId": "r"}),
            ),
            "error: DisassociateWorkspaceApplication: ResourceInUseException: busy (HTTP 400, request id id-1)\n",
        ),
    ]
}

#[test]
fn prints_results_and_typed_errors() {
    for (service, arguments, answer, expected) in cases() {
        let server = server(service, answer);
        let output = run(SECRET, &[], &[&["--endpoint-url", &server.url()], arguments].concat());
        let text = if output.status.success() {
            output.stdout
        } else {
            output.stderr
        };
        assert_eq!(String::from_utf8_lossy(&text), expected, "{arguments:?}");
        let code = if expected.starts_with("error: ") { 1 } else { 0 };
        assert_eq!(output.status.code(), Some(code), "{arguments:?}");
        let [received] = &server.received()[..] else {
            panic!("{arguments:?}: one request was expected")
        };
        assert_eq!(received.refused, None, "{arguments:?}");
    }
}

#[test]
fn region_and_address_may_come_from_the_environment_and_options_come_first() {
    let server = server("fms", cbor_answer(200, &json!({})));
    let variables = [("AWS_ENDPOINT_URL_FMS", &*server.url()), ("AWS_REGION", "us-west-2")];
    let output = run(SECRET, &variables, &[&["--region", "eu-west-1"], RESOURCES].concat());
    assert_eq!(
        String::from_utf8_lossy(&output.stdout),
        "resource set : 0 failed\n",
        "{output:?}"
    );
    assert_eq!(server.received()[0].refused, None);
}

#[test]
fn a_wrong_secret_is_an_error_that_does_not_show_it() {
    let server = server("fms", cbor_answer(200, &json!({})));
    let output = run(
        "hunter2",
        &[],
        &[&["--endpoint-url", &server.url()], RESOURCES].concat(),
    );
    let text = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(1));
    assert!(
        text.starts_with("error: BatchDisassociateResource: InvalidSignatureException"),
        "{text}"
    );
    assert!(!text.contains("hunter2"), "{text}");
}

#[test]
fn what_is_missing_is_told() {
    let missing = run(SECRET, &[], &["associate-workspace"]);
    assert_eq!(missing.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&missing.stderr).contains("--instance-id <ID>"));

    let variables = [("AWS_ACCESS_KEY_ID", ""), ("AWS_SECRET_ACCESS_KEY", "")];
    let output = run(
        "",
        &variables,
        &[&["--endpoint-url", "http://127.0.0.1:9"], RESOURCES].concat(),
    );
    let text = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(1));
    assert!(text.starts_with("error: BatchDisassociateResource: "), "{text}");
    assert!(text.contains("credentials"), "{text}");
}
