//! Opening a claim. Being outside of membership is no bad input: the claim is taken, with an alert.

use chrono::Months;
use serde_json::json;

use crate::law::clock::jakarta_moment;
use crate::law::{Relation, Text, coverage};
use crate::workflow::{BenefitSpec, Procedure};

use super::super::carry::{Origin, carried_over};
use super::super::command::Open;
use super::super::event::{ClaimOpened, Event};
use super::super::ids::PersonId;
use super::super::lawful;
use super::super::parts::{Person, Severity};
use super::super::refusal::Refused;
use super::super::situation::Situation;
use super::super::state::Claim;
use super::{findings, people};

/// The events of a new claim: it is opened, and what was found at once.
pub(super) fn open(situation: &Situation<'_>, claim: &Claim, wish: &Open) -> Result<Vec<Event>, Refused> {
    check_event(situation, wish)?;
    let procedure = situation.procedure;
    let origin = wish.origin.as_deref();
    check_child(procedure, origin)?;
    let waiting_on = procedure.state(&procedure.start).and_then(|state| state.waiting_on);
    let opened = Event::ClaimOpened(ClaimOpened {
        number: wish.number.clone(),
        workflow: procedure.name.clone(),
        workflow_version: procedure.version,
        office: wish.office,
        participant: wish.participant,
        event: wish.event.clone(),
        reporter: wish.reporter.clone(),
        state: procedure.start.clone(),
        waiting_on,
        origin: origin.map(Origin::link),
        beneficiary: origin.and_then(|origin| origin.beneficiary),
    });
    let mut found = wish.findings.clone();
    let program = lawful::program(procedure);
    let subject = situation.subject;
    let cover = coverage::check(situation.law, program, subject.segment, &subject.membership, wish.event.date);
    // Whether a scholarship was earned has been decided in the claim that earned it.
    if !cover.covered && !matches!(procedure.benefit, BenefitSpec::Scholarship(_)) {
        let evidence = json!({ "event_date": wish.event.date, "since": cover.since, "paid_through": cover.paid_through, "rule": cover.rule });
        found.push(("coverage_in_doubt".to_owned(), Severity::Warning, evidence));
    }
    let mut events = vec![opened];
    let carried = origin.map(|origin| carried_over(procedure, claim.id, origin));
    let recorded = |person: &Person| person.details.relation == Relation::Participant;
    let known = carried.as_ref().is_some_and(|carried| carried.people.iter().any(recorded));
    if matches!(procedure.benefit, BenefitSpec::Accident(_)) && !known {
        let person = PersonId(claim.id.derive("person", claim.version + 1 + length(&events)));
        events.push(Event::PersonAdded { person, details: people::participant(situation) });
    }
    events.extend(carried.map(Event::CarriedOver));
    for (kind, severity, evidence) in found {
        events.push(findings::alert(claim.id, claim.version + 1 + length(&events), &kind, severity, evidence));
    }
    Ok(events)
}

fn length(events: &[Event]) -> i64 {
    i64::try_from(events.len()).unwrap_or(i64::MAX)
}

/// A scholarship is for one child of a paid claim, which opens it. Reported by itself it would be nobody's.
fn check_child(procedure: &Procedure, origin: Option<&Origin>) -> Result<(), Refused> {
    let BenefitSpec::Scholarship(facts) = &procedure.benefit else { return Ok(()) };
    if origin.is_some_and(|origin| origin.beneficiary.is_some()) {
        return Ok(());
    }
    Err(Refused::rule(
        "opens_by_itself",
        Text::new(
            "Beasiswa tidak dilaporkan: klaim yang dibayar membukanya sendiri untuk setiap anak yang berhak.",
            "A scholarship is not reported: the claim that is paid opens it by itself for every child who has earned one.",
        ),
        &facts.law,
        Text::new(
            "Laporkan kematian atau kecelakaannya. Sudah dibayar? Buka beasiswa anak di klaim itu.",
            "Report the death or the accident. Paid already? Open the child's scholarship in that claim.",
        ),
    ))
}

/// An event lies between the participant's birth and now, and a claim is not opened for one of a century ago.
fn check_event(situation: &Situation<'_>, wish: &Open) -> Result<(), Refused> {
    let date = wish.event.date;
    if date > situation.today() {
        return Err(Refused::field(
            "event.date",
            "in_future",
            Text::new("Tanggal ini belum terjadi; periksa tanggalnya.", "This date is in the future; check the date."),
        ));
    }
    if wish.event.time.is_some_and(|time| jakarta_moment(date, time) > situation.now) {
        return Err(Refused::field(
            "event.time",
            "in_future",
            Text::new("Jam ini belum terjadi; periksa jamnya.", "This time is in the future; check the time."),
        ));
    }
    if date < situation.subject.birth_date {
        return Err(Refused::field(
            "event.date",
            "before_birth",
            Text::new(
                format!("Tanggal ini sebelum peserta lahir ({}).", situation.subject.birth_date),
                format!("This date is before the participant was born ({}).", situation.subject.birth_date),
            ),
        ));
    }
    let oldest = situation.subject.birth_date.checked_add_months(Months::new(12 * 130));
    if oldest.is_some_and(|oldest| date > oldest) {
        return Err(Refused::field(
            "event.date",
            "out_of_range",
            Text::new("Tanggal ini tidak mungkin.", "This date is not possible."),
        ));
    }
    Ok(())
}
