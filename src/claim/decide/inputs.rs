//! What is filled in when a step is taken, read as the types that the procedure names.

use std::collections::BTreeMap;

use chrono::{DateTime, NaiveDate};
use serde::de::DeserializeOwned;
use serde_json::Value;

use crate::law::clock::jakarta_date;
use crate::law::{FieldError, Text};
use crate::workflow::{Action, DocumentKind, InputKind, InputName, InputSpec, Per, Procedure, RequiredWhen};

use super::super::actor::Actor;
use super::super::ids::{DocumentId, PersonId};
use super::super::parts::{DocumentStatus, Payment, Reason, Waiver};
use super::super::refusal::Refused;
use super::super::situation::Situation;
use super::super::state::Claim;

/// Inputs as given and, where a rule needs them, as read.
#[derive(Clone, Debug, Default)]
pub(crate) struct Inputs {
    /// As they stand in the history.
    pub(crate) given: BTreeMap<InputName, Value>,
    /// Dates among them.
    pub(crate) dates: BTreeMap<InputName, NaiveDate>,
    /// What the insurer paid.
    pub(crate) payments: Vec<Payment>,
    /// Required papers to be done without.
    pub(crate) waivers: Vec<Waiver>,
}

impl Inputs {
    /// Whether an input is given: true, or not empty.
    pub(crate) fn has(&self, name: &InputName) -> bool {
        match self.given.get(name) {
            None | Some(Value::Null | Value::Bool(false)) => false,
            Some(Value::String(text)) => !text.trim().is_empty(),
            Some(Value::Array(items)) => !items.is_empty(),
            Some(_) => true,
        }
    }

    /// The recorded person that an input names.
    pub(crate) fn person(&self, name: &InputName) -> Option<PersonId> {
        self.given.get(name)?.as_str()?.parse().ok().map(PersonId)
    }

    /// The words of an input.
    pub(crate) fn text(&self, name: &str) -> Option<&str> {
        self.given.get(name)?.as_str()
    }
}

/// Reads the inputs of a step; every wrong or missing one is reported at once.
pub(crate) fn read(
    situation: &Situation<'_>,
    claim: &Claim,
    actor: &Actor,
    action: &Action,
    given: &BTreeMap<InputName, Value>,
    by_hand: bool,
) -> Result<Inputs, Refused> {
    let mut inputs = Inputs::default();
    let mut errors = Vec::new();
    for (name, value) in given {
        match action.inputs.get(name) {
            None => errors.push(unknown(name, action)),
            Some(spec) if value.is_null() || forbidden(spec, actor) => {
                if !value.is_null() {
                    errors.push(not_yours(name));
                }
            }
            Some(spec) => match one(situation, claim, &mut inputs, name, spec, value) {
                Ok(()) => {
                    inputs.given.insert(name.clone(), value.clone());
                }
                Err(message) => errors.push(FieldError::new(name.as_str(), "wrong_value", message)),
            },
        }
    }
    for (name, spec) in &action.inputs {
        let needed = match spec.required {
            RequiredWhen::Always => !forbidden(spec, actor),
            RequiredWhen::ByHand => by_hand,
            RequiredWhen::Never => false,
        };
        let reported = errors.iter().any(|error| error.field == name.as_str());
        if needed && !inputs.has(name) && !reported {
            errors.push(missing(name, spec));
        }
    }
    if errors.is_empty() { Ok(inputs) } else { Err(Refused::Invalid(errors)) }
}

fn forbidden(spec: &InputSpec, actor: &Actor) -> bool {
    !spec.by.is_empty() && !spec.by.iter().any(|role| actor.role.covers(*role))
}

