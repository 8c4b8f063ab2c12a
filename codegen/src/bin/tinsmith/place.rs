//! Where the files go: below the `src` of a crate that is there, or into a crate of their own. Reads manifests, writes nothing.

use std::fs;
use std::path::{self, Component, Path, PathBuf};

use tinsmith_codegen::disk::Scope;
use tinsmith_codegen::files::FileSet;
use tinsmith_codegen::resolve::Resolved;
use tinsmith_codegen::{Package, Runtime, emit, manifest, standalone};
use toml::{Table, Value};

use crate::Failure;

/// Where the files of one service go.
#[derive(Debug)]
pub(crate) struct Place {
    /// The folder that the paths of the files start from.
    pub(crate) folder: PathBuf,
    /// What may be replaced there.
    pub(crate) scope: Scope,
    kind: Kind,
}

#[derive(Debug)]
enum Kind {
    /// A module of the crate with this manifest, where one was found.
    Module(Option<Manifest>),
    /// A crate of this name; its manifest is new where there is a runtime to name in it.
    Crate { name: String, runtime: Option<Runtime> },
}

/// What is known about a crate that is there.
#[derive(Debug)]
struct Manifest {
    path: PathBuf,
    /// The crate's name as Rust code writes it.
    crate_name: String,
    has_runtime: bool,
}

impl Place {
    /// The place that the arguments describe.
    pub(crate) fn find(
        out: Option<PathBuf>,
        package: Option<String>,
        runtime: Option<&Path>,
        module: &str,
    ) -> Result<Self, Failure> {
        match package {
            Some(name) => Self::in_crate(out.unwrap_or_else(|| name.clone().into()), name, runtime),
            None => Self::in_module(out.unwrap_or_else(|| "src".into()), module),
        }
    }

    fn in_module(folder: PathBuf, module: &str) -> Result<Self, Failure> {
        let above = path::absolute(&folder).map_err(|error| format!("`{}`: {error}", folder.display()))?;
        let found = above.ancestors().map(|folder| folder.join("Cargo.toml"));
        let manifest = found.map(Manifest::read).find_map(Result::transpose).transpose()?;
        Ok(Self {
            folder,
            scope: Scope::generated([module]),
            kind: Kind::Module(manifest),
        })
    }

    fn in_crate(folder: PathBuf, name: String, runtime: Option<&Path>) -> Result<Self, Failure> {
        let path = folder.join("Cargo.toml");
        let shown = path.display();
        let crate_name = name.replace('-', "_");
        let mut paths = vec!["src"];
        let runtime = match (Manifest::read(path.clone())?, runtime) {
            (Some(manifest), _) if manifest.crate_name == crate_name => None,
            (Some(manifest), _) => {
                let other = manifest.crate_name;
                return Err(format!("`{shown}` is the manifest of `{other}`, not of `{crate_name}`").into());
            }
            (None, None) => {
                return Err(format!(
                    "`{shown}` does not exist yet, and does not know where the runtime is\n  help: add `--runtime PATH` with the folder `runtime` of tinsmith, or `--runtime workspace`"
                )
                .into());
            }
            (None, Some(runtime)) => {
                paths.push("Cargo.toml");
                Some(self::runtime(&folder, runtime)?)
            }
        };
        Ok(Self {
            folder,
            scope: Scope::generated(paths),
            kind: Kind::Crate { name, runtime },
        })
    }

    /// The files, by their paths from the folder.
    pub(crate) fn files(&self, service: &Resolved) -> Result<FileSet, Failure> {
        let package = |crate_name: &str, command: String| Package {
            crate_name: crate_name.to_owned(),
            command,
        };
        match &self.kind {
            Kind::Module(manifest) => {
                let name = manifest.as_ref().map_or("my_crate", |manifest| &manifest.crate_name);
                let emitted = emit(service, &package(name, "tinsmith generate --module".to_owned()));
                let mut files = FileSet::new();
                for (path, text) in emitted {
                    files.insert(path.strip_prefix("src/").unwrap_or(&path), text)?;
                }
                Ok(files)
            }
            Kind::Crate { name, runtime } => {
                let command = format!("tinsmith generate --crate {name} --module");
                let mut files = standalone(service, &package(&name.replace('-', "_"), command));
                if let Some(runtime) = runtime {
                    files.insert("Cargo.toml", manifest(name, service, runtime))?;
                }
                Ok(files)
            }
        }
    }

