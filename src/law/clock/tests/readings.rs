//! Readings as tables: suspensions, extensions, day zero, rolling, rungs, penalties, and their words.

use chrono::{DateTime, Utc};

use crate::law::clock::{ClockRule, DayZero, Extension, Reading, Rolling, RungKind, Suspension, penalty};
use crate::law::{LawBook, Rupiah};

pub(super) fn moment(text: &str) -> DateTime<Utc> {
    text.parse().unwrap_or_else(|error| panic!("{text}: {error}"))
}

pub(super) fn rule(span: &str) -> ClockRule {
    ClockRule {
        law: "office".to_owned(),
        span: span.parse().unwrap(),
        day_zero: DayZero::Excluded,
        rolling: Rolling::None,
        remind_before: Vec::new(),
        remind_after: Vec::new(),
        escalate_after: None,
        penalty_basis_points_per_day: None,
    }
}

fn still(from: &str, until: Option<&str>) -> Suspension {
    Suspension { from: moment(from), until: until.map(moment), reason: "Dukcapil tutup".to_owned() }
}

fn read(rule: &ClockRule, start: &str, suspensions: &[Suspension], extensions: &[Extension]) -> Reading {
    rule.read(moment(start), suspensions, extensions, &LawBook::embedded().unwrap().calendar)
}

#[track_caller]
fn ends(rule: &ClockRule, start: &str, suspensions: &[Suspension], end: &str) {
    assert_eq!(read(rule, start, suspensions, &[]).due_at, Some(moment(end)));
}

const EVENING: &str = "T23:59:59.999999+07:00";

#[test]
fn the_worked_examples_come_out() {
    ends(&rule("3 working_days"), "2026-12-23T09:00:00+07:00", &[], &format!("2026-12-30{EVENING}"));
    ends(&rule("7 working_days"), "2027-03-01T09:00:00+07:00", &[], &format!("2027-03-18{EVENING}"));
}

#[test]
fn the_day_of_the_start_may_count() {
    let counted = |span: &str| ClockRule { day_zero: DayZero::Counted, ..rule(span) };
    ends(&counted("3 working_days"), "2025-11-04T10:00:00+07:00", &[], &format!("2025-11-06{EVENING}"));
    // A Saturday is no first working day.
    ends(&counted("1 working_days"), "2025-11-08T10:00:00+07:00", &[], &format!("2025-11-10{EVENING}"));
    ends(&counted("30 calendar_days"), "2025-11-04T10:00:00+07:00", &[], &format!("2025-12-03{EVENING}"));
    ends(&counted("1 months"), "2025-11-04T10:00:00+07:00", &[], &format!("2025-12-03{EVENING}"));
    ends(&counted("48 clock_hours"), "2025-11-04T10:00:00+07:00", &[], "2025-11-06T10:00:00+07:00");
}

#[test]
fn an_end_without_work_may_move() {
    // Thirty days from 6 November are Saturday 6 December.
    let rolling = |rolling| ClockRule { rolling, ..rule("30 calendar_days") };
    let start = "2025-11-06T10:00:00+07:00";
    ends(&rolling(Rolling::None), start, &[], &format!("2025-12-06{EVENING}"));
    ends(&rolling(Rolling::NextWorkingDay), start, &[], &format!("2025-12-08{EVENING}"));
    ends(&rolling(Rolling::PreviousWorkingDay), start, &[], &format!("2025-12-05{EVENING}"));
    let hours = ClockRule { rolling: Rolling::NextWorkingDay, ..rule("48 clock_hours") };
    ends(&hours, "2025-11-06T10:00:00+07:00", &[], "2025-11-08T10:00:00+07:00");
}

