//! A release of botocore as a wheel, an unpacked wheel or an installed package: reading its files, whatever they mean.

use std::collections::BTreeSet;
use std::fs::{self, File};
use std::io::{self, Cursor, Read};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use flate2::read::MultiGzDecoder;
use zip::ZipArchive;
use zip::result::ZipError;

use crate::manifest::Digest;

/// No file of botocore comes near to this; what does is no model.
const LARGEST: u64 = 256 << 20;

/// An open release of botocore.
#[derive(Debug)]
pub(crate) struct Package {
    /// How messages name it.
    pub(crate) name: String,
    files: Files,
}

#[derive(Debug)]
enum Files {
    /// The folder that holds `botocore/`.
    Folder(PathBuf),
    Wheel {
        archive: ZipArchive<Cursor<Vec<u8>>>,
        digest: Digest,
    },
}

impl Package {
    /// Opens a wheel, or a folder that is the package, or holds it.
    pub(crate) fn open(path: &Path) -> Result<Self> {
        let name = format!("`{}`", path.display());
        let metadata = fs::metadata(path).with_context(|| format!("{name} cannot be read"))?;
        let files = if metadata.is_dir() {
            Files::Folder(parent_of_package(path)?)
        } else {
            Files::wheel(path)?
        };
        Ok(Self { name, files })
    }

    /// The digest of the wheel; a folder has none.
    pub(crate) fn digest(&self) -> Option<&Digest> {
        match &self.files {
            Files::Wheel { digest, .. } => Some(digest),
            Files::Folder(_) => None,
        }
    }

    /// The version that the package says it has.
    pub(crate) fn version(&mut self) -> Result<String> {
        let path = "botocore/__init__.py";
        let Some(text) = self.read(path)? else {
            bail!("{} is not botocore: it has no `{path}`", self.name)
        };
        let text = String::from_utf8_lossy(&text);
        let version = text.lines().find_map(|line| {
            let value = line.strip_prefix("__version__")?.trim_start().strip_prefix('=')?;
            Some(value.trim().trim_matches(['\'', '"']).to_owned())
        });
        version.with_context(|| format!("`{path}` of {} does not say its `__version__`", self.name))
    }

    /// The bytes of the first of these files that is there.
    pub(crate) fn read_any(&mut self, paths: &[String]) -> Result<Vec<u8>> {
        for path in paths {
            if let Some(bytes) = self.read(path)? {
                return Ok(bytes);
            }
        }
        bail!("{} has no `{}`", self.name, paths.join("`, no `"))
    }

    /// The bytes of a data file, which may also be shipped compressed.
    pub(crate) fn read_data(&mut self, path: &str) -> Result<Option<Vec<u8>>> {
        if let Some(bytes) = self.read(path)? {
            return Ok(Some(bytes));
        }
        let compressed = format!("{path}.gz");
        let Some(bytes) = self.read(&compressed)? else {
            return Ok(None);
        };
        let bytes = read_whole(MultiGzDecoder::new(&*bytes))
            .with_context(|| format!("`{compressed}` of {} cannot be decompressed", self.name))?;
        Ok(Some(bytes))
    }

    /// The names directly below a folder, sorted; none when there is no such folder.
    pub(crate) fn names(&self, folder: &str) -> BTreeSet<String> {
        match &self.files {
            Files::Folder(root) => {
                let entries = fs::read_dir(root.join(folder)).into_iter().flatten().flatten();
                entries
                    .filter_map(|entry| entry.file_name().into_string().ok())
                    .collect()
            }
            Files::Wheel { archive, .. } => {
                let name = |path: &str| {
                    path.strip_prefix(folder)?
                        .strip_prefix('/')?
                        .split('/')
                        .next()
                        .map(str::to_owned)
                };
                archive.file_names().flatten().filter_map(|path| name(&path)).collect()
            }
        }
    }

    fn read(&mut self, path: &str) -> Result<Option<Vec<u8>>> {
        let read = match &mut self.files {
            Files::Folder(root) => match File::open(root.join(path)) {
                Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
                file => file.and_then(read_whole),
            },
            Files::Wheel { archive, .. } => match archive.by_name(path) {
                Err(ZipError::FileNotFound) => return Ok(None),
                file => file.map_err(io::Error::from).and_then(read_whole),
            },
        };
        read.map(Some)
            .with_context(|| format!("`{path}` of {} cannot be read", self.name))
    }
}

impl Files {
    fn wheel(path: &Path) -> Result<Self> {
        let bytes = fs::read(path).with_context(|| format!("`{}` cannot be read", path.display()))?;
        let digest = Digest::of(&bytes);
        let archive =
            ZipArchive::new(Cursor::new(bytes)).with_context(|| format!("`{}` is not a wheel", path.display()))?;
        Ok(Self::Wheel { archive, digest })
    }
}

/// People point at `site-packages`, at an unpacked wheel, or at the package itself.
fn parent_of_package(path: &Path) -> Result<PathBuf> {
    let is_package = |folder: &Path| folder.ends_with("botocore") && folder.join("data").is_dir();
    let path = path
        .canonicalize()
        .with_context(|| format!("`{}` cannot be read", path.display()))?;
    if is_package(&path.join("botocore")) {
        return Ok(path);
    }
    match path.parent().filter(|_| is_package(&path)) {
        Some(parent) => Ok(parent.to_owned()),
        None => bail!(
            "`{}` is not botocore: expected a folder `botocore` with `data` in it, or that folder, or a wheel",
            path.display()
        ),
    }
}

fn read_whole(reader: impl Read) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    let read = reader.take(LARGEST + 1).read_to_end(&mut bytes)?;
    if read as u64 > LARGEST {
        return Err(io::Error::other(format!("it has more than {LARGEST} bytes")));
    }
    Ok(bytes)
}
