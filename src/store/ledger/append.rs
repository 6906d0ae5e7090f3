//! One change in one transaction: the order of its writes.
//!
//! The saved answer comes first, so that two identical requests meet there and the second waits for the first;
//! then the claim's row, whose version decides between different changes; then what follows from them.

use diesel::prelude::*;
use uuid::Uuid;

use super::access;
use super::change::{Change, SavedAnswer};
use super::consequences;
use super::error::{AppendError, Setback};
use super::hash::{Hash, Hashed, NO_HASH, event_hash};
use super::letters;
use crate::store::cached::Cached;
use crate::store::columns::{At, Id};
use crate::store::schema::{answers, claims, events, inbound_answers, outbox};
use crate::store::{Db, StoreError, halt, seal};

/// What a change came to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Appended {
    /// The claim's version, which is the seq of its newest event.
    pub version: i64,
    /// The hash of its newest event.
    pub last_hash: Hash,
}

/// Writes a change inside the caller's transaction, which must be rolled back if this fails.
pub(super) fn append(db: &mut Db, change: &Change) -> Result<Appended, Setback> {
    if change.events.is_empty() {
        return Err(AppendError::NoEvent.into());
    }
    halt::at("ledger.begun");
    if let Some(answer) = &change.answer {
        save_answer(db, answer)?;
    }
    halt::at("ledger.answer_saved");
    let previous = last_hash(db, change)?;
    let (rows, appended) = chained(change, previous);
    write_claim(db, change, &appended)?;
    halt::at("ledger.claim_written");
    for row in &rows {
        insert_event(db, change.claim, row)?;
    }
    halt::at("ledger.events_written");
    consequences::deadlines(db, change)?;
    halt::at("ledger.deadlines_written");
    consequences::deliveries(db, change)?;
    halt::at("ledger.outbox_written");
    consequences::files(db, change)?;
    consequences::alerts(db, change)?;
    letters::letters(db, change)?;
    access::access(db, change)?;
    save_inbound(db, change)?;
    halt::at("ledger.before_commit");
    Ok(appended)
}

/// An event ready to be written.
struct ChainedEvent<'a> {
    event: &'a super::NewEvent,
    seq: i64,
    body: Vec<u8>,
    previous_hash: Hash,
    hash: Hash,
}

/// Seals and chains the events of a change behind `previous`.
fn chained(change: &Change, mut previous: Hash) -> (Vec<ChainedEvent<'_>>, Appended) {
    let mut seq = change.expected_version;
    let mut rows = Vec::with_capacity(change.events.len());
    for event in &change.events {
        seq += 1;
        let body = seal::seal(change.claim, &event.body);
        let hashed =
            Hashed { claim: change.claim, seq, at: event.at, kind: &event.kind, actor: &event.actor, body: &body };
        let hash = event_hash(&previous, &hashed);
        rows.push(ChainedEvent { event, seq, body, previous_hash: previous, hash });
        previous = hash;
    }
    (rows, Appended { version: seq, last_hash: previous })
}

/// The hash of the claim's newest event, if that is the one the decision was made on.
fn last_hash(db: &mut Db, change: &Change) -> Result<Hash, Setback> {
    if change.expected_version == 0 {
        return Ok(NO_HASH);
    }
    let found: Option<(i64, Vec<u8>)> = claims::table
        .filter(claims::id.eq(Id(change.claim)))
        .select((claims::version, claims::last_hash))
        .first(db)
        .optional()?;
    match found {
        Some((version, hash)) if version == change.expected_version => Hash::try_from(hash.as_slice())
            .map_err(|_| StoreError::broken(format!("the last hash of claim {} has no 32 bytes", change.claim)).into()),
        found => Err(AppendError::VersionConflict { current: found.map_or(0, |(version, _)| version) }.into()),
    }
}

/// The claim's columns, written the same way when it is opened and when it changes.
#[derive(AsChangeset, Insertable)]
#[diesel(table_name = claims, treat_none_as_null = true)]
struct ClaimColumns<'a> {
    number: &'a str,
    workflow: &'a str,
    workflow_version: i64,
    participant_id: Id,
    office_id: Id,
    state: &'a str,
    waiting_on: Option<String>,
    outcome: Option<String>,
    ended: bool,
    unreviewed: i64,
    version: i64,
    event_date: &'a str,
    opened_at: At,
    updated_at: At,
    assignee_id: Option<Id>,
    search_text: &'a str,
    active_key: Option<String>,
    last_hash: &'a [u8],
    snapshot: &'a [u8],
}

