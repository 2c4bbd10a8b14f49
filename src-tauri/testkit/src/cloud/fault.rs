//! Misbehaviour on demand.
//!
//! Whether a fault strikes follows from the seed, the fault, the request without its signature, and how often that
//! request has been seen: not from the order in which connections are served. So a run repeats, also with several
//! calls in flight. No request fails for ever: after a few failures in a row it is answered.

use std::collections::{BTreeMap, HashMap};
use std::hash::{DefaultHasher, Hash, Hasher};
use std::time::Duration;

/// One way to misbehave.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Fault {
    /// `Throttling.User` with status 400 and `x-acs-retry-after`.
    Throttle,
    /// `Throttling.Api` with status 429, without a time.
    TooManyRequests,
    /// `ServerError` with status 500.
    ServerError,
    /// Status 503 with a body that is no JSON.
    Unavailable,
    /// The connection is reset in the middle of the body.
    Reset,
    /// Status 200 with JSON that breaks off.
    Truncate,
    /// The answer comes late.
    Slow,
    /// A page after the first holds the rows of the one before.
    RepeatPage,
    /// Events of the same second, and their close neighbours among them, change places.
    ShuffleTies,
    /// Events arrive before a page is answered.
    Arrivals,
    /// Events are handled before a page is answered.
    Handling,
    /// Events recur before a page is answered: their `LastTime` moves.
    Recurrence,
    /// `TotalCount` is wrong, by the same number for all pages of a list.
    WrongTotal,
    /// `TotalCount` differs from page to page.
    JumpingTotal,
}

impl Fault {
    /// Every fault, with its word on a command line.
    pub const ALL: [(Self, &'static str); 14] = [
        (Self::Throttle, "throttle"),
        (Self::TooManyRequests, "too-many"),
        (Self::ServerError, "server-error"),
        (Self::Unavailable, "unavailable"),
        (Self::Reset, "reset"),
        (Self::Truncate, "truncate"),
        (Self::Slow, "slow"),
        (Self::RepeatPage, "repeat-page"),
        (Self::ShuffleTies, "shuffle-ties"),
        (Self::Arrivals, "arrivals"),
        (Self::Handling, "handling"),
        (Self::Recurrence, "recurrence"),
        (Self::WrongTotal, "wrong-total"),
        (Self::JumpingTotal, "jumping-total"),
    ];

    /// Those that make a call fail.
    pub(crate) const FAILING: [Self; 6] = [
        Self::Throttle,
        Self::TooManyRequests,
        Self::ServerError,
        Self::Unavailable,
        Self::Reset,
        Self::Truncate,
    ];

    /// Its word.
    pub fn word(self) -> &'static str {
        Self::ALL
            .iter()
            .find(|(fault, _)| *fault == self)
            .map_or("", |(_, word)| word)
    }
}

/// Which faults strike, how often.
#[derive(Debug, Clone)]
pub struct Faults {
    /// Percent of the requests that each fault strikes.
    pub percent: BTreeMap<Fault, u8>,
    /// Decides where they strike.
    pub seed: u64,
    /// The value of `x-acs-retry-after`.
    pub retry_after: Duration,
    /// How late a slow answer comes.
    pub slow: Duration,
    /// Failures of one request in a row, at most; the same for repeated pages.
    pub most_in_a_row: u32,
    /// Arrivals, handlings and recurrences together, at most: a list that never rests can never be read.
    pub most_moves: u32,
}

impl Faults {
    /// How often a fault strikes unless told otherwise, in percent.
    pub const USUAL_PERCENT: u8 = 15;

    /// The cloud at its best.
    pub fn none() -> Self {
        Self {
            percent: BTreeMap::new(),
            seed: 1,
            retry_after: Duration::from_millis(40),
            slow: Duration::from_millis(250),
            most_in_a_row: 2,
            most_moves: 60,
        }
    }

    /// One fault alone.
    pub fn only(fault: Fault, percent: u8) -> Self {
        Self::none().with(fault, percent)
    }

    /// Every fault, each this often.
    pub fn all(percent: u8) -> Self {
        Fault::ALL
            .iter()
            .fold(Self::none(), |faults, (fault, _)| faults.with(*fault, percent))
    }

    /// One fault more.
    #[must_use]
    pub fn with(mut self, fault: Fault, percent: u8) -> Self {
        self.percent.insert(fault, percent);
        self
    }

    /// Reads a list such as `throttle=10,reset,all=5`; a word without a number strikes in 15 percent.
    ///
    /// # Errors
    /// The piece that is none.
    pub fn parse(list: &str) -> Result<Self, String> {
        let mut faults = Self::none();
        for piece in list.split(',').map(str::trim).filter(|piece| !piece.is_empty()) {
            let (word, percent) = match piece.split_once('=') {
                Some((word, number)) => (word, number.parse().ok().filter(|number| *number <= 100)),
                None => (piece, Some(Self::USUAL_PERCENT)),
            };
            let percent = percent.ok_or_else(|| piece.to_owned())?;
            let chosen = Fault::ALL.iter().filter(|(_, own)| word == "all" || *own == word);
            let before = faults.percent.len();
            let replaced = Fault::ALL
                .iter()
                .any(|(fault, own)| *own == word && faults.percent.contains_key(fault));
            faults.percent.extend(chosen.map(|(fault, _)| (*fault, percent)));
            if faults.percent.len() == before && !replaced && word != "all" {
                return Err(piece.to_owned());
            }
        }
        Ok(faults)
    }

