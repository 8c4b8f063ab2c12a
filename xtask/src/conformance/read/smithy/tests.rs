//! A small model with every kind of case, and what is read of it.

use super::super::super::suite::{ExpectedBody, ExpectedTarget, Outcome, QueryClaims, Request, Response, Side};
use super::*;

const MODEL: &str = r##"{
  "smithy": "2.0",
  "shapes": {
    "a#Empty": { "type": "service" },
    "a#Service": {
      "type": "service",
      "operations": [{ "target": "a#Op" }],
      "resources": [{ "target": "a#Resource" }],
      "errors": [{ "target": "b#Oops" }],
      "rename": { "b#Oops": "RenamedOops" }
    },
    "a#Resource": { "type": "resource", "read": { "target": "a#Read" }, "resources": [{ "target": "a#Resource" }] },
    "a#Op": {
      "type": "operation",
      "traits": {
        "smithy.test#httpRequestTests": [
          {
            "id": "Same", "protocol": "aws.protocols#restJson1", "method": "PUT", "uri": "/x", "queryParams": ["a=1"],
            "forbidQueryParams": ["b"], "host": "h.com/p", "resolvedHost": "h.com/p", "headers": { "A": "1" },
            "requireHeaders": ["B"], "forbidHeaders": ["C"], "body": "{}", "bodyMediaType": "application/json",
            "params": { "x": 1 }
          },
          { "id": "Cbor", "protocol": "smithy.protocols#rpcv2Cbor", "uri": "/", "body": "oA==", "bodyMediaType": "application/cbor" },
          { "id": "Foreign", "protocol": "x#other", "uri": "/" },
          { "id": "Rules", "protocol": "aws.protocols#restXml", "uri": "/", "host": "h.com", "resolvedHost": "b.h.com" },
          { "id": "Wrong", "protocol": "aws.protocols#restXml" },
          { "id": "Server", "protocol": "x#other", "appliesTo": "server" }
        ],
        "smithy.test#httpResponseTests": [
          { "id": "Same", "protocol": "aws.protocols#restJson1", "code": 200, "body": "x", "bodyMediaType": "text/plain" }
        ]
      }
    },
    "a#Read": {
      "type": "operation",
      "output": { "target": "a#Output" },
      "errors": [{ "target": "b#Oops" }],
      "traits": {
        "smithy.test#httpResponseTests": [{ "id": "Streamed", "protocol": "aws.protocols#restJson1", "code": 200 }],
        "smithy.test#eventStreamTests": [{ "id": "Events", "protocol": "aws.protocols#restJson1" }]
      }
    },
    "a#Output": { "type": "structure", "members": { "events": { "target": "a#Events" } } },
    "a#Events": { "type": "union", "members": {}, "traits": { "smithy.api#streaming": {} } },
    "b#Oops": {
      "type": "structure",
      "traits": {
        "smithy.api#error": "client",
        "smithy.test#httpResponseTests": [
          { "id": "Oops", "protocol": "aws.protocols#restJson1", "code": 400, "appliesTo": "client", "params": { "m": "hi" } }
        ]
      }
    }
  }
}"##;

fn file() -> SuiteFile {
    let json = Json::parse(MODEL.as_bytes()).expect("the test writes JSON");
    let files = services("suite/model", MODEL, &json);
    let [file] = <[SuiteFile; 1]>::try_from(files).expect("one service has cases");
    file
}

fn task<'f>(file: &'f SuiteFile, id: &str) -> &'f Task {
    let case = file.cases.iter().find(|case| case.id == id);
    &case.unwrap_or_else(|| panic!("there is no case `{id}`")).task
}

fn call<'f>(file: &'f SuiteFile, id: &str) -> &'f Call {
    match task(file, id) {
        Task::Call(call) => call,
        task => panic!("{id}: {task:?}"),
    }
}

fn request<'f>(file: &'f SuiteFile, id: &str) -> &'f Request {
    match &call(file, id).side {
        Side::Request(request) => request,
        Side::Response(response) => panic!("{id}: {response:?}"),
    }
}

fn response<'f>(file: &'f SuiteFile, id: &str) -> &'f Response {
    match &call(file, id).side {
        Side::Response(response) => response,
        Side::Request(request) => panic!("{id}: {request:?}"),
    }
}

