//! A cache of fixed size for rows that are looked up by number again and again: each number has one place, and the last
//! one that came keeps it. Memory does not grow with the store.

/// The cache.
pub struct DirectCache<T> {
    slots: Vec<Option<(i64, T)>>,
}

impl<T> DirectCache<T> {
    /// A cache of so many places, or of the next power of two: a mask finds a place in a tenth of a division's time.
    pub fn new(places: usize) -> Self {
        Self {
            slots: (0..places.next_power_of_two()).map(|_| None).collect(),
        }
    }

    /// The value of a number, found now if it is not held.
    pub fn get<E>(&mut self, number: i64, find: impl FnOnce() -> Result<T, E>) -> Result<Option<&T>, E> {
        let place = usize::try_from(number.unsigned_abs()).unwrap_or_default() & (self.slots.len() - 1);
        let Some(slot) = self.slots.get_mut(place) else {
            return Ok(None);
        };
        if slot.as_ref().is_none_or(|(held, _)| *held != number) {
            *slot = Some((number, find()?));
        }
        Ok(slot.as_ref().map(|(_, value)| value))
    }
}
