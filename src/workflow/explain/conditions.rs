//! Conditions in words: those that say where a step leads, and when a paper is wanted.

use super::super::condition::{Check, FactCheck};
use super::super::diagram::role;
use super::super::document::PersonCheck;
use super::super::fact::{FactKind, FactValue};
use super::super::names::{ActionName, FactName};
use super::markdown::{code, plain};
use super::page::Reader;

/// A condition of a claim.
pub(super) fn check(reader: &Reader<'_>, condition: &Check) -> String {
    let fixed = match condition {
        Check::All(checks) => return joined(reader, checks, reader.say(" dan ", " and ")),
        Check::Any(checks) => return joined(reader, checks, reader.say(" atau ", " or ")),
        Check::Not(denied) => return denial(reader, denied),
        Check::Answered(name) => return format!("{} {}", question(reader, name), reader.say("dijawab", "is answered")),
        Check::Fact(fact) => return compared(reader, fact),
        Check::Document(kind) => {
            let known = reader.procedure.documents.get(kind);
            let title = known.map_or_else(|| code(kind.as_str()), |document| reader.words(&document.title));
            return format!("{title} {}", reader.say("diterima", "is accepted"));
        }
        Check::ActorRole(who) => {
            return format!("{} {}", reader.say("oleh", "taken by a"), role(*who, reader.language));
        }
        Check::DifferentPersonThan(name) => {
            return format!(
                "{} {}",
                reader.say("bukan yang mengambil langkah", "not by whoever took"),
                step(reader, name)
            );
        }
        Check::Taken(name) => {
            return format!("{} {}", step(reader, name), reader.say("pernah diambil", "was taken before"));
        }
        Check::DocumentsComplete { .. } => ("surat lengkap", "the papers are complete"),
        Check::Covered => ("peserta aktif pada hari itu", "the person was insured on the day"),
        Check::HeirsSettled => ("ahli waris sudah jelas", "the heirs are settled"),
        Check::PayeesSettled => ("penerima sudah lengkap", "the payees are complete"),
        Check::BenefitComputable => ("santunan dapat dihitung", "a benefit can be worked out"),
        Check::BenefitStored => ("santunan sudah dihitung", "a benefit is stored"),
        Check::BenefitUnchanged => ("dasar penghitungan tidak berubah", "nothing the benefit rests on has changed"),
        Check::FurtherSchoolYear => ("masih ada tahun ajaran yang dapat dibayar", "a further school year may be paid"),
        Check::ScholarshipPlace(_) => ("ada tempat beasiswa untuk anak itu", "there is a scholarship for that child"),
        Check::NoDeliveryUnderWay => ("tidak ada pengiriman berjalan", "no delivery is under way"),
        Check::AlertsSettled(_) => ("peringatan sudah selesai", "the alerts are settled"),
        Check::Input(_) => ("isian diberikan", "it is filled in"),
        Check::InputNotInFuture(_) => ("tanggalnya mungkin", "the date is possible"),
    };
    reader.say(fixed.0, fixed.1).to_owned()
}

fn joined(reader: &Reader<'_>, checks: &[Check], word: &str) -> String {
    let part = |one: &Check| {
        let words = check(reader, one);
        if matches!(one, Check::All(_) | Check::Any(_)) { format!("({words})") } else { words }
    };
    checks.iter().map(part).collect::<Vec<_>>().join(word)
}

fn denial(reader: &Reader<'_>, denied: &Check) -> String {
    format!("{} ({})", reader.say("tidak", "not"), check(reader, denied))
}

fn step(reader: &Reader<'_>, name: &ActionName) -> String {
    let mut steps = reader.procedure.states.values().filter_map(|state| state.actions.get(name));
    let title = steps.next().map_or_else(|| code(name.as_str()), |action| reader.words(&action.title));
    format!("\u{201c}{title}\u{201d}")
}

