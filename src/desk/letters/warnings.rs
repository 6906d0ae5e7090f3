//! Letters to staff that no step of a claim causes: one that did not arrive, holidays that are missing, calls that nobody
//! has made.

use chrono::Datelike as _;

use crate::claim::{Claim, Severity};
use crate::law::clock::jakarta_date;
use crate::letters::{Letter, LetterKind, compose, first_name};
use crate::store::queries::{self, StaffMember, StoredCall, StoredLetter};
use crate::store::{Db, StoreError};
use crate::workflow::Role;

use super::super::context::Desk;
use super::super::deadlines::OfficeCalendar;
use super::super::error::DeskError;
use super::recipients::member;
use super::staff::is_away;
use super::write::{Draft, Links, Written, put};

/// The alarm that an office does not know its holidays.
const CALENDAR_MISSING: &str = "calendar_missing";

/// The alarm that no letter can reach the staff.
const STAFF_WITHOUT_MAIL: &str = "staff_without_mail";

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
            person: first_name(&letter.name),
            letter: LetterKind::parse(&letter.kind).unwrap_or(LetterKind::Registered),
        };
        let frame = self.frame(claim, &recipient, draft.kind, None, draft.now);
        let composed = compose(&facts, &frame, recipient.language);
        put(draft, &recipient, composed, Links::default(), self, written);
    }

    /// Holidays that an office should know and does not: an alarm as long as it lasts, and once a week a letter to those
    /// who can enter them, while the office works. One office in trouble keeps no other waiting.
    pub async fn warn_of_missing_calendars(&self) -> Result<u64, DeskError> {
        let mut told = 0;
        for office in self.office_calendars().await? {
            match self.warn_of_missing_calendar(&office).await {
                Ok(letters) => told += letters,
                Err(error) => tracing::error!(office.id = %office.office, %error, "its missing holidays were not told"),
            }
        }
        Ok(told)
    }

    async fn warn_of_missing_calendar(&self, office: &OfficeCalendar) -> Result<u64, DeskError> {
        let (now, today) = (self.now(), jakarta_date(self.now()));
        let of_office = format!("{CALENDAR_MISSING}/{}/", office.office);
        let (missing, mine) = (office.calendar.next_year_missing(today), of_office.clone());
        let detail = missing.map(|year| format!("{}: {year}", office.name));
        let (id, calendar) = (office.office, office.calendar.clone());
        let look = move |db: &mut Db| -> Result<_, StoreError> {
            for alarm in queries::raised_alarms(db)? {
                let year = alarm.key.strip_prefix(&mine).and_then(|year| year.parse::<i32>().ok());
                if year.is_some_and(|year| year < today.year() || calendar.covers(year)) {
                    queries::settle_alarm(db, &alarm.key, now)?;
                }
            }
            let Some((year, detail)) = missing.zip(detail) else { return Ok(Vec::new()) };
            queries::raise_alarm(db, &format!("{mine}{year}"), CALENDAR_MISSING, &detail, now)?;
            queries::staff(db, Some(id))
        };
        let staff = self.store().write(look).await?;
        let Some(year) = missing.filter(|_| self.sends_mail() && office.hours.is_open(now, &office.calendar)) else {
            return Ok(0);
        };
        let (week, mut told) = (today.iso_week(), 0);
        for admin in staff.iter().filter(|it| it.role == Role::Admin.as_str() && !is_away(it, today)) {
            let notice = format!("{of_office}{year}/{}/{}-{}", admin.id, week.year(), week.week());
            let facts = Letter::CalendarMissing { year };
            told += u64::from(self.tell_staff_once(admin, &facts, &notice, "/desk/admin/holidays").await?);
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

    /// A desk that sends no mail while claims are open: nobody of the staff gets the morning's list or hears by letter of
    /// what is late. An alarm as long as it lasts; what is late shows in the list of findings all the same.
    pub async fn warn_of_staff_without_mail(&self) -> Result<(), DeskError> {
        let (now, mails) = (self.now(), self.sends_mail());
        let look = move |db: &mut Db| -> Result<(), StoreError> {
            if !mails && !queries::open_claims(db, None, None, 1)?.is_empty() {
                queries::raise_alarm(db, STAFF_WITHOUT_MAIL, STAFF_WITHOUT_MAIL, "SANTUN_MAIL", now)?;
            } else {
                queries::settle_alarm(db, STAFF_WITHOUT_MAIL, now)?;
            }
            Ok(())
        };
        Ok(self.store().write(look).await?)
    }

    /// Calls that nobody has made in time: an alert on the claim, once for each. One that cannot be told of keeps no other
    /// waiting.
    pub async fn warn_of_overdue_calls(&self) -> Result<u64, DeskError> {
        let now = self.now();
        let (mut told, mut after) = (0, None);
        loop {
            let calls = self.store().read(move |db| queries::calls_overdue(db, now, after, CALLS)).await?;
            let Some(last) = calls.last() else { return Ok(told) };
            after = Some((last.due_at, last.id));
            for call in &calls {
                match self.warn_of_overdue_call(call).await {
                    Ok(()) => told += 1,
                    Err(error) => {
                        tracing::error!(call.id = %call.id, claim.id = %call.claim_id, %error, "an overdue call was not told");
                    }
                }
            }
        }
    }

    async fn warn_of_overdue_call(&self, call: &StoredCall) -> Result<(), DeskError> {
        let evidence = serde_json::json!({ "call": call.id, "to": call.name, "due_at": call.due_at });
        // First the alert: a crash in between finds it open, and raises no second one.
        self.raise_alert(call.claim_id, "call_overdue", Severity::Warning, &evidence).await?;
        let (id, now) = (call.id, self.now());
        Ok(self.store().write(move |db| queries::call_alarmed(db, id, now)).await?)
    }
}
