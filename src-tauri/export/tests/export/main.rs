//! Formats through the pipeline, read back by other readers.

mod fixture;
mod workbook;
