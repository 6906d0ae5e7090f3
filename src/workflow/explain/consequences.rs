//! What follows from a step, in words.

use super::super::state::{Consequence, Outcome};
use super::markdown::code;
use super::page::Reader;

/// One consequence.
pub(super) fn consequence(reader: &Reader<'_>, consequence: &Consequence) -> String {
    let fixed = match consequence {
        Consequence::ComputeBenefit => ("santunan dihitung dan disimpan", "the benefit is worked out and stored"),
        Consequence::HandOver => ("penyerahan ke penanggung diantrekan", "the hand-over to the insurer is queued"),
        Consequence::CancelHandOver => ("penyerahan yang mengantre dibatalkan", "a queued hand-over is taken back"),
        Consequence::MatchPayments => (
            "hanya bila pembayaran sama dengan santunan; bila tidak, ada peringatan",
            "only if the payments add up to the benefit; otherwise an alert is raised",
        ),
        Consequence::SettlePart => ("bagian yang dibayar dicatat", "the part that was paid is remembered"),
        Consequence::OpenScholarships => (
            "klaim beasiswa dibuka untuk setiap anak yang berhak",
            "a scholarship claim is opened for every child who has earned one",
        ),
        Consequence::OpenScholarshipOf(_) => {
            ("klaim beasiswa dibuka untuk anak itu", "a scholarship claim is opened for that child")
        }
        Consequence::RecordObjection => ("keberatan orang itu dicatat", "the objection of that person is recorded"),
        Consequence::Outcome(None) => ("hasil sebelumnya dicabut", "an earlier outcome is taken back"),
        Consequence::Outcome(Some(outcome)) => return ended(reader, *outcome),
        Consequence::OpenClaim(name) => {
            return format!("{} {}", reader.say("klaim dibuka:", "a claim is opened:"), code(name.as_str()));
        }
        Consequence::RenewDocuments(kinds) => {
            let titles = kinds.iter().map(|kind| {
                let known = reader.procedure.documents.get(kind);
                known.map_or_else(|| code(kind.as_str()), |document| reader.words(&document.title))
            });
            let titles = titles.collect::<Vec<_>>().join(", ");
            return format!("{} {titles}", reader.say("surat baru diminta:", "new papers are wanted:"));
        }
        Consequence::AskAgain(names) => {
            let titles = names.iter().map(|name| {
                let known = reader.procedure.facts.get(name);
                known.map_or_else(|| code(name.as_str()), |fact| reader.words(&fact.title))
            });
            let titles = titles.collect::<Vec<_>>().join(" ");
            return format!("{} {titles}", reader.say("ditanya lagi:", "asked again:"));
        }
    };
    reader.say(fixed.0, fixed.1).to_owned()
}

fn ended(reader: &Reader<'_>, outcome: Outcome) -> String {
    let word = match outcome {
        Outcome::Paid => reader.say("dibayar", "paid"),
        Outcome::Rejected => reader.say("ditolak", "refused"),
        Outcome::Withdrawn => reader.say("ditarik", "withdrawn"),
        Outcome::Lapsed => reader.say("lewat waktu", "lapsed"),
        Outcome::Reclassified => reader.say("dilanjutkan sebagai klaim lain", "goes on as another claim"),
    };
    format!("{} {word}", reader.say("hasil:", "outcome:"))
}
