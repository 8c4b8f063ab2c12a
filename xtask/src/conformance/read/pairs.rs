//! Whole responses of services with the expected result beside each; the models come from botocore.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use tinsmith_codegen::model::Protocol;
use tinsmith_codegen::{Service, Source};

use super::super::suite::{Call, Case, ExpectedError, Outcome, Response, Side, SuiteFile, Task};
use super::fields::{pairs, text};
use super::protocols::module;
use crate::models::json::Json;
use crate::models::package::Package;

/// A folder of responses: its path, the ending of the responses, the folder with the results, and the status.
const FOLDERS: [(&str, &str, &str, u16); 3] = [
    ("json/errors", "json", "json/expected", 400),
    ("xml/errors", "xml", "xml/errors", 400),
    ("xml/responses", "xml", "xml/responses", 200),
];

/// Reads the folders of the suite.
pub(super) fn read(folder: &Path, name: &str, botocore: Option<&Path>) -> Vec<SuiteFile> {
    let mut models = match botocore.map(Package::open) {
        Some(Ok(package)) => Models::new(package),
        Some(Err(error)) => {
            return vec![SuiteFile::of_one(
                name.to_owned(),
                Task::Unreadable(format!("{error:#}")),
            )];
        }
        None => {
            let reason = "its models are botocore's: set BOTOCORE_DATA to the folder `data` of an installed botocore";
            return vec![SuiteFile::of_one(name.to_owned(), Task::Skip(reason.to_owned()))];
        }
    };
    let folders = FOLDERS.iter().filter(|(path, ..)| folder.join(path).is_dir());
    folders
        .map(|&(path, ending, results, status)| {
            let mut file = SuiteFile {
                path: format!("{name}/{path}"),
                ..SuiteFile::default()
            };
            models.used.clear();
            for response in super::children(&folder.join(path)).unwrap_or_default() {
                if response.extension().is_some_and(|extension| extension == ending) {
                    let result = folder
                        .join(results)
                        .join(super::stem(&response))
                        .with_added_extension("json");
                    let task = task(&response, &result, status, &mut models, &file.path);
                    file.cases.push(Case {
                        id: super::stem(&response),
                        task: task.unwrap_or_else(Task::from),
                    });
                }
            }
            file.models = models.take();
            file
        })
        .collect()
}

/// Why there is nothing to run for a response.
enum NoCase {
    Skip(String),
    Unreadable(String),
}

impl From<NoCase> for Task {
    fn from(no_case: NoCase) -> Self {
        match no_case {
            NoCase::Skip(reason) => Self::Skip(reason),
            NoCase::Unreadable(reason) => Self::Unreadable(reason),
        }
    }
}

fn task(response: &Path, result_file: &Path, status: u16, models: &mut Models, path: &str) -> Result<Task, NoCase> {
    let unreadable = NoCase::Unreadable;
    let body = with_times(&super::text(response).map_err(unreadable)?);
    let text = with_times(&super::text(result_file).map_err(unreadable)?);
    let result = Json::parse(text.as_bytes());
    let result =
        result.map_err(|error| NoCase::Unreadable(format!("`{}` is not JSON: {error}", result_file.display())))?;
    let (body, headers) = head(body).map_err(unreadable)?;
    let wanted = if response.extension().is_some_and(|extension| extension == "xml") {
        Wanted::Xml
    } else {
        Wanted::Json
    };
    let (model, operation) = models.find(&super::stem(response), wanted, path)?;
    Ok(Task::Call(Box::new(Call {
        model,
        operation,
        side: Side::Response(Response {
            status,
            headers,
            body: body.into_bytes(),
            expected: outcome(&result).map_err(NoCase::Unreadable)?,
        }),
    })))
}

/// Some responses come from documentation that has `YYYY-MM-DDTHH:MM:SS.000Z` for a time: any time does as well.
fn with_times(text: &str) -> String {
    text.replace("YYYY-MM-DDTHH:MM:SS", "2014-04-29T18:30:38")
}

