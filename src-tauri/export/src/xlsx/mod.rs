//! Workbooks for Excel.
//!
//! `rust_xlsxwriter` makes the *skeleton*: a small workbook with every style, heading, width, filter and property. The
//! rows, which are nearly everything, are made here: encoders write `<row>` elements and deflate them, each in its own
//! thread, and the pieces are put into the archive as they are, between the beginning and the end of the skeleton's sheet.
//!
//! Invariants: no cell is a formula; every text can be read back exactly; the same rows give the same bytes.

mod assemble;
mod cell;
mod date;
mod deflate;
mod encoder;
mod escape;
mod format;
mod long_text;
mod package;
mod skeleton;
mod words;

pub use encoder::{XlsxEncoder, XlsxPiece};
pub use format::{About, XlsxFormat};
