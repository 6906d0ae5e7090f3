//! What the people of a family do themselves, by the link in their hands: send papers, say whether the list of heirs is
//! right, object, withdraw, ask for fewer letters; at any hour, late, or never.

use santun::claim::{Actor, Claim, Command, Consent, FamilyLinkKind, Person};
use santun::desk::Asked;
use santun::law::heirs::Relation;
use santun::workflow::Role;

use crate::family;
use crate::office::{Office, is_ordinary};
use crate::people::{Ways, act_as, read, reason, take_as};
use crate::staff;

/// Those of the families who have a telephone in their hands today.
pub(crate) async fn look(office: &mut Office) {
    let open = "SELECT number AS text FROM claims WHERE ended = 0 AND workflow <> 'beasiswa' ORDER BY number";
    for number in office.probe.texts(open) {
        let ways = Ways::of(office.seed, &number);
        if ways.online && !ways.silent && office.dice.chance(30) {
            Box::pin(turn(office, &number, &ways)).await;
        }
    }
}

/// The widow, when she is recorded.
fn widow(claim: &Claim) -> Option<&Person> {
    claim.people.iter().find(|person| person.details.relation == Relation::Spouse)
}

/// One of them comes in and does what they came for.
async fn turn(office: &mut Office, number: &str, ways: &Ways) {
    let Some(claim) = read(office, number) else { return };
    let Some(widow) = widow(&claim) else { return };
    let Some(actor) = come_in(office, &claim, widow).await else { return };
    if ways.objects && office.dice.chance(10) {
        take_as(office, number, &actor, "dispute", reason("Adik almarhum merasa berhak.")).await;
        return;
    }
    if ways.end == Some("withdraw") && office.dice.chance(15) {
        take_as(office, number, &actor, "withdraw", reason("Kami tidak jadi.")).await;
        return;
    }
    if office.dice.chance(4) {
        let fewer = office.dice.chance(50);
        let _ = act_as(office, number, &actor, Command::ChooseLetters { person: widow.id, fewer }).await;
    }
    match claim.state.as_str() {
        "documents" => {
            let kind = *office.dice.pick(family::papers_of(&claim));
            family::receive(office, &claim, kind, None, &actor).await;
        }
        "heirs" | "assessment" => {
            let consent = if ways.objects { Consent::Objected } else { Consent::Given };
            let say = Command::RecordConsent { person: widow.id, consent, note: None };
            let _ = act_as(office, number, &actor, say).await;
        }
        _ => {}
    }
}

/// Lets a person of the family in: by the session that they have, or by a new link from the office.
async fn come_in(office: &mut Office, claim: &Claim, person: &Person) -> Option<Actor> {
    let number = claim.number.as_str();
    let which = office.any();
    let desk = office.desk(which);
    if let Some(token) = office.tokens.get(number) {
        if let Some(session) = desk.session(token).await.expect("a look at a session") {
            return Some(session.caller.actor);
        }
        office.tokens.remove(number);
        office.note(&format!("{number}: the session of {} is over", person.details.name));
    }
    let by = staff::pick(office, Role::Caseworker);
    let kind = *office.dice.pick(&[FamilyLinkKind::Printed, FamilyLinkKind::Sent]);
    office.threaten(which, 2, 2);
    let asked = Asked { thing: number, actor: &by, expected: None, lenient: false, key: None };
    let made = match desk.make_family_link(asked, person.id, kind).await {
        Ok(link) => desk.open_family_link(&link.token, "telepon").await,
        Err(error) => Err(error),
    };
    let died = office.bury(which);
    office.note(&format!("{number}: a link for {}: {}", person.details.name, made.is_ok()));
    match made {
        Ok(opened) => {
            office.tokens.insert(number.to_owned(), opened.token);
            Some(opened.session.caller.actor)
        }
        Err(error) => {
            assert!(died || is_ordinary(&error), "seed {}: {number}: a link: {error}", office.seed);
            None
        }
    }
}
