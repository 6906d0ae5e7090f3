//! Which rule answers which command.

use super::super::actor::Actor;
use super::super::command::Command;
use super::super::event::Event;
use super::super::refusal::Refused;
use super::super::situation::Situation;
use super::super::state::Claim;
use super::{access, action, alerts, clocks, documents, facts, family, findings, notes, open, payees, people, receipt};

/// Decides a command: the events that shall happen, in order, or why not.
///
/// # Errors
/// [`Refused`], and then nothing has changed.
pub fn decide(
    situation: &Situation<'_>,
    claim: &Claim,
    command: &Command,
    actor: &Actor,
) -> Result<Vec<Event>, Refused> {
    access::check_claim(claim, command, actor)?;
    access::check(claim, command, actor)?;
    let mut events = answer(situation, claim, command, actor)?;
    events.extend(findings::calendar_missing(situation, claim, actor, &events));
    Ok(events)
}

fn answer(situation: &Situation<'_>, claim: &Claim, command: &Command, actor: &Actor) -> Result<Vec<Event>, Refused> {
    match command {
        Command::Open(wish) => open::open(situation, claim, wish),
        Command::TakeAction { action, inputs, note } => {
            action::take(situation, claim, actor, action, inputs, note.as_deref())
        }
        Command::SetFacts(values) => facts::set(situation, claim, values),
        Command::ReceiveDocument(incoming) => documents::receive(situation, claim, actor, incoming),
        Command::ReviewDocument { document, verdict, reason, note, read } => {
            documents::review(situation, claim, *document, *verdict, reason.as_deref(), note.as_deref(), read)
        }
        Command::WithdrawDocument { document, reason } => documents::withdraw(claim, *document, reason),
        Command::AddPerson(details) => people::add(situation, claim, details),
        Command::ChangePerson { person, details } => people::change(situation, claim, *person, details),
        Command::VerifyPerson { person, verdict, reason, note } => {
            people::verify(claim, *person, *verdict, reason.as_deref(), note.as_deref())
        }
        Command::RecordConsent { person, consent, note } => people::consent(claim, *person, *consent, note.as_deref()),
        Command::SayReceipt { person, arrived, note } => receipt::say(claim, *person, *arrived, note.as_deref()),
        Command::SetPayees(wanted) => payees::set(situation, claim, wanted),
        Command::AddNote { text, contact } => notes::add(text, contact.as_ref()),
        Command::Assign(user) => Ok(notes::assign(claim, *user)),
        Command::MoveOffice { office, reason } => notes::move_office(claim, *office, reason),
        Command::MakeFamilyLink { person, kind } => family::make_link(situation, claim, *person, *kind),
        Command::OpenFamilyLink { person } => family::open_link(claim, *person),
        Command::FireRungs { deadline, rungs } => clocks::fire(situation, claim, deadline, rungs),
        Command::SuspendClock { reason } => clocks::suspend(situation, claim, actor, reason),
        Command::ResumeClock { note } => clocks::resume(claim, note.as_deref()),
        Command::ExtendDeadline { span, reason } => clocks::extend(situation, claim, *span, reason),
        Command::ChooseLetters { person, fewer } => family::choose_letters(claim, *person, *fewer),
        Command::RaiseAlert { kind, severity, evidence } => Ok(alerts::raise(claim, kind, *severity, evidence)),
        Command::SettleAlert { alert, outcome, note } => alerts::settle(claim, *alert, *outcome, note),
    }
}
