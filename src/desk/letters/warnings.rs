//! Letters to staff that no step of a claim causes: one that did not arrive, holidays that are missing, calls that nobody
//! has made.

use chrono::Datelike as _;

use crate::claim::{Claim, Severity};
use crate::law::clock::jakarta_date;
use crate::letters::{Letter, LetterKind, compose};
use crate::store::queries::{self, StaffMember, StoredLetter};
use crate::store::{Db, StoreError};
use crate::workflow::Role;

use super::super::context::Desk;
use super::super::error::DeskError;
use super::recipients::member;
use super::staff::is_away;
use super::write::{Draft, Links, Written, put};

/// Overdue calls that are looked at in one sweep.
const CALLS: i64 = 200;

impl Desk {
    /// The word to who works on a claim that a letter did not arrive.
    pub(super) fn tell_of_failure(
        &self,
        letter: &StoredLetter,
        claim: &Claim,
        officer: Option<&StaffMember>,
        draft: &Draft<'_>,
        written: &mut Written,
    ) {
        let Some(officer) = officer.filter(|_| self.sends_mail()) else { return };
        let recipient = member(officer);
        let facts = Letter::Undelivered {
            number: claim.number.to_string(),
            person: letter.name.clone(),
            letter: LetterKind::parse(&letter.kind).unwrap_or(LetterKind::Registered),
        };
        let frame = self.frame(claim, &recipient, draft.kind, None, draft.now);
        let composed = compose(&facts, &frame, recipient.language);
        put(draft, &recipient, composed, Links::default(), self, written);
    }

    /// Holidays that an office should know and does not: an alarm as long as it lasts, and once a week a letter to those
    /// who can enter them, while the office works.
    pub async fn warn_of_missing_calendars(&self) -> Result<u64, DeskError> {
        let (now, today) = (self.now(), jakarta_date(self.now()));
        let mut told = 0;
        for office in self.office_calendars().await? {
            let key = |year: i32| format!("calendar_missing/{}/{year}", office.office);
            for known in [today.year(), today.year() + 1].into_iter().filter(|year| office.calendar.covers(*year)) {
                let key = key(known);
                self.store().write(move |db| queries::settle_alarm(db, &key, now)).await?;
            }
            let Some(year) = office.calendar.next_year_missing(today) else { continue };
            let (alarm, detail) = (key(year), format!("{}: {year}", office.name));
            let id = office.office;
            let raise = move |db: &mut Db| -> Result<_, StoreError> {
                queries::raise_alarm(db, &alarm, "calendar_missing", &detail, now)?;
                queries::staff(db, Some(id))
            };
            let staff = self.store().write(raise).await?;
            if !self.sends_mail() || !office.hours.is_open(now, &office.calendar) {
                continue;
            }
            let week = today.iso_week();
            for admin in staff.iter().filter(|it| it.role == Role::Admin.as_str() && !is_away(it, today)) {
                let notice = format!("{}/{}/{}-{}", key(year), admin.id, week.year(), week.week());
                let facts = Letter::CalendarMissing { year };
                told += u64::from(self.tell_staff_once(admin, &facts, &notice, "/desk/admin/holidays").await?);
            }
        }
        Ok(told)
    }

    /// Offices with open claims and without anybody to work on them or to step in: an alarm as long as it lasts. Away
    /// counts as there, for whoever stands in is told.
    pub async fn warn_of_empty_offices(&self) -> Result<(), DeskError> {
        let now = self.now();
        let look = move |db: &mut Db| -> Result<(), StoreError> {
            for office in queries::offices(db)? {
                let busy = !queries::open_claims(db, Some(office.id), None, 1)?.is_empty();
                let staff = queries::staff(db, Some(office.id))?;
                for role in [Role::Caseworker, Role::Supervisor] {
                    let key = format!("nobody/{}/{role}", office.id);
                    if busy && staff.iter().all(|member| member.role != role.as_str()) {
                        queries::raise_alarm(db, &key, "nobody_to_tell", &format!("{}: {role}", office.name), now)?;
                    } else {
                        queries::settle_alarm(db, &key, now)?;
                    }
                }
            }
            Ok(())
        };
        Ok(self.store().write(look).await?)
    }

    /// Calls that nobody has made in time: an alert on the claim, once for each.
    pub async fn warn_of_overdue_calls(&self) -> Result<u64, DeskError> {
        let now = self.now();
        let (mut told, mut after) = (0, None);
        loop {
            let calls = self.store().read(move |db| queries::calls_overdue(db, now, after, CALLS)).await?;
            let Some(last) = calls.last() else { return Ok(told) };
            after = Some((last.due_at, last.id));
            for call in &calls {
                let evidence = serde_json::json!({ "call": call.id, "to": call.name, "due_at": call.due_at });
                // First the alert: a crash in between finds it open, and raises no second one.
                self.raise_alert(call.claim_id, "call_overdue", Severity::Warning, &evidence).await?;
                let id = call.id;
                self.store().write(move |db| queries::call_alarmed(db, id, now)).await?;
                told += 1;
            }
        }
    }
}
