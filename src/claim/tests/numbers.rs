//! The number of a claim: its shape, and what its check digit catches.

use proptest::prelude::*;

use crate::claim::ClaimNumber;

#[test]
fn a_number_is_read_as_it_is_printed_and_typed() {
    let number = ClaimNumber::new(&"jkm".into(), 2026, 123);
    assert_eq!(number.as_str(), "JKM-2026-000123-8");
    for typed in ["JKM-2026-000123-8", " jkm-2026-000123-8 "] {
        assert_eq!(ClaimNumber::parse(typed), Some(number.clone()), "{typed}");
    }
    for wrong in [
        "",
        "JKM-2026-000123",
        "JKM-2026-000123-7",
        "JKM-2026-000123-8-1",
        "JKM-2026-123-8",
        "JKM-26-000123-8",
        "-2026-000123-8",
        "JKM-2026-00012٣-8",
        "JK M-2026-000123-8",
    ] {
        assert_eq!(ClaimNumber::parse(wrong), None, "{wrong}");
    }
}

proptest! {
    #[test]
    fn every_number_is_read_back(year in 2000_i32..9999, serial in 0_i64..100_000_000) {
        let number = ClaimNumber::new(&"jkm".into(), year, serial);
        prop_assert_eq!(ClaimNumber::parse(number.as_str()), Some(number));
    }

    #[test]
    fn one_wrong_digit_and_two_swapped_neighbours_are_caught(
        year in 2000_i32..9999, serial in 0_i64..1_000_000, at in 0_usize..11, other in 0_u8..10,
    ) {
        let number = ClaimNumber::new(&"jkm".into(), year, serial);
        let places: Vec<usize> =
            number.as_str().bytes().enumerate().filter(|(_, byte)| byte.is_ascii_digit()).map(|(at, _)| at).collect();
        let mut wrong = number.as_str().as_bytes().to_vec();
        let place = places[at % places.len()];
        if wrong[place] != b'0' + other {
            wrong[place] = b'0' + other;
            prop_assert_eq!(ClaimNumber::parse(std::str::from_utf8(&wrong).unwrap()), None);
        }
        let mut swapped = number.as_str().as_bytes().to_vec();
        let (left, right) = (places[at % (places.len() - 1)], places[at % (places.len() - 1) + 1]);
        if swapped[left] != swapped[right] {
            swapped.swap(left, right);
            prop_assert_eq!(ClaimNumber::parse(std::str::from_utf8(&swapped).unwrap()), None);
        }
    }
}