#[test]
fn what_stood_still_does_not_count() {
    let start = "2025-11-04T10:00:00+07:00";
    let four_days = [still("2025-11-10T09:00:00+07:00", Some("2025-11-14T15:00:00+07:00"))];
    ends(&rule("30 calendar_days"), start, &four_days, &format!("2025-12-08{EVENING}"));
    ends(&rule("1 months"), start, &four_days, &format!("2025-12-08{EVENING}"));
    // Monday to Thursday did not count; Friday, on which it went on, did.
    ends(&rule("7 working_days"), start, &four_days, &format!("2025-11-19{EVENING}"));
    let one_day = [still("2025-11-10T09:00:00+07:00", Some("2025-11-10T15:00:00+07:00"))];
    ends(&rule("30 calendar_days"), start, &one_day, &format!("2025-12-04{EVENING}"));
    ends(&rule("48 clock_hours"), "2025-11-10T08:00:00+07:00", &one_day, "2025-11-12T14:00:00+07:00");
    // The same days told twice are the same days.
    let twice = [four_days[0].clone(), still("2025-11-11T09:00:00+07:00", Some("2025-11-13T09:00:00+07:00"))];
    ends(&rule("30 calendar_days"), start, &twice, &format!("2025-12-08{EVENING}"));
    // What stood still before the start or behind the end is nothing to this clock.
    let outside = [
        still("2025-10-01T09:00:00+07:00", Some("2025-11-01T09:00:00+07:00")),
        still("2026-01-01T09:00:00+07:00", None),
    ];
    ends(&rule("30 calendar_days"), start, &outside, &format!("2025-12-04{EVENING}"));
}

#[test]
fn a_clock_that_stands_still_has_no_end() {
    for span in ["48 clock_hours", "3 working_days", "30 calendar_days", "1 months", "5 years"] {
        let open = [still("2025-11-05T09:00:00+07:00", None)];
        let mut rule = rule(span);
        rule.remind_before = vec!["1 working_days".parse().unwrap()];
        let reading = read(&rule, "2025-11-04T10:00:00+07:00", &open, &[]);
        assert_eq!((reading.due_at, reading.rungs.len()), (None, 0), "{span}");
        assert_eq!(reading.stands_still_since, Some(open[0].from), "{span}");
        let said = reading.explain();
        assert!(said.iter().any(|text| text.id.contains("berhenti sejak")), "{said:?}");
    }
}

#[test]
fn odd_ledgers_do_no_harm() {
    // One that ends before it begins is none.
    let inverted = [still("2025-11-10T10:00:00+07:00", Some("2025-11-10T05:00:00+07:00"))];
    ends(&rule("48 clock_hours"), "2025-11-10T00:00:00+07:00", &inverted, "2025-11-12T00:00:00+07:00");
    // An open one that follows another without a pause has stood since that one.
    let chained = [
        still("2025-11-05T09:00:00+07:00", Some("2025-11-08T09:00:00+07:00")),
        still("2025-11-07T09:00:00+07:00", None),
    ];
    let reading = read(&rule("30 calendar_days"), "2025-11-04T10:00:00+07:00", &chained, &[]);
    assert_eq!(reading.stands_still_since, Some(chained[0].from));
    // A span of nothing ends where it starts, and no end moves to before the start.
    let nothing = ClockRule { day_zero: DayZero::Counted, ..rule("0 calendar_days") };
    ends(&nothing, "2025-11-04T10:00:00+07:00", &[], &format!("2025-11-04{EVENING}"));
    let back = ClockRule { rolling: Rolling::PreviousWorkingDay, ..rule("1 calendar_days") };
    ends(&back, "2025-11-08T10:00:00+07:00", &[], &format!("2025-11-09{EVENING}"));
}

#[test]
fn time_that_was_added_follows_the_end() {
    let more = |span: &str| Extension {
        span: span.parse().unwrap(),
        reason: "Sidang".to_owned(),
        granted_at: moment("2025-11-20T09:00:00+07:00"),
    };
    let reading = read(
        &rule("30 calendar_days"),
        "2025-11-04T10:00:00+07:00",
        &[],
        &[more("14 calendar_days"), more("2 working_days")],
    );
    assert_eq!(reading.due_at, Some(moment(&format!("2025-12-22{EVENING}"))));
    let said: Vec<String> = reading.explain().into_iter().map(|text| text.id).collect();
    assert!(said.contains(&"Ditambah 14 hari kalender, karena: Sidang".to_owned()), "{said:?}");
}

