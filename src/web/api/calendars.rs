//! Calendars of offices: what is known, and changing it with a look ahead at the deadlines that move.

use actix_web::web::{Data, Path};
use chrono::Datelike as _;
use serde::Deserialize;
use serde_json::{Value, json};

use crate::desk::{CalendarChange, DeskError, OfficeCalendar};
use crate::law::clock::jakarta_date;
use crate::law::{CalendarDay, FieldError, Text, WorkingHours, WorkingHoursError};

use super::super::app::App;
use super::super::problem::WebError;
use super::super::reply::{Answer, Reply};
use super::asking::Asking;
use super::body::Body;
use super::params::Params;

/// The word for all offices in an address; an office of that name comes first.
const ALL: &str = "all";

/// The days of a year, of one office or of all; or the hours of an office.
#[derive(Deserialize)]
pub(super) struct NewCalendar {
    office: Option<String>,
    #[serde(default)]
    year: Option<i32>,
    #[serde(default)]
    days: Option<Vec<CalendarDay>>,
    #[serde(default)]
    hours: Option<String>,
    #[serde(default)]
    zone: Option<String>,
    #[serde(default)]
    joint_leave_is_holiday: Option<bool>,
}

/// The calendars that one sees.
pub(super) async fn list(app: Data<App>, asking: Asking) -> Answer {
    let today = jakarta_date(app.desk.now());
    let calendars = app.desk.calendars_seen(asking.actor()).await?;
    let item = |calendar: &OfficeCalendar| {
        json!({
            "office": calendar.name,
            "hours": calendar.hours.span(),
            "zone": calendar.hours.zone.name(),
            "joint_leave_is_holiday": calendar.joint_leave_is_holiday,
            "years": calendar.calendar.years(),
            "missing_years": Vec::from_iter(calendar.calendar.next_year_missing(today)),
        })
    };
    let items: Vec<Value> = calendars.iter().map(|calendar| item(calendar)).collect();
    Reply::ok(&json!({ "items": items, "next_cursor": null }))
}

/// The days of a year at an office, or of all offices: this year if none is named. The version is that of all calendars, to be
/// sent with a change as `If-Match`.
pub(super) async fn show(app: Data<App>, path: Path<String>, asking: Asking, params: Params) -> Answer {
    let year = params.year()?.unwrap_or_else(|| jakarta_date(app.desk.now()).year());
    let version = app.desk.calendar_state().await?.version;
    let calendars = app.desk.calendars_seen(asking.actor()).await?;
    let office = calendars.iter().find(|calendar| calendar.name == *path);
    if office.is_none() && *path != ALL {
        return Err(DeskError::NotFound("office").into());
    }
    let found = app.desk.calendar_year(office.map(|office| office.office), year).await?;
    let days = office.map_or_else(|| found.free_days(), |office| office.calendar.days(year));
    let name = office.map(|office| &office.name);
    let body = json!({ "office": name, "year": year, "known": found.known, "days": days, "entered": found.entered });
    Reply::versioned(version, &body)
}

/// What a change would do to open deadlines. Nothing is stored.
pub(super) async fn preview(app: Data<App>, asking: Asking, body: Body<NewCalendar>) -> Answer {
    let change = change_of(&app, &asking, &body).await?;
    Reply::ok(&app.desk.preview_calendar(&change).await?)
}

/// Changes a calendar, if it is still as `If-Match` says; answers with what moved.
pub(super) async fn put(app: Data<App>, asking: Asking, body: Body<NewCalendar>) -> Answer {
    let change = change_of(&app, &asking, &body).await?;
    Reply::ok(&app.desk.change_calendar(&change, asking.expected, asking.actor().user).await?)
}

async fn change_of(app: &App, asking: &Asking, body: &NewCalendar) -> Result<CalendarChange, WebError> {
    let asked = read(body).map_err(|errors| WebError::fields(&errors))?;
    let office = app.desk.office_to_change(asking.actor(), body.office.as_deref()).await?;
    Ok(match (asked, office) {
        (Wanted::Year(year, days), office) => CalendarChange::Year { office, year, days },
        (Wanted::Hours(hours, joint_leave_is_holiday), Some(office)) => {
            CalendarChange::Hours { office, hours, joint_leave_is_holiday }
        }
        (Wanted::Hours(..), None) => return Err(WebError::fields(&[required("office")])),
    })
}

/// What is to be changed, before the office is known.
#[derive(Debug, PartialEq)]
enum Wanted {
    Year(i32, Vec<CalendarDay>),
    Hours(WorkingHours, bool),
}

fn read(body: &NewCalendar) -> Result<Wanted, Vec<FieldError>> {
    let days = body.year.is_some() || body.days.is_some();
    let hours = body.hours.is_some() || body.zone.is_some() || body.joint_leave_is_holiday.is_some();
    match (days, hours) {
        (true, true) => {
            let message = Text::new(
                "Kirim hari-hari setahun, atau jam kerja; tidak keduanya sekaligus.",
                "Send the days of a year, or working hours; not both at once.",
            );
            Err(vec![FieldError::new("hours", "not_together", message)])
        }
        (_, false) => match (body.year, &body.days) {
            (Some(year), Some(days)) => Ok(Wanted::Year(year, days.clone())),
            (year, days) => Err(missing(&[("year", year.is_none()), ("days", days.is_none())])),
        },
        (false, true) => match (&body.hours, &body.zone, body.joint_leave_is_holiday) {
            (Some(hours), Some(zone), Some(joint_leave)) => {
                let hours = WorkingHours::parse(hours, zone).map_err(|error| vec![no_hours(&error)])?;
                Ok(Wanted::Hours(hours, joint_leave))
            }
            (hours, zone, leave) => Err(missing(&[
                ("hours", hours.is_none()),
                ("zone", zone.is_none()),
                ("joint_leave_is_holiday", leave.is_none()),
            ])),
        },
    }
}

fn missing(fields: &[(&str, bool)]) -> Vec<FieldError> {
    fields.iter().filter(|(_, missing)| *missing).map(|(field, _)| required(field)).collect()
}

fn required(field: &str) -> FieldError {
    FieldError::new(field, "required", Text::new("Wajib diisi.", "Required."))
}

fn no_hours(error: &WorkingHoursError) -> FieldError {
    let (field, id) = match error {
        WorkingHoursError::Hours(_) => ("hours", "Isi jam buka dan tutup, misalnya 08:00-16:00."),
        WorkingHoursError::Zone(_) => ("zone", "Isi Asia/Jakarta, Asia/Makassar atau Asia/Jayapura."),
    };
    FieldError::new(field, "wrong_value", Text::new(id, error.to_string()))
}
