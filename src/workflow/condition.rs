//! Conditions: a closed set of checks, as data. They can be checked when the file is loaded, explained when a step
//! is refused, and cannot loop.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::law::Text;

use super::fact::FactValue;
use super::names::{ActionName, DocumentKind, FactName, InputName, Role, RuleName};

/// One condition of an action: what must hold, and what to say when it does not.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Requirement {
    /// Its stable name.
    pub rule: RuleName,
    /// What must hold.
    pub check: Check,
    /// Why the step is refused, in the reader's language.
    pub message: Text,
    /// The article, or the office's own rule, that it stands on.
    pub law: String,
    /// What would turn the refusal into a yes.
    pub remedy: Text,
}

/// Something that holds for a claim or does not.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Check {
    /// Every one of them holds.
    All(Vec<Check>),
    /// At least one of them holds.
    Any(Vec<Check>),
    /// It does not hold.
    Not(Box<Check>),
    /// The fact has an answer.
    Answered(FactName),
    /// The fact compares as said; an unanswered fact compares to nothing.
    Fact(FactCheck),
    /// An accepted document of this kind is in the claim.
    Document(DocumentKind),
    /// Every document required of the claim and of each recorded person is accepted, or waived by the input named
    /// here.
    DocumentsComplete {
        /// The input that carries waivers with their reasons.
        waivers: Option<InputName>,
    },
    /// The participant was covered on the day of the event.
    Covered,
    /// The determination of heirs has no open need, and every heir is confirmed.
    HeirsSettled,
    /// Payees are recorded, add up, and each has an account.
    PayeesSettled,
    /// A benefit can be computed: somebody is payable and a law table exists for the day.
    BenefitComputable,
    /// A benefit is stored.
    BenefitStored,
    /// Nothing that the stored benefit depends on has changed since it was computed.
    BenefitUnchanged,
    /// A further school year of the claim's child may still be paid for.
    FurtherSchoolYear,
    /// The child in this input has earned a scholarship that is not opened yet, and the law still has a place for it;
    /// while no child is named, nothing is refused.
    ScholarshipPlace(InputName),
    /// No delivery to the insurer is under way.
    NoDeliveryUnderWay,
    /// No alert of these kinds is open; with no kinds, no open alert is `blocking`.
    AlertsSettled(Vec<String>),
    /// The input is given: true, or not empty.
    Input(InputName),
    /// The one who acts has this role.
    ActorRole(Role),
    /// The one who acts is another person than whoever took this action last.
    DifferentPersonThan(ActionName),
    /// This action has been taken before.
    Taken(ActionName),
    /// Every recorded date of this input is not in the future and not before the event.
    InputNotInFuture(InputName),
}

/// A fact compared with values of its type. Exactly one comparison is given; the checker says so otherwise.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct FactCheck {
    /// Which fact.
    pub name: FactName,
    /// Equal to the value.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub is: Option<FactValue>,
    /// Equal to one of the values.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub one_of: Vec<FactValue>,
    /// Not less (numbers), not earlier (dates).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub at_least: Option<FactValue>,
    /// Not greater (numbers), not later (dates).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub at_most: Option<FactValue>,
}
