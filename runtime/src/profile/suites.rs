//! The outside suites for the shared files: those of the official Rust SDK and of botocore.

use std::collections::BTreeMap;
use std::path::PathBuf;

use serde_json::Value;

use super::location::locate;
use super::parse::SectionKind;
use super::{Section, SharedConfig};
use crate::environment::{ConfigError, FixedEnvironment};

/// A file of the outside suites; nothing, and a line that says so, where they are absent.
fn suite(path: &str) -> Option<Value> {
    let default = concat!(env!("CARGO_MANIFEST_DIR"), "/../../shared/conformance");
    let root = std::env::var_os("CONFORMANCE_DIR").map_or_else(|| default.into(), PathBuf::from);
    let file = root.join("config").join(path);
    if !root.exists() {
        eprintln!("skipped {path}: set CONFORMANCE_DIR to a copy of the outside suites");
        return None;
    }
    let text = std::fs::read(&file).unwrap_or_else(|error| panic!("{}: {error}", file.display()));
    Some(serde_json::from_slice(&text).unwrap())
}

fn strings(value: &Value) -> impl Iterator<Item = (&str, &str)> {
    let members = value.as_object().into_iter().flatten();
    members.map(|(name, value)| (name.as_str(), value.as_str().unwrap()))
}

fn load(case: &Value) -> Result<SharedConfig, ConfigError> {
    let input = &case["input"];
    let mut environment = FixedEnvironment::new().with_var("HOME", "/h");
    for (member, path) in [
        ("configFile", "/h/.aws/config"),
        ("credentialsFile", "/h/.aws/credentials"),
    ] {
        if let Some(text) = input[member].as_str() {
            environment = environment.with_file(path, text);
        }
    }
    SharedConfig::load(&environment, None)
}

type Values<'a> = BTreeMap<&'a str, BTreeMap<&'a str, &'a str>>;

fn sections(shared: &SharedConfig, wanted: SectionKind) -> Values<'_> {
    let of_kind = shared.sections.iter().filter(|((kind, _), _)| *kind == wanted);
    of_kind
        .map(|((_, name), section)| (name.as_str(), Section::values(section)))
        .collect()
}

fn expected(value: &Value) -> Values<'_> {
    let members = value.as_object().into_iter().flatten();
    members
        .map(|(name, section)| (name.as_str(), strings(section).collect()))
        .collect()
}

#[test]
fn profile_parser() {
    let Some(suite) = suite("smithy-rs/profile-parser-tests.json") else {
        return;
    };
    let cases = suite["tests"].as_array().unwrap();
    for case in cases {
        let name = &case["name"];
        let output = &case["output"];
        match (load(case), output["errorContaining"].as_str()) {
            (Ok(shared), None) => {
                let config = &output["config"];
                assert_eq!(
                    sections(&shared, SectionKind::Profile),
                    expected(&config["profiles"]),
                    "{name}"
                );
                assert_eq!(
                    sections(&shared, SectionKind::SsoSession),
                    expected(&config["sso_sessions"]),
                    "{name}"
                );
            }
            // The wording is that of the suite, in lower case as all our messages are.
            (Err(error), Some(text)) => {
                assert!(error.to_string().contains(&text.to_lowercase()), "{name}: {error}");
            }
            (found, expected) => panic!("{name}: {found:?}, expected error {expected:?}"),
        }
    }
    assert!(cases.len() >= 65);
}

#[test]
fn file_location() {
    let Some(suite) = suite("smithy-rs/file-location-tests.json") else {
        return;
    };
    let cases = suite["tests"].as_array().unwrap();
    for case in cases {
        let mut environment = FixedEnvironment::new();
        for (name, value) in strings(&case["environment"]) {
            environment = environment.with_var(name, value);
        }
        if case["platform"] == "windows" {
            environment = environment.on_windows();
        }
        let paths: Vec<_> = locate(&environment)
            .unwrap()
            .into_iter()
            .map(|(_, path)| path)
            .collect();
        let expected = [&case["configLocation"], &case["credentialsLocation"]].map(|path| path.as_str().unwrap());
        assert_eq!(paths, expected, "{}", case["name"]);

        // The chosen profile has to exist, so it gets a file.
        let file = "[default]\n[other]\n";
        let environment = environment.with_file(expected[1], file);
        let shared = SharedConfig::load(&environment, None).unwrap();
        assert_eq!(
            shared.profile_name(),
            case["profile"].as_str().unwrap_or("default"),
            "{}",
            case["name"]
        );
    }
    assert!(cases.len() >= 9);
}

/// The text of a configuration file with the suite's profiles and services.
fn config_file(suite: &Value) -> String {
    let mut text = String::new();
    for (name, properties) in suite["profiles"].as_object().unwrap() {
        text.push_str(&format!("[profile {name}]\n"));
        text.extend(strings(properties).map(|(name, value)| format!("{name} = {value}\n")));
    }
    for (name, services) in suite["services"].as_object().unwrap() {
        text.push_str(&format!("[services {name}]\n"));
        for (service, properties) in services.as_object().unwrap() {
            text.push_str(&format!("{service} =\n"));
            text.extend(strings(properties).map(|(name, value)| format!("  {name} = {value}\n")));
        }
    }
    text
}

#[test]
fn configured_endpoint_urls() {
    let Some(file) = suite("botocore/configured-endpoint-urls.json") else {
        return;
    };
    let mut count = 0;
    for suite in file["testSuites"].as_array().unwrap() {
        let text = config_file(suite);
        for case in suite["endpointUrlTests"].as_array().unwrap() {
            let member = |name: &str| case[name].as_str().unwrap();
            let mut environment = FixedEnvironment::new()
                .with_var("HOME", "/h")
                .with_var("AWS_PROFILE", member("profile"))
                .with_file("/h/.aws/config", text.as_str());
            for (name, value) in strings(&suite["environments"][member("environment")]) {
                environment = environment.with_var(name, value);
            }
            let shared = SharedConfig::load(&environment, None).unwrap();

            // What is given in code is the business of `Config`, and comes before all this.
            let code = &suite["client_configs"][member("client_config")];
            let configured = match code["ignore_configured_endpoint_urls"].as_bool() {
                Some(true) => None,
                _ => shared.endpoint_url(&environment, member("service")).unwrap(),
            };
            let found = code["endpoint_url"].as_str().map(str::to_owned).or(configured);
            let expected = case["output"]["endpointUrl"].as_str().unwrap();
            let regional = "https://s3.fake-region-10.amazonaws.com";
            assert_eq!(found.as_deref().unwrap_or(regional), expected, "{}", case["name"]);
            count += 1;
        }
    }
    assert!(count >= 39);
}