fn question(reader: &Reader<'_>, name: &FactName) -> String {
    let title = reader.procedure.facts.get(name).map_or_else(|| code(name.as_str()), |fact| reader.words(&fact.title));
    format!("\u{201c}{title}\u{201d}")
}

fn compared(reader: &Reader<'_>, fact: &FactCheck) -> String {
    let listed = |values: Vec<&FactValue>| {
        let words: Vec<String> = values.into_iter().map(|one| value(reader, &fact.name, one)).collect();
        words.join(reader.say(" atau ", " or "))
    };
    let equal: Vec<&FactValue> = fact.is.iter().chain(&fact.one_of).collect();
    let mut parts = Vec::new();
    if !equal.is_empty() {
        parts.push(format!(": {}", listed(equal)));
    }
    for (bound, sign) in [(&fact.at_least, "\u{2265}"), (&fact.at_most, "\u{2264}")] {
        parts.extend(bound.as_ref().map(|bound| format!(" {sign} {}", value(reader, &fact.name, bound))));
    }
    format!("{}{}", question(reader, &fact.name), parts.join(","))
}

/// A value as the form shows it: the label of an option, not its word.
fn value(reader: &Reader<'_>, name: &FactName, value: &FactValue) -> String {
    match (value, reader.procedure.facts.get(name).map(|fact| &fact.kind)) {
        (FactValue::Text(word), Some(FactKind::Choice(options))) => {
            options.get(word).map_or_else(|| plain(word), |label| reader.words(label))
        }
        (FactValue::Text(words), _) => plain(words),
        (FactValue::Boolean(true), _) => reader.say("ya", "yes").to_owned(),
        (FactValue::Boolean(false), _) => reader.say("tidak", "no").to_owned(),
        (FactValue::Integer(number), _) => number.to_string(),
        (FactValue::Date(date), _) => date.to_string(),
        (FactValue::Table(rows), _) => format!("{} {}", rows.len(), reader.say("baris", "rows")),
    }
}

/// A condition of a person.
pub(super) fn person(reader: &Reader<'_>, condition: &PersonCheck) -> String {
    let (holds, id, en) = match condition {
        PersonCheck::Relation(words) => {
            let words: Vec<String> = words.iter().map(|word| relation(reader, word)).collect();
            return words.join(reader.say(" atau ", " or "));
        }
        PersonCheck::Alive(holds) => (holds, "hidup", "alive"),
        PersonCheck::Divorced(holds) => (holds, "bercerai", "divorced"),
        PersonCheck::Adopted(holds) => (holds, "diangkat", "adopted"),
        PersonCheck::Minor(holds) => (holds, "di bawah 18 tahun", "under 18"),
        PersonCheck::Payee(holds) => (holds, "penerima uang", "paid"),
        PersonCheck::Heir(holds) => (holds, "ahli waris", "an heir"),
        PersonCheck::NeedsGuardianDecree(holds) => {
            (holds, "memerlukan penetapan wali", "in need of a guardian by decree")
        }
    };
    let words = reader.say(id, en);
    if *holds { words.to_owned() } else { format!("{} {words}", reader.say("bukan atau tidak", "not")) }
}

/// A word of the heir order as people say it.
fn relation(reader: &Reader<'_>, word: &str) -> String {
    let (id, en) = match word {
        "participant" => ("peserta", "the insured person"),
        "spouse" => ("suami atau istri", "a spouse"),
        "child" => ("anak", "a child"),
        "parent" => ("orang tua", "a parent"),
        "grandparent" => ("kakek atau nenek", "a grandparent"),
        "grandchild" => ("cucu", "a grandchild"),
        "sibling" => ("saudara kandung", "a sibling"),
        "parent_in_law" => ("mertua", "a parent-in-law"),
        "testamentary" => ("yang ditunjuk wasiat", "named in a will"),
        "funeral_payer" => ("pengurus pemakaman", "the one who arranged the burial"),
        "other" => ("kerabat lain", "another relation"),
        _ => return plain(word),
    };
    reader.say(id, en).to_owned()
}
