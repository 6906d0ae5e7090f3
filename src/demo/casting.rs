//! Who of the register dies or is hurt in which story.

use std::collections::BTreeSet;

use chrono::{DateTime, Datelike as _, Days, NaiveDate, Utc};

use crate::desk::register::RegisterRow;
use crate::law::{Month, Nik, Sex};

use super::calendar::days_before;
use super::dice::Dice;
use super::error::DemoError;
use super::register::{self, Register};
use super::story::{Place, Story, Who};

/// For how many months somebody has been insured who counts as insured all along.
const LONG_MONTHS: i32 = 12;
/// More months than this without contributions end the insurance for good.
const GRACE_MONTHS: i32 = 3;

/// The date of the death or the accident in a story.
pub(super) fn event_date(story: &Story, now: DateTime<Utc>) -> NaiveDate {
    let reported = days_before(now, story.reported);
    reported.checked_sub_days(Days::new(story.lag.into())).unwrap_or(reported)
}

/// Finds somebody for each story, in their order, who is in none of `taken` before, and adds to the register whom it
/// does not have.
pub(super) fn cast(
    register: &mut Register,
    stories: &[Story],
    taken: &mut BTreeSet<Nik>,
    now: DateTime<Utc>,
    dice: &mut Dice,
) -> Result<Vec<RegisterRow>, DemoError> {
    let mut cast = Vec::new();
    for (at, story) in stories.iter().enumerate() {
        let event = event_date(story, now);
        let row = match story.who {
            Who::Added(..) => added(register, story, event, now),
            _ => found(register, story, event, taken, dice),
        };
        let row = row.ok_or(DemoError::Nobody(at))?;
        taken.insert(row.nik.clone());
        cast.push(row);
    }
    Ok(cast)
}

fn found(
    register: &Register,
    story: &Story,
    event: NaiveDate,
    taken: &BTreeSet<Nik>,
    dice: &mut Dice,
) -> Option<RegisterRow> {
    let people = match story.place {
        Place::Jambi => &register.jambi,
        Place::Muaro => &register.muaro,
    };
    let start = dice.place(people.len());
    let (before, after) = people.split_at(start);
    let fits = |row: &&RegisterRow| !taken.contains(&row.nik) && fits(row, story.who, event);
    after.iter().chain(before).find(fits).cloned()
}

fn fits(row: &RegisterRow, who: Who, event: NaiveDate) -> bool {
    let (month, age) = (Month::of(event), event.year() - row.birth_date.year());
    let insured = row.paid_from.months_until(month) >= LONG_MONTHS && month <= row.paid_through;
    let between = |youngest: i32, oldest: i32| (youngest..=oldest).contains(&age);
    match who {
        Who::Man(youngest, oldest) => insured && row.sex == Sex::Male && between(youngest, oldest),
        Who::Woman(youngest, oldest) => insured && row.sex == Sex::Female && between(youngest, oldest),
        Who::NotCovered => row.paid_through.months_until(month) > GRACE_MONTHS,
        Who::Added(..) => false,
    }
}

/// Somebody like the first of the register, but for what the story says.
fn added(register: &mut Register, story: &Story, event: NaiveDate, now: DateTime<Utc>) -> Option<RegisterRow> {
    let Who::Added(name, age, sex, months, unpaid) = story.who else { return None };
    let like = register.jambi.first()?.clone();
    let birth_date = NaiveDate::from_ymd_opt(days_before(now, 0).year() - age, 4, 17)?;
    let paid_through = Month::of(event).plus(-unpaid);
    let serial = 9600 + u32::try_from(register.jambi.len()).unwrap_or(0) % 300;
    let kpj = format!("26{:09}", register.jambi.len());
    let nik = register::nik(&like.nik.as_str()[..6], birth_date, sex, serial)?;
    Some(register.enrol(RegisterRow {
        nik,
        name: name.to_owned(),
        birth_date,
        sex,
        occupation: "pedagang kaki lima".to_owned(),
        kpj,
        income_from: None,
        paid_from: paid_through.plus(1 - months),
        // Contributions go on after a death until the list is corrected; arrears stay arrears.
        paid_through: if unpaid == 0 { like.paid_through } else { paid_through },
        gaps: None,
        phone: None,
        email: None,
        ..like
    }))
}
