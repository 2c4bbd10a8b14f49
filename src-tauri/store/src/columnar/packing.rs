//! One column of one block as bytes, each row's value as a short code. Code 0 says that there is no value.
//!
//! Where few values occur they stand in front, and a code is the place of one. Else a code is the distance from the least
//! value, from 1, in as many bytes as the farthest needs.

use super::{Mask, ROWS};

/// Stands for no value.
pub(crate) const NONE: i64 = i64::MIN;

/// The least value, the form, the number of rows.
const HEAD: usize = 8 + 1 + 2;
/// The form of a list of values; every other form is the width of a distance.
const LISTED: u8 = 0xff;
/// As many values as codes of one byte can tell.
const MOST_LISTED: usize = 255;

/// Packs the values of a block. Rows without a value at its end are left out.
pub(super) fn pack(values: &[i64]) -> Vec<u8> {
    let length = values
        .iter()
        .rposition(|value| *value != NONE)
        .map_or(0, |last| last + 1);
    let values = values.get(..length).unwrap_or_default();
    let mut known: Vec<i64> = values.iter().copied().filter(|value| *value != NONE).collect();
    let has_gaps = known.len() < length;
    known.sort_unstable();
    known.dedup();
    let least = known.first().copied().unwrap_or_default();
    let most = known.last().copied().unwrap_or_default();
    let farthest = most.wrapping_sub(least).cast_unsigned() + 1;
    let width = if farthest == 1 && !has_gaps {
        0
    } else {
        8 - farthest.leading_zeros() as usize / 8
    };
    let is_listed = known.len() <= MOST_LISTED && length + 8 * known.len() < length * width;
    let mut body = Vec::with_capacity(HEAD + length * width);
    body.extend(least.to_le_bytes());
    body.extend(if is_listed {
        Ok(LISTED)
    } else {
        u8::try_from(width)
    });
    body.extend(u16::try_from(length).unwrap_or(u16::MAX).to_le_bytes());
    if is_listed {
        body.extend(u8::try_from(known.len()));
        body.extend(known.iter().flat_map(|value| value.to_le_bytes()));
        let code = |value| known.binary_search(value).map_or(0, |place| place + 1);
        body.extend(values.iter().filter_map(|value| u8::try_from(code(value)).ok()));
        return body;
    }
    for value in values {
        let distance = match *value {
            NONE => 0,
            value => value.wrapping_sub(least).cast_unsigned() + 1,
        };
        body.extend(distance.to_le_bytes().iter().take(width));
    }
    body
}

/// A packed column.
pub(super) struct Packed<'a> {
    codes: Codes<'a>,
    least: i64,
    length: usize,
}

