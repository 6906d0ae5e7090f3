//! The parts of a claim: event, reporter, papers, people, payees, money, alerts.

use std::collections::BTreeMap;

use chrono::{DateTime, NaiveDate, NaiveTime, Utc};
use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::law::benefit::Line;
use crate::law::heirs::{Adoption, Relation};
use crate::law::scholarship::PaidYear;
use crate::law::{LawRefusal, LawVersion, Rupiah, Sex, Share};
use crate::workflow::{DocumentKind, FactName, FactValue, ProcedureName};

use super::actor::ActorRef;
use super::ids::{AlertId, ClaimId, DeliveryId, DocumentId, PersonId};

/// The insured event: the death or the accident.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct InsuredEvent {
    /// Its date in Asia/Jakarta; chooses the law.
    pub date: NaiveDate,
    /// Its time, if known. Without one a clock of hours starts at 00:00.
    #[serde(default)]
    pub time: Option<NaiveTime>,
    /// Where.
    #[serde(default)]
    pub place: Option<String>,
    /// What happened.
    #[serde(default)]
    pub description: Option<String>,
}

/// Who reported it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Reporter {
    /// Name.
    pub name: String,
    /// Telephone, `+62…` or as given.
    #[serde(default)]
    pub phone: Option<String>,
    /// E-mail address.
    #[serde(default)]
    pub email: Option<String>,
    /// What they are to the participant (`istri`, `ketua RT`).
    #[serde(default)]
    pub relation: Option<String>,
}

/// Where a document stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DocumentStatus {
    /// Received, not yet looked at.
    Pending,
    /// Accepted by a reviewer.
    Accepted,
    /// Refused by a reviewer; a new version is wanted.
    Rejected,
    /// A newer version came.
    Replaced,
    /// Taken back, kept in history.
    Withdrawn,
}

/// A reviewer's word on a document.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ReviewVerdict {
    /// It is good.
    Accepted,
    /// It is not.
    Rejected,
}

/// A review of a document.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Review {
    /// The verdict.
    pub verdict: ReviewVerdict,
    /// Why it was refused.
    pub reason: Option<String>,
    /// A remark.
    pub note: Option<String>,
    /// What the reviewer read off the paper.
    pub read: BTreeMap<String, String>,
    /// Who reviewed.
    pub by: ActorRef,
    /// When.
    pub at: DateTime<Utc>,
}

/// One version of one paper.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Document {
    /// Identity.
    pub id: DocumentId,
    /// Kind of paper.
    pub kind: DocumentKind,
    /// Whose, for a paper of a person.
    pub person: Option<PersonId>,
    /// 1, 2, … for each kind and person.
    pub version: u32,
    /// Where it stands.
    pub status: DocumentStatus,
    /// The sender's name of the file.
    pub file_name: String,
    /// Its type by its content, not by its name.
    pub media_type: String,
    /// Bytes.
    pub size: u64,
    /// SHA-256 of its bytes, hexadecimal: the sender's receipt.
    pub sha256: String,
    /// When it was received.
    pub received_at: DateTime<Utc>,
    /// Who sent it.
    pub received_from: ActorRef,
    /// The latest review.
    pub review: Option<Review>,
}

/// A bank account.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Account {
    /// The bank, as `BRI`.
    pub bank: String,
    /// Digits, with leading zeros.
    pub number: String,
    /// The holder's name.
    pub holder: String,
}

/// Whether a person was verified.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum VerificationStatus {
    /// Nobody has looked yet, or a change undid it.
    #[default]
    Open,
    /// A caseworker confirmed the person.
    Confirmed,
    /// A caseworker refused the person.
    Refused,
}

/// A caseworker's word on a person.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Verification {
    /// Where it stands.
    pub status: VerificationStatus,
    /// Who said so.
    pub by: Option<ActorRef>,
    /// When.
    pub at: Option<DateTime<Utc>>,
    /// Why refused.
    pub reason: Option<String>,
    /// A remark.
    pub note: Option<String>,
}

/// Whether an heir agrees with the list of heirs.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Consent {
    /// Not asked or not answered.
    #[default]
    Open,
    /// Agrees.
    Given,
    /// Objects.
    Objected,
}

