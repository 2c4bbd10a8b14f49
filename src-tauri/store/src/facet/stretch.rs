//! Finding the stretch of time that a moment is in.

/// The stretch of the last event: the next one is mostly in it.
pub(crate) struct Stretch {
    /// Its number; None where it is before the first or after the last edge.
    pub(crate) place: Option<usize>,
    from: i64,
    before: i64,
}

impl Stretch {
    pub(crate) const fn none() -> Self {
        Self {
            place: None,
            from: 0,
            before: 0,
        }
    }

    pub(crate) const fn holds(&self, time: i64) -> bool {
        self.from <= time && time < self.before
    }

    pub(crate) fn find(edges: &[i64], time: i64) -> Self {
        let after = edges.partition_point(|edge| *edge <= time);
        let edge = |place: usize| edges.get(place).copied();
        Self {
            place: after.checked_sub(1).filter(|_| after < edges.len()),
            from: after.checked_sub(1).and_then(edge).unwrap_or(i64::MIN),
            before: edge(after).unwrap_or(i64::MAX),
        }
    }
}
