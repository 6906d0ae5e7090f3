//! What a request must be before the law is asked. Every fault is collected.

use chrono::{Datelike, NaiveDate};

use super::{EstimateRequest, ExpenseKind, Outcome, SchoolLevel};
use crate::law::{FieldError, LawBook, Program, Rupiah, Text};

/// More than any wage, so that no formula overflows.
const AMOUNT_MAX: Rupiah = Rupiah(1_000_000_000_000);
/// More than any family; keeps a request small.
const ITEMS_MAX: usize = 100;
/// More than any membership; keeps a request small.
const GAPS_MAX: usize = 600;
/// Ten years. Not the law's: more days than that are a mistake of typing.
const INCAPACITY_DAYS_MAX: u32 = 3_650;

pub(super) fn validate(book: &LawBook, request: &EstimateRequest) -> Vec<FieldError> {
    let mut errors = Vec::new();
    check_amount("monthly_wage", request.monthly_wage, &mut errors);
    if !(1945..3000).contains(&request.event_date.year()) {
        errors.push(FieldError::new(
            "event_date",
            "date_out_of_range",
            Text::new(
                "tahun kejadian tidak mungkin; periksa tanggalnya",
                "the year of the event is impossible; check the date",
            ),
        ));
    }
    check_membership(request, &mut errors);
    if request.program == Program::Jkm && request.outcome != Outcome::Death {
        errors.push(FieldError::new(
            "outcome",
            "outcome_not_of_program",
            Text::new("JKM hanya untuk peserta yang meninggal; pilih death", "JKM pays for death only; choose death"),
        ));
    }
    check_children(book, request, &mut errors);
    check_parts(request, &mut errors);
    check_expenses(request, &mut errors);
    let lists = [
        ("children", request.children.len(), ITEMS_MAX),
        ("disabilities", request.disabilities.len(), ITEMS_MAX),
        ("expenses", request.expenses.len(), ITEMS_MAX),
        ("membership.gaps", request.membership.gaps.len(), GAPS_MAX),
    ];
    for (field, _, most) in lists.into_iter().filter(|(_, count, most)| count > most) {
        errors.push(FieldError::new(
            field,
            "too_many",
            Text::new(format!("paling banyak {most}"), format!("at most {most}")),
        ));
    }
    errors
}

fn check_membership(request: &EstimateRequest, errors: &mut Vec<FieldError>) {
    let membership = &request.membership;
    if membership.paid_through < membership.from {
        errors.push(FieldError::new(
            "membership.paid_through",
            "paid_through_before_from",
            Text::new(
                "bulan iuran terakhir mendahului bulan iuran pertama; tukar atau perbaiki",
                "the last paid month is before the first; swap or correct them",
            ),
        ));
    }
    let outside = |month| month <= membership.from || month >= membership.paid_through;
    for (index, _) in membership.gaps.iter().enumerate().filter(|(_, month)| outside(**month)) {
        errors.push(FieldError::new(
            format!("membership.gaps[{index}]"),
            "gap_outside",
            Text::new(
                "bulan yang tidak dibayar harus di antara bulan iuran pertama dan terakhir",
                "an unpaid month must lie between the first and the last paid month",
            ),
        ));
    }
}

/// What belongs to another programme or outcome is refused, because ignoring it would look like deciding it.
fn check_parts(request: &EstimateRequest, errors: &mut Vec<FieldError>) {
    let EstimateRequest { program, outcome, disabilities, incapacity_days, expenses, .. } = request;
    let given = [
        ("disabilities", !disabilities.is_empty()),
        ("incapacity_days", incapacity_days.is_some()),
        ("expenses", !expenses.is_empty()),
        ("left_handed", request.left_handed),
        ("incapacity_paid", request.incapacity_paid != Rupiah::ZERO),
        ("paid_elsewhere", request.paid_elsewhere != Rupiah::ZERO),
    ];
    if *program == Program::Jkm {
        let not_of_program = || Text::new("hanya untuk klaim JKK; kosongkan", "for JKK claims only; leave it out");
        let fields = given.into_iter().filter(|(_, is_given)| *is_given);
        errors.extend(fields.map(|(field, _)| FieldError::new(field, "not_of_program", not_of_program())));
        return;
    }
    let is_partial = matches!(outcome, Outcome::PartialAnatomical | Outcome::PartialFunctional);
    if is_partial && disabilities.is_empty() {
        let text = Text::new("isi cacat menurut keterangan dokter", "state the disabilities of the doctor's letter");
        errors.push(FieldError::new("disabilities", "required", text));
    }
    if !is_partial && !disabilities.is_empty() {
        let text = Text::new(
            "hanya untuk cacat sebagian; cacat total tetap punya persentase sendiri",
            "for partial disability only; total disability has a percentage of its own",
        );
        errors.push(FieldError::new("disabilities", "not_of_outcome", text));
    }
    match (outcome, incapacity_days) {
        (Outcome::Temporary, None) => errors.push(FieldError::new(
            "incapacity_days",
            "required",
            Text::new("isi banyaknya hari tidak mampu bekerja", "state the days of incapacity"),
        )),
        (Outcome::Medical, Some(1..)) => errors.push(FieldError::new(
            "incapacity_days",
            "not_of_outcome",
            Text::new(
                "pilih temporary bila peserta tidak mampu bekerja",
                "choose temporary if the worker could not work",
            ),
        )),
        (_, Some(days)) if *days > INCAPACITY_DAYS_MAX => errors.push(FieldError::new(
            "incapacity_days",
            "too_many_days",
            Text::new(
                format!("lebih dari {INCAPACITY_DAYS_MAX} hari; periksa jumlah hari"),
                format!("more than {INCAPACITY_DAYS_MAX} days; check their number"),
            ),
        )),
        _ => {}
    }
}