fn one(
    situation: &Situation<'_>,
    claim: &Claim,
    inputs: &mut Inputs,
    name: &InputName,
    spec: &InputSpec,
    value: &Value,
) -> Result<(), Text> {
    match &spec.kind {
        InputKind::Text => short_text(value),
        InputKind::Boolean => {
            value.as_bool().map(|_| ()).ok_or_else(|| Text::new("Isi true atau false.", "Give true or false."))
        }
        InputKind::Date => {
            let date = value.as_str().and_then(|text| text.parse().ok());
            let date: NaiveDate =
                date.ok_or_else(|| Text::new("Isi tanggal TTTT-BB-HH.", "Give a date YYYY-MM-DD."))?;
            inputs.dates.insert(name.clone(), date);
            Ok(())
        }
        InputKind::Choice(options) => {
            let known = value.as_str().is_some_and(|word| options.contains_key(word));
            let words = options.keys().cloned().collect::<Vec<_>>().join(", ");
            if known {
                Ok(())
            } else {
                Err(Text::new(format!("Pilih salah satu: {words}."), format!("Choose one of: {words}.")))
            }
        }
        InputKind::Document(kinds) => accepted_document(claim, kinds, value),
        InputKind::Person(relations) => recorded_person(claim, relations, value),
        InputKind::Payments => {
            inputs.payments = list::<Payment>(value, "{person, amount, paid_at, reference}")?;
            check_payments(claim, &inputs.payments, situation.today())
        }
        InputKind::Reasons => list::<Reason>(value, "{code, text}").map(|_| ()),
        InputKind::Waivers => {
            inputs.waivers = list::<Waiver>(value, "{kind, person?, reason}")?;
            inputs.waivers.iter().try_for_each(|waiver| check_waiver(situation.procedure, claim, waiver))
        }
    }
}

fn short_text(value: &Value) -> Result<(), Text> {
    match value.as_str() {
        Some(text) if text.chars().count() <= 2000 => Ok(()),
        _ => Err(Text::new("Isi kata-kata, paling banyak 2.000 huruf.", "Give words, at most 2,000 characters.")),
    }
}

fn list<T: DeserializeOwned>(value: &Value, shape: &str) -> Result<Vec<T>, Text> {
    serde_json::from_value(value.clone()).map_err(|error| {
        Text::new(format!("Isi daftar {shape}: {error}."), format!("Give a list of {shape}: {error}."))
    })
}

/// A waiver says which paper of this procedure, of whom in this claim, and why.
fn check_waiver(procedure: &Procedure, claim: &Claim, waiver: &Waiver) -> Result<(), Text> {
    if waiver.reason.trim().is_empty() {
        return Err(Text::new("Setiap pengecualian perlu alasan.", "Every waiver needs a reason."));
    }
    let Some(spec) = procedure.documents.get(&waiver.kind) else {
        return Err(Text::new(
            format!("Jenis surat {} tidak dikenal.", waiver.kind),
            format!("There is no kind of document {}.", waiver.kind),
        ));
    };
    let whose = match (spec.per, waiver.person) {
        (per, None) => per == Per::Claim,
        (per, Some(person)) => (per == Per::Person || !spec.required_of.is_empty()) && claim.person(person).is_some(),
    };
    if whose {
        return Ok(());
    }
    Err(Text::new(
        format!("Isi person untuk {} milik seseorang di klaim ini; kosongkan untuk surat klaim.", waiver.kind),
        format!("For {}, give the person of this claim it belongs to; none for a paper of the claim.", waiver.kind),
    ))
}

/// The day of a payment in Asia/Jakarta, from a date or a moment.
fn paid_on(payment: &Payment) -> Option<NaiveDate> {
    let text = &payment.paid_at;
    let moment = || DateTime::parse_from_rfc3339(text).ok().map(|moment| jakarta_date(moment.to_utc()));
    text.parse().ok().or_else(moment)
}

