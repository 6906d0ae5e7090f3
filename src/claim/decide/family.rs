//! Links by which a person of the family comes in: who gets one, and who may still come in.

use crate::law::Text;

use super::super::command::FamilyLinkKind;
use super::super::event::Event;
use super::super::ids::PersonId;
use super::super::parts::{Person, VerificationStatus};
use super::super::refusal::Refused;
use super::super::required::is_minor;
use super::super::situation::Situation;
use super::super::state::Claim;

/// Makes a link for a person.
pub(super) fn make_link(
    situation: &Situation<'_>,
    claim: &Claim,
    id: PersonId,
    kind: FamilyLinkKind,
) -> Result<Vec<Event>, Refused> {
    let person = claim.person(id).ok_or(Refused::Unknown { what: "person" })?;
    may_come_in(claim, person)?;
    let expires_at = situation.now + kind.good_for();
    Ok(vec![Event::FamilyLinkMade { person: id, expires_at, printed: kind == FamilyLinkKind::Printed }])
}

/// A person opens their link. Whether the link is good is not the claim's to know: the ledger refuses one that is not.
pub(super) fn open_link(claim: &Claim, id: PersonId) -> Result<Vec<Event>, Refused> {
    let person = claim.person(id).ok_or(Refused::Unknown { what: "person" })?;
    may_come_in(claim, person)?;
    Ok(vec![Event::FamilyLinkOpened { person: id }])
}

/// A person says which letters they want; what they have said before changes nothing.
pub(super) fn choose_letters(claim: &Claim, id: PersonId, fewer: bool) -> Result<Vec<Event>, Refused> {
    let person = claim.person(id).ok_or(Refused::Unknown { what: "person" })?;
    Ok(if person.fewer_letters == fewer { Vec::new() } else { vec![Event::LettersChosen { person: id, fewer }] })
}

/// Whether a person may see their claim by a link of their own. It is asked whenever they come, for what is known of
/// them may have changed since the link was made.
///
/// # Errors
/// [`Refused::Rules`]: they have died, are under age, or were found not to belong to this claim.
pub fn may_come_in(claim: &Claim, person: &Person) -> Result<(), Refused> {
    if !person.details.lives() {
        return Err(Refused::rule(
            "person_died",
            Text::new("Orang ini tercatat meninggal.", "This person is recorded as dead."),
            "office",
            Text::new("Pilih ahli waris lain, atau perbaiki datanya.", "Choose another heir, or correct the record."),
        ));
    }
    if is_minor(claim, person) {
        return Err(Refused::rule(
            "person_minor",
            Text::new(
                "Orang ini belum 18 tahun pada hari kejadian, atau belum lahir.",
                "This person was under 18 on the day of the event, or is not born yet.",
            ),
            "office",
            Text::new("Buat tautan untuk walinya.", "Make the link for their guardian."),
        ));
    }
    if person.verification.status == VerificationStatus::Refused {
        return Err(Refused::rule(
            "person_refused",
            Text::new(
                "Orang ini sudah diperiksa dan tidak diakui dalam klaim ini.",
                "This person was checked and is not accepted in this claim.",
            ),
            "office",
            Text::new("Periksa lagi bila itu keliru.", "Verify them again if that was a mistake."),
        ));
    }
    Ok(())
}
