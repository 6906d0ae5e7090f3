//! Who makes the calls of an office, and how many wait for whom.

use crate::claim::{AccountId, Actor};
use crate::store::queries;
use crate::workflow::Role;

use super::super::context::Desk;
use super::super::error::DeskError;
use super::staff::of_the_desk;

impl Desk {
    /// How many calls wait for an actor.
    pub async fn my_calls(&self, actor: &Actor) -> Result<i64, DeskError> {
        let Some(account) = actor.user.filter(|_| actor.role.is_staff()) else { return Ok(0) };
        Ok(self.store().read(move |db| queries::count_open_calls(db, account.0)).await?)
    }

    /// Who makes calls at the actor's office, by name: whom a call can be given to.
    pub async fn callers(&self, actor: &Actor) -> Result<Vec<(AccountId, String)>, DeskError> {
        of_the_desk(actor)?;
        let office = actor.office.map(|office| office.0);
        let staff = self.store().read(move |db| queries::staff(db, office)).await?;
        let calls = |word: &str| Role::parse(word).is_some_and(Role::is_staff);
        Ok(staff.into_iter().filter(|it| calls(&it.role)).map(|it| (AccountId(it.id), it.name)).collect())
    }
}
