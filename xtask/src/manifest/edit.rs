//! New checksums for the text of `models.toml`; everything else stays as its author wrote it.

use std::collections::BTreeMap;

use anyhow::{Context, Result};
use toml_edit::{DocumentMut, Item, Value};

use super::{Digest, PATH};

/// Checksums to write into the manifest.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Checksums {
    /// Of the wheel.
    pub(crate) wheel: Option<Digest>,
    /// Of the models, by service.
    pub(crate) services: BTreeMap<String, Digest>,
}

/// The text of a manifest with these checksums in place of its own.
pub(crate) fn with_checksums(text: &str, checksums: &Checksums) -> Result<String> {
    let mut document: DocumentMut = text.parse().with_context(|| format!("`{PATH}` is not a manifest"))?;
    let pin = checksums.wheel.iter().map(|digest| (vec!["botocore"], digest));
    let services = checksums
        .services
        .iter()
        .map(|(name, digest)| (vec!["service", name], digest));
    for (path, digest) in pin.chain(services) {
        set(&mut document, &path, digest).with_context(|| format!("`{PATH}` has no table `{}`", path.join(".")))?;
    }
    Ok(document.to_string())
}

fn set(document: &mut DocumentMut, path: &[&str], digest: &Digest) -> Option<()> {
    let mut table = document.as_table_mut().get_mut(path.first()?)?;
    for name in path.iter().skip(1) {
        table = table.get_mut(name)?;
    }
    let table = table.as_table_like_mut()?;
    match table.get_mut("sha256").and_then(Item::as_value_mut) {
        Some(value) => {
            let decor = value.decor().clone();
            *value = Value::from(digest.as_ref());
            *value.decor_mut() = decor;
        }
        None => {
            table.insert("sha256", toml_edit::value(digest.as_ref()));
        }
    }
    Some(())
}

#[cfg(test)]
mod tests {
    use super::{Checksums, Digest, with_checksums};

    fn checksums(service: &str) -> Checksums {
        Checksums {
            wheel: Some(Digest::of(b"wheel")),
            services: [(service.to_owned(), Digest::of(b"model"))].into(),
        }
    }

    #[test]
    fn only_the_checksums_change() {
        let text = "# Head.\n[botocore]\nversion = \"1\"\n# Why.\nsha256 = \"old\" # tail\n\n[service.a]\nversion='1'\n\n[service.b]\n";
        let edited = with_checksums(text, &checksums("a")).expect("both tables are there");
        let (wheel, model) = (Digest::of(b"wheel"), Digest::of(b"model"));
        let expected = format!(
            "# Head.\n[botocore]\nversion = \"1\"\n# Why.\nsha256 = \"{wheel}\" # tail\n\n\
             [service.a]\nversion='1'\nsha256 = \"{model}\"\n\n[service.b]\n"
        );
        assert_eq!(edited, expected);
    }

    #[test]
    fn a_missing_table_is_named() {
        let error = with_checksums("[botocore]\n", &checksums("a")).expect_err("there is no such table");
        assert_eq!(error.to_string(), "`models/models.toml` has no table `service.a`");
    }
}
