//! `tinsmith list`.

use std::io::Read as _;
use std::process::{Command, Stdio};

use super::Folder;

/// A model with two services, neither of them AWS's.
const SMITHY: &str = include_str!("smithy.json");

#[test]
fn a_model_of_botocore_is_described() {
    let folder = Folder::new();
    insta::assert_snapshot!(folder.run("list --model model.json").succeeds(), @"
    Tea House
      service     Tea
      version     2026-11-21
      protocols   rest-json, tin-telephone (not spoken)
      auth        sigv4
      operations  2
        BrewTea   POST   /pots/{Pot}/tea
        ListTeas  GET    /teas  [auth: none]  [deprecated]
    ");
}

#[test]
fn every_service_of_a_smithy_model_is_described_unless_one_is_chosen() {
    let folder = Folder::new();
    folder.write("smithy.json", SMITHY);
    insta::assert_snapshot!(folder.run("list --model smithy.json").succeeds(), @"
    Tea Bar
      service     house.tea#Bar
      version     1
      protocols   rest-json
      auth        bearer, api key in the header `X-Guest`
      operations  2
        Order  POST   /orders/{tea}
        Menu   GET    /menu  [auth: none]

    Cellar
      service     house.tea#Cellar
      version     2
      protocols   rpc-v2-cbor
      auth        basic
      operations  1
        Menu  POST   /  [auth: none]
    ");
    let chosen = folder
        .run("list --model smithy.json --service house.tea#Cellar")
        .succeeds();
    assert!(
        chosen.contains("house.tea#Cellar") && !chosen.contains("house.tea#Bar"),
        "{chosen}"
    );
    let unknown = folder.run("list --model smithy.json --service house.tea#Seller");
    insta::assert_snapshot!(unknown.fails(1), @"
    error: smithy.json: the model has no service `house.tea#Seller`
      help: it has `house.tea#Cellar`, `house.tea#Bar`
    error: the model has 1 error
    ");
}

#[test]
fn files_that_are_no_model_are_refused() {
    let folder = Folder::new();
    folder.write("broken.json", "{\n  \"metadata\": {,}\n}");
    folder.write("other.json", "{}");
    let shown = |arguments| folder.run(arguments).fails(1);
    insta::assert_snapshot!(shown("list --model broken.json"), @"
    error: broken.json:2:16: not valid JSON: key must be a string
    error: the model has 1 error
    ");
    insta::assert_snapshot!(shown("list --model other.json"), @"
    error: other.json: this is no model: it has neither `smithy`, as Smithy's JSON AST, nor `metadata`, as botocore's format
    error: the model has 1 error
    ");
    insta::assert_snapshot!(shown("list --model model.json model.json"), @"
    error: model.json: the files do not belong to one model
      help: give the files of one Smithy model, or one service-2.json with at most one file of extras
    error: the model has 1 error
    ");
    insta::assert_snapshot!(shown("list --model model.json --service Tea"), @"error: a model of botocore has one service: leave `--service` out");
    let missing = shown("list --model nothing.json none.json");
    assert!(missing.contains("`nothing.json` cannot be read") && missing.contains("`none.json` cannot be read"));
}

#[test]
fn a_reader_that_has_seen_enough_is_no_failure() {
    let folder = Folder::new();
    let mut child = Command::new(env!("CARGO_BIN_EXE_tinsmith"))
        .args(["list", "--model", "model.json"])
        .current_dir(folder.path("."))
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the command was built for this test");
    drop(child.stdout.take());
    let mut told = String::new();
    let stderr = child.stderr.take().expect("it is piped");
    { stderr }.read_to_string(&mut told).expect("the command writes UTF-8");
    let status = child.wait().expect("the command ends");
    assert!(status.success() && !told.contains("error"), "{told}");
}
