//! The steps: where they stand and lead, who takes them, why they may be refused, what is asked and what follows. A step
//! that is the same in several states stands once.

use std::collections::BTreeSet;

use super::super::diagram::{by, numbers, role};
use super::super::names::ActionName;
use super::super::state::{Action, InputSpec, RequiredWhen};
use super::conditions::check;
use super::consequences::consequence;
use super::markdown::{BREAK, code, plain, table};
use super::page::Reader;

/// The table of all steps, in the order of the states that they stand in.
pub(super) fn table_of(reader: &Reader<'_>) -> String {
    let head = [
        reader.say("Langkah", "Step"),
        reader.say("Dari", "From"),
        reader.say("Ke", "To"),
        reader.say("Oleh", "By"),
        reader.say("Ditolak bila (dasar)", "Refused when (law)"),
        reader.say("Diisi", "Asked for"),
        reader.say("Akibat", "What follows"),
    ];
    let mut steps: Vec<(&ActionName, &Action, BTreeSet<usize>)> = Vec::new();
    for at in 0..reader.states.len() {
        for (name, action) in reader.steps_out(at) {
            match steps.iter_mut().find(|(known, same, _)| *known == name && *same == action) {
                Some((_, _, from)) => {
                    from.insert(at);
                }
                None => steps.push((name, action, BTreeSet::from([at]))),
            }
        }
    }
    let rows: Vec<Vec<String>> = steps.iter().map(|(name, action, from)| row(reader, name, action, from)).collect();
    format!("## {}\n\n{}", reader.say("Langkah", "Steps"), table(&head, &rows))
}

fn row(reader: &Reader<'_>, name: &ActionName, action: &Action, from: &BTreeSet<usize>) -> Vec<String> {
    let branches = action.instead.iter().map(|branch| {
        format!("{}; {} {}", reader.number(&branch.to), reader.say("bila", "when"), check(reader, &branch.when))
    });
    let to: Vec<String> = branches.chain([reader.number(&action.to)]).collect();
    let refusals = action
        .when
        .iter()
        .map(|rule| format!("{} ({})", placeholders(&reader.words(&rule.message)), reader.law(&rule.law)));
    let inputs = action.inputs.values().map(|input| asked(reader, input));
    vec![
        format!("{} {}", reader.words(&action.title), code(name.as_str())),
        numbers(from),
        to.join(BREAK),
        plain(&by(action, reader.language)),
        refusals.collect::<Vec<_>>().join(BREAK),
        inputs.collect::<Vec<_>>().join(BREAK),
        action.then.iter().map(|then| consequence(reader, then)).collect::<Vec<_>>().join(BREAK),
    ]
}

/// What is filled in only when a step is refused has no words before.
fn placeholders(words: &str) -> String {
    let mut shown = String::new();
    let mut rest = words;
    while let Some((before, (_, after))) =
        rest.split_once('{').and_then(|(before, inside)| Some((before, inside.split_once('}')?)))
    {
        shown.push_str(before);
        shown.push('\u{2026}');
        rest = after;
    }
    shown + rest
}

fn asked(reader: &Reader<'_>, input: &InputSpec) -> String {
    let mut notes: Vec<String> = Vec::new();
    match input.required {
        RequiredWhen::Always => notes.push(reader.say("wajib", "required").to_owned()),
        RequiredWhen::ByHand => {
            notes.push(reader.say("wajib bila dicatat petugas", "required of staff").to_owned());
        }
        RequiredWhen::Never => {}
    }
    if !input.by.is_empty() {
        let who: Vec<&str> = input.by.iter().map(|one| role(*one, reader.language)).collect();
        notes.push(format!("{} {}", reader.say("hanya", "only"), who.join(", ")));
    }
    let title = reader.words(&input.title);
    if notes.is_empty() { title } else { format!("{title} ({})", notes.join("; ")) }
}
