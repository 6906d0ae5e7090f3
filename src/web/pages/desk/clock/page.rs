//! The page of a claim's clock.

use actix_web::http::StatusCode;
use actix_web::web::{Data, Path};
use askama::Template;

use crate::desk::{Case, ClockDeeds, ClockReading};

use super::super::super::super::app::App;
use super::super::super::form::Sent;
use super::super::super::page::{Face, Frame, NavItem, PageResult, page_as};
use super::super::super::problems::Problems;
use super::super::super::visit::Visit;
use super::super::changing::acts;
use super::super::tabs::tabs;
use super::form::{Deed, DeedForm, forms};
use super::view::{ClockView, clock_view};

#[derive(Template)]
#[template(path = "desk/clock.html")]
struct ClockPage {
    f: Frame,
    number: String,
    version: i64,
    participant: String,
    tabs: Vec<NavItem>,
    /// None when the claim's state has no deadline.
    clock: Option<ClockView>,
    forms: Vec<DeedForm>,
}

/// Shows why the clock ends when it does.
pub(in super::super::super) async fn clock(app: Data<App>, number: Path<String>, visit: Visit) -> PageResult {
    show(&app, &visit, &number, &Sent::default(), &Problems::default(), StatusCode::OK).await
}

/// The page with what was typed and what is wrong with it.
pub(super) async fn show(
    app: &App,
    visit: &Visit,
    number: &str,
    sent: &Sent,
    problems: &Problems,
    status: StatusCode,
) -> PageResult {
    let actor = visit.actor()?;
    let case = app.desk.case(number, actor).await?;
    let reading = app.desk.clock_reading(number, actor).await?;
    let deeds = app.desk.clock_deeds(number, actor).await?;
    page_as(status, &page_view(app, visit, &case, reading.as_ref(), &deeds, (sent, problems)))
}

fn page_view(
    app: &App,
    visit: &Visit,
    case: &Case,
    reading: Option<&ClockReading>,
    deeds: &ClockDeeds,
    (sent, problems): (&Sent, &Problems),
) -> ClockPage {
    let words = visit.words();
    let number = case.claim.number.to_string();
    let state = case.procedure.state(&case.claim.state);
    let state = state.map(|state| words.of_text(&state.title)).unwrap_or_default();
    let clock = reading.map(|reading| clock_view(reading, deeds, &state, app.desk.now(), words));
    // Where no clock runs there is nothing to stop; what somebody wrote meanwhile is shown all the same.
    let shown = acts(visit) && (clock.is_some() || !sent.pairs().is_empty());
    let forms = if shown { forms(deeds, sent, problems, words) } else { Vec::new() };
    let names: Vec<&str> = Deed::ALL.iter().flat_map(|deed| deed.names()).copied().collect();
    ClockPage {
        f: Frame::new(visit, Face::Desk, words.t("clock-title")).with_wrong(problems.summary(words, &names)),
        version: problems.version.unwrap_or(case.claim.version),
        participant: case.participant.name.clone(),
        tabs: tabs(&number, "/deadlines", words),
        number,
        clock,
        forms,
    }
}
