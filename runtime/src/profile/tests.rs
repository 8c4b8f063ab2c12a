//! What the outside suites do not cover: messages, flags, odd bytes, secrets.

use super::SharedConfig;
use crate::environment::FixedEnvironment;

fn environment(config: &str) -> FixedEnvironment {
    FixedEnvironment::new()
        .with_var("HOME", "/h")
        .with_file("/h/.aws/config", config)
}

fn error(environment: &FixedEnvironment, profile: Option<&str>) -> String {
    SharedConfig::load(environment, profile).unwrap_err().to_string()
}

#[test]
fn errors_name_file_and_line() {
    for (text, expected) in [
        (
            "[default]\n\nregion\n",
            "/h/.aws/config:3: expected an '=' sign defining a property",
        ),
        (
            "# c\r\n[default\r\n",
            "/h/.aws/config:2: profile definition must end with ']'",
        ),
        (
            "region = x",
            "/h/.aws/config:1: expected a profile definition, such as `[default]`",
        ),
        (
            "[services x]\ns3 =\n  endpoint_url = y\n  z\n",
            "/h/.aws/config:4: expected an '=' sign defining a sub-property",
        ),
    ] {
        assert_eq!(error(&environment(text), None), expected);
    }
    let invalid = environment("").with_file("/h/.aws/credentials", *b"[default]\na = \xff\n");
    assert_eq!(
        error(&invalid, None),
        "/h/.aws/credentials:2: the line is not valid UTF-8; save the file as UTF-8"
    );
}

#[test]
fn a_profile_that_is_named_must_exist() {
    let file = environment("[prod]\nregion = x\n[profile dev]\n");
    assert_eq!(
        error(&file, Some("stage")),
        "configuration: profile `stage` is not defined in /h/.aws/config and /h/.aws/credentials"
    );
    assert_eq!(
        error(&file.clone().with_var("AWS_PROFILE", "prod"), None),
        "environment variable `AWS_PROFILE`: profile `prod` is not defined in /h/.aws/config and /h/.aws/credentials; \
         write `[profile prod]` instead of `[prod]` at /h/.aws/config:1"
    );
    assert_eq!(SharedConfig::load(&file, Some("dev")).unwrap().profile_name(), "dev");
    assert_eq!(
        SharedConfig::load(&file, Some("default")).unwrap().profile_name(),
        "default"
    );
    assert_eq!(
        error(&FixedEnvironment::new(), Some("a\nb")),
        "configuration: profile `a\\nb` is not defined in no file, for there is no home directory"
    );
}

#[test]
fn flags_are_true_or_false() {
    for (variable, property, expected) in [
        (None, None, Ok(None)),
        (None, Some("TRUE"), Ok(Some(true))),
        (Some("false"), Some("true"), Ok(Some(false))),
        (Some(" "), Some("true"), Ok(Some(true))),
        (
            Some("yes"),
            None,
            Err("environment variable `AWS_USE_FIPS_ENDPOINT`: `yes` is neither `true` nor `false`"),
        ),
        (
            None,
            Some("1"),
            Err("/h/.aws/config:2: `1` is neither `true` nor `false`"),
        ),
        (
            None,
            Some("a\u{7}"),
            Err("/h/.aws/config:2: the value has the control character \\u{7}; remove it"),
        ),
    ] {
        let line = property
            .map(|value| format!("use_fips_endpoint = {value}\n"))
            .unwrap_or_default();
        let mut environment = environment(&format!("[default]\n{line}"));
        if let Some(value) = variable {
            environment = environment.with_var("AWS_USE_FIPS_ENDPOINT", value);
        }
        let shared = SharedConfig::load(&environment, None).unwrap();
        let found = shared
            .use_fips_endpoint(&environment)
            .map_err(|error| error.to_string());
        assert_eq!(found, expected.map_err(str::to_owned));
        assert_eq!(shared.use_dualstack_endpoint(&environment), Ok(None));
    }
}

#[test]
fn endpoints_are_addresses() {
    let not_an_address =
        ": the endpoint is not an address such as `https://host.example` or `http://localhost:8000`".to_owned();
    let from_file = |text: &str| {
        let environment = environment(text);
        let shared = SharedConfig::load(&environment, None).unwrap();
        shared
            .endpoint_url(&environment, "Application Auto-Scaling")
            .map_err(|error| error.to_string())
    };
    for value in [
        "localhost:80",
        "ftp://x",
        "https://",
        "https:///x",
        "http://?x",
        "http://a b",
    ] {
        let text = format!("[default]\nendpoint_url = {value}\n");
        assert_eq!(
            from_file(&text),
            Err(format!("/h/.aws/config:2{not_an_address}")),
            "{value}"
        );
    }
    assert_eq!(
        from_file("[default]\nendpoint_url = HTTP://user:hunter2@x\n"),
        Ok(Some("HTTP://user:hunter2@x".to_owned()))
    );
    assert_eq!(
        from_file("[default]\nservices = x\n"),
        Err("/h/.aws/config:2: there is no section `[services x]`; add it or remove `services`".to_owned())
    );
    assert_eq!(
        from_file("[default]\nservices = x\n[services x]\napplication_auto_scaling =\n  endpoint_url = nowhere\n"),
        Err(format!("/h/.aws/config:4{not_an_address}"))
    );
    assert_eq!(
        from_file("[default]\nservices = x\n[services x]\napplication_auto_scaling =\n  Endpoint_URL = http://y\n"),
        Ok(Some("http://y".to_owned()))
    );

    let environment = FixedEnvironment::new().with_var("AWS_ENDPOINT_URL_APPLICATION_AUTO_SCALING", "x");
    let shared = SharedConfig::load(&environment, None).unwrap();
    let error = shared
        .endpoint_url(&environment, "Application Auto Scaling")
        .unwrap_err()
        .to_string();
    assert_eq!(
        error,
        format!("environment variable `AWS_ENDPOINT_URL_APPLICATION_AUTO_SCALING`{not_an_address}")
    );
}

#[test]
fn values_do_not_show() {
    let file = environment("[default]\naws_secret_access_key = hunter2\n");
    let shared = SharedConfig::load(&file, None).unwrap();
    let property = shared.profile().get("aws_secret_access_key");
    let shown = format!("{shared:?} {:?} {property:?}", shared.profile());
    assert!(
        shown.contains("aws_secret_access_key") && !shown.contains("hunter2"),
        "{shown}"
    );
}

#[test]
fn nothing_that_stands_in_a_file_panics() {
    let pieces = [
        "[",
        "]",
        "profile ",
        "a",
        "=",
        "\n",
        " ",
        "\r",
        "#",
        ";",
        "\u{feff}",
        "ä",
        "\0",
        "services ",
        "default",
    ];
    let mut seed = 1_u64;
    for _ in 0..20_000 {
        let text: String = (0..12)
            .map(|_| {
                seed = seed
                    .wrapping_mul(6_364_136_223_846_793_005)
                    .wrapping_add(1_442_695_040_888_963_407);
                pieces[usize::try_from(seed >> 33).unwrap() % pieces.len()]
            })
            .collect();
        let environment = environment(&text).with_file("/h/.aws/credentials", text.as_str());
        if let Ok(shared) = SharedConfig::load(&environment, None) {
            let _ = shared.endpoint_url(&environment, "a");
        }
    }
}
