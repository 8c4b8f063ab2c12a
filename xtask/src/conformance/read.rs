//! Finds the suites below a folder, and hands each to the reader of its format; what is no suite of ours is left alone.

mod cbor;
mod fields;
pub(super) mod pairs;
mod protocols;
mod signatures;
mod smithy;

use std::fs;
use std::io::Read as _;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use flate2::read::MultiGzDecoder;

use super::suite::{SuiteFile, Task};
use crate::models::json::Json;

/// Reads every suite below the folder, in the order of their paths.
///
/// A file that cannot be read is a case that fails; an error is a folder without any suite.
pub(crate) fn suites(folder: &Path, botocore: Option<&Path>) -> Result<Vec<SuiteFile>> {
    let mut files = Vec::new();
    for suite in children(folder).with_context(|| format!("`{}` cannot be read", folder.display()))? {
        let name = name(&suite);
        match name.as_str() {
            "cbor" => files.extend(json_files(&suite, &name).map(|(path, file)| cbor::read(path, &file))),
            "sigv4" => files.extend(signatures::read(&suite, &name)),
            "botocore-response-parsing" => files.extend(pairs::read(&suite, &name, botocore)),
            "event-stream" => files.push(skipped(&name, "there is no codec of event streams yet")),
            "smithy-protocol-tests" => {
                files.extend(json_files(&suite, &name).flat_map(|(path, file)| smithy::read(&path, &file)));
            }
            _ => {
                files.extend(models(&suite, &name));
                for side in ["input", "output"] {
                    let path = format!("{name}/{side}");
                    files.extend(json_files(&suite.join(side), &path).map(|(path, file)| protocols::read(path, &file)));
                }
            }
        }
    }
    if files.is_empty() {
        bail!("there is no suite in `{}`", folder.display());
    }
    Ok(files)
}

/// Smithy's protocol tests by another name: a folder of models, or one of them.
fn models(suite: &Path, name: &str) -> Vec<SuiteFile> {
    let files: Vec<_> = match suite.is_dir() {
        true => json_files(suite, name).collect(),
        false if is_json(suite) => vec![(stem(suite), suite.to_owned())],
        false => Vec::new(),
    };
    let models = files.into_iter().filter(|(_, file)| smithy::is_model(file));
    models.flat_map(|(path, file)| smithy::read(&path, &file)).collect()
}

fn skipped(path: &str, reason: &str) -> SuiteFile {
    SuiteFile::of_one(path.to_owned(), Task::Skip(reason.to_owned()))
}

/// The JSON files of a folder with their paths in the report; none where there is no such folder.
fn json_files(folder: &Path, path: &str) -> impl Iterator<Item = (String, PathBuf)> {
    let files = children(folder).unwrap_or_default().into_iter();
    let files = files.filter(|file| is_json(file));
    files.map(move |file| (format!("{path}/{}", stem(&file)), file))
}

/// What is directly in a folder, sorted; nothing hidden.
fn children(folder: &Path) -> std::io::Result<Vec<PathBuf>> {
    let entries = fs::read_dir(folder)?.map(|entry| entry.map(|entry| entry.path()));
    let mut paths = entries.collect::<Result<Vec<_>, _>>()?;
    paths.retain(|path| !name(path).starts_with('.'));
    paths.sort_unstable();
    Ok(paths)
}

fn name(path: &Path) -> String {
    path.file_name().unwrap_or_default().to_string_lossy().into_owned()
}

/// The name without its ending; one that says how the file is packed goes as well.
fn stem(path: &Path) -> String {
    let name = name(path);
    let name = name.strip_suffix(".gz").unwrap_or(&name);
    name.rsplit_once('.').map_or(name, |(stem, _)| stem).to_owned()
}

/// `x.json` or `x.json.gz`
fn is_json(path: &Path) -> bool {
    let name = name(path);
    name.strip_suffix(".gz").unwrap_or(&name).ends_with(".json")
}

/// The text of a file, or a sentence that says why there is none.
pub(crate) fn text(file: &Path) -> Result<String, String> {
    let read = || {
        let bytes = fs::read(file)?;
        let mut text = String::new();
        match file.extension().is_some_and(|extension| extension == "gz") {
            true => MultiGzDecoder::new(&*bytes).read_to_string(&mut text)?,
            false => bytes.as_slice().read_to_string(&mut text)?,
        };
        Ok(text)
    };
    read().map_err(|error: std::io::Error| format!("`{}` cannot be read: {error}", file.display()))
}

/// The JSON value in a file, or a sentence that says why there is none.
fn json(file: &Path) -> Result<Json, String> {
    Json::parse(text(file)?.as_bytes()).map_err(|error| format!("`{}` is not JSON: {error}", file.display()))
}
