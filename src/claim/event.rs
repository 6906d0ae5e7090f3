//! What has happened to a claim. Events are facts: they carry everything that `apply` needs, so that a history
//! folds without the procedure it was made under.

use std::collections::BTreeMap;

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::law::clock::{RungKind, Span};
use crate::workflow::{
    ActionName, DocumentKind, FactName, FactValue, InputName, Outcome, ProcedureName, StateName, WaitingOn,
};

use super::actor::ActorRef;
use super::ids::{AccountId, AlertId, DeliveryId, DocumentId, OfficeId, ParticipantId, PersonId};
use super::number::ClaimNumber;
use super::parts::{
    Benefit, CarriedOver, Consent, Contact, InsuredEvent, Link, PaidPart, Payee, Payment, PersonDetails, Reporter,
    ReviewVerdict, SettlementOutcome, Severity, VerificationStatus, Waiver,
};

/// One event. The JSON form is a public, versioned contract: golden files hold every variant.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "type", content = "data", rename_all = "snake_case")]
pub enum Event {
    /// A claim was opened.
    ClaimOpened(ClaimOpened),
    /// A step was taken.
    ActionTaken(ActionTaken),
    /// Facts were answered, or answers taken back.
    FactsChanged {
        /// New values; null takes an answer back.
        facts: BTreeMap<FactName, Option<FactValue>>,
        /// Whether a stored benefit depends on one of them.
        affects_benefit: bool,
    },
    /// A document arrived; its file was durable before.
    DocumentReceived(DocumentReceived),
    /// A document was reviewed.
    DocumentReviewed {
        /// Which.
        document: DocumentId,
        /// The verdict.
        verdict: ReviewVerdict,
        /// Why it was refused.
        reason: Option<String>,
        /// A remark.
        note: Option<String>,
        /// What was read off the paper.
        read: BTreeMap<String, String>,
    },
    /// A document was taken back.
    DocumentWithdrawn {
        /// Which.
        document: DocumentId,
        /// Why.
        reason: String,
    },
    /// Required documents were waived.
    DocumentsWaived {
        /// Which, and why.
        waivers: Vec<Waiver>,
    },
    /// A relative or heir was recorded.
    PersonAdded {
        /// Identity.
        person: PersonId,
        /// What is recorded.
        details: PersonDetails,
    },
    /// What is recorded about a person was changed.
    PersonChanged {
        /// Which.
        person: PersonId,
        /// What is recorded now.
        details: PersonDetails,
        /// Whether the change undid the verification.
        verification_undone: bool,
        /// Whether who inherits or who is paid may have changed.
        affects_benefit: bool,
    },
    /// A person was verified.
    PersonVerified {
        /// Which.
        person: PersonId,
        /// The verdict.
        verdict: VerificationStatus,
        /// Why refused.
        reason: Option<String>,
        /// A remark.
        note: Option<String>,
    },
    /// The payees were recorded.
    PayeesSet {
        /// All of them.
        payees: Vec<Payee>,
    },
    /// The benefit was computed and stored.
    BenefitAssessed {
        /// The benefit.
        benefit: Benefit,
    },
    /// The hand-over to the insurer was queued.
    HandOverQueued {
        /// 1, 2, ….
        attempt: u32,
        /// The delivery.
        delivery: DeliveryId,
    },
    /// A queued hand-over was taken back.
    HandOverCancelled {
        /// The attempt.
        attempt: u32,
        /// The delivery.
        delivery: DeliveryId,
    },
    /// The insurer received the hand-over: a 2xx, or a stamped receipt.
    HandOverReceived {
        /// The attempt.
        attempt: u32,
        /// `webhook` or `paper`.
        channel: String,
        /// The date received; starts the insurer's clock.
        received_on: NaiveDate,
        /// The stamped receipt's number.
        receipt_number: Option<String>,
    },
    /// The insurer gave the claim back, or refused it.
    HandOverEnded {
        /// The attempt.
        attempt: u32,
    },
    /// The insurer paid.
    PaymentsRecorded {
        /// To whom, how much.
        payments: Vec<Payment>,
    },
    /// What the insurer paid was a part; the next benefit is worked out without it.
    PartPaid {
        /// The part.
        part: PaidPart,
    },
    /// What the claim before this one had collected was taken over.
    CarriedOver(CarriedOver),
    /// Accepted papers were set aside, because new ones are wanted.
    DocumentsSetAside {
        /// Their kinds; what was waived of them is wanted again too.
        kinds: Vec<DocumentKind>,
        /// Which.
        documents: Vec<DocumentId>,
    },
    /// A person of the family agreed with the list of heirs, or objected.
    ConsentRecorded {
        /// Who.
        person: PersonId,
        /// What they say.
        consent: Consent,
        /// How the office was told, when they did not say it here themselves.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        note: Option<String>,
    },
    /// A person said whether the money sent to their account has arrived.
    ReceiptSaid {
        /// Who.
        person: PersonId,
        /// Whether it has.
        arrived: bool,
        /// How the office was told, when they did not say it here themselves.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        note: Option<String>,
    },
    /// A note was written or a contact logged.
    NoteAdded {
        /// The words.
        text: String,
        /// The contact, if one was logged.
        contact: Option<Contact>,
    },
    /// Who is to work on it.
    Assigned {
        /// The user; null: nobody.
        user: Option<AccountId>,
    },
    /// It was moved to another office.
    OfficeChanged {
        /// The office.
        office: OfficeId,
        /// Why.
        reason: String,
    },
    /// Something was found.
    AlertRaised {
        /// Identity.
        alert: AlertId,
        /// Kind.
        kind: String,
        /// How grave.
        severity: Severity,
        /// What was found, as data.
        evidence: Value,
    },
    /// A finding was settled.
    AlertSettled {
        /// Which.
        alert: AlertId,
        /// How.
        outcome: SettlementOutcome,
        /// Why.
        note: String,
    },
    /// A link was made that lets a person of the family in, once.
    FamilyLinkMade {
        /// Whom.
        person: PersonId,
        /// Until when it is good.
        expires_at: DateTime<Utc>,
        /// Whether it is printed on a letter; else it is sent in a message.
        printed: bool,
    },
    /// A person of the family came in by their link.
    FamilyLinkOpened {
        /// Who.
        person: PersonId,
    },
    /// A rung of the state's deadline came: somebody is reminded, told that it has passed, or asked to step in.
    RungFired {
        /// The deadline's name.
        deadline: String,
        /// The rung's name.
        rung: String,
        /// What it is for.
        kind: RungKind,
        /// Earlier rungs that were missed and are told of by this one.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        collapsed: Vec<String>,
    },
    /// The clock of the state stands still from now on.
    ClockSuspended {
        /// Why.
        reason: String,
    },
    /// The clock of the state goes on.
    ClockResumed {
        /// A remark.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        note: Option<String>,
    },
    /// Time was added to the state's deadline.
    DeadlineExtended {
        /// How much.
        span: Span,
        /// Why.
        reason: String,
    },
    /// A person of the family said whether they want all letters or only those that must be.
    LettersChosen {
        /// Who.
        person: PersonId,
        /// Whether they want fewer.
        fewer: bool,
    },
    /// A linked claim of another procedure is to be opened.
    FollowUpWanted {
        /// Of which procedure, and with which identity it will be opened.
        follow_up: Link,
    },
}

