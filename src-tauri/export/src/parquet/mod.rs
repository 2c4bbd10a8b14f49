//! Parquet: typed columns in row groups, packed by zstd, as one file or as a folder with one file a day.
//!
//! Each encoder makes whole row groups, page by page in memory; the writing thread only puts them one behind the other.
//! A blank cell is null. Times are moments in UTC, so the zone only decides where a day begins.

mod buffer;
mod day;
mod encoder;
mod format;
mod group;

use std::io;

use parquet::errors::ParquetError;

pub use encoder::{ParquetEncoder, ParquetPiece};
pub use format::{DailyParquetFormat, ParquetFormat};

/// Rows of a slice that make a row group worth reading.
pub const ROWS_OF_A_GROUP: u64 = 61_440;

/// The reason of the file system is kept: a full disk is told as one.
fn into_io(error: ParquetError) -> io::Error {
    match error {
        ParquetError::External(inner) => match inner.downcast::<io::Error>() {
            Ok(error) => *error,
            Err(other) => io::Error::other(other),
        },
        other => io::Error::other(other),
    }
}
