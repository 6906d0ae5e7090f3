//! Scholarships of the children (beasiswa pendidikan anak): what they may come to in all, and what is due year by
//! year. The day of the event chooses the law, also for a year that is claimed long after it.

mod answer;
mod ceiling;
mod conditions;
mod request;
mod rules;
mod school_year;
mod words;
mod years;

#[cfg(test)]
mod tests;

pub use answer::{Scholarship, ScholarshipChild, ScholarshipYears, YearsAnswer};
pub(in crate::law) use ceiling::ceiling;
pub use conditions::{child_eligible, earned};
pub use request::{ChildInput, PaidYear, SchoolLevel, StudyYear, Work, YearsRequest};
pub use rules::{BackYears, ContributionRule, ScholarshipRules, SchoolAmount};
pub use school_year::{SchoolYear, SchoolYearError, first_school_day};
pub use years::{ended, years};