#[test]
fn all_cases_that_are_for_clients_are_there() {
    let file = file();
    assert_eq!(file.path, "suite/model/Service");
    let ids: Vec<&str> = file.cases.iter().map(|case| case.id.as_str()).collect();
    assert_eq!(
        ids,
        [
            "request/Same",
            "request/Cbor",
            "request/Foreign",
            "request/Rules",
            "request/Wrong",
            "response/Same",
            "error/Oops",
            "response/Streamed",
            "event-stream/Events",
        ]
    );
    for (id, reason) in [
        ("request/Foreign", "there is no protocol `x#other` here"),
        (
            "request/Rules",
            "the address is made by the endpoint rule set of the service, which is not evaluated yet",
        ),
        ("response/Streamed", "there is no codec of event streams yet"),
        ("event-stream/Events", "there is no codec of event streams yet"),
    ] {
        assert!(matches!(task(&file, id), Task::Skip(said) if said == reason), "{id}");
    }
    assert!(matches!(task(&file, "request/Wrong"), Task::Unreadable(said) if said == "`uri` is missing"));
}

#[test]
fn each_protocol_has_a_client_with_the_operations_of_its_cases() {
    let file = file();
    let clients = file
        .models
        .iter()
        .map(|model| (model.protocol, model.operations.join(" ")));
    assert_eq!(
        clients.collect::<Vec<_>>(),
        [
            (Some(Protocol::RestJson1), "Op".to_owned()),
            (Some(Protocol::RpcV2Cbor), "Op".to_owned()),
        ]
    );
    assert_eq!(call(&file, "request/Cbor").model, 1);
    let Source::Smithy { files, service } = &file.models[0].source else {
        panic!("a model of Smithy");
    };
    assert_eq!(
        (&*files[0].file, service.as_deref()),
        ("suite/model.json", Some("a#Service"))
    );
}

#[test]
fn requests_have_their_claims() {
    let file = file();
    let same = request(&file, "request/Same");
    assert_eq!(same.endpoint.as_deref(), Some("https://h.com/p"));
    let owned = |name: &str| vec![name.to_owned()];
    let target = ExpectedTarget::Parts {
        path: "/x".to_owned(),
        query: QueryClaims {
            parameters: owned("a=1"),
            required: Vec::new(),
            forbidden: owned("b"),
        },
    };
    assert_eq!(same.expected.target, Some(target));
    assert_eq!(same.expected.host.as_deref(), Some("h.com/p"));
    assert_eq!(same.expected.headers, [("A".to_owned(), "1".to_owned())]);
    assert_eq!(same.expected.required_headers, ["B"]);
    assert_eq!(same.expected.forbidden_headers, ["C"]);
    assert_eq!(same.expected.body, Some(ExpectedBody::Json("{}".to_owned())));
    assert_eq!(same.params.members().len(), 1);
    let cbor = request(&file, "request/Cbor");
    assert_eq!(cbor.expected.body, Some(ExpectedBody::Cbor(vec![0xa0])));
    assert_eq!(
        (cbor.expected.method.as_deref(), &cbor.params),
        (None, &Json::Object(Vec::new()))
    );
}

#[test]
fn responses_become_outputs_and_errors_by_the_names_of_the_service() {
    let file = file();
    let output = response(&file, "response/Same");
    assert_eq!((output.status, output.body.as_slice()), (200, b"x".as_slice()));
    assert!(matches!(&output.expected, Outcome::Output(Json::Object(members)) if members.is_empty()));
    let Outcome::Error(error) = &response(&file, "error/Oops").expected else {
        panic!("an error");
    };
    assert_eq!((error.shape.as_deref(), &error.code), (Some("RenamedOops"), &None));
    assert_eq!(error.members.as_ref().map(|members| members.members().len()), Some(1));
}

#[test]
fn what_is_no_model_is_said() {
    let folder = tempfile::tempdir().expect("there is room");
    let file = folder.path().join("x.json");
    std::fs::write(&file, "[").expect("there is room");
    assert!(!is_model(&file));
    let files = read("suite/x", &file);
    assert!(matches!(&files[0].cases[0].task, Task::Unreadable(reason) if reason.contains("is not JSON")));
    std::fs::write(&file, MODEL).expect("there is room");
    assert!(is_model(&file));
    assert_eq!(read("suite/x", &file).len(), 1);
}
