//! Charts of the window as pictures: the window draws them, and what it draws is written here, whole or not at all.

use std::io::{self, Write};
use std::path::Path;

use alertbook_core::filter::Expectation;
use alertbook_export::{Output as _, Place, WholeFile};
use alertbook_wire::{OverviewPart, Picture};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

use crate::engine::{Answer, Engine};
use crate::error::{Error, Result};
use crate::managed::refused;
use crate::policy::Action;

/// What every PNG file begins with.
const SIGNATURE: &[u8] = b"\x89PNG\r\n\x1a\n";
/// What every PNG file ends with: its last chunk, which is empty.
const ENDING: &[u8] = b"\0\0\0\0IEND\xaeB\x60\x82";
/// A chart of a large screen has a tenth of it.
const MOST_BYTES: usize = 16 << 20;

impl Engine {
    /// Saves a picture in a file, in place of a file of that name; answers how many bytes it has.
    pub fn save_picture(&self, picture: &Picture, file: &Path) -> Answer<u64> {
        self.answer(|asked| {
            let shared = &self.shared;
            let request = serde_json::json!({ "picture": picture.part, "file": file.display().to_string() });
            let permit = shared.permit(Action::DescribeSuspEvents, asked, &request.to_string())?;
            let names = picture.part == OverviewPart::Assets;
            let masking = shared.in_force().picture_refusal().filter(|_| names);
            let masking = masking.map_or(Ok(()), |reason| Err(refused(Action::DescribeSuspEvents, reason)));
            permit.record_refusal(shared, masking)?;
            let bytes = bytes_of(&picture.png)?;
            // Also in the window: what leaves the program is recorded.
            shared.write(|tx| permit.record_in(tx))?;
            write(&bytes, file).map_err(Error::Write)
        })
    }
}

fn bytes_of(png: &str) -> Result<Vec<u8>> {
    let wrong = || Error::illegal("png", png, Expectation::Picture(MOST_BYTES));
    if png.len() / 4 * 3 > MOST_BYTES {
        return Err(wrong());
    }
    let bytes = STANDARD.decode(png).map_err(|_| wrong())?;
    if bytes.starts_with(SIGNATURE) && bytes.ends_with(ENDING) {
        Ok(bytes)
    } else {
        Err(wrong())
    }
}

fn write(bytes: &[u8], path: &Path) -> io::Result<u64> {
    let path = std::path::absolute(path)?;
    let (Some(folder), Some(name)) = (path.parent(), path.file_name().and_then(|name| name.to_str())) else {
        return Err(io::ErrorKind::InvalidFilename.into());
    };
    let place = Place::of(folder, name);
    let mut file = WholeFile::begin(&place)?;
    file.write_all(bytes)?;
    file.finish_over(&place)?;
    Ok(bytes.len() as u64)
}
