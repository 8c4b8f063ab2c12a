//! Protocol tests in botocore's form: a list of small C2J services, each with cases about one operation.

use std::path::Path;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use tinsmith_codegen::model::Protocol;
use tinsmith_codegen::{Service, Source};

use super::super::suite::{
    Call, ExpectedBody, ExpectedError, ExpectedRequest, ExpectedTarget, MapEntries, Outcome, Request, Response, Side,
    SuiteFile, Task,
};
use super::fields::{array, pairs, required, required_text, text, texts};
use crate::models::json::Json;

/// Reads a file of suites.
pub(super) fn read(path: String, file: &Path) -> SuiteFile {
    match super::json(file) {
        Ok(json) => suites(path, &json),
        Err(reason) => SuiteFile::of_one(path, Task::Unreadable(reason)),
    }
}

fn suites(path: String, json: &Json) -> SuiteFile {
    let Json::Array(suites) = json else {
        let reason = "the file has to be a list of suites".to_owned();
        return SuiteFile::of_one(path, Task::Unreadable(reason));
    };
    let mut reader = Reader {
        file: SuiteFile {
            path,
            ..SuiteFile::default()
        },
    };
    for (number, json) in suites.iter().enumerate() {
        if let Err(reason) = reader.suite(number, json) {
            let task = Task::Unreadable(format!("suite {number}: {reason}"));
            reader.file.push(format!("suite {number}"), task);
        }
    }
    reader.file
}

struct Reader {
    file: SuiteFile,
}

/// What the cases of a suite share.
struct Suite<'j> {
    json: &'j Json,
    protocol: Protocol,
    /// Operations by the model that they went into, as an index from the suite's first one.
    models: Vec<Vec<(String, &'j Json)>>,
}

impl Reader {
    fn suite(&mut self, number: usize, json: &Json) -> Result<(), String> {
        let protocol = protocol(required(json, "metadata")?)?;
        required(json, "shapes")?;
        let mut suite = Suite {
            json,
            protocol,
            models: Vec::new(),
        };
        let first = self.file.models.len();
        for (place, case) in array(json, "cases")?.iter().enumerate() {
            let id = match text(case, "id") {
                Ok(Some(id)) => id,
                // The older form of these tests has no ids.
                _ => format!("{number}.{place}"),
            };
            let task = suite.case(case, first).unwrap_or_else(Task::Unreadable);
            self.file.push(id, task);
        }
        let file = &self.file.path;
        let models = suite.models.iter().enumerate().map(|(place, operations)| Service {
            module: Some(module(file, first + place)),
            ..Service::new(Source::botocore(
                format!("{file}.json, suite {number}"),
                model(json, protocol, operations),
            ))
        });
        self.file.models.extend(models);
        Ok(())
    }
}

impl<'j> Suite<'j> {
    fn case(&mut self, case: &'j Json, first: usize) -> Result<Task, String> {
        let given = required(case, "given")?;
        let operation = required_text(given, "name").map_err(|reason| format!("`given`: {reason}"))?;
        let side = match (case.get("serialized"), case.get("response")) {
            (Some(serialized), None) => Side::Request(self.request(case, serialized)?),
            (None, Some(response)) if response.get("eventstream") == Some(&Json::Bool(true)) => {
                return Ok(Task::Skip("there is no codec of event streams yet".to_owned()));
            }
            (None, Some(response)) => Side::Response(self.response(case, response)?),
            _ => return Err("there has to be either `serialized` or `response`".to_owned()),
        };
        let model = first + self.model_of(&operation, given);
        Ok(Task::Call(Box::new(Call { model, operation, side })))
    }

