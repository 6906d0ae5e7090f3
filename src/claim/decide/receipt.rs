//! Whether the money has arrived: the last word on a claim is that of whoever was to be paid.

use serde_json::json;

use crate::law::Text;

use super::super::event::Event;
use super::super::ids::PersonId;
use super::super::parts::{SettlementOutcome, Severity};
use super::super::refusal::Refused;
use super::super::state::Claim;
use super::{alerts, inputs};

/// The finding that keeps a claim from being closed over money that has not arrived.
const NOT_ARRIVED: &str = "money_not_arrived";

/// Characters of how the office was told.
const NOTE_MAX: usize = 1000;

/// A person says whether the money sent to their account has arrived. That it has not is a finding for the office; that
/// it has settles it. What they have said before changes nothing.
pub(super) fn say(claim: &Claim, id: PersonId, arrived: bool, note: Option<&str>) -> Result<Vec<Event>, Refused> {
    claim.person(id).ok_or(Refused::Unknown { what: "person" })?;
    if !claim.is_paid_into(id) {
        return Err(Refused::rule(
            "nothing_paid",
            Text::new(
                "Belum ada uang yang dikirim ke rekening orang ini.",
                "No money has been sent to this person's account yet.",
            ),
            "office",
            Text::new("Tunggu kabar bahwa sudah dibayar.", "Wait until it is paid."),
        ));
    }
    if claim.receipt(id).is_some_and(|said| said.arrived == arrived) {
        return Ok(Vec::new());
    }
    let note = note.map(|note| inputs::words("note", note, NOTE_MAX)).transpose()?;
    let evidence = json!({ "person": id });
    let mut events = vec![Event::ReceiptSaid { person: id, arrived, note }];
    if arrived {
        let open = claim.open_alerts().filter(|alert| alert.kind == NOT_ARRIVED && alert.evidence == evidence);
        events.extend(open.map(|alert| Event::AlertSettled {
            alert: alert.id,
            outcome: SettlementOutcome::Corrected,
            note: "Penerima: uang sudah masuk. / The receiver says that the money has arrived.".to_owned(),
        }));
    } else {
        events.extend(alerts::raise(claim, NOT_ARRIVED, Severity::Warning, &evidence));
    }
    Ok(events)
}
