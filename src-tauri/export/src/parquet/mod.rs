//! Parquet: typed columns in row groups, packed by zstd, as one file or as a folder with one file a day.
//!
//! Each encoder makes whole row groups, page by page in memory; the writing thread only puts them one behind the other.
//! A blank cell is null. Times are moments in UTC, so the zone only decides where a day begins.

mod buffer;
mod day;
mod encoder;
mod error;
mod format;
mod group;

pub use encoder::{ParquetEncoder, ParquetPiece, ROWS_OF_A_GROUP};
pub use format::{DailyParquetFormat, ParquetFormat};