    /// The model with this operation: cases that give one name to different operations need several models.
    fn model_of(&mut self, name: &str, given: &'j Json) -> usize {
        for (place, operations) in self.models.iter_mut().enumerate() {
            match operations.iter().find(|(other, _)| other == name) {
                Some((_, other)) if *other == given => return place,
                Some(_) => {}
                None => {
                    operations.push((name.to_owned(), given));
                    return place;
                }
            }
        }
        self.models.push(vec![(name.to_owned(), given)]);
        self.models.len() - 1
    }

    fn request(&self, case: &Json, serialized: &Json) -> Result<Request, String> {
        let body = text(serialized, "body")?.map(|text| self.body(text));
        let query_of_map = self.query_of_map(required(case, "given")?);
        let target = text(serialized, "uri")?.map(|target| ExpectedTarget::Whole { target, query_of_map });
        let expected = ExpectedRequest {
            method: text(serialized, "method")?,
            target,
            host: text(serialized, "host")?,
            headers: pairs(serialized, "headers")?,
            required_headers: texts(serialized, "requireHeaders")?,
            forbidden_headers: texts(serialized, "forbidHeaders")?,
            body: body
                .transpose()
                .map_err(|reason| format!("`serialized.body`: {reason}"))?,
            map_entries: map_entries(self.json),
        };
        Ok(Request {
            params: case.get("params").cloned().unwrap_or(Json::Object(Vec::new())),
            endpoint: text(self.json, "clientEndpoint")?,
            expected,
        })
    }

    /// Whether a map gives parameters of the query.
    fn query_of_map(&self, given: &Json) -> bool {
        let shape = |reference: &Json| match reference.get("shape") {
            Some(Json::String(name)) => self.json.get("shapes")?.get(name),
            _ => None,
        };
        let is = |json: &Json, key: &str, value: &str| json.get(key) == Some(&Json::String(value.to_owned()));
        let input = given.get("input").and_then(shape);
        let members = input.and_then(|input| input.get("members")).map(Json::members);
        members.unwrap_or_default().iter().any(|(_, member)| {
            is(member, "location", "querystring") && shape(member).is_some_and(|shape| is(shape, "type", "map"))
        })
    }

    fn body(&self, text: String) -> Result<ExpectedBody, String> {
        Ok(match self.protocol {
            Protocol::AwsJson1_0 | Protocol::AwsJson1_1 | Protocol::RestJson1 => ExpectedBody::Json(text),
            Protocol::RestXml => ExpectedBody::Xml { text, in_order: true },
            Protocol::AwsQuery | Protocol::Ec2Query => ExpectedBody::Form(text),
            Protocol::RpcV2Cbor => ExpectedBody::Cbor(decode(&text)?),
        })
    }

    fn response(&self, case: &Json, response: &Json) -> Result<Response, String> {
        let status = match required(response, "status_code")? {
            Json::Number(number) => number.as_u64().and_then(|status| u16::try_from(status).ok()),
            _ => None,
        };
        let body = match (text(response, "body")?, self.protocol) {
            (Some(text), Protocol::RpcV2Cbor) => {
                decode(&text).map_err(|reason| format!("`response.body`: {reason}"))?
            }
            // So does botocore's runner.
            (None, Protocol::AwsQuery) => b"<xml/>".to_vec(),
            (text, _) => text.unwrap_or_default().into_bytes(),
        };
        Ok(Response {
            status: status.ok_or("`response.status_code` has to be a status of HTTP")?,
            headers: pairs(response, "headers")?,
            body,
            expected: outcome(case)?,
        })
    }
}

fn outcome(case: &Json) -> Result<Outcome, String> {
    let Some(code) = text(case, "errorCode")? else {
        let result = case.get("result").cloned();
        return Ok(Outcome::Output(result.unwrap_or(Json::Object(Vec::new()))));
    };
    Ok(Outcome::Error(ExpectedError {
        code: Some(code),
        // The suites that these were made of claim nothing then; a message beside the modeled members may well be there.
        message: text(case, "errorMessage")?,
        members: case.get("error").cloned(),
        ..ExpectedError::default()
    }))
}

