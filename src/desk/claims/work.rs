//! The work list as a page shows it: each claim with what is to be done on it, and why it is stuck.

use std::collections::BTreeMap;

use uuid::Uuid;

use crate::claim::{self, Actor, Claim, Situation, Task};
use crate::law::Text;
use crate::store::queries::{self, Incomes, ListedClaim, Participant, StoredClaim};
use crate::store::{Db, StoreError};
use crate::workflow::Role;

use super::super::context::Desk;
use super::super::error::DeskError;
use super::super::insured;
use super::list::{ClaimListItem, ClaimPage, WorkList, list_item};

/// Claims are counted up to here; beyond, "more than" is said. No count looks at all claims of a nation.
pub const COUNTED_MAX: i64 = 100;

/// A claim of the work list.
#[derive(Clone, Debug)]
pub struct WorkRow {
    /// What lists say of it.
    pub item: ClaimListItem,
    /// What people call its state.
    pub state: Text,
    /// Where the participant lived.
    pub kelurahan: String,
    /// Who works on it, by name.
    pub assignee: Option<String>,
    /// What is to be done.
    pub task: Task,
    /// Findings that nobody has settled.
    pub open_alerts: usize,
}

/// How many claims there are of each kind, each up to [`COUNTED_MAX`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct WorkCounts {
    /// On which the reader has something to do.
    pub my_turn: i64,
    /// Whose clock has run out.
    pub overdue: i64,
    /// That nobody has taken.
    pub unassigned: i64,
    /// That are open.
    pub open: i64,
}

impl Desk {
    /// A page of the work list, each claim with what is to be done on it.
    pub async fn work(&self, actor: &Actor, wanted: &WorkList) -> Result<ClaimPage<WorkRow>, DeskError> {
        let (page, offices) = self.listed(actor, wanted).await?;
        let behind = self.behind(&page.items).await?;
        let now = self.now();
        let mut items = Vec::new();
        for row in page.items {
            let (Some(claim), Some((participant, incomes))) =
                (behind.claims.get(&row.id), behind.people.get(&row.participant_id))
            else {
                continue;
            };
            let subject = insured::subject(participant, incomes, claim.event.date)?;
            let procedure = self.procedure_of(claim)?;
            // No task depends on holidays; the clocks were counted when they started.
            let situation = Situation {
                procedure,
                law: self.law(),
                calendar: &self.law().calendar,
                subject: &subject,
                delivery_under_way: false,
                clock_started: None,
                now,
            };
            items.push(WorkRow {
                state: procedure.state(&claim.state).map(|state| state.title.clone()).unwrap_or_default(),
                kelurahan: participant.kelurahan.clone(),
                assignee: row.assignee_id.and_then(|id| behind.names.get(&id)).cloned(),
                task: claim::task(&situation, claim, actor),
                open_alerts: claim.open_alerts().count(),
                item: list_item(row, &offices, now),
            });
        }
        Ok(ClaimPage { items, next_cursor: page.next_cursor })
    }

    /// How many claims there are of each kind, for the head of the list.
    pub async fn work_counts(&self, actor: &Actor, turn_of: Option<Role>) -> Result<WorkCounts, DeskError> {
        let open = WorkList { ended: Some(false), ..WorkList::default() };
        let wanted = [
            WorkList { turn_of, mine_or_nobodys: caseworker(actor, turn_of), ..open.clone() },
            WorkList { overdue: Some(true), ..open.clone() },
            WorkList { assignee: Some(None), ..open.clone() },
            open,
        ];
        let offices = self.offices().await?;
        let filters: Vec<_> =
            wanted.iter().map(|wanted| self.filter(actor, wanted, &offices)).collect::<Result<_, _>>()?;
        let counts = self.store().read(move |db| {
            filters.iter().map(|filter| queries::count_worklist(db, filter, COUNTED_MAX)).collect::<Result<Vec<_>, _>>()
        });
        let counts = counts.await?;
        let count = |at: usize| counts.get(at).copied().unwrap_or(0);
        Ok(WorkCounts { my_turn: count(0), overdue: count(1), unassigned: count(2), open: count(3) })
    }

    /// How many claims a list has in all, and how many of them are late.
    pub(in super::super) async fn counted(&self, actor: &Actor, wanted: &WorkList) -> Result<(i64, i64), DeskError> {
        let offices = self.offices().await?;
        let all = self.filter(actor, wanted, &offices)?;
        let late = self.filter(actor, &WorkList { overdue: Some(true), ..wanted.clone() }, &offices)?;
        let count = move |db: &mut Db| -> Result<_, StoreError> {
            Ok((queries::count_all(db, &all)?, queries::count_all(db, &late)?))
        };
        Ok(self.store().read(count).await?)
    }

    async fn behind(&self, rows: &[ListedClaim]) -> Result<Behind, DeskError> {
        let claims: Vec<Uuid> = rows.iter().map(|row| row.id).collect();
        let people: Vec<Uuid> = rows.iter().map(|row| row.participant_id).collect();
        let accounts: Vec<Uuid> = rows.iter().filter_map(|row| row.assignee_id).collect();
        let found = self.store().read(move |db| -> Result<_, StoreError> {
            Ok((
                queries::claims_by_ids(db, &claims)?,
                queries::participants_by_ids(db, &people)?,
                queries::incomes_of(db, &people)?,
                queries::account_names(db, &accounts)?,
            ))
        });
        let (claims, people, mut incomes, names) = found.await?;
        let with_incomes = |row: Participant| {
            let earned = incomes.remove(&row.id).unwrap_or_default();
            (row.id, (row, earned))
        };
        let read = |stored: StoredClaim| serde_json::from_slice(&stored.row.snapshot).map(|claim| (stored.id, claim));
        Ok(Behind {
            claims: claims.into_iter().map(read).collect::<Result<_, _>>()?,
            people: people.into_iter().map(with_incomes).collect(),
            names: names.into_iter().collect(),
        })
    }
}

/// A caseworker's turn is what they have taken and what nobody has; supervisors answer for all of their office.
pub fn caseworker(actor: &Actor, turn_of: Option<Role>) -> Option<Uuid> {
    actor.user.filter(|_| turn_of == Some(Role::Caseworker)).map(|user| user.0)
}

struct Behind {
    claims: BTreeMap<Uuid, Claim>,
    people: BTreeMap<Uuid, (Participant, Incomes)>,
    names: BTreeMap<Uuid, String>,
}
