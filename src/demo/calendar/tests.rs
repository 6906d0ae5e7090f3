//! Moments of the demo lie in office hours, on weekdays where they can, and in the past.

use super::*;

#[test]
fn moments_fall_on_days_that_have_passed() {
    let check = |now: &str, days: u32, date: &str| {
        let now: DateTime<Utc> = now.parse().unwrap();
        for seed in 0..20 {
            let moment = office_moment(now, days, &mut Dice::seeded(seed));
            assert_eq!(jakarta_date(moment).to_string(), date, "{days} days before {now}");
            assert!(moment < now, "{moment} is not before {now}");
        }
    };
    // A Wednesday, noon.
    check("2026-11-18T05:00:00Z", 0, "2026-11-18");
    check("2026-11-18T05:00:00Z", 1, "2026-11-17");
    // Saturday and Sunday wait for Monday,
    check("2026-11-18T05:00:00Z", 3, "2026-11-16");
    check("2026-11-18T05:00:00Z", 4, "2026-11-16");
    // but not for one that has not come yet.
    check("2026-11-22T13:00:00Z", 0, "2026-11-22");
    check("2026-11-22T13:00:00Z", 1, "2026-11-21");
    // At midnight nothing of the new day has happened.
    check("2026-11-17T17:00:00Z", 0, "2026-11-17");
}
