//! What a change brings with it: deadlines, deliveries, papers and findings.

use diesel::prelude::*;
use uuid::Uuid;

use super::change::{Change, FiredRung, MovedDeadline};
use super::error::{AppendError, Setback};
use crate::store::Db;
use crate::store::cached::Cached;
use crate::store::columns::{At, Id};
use crate::store::queries::{mark_dead, setting};
use crate::store::schema::{alerts, deadline_rungs, deadlines, files, outbox};

/// The deadlines of a claim that nobody has called off, by their condition alone: each statement adds its own.
macro_rules! live_deadlines {
    ($claim:expr) => {
        deadlines::table
            .filter(deadlines::claim_id.eq(Id($claim)))
            .filter(deadlines::cancelled_at.is_null())
            .filter(deadlines::met_at.is_null())
    };
}

/// Ends and starts deadlines, the ends first.
pub(super) fn deadlines(db: &mut Db, change: &Change) -> Result<(), Setback> {
    let now = At(change.row.updated_at);
    if let Some((name, value)) = &change.counted_by
        && !(change.arm.is_empty() && change.move_deadlines.is_empty())
        && setting(db, name)? != *value
    {
        return Err(AppendError::SettingChanged.into());
    }
    for id in &change.fire_deadlines {
        let due = live_deadlines!(change.claim)
            .filter(deadlines::id.eq(Id(*id)))
            .filter(deadlines::fired_at.is_null())
            .filter(deadlines::due_at.le(now));
        if Cached(diesel::update(due).set(deadlines::fired_at.eq(Some(now)))).execute(db)? == 0 {
            return Err(AppendError::DeadlineEnded(*id).into());
        }
    }
    for moved in &change.move_deadlines {
        move_deadline(db, change, moved)?;
    }
    for (at, rung) in change.fire_rungs.iter().enumerate() {
        // Rungs of one deadline that fire together look ahead once.
        if change.fire_rungs[..at].iter().all(|before| before.deadline != rung.deadline) {
            look_ahead(db, change, rung)?;
        }
        fire_rung(db, change, rung)?;
    }
    if change.cancel_deadlines {
        let live = diesel::update(live_deadlines!(change.claim)).set(deadlines::cancelled_at.eq(Some(now)));
        Cached(live).execute(db)?;
    }
    for deadline in &change.arm {
        diesel::insert_into(deadlines::table)
            .values((
                deadlines::id.eq(Id(deadline.id)),
                deadlines::claim_id.eq(Id(change.claim)),
                deadlines::name.eq(&deadline.name),
                deadlines::state.eq(&deadline.state),
                deadlines::waiting_on.eq(&deadline.waiting_on),
                deadlines::started_at.eq(At(deadline.started_at)),
                deadlines::due_at.eq(At(deadline.due_at)),
                deadlines::calendar_missing.eq(deadline.calendar_missing),
                deadlines::rungs.eq(&deadline.rungs),
                deadlines::next_rung_at.eq(At(deadline.next_rung_at)),
                deadlines::stands_still_since.eq(deadline.stands_still_since.map(At)),
            ))
            .execute(db)?;
    }
    Ok(())
}

fn move_deadline(db: &mut Db, change: &Change, moved: &MovedDeadline) -> Result<(), Setback> {
    let changed = diesel::update(live_deadlines!(change.claim).filter(deadlines::id.eq(Id(moved.id))))
        .set((
            deadlines::due_at.eq(At(moved.due_at)),
            deadlines::calendar_missing.eq(moved.calendar_missing),
            deadlines::rungs.eq(&moved.rungs),
            deadlines::next_rung_at.eq(At(moved.next_rung_at)),
            deadlines::stands_still_since.eq(moved.stands_still_since.map(At)),
        ))
        .execute(db)?;
    if changed == 0 {
        return Err(AppendError::DeadlineEnded(moved.id).into());
    }
    Ok(())
}

/// The deadline remembers which rung comes next. Rungs behind the end fire after the deadline itself has.
fn look_ahead(db: &mut Db, change: &Change, rung: &FiredRung) -> Result<(), Setback> {
    let as_read = live_deadlines!(change.claim)
        .filter(deadlines::id.eq(Id(rung.deadline)))
        .filter(deadlines::next_rung_at.eq(At(rung.read_next_at)));
    let next = deadlines::next_rung_at.eq(At(rung.next_rung_at));
    if Cached(diesel::update(as_read).set(next)).execute(db)? == 0 {
        return Err(AppendError::DeadlineEnded(rung.deadline).into());
    }
    Ok(())
}

