//! The states: what happens there, whose turn it is, until when, and which steps lead out.

use super::super::diagram::{role, span, turn};
use super::super::names::InputName;
use super::super::state::{Action, Deadline, DeadlineStart, State};
use super::markdown::{BREAK, code, table};
use super::page::Reader;

/// The table of all states.
pub(super) fn table_of(reader: &Reader<'_>) -> String {
    let head = [
        "",
        reader.say("Keadaan", "State"),
        reader.say("Giliran", "Turn"),
        reader.say("Sampai", "Until"),
        reader.say("Langkah", "Steps out"),
    ];
    let states = reader.states.iter().enumerate();
    let rows: Vec<Vec<String>> = states
        .filter_map(|(at, name)| {
            let state = reader.procedure.states.get(name)?;
            let beside =
                if at < reader.on_way { "" } else { reader.say(" (di luar jalan biasa)", " (off the usual way)") };
            let title = format!("**{}** {}{beside}", reader.words(&state.title), code(name.as_str()));
            Some(vec![
                (at + 1).to_string(),
                format!("{title}{BREAK}{}{}", reader.words(&state.explain), letter(reader, state)),
                whose(reader, state),
                state.deadline.as_ref().map(|deadline| until(reader, state, deadline)).unwrap_or_default(),
                reader
                    .steps_out(at)
                    .into_iter()
                    .map(|(_, action)| step(reader, action))
                    .collect::<Vec<_>>()
                    .join(BREAK),
            ])
        })
        .collect();
    format!("## {}\n\n{}", reader.say("Keadaan", "States"), table(&head, &rows))
}

/// The letter that the family gets here.
fn letter(reader: &Reader<'_>, state: &State) -> String {
    let said = reader.say("Surat kepada keluarga:", "Letter to the family:");
    state.letter.as_ref().map(|letter| format!("{BREAK}{said} {}", code(letter))).unwrap_or_default()
}

fn whose(reader: &Reader<'_>, state: &State) -> String {
    match state.waiting_on {
        Some(waiting) => turn(waiting, reader.language).to_owned(),
        None if state.end => reader.say("akhir", "the end").to_owned(),
        None => String::new(),
    }
}

fn until(reader: &Reader<'_>, state: &State, deadline: &Deadline) -> String {
    let within = span(&deadline.within, reader.language);
    let from = match &deadline.from {
        DeadlineStart::Entered => String::new(),
        DeadlineStart::Event => reader.say(" sejak kejadian", " from the event").to_owned(),
        DeadlineStart::Input(input) => {
            format!(" {} \u{201c}{}\u{201d}", reader.say("sejak", "from"), asked(reader, input))
        }
        DeadlineStart::SchoolYear => reader.say(" sejak 1 Juli berikutnya", " from the next 1 July").to_owned(),
    };
    let then = if let Some(name) = &deadline.then {
        let step = state.actions.get(name).map_or_else(|| code(name.as_str()), |step| reader.words(&step.title));
        format!("{} {step}", reader.say("lalu otomatis:", "then by itself:"))
    } else {
        let whom = role(deadline.escalate_to, reader.language);
        format!("{} {whom}", reader.say("lalu diberitahu:", "then told:"))
    };
    let rungs = reminders(reader, deadline);
    format!("{within}{from}{BREAK}({}){BREAK}{rungs}{then}", reader.law(&deadline.law))
}

/// When somebody is reminded, before the end and behind it, and what lateness costs.
fn reminders(reader: &Reader<'_>, deadline: &Deadline) -> String {
    let said = |spans: &[String]| spans.iter().map(|text| span(text, reader.language)).collect::<Vec<_>>().join(", ");
    let mut lines = Vec::new();
    if !deadline.remind_before.is_empty() {
        let before = said(&deadline.remind_before);
        lines.push(format!(
            "{} {before} {}{BREAK}",
            reader.say("diingatkan", "reminded"),
            reader.say("sebelumnya", "before")
        ));
    }
    if !deadline.remind_after.is_empty() {
        let behind = said(&deadline.remind_after);
        lines.push(format!("{} {behind} {}{BREAK}", reader.say("dan", "and"), reader.say("sesudahnya", "after")));
    }
    if let Some(points) = deadline.penalty_basis_points_per_day {
        let (whole, rest) = (points / 100, points % 100);
        let percent = if rest == 0 { whole.to_string() } else { format!("{whole}.{rest:02}") };
        lines.push(format!("{} {percent} %{BREAK}", reader.say("denda sehari", "penalty a day")));
    }
    lines.concat()
}

/// The label of the input that a clock starts on, wherever it is asked for.
fn asked(reader: &Reader<'_>, name: &InputName) -> String {
    let actions = reader.procedure.states.values().flat_map(|state| state.actions.values());
    let mut inputs = actions.filter_map(|action| action.inputs.get(name));
    inputs.next().map_or_else(|| code(name.as_str()), |input| reader.words(&input.title))
}

fn step(reader: &Reader<'_>, action: &Action) -> String {
    let targets: Vec<String> = action.targets().map(|to| reader.number(to)).collect();
    format!("{} \u{2192} {}", reader.words(&action.title), targets.join("/"))
}
