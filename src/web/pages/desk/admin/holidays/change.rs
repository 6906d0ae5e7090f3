//! A change of a calendar: what it would move is shown first, and done when somebody says so.

use std::time::Duration;

use actix_web::http::StatusCode;
use actix_web::web::{Data, Path};
use askama::Template;
use uuid::Uuid;

use crate::desk::{CalendarChange, CalendarPreview, MovedClaim};
use crate::law::{FieldError, Text, WorkingHours, WorkingHoursError};
use crate::words::{Words, shown};

use super::super::super::super::super::app::App;
use super::super::super::super::super::problem::WebError;
use super::super::super::super::form::Sent;
use super::super::super::super::page::{Face, Frame, PageResult, go_to, go_to_done, page};
use super::super::super::super::problems::Problems;
use super::super::super::super::visit::Visit;
use super::rows;
use super::year::{address, check_office, office_of, show, year_of};

/// How long a browser waits for the open deadlines to be counted again. The change is kept before; what is left is counted by
/// the job that looks for it.
const PATIENCE: Duration = Duration::from_secs(10);

#[derive(Template)]
#[template(path = "desk/admin/preview.html")]
struct PreviewPage {
    f: Frame,
    /// Where the change is sent once more, to be done.
    action: String,
    back: String,
    typed: Vec<(String, String)>,
    stamp: String,
    /// Somebody else changed a calendar since the preview before.
    changed: bool,
    summary: String,
    late: Option<String>,
    rows: Vec<MovedRow>,
    /// How many more move than are listed.
    more: Option<String>,
}

struct MovedRow {
    number: String,
    before: String,
    after: String,
}

/// Where a change comes from and leads back to.
struct Place {
    office: Option<Uuid>,
    year: i32,
    action: String,
}

/// The days of a year.
pub(in super::super::super::super) async fn change_days(
    app: Data<App>,
    path: Path<String>,
    visit: Visit,
    sent: Sent,
) -> PageResult {
    let office = office_of(&path, &visit)?;
    let year = year_of(sent.get("year")).ok_or_else(WebError::path_unknown)?;
    let place = Place { office, year, action: format!("{}/days", address(office)) };
    let change = rows::read(sent.get("rows").unwrap_or_default(), year);
    let change = change.map(|days| CalendarChange::Year { office, year, days });
    go_on(&app, &visit, &place, &sent, change).await
}

/// The hours of an office.
pub(in super::super::super::super) async fn change_hours(
    app: Data<App>,
    path: Path<String>,
    visit: Visit,
    sent: Sent,
) -> PageResult {
    let found = office_of(&path, &visit)?;
    let (Some(office), Some(year)) = (found, year_of(sent.get("year"))) else { return Err(WebError::path_unknown()) };
    let place = Place { office: found, year, action: format!("{}/hours", address(found)) };
    let change = hours(&sent).map(|hours| {
        let joint_leave_is_holiday = sent.has("joint_leave");
        CalendarChange::Hours { office, hours, joint_leave_is_holiday }
    });
    go_on(&app, &visit, &place, &sent, change).await
}

/// Hours as people write them, `08.00` or `08:00`.
fn hours(sent: &Sent) -> Result<WorkingHours, Problems> {
    let typed = |name: &str| sent.filled(name).unwrap_or_default().replace('.', ":");
    let time = |name: &str| {
        let message = Text::new("Tulis jam seperti 08.00.", "Write the time as 08.00.");
        let read = chrono::NaiveTime::parse_from_str(&typed(name), "%H:%M");
        read.map_err(|_| FieldError::new(name, "wrong_time", message))
    };
    let wrong: Vec<FieldError> = ["opens", "closes"].into_iter().filter_map(|name| time(name).err()).collect();
    if !wrong.is_empty() {
        return Err(Problems { fields: wrong, ..Problems::default() });
    }
    let zone = sent.filled("zone").unwrap_or_default();
    WorkingHours::parse(&format!("{}-{}", typed("opens"), typed("closes")), zone).map_err(|error| match error {
        WorkingHoursError::Hours(_) => {
            let message = Text::new("Tutup harus sesudah buka.", "It must close after it opens.");
            Problems::field("closes", "closes_before", message)
        }
        WorkingHoursError::Zone(_) => {
            Problems::field("zone", "zone_unknown", Text::new("Pilih zona.", "Choose a zone."))
        }
    })
}

