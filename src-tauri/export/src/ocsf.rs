//! OCSF Detection Finding, one a line: for pipelines that speak the open schema. `docs/ocsf.md` tells what becomes what.
//!
//! Invariant: every line is valid against the published schema of [`SCHEMA_VERSION`]; what has no place in it stands
//! under `unmapped`.

mod enums;
mod place;
mod record;

use std::io;

use alertbook_core::Language;
use alertbook_core::column::EventRow;

use crate::format::{Format, PIECE_BYTES, RowEncoder, append_all};
use crate::pieces::Pieces;
use crate::whole_file::WholeFile;
use record::Finding;

/// The version of the schema.
pub(crate) const SCHEMA_VERSION: &str = "1.5.0";

/// OCSF with the language of names and texts decided.
pub struct OcsfFormat {
    language: Language,
}

impl OcsfFormat {
    /// OCSF with names and texts in a language. Captions are the schema's own, in English.
    pub const fn new(language: Language) -> Self {
        Self { language }
    }
}

impl Format for OcsfFormat {
    type Output = WholeFile;
    type Piece = Vec<u8>;
    type Encoder = OcsfEncoder;

    fn encoder(&self) -> OcsfEncoder {
        OcsfEncoder {
            language: self.language,
            bytes: Vec::new(),
        }
    }

    fn assemble(&self, file: &mut WholeFile, pieces: &mut Pieces<'_, Vec<u8>>) -> io::Result<()> {
        append_all(file, pieces)
    }
}

/// Events as findings.
pub struct OcsfEncoder {
    language: Language,
    bytes: Vec<u8>,
}

impl RowEncoder for OcsfEncoder {
    type Piece = Vec<u8>;

    fn encode(&mut self, event: &EventRow<'_>) -> io::Result<()> {
        serde_json::to_writer(&mut self.bytes, &Finding::of(event, self.language))?;
        self.bytes.push(b'\n');
        Ok(())
    }

    fn is_full(&self) -> bool {
        self.bytes.len() >= PIECE_BYTES
    }

    fn take(&mut self, spare: Option<Vec<u8>>) -> io::Result<Vec<u8>> {
        let mut next = spare.unwrap_or_else(|| Vec::with_capacity(PIECE_BYTES * 5 / 4));
        next.clear();
        Ok(std::mem::replace(&mut self.bytes, next))
    }
}
