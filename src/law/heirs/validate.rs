//! What a family record must be before the law is asked. Every fault is collected.

use std::collections::BTreeSet;

use chrono::{Days, NaiveDate};

use super::rules::HeirRules;
use super::{HeirRequest, Relation, Relative};
use crate::law::{FieldError, Text};

/// More than any family; keeps a request small.
const RELATIVES_MAX: usize = 200;
/// The id by which `parents` may name the deceased.
pub(super) const DECEASED: &str = "deceased";

pub(super) fn validate(request: &HeirRequest, rules: &HeirRules) -> Vec<FieldError> {
    let mut errors = Vec::new();
    if request.relatives.len() > RELATIVES_MAX {
        let text = Text::new(
            format!("paling banyak {RELATIVES_MAX} orang"),
            format!(
                "at most \
            {RELATIVES_MAX} people"
            ),
        );
        return vec![FieldError::new("relatives", "too_many", text)];
    }
    if request.deceased.birth_date.is_some_and(|birth| birth > request.event_date) {
        errors.push(FieldError::new(
            "deceased.birth_date",
            "birth_date_after_event",
            Text::new(
                "tanggal lahir almarhum sesudah tanggal meninggal; perbaiki salah satunya",
                "the deceased was born after the death; correct one of the dates",
            ),
        ));
    }
    let ids: BTreeSet<&str> = request.relatives.iter().map(|person| person.id.as_str()).collect();
    let mut seen = BTreeSet::from([DECEASED]);
    for (index, person) in request.relatives.iter().enumerate() {
        let field = |name: &str| format!("relatives[{index}].{name}");
        if person.id.trim().is_empty() {
            errors.push(FieldError::new(field("id"), "id_missing", Text::new("id belum diisi", "the id is missing")));
        } else if !seen.insert(&person.id) {
            let text = Text::new(
                format!("id \"{}\" dipakai lebih dari sekali; setiap orang memerlukan id sendiri", person.id),
                format!("id \"{}\" is used more than once; every person needs their own", person.id),
            );
            errors.push(FieldError::new(field("id"), "duplicate_id", text));
        }
        check_parents(person, &ids, index, &mut errors);
        check_birth(request, rules, person, index, &mut errors);
        check_death(person, index, &mut errors);
    }
    check_divisions(request, &mut errors);
    errors
}

/// The error of an event before the first order of heirs that we have.
pub(super) fn law_table_missing(law_before: &str) -> FieldError {
    FieldError::new(
        "event_date",
        "law_table_missing",
        Text::new(
            format!("ahli waris untuk tanggal itu diatur oleh {law_before}, yang tidak ada dalam tabel Santun"),
            format!("heirs of that date follow {law_before}, which is not among Santun's tables"),
        ),
    )
}

fn check_parents(person: &Relative, ids: &BTreeSet<&str>, index: usize, errors: &mut Vec<FieldError>) {
    for (position, parent) in person.parents.iter().enumerate() {
        let field = format!("relatives[{index}].parents[{position}]");
        if *parent == person.id {
            let text = Text::new("seseorang tidak dapat menjadi orang tuanya sendiri", "nobody is their own parent");
            errors.push(FieldError::new(field, "own_parent", text));
        } else if parent != DECEASED && !ids.contains(parent.as_str()) {
            let text = Text::new(
                format!("orang tua \"{parent}\" tidak ada dalam daftar; tambahkan orangnya atau hapus id ini"),
                format!("parent \"{parent}\" is not in the list; add the person or remove the id"),
            );
            errors.push(FieldError::new(field, "unknown_parent", text));
        }
    }
}

fn check_birth(
    request: &HeirRequest,
    rules: &HeirRules,
    person: &Relative,
    index: usize,
    errors: &mut Vec<FieldError>,
) {
    let child = person.relation == Relation::Child;
    if person.unborn && !child {
        let text = Text::new(
            "hanya anak almarhum yang dapat dicatat belum lahir",
            "only a child of the deceased can be recorded as unborn",
        );
        errors.push(FieldError::new(format!("relatives[{index}].unborn"), "unborn_relation", text));
    }
    let days = if child { rules.posthumous_days } else { 0 };
    let latest = request.event_date.checked_add_days(Days::new(u64::from(days))).unwrap_or(NaiveDate::MAX);
    if person.birth_date.is_some_and(|birth| birth > latest) {
        let text = Text::new(
            format!(
                "tanggal lahir {} sesudah kejadian; periksa tahunnya, atau hapus orang ini bila \
                    memang lahir kemudian",
                person.name
            ),
            format!("{} was born after the event; check the year, or remove the person if born later", person.name),
        );
        errors.push(FieldError::new(format!("relatives[{index}].birth_date"), "birth_date_after_event", text));
    }
}

/// Who had died before cannot have died since; nor can who is not born.
fn check_death(person: &Relative, index: usize, errors: &mut Vec<FieldError>) {
    if person.died_after && (!person.alive || person.unborn) {
        let text = Text::new(
            "seseorang tidak dapat meninggal sesudah kejadian bila sudah meninggal sebelumnya atau belum lahir",
            "nobody can have died after the event who was dead before it or is not born yet",
        );
        errors.push(FieldError::new(format!("relatives[{index}].died_after"), "died_after_contradicts", text));
    }
}

/// Only one division can hold, and none has more parts than people.
fn check_divisions(request: &HeirRequest, errors: &mut Vec<FieldError>) {
    if !request.agreement.is_empty() && !request.decree_shares.is_empty() {
        let text = Text::new(
            "pengadilan sudah menentukan pembagian; hapus kesepakatan, atau penetapannya",
            "a court has divided already; remove the agreement, or the decree",
        );
        errors.push(FieldError::new("agreement", "agreement_beside_decree", text));
    }
    for (field, shares) in [("agreement", &request.agreement), ("decree_shares", &request.decree_shares)] {
        if shares.len() > RELATIVES_MAX {
            let text =
                Text::new(format!("paling banyak {RELATIVES_MAX} bagian"), format!("at most {RELATIVES_MAX} parts"));
            errors.push(FieldError::new(field, "too_many", text));
        }
    }
}
