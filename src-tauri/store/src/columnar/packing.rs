//! One column of one block as bytes: the least value, and how far above it each value is, in as many bytes as the farthest
//! needs. Distances count from 1, because 0 says that there is no value.

use super::ROWS;

/// Stands for no value.
pub(crate) const NONE: i64 = i64::MIN;

/// The least value, the width of a distance, the number of values.
const HEAD: usize = 8 + 1 + 2;

/// Packs the values of a block. Rows without a value at its end are left out.
pub(super) fn pack(values: &[i64]) -> Vec<u8> {
    let length = values
        .iter()
        .rposition(|value| *value != NONE)
        .map_or(0, |last| last + 1);
    let values = values.get(..length).unwrap_or_default();
    let known = || values.iter().copied().filter(|value| *value != NONE);
    let least = known().min().unwrap_or_default();
    let farthest = known()
        .max()
        .unwrap_or_default()
        .wrapping_sub(least)
        .cast_unsigned()
        + 1;
    let is_one_value = farthest == 1 && known().count() == length;
    let width = if is_one_value {
        0
    } else {
        8 - farthest.leading_zeros() as usize / 8
    };
    let mut body = Vec::with_capacity(HEAD + length * width);
    body.extend(least.to_le_bytes());
    body.extend(u8::try_from(width));
    body.extend(u16::try_from(length).unwrap_or(u16::MAX).to_le_bytes());
    for value in values {
        let distance = match *value {
            NONE => 0,
            value => value.wrapping_sub(least).cast_unsigned() + 1,
        };
        body.extend(distance.to_le_bytes().iter().take(width));
    }
    body
}

/// The values of a block, unpacked.
#[derive(Clone, Debug, Default)]
pub(crate) struct Values {
    /// One a row.
    pub(crate) all: Vec<i64>,
    /// The least of them.
    pub(crate) least: i64,
    /// Bytes of a distance.
    width: usize,
}

impl Values {
    /// Whether no value is farther than this above the least.
    pub(crate) const fn are_near(&self) -> bool {
        self.width <= 1
    }

    /// Takes the place of what was held. False when the bytes are none of ours.
    pub(super) fn unpack(&mut self, body: &[u8]) -> bool {
        let Some((head, distances)) = body.split_at_checked(HEAD) else {
            return false;
        };
        let (Some(least), Some(width), Some(length)) = (head.first_chunk(), head.get(8), head.last_chunk())
        else {
            return false;
        };
        self.least = i64::from_le_bytes(*least);
        self.width = usize::from(*width);
        let length = usize::from(u16::from_le_bytes(*length));
        if length > ROWS || self.width > 8 || distances.len() != length * self.width {
            return false;
        }
        self.all.clear();
        let least = self.least;
        let value = |distance: u64| match distance {
            0 => NONE,
            distance => least.wrapping_add(distance.cast_signed()).wrapping_sub(1),
        };
        match self.width {
            0 => self.all.resize(length, least),
            1 => self
                .all
                .extend(distances.iter().map(|byte| value(u64::from(*byte)))),
            2 => self.all.extend(
                distances
                    .as_chunks()
                    .0
                    .iter()
                    .map(|bytes| value(u64::from(u16::from_le_bytes(*bytes)))),
            ),
            4 => self.all.extend(
                distances
                    .as_chunks()
                    .0
                    .iter()
                    .map(|bytes| value(u64::from(u32::from_le_bytes(*bytes)))),
            ),
            width => self.all.extend(distances.chunks_exact(width).map(|bytes| {
                let mut whole = [0; 8];
                whole
                    .iter_mut()
                    .zip(bytes)
                    .for_each(|(whole, byte)| *whole = *byte);
                value(u64::from_le_bytes(whole))
            })),
        }
        self.all.resize(ROWS, NONE);
        true
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn check(values: &[i64], bytes: usize) {
        let body = pack(values);
        assert_eq!(body.len(), HEAD + bytes, "{values:?}");
        let mut unpacked = Values::default();
        assert!(unpacked.unpack(&body));
        assert_eq!(unpacked.all.len(), ROWS);
        let (known, rest) = unpacked.all.split_at(values.len());
        assert_eq!(known, values);
        assert!(rest.iter().all(|value| *value == NONE));
    }

    #[test]
    fn values_take_as_many_bytes_as_their_distances_need() {
        check(&[], 0);
        check(&[NONE, NONE], 0);
        check(&[7, 7, 7], 0);
        check(&[7, NONE, 7], 3);
        check(&[7, 7, NONE], 0);
        check(&[-1, 253], 2);
        check(&[-1, 254], 4);
        check(&[0, 70_000], 6);
        check(&[0, 1 << 31], 8);
        check(&[i64::MIN + 1, i64::MAX, NONE, 0], 32);
    }

    #[test]
    fn other_bytes_are_refused() {
        let mut values = Values::default();
        let good = pack(&[1, 2, 3]);
        for bad in [
            &[][..],
            &good[..10],
            &good[..13],
            &[&good[..], &[0]].concat(),
            &[0xff; 11],
        ] {
            assert!(!values.unpack(bad), "{bad:?}");
        }
    }

    proptest! {
        #[test]
        fn what_is_packed_comes_back(values in prop::collection::vec(prop_oneof![any::<i64>(), 0_i64..300, Just(NONE)], 0..40)) {
            let mut unpacked = Values::default();
            prop_assert!(unpacked.unpack(&pack(&values)));
            prop_assert_eq!(&unpacked.all[..values.len()], &values[..]);
        }
    }
}
