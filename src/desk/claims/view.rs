//! A claim as it is shown: everything that a caseworker or a program needs to know where it stands.

use chrono::{DateTime, Utc};
use serde::Serialize;
use serde_json::{Value, json};

use crate::claim::{self, Actor, Claim, Effect, Person, Situation};
use crate::law::{Coverage, Text, coverage};
use crate::store::ledger::NO_DEADLINE;
use crate::workflow::{Procedure, Role};

use super::super::context::Desk;
use super::super::error::DeskError;
use super::super::insured;
use super::change::started_clock;
use super::clock_rows;
use super::load::{Loaded, Wanted};

/// A claim as JSON, in the shape of the public interface.
pub type ClaimView = Value;

/// A running clock, as it is shown.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ClockView {
    /// Its name in the procedure.
    pub name: String,
    /// The state it belongs to.
    pub state: String,
    /// Who is waited for.
    pub waiting_on: String,
    /// Since when.
    pub started_at: DateTime<Utc>,
    /// Until when; null while it stands still.
    pub due_at: Option<DateTime<Utc>>,
    /// Since when it stands still.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub stands_still_since: Option<DateTime<Utc>>,
    /// Whether that moment has passed.
    pub overdue: bool,
    /// Whether working days were counted in a year whose holidays are not known.
    pub calendar_missing: bool,
}

impl Desk {
    /// A claim as it is shown to the actor, with its version.
    pub async fn claim(&self, number: &str, actor: &Actor) -> Result<(i64, ClaimView), DeskError> {
        let loaded = self.load(&Wanted::Number(number.to_owned()), actor).await?;
        let now = self.now();
        let view = self.view_after(&loaded, &loaded.claim, &[], actor, now)?;
        Ok((loaded.claim.version, view))
    }

    /// The steps out of a claim's state, with why not, for the actor.
    pub async fn actions(&self, number: &str, actor: &Actor) -> Result<(i64, Vec<claim::ActionOption>), DeskError> {
        let loaded = self.load(&Wanted::Number(number.to_owned()), actor).await?;
        let situation = self.situation(&loaded, self.now())?;
        Ok((loaded.claim.version, claim::options(&situation, &loaded.claim, actor)))
    }

    /// The claim as it is shown after a change that has these effects.
    pub(super) fn view_after(
        &self,
        loaded: &Loaded,
        after: &Claim,
        effects: &[Effect],
        actor: &Actor,
        now: DateTime<Utc>,
    ) -> Result<ClaimView, DeskError> {
        let situation = self.situation_after(loaded, after, now)?;
        let clocks = clocks(&situation, loaded, after, effects);
        show(&situation, loaded, after, &clocks, actor)
    }
}

/// The clock that runs after the effects, if one does.
pub(super) fn clocks(situation: &Situation<'_>, loaded: &Loaded, after: &Claim, effects: &[Effect]) -> Vec<ClockView> {
    let now = situation.now;
    if let Some(clock) = started_clock(effects) {
        return vec![ClockView {
            name: clock.name.clone(),
            state: clock.state.clone(),
            waiting_on: clock.waiting_on.as_str().to_owned(),
            started_at: clock.started_at,
            due_at: Some(clock.due_at),
            stands_still_since: None,
            overdue: clock.due_at < now,
            calendar_missing: clock.calendar_missing,
        }];
    }
    if effects.contains(&Effect::StopClocks) {
        return Vec::new();
    }
    let Some(row) = clock_rows::running(loaded, after) else { return Vec::new() };
    let (due_at, still) = match clock_rows::moved_reading(situation, loaded, after) {
        Some(reading) if effects.contains(&Effect::MoveClock) => (reading.due_at, reading.stands_still_since),
        _ => ((row.due_at < NO_DEADLINE).then_some(row.due_at), row.stands_still_since),
    };
    vec![ClockView {
        name: row.name.clone(),
        state: row.state.clone(),
        waiting_on: row.waiting_on.clone(),
        started_at: row.started_at,
        due_at,
        stands_still_since: still,
        overdue: due_at.is_some_and(|due_at| due_at < now),
        calendar_missing: row.calendar_missing,
    }]
}

/// Until when the claim's state may wait after the effects; none while its clock stands still, or where it has none.
pub(in super::super) fn due_after(
    situation: &Situation<'_>,
    loaded: &Loaded,
    after: &Claim,
    effects: &[Effect],
) -> Option<DateTime<Utc>> {
    clocks(situation, loaded, after, effects).first()?.due_at
}