fn decode(text: &str) -> Result<Vec<u8>, String> {
    STANDARD.decode(text).map_err(|error| format!("not base64: {error}"))
}

/// The protocol that the cases are for.
fn protocol(metadata: &Json) -> Result<Protocol, String> {
    let first = array(metadata, "protocols")?.first();
    let name = match first {
        Some(Json::String(name)) => name.clone(),
        _ => required_text(metadata, "protocol").map_err(|reason| format!("`metadata`: {reason}"))?,
    };
    Ok(match name.as_str() {
        "json" if text(metadata, "jsonVersion")?.as_deref() == Some("1.0") => Protocol::AwsJson1_0,
        "json" => Protocol::AwsJson1_1,
        "rest-json" | GATEWAY => Protocol::RestJson1,
        "rest-xml" => Protocol::RestXml,
        "query" => Protocol::AwsQuery,
        "ec2" => Protocol::Ec2Query,
        "smithy-rpc-v2-cbor" => Protocol::RpcV2Cbor,
        other => return Err(format!("`metadata.protocol` is `{other}`, which is not known here")),
    })
}

/// The text of a model with these operations.
fn model(suite: &Json, protocol: Protocol, operations: &[(String, &Json)]) -> String {
    let operations = operations.iter().map(|(name, given)| {
        let mut operation = (*given).clone();
        if protocol == Protocol::AwsQuery {
            wrap_result(&mut operation, name);
        }
        (name.clone(), operation)
    });
    let part = |key: &str| (key.to_owned(), suite.get(key).cloned().unwrap_or(Json::Null));
    let operations = ("operations".to_owned(), Json::Object(operations.collect()));
    let mut model = Json::Object(vec![part("metadata"), operations, part("shapes")]);
    if suite.get("metadata").and_then(|metadata| metadata.get("protocol")) == Some(&Json::String(GATEWAY.to_owned())) {
        as_rest_json(&mut model);
    }
    model.to_text().unwrap_or_default()
}

/// How the SDK for Ruby calls the protocol of clients that API Gateway generates: rest-json, but for the form of times.
const GATEWAY: &str = "api-gateway";

fn as_rest_json(model: &mut Json) {
    let text = |text: &str| Json::String(text.to_owned());
    for (_, value) in model
        .object_mut("metadata")
        .into_iter()
        .flatten()
        .filter(|(key, _)| key == "protocol")
    {
        *value = text("rest-json");
    }
    for (_, shape) in model.object_mut("shapes").into_iter().flatten() {
        if shape.get("type") == Some(&text("timestamp"))
            && let Json::Object(facts) = shape
            && !facts.iter().any(|(key, _)| key == "timestampFormat")
        {
            facts.push(("timestampFormat".to_owned(), text("iso8601")));
        }
    }
}

fn map_entries(suite: &Json) -> MapEntries {
    let shapes = suite.get("shapes").map(Json::members).unwrap_or_default();
    let maps = shapes
        .iter()
        .filter(|(_, shape)| shape.get("type") == Some(&Json::String("map".to_owned())));
    let entries = maps.map(|(_, map)| {
        let name = |part: &str| match map.get(part).and_then(|part| part.get("locationName")) {
            Some(Json::String(name)) => name.clone(),
            _ => part.to_owned(),
        };
        (name("key"), name("value"))
    });
    entries.collect()
}

/// The suites do not say that results of queries are wrapped, nor in what.
fn wrap_result(operation: &mut Json, name: &str) {
    if let Some(output) = operation.object_mut("output")
        && !output.iter().any(|(key, _)| key == "resultWrapper")
    {
        output.push(("resultWrapper".to_owned(), Json::String(format!("{name}Result"))));
    }
}

/// A module for the clients of one model of a file.
pub(super) fn module(path: &str, number: usize) -> String {
    let plain = |c: char| {
        if c.is_ascii_alphanumeric() {
            c.to_ascii_lowercase()
        } else {
            '_'
        }
    };
    let name: String = path.chars().map(plain).collect();
    format!("{name}_{number}")
}

