//! Scholarships of the children (beasiswa pendidikan anak): what they may come to in all, and what is due year by
//! year.

mod answer;
mod request;
mod school_year;

#[cfg(test)]
mod tests;

pub use answer::{Scholarship, ScholarshipChild, ScholarshipYears, YearsAnswer};
pub use request::{ChildInput, PaidYear, SchoolLevel, StudyYear, Work, YearsRequest};
pub use school_year::{SchoolYear, SchoolYearError, first_school_day};
