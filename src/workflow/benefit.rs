//! What a procedure pays, and which of its questions the sums are worked out from.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::law::Program;

use super::names::{DocumentKind, FactName};

/// What a procedure pays.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum BenefitSpec {
    /// What a death earns by death insurance (JKM), to the heirs.
    #[default]
    Death,
    /// What a work accident earns (JKK), to the worker; to the heirs when the worker died.
    Accident(AccidentFacts),
    /// A child's scholarship (beasiswa), school year by school year.
    Scholarship(SchoolFacts),
}

/// The questions that a work-accident benefit is worked out from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct AccidentFacts {
    /// The doctor's conclusion: a choice of [`OUTCOME_WORDS`]. Unanswered: the worker is still being treated, and only
    /// temporary incapacity is owed.
    pub outcome: FactName,
    /// The day of death, when the worker died: heirs are those of that day.
    pub died_on: FactName,
    /// What was lost: a table with the columns `code`, `function_loss_percent`, `percent` and `measured`.
    pub losses: FactName,
    /// Whether the worker is left-handed.
    pub left_handed: FactName,
    /// Days that a doctor certified as unable to work.
    pub incapacity_days: FactName,
    /// Costs the worker or the family paid: a table with the columns `kind` and `amount`.
    pub expenses: FactName,
    /// What another insurer paid for the treatment first.
    pub paid_elsewhere: FactName,
    /// The article that entitles the worker.
    pub law: String,
}

/// The words of a doctor's conclusion.
pub const OUTCOME_WORDS: [&str; 5] =
    ["recovered", "partial_anatomical", "partial_functional", "total_disability", "died"];

/// The word of a doctor's conclusion that turns the money over to the heirs.
pub const DIED: &str = "died";

/// The questions that a scholarship is worked out from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SchoolFacts {
    /// The school years that are asked for: a table with the columns `school_year`, `level` and `grade`.
    pub years: FactName,
    /// The paper that is the family's application for a year: the school's letter.
    pub proof: DocumentKind,
    /// Whether the child studies.
    pub studying: FactName,
    /// Whether the child is married.
    pub married: FactName,
    /// Whether and how the child works: a choice of the words of `law::scholarship::Work`.
    pub work: FactName,
    /// The article that entitles the child.
    pub law: String,
}

impl BenefitSpec {
    /// The insurance programme that is claimed from. A scholarship belongs to the claim that earned it; of the two
    /// programmes, JKK is the one without a waiting time.
    pub fn program(&self) -> Program {
        match self {
            Self::Death => Program::Jkm,
            Self::Accident(_) | Self::Scholarship(_) => Program::Jkk,
        }
    }
}
