//! From a release of botocore and the manifest to the files of `models/`: checks everything first, writes nothing.

use anyhow::{Context, Result, bail};
use tinsmith_codegen::files::FileSet;

use super::cut::Model;
use super::json::Json;
use super::package::Package;
use crate::manifest::{Checksums, Digest, Manifest, PATH, Service};

/// The files of `models/` that an import gives, and the checksums it found to differ from the manifest's.
#[derive(Debug, Default)]
pub(crate) struct Import {
    pub(crate) files: FileSet,
    pub(crate) checksums: Checksums,
}

/// Imports these services; all that is wrong with them is told at once.
///
/// With `accept` a checksum that differs is noted in place of refused.
pub(crate) fn import(
    package: &mut Package,
    manifest: &Manifest,
    services: &[(&str, &Service)],
    accept: bool,
) -> Result<Import> {
    let mut import = Import::default();
    let mut problems = Vec::new();
    check_release(package, manifest, accept, &mut import.checksums)?;
    for (name, service) in services {
        if let Err(error) = import.add(package, name, service, accept) {
            problems.push(format!("`{name}`: {error:#}"));
        }
    }
    if !problems.is_empty() {
        bail!("{}", problems.join("\n"));
    }
    for name in ["LICENSE.txt", "NOTICE"] {
        let dist_info = format!("botocore-{}.dist-info", manifest.botocore.version);
        let places = [
            format!("{dist_info}/{name}"),
            format!("{dist_info}/licenses/{name}"),
            name.to_owned(),
        ];
        let text = String::from_utf8(package.read_any(&places)?).with_context(|| format!("`{name}` is not UTF-8"))?;
        import.files.insert(name, text)?;
    }
    Ok(import)
}

fn check_release(package: &mut Package, manifest: &Manifest, accept: bool, checksums: &mut Checksums) -> Result<()> {
    let (version, pinned) = (package.version()?, &manifest.botocore.version);
    if version != **pinned {
        bail!(
            "{} is botocore {version}, but `{PATH}` pins {pinned}\n  help: to move to {version}, change `version` there and run this command with `--accept`",
            package.name
        );
    }
    if let Some(found) = package.digest() {
        let differs = compare(
            &format!("the wheel of botocore {version}"),
            manifest.botocore.sha256.as_ref(),
            found,
            accept,
        )?;
        checksums.wheel = differs.then(|| found.clone());
    }
    Ok(())
}

impl Import {
    fn add(&mut self, package: &mut Package, name: &str, service: &Service, accept: bool) -> Result<()> {
        let folder = format!("botocore/data/{name}/{}", service.version);
        let Some(bytes) = package.read_data(&format!("{folder}/service-2.json"))? else {
            bail!("{}", absent(package, name, service));
        };
        let digest = Digest::of(&bytes);
        if compare("`service-2.json`", service.sha256.as_ref(), &digest, accept)? {
            self.checksums.services.insert(name.to_owned(), digest);
        }
        let read =
            |bytes: &[u8], file: &str| Json::parse(bytes).with_context(|| format!("`{folder}/{file}` is not JSON"));
        let extras = package.read_data(&format!("{folder}/{EXTRAS}"))?;
        let extras = extras.map(|bytes| read(&bytes, EXTRAS)).transpose()?;
        let mut model = Model {
            service: read(&bytes, SERVICE)?,
            extras,
        };
        if let Some(selection) = &service.operations {
            model
                .keep(&selection.keep)
                .with_context(|| format!("`operations` in `{PATH}`"))?;
        }
        let folder = format!("{name}/{}", service.version);
        self.files
            .insert(format!("{folder}/{SERVICE}"), model.service.to_text()?)?;
        if let Some(extras) = &model.extras {
            self.files.insert(format!("{folder}/{EXTRAS}"), extras.to_text()?)?;
        }
        Ok(())
    }
}

/// The file of a model, in botocore and here.
pub(crate) const SERVICE: &str = "service-2.json";

/// botocore's own corrections of a model.
pub(crate) const EXTRAS: &str = "service-2.sdk-extras.json";

/// Whether a checksum has to be written into the manifest; an error when it differs and no one has accepted that.
fn compare(what: &str, expected: Option<&Digest>, found: &Digest, accept: bool) -> Result<bool> {
    match expected {
        Some(expected) if expected == found => Ok(false),
        _ if accept => Ok(true),
        Some(expected) => bail!(
            "{what} has not the checksum of `{PATH}`\n  expected {expected}\n  found    {found}\n  help: where the new one is wanted, run this command with `--accept`"
        ),
        None => bail!(
            "{what} has no checksum in `{PATH}`\n  found    {found}\n  help: to note it there, run this command with `--accept`"
        ),
    }
}

/// Says what there is in place of the model that is not there.
fn absent(package: &Package, name: &str, service: &Service) -> String {
    let versions = Vec::from_iter(package.names(&format!("botocore/data/{name}")));
    if !versions.is_empty() {
        return format!(
            "{} has no version {}; it has {}",
            package.name,
            service.version,
            versions.join(", ")
        );
    }
    let alike = |other: &String| other.contains(name) || name.contains(other.as_str());
    let alike: Vec<String> = package
        .names("botocore/data")
        .into_iter()
        .filter(alike)
        .take(5)
        .collect();
    let help = if alike.is_empty() {
        String::new()
    } else {
        format!("\n  help: it has {}", alike.join(", "))
    };
    format!("{} has no such service{help}", package.name)
}
