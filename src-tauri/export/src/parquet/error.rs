//! Errors of the library as errors of files.

use std::io;

use parquet::errors::ParquetError;

/// The reason of the file system is kept: a full disk is told as one.
pub(super) fn into_io(error: ParquetError) -> io::Error {
    match error {
        ParquetError::External(inner) => match inner.downcast::<io::Error>() {
            Ok(error) => *error,
            Err(other) => io::Error::other(other),
        },
        other => io::Error::other(other),
    }
}
