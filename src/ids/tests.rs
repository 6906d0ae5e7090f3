use super::{Ids, RandomIds, SeededIds};
use chrono::{DateTime, TimeDelta, Utc};

fn start() -> DateTime<Utc> {
    "2026-03-01T00:00:00Z".parse().unwrap()
}

#[test]
fn ids_are_version_seven_and_sort_by_their_moment() {
    for ids in [&RandomIds as &dyn Ids, &SeededIds::new(1)] {
        let early = ids.next(start());
        let late = ids.next(start() + TimeDelta::milliseconds(1));
        assert_eq!(early.get_version_num(), 7);
        assert!(early < late);
    }
}

#[test]
fn random_ids_of_one_moment_differ() {
    assert_ne!(RandomIds.next(start()), RandomIds.next(start()));
}

#[test]
fn a_seed_gives_the_same_ids_again() {
    let (a, b, other) = (SeededIds::new(7), SeededIds::new(7), SeededIds::new(8));
    let first: Vec<_> = (0..3).map(|_| a.next(start())).collect();
    assert_eq!(first, (0..3).map(|_| b.next(start())).collect::<Vec<_>>());
    assert_ne!(first[0], first[1]);
    assert_ne!(first[0], other.next(start()));
}
