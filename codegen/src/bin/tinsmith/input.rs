//! The model that a command is given.

use std::path::{Path, PathBuf};

use tinsmith_codegen::{Source, disk};

use crate::{Failure, terminal};

/// The model, and which of its services is meant.
#[derive(Debug, clap::Args)]
pub(crate) struct Input {
    /// The files of one model: JSON ASTs as `smithy build` or `smithy ast` write them, or botocore's `service-2.json` and its
    /// `service-2.sdk-extras.json`. Generated files say which file they come from, by a relative path as it is given here.
    #[arg(long, required = true, num_args = 1.., value_name = "FILE")]
    model: Vec<PathBuf>,
    /// The shape ID of the service, where a Smithy model has several.
    #[arg(long, value_name = "ID")]
    service: Option<String>,
}

impl Input {
    /// Reads the files.
    pub(crate) fn read(&self) -> Result<Source, Failure> {
        let mut texts = disk::texts(&self.model)?;
        let bytes: usize = texts.iter().map(|text| text.text.len()).sum();
        let named = match &*texts {
            [text] => text.file.clone(),
            texts => format!("{} files", texts.len()),
        };
        terminal::step("Reading", format_args!("{named} ({} KB)", bytes.div_ceil(1000)));
        texts.iter_mut().for_each(|text| text.file = portable(&text.file));
        let mut source = terminal::settle(Source::detect(texts))?;
        if let Some(id) = &self.service {
            choose(&mut source, id)?;
        }
        Ok(source)
    }
}

/// What an absolute path says is different on every machine, and nobody's business: the name of the file has to do.
fn portable(path: &str) -> String {
    let name = Path::new(path).file_name().filter(|_| Path::new(path).is_absolute());
    name.map_or_else(|| path.to_owned(), |name| name.to_string_lossy().into_owned())
}

fn choose(source: &mut Source, id: &str) -> Result<(), Failure> {
    match source {
        Source::Smithy { service, .. } => {
            *service = Some(id.to_owned());
            Ok(())
        }
        Source::Botocore { .. } => Err("a model of botocore has one service: leave `--service` out".into()),
    }
}
