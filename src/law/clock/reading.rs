//! Reading a clock: from the start through suspensions and extensions to the end, remembering every reason on the way.

use chrono::{DateTime, Days, Months, NaiveDate, TimeDelta, Utc};
use serde::{Deserialize, Serialize};

use super::due::{end_of_jakarta_day, jakarta_date};
use super::rule::{ClockRule, DayZero, Extension, Rolling, Suspension};
use super::rungs::{self, Rung};
use super::span::{AMOUNT_MAX, Span, Unit};
use crate::law::{Calendar, SkipReason, SkippedDay};

/// The most days that one reading walks: no input can stall the service.
const WALK_MAX: u32 = 80_000;

/// How a clock reads.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reading {
    /// When it started.
    pub started_at: DateTime<Utc>,
    /// The last moment that is still in time; none while the clock stands still.
    pub due_at: Option<DateTime<Utc>>,
    /// Since when it stands still.
    pub stands_still_since: Option<DateTime<Utc>>,
    /// Whether days of a year without decreed holidays were counted, so that the end may be too early.
    pub calendar_missing: bool,
    /// How it was counted, in order.
    pub steps: Vec<ExplainedStep>,
    /// What stands before and behind the end, in order.
    pub rungs: Vec<Rung>,
}

/// A step of the count.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "step", rename_all = "snake_case")]
pub enum ExplainedStep {
    /// The day that does not count, because the clock starts on it.
    DayZero {
        /// The day.
        date: NaiveDate,
    },
    /// The day that counts as the first.
    FirstDay {
        /// The day.
        date: NaiveDate,
    },
    /// Hours run from a moment.
    HoursFrom {
        /// The moment.
        at: DateTime<Utc>,
    },
    /// How long it is.
    Counted {
        /// The span.
        span: Span,
    },
    /// Days that were passed over.
    Skipped {
        /// Holidays and joint leave, in order.
        holidays: Vec<SkippedDay>,
        /// Saturdays and Sundays that are neither.
        weekend_days: u32,
    },
    /// The clock stood still.
    Suspended {
        /// The first day that did not count for it, or the day of its first hour.
        from: NaiveDate,
        /// The last.
        until: NaiveDate,
        /// How many days; 0 when it is hours.
        days: u32,
        /// Why.
        reason: String,
    },
    /// The clock stands still now.
    StandsStill {
        /// Since when.
        since: DateTime<Utc>,
        /// Why.
        reason: String,
    },
    /// Time was added.
    Extended {
        /// How much.
        span: Span,
        /// Why.
        reason: String,
    },
    /// The end fell on a day without work.
    Rolled {
        /// That day.
        from: NaiveDate,
        /// The working day.
        to: NaiveDate,
    },
    /// The end.
    Due {
        /// The last moment in time.
        at: DateTime<Utc>,
        /// Whether it is the end of a day.
        end_of_day: bool,
    },
    /// Holidays of that year are not known.
    CalendarMissing {
        /// The year.
        year: i32,
    },
}

impl ClockRule {
    /// Reads the clock of this rule.
    ///
    /// A day counts if and only if the clock runs at its end in Asia/Jakarta: a suspension that begins and ends on one
    /// day costs nothing, and the day on which it ends counts. Hours move by exactly the time that it stood still.
    pub fn read(
        &self,
        started_at: DateTime<Utc>,
        suspensions: &[Suspension],
        extensions: &[Extension],
        calendar: &Calendar,
    ) -> Reading {
        let mut count = Count::new(started_at, suspensions, calendar);
        count.begin(self.span, self.day_zero);
        let mut running = count.run(self.span, self.day_zero);
        for extension in extensions {
            if !running {
                break;
            }
            let step = ExplainedStep::Extended { span: extension.span, reason: extension.reason.clone() };
            count.steps.push(step);
            running = count.run(extension.span, DayZero::Excluded);
        }
        count.finish(self, running)
    }
}

/// A count on its way.
struct Count<'a> {
    started_at: DateTime<Utc>,
    at: DateTime<Utc>,
    hours: bool,
    calendar: &'a Calendar,
    suspensions: Vec<&'a Suspension>,
    still_since: Option<DateTime<Utc>>,
    missing: Option<i32>,
    steps: Vec<ExplainedStep>,
}

