//! What staff do beside the claims' own steps: leave and deputies, calls, findings, deliveries that died, holidays.

use chrono::{Days, TimeDelta};
use santun::claim::{Actor, Claim, Command, SettlementOutcome};
use santun::desk::{Asked, CalendarChange, CallOutcome, StaffChoice};
use santun::law::clock::jakarta_date;
use santun::law::{CalendarDay, CalendarDayKind, Language, WorkingHours};
use santun::workflow::Role;

use crate::office::{Office, is_ordinary};
use crate::people::{act, actor};

/// Somebody in a role.
pub(crate) fn pick(office: &mut Office, role: Role) -> Actor {
    let those: Vec<usize> = (0..office.staff.len()).filter(|at| office.staff[*at].role == role).collect();
    let which = *office.dice.pick(&those);
    actor(office, which)
}

/// Every open finding of a claim is settled.
pub(crate) async fn settle_alerts(office: &mut Office, claim: &Claim) {
    let open: Vec<_> = claim.open_alerts().map(|alert| alert.id).collect();
    for alert in open {
        let (outcome, note) = (SettlementOutcome::Harmless, "Sudah diperiksa.".to_owned());
        let _ =
            act(office, claim.number.as_str(), Role::Caseworker, Command::SettleAlert { alert, outcome, note }).await;
    }
}

/// Some of the calls that wait are made, and not every one is answered.
pub(crate) async fn calls(office: &mut Office) {
    let waiting = office
        .probe
        .texts("SELECT lower(hex(id)) AS text FROM call_tasks WHERE done_at IS NULL ORDER BY created_at, id LIMIT 12");
    for call in waiting {
        if !office.dice.chance(35) {
            continue;
        }
        let by = pick(office, Role::Caseworker);
        let outcome = *office.dice.pick(&CallOutcome::ALL);
        let which = office.any();
        office.threaten(which, 2, 1);
        let asked = Asked { thing: &call, actor: &by, expected: None, lenient: false, key: None };
        let silent = |_: &santun::desk::Changed<'_>| {
            Ok(santun::desk::Answer { status: 200, version: None, location: None, body: serde_json::Value::Null })
        };
        let done = office.desk(which).call_made(asked, outcome, None, None, &silent).await;
        let died = office.bury(which);
        if let Err(error) = &done {
            assert!(died || is_ordinary(error), "seed {}: call {call}: {error}", office.seed);
        }
        office.note(&format!("call {}: {} {}", &call[..8], outcome.as_str(), done.is_ok()));
    }
}

/// Hand-overs that were given up are sent again by somebody, some day; letters too.
pub(crate) async fn dead_deliveries(office: &mut Office) {
    send_again(office, 20).await;
}

/// What was given up is sent again, each with a chance.
pub(crate) async fn send_again(office: &mut Office, per_cent: i64) {
    let dead = office.probe.texts(
        "SELECT lower(hex(id)) AS text FROM outbox WHERE state = 'dead' AND kind <> 'mail' ORDER BY created_at, id",
    );
    for id in dead {
        if office.dice.chance(per_cent) {
            let by = pick(office, Role::Supervisor);
            let retried = office.desk(0).retry_delivery(&by, id.parse().expect("an id")).await;
            office.note(&format!("delivery {} again: {}", &id[..8], retried.is_ok()));
        }
    }
}

/// Somebody goes on leave, and says who stands in, or does not.
pub(crate) async fn leave(office: &mut Office) {
    let at = usize::try_from(office.dice.between(0, 4)).unwrap_or(0);
    let (from, days) = (jakarta_date(office.now()), office.dice.between(1, 14));
    let until = from.checked_add_days(Days::new(days.unsigned_abs())).unwrap_or(from);
    let (user, role) = (office.staff[at].id, office.staff[at].role);
    let others = office.staff.iter().filter(|it| it.id != user && it.role == role).map(|it| it.id);
    let deputy = others.max().filter(|_| office.dice.chance(70));
    let choice = StaffChoice {
        language: if office.dice.chance(20) { Language::En } else { Language::Id },
        wants_digest: office.dice.chance(90),
        away: Some((from, until)),
        deputy,
    };
    office.desk(0).choose_letters(user, &choice).await.expect("leave is granted");
    office.note(&format!("colleague {at} is away until {until}"));
}

/// The calendar changes in the middle of the year: two days of mourning, and shorter hours for a month.
pub(crate) async fn calendar(office: &mut Office, year: i32) {
    let today = jakarta_date(office.now());
    let day = |ahead: u64| CalendarDay {
        date: today.checked_add_days(Days::new(ahead)).unwrap_or(today),
        kind: CalendarDayKind::Holiday,
        name: "Libur daerah".to_owned(),
    };
    let days = vec![day(2), day(5), day(9)];
    let free: Vec<_> = days.iter().map(|day| day.date).collect();
    let change = CalendarChange::Year { office: Some(office.place), year, days };
    let which = office.any();
    office.threaten(which, 50, 3);
    let done = office.desk(which).change_calendar(&change, None, None).await;
    let died = office.bury(which);
    assert!(died || done.is_ok(), "seed {}: the calendar: {done:?}", office.seed);
    // Whoever died may have done it before.
    if office.probe.count("SELECT count(*) AS count FROM calendar_days") > 0 {
        office.hours.free_too(free);
    }
    office.note(&format!("the calendar changed: {done:?}"));
}

/// The office closes at another hour from now on.
pub(crate) async fn hours(office: &mut Office, closes: u32) {
    let hours = WorkingHours::parse(&format!("08:00-{closes}:00"), "Asia/Jakarta").expect("hours");
    let change = CalendarChange::Hours { office: office.place, hours, joint_leave_is_holiday: true };
    office.desk(0).change_calendar(&change, None, None).await.expect("new hours");
    office.hours.close_at(office.now(), closes);
    office.note(&format!("the office is open {}", hours.span()));
    office.pass(TimeDelta::seconds(1));
}
