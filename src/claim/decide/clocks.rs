//! The clock of a state: when it stands still, what time is added, and what comes on its rungs.

use crate::law::Text;
use crate::law::clock::{Span, Unit};
use crate::workflow::{Deadline, Role, WaitingOn};

use super::super::actor::Actor;
use super::super::command::DueRung;
use super::super::event::Event;
use super::super::refusal::Refused;
use super::super::situation::Situation;
use super::super::state::Claim;
use super::inputs::words;

/// How often time may be added to one deadline: what needs more is stuck, and must be seen.
const EXTENSIONS_MAX: usize = 3;

/// The clock stands still from now on.
pub(super) fn suspend(
    situation: &Situation<'_>,
    claim: &Claim,
    actor: &Actor,
    reason: &str,
) -> Result<Vec<Event>, Refused> {
    running(situation, claim)?;
    let reason = words("reason", reason, 2000)?;
    if claim.clock.stands_still() {
        return Err(Refused::rule(
            "clock_stands_still",
            Text::new("Jam tenggat ini sudah dihentikan.", "This clock stands still already."),
            "office",
            Text::new("Jalankan lagi bila waktunya.", "Let it go on when it is time."),
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
    Ok(vec![Event::ClockSuspended { reason }])
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

/// Time is added to the deadline, with a reason that everybody reads.
pub(super) fn extend(
    situation: &Situation<'_>,
    claim: &Claim,
    span: Span,
    reason: &str,
) -> Result<Vec<Event>, Refused> {
    running(situation, claim)?;
    let reason = words("reason", reason, 2000)?;
    if span.amount == 0 {
        return Err(Refused::field(
            "span",
            "span_zero",
            Text::new("Isi berapa lama ditambah.", "Say how much time is added."),
        ));
    }
    if is_longer_than_a_year(span) {
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
    Ok(vec![Event::DeadlineExtended { span, reason }])
}

fn is_longer_than_a_year(span: Span) -> bool {
    let most = match span.unit {
        Unit::ClockHours => 366 * 24,
        Unit::WorkingDays | Unit::CalendarDays => 366,
        Unit::Months => 12,
        Unit::Years => 1,
    };
    span.amount > most
}

/// Rungs have come. One of a deadline that is not the state's any more has nothing to say.
pub(super) fn fire(
    situation: &Situation<'_>,
    claim: &Claim,
    deadline: &str,
    rungs: &[DueRung],
) -> Result<Vec<Event>, Refused> {
    let own = running(situation, claim).ok().filter(|own| own.name == deadline);
    if own.is_none() || claim.clock.stands_still() {
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
