//! Where credentials come from: the outside suites' case folders, and what they leave open.

use std::collections::BTreeSet;
use std::future::Future;
use std::path::{Path, PathBuf};
use std::pin::pin;
use std::sync::Arc;
use std::task::{Context, Poll, Waker};

use serde_json::Value;
use tinsmith::credentials::{
    Credentials, CredentialsChain, CredentialsError, CredentialsErrorKind, EnvironmentCredentials, ProfileCredentials,
    ProvideCredentials,
};
use tinsmith::environment::{Environment, FixedEnvironment};

/// Drives a future that waits for nothing.
fn now<T>(future: impl Future<Output = T>) -> T {
    match pin!(future).poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(output) => output,
        Poll::Pending => panic!("variables and files need no waiting"),
    }
}

fn ask(environment: FixedEnvironment) -> Result<Credentials, CredentialsError> {
    let environment: Arc<dyn Environment> = Arc::new(environment);
    now(CredentialsChain::from_environment(&environment, None).provide())
}

/// Cases of the outside suite that end in another way here, what they need, and how our error says so.
const GAPS: [(&str, &str); 29] = [
    ("e2e_fips_and_dual_stack_sso", "IAM Identity Center"),
    ("ecs_assume_role", "by assuming a role"),
    ("ecs_credentials", "credentials of the container service"),
    (
        "ecs_credentials_invalid_profile",
        "credentials of the container service",
    ),
    ("eks_pod_identity_no_token_file", "credentials of the container service"),
    ("imds_assume_role", "by assuming a role"),
    ("imds_default_chain_error", "metadata service of EC2 is not asked"),
    ("imds_default_chain_retries", "metadata service of EC2 is not asked"),
    ("imds_default_chain_success", "metadata service of EC2 is not asked"),
    ("imds_disabled", "metadata service of EC2 is not asked"),
    ("imds_token_fail", "by assuming a role"),
    ("profile_overrides_web_identity", "by assuming a role"),
    ("sso_no_token_file", "IAM Identity Center"),
    ("sso_server_error", "IAM Identity Center"),
    ("web_identity_token_env", "a web identity token"),
    ("web_identity_token_invalid_jwt", "by assuming a role"),
    ("web_identity_token_profile", "by assuming a role"),
    ("web_identity_token_source_profile", "by assuming a role"),
    ("assume_role_override_global_profile_url", "by assuming a role"),
    ("assume_role_override_service_env_url", "by assuming a role"),
    ("assume_role_override_service_profile_url", "by assuming a role"),
    ("credential_process", "from a program"),
    ("credential_process_account_id_fallback", "from a program"),
    ("credential_process_failure", "from a program"),
    ("credential_process_invalid", "from a program"),
    ("e2e_fips_and_dual_stack_sts", "by assuming a role"),
    ("region_override", "by assuming a role"),
    ("sso_credentials", "IAM Identity Center"),
    ("sso_override_global_env_url", "IAM Identity Center"),
];

/// Cases that expect an error, which is ours in other words.
const ERRORS: [(&str, &str); 4] = [
    ("empty_config", "there is no profile `default`"),
    ("invalid_config", "/home/.aws/config:2: property did not have a name"),
    ("invalid_sso_credentials_config", "IAM Identity Center"),
    ("sso_token", "IAM Identity Center"),
];

fn suite(folder: &str) -> Option<PathBuf> {
    let default = concat!(env!("CARGO_MANIFEST_DIR"), "/../../shared/conformance");
    let root = std::env::var_os("CONFORMANCE_DIR").map_or_else(|| default.into(), PathBuf::from);
    if !root.exists() {
        eprintln!("skipped {folder}: set CONFORMANCE_DIR to a copy of the outside suites");
        return None;
    }
    Some(root.join("config/smithy-rs").join(folder))
}