enum Codes<'a> {
    /// All rows have the least value.
    Same,
    /// A byte a row: the place of its value, from 1.
    Listed(&'a [u8], Vec<i64>),
    /// The distance of each row, in so many bytes.
    Distant(&'a [u8], usize),
}

impl<'a> Packed<'a> {
    /// None when the bytes are none of ours.
    pub(super) fn read(body: &'a [u8]) -> Option<Self> {
        let (head, codes) = body.split_at_checked(HEAD)?;
        let least = i64::from_le_bytes(*head.first_chunk()?);
        let length = usize::from(u16::from_le_bytes(*head.last_chunk()?));
        let form = *head.get(8)?;
        let codes = match form {
            LISTED => {
                let (number, rest) = codes.split_first()?;
                let (listed, codes) = rest.split_at_checked(8 * usize::from(*number))?;
                let listed = listed
                    .as_chunks()
                    .0
                    .iter()
                    .map(|value| i64::from_le_bytes(*value));
                Codes::Listed(codes, listed.collect())
            }
            0 => Codes::Same,
            width => Codes::Distant(codes, width.into()),
        };
        let is_whole = match &codes {
            Codes::Same => body.len() == HEAD,
            Codes::Listed(codes, _) => codes.len() == length,
            Codes::Distant(codes, width) => *width <= 8 && codes.len() == length * width,
        };
        (is_whole && length <= ROWS).then_some(Self { codes, least, length })
    }

    fn at_distance(&self, distance: u64) -> i64 {
        match distance {
            0 => NONE,
            distance => self.least.wrapping_add(distance.cast_signed()).wrapping_sub(1),
        }
    }

    /// The codes of one byte with the values that they stand for; None where there are more values.
    fn short(&self) -> Option<(&'a [u8], [i64; 256])> {
        let mut meant = [NONE; 256];
        let codes = match &self.codes {
            Codes::Listed(codes, listed) => {
                meant
                    .iter_mut()
                    .skip(1)
                    .zip(listed)
                    .for_each(|(meant, value)| *meant = *value);
                *codes
            }
            Codes::Distant(codes, 1) => {
                (0..)
                    .zip(&mut meant)
                    .for_each(|(distance, meant)| *meant = self.at_distance(distance));
                *codes
            }
            _ => return None,
        };
        Some((codes, meant))
    }

    /// The rows whose value holds.
    pub(super) fn mask(&self, holds: impl Fn(i64) -> bool) -> Mask {
        let holds = |value: i64| value != NONE && holds(value);
        if let Some((codes, meant)) = self.short() {
            let held = meant.map(holds);
            return Mask::of(
                codes
                    .iter()
                    .map(|code| held.get(usize::from(*code)) == Some(&true)),
            );
        }
        match self.codes {
            Codes::Same => {
                let all = holds(self.least);
                Mask::of(std::iter::repeat_n(all, self.length))
            }
            Codes::Distant(codes, 2) => Mask::of(
                codes
                    .as_chunks()
                    .0
                    .iter()
                    .map(|bytes| holds(self.at_distance(u16::from_le_bytes(*bytes).into()))),
            ),
            _ => {
                let mut values = Vec::new();
                self.unpack(&mut values);
                Mask::of(values.into_iter().map(holds))
            }
        }
    }

    /// Hands over which values some rows have and how many of the rows have each: every value once, or each row's by itself.
    pub(super) fn tally(&self, mask: &Mask, mut take: impl FnMut(i64, u64)) {
        if let Some((codes, meant)) = self.short() {
            let mut counts = [0_u64; 256];
            let mut codes = codes.to_vec();
            codes.resize(ROWS, 0);
            mask.each_value(&codes, |code| {
                if let Some(count) = counts.get_mut(usize::from(code)) {
                    *count += 1;
                }
            });
            let found = meant.into_iter().zip(counts).filter(|(_, events)| *events > 0);
            found.for_each(|(value, events)| take(value, events));
            return;
        }
        let mut values = Vec::new();
        self.unpack(&mut values);
        mask.each_value(&values, |value| take(value, 1));
    }

    /// One value a row, for all rows of a block.
    pub(super) fn unpack(&self, out: &mut Vec<i64>) {
        out.clear();
        if let Some((codes, meant)) = self.short() {
            out.extend(
                codes
                    .iter()
                    .map(|code| meant.get(usize::from(*code)).copied().unwrap_or(NONE)),
            );
        } else {
            match self.codes {
                Codes::Distant(codes, 2) => out.extend(
                    codes
                        .as_chunks()
                        .0
                        .iter()
                        .map(|bytes| self.at_distance(u16::from_le_bytes(*bytes).into())),
                ),
                Codes::Distant(codes, 4) => out.extend(
                    codes
                        .as_chunks()
                        .0
                        .iter()
                        .map(|bytes| self.at_distance(u32::from_le_bytes(*bytes).into())),
                ),
                Codes::Distant(codes, width) => out.extend(codes.chunks_exact(width).map(|bytes| {
                    let mut whole = [0; 8];
                    whole
                        .iter_mut()
                        .zip(bytes)
                        .for_each(|(whole, byte)| *whole = *byte);
                    self.at_distance(u64::from_le_bytes(whole))
                })),
                Codes::Same | Codes::Listed(..) => out.resize(self.length, self.least),
            }
        }
        out.resize(ROWS, NONE);
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn unpacked(body: &[u8]) -> Vec<i64> {
        let mut values = Vec::new();
        Packed::read(body).unwrap().unpack(&mut values);
        assert_eq!(values.len(), ROWS);
        values
    }

    fn check(values: &[i64], bytes: usize) {
        let body = pack(values);
        assert_eq!(body.len(), HEAD + bytes, "{values:?}");
        let unpacked = unpacked(&body);
        let (known, rest) = unpacked.split_at(values.len());
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
        check(&[i64::MIN + 1, i64::MAX, NONE, 0], 1 + 3 * 8 + 4);
    }

    #[test]
    fn few_values_far_from_each_other_are_listed() {
        let accounts = [1_960_721_413_480_001, -1, 1_960_721_413_480_001, NONE].repeat(100);
        // The last row has no value and is left out.
        check(&accounts, 1 + 2 * 8 + 399);
        check(&[[i64::MAX; 50], [i64::MIN + 1; 50]].concat(), 1 + 2 * 8 + 100);
    }

    #[test]
    fn other_bytes_are_refused() {
        let good = pack(&[1, 2, 3]);
        let listed = pack(&[1 << 40, -(1 << 40)].repeat(20));
        for bad in [
            &[][..],
            &good[..10],
            &good[..13],
            &[&good[..], &[0]].concat(),
            &listed[..20],
            &listed[..listed.len() - 1],
            &[0xff; 11],
        ] {
            assert!(Packed::read(bad).is_none(), "{bad:?}");
        }
    }

    fn few_or_any() -> impl Strategy<Value = Vec<i64>> {
        prop_oneof![
            prop::collection::vec(prop_oneof![any::<i64>(), 0_i64..300, Just(NONE)], 0..40),
            prop::collection::vec(prop_oneof![Just(-1), Just(1 << 50), Just(7), Just(NONE)], 0..200),
        ]
    }

    proptest! {
        #[test]
        fn what_is_packed_comes_back(values in few_or_any()) {
            prop_assert_eq!(&unpacked(&pack(&values))[..values.len()], &values[..]);
        }

        #[test]
        fn masks_and_tallies_are_those_of_the_values(values in few_or_any(), from in 0_usize..40) {
            let body = pack(&values);
            let packed = Packed::read(&body).unwrap();
            let mask = packed.mask(|value| value > 5);
            let expected: Vec<usize> = (0..values.len()).filter(|row| values[*row] > 5).collect();
            let mut rows = Vec::new();
            mask.each_row(|row| rows.push(row));
            prop_assert_eq!(&rows, &expected);
            let some = Mask::of((0..values.len()).map(|row| row >= from));
            let mut tallied = std::collections::BTreeMap::new();
            packed.tally(&some, |value, events| *tallied.entry(value).or_insert(0) += events);
            let mut counted = std::collections::BTreeMap::new();
            values.iter().skip(from).for_each(|value| *counted.entry(*value).or_insert(0) += 1);
            prop_assert_eq!(tallied, counted);
        }
    }
}
