//! The picture in words, for whoever hears it.

use crate::law::Language;

use super::super::names::StateName;
use super::super::procedure::Procedure;
use super::plan::Plan;
use super::walked::{PathStep, Standing};
use super::words::{by, deadline, say, title, whose_turn};

/// Every state with whose turn it is and where its steps lead: the way first, then what lies beside it.
pub(super) fn describe(procedure: &Procedure, language: Language, path: &[PathStep]) -> String {
    let plan = Plan::of(procedure);
    let numbered = plan.way.iter().enumerate().map(|(at, name)| (format!("{}. ", at + 1), *name));
    let beside = say(language, "Di luar jalan biasa: ", "Off the usual way: ");
    let aside = plan.beside.iter().map(|name| (beside.to_owned(), *name));
    let sentences =
        numbered.chain(aside).map(|(before, name)| format!("{before}{}", one(procedure, name, language, path)));
    sentences.collect::<Vec<_>>().join("\n")
}

fn one(procedure: &Procedure, name: &StateName, language: Language, path: &[PathStep]) -> String {
    let mut sentence = format!("{} ({name})", title(procedure, name).get(language));
    if let Some(standing) = path.iter().find(|step| step.state == *name).map(|step| step.standing) {
        sentence.push_str(match standing {
            Standing::Done => say(language, ", sudah dilewati", ", done"),
            Standing::Current => say(language, ", klaim ada di sini", ", the claim is here"),
            Standing::Ahead => say(language, ", belum", ", still ahead"),
        });
    }
    let Some(state) = procedure.states.get(name) else { return sentence };
    let mut sentences = vec![sentence, whose_turn(state, language)];
    sentences.extend(deadline(state, language));
    let to = say(language, "ke", "to");
    let steps = state.actions.values().map(|action| {
        let target = title(procedure, &action.to);
        format!("{} ({}) {to} {}", action.title.get(language), by(action, language), target.get(language))
    });
    let steps = steps.collect::<Vec<_>>().join("; ");
    if !steps.is_empty() {
        sentences.push(format!("{}: {steps}", say(language, "Langkah", "Steps")));
    }
    sentences.join(". ") + "."
}
