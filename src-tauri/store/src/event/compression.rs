//! How raw records are compressed: zstd with a dictionary of what nearly every record says.
//!
//! The dictionary was trained on generated records (`zstd --train`, 64 KiB). A body can be read only with the very dictionary it was written with, so a dictionary is never edited: a better one gets
//! the next number, and the first byte of a body names its own.

use std::sync::LazyLock;

use zstd::bulk::{Compressor, Decompressor};
use zstd::dict::{DecoderDictionary, EncoderDictionary};
use zstd::zstd_safe::CParameter;

use crate::{Error, Result};

const DICTIONARY_NUMBER: u8 = 1;
const DICTIONARY: &[u8] = include_bytes!("dictionary_1.zdict");
const LEVEL: i32 = 1;
/// The longest record that can have been stored.
const MAX_RECORD: usize = 64 << 20;

static ENCODER: LazyLock<EncoderDictionary<'static>> =
    LazyLock::new(|| EncoderDictionary::copy(DICTIONARY, LEVEL));
static DECODER: LazyLock<DecoderDictionary<'static>> = LazyLock::new(|| DecoderDictionary::copy(DICTIONARY));

fn failed(operation: &'static str) -> impl Fn(std::io::Error) -> Error {
    move |source| Error::Compression { operation, source }
}

/// Compresses records, one after another.
pub(crate) struct RecordCompressor(Compressor<'static>);

impl RecordCompressor {
    pub(crate) fn new() -> Result<Self> {
        let mut compressor =
            Compressor::with_prepared_dictionary(&ENCODER).map_err(failed("preparing the compressor"))?;
        compressor
            .set_parameter(CParameter::DictIdFlag(false))
            .map_err(failed("preparing the compressor"))?;
        Ok(Self(compressor))
    }

    pub(crate) fn compress(&mut self, record: &[u8]) -> Result<Vec<u8>> {
        let mut body = vec![0; zstd::zstd_safe::compress_bound(record.len()) + 1];
        let length = match body.split_first_mut() {
            Some((number, frame)) => {
                *number = DICTIONARY_NUMBER;
                self.0
                    .compress_to_buffer(record, frame)
                    .map_err(failed("compressing a record"))?
            }
            None => 0,
        };
        body.truncate(length + 1);
        body.shrink_to_fit();
        Ok(body)
    }
}

/// Gives records back, one after another.
pub(crate) struct RecordDecompressor(Decompressor<'static>);

impl RecordDecompressor {
    pub(crate) fn new() -> Result<Self> {
        Decompressor::with_prepared_dictionary(&DECODER)
            .map(Self)
            .map_err(failed("preparing the decompressor"))
    }

    pub(crate) fn decompress(&mut self, body: &[u8]) -> Result<String> {
        let mut bytes = Vec::new();
        self.decompress_into(body, &mut bytes)?;
        String::from_utf8(bytes).map_err(|_| wrong("not UTF-8"))
    }

    /// Replaces what is in `into` by a record, of which it is not told whether it is text.
    pub(crate) fn decompress_into(&mut self, body: &[u8], into: &mut Vec<u8>) -> Result<()> {
        let Some((&DICTIONARY_NUMBER, frame)) = body.split_first() else {
            return Err(wrong("unknown dictionary"));
        };
        let size = zstd::zstd_safe::get_frame_content_size(frame).ok().flatten();
        let capacity = size
            .and_then(|size| usize::try_from(size).ok())
            .filter(|size| *size <= MAX_RECORD);
        let capacity = capacity.ok_or_else(|| wrong("implausible size"))?;
        into.clear();
        into.reserve(capacity);
        self.0
            .decompress_to_buffer(frame, into)
            .map_err(failed("reading a stored record"))?;
        Ok(())
    }
}

fn wrong(detail: &'static str) -> Error {
    failed("reading a stored record")(std::io::Error::other(detail))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn records_come_back_as_they_were() {
        let mut compressor = RecordCompressor::new().unwrap();
        let mut decompressor = RecordDecompressor::new().unwrap();
        for record in ["", "{}", r#"{"AlarmEventName":"挖矿程序","Id":9007199254740993}"#] {
            let body = compressor.compress(record.as_bytes()).unwrap();
            assert_eq!(decompressor.decompress(&body).unwrap(), record);
        }
    }

    #[test]
    fn a_damaged_body_is_an_error() {
        let mut decompressor = RecordDecompressor::new().unwrap();
        for body in [&b""[..], b"\x02abc", b"\x01", b"\x01garbage that is no frame"] {
            assert!(decompressor.decompress(body).is_err());
        }
    }
}