/// The first event of every claim.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ClaimOpened {
    /// Its number.
    pub number: ClaimNumber,
    /// Its procedure.
    pub workflow: ProcedureName,
    /// The version it was opened under.
    pub workflow_version: u32,
    /// Its office: the participant's.
    pub office: OfficeId,
    /// The participant; name and NIK stay in the register.
    pub participant: ParticipantId,
    /// What happened.
    pub event: InsuredEvent,
    /// Who said so.
    pub reporter: Reporter,
    /// Where it begins.
    pub state: StateName,
    /// Whose turn it is.
    pub waiting_on: Option<WaitingOn>,
    /// The claim it follows from.
    pub origin: Option<Link>,
    /// The person it is for, when it is for one of the family.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub beneficiary: Option<PersonId>,
}

/// A step that was taken.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ActionTaken {
    /// Which.
    pub action: ActionName,
    /// Out of this state.
    pub from: StateName,
    /// Into this one.
    pub to: StateName,
    /// Whose turn it is now.
    pub waiting_on: Option<WaitingOn>,
    /// Whether the procedure has ended.
    pub ended: bool,
    /// How it ended; absent: as before.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub outcome: Option<OutcomeChange>,
    /// What was filled in.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub inputs: BTreeMap<InputName, Value>,
    /// A remark.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
    /// Whether staff took a step that is the insurer's or the system's.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub by_hand: bool,
    /// The person behind it, for four eyes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub user: Option<AccountId>,
}

/// A change of how a claim ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum OutcomeChange {
    /// It has this outcome now.
    Set(Outcome),
    /// It has none any more: the claim was reopened.
    Cleared,
}

