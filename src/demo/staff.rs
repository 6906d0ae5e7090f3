//! Who works in the two offices.

use std::collections::BTreeMap;

use crate::claim::{Actor, OfficeId};
use crate::desk::{Desk, NewUser};
use crate::workflow::Role;

use super::credentials::User;
use super::error::DemoError;
use super::names;
use super::story::Place;

/// A member of staff: name, role, mailbox, office (none: all offices).
const STAFF: [(&str, Role, &str, Option<Place>); 8] = [
    ("Rina Marlina", Role::Caseworker, RINA, Some(Place::Jambi)),
    ("Bayu Hidayat", Role::Caseworker, BAYU, Some(Place::Jambi)),
    ("Tuti Handayani", Role::Supervisor, TUTI, Some(Place::Jambi)),
    ("Hasan Basri", Role::Supervisor, "hasan", None),
    ("Yulia Kartika", Role::Caseworker, YULIA, Some(Place::Muaro)),
    ("Marwan Effendi", Role::Supervisor, MARWAN, Some(Place::Muaro)),
    ("Dewi Anggraini", Role::Admin, DEWI, None),
    ("Syafril Anwar", Role::Auditor, SYAFRIL, None),
];

const RINA: &str = "rina";
const BAYU: &str = "bayu";
const TUTI: &str = "tuti";
const YULIA: &str = "yulia";
const MARWAN: &str = "marwan";
const DEWI: &str = "dewi";
const SYAFRIL: &str = "syafril";

/// The people of a claim's office who act on it.
#[derive(Clone, Debug)]
pub(super) struct Desks {
    /// The caseworkers; claims are spread over them.
    pub(super) workers: Vec<Actor>,
    /// The supervisor.
    pub(super) supervisor: Actor,
}

/// Whoever was hired.
#[derive(Clone, Debug)]
pub(super) struct Staff {
    /// Their log-ins, in the order of hiring.
    pub(super) users: Vec<User>,
    /// Who acts, by mailbox.
    actors: BTreeMap<&'static str, Actor>,
}

impl Staff {
    /// Who acts on the claims of an office.
    pub(super) fn of(&self, place: Place) -> Desks {
        let actor = |mailbox: &str| self.actors.get(mailbox).cloned().unwrap_or_else(Actor::system);
        match place {
            Place::Jambi => Desks { workers: vec![actor(RINA), actor(BAYU)], supervisor: actor(TUTI) },
            Place::Muaro => Desks { workers: vec![actor(YULIA)], supervisor: actor(MARWAN) },
        }
    }
}

/// The addresses whose tokens scripts use: caseworker and supervisor of one office, administrator, auditor.
pub(super) fn token_holders() -> [String; 4] {
    [RINA, TUTI, DEWI, SYAFRIL].map(email)
}

/// Hires everybody.
pub(super) async fn hire(desk: &Desk) -> Result<Staff, DemoError> {
    let (mut users, mut actors) = (Vec::new(), BTreeMap::new());
    for (name, role, mailbox, place) in STAFF {
        let (password, office) = (names::password(), place.map(Place::name));
        let user = NewUser {
            name: name.to_owned(),
            email: email(mailbox),
            role,
            office: office.map(str::to_owned),
            password: Some(password.clone()),
        };
        let account = desk.add_user(&user).await?;
        let office_id = match office {
            Some(name) => Some(OfficeId(desk.ensure_office(name).await?.id)),
            None => None,
        };
        actors.insert(mailbox, Actor::staff(role, account, office_id));
        users.push(User { role: role.to_string(), email: user.email, password, office: user.office });
    }
    Ok(Staff { users, actors })
}

fn email(mailbox: &str) -> String {
    format!("{mailbox}@santun.example")
}
