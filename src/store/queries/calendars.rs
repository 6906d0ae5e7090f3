//! Holidays that are not in the program, and the hours of an office.

use chrono::{DateTime, Utc};
use diesel::prelude::*;
use uuid::Uuid;

use crate::store::columns::{At, Id};
use crate::store::schema::{calendar_days, calendar_years, offices};
use crate::store::{Db, StoreError};

/// The scope of a day that is free for every office.
pub const ALL_OFFICES: &str = "all";

/// A day that differs from the program's calendar.
#[derive(Clone, Debug, PartialEq, Eq, Queryable)]
pub struct StoredDay {
    /// [`ALL_OFFICES`], or the id of the office.
    pub scope: String,
    /// The day, `YYYY-MM-DD`.
    pub day: String,
    /// `holiday`, `joint_leave` or `working_day`.
    pub kind: String,
    /// Its name, as decreed.
    pub name: String,
    /// When it was entered.
    pub added_at: DateTime<Utc>,
    /// Who did.
    pub added_by: Option<Uuid>,
}

/// The hours of an office, and how it counts.
#[derive(Clone, Debug, PartialEq, Eq, Queryable)]
pub struct OfficeHours {
    /// The office.
    pub id: Uuid,
    /// Its name.
    pub name: String,
    /// Its time zone.
    pub zone: String,
    /// When it works, as `08:00-16:00`.
    pub hours: String,
    /// Whether joint leave (cuti bersama) is a holiday there.
    pub joint_leave_is_holiday: bool,
}

/// The days that were entered for all offices and for this one, in order; those of the office come behind.
pub fn calendar_days(db: &mut Db, office: Uuid) -> Result<Vec<StoredDay>, StoreError> {
    let mut days: Vec<StoredDay> = calendar_days::table
        .filter(calendar_days::scope.eq_any(scopes(office)))
        .order((calendar_days::day, calendar_days::scope))
        .load(db)?;
    days.sort_by_key(|day| day.scope != ALL_OFFICES);
    Ok(days)
}

/// The years that were declared complete for all offices or this one.
pub fn calendar_years(db: &mut Db, office: Uuid) -> Result<Vec<i32>, StoreError> {
    Ok(calendar_years::table
        .filter(calendar_years::scope.eq_any(scopes(office)))
        .order((calendar_years::year, calendar_years::scope))
        .select(calendar_years::year)
        .load(db)?)
}

fn scopes(office: Uuid) -> Vec<String> {
    vec![ALL_OFFICES.to_owned(), office.to_string()]
}

/// Puts these days in the place of what a scope has in a year (days that begin with `YYYY-`), and declares the year
/// complete.
pub fn replace_year(
    db: &mut Db,
    scope: &str,
    year: i32,
    days: &[StoredDay],
    by: Option<Uuid>,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    let of_year = calendar_days::table
        .filter(calendar_days::scope.eq(scope))
        .filter(calendar_days::day.like(format!("{year:04}-%")));
    diesel::delete(of_year).execute(db)?;
    for day in days {
        diesel::insert_into(calendar_days::table)
            .values((
                calendar_days::scope.eq(&day.scope),
                calendar_days::day.eq(&day.day),
                calendar_days::kind.eq(&day.kind),
                calendar_days::name.eq(&day.name),
                calendar_days::added_at.eq(At(day.added_at)),
                calendar_days::added_by.eq(day.added_by.map(Id)),
            ))
            .execute(db)?;
    }
    let declared = calendar_years::table.filter(calendar_years::scope.eq(scope)).filter(calendar_years::year.eq(year));
    diesel::delete(declared).execute(db)?;
    diesel::insert_into(calendar_years::table)
        .values((
            calendar_years::scope.eq(scope),
            calendar_years::year.eq(year),
            calendar_years::added_at.eq(At(now)),
            calendar_years::added_by.eq(by.map(Id)),
        ))
        .execute(db)?;
    Ok(())
}

const HOURS: (offices::id, offices::name, offices::zone, offices::hours, offices::joint_leave_is_holiday) =
    (offices::id, offices::name, offices::zone, offices::hours, offices::joint_leave_is_holiday);

/// The hours of one office.
pub fn hours_of_office(db: &mut Db, office: Uuid) -> Result<Option<OfficeHours>, StoreError> {
    Ok(offices::table.filter(offices::id.eq(Id(office))).select(HOURS).first(db).optional()?)
}

/// Sets the hours of an office and how it counts. Says whether there is such an office.
pub fn set_office_hours(db: &mut Db, wanted: &OfficeHours) -> Result<bool, StoreError> {
    let changed = diesel::update(offices::table.filter(offices::id.eq(Id(wanted.id))))
        .set((
            offices::zone.eq(&wanted.zone),
            offices::hours.eq(&wanted.hours),
            offices::joint_leave_is_holiday.eq(wanted.joint_leave_is_holiday),
        ))
        .execute(db)?;
    Ok(changed > 0)
}
