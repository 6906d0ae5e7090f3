//! One change of one claim, with everything that must be true together with it.

use chrono::{DateTime, Utc};
use diesel::prelude::Queryable;
use uuid::Uuid;

use crate::store::queries::{StoredLink, StoredSession};

/// A change of exactly one claim: committed whole or not at all.
#[derive(Clone, Debug)]
pub struct Change {
    /// The claim.
    pub claim: Uuid,
    /// The version on which the decision was made; 0 opens the claim.
    pub expected_version: i64,
    /// What happened, oldest first; at least one. Each raises the version by one.
    pub events: Vec<NewEvent>,
    /// The claim after the last event. Its `updated_at` is the moment of the whole change.
    pub row: ClaimRow,
    /// Open deadlines that end without having been met; they end before `arm` starts new ones.
    pub cancel_deadlines: CancelDeadlines,
    /// Names of open deadlines that are met by this change.
    pub meet_deadlines: Vec<String>,
    /// Deadlines that fire by this change. One that is no longer open refuses it, so that none fires twice.
    pub fire_deadlines: Vec<Uuid>,
    /// Open deadlines whose end moves: the clock stood still, was given more time, or goes by other holidays. One
    /// that is no longer open refuses the change.
    pub move_deadlines: Vec<MovedDeadline>,
    /// Rungs of deadlines that fire by this change. One that has fired, or whose deadline has ended, refuses it.
    pub fire_rungs: Vec<FiredRung>,
    /// Deadlines that start.
    pub arm: Vec<NewDeadline>,
    /// To whom the claim's open calls go, when it gets another caseworker or office.
    pub calls_pass_to: Option<CallsPassTo>,
    /// Letters composed because of this change; one by mail has a delivery of the same id.
    pub letters: Vec<NewLetter>,
    /// Calls that somebody of the desk has to make because of this change.
    pub calls: Vec<NewCall>,
    /// The calls that this change reports as made or tried; one that was made already refuses the change.
    pub calls_made: Vec<MadeCall>,
    /// Links that stand in those letters, beside whatever links there are.
    pub links: Vec<StoredLink>,
    /// What must leave the house because of this change.
    pub enqueue: Vec<NewDelivery>,
    /// Deliveries called back. One that a worker holds, or that has ended, refuses the change.
    pub cancel_deliveries: Vec<Uuid>,
    /// Deliveries that this change records as delivered. One that has ended already refuses the change.
    pub finish_deliveries: Vec<Uuid>,
    /// Deliveries that this change gives up. One that its worker no longer holds refuses the change.
    pub dead_deliveries: Vec<DeadDelivery>,
    /// Papers received.
    pub files: Vec<NewFile>,
    /// Findings for a person to settle.
    pub alerts_raised: Vec<NewAlert>,
    /// Findings settled. One that is settled already refuses the change.
    pub alerts_settled: Vec<SettledAlert>,
    /// What was answered to the request behind this change, kept for its repeats.
    pub answer: Option<SavedAnswer>,
    /// The insurer's call-back behind this change; a repeat refuses the change.
    pub inbound: Option<InboundAnswer>,
    /// Who is let in by this change.
    pub access: Option<Access>,
}

impl Change {
    /// A change with events and nothing else.
    pub fn new(claim: Uuid, expected_version: i64, events: Vec<NewEvent>, row: ClaimRow) -> Self {
        Self {
            claim,
            expected_version,
            events,
            row,
            cancel_deadlines: CancelDeadlines::None,
            meet_deadlines: Vec::new(),
            fire_deadlines: Vec::new(),
            move_deadlines: Vec::new(),
            fire_rungs: Vec::new(),
            arm: Vec::new(),
            calls_pass_to: None,
            letters: Vec::new(),
            calls: Vec::new(),
            calls_made: Vec::new(),
            links: Vec::new(),
            enqueue: Vec::new(),
            cancel_deliveries: Vec::new(),
            finish_deliveries: Vec::new(),
            dead_deliveries: Vec::new(),
            files: Vec::new(),
            alerts_raised: Vec::new(),
            alerts_settled: Vec::new(),
            answer: None,
            inbound: None,
            access: None,
        }
    }
}

/// Who is let in by a change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Access {
    /// A link is made; the earlier ones of the same person that nobody has used are revoked.
    Made(StoredLink),
    /// A link is used up and a session begins. A link that is no longer good refuses the change.
    Opened {
        /// The link.
        link: Uuid,
        /// The session.
        session: StoredSession,
    },
}

