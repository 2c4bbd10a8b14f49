//! How long handling took.

use alertbook_core::Language;
use alertbook_core::vocabulary::HandleTime;
use alertbook_store::OverviewTallies;
use alertbook_wire::OverviewHandleTime;

/// Every class with its events, also those that have none, so that the scale is always the same.
pub(super) fn handle_times(tallies: &OverviewTallies, language: Language) -> Vec<OverviewHandleTime> {
    let counted = HandleTime::ALL.into_iter().zip(tallies.classes);
    counted
        .map(|(class, events)| OverviewHandleTime {
            value: class.word().to_owned(),
            name: class.title().get(language).to_owned(),
            events,
        })
        .collect()
}

/// The least of some numbers that so many of a hundred do not exceed: one of the numbers, never one between two of them.
pub(super) fn percentile(numbers: &mut [u32], of_hundred: usize) -> Option<u64> {
    let rank = (numbers.len() * of_hundred).div_ceil(100);
    let place = rank.checked_sub(1)?;
    let (_, number, _) = numbers.select_nth_unstable(place);
    Some(u64::from(*number))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_percentile_is_one_of_the_numbers() {
        let check = |numbers: &[u32], of_hundred, expected| {
            assert_eq!(percentile(&mut numbers.to_vec(), of_hundred), expected);
        };
        check(&[], 50, None);
        check(&[7], 50, Some(7));
        check(&[7], 90, Some(7));
        check(&[4, 1, 3, 2], 50, Some(2));
        check(&[10, 9, 8, 7, 6, 5, 4, 3, 2, 1], 90, Some(9));
        check(&[11, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1], 50, Some(6));
    }
}