/// Takes the headers out of a JSON body that has some.
fn head(body: String) -> Result<(String, Vec<(String, String)>), String> {
    let Ok(Json::Object(mut members)) = Json::parse(body.as_bytes()) else {
        return Ok((body, Vec::new()));
    };
    let headers = pairs(&Json::Object(members.clone()), "__headers__")?;
    if headers.is_empty() {
        return Ok((body, headers));
    }
    members.retain(|(name, _)| name != "__headers__");
    let body = Json::Object(members).to_text().map_err(|error| error.to_string())?;
    Ok((body, headers))
}

/// botocore keeps the id of the request, the status and the headers of a response beside its members.
fn outcome(result: &Json) -> Result<Outcome, String> {
    let Json::Object(members) = result else {
        return Err("the result has to be an object".to_owned());
    };
    let mut members = members.clone();
    members.retain(|(name, _)| name != "ResponseMetadata" && name != "Error");
    let Some(error) = result.get("Error") else {
        return Ok(Outcome::Output(Json::Object(members)));
    };
    let metadata = result.get("ResponseMetadata").unwrap_or(&Json::Null);
    Ok(Outcome::Error(ExpectedError {
        code: Some(text(error, "Code")?.unwrap_or_default()),
        message: Some(text(error, "Message")?.unwrap_or_default()),
        // botocore has these members twice, and what it has only here is of no model.
        request_id: text(metadata, "RequestId")?,
        ..ExpectedError::default()
    }))
}

/// The format of a response, which a protocol of the service has to have.
#[derive(Clone, Copy)]
enum Wanted {
    Json,
    Xml,
}

impl Wanted {
    fn protocol(self, metadata: &Json) -> Option<Protocol> {
        let version = metadata.get("jsonVersion") == Some(&Json::String("1.0".to_owned()));
        let names = match (metadata.get("protocols"), metadata.get("protocol")) {
            (Some(Json::Array(names)), _) => names.iter().collect(),
            (_, name) => name.into_iter().collect::<Vec<_>>(),
        };
        names.into_iter().find_map(|name| match (self, name) {
            (Self::Json, Json::String(name)) if name == "json" && version => Some(Protocol::AwsJson1_0),
            (Self::Json, Json::String(name)) if name == "json" => Some(Protocol::AwsJson1_1),
            (Self::Json, Json::String(name)) if name == "rest-json" => Some(Protocol::RestJson1),
            (Self::Xml, Json::String(name)) if name == "query" => Some(Protocol::AwsQuery),
            (Self::Xml, Json::String(name)) if name == "ec2" => Some(Protocol::Ec2Query),
            (Self::Xml, Json::String(name)) if name == "rest-xml" => Some(Protocol::RestXml),
            _ => None,
        })
    }
}

/// The models that were needed so far.
struct Models {
    package: Package,
    /// Texts and parsed models by the folder of the service.
    read: BTreeMap<String, (String, Json)>,
    /// Those of the file that is being read, cut to the operations that it names.
    used: Vec<Service>,
}

impl Models {
    fn new(package: Package) -> Self {
        Self {
            package,
            read: BTreeMap::new(),
            used: Vec::new(),
        }
    }

    fn take(&mut self) -> Vec<Service> {
        std::mem::take(&mut self.used)
    }

