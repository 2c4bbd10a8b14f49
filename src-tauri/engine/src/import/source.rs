//! What is to be read: given paths become a list of files before anything is opened for good.

use std::fs::{self, File};
use std::io::{self, ErrorKind, Read};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use walkdir::{DirEntry, WalkDir};

use super::Error;
use super::csv_file::Beside;
use super::natural::compare_names;

/// Something to import.
pub enum Source {
    /// A file, an archive or a folder.
    Path(PathBuf),
    /// Standard input.
    StandardInput,
    /// Any other stream.
    Stream {
        /// What rejects call it.
        name: String,
        /// The stream.
        reader: Box<dyn Read + Send>,
    },
}

/// One file or stream to read.
pub(super) struct Input {
    /// Its name in rejects.
    pub name: Arc<str>,
    pub origin: Origin,
}

/// Where the bytes of an input come from.
pub(super) enum Origin {
    /// A file of the file system.
    File(PathBuf),
    /// A stream that cannot be read twice.
    Stream(Box<dyn Read + Send>),
}

impl Origin {
    /// What the manifest beside it says. Nothing stands beside a stream.
    pub(super) fn beside(&self) -> Beside {
        match self {
            Self::File(path) => Beside::of_file(path),
            Self::Stream(_) => Beside::default(),
        }
    }
}

/// Everything that is to be read.
pub(super) struct Survey {
    pub inputs: Vec<Input>,
    /// The sum of all sizes, when each is known.
    pub bytes_total: Option<u64>,
}

/// Finds all files. Fails when a given path is missing or cannot be read, so that nothing is imported by halves.
pub(super) fn survey(sources: Vec<Source>) -> Result<Survey, Error> {
    let mut survey = Survey {
        inputs: Vec::new(),
        bytes_total: Some(0),
    };
    for source in sources {
        match source {
            Source::Path(path) => survey.add_path(&path)?,
            Source::StandardInput => survey.add_stream("-", Box::new(io::stdin())),
            Source::Stream { name, reader } => survey.add_stream(&name, reader),
        }
    }
    Ok(survey)
}

impl Survey {
    fn add_path(&mut self, path: &Path) -> Result<(), Error> {
        let metadata = fs::metadata(path).map_err(|source| unusable(path, source))?;
        if metadata.is_dir() {
            return self.add_folder(path);
        }
        if metadata.is_file() {
            File::open(path).map_err(|source| unusable(path, source))?;
            self.add_file(path, Some(metadata.len()));
        } else {
            // A pipe or a device: opening it twice would lose its beginning.
            self.add_file(path, None);
        }
        Ok(())
    }

    fn add_folder(&mut self, folder: &Path) -> Result<(), Error> {
        let walk = WalkDir::new(folder)
            .follow_links(false)
            .sort_by(|one, two| compare_names(one.file_name(), two.file_name()))
            .into_iter()
            .filter_entry(|entry| entry.depth() == 0 || !is_hidden(entry));
        for entry in walk {
            let entry = entry.map_err(|error| {
                let path = error.path().unwrap_or(folder).to_owned();
                unusable(&path, error.into())
            })?;
            if entry.file_type().is_file() {
                let size = entry.metadata().ok().map(|metadata| metadata.len());
                self.add_file(entry.path(), size);
            }
        }
        Ok(())
    }

    fn add_file(&mut self, path: &Path, size: Option<u64>) {
        self.bytes_total = self.bytes_total.zip(size).map(|(total, size)| total + size);
        let name = Arc::from(path.to_string_lossy());
        self.inputs.push(Input {
            name,
            origin: Origin::File(path.to_owned()),
        });
    }

    fn add_stream(&mut self, name: &str, reader: Box<dyn Read + Send>) {
        self.bytes_total = None;
        self.inputs.push(Input {
            name: Arc::from(name),
            origin: Origin::Stream(reader),
        });
    }
}

fn is_hidden(entry: &DirEntry) -> bool {
    entry.file_name().as_encoded_bytes().starts_with(b".")
}

fn unusable(path: &Path, source: io::Error) -> Error {
    let path = path.to_owned();
    if source.kind() == ErrorKind::NotFound {
        Error::Missing { path }
    } else {
        Error::Unreadable { path, source }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(sources: Vec<Source>, base: &Path) -> Vec<String> {
        let within = |name: &str| {
            let below = Path::new(name).strip_prefix(base).unwrap().iter();
            below
                .map(|part| part.to_str().unwrap())
                .collect::<Vec<_>>()
                .join("/")
        };
        let inputs = survey(sources).unwrap().inputs;
        inputs.iter().map(|input| within(&input.name)).collect()
    }

    #[test]
    fn folders_are_walked_in_natural_order_without_hidden_files_and_links() {
        let folder = tempfile::tempdir().unwrap();
        let base = folder.path();
        fs::create_dir_all(base.join("p9/.git")).unwrap();
        for name in ["p10.json", "p2.json", "p9/b", "p9/a", ".hidden", "p9/.git/c"] {
            fs::write(base.join(name), "xy").unwrap();
        }
        #[cfg(unix)]
        std::os::unix::fs::symlink(base.join("p2.json"), base.join("link")).unwrap();
        let sources = || vec![Source::Path(base.to_owned())];
        assert_eq!(names(sources(), base), ["p2.json", "p9/a", "p9/b", "p10.json"]);
        assert_eq!(survey(sources()).unwrap().bytes_total, Some(8));
    }

    #[test]
    fn a_missing_path_among_several_is_named() {
        let folder = tempfile::tempdir().unwrap();
        let missing = folder.path().join("nowhere.json");
        let sources = vec![
            Source::Path(folder.path().to_owned()),
            Source::Path(missing.clone()),
        ];
        let error = survey(sources).err().unwrap();
        assert!(matches!(error, Error::Missing { path } if path == missing));
    }

    #[test]
    fn a_stream_makes_the_total_unknown() {
        let stream = Source::Stream {
            name: "pipe".to_owned(),
            reader: Box::new(io::empty()),
        };
        assert_eq!(survey(vec![stream]).unwrap().bytes_total, None);
    }
}
