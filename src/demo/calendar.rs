//! The demo's own calendar: days ago become moments of an office day, whatever day it is.

use chrono::{DateTime, Datelike as _, Days, NaiveDate, NaiveTime, TimeDelta, Utc, Weekday};

use crate::law::clock::{jakarta_date, jakarta_moment};

use super::dice::Dice;

/// When an office opens, in hours of Asia/Jakarta.
const OPENS_HOUR: u32 = 8;
/// For how many minutes after opening something may begin.
const OPEN_MINUTES: u32 = 240;

/// The date so many days before a moment, in Asia/Jakarta.
pub(super) fn days_before(now: DateTime<Utc>, days: u32) -> NaiveDate {
    let today = jakarta_date(now);
    today.checked_sub_days(Days::new(days.into())).unwrap_or(today)
}

/// A moment in office hours so many days ago: on the Monday after where that was a weekend that has passed, and never
/// later than just before `now`.
pub(super) fn office_moment(now: DateTime<Utc>, days: u32, dice: &mut Dice) -> DateTime<Utc> {
    let date = days_before(now, days);
    let monday = date.iter_days().find(|day| !matches!(day.weekday(), Weekday::Sat | Weekday::Sun));
    let open = TimeDelta::minutes(dice.between(0, OPEN_MINUTES).into());
    let opens = NaiveTime::from_hms_opt(OPENS_HOUR, 0, 0).unwrap_or(NaiveTime::MIN);
    let on = |date: NaiveDate| jakarta_moment(date, opens) + open;
    let weekday = monday.map(on).filter(|moment| *moment <= just_before(now));
    weekday.unwrap_or_else(|| on(date)).min(just_before(now))
}

/// The latest moment of anything in a populated office.
pub(super) fn just_before(now: DateTime<Utc>) -> DateTime<Utc> {
    now - TimeDelta::seconds(1)
}

#[cfg(test)]
mod tests;