fn check_expenses(request: &EstimateRequest, errors: &mut Vec<FieldError>) {
    check_amount("incapacity_paid", request.incapacity_paid, errors);
    check_amount("paid_elsewhere", request.paid_elsewhere, errors);
    for (index, expense) in request.expenses.iter().enumerate() {
        check_amount(&format!("expenses[{index}].amount"), expense.amount, errors);
        if expense.days.is_some() && expense.kind != ExpenseKind::Homecare {
            errors.push(FieldError::new(
                format!("expenses[{index}].days"),
                "not_of_kind",
                Text::new("banyaknya hari hanya untuk homecare", "days are for homecare only"),
            ));
        }
    }
}

/// The error of an amount that no formula can carry.
pub(super) fn amount_too_large() -> FieldError {
    too_large("monthly_wage")
}

fn check_children(book: &LawBook, request: &EstimateRequest, errors: &mut Vec<FieldError>) {
    for (index, child) in request.children.iter().enumerate() {
        // A child may be born after the death, within the months of a pregnancy.
        let latest = request.event_date.checked_add_days(chrono::Days::new(300)).unwrap_or(NaiveDate::MAX);
        if child.birth_date > latest {
            errors.push(FieldError::new(
                format!("children[{index}].birth_date"),
                "birth_date_after_event",
                Text::new(
                    "tanggal lahir anak jauh sesudah kejadian; periksa tahunnya",
                    "the child's birth date is long after the event; check the year",
                ),
            ));
        }
        check_grade(book, request.event_date, &format!("children[{index}].grade"), child.level, child.grade, errors);
    }
}

/// A grade counts from 1 to the years of its level, and is 0 for a child who is not yet at school.
fn check_grade(
    book: &LawBook,
    event_date: NaiveDate,
    field: &str,
    level: SchoolLevel,
    grade: u32,
    errors: &mut Vec<FieldError>,
) {
    // The levels of school are those of the oldest table where the law of that day is not data here.
    let Some(table) = book.scholarship.in_force(event_date).or_else(|| book.scholarship.iter().next()) else { return };
    let years = table.rules.grades(level);
    if (level == SchoolLevel::None && grade != 0) || (level != SchoolLevel::None && !(1..=years).contains(&grade)) {
        let name = level.words();
        errors.push(FieldError::new(
            field,
            "grade_out_of_range",
            Text::new(
                format!("{}: tingkat 1 sampai {years}, atau 0 bila belum sekolah", name.id),
                format!("{}: the grade is 1 to {years}, or 0 before school", name.en),
            ),
        ));
    }
}

fn check_amount(field: &str, amount: Rupiah, errors: &mut Vec<FieldError>) {
    if amount.is_negative() {
        errors.push(FieldError::new(
            field,
            "negative",
            Text::new("jumlah tidak boleh kurang dari 0", "the amount may not be below 0"),
        ));
    } else if amount > AMOUNT_MAX {
        errors.push(too_large(field));
    }
}

fn too_large(field: &str) -> FieldError {
    let text = Text::new(
        format!("jumlah lebih dari {AMOUNT_MAX}; periksa banyaknya angka nol"),
        format!("the amount is more than {AMOUNT_MAX}; check the number of zeros"),
    );
    FieldError::new(field, "too_large", text)
}
