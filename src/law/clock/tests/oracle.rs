//! The clock against an oracle that knows nothing of its code: it walks day by day over 2015 to 2035 and asks of each day
//! whether it counts.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, Datelike as _, Days, Months, NaiveDate, TimeDelta, Utc, Weekday};
use proptest::prelude::*;

use super::readings::rule;
use crate::law::clock::{
    ClockRule, DayZero, ExplainedStep, Extension, Reading, Rolling, RungKind, Span, Suspension, Unit,
};
use crate::law::{Calendar, CalendarDay, CalendarDayKind, LawBook, SkipReason};

/// What a case is made of: days are counted from 2015-01-01, moments in seconds from there, in Jakarta.
#[derive(Clone, Debug)]
struct Case {
    start: i64,
    amount: u32,
    unit: Unit,
    counted: bool,
    rolling: Rolling,
    holidays: BTreeSet<u32>,
    joint_leave: BTreeSet<u32>,
    joint_leave_counts: bool,
    stood: Vec<(i64, Option<i64>)>,
    more: Vec<(u32, Unit)>,
}

const DAY: i64 = 86_400;
const YEARS_DAYS: u32 = 7_670;

fn first_day() -> NaiveDate {
    NaiveDate::from_ymd_opt(2015, 1, 1).unwrap()
}

/// Midnight of the first day in Jakarta.
fn origin() -> DateTime<Utc> {
    "2014-12-31T17:00:00Z".parse().unwrap()
}

fn at(seconds: i64) -> DateTime<Utc> {
    origin() + TimeDelta::seconds(seconds)
}

fn day_of(moment: DateTime<Utc>) -> NaiveDate {
    let days = (moment - origin()).num_microseconds().unwrap().div_euclid(DAY * 1_000_000);
    first_day() + TimeDelta::days(days)
}

fn end_of(day: NaiveDate) -> DateTime<Utc> {
    origin() + TimeDelta::days((day - first_day()).num_days() + 1) - TimeDelta::microseconds(1)
}

/// Midnight in Jakarta with which a day begins.
fn morning(day: NaiveDate) -> DateTime<Utc> {
    origin() + TimeDelta::days((day - first_day()).num_days())
}

/// What was passed over on the way to an end.
#[derive(Debug, Default, PartialEq, Eq)]
struct Passed {
    /// Holidays and joint leave that were no working days, in order.
    holidays: Vec<(NaiveDate, SkipReason)>,
    /// Saturdays and Sundays that are neither.
    weekend_days: u32,
    /// Days on which the clock stood still.
    still_days: u32,
}

impl Passed {
    /// What a reading says of it.
    fn told(reading: &Reading) -> Self {
        let mut told = Self::default();
        for step in &reading.steps {
            match step {
                ExplainedStep::Skipped { holidays, weekend_days } => {
                    told.holidays.extend(holidays.iter().map(|day| (day.date, day.reason)));
                    told.weekend_days += weekend_days;
                }
                ExplainedStep::Suspended { days, .. } => told.still_days += days,
                _ => {}
            }
        }
        told
    }
}

struct Oracle<'a> {
    case: &'a Case,
}