fn show(
    situation: &Situation<'_>,
    loaded: &Loaded,
    claim: &Claim,
    clocks: &[ClockView],
    actor: &Actor,
) -> Result<Value, DeskError> {
    let procedure = situation.procedure;
    let state = procedure.state(&claim.state);
    Ok(json!({
        "number": claim.number,
        "workflow": claim.workflow,
        "workflow_version": claim.workflow_version,
        "state": claim.state,
        "state_title": state.map(|state| state.title.clone()),
        "explain": state.map(|state| state.explain.clone()),
        "waiting_on": claim.waiting_on,
        "outcome": claim.outcome,
        "ended": claim.ended,
        "version": claim.version,
        "opened_at": moment(claim.opened_at),
        "updated_at": moment(claim.updated_at),
        "office": loaded.office.name,
        "participant": participant(loaded, actor)?,
        "event": claim.event,
        "reporter": claim.reporter,
        "coverage": cover(situation, claim),
        "facts": facts(procedure, claim),
        "required_documents": required(situation, claim),
        "documents": claim.documents,
        "people": claim.people.iter().map(person_view).collect::<Vec<_>>(),
        "heirs": claim::heirs(situation, claim).map_or_else(|errors| json!({ "errors": errors }), |answer| json!(answer)),
        "payees": claim.payees,
        "benefit": claim.benefit,
        "benefit_stale": claim.benefit_stale,
        "estimate": estimate(situation, claim),
        "hand_over": claim.hand_over,
        "payments": claim.payments,
        "receipts": claim.receipts,
        "deadlines": clocks,
        "alerts": claim.alerts,
        "notes": claim.notes,
        "assignee": claim.assignee,
        "origin": claim.origin,
        "follow_ups": claim.follow_ups,
    }))
}

fn moment(at: DateTime<Utc>) -> String {
    at.to_rfc3339_opts(chrono::SecondsFormat::Micros, true)
}

/// A family sees its participant by name; the NIK is for staff.
fn participant(loaded: &Loaded, actor: &Actor) -> Result<Value, DeskError> {
    let row = &loaded.participant;
    let nik = if actor.role == Role::Heir { loaded.subject.nik.masked() } else { row.nik.clone() };
    Ok(json!({
        "id": row.id,
        "name": row.name,
        "nik": nik,
        "birth_date": row.birth_date,
        "sex": loaded.subject.sex,
        "kelurahan": row.kelurahan,
        "kecamatan": row.kecamatan,
        "occupation": row.occupation,
        "kpj": row.kpj,
        "paid_from": row.paid_from,
        "paid_through": row.paid_through,
        "gaps": insured::gaps(row)?,
        "segment": row.segment,
        "declared_income": loaded.income.declared_income,
        "income_since": loaded.income.valid_from,
    }))
}

fn cover(situation: &Situation<'_>, claim: &Claim) -> Coverage {
    let program = claim::program(situation.procedure);
    let subject = situation.subject;
    coverage::check(situation.law, program, subject.segment, &subject.membership, claim.event.date)
}

/// Every fact of the procedure with its answer, so that a reader sees what is still asked.
fn facts(procedure: &Procedure, claim: &Claim) -> Value {
    let all = procedure.facts.keys().map(|name| (name.to_string(), json!(claim.facts.get(name))));
    Value::Object(all.collect())
}

fn required(situation: &Situation<'_>, claim: &Claim) -> Vec<Value> {
    let missing = claim::missing(situation, claim, &[]);
    claim::required(situation, claim)
        .into_iter()
        .map(|needed| {
            let status = match (claim.accepted(&needed.kind, needed.person), missing.contains(&needed)) {
                (Some(_), _) => "accepted",
                (None, true) => "missing",
                (None, false) => "waived",
            };
            let label: Text = needed.label(situation, claim);
            json!({ "kind": needed.kind, "person": needed.person, "label": label, "status": status })
        })
        .collect()
}

fn estimate(situation: &Situation<'_>, claim: &Claim) -> Value {
    match claim::benefit(situation, claim) {
        Ok(benefit) => json!({
            "total": benefit.total,
            "alternative_total": benefit.alternative_total,
            "lines": benefit.lines,
            "if_work_accident": claim::jkk_total(situation, claim),
        }),
        Err(refusal) => json!({ "refusals": [refusal] }),
    }
}

/// A person as the public interface shows them: one flat object.
pub fn person_view(person: &Person) -> Value {
    let mut view = json!(person.details);
    if let Some(fields) = view.as_object_mut() {
        fields.insert("id".to_owned(), json!(person.id));
        fields.insert("alive".to_owned(), json!(person.details.alive.unwrap_or(true)));
        fields.insert("verification".to_owned(), json!(person.verification));
        fields.insert("fewer_letters".to_owned(), json!(person.fewer_letters));
    }
    view
}
