//! The open brackets around a place in a JSON text.
//!
//! The first 128 levels know their kind; what is deeper is only counted, since no reader of records goes that deep.

/// The two kinds of brackets.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Bracket {
    /// `{}`.
    Object,
    /// `[]`.
    Array,
}

/// A stack of open brackets in constant memory.
#[derive(Debug, Default)]
pub(super) struct Nesting {
    objects: u128,
    depth: u64,
}

impl Nesting {
    /// The deepest level whose kind is known.
    pub(super) const KNOWN: u64 = 128;

    /// How many brackets are open.
    pub(super) const fn depth(&self) -> u64 {
        self.depth
    }

    /// The kind of the innermost bracket, when it is known.
    pub(super) fn innermost(&self) -> Option<Bracket> {
        self.kind_at(self.depth.checked_sub(1)?)
    }

    pub(super) const fn open(&mut self, bracket: Bracket) {
        if self.depth < Self::KNOWN {
            let bit = 1_u128 << self.depth;
            match bracket {
                Bracket::Object => self.objects |= bit,
                Bracket::Array => self.objects &= !bit,
            }
        }
        self.depth += 1;
    }

    /// Closes the nearest open bracket of the kind, and with it the forgotten ones inside; nothing outside of `floor`
    /// is touched. Answers whether there was one.
    pub(super) fn close(&mut self, bracket: Bracket, floor: u64) -> bool {
        if self.depth > Self::KNOWN && self.depth > floor {
            self.depth -= 1;
            return true;
        }
        let nearest = (floor..self.depth)
            .rev()
            .find(|level| self.kind_at(*level) == Some(bracket));
        if let Some(level) = nearest {
            self.depth = level;
        }
        nearest.is_some()
    }

    /// Closes everything deeper than `depth`.
    pub(super) fn truncate(&mut self, depth: u64) {
        self.depth = self.depth.min(depth);
    }

    fn kind_at(&self, level: u64) -> Option<Bracket> {
        if level >= Self::KNOWN {
            return None;
        }
        let object = (self.objects >> level) & 1 == 1;
        Some(if object { Bracket::Object } else { Bracket::Array })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_forgotten_bracket_is_closed_with_the_one_around_it() {
        let mut nesting = Nesting::default();
        nesting.open(Bracket::Object);
        nesting.open(Bracket::Array);
        assert!(nesting.close(Bracket::Object, 0));
        assert_eq!(nesting.depth(), 0);
    }

    #[test]
    fn a_bracket_below_the_floor_stays_open() {
        let mut nesting = Nesting::default();
        nesting.open(Bracket::Array);
        nesting.open(Bracket::Object);
        assert!(!nesting.close(Bracket::Array, 1));
        assert_eq!((nesting.depth(), nesting.innermost()), (2, Some(Bracket::Object)));
    }

    #[test]
    fn any_depth_is_counted() {
        let mut nesting = Nesting::default();
        for _ in 0..100_000 {
            nesting.open(Bracket::Array);
        }
        assert_eq!(nesting.innermost(), None);
        for _ in 0..100_000 {
            assert!(nesting.close(Bracket::Array, 0));
        }
        assert!(!nesting.close(Bracket::Array, 0));
    }
}
