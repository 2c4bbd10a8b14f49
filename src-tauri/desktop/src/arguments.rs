//! What the window is started with.

use std::ffi::OsString;
use std::path::PathBuf;

/// How the program is called, for people.
pub const USAGE: &str = "\
Usage: alertbook-desktop [--data-dir DIR | --portable]

  --data-dir DIR   the data folder; ALERTBOOK_DATA_DIR names it too
  --portable       the data folder is data beside the program
  --version        the version
  --help           this text
";

/// What was asked for on the command line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Asked {
    /// The window.
    Window(Arguments),
    /// How to call the program.
    Help,
    /// The version.
    Version,
}

/// What the window is started with.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Arguments {
    /// The data folder; none means the environment's or the platform's own.
    pub data_folder: Option<PathBuf>,
    /// Whether the data stand beside the program.
    pub portable: bool,
}

/// An argument that means nothing, or lacks its value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnknownArgument(pub String);

impl Asked {
    /// Reads the arguments after the program's name.
    pub fn read(given: impl IntoIterator<Item = OsString>) -> Result<Self, UnknownArgument> {
        let mut arguments = Arguments::default();
        let mut given = given.into_iter();
        while let Some(argument) = given.next() {
            let shown = || UnknownArgument(argument.to_string_lossy().into_owned());
            match argument.to_str() {
                Some("--help" | "-h") => return Ok(Self::Help),
                Some("--version" | "-V") => return Ok(Self::Version),
                Some("--portable") => arguments.portable = true,
                Some("--data-dir") => arguments.data_folder = Some(given.next().ok_or_else(shown)?.into()),
                _ => arguments.data_folder = Some(joined_folder(&argument).ok_or_else(shown)?),
            }
        }
        Ok(Self::Window(arguments))
    }
}

/// The folder of `--data-dir=DIR`.
fn joined_folder(argument: &OsString) -> Option<PathBuf> {
    const NAME: &str = "--data-dir=";
    let bytes = argument.as_encoded_bytes();
    let rest = bytes
        .strip_prefix(NAME.as_bytes())
        .filter(|rest| !rest.is_empty())?;
    // A path that is no Unicode has to be given in two words.
    std::str::from_utf8(rest).ok().map(PathBuf::from)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(given: &[&str], expected: Result<Asked, &str>) {
        let read = Asked::read(given.iter().map(OsString::from));
        assert_eq!(
            read,
            expected.map_err(|shown| UnknownArgument(shown.to_owned())),
            "{given:?}"
        );
    }

    fn folder(path: &str) -> Asked {
        Asked::Window(Arguments {
            data_folder: Some(path.into()),
            portable: false,
        })
    }

    #[test]
    fn the_data_folder_is_read_in_both_forms() {
        check(&[], Ok(Asked::Window(Arguments::default())));
        check(&["--data-dir", "a b"], Ok(folder("a b")));
        check(&["--data-dir=数据"], Ok(folder("数据")));
        check(&["--data-dir", "x", "--data-dir", "y"], Ok(folder("y")));
    }

    #[test]
    fn data_beside_the_program_are_a_flag() {
        let arguments = Arguments {
            data_folder: None,
            portable: true,
        };
        check(&["--portable"], Ok(Asked::Window(arguments)));
        check(&["--portable=yes"], Err("--portable=yes"));
    }

    #[test]
    fn help_and_version_win() {
        check(&["--help"], Ok(Asked::Help));
        check(&["--data-dir", "x", "-V"], Ok(Asked::Version));
    }

    #[test]
    fn what_is_not_understood_is_named() {
        check(&["--data-dir"], Err("--data-dir"));
        check(&["--data-dir="], Err("--data-dir="));
        check(&["file.json"], Err("file.json"));
    }
}
