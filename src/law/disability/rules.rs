//! The table as the data file states it.

use serde::Deserialize;

use crate::law::{Confidence, Text};

/// Part of the whole that each disability is.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DisabilityRules {
    /// The rows, in the order of the annex.
    pub rows: Vec<DisabilityRow>,
}

/// One row of the table.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DisabilityRow {
    /// Stable name.
    pub code: String,
    /// For people.
    pub title: Text,
    /// What part of the whole it is.
    pub share: DisabilityShare,
    /// The row that the left-handed (kidal) are counted by.
    #[serde(default)]
    pub mirror: Option<String>,
    /// The row for the loss of both.
    #[serde(default)]
    pub pair: Option<String>,
    /// How often the row may stand in one case.
    #[serde(default = "once")]
    pub times: usize,
    /// How sure.
    pub confidence: Confidence,
}

/// How a row says what part of the whole it is.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum DisabilityShare {
    /// Always the same, in hundredths of a percent.
    Fixed(u32),
    /// Chosen by the doctor, in whole percent, both ends included.
    Range {
        /// Least.
        from: u32,
        /// Most.
        to: u32,
    },
    /// So much for each complete step of what was measured.
    PerStep {
        /// What is measured.
        unit: MeasureUnit,
        /// Length of a step.
        step: u32,
        /// For each step, in hundredths of a percent.
        basis_points: u32,
        /// More cannot have been measured.
        measured_at_most: u32,
        /// The row of the whole loss, which the steps never exceed.
        #[serde(default)]
        whole: Option<String>,
    },
    /// By the band that the measurement falls into.
    Bands {
        /// What is measured.
        unit: MeasureUnit,
        /// More than this is not in the table.
        measured_at_most: u32,
        /// The bands, lowest first.
        rows: Vec<Band>,
    },
}

/// A band, which reaches up to the next.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Band {
    /// Lowest measurement in it.
    pub from: u32,
    /// In hundredths of a percent.
    pub basis_points: u32,
}

/// What a row measures in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MeasureUnit {
    /// Decibels of hearing.
    Decibel,
    /// Percent of an ability.
    Percent,
    /// Millimetres of length.
    Millimetre,
}

fn once() -> usize {
    1
}

impl DisabilityRules {
    /// The row of a code.
    pub fn row(&self, code: &str) -> Option<&DisabilityRow> {
        self.rows.iter().find(|row| row.code == code)
    }

    /// The row that a worker is counted by: for the left-handed the other side's, where there is one.
    pub fn counted(&self, code: &str, left_handed: bool) -> Option<&DisabilityRow> {
        let row = self.row(code)?;
        match &row.mirror {
            Some(mirror) if left_handed => self.row(mirror),
            _ => Some(row),
        }
    }

    /// Says in a sentence what makes no sense.
    pub(in crate::law) fn check(&self) -> Result<(), String> {
        for (at, row) in self.rows.iter().enumerate() {
            let code = &row.code;
            if self.rows[..at].iter().any(|earlier| earlier.code == *code) {
                return Err(format!("the code `{code}` stands twice"));
            }
            if row.times == 0 {
                return Err(format!("`{code}` may never stand: times is 0"));
            }
            if let Some(mirror) = &row.mirror
                && self.row(mirror).is_none_or(|other| other.mirror.as_ref() != Some(code))
            {
                return Err(format!("`{code}` and its mirror `{mirror}` do not name each other"));
            }
            if let Some(pair) = row.pair.as_ref().filter(|pair| self.row(pair).is_none()) {
                return Err(format!("`{code}` names the pair `{pair}`, which is no row"));
            }
            row.share.check(self).map_err(|problem| format!("`{code}`: {problem}"))?;
        }
        if self.rows.is_empty() { Err("the table has no rows".to_owned()) } else { Ok(()) }
    }
}

impl DisabilityShare {
    fn check(&self, rules: &DisabilityRules) -> Result<(), String> {
        let too_much = |basis_points: u32| basis_points == 0 || basis_points > 10_000;
        match self {
            Self::Fixed(basis_points) if too_much(*basis_points) => Err("no part of the whole".to_owned()),
            Self::Range { from, to } if from >= to || *to > 100 || *from == 0 => Err("the range is empty".to_owned()),
            Self::PerStep { step, basis_points, measured_at_most, whole, .. } => {
                if *step == 0 || measured_at_most < step || too_much(*basis_points) {
                    return Err("no step can be counted".to_owned());
                }
                let is_fixed = |code: &String| rules.row(code).is_some_and(|row| matches!(row.share, Self::Fixed(_)));
                if whole.as_ref().is_none_or(is_fixed) { Ok(()) } else { Err("`whole` is no fixed row".to_owned()) }
            }
            Self::Bands { rows, measured_at_most, .. } => {
                let rising =
                    |pair: &[Band]| matches!(pair, [a, b] if a.from < b.from && a.basis_points < b.basis_points);
                let inside = rows.iter().all(|band| band.from <= *measured_at_most && !too_much(band.basis_points));
                if !rows.is_empty() && inside && rows.windows(2).all(rising) {
                    Ok(())
                } else {
                    Err("bands must rise, row by row".to_owned())
                }
            }
            Self::Fixed(_) | Self::Range { .. } => Ok(()),
        }
    }
}
