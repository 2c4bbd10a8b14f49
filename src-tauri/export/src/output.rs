//! What a format writes into: one file, or a folder of files.

use std::io;
use std::path::Path;

use crate::fingerprint::Fingerprint;

/// Something that appears under its name only when it is complete. Dropped without [`Output::finish`] it leaves nothing
/// behind.
pub trait Output: Sized {
    /// Begins it. One that another process is writing under this name is an error.
    fn begin(place: &Place<'_>) -> io::Result<Self>;

    /// Makes it permanent under its name. What is already there is never overwritten.
    fn finish(self, place: &Place<'_>) -> io::Result<Fingerprint>;
}

/// Where it is written.
#[derive(Clone, Copy, Debug)]
pub struct Place<'a> {
    /// The folder.
    pub folder: &'a Path,
    /// The name in it.
    pub name: &'a str,
    /// The name inside the archive, if it is packed into one.
    pub packed: Option<&'a str>,
}

impl<'a> Place<'a> {
    /// A place of something that is not packed.
    pub const fn of(folder: &'a Path, name: &'a str) -> Self {
        Self {
            folder,
            name,
            packed: None,
        }
    }
}