impl<'a> Count<'a> {
    fn new(started_at: DateTime<Utc>, suspensions: &'a [Suspension], calendar: &'a Calendar) -> Self {
        // One that ends before it begins is none.
        let lasts = |it: &&Suspension| it.until.is_none_or(|until| until > it.from);
        let mut suspensions: Vec<&Suspension> = suspensions.iter().filter(lasts).collect();
        suspensions.sort_by_key(|suspension| (suspension.from, suspension.until));
        Self {
            started_at,
            at: started_at,
            hours: false,
            calendar,
            suspensions,
            still_since: None,
            missing: None,
            steps: Vec::new(),
        }
    }

    fn begin(&mut self, span: Span, day_zero: DayZero) {
        let date = jakarta_date(self.started_at);
        self.steps.push(match (span.unit, day_zero) {
            (Unit::ClockHours, _) => ExplainedStep::HoursFrom { at: self.started_at },
            (_, DayZero::Excluded) => ExplainedStep::DayZero { date },
            (_, DayZero::Counted) => ExplainedStep::FirstDay { date },
        });
        self.steps.push(ExplainedStep::Counted { span });
    }

    /// Goes on by a span; says whether the clock still runs at its end.
    fn run(&mut self, span: Span, day_zero: DayZero) -> bool {
        let amount = span.amount.min(AMOUNT_MAX);
        // A span of nothing ends where it starts.
        let counted = day_zero == DayZero::Counted && amount > 0;
        self.hours = span.unit == Unit::ClockHours;
        let from = jakarta_date(self.at);
        // The last day that is behind us when counting begins.
        let zero = if counted { from.pred_opt().unwrap_or(from) } else { from };
        let end = match span.unit {
            Unit::ClockHours => return self.run_hours(TimeDelta::hours(i64::from(amount))),
            Unit::WorkingDays => self.walk(zero, amount),
            Unit::CalendarDays => self.pushed(zero, zero.checked_add_days(Days::new(u64::from(amount)))),
            Unit::Months | Unit::Years => {
                let months = if span.unit == Unit::Years { amount.saturating_mul(12) } else { amount };
                let plain = from.checked_add_months(Months::new(months));
                let plain = if counted { plain.and_then(|date| date.pred_opt()) } else { plain };
                self.pushed(zero, plain)
            }
        };
        let Some(end) = end else { return false };
        self.at = end_of_jakarta_day(end);
        true
    }

    fn run_hours(&mut self, mut left: TimeDelta) -> bool {
        for suspension in self.suspensions.clone() {
            if suspension.until.is_some_and(|until| until <= self.at) {
                continue;
            }
            let ran = (suspension.from - self.at).max(TimeDelta::zero());
            if ran >= left {
                break;
            }
            let Some(until) = suspension.until else { return self.stands_still(suspension) };
            left -= ran;
            self.at = until;
            let (from, to) = (jakarta_date(suspension.from), jakarta_date(until));
            self.suspended(from, to, 0, suspension);
        }
        self.at = self.at.checked_add_signed(left).unwrap_or(DateTime::<Utc>::MAX_UTC);
        true
    }

    /// The plain end, pushed by every day behind `zero` on which the clock stood still.
    fn pushed(&mut self, zero: NaiveDate, plain: Option<NaiveDate>) -> Option<NaiveDate> {
        let mut end = plain.unwrap_or(NaiveDate::MAX);
        let mut done = zero;
        for suspension in self.suspensions.clone() {
            let first = jakarta_date(suspension.from).max(done.succ_opt()?);
            if first > end {
                continue;
            }
            let Some(until) = suspension.until else {
                self.stands_still(suspension);
                return None;
            };
            let Some(last) = jakarta_date(until).pred_opt().filter(|last| *last >= first) else { continue };
            let days = u32::try_from((last - first).num_days() + 1).unwrap_or(u32::MAX);
            end = end.checked_add_days(Days::new(u64::from(days))).unwrap_or(NaiveDate::MAX);
            done = last;
            self.suspended(first, last, days, suspension);
        }
        Some(end)
    }

