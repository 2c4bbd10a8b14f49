//! Pieces of one deflate stream that are made side by side: each begins anew and ends at a whole byte, so that they can
//! be put one behind the other, as `pigz` does.

use std::io;

use flate2::{Compress, Compression, Decompress, FlushCompress, FlushDecompress, Status};

/// Level 1 makes files about a quarter larger than level 6 and takes a third of its time.
const LEVEL: u32 = 1;

/// A piece of a stream, with what the archive must know of the bytes in it.
#[derive(Clone, Debug, Default)]
pub(super) struct Deflated {
    pub(super) bytes: Vec<u8>,
    pub(super) checksum: crc32fast::Hasher,
    pub(super) length: u64,
}

/// Whether more of the stream will follow.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Part {
    Inner,
    Last,
}

pub(super) struct Deflater {
    state: Compress,
}

impl Deflater {
    pub(super) fn new() -> Self {
        Self {
            state: Compress::new(Compression::new(LEVEL), false),
        }
    }

    /// Deflates a piece into the room of an old one.
    pub(super) fn deflate(&mut self, input: &[u8], part: Part, into: &mut Deflated) -> io::Result<()> {
        let flush = match part {
            Part::Inner => FlushCompress::Sync,
            Part::Last => FlushCompress::Finish,
        };
        into.bytes.clear();
        into.checksum = crc32fast::Hasher::new();
        into.checksum.update(input);
        into.length = input.len() as u64;
        self.state.reset();
        let mut rest = input;
        loop {
            into.bytes.reserve(rest.len() / 4 + 4096);
            let before = self.state.total_in();
            let status = self
                .state
                .compress_vec(rest, &mut into.bytes, flush)
                .map_err(io::Error::other)?;
            let taken = usize::try_from(self.state.total_in() - before).unwrap_or(usize::MAX);
            rest = rest.get(taken..).unwrap_or_default();
            // Room that is left over means that everything was taken and put out.
            let is_done = match part {
                Part::Inner => into.bytes.len() < into.bytes.capacity(),
                Part::Last => status == Status::StreamEnd,
            };
            if rest.is_empty() && is_done {
                return Ok(());
            }
        }
    }
}

/// The bytes of an inner piece.
pub(super) fn inflate(piece: &Deflated) -> io::Result<Vec<u8>> {
    let length = usize::try_from(piece.length).map_err(io::Error::other)?;
    let mut bytes = Vec::with_capacity(length);
    Decompress::new(false)
        .decompress_vec(&piece.bytes, &mut bytes, FlushDecompress::Sync)
        .map_err(io::Error::other)?;
    if bytes.len() == length {
        Ok(bytes)
    } else {
        Err(io::Error::other("a piece cannot be read back"))
    }
}

#[cfg(test)]
mod tests {
    use std::io::Read as _;

    use super::*;

    #[test]
    fn pieces_put_together_are_one_stream() {
        let mut deflater = Deflater::new();
        let noise: Vec<u8> = (0..300_000_u32)
            .flat_map(|n| n.wrapping_mul(2_654_435_761).to_le_bytes())
            .collect();
        let inputs: [&[u8]; 5] = [b"first", b"", &noise, b"first first first", b"last"];
        let (mut stream, mut whole, mut checksum) = (Vec::new(), Vec::new(), crc32fast::Hasher::new());
        for (number, input) in inputs.iter().enumerate() {
            let part = if number == 4 { Part::Last } else { Part::Inner };
            let mut piece = Deflated::default();
            deflater.deflate(input, part, &mut piece).unwrap();
            if part == Part::Inner {
                assert_eq!(inflate(&piece).unwrap(), *input);
            }
            stream.extend_from_slice(&piece.bytes);
            whole.extend_from_slice(input);
            checksum.combine(&piece.checksum);
        }
        let mut read = Vec::new();
        flate2::read::DeflateDecoder::new(&stream[..])
            .read_to_end(&mut read)
            .unwrap();
        assert!(read == whole);
        assert_eq!(checksum.finalize(), crc32fast::hash(&whole));
    }
}
