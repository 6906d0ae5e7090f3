//! A reading in words, for everybody who asks why it ends then.

use chrono::{DateTime, Datelike as _, NaiveDate, Timelike as _, Utc};
use chrono_tz::Asia::Jakarta;

use super::due::jakarta_date;
use super::reading::{ExplainedStep, Reading};
use super::span::{Span, Unit};
use crate::law::{Month, SkippedDay, Text};

const DAYS_ID: [&str; 7] = ["Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu"];
const DAYS_EN: [&str; 7] = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];

impl Reading {
    /// How the clock was counted, a sentence for each step. Reasons stand in both languages as they were written.
    pub fn explain(&self) -> Vec<Text> {
        self.steps.iter().map(sentence).collect()
    }
}

fn sentence(step: &ExplainedStep) -> Text {
    match step {
        ExplainedStep::DayZero { date } => both("Hari ke-0 adalah {}.", "Day 0 is {}.", &long_date(*date)),
        ExplainedStep::FirstDay { date } => both("Hari pertama adalah {}.", "The first day is {}.", &long_date(*date)),
        ExplainedStep::HoursFrom { at } => both("Jam dihitung sejak {}.", "Hours run from {}.", &moment(*at)),
        ExplainedStep::Counted { span } => both("Lamanya {}.", "It is {} long.", &span.words()),
        ExplainedStep::Skipped { holidays, weekend_days } => {
            both("Dilewati: {}.", "Skipped: {}.", &skipped(holidays, *weekend_days))
        }
        ExplainedStep::Suspended { from, until, days, reason } => suspended(*from, *until, *days, reason),
        ExplainedStep::StandsStill { since, reason } => {
            let at = moment(*since);
            Text::new(
                format!("Jam berhenti sejak {}, karena: {reason}", at.id),
                format!("The clock stands still since {}, because: {reason}", at.en),
            )
        }
        ExplainedStep::Extended { span, reason } => {
            let span = span.words();
            Text::new(
                format!("Ditambah {}, karena: {reason}", span.id),
                format!("{} more were given, because: {reason}", span.en),
            )
        }
        ExplainedStep::Rolled { from, to } => {
            let (from, to) = (long_date(*from), long_date(*to));
            Text::new(
                format!("{} bukan hari kerja, jadi pindah ke {}.", from.id, to.id),
                format!("{} is no working day, so it moves to {}.", from.en, to.en),
            )
        }
        ExplainedStep::Due { at, end_of_day: true } => {
            both("Jatuh tempo {}, akhir hari.", "Due {}, at the end of the day.", &long_date(jakarta_date(*at)))
        }
        ExplainedStep::Due { at, end_of_day: false } => both("Jatuh tempo {}.", "Due {}.", &moment(*at)),
        ExplainedStep::CalendarMissing { year } => Text::new(
            format!("Hari libur {year} belum diketahui: hanya akhir pekan yang dilewati."),
            format!("The holidays of {year} are not known: only weekends were left out."),
        ),
    }
}

fn both(id: &str, en: &str, filled: &Text) -> Text {
    Text::new(id.replace("{}", &filled.id), en.replace("{}", &filled.en))
}

fn suspended(from: NaiveDate, until: NaiveDate, days: u32, reason: &str) -> Text {
    let (first, last) = (short_date(from), short_date(until));
    if days == 0 {
        return Text::new(
            format!("Berhenti beberapa waktu ({} sampai {}), karena: {reason}", first.id, last.id),
            format!("Stood still for a time ({} to {}), because: {reason}", first.en, last.en),
        );
    }
    let plural = if days == 1 { "day" } else { "days" };
    Text::new(
        format!("Berhenti {days} hari ({} sampai {}), karena: {reason}", first.id, last.id),
        format!("Suspended {days} {plural} ({} to {}), because: {reason}", first.en, last.en),
    )
}

fn skipped(holidays: &[SkippedDay], weekend_days: u32) -> Text {
    let named = |day: &SkippedDay| {
        let (name, date) = (day.name.clone().unwrap_or_default(), short_date(day.date));
        Text::new(format!("{name} ({})", date.id), format!("{name} ({})", date.en))
    };
    let mut parts: Vec<Text> = holidays.iter().map(named).collect();
    if weekend_days > 0 {
        let plural = if weekend_days == 1 { "day" } else { "days" };
        parts.push(Text::new(format!("{weekend_days} hari akhir pekan"), format!("{weekend_days} weekend {plural}")));
    }
    let joined = |pick: fn(&Text) -> &str| parts.iter().map(pick).collect::<Vec<_>>().join(", ");
    Text::new(joined(|text| &text.id), joined(|text| &text.en))
}

impl Span {
    /// `3 hari kerja`; `3 working days`.
    pub fn words(&self) -> Text {
        let (id, one, many) = match self.unit {
            Unit::ClockHours => ("jam", "hour", "hours"),
            Unit::WorkingDays => ("hari kerja", "working day", "working days"),
            Unit::CalendarDays => ("hari kalender", "calendar day", "calendar days"),
            Unit::Months => ("bulan", "month", "months"),
            Unit::Years => ("tahun", "year", "years"),
        };
        Text::new(
            format!("{} {id}", self.amount),
            format!("{} {}", self.amount, if self.amount == 1 { one } else { many }),
        )
    }
}

/// `Rabu, 23 Desember 2026`; `Wednesday 23 December 2026`.
pub fn long_date(date: NaiveDate) -> Text {
    let (day, month) = (date.weekday().num_days_from_monday() as usize, Month::of(date).words());
    Text::new(
        format!("{}, {} {}", DAYS_ID[day], date.day(), month.id),
        format!("{} {} {}", DAYS_EN[day], date.day(), month.en),
    )
}

/// `8 Mar 2027`.
pub fn short_date(date: NaiveDate) -> Text {
    let month = Month::of(date).words();
    let cut = |name: &str| name.chars().take(3).collect::<String>();
    Text::new(
        format!("{} {} {}", date.day(), cut(&month.id), date.year()),
        format!("{} {} {}", date.day(), cut(&month.en), date.year()),
    )
}

fn moment(at: DateTime<Utc>) -> Text {
    let (date, local) = (long_date(jakarta_date(at)), at.with_timezone(&Jakarta));
    Text::new(
        format!("{}, {:02}.{:02} WIB", date.id, local.hour(), local.minute()),
        format!("{}, {:02}:{:02} WIB", date.en, local.hour(), local.minute()),
    )
}