impl Oracle<'_> {
    /// Why nobody works on a day.
    fn free(&self, day: NaiveDate) -> Option<SkipReason> {
        let on = |days: &BTreeSet<u32>| {
            u32::try_from((day - first_day()).num_days()).is_ok_and(|index| days.contains(&index))
        };
        let weekend = matches!(day.weekday(), Weekday::Sat | Weekday::Sun).then_some(SkipReason::Weekend);
        // The same day may stand on both lists; the later word is the one that holds.
        if on(&self.case.joint_leave) {
            return if self.case.joint_leave_counts { Some(SkipReason::JointLeave) } else { weekend };
        }
        if on(&self.case.holidays) { Some(SkipReason::Holiday) } else { weekend }
    }

    fn works(&self, day: NaiveDate) -> bool {
        self.free(day).is_none()
    }

    /// Whether the clock stands still at a moment; and whether for ever.
    fn stands(&self, moment: DateTime<Utc>) -> (bool, bool) {
        let over =
            |(from, until): &(i64, Option<i64>)| at(*from) <= moment && until.is_none_or(|until| at(until) > moment);
        let now: Vec<_> = self.case.stood.iter().filter(|stood| over(stood)).collect();
        (!now.is_empty(), now.iter().any(|(_, until)| until.is_none()))
    }

    /// The end of a span that begins at a moment, or none when it never comes.
    fn after(
        &self,
        from: DateTime<Utc>,
        (amount, unit): (u32, Unit),
        counted: bool,
        passed: &mut Passed,
    ) -> Option<DateTime<Utc>> {
        let start = day_of(from);
        let counted = counted && amount > 0;
        let before = if counted { start.pred_opt().unwrap() } else { start };
        let (mut day, mut left) = (before, amount);
        let mut target = match unit {
            Unit::ClockHours => return self.hours(from, amount),
            Unit::WorkingDays | Unit::CalendarDays => None,
            Unit::Months => Some(start + Months::new(amount)),
            Unit::Years => Some(start + Months::new(amount * 12)),
        };
        if counted {
            target = target.map(|target| target.pred_opt().unwrap());
        }
        loop {
            let done = target.map_or(left == 0, |target| day >= target);
            if done {
                return Some(end_of(day));
            }
            day = day + Days::new(1);
            let (still, for_ever) = self.stands(end_of(day));
            if for_ever {
                return None;
            }
            passed.still_days += u32::from(still);
            match (&mut target, self.free(day)) {
                (Some(target), _) if still => *target = *target + Days::new(1),
                (Some(_), _) => {}
                (None, _) if still => {}
                (None, Some(SkipReason::Weekend)) if unit == Unit::WorkingDays => passed.weekend_days += 1,
                (None, Some(reason)) if unit == Unit::WorkingDays => passed.holidays.push((day, reason)),
                (None, _) => left -= 1,
            }
        }
    }

    /// Second by second would be right and slow: the clock only changes where a suspension begins or ends.
    fn hours(&self, from: DateTime<Utc>, amount: u32) -> Option<DateTime<Utc>> {
        let mut edges: Vec<DateTime<Utc>> = self.case.stood.iter().map(|(from, _)| at(*from)).collect();
        edges.extend(self.case.stood.iter().filter_map(|(_, until)| until.map(at)));
        edges.retain(|edge| *edge > from);
        edges.sort_unstable();
        let (mut now, mut left) = (from, TimeDelta::hours(i64::from(amount)));
        for edge in edges {
            let (still, for_ever) = self.stands(now);
            if for_ever && left > TimeDelta::zero() {
                return None;
            }
            if !still {
                if edge - now >= left {
                    return Some(now + left);
                }
                left -= edge - now;
            }
            now = edge;
        }
        let (still, for_ever) = self.stands(now);
        if left > TimeDelta::zero() && (for_ever || still) { None } else { Some(now + left) }
    }

    /// The end, and what was passed over on the way to it.
    fn end(&self) -> Option<(DateTime<Utc>, Passed)> {
        let (case, mut passed) = (self.case, Passed::default());
        let mut unit = case.unit;
        let mut end = self.after(at(case.start), (case.amount, unit), case.counted, &mut passed)?;
        for more in &case.more {
            (end, unit) = (self.after(end, *more, false, &mut passed)?, more.1);
        }
        Some((self.rolled(end, unit), passed))
    }

    /// An end that moves off a day without work, where it is one that moves.
    fn rolled(&self, end: DateTime<Utc>, unit: Unit) -> DateTime<Utc> {
        let case = self.case;
        if unit == Unit::ClockHours {
            return end;
        }
        let mut day = day_of(end);
        match case.rolling {
            Rolling::None => return end,
            Rolling::NextWorkingDay => {
                while !self.works(day) {
                    day = day + Days::new(1);
                }
            }
            Rolling::PreviousWorkingDay => {
                while !self.works(day) {
                    day = day - Days::new(1);
                }
                if day < day_of(at(case.start)) {
                    return end;
                }
            }
        }
        if day == day_of(end) { end } else { end_of(day) }
    }

    /// The day so many working days off another, behind it or before it.
    fn steps(&self, mut day: NaiveDate, working_days: u32, step: TimeDelta) -> NaiveDate {
        let mut left = working_days;
        while left > 0 {
            day += step;
            left -= u32::from(self.works(day));
        }
        day
    }

    /// The first day of work from one on.
    fn next(&self, mut day: NaiveDate, step: TimeDelta) -> NaiveDate {
        while !self.works(day) {
            day += step;
        }
        day
    }

    /// When each rung of [`parts`] comes.
    fn rungs(&self, due: DateTime<Utc>) -> BTreeMap<String, DateTime<Utc>> {
        let (on, passed) = (day_of(due), due + TimeDelta::microseconds(1));
        let (ahead, back) = (TimeDelta::days(1), TimeDelta::days(-1));
        let before = [
            ("remind_before_7_calendar_days", on - Days::new(7)),
            ("remind_before_2_working_days", self.steps(on, 2, back)),
            ("remind_before_1_months", on - Months::new(1)),
        ];
        let before = before.map(|(name, day)| (name, morning(self.next(day, back))));
        let behind = [
            ("remind_after_3_calendar_days", on + Days::new(3)),
            ("remind_after_5_working_days", self.steps(on, 5, ahead)),
            ("escalation", self.steps(on, 1, ahead)),
        ];
        let behind = behind.map(|(name, day)| (name, morning(self.next(day, ahead)).max(passed)));
        let in_time = before.into_iter().filter(|(_, moment)| *moment > at(self.case.start) && *moment < due);
        let all = in_time.chain(behind).chain([("overdue", passed)]);
        all.map(|(name, moment)| (name.to_owned(), moment)).collect()
    }
}

