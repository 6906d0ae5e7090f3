//! What somebody wants to happen. Page, API, scheduler, insurer and command line all say it this way.

use std::collections::BTreeMap;

use chrono::TimeDelta;
use serde_json::Value;

use crate::law::clock::{RungKind, Span};
use crate::workflow::{ActionName, DocumentKind, FactName, InputName};

use super::carry::Origin;
use super::ids::{AccountId, AlertId, DocumentId, OfficeId, ParticipantId, PersonId};
use super::number::ClaimNumber;
use super::parts::{
    Consent, Contact, InsuredEvent, Payee, PersonDetails, Reporter, ReviewVerdict, SettlementOutcome, Severity,
    VerificationStatus,
};

/// A wish about one claim.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Command {
    /// Open it.
    Open(Open),
    /// Take a step.
    TakeAction {
        /// Which.
        action: ActionName,
        /// What was filled in, as JSON of the types the procedure names.
        inputs: BTreeMap<InputName, Value>,
        /// A remark.
        note: Option<String>,
    },
    /// Answer facts; null takes an answer back. All or nothing.
    SetFacts(BTreeMap<FactName, Value>),
    /// A document has arrived, and its file is durable.
    ReceiveDocument(IncomingDocument),
    /// Review a document.
    ReviewDocument {
        /// Which.
        document: DocumentId,
        /// The verdict.
        verdict: ReviewVerdict,
        /// Why it is refused.
        reason: Option<String>,
        /// A remark.
        note: Option<String>,
        /// What was read off the paper.
        read: BTreeMap<String, String>,
    },
    /// Take a document back.
    WithdrawDocument {
        /// Which.
        document: DocumentId,
        /// Why.
        reason: String,
    },
    /// Record a relative or heir.
    AddPerson(PersonDetails),
    /// Change what is recorded about one; given as the whole that shall stand.
    ChangePerson {
        /// Which.
        person: PersonId,
        /// What shall be recorded.
        details: PersonDetails,
    },
    /// Verify a person.
    VerifyPerson {
        /// Which.
        person: PersonId,
        /// The verdict, confirmed or refused.
        verdict: VerificationStatus,
        /// Why refused.
        reason: Option<String>,
        /// A remark.
        note: Option<String>,
    },
    /// Record that a person of the family agrees with the list of heirs, or does not.
    RecordConsent {
        /// Who.
        person: PersonId,
        /// What they say.
        consent: Consent,
        /// How the office was told, when they do not say it here themselves.
        note: Option<String>,
    },
    /// Record whether the money sent to a person's account has arrived.
    SayReceipt {
        /// Who says so.
        person: PersonId,
        /// Whether it has.
        arrived: bool,
        /// How the office was told, when they do not say it here themselves.
        note: Option<String>,
    },
    /// Record who is to be paid.
    SetPayees(Vec<Payee>),
    /// Write a note or log a contact.
    AddNote {
        /// The words.
        text: String,
        /// The contact.
        contact: Option<Contact>,
    },
    /// Say who is to work on it.
    Assign(Option<AccountId>),
    /// Move it to another office.
    MoveOffice {
        /// Where.
        office: OfficeId,
        /// Why.
        reason: String,
    },
    /// Let a person of the family in, once, by a link.
    MakeFamilyLink {
        /// Whom.
        person: PersonId,
        /// How it reaches them.
        kind: FamilyLinkKind,
    },
    /// The person opens their link.
    OpenFamilyLink {
        /// Who: the actor themselves.
        person: PersonId,
    },
    /// Rungs of the running deadline have come.
    FireRungs {
        /// The deadline's name.
        deadline: String,
        /// Which, each with the missed ones that it tells of.
        rungs: Vec<DueRung>,
    },
    /// Let the clock of the state stand still.
    SuspendClock {
        /// Why.
        reason: String,
    },
    /// Let it go on.
    ResumeClock {
        /// A remark.
        note: Option<String>,
    },
    /// Add time to the state's deadline.
    ExtendDeadline {
        /// How much.
        span: Span,
        /// Why.
        reason: String,
    },
    /// A person of the family wants all letters, or only those that must be.
    ChooseLetters {
        /// Who.
        person: PersonId,
        /// Whether they want fewer.
        fewer: bool,
    },
    /// Raise a finding of the program.
    RaiseAlert {
        /// Kind.
        kind: String,
        /// How grave.
        severity: Severity,
        /// What was found, as data.
        evidence: Value,
    },
    /// Settle a finding.
    SettleAlert {
        /// Which.
        alert: AlertId,
        /// How.
        outcome: SettlementOutcome,
        /// Why.
        note: String,
    },
}

/// A rung of a deadline that has come.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DueRung {
    /// Its name.
    pub rung: String,
    /// What it is for.
    pub kind: RungKind,
    /// Earlier ones that were missed, and that this one tells of.
    pub collapsed: Vec<String>,
}

/// How a link reaches a person of the family, which says how long it is good.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FamilyLinkKind {
    /// Printed as a QR code on a letter: good for 14 days (the office's own rule), as letters travel slowly.
    Printed,
    /// Sent in a message: good for 72 hours (the office's own rule).
    Sent,
    /// Sent to the person who asked for it by a link that was good once: good for 30 minutes (the office's own rule), as
    /// they wait for it.
    Renewed,
}

impl FamilyLinkKind {
    /// How long a link is good.
    pub fn good_for(self) -> TimeDelta {
        match self {
            Self::Printed => TimeDelta::days(14),
            Self::Sent => TimeDelta::hours(72),
            Self::Renewed => TimeDelta::minutes(30),
        }
    }
}

/// The wish to open a claim.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Open {
    /// Its number, allocated before.
    pub number: ClaimNumber,
    /// The participant.
    pub participant: ParticipantId,
    /// The participant's office.
    pub office: OfficeId,
    /// What happened.
    pub event: InsuredEvent,
    /// Who says so.
    pub reporter: Reporter,
    /// The claim it follows from.
    pub origin: Option<Box<Origin>>,
    /// Findings of the program at opening: kind, how grave, evidence.
    pub findings: Vec<(String, Severity, Value)>,
}

/// A document whose file is already durable.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct IncomingDocument {
    /// Kind of paper.
    pub kind: DocumentKind,
    /// Whose, for a paper of a person.
    pub person: Option<PersonId>,
    /// The sender's name of the file.
    pub file_name: String,
    /// Its type by its content.
    pub media_type: String,
    /// Bytes.
    pub size: u64,
    /// SHA-256, hexadecimal.
    pub sha256: String,
    /// Numbers of other claims that hold the same bytes.
    pub twins: Vec<String>,
}
