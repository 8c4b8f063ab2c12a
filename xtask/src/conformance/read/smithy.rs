//! Smithy's protocol tests: models in the JSON AST, whose operations and errors carry the cases as traits.

mod ast;
mod case;

use std::collections::BTreeSet;
use std::path::Path;

use tinsmith_codegen::model::Protocol;
use tinsmith_codegen::{Service, Source, Text};

use self::ast::{Ast, name_of};
use self::case::{Kind, Subject};
use super::super::suite::{Call, SuiteFile, Task};
use super::fields::required_text;
use super::protocols::module;
use crate::models::json::Json;

/// Whether a file is a model of this format.
pub(super) fn is_model(file: &Path) -> bool {
    super::json(file).is_ok_and(|json| json.get("smithy").is_some())
}

/// Reads the cases of a model: one file of the report for each service that has some.
pub(super) fn read(path: &str, file: &Path) -> Vec<SuiteFile> {
    let unreadable = |reason| vec![SuiteFile::of_one(path.to_owned(), Task::Unreadable(reason))];
    let text = match super::text(file) {
        Ok(text) => text,
        Err(reason) => return unreadable(reason),
    };
    match Json::parse(text.as_bytes()) {
        Ok(json) => services(path, &text, &json),
        Err(error) => unreadable(format!("`{}` is not JSON: {error}", file.display())),
    }
}

fn services(path: &str, text: &str, json: &Json) -> Vec<SuiteFile> {
    let ast = Ast::new(json);
    let files = ast.services().map(|service| {
        let mut reader = Reader::new(path, &ast, service);
        for operation in ast.operations(service) {
            reader.operation(operation);
        }
        reader.finish(text)
    });
    files.filter(|file| !file.cases.is_empty()).collect()
}

/// The cases of one service.
struct Reader<'j> {
    ast: &'j Ast<'j>,
    service: &'j str,
    /// The errors whose cases have been read with the first operation that has them.
    errors: BTreeSet<&'j str>,
    /// A client for each protocol that cases are for, with the operations that are called.
    clients: Vec<(Protocol, BTreeSet<&'j str>)>,
    file: SuiteFile,
}

impl<'j> Reader<'j> {
    fn new(path: &str, ast: &'j Ast<'j>, service: &'j str) -> Self {
        let file = SuiteFile {
            path: format!("{path}/{}", name_of(service)),
            ..SuiteFile::default()
        };
        Self {
            ast,
            service,
            errors: BTreeSet::new(),
            clients: Vec::new(),
            file,
        }
    }

    fn operation(&mut self, operation: &'j str) {
        self.cases(operation, operation, Kind::Request);
        self.cases(operation, operation, Kind::Response);
        self.cases(operation, operation, Kind::EventStream);
        for error in self.ast.errors(self.service, operation) {
            if self.errors.insert(error) {
                self.cases(operation, error, Kind::Error);
            }
        }
    }

    /// The cases of one kind that a shape carries, about a call of the operation.
    fn cases(&mut self, operation: &'j str, shape: &'j str, kind: Kind) {
        let cases = match self.ast.trait_of(shape, kind.trait_id()) {
            Some(Json::Array(cases)) => cases.as_slice(),
            _ => &[],
        };
        for case in cases {
            if case.get("appliesTo") == Some(&Json::String("server".to_owned())) {
                continue;
            }
            let id = required_text(case, "id").unwrap_or_else(|_| name_of(shape).to_owned());
            let subject = Subject {
                ast: self.ast,
                service: self.service,
                operation,
                shape,
            };
            let task = self.task(&subject, kind, case).unwrap_or_else(Task::Unreadable);
            self.file.push(format!("{}/{id}", kind.folder()), task);
        }
    }

    fn task(&mut self, subject: &Subject<'j>, kind: Kind, case: &Json) -> Result<Task, String> {
        if kind == Kind::EventStream || subject.has_event_stream() {
            return Ok(Task::Skip("there is no codec of event streams yet".to_owned()));
        }
        let name = required_text(case, "protocol")?;
        let Some(protocol) = protocol(&name) else {
            return Ok(Task::Skip(format!("there is no protocol `{name}` here")));
        };
        if subject.is_addressed_by_rules(case)? {
            let reason = "the address is made by the endpoint rule set of the service, which is not evaluated yet";
            return Ok(Task::Skip(reason.to_owned()));
        }
        let side = subject.side(kind, case)?;
        Ok(Task::Call(Box::new(Call {
            model: self.client(protocol, subject.operation),
            operation: name_of(subject.operation).to_owned(),
            side,
        })))
    }

    /// The place of the client that speaks this protocol, which has to have this operation.
    fn client(&mut self, protocol: Protocol, operation: &'j str) -> usize {
        let known = self.clients.iter().position(|(other, _)| *other == protocol);
        let place = known.unwrap_or_else(|| {
            self.clients.push((protocol, BTreeSet::new()));
            self.clients.len() - 1
        });
        self.clients[place].1.insert(name_of(operation));
        place
    }

    fn finish(mut self, text: &str) -> SuiteFile {
        let (folder, _) = self.file.path.rsplit_once('/').unwrap_or_default();
        let origin = format!("{folder}.json");
        let path = &self.file.path;
        let models = self
            .clients
            .iter()
            .enumerate()
            .map(|(place, (protocol, operations))| Service {
                module: Some(module(path, place)),
                operations: operations.iter().map(|&name| name.to_owned()).collect(),
                protocol: Some(*protocol),
                defaults: Some(true),
                ..Service::new(Source::Smithy {
                    files: vec![Text::new(&origin, text)],
                    service: Some(self.service.to_owned()),
                })
            });
        self.file.models = models.collect();
        self.file
    }
}

fn protocol(id: &str) -> Option<Protocol> {
    Some(match id {
        "aws.protocols#awsJson1_0" => Protocol::AwsJson1_0,
        "aws.protocols#awsJson1_1" => Protocol::AwsJson1_1,
        "aws.protocols#restJson1" => Protocol::RestJson1,
        "aws.protocols#restXml" => Protocol::RestXml,
        "aws.protocols#awsQuery" => Protocol::AwsQuery,
        "aws.protocols#ec2Query" => Protocol::Ec2Query,
        "smithy.protocols#rpcv2Cbor" => Protocol::RpcV2Cbor,
        _ => return None,
    })
}

#[cfg(test)]
mod tests;
