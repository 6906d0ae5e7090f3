//! Who of a family hears from the desk, and by which way.

use crate::law::Language;

use super::decide::may_come_in;
use super::entitled::heirs;
use super::ids::PersonId;
use super::parts::Person;
use super::situation::Situation;
use super::state::Claim;

/// Somebody of the family whom letters are for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Correspondent {
    /// The recorded person; none for who reported the event, while nobody of the family is recorded.
    pub person: Option<PersonId>,
    /// Their name.
    pub name: String,
    /// Their e-mail address.
    pub email: Option<String>,
    /// Their telephone.
    pub phone: Option<String>,
    /// The language of their letters.
    pub language: Language,
    /// Whether they asked for no more letters than must be.
    pub fewer_letters: bool,
}

impl Correspondent {
    /// Somebody of the family as recorded.
    pub fn of_family(person: &Person) -> Self {
        let details = &person.details;
        Self {
            person: Some(person.id),
            name: details.name.clone(),
            email: details.email.clone(),
            phone: details.phone.clone(),
            language: details.language.unwrap_or_default(),
            fewer_letters: person.fewer_letters,
        }
    }

    /// Who reported the event, whose language nobody has asked for.
    pub fn reporter(claim: &Claim) -> Self {
        let reporter = &claim.reporter;
        Self {
            person: None,
            name: reporter.name.clone(),
            email: reporter.email.clone(),
            phone: reporter.phone.clone(),
            language: Language::default(),
            fewer_letters: false,
        }
    }
}

/// Whom the letters of a claim are for, the main one first: who receives the money, else who is entitled or acts for
/// them, else anybody of the family who may come in, else who reported the event.
///
/// Under age nobody is written to; their guardian is.
pub fn correspondents(situation: &Situation<'_>, claim: &Claim) -> Vec<Correspondent> {
    let mut found: Vec<Correspondent> = Vec::new();
    for id in payees(claim).chain(entitled(situation, claim)).chain(anybody(claim)) {
        let person = claim.person(id).filter(|person| may_come_in(claim, person).is_ok());
        let Some(person) = person.filter(|_| found.iter().all(|known| known.person != Some(id))) else { continue };
        found.push(Correspondent::of_family(person));
    }
    if found.is_empty() {
        found.push(Correspondent::reporter(claim));
    }
    found
}

/// Those into whose accounts the money goes.
fn payees(claim: &Claim) -> impl Iterator<Item = PersonId> {
    claim.payees.iter().map(|payee| payee.account_of)
}

/// Who is entitled; for those under age, who acts for them.
fn entitled(situation: &Situation<'_>, claim: &Claim) -> Vec<PersonId> {
    let Ok(determination) = heirs(situation, claim) else { return Vec::new() };
    let find = |id: &str| claim.people.iter().find(|person| person.id.to_string() == id).map(|person| person.id);
    let of_heir = |heir: &crate::law::heirs::Heir| {
        let recorded = find(&heir.id)?;
        let guardian = heir.guardian.as_ref().and_then(|guardian| find(guardian.id.as_deref()?));
        if heir.guardian_required { guardian.or(claim.person(recorded)?.details.guardian) } else { Some(recorded) }
    };
    determination.heirs.iter().filter_map(of_heir).collect()
}

/// Anybody, once nobody is known to be entitled: only the first, so that not the whole family is written to.
fn anybody(claim: &Claim) -> Option<PersonId> {
    let known = claim.people.iter().find(|person| may_come_in(claim, person).is_ok());
    known.filter(|_| claim.payees.is_empty()).map(|person| person.id)
}