/// What is recorded about a relative or heir; the relation and the flags are words of the heir order.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PersonDetails {
    /// Name as on the KTP.
    pub name: String,
    /// Relation to the participant.
    pub relation: Relation,
    /// NIK, 16 digits.
    #[serde(default)]
    pub nik: Option<String>,
    /// Date of birth.
    #[serde(default)]
    pub birth_date: Option<NaiveDate>,
    /// Sex; `L` and `P` are read too.
    #[serde(default)]
    pub sex: Option<Sex>,
    /// Alive on the day of the event; absent: yes.
    #[serde(default)]
    pub alive: Option<bool>,
    /// Lived on the day of the event and died before the payment.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub died_after: Option<bool>,
    /// The police look into whether they had a part in the death.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub suspected: Option<bool>,
    /// Missing without a body or a decree.
    #[serde(default)]
    pub missing: Option<bool>,
    /// Not yet born on the day of the event.
    #[serde(default)]
    pub unborn: Option<bool>,
    /// The marriage was divorced.
    #[serde(default)]
    pub divorced: Option<bool>,
    /// Adopted; absent: by birth.
    #[serde(default)]
    pub adopted: Option<Adoption>,
    /// A step child.
    #[serde(default)]
    pub step: Option<bool>,
    /// A sibling of full blood; absent: yes.
    #[serde(default)]
    pub full_blood: Option<bool>,
    /// Parents among the recorded people.
    #[serde(default)]
    pub parents: Vec<PersonId>,
    /// The guardian among the recorded people.
    #[serde(default)]
    pub guardian: Option<PersonId>,
    /// Telephone.
    #[serde(default)]
    pub phone: Option<String>,
    /// E-mail address.
    #[serde(default)]
    pub email: Option<String>,
    /// Bank account; a changed one undoes the verification.
    #[serde(default)]
    pub account: Option<Account>,
    /// Whether the family names this child for a scholarship (beasiswa), when there are more than the law pays for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub scholarship: Option<bool>,
    /// Consent to the list of heirs.
    #[serde(default)]
    pub consent: Consent,
}

impl PersonDetails {
    /// A person of whom only the name and the relation are known.
    pub fn new(name: &str, relation: Relation) -> Self {
        Self {
            name: name.to_owned(),
            relation,
            nik: None,
            birth_date: None,
            sex: None,
            alive: None,
            died_after: None,
            suspected: None,
            missing: None,
            unborn: None,
            divorced: None,
            adopted: None,
            step: None,
            full_blood: None,
            parents: Vec::new(),
            guardian: None,
            phone: None,
            email: None,
            account: None,
            scholarship: None,
            consent: Consent::Open,
        }
    }

    /// Whether they are still alive, as far as is recorded.
    pub fn lives(&self) -> bool {
        self.alive.unwrap_or(true) && self.died_after != Some(true)
    }
}

/// A recorded relative or heir.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Person {
    /// Identity.
    pub id: PersonId,
    /// What is recorded.
    pub details: PersonDetails,
    /// What a caseworker said.
    pub verification: Verification,
}

/// Why somebody is paid what they are paid.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PayeeBasis {
    /// The only heir.
    Sole,
    /// The heirs agreed.
    Agreement,
    /// By power of attorney (surat kuasa).
    PowerOfAttorney,
    /// As guardian of a minor (wali).
    Guardian,
}

/// Who is paid how much, into whose account. Either an amount or a share is given.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Payee {
    /// The person entitled.
    pub person: PersonId,
    /// Whole rupiah.
    #[serde(default)]
    pub amount: Option<Rupiah>,
    /// A share of the benefit, as `1/2`.
    #[serde(default)]
    pub share: Option<Share>,
    /// Into whose account.
    pub account_of: PersonId,
    /// Why.
    pub basis: PayeeBasis,
    /// The paper it stands on.
    #[serde(default)]
    pub document: Option<DocumentId>,
}

/// The benefit as it was computed, with what it was computed from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Benefit {
    /// Lines with formula and law.
    pub lines: Vec<Line>,
    /// Their sum in rupiah.
    pub total: Rupiah,
    /// The other sum, where the law is open and the insurer must confirm.
    pub alternative_total: Option<Rupiah>,
    /// The law tables used, with their versions: a corrected table never changes a stored benefit.
    pub law: Vec<LawVersion>,
    /// What is not given, by which rule, beside what is.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub refused: Vec<LawRefusal>,
    /// The school years that it pays for, of a scholarship.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub school_years: Vec<PaidYear>,
    /// What it was computed from.
    pub inputs: Value,
    /// When.
    pub computed_at: DateTime<Utc>,
}

