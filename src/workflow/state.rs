//! States and the steps out of them.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::law::Text;
use crate::law::clock::{ClockRule, DayZero, Rolling, Span};

use super::condition::{Check, Requirement};
use super::names::{ActionName, DocumentKind, FactName, InputName, ProcedureName, Role, StateName};

/// A state of a procedure.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct State {
    /// What people call it.
    pub title: Text,
    /// What happens now, in plain words for the family.
    pub explain: Text,
    /// The letter that the family gets when the state is entered: one of the procedure's `texts`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub letter: Option<String>,
    /// Whose turn it is; absent exactly when the state is an end.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub waiting_on: Option<WaitingOn>,
    /// Whether the procedure ends here.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub end: bool,
    /// Until when; required unless `end`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub deadline: Option<Deadline>,
    /// The steps out, by name.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub actions: BTreeMap<ActionName, Action>,
}

/// Whose turn it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum WaitingOn {
    /// The claim's caseworker.
    Caseworker,
    /// A supervisor of the office.
    Supervisor,
    /// The family.
    Heir,
    /// The insurer.
    Insurer,
    /// Santun itself.
    System,
    /// The doctor; a caseworker acts for them.
    Doctor,
    /// The labour inspector (pengawas ketenagakerjaan); a caseworker acts.
    LabourInspector,
    /// The school; a caseworker acts.
    School,
    /// The court; a caseworker acts.
    Court,
}

/// How long a state may wait.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Deadline {
    /// Its name in the store and in letters.
    pub name: String,
    /// The span, as `3 working_days`; see `law::clock::Span` for the units.
    pub within: String,
    /// Where the clock starts.
    #[serde(default)]
    pub from: DeadlineStart,
    /// The article it stands on, or `office` when it is the office's own.
    pub law: String,
    /// When to remind before the end, each a span as `2 working_days`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub remind_before: Vec<String>,
    /// When to remind again behind the end, each a span as `7 calendar_days`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub remind_after: Vec<String>,
    /// Who hears of it when it has passed.
    pub escalate_to: Role,
    /// How long behind the end they hear of it; absent: with the end.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub escalate_after: Option<String>,
    /// Whether the day on which the clock starts counts.
    #[serde(default)]
    pub day_zero: DayZero,
    /// Where an end that falls on a day without work goes.
    #[serde(default)]
    pub rolling: Rolling,
    /// What the law makes the late one pay, in hundredths of a percent of the benefit for each day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub penalty_basis_points_per_day: Option<u32>,
    /// The step that Santun takes by itself when it has passed (`close`); absent: it only escalates.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub then: Option<ActionName>,
}

impl Deadline {
    /// The rule by which its clock is read; none when a span does not parse, which the checker refuses.
    pub fn rule(&self) -> Option<ClockRule> {
        let spans = |texts: &[String]| texts.iter().map(|text| text.parse().ok()).collect::<Option<Vec<Span>>>();
        Some(ClockRule {
            law: self.law.clone(),
            span: self.within.parse().ok()?,
            day_zero: self.day_zero,
            rolling: self.rolling,
            remind_before: spans(&self.remind_before)?,
            remind_after: spans(&self.remind_after)?,
            escalate_after: self.escalate_after.as_ref().map(|text| text.parse()).transpose().ok()?,
            penalty_basis_points_per_day: self.penalty_basis_points_per_day,
        })
    }
}

/// Where the clock of a deadline starts.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum DeadlineStart {
    /// When the state is entered.
    #[default]
    Entered,
    /// On the day of the insured event.
    Event,
    /// On the date in this input of the step that entered the state; without it, when it was entered.
    Input(InputName),
    /// On the next 1 July after the state was entered, on which the claim's child is at least four years old: the
    /// school year (tahun ajaran) begins then.
    SchoolYear,
}

/// A step out of a state.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Action {
    /// What its button says.
    pub title: Text,
    /// The state it leads to.
    pub to: StateName,
    /// Where it leads instead: the first whose check holds.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub instead: Vec<Branch>,
    /// Who may take it.
    pub by: Vec<Role>,
    /// What must hold.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub when: Vec<Requirement>,
    /// What is filled in.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub inputs: BTreeMap<InputName, InputSpec>,
    /// What follows.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub then: Vec<Consequence>,
}