    /// What a person has to do by hand after the first time.
    pub(crate) fn next_steps(&self) -> Vec<String> {
        let Kind::Module(manifest) = &self.kind else {
            return Vec::new();
        };
        let module = self.scope.paths.concat();
        let folder = self.folder.display();
        let mut steps = vec![format!(
            "declare `pub mod {module};` in `lib.rs` or `main.rs` of `{folder}`"
        )];
        if let Some(manifest) = manifest.as_ref().filter(|manifest| !manifest.has_runtime) {
            let path = manifest.path.display();
            steps.push(format!(
                "add `tinsmith = {{ path = \"…/runtime\" }}` to the dependencies in `{path}`"
            ));
        }
        steps
    }
}

impl Manifest {
    /// The manifest at this path, if it is there and is that of a package.
    fn read(path: PathBuf) -> Result<Option<Self>, Failure> {
        if !path.exists() {
            return Ok(None);
        }
        let text =
            fs::read_to_string(&path).map_err(|error| format!("`{}` cannot be read: {error}", path.display()))?;
        let table: Table = text
            .parse()
            .map_err(|error| format!("`{}` is no manifest: {error}", path.display()))?;
        let name = |section: &str| Some(table.get(section)?.get("name")?.as_str()?.replace('-', "_"));
        let crate_name = name("lib").or_else(|| name("package"));
        let dependencies = table.get("dependencies").and_then(Value::as_table);
        Ok(crate_name.map(|crate_name| Self {
            crate_name,
            has_runtime: dependencies.is_some_and(|dependencies| dependencies.contains_key("tinsmith")),
            path,
        }))
    }
}

fn runtime(folder: &Path, runtime: &Path) -> Result<Runtime, Failure> {
    if runtime == Path::new("workspace") {
        return Ok(Runtime::Workspace);
    }
    let shown = runtime.display();
    let manifest = Manifest::read(runtime.join("Cargo.toml"))?;
    if manifest.is_none_or(|manifest| manifest.crate_name != "tinsmith") {
        return Err(format!("`{shown}` is not the folder of the runtime, which is the package `tinsmith`").into());
    }
    let path = if runtime.is_absolute() {
        runtime.to_owned()
    } else {
        let absolute = |path| path::absolute(path).map_err(|error| format!("`{shown}`: {error}"));
        relative(&absolute(folder)?, &absolute(runtime)?)
    };
    let text = path.to_str().ok_or_else(|| format!("`{shown}` is not UTF-8"))?;
    Ok(Runtime::Path(text.replace('\\', "/")))
}

/// The path of `target` as seen from `folder`; both are absolute.
fn relative(folder: &Path, target: &Path) -> PathBuf {
    let parts = |path: &Path| -> Vec<PathBuf> {
        let mut parts: Vec<PathBuf> = Vec::new();
        for part in path.components() {
            match part {
                Component::ParentDir => drop(parts.pop()),
                part => parts.push(Path::new(&part).to_owned()),
            }
        }
        parts
    };
    let (from, to) = (parts(folder), parts(target));
    let common = from.iter().zip(&to).take_while(|(one, other)| one == other).count();
    let up = from.iter().skip(common).map(|_| PathBuf::from(".."));
    up.chain(to.into_iter().skip(common)).collect()
}

/// Accepts what can be a module.
pub(crate) fn module_name(text: &str) -> Result<String, String> {
    match syn::parse_str::<syn::Ident>(text) {
        Ok(_) if !text.starts_with("r#") && text.is_ascii() => Ok(text.to_owned()),
        _ => Err("it is a Rust module: letters, digits and `_`, and no keyword".to_owned()),
    }
}

/// Accepts what can be a package.
pub(crate) fn package_name(text: &str) -> Result<String, String> {
    module_name(&text.replace('-', "_"))
        .map(|_| text.to_owned())
        .map_err(|_| "it is a package: letters, digits, `-` and `_`, and no keyword".to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_runtime_is_seen_from_the_crate() {
        let cases = [
            ("/a/client", "/a/tinsmith/runtime", "../tinsmith/runtime"),
            ("/a/b/c", "/a/b/../x", "../../x"),
            ("/a", "/a/runtime", "runtime"),
        ];
        for (folder, target, expected) in cases {
            assert_eq!(relative(Path::new(folder), Path::new(target)), Path::new(expected));
        }
    }

    #[test]
    fn names_that_rust_refuses_are_wrong_usage() {
        for name in ["", "a/b", "../a", "fn", "r#fn", "1a", "a b", "ä"] {
            assert!(module_name(name).is_err() && package_name(name).is_err(), "{name}");
        }
        assert_eq!(package_name("weather-client").as_deref(), Ok("weather-client"));
        assert_eq!(module_name("weather_2").as_deref(), Ok("weather_2"));
    }
}
