//! Notes, contacts, assignment, office.

use crate::law::Text;

use super::super::event::Event;
use super::super::ids::{AccountId, OfficeId};
use super::super::parts::Contact;
use super::super::refusal::Refused;
use super::super::state::Claim;
use super::inputs::words;

/// Writes a note.
pub(super) fn add(text: &str, contact: Option<&Contact>) -> Result<Vec<Event>, Refused> {
    let text = words("text", text, 10_000)?;
    let contact = contact
        .map(|contact| {
            Ok(Contact {
                channel: words("contact.channel", &contact.channel, 40)?,
                with: words("contact.with", &contact.with, 200)?,
            })
        })
        .transpose()?;
    Ok(vec![Event::NoteAdded { text, contact }])
}

/// Assigns the claim; assigning it to whoever has it already changes nothing.
pub(super) fn assign(claim: &Claim, user: Option<AccountId>) -> Vec<Event> {
    if claim.assignee == user { Vec::new() } else { vec![Event::Assigned { user }] }
}

/// Moves the claim to another office.
pub(super) fn move_office(claim: &Claim, office: OfficeId, reason: &str) -> Result<Vec<Event>, Refused> {
    let reason = words("reason", reason, 2000)?;
    if claim.office == office {
        return Err(Refused::field(
            "office",
            "unchanged",
            Text::new("Klaim ini sudah di kantor itu.", "The claim is at that office already."),
        ));
    }
    Ok(vec![Event::OfficeChanged { office, reason }])
}
