//! Two operations of Connect: a module of a person's own program.

use std::fs;
use std::path::Path;

use serde_json::json;
use tinsmith_tests::server::{Account, Answer, Server, response};

use crate::project::{Project, root, succeeded};

const MODEL: &str = "models/connect/2017-08-08/service-2.json";

const OPERATIONS: &str = "AssociateWorkspace,DisassociateWorkspace";

/// The program, which calls both.
const PROGRAM: &str = include_str!("program.rs");

const ACCOUNT: Account = Account {
    access_key_id: "AKIDEXAMPLE",
    secret_access_key: "secret-of-the-tests",
    session_token: None,
    region: "eu-west-1",
    service: "connect",
};

fn project(name: &'static str, dependencies: &str, program: &str) -> Project {
    let manifest = format!("[package]\nname = \"{name}\"\nedition = \"2024\"\n\n[dependencies]\n{dependencies}");
    let project = Project::new(name, &manifest);
    fs::copy(root().join(MODEL), project.path("connect.json")).expect("the model is committed");
    project.write("src/main.rs", program);
    project
}

/// Runs the program as a person who has set an access key, a region and where the service is.
fn call(project: &Project, program: &Path, server: &Server) -> String {
    succeeded(project.command(program).env_clear().envs([
        ("HOME", project.path("home").to_str().expect("a plain name")),
        ("AWS_ACCESS_KEY_ID", ACCOUNT.access_key_id),
        ("AWS_SECRET_ACCESS_KEY", ACCOUNT.secret_access_key),
        ("AWS_REGION", ACCOUNT.region),
        ("AWS_ENDPOINT_URL", &server.url()),
    ]))
}

fn answers() -> [Answer; 2] {
    let answer = |status, headers: &[_], document: serde_json::Value| {
        Answer::bytes(response(status, headers, document.to_string().as_bytes()))
    };
    [
        answer(200, &[], json!({"SuccessfulList": [{"ResourceArn": "arn:1"}]})),
        answer(
            404,
            &[("x-amzn-ErrorType", "ResourceNotFoundException")],
            json!({"Message": "no such desk"}),
        ),
    ]
}

#[test]
fn two_operations_are_generated_built_and_called() {
    let runtime = root().join("runtime");
    let dependencies = format!(
        "tinsmith = {{ path = {runtime:?} }}\n\
         tokio = {{ version = \"1\", default-features = false, features = [\"macros\", \"rt\"] }}\n"
    );
    let project = project("desks", &dependencies, PROGRAM);
    let generate = ["generate", "--model", "connect.json", "--operations", OPERATIONS];
    assert!(project.tinsmith(&generate).contains(" added\n"));
    project.tinsmith(&[&generate[..], &["--check"]].concat());

    let program = project.build();
    let server = Server::start(ACCOUNT, answers());
    assert_eq!(
        call(&project, &program, &server),
        "associated: arn:1\nnot there: no such desk\n"
    );
    let received = server.received();
    let lines = received.iter().map(|received| {
        assert_eq!(received.refused, None);
        format!("{} {}", received.request.method, received.request.target)
    });
    assert_eq!(
        lines.collect::<Vec<_>>(),
        [
            "POST /workspaces/i-1/ws%201/associate",
            "POST /workspaces/i-1/ws%201/disassociate"
        ]
    );
}

#[test]
fn a_crate_of_its_own_is_a_dependency_like_any_other() {
    let program = "\
fn main() {
    let request = desk_client::connect::types::AssociateWorkspaceRequest::builder();
    let request = request.instance_id(\"i-1\").workspace_id(\"ws-1\").resource_arns([\"arn:1\"]).build();
    println!(\"{}\", request.instance_id);
}
";
    let project = project("one-desk", "desk-client = { path = \"desk-client\" }\n", program);
    let runtime = root().join("runtime");
    let runtime = runtime.to_str().expect("a plain name");
    let generate = [
        "generate",
        "--model",
        "connect.json",
        "--operations",
        "AssociateWorkspace",
    ];
    project.tinsmith(&[&generate[..], &["--crate", "desk-client", "--runtime", runtime]].concat());
    assert_eq!(succeeded(&mut project.command(&project.build())), "i-1\n");
}
