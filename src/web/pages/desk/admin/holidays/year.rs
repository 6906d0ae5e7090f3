//! One office and one year: its days, and the forms that change them and the hours.

use actix_web::http::StatusCode;
use actix_web::web::{Data, Path};
use askama::Template;
use chrono::Datelike as _;
use uuid::Uuid;

use crate::desk::{CalendarYear, DayOrigin, DeskError, OfficeCalendar, YearDay};
use crate::law::CalendarDayKind;
use crate::law::clock::jakarta_date;
use crate::words::{Words, shown};
use crate::workflow::Role;

use super::super::super::super::super::app::App;
use super::super::super::super::super::problem::WebError;
use super::super::super::super::field::{FieldView, told};
use super::super::super::super::form::Sent;
use super::super::super::super::page::{Face, Frame, PageResult, page_as};
use super::super::super::super::problems::Problems;
use super::super::super::super::visit::Visit;
use super::list::{ALL, PAGE, ZONES, missing};
use super::rows::{ROWS_CHARACTERS_MAX, kind_words, written};

/// Years that can be looked at: some before the first that the program knows, and some ahead.
const YEARS: std::ops::RangeInclusive<i32> = 2019..=2100;

#[derive(Template)]
#[template(path = "desk/admin/year.html")]
struct YearPage {
    f: Frame,
    page: &'static str,
    /// The office's address, or that of all.
    address: String,
    year: i32,
    /// The version of the calendars that the forms go by.
    version: i64,
    years: Vec<(i32, bool)>,
    missing: Option<String>,
    counting: bool,
    known: bool,
    days: Vec<DayView>,
    /// What the pasted rows are, in words.
    lead: String,
    /// The form of the days; nothing for whoever may not change them.
    rows: Option<FieldView>,
    hours: Vec<FieldView>,
}

struct DayView {
    date: String,
    name: String,
    kind: &'static str,
    origin: String,
    class: &'static str,
}

/// Which office an address names; none is all of them.
///
/// # Errors
/// When there is no such office, or it is not the reader's.
pub(super) fn office_of(word: &str, visit: &Visit) -> Result<Option<Uuid>, WebError> {
    let office = if word == ALL { None } else { Some(word.parse().map_err(|_| WebError::path_unknown())?) };
    let own = visit.actor()?.office;
    if own.is_none_or(|own| Some(own.0) == office) { Ok(office) } else { Err(WebError::path_unknown()) }
}

/// The year of a form or an address, if it is one that can be looked at.
pub(super) fn year_of(word: Option<&str>) -> Option<i32> {
    word.and_then(|word| word.parse().ok()).filter(|year| YEARS.contains(year))
}

/// Shows the year.
pub(in super::super::super::super) async fn year(app: Data<App>, path: Path<String>, visit: Visit) -> PageResult {
    let office = office_of(&path, &visit)?;
    let year = year_of(visit.asked("year")).unwrap_or_else(|| jakarta_date(app.desk.now()).year());
    show(&app, &visit, (office, year), &Sent::default(), &Problems::default(), StatusCode::OK).await
}

pub(super) async fn show(
    app: &App,
    visit: &Visit,
    (office, year): (Option<Uuid>, i32),
    sent: &Sent,
    problems: &Problems,
    status: StatusCode,
) -> PageResult {
    let words = visit.words();
    // First how they stand: a change in between is then told, and none is overlooked.
    let state = app.desk.calendar_state().await?;
    let found = app.desk.calendar_year(office, year).await?;
    let calendar = match office {
        Some(office) => Some(app.desk.office_calendar(office).await?),
        None => None,
    };
    let today = jakarta_date(app.desk.now());
    let runs = visit.role() == Some(Role::Admin);
    let name = calendar.as_ref().map_or_else(|| words.t("holidays-all"), |it| it.name.clone());
    let title = words.with("holidays-title", &[("office", &name), ("year", &year.to_string())]);
    let mut frame = Frame::new(visit, Face::Desk, title)
        .with_wrong(problems.summary(words, &["rows", "opens", "closes", "zone", "joint_leave"]));
    frame.done = frame.done.or_else(|| moved(visit, words));
    let lead = if found.decreed { "holidays-rows-decreed" } else { "holidays-rows-whole" };
    let hours = calendar.as_ref().filter(|_| runs).map(|it| hours(it, sent, words)).unwrap_or_default();
    page_as(
        status,
        &YearPage {
            f: frame,
            page: PAGE,
            address: address(office),
            year,
            version: state.version,
            years: (today.year() - 1..=today.year() + 2).map(|it| (it, it == year)).collect(),
            missing: calendar.as_ref().and_then(|it| missing(it, today, words)).map(|(said, _)| said),
            counting: state.counting,
            known: found.known,
            days: found.days.iter().map(|day| view(day, words)).collect(),
            lead: words.t1(lead, "year", year.to_string()),
            rows: runs.then(|| rows(&found, sent, words).told(problems, words)),
            hours: told(hours, problems, words),
        },
    )
}

