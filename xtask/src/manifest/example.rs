//! Services that are no part of `generated/`: the tests call them, and readers see how a model of their own fares.

use serde::Deserialize;

use super::{Choice, Text};

/// A service in a model in Smithy's JSON form, which nobody but this workspace keeps.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Example {
    /// The files of the model, from the folder `models`.
    pub(crate) model: Vec<Text>,
    /// The shape ID of the service.
    pub(crate) service: Text,
    pub(crate) protocol: Option<Choice>,
}

#[cfg(test)]
mod tests {
    use crate::manifest::Manifest;

    const PIN: &str = "[botocore]\nversion = \"1.0.0\"\n";

    #[test]
    fn examples_are_read_beside_services() {
        let text = format!("{PIN}[example.w]\nmodel = [\"w/model.json\"]\nservice = \"ns#W\"\n");
        let manifest = Manifest::parse(&text).expect("every option is known");
        let (name, example) = manifest.examples().next().expect("there is one");
        assert_eq!(
            (name, &*example.model[0], &*example.service),
            ("w", "w/model.json", "ns#W")
        );
        assert_eq!(manifest.services().count(), 0);
    }

    #[test]
    fn mistakes_are_named() {
        for (table, expected) in [
            ("model = []\n", "missing field `service`"),
            ("model = [\"\"]\nservice = \"ns#W\"\n", "an empty text"),
            (
                "model = [\"w\"]\nservice = \"ns#W\"\nversion = \"1\"\n",
                "unknown field `version`",
            ),
        ] {
            let error = Manifest::parse(&format!("{PIN}[example.w]\n{table}")).expect_err(expected);
            assert!(format!("{error:#}").contains(expected), "{error:#}");
        }
    }
}