/// Something that happened to a claim.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewEvent {
    /// When, in whole microseconds.
    pub at: DateTime<Utc>,
    /// Who did it, in the caller's spelling.
    pub actor: String,
    /// Its type.
    pub kind: String,
    /// What it says, as bytes that are hashed and given back exactly so.
    pub body: Vec<u8>,
}

/// A claim as its row shows it: what lists filter, sort and print. All of it follows from the events; `version` and
/// the last hash are the ledger's own and not here.
#[derive(Clone, Debug, PartialEq, Eq, Queryable)]
pub struct ClaimRow {
    /// The number people use, unique.
    pub number: String,
    /// Name of its procedure.
    pub workflow: String,
    /// Version of its procedure.
    pub workflow_version: i64,
    /// The insured person.
    pub participant_id: Uuid,
    /// The office it belongs to.
    pub office_id: Uuid,
    /// Name of its state.
    pub state: String,
    /// Whose move it is.
    pub waiting_on: Option<String>,
    /// How it went, once that is known.
    pub outcome: Option<String>,
    /// Whether nothing more can happen.
    pub ended: bool,
    /// Papers that wait for a reviewer.
    pub unreviewed: i64,
    /// Date of the insured event, `YYYY-MM-DD`.
    pub event_date: String,
    /// When it was opened.
    pub opened_at: DateTime<Utc>,
    /// When it last changed.
    pub updated_at: DateTime<Utc>,
    /// The account that works on it.
    pub assignee_id: Option<Uuid>,
    /// The nearest open deadline; [`NO_DEADLINE`] if there is none, so that lists sort by it without gaps.
    pub next_deadline: DateTime<Utc>,
    /// What the search of lists looks in, upper case.
    pub search_text: String,
    /// While set, no other claim can have the same: it blocks a second claim for the same event.
    pub active_key: Option<String>,
    /// The whole claim, serialised by the caller.
    pub snapshot: Vec<u8>,
}

/// Stands for "no deadline": later than any real one, and within what both databases can store (2999-12-31).
pub const NO_DEADLINE: DateTime<Utc> = match DateTime::from_timestamp(32_503_593_600, 0) {
    Some(moment) => moment,
    None => DateTime::<Utc>::MAX_UTC,
};

/// Which open deadlines of the claim are called off.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CancelDeadlines {
    /// None of them.
    None,
    /// All of them.
    All,
    /// Those with these names.
    Named(Vec<String>),
}

/// A deadline (tenggat) that starts to run.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewDeadline {
    /// Its id.
    pub id: Uuid,
    /// Its name in the procedure.
    pub name: String,
    /// The state it belongs to.
    pub state: String,
    /// Who is waited for.
    pub waiting_on: String,
    /// When it started to run.
    pub started_at: DateTime<Utc>,
    /// When it is over.
    pub due_at: DateTime<Utc>,
    /// Whether it was computed without the holidays of its year.
    pub calendar_missing: bool,
    /// Its rungs, in the caller's format.
    pub rungs: String,
    /// When the first of them fires; [`NO_DEADLINE`] when none does.
    pub next_rung_at: DateTime<Utc>,
    /// Since when the clock stands still; its end is then [`NO_DEADLINE`].
    pub stands_still_since: Option<DateTime<Utc>>,
}

/// A deadline whose end moves.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MovedDeadline {
    /// The deadline.
    pub id: Uuid,
    /// Its new end; [`NO_DEADLINE`] while the clock stands still.
    pub due_at: DateTime<Utc>,
    /// Whether that was computed without the holidays of its year.
    pub calendar_missing: bool,
    /// Its rungs, in the caller's format.
    pub rungs: String,
    /// When the next of them fires that has not yet; [`NO_DEADLINE`] when none does.
    pub next_rung_at: DateTime<Utc>,
    /// Since when the clock stands still.
    pub stands_still_since: Option<DateTime<Utc>>,
}

/// A rung of a deadline that fires.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FiredRung {
    /// The deadline.
    pub deadline: Uuid,
    /// The rung's name.
    pub rung: String,
    /// When it was to fire.
    pub planned_at: DateTime<Utc>,
    /// The later rung that tells of this one too.
    pub collapsed_into: Option<String>,
    /// When the deadline's next rung fires after this change; [`NO_DEADLINE`] when none does.
    pub next_rung_at: DateTime<Utc>,
}

