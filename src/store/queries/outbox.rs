//! The outbox: what must be delivered at least once. Work is taken by lease: whoever holds it and dies loses it
//! when the lease ends, and another takes it up.

use chrono::{DateTime, TimeDelta, Utc};
use diesel::prelude::*;
use uuid::Uuid;

use super::page::{After, page_size};
use crate::store::columns::{At, Id};
use crate::store::ledger::NewDelivery;
use crate::store::schema::{accounts, claims, letters, outbox};
use crate::store::{Db, StoreError};

/// A delivery as stored.
#[derive(Clone, Debug, PartialEq, Eq, Queryable)]
pub struct Delivery {
    /// Its id.
    pub id: Uuid,
    /// Which worker delivers it.
    pub kind: String,
    /// The claim whose change caused it.
    pub claim_id: Option<Uuid>,
    /// The same effect has the same key for ever.
    pub dedup_key: String,
    /// What the worker needs.
    pub payload: String,
    /// `pending`, `delivered`, `dead` or `cancelled`.
    pub state: String,
    /// How often it was taken up.
    pub attempts: i32,
    /// Not before this moment.
    pub next_attempt_at: DateTime<Utc>,
    /// Until when a worker holds it.
    pub lease_until: Option<DateTime<Utc>>,
    /// Which worker holds it.
    pub leased_by: Option<String>,
    /// Why the last attempt failed.
    pub last_error: Option<String>,
    /// When it was enqueued.
    pub created_at: DateTime<Utc>,
    /// When it ended.
    pub finished_at: Option<DateTime<Utc>>,
}

/// Enqueues a delivery that no claim's change causes; its key must be free.
pub fn enqueue(db: &mut Db, delivery: &NewDelivery, now: DateTime<Utc>) -> Result<(), StoreError> {
    diesel::insert_into(outbox::table)
        .values((
            outbox::id.eq(Id(delivery.id)),
            outbox::kind.eq(&delivery.kind),
            outbox::dedup_key.eq(&delivery.dedup_key),
            outbox::payload.eq(&delivery.payload),
            outbox::state.eq("pending"),
            outbox::attempts.eq(0),
            outbox::next_attempt_at.eq(At(delivery.next_attempt_at)),
            outbox::created_at.eq(At(now)),
        ))
        .execute(db)?;
    Ok(())
}

/// Records what only a person can bring further, as a delivery that is dead from the start; its key must be free.
pub fn enqueue_dead(db: &mut Db, delivery: &NewDelivery, now: DateTime<Utc>, why: &str) -> Result<(), StoreError> {
    enqueue(db, delivery, now)?;
    diesel::update(outbox::table.filter(outbox::id.eq(Id(delivery.id))))
        .set((outbox::state.eq("dead"), outbox::last_error.eq(Some(why)), outbox::finished_at.eq(Some(At(now)))))
        .execute(db)?;
    // No claim can carry the alarm.
    super::alarms::raise_alarm(db, &format!("delivery/{}", delivery.id), "delivery_dead", why, now)?;
    Ok(())
}

/// Takes up to `limit` due deliveries of a kind for `owner`, oldest first, for as long as `lease_for`. Each taking
/// counts as an attempt, so that a delivery that kills its worker does not go on for ever. `owner` must be unique
/// per worker: it is what [`retry_at`] and the others check.
pub fn lease(
    db: &mut Db,
    kind: &str,
    now: DateTime<Utc>,
    lease_for: TimeDelta,
    owner: &str,
    limit: i64,
) -> Result<Vec<Delivery>, StoreError> {
    let free = outbox::state
        .eq("pending")
        .and(outbox::next_attempt_at.le(At(now)))
        .and(outbox::lease_until.is_null().or(outbox::lease_until.le(Some(At(now)))));
    let due: Vec<Uuid> = outbox::table
        .filter(outbox::kind.eq(kind))
        .filter(free)
        .order((outbox::next_attempt_at, outbox::id))
        .limit(limit)
        .select(outbox::id)
        .load(db)?;
    let mut taken: Vec<Delivery> = Vec::with_capacity(due.len());
    for id in due {
        // Asked again: another replica may have taken it since, and then this one leaves it.
        let lease = (
            outbox::lease_until.eq(Some(At(now + lease_for))),
            outbox::leased_by.eq(Some(owner)),
            outbox::attempts.eq(outbox::attempts + 1),
        );
        taken.extend(
            diesel::update(outbox::table.filter(outbox::id.eq(Id(id))).filter(free))
                .set(lease)
                .returning(outbox::all_columns)
                .get_result(db)
                .optional()?,
        );
    }
    Ok(taken)
}

