//! The steps of scenarios: everything they name exists.

use super::super::names::{ActionName, DocumentKind, Role};
use super::super::scenario::{Given, Step, StepKind};
use super::super::state::Action;
use super::conditions::fits;
use super::known;
use super::report::{Context, Report};

/// Checks every step of every scenario.
pub(super) fn check(context: &Context<'_>, report: &mut Report<'_>) {
    for (i, scenario) in context.procedure.scenarios.iter().enumerate() {
        for (j, step) in scenario.when.iter().enumerate() {
            report.visit();
            let path = format!("scenarios/{i}/when/{j}");
            actor(report, &path, step);
            what(context, report, &format!("{path}/do"), &scenario.given, step);
            refused(context, report, &path, step);
        }
    }
}

/// The insured person, by the name that a story's steps have for them.
const PARTICIPANT: &str = "participant";

fn actor(report: &mut Report<'_>, path: &str, step: &Step) {
    if !known::knows(known::STAFF, &step.actor) && Role::parse(&step.actor).is_none() {
        let hint = known::perhaps(known::STAFF, &step.actor);
        let message = format!("`{}` is no role and nobody of the staff{hint}", step.actor);
        report.add(&format!("{path}/as"), "scenario_actor_unknown", message);
    }
}

fn what(context: &Context<'_>, report: &mut Report<'_>, path: &str, given: &Given, step: &Step) {
    match &step.kind {
        StepKind::Action { name, inputs } => {
            let path = format!("{path}/action");
            let actions = actions(context, name);
            if actions.is_empty() {
                let names = context.graph.edges().iter().map(|edge| edge.name);
                let hint = known::perhaps(names, name.as_str());
                let message = format!("this procedure has no step `{name}`{hint}");
                report.add(&format!("{path}/name"), "action_unknown", message);
                return;
            }
            for input in inputs.keys() {
                if !actions.iter().any(|action| action.inputs.contains_key(input)) {
                    let message = format!("`{name}` asks for no input `{input}`");
                    report.add(&format!("{path}/inputs/{input}"), "input_unknown", message);
                }
            }
        }
        StepKind::Facts(facts) => {
            for (name, value) in facts {
                let path = format!("{path}/facts/{name}");
                let Some(fact) = context.procedure.facts.get(name) else {
                    let hint = known::perhaps(context.procedure.facts.keys(), name.as_str());
                    let message = format!("this procedure asks for no fact `{name}`{hint}");
                    report.add(&path, "fact_unknown", message);
                    continue;
                };
                if let Some(Err((code, message))) = value.as_ref().map(|value| fits(&fact.kind, value)) {
                    report.add(&path, code, format!("`{name}`: {message}"));
                }
            }
        }
        StepKind::Accept(kinds) => documents(context, report, &format!("{path}/accept"), kinds),
        StepKind::AcceptOf { person, kinds } => {
            someone(report, &format!("{path}/accept_of/person"), given, person);
            documents(context, report, &format!("{path}/accept_of/kinds"), kinds);
        }
        StepKind::Refuse(kind) => document(context, report, &format!("{path}/refuse"), kind),
        StepKind::TakeBack(kinds) => documents(context, report, &format!("{path}/take_back"), kinds),
        StepKind::TakeBackOf { person, kinds } => {
            someone(report, &format!("{path}/take_back_of/person"), given, person);
            documents(context, report, &format!("{path}/take_back_of/kinds"), kinds);
        }
        StepKind::Verify(people) => all_of(report, &format!("{path}/verify"), given, people),
        StepKind::RefusePeople(people) => all_of(report, &format!("{path}/refuse_people"), given, people),
        StepKind::PayTo(person) => someone(report, &format!("{path}/pay_to"), given, person),
        StepKind::PayToGuardian { person, guardian } => {
            someone(report, &format!("{path}/pay_to_guardian/person"), given, person);
            someone(report, &format!("{path}/pay_to_guardian/guardian"), given, guardian);
        }
        StepKind::PayEqually(people) => all_of(report, &format!("{path}/pay_equally"), given, people),
        StepKind::Receipt { person, .. } => someone(report, &format!("{path}/receipt/person"), given, person),
        StepKind::SettleAlerts | StepKind::DeliveryBegins => {}
    }
}

/// The steps of a name, in whatever states they stand.
fn actions<'a>(context: &Context<'a>, name: &ActionName) -> Vec<&'a Action> {
    context.procedure.states.values().filter_map(|state| state.actions.get(name)).collect()
}

fn documents(context: &Context<'_>, report: &mut Report<'_>, path: &str, kinds: &[DocumentKind]) {
    for (i, kind) in kinds.iter().enumerate() {
        document(context, report, &format!("{path}/{i}"), kind);
    }
}

fn document(context: &Context<'_>, report: &mut Report<'_>, path: &str, kind: &DocumentKind) {
    if !context.procedure.documents.contains_key(kind) {
        let hint = known::perhaps(context.procedure.documents.keys(), kind.as_str());
        report.add(path, "document_unknown", format!("this procedure has no paper `{kind}`{hint}"));
    }
}

fn all_of(report: &mut Report<'_>, path: &str, given: &Given, people: &[String]) {
    for (i, person) in people.iter().enumerate() {
        someone(report, &format!("{path}/{i}"), given, person);
    }
}

fn someone(report: &mut Report<'_>, path: &str, given: &Given, person: &str) {
    if person != PARTICIPANT && !given.people.iter().any(|other| other.name == person) {
        let hint = known::perhaps(given.people.iter().map(|person| &person.name), person);
        report.add(path, "scenario_person_unknown", format!("`{person}` is nobody of this family{hint}"));
    }
}

fn refused(context: &Context<'_>, report: &mut Report<'_>, path: &str, step: &Step) {
    let Some(rules) = &step.refused else { return };
    let path = format!("{path}/refused");
    let StepKind::Action { name, .. } = &step.kind else {
        report.add(&path, "refused_misplaced", "only a step of the claim can be refused by a rule");
        return;
    };
    if rules.is_empty() {
        report.add(&path, "refused_empty", "name the rules that refuse it, or leave `refused` out");
    }
    let actions = actions(context, name);
    for (i, rule) in rules.iter().enumerate() {
        let known = |action: &&Action| action.when.iter().any(|requirement| requirement.rule == *rule);
        if !known::knows(known::REFUSALS, rule.as_str()) && !actions.is_empty() && !actions.iter().any(known) {
            let names = actions.iter().flat_map(|action| action.when.iter().map(|rule| &rule.rule));
            let hint = known::perhaps(names, rule.as_str());
            report.add(&format!("{path}/{i}"), "rule_unknown", format!("`{name}` has no rule `{rule}`{hint}"));
        }
    }
}
