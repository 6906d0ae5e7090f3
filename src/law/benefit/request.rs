//! What is asked: the public request of a benefit estimate.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::law::{Membership, Program, Rupiah, Segment};

/// A question for the benefit calculator.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct EstimateRequest {
    /// Programme that is claimed.
    pub program: Program,
    /// What happened to the worker.
    pub outcome: Outcome,
    /// How the worker was insured.
    pub segment: Segment,
    /// Date of death, of the accident, or of the diagnosis.
    pub event_date: NaiveDate,
    /// Declared income a month (register: `upah`). For `bpu` formulas take the base of its band.
    pub monthly_wage: Rupiah,
    /// Paid months.
    pub membership: Membership,
    /// Children who may earn a scholarship.
    #[serde(default)]
    pub children: Vec<ChildInput>,
    /// Disabilities the doctor stated.
    #[serde(default)]
    pub disabilities: Vec<DisabilityInput>,
    /// Days the worker could not work.
    #[serde(default)]
    pub incapacity_days: Option<u32>,
    /// Costs paid by the family.
    #[serde(default)]
    pub expenses: Vec<ExpenseInput>,
}

/// What happened to the worker.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    /// Death (meninggal dunia).
    Death,
    /// Total permanent disability (cacat total tetap).
    TotalDisability,
    /// Loss of a part of the body (cacat sebagian anatomis).
    PartialAnatomical,
    /// Loss of function (cacat sebagian fungsi).
    PartialFunctional,
    /// Temporary incapacity (sementara tidak mampu bekerja).
    Temporary,
    /// Medical care only.
    Medical,
}

/// A child of the participant.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ChildInput {
    /// Name.
    #[serde(default)]
    pub name: Option<String>,
    /// Date of birth.
    pub birth_date: NaiveDate,
    /// Level of school.
    pub level: SchoolLevel,
    /// Year of the level, 1 being the first; 0 with `none`.
    pub grade: u32,
    /// Whether the child studies.
    pub studying: bool,
    /// Whether the child is married.
    pub married: bool,
    /// Whether the child works.
    pub employed: bool,
}

/// Levels of school as the scholarship counts them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum SchoolLevel {
    /// Not yet at school.
    None,
    /// Kindergarten (TK).
    Tk,
    /// Primary school (SD).
    Sd,
    /// Lower secondary school (SMP).
    Smp,
    /// Upper secondary school (SMA, SMK).
    Sma,
    /// Higher education or training.
    Higher,
}

/// A disability by its row of the table.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DisabilityInput {
    /// Row of the disability table.
    pub code: String,
    /// Whole percent of function lost, 1 to 100, for functional disabilities.
    #[serde(default)]
    pub function_loss_percent: Option<u32>,
}

/// A cost the family paid.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ExpenseInput {
    /// What for.
    pub kind: String,
    /// How much.
    pub amount: Rupiah,
}
