//! Who may do what, before any rule of the procedure is asked.

use crate::law::Text;
use crate::workflow::Role;

use super::super::actor::Actor;
use super::super::command::{Command, FamilyLinkKind};
use super::super::refusal::Refused;
use super::super::state::Claim;

/// Whether a claim is the actor's to see at all. What is not is answered as if it did not exist.
pub fn may_see(claim: &Claim, actor: &Actor) -> bool {
    actor.sees(claim.id, claim.office)
}

/// Whether there is a claim to decide on, once only to be opened, and whether the actor sees it. The desk has asked
/// before; a claim is asked again so that a slip there shows nothing and changes nothing.
pub(super) fn check_claim(claim: &Claim, command: &Command, actor: &Actor) -> Result<(), Refused> {
    match (claim.version, command) {
        (0, Command::Open(_)) => Ok(()),
        (0, _) => Err(Refused::Unknown { what: "claim" }),
        _ if !may_see(claim, actor) => Err(Refused::Unknown { what: "claim" }),
        (_, Command::Open(_)) => Err(Refused::rule(
            "already_open",
            Text::new("Klaim ini sudah dibuka.", "This claim has been opened already."),
            "office",
            Text::new("Pakai klaim yang ada.", "Use the claim that is there."),
        )),
        _ => Ok(()),
    }
}

/// Roles against commands, and the end that is final.
pub(super) fn check(claim: &Claim, command: &Command, actor: &Actor) -> Result<(), Refused> {
    if !role_allows(command, actor) {
        return Err(Refused::NotAllowed(Text::new(
            format!("Peran Anda ({}) tidak boleh melakukan ini.", actor.role.title().id),
            format!("Your role ({}) may not do this.", actor.role.title().en),
        )));
    }
    if claim.ended && !allowed_after_the_end(command) {
        return Err(Refused::rule(
            "claim_closed",
            Text::new("Klaim ini sudah ditutup.", "This claim is closed."),
            "office",
            Text::new("Tulis catatan, atau buka klaim baru.", "Write a note, or open a new claim."),
        ));
    }
    Ok(())
}

fn role_allows(command: &Command, actor: &Actor) -> bool {
    let staff = actor.role.is_staff();
    match command {
        // Which roles may take a step is said by the procedure, action by action.
        Command::TakeAction { .. } => !matches!(actor.role, Role::Admin | Role::Auditor),
        Command::ReceiveDocument(_) => staff || actor.role == Role::Heir,
        // A person says it themselves, or tells the office.
        Command::RecordConsent { person, .. } | Command::SayReceipt { person, .. } => {
            staff || (actor.role == Role::Heir && actor.heir.is_some_and(|(_, own)| own == *person))
        }
        Command::Open(_) | Command::AddNote { .. } => staff || actor.role == Role::System,
        Command::FireRungs { .. } => actor.role == Role::System,
        Command::ExtendDeadline { .. } => actor.role == Role::Supervisor,
        // A person says it themselves, by a link of their letters too, or tells the office.
        Command::ChooseLetters { person, .. } => {
            staff || (actor.role == Role::Heir && actor.heir.is_some_and(|(_, own)| own == *person))
        }
        Command::RaiseAlert { .. } => matches!(actor.role, Role::System | Role::Insurer),
        Command::MoveOffice { .. } => actor.role == Role::Supervisor && actor.office.is_none(),
        // Whoever holds a link that was good once asks for another themselves; it goes to their known address.
        Command::MakeFamilyLink { person, kind: FamilyLinkKind::Renewed } => {
            actor.role == Role::Heir && actor.heir.is_some_and(|(_, own)| own == *person)
        }
        // Only the person themselves: a link is never opened for somebody.
        Command::OpenFamilyLink { person } => {
            actor.role == Role::Heir && actor.heir.is_some_and(|(_, own)| own == *person)
        }
        Command::SetFacts(_)
        | Command::ReviewDocument { .. }
        | Command::WithdrawDocument { .. }
        | Command::AddPerson(_)
        | Command::ChangePerson { .. }
        | Command::VerifyPerson { .. }
        | Command::SetPayees(_)
        | Command::Assign(_)
        | Command::SuspendClock { .. }
        | Command::ResumeClock { .. }
        | Command::MakeFamilyLink { .. }
        | Command::SettleAlert { .. } => staff,
    }
}

/// After the end only words are added: notes, and findings about what still arrives. A link that was made before may
/// still be opened, to read how it ended.
fn allowed_after_the_end(command: &Command) -> bool {
    matches!(
        command,
        Command::AddNote { .. }
            | Command::OpenFamilyLink { .. }
            | Command::ChooseLetters { .. }
            // Money may turn out not to have arrived after the claim was closed over it.
            | Command::SayReceipt { .. }
            | Command::RaiseAlert { .. }
            | Command::SettleAlert { .. }
            // A step is answered by the state, which has none.
            | Command::TakeAction { .. }
    )
}
