//! What was paid in parts, in words: school years by their level, money for the time of incapacity.

use crate::claim::PaidPart;
use crate::law::scholarship::{PaidYear, SchoolLevel};
use crate::words::Words;

/// A part that was paid: the sum, and what it was for.
pub(super) fn part(part: &PaidPart, words: Words) -> String {
    let total = part.total.to_string();
    if part.school_years.is_empty() {
        return words.t1("part-of-incapacity", "total", total);
    }
    let years = part.school_years.iter().map(|year| year_words(*year, words)).collect::<Vec<_>>().join(", ");
    words.with("part-of-school", &[("total", &total), ("years", &years)])
}

/// `2026/2027 (SMP)`.
fn year_words(year: PaidYear, words: Words) -> String {
    format!("{} ({})", year.school_year, level(year.level, words))
}

fn level(level: SchoolLevel, words: Words) -> String {
    words.t(match level {
        SchoolLevel::None => "level-none",
        SchoolLevel::Tk => "level-tk",
        SchoolLevel::Sd => "level-sd",
        SchoolLevel::Smp => "level-smp",
        SchoolLevel::Sma => "level-sma",
        SchoolLevel::Higher => "level-higher",
    })
}
