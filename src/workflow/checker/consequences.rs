//! Consequences: they do not undo each other, and what they need is there.

use super::super::state::{Consequence, InputKind, Outcome};
use super::known;
use super::report::{Context, Placed, Report};

/// Checks what follows from every step.
pub(super) fn check(context: &Context<'_>, report: &mut Report<'_>) {
    for placed in context.actions() {
        let then = &placed.action.then;
        for (i, consequence) in then.iter().enumerate() {
            report.visit();
            let path = format!("{}/then/{i}", placed.path);
            if then[..i].contains(consequence) {
                report.add(&path, "consequence_repeated", "the same stands above");
            } else if then[..i].iter().any(|other| undoes(other, consequence)) {
                let message = format!("`{}` does this and its opposite", placed.name);
                report.add(&path, "consequences_contradict", message);
            }
            one(context, report, &path, &placed, consequence);
        }
    }
}

fn undoes(one: &Consequence, other: &Consequence) -> bool {
    use Consequence as C;
    matches!(
        (one, other),
        (C::Outcome(_), C::Outcome(_)) | (C::HandOver, C::CancelHandOver) | (C::CancelHandOver, C::HandOver)
    )
}

fn one(context: &Context<'_>, report: &mut Report<'_>, path: &str, placed: &Placed<'_>, consequence: &Consequence) {
    let action = placed.action;
    match consequence {
        Consequence::OpenClaim(name) if *name == context.procedure.name => {
            report.add(path, "opens_itself", format!("a claim of `{name}` cannot go on as a claim of `{name}`"));
        }
        Consequence::OpenClaim(name) if !context.procedures.contains(name.as_str()) => {
            let hint = known::perhaps(context.procedures.iter(), name.as_str());
            report.add(path, "procedure_unknown", format!("there is no procedure `{name}`{hint}"));
        }
        Consequence::Outcome(Some(Outcome::Reclassified))
            if !action.then.iter().any(|other| matches!(other, Consequence::OpenClaim(_))) =>
        {
            report.add(path, "reclassified_to_nothing", "a reclassified claim goes on as another: `open_claim`");
        }
        Consequence::Outcome(Some(Outcome::Paid)) if !action.then.contains(&Consequence::MatchPayments) => {
            let message = "a claim is paid when the payments add up: `match_payments`";
            report.add(path, "paid_without_match", message);
        }
        Consequence::OpenScholarshipOf(name) => {
            let person = |input: &super::super::state::InputSpec| matches!(input.kind, InputKind::Person(_));
            if !action.inputs.get(name).is_some_and(person) {
                report.add(path, "input_type", format!("this step asks for no person `{name}`"));
            }
        }
        Consequence::RenewDocuments(kinds) => {
            for kind in kinds.iter().filter(|kind| !context.procedure.documents.contains_key(*kind)) {
                let hint = known::perhaps(context.procedure.documents.keys(), kind.as_str());
                report.add(path, "document_unknown", format!("this procedure has no paper `{kind}`{hint}"));
            }
        }
        Consequence::AskAgain(facts) => {
            for name in facts.iter().filter(|name| !context.procedure.facts.contains_key(*name)) {
                let hint = known::perhaps(context.procedure.facts.keys(), name.as_str());
                report.add(path, "fact_unknown", format!("this procedure asks for no fact `{name}`{hint}"));
            }
        }
        Consequence::SettlePart if !action.then.contains(&Consequence::MatchPayments) => {
            report.add(path, "paid_without_match", "a part is paid when the payments add up: `match_payments`");
        }
        Consequence::MatchPayments => {
            let payments = action.inputs.values().filter(|input| input.kind == InputKind::Payments).count();
            if payments != 1 {
                let message = format!("`match_payments` needs one input of kind `payments`, not {payments}");
                report.add(path, "match_without_payments", message);
            }
        }
        _ => {}
    }
}
