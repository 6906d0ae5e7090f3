//! Relatives, heirs, and the worker where they live.

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

use crate::law::heirs::{Adoption, Relation};
use crate::law::{Language, Sex};

use super::super::actor::ActorRef;
use super::super::ids::PersonId;

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
    /// The language of their letters; absent: Indonesian.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub language: Option<Language>,
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
            language: None,
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
    /// Whether they asked for no more letters than must be.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub fewer_letters: bool,
}