    /// The model and the operation of a file's name, such as `iam-get-user#2`; a service's name may have a dash as well.
    fn find(&mut self, stem: &str, wanted: Wanted, path: &str) -> Result<(usize, String), NoCase> {
        let name = stem.split('#').next().unwrap_or_default();
        let services = self.package.names("botocore/data");
        let splits = name
            .match_indices('-')
            .map(|(place, _)| (&name[..place], &name[place + 1..]));
        let Some((service, operation)) = splits.into_iter().find(|(service, _)| services.contains(*service)) else {
            let reason = format!("{} has no service that `{name}` begins with", self.package.name);
            return Err(NoCase::Skip(reason));
        };
        let (text, model) = self.model(service).map_err(NoCase::Unreadable)?;
        let operations = model.get("operations").map(Json::members).unwrap_or_default();
        let plain = |text: &str| text.replace('-', "").to_ascii_lowercase();
        let found = operations
            .iter()
            .map(|(name, _)| name)
            .find(|name| plain(name) == plain(operation));
        let Some(operation) = found.cloned() else {
            return Err(NoCase::Skip(format!("`{service}` has no operation `{operation}`")));
        };
        let Some(protocol) = wanted.protocol(model.get("metadata").unwrap_or(&Json::Null)) else {
            return Err(NoCase::Skip(format!(
                "`{service}` no longer speaks a protocol with such responses"
            )));
        };
        let file = format!("{service} of botocore");
        if let Some(place) = self.used.iter().position(|used| used.source.file() == file) {
            let operations = &mut self.used[place].operations;
            if !operations.contains(&operation) {
                operations.push(operation.clone());
            }
            return Ok((place, operation));
        }
        self.used.push(Service {
            module: Some(module(path, self.used.len())),
            operations: vec![operation.clone()],
            protocol: Some(protocol),
            ..Service::new(Source::botocore(file, text))
        });
        Ok((self.used.len() - 1, operation))
    }

    fn model(&mut self, service: &str) -> Result<(String, Json), String> {
        if let Some(model) = self.read.get(service) {
            return Ok(model.clone());
        }
        let folder = format!("botocore/data/{service}");
        let path = self
            .package
            .names(&folder)
            .last()
            .map(|version| format!("{folder}/{version}/service-2.json"))
            .ok_or_else(|| format!("`{folder}` is empty"))?;
        let bytes = self.package.read_data(&path).map_err(|error| format!("{error:#}"))?;
        let bytes = bytes.ok_or_else(|| format!("{} has no `{path}`", self.package.name))?;
        let text = String::from_utf8(bytes).map_err(|error| format!("`{path}`: {error}"))?;
        let json = Json::parse(text.as_bytes()).map_err(|error| format!("`{path}` is not JSON: {error}"))?;
        self.read.insert(service.to_owned(), (text.clone(), json.clone()));
        Ok((text, json))
    }
}

/// The package that the models come from: `BOTOCORE_DATA`, or the workspace's own environment of Python.
pub(crate) fn botocore(root: &Path) -> Option<PathBuf> {
    if let Some(data) = std::env::var_os("BOTOCORE_DATA") {
        let data = PathBuf::from(data);
        // The variable names the folder `data`; the package is what holds it.
        return if data.ends_with("data") {
            data.parent().map(Path::to_owned)
        } else {
            Some(data)
        };
    }
    let versions = super::children(&root.join(".venv/lib")).unwrap_or_default();
    let packages = versions
        .into_iter()
        .map(|version| version.join("site-packages/botocore"));
    packages.into_iter().find(|package| package.join("data").is_dir())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headers_leave_the_body() {
        let (body, headers) = head(r#"{"a": 1, "__headers__": {"X": "y"}}"#.to_owned()).expect("it is well formed");
        assert_eq!(body, "{\n  \"a\": 1\n}\n");
        assert_eq!(headers, [("X".to_owned(), "y".to_owned())]);
        assert!(head(r#"{"__headers__": {"X": []}}"#.to_owned()).is_err());
    }

    #[test]
    fn a_protocol_with_such_responses_is_chosen() {
        let metadata = |text: &str| Json::parse(text.as_bytes()).expect("the test writes JSON");
        let both = metadata(r#"{"protocol": "json", "protocols": ["json", "query"], "jsonVersion": "1.0"}"#);
        assert_eq!(Wanted::Xml.protocol(&both), Some(Protocol::AwsQuery));
        assert_eq!(Wanted::Json.protocol(&both), Some(Protocol::AwsJson1_0));
        assert_eq!(Wanted::Xml.protocol(&metadata(r#"{"protocol": "json"}"#)), None);
    }
}
