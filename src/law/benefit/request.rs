//! What is asked: the public request of a benefit estimate.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::law::scholarship::ChildInput;
use crate::law::{Membership, Program, Rupiah, Segment, Text};

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
    /// Whether the worker is left-handed (kidal): right and left then change places in the table of disabilities.
    #[serde(default)]
    pub left_handed: bool,
    /// Incapacity money already paid in earlier instalments; taken off that line, never below 0.
    #[serde(default)]
    pub incapacity_paid: Rupiah,
    /// What a first payer (Jasa Raharja) paid for medical care; taken off the medical lines, never below 0.
    #[serde(default)]
    pub paid_elsewhere: Rupiah,
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

/// A disability by its row of the table.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DisabilityInput {
    /// Row of the disability table.
    pub code: String,
    /// Whole percent of function lost, 1 to 100, for functional disabilities.
    #[serde(default)]
    pub function_loss_percent: Option<u32>,
    /// The doctor's choice inside a row that is a range, in whole percent.
    #[serde(default)]
    pub percent: Option<u32>,
    /// What was measured, for a row that counts steps or bands: decibels, percent or millimetres, as the row says.
    #[serde(default)]
    pub measured: Option<u32>,
}

/// A cost the family paid.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ExpenseInput {
    /// What for.
    pub kind: ExpenseKind,
    /// How much.
    pub amount: Rupiah,
    /// How many days it covers; for `homecare`, which is paid for a year at most.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub days: Option<u32>,
}

/// What a cost was paid for, as the annex tells costs apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ExpenseKind {
    /// Medical care (pelayanan kesehatan).
    Medical,
    /// Care at home (perawatan di rumah).
    Homecare,
    /// Examination that established an occupational disease (pemeriksaan diagnostik PAK).
    Diagnosis,
    /// Transport by land, river or lake.
    TransportLand,
    /// Transport by sea.
    TransportSea,
    /// Transport by air.
    TransportAir,
    /// An aid or a replacement of a limb (orthose, prothese), at the price of the hospital's rehabilitation centre.
    Prosthesis,
    /// Medical rehabilitation (rehabilitasi medik).
    Rehabilitation,
    /// Dentures (gigi tiruan).
    Dentures,
    /// Hearing aid (alat bantu dengar).
    HearingAid,
    /// Glasses (kacamata).
    Glasses,
}

impl ExpenseKind {
    /// Every kind, in the order of the annex.
    pub const ALL: [Self; 11] = [
        Self::Medical,
        Self::Homecare,
        Self::Diagnosis,
        Self::TransportLand,
        Self::TransportSea,
        Self::TransportAir,
        Self::Prosthesis,
        Self::Rehabilitation,
        Self::Dentures,
        Self::HearingAid,
        Self::Glasses,
    ];

    /// As people call it.
    pub fn words(self) -> Text {
        match self {
            Self::Medical => Text::new("biaya pengobatan", "medical care"),
            Self::Homecare => Text::new("biaya perawatan di rumah", "care at home"),
            Self::Diagnosis => Text::new("biaya pemeriksaan penyakit akibat kerja", "examination of the disease"),
            Self::TransportLand => {
                Text::new("ongkos angkutan darat, sungai, atau danau", "transport by land, river or lake")
            }
            Self::TransportSea => Text::new("ongkos angkutan laut", "transport by sea"),
            Self::TransportAir => Text::new("ongkos angkutan udara", "transport by air"),
            Self::Prosthesis => Text::new("harga alat bantu atau alat ganti", "price of the orthosis or prosthesis"),
            Self::Rehabilitation => Text::new("biaya rehabilitasi medik", "medical rehabilitation"),
            Self::Dentures => Text::new("biaya gigi tiruan", "dentures"),
            Self::HearingAid => Text::new("biaya alat bantu dengar", "hearing aid"),
            Self::Glasses => Text::new("biaya kacamata", "glasses"),
        }
    }
}
