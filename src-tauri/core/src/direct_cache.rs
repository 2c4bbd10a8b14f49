//! A cache of fixed size for rows that are looked up by number again and again: each number has one place, and the last
//! one that came keeps it. Memory does not grow with the store.

/// The cache.
pub struct DirectCache<T> {
    slots: Vec<Option<(i64, T)>>,
}

impl<T> DirectCache<T> {
    /// A cache of so many places.
    pub fn new(places: usize) -> Self {
        Self {
            slots: (0..places.max(1)).map(|_| None).collect(),
        }
    }

    /// The value of a number, found now if it is not held.
    pub fn get<E>(&mut self, number: i64, find: impl FnOnce() -> Result<T, E>) -> Result<Option<&T>, E> {
        let place = usize::try_from(number.unsigned_abs()).unwrap_or_default() % self.slots.len();
        let Some(slot) = self.slots.get_mut(place) else {
            return Ok(None);
        };
        if slot.as_ref().is_none_or(|(held, _)| *held != number) {
            *slot = Some((number, find()?));
        }
        Ok(slot.as_ref().map(|(_, value)| value))
    }
}
