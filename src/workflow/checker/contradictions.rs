//! Contradictions: conditions of one step that can never hold together.
//!
//! The conditions of a step are one formula of `all`, `any` and `not` over simple checks. A small search looks for a
//! way to make it true; what the checks mean beyond being the same check or comparing the same fact is not weighed,
//! so a contradiction that is reported is always one.

use std::collections::BTreeMap;

use super::super::condition::{Check, FactCheck};
use super::super::fact::{FactKind, FactValue};
use super::super::names::{FactName, Role};
use super::conditions::fits;
use super::report::{Context, Report};

/// How many ways one search may try. Beyond, the conditions are taken to be possible.
const TRIES_MAX: u32 = 2_000;

/// Checks the conditions of every step, each by itself and all together, and those of papers.
pub(super) fn check(context: &Context<'_>, report: &mut Report<'_>) {
    for (kind, document) in &context.procedure.documents {
        if let Some(check) = &document.required_when {
            alone(context, report, &format!("documents/{kind}/required_when"), check);
        }
    }
    for placed in context.actions() {
        let when = &placed.action.when;
        let mut impossible = false;
        for (i, requirement) in when.iter().enumerate() {
            let path = format!("{}/when/{i}/check", placed.path);
            impossible |= alone(context, report, &path, &requirement.check);
        }
        if impossible || possible(context, report, when.iter().map(|rule| &rule.check)) {
            continue;
        }
        // Which one closes the door: the first that cannot hold beside those above it.
        let closing = (1..when.len())
            .find(|i| !possible(context, report, when[..=*i].iter().map(|rule| &rule.check)))
            .unwrap_or_default();
        let with = when[..closing]
            .iter()
            .find(|rule| !possible(context, report, [&rule.check, &when[closing].check].into_iter()))
            .map_or_else(|| "the rules above".to_owned(), |rule| format!("`{}`", rule.rule));
        let message =
            format!("`{}` can never hold together with {with}: nobody can take `{}`", when[closing].rule, placed.name);
        report.add(&format!("{}/when/{closing}/check", placed.path), "conditions_contradict", message);
    }
}

/// Reports the innermost parts of a condition that can never hold, and says whether the whole cannot.
fn alone(context: &Context<'_>, report: &mut Report<'_>, path: &str, check: &Check) -> bool {
    let (Check::All(checks) | Check::Any(checks)) = check else { return false };
    let word = if matches!(check, Check::All(_)) { "all" } else { "any" };
    let mut inner = 0;
    for (i, check) in checks.iter().enumerate() {
        inner += usize::from(alone(context, report, &format!("{path}/{word}/{i}"), check));
    }
    if inner == 0 && !checks.is_empty() && !possible(context, report, [check].into_iter()) {
        report.add(path, "condition_impossible", "these can never hold together");
        return true;
    }
    match check {
        Check::All(_) => inner > 0,
        _ => inner == checks.len() && inner > 0,
    }
}

fn possible<'a>(context: &Context<'_>, report: &mut Report<'_>, checks: impl Iterator<Item = &'a Check>) -> bool {
    let mut tries = 0;
    let open = checks.map(|check| (check, true)).collect();
    let found = search(context, open, Vec::new(), Vec::new(), &mut tries);
    report.work += u64::from(tries);
    found
}

/// A simple check, with whether it must hold or must not.
type Literal<'a> = (&'a Check, bool);

/// Whether the open formulas can hold, beside `choices` of which one each must hold, and the literals `taken`.
fn search<'a>(
    context: &Context<'_>,
    mut open: Vec<Literal<'a>>,
    mut choices: Vec<(&'a [Check], bool)>,
    mut taken: Vec<Literal<'a>>,
    tries: &mut u32,
) -> bool {
    while let Some((check, holds)) = open.pop() {
        match (check, holds) {
            (Check::Not(check), _) => open.push((check, !holds)),
            (Check::All(checks), true) | (Check::Any(checks), false) => {
                open.extend(checks.iter().map(|check| (check, holds)));
            }
            // `any` of nothing is a problem of its own, reported where it stands.
            (Check::All(checks), false) | (Check::Any(checks), true) if checks.is_empty() => {}
            (Check::All(checks), false) | (Check::Any(checks), true) => choices.push((checks, holds)),
            _ => taken.push((check, holds)),
        }
    }
    *tries += 1;
    if *tries > TRIES_MAX {
        return true;
    }
    if contradict(context, &taken) {
        return false;
    }
    let Some((checks, holds)) = choices.pop() else { return true };
    checks.iter().any(|check| search(context, vec![(check, holds)], choices.clone(), taken.clone(), tries))
}