fn check_payments(claim: &Claim, payments: &[Payment], today: NaiveDate) -> Result<(), Text> {
    if let Some(payment) = payments.iter().find(|payment| payment.amount.0 <= 0) {
        return Err(Text::new(
            format!("Jumlah {} tidak mungkin.", payment.amount.0),
            format!("An amount of {} is not possible.", payment.amount.0),
        ));
    }
    if let Some(payment) = payments.iter().find(|payment| paid_on(payment).is_none()) {
        return Err(Text::new(
            format!("paid_at `{}` bukan tanggal TTTT-BB-HH atau saat RFC 3339.", payment.paid_at),
            format!("paid_at `{}` is no date YYYY-MM-DD and no moment of RFC 3339.", payment.paid_at),
        ));
    }
    let possible = |payment: &&Payment| paid_on(payment).is_some_and(|on| claim.event.date <= on && on <= today);
    if let Some(payment) = payments.iter().find(|payment| !possible(payment)) {
        return Err(Text::new(
            format!("paid_at {} belum terjadi, atau sebelum peristiwanya.", payment.paid_at),
            format!("paid_at {} is in the future, or before the event.", payment.paid_at),
        ));
    }
    match payments.iter().find(|payment| claim.person(payment.person).is_none()) {
        None => Ok(()),
        Some(payment) => Err(Text::new(
            format!("Orang {} tidak ada di klaim ini.", payment.person),
            format!("Person {} is not in this claim.", payment.person),
        )),
    }
}

fn accepted_document(claim: &Claim, kinds: &[DocumentKind], value: &Value) -> Result<(), Text> {
    let names = kinds.iter().map(DocumentKind::as_str).collect::<Vec<_>>().join(", ");
    let id = value.as_str().and_then(|text| text.parse().ok()).map(DocumentId);
    let found = id.and_then(|id| claim.document(id));
    match found {
        Some(document) if kinds.contains(&document.kind) && document.status == DocumentStatus::Accepted => Ok(()),
        Some(document) if kinds.contains(&document.kind) => Err(Text::new(
            "Surat itu belum diterima pemeriksa; periksa dulu.",
            "That document is not accepted yet; review it first.",
        )),
        _ => Err(Text::new(
            format!("Isi id surat yang sudah diterima, jenis: {names}."),
            format!("Give the id of an accepted document of kind: {names}."),
        )),
    }
}

fn recorded_person(claim: &Claim, relations: &[String], value: &Value) -> Result<(), Text> {
    let id = value.as_str().and_then(|text| text.parse().ok()).map(PersonId);
    let person = id.and_then(|id| claim.person(id));
    let fits = |word: &str| relations.is_empty() || relations.iter().any(|relation| relation == word);
    match person {
        Some(person) if fits(person.details.relation.as_str()) => Ok(()),
        _ => {
            let words = relations.join(", ");
            Err(Text::new(
                format!("Isi id orang yang tercatat di klaim ini: {words}."),
                format!("Give the id of a person recorded in this claim: {words}."),
            ))
        }
    }
}

fn unknown(name: &InputName, action: &Action) -> FieldError {
    let known = action.inputs.keys().map(InputName::as_str).collect::<Vec<_>>().join(", ");
    let known = if known.is_empty() { "-".to_owned() } else { known };
    FieldError::new(
        name.as_str(),
        "unknown_field",
        Text::new(format!("Tidak dikenal. Yang ada: {known}."), format!("Not known. There are: {known}.")),
    )
}

fn not_yours(name: &InputName) -> FieldError {
    FieldError::new(
        name.as_str(),
        "not_for_your_role",
        Text::new("Hanya pengawas yang boleh mengisi ini.", "Only a supervisor may give this."),
    )
}

fn missing(name: &InputName, spec: &InputSpec) -> FieldError {
    FieldError::new(
        name.as_str(),
        "required",
        Text::new(format!("Wajib diisi: {}.", spec.title.id), format!("Required: {}.", spec.title.en)),
    )
}

/// Words that must be there, trimmed, at most `max` characters.
pub(crate) fn words(field: &str, text: &str, max: usize) -> Result<String, Refused> {
    let text = text.trim();
    if text.is_empty() {
        return Err(Refused::field(field, "required", Text::new("Wajib diisi.", "Required.")));
    }
    if text.chars().count() > max {
        return Err(Refused::field(
            field,
            "too_long",
            Text::new(format!("Paling banyak {max} huruf."), format!("At most {max} characters.")),
        ));
    }
    Ok(text.to_owned())
}
