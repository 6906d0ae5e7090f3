//! What others changed while somebody wrote: who and what, so that nobody overwrites what they have not seen.

use std::collections::BTreeSet;

use crate::desk::ChangeNote;
use crate::law::Text;

/// The words for a form that was made from an older version.
pub(super) fn told(changes: &[ChangeNote]) -> Text {
    let who: BTreeSet<&str> = changes.iter().filter_map(|change| change.name.as_deref()).collect();
    let mut what: Vec<Text> = Vec::new();
    for change in changes.iter().filter_map(|change| thing(&change.kind)) {
        if !what.contains(&change) {
            what.push(change);
        }
    }
    let who = who.into_iter().collect::<Vec<_>>().join(", ");
    let list = |get: fn(&Text) -> &str| what.iter().map(get).collect::<Vec<_>>().join(", ");
    let (by_id, by_en) =
        if who.is_empty() { ("orang lain".to_owned(), "somebody else".to_owned()) } else { (who.clone(), who) };
    let (what_id, what_en) = (list(|text| &text.id), list(|text| &text.en));
    let of = |what: String| if what.is_empty() { String::new() } else { format!(": {what}") };
    Text::new(
        format!(
            "Sejak Anda membukanya, klaim ini diubah {by_id}{}. Tulisan Anda aman di bawah. Periksa, lalu kirim lagi bila masih perlu.",
            of(what_id)
        ),
        format!(
            "Since you opened it, this claim was changed by {by_en}{}. What you wrote is safe below. Look again, then send it if it is still wanted.",
            of(what_en)
        ),
    )
}

/// What an event changed, in few words; nothing for what only follows from another.
fn thing(kind: &str) -> Option<Text> {
    let (id, en) = match kind {
        "document_received" => ("surat masuk", "a paper came"),
        "document_reviewed" | "documents_waived" => ("surat diperiksa", "a paper was reviewed"),
        "document_withdrawn" => ("surat ditarik", "a paper was taken back"),
        "person_added" | "person_changed" | "person_verified" => ("data keluarga", "the family"),
        "payees_set" => ("penerima uang", "the payees"),
        "facts_changed" => ("keterangan peristiwa", "facts of the event"),
        "benefit_assessed" => ("jumlah santunan", "the benefit"),
        "note_added" => ("catatan", "a note"),
        "assigned" => ("petugas", "who works on it"),
        "office_changed" => ("kantor", "the office"),
        "alert_settled" => ("peringatan", "an alert"),
        "action_taken" => ("langkah klaim", "a step of the claim"),
        "payments_recorded" | "hand_over_received" | "hand_over_ended" | "hand_over_queued" | "hand_over_cancelled" => {
            ("BPJS Ketenagakerjaan", "the insurer")
        }
        "clock_suspended" | "clock_resumed" | "deadline_extended" => ("batas waktu", "the deadline"),
        "letters_chosen" => ("surat untuk keluarga", "letters to the family"),
        "family_link_made" | "family_link_opened" => ("tautan keluarga", "a link of the family"),
        _ => return None,
    };
    Some(Text::new(id, en))
}

#[cfg(test)]
mod tests {
    use chrono::DateTime;

    use super::told;
    use crate::desk::ChangeNote;

    #[test]
    fn who_and_what_are_named_once() {
        let note = |name: Option<&str>, kind: &str| ChangeNote {
            seq: 1,
            at: DateTime::UNIX_EPOCH,
            actor: "caseworker".to_owned(),
            kind: kind.to_owned(),
            name: name.map(str::to_owned),
        };
        let said = told(&[
            note(Some("Budi"), "payees_set"),
            note(Some("Budi"), "payees_set"),
            note(None, "alert_raised"),
            note(Some("Sari"), "note_added"),
        ]);
        assert!(said.en.contains("changed by Budi, Sari: the payees, a note."), "{}", said.en);
        assert!(said.id.contains("diubah Budi, Sari: penerima uang, catatan."), "{}", said.id);
        assert!(told(&[]).id.contains("diubah orang lain."));
    }
}
