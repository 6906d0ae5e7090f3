//! What a request must be before the law is asked. Every fault is collected.

use chrono::{Datelike, NaiveDate};

use super::{EstimateRequest, Outcome};
use crate::law::{FieldError, Program, Rupiah, Text};

/// More than any wage, so that no formula overflows.
const AMOUNT_MAX: Rupiah = Rupiah(1_000_000_000_000);
/// More than any family; keeps a request small.
const ITEMS_MAX: usize = 100;

pub(super) fn validate(request: &EstimateRequest) -> Vec<FieldError> {
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
    if request.membership.paid_through < request.membership.from {
        errors.push(FieldError::new(
            "membership.paid_through",
            "paid_through_before_from",
            Text::new(
                "bulan iuran terakhir mendahului bulan iuran pertama; tukar atau perbaiki",
                "the last paid month is before the first; swap or correct them",
            ),
        ));
    }
    if request.program == Program::Jkm && request.outcome != Outcome::Death {
        errors.push(FieldError::new(
            "outcome",
            "outcome_not_of_program",
            Text::new("JKM hanya untuk peserta yang meninggal; pilih death", "JKM pays for death only; choose death"),
        ));
    }
    check_children(request, &mut errors);
    for (index, disability) in request.disabilities.iter().enumerate() {
        if disability.function_loss_percent.is_some_and(|percent| !(1..=100).contains(&percent)) {
            errors.push(FieldError::new(
                format!("disabilities[{index}].function_loss_percent"),
                "percent_out_of_range",
                Text::new("persentase harus 1 sampai 100", "the percentage must be 1 to 100"),
            ));
        }
    }
    for (index, expense) in request.expenses.iter().enumerate() {
        check_amount(&format!("expenses[{index}].amount"), expense.amount, &mut errors);
    }
    let lists = [
        ("children", request.children.len()),
        ("disabilities", request.disabilities.len()),
        ("expenses", request.expenses.len()),
    ];
    for (field, _) in lists.into_iter().filter(|(_, count)| *count > ITEMS_MAX) {
        errors.push(FieldError::new(
            field,
            "too_many",
            Text::new(format!("paling banyak {ITEMS_MAX}"), format!("at most {ITEMS_MAX}")),
        ));
    }
    errors
}

/// The error of an amount that no formula can carry.
pub(super) fn amount_too_large() -> FieldError {
    too_large("monthly_wage")
}

fn check_children(request: &EstimateRequest, errors: &mut Vec<FieldError>) {
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
        if child.grade > 8 {
            errors.push(FieldError::new(
                format!("children[{index}].grade"),
                "grade_out_of_range",
                Text::new(
                    "tingkat dihitung dari 1 pada setiap jenjang, paling tinggi 8",
                    "the grade counts from 1 in every level, 8 at most",
                ),
            ));
        }
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
