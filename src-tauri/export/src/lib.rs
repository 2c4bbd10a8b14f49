//! Export files: formats, the escaping of cells, the pipeline that fills them, the file that is whole or not there, and
//! counting the rows of files that the cloud made.
//!
//! Owns: bytes of formats and the exports folder. Must never know: filters, SQLite, the command line, the window.
//! Invariants: a file with its final name is complete and on disk; the rows in it are exactly the rows announced; memory
//! does not grow with their number. Failure modes: the folder cannot be written, the disk is full, the rows are not the
//! ones announced, the caller cancels; then there is no file.

mod counted;
mod csv;
mod csv_back;
mod file_format;
mod fingerprint;
mod format;
mod guard;
mod html;
mod list_csv;
mod masking;
mod ndjson;
mod ocsf;
mod output;
mod packing;
mod parquet;
mod partition;
mod pieces;
mod pipeline;
mod row_count;
mod whole_file;
mod whole_folder;
mod xlsx;

pub use csv::{CsvEncoder, CsvFormat, Dialect};
pub use csv_back::{CsvHeading, CsvHeadings, CsvRow, CsvRows, RowTooLong, read_csv_headings};
pub use file_format::FileFormat;
pub use fingerprint::{BLOCK_BYTES, FileSum, Fingerprint, Fingerprinter, fingerprint, fingerprint_at};
pub use format::{Format, RowEncoder};
pub use guard::{Guard, guarded, unguarded};
pub use html::{HtmlEncoder, HtmlFormat, HtmlPiece};
pub use list_csv::ListCsv;
pub use masking::{MaskedEncoder, MaskedJson, Masker, Masking, Original, OriginalKind};
pub use ndjson::{NdjsonEncoder, NdjsonFormat, TakeRecord};
pub use ocsf::{OcsfEncoder, OcsfFormat};
pub use output::{Output, Place};
pub use packing::{Packing, ZIP_ENDING};
pub use parquet::{DailyParquetFormat, ParquetEncoder, ParquetFormat, ParquetPiece, ROWS_OF_A_GROUP};
pub use partition::Partition;
pub use pieces::{Piece, Pieces};
pub use pipeline::{Error, Finished, Job, RowSink, RowSource, run};
pub use row_count::{CountError, count_rows};
pub use whole_file::{UNPACKED_ENDING, WholeFile};
pub use whole_folder::{FolderFile, WholeFolder};
pub use xlsx::{About, XlsxEncoder, XlsxFormat, XlsxPiece};
