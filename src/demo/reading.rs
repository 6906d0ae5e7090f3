//! What a reviewer reads off a paper of a story: what is known, and for the rest something that fits.

use std::collections::BTreeMap;

use chrono::{Days, NaiveDate};

use crate::claim::PersonId;
use crate::clock::Clock as _;
use crate::law::clock::jakarta_date;
use crate::law::heirs::Relation;
use crate::workflow::ReadKind;

use super::case::Case;

/// Every field of a kind of paper, as it stands on a paper that is in order.
pub(super) fn of(case: &mut Case, kind: &str, person: Option<PersonId>) -> BTreeMap<String, String> {
    let today = jakarta_date(case.clock.now());
    let procedure = case.desk.catalogue().newest_for(case.claim.workflow.as_str(), today);
    let fields: Vec<(String, ReadKind)> = procedure
        .and_then(|procedure| procedure.documents.get(kind))
        .map(|spec| spec.read.iter().map(|(name, read)| (name.clone(), read.kind)).collect())
        .unwrap_or_default();
    let person = person.filter(|id| {
        let relation = case.claim.person(*id).map(|person| person.details.relation);
        // A parent's proof is the birth certificate of the one who died.
        !(kind == "akta_lahir" && relation == Some(Relation::Parent))
    });
    fields.into_iter().filter_map(|(name, kind)| value(case, person, &name, kind).map(|value| (name, value))).collect()
}

fn value(case: &mut Case, person: Option<PersonId>, field: &str, kind: ReadKind) -> Option<String> {
    let details = person.and_then(|id| case.claim.person(id)).map(|person| &person.details);
    let row = &case.participant;
    match kind {
        ReadKind::Name => Some(details.map_or(&row.name, |details| &details.name).clone()),
        ReadKind::Nik => details.map_or_else(|| Some(row.nik.as_str().to_owned()), |details| details.nik.clone()),
        ReadKind::BirthDate => {
            details.map_or(Some(row.birth_date), |details| details.birth_date).map(|date| date.to_string())
        }
        ReadKind::EventDate => Some(case.claim.event.date.to_string()),
        ReadKind::AccountNumber => details?.account.as_ref().map(|account| account.number.clone()),
        ReadKind::AccountHolder => details?.account.as_ref().map(|account| account.holder.clone()),
        // A paper is dated between the event and the day it is looked at.
        ReadKind::Date => {
            let today = jakarta_date(case.clock.now());
            let later = case.claim.event.date.checked_add_days(Days::new(2))?;
            (field != "married_on" && field != "divorced_on").then(|| later.min(today).to_string())
        }
        ReadKind::Text => match field {
            "number" => Some(format!("{}/{}", case.dice.digits(4), case.claim.event.date.format("%Y"))),
            "heirs" => Some(names(case)).filter(|names| !names.is_empty()),
            _ => None,
        },
    }
}

fn names(case: &Case) -> String {
    let family = case.claim.people.iter().filter(|person| person.details.relation != Relation::Participant);
    let names: Vec<&str> = family.map(|person| person.details.name.as_str()).collect();
    names.join(", ")
}

/// What stands on a paper where a clerk mistyped the end: the day before, another last digit, or a letter less.
pub(super) fn almost(text: &str) -> String {
    if let Some(before) = text.parse::<NaiveDate>().ok().and_then(|date| date.pred_opt()) {
        return before.to_string();
    }
    let mut letters: Vec<char> = text.chars().collect();
    if let Some(digit) = letters.pop().and_then(|last| last.to_digit(10)) {
        letters.extend(char::from_digit((digit + 1) % 10, 10));
    }
    letters.into_iter().collect()
}