/// Another state that a step leads to, when a check holds.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Branch {
    /// What must hold.
    pub when: Check,
    /// The state it leads to then.
    pub to: StateName,
}

impl Action {
    /// Every state that it may lead to, the usual one first.
    pub fn targets(&self) -> impl Iterator<Item = &StateName> {
        std::iter::once(&self.to).chain(self.instead.iter().map(|branch| &branch.to))
    }

    /// Whether it may lead to a state.
    pub fn may_lead_to(&self, state: &StateName) -> bool {
        self.targets().any(|to| to == state)
    }
}

/// Something a person fills in when taking a step.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct InputSpec {
    /// Its label.
    pub title: Text,
    /// Its type.
    pub kind: InputKind,
    /// When it must be given.
    #[serde(default)]
    pub required: RequiredWhen,
    /// Who may give it; empty: everyone who may take the step.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub by: Vec<Role>,
}

/// When an input must be given.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum RequiredWhen {
    /// It may be left out.
    #[default]
    Never,
    /// Always.
    Always,
    /// When staff take a step that is somebody else's: the insurer's or the system's.
    ByHand,
}

/// The type of an input.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum InputKind {
    /// Words, at most 2,000 characters.
    Text,
    /// Yes or no.
    Boolean,
    /// A date in Asia/Jakarta.
    Date,
    /// One of these words, each with its label.
    Choice(BTreeMap<String, Text>),
    /// The id of an accepted document of one of these kinds.
    Document(Vec<DocumentKind>),
    /// `[{person, amount, paid_at, reference}]`: what the insurer paid.
    Payments,
    /// `[{code, text}]`: why the insurer returned or refused.
    Reasons,
    /// `[{kind, person?, reason}]`: required documents that are waived.
    Waivers,
    /// The id of a recorded person of one of these relations.
    Person(Vec<String>),
}

/// What follows from a step, beside the new state.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Consequence {
    /// Compute the benefit and store it with its inputs and the law's version.
    ComputeBenefit,
    /// Queue the hand-over to the insurer as the next attempt.
    HandOver,
    /// Take back the queued hand-over, which nobody has begun to deliver.
    CancelHandOver,
    /// How the claim ended; `None` takes an earlier outcome back.
    Outcome(Option<Outcome>),
    /// Open a linked claim of another procedure for the same participant and event.
    OpenClaim(ProcedureName),
    /// The step moves the claim only if the payments add up to the stored benefit; otherwise an alert is raised.
    MatchPayments,
    /// What was paid is a part: it is remembered, and the next benefit is worked out without it.
    SettlePart,
    /// Open a scholarship claim for every child who has earned one; where there are more children than the law pays
    /// for, an alert asks the family to choose.
    OpenScholarships,
    /// Open a scholarship claim for the child in this input.
    OpenScholarshipOf(InputName),
    /// The person of the family who takes the step objects to the list of heirs.
    RecordObjection,
    /// Set accepted papers of these kinds aside: new ones are wanted.
    RenewDocuments(Vec<DocumentKind>),
    /// Take the answers to these questions back: they are asked anew.
    AskAgain(Vec<FactName>),
}

/// How a claim ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    /// The benefit was paid.
    Paid,
    /// It was refused.
    Rejected,
    /// The family took it back.
    Withdrawn,
    /// Its time ran out.
    Lapsed,
    /// It went on as a claim of another procedure.
    Reclassified,
}

impl Outcome {
    /// The word used in JSON and in the store.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Paid => "paid",
            Self::Rejected => "rejected",
            Self::Withdrawn => "withdrawn",
            Self::Lapsed => "lapsed",
            Self::Reclassified => "reclassified",
        }
    }
}

impl WaitingOn {
    /// The word used in JSON and in the store.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Caseworker => "caseworker",
            Self::Supervisor => "supervisor",
            Self::Heir => "heir",
            Self::Insurer => "insurer",
            Self::System => "system",
            Self::Doctor => "doctor",
            Self::LabourInspector => "labour_inspector",
            Self::School => "school",
            Self::Court => "court",
        }
    }
}