fn units() -> impl Strategy<Value = (u32, Unit)> {
    prop_oneof![
        (0..2_000_u32, Just(Unit::ClockHours)),
        (0..120_u32, Just(Unit::WorkingDays)),
        (0..400_u32, Just(Unit::CalendarDays)),
        (0..30_u32, Just(Unit::Months)),
        (0..5_u32, Just(Unit::Years)),
    ]
}

fn cases() -> impl Strategy<Value = Case> {
    let start = 0..i64::from(YEARS_DAYS - 4_000) * DAY;
    let stood = prop::collection::vec((-20 * DAY..400 * DAY, prop::option::weighted(0.9, 0..60 * DAY)), 0..4);
    let rolling = prop_oneof![Just(Rolling::None), Just(Rolling::NextWorkingDay), Just(Rolling::PreviousWorkingDay)];
    let holidays = prop::collection::btree_set(0..YEARS_DAYS, 0..600);
    let more = prop::collection::vec(units(), 0..2);
    let joint_leave = (prop::collection::btree_set(0..YEARS_DAYS, 0..300), any::<bool>());
    (start, units(), any::<bool>(), rolling, (holidays, joint_leave), stood, more).prop_map(
        |(start, (amount, unit), counted, rolling, (holidays, joint_leave), stood, more)| Case {
            start,
            amount,
            unit,
            counted,
            rolling,
            holidays,
            joint_leave: joint_leave.0,
            joint_leave_counts: joint_leave.1,
            stood: stood.into_iter().map(|(from, long)| (start + from, long.map(|long| start + from + long))).collect(),
            more,
        },
    )
}

fn calendar(case: &Case) -> Calendar {
    let day = |index: &u32, kind: CalendarDayKind| CalendarDay {
        date: first_day() + TimeDelta::days(i64::from(*index)),
        kind,
        name: "Libur".to_owned(),
    };
    let holidays = case.holidays.iter().map(|index| day(index, CalendarDayKind::Holiday));
    let joint_leave = case.joint_leave.iter().map(|index| day(index, CalendarDayKind::JointLeave));
    let days: Vec<CalendarDay> = holidays.chain(joint_leave).collect();
    let calendar = Calendar::parse("date,name,kind\n").unwrap().amended(&days, &(2015..=2036).collect::<Vec<_>>());
    calendar.with_joint_leave_as_holiday(case.joint_leave_counts)
}

