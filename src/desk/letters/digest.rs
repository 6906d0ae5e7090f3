//! The digest of the day: what waits for a member of staff, what of theirs is late or stands still whoever it waits on, in
//! one letter, on working days, once; when their office is first seen open, which is the morning unless nobody looked then.

use std::sync::Arc;

use chrono::{DateTime, Datelike as _, NaiveDate, Utc};

use crate::claim::{AccountId, Actor, OfficeId, Task};
use crate::law::Text;
use crate::law::clock::jakarta_date;
use crate::letters::{DigestItem, Letter};
use crate::store::queries::{self, Concern, StaffMember};
use crate::store::{Db, StoreError};
use crate::workflow::Role;

use super::super::claims::{WorkList, WorkRow};
use super::super::context::Desk;
use super::super::deadlines::OfficeCalendar;
use super::super::error::DeskError;
use super::callers::calls_for;
use super::facts::waits_for;
use super::staff::is_away;

/// Claims that one digest lists; behind them it says how many more.
const LISTED: i64 = 20;

impl Desk {
    /// Sends the digest of the day to whoever has not had it, at offices that work now. Says how many. Somebody whose
    /// digest cannot be written keeps no other waiting.
    pub async fn send_digests(&self) -> Result<u64, DeskError> {
        if !self.sends_mail() {
            return Ok(0);
        }
        let now = self.now();
        let mut sent = 0;
        for office in self.office_calendars().await? {
            if office.hours.is_open(now, &office.calendar) {
                match self.digests_of(&office).await {
                    Ok(wrote) => sent += wrote,
                    Err(error) => tracing::error!(office.id = %office.office, %error, "its digests were not written"),
                }
            }
        }
        Ok(sent)
    }

    async fn digests_of(&self, office: &Arc<OfficeCalendar>) -> Result<u64, DeskError> {
        let (id, today) = (office.office, jakarta_date(self.now()));
        let staff = self.store().read(move |db| queries::staff(db, Some(id))).await?;
        let mut sent = 0;
        for member in &staff {
            let reads = member.role == Role::Caseworker.as_str() || member.role == Role::Supervisor.as_str();
            // Who works for all offices would get one for each; they have the escalations.
            let own = member.office_id == Some(id);
            if reads && own && !is_away(member, today) {
                match self.digest_for(member, &staff, today).await {
                    Ok(wrote) => sent += u64::from(wrote),
                    Err(error) => tracing::error!(account.id = %member.id, %error, "a digest was not written"),
                }
            }
        }
        Ok(sent)
    }

    /// Whether this one wrote it.
    async fn digest_for(
        &self,
        member: &StaffMember,
        staff: &[StaffMember],
        today: NaiveDate,
    ) -> Result<bool, DeskError> {
        let key = key(member, today);
        let known = key.clone();
        if self.store().read(move |db| queries::was_told(db, &known)).await? {
            return Ok(false);
        }
        let actor = reader(member);
        let turns = WorkList { concerns: turns(member, staff, today), ended: Some(false), ..WorkList::default() };
        let (yours, _) = self.counted(&actor, &turns).await?;
        let late = late_or_still(member, staff, today, self.now());
        let all = WorkList { concerns: [turns.concerns, late].concat(), limit: LISTED, ..turns };
        let (told, late) = self.counted(&actor, &all).await?;
        let calls = self.calls_waiting(member, today).await?;
        let nothing = if member.wants_digest { told == 0 && calls == 0 } else { late == 0 };
        if nothing {
            return Ok(false);
        }
        // The latest first, and at the end those whose clock stands still.
        let rows = self.work(&actor, &all).await?.items;
        let more = told > i64::try_from(rows.len()).unwrap_or(i64::MAX);
        let own = own_party(member);
        let items = call_line(calls).into_iter().chain(rows.iter().map(|row| item(row, own, today))).collect();
        let count = |n: i64| u32::try_from(n).unwrap_or(u32::MAX);
        let facts = Letter::Digest { yours: count(yours), late: count(late), items, more };
        self.tell_staff_once(member, &facts, &key, "/desk").await
    }

