//! Work lists and histories, paged by key.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, Utc};
use serde::Serialize;
use serde_json::Value;

use crate::claim::{Actor, Claim, ClaimId, Event, folded};
use crate::store::StoreError;
use crate::store::ledger::NO_DEADLINE;
use crate::store::queries::{self, AssigneeFilter, Concern, ListedClaim, Office, WorklistFilter};
use crate::workflow::{Role, WaitingOn};

use super::super::context::Desk;
use super::super::cursor;
use super::super::error::DeskError;
use super::super::sessions::not_a_family;
use super::load::Wanted;

/// What to list.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct WorkList {
    /// Only this state. Without one, ended claims are listed too.
    pub state: Option<String>,
    /// Only this procedure.
    pub workflow: Option<String>,
    /// Only this assignee; `Some(None)`: only claims that nobody has.
    pub assignee: Option<Option<uuid::Uuid>>,
    /// Only claims whose clock has run out, or only those whose clock has not.
    pub overdue: Option<bool>,
    /// Only this person's claims and nobody's; asked for instead of `assignee`.
    pub mine_or_nobodys: Option<uuid::Uuid>,
    /// Only claims that wait for this party.
    pub waiting_on: Option<WaitingOn>,
    /// Only claims on which a caseworker, or a supervisor, has something to do: they wait for the role, or hold papers
    /// that nobody has reviewed.
    pub turn_of: Option<Role>,
    /// Only claims that concern a reader for one of these reasons; empty: any.
    pub concerns: Vec<Concern>,
    /// Only claims that have ended, or only those that have not.
    pub ended: Option<bool>,
    /// Only this office, by name.
    pub office: Option<String>,
    /// Words of the number or of the participant's name.
    pub q: Option<String>,
    /// At most this many, 1 to 200.
    pub limit: i64,
    /// Where the page before ended.
    pub cursor: Option<String>,
}

/// One line of a work list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ClaimListItem {
    /// Its number.
    pub number: String,
    /// Its procedure.
    pub workflow: String,
    /// Where it is.
    pub state: String,
    /// Whose turn it is.
    pub waiting_on: Option<String>,
    /// How it ended.
    pub outcome: Option<String>,
    /// Its version.
    pub version: i64,
    /// Its office.
    pub office: String,
    /// The participant's name.
    pub participant: String,
    /// The date of the insured event.
    pub event_date: String,
    /// When its nearest clock ends.
    pub due_at: Option<DateTime<Utc>>,
    /// Whether that moment has passed.
    pub overdue: bool,
    /// Who is to work on it.
    pub assignee: Option<uuid::Uuid>,
    /// When it was opened.
    pub opened_at: DateTime<Utc>,
    /// When it last changed.
    pub updated_at: DateTime<Utc>,
}

/// A page of a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ClaimPage<T> {
    /// The lines.
    pub items: Vec<T>,
    /// Where the next page begins; absent on the last.
    pub next_cursor: Option<String>,
}

/// One event of a history.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct HistoryItem {
    /// Its place.
    pub seq: i64,
    /// When.
    pub at: DateTime<Utc>,
    /// Who, as `role:account`.
    pub actor: String,
    /// Who, by name, where it is somebody with an account.
    pub actor_name: Option<String>,
    /// Its type.
    #[serde(rename = "type")]
    pub kind: String,
    /// What it says.
    pub data: Value,
    /// Its hash.
    pub hash: String,
    /// The hash of the event before.
    pub previous_hash: String,
}

impl Desk {
    /// A page of the work list: late first, then by date due.
    pub async fn work_list(&self, actor: &Actor, wanted: &WorkList) -> Result<ClaimPage<ClaimListItem>, DeskError> {
        let (page, offices) = self.listed(actor, wanted).await?;
        let now = self.now();
        let items = page.items.into_iter().map(|row| list_item(row, &offices, now)).collect();
        Ok(ClaimPage { items, next_cursor: page.next_cursor })
    }

    /// The rows of a work list, and the offices.
    pub(super) async fn listed(
        &self,
        actor: &Actor,
        wanted: &WorkList,
    ) -> Result<(ClaimPage<ListedClaim>, Vec<Office>), DeskError> {
        let after = wanted.cursor.as_deref().map(cursor::read_moment).transpose()?;
        let offices = self.offices().await?;
        let filter = self.filter(actor, wanted, &offices)?;
        let limit = wanted.limit.clamp(1, 200);
        let rows = self.store().read(move |db| queries::worklist(db, &filter, after, limit + 1)).await?;
        let more = i64::try_from(rows.len()).unwrap_or(i64::MAX) > limit;
        let items: Vec<_> = rows.into_iter().take(usize::try_from(limit).unwrap_or(200)).collect();
        let last = items.last().map(|row| cursor::write_moment(row.next_deadline, row.id));
        Ok((ClaimPage { items, next_cursor: last.filter(|_| more) }, offices))
    }

