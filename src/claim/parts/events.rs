//! What happened, who said so, and which claim it follows from.

use std::collections::BTreeMap;

use chrono::{NaiveDate, NaiveTime};
use serde::{Deserialize, Serialize};

use crate::workflow::{FactName, FactValue, ProcedureName};

use super::super::ids::{ClaimId, PersonId};
use super::papers::Document;
use super::people::Person;

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