/// A rung fires by its row, so once for ever.
fn fire_rung(db: &mut Db, change: &Change, rung: &FiredRung) -> Result<(), Setback> {
    diesel::insert_into(deadline_rungs::table)
        .values((
            deadline_rungs::deadline_id.eq(Id(rung.deadline)),
            deadline_rungs::rung.eq(&rung.rung),
            deadline_rungs::claim_id.eq(Id(change.claim)),
            deadline_rungs::planned_at.eq(At(rung.planned_at)),
            deadline_rungs::fired_at.eq(At(change.row.updated_at)),
            deadline_rungs::collapsed_into.eq(rung.collapsed_into.as_deref()),
        ))
        .execute(db)?;
    Ok(())
}

/// Ends and enqueues deliveries, the ends first.
pub(super) fn deliveries(db: &mut Db, change: &Change) -> Result<(), Setback> {
    for id in &change.cancel_deliveries {
        end_delivery(db, change, *id, "cancelled", true)?;
    }
    for id in &change.finish_deliveries {
        end_delivery(db, change, *id, "delivered", false)?;
    }
    for dead in &change.dead_deliveries {
        let now = change.row.updated_at;
        if !mark_dead(db, dead.id, &dead.owner, now, &dead.error)? {
            return Err(AppendError::DeliveryEnded(dead.id).into());
        }
    }
    for delivery in &change.enqueue {
        diesel::insert_into(outbox::table)
            .values((
                outbox::id.eq(Id(delivery.id)),
                outbox::kind.eq(&delivery.kind),
                outbox::claim_id.eq(Some(Id(change.claim))),
                outbox::dedup_key.eq(&delivery.dedup_key),
                outbox::payload.eq(&delivery.payload),
                outbox::state.eq("pending"),
                outbox::attempts.eq(0),
                outbox::next_attempt_at.eq(At(delivery.next_attempt_at)),
                outbox::created_at.eq(At(change.row.updated_at)),
            ))
            .execute(db)?;
    }
    Ok(())
}

/// Ends a pending delivery of the claim; `only_free` refuses one that a worker holds, and also calls back one that
/// is dead: what will never arrive is not in the way of going on by paper.
fn end_delivery(db: &mut Db, change: &Change, id: Uuid, state: &str, only_free: bool) -> Result<(), Setback> {
    let now = At(change.row.updated_at);
    let states = if only_free { vec!["pending", "dead"] } else { vec!["pending"] };
    let pending = outbox::table
        .filter(outbox::id.eq(Id(id)))
        .filter(outbox::claim_id.eq(Some(Id(change.claim))))
        .filter(outbox::state.eq_any(states));
    let end = (
        outbox::state.eq(state),
        outbox::finished_at.eq(Some(now)),
        outbox::lease_until.eq(None::<At>),
        outbox::leased_by.eq(None::<String>),
    );
    let ended = if only_free {
        let free = outbox::lease_until.is_null().or(outbox::lease_until.le(Some(now)));
        diesel::update(pending.clone().filter(free)).set(end).execute(db)?
    } else {
        diesel::update(pending.clone()).set(end).execute(db)?
    };
    if ended > 0 {
        return Ok(());
    }
    let still_pending: i64 = pending.count().get_result(db)?;
    let refused = if still_pending > 0 { AppendError::DeliveryUnderWay(id) } else { AppendError::DeliveryEnded(id) };
    Err(refused.into())
}

/// Records the papers received.
pub(super) fn files(db: &mut Db, change: &Change) -> Result<(), Setback> {
    for file in &change.files {
        diesel::insert_into(files::table)
            .values((
                files::id.eq(Id(file.id)),
                files::claim_id.eq(Id(change.claim)),
                files::sha256.eq(&file.sha256),
                files::size.eq(file.size),
                files::media_type.eq(&file.media_type),
                files::file_name.eq(&file.file_name),
                files::received_at.eq(At(file.received_at)),
            ))
            .execute(db)?;
    }
    Ok(())
}

/// Settles and raises findings.
pub(super) fn alerts(db: &mut Db, change: &Change) -> Result<(), Setback> {
    for settled in &change.alerts_settled {
        let open = alerts::table
            .filter(alerts::id.eq(Id(settled.id)))
            .filter(alerts::claim_id.eq(Id(change.claim)))
            .filter(alerts::settled_at.is_null());
        let end =
            (alerts::settled_at.eq(Some(At(settled.settled_at))), alerts::settlement.eq(Some(&settled.settlement)));
        if diesel::update(open).set(end).execute(db)? == 0 {
            return Err(AppendError::AlertEnded(settled.id).into());
        }
    }
    for alert in &change.alerts_raised {
        diesel::insert_into(alerts::table)
            .values((
                alerts::id.eq(Id(alert.id)),
                alerts::claim_id.eq(Id(change.claim)),
                alerts::kind.eq(&alert.kind),
                alerts::severity.eq(&alert.severity),
                alerts::evidence.eq(&alert.evidence),
                alerts::raised_at.eq(At(alert.raised_at)),
            ))
            .execute(db)?;
    }
    Ok(())
}