/// A document that arrived.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DocumentReceived {
    /// Identity.
    pub document: DocumentId,
    /// Kind of paper.
    pub kind: DocumentKind,
    /// Whose.
    pub person: Option<PersonId>,
    /// 1, 2, … for each kind and person.
    pub version: u32,
    /// The sender's name of the file.
    pub file_name: String,
    /// Its type by its content.
    pub media_type: String,
    /// Bytes.
    pub size: u64,
    /// SHA-256, hexadecimal.
    pub sha256: String,
}

/// An event with its place in the history.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Recorded {
    /// 1, 2, …; the claim's version after it.
    pub seq: i64,
    /// When, in UTC and whole microseconds.
    pub at: DateTime<Utc>,
    /// Who.
    pub actor: ActorRef,
    /// What.
    pub event: Event,
}

/// The version of the JSON form that is written today. Older ones are read for ever.
const EVENT_FORMAT: u32 = 1;

#[derive(Serialize)]
struct Written<'a> {
    v: u32,
    #[serde(flatten)]
    event: &'a Event,
}

#[derive(Deserialize)]
struct Read {
    v: u32,
    #[serde(flatten)]
    rest: Value,
}

/// A body that is not an event of any known format.
#[derive(Debug, thiserror::Error)]
pub enum EventError {
    /// The JSON does not parse, or is not of this shape.
    #[error("not an event: {0}")]
    Malformed(#[from] serde_json::Error),
    /// Written by a newer Santun.
    #[error("event format {0} is newer than this program knows")]
    Newer(u32),
}

impl Event {
    /// The event's type as it stands in the store and in JSON.
    pub fn kind(&self) -> &'static str {
        match self {
            Self::ClaimOpened(_) => "claim_opened",
            Self::ActionTaken(_) => "action_taken",
            Self::FactsChanged { .. } => "facts_changed",
            Self::DocumentReceived(_) => "document_received",
            Self::DocumentReviewed { .. } => "document_reviewed",
            Self::DocumentWithdrawn { .. } => "document_withdrawn",
            Self::DocumentsWaived { .. } => "documents_waived",
            Self::PersonAdded { .. } => "person_added",
            Self::PersonChanged { .. } => "person_changed",
            Self::PersonVerified { .. } => "person_verified",
            Self::PayeesSet { .. } => "payees_set",
            Self::BenefitAssessed { .. } => "benefit_assessed",
            Self::HandOverQueued { .. } => "hand_over_queued",
            Self::HandOverCancelled { .. } => "hand_over_cancelled",
            Self::HandOverReceived { .. } => "hand_over_received",
            Self::HandOverEnded { .. } => "hand_over_ended",
            Self::PaymentsRecorded { .. } => "payments_recorded",
            Self::PartPaid { .. } => "part_paid",
            Self::CarriedOver(_) => "carried_over",
            Self::DocumentsSetAside { .. } => "documents_set_aside",
            Self::ConsentRecorded { .. } => "consent_recorded",
            Self::ReceiptSaid { .. } => "receipt_said",
            Self::NoteAdded { .. } => "note_added",
            Self::Assigned { .. } => "assigned",
            Self::OfficeChanged { .. } => "office_changed",
            Self::AlertRaised { .. } => "alert_raised",
            Self::AlertSettled { .. } => "alert_settled",
            Self::FamilyLinkMade { .. } => "family_link_made",
            Self::FamilyLinkOpened { .. } => "family_link_opened",
            Self::RungFired { .. } => "rung_fired",
            Self::ClockSuspended { .. } => "clock_suspended",
            Self::ClockResumed { .. } => "clock_resumed",
            Self::DeadlineExtended { .. } => "deadline_extended",
            Self::LettersChosen { .. } => "letters_chosen",
            Self::FollowUpWanted { .. } => "follow_up_wanted",
        }
    }

    /// The event as it is stored: `{"v":1,"type":"…","data":{…}}`.
    ///
    /// # Errors
    /// When a value cannot be written as JSON, which no event of this program holds.
    pub fn encode(&self) -> Result<Vec<u8>, EventError> {
        Ok(serde_json::to_vec(&Written { v: EVENT_FORMAT, event: self })?)
    }

    /// Reads a stored event.
    ///
    /// # Errors
    /// When the body is malformed or of a newer format.
    pub fn decode(body: &[u8]) -> Result<Self, EventError> {
        let read: Read = serde_json::from_slice(body)?;
        if read.v > EVENT_FORMAT {
            return Err(EventError::Newer(read.v));
        }
        Ok(serde_json::from_value(read.rest)?)
    }

    /// The event's data alone, for the history as JSON.
    ///
    /// # Errors
    /// As [`Event::encode`].
    pub fn data(&self) -> Result<Value, EventError> {
        let mut whole = serde_json::to_value(self)?;
        Ok(whole.get_mut("data").map(Value::take).unwrap_or_default())
    }
}
