//! Claim numbers as people read them out: `JKM-2026-000123-7`.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::workflow::ProcedureName;

/// The quasigroup of Damm's check digit: it catches every single wrong digit and every swap of neighbours.
const DAMM: [[u8; 10]; 10] = [
    [0, 3, 1, 7, 5, 9, 8, 6, 4, 2],
    [7, 0, 9, 2, 1, 5, 4, 8, 6, 3],
    [4, 2, 0, 6, 8, 7, 1, 3, 5, 9],
    [1, 7, 5, 0, 9, 8, 3, 4, 2, 6],
    [6, 1, 2, 3, 0, 4, 5, 9, 7, 8],
    [3, 6, 7, 4, 2, 0, 9, 5, 8, 1],
    [5, 8, 6, 9, 7, 2, 0, 1, 3, 4],
    [8, 9, 4, 5, 3, 6, 2, 0, 1, 7],
    [9, 4, 3, 8, 6, 1, 7, 2, 0, 5],
    [2, 5, 8, 1, 4, 3, 6, 7, 9, 0],
];

/// The number of a claim: procedure, year of report, running number, check digit over year and running number.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct ClaimNumber(String);

impl ClaimNumber {
    /// The number of the `serial`th claim of a procedure in a year.
    pub fn new(procedure: &ProcedureName, year: i32, serial: i64) -> Self {
        let digits = format!("{year:04}{serial:06}");
        let check = damm(&digits);
        Self(format!("{}-{year:04}-{serial:06}-{check}", procedure.as_str().to_uppercase()))
    }

    /// Reads a number that a person typed; `None` when its shape or its check digit is wrong.
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim().to_uppercase();
        let mut parts = text.split('-');
        let (name, year, serial, check) = (parts.next()?, parts.next()?, parts.next()?, parts.next()?);
        let digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
        let shaped = parts.next().is_none()
            && !name.is_empty()
            && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_')
            && year.len() == 4
            && serial.len() >= 6
            && check.len() == 1
            && [year, serial, check].into_iter().all(digits);
        let right = shaped && damm(&format!("{year}{serial}")).to_string() == check;
        right.then_some(Self(text))
    }

    /// The number as it is printed.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for ClaimNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

fn damm(digits: &str) -> u8 {
    digits.bytes().fold(0, |interim, byte| DAMM[usize::from(interim)][usize::from(byte.saturating_sub(b'0') % 10)])
}
