//! What a person told the office: one of some answers, and when and how it was told.

use crate::law::{FieldError, Text};

use super::super::super::form::Sent;
use super::super::super::problems::Problems;

/// Characters of how the office was told.
pub(super) const TOLD_CHARACTERS_MAX: u32 = 1000;

/// The answer in the field `answer` with the words in the field `how`; both are needed.
pub(super) fn read<T: Copy>(
    sent: &Sent,
    (answer, answers): (&str, &[(T, &str)]),
    how: &str,
) -> Result<(T, String), Problems> {
    let mut problems = Problems::default();
    let mut wrong = |field: &str, id: &str, en: &str| {
        problems.fields.push(FieldError::new(field, "required", Text::new(id, en)));
    };
    let said = answers.iter().find(|(_, word)| sent.filled(answer) == Some(word)).map(|(said, _)| *said);
    if said.is_none() {
        wrong(answer, "Pilih salah satu.", "Choose one.");
    }
    let told = sent.filled(how);
    if told.is_none() {
        wrong(how, "Tulis kapan dan bagaimana Anda diberi tahu.", "Write when and how you were told.");
    }
    said.zip(told.map(str::to_owned)).ok_or(problems)
}
