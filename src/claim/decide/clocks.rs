//! The clock of a state: when it stands still, what time is added, and what comes on its rungs.

use chrono::{Days, NaiveDate};

use crate::law::Text;
use crate::law::clock::{Extension, Span, Unit, short_date};
use crate::workflow::{Deadline, Role, WaitingOn};

use super::super::actor::Actor;
use super::super::command::DueRung;
use super::super::consequences::{is_review, reading};
use super::super::event::Event;
use super::super::parts::SettlementOutcome;
use super::super::refusal::Refused;
use super::super::situation::Situation;
use super::super::state::Claim;
use super::alerts::OVERDUE;
use super::inputs::words;

/// How often time may be added to one deadline: what needs more is stuck, and must be seen.
const EXTENSIONS_MAX: usize = 3;

/// In how many days a stop is reviewed for which no day is named.
const REVIEW_DAYS: u64 = 14;

/// The most days for which nobody asks whether a clock shall still stand.
const REVIEW_DAYS_MAX: u64 = 90;

/// The clock stands still from now on, or anew with another reason and day of review once the last such day has come.
pub(super) fn suspend(
    situation: &Situation<'_>,
    claim: &Claim,
    actor: &Actor,
    reason: &str,
    review_on: Option<NaiveDate>,
) -> Result<Vec<Event>, Refused> {
    running(situation, claim)?;
    let reason = words("reason", reason, 2000)?;
    let today = situation.today();
    let review_on = review_on.unwrap_or(today + Days::new(REVIEW_DAYS));
    if review_on <= today || review_on > today + Days::new(REVIEW_DAYS_MAX) {
        return Err(Refused::field(
            "review_on",
            "out_of_range",
            Text::new(
                format!("Isi tanggal setelah hari ini, paling lama {REVIEW_DAYS_MAX} hari lagi."),
                format!("Give a day after today, at most {REVIEW_DAYS_MAX} days ahead."),
            ),
        ));
    }
    if let Some(day) = claim.clock.reviewed_on().filter(|day| *day > today) {
        let day = short_date(day);
        return Err(Refused::rule(
            "clock_stands_still",
            Text::new("Jam tenggat ini sudah dihentikan.", "This clock stands still already."),
            "office",
            Text::new(
                format!("Jalankan lagi bila waktunya, atau hentikan lagi mulai {}.", day.id),
                format!("Let it go on when it is time, or stop it anew from {} on.", day.en),
            ),
        ));
    }
    // Who stops the insurer's clock stops its penalty too.
    if claim.waiting_on == Some(WaitingOn::Insurer) && actor.role != Role::Supervisor {
        return Err(Refused::rule(
            "insurer_clock",
            Text::new(
                "Tenggat BPJS Ketenagakerjaan hanya dihentikan oleh pengawas.",
                "Only a supervisor stops the insurer's clock.",
            ),
            "PP 44/2015 ps. 37 (3)",
            Text::new("Minta pengawas kantor ini.", "Ask a supervisor of this office."),
        ));
    }
    let goes_on = claim.clock.stands_still().then_some(Event::ClockResumed { note: None });
    Ok(goes_on.into_iter().chain([Event::ClockSuspended { reason, review_on: Some(review_on) }]).collect())
}

/// The clock goes on.
pub(super) fn resume(claim: &Claim, note: Option<&str>) -> Result<Vec<Event>, Refused> {
    if !claim.clock.stands_still() {
        return Err(Refused::rule(
            "clock_runs",
            Text::new("Jam tenggat ini sedang berjalan.", "This clock is running."),
            "office",
            Text::new("Tidak ada yang perlu dilakukan.", "There is nothing to do."),
        ));
    }
    let note = note.map(str::trim).filter(|note| !note.is_empty());
    Ok(vec![Event::ClockResumed { note: note.map(|note| words("note", note, 2000)).transpose()? }])
}

