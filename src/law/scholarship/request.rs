//! What is asked about scholarships.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::SchoolYear;
use crate::law::Text;

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
    /// How a child works who does; some work is allowed beside school.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub work: Option<Work>,
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

impl SchoolLevel {
    /// The levels that are taught, lowest first.
    pub const TAUGHT: [Self; 5] = [Self::Tk, Self::Sd, Self::Smp, Self::Sma, Self::Higher];

    /// As people call it.
    pub fn words(self) -> Text {
        match self {
            Self::None => Text::new("belum sekolah", "not yet at school"),
            Self::Tk => Text::new("TK", "kindergarten"),
            Self::Sd => Text::new("SD", "primary school"),
            Self::Smp => Text::new("SMP", "lower secondary school"),
            Self::Sma => Text::new("SMA", "upper secondary school"),
            Self::Higher => Text::new("pendidikan tinggi", "higher education"),
        }
    }
}

/// How a child works, as the exceptions of 2025 tell it apart.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Work {
    /// Does not work.
    #[default]
    None,
    /// Without an employer, registered as `bpu`.
    Bpu,
    /// For a wage, registered as `pu`, for at most six months without a break.
    PuUpToSixMonths,
    /// For a wage, longer than that or not registered.
    Pu,
    /// An intern (magang).
    Intern,
}

/// A school year that was paid, and as which level it counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PaidYear {
    /// The school year.
    pub school_year: SchoolYear,
    /// Level of school.
    pub level: SchoolLevel,
}

/// A school year in which the child studied, as the school's letter says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StudyYear {
    /// The school year.
    pub school_year: SchoolYear,
    /// Level of school; never `none`.
    pub level: SchoolLevel,
    /// Year of the level, 1 being the first.
    pub grade: u32,
}

/// A claim of one child for school years.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct YearsRequest {
    /// Date of the death or accident that earned the scholarship.
    pub event_date: NaiveDate,
    /// When the child was born.
    pub child_birth_date: NaiveDate,
    /// Whether the child is married.
    pub married: bool,
    /// How the child works.
    #[serde(default)]
    pub work: Work,
    /// Whether the child studies.
    pub studying: bool,
    /// Date of the application in Asia/Jakarta.
    pub applied_on: NaiveDate,
    /// Every year paid before.
    #[serde(default)]
    pub paid: Vec<PaidYear>,
    /// The years that are claimed now.
    pub claimed: Vec<StudyYear>,
}
