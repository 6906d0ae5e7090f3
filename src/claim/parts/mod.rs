//! The parts of a claim: event, papers, people, money, findings.

mod clock;
mod events;
mod findings;
mod money;
mod papers;
mod people;

pub use clock::ClockLedger;
pub use events::{CarriedOver, InsuredEvent, Link, Reporter};
pub use findings::{Alert, Contact, Note, Settlement, SettlementOutcome, Severity};
pub use money::{Benefit, HandOver, PaidPart, Payee, PayeeBasis, Payment, Reason, Receipt};
pub use papers::{Document, DocumentStatus, Review, ReviewVerdict, Waiver};
pub use people::{Account, Consent, Person, PersonDetails, Verification, VerificationStatus};
