//! Random choices that depend on nothing but the seed.
//!
//! Every record draws from a stream of its own, so record 7 000 000 needs none of the ones before it.

use fastrand::Rng;

/// What a stream of random numbers is used for; keeps the streams of one index apart.
#[derive(Clone, Copy)]
pub(crate) enum Stream {
    Tenant = 1,
    Group,
    Asset,
    Cluster,
    Container,
    Burst,
    Time,
    Event,
    Page,
}

/// The stream of the `index`-th thing of its sort (the finaliser of `SplitMix64`, so that neighbours share nothing).
pub(crate) fn stream(seed: u64, stream: Stream, index: u64) -> Rng {
    let mut mixed = seed ^ (stream as u64) << 56 ^ index.wrapping_mul(0x9E37_79B9_7F4A_7C15);
    mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    Rng::with_seed(mixed ^ (mixed >> 31))
}

/// The element at `place`.
#[expect(
    clippy::indexing_slicing,
    reason = "places are drawn below the length; a gap is a fault of the tables"
)]
pub(crate) fn at<T>(list: &[T], place: usize) -> &T {
    &list[place]
}

/// One element, all equally likely.
pub(crate) fn pick<T: Copy>(rng: &mut Rng, list: &[T]) -> T {
    *at(list, rng.usize(..list.len()))
}

/// One element; those at the front come up far more often than those at the end.
pub(crate) fn pick_early<T: Copy>(rng: &mut Rng, list: &[T]) -> T {
    *at(list, early_place(rng, list.len()))
}

/// A place below `count`, far more often a low one.
pub(crate) fn early_place(rng: &mut Rng, count: usize) -> usize {
    let last = rng.usize(..count);
    let middle = rng.usize(..=last);
    rng.usize(..=middle)
}

/// True in `percent` of 100 cases.
pub(crate) fn chance(rng: &mut Rng, percent: u32) -> bool {
    rng.u32(..100) < percent
}

/// One of the rows, as often as its weight says.
pub(crate) fn weighted<'a, T>(rng: &mut Rng, rows: &'a [T], weight: impl Fn(&T) -> u32) -> &'a T {
    let mut mark = rng.u32(..rows.iter().map(&weight).sum::<u32>());
    let place = rows.iter().position(|row| match mark.checked_sub(weight(row)) {
        Some(rest) => {
            mark = rest;
            false
        }
        None => true,
    });
    at(rows, place.unwrap_or_default())
}

/// Lower-case hexadecimal digits.
pub(crate) fn hex(rng: &mut Rng, digits: usize) -> String {
    let mut text = String::with_capacity(digits);
    push_hex(rng, digits, &mut text);
    text
}

/// Appends lower-case hexadecimal digits.
pub(crate) fn push_hex(rng: &mut Rng, digits: usize, text: &mut String) {
    let mut bits = 0;
    for place in 0..digits {
        if place % 16 == 0 {
            bits = rng.u64(..);
        }
        text.push(match (bits & 15) as u8 {
            digit @ 0..=9 => (b'0' + digit) as char,
            letter => (b'a' + letter - 10) as char,
        });
        bits >>= 4;
    }
}

/// A random identifier in the usual 8-4-4-4-12 form.
pub(crate) fn uuid(rng: &mut Rng) -> String {
    let mut text = String::with_capacity(36);
    for digits in [8, 4, 4, 4, 12] {
        if !text.is_empty() {
            text.push('-');
        }
        push_hex(rng, digits, &mut text);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn neighbouring_streams_share_no_numbers() {
        let mut seen = std::collections::HashSet::new();
        for index in 0..1_000 {
            let mut rng = stream(7, Stream::Event, index);
            for _ in 0..20 {
                assert!(seen.insert(rng.u64(..)));
            }
        }
    }

    #[test]
    fn weights_decide_how_often_a_row_comes_up() {
        let mut rng = stream(1, Stream::Event, 0);
        let rows = [("never", 0), ("rare", 1), ("often", 9)];
        let often = (0..10_000)
            .filter(|_| weighted(&mut rng, &rows, |row| row.1).0 == "often")
            .count();
        assert!((8_800..9_200).contains(&often), "{often}");
    }

    #[test]
    fn identifiers_have_their_usual_form() {
        let text = uuid(&mut stream(1, Stream::Asset, 0));
        assert_eq!(text.len(), 36);
        assert_eq!(
            text.split('-').map(str::len).collect::<Vec<_>>(),
            [8, 4, 4, 4, 12]
        );
    }
}