fn json(path: &Path) -> Value {
    let text = std::fs::read(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    serde_json::from_slice(&text).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

fn with_files(mut environment: FixedEnvironment, folder: &Path, inside: &Path) -> FixedEnvironment {
    for entry in std::fs::read_dir(folder).into_iter().flatten() {
        let entry = entry.unwrap();
        let inside = inside.join(entry.file_name());
        environment = match entry.file_type().unwrap().is_dir() {
            true => with_files(environment, &entry.path(), &inside),
            false => environment.with_file(inside, std::fs::read(entry.path()).unwrap()),
        };
    }
    environment
}

fn check(name: &str, folder: &Path) {
    let mut environment = with_files(FixedEnvironment::new(), &folder.join("fs"), Path::new("/"));
    for (name, value) in json(&folder.join("env.json")).as_object().unwrap() {
        environment = environment.with_var(name, value.as_str().unwrap());
    }
    let found = ask(environment);
    let expected = &json(&folder.join("test-case.json"))["result"]["Ok"];
    let mut texts = GAPS
        .iter()
        .chain(&ERRORS)
        .filter(|(case, _)| *case == name)
        .map(|(_, text)| *text);
    match (found, texts.next()) {
        (Ok(found), None) => {
            assert_eq!(found.access_key_id(), expected["access_key_id"], "{name}");
            assert_eq!(found.secret_access_key(), expected["secret_access_key"], "{name}");
            assert_eq!(found.session_token(), expected["session_token"].as_str(), "{name}");
        }
        (Err(error), Some(text)) => assert!(error.to_string().contains(text), "{name}: {error}"),
        (Ok(_), Some(_)) => panic!("{name} is no gap any more: take it off the list"),
        (Err(error), None) => panic!("{name}: {error}"),
    }
}

#[test]
fn case_folders() {
    let mut seen = BTreeSet::new();
    for folder in ["default-credential-provider-chain", "profile-provider"] {
        let Some(root) = suite(folder) else { return };
        for entry in std::fs::read_dir(&root).unwrap() {
            let path = entry.unwrap().path();
            let name = path.file_name().unwrap().to_str().unwrap().to_owned();
            check(&name, &path);
            seen.insert(name);
        }
    }
    let listed = GAPS.iter().chain(&ERRORS).map(|(name, _)| *name);
    let unknown: Vec<_> = listed.filter(|name| !seen.contains(*name)).collect();
    assert!(unknown.is_empty(), "listed and not there: {unknown:?}");
    assert!(seen.len() >= 39, "only {} cases were found", seen.len());
}

fn home() -> FixedEnvironment {
    FixedEnvironment::new().with_var("HOME", "/h")
}

fn profile(text: &str) -> Result<Credentials, CredentialsError> {
    let environment = home().with_file("/h/.aws/credentials", text);
    now(ProfileCredentials::new(Arc::new(environment), None).provide())
}

#[test]
fn all_three_values_are_read() {
    let variables = home()
        .with_var("AWS_ACCESS_KEY_ID", "AKID")
        .with_var("AWS_SECRET_ACCESS_KEY", "s e=c/ret+")
        .with_var("AWS_SESSION_TOKEN", "token");
    let from_variables = now(EnvironmentCredentials::new(Arc::new(variables)).provide()).unwrap();
    let file = "[default]\naws_access_key_id=AKID\naws_secret_access_key = s e=c/ret+\naws_session_token=token\n";
    for credentials in [from_variables, profile(file).unwrap()] {
        assert_eq!(credentials.access_key_id(), "AKID");
        assert_eq!(credentials.secret_access_key(), "s e=c/ret+");
        assert_eq!(credentials.session_token(), Some("token"));
        assert_eq!(credentials.expires_at(), None);
    }
}

#[test]
fn a_chain_goes_on_only_where_nothing_is_set_up() {
    let file = "[default]\naws_access_key_id = FILE\naws_secret_access_key = x\n[other]\naws_access_key_id = OTHER\n\
                aws_secret_access_key = x\n";
    let files = home().with_file("/h/.aws/credentials", file);
    let id = |environment: FixedEnvironment, profile: Option<&str>| {
        let environment: Arc<dyn Environment> = Arc::new(environment);
        let chain = CredentialsChain::from_environment(&environment, profile.map(str::to_owned));
        now(chain.provide()).map(|credentials| credentials.access_key_id().to_owned())
    };
    let variables = files
        .clone()
        .with_var("AWS_ACCESS_KEY_ID", "ENV")
        .with_var("AWS_SECRET_ACCESS_KEY", "x");
    assert_eq!(id(files.clone(), None).unwrap(), "FILE");
    assert_eq!(id(variables.clone(), None).unwrap(), "ENV");
    assert_eq!(
        id(variables.clone(), Some("other")).unwrap(),
        "OTHER",
        "a profile named in code comes first"
    );
    assert_eq!(id(variables.with_var("AWS_PROFILE", "other"), None).unwrap(), "ENV");
    assert_eq!(
        id(files.clone().with_var("AWS_PROFILE", "other"), None).unwrap(),
        "OTHER"
    );
    let half = id(files.with_var("AWS_ACCESS_KEY_ID", "ENV"), None).unwrap_err();
    assert_eq!(half.kind(), CredentialsErrorKind::Invalid);
}

#[test]
fn errors_say_what_and_where_and_never_the_secret() {
    use CredentialsErrorKind::{Invalid, NotConfigured, Unsupported};

    let key = "aws_access_key_id = AKID\naws_secret_access_key = hunter2\n";
    for (text, kind, expected) in [
        (
            "[default]\naws_access_key_id = AKID\n",
            Invalid,
            "/h/.aws/credentials:2: the profile has `aws_access_key_id` and no `aws_secret_access_key`; set both or \
             neither",
        ),
        (
            "[default]\naws_secret_access_key = hunter2\n",
            Invalid,
            "/h/.aws/credentials:2: the profile has `aws_secret_access_key` and no `aws_access_key_id`; set both or \
             neither",
        ),
        (
            "[default]\naws_access_key_id = AKID\naws_secret_access_key = hunter2\n  hunter3\n",
            Invalid,
            "/h/.aws/credentials:3: the value has a line break; write it on one line",
        ),
        (
            "[default]\naws_secret_access_key hunter2\n",
            Invalid,
            "/h/.aws/credentials:2: expected an '=' sign defining a property",
        ),
        (
            "[default]\nregion = x\n",
            NotConfigured,
            "profile `default` (/h/.aws/credentials:1) has no `aws_access_key_id`",
        ),
        (
            "[other]\n",
            NotConfigured,
            "there is no profile `default` in /h/.aws/config and /h/.aws/credentials",
        ),
        (
            &format!("[default]\n{key}role_arn = arn:hunter2\n"),
            Unsupported,
            "/h/.aws/credentials:4: profile `default` wants credentials by assuming a role (`role_arn`), which is not \
             supported; let the AWS CLI get them with `aws configure export-credentials --profile default --format \
             env`, or give the client a provider of your own",
        ),
    ] {
        let error = profile(text).unwrap_err();
        assert_eq!((error.kind(), &*error.to_string()), (kind, expected));
        assert!(!format!("{error:?}").contains("hunter"), "{error:?}");
    }
    // Keys come before a program, as in the AWS CLI.
    assert!(profile(&format!("[default]\n{key}credential_process = x\n")).is_ok());

    for (name, value) in [
        ("AWS_SECRET_ACCESS_KEY", "hunter2\n"),
        ("AWS_SESSION_TOKEN", "hunter2\0"),
    ] {
        let environment = home()
            .with_var("AWS_ACCESS_KEY_ID", "AKID")
            .with_var("AWS_SECRET_ACCESS_KEY", "x")
            .with_var(name, value);
        let error = ask(environment).unwrap_err();
        assert_eq!(error.kind(), Invalid);
        let shown = format!("{error} {error:?}");
        assert!(shown.contains(name) && !shown.contains("hunter"), "{shown}");
    }
}

#[test]
fn nothing_found_lists_every_place() {
    let error = ask(home()).unwrap_err();
    assert_eq!(error.kind(), CredentialsErrorKind::NotConfigured);
    assert_eq!(
        error.to_string(),
        "no credentials are configured: `AWS_ACCESS_KEY_ID` is not set; there is no profile `default` in \
         /h/.aws/config and /h/.aws/credentials; the metadata service of EC2 is not asked, for it is not supported; \
         set `AWS_ACCESS_KEY_ID` and `AWS_SECRET_ACCESS_KEY`, or run `aws configure`, or give the client credentials \
         in code"
    );
}
