//! Whether a request can prove who sends it; knows nothing of signatures.

use super::Checker;
use crate::model::{AuthScheme, ModelPath};

impl Checker<'_> {
    /// Warns of a service, or an operation with schemes of its own, that asks for nothing the runtime can do.
    pub(super) fn auth(&mut self) {
        let model = self.model;
        self.schemes(model.path(), &model.service.auth);
        for operation in &model.operations {
            if let Some(schemes) = &operation.auth {
                self.schemes(model.operation_path(operation), schemes);
            }
        }
    }

    fn schemes(&mut self, path: ModelPath, schemes: &[AuthScheme]) {
        let signed = schemes.iter().any(|scheme| matches!(scheme, AuthScheme::SigV4));
        if signed && self.model.service.signing_name.is_none() {
            let message = "signature version 4 needs the name of the service";
            let help = "give it as `name` of the trait `aws.auth#sigv4`";
            self.diagnostics.error(path.clone(), message).help(help);
        }
        let unknown = |scheme: &AuthScheme| match scheme {
            AuthScheme::SigV2 => Some("signature version 2".to_owned()),
            AuthScheme::Unknown(name) => Some(format!("`{name}`")),
            _ => None,
        };
        let names: Option<Vec<String>> = schemes.iter().map(unknown).collect();
        if let Some(names) = names.filter(|names| !names.is_empty()) {
            let message = format!(
                "requests are sent unsigned: unsupported authentication by {}",
                names.join(", ")
            );
            self.diagnostics.warning(path, message);
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::diagnostic::Diagnostics;
    use crate::passes::check::{check, tests::model};
    use crate::{Source, load_model};

    #[test]
    fn schemes_that_nobody_speaks_are_reported() {
        let cases = [
            (r#""signatureVersion": "v4""#, ""),
            (r#""auth": ["com.example#smile", "aws.auth#sigv4"]"#, ""),
            (r#""auth": ["smithy.api#httpBasicAuth"]"#, ""),
            ("", ""),
            (
                r#""signatureVersion": "v2""#,
                "warning: m.json: requests are sent unsigned: unsupported authentication by signature version 2\n",
            ),
            (
                r#""auth": ["com.example#smile"]"#,
                "warning: m.json: requests are sent unsigned: unsupported authentication by `com.example#smile`\n",
            ),
        ];
        for (auth, expected) in cases {
            let comma = if auth.is_empty() { "" } else { "," };
            let text =
                format!(r#"{{"metadata": {{"protocol": "json"{comma} {auth}}}, "operations": {{}}, "shapes": {{}}}}"#);
            let mut diagnostics = Diagnostics::default();
            check(&model(&text), None, &mut diagnostics);
            assert_eq!(diagnostics.to_string(), expected, "{auth}");
        }
    }
    #[test]
    fn signatures_need_a_name() {
        for (traits, expected) in [
            (r#""aws.auth#sigv4": {"name": "weather"}"#, ""),
            (
                r#""aws.auth#sigv4": {}"#,
                "error: m.json: signature version 4 needs the name of the service\n  help: give it as `name` of the trait `aws.auth#sigv4`\n",
            ),
        ] {
            let text = format!(
                r#"{{"smithy": "2.0", "shapes": {{"ns#Weather": {{"type": "service", "version": "1",
                    "traits": {{"aws.protocols#restJson1": {{}}, {traits}}}}}}}}}"#
            );
            let model = load_model(&Source::smithy("m.json", text)).value.expect("a model");
            let mut diagnostics = Diagnostics::default();
            check(&model, None, &mut diagnostics);
            assert_eq!(diagnostics.to_string(), expected);
        }
    }
}
