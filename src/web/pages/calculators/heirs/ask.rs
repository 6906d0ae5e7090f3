//! From the boxes of the form to the family that the law is asked about.

use chrono::{Months, NaiveDate};

use crate::law::heirs::{Deceased, HeirScheme};
use crate::law::{FieldError, HeirRequest, Program, Relation, Relative, Text};
use crate::words::Words;

use super::super::super::form::Sent;
use super::super::boxes::{Boxes, named, rows};

/// People that a form has room for.
pub(super) const PEOPLE: usize = 10;
/// Older than anybody.
const AGE_MAX: u32 = 130;

/// Proofs that can be ticked: all that some relation needs, and what settles a division or a guardian.
pub(super) const PROOFS: [&str; 12] = [
    "buku_nikah",
    "akta_lahir",
    "kk",
    "surat_ahli_waris",
    "akta_kematian",
    "akta_cerai",
    "penetapan_adopsi",
    "perwalian",
    "surat_kuasa",
    "penetapan_ahli_waris",
    "wasiat",
    "bukti_pemakaman",
];

/// How somebody was on the day of the event.
pub(super) const STATES: [&str; 5] = ["alive", "dead", "died_after", "missing", "unborn"];

/// A family, and from which rows of the form it came.
#[derive(Debug)]
pub(super) struct Family {
    /// The question.
    pub(super) request: HeirRequest,
    rows: Vec<usize>,
}

impl Family {
    /// The faults that the law found, under the names of the boxes.
    pub(super) fn named(&self, errors: Vec<FieldError>) -> Vec<FieldError> {
        let state = |error: FieldError| match error.field.rsplit_once('.') {
            Some((person, "unborn" | "died_after")) => FieldError { field: format!("{person}.state"), ..error },
            _ => error,
        };
        named(errors, &[("relatives", "person", &self.rows)]).into_iter().map(state).collect()
    }
}

/// Which rows say something.
pub(super) fn given(sent: &Sent) -> Vec<usize> {
    let parts = ["relation", "age", "birth_date.d", "birth_date.m", "birth_date.y", "adopted", "facts", "proofs"];
    rows(sent, "person", PEOPLE, &parts)
}

/// The family of a form.
///
/// # Errors
/// Everything that is wrong with the boxes.
pub(super) fn family(sent: &Sent, words: Words) -> Result<Family, Vec<FieldError>> {
    let mut boxes = Boxes::new(sent);
    let date = boxes.date("event_date");
    let date = boxes.needed("event_date", date, &Text::new("Isi tanggal wafat.", "Fill in the date of death."));
    let scheme: Option<HeirScheme> = boxes.word("scheme");
    let scheme = boxes.needed("scheme", scheme, &Text::new("Pilih asuransinya.", "Choose the insurance."));
    let rows = given(sent);
    if rows.is_empty() {
        boxes.wrong(
            "person1.relation",
            "required",
            Text::new("Isi paling sedikit satu orang.", "Fill in at least one person."),
        );
    }
    // Whoever is asked about before the date is known is of an age on no day; the date has been asked for.
    let on = date.unwrap_or_default();
    let relatives: Option<Vec<_>> = rows.iter().map(|row| relative(&mut boxes, *row, on, words)).collect();
    boxes.done()?;
    let request = (|| {
        Some(HeirRequest {
            program: Program::Jkm,
            scheme: scheme?,
            event_date: date?,
            deceased: Deceased { name: words.t("calc-deceased"), birth_date: None, sex: None, missing: false },
            relatives: relatives?,
            agreement: Vec::new(),
            decree_shares: Vec::new(),
        })
    })();
    // A value that is missing has been told above; without one nothing is asked.
    Ok(Family { request: request.ok_or_else(Vec::new)?, rows })
}

fn relative(boxes: &mut Boxes<'_>, row: usize, on: NaiveDate, words: Words) -> Option<Relative> {
    let at = |part: &str| format!("person{row}.{part}");
    let relation: Option<Relation> = boxes.word(&at("relation"));
    // The deceased is nobody's own relative.
    let relation = relation.filter(|relation| Relation::ALL.contains(relation));
    let relation = boxes.needed(&at("relation"), relation, &Text::new("Pilih hubungannya.", "Choose the relation."));
    let state: Option<String> = boxes.word(&at("state"));
    let state = state.unwrap_or_else(|| STATES[0].to_owned());
    if !STATES.contains(&state.as_str()) {
        boxes.wrong(&at("state"), "choice_unknown", Text::new("Pilih salah satu.", "Choose one of them."));
    }
    let birth_date = birth_date(boxes, row, on);
    let adopted = boxes.word(&at("adopted"));
    let fact = |fact: &str| boxes.ticked(&at("facts"), fact);
    Some(Relative {
        id: row.to_string(),
        name: words.t1("calc-person", "n", row.to_string()),
        relation: relation?,
        birth_date,
        alive: state != "dead",
        died_after: state == "died_after",
        suspected: false,
        missing: state == "missing",
        unborn: state == "unborn",
        divorced: fact("divorced"),
        adopted,
        step: fact("step"),
        full_blood: !fact("half_blood"),
        parents: Vec::new(),
        proofs: PROOFS.into_iter().filter(|proof| boxes.ticked(&at("proofs"), proof)).map(str::to_owned).collect(),
    })
}

/// The birth date, or one that gives the age on that day.
fn birth_date(boxes: &mut Boxes<'_>, row: usize, on: NaiveDate) -> Option<NaiveDate> {
    let (date_name, age_name) = (format!("person{row}.birth_date"), format!("person{row}.age"));
    let (date, age) = (boxes.date(&date_name), boxes.number(&age_name));
    match (date, age) {
        (Some(_), Some(_)) => {
            let text = Text::new(
                "Isi umur atau tanggal lahir, salah satu saja.",
                "Fill in the age or the birth date, only one of them.",
            );
            boxes.wrong(&age_name, "age_beside_birth_date", text);
            None
        }
        (None, Some(age)) if age > AGE_MAX => {
            boxes.wrong(
                &age_name,
                "age_out_of_range",
                Text::new("Umur ini tidak mungkin; periksa angkanya.", "This age is impossible; check the number."),
            );
            None
        }
        (None, Some(age)) => on.checked_sub_months(Months::new(age * 12)),
        (date, None) => date,
    }
}