    fn strikes(&self, fault: Fault, request: &str, attempt: u32) -> bool {
        let percent = self.percent.get(&fault).copied().unwrap_or_default();
        draw(&(self.seed, fault, request, attempt)) % 100 < u64::from(percent)
    }
}

/// A number that follows from what is given alone.
pub(crate) fn draw(of: &impl Hash) -> u64 {
    let mut hasher = DefaultHasher::new();
    of.hash(&mut hasher);
    hasher.finish()
}

/// What has struck so far.
#[derive(Debug, Default)]
pub(crate) struct Course {
    requests: HashMap<String, Seen>,
    moves: u32,
}

#[derive(Debug, Default)]
struct Seen {
    attempts: u32,
    failed_in_a_row: u32,
    repeated_in_a_row: u32,
}

/// What strikes one request.
#[derive(Debug, Clone, Default)]
pub(crate) struct Strike {
    /// At most one of [`Fault::FAILING`].
    pub(crate) failure: Option<Fault>,
    pub(crate) others: Vec<Fault>,
    /// Decides what a fault does in detail.
    pub(crate) seed: u64,
}

impl Strike {
    pub(crate) fn has(&self, fault: Fault) -> bool {
        self.others.contains(&fault)
    }

    pub(crate) fn words(&self) -> Vec<&'static str> {
        let all = self.failure.iter().chain(&self.others);
        all.map(|fault| fault.word()).collect()
    }
}

impl Course {
    /// Decides what strikes a request, and remembers it.
    pub(crate) fn strike(&mut self, faults: &Faults, request: &str) -> Strike {
        let seen = self.requests.entry(request.to_owned()).or_default();
        seen.attempts += 1;
        let hits = |fault: &Fault| faults.strikes(*fault, request, seen.attempts);
        let failure = Fault::FAILING
            .into_iter()
            .find(hits)
            .filter(|_| seen.failed_in_a_row < faults.most_in_a_row);
        let mut others: Vec<_> = Fault::ALL
            .into_iter()
            .map(|(fault, _)| fault)
            .filter(|fault| !Fault::FAILING.contains(fault) && hits(fault))
            .collect();
        let moving = |fault: &Fault| matches!(fault, Fault::Arrivals | Fault::Handling | Fault::Recurrence);
        others.retain(|fault| !moving(fault) || (failure.is_none() && self.moves < faults.most_moves));
        others.retain(|fault| *fault != Fault::RepeatPage || seen.repeated_in_a_row == 0);
        seen.failed_in_a_row = failure.map_or(0, |_| seen.failed_in_a_row + 1);
        seen.repeated_in_a_row = u32::from(others.contains(&Fault::RepeatPage));
        self.moves += u32::from(others.iter().any(moving));
        Strike {
            failure,
            others,
            seed: draw(&(faults.seed, request, seen.attempts)),
        }
    }

    /// Starts over, as after a change of the faults.
    pub(crate) fn forget(&mut self) {
        *self = Self::default();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_of_faults_are_read() {
        let faults = Faults::parse("all=5, throttle=10,reset").unwrap();
        assert_eq!(faults.percent.len(), 14);
        assert_eq!(faults.percent[&Fault::Throttle], 10);
        assert_eq!(faults.percent[&Fault::Reset], Faults::USUAL_PERCENT);
        assert_eq!(faults.percent[&Fault::Slow], 5);
        assert!(Faults::parse("").unwrap().percent.is_empty());
        for wrong in ["thrott", "throttle=x", "throttle=101", "Reset"] {
            assert_eq!(Faults::parse(wrong).unwrap_err(), wrong);
        }
    }

    #[test]
    fn the_same_run_meets_the_same_faults_in_any_order_of_requests() {
        let faults = Faults::all(30);
        let run = |order: &[&str]| {
            let mut course = Course::default();
            let mut struck: Vec<_> = order
                .iter()
                .map(|request| format!("{request}{:?}", course.strike(&faults, request).failure))
                .collect();
            struck.sort();
            struck
        };
        assert_eq!(run(&["a", "b", "c", "a", "b"]), run(&["c", "b", "a", "b", "a"]));
    }

    #[test]
    fn no_request_fails_for_ever_and_moves_come_to_an_end() {
        let faults = Faults::all(100);
        let mut course = Course::default();
        let struck: Vec<_> = (0..300).map(|_| course.strike(&faults, "a")).collect();
        for three in struck.windows(3) {
            assert!(three.iter().any(|strike| strike.failure.is_none()));
        }
        let moving = struck.iter().filter(|strike| strike.has(Fault::Arrivals)).count();
        assert_eq!(moving, faults.most_moves as usize);
    }
}