    pub(super) fn filter(
        &self,
        actor: &Actor,
        wanted: &WorkList,
        offices: &[Office],
    ) -> Result<WorklistFilter, DeskError> {
        not_a_family(actor)?;
        let named = wanted.office.as_ref().map(|name| offices.iter().find(|office| office.name == *name));
        let office = match (named, actor.office) {
            (Some(None), _) => return Err(DeskError::NotFound("office")),
            (Some(Some(named)), Some(own)) if named.id != own.0 => return Err(DeskError::NotFound("office")),
            (_, Some(own)) => Some(own.0),
            (Some(Some(named)), None) => Some(named.id),
            (None, None) => None,
        };
        let assignee = wanted.assignee.map(|user| user.map_or(AssigneeFilter::Unassigned, AssigneeFilter::Account));
        // Papers are a caseworker's to review, whoever else the claim waits for.
        let turn_of = |role: Role| wanted.turn_of.filter(|wanted| *wanted == role).map(Role::as_str);
        let (of_caseworker, of_supervisor) = (turn_of(Role::Caseworker), turn_of(Role::Supervisor));
        Ok(WorklistFilter {
            state: wanted.state.clone(),
            workflow: wanted.workflow.clone(),
            assignee: assignee.or(wanted.mine_or_nobodys.map(AssigneeFilter::AccountOrNobody)),
            overdue: wanted.overdue.map(|overdue| (overdue, self.now())),
            office,
            waiting_on: wanted.waiting_on.map(WaitingOn::as_str).or(of_supervisor).map(str::to_owned),
            waiting_on_or_unreviewed: of_caseworker.map(str::to_owned),
            concerns: wanted.concerns.clone(),
            ended: wanted.ended,
            text: wanted.q.as_deref().map(search_words),
        })
    }

    /// A page of a claim's history, oldest first.
    pub async fn history(
        &self,
        number: &str,
        actor: &Actor,
        cursor: Option<&str>,
        limit: i64,
    ) -> Result<ClaimPage<HistoryItem>, DeskError> {
        let loaded = self.load(&Wanted::Number(number.to_owned()), actor).await?;
        let after = cursor.map(cursor::read_number).transpose()?.unwrap_or(0);
        let limit = limit.clamp(1, 200);
        let mut items = self.events_after(loaded.claim.id, after, limit + 1).await?;
        let more = i64::try_from(items.len()).unwrap_or(i64::MAX) > limit;
        items.truncate(usize::try_from(limit).unwrap_or(200));
        let last = items.last().map(|item| cursor::write_number(item.seq));
        Ok(ClaimPage { items, next_cursor: last.filter(|_| more) })
    }

    /// The newest events of a claim that the caller has loaded, newest first.
    pub async fn latest_events(&self, claim: &Claim, limit: i64) -> Result<Vec<HistoryItem>, DeskError> {
        let after = claim.version.saturating_sub(limit).max(0);
        let mut items = self.events_after(claim.id, after, limit).await?;
        items.reverse();
        Ok(items)
    }

    async fn events_after(&self, claim: ClaimId, after: i64, limit: i64) -> Result<Vec<HistoryItem>, DeskError> {
        let (rows, names) = self
            .store()
            .read(move |db| -> Result<_, StoreError> {
                let rows = queries::events_of(db, claim.0, after, limit)?;
                let ids: BTreeSet<uuid::Uuid> = rows.iter().filter_map(|row| account_of(&row.actor)).collect();
                let names = queries::account_names(db, &ids.into_iter().collect::<Vec<_>>())?;
                Ok((rows, names.into_iter().collect::<BTreeMap<_, _>>()))
            })
            .await?;
        let mut items = Vec::new();
        for row in rows {
            let event = Event::decode(&row.opened()?)?;
            items.push(HistoryItem {
                seq: row.seq,
                at: row.at,
                actor_name: account_of(&row.actor).and_then(|id| names.get(&id)).cloned(),
                actor: row.actor,
                kind: row.kind,
                data: event.data()?,
                hash: hex::encode(row.hash),
                previous_hash: hex::encode(row.previous_hash),
            });
        }
        Ok(items)
    }
}

/// A row as a line of the list.
pub(super) fn list_item(row: ListedClaim, offices: &[Office], now: DateTime<Utc>) -> ClaimListItem {
    let due_at = (row.next_deadline < NO_DEADLINE).then_some(row.next_deadline);
    let office = offices.iter().find(|office| office.id == row.office_id);
    ClaimListItem {
        office: office.map(|office| office.name.clone()).unwrap_or_default(),
        overdue: due_at.is_some_and(|due| due < now),
        due_at,
        number: row.number,
        workflow: row.workflow,
        state: row.state,
        waiting_on: row.waiting_on,
        outcome: row.outcome,
        version: row.version,
        participant: row.participant_name,
        event_date: row.event_date,
        assignee: row.assignee_id,
        opened_at: row.opened_at,
        updated_at: row.updated_at,
    }
}

/// The account in an actor as the history names them.
fn account_of(actor: &str) -> Option<uuid::Uuid> {
    actor.split_once(':').and_then(|(_, id)| id.parse().ok())
}

/// A number is searched as it is written, a name as names are compared.
fn search_words(q: &str) -> String {
    let upper = q.trim().to_uppercase();
    if upper.contains('-') && upper.chars().any(|c| c.is_ascii_digit()) { upper } else { folded(q) }
}
