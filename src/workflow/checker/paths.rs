//! Ways through the procedure on which something is asked or done before it can be.

use std::collections::{BTreeMap, BTreeSet};

use super::super::condition::Check;
use super::super::names::ActionName;
use super::super::state::Consequence;
use super::graph::{Edge, Walk};
use super::report::{Context, Report};

/// Checks that every step that needs an earlier one has it on every way that leads there.
pub(super) fn check(context: &Context<'_>, report: &mut Report<'_>) {
    let Some(start) = context.graph.state(&context.procedure.start) else { return };
    let does = |edge: &Edge<'_>, what: &Consequence| edge.action.then.contains(what);
    let uncomputed = context.graph.walk([start], |edge| !does(edge, &Consequence::ComputeBenefit), report);
    let sending = context.graph.edges().iter().filter(|edge| does(edge, &Consequence::HandOver));
    let sent = context.graph.walk(sending.map(|edge| edge.to).collect::<BTreeSet<_>>(), |_| true, report);
    let unsent = context.graph.walk([start], |edge| !does(edge, &Consequence::HandOver), report);
    for edge in context.graph.edges() {
        report.visit();
        let alone = |what: &Consequence, walk: &Walk| does(edge, what) && walk.reaches(edge.from);
        if alone(&Consequence::HandOver, &uncomputed) && !does(edge, &Consequence::ComputeBenefit) {
            let story = context.graph.story(&uncomputed, edge.from);
            let message = format!("there may be no benefit to hand over: no `compute_benefit` on {story}");
            add(context, report, edge, &Consequence::HandOver, "hand_over_without_benefit", message);
        }
        if alone(&Consequence::MatchPayments, &unsent) {
            let story = context.graph.story(&unsent, edge.from);
            let message = format!("nothing was handed over that could be paid: no `hand_over` on {story}");
            add(context, report, edge, &Consequence::MatchPayments, "payment_without_hand_over", message);
        }
        if does(edge, &Consequence::CancelHandOver) && !sent.reaches(edge.from) {
            let message = "no hand-over can be queued here that could be taken back".to_owned();
            add(context, report, edge, &Consequence::CancelHandOver, "cancel_without_hand_over", message);
        }
    }
    steps_before(context, report);
}

fn add(
    context: &Context<'_>,
    report: &mut Report<'_>,
    edge: &Edge<'_>,
    what: &Consequence,
    code: &'static str,
    message: String,
) {
    let at = edge.action.then.iter().position(|then| then == what).unwrap_or_default();
    report.add(&format!("{}/then/{at}", path(context, edge)), code, message);
}

fn path(context: &Context<'_>, edge: &Edge<'_>) -> String {
    format!("states/{}/actions/{}", context.graph.name(edge.from), edge.name)
}

/// A condition that names another step, such as four eyes, asks nothing when that step cannot come first.
fn steps_before(context: &Context<'_>, report: &mut Report<'_>) {
    let mut after: BTreeMap<&ActionName, Walk> = BTreeMap::new();
    for edge in context.graph.edges() {
        for (i, requirement) in edge.action.when.iter().enumerate() {
            for name in named(&requirement.check) {
                let walk = after.entry(name).or_insert_with(|| {
                    let named = context.graph.edges().iter().filter(|edge| edge.name == name);
                    context.graph.walk(named.map(|edge| edge.to).collect::<BTreeSet<_>>(), |_| true, report)
                });
                if context.procedure.knows_action(name) && !walk.reaches(edge.from) {
                    let message = format!("`{name}` can never come before `{}`, so this asks nothing", edge.name);
                    let path = format!("{}/when/{i}/check", path(context, edge));
                    report.add(&path, "step_never_before", message);
                }
            }
        }
    }
}

fn named(check: &Check) -> Vec<&ActionName> {
    match check {
        Check::All(checks) | Check::Any(checks) => checks.iter().flat_map(named).collect(),
        Check::Not(check) => named(check),
        Check::DifferentPersonThan(name) | Check::Taken(name) => vec![name],
        _ => Vec::new(),
    }
}
