//! Documents: known kinds, asked of somebody who can send them, and checked before the claim is handed over.

use std::collections::BTreeSet;

use super::super::condition::Check;
use super::super::document::{DocumentSpec, Per, PersonCheck, ReadKind};
use super::super::names::{DocumentKind, Role};
use super::super::state::Consequence;
use super::graph::Edge;
use super::known;
use super::report::{Context, Report};

/// Checks every paper of the procedure.
pub(super) fn check(context: &Context<'_>, report: &mut Report<'_>) {
    for (kind, document) in &context.procedure.documents {
        report.visit();
        let path = format!("documents/{kind}");
        if !known::knows(known::DOCUMENT_KINDS, kind.as_str()) {
            let hint = known::perhaps(known::DOCUMENT_KINDS, kind.as_str());
            report.add(&path, "document_kind_unknown", format!("the desk files no papers of kind `{kind}`{hint}"));
        }
        requirement(report, &path, document);
        senders(report, &path, document);
        hints(report, &path, document);
        people(report, &path, document);
        for (name, field) in &document.read {
            let of_person = matches!(field.kind, ReadKind::AccountNumber | ReadKind::AccountHolder);
            if of_person && document.per == Per::Claim {
                let message = "an account belongs to a person, and this paper belongs to the claim";
                report.add(&format!("{path}/read/{name}/kind"), "read_field_misplaced", message);
            }
        }
    }
    unchecked(context, report);
}

fn requirement(report: &mut Report<'_>, path: &str, document: &DocumentSpec) {
    if document.always && document.required_when.is_some() {
        let message = "a paper that is always required needs no `required_when`";
        report.add(&format!("{path}/required_when"), "document_required_twice", message);
    }
    // The other way round is right: a paper of the claim may also be wanted of persons.
    if document.per == Per::Person && (document.always || document.required_when.is_some()) {
        let field = if document.always { "always" } else { "required_when" };
        let message = format!("`{field}` asks the claim, but there is one of this paper for each person");
        report.add(&format!("{path}/{field}"), "document_asks_wrong_side", message);
    }
}

fn senders(report: &mut Report<'_>, path: &str, document: &DocumentSpec) {
    if document.from.is_empty() {
        report.add(&format!("{path}/from"), "document_from_nobody", "nobody may send this paper");
    }
    for (i, role) in document.from.iter().enumerate() {
        let path = format!("{path}/from/{i}");
        if !matches!(role, Role::Heir | Role::Caseworker | Role::Supervisor | Role::Insurer) {
            report.add(&path, "document_from_role", format!("`{role}` sends no papers"));
        }
        if document.from[..i].contains(role) {
            report.add(&path, "role_repeated", format!("`{role}` is listed twice"));
        }
    }
}

/// Nobody is asked for a paper without being told where it comes from and what it costs.
fn hints(report: &mut Report<'_>, path: &str, document: &DocumentSpec) {
    if document.may_be_required() && document.is_of_family() {
        for (name, hint) in [("place", &document.place), ("cost", &document.cost)] {
            if hint.is_none() {
                let message = format!("the family may be asked for this paper and is not told its {name}");
                report.add(path, "document_hint_missing", message);
            }
        }
    }
}

fn people(report: &mut Report<'_>, path: &str, document: &DocumentSpec) {
    for (i, check) in document.required_of.iter().enumerate() {
        report.visit();
        let path = format!("{path}/required_of/{i}");
        if let PersonCheck::Relation(relations) = check {
            if relations.is_empty() {
                report.add(&path, "relation_missing", "name at least one relation");
            }
            for (j, relation) in relations.iter().enumerate() {
                if !known::knows(known::RELATIONS, relation) {
                    let hint = known::perhaps(known::RELATIONS, relation);
                    let message = format!("the heir order knows no `{relation}`{hint}");
                    report.add(&format!("{path}/relation/{j}"), "relation_unknown", message);
                }
            }
        }
        if document.required_of[..i].iter().any(|other| excludes(other, check)) {
            report.add(&path, "person_contradiction", "no person is both this and what stands above");
        }
    }
}

