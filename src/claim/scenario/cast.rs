//! Who plays in a story: the staff by name, everybody else by role, and a made-up participant.

use chrono::NaiveDate;
use uuid::Uuid;

use crate::law::{Membership, Nik, Rupiah, Sex};
use crate::workflow::{Given, Role};

use super::super::actor::Actor;
use super::super::ids::{AccountId, ClaimId, OfficeId, ParticipantId, PersonId};
use super::super::situation::Subject;

/// The staff, with their roles.
const STAFF: [(&str, Role); 4] =
    [("rina", Role::Caseworker), ("dewi", Role::Caseworker), ("hasan", Role::Supervisor), ("tuti", Role::Supervisor)];

/// A NIK of the right shape that belongs to the participant's birth date.
const NIK: &str = "1571010101800001";

/// An identity of its own for every name, the same in every run.
pub(super) fn identity(what: &str) -> Uuid {
    Uuid::new_v5(&Uuid::NAMESPACE_OID, what.as_bytes())
}

/// The office of a story.
pub(super) fn office() -> OfficeId {
    OfficeId(identity("office"))
}

/// Who acts under a name; `heir` is the first of the family.
pub(super) fn actor(name: &str, claim: ClaimId, heir: Option<PersonId>) -> Option<Actor> {
    let account = || AccountId(identity(name));
    if let Some((_, role)) = STAFF.iter().find(|(known, _)| *known == name) {
        return Some(Actor::staff(*role, account(), Some(office())));
    }
    Some(match Role::parse(name)? {
        Role::System => Actor::system(),
        Role::Insurer => Actor::insurer(),
        Role::Heir => {
            let person = heir.unwrap_or(PersonId(Uuid::nil()));
            Actor { role: Role::Heir, user: None, office: None, heir: Some((claim, person)) }
        }
        role => Actor::staff(role, account(), Some(office())),
    })
}

/// The participant of a story. What cannot be read is named.
pub(super) fn subject(given: &Given) -> Result<Subject, String> {
    let month = |text: &str| text.parse().map_err(|_| format!("`{text}` is no month"));
    Ok(Subject {
        participant: ParticipantId(identity("participant")),
        name: "Peserta".to_owned(),
        nik: NIK.parse::<Nik>().map_err(|error| error.text().en)?,
        birth_date: NaiveDate::from_ymd_opt(1980, 1, 1).unwrap_or_default(),
        sex: Sex::Male,
        declared_income: Rupiah(given.income),
        membership: Membership {
            from: month(&given.member_from)?,
            paid_through: month(&given.paid_through)?,
            gaps: given.gaps.iter().map(|gap| month(gap)).collect::<Result<_, _>>()?,
        },
        segment: given.segment,
    })
}