/// Time is added to the deadline, with a reason that everybody reads. That it had passed is settled by it.
pub(super) fn extend(
    situation: &Situation<'_>,
    claim: &Claim,
    span: Span,
    reason: &str,
) -> Result<Vec<Event>, Refused> {
    let own = running(situation, claim)?;
    let reason = words("reason", reason, 2000)?;
    if span.amount == 0 {
        return Err(Refused::field(
            "span",
            "span_zero",
            Text::new("Isi berapa lama ditambah.", "Say how much time is added."),
        ));
    }
    if span.amount > a_year(span.unit) {
        let message = Text::new("Paling lama satu tahun sekali.", "At most a year at a time.");
        return Err(Refused::field("span", "span_too_long", message));
    }
    if claim.clock.extensions.len() >= EXTENSIONS_MAX {
        return Err(Refused::rule(
            "extended_often",
            Text::new(
                format!("Tenggat ini sudah {EXTENSIONS_MAX} kali diperpanjang."),
                format!("This deadline was extended {EXTENSIONS_MAX} times already."),
            ),
            "office",
            Text::new(
                "Lanjutkan klaim, atau hentikan jamnya dengan alasan.",
                "Go on, or stop the clock with a reason.",
            ),
        ));
    }
    if !ends_ahead(situation, claim, span) {
        return Err(extension_passed(situation, claim, span.unit));
    }
    let mut events = vec![Event::DeadlineExtended { span, reason: reason.clone() }];
    let told = claim.open_alerts().filter(|alert| {
        alert.kind == OVERDUE
            && alert.evidence["deadline"] == own.name
            && alert.evidence["state"] == claim.state.as_str()
    });
    let outcome = SettlementOutcome::Corrected;
    events.extend(told.map(|alert| Event::AlertSettled { alert: alert.id, outcome, note: reason.clone() }));
    Ok(events)
}

/// The most of a unit that is added at a time.
fn a_year(unit: Unit) -> u32 {
    match unit {
        Unit::ClockHours => 366 * 24,
        Unit::WorkingDays | Unit::CalendarDays => 366,
        Unit::Months => 12,
        Unit::Years => 1,
    }
}

/// Whether the deadline with this time added ends behind this moment; also while its clock stands still and it has no end.
fn ends_ahead(situation: &Situation<'_>, claim: &Claim, span: Span) -> bool {
    let mut after = claim.clone();
    after.clock.extensions.push(Extension { span, reason: String::new(), granted_at: situation.now });
    let read = situation.clock_started.and_then(|started_at| reading(situation, &after, started_at));
    read.and_then(|reading| reading.due_at).is_none_or(|due_at| due_at > situation.now)
}

/// So little is added to a deadline long passed that it would have passed all the same.
fn extension_passed(situation: &Situation<'_>, claim: &Claim, unit: Unit) -> Refused {
    let amounts: Vec<u32> = (1..=a_year(unit)).collect();
    let short = amounts.partition_point(|amount| !ends_ahead(situation, claim, Span { amount: *amount, unit }));
    let remedy = match amounts.get(short).map(|amount| Span { amount: *amount, unit }.words()) {
        Some(least) => {
            Text::new(format!("Tambahkan paling sedikit {}.", least.id), format!("Add at least {}.", least.en))
        }
        None => {
            Text::new("Lanjutkan klaim: satu tahun pun tidak cukup.", "Go on with the claim: even a year is too short.")
        }
    };
    let message = Text::new(
        "Dengan tambahan ini pun batas waktunya sudah lewat.",
        "Even with this time added the deadline has passed.",
    );
    Refused::rule("extension_passed", message, "office", remedy)
}

/// Rungs have come. One of a deadline that is not the state's any more has nothing to say.
pub(super) fn fire(
    situation: &Situation<'_>,
    claim: &Claim,
    deadline: &str,
    rungs: &[DueRung],
) -> Result<Vec<Event>, Refused> {
    let own = running(situation, claim).ok().filter(|own| own.name == deadline);
    // While it stands still only the review of that comes, and no review while it runs.
    let still = claim.clock.stands_still();
    if own.is_none() || rungs.iter().any(|due| is_review(&due.rung) != still) {
        return Err(Refused::Unknown { what: "deadline" });
    }
    let event = |rung: &DueRung| Event::RungFired {
        deadline: deadline.to_owned(),
        rung: rung.rung.clone(),
        kind: rung.kind,
        collapsed: rung.collapsed.clone(),
    };
    Ok(rungs.iter().map(event).collect())
}

/// The deadline of the claim's state.
fn running<'a>(situation: &Situation<'a>, claim: &Claim) -> Result<&'a Deadline, Refused> {
    let state = situation.procedure.state(&claim.state);
    state.and_then(|state| state.deadline.as_ref()).ok_or_else(|| {
        Refused::rule(
            "no_deadline",
            Text::new("Keadaan ini tidak punya batas waktu.", "This state has no deadline."),
            "office",
            Text::new("Tidak ada yang perlu dilakukan.", "There is nothing to do."),
        )
    })
}