/// Whether nobody can be both.
fn excludes(one: &PersonCheck, other: &PersonCheck) -> bool {
    use PersonCheck as P;
    match (one, other) {
        (P::Relation(these), P::Relation(those)) => !these.iter().any(|relation| those.contains(relation)),
        (P::Alive(a), P::Alive(b))
        | (P::Divorced(a), P::Divorced(b))
        | (P::Adopted(a), P::Adopted(b))
        | (P::Minor(a), P::Minor(b))
        | (P::Payee(a), P::Payee(b))
        | (P::Heir(a), P::Heir(b))
        | (P::NeedsGuardianDecree(a), P::NeedsGuardianDecree(b)) => a != b,
        // Whoever needs a guardian is an heir and under age.
        (P::NeedsGuardianDecree(true), P::Heir(false) | P::Minor(false))
        | (P::Heir(false) | P::Minor(false), P::NeedsGuardianDecree(true)) => true,
        (P::Relation(these), P::Divorced(true)) | (P::Divorced(true), P::Relation(these)) => {
            !these.iter().any(|relation| relation == "spouse")
        }
        (P::Relation(these), P::Adopted(true)) | (P::Adopted(true), P::Relation(these)) => {
            !these.iter().any(|relation| relation == "child")
        }
        _ => false,
    }
}

/// A paper that is required but that no step looks at, or that some way to the insurer goes around.
fn unchecked(context: &Context<'_>, report: &mut Report<'_>) {
    let Some(start) = context.graph.state(&context.procedure.start) else { return };
    let named: BTreeSet<&DocumentKind> = context.graph.edges().iter().flat_map(named_by).collect();
    let reachable = context.graph.walk([start], |_| true, report);
    let completes = |edge: &Edge<'_>| edge.action.when.iter().any(|rule| asks(&rule.check, None));
    let around_all = context.graph.walk([start], |edge| !completes(edge), report);
    let parts = parts(context, report);
    for (kind, document) in &context.procedure.documents {
        report.visit();
        if !document.may_be_required() {
            continue;
        }
        let looks = |edge: &Edge<'_>| edge.action.when.iter().any(|rule| asks(&rule.check, Some(kind)));
        // Most papers are looked at by the same steps; only one that a condition names needs a walk of its own.
        let own = named.contains(kind).then(|| context.graph.walk([start], |edge| !looks(edge), report));
        let around = own.as_ref().unwrap_or(&around_all);
        let path = format!("documents/{kind}");
        if !context.graph.edges().iter().any(|edge| reachable.reaches(edge.from) && looks(edge)) {
            report.add(&path, "document_never_checked", format!("`{kind}` is required, but no step looks at it"));
            continue;
        }
        let hands_over = |edge: &Edge<'_>| {
            edge.action.then.contains(&Consequence::HandOver) && around.reaches(edge.from) && !looks(edge)
        };
        let mut edges = context.graph.edges().iter().zip(&parts);
        if let Some((edge, _)) = edges.find(|(edge, part)| !**part && hands_over(edge)) {
            let story = context.graph.story(around, edge.from);
            let message = format!("`{kind}` is required, but this way to the insurer goes around it: {story}");
            report.add(&path, "document_goes_unchecked", message);
        }
    }
}

/// For each step whether what it hands over is a part: every payment that can follow, before the next hand-over, is
/// one. A part is paid on the papers that its own steps name, long before all others are there.
fn parts(context: &Context<'_>, report: &mut Report<'_>) -> Vec<bool> {
    let hands_over = |edge: &Edge<'_>| edge.action.then.contains(&Consequence::HandOver);
    let pays = |edge: &Edge<'_>| edge.action.then.contains(&Consequence::MatchPayments);
    let settles = |edge: &Edge<'_>| edge.action.then.contains(&Consequence::SettlePart);
    let mut parts = Vec::new();
    for edge in context.graph.edges() {
        let part = hands_over(edge) && {
            let walk = context.graph.walk([edge.to], |edge| !hands_over(edge) && !pays(edge), report);
            let mut payments = context.graph.edges().iter().filter(|edge| pays(edge) && walk.reaches(edge.from));
            payments.clone().next().is_some() && payments.all(settles)
        };
        parts.push(part);
    }
    parts
}

fn named_by<'a>(edge: &Edge<'a>) -> Vec<&'a DocumentKind> {
    let mut found = Vec::new();
    let mut open: Vec<&'a Check> = edge.action.when.iter().map(|rule| &rule.check).collect();
    while let Some(check) = open.pop() {
        match check {
            Check::All(checks) | Check::Any(checks) => open.extend(checks),
            Check::Not(check) => open.push(check),
            Check::Document(kind) => found.push(kind),
            _ => {}
        }
    }
    found
}

/// Whether a condition looks at all required papers, or at this one.
fn asks(check: &Check, kind: Option<&DocumentKind>) -> bool {
    match check {
        Check::All(checks) | Check::Any(checks) => checks.iter().any(|check| asks(check, kind)),
        Check::DocumentsComplete { .. } => true,
        Check::Document(named) => kind == Some(named),
        _ => false,
    }
}
