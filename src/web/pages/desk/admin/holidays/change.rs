//! A change of a calendar: what it would move is shown first, and done when somebody says so.

use std::time::Duration;

use actix_web::HttpResponse;
use actix_web::web::{Data, Path};
use askama::Template;
use uuid::Uuid;

use crate::desk::{CalendarChange, CalendarPreview, DeskError, MovedClaim};
use crate::law::{CalendarDay, FieldError, Text, WorkingHours, WorkingHoursError};
use crate::words::{Words, shown};

use super::super::super::super::super::app::App;
use super::super::super::super::super::problem::WebError;
use super::super::super::super::form::Sent;
use super::super::super::super::page::{Face, Frame, PageResult, go_to, go_to_done, page};
use super::super::super::super::problems::Problems;
use super::super::super::super::visit::Visit;
use super::rows::{self, kind_words};
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
    version: i64,
    /// Somebody else changed a calendar since the form or the preview before.
    changed: bool,
    /// Days that come and days that go, each list under its title: the day, and what it is.
    lists: Vec<(String, Vec<(String, String)>)>,
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

impl Place {
    fn back(&self) -> String {
        format!("{}?year={}", address(self.office), self.year)
    }
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
    let version = |name: &str| sent.get(name).and_then(|value| value.parse::<i64>().ok());
    let seen = version("seen");
    if let Some(seen) = seen {
        if let Some(made) = make(app, visit, place, &change, seen).await? {
            return Ok(made);
        }
        if app.desk.calendar_says(&change).await? {
            return Ok(go_to_done(&place.back(), "calendar-there"));
        }
    }
    let now = app.desk.calendar_state().await?.version;
    let changed = seen.or_else(|| version("read")).is_some_and(|known| known != now);
    let difference = Difference::of(app, &change).await?;
    if changed && seen.is_none() && !difference.removed.is_empty() {
        // Days that the writer has never seen must not go by a form that does not name them.
        return again(app, visit, place, sent, &meanwhile(now)).await;
    }
    match app.desk.preview_calendar(&change).await {
        Ok(found) => preview(visit, place, sent, &Look { found, difference, version: now, changed }),
        Err(error) => again(app, visit, place, sent, &wrong(error)?).await,
    }
}

/// The form once more, with what is wrong.
async fn again(app: &App, visit: &Visit, place: &Place, sent: &Sent, problems: &Problems) -> PageResult {
    show(app, visit, (place.office, place.year), sent, problems, problems.status()).await
}

fn meanwhile(version: i64) -> Problems {
    let text = Text::new(
        "Hari libur sudah diubah orang lain sejak formulir ini dibuka. Tulisan Anda masih ada. Hari yang berlaku sekarang ada \
         di tabel; tambahkan ke tulisan Anda yang mau dipertahankan, lalu lihat akibatnya lagi.",
        "Somebody else has changed holidays since this form was opened. What you wrote is still there. The table shows the \
         days as they are now: add those that are to stay to what you wrote, then look again.",
    );
    Problems { general: vec![text], version: Some(version), ..Problems::default() }
}

/// What is wrong with a change, at the field of the form.
fn wrong(error: DeskError) -> Result<Problems, WebError> {
    let mut problems = Problems::of(error)?;
    for fault in problems.fields.iter_mut().filter(|fault| fault.field == "days") {
        "rows".clone_into(&mut fault.field);
    }
    Ok(problems)
}

/// Makes the change, unless the calendars are not as they were seen any more. A browser that goes away stops nothing: the work
/// is no part of its request.
async fn make(
    app: &App,
    visit: &Visit,
    place: &Place,
    change: &CalendarChange,
    seen: i64,
) -> Result<Option<HttpResponse>, WebError> {
    let (desk, by, change) = (app.desk.clone(), visit.actor()?.user, change.clone());
    let work = tokio::spawn(async move { desk.change_calendar(&change, Some(seen), by).await });
    let back = place.back();
    match tokio::time::timeout(PATIENCE, work).await {
        Ok(Ok(Err(DeskError::CalendarChanged { .. }))) => Ok(None),
        Ok(Ok(done)) => Ok(Some(go_to(&format!("{back}&moved={}", done?.moved)))),
        Ok(Err(error)) => Err(WebError::internal(format!("a change of a calendar broke off: {error}"))),
        Err(_) => Ok(Some(go_to_done(&back, "calendar-kept"))),
    }
}

/// What is shown before a change is made.
struct Look {
    found: CalendarPreview,
    difference: Difference,
    /// The version of the calendars that it goes by.
    version: i64,
    changed: bool,
}

/// The days that a change adds to the list, and those that it takes away.
#[derive(Default)]
struct Difference {
    added: Vec<CalendarDay>,
    removed: Vec<CalendarDay>,
}

impl Difference {
    async fn of(app: &App, change: &CalendarChange) -> Result<Self, DeskError> {
        let CalendarChange::Year { office, year, days } = change else { return Ok(Self::default()) };
        let (added, removed) = app.desk.calendar_year(*office, *year).await?.difference(days);
        Ok(Self { added, removed })
    }
}

fn preview(visit: &Visit, place: &Place, sent: &Sent, look: &Look) -> PageResult {
    let (words, found) = (visit.words(), &look.found);
    let count = |n: u64| u32::try_from(n).unwrap_or(u32::MAX);
    let listed = u64::try_from(found.claims.len()).unwrap_or_default();
    let ours = |name: &str| matches!(name, "csrf" | "once" | "read" | "seen");
    let days = |days: &[CalendarDay]| days.iter().map(|day| day_line(day, words)).collect::<Vec<_>>();
    let lists = [("holidays-added", &look.difference.added), ("holidays-removed", &look.difference.removed)];
    let lists = lists.into_iter().filter(|(_, these)| !these.is_empty());
    page(&PreviewPage {
        f: Frame::new(visit, Face::Desk, words.t("holidays-preview-title")),
        action: place.action.clone(),
        back: place.back(),
        typed: sent.pairs().iter().filter(|(name, _)| !ours(name)).cloned().collect(),
        version: look.version,
        changed: look.changed,
        lists: lists.map(|(title, these)| (words.t(title), days(these))).collect(),
        summary: words
            .with("holidays-preview", &[("open", &found.open.to_string()), ("moved", &found.moved.to_string())]),
        late: (found.become_overdue > 0).then(|| words.counted("holidays-late", count(found.become_overdue), &[])),
        rows: found.claims.iter().map(|claim| row(claim, words)).collect(),
        more: (found.moved > listed).then(|| words.counted("holidays-more", count(found.moved - listed), &[])),
    })
}

/// A day as it stands in a list: when, and in Indonesian what it is.
fn day_line(day: &CalendarDay, words: Words) -> (String, String) {
    (shown::long_date(day.date, words.language()), format!("{}, {}", day.name, kind_words(day.kind)))
}

fn row(moved: &MovedClaim, words: Words) -> MovedRow {
    let shown = |at: Option<chrono::DateTime<chrono::Utc>>| {
        at.map_or_else(|| words.t("owed-still"), |at| shown::deadline(at, words.language()))
    };
    MovedRow { number: moved.number.clone(), before: shown(moved.before), after: shown(moved.after) }
}
