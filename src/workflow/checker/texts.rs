//! Texts: nothing that people read is blank in a language, and every placeholder is one that will be filled in.

use std::collections::BTreeSet;

use crate::law::Text;

use super::super::condition::{Check, Requirement};
use super::super::fact::FactKind;
use super::super::state::InputKind;
use super::known;
use super::report::{Context, Report};

/// Checks every text, law and letter of the file.
pub(super) fn check(context: &Context<'_>, report: &mut Report<'_>) {
    let procedure = context.procedure;
    plain(report, "title", &procedure.title);
    for (name, fact) in &procedure.facts {
        let path = format!("facts/{name}");
        plain(report, &format!("{path}/title"), &fact.title);
        if let Some(help) = &fact.help {
            plain(report, &format!("{path}/help"), help);
        }
        kind(report, &format!("{path}/kind"), &fact.kind);
    }
    for (kind, document) in &procedure.documents {
        let path = format!("documents/{kind}");
        plain(report, &format!("{path}/title"), &document.title);
        plain(report, &format!("{path}/help"), &document.help);
        for (name, hint) in [("place", &document.place), ("cost", &document.cost)] {
            if let Some(hint) = hint {
                plain(report, &format!("{path}/{name}"), &Text::new(&hint.id, &hint.en));
            }
        }
        law(report, &format!("{path}/law"), &document.law);
        for (field, read) in &document.read {
            plain(report, &format!("{path}/read/{field}/title"), &read.title);
        }
    }
    for (_, state, path) in context.states() {
        plain(report, &format!("{path}/title"), &state.title);
        plain(report, &format!("{path}/explain"), &state.explain);
        if let Some(deadline) = &state.deadline {
            law(report, &format!("{path}/deadline/law"), &deadline.law);
        }
    }
    actions(context, report);
    letters(context, report);
}

fn actions(context: &Context<'_>, report: &mut Report<'_>) {
    for placed in context.actions() {
        plain(report, &format!("{}/title", placed.path), &placed.action.title);
        for (name, input) in &placed.action.inputs {
            let path = format!("{}/inputs/{name}", placed.path);
            plain(report, &format!("{path}/title"), &input.title);
            if let InputKind::Choice(options) = &input.kind {
                for (option, text) in options {
                    plain(report, &format!("{path}/kind/choice/{option}"), text);
                }
            }
        }
        for (i, requirement) in placed.action.when.iter().enumerate() {
            let path = format!("{}/when/{i}", placed.path);
            message(report, &format!("{path}/message"), requirement);
            plain(report, &format!("{path}/remedy"), &requirement.remedy);
            law(report, &format!("{path}/law"), &requirement.law);
        }
    }
}

/// The words of a question's type: options, and the columns of a table with theirs.
fn kind(report: &mut Report<'_>, path: &str, kind_of: &FactKind) {
    match kind_of {
        FactKind::Choice(options) => {
            for (option, text) in options {
                plain(report, &format!("{path}/choice/{option}"), text);
            }
        }
        FactKind::Table { columns, .. } => {
            for (name, column) in columns {
                let path = format!("{path}/table/columns/{name}");
                plain(report, &format!("{path}/title"), &column.title);
                if let Some(help) = &column.help {
                    plain(report, &format!("{path}/help"), help);
                }
                // No table stands within a table, so this ends.
                if !matches!(column.kind, FactKind::Table { .. }) {
                    kind(report, &format!("{path}/kind"), &column.kind);
                }
            }
        }
        _ => {}
    }
}

fn law(report: &mut Report<'_>, path: &str, law: &str) {
    report.visit();
    if law.trim().is_empty() {
        report.add(path, "law_blank", "name the article, or `office` when the rule is the office's own");
    }
}

/// A text that nothing is filled in to.
fn plain(report: &mut Report<'_>, path: &str, text: &Text) {
    blank(report, path, text);
    for (language, wording) in [("id", &text.id), ("en", &text.en)] {
        for name in placeholders(wording) {
            let message = format!("`{{{name}}}` is never filled in here; only a refusal's message has placeholders");
            report.add(&format!("{path}/{language}"), "placeholder_out_of_place", message);
        }
    }
}

/// The message of a refusal, which may have placeholders.
fn message(report: &mut Report<'_>, path: &str, requirement: &Requirement) {
    let text = &requirement.message;
    blank(report, path, text);
    let (id, en) = (placeholders(&text.id), placeholders(&text.en));
    if id != en {
        report.add(path, "placeholder_differs", "the two languages do not use the same placeholders");
    }
    for (language, names) in [("id", &id), ("en", &en)] {
        let path = format!("{path}/{language}");
        for name in names {
            if !known::knows(known::PLACEHOLDERS, name) {
                let hint = known::perhaps(known::PLACEHOLDERS, name);
                report.add(&path, "placeholder_unknown", format!("nothing fills in `{{{name}}}`{hint}"));
            } else if !fills(&requirement.check, name) {
                let message = format!("this condition does not fill in `{{{name}}}`");
                report.add(&path, "placeholder_out_of_place", message);
            }
        }
    }
}

/// Whether a condition says what stands for a placeholder. The two totals are known of every claim.
fn fills(check: &Check, name: &str) -> bool {
    match check {
        _ if name.ends_with("_total") => true,
        Check::All(checks) | Check::Any(checks) => checks.iter().any(|check| fills(check, name)),
        Check::Not(check) => fills(check, name),
        Check::DocumentsComplete { .. } => name == "missing",
        Check::HeirsSettled => name == "needs",
        Check::BenefitComputable => name == "why",
        _ => false,
    }
}

fn blank(report: &mut Report<'_>, path: &str, text: &Text) {
    report.visit();
    for (language, wording) in [("id", &text.id), ("en", &text.en)] {
        if wording.trim().is_empty() {
            report.add(&format!("{path}/{language}"), "text_blank", format!("the wording in `{language}` is blank"));
        }
    }
}

/// The names in braces of a wording.
fn placeholders(wording: &str) -> BTreeSet<&str> {
    let parts = wording.split('{').skip(1);
    parts.filter_map(|part| part.split_once('}').map(|(name, _)| name)).collect()
}

fn letters(context: &Context<'_>, report: &mut Report<'_>) {
    let mut seen = BTreeSet::new();
    for (i, key) in context.procedure.texts.iter().enumerate() {
        report.visit();
        let path = format!("texts/{i}");
        if !known::knows(known::LETTERS, key) {
            let hint = known::perhaps(known::LETTERS, key);
            report.add(&path, "letter_unknown", format!("there is no letter `{key}`{hint}"));
        }
        if !seen.insert(key) {
            report.add(&path, "letter_repeated", format!("the letter `{key}` is listed twice"));
        }
    }
    for (_, state, path) in context.states() {
        let Some(key) = &state.letter else { continue };
        report.visit();
        if !context.procedure.texts.contains(key) {
            let hint = known::perhaps(context.procedure.texts.iter(), key);
            let message = format!("the letter `{key}` is not one of this procedure's `texts`{hint}");
            report.add(&format!("{path}/letter"), "letter_not_used", message);
        }
    }
}
