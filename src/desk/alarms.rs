//! Alarms of the installation that belong to no claim, as far as a reader sees them.

use chrono::{DateTime, Utc};
use uuid::Uuid;

use crate::claim::Actor;
use crate::store::queries::{self, StoredAlarm, StoredLetter};
use crate::store::{Db, StoreError};

use super::context::Desk;
use super::error::DeskError;
use super::letters::of_the_desk;

/// An alarm that is raised.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AlarmItem {
    /// Its kind.
    pub kind: String,
    /// What was found, in words without anything personal.
    pub detail: String,
    /// Since when.
    pub raised_at: DateTime<Utc>,
    /// The member of staff whom a letter did not reach, by name.
    pub whom: Option<String>,
    /// Whether that letter was sent and came back later: there is nothing to be sent again.
    pub came_back: bool,
}

/// Whose an alarm is to see.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Whose {
    /// Everybody's of the desk.
    Everybody,
    /// An office's.
    Office(Uuid),
    /// For who sees all offices.
    AllOffices,
}

impl Desk {
    /// The alarms of the installation that are raised now, oldest first; another office's are left out.
    ///
    /// # Errors
    /// [`DeskError::Forbidden`] for who is not of the desk.
    pub async fn alarms(&self, actor: &Actor) -> Result<Vec<AlarmItem>, DeskError> {
        of_the_desk(actor)?;
        let own = actor.office.map(|office| office.0);
        let read = move |db: &mut Db| -> Result<Vec<AlarmItem>, StoreError> {
            let mut items = Vec::new();
            for alarm in queries::raised_alarms(db)? {
                let seen = match whose(db, &alarm)? {
                    Whose::Everybody => true,
                    Whose::Office(office) => own.is_none_or(|own| own == office),
                    Whose::AllOffices => own.is_none(),
                };
                if seen {
                    items.push(item(db, alarm)?);
                }
            }
            Ok(items)
        };
        Ok(self.store().read(read).await?)
    }
}

fn whose(db: &mut Db, alarm: &StoredAlarm) -> Result<Whose, StoreError> {
    let of = |office: Option<Uuid>| office.map_or(Whose::AllOffices, Whose::Office);
    Ok(match (alarm.kind.as_str(), subject(alarm)) {
        ("calendar_missing" | "nobody_to_tell", office) => of(office),
        ("staff_letter_dead" | "delivery_dead", Some(id)) => of(queries::office_of_staff_letter(db, id)?),
        ("staff_letter_dead" | "delivery_dead", None) => Whose::AllOffices,
        _ => Whose::Everybody,
    })
}

/// The id in an alarm's key, as in `calendar_missing/ID/2028`: of the office or the delivery that it is about.
fn subject(alarm: &StoredAlarm) -> Option<Uuid> {
    alarm.key.split('/').nth(1)?.parse().ok()
}

fn item(db: &mut Db, alarm: StoredAlarm) -> Result<AlarmItem, StoreError> {
    let letter = letter(db, &alarm)?;
    Ok(AlarmItem {
        came_back: letter.as_ref().is_some_and(|letter| letter.bounced_at.is_some()),
        whom: letter.map(|letter| letter.name),
        kind: alarm.kind,
        detail: alarm.detail,
        raised_at: alarm.raised_at,
    })
}

fn letter(db: &mut Db, alarm: &StoredAlarm) -> Result<Option<StoredLetter>, StoreError> {
    match subject(alarm).filter(|_| alarm.kind == "staff_letter_dead") {
        Some(id) => queries::letter_by_id(db, id),
        None => Ok(None),
    }
}