/// Shows what a change would move, or makes it when that was seen.
async fn go_on(
    app: &App,
    visit: &Visit,
    place: &Place,
    sent: &Sent,
    change: Result<CalendarChange, Problems>,
) -> PageResult {
    check_office(app, place.office).await?;
    let change = match change {
        Ok(change) => change,
        Err(problems) => return again(app, visit, place, sent, &problems).await,
    };
    app.desk.check_changes_calendar(visit.actor()?, &change)?;
    let stamp = app.desk.calendar_state().await?.stamp;
    let seen = sent.get("seen");
    if seen == Some(stamp.as_str()) {
        return make(app, visit, place, change).await;
    }
    match app.desk.preview_calendar(&change).await {
        Ok(found) => preview(visit, place, sent, &found, &stamp, seen.is_some()),
        Err(error) => again(app, visit, place, sent, &Problems::of(error)?).await,
    }
}

/// The form once more, with what is wrong.
async fn again(app: &App, visit: &Visit, place: &Place, sent: &Sent, problems: &Problems) -> PageResult {
    show(app, visit, (place.office, place.year), sent, problems, StatusCode::UNPROCESSABLE_ENTITY).await
}

/// Makes the change. A browser that goes away stops nothing: the work is no part of its request.
async fn make(app: &App, visit: &Visit, place: &Place, change: CalendarChange) -> PageResult {
    let (desk, by) = (app.desk.clone(), visit.actor()?.user);
    let work = tokio::spawn(async move { desk.change_calendar(&change, by).await });
    let back = format!("{}?year={}", address(place.office), place.year);
    match tokio::time::timeout(PATIENCE, work).await {
        Ok(Ok(done)) => Ok(go_to(&format!("{back}&moved={}", done?.moved))),
        Ok(Err(error)) => Err(WebError::internal(format!("a change of a calendar broke off: {error}"))),
        Err(_) => Ok(go_to_done(&back, "calendar-kept")),
    }
}

fn preview(
    visit: &Visit,
    place: &Place,
    sent: &Sent,
    found: &CalendarPreview,
    stamp: &str,
    changed: bool,
) -> PageResult {
    let words = visit.words();
    let count = |n: u64| u32::try_from(n).unwrap_or(u32::MAX);
    let listed = u64::try_from(found.claims.len()).unwrap_or_default();
    let ours = |name: &str| matches!(name, "csrf" | "once" | "seen");
    page(&PreviewPage {
        f: Frame::new(visit, Face::Desk, words.t("holidays-preview-title")),
        action: place.action.clone(),
        back: format!("{}?year={}", address(place.office), place.year),
        typed: sent.pairs().iter().filter(|(name, _)| !ours(name)).cloned().collect(),
        stamp: stamp.to_owned(),
        changed,
        summary: words
            .with("holidays-preview", &[("open", &found.open.to_string()), ("moved", &found.moved.to_string())]),
        late: (found.become_overdue > 0).then(|| words.counted("holidays-late", count(found.become_overdue), &[])),
        rows: found.claims.iter().map(|claim| row(claim, words)).collect(),
        more: (found.moved > listed).then(|| words.counted("holidays-more", count(found.moved - listed), &[])),
    })
}

fn row(moved: &MovedClaim, words: Words) -> MovedRow {
    let shown = |at: Option<chrono::DateTime<chrono::Utc>>| {
        at.map_or_else(|| words.t("owed-still"), |at| shown::deadline(at, words.language()))
    };
    MovedRow { number: moved.number.clone(), before: shown(moved.before), after: shown(moved.after) }
}