/// A letter (surat), composed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewLetter {
    /// Its id; also of the delivery that carries it.
    pub id: Uuid,
    /// Its kind.
    pub kind: String,
    /// `id` or `en`.
    pub language: String,
    /// The person of the claim it is for.
    pub person_id: Option<Uuid>,
    /// The member of staff it is for.
    pub account_id: Option<Uuid>,
    /// Whom it is for, by name.
    pub name: String,
    /// The e-mail address, when it has one.
    pub address: Option<String>,
    /// `mail`, `call` or `declined`.
    pub channel: String,
    /// Its subject.
    pub subject: String,
    /// Its text.
    pub body: String,
    /// The same as HTML.
    pub html: String,
    /// The same in a few words, to be read out or sent as a message.
    pub message: String,
    /// The event that caused it.
    pub cause_seq: Option<i64>,
    /// When it was composed.
    pub created_at: DateTime<Utc>,
}

/// A call that somebody of the desk has to make.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewCall {
    /// Its id.
    pub id: Uuid,
    /// The letter that it stands for.
    pub letter: Uuid,
    /// The claim's office.
    pub office: Uuid,
    /// Who is to call; none when the office has nobody.
    pub account: Option<Uuid>,
    /// Whom to call.
    pub name: String,
    /// Their telephone, if one is known.
    pub phone: Option<String>,
    /// Why no letter reaches them.
    pub reason: String,
    /// Until when.
    pub due_at: DateTime<Utc>,
    /// How the last try went of a call in whose place it stands.
    pub tried: Option<String>,
}

/// To whom the open calls of a claim go.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CallsPassTo {
    /// The claim's office.
    pub office: Uuid,
    /// Who is to call; none when the office has nobody.
    pub account: Option<Uuid>,
}

/// The report of a call.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MadeCall {
    /// The call.
    pub id: Uuid,
    /// Who made it.
    pub by: Option<Uuid>,
    /// How it went.
    pub outcome: String,
    /// Which number was called.
    pub phone: Option<String>,
    /// Whether it is done with it; else it waits for another try.
    pub ends: bool,
}

/// Something to deliver at least once.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewDelivery {
    /// Its id.
    pub id: Uuid,
    /// Which worker delivers it, such as `mail`.
    pub kind: String,
    /// The same effect has the same key for ever; a second one refuses the change.
    pub dedup_key: String,
    /// What the worker needs, in its own format.
    pub payload: String,
    /// Not before this moment.
    pub next_attempt_at: DateTime<Utc>,
}

/// A delivery that its worker gives up: only a person can revive it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DeadDelivery {
    /// The delivery.
    pub id: Uuid,
    /// The worker that holds it.
    pub owner: String,
    /// Why the last attempt failed.
    pub error: String,
}

/// A paper that was received and whose bytes are already on disk.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewFile {
    /// The document's id.
    pub id: Uuid,
    /// SHA-256 of its bytes, in hexadecimal.
    pub sha256: String,
    /// Its length in bytes.
    pub size: i64,
    /// Its media type.
    pub media_type: String,
    /// The name it came with.
    pub file_name: String,
    /// When it was received.
    pub received_at: DateTime<Utc>,
}

/// A finding.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewAlert {
    /// Its id.
    pub id: Uuid,
    /// What was found.
    pub kind: String,
    /// How bad it is.
    pub severity: String,
    /// What it was found in, as JSON.
    pub evidence: String,
    /// When it was found.
    pub raised_at: DateTime<Utc>,
}

/// The end of a finding.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SettledAlert {
    /// The finding.
    pub id: Uuid,
    /// When it was settled.
    pub settled_at: DateTime<Utc>,
    /// How and by whom, in the caller's format.
    pub settlement: String,
}

/// What was answered to a request, for its repeats.
#[derive(Clone, Debug, PartialEq, Eq, Queryable)]
pub struct SavedAnswer {
    /// Who asked.
    pub caller: String,
    /// HTTP method.
    pub method: String,
    /// Path of the request.
    pub path: String,
    /// The caller's `Idempotency-Key`.
    pub key: String,
    /// Fingerprint of the request's body: another body under the same key is a mistake of the caller.
    pub request_hash: String,
    /// HTTP status.
    pub status: i32,
    /// Headers of the answer, in the caller's format.
    pub headers: String,
    /// Body of the answer.
    pub body: String,
    /// When it was answered.
    pub created_at: DateTime<Utc>,
}

/// A call-back of the insurer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InboundAnswer {
    /// Id of the webhook, unique for ever.
    pub webhook_id: String,
    /// When it came.
    pub received_at: DateTime<Utc>,
    /// What it said.
    pub body: String,
    /// What we made of it.
    pub result: String,
    /// The delivery by which an answer that was kept is taken again: it ends with it, and the row of the answer is
    /// brought up to date. None is an answer that comes for the first time.
    pub again: Option<Uuid>,
}
