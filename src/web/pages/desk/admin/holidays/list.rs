//! The offices with their hours and the years they know, and loudly what is missing.

use std::sync::Arc;

use actix_web::web::Data;
use askama::Template;
use chrono::Datelike as _;

use crate::desk::OfficeCalendar;
use crate::law::clock::jakarta_date;
use crate::words::Words;

use super::super::super::super::super::app::App;
use super::super::super::super::page::{Face, Frame, PageResult, page};
use super::super::super::super::visit::Visit;

/// Where the holidays are.
pub(super) const PAGE: &str = "/desk/admin/holidays";
/// The word for all offices in an address.
pub(super) const ALL: &str = "all";

#[derive(Template)]
#[template(path = "desk/admin/holidays.html")]
struct HolidaysPage {
    f: Frame,
    /// Which office misses which year.
    missing: Vec<(String, String)>,
    offices: Vec<OfficeView>,
    /// Where days for all offices are entered, for whoever sees all.
    all: Option<String>,
    counting: bool,
}

struct OfficeView {
    href: String,
    name: String,
    hours: String,
    joint_leave: bool,
    years: String,
}

/// Shows the offices that are the reader's to see.
pub(in super::super::super::super) async fn holidays(app: Data<App>, visit: Visit) -> PageResult {
    let (words, own) = (visit.words(), visit.actor()?.office);
    let today = jakarta_date(app.desk.now());
    let offices = app.desk.office_calendars().await?;
    let offices: Vec<_> = offices.into_iter().filter(|it| own.is_none_or(|own| own.0 == it.office)).collect();
    let missing = offices.iter().filter_map(|office| missing(office, today, words));
    page(&HolidaysPage {
        f: Frame::new(&visit, Face::Desk, words.t("nav-holidays")),
        missing: missing.collect(),
        offices: offices.iter().map(|office| view(office, today.year())).collect(),
        all: own.is_none().then(|| format!("{PAGE}/{ALL}?year={}", today.year() + 1)),
        counting: app.desk.calendar_state().await?.counting,
    })
}

/// What is said of an office that does not know a year it should, and where that is put right.
pub(super) fn missing(
    office: &Arc<OfficeCalendar>,
    today: chrono::NaiveDate,
    words: Words,
) -> Option<(String, String)> {
    let year = office.calendar.next_year_missing(today)?.to_string();
    let said = words.with("holidays-missing", &[("office", &office.name), ("year", &year)]);
    Some((said, format!("{PAGE}/{}?year={year}", office.office)))
}

/// The zones of this country, as people call them.
pub(super) const ZONES: [(&str, &str); 3] =
    [("Asia/Jakarta", "WIB, Jakarta"), ("Asia/Makassar", "WITA, Makassar"), ("Asia/Jayapura", "WIT, Jayapura")];

fn view(office: &Arc<OfficeCalendar>, year: i32) -> OfficeView {
    let known = (year - 2..=year + 3).filter(|year| office.calendar.covers(*year)).map(|year| year.to_string());
    let zone = office.hours.zone.name();
    let zone = ZONES.iter().find(|(name, _)| *name == zone).map_or(zone, |(_, called)| called);
    OfficeView {
        href: format!("{PAGE}/{}", office.office),
        name: office.name.clone(),
        hours: format!("{} {zone}", office.hours.span().replace(':', ".")),
        joint_leave: office.joint_leave_is_holiday,
        years: known.collect::<Vec<_>>().join(", "),
    }
}
