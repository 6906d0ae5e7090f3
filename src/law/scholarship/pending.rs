//! The questions a claim asks about scholarships. Until the table of scholarships is bound, every answer is that the
//! law of the day is missing.

use chrono::NaiveDate;

use super::{YearsAnswer, YearsRequest};
use crate::law::heirs::Adoption;
use crate::law::{FieldError, LawBook, LawRefusal, Membership, Outcome, Program, Rupiah, Text};

fn missing() -> LawRefusal {
    LawRefusal {
        rule: "law_table_missing".to_owned(),
        message: Text::new("tabel beasiswa belum ada", "there is no table of scholarships yet"),
        law: "PP 82/2019 Lampiran III".to_owned(),
        remedy: Text::new("tanyakan kepada BPJS Ketenagakerjaan", "ask the insurer"),
    }
}

/// What is due of the school years that are claimed.
///
/// # Errors
/// What is wrong with the request.
pub fn years(_: &LawBook, _: &YearsRequest) -> Result<YearsAnswer, Vec<FieldError>> {
    let refusals = vec![missing()];
    Ok(YearsAnswer { lines: Vec::new(), due: Vec::new(), total: Rupiah::ZERO, refusals, law_versions: Vec::new() })
}

/// Whether an event earns scholarships.
///
/// # Errors
/// The rule by which it does not.
pub fn earned(_: &LawBook, _: Program, _: Outcome, _: NaiveDate, _: &Membership) -> Result<(), LawRefusal> {
    Err(missing())
}

/// Whether a child may have one.
///
/// # Errors
/// The rule by which the child may not.
pub fn child_eligible(
    _: &LawBook,
    _: NaiveDate,
    _: Option<NaiveDate>,
    _: Option<Adoption>,
    _: bool,
) -> Result<(), LawRefusal> {
    Err(missing())
}

/// Why no further year can ever come.
pub fn ended(_: &LawBook, _: &YearsRequest, _: NaiveDate) -> Option<LawRefusal> {
    None
}

/// How many children of one event may have one.
pub fn children_max(_: &LawBook, _: NaiveDate) -> u32 {
    0
}