/// A part of what a claim earns that was paid already: an instalment for temporary incapacity, or school years.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PaidPart {
    /// Paid for temporary incapacity to work (STMB).
    pub incapacity: Rupiah,
    /// Paid school years.
    pub school_years: Vec<PaidYear>,
    /// All that was paid.
    pub total: Rupiah,
}

/// What a claim takes over from the one it follows from, so that nothing is asked for again.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CarriedOver {
    /// The claim it was collected for.
    pub from: Link,
    /// Answers to questions that this procedure asks too.
    pub facts: BTreeMap<FactName, FactValue>,
    /// People, with what caseworkers said of them; they keep their identity.
    pub people: Vec<Person>,
    /// Papers that this procedure wants too, with their reviews; each is a new document of the same content.
    pub documents: Vec<Document>,
}

/// A payment that the insurer made.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Payment {
    /// To whom.
    pub person: PersonId,
    /// Whole rupiah.
    pub amount: Rupiah,
    /// When, a date or a moment as the insurer gives it.
    pub paid_at: String,
    /// The transfer's reference.
    pub reference: String,
}

/// Why the insurer returned or refused.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Reason {
    /// The insurer's code.
    pub code: String,
    /// Its words.
    pub text: String,
}

/// A required document that a caseworker does without, and why.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Waiver {
    /// Which kind.
    pub kind: DocumentKind,
    /// Of whom, for a paper of a person.
    #[serde(default)]
    pub person: Option<PersonId>,
    /// Why.
    pub reason: String,
}

/// How grave a finding is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Severity {
    /// Good to know.
    Info,
    /// Should be looked at.
    Warning,
    /// Stops the steps that ask for settled alerts.
    Blocking,
}

/// How a person settled a finding.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SettlementOutcome {
    /// There is nothing in it.
    Harmless,
    /// The cause was put right.
    Corrected,
    /// It is as the finding says.
    Confirmed,
}

/// A person's word on a finding.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Settlement {
    /// How.
    pub outcome: SettlementOutcome,
    /// Why.
    pub note: String,
    /// Who.
    pub by: ActorRef,
    /// When.
    pub at: DateTime<Utc>,
}

/// An automatic finding with its evidence, for a person to settle. It never refuses a claim by itself.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Alert {
    /// Identity.
    pub id: AlertId,
    /// Its kind, as `name_differs`.
    pub kind: String,
    /// How grave.
    pub severity: Severity,
    /// What was found, as data.
    pub evidence: Value,
    /// When.
    pub raised_at: DateTime<Utc>,
    /// How it was settled.
    pub settled: Option<Settlement>,
}

/// A note or a logged contact.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Note {
    /// The words.
    pub text: String,
    /// For a contact: by which channel and with whom.
    pub contact: Option<Contact>,
    /// Who wrote it.
    pub by: ActorRef,
    /// When.
    pub at: DateTime<Utc>,
}

/// A contact with somebody.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Contact {
    /// `phone`, `whatsapp`, `visit`, `letter`, ….
    pub channel: String,
    /// With whom.
    pub with: String,
}

/// Where the hand-over to the insurer stands.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct HandOver {
    /// 0 before the first, then 1, 2, ….
    pub attempt: u32,
    /// The delivery that is queued and not yet delivered or taken back.
    pub queued: Option<DeliveryId>,
    /// The latest attempt was received by the insurer on this date.
    pub received_on: Option<NaiveDate>,
    /// `webhook` or `paper`.
    pub channel: Option<String>,
    /// The stamped receipt's number.
    pub receipt_number: Option<String>,
    /// With the insurer: queued or received, and neither returned, refused nor taken back.
    pub with_insurer: bool,
}

/// A linked claim.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Link {
    /// Its identity.
    pub claim: ClaimId,
    /// Its procedure.
    pub workflow: ProcedureName,
    /// Whom it is for, when it is for one person of the family.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub person: Option<PersonId>,
}