fn parts(case: &Case) -> (ClockRule, Vec<Suspension>, Vec<Extension>) {
    let span = |amount: u32, unit: Unit| Span { amount, unit };
    let rule = ClockRule {
        span: span(case.amount, case.unit),
        day_zero: if case.counted { DayZero::Counted } else { DayZero::Excluded },
        rolling: case.rolling,
        remind_before: ["7 calendar_days", "2 working_days", "1 months"].map(|text| text.parse().unwrap()).to_vec(),
        remind_after: ["3 calendar_days", "5 working_days"].map(|text| text.parse().unwrap()).to_vec(),
        escalate_after: Some("1 working_days".parse().unwrap()),
        ..rule("1 working_days")
    };
    let stood = case.stood.iter().map(|(from, until)| Suspension {
        from: at(*from),
        until: until.map(at),
        reason: "alasan".to_owned(),
    });
    let more = case.more.iter().map(|(amount, unit)| Extension {
        span: span(*amount, *unit),
        reason: "alasan".to_owned(),
        granted_at: at(case.start),
    });
    (rule, stood.collect(), more.collect())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(250))]

    #[test]
    fn the_clock_ends_where_the_oracle_does_and_says_what_it_passed_over(case in cases()) {
        let (rule, stood, more) = parts(&case);
        let reading = rule.read(at(case.start), &stood, &more, &calendar(&case));
        let end = Oracle { case: &case }.end();
        prop_assert_eq!(reading.due_at, end.as_ref().map(|(end, _)| *end));
        if let Some((end, passed)) = end {
            prop_assert_eq!(Passed::told(&reading), passed);
            let rungs = reading.rungs.iter().map(|rung| (rung.name.clone(), rung.at)).collect::<BTreeMap<_, _>>();
            prop_assert_eq!(rungs, Oracle { case: &case }.rungs(end));
        }
        prop_assert_eq!(reading.due_at.is_none(), reading.stands_still_since.is_some());
        prop_assert!(!reading.calendar_missing);
    }

    #[test]
    fn a_reading_says_as_much_in_both_languages(case in cases()) {
        let (rule, stood, more) = parts(&case);
        let said = rule.read(at(case.start), &stood, &more, &calendar(&case)).explain();
        prop_assert!(said.len() >= 3, "{:?}", said);
        prop_assert!(said.iter().all(|text| !text.id.trim().is_empty() && !text.en.trim().is_empty()));
    }

    #[test]
    fn rungs_are_in_order_with_names_of_their_own_and_on_working_days(case in cases()) {
        let (rule, stood, more) = parts(&case);
        let calendar = calendar(&case);
        let reading = rule.read(at(case.start), &stood, &more, &calendar);
        let Some(due) = reading.due_at else {
            prop_assert!(reading.rungs.is_empty());
            return Ok(());
        };
        let names: BTreeSet<_> = reading.rungs.iter().map(|rung| &rung.name).collect();
        prop_assert_eq!(names.len(), reading.rungs.len());
        prop_assert!(reading.rungs.is_sorted_by_key(|rung| rung.at));
        for rung in &reading.rungs {
            match rung.kind {
                RungKind::Reminder => {
                    prop_assert!(rung.at > at(case.start) && rung.at < due);
                    prop_assert!(calendar.is_working_day(day_of(rung.at)), "{:?}", rung);
                }
                RungKind::Overdue => prop_assert_eq!(rung.at, due + TimeDelta::microseconds(1)),
                RungKind::OverdueReminder | RungKind::Escalation => prop_assert!(rung.at > due),
            }
        }
    }

    #[test]
    fn standing_still_longer_never_ends_a_clock_sooner(case in cases(), from in 0..400 * DAY, long in 0..60 * DAY) {
        let (rule, stood, more) = parts(&case);
        let rule = ClockRule { rolling: Rolling::None, ..rule };
        let calendar = calendar(&case);
        // A month behind the 31st ends sooner than one behind the 28th: months that follow are left out.
        let more: Vec<Extension> =
            more.into_iter().filter(|more| !matches!(more.span.unit, Unit::Months | Unit::Years)).collect();
        let before = rule.read(at(case.start), &stood, &more, &calendar).due_at;
        let mut stood = stood;
        let (from, until) = (at(case.start + from), Some(at(case.start + from + long)));
        stood.push(Suspension { from, until, reason: "alasan".to_owned() });
        let after = rule.read(at(case.start), &stood, &more, &calendar).due_at;
        prop_assert!(after.is_none() || before.is_some_and(|before| after >= Some(before)), "{:?} {:?}", before, after);
    }

    #[test]
    fn whatever_the_span_it_ends(amount in any::<u32>(), start in 0..i64::from(YEARS_DAYS) * DAY) {
        let calendar = LawBook::embedded().unwrap().calendar;
        for unit in [Unit::ClockHours, Unit::WorkingDays, Unit::CalendarDays, Unit::Months, Unit::Years] {
            let rule = ClockRule { span: Span { amount, unit }, ..rule("1 working_days") };
            let reading = rule.read(at(start), &[], &[], &calendar);
            prop_assert!(reading.due_at >= Some(at(start)));
        }
    }
}
