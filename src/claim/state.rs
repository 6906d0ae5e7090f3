//! The claim: the fold of its history.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use crate::workflow::{ActionName, DocumentKind, FactName, FactValue, Outcome, ProcedureName, StateName, WaitingOn};

use super::ids::{AccountId, AlertId, ClaimId, DocumentId, OfficeId, ParticipantId, PersonId};
use super::number::ClaimNumber;
use super::parts::{
    Alert, Benefit, ClockLedger, Document, DocumentStatus, HandOver, InsuredEvent, Link, Note, PaidPart, Payee,
    Payment, Person, Receipt, Reporter, Waiver,
};

/// A claim as its history makes it. The row in the store is this value; `audit verify` folds again and compares.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Claim {
    /// Identity.
    pub id: ClaimId,
    /// The seq of its newest event.
    pub version: i64,
    /// Its number.
    pub number: ClaimNumber,
    /// Its procedure.
    pub workflow: ProcedureName,
    /// The version of the procedure it runs on.
    pub workflow_version: u32,
    /// Its office.
    pub office: OfficeId,
    /// Its participant.
    pub participant: ParticipantId,
    /// What happened.
    pub event: InsuredEvent,
    /// Who said so.
    pub reporter: Reporter,
    /// Where it is.
    pub state: StateName,
    /// Since when.
    pub entered_at: DateTime<Utc>,
    /// Whose turn it is.
    pub waiting_on: Option<WaitingOn>,
    /// Whether the procedure has ended.
    pub ended: bool,
    /// How it ended.
    pub outcome: Option<Outcome>,
    /// When it was opened.
    pub opened_at: DateTime<Utc>,
    /// When it last changed.
    pub updated_at: DateTime<Utc>,
    /// What is known of the event.
    pub facts: BTreeMap<FactName, FactValue>,
    /// Papers, oldest first.
    pub documents: Vec<Document>,
    /// Required papers done without.
    pub waivers: Vec<Waiver>,
    /// Relatives and heirs, oldest first.
    pub people: Vec<Person>,
    /// Who is to be paid.
    pub payees: Vec<Payee>,
    /// The stored benefit.
    pub benefit: Option<Benefit>,
    /// Whether something that it depends on has changed since.
    pub benefit_stale: bool,
    /// The hand-over.
    pub hand_over: HandOver,
    /// What the insurer paid.
    pub payments: Vec<Payment>,
    /// What those say to whose accounts the last of it was sent.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub receipts: Vec<Receipt>,
    /// What was paid in parts, oldest first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub parts_paid: Vec<PaidPart>,
    /// The person it is for, when it is for one of the family.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub beneficiary: Option<PersonId>,
    /// Findings, oldest first.
    pub alerts: Vec<Alert>,
    /// Notes and contacts, oldest first.
    pub notes: Vec<Note>,
    /// Who is to work on it.
    pub assignee: Option<AccountId>,
    /// Which person took each action last, for four eyes.
    pub last_taken_by: BTreeMap<ActionName, AccountId>,
    /// Every action that was ever taken.
    pub steps_taken: BTreeSet<ActionName>,
    /// What happened to the clock of its state.
    #[serde(default, skip_serializing_if = "ClockLedger::is_empty")]
    pub clock: ClockLedger,
    /// The claim it follows from.
    pub origin: Option<Link>,
    /// Claims that follow from it.
    pub follow_ups: Vec<Link>,
}

impl Claim {
    /// A claim before its first event. Version 0 exists only here: no command but opening is decided on it.
    pub fn unopened(id: ClaimId) -> Self {
        let nobody = uuid::Uuid::nil();
        Self {
            id,
            version: 0,
            number: ClaimNumber::new(&ProcedureName::default(), 0, 0),
            workflow: ProcedureName::default(),
            workflow_version: 0,
            office: OfficeId(nobody),
            participant: ParticipantId(nobody),
            event: InsuredEvent { date: chrono::NaiveDate::MIN, time: None, place: None, description: None },
            reporter: Reporter { name: String::new(), phone: None, email: None, relation: None },
            state: StateName::default(),
            entered_at: DateTime::UNIX_EPOCH,
            waiting_on: None,
            ended: false,
            outcome: None,
            opened_at: DateTime::UNIX_EPOCH,
            updated_at: DateTime::UNIX_EPOCH,
            facts: BTreeMap::new(),
            documents: Vec::new(),
            waivers: Vec::new(),
            people: Vec::new(),
            payees: Vec::new(),
            benefit: None,
            benefit_stale: false,
            hand_over: HandOver::default(),
            payments: Vec::new(),
            receipts: Vec::new(),
            parts_paid: Vec::new(),
            beneficiary: None,
            alerts: Vec::new(),
            notes: Vec::new(),
            assignee: None,
            last_taken_by: BTreeMap::new(),
            steps_taken: BTreeSet::new(),
            clock: ClockLedger::default(),
            origin: None,
            follow_ups: Vec::new(),
        }
    }

    /// The person of that identity.
    pub fn person(&self, id: PersonId) -> Option<&Person> {
        self.people.iter().find(|person| person.id == id)
    }

    /// The document of that identity.
    pub fn document(&self, id: DocumentId) -> Option<&Document> {
        self.documents.iter().find(|document| document.id == id)
    }

    /// The alert of that identity.
    pub fn alert(&self, id: AlertId) -> Option<&Alert> {
        self.alerts.iter().find(|alert| alert.id == id)
    }

    /// Into whose account a payment went: the payee's own, or that of who receives for them.
    pub fn account_holder(&self, payment: &Payment) -> PersonId {
        let payee = self.payees.iter().find(|payee| payee.person == payment.person);
        payee.map_or(payment.person, |payee| payee.account_of)
    }

    /// Whether any of what was paid went into this person's account.
    pub fn is_paid_into(&self, person: PersonId) -> bool {
        self.payments.iter().any(|payment| self.account_holder(payment) == person)
    }

    /// What a person said of the money that was sent to their account.
    pub fn receipt(&self, person: PersonId) -> Option<&Receipt> {
        self.receipts.iter().find(|receipt| receipt.person == person)
    }

    /// Findings that nobody has settled.
    pub fn open_alerts(&self) -> impl Iterator<Item = &Alert> {
        self.alerts.iter().filter(|alert| alert.settled.is_none())
    }

    /// The accepted document of a kind, of the claim or of one person.
    pub fn accepted(&self, kind: &DocumentKind, person: Option<PersonId>) -> Option<&Document> {
        self.documents.iter().find(|document| {
            document.kind == *kind && document.person == person && document.status == DocumentStatus::Accepted
        })
    }

    /// Whether a required document is done without.
    pub fn waived(&self, kind: &DocumentKind, person: Option<PersonId>) -> bool {
        self.waivers.iter().any(|waiver| waiver.kind == *kind && waiver.person == person)
    }

    /// Whether this claim keeps another of the same procedure from being opened: it is open, or it was paid.
    pub fn blocks_another(&self) -> bool {
        !matches!(self.outcome, Some(Outcome::Rejected | Outcome::Withdrawn | Outcome::Lapsed | Outcome::Reclassified))
    }
}
