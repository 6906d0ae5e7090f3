//! Who of the family gets a link, and who comes in by one.

use super::desk::{CLAIM, Desk, NOBODY, details, rina, verify};
use crate::claim::{Actor, Command, Event, FamilyLinkKind, PersonDetails, PersonId, VerificationStatus};
use crate::law::heirs::Relation;
use crate::workflow::Role;

fn make(person: PersonId) -> Command {
    Command::MakeFamilyLink { person, kind: FamilyLinkKind::Sent }
}

fn heir(person: PersonId) -> Actor {
    Actor { role: Role::Heir, user: None, office: None, heir: Some((CLAIM, person)) }
}

#[test]
fn a_grown_up_who_lives_gets_a_link_and_nobody_else() {
    let siti = || details("siti", Relation::Spouse, Some("1985-02-14"));
    for (person, answer) in [
        (siti(), "family_link_made"),
        (PersonDetails { birth_date: None, ..siti() }, "family_link_made"),
        (PersonDetails { alive: Some(true), ..siti() }, "family_link_made"),
        (PersonDetails { alive: Some(false), ..siti() }, "refused: person_died"),
        (PersonDetails { died_after: Some(true), ..siti() }, "refused: person_died"),
        (PersonDetails { died_after: Some(false), suspected: Some(true), ..siti() }, "family_link_made"),
        (PersonDetails { unborn: Some(true), birth_date: None, ..siti() }, "refused: person_minor"),
        (details("budi", Relation::Child, Some("2007-11-03")), "family_link_made"),
        (details("budi", Relation::Child, Some("2007-11-04")), "refused: person_minor"),
    ] {
        let mut desk = Desk::opened();
        let id = desk.add(person.clone());
        assert_eq!(desk.answer(&rina(), &make(id)), answer, "{person:?}");
        // What is known of them may have changed since the link was made: the same rule is asked again.
        let opened = if answer == "family_link_made" { "family_link_opened" } else { answer };
        assert_eq!(desk.answer(&heir(id), &Command::OpenFamilyLink { person: id }), opened, "{person:?}");
    }
    assert_eq!(Desk::opened().answer(&rina(), &make(NOBODY)), "unknown person");
}

#[test]
fn whoever_was_refused_comes_in_no_more() {
    let mut desk = Desk::opened();
    let siti = desk.add(details("siti", Relation::Spouse, None));
    desk.does(
        &rina(),
        &Command::VerifyPerson {
            person: siti,
            verdict: VerificationStatus::Refused,
            reason: Some("Bukan istri.".to_owned()),
            note: None,
        },
    );
    assert_eq!(desk.answer(&rina(), &make(siti)), "refused: person_refused");
    assert_eq!(desk.answer(&heir(siti), &Command::OpenFamilyLink { person: siti }), "refused: person_refused");
    desk.does(&rina(), &verify(siti, VerificationStatus::Confirmed));
    assert_eq!(desk.answer(&rina(), &make(siti)), "family_link_made");
}

#[test]
fn a_printed_link_is_good_for_longer_and_changes_nothing_but_the_version() {
    for (kind, hours, on_paper) in [(FamilyLinkKind::Printed, 14 * 24, true), (FamilyLinkKind::Sent, 72, false)] {
        let mut desk = Desk::opened();
        let siti = desk.add(details("siti", Relation::Spouse, None));
        let before = desk.claim.clone();
        let events = desk.does(&rina(), &Command::MakeFamilyLink { person: siti, kind });
        let [Event::FamilyLinkMade { person, expires_at, printed }] = events.as_slice() else { panic!("{events:?}") };
        assert_eq!((*person, (*expires_at - desk.now).num_hours(), *printed), (siti, hours, on_paper));
        let after = crate::claim::Claim { version: before.version, updated_at: before.updated_at, ..desk.claim };
        assert_eq!(after, before);
    }
}

#[test]
fn who_asks_by_an_old_link_gets_a_short_one_for_themselves() {
    let mut desk = Desk::opened();
    let siti = desk.add(details("siti", Relation::Spouse, None));
    let ani = desk.add(details("ani", Relation::Child, Some("1999-01-01")));
    let renew = |person| Command::MakeFamilyLink { person, kind: FamilyLinkKind::Renewed };
    assert_eq!(desk.answer(&heir(siti), &make(siti)), "role");
    assert_eq!(desk.answer(&heir(ani), &renew(siti)), "role");
    assert_eq!(desk.answer(&rina(), &renew(siti)), "role");
    let events = desk.does(&heir(siti), &renew(siti));
    let [Event::FamilyLinkMade { person, expires_at, printed }] = events.as_slice() else { panic!("{events:?}") };
    assert_eq!((*person, (*expires_at - desk.now).num_minutes(), *printed), (siti, 30, false));
    let mut closed = Desk::at("closed");
    let siti = closed.person("siti");
    assert_eq!(closed.answer(&heir(siti), &renew(siti)), "refused: claim_closed");
}

#[test]
fn nobody_opens_the_link_of_another() {
    let mut desk = Desk::opened();
    let siti = desk.add(details("siti", Relation::Spouse, None));
    let ani = desk.add(details("ani", Relation::Child, Some("1999-01-01")));
    let open = Command::OpenFamilyLink { person: siti };
    assert_eq!(desk.answer(&heir(ani), &open), "role");
    assert_eq!(desk.answer(&rina(), &open), "role");
    assert_eq!(desk.answer(&Actor { heir: None, ..heir(siti) }, &open), "unknown claim");
    assert_eq!(desk.answer(&heir(siti), &open), "family_link_opened");
}

#[test]
fn after_the_end_no_link_is_made_and_one_from_before_is_opened() {
    let mut desk = Desk::at("closed");
    let siti = desk.person("siti");
    assert_eq!(desk.answer(&rina(), &make(siti)), "refused: claim_closed");
    assert_eq!(desk.answer(&heir(siti), &Command::OpenFamilyLink { person: siti }), "family_link_opened");
}
