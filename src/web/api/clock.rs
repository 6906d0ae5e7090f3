//! The clock of a claim's state: read with its reasons, stopped, let go on, given more time.

use actix_web::web::{Data, Path};
use chrono::NaiveDate;
use serde::Deserialize;
use serde_json::{Value, json};

use crate::claim::{Claim, Command};
use crate::desk::{ClockReading, DeskError};
use crate::law::{FieldError, Span, Text};

use super::super::app::App;
use super::super::reply::{Answer, Reply};
use super::asking::Asking;
use super::body::Body;
use super::change::{change, the_claim};

/// Why a clock shall stand still, and when that is looked at again.
#[derive(Deserialize)]
pub(super) struct NewSuspension {
    reason: String,
    #[serde(default)]
    review_on: Option<NaiveDate>,
}

/// A remark on letting it go on.
#[derive(Deserialize)]
pub(super) struct NewResumption {
    #[serde(default)]
    note: Option<String>,
}

/// How much time is added, and why.
#[derive(Deserialize)]
pub(super) struct NewExtension {
    span: String,
    reason: String,
}

/// The clock, with how it was counted.
pub(super) async fn show(app: Data<App>, path: Path<String>, asking: Asking) -> Answer {
    let reading = app.desk.clock_reading(&path, asking.actor()).await?;
    Reply::ok(&view(&reading.ok_or(DeskError::NotFound("clock"))?))
}

/// The count in sentences of both languages: whoever asks may have to tell it to others.
fn view(clock: &ClockReading) -> Value {
    let said = |pick: fn(&Text) -> &str| clock.explanation.iter().map(pick).collect::<Vec<_>>();
    json!({
        "name": clock.name,
        "law": clock.law,
        "waiting_on": clock.waiting_on,
        "started_at": clock.reading.started_at,
        "due_at": clock.reading.due_at,
        "stands_still_since": clock.reading.stands_still_since,
        "review_on": clock.review_on,
        "calendar_missing": clock.reading.calendar_missing,
        "explanation": { "id": said(|text| &text.id), "en": said(|text| &text.en) },
        "steps": clock.reading.steps,
        "suspensions": clock.suspensions,
        "extensions": clock.extensions,
        "rungs": clock.rungs,
        "penalty": clock.penalty,
    })
}

/// Stops the clock.
pub(super) async fn suspend(app: Data<App>, path: Path<String>, asking: Asking, body: Body<NewSuspension>) -> Answer {
    let command = |_: &Claim| Ok(Command::SuspendClock { reason: body.reason.clone(), review_on: body.review_on });
    change(&app, &path, &asking, &body.fingerprint, &command, &the_claim).await
}

/// Lets it go on.
pub(super) async fn resume(app: Data<App>, path: Path<String>, asking: Asking, body: Body<NewResumption>) -> Answer {
    let command = |_: &Claim| Ok(Command::ResumeClock { note: body.note.clone() });
    change(&app, &path, &asking, &body.fingerprint, &command, &the_claim).await
}

/// Adds time.
pub(super) async fn extend(app: Data<App>, path: Path<String>, asking: Asking, body: Body<NewExtension>) -> Answer {
    let command = |_: &Claim| {
        let span = body.span.parse::<Span>().map_err(|_| no_span())?;
        Ok(Command::ExtendDeadline { span, reason: body.reason.clone() })
    };
    change(&app, &path, &asking, &body.fingerprint, &command, &the_claim).await
}

fn no_span() -> DeskError {
    let units = "clock_hours, working_days, calendar_days, months, years";
    let message = Text::new(
        format!("Isi angka dan satuan ({units}), misalnya `14 calendar_days`."),
        format!("Give a number and a unit ({units}), such as `14 calendar_days`."),
    );
    DeskError::Invalid(vec![FieldError::new("span", "wrong_value", message)])
}