/// Whether simple checks exclude each other.
fn contradict(context: &Context<'_>, taken: &[Literal<'_>]) -> bool {
    let opposed = taken.iter().enumerate().any(|(i, (check, holds))| {
        taken[..i].iter().any(|(other, other_holds)| match (check, other) {
            (Check::ActorRole(role), Check::ActorRole(other)) if *holds && *other_holds => apart(*role, *other),
            _ => check == other && holds != other_holds,
        })
    });
    opposed
        || facts(taken).into_iter().any(|(name, checks)| {
            let Some(fact) = context.procedure.facts.get(name) else { return false };
            excluded(&fact.kind, &checks)
        })
}

/// Whether nobody has both roles.
fn apart(one: Role, other: Role) -> bool {
    !one.covers(other) && !other.covers(one)
}

/// The literals about each fact. A comparison that holds needs an answer.
fn facts<'a>(taken: &[Literal<'a>]) -> BTreeMap<&'a FactName, Vec<Literal<'a>>> {
    let mut found: BTreeMap<&FactName, Vec<Literal<'_>>> = BTreeMap::new();
    for (check, holds) in taken {
        match check {
            Check::Fact(fact) => found.entry(&fact.name).or_default().push((check, *holds)),
            Check::Answered(name) => found.entry(name).or_default().push((check, *holds)),
            _ => {}
        }
    }
    found
}

/// Whether no value, and no missing answer either, meets all literals about one fact.
fn excluded(kind: &FactKind, literals: &[Literal<'_>]) -> bool {
    let comparisons: Vec<&FactCheck> = literals
        .iter()
        .filter_map(|(check, _)| if let Check::Fact(fact) = check { Some(fact) } else { None })
        .collect();
    let mut named = comparisons.iter().flat_map(|fact| values(fact));
    let unclear = comparisons.iter().any(|fact| values(fact).next().is_none());
    if comparisons.is_empty() || unclear || named.any(|value| fits(kind, value).is_err()) {
        return false;
    }
    let meets = |value: Option<&FactValue>| {
        literals.iter().all(|(check, holds)| match check {
            Check::Fact(fact) => value.is_some_and(|value| compares(fact, value)) == *holds,
            _ => value.is_some() == *holds,
        })
    };
    let candidates = candidates(kind, &comparisons);
    !meets(None) && !candidates.iter().any(|value| meets(Some(value)))
}

fn values(fact: &FactCheck) -> impl Iterator<Item = &FactValue> {
    fact.is.iter().chain(&fact.one_of).chain(&fact.at_least).chain(&fact.at_most)
}

fn compares(fact: &FactCheck, value: &FactValue) -> bool {
    fact.is.as_ref().is_none_or(|is| is == value)
        && (fact.one_of.is_empty() || fact.one_of.contains(value))
        && fact.at_least.as_ref().is_none_or(|least| value >= least)
        && fact.at_most.as_ref().is_none_or(|most| value <= most)
}

/// Values enough to find one that meets the comparisons, if there is any: all options, or every value that is named
/// and its neighbours.
fn candidates(kind: &FactKind, comparisons: &[&FactCheck]) -> Vec<FactValue> {
    match kind {
        FactKind::Boolean => vec![FactValue::Boolean(true), FactValue::Boolean(false)],
        FactKind::Choice(options) => options.keys().map(|option| FactValue::Text(option.clone())).collect(),
        _ => {
            let named = comparisons.iter().flat_map(|fact| values(fact));
            let near = named.flat_map(|value| match value {
                FactValue::Integer(number) => {
                    [number.saturating_sub(1), *number, number.saturating_add(1)].map(FactValue::Integer).to_vec()
                }
                FactValue::Date(date) => {
                    [date.pred_opt(), Some(*date), date.succ_opt()].into_iter().flatten().map(FactValue::Date).collect()
                }
                FactValue::Text(words) => vec![FactValue::Text(words.clone()), FactValue::Text(format!("{words}_"))],
                FactValue::Boolean(_) | FactValue::Table(_) => vec![value.clone()],
            });
            near.filter(|value| fits(kind, value).is_ok()).collect()
        }
    }
}
