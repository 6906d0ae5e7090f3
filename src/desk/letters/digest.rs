//! The morning's digest: what waits for a member of staff and what is late, in one letter, on working days, once.

use std::sync::Arc;

use chrono::NaiveDate;

use crate::claim::{AccountId, Actor, OfficeId, Task};
use crate::law::Text;
use crate::law::clock::jakarta_date;
use crate::letters::{DigestItem, Letter};
use crate::store::queries::{self, StaffMember};
use crate::store::{Db, StoreError};
use crate::workflow::Role;

use super::super::claims::{WorkList, WorkRow, turn_of_caseworker};
use super::super::context::Desk;
use super::super::deadlines::OfficeCalendar;
use super::super::error::DeskError;
use super::callers::calls_for;
use super::staff::is_away;

/// Claims that one digest lists; behind them it says how many more.
const LISTED: i64 = 20;

impl Desk {
    /// Sends the digest of the day to whoever has not had it, at offices that work now. Says how many.
    pub async fn send_digests(&self) -> Result<u64, DeskError> {
        if !self.sends_mail() {
            return Ok(0);
        }
        let now = self.now();
        let mut sent = 0;
        for office in self.office_calendars().await? {
            if office.hours.is_open(now, &office.calendar) {
                sent += self.digests_of(&office).await?;
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
            if reads && own && member.wants_digest && !is_away(member, today) {
                sent += u64::from(self.digest_for(member, &staff, today).await?);
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
        let key = format!("digest/{}/{today}", member.id);
        let known = key.clone();
        if self.store().read(move |db| queries::was_told(db, &known)).await? {
            return Ok(false);
        }
        let absent = |it: &&StaffMember| it.deputy_id == Some(member.id) && is_away(it, today);
        let mut yours = 0;
        let mut rows = Vec::new();
        for whose in std::iter::once(member).chain(staff.iter().filter(absent)) {
            let found = self.turns_of(whose).await?;
            yours += found.len();
            rows.extend(found);
        }
        let calls = self.calls_waiting(member, today).await?;
        if rows.is_empty() && calls == 0 {
            return Ok(false);
        }
        rows.sort_by_key(|row| row.item.due_at);
        let count = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        let mut items: Vec<DigestItem> = call_line(calls).into_iter().collect();
        items.extend(rows.iter().take(usize::try_from(LISTED).unwrap_or(0)).map(|row| item(row, today)));
        let late = rows.iter().filter(|row| row.item.overdue).count();
        let facts = Letter::Digest { yours: count(yours), late: count(late), items };
        self.tell_staff_once(member, &facts, &key, "/desk").await
    }

    /// The claims that are somebody's turn, the latest first.
    async fn turns_of(&self, member: &StaffMember) -> Result<Vec<WorkRow>, DeskError> {
        let role = if member.role == Role::Supervisor.as_str() { Role::Supervisor } else { Role::Caseworker };
        let actor = Actor::staff(role, AccountId(member.id), member.office_id.map(OfficeId));
        let wanted = WorkList {
            turn_of: Some(role),
            mine_or_nobodys: turn_of_caseworker(&actor, Some(role)),
            ended: Some(false),
            limit: queries::PAGE_LIMIT,
            ..WorkList::default()
        };
        Ok(self.work(&actor, &wanted).await?.items)
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

/// The line of the calls that wait, if any do.
fn call_line(calls: i64) -> Option<DigestItem> {
    (calls > 0).then(|| DigestItem {
        number: format!("{calls}"),
        what: Text::new("telepon menunggu Anda", "calls wait for you"),
        due: None,
        days_late: 0,
    })
}

fn item(row: &WorkRow, today: NaiveDate) -> DigestItem {
    let late = row.item.due_at.filter(|_| row.item.overdue).map_or(0, |due| (today - jakarta_date(due)).num_days());
    DigestItem {
        number: row.item.number.clone(),
        what: what(row),
        due: row.item.due_at,
        days_late: u32::try_from(late).unwrap_or(0),
    }
}

/// What is to be done on a claim, in a few words.
fn what(row: &WorkRow) -> Text {
    match &row.task {
        Task::Take { title, .. } | Task::Stuck { title, .. } => title.clone(),
        Task::Review { first, .. } => Text::new(format!("Periksa {}", first.id), format!("Review {}", first.en)),
        Task::Answer { question } => question.clone(),
        _ => row.state.clone(),
    }
}
