//! The number of rows, which is found out while they are read.

use std::sync::{Condvar, Mutex, PoisonError};

/// How many rows the file will hold, as soon as that is known.
#[derive(Debug, Default)]
pub(crate) struct Counted {
    state: Mutex<State>,
    changed: Condvar,
}

#[derive(Clone, Copy, Debug, Default)]
enum State {
    #[default]
    Counting,
    Known(u64),
    Failed,
}

impl Counted {
    /// Waits until the rows are counted; none when they cannot be.
    pub(crate) fn wait(&self) -> Option<u64> {
        let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        loop {
            match *state {
                State::Known(rows) => return Some(rows),
                State::Failed => return None,
                State::Counting => {
                    state = self.changed.wait(state).unwrap_or_else(PoisonError::into_inner);
                }
            }
        }
    }

    /// For the one who counts. Dropped without a number, it tells that there will be none.
    pub(crate) fn teller(&self) -> Teller<'_> {
        Teller(self)
    }
}

pub(crate) struct Teller<'a>(&'a Counted);

impl Teller<'_> {
    pub(crate) fn tell(&self, rows: u64) {
        self.become_known(State::Known(rows));
    }

    fn become_known(&self, new: State) {
        let mut state = self.0.state.lock().unwrap_or_else(PoisonError::into_inner);
        if matches!(*state, State::Counting) {
            *state = new;
            self.0.changed.notify_all();
        }
    }
}

impl Drop for Teller<'_> {
    fn drop(&mut self) {
        self.become_known(State::Failed);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_waits_is_told_the_number_or_that_there_is_none() {
        for number in [Some(7), None] {
            let counted = Counted::default();
            let told = std::thread::scope(|scope| {
                let waiting = scope.spawn(|| counted.wait());
                let teller = counted.teller();
                if let Some(rows) = number {
                    teller.tell(rows);
                }
                drop(teller);
                waiting.join().unwrap()
            });
            assert_eq!(told, number);
        }
    }
}