fn write_claim(db: &mut Db, change: &Change, appended: &Appended) -> Result<(), Setback> {
    let row = &change.row;
    let snapshot = seal::seal(change.claim, &row.snapshot);
    let columns = ClaimColumns {
        number: &row.number,
        workflow: &row.workflow,
        workflow_version: row.workflow_version,
        participant_id: Id(row.participant_id),
        office_id: Id(row.office_id),
        state: &row.state,
        waiting_on: row.waiting_on.clone(),
        outcome: row.outcome.clone(),
        ended: row.ended,
        unreviewed: row.unreviewed,
        version: appended.version,
        event_date: &row.event_date,
        opened_at: At(row.opened_at),
        updated_at: At(row.updated_at),
        assignee_id: row.assignee_id.map(Id),
        search_text: &row.search_text,
        active_key: row.active_key.clone(),
        last_hash: &appended.last_hash,
        snapshot: &snapshot,
    };
    let nearest = claims::next_deadline.eq(At(row.next_deadline));
    if change.expected_version == 0 {
        diesel::insert_into(claims::table).values((claims::id.eq(Id(change.claim)), nearest, columns)).execute(db)?;
        return Ok(());
    }
    let expected =
        claims::table.filter(claims::id.eq(Id(change.claim))).filter(claims::version.eq(change.expected_version));
    let nearest = change.moves_clock().then_some(nearest);
    if Cached(diesel::update(expected).set((columns, nearest))).execute(db)? == 0 {
        let current = current_version(db, change.claim)?;
        return Err(AppendError::VersionConflict { current }.into());
    }
    Ok(())
}

/// The version of a claim, 0 if there is none.
pub(super) fn current_version(db: &mut Db, claim: Uuid) -> Result<i64, StoreError> {
    let version = claims::table.filter(claims::id.eq(Id(claim))).select(claims::version).first(db).optional()?;
    Ok(version.unwrap_or(0))
}

fn insert_event(db: &mut Db, claim: Uuid, row: &ChainedEvent<'_>) -> Result<(), Setback> {
    diesel::insert_into(events::table)
        .values((
            events::claim_id.eq(Id(claim)),
            events::seq.eq(row.seq),
            events::at.eq(At(row.event.at)),
            events::actor.eq(&row.event.actor),
            events::kind.eq(&row.event.kind),
            events::body.eq(&row.body),
            events::previous_hash.eq(row.previous_hash.as_slice()),
            events::hash.eq(row.hash.as_slice()),
        ))
        .execute(db)?;
    Ok(())
}

/// Keeps an answer; fails if its key is taken.
pub(crate) fn save_answer(db: &mut Db, answer: &SavedAnswer) -> QueryResult<usize> {
    diesel::insert_into(answers::table)
        .values((
            answers::caller.eq(&answer.caller),
            answers::method.eq(&answer.method),
            answers::path.eq(&answer.path),
            answers::key.eq(&answer.key),
            answers::request_hash.eq(&answer.request_hash),
            answers::status.eq(answer.status),
            answers::headers.eq(&answer.headers),
            answers::body.eq(&answer.body),
            answers::created_at.eq(At(answer.created_at)),
        ))
        .execute(db)
}

fn save_inbound(db: &mut Db, change: &Change) -> Result<(), Setback> {
    let Some(inbound) = &change.inbound else { return Ok(()) };
    if write_inbound(db, inbound, Some(change.claim))? {
        return Ok(());
    }
    Err(AppendError::DeliveryEnded(inbound.again.unwrap_or_default()).into())
}

/// Keeps a call-back of the insurer; fails if it was taken before. Says no if it is taken again by a delivery that
/// has ended.
pub(crate) fn write_inbound(db: &mut Db, inbound: &super::InboundAnswer, claim: Option<Uuid>) -> QueryResult<bool> {
    if let Some(delivery) = inbound.again {
        let end = (
            outbox::state.eq("delivered"),
            outbox::finished_at.eq(Some(At(inbound.received_at))),
            outbox::lease_until.eq(None::<At>),
            outbox::leased_by.eq(None::<String>),
        );
        let pending = outbox::table.filter(outbox::id.eq(Id(delivery))).filter(outbox::state.eq("pending"));
        if diesel::update(pending).set(end).execute(db)? == 0 {
            return Ok(false);
        }
        let kept = inbound_answers::table.filter(inbound_answers::webhook_id.eq(&inbound.webhook_id));
        let news = (inbound_answers::claim_id.eq(claim.map(Id)), inbound_answers::result.eq(&inbound.result));
        diesel::update(kept).set(news).execute(db)?;
        return Ok(true);
    }
    diesel::insert_into(inbound_answers::table)
        .values((
            inbound_answers::webhook_id.eq(&inbound.webhook_id),
            inbound_answers::received_at.eq(At(inbound.received_at)),
            inbound_answers::body.eq(&inbound.body),
            inbound_answers::claim_id.eq(claim.map(Id)),
            inbound_answers::result.eq(&inbound.result),
        ))
        .execute(db)?;
    Ok(true)
}