    /// Counts working days behind `zero`.
    fn walk(&mut self, zero: NaiveDate, amount: u32) -> Option<NaiveDate> {
        let (mut date, mut left) = (zero, amount);
        let (mut holidays, mut weekend_days) = (Vec::new(), 0);
        let mut stood: Vec<(NaiveDate, NaiveDate, u32, &Suspension)> = Vec::new();
        for _ in 0..WALK_MAX {
            if left == 0 {
                break;
            }
            let Some(next) = date.succ_opt() else { break };
            date = next;
            if let Some(suspension) = self.stopped_on(date) {
                if suspension.until.is_none() {
                    self.stands_still(suspension);
                    return None;
                }
                match stood.last_mut().filter(|last| std::ptr::eq(last.3, suspension)) {
                    Some(last) => (last.1, last.2) = (date, last.2 + 1),
                    None => stood.push((date, date, 1, suspension)),
                }
                continue;
            }
            self.look_at(date);
            match self.calendar.why_free(date) {
                None => left -= 1,
                Some(day) if day.reason == SkipReason::Weekend => weekend_days += 1,
                Some(day) => holidays.push(day),
            }
        }
        if weekend_days > 0 || !holidays.is_empty() {
            self.steps.push(ExplainedStep::Skipped { holidays, weekend_days });
        }
        for (from, until, days, suspension) in stood {
            self.suspended(from, until, days, suspension);
        }
        Some(date)
    }

    /// The suspension in which a day ends, an open one before others.
    fn stopped_on(&self, date: NaiveDate) -> Option<&'a Suspension> {
        let stops = |suspension: &&&Suspension| {
            jakarta_date(suspension.from) <= date && suspension.until.is_none_or(|until| jakarta_date(until) > date)
        };
        let found: Vec<&&Suspension> = self.suspensions.iter().filter(stops).collect();
        found.iter().find(|suspension| suspension.until.is_none()).or(found.first()).map(|suspension| **suspension)
    }

    fn look_at(&mut self, date: NaiveDate) {
        use chrono::Datelike as _;
        if self.missing.is_none() && !self.calendar.covers(date.year()) {
            self.missing = Some(date.year());
        }
    }

    fn suspended(&mut self, from: NaiveDate, until: NaiveDate, days: u32, suspension: &Suspension) {
        self.steps.push(ExplainedStep::Suspended { from, until, days, reason: suspension.reason.clone() });
    }

    fn stands_still(&mut self, suspension: &Suspension) -> bool {
        let since = self.stood_since(suspension).max(self.started_at);
        self.still_since = Some(since);
        self.steps.push(ExplainedStep::StandsStill { since, reason: suspension.reason.clone() });
        false
    }

    /// Since when a clock has stood that stands still in a suspension: others may lead into it without a pause.
    fn stood_since(&self, suspension: &Suspension) -> DateTime<Utc> {
        let mut since = suspension.from;
        for before in self.suspensions.iter().rev() {
            if before.from < since && before.until.is_none_or(|until| until >= since) {
                since = before.from;
            }
        }
        since
    }

    fn finish(mut self, rule: &ClockRule, running: bool) -> Reading {
        if running && !self.hours {
            self.roll(rule.rolling);
        }
        if running {
            self.steps.push(ExplainedStep::Due { at: self.at, end_of_day: !self.hours });
        }
        if let Some(year) = self.missing {
            self.steps.push(ExplainedStep::CalendarMissing { year });
        }
        let due_at = running.then_some(self.at);
        let rungs = due_at.map(|due_at| rungs::of(rule, self.started_at, due_at, self.calendar)).unwrap_or_default();
        Reading {
            started_at: self.started_at,
            due_at,
            stands_still_since: self.still_since,
            calendar_missing: self.missing.is_some(),
            steps: self.steps,
            rungs,
        }
    }

    fn roll(&mut self, rolling: Rolling) {
        let from = jakarta_date(self.at);
        let to = match rolling {
            Rolling::None => return,
            Rolling::NextWorkingDay => self.calendar.next_working_day(from),
            Rolling::PreviousWorkingDay => self.calendar.previous_working_day(from),
        };
        self.look_at(from);
        // Never to before the start.
        if to != from && to >= jakarta_date(self.started_at) {
            self.look_at(to);
            self.at = end_of_jakarta_day(to);
            self.steps.push(ExplainedStep::Rolled { from, to });
        }
    }
}