#[cfg(test)]
mod tests {
    use super::super::super::suite::Case;
    use super::*;

    fn file(text: &str) -> SuiteFile {
        suites(
            "s/input/x".to_owned(),
            &Json::parse(text.as_bytes()).expect("the test writes JSON"),
        )
    }

    fn unreadable(file: &SuiteFile) -> Vec<(&str, &str)> {
        let reason = |case| match case {
            &Case {
                ref id,
                task: Task::Unreadable(ref reason),
            } => Some((id.as_str(), reason.as_str())),
            _ => None,
        };
        file.cases.iter().filter_map(reason).collect()
    }

    #[test]
    fn cases_of_one_name_with_different_operations_have_models_of_their_own() {
        let file = file(
            r#"[{"metadata": {"protocol": "json"}, "shapes": {}, "cases": [
                {"id": "a", "given": {"name": "Op", "http": {}}, "serialized": {"uri": "/"}},
                {"id": "b", "given": {"name": "Op", "http": {}}, "serialized": {"uri": "/", "body": "{}"}},
                {"id": "c", "given": {"name": "Op"}, "serialized": {"uri": "/"}},
                {"given": {"name": "Other"}, "serialized": {}}
            ]}]"#,
        );
        let ids: Vec<&str> = file.cases.iter().map(|case| case.id.as_str()).collect();
        assert_eq!(ids, ["a", "b", "c", "0.3"]);
        let models = file.cases.iter().map(|case| match &case.task {
            Task::Call(call) => call.model,
            task => panic!("{task:?}"),
        });
        assert_eq!(models.collect::<Vec<_>>(), [0, 0, 1, 0]);
        assert_eq!(file.models[1].module.as_deref(), Some("s_input_x_1"));
    }

    #[test]
    fn what_is_wrong_is_said_with_suite_and_case() {
        let file = file(
            r#"[{"metadata": {"protocol": "soap"}, "shapes": {}, "cases": []},
                {"shapes": {}},
                {"metadata": {"protocol": "query"}, "shapes": {}, "cases": [
                    {"id": "a"},
                    {"id": "a", "given": {"name": "Op"}},
                    {"id": "b", "given": {"name": "Op"}, "response": {"status_code": "200"}},
                    {"id": "c", "given": {"name": "Op"}, "serialized": {"headers": {"A": []}}}
                ]}]"#,
        );
        assert_eq!(
            unreadable(&file),
            [
                (
                    "suite 0",
                    "suite 0: `metadata.protocol` is `soap`, which is not known here"
                ),
                ("suite 1", "suite 1: `metadata` is missing"),
                ("a", "`given` is missing"),
                ("a-2", "there has to be either `serialized` or `response`"),
                ("b", "`response.status_code` has to be a status of HTTP"),
                ("c", "`headers.A` has to be a string"),
            ]
        );
        let list = suites("s".to_owned(), &Json::Null);
        assert_eq!(unreadable(&list), [("", "the file has to be a list of suites")]);
    }

    #[test]
    fn results_of_queries_are_wrapped() {
        let file = file(
            r#"[{"metadata": {"protocol": "query"}, "shapes": {}, "cases": [
                {"id": "a", "given": {"name": "Op", "output": {"shape": "Out"}},
                 "response": {"status_code": 200}, "result": {}}
            ]}]"#,
        );
        let Source::Botocore { model, .. } = &file.models[0].source else {
            panic!("botocore's format")
        };
        assert!(model.text.contains(r#""resultWrapper": "OpResult""#));
        let Task::Call(call) = &file.cases[0].task else {
            panic!("a call")
        };
        let Side::Response(response) = &call.side else {
            panic!("a response")
        };
        assert_eq!(response.body, b"<xml/>");
    }
}