/// Whether [`lease`] would find something: a read, so that an idle worker keeps nobody from writing.
pub fn any_due(db: &mut Db, kind: &str, now: DateTime<Utc>) -> Result<bool, StoreError> {
    let due: Option<Uuid> = outbox::table
        .filter(outbox::kind.eq(kind))
        .filter(outbox::state.eq("pending"))
        .filter(outbox::next_attempt_at.le(At(now)))
        .filter(outbox::lease_until.is_null().or(outbox::lease_until.le(Some(At(now)))))
        .select(outbox::id)
        .first(db)
        .optional()?;
    Ok(due.is_some())
}

/// The deliveries that `owner` holds among those with an id: pending, and not taken over by another.
macro_rules! held {
    ($id:expr, $owner:expr) => {
        outbox::table
            .filter(outbox::id.eq(Id($id)))
            .filter(outbox::state.eq("pending"))
            .filter(outbox::leased_by.eq(Some($owner)))
    };
}

/// Gives a delivery back to be tried again at a moment. Says whether `owner` still held it.
pub fn retry_at(db: &mut Db, id: Uuid, owner: &str, next: DateTime<Utc>, error: &str) -> Result<bool, StoreError> {
    let changed = diesel::update(held!(id, owner))
        .set((
            outbox::next_attempt_at.eq(At(next)),
            outbox::last_error.eq(Some(error)),
            outbox::lease_until.eq(None::<At>),
            outbox::leased_by.eq(None::<&str>),
        ))
        .execute(db)?;
    Ok(changed > 0)
}

/// Gives a delivery back until a moment before which it cannot go; that it was taken up was no attempt. `why` is kept
/// where there is something to say. Says whether `owner` still held it.
pub fn hold_until(
    db: &mut Db,
    id: Uuid,
    owner: &str,
    until: DateTime<Utc>,
    why: Option<&str>,
) -> Result<bool, StoreError> {
    let changed = diesel::update(held!(id, owner))
        .set((
            why.map(|why| outbox::last_error.eq(Some(why))),
            outbox::next_attempt_at.eq(At(until)),
            outbox::attempts.eq(outbox::attempts - 1),
            outbox::lease_until.eq(None::<At>),
            outbox::leased_by.eq(None::<&str>),
        ))
        .execute(db)?;
    Ok(changed > 0)
}

/// Ends a delivery that nobody needs any more. Says whether `owner` still held it.
pub fn mark_cancelled(db: &mut Db, id: Uuid, owner: &str, now: DateTime<Utc>) -> Result<bool, StoreError> {
    let changed = diesel::update(held!(id, owner))
        .set((
            outbox::state.eq("cancelled"),
            outbox::finished_at.eq(Some(At(now))),
            outbox::lease_until.eq(None::<At>),
            outbox::leased_by.eq(None::<&str>),
        ))
        .execute(db)?;
    Ok(changed > 0)
}

/// Ends a delivery as delivered. Says whether `owner` still held it.
pub fn mark_delivered(db: &mut Db, id: Uuid, owner: &str, now: DateTime<Utc>) -> Result<bool, StoreError> {
    let changed = diesel::update(held!(id, owner))
        .set((
            outbox::state.eq("delivered"),
            outbox::finished_at.eq(Some(At(now))),
            outbox::lease_until.eq(None::<At>),
            outbox::leased_by.eq(None::<&str>),
        ))
        .execute(db)?;
    Ok(changed > 0)
}

/// Ends a delivery as dead: only a person can revive it. Says whether `owner` still held it.
pub fn mark_dead(db: &mut Db, id: Uuid, owner: &str, now: DateTime<Utc>, error: &str) -> Result<bool, StoreError> {
    let changed = diesel::update(held!(id, owner))
        .set((
            outbox::state.eq("dead"),
            outbox::last_error.eq(Some(error)),
            outbox::finished_at.eq(Some(At(now))),
            outbox::lease_until.eq(None::<At>),
            outbox::leased_by.eq(None::<&str>),
        ))
        .execute(db)?;
    Ok(changed > 0)
}

