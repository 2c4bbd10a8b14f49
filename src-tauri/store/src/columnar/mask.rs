//! Some rows of a block.

use super::ROWS;

const WORDS: usize = ROWS / 64;

/// A bit a row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Mask([u64; WORDS]);

impl Mask {
    pub(crate) const NOTHING: Self = Self([0; WORDS]);

    /// The rows that are said to be in it, in their order.
    pub(crate) fn of(rows: impl IntoIterator<Item = bool>) -> Self {
        let mut mask = Self::NOTHING;
        let mut rows = rows.into_iter();
        for word in &mut mask.0 {
            for bit in 0..64 {
                let Some(is_in) = rows.next() else { return mask };
                *word |= u64::from(is_in) << bit;
            }
        }
        mask
    }

    /// Takes a row in.
    pub(crate) fn insert(&mut self, row: usize) {
        if let Some(word) = self.0.get_mut(row / 64) {
            *word |= 1 << (row % 64);
        }
    }

    pub(crate) fn or(&mut self, other: &Self) {
        self.0
            .iter_mut()
            .zip(other.0)
            .for_each(|(own, other)| *own |= other);
    }

    pub(crate) fn and(&mut self, other: &Self) {
        self.0
            .iter_mut()
            .zip(other.0)
            .for_each(|(own, other)| *own &= other);
    }

    pub(crate) fn without(&mut self, other: &Self) {
        self.0
            .iter_mut()
            .zip(other.0)
            .for_each(|(own, other)| *own &= !other);
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.0.iter().all(|word| *word == 0)
    }

    pub(crate) fn count(&self) -> u64 {
        self.0.iter().map(|word| u64::from(word.count_ones())).sum()
    }

    /// Hands the rows over, ascending.
    pub(crate) fn each_row(&self, mut take: impl FnMut(usize)) {
        for (place, word) in self.0.iter().enumerate() {
            let mut rest = *word;
            while rest != 0 {
                take(place * 64 + rest.trailing_zeros() as usize);
                rest &= rest - 1;
            }
        }
    }

    /// Hands the values of its rows over.
    pub(crate) fn each_value<T: Copy>(&self, values: &[T], mut take: impl FnMut(T)) {
        for (word, values) in self.0.iter().zip(values.chunks(64)) {
            if *word == u64::MAX {
                for value in values {
                    take(*value);
                }
                continue;
            }
            let mut rest = *word;
            while rest != 0 {
                if let Some(value) = values.get(rest.trailing_zeros() as usize) {
                    take(*value);
                }
                rest &= rest - 1;
            }
        }
    }
}