/// The address of an office's holidays.
pub(super) fn address(office: Option<Uuid>) -> String {
    office.map_or_else(|| format!("{PAGE}/{ALL}"), |office| format!("{PAGE}/{office}"))
}

/// How many deadlines the change that was just made has moved.
fn moved(visit: &Visit, words: Words) -> Option<String> {
    let moved = visit.asked("moved")?.parse().ok()?;
    Some(words.counted("holidays-moved", moved, &[]))
}

fn rows(found: &CalendarYear, sent: &Sent, words: Words) -> FieldView {
    let kept = written(&found.entered);
    let field =
        FieldView::area("rows", words.t("holidays-rows"), sent.get("rows").unwrap_or(&kept), ROWS_CHARACTERS_MAX)
            .help(words.t1("holidays-rows-help", "year", found.year.to_string()));
    // An empty list takes back what was added to a known year.
    if found.known { field } else { field.required() }
}

fn hours(calendar: &OfficeCalendar, sent: &Sent, words: Words) -> Vec<FieldView> {
    let clock = |time: chrono::NaiveTime| time.format("%H.%M").to_string();
    let (opens, closes) = (clock(calendar.hours.opens), clock(calendar.hours.closes));
    let zones = ZONES.map(|(zone, called)| (zone.to_owned(), called.to_owned()));
    let ticked = if sent.has("opens") { sent.has("joint_leave") } else { calendar.joint_leave_is_holiday };
    vec![
        FieldView::digits("opens", words.t("holidays-opens"), sent.get("opens").unwrap_or(&opens)).required(),
        FieldView::digits("closes", words.t("holidays-closes"), sent.get("closes").unwrap_or(&closes)).required(),
        FieldView::select(
            "zone",
            words.t("holidays-zone"),
            zones,
            sent.get("zone").unwrap_or(calendar.hours.zone.name()),
        )
        .required(),
        FieldView::tick("joint_leave", words.t("holidays-joint-leave"), ticked),
    ]
}

fn view(day: &YearDay, words: Words) -> DayView {
    let (class, origin) = match (day.day.kind, day.origin) {
        (CalendarDayKind::WorkingDay, DayOrigin::Office) => ("out", "day-off-here"),
        (CalendarDayKind::WorkingDay, _) => ("out", "day-off-all"),
        (_, DayOrigin::Decreed) => ("idle", "day-decreed"),
        (_, DayOrigin::AllOffices) => ("else", "day-added-all"),
        (_, DayOrigin::Office) => ("else", "day-added-here"),
    };
    DayView {
        date: shown::long_date(day.day.date, words.language()),
        name: day.day.name.clone(),
        kind: kind_words(day.day.kind),
        origin: words.t(origin),
        class,
    }
}

/// Whether an office is there at all, before anything about it is said.
///
/// # Errors
/// [`DeskError::NotFound`] when not.
pub(super) async fn check_office(app: &App, office: Option<Uuid>) -> Result<(), DeskError> {
    match office {
        Some(office) => app.desk.office_calendar(office).await.map(|_| ()),
        None => Ok(()),
    }
}
