//! Who is paid what, and where the hand-over to the insurer stands.

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::law::benefit::Line;
use crate::law::scholarship::PaidYear;
use crate::law::{LawRefusal, LawVersion, Rupiah, Share};

use super::super::ids::{DeliveryId, DocumentId, PersonId};

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

/// What a person says of the money that was sent to their account.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Receipt {
    /// Who.
    pub person: PersonId,
    /// Whether it has arrived.
    pub arrived: bool,
    /// How the office was told, when they did not say it here themselves.
    pub note: Option<String>,
    /// When.
    pub at: DateTime<Utc>,
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
