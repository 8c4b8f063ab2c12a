//! Where the shared files are; reads none of them.

use super::parse::FileKind;
use crate::environment::{ConfigError, Environment, variable};

/// The files that there may be, in the order in which later ones win.
pub(super) fn locate(environment: &dyn Environment) -> Result<Vec<(FileKind, String)>, ConfigError> {
    let home = home(environment)?;
    let mut found = Vec::with_capacity(2);
    for (kind, name, default) in [
        (FileKind::Config, "AWS_CONFIG_FILE", "config"),
        (FileKind::Credentials, "AWS_SHARED_CREDENTIALS_FILE", "credentials"),
    ] {
        let path = match (variable(environment, name)?, &home) {
            (Some(path), home) => Some(expand(path, home.as_deref())),
            (None, Some(home)) if environment.is_windows() => Some(format!("{home}\\.aws\\{default}")),
            (None, Some(home)) => Some(format!("{home}/.aws/{default}")),
            (None, None) => None,
        };
        found.extend(path.map(|path| (kind, path)));
    }
    Ok(found)
}

fn home(environment: &dyn Environment) -> Result<Option<String>, ConfigError> {
    if let Some(home) = variable(environment, "HOME")? {
        return Ok(Some(home));
    }
    if !environment.is_windows() {
        return Ok(None);
    }
    if let Some(home) = variable(environment, "USERPROFILE")? {
        return Ok(Some(home));
    }
    let drive = variable(environment, "HOMEDRIVE")?;
    let path = variable(environment, "HOMEPATH")?;
    Ok(drive.zip(path).map(|(drive, path)| drive + &path))
}

/// A shell does not expand `~` in `export AWS_CONFIG_FILE="~/x"`, so it is done here as in the other SDKs.
fn expand(path: String, home: Option<&str>) -> String {
    match (path.strip_prefix('~'), home) {
        (Some(rest), Some(home)) if rest.is_empty() || rest.starts_with(['/', '\\']) => format!("{home}{rest}"),
        _ => path,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::environment::FixedEnvironment;

    #[test]
    fn files_are_found_without_and_beside_a_home() {
        let paths = |environment: &FixedEnvironment| {
            let found = locate(environment).unwrap();
            found.into_iter().map(|(_, path)| path).collect::<Vec<_>>()
        };
        let empty = FixedEnvironment::new();
        assert!(paths(&empty).is_empty());
        assert!(paths(&empty.clone().with_var("USERPROFILE", "/u")).is_empty());
        let named = empty.with_var("AWS_CONFIG_FILE", "~/c");
        assert_eq!(paths(&named), ["~/c"]);
        assert_eq!(paths(&named.with_var("HOME", "/h")), ["/h/c", "/h/.aws/credentials"]);
    }
}