    /// As many as the list of their calls shows them.
    async fn calls_waiting(&self, member: &StaffMember, today: NaiveDate) -> Result<i64, DeskError> {
        let (account, office) = (member.id, member.office_id);
        let count = move |db: &mut Db| -> Result<i64, StoreError> {
            let own = calls_for(db, account, office, today)?;
            queries::count_open_calls(db, &own)
        };
        Ok(self.store().read(count).await?)
    }
}

/// What is noted of a digest: one a day, or one a week of what is late for who wants none. Nobody else would hear of a late
/// claim of theirs any more, once the last rung of its deadline has fired.
fn key(member: &StaffMember, today: NaiveDate) -> String {
    if member.wants_digest {
        return format!("digest/{}/{today}", member.id);
    }
    let week = today.iso_week();
    format!("digest/{}/{}-W{:02}", member.id, week.year(), week.week())
}

/// The role in which a member of staff reads the list.
fn own_party(member: &StaffMember) -> Role {
    if member.role == Role::Supervisor.as_str() { Role::Supervisor } else { Role::Caseworker }
}

fn reader(member: &StaffMember) -> Actor {
    Actor::staff(own_party(member), AccountId(member.id), member.office_id.map(OfficeId))
}

/// The member, and those whom they stand in for.
fn stood_in_for<'a>(member: &'a StaffMember, staff: &'a [StaffMember], today: NaiveDate) -> Vec<&'a StaffMember> {
    let absent = |it: &&StaffMember| it.deputy_id == Some(member.id) && is_away(it, today);
    std::iter::once(member).chain(staff.iter().filter(absent)).collect()
}

/// What is somebody's turn: of a caseworker what they have taken and what nobody has, of one who is away only what they
/// have taken; a supervisor answers for all of the office.
fn turns(member: &StaffMember, staff: &[StaffMember], today: NaiveDate) -> Vec<Concern> {
    let turn = |whose: &StaffMember| match own_party(whose) {
        Role::Supervisor => Concern::WaitingOn(Role::Supervisor.as_str().to_owned()),
        _ => Concern::Turn {
            party: Role::Caseworker.as_str().to_owned(),
            account: whose.id,
            and_nobodys: whose.id == member.id,
        },
    };
    stood_in_for(member, staff, today).into_iter().map(turn).collect()
}

/// Claims of theirs that are late or whose clock stands still, whoever they wait on: nobody else would ask. Those that nobody
/// has taken are the supervisor's.
fn late_or_still(member: &StaffMember, staff: &[StaffMember], today: NaiveDate, now: DateTime<Utc>) -> Vec<Concern> {
    let own = stood_in_for(member, staff, today).into_iter().map(|whose| Some(whose.id));
    let nobodys = (own_party(member) == Role::Supervisor).then_some(None);
    own.chain(nobodys).map(|account| Concern::LateOrStill { account, now }).collect()
}

/// The line of the calls that wait, if any do.
pub(super) fn call_line(calls: i64) -> Option<DigestItem> {
    (calls > 0).then(|| DigestItem {
        what: Text::new(
            format!("{calls} telepon kepada keluarga menunggu Anda"),
            format!("calls to families that wait for you: {calls}"),
        ),
        ..DigestItem::default()
    })
}

fn item(row: &WorkRow, own: Role, today: NaiveDate) -> DigestItem {
    let late = row.item.due_at.filter(|_| row.item.overdue).map_or(0, |due| (today - jakarta_date(due)).num_days());
    DigestItem {
        number: row.item.number.clone(),
        what: what(row, own),
        due: row.item.due_at,
        days_late: u32::try_from(late).unwrap_or(0),
        stands_still: row.item.due_at.is_none(),
    }
}

/// What is to be done on a claim, in a few words; of one that waits on somebody else, on whom.
fn what(row: &WorkRow, own: Role) -> Text {
    match &row.task {
        Task::Take { title, .. } | Task::Stuck { title, .. } => title.clone(),
        Task::Review { first, .. } => Text::new(format!("Periksa {}", first.id), format!("Review {}", first.en)),
        Task::Answer { question } => question.clone(),
        _ => match row.item.waiting_on.as_deref() {
            Some(party) if party != own.as_str() => {
                let waits = waits_for(party);
                Text::new(format!("{}: {}", row.state.id, waits.id), format!("{}: {}", row.state.en, waits.en))
            }
            _ => row.state.clone(),
        },
    }
}
