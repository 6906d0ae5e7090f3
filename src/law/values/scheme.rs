//! The programmes and kinds of participants of the scheme.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// An insurance programme (program jaminan).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Program {
    /// Death insurance (jaminan kematian).
    Jkm,
    /// Work-accident insurance (jaminan kecelakaan kerja).
    Jkk,
}

/// How a participant works (segmen kepesertaan).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Segment {
    /// No wage from an employer (bukan penerima upah): the self-employed, and those whom a city insures.
    Bpu,
    /// Wage earner (penerima upah).
    Pu,
}

/// Sex as the population register records it (jenis kelamin). The letters of Indonesian registers are read too.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Sex {
    /// Laki-laki.
    #[serde(alias = "L", alias = "l", alias = "m")]
    Male,
    /// Perempuan.
    #[serde(alias = "P", alias = "p", alias = "f")]
    Female,
}
