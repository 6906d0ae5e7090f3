//! `santun calendar …`.

use std::path::Path;

use crate::claim::Actor;
use crate::desk::{CalendarChange, CalendarPreview, Desk, DeskError, OfficeCalendar};
use crate::law::clock::jakarta_date;
use crate::law::parse_days_of;

use super::arguments::CalendarCommand;
use super::out::{Failure, line, note};

/// Claims whose deadline moves that are named.
const NAMED: usize = 10;

/// `santun calendar …`.
pub(super) async fn calendar(desk: &Desk, command: CalendarCommand) -> Result<(), Failure> {
    match command {
        CalendarCommand::Show { office, year } => show(desk, office.as_deref(), year).await,
        CalendarCommand::Import { file, year, office, dry_run } => {
            import(desk, &file, year, office.as_deref(), dry_run).await
        }
    }
}

async fn show(desk: &Desk, office: Option<&str>, year: Option<i32>) -> Result<(), Failure> {
    let all = desk.calendars_seen(&Actor::system()).await?;
    let wanted = |calendar: &&std::sync::Arc<OfficeCalendar>| office.is_none_or(|name| calendar.name == name.trim());
    if let Some(name) = office
        && !all.iter().any(|calendar| wanted(&calendar))
    {
        return Err(unknown_office(desk, name).await);
    }
    let today = jakarta_date(desk.now());
    for calendar in all.iter().filter(wanted) {
        let leave = if calendar.joint_leave_is_holiday { "a holiday" } else { "a working day" };
        line(format!("{}: {}, joint leave is {leave}", calendar.name, calendar.hours));
        let years: Vec<String> = calendar.calendar.years().iter().map(ToString::to_string).collect();
        line(format!("  holidays known: {}", years.join(", ")));
        if let Some(missing) = calendar.calendar.next_year_missing(today) {
            line(format!("  missing: {missing} (santun calendar import FILE --year {missing})"));
        }
        let Some(year) = year else { continue };
        if !calendar.calendar.covers(year) {
            line(format!("  the holidays of {year} are not known"));
        }
        for day in calendar.calendar.days(year) {
            line(format!("  {}\t{}\t{}", day.date, day.kind.as_str(), day.name));
        }
    }
    Ok(())
}

/// Takes the days of a year and says which open deadlines move. What is wrong in the file is told as
/// `FILE:LINE: reason`, and then nothing is changed.
async fn import(desk: &Desk, file: &Path, year: i32, office: Option<&str>, dry_run: bool) -> Result<(), Failure> {
    let name = file.display();
    let text = std::fs::read_to_string(file).map_err(|error| Failure::new(format!("{name}: {error}")))?;
    let days = match parse_days_of(text.trim_start_matches('\u{feff}'), year) {
        Ok(days) => days,
        Err(wrong) => {
            for error in wrong {
                note(format!("{name}:{}: {}", error.line, error.cause));
            }
            return Err(Failure::found());
        }
    };
    let actor = Actor::system();
    let office = match desk.office_to_change(&actor, office).await {
        Err(DeskError::NotFound(_)) => return Err(unknown_office(desk, office.unwrap_or_default()).await),
        other => other?,
    };
    let change = CalendarChange::Year { office, year, days };
    let (moved, did) = if dry_run {
        (desk.preview_calendar(&change).await?, " (dry run: nothing was written)")
    } else {
        (desk.change_calendar(&change, None, None).await?, "")
    };
    tell(&moved, did);
    Ok(())
}

fn tell(moved: &CalendarPreview, did: &str) {
    let verb = |count: u64, one: &str, many: &str| format!("{count} {}", if count == 1 { one } else { many });
    let (moves, becomes) = (
        verb(moved.moved, "open deadline moves", "open deadlines move"),
        verb(moved.become_overdue, "becomes overdue", "become overdue"),
    );
    line(format!("{moves}, {becomes}{did}"));
    let moment = |at: Option<chrono::DateTime<chrono::Utc>>| {
        at.map_or_else(|| "standing still".to_owned(), |at| at.format("%Y-%m-%dT%H:%M:%SZ").to_string())
    };
    for claim in moved.claims.iter().take(NAMED) {
        line(format!("  {}: {} -> {}", claim.number, moment(claim.before), moment(claim.after)));
    }
}

async fn unknown_office(desk: &Desk, name: &str) -> Failure {
    let known = desk.offices().await.unwrap_or_default();
    let known: Vec<&str> = known.iter().map(|office| office.name.as_str()).collect();
    Failure::usage(format!("there is no office {name}; there are: {}", known.join(", ")))
}