#[test]
fn rungs_stand_before_and_behind_the_end_and_never_on_a_free_day() {
    let rule = ClockRule {
        remind_before: ["14 calendar_days", "6 calendar_days", "2 working_days"].map(|s| s.parse().unwrap()).to_vec(),
        remind_after: vec!["2 calendar_days".parse().unwrap()],
        escalate_after: Some("1 working_days".parse().unwrap()),
        ..rule("30 calendar_days")
    };
    // It ends on Thursday 4 December; six days before that is a Friday, two days behind it a Saturday.
    let reading = read(&rule, "2025-11-04T10:00:00+07:00", &[], &[]);
    let rungs: Vec<_> = reading.rungs.iter().map(|rung| (rung.name.as_str(), rung.kind, rung.at)).collect();
    let day = |day: &str| moment(&format!("{day}T00:00:00+07:00"));
    assert_eq!(
        rungs,
        [
            ("remind_before_14_calendar_days", RungKind::Reminder, day("2025-11-20")),
            ("remind_before_6_calendar_days", RungKind::Reminder, day("2025-11-28")),
            ("remind_before_2_working_days", RungKind::Reminder, day("2025-12-02")),
            ("escalation", RungKind::Escalation, day("2025-12-05")),
            ("overdue", RungKind::Overdue, day("2025-12-05")),
            ("remind_after_2_calendar_days", RungKind::OverdueReminder, day("2025-12-08")),
        ]
    );
    // A reminder for a Sunday comes on the Friday before it.
    let sunday = ClockRule { remind_before: vec!["4 calendar_days".parse().unwrap()], ..rule.clone() };
    let reading = read(&sunday, "2025-10-28T10:00:00+07:00", &[], &[]);
    assert_eq!(reading.rungs[0].at, day("2025-11-21"), "four days before Thursday 27 November is a Sunday");
    // One that lies before the start is none.
    let short =
        ClockRule { remind_before: vec!["5 working_days".parse().unwrap()], ..super::readings::rule("2 working_days") };
    let reading = read(&short, "2025-11-04T10:00:00+07:00", &[], &[]);
    assert!(reading.rungs.iter().all(|rung| rung.kind != RungKind::Reminder));
}

#[test]
fn a_reading_is_told_step_by_step() {
    let stood = [Suspension {
        from: moment("2027-03-03T09:00:00+07:00"),
        until: Some(moment("2027-03-05T09:00:00+07:00")),
        reason: "menunggu surat dokter".to_owned(),
    }];
    let reading = read(&rule("7 working_days"), "2027-03-01T09:00:00+07:00", &stood, &[]);
    let said: Vec<_> = reading.explain().into_iter().map(|text| (text.id, text.en)).collect();
    let both = |id: &str, en: &str| (id.to_owned(), en.to_owned());
    assert_eq!(said[0], both("Hari ke-0 adalah Senin, 1 Maret 2027.", "Day 0 is Monday 1 March 2027."));
    assert_eq!(said[1], both("Lamanya 7 hari kerja.", "It is 7 working days long."));
    assert!(said[2].0.starts_with("Dilewati: ") && said[2].0.contains("(8 Mar 2027)"), "{:?}", said[2]);
    assert!(said[2].1.ends_with("6 weekend days."), "{:?}", said[2]);
    assert_eq!(
        said[3],
        both(
            "Berhenti 2 hari (3 Mar 2027 sampai 4 Mar 2027), karena: menunggu surat dokter",
            "Suspended 2 days (3 Mar 2027 to 4 Mar 2027), because: menunggu surat dokter"
        )
    );
    assert_eq!(
        said[4],
        both("Jatuh tempo Senin, 22 Maret 2027, akhir hari.", "Due Monday 22 March 2027, at the end of the day.")
    );
}

#[test]
fn a_year_without_holidays_is_said() {
    let reading = read(&rule("3 working_days"), "2031-01-02T09:00:00+07:00", &[], &[]);
    assert!(reading.calendar_missing);
    assert_eq!(reading.explain().pop().unwrap().en, "The holidays of 2031 are not known: only weekends were left out.");
}

#[test]
fn lateness_costs_one_percent_of_the_sum_for_each_day_begun() {
    let due = moment(&format!("2025-11-07{EVENING}"));
    for (now, owed) in [
        ("2025-11-07T10:00:00+07:00", 0),
        ("2025-11-07T23:59:59.999999+07:00", 0),
        ("2025-11-08T00:00:00+07:00", 420_000),
        ("2025-11-10T10:00:00+07:00", 1_260_000),
        ("2026-11-07T10:00:00+07:00", 153_300_000),
    ] {
        assert_eq!(penalty(Rupiah(42_000_000), due, moment(now), 100), Rupiah(owed), "{now}");
    }
    assert_eq!(penalty(Rupiah(0), due, moment("2025-12-01T00:00:00Z"), 100), Rupiah(0));
}
