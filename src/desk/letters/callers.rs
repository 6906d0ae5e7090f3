//! Who makes the calls of an office, how many wait for whom, and to whom they pass on.

use chrono::NaiveDate;
use uuid::Uuid;

use crate::claim::{AccountId, Actor, Claim};
use crate::law::clock::jakarta_date;
use crate::store::ledger::CallsPassTo;
use crate::store::queries::{self, CallFilter, StoredCall};
use crate::store::{Db, StoreError};
use crate::workflow::Role;

use super::super::context::Desk;
use super::super::error::DeskError;
use super::staff::{Staff, of_the_desk};

impl Desk {
    /// How many calls wait for an actor: those that the list of their own shows.
    pub async fn my_calls(&self, actor: &Actor) -> Result<i64, DeskError> {
        let Some(account) = actor.user.filter(|_| actor.role.is_staff()) else { return Ok(0) };
        let (office, today) = (actor.office.map(|office| office.0), jakarta_date(self.now()));
        let count = move |db: &mut Db| -> Result<i64, StoreError> {
            let own = calls_for(db, account.0, office, today)?;
            queries::count_open_calls(db, &own)
        };
        Ok(self.store().read(count).await?)
    }

    /// Who makes calls at the actor's office, by name: whom a call can be given to.
    pub async fn callers(&self, actor: &Actor) -> Result<Vec<(AccountId, String)>, DeskError> {
        of_the_desk(actor)?;
        let office = actor.office.map(|office| office.0);
        let staff = self.store().read(move |db| queries::staff(db, office)).await?;
        let calls = |word: &str| Role::parse(word).is_some_and(Role::is_staff);
        Ok(staff.into_iter().filter(|it| calls(&it.role)).map(|it| (AccountId(it.id), it.name)).collect())
    }

    /// To whom the open calls of a claim go with a change that gives it to another caseworker or office; none when they
    /// stay where they are. Nobody's claim keeps its caller: a family hears one voice.
    pub(in super::super) async fn calls_pass_to(
        &self,
        before: &Claim,
        after: &Claim,
    ) -> Result<Option<CallsPassTo>, DeskError> {
        let moved = before.office != after.office;
        if !moved && (before.assignee == after.assignee || after.assignee.is_none()) {
            return Ok(None);
        }
        let (claim, office, today) = (after.id.0, after.office.0, jakarta_date(self.now()));
        let read = move |db: &mut Db| -> Result<_, StoreError> {
            let calls = queries::calls_of(db, claim)?;
            Ok((Staff::read(db, office, today)?.with_caller(caller_of(&calls, None)), calls))
        };
        let (staff, calls) = self.store().read(read).await?;
        if calls.iter().all(|call| call.done_at.is_some()) {
            return Ok(None);
        }
        let account = staff.responsible(after).map(|member| member.id);
        Ok(Some(CallsPassTo { office, account }))
    }
}

/// The calls for a member of staff: their own, those of colleagues for whom they stand in on a day, and those of nobody
/// yet at their office.
pub(super) fn calls_for(
    db: &mut Db,
    account: Uuid,
    office: Option<Uuid>,
    today: NaiveDate,
) -> Result<CallFilter, StoreError> {
    let mut accounts = queries::stood_in_for(db, account, &today.to_string())?;
    accounts.push(account);
    Ok(CallFilter { office, accounts: Some(accounts), claim: None })
}

/// Who has to call about a claim already, but for one who is not there any more.
pub(super) fn caller_of(calls: &[StoredCall], gone: Option<Uuid>) -> Option<Uuid> {
    let open = calls.iter().filter(|call| call.done_at.is_none());
    open.filter_map(|call| call.account_id).find(|account| Some(*account) != gone)
}

/// Gives the open calls of somebody whose account was closed to who works on each claim now; to nobody where its office
/// has nobody, and then everybody who comes there finds them.
pub(in super::super) fn pass_calls_on(db: &mut Db, gone: Uuid, today: NaiveDate) -> Result<(), StoreError> {
    for id in queries::claims_with_calls_of(db, gone)? {
        let Some(stored) = queries::claim_by_id(db, id)? else { continue };
        let claim: Claim =
            serde_json::from_slice(&stored.row.snapshot).map_err(|error| StoreError::Broken(error.into()))?;
        let caller = caller_of(&queries::calls_of(db, id)?, Some(gone));
        // Read anew for each claim: whoever gets the calls of one has more to do before the next.
        let staff = Staff::read(db, claim.office.0, today)?.with_caller(caller);
        let to = staff.responsible(&claim).map(|member| member.id);
        queries::pass_calls_on(db, id, gone, to)?;
    }
    Ok(())
}
