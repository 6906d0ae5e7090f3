//! Scenarios: stories in the workflow file that must come out as they say.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::law::Segment;

use super::fact::FactValue;
use super::names::{ActionName, DocumentKind, FactName, InputName, RuleName, StateName};
use super::state::{Outcome, WaitingOn};

/// One story.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Scenario {
    /// What it shows, in one sentence.
    pub title: String,
    /// What is so at the beginning.
    pub given: Given,
    /// What happens, in order.
    pub when: Vec<Step>,
    /// What is so at the end.
    pub then: Then,
}

/// The beginning of a story: a claim that has just been opened.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Given {
    /// The day of the insured event.
    pub event_date: NaiveDate,
    /// First month that was paid for, `YYYY-MM`.
    pub member_from: String,
    /// Last month that was paid for, `YYYY-MM`.
    pub paid_through: String,
    /// Months between the two that were not paid.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub gaps: Vec<String>,
    /// Declared monthly income in rupiah.
    pub income: i64,
    /// How the participant works: `bpu` (the default) or `pu`.
    #[serde(default = "bpu", skip_serializing_if = "is_bpu")]
    pub segment: Segment,
    /// The day the story begins; the event's day when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reported_on: Option<NaiveDate>,
    /// In a scholarship the name of the child it is for; the claim before it recorded the family.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub beneficiary: Option<String>,
    /// The family, already recorded.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub people: Vec<GivenPerson>,
    /// Kinds of the blocking alerts with which the claim is opened (`possible_twin`).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub alerts: Vec<String>,
}

/// A relative in a story; the fields are those of the heir determination.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct GivenPerson {
    /// A short name, by which the story's steps speak of the person.
    pub name: String,
    /// The relation, a word of the heir order.
    pub relation: String,
    /// Birth date, if known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub birth_date: Option<NaiveDate>,
    /// Whether alive on the day of the event.
    #[serde(default = "yes", skip_serializing_if = "is_yes")]
    pub alive: bool,
    /// Whether the marriage was divorced.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub divorced: bool,
    /// How the person was adopted; absent: by birth.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub adopted: Option<GivenAdoption>,
    /// The parents among the recorded people, by name.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub parents: Vec<String>,
}

/// How a relative in a story was adopted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum GivenAdoption {
    /// By a decree of a court.
    Decree,
    /// By custom or deed only.
    WithoutDecree,
}

fn bpu() -> Segment {
    Segment::Bpu
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde passes a reference")]
fn is_bpu(value: &Segment) -> bool {
    *value == Segment::Bpu
}

fn yes() -> bool {
    true
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde passes a reference")]
fn is_yes(value: &bool) -> bool {
    *value
}

/// One step of a story.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Step {
    /// Who acts, as `rina` (a caseworker) or a role's name; staff are `rina` and `dewi` (caseworkers), `hasan` and
    /// `tuti` (supervisors).
    #[serde(default = "rina", rename = "as")]
    pub actor: String,
    /// What is done.
    #[serde(rename = "do")]
    pub kind: StepKind,
    /// The rules that must refuse it, all of them and no other; absent: it must succeed. What is refused before any
    /// rule is asked has a word of its own: `role` (it is somebody else's step), `invalid` (something filled in is
    /// wrong or missing), `wrong_state` (no such step here).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub refused: Option<Vec<RuleName>>,
    /// Days that pass before the step.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub after_days: u32,
}

fn rina() -> String {
    "rina".to_owned()
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde passes a reference")]
fn is_zero(value: &u32) -> bool {
    *value == 0
}

/// What a step of a story does.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum StepKind {
    /// Takes an action.
    Action {
        /// Which.
        name: ActionName,
        /// What is filled in; a document input names the kind of an accepted document, a payment names the person.
        #[serde(default)]
        inputs: BTreeMap<InputName, serde_json::Value>,
    },
    /// Answers facts; null takes an answer back.
    Facts(BTreeMap<FactName, Option<FactValue>>),
    /// Papers of the claim arrive and are accepted.
    Accept(Vec<DocumentKind>),
    /// Papers of a person arrive and are accepted.
    AcceptOf {
        /// The person's name.
        person: String,
        /// The kinds.
        kinds: Vec<DocumentKind>,
    },
    /// A paper arrives and is refused.
    Refuse(DocumentKind),
    /// Accepted papers of the claim are taken back.
    TakeBack(Vec<DocumentKind>),
    /// Accepted papers of a person are taken back.
    TakeBackOf {
        /// The person's name.
        person: String,
        /// The kinds.
        kinds: Vec<DocumentKind>,
    },
    /// People are confirmed.
    Verify(Vec<String>),
    /// People are refused: they are not who they were said to be.
    RefusePeople(Vec<String>),
    /// All is to be paid to one person, whose account is recorded.
    PayTo(String),
    /// All is to be paid to one person, into the account of their guardian, which is recorded.
    PayToGuardian {
        /// The person entitled.
        person: String,
        /// The guardian.
        guardian: String,
    },
    /// People are paid equal parts, into accounts of their own, which are recorded.
    PayEqually(Vec<String>),
    /// A person says whether the money has arrived.
    Receipt {
        /// The person's name.
        person: String,
        /// Whether it has.
        arrived: bool,
    },
    /// Every open alert is settled as harmless.
    SettleAlerts,
    /// The delivery to the insurer begins, and has not ended.
    DeliveryBegins,
}

/// The end of a story.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Then {
    /// The state.
    pub state: StateName,
    /// How it ended.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub outcome: Option<Outcome>,
    /// The stored benefit in rupiah.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub total: Option<i64>,
    /// Kinds of the alerts that are open.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub alerts: Vec<String>,
    /// Whose turn it is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub waiting_on: Option<WaitingOn>,
}