/// Revives a dead delivery: due at once, with its attempts and its age counted anew. Says whether it was dead.
pub fn requeue(db: &mut Db, id: Uuid, now: DateTime<Utc>) -> Result<bool, StoreError> {
    let dead = outbox::table.filter(outbox::id.eq(Id(id))).filter(outbox::state.eq("dead"));
    let changed = diesel::update(dead)
        .set((
            outbox::state.eq("pending"),
            outbox::attempts.eq(0),
            outbox::created_at.eq(At(now)),
            outbox::next_attempt_at.eq(At(now)),
            outbox::finished_at.eq(None::<At>),
        ))
        .execute(db)?;
    // What arrived and came back later is not sent again: its alarm stays.
    for kind in ["delivery", "staff_letter"].into_iter().filter(|_| changed > 0) {
        super::alarms::settle_alarm(db, &format!("{kind}/{id}"), now)?;
    }
    Ok(changed > 0)
}

/// Which deliveries to list; `None` is any.
#[derive(Clone, Debug, Default)]
pub struct DeliveryFilter {
    /// In one state.
    pub state: Option<String>,
    /// Of one kind.
    pub kind: Option<String>,
    /// Of one claim.
    pub claim: Option<Uuid>,
    /// Of claims of one office, or letters to its staff.
    pub office: Option<Uuid>,
}

/// Deliveries with the number of their claim, oldest first, behind `after` (moment enqueued and id).
pub fn list_deliveries(
    db: &mut Db,
    filter: &DeliveryFilter,
    after: Option<After>,
    limit: i64,
) -> Result<Vec<(Delivery, Option<String>)>, StoreError> {
    let mut query =
        outbox::table.left_join(claims::table).select((outbox::all_columns, claims::number.nullable())).into_boxed();
    if let Some(state) = &filter.state {
        query = query.filter(outbox::state.eq(state.clone()));
    }
    if let Some(kind) = &filter.kind {
        query = query.filter(outbox::kind.eq(kind.clone()));
    }
    if let Some(claim) = filter.claim {
        query = query.filter(outbox::claim_id.eq(Some(Id(claim))));
    }
    if let Some(office) = filter.office {
        let of_claim = claims::office_id.nullable().eq(Some(Id(office)));
        let to_staff = letters::table
            .inner_join(accounts::table.on(letters::account_id.eq(accounts::id.nullable())))
            .filter(accounts::office_id.eq(Some(Id(office))))
            .select(letters::id);
        query = query.filter(of_claim.or(outbox::claim_id.is_null().and(outbox::id.eq_any(to_staff))));
    }
    if let Some((created_at, id)) = after {
        query = query
            .filter(outbox::created_at.ge(At(created_at)))
            .filter(outbox::created_at.gt(At(created_at)).or(outbox::id.gt(Id(id))));
    }
    Ok(query.order((outbox::created_at, outbox::id)).limit(page_size(limit)).load(db)?)
}

/// The delivery with an id.
pub fn delivery_by_id(db: &mut Db, id: Uuid) -> Result<Option<Delivery>, StoreError> {
    Ok(outbox::table.filter(outbox::id.eq(Id(id))).first(db).optional()?)
}

/// The office of the member of staff whom a delivery brings a letter to; none where it brings none, or where they are of all
/// offices.
pub fn office_of_staff_letter(db: &mut Db, id: Uuid) -> Result<Option<Uuid>, StoreError> {
    let found: Option<Option<Uuid>> = letters::table
        .inner_join(accounts::table.on(letters::account_id.eq(accounts::id.nullable())))
        .filter(letters::id.eq(Id(id)))
        .select(accounts::office_id)
        .first(db)
        .optional()?;
    Ok(found.flatten())
}

/// The delivery with a key.
pub fn delivery_by_dedup_key(db: &mut Db, key: &str) -> Result<Option<Delivery>, StoreError> {
    Ok(outbox::table.filter(outbox::dedup_key.eq(key)).first(db).optional()?)
}

/// How many deliveries of a kind wait.
pub fn pending_of(db: &mut Db, kind: &str) -> Result<i64, StoreError> {
    Ok(outbox::table.filter(outbox::kind.eq(kind)).filter(outbox::state.eq("pending")).count().get_result(db)?)
}

/// How many deliveries are in each state, by kind and state.
pub fn deliveries_by_state(db: &mut Db) -> Result<Vec<(String, String, i64)>, StoreError> {
    Ok(outbox::table
        .group_by((outbox::kind, outbox::state))
        .select((outbox::kind, outbox::state, diesel::dsl::count_star()))
        .order((outbox::kind, outbox::state))
        .load(db)?)
}
