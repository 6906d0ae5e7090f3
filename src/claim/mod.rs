//! The claim as a pure state machine: a command is decided into events or a refusal, events are applied to the claim,
//! and what follows outside is described. No database, web, mail or clock.

mod actor;
mod apply;
mod carry;
mod command;
mod compare;
mod consequences;
mod correspondents;
mod decide;
mod entitled;
mod evaluate;
mod event;
mod ids;
mod lawful;
mod letters;
mod number;
mod parts;
mod receivers;
mod refusal;
mod required;
pub mod scenario;
mod school;
mod situation;
mod state;
mod task;

#[cfg(test)]
mod tests;

pub use actor::{Actor, ActorRef};
pub use apply::{apply, fold};
pub use carry::Origin;
pub use command::{Command, DueRung, FamilyLinkKind, IncomingDocument, Open};
pub use compare::{Comparison, Difference, folded};
pub use consequences::{Clock, Effect, consequences, reading};
pub use correspondents::{Correspondent, correspondents};
pub use decide::{ActionOption, comparisons, decide, may_come_in, may_see, options, payee_amounts};
pub use entitled::{heirs, is_death};
pub use event::{ActionTaken, ClaimOpened, DocumentReceived, Event, EventError, OutcomeChange, Recorded};
pub use ids::{AccountId, AlertId, ClaimId, DeliveryId, DocumentId, OfficeId, ParticipantId, PersonId};
pub use lawful::{benefit, jkk_total, program};
pub use letters::{Audience, LetterWish, written};
pub use number::ClaimNumber;
pub use parts::{
    Account, Alert, Benefit, CarriedOver, ClockLedger, Consent, Contact, Document, DocumentStatus, HandOver,
    InsuredEvent, Link, Note, PaidPart, Payee, PayeeBasis, Payment, Person, PersonDetails, Reason, Receipt, Reporter,
    Review, ReviewVerdict, Settlement, SettlementOutcome, Severity, Verification, VerificationStatus, Waiver,
};
pub use refusal::{Refusal, Refused};
pub use required::{RequiredDocument, is_minor, missing, required};
pub use situation::{Situation, Subject};
pub use state::Claim;
pub use task::{Task, task};
