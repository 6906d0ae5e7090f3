//! Users and tokens.

use crate::desk::{Desk, NewUser};
use crate::workflow::Role;

use super::arguments::{TokenCommand, UserCommand};
use super::out::{Failure, line};

/// `santun user …`.
pub(super) async fn user(desk: &Desk, command: UserCommand) -> Result<(), Failure> {
    let UserCommand::Add { name, role, email, office } = command;
    let role = Role::parse(&role).ok_or_else(|| {
        Failure::usage(format!("there is no role {role}: choose caseworker, supervisor, admin or auditor"))
    })?;
    let user = NewUser { name, email: email.clone(), role, office, password: None };
    match desk.add_user(&user).await {
        Ok(_) => {
            line(format!("added {role} {email}"));
            Ok(())
        }
        Err(crate::desk::DeskError::Taken(_)) => Err(Failure::new(format!("{email} has an account already"))),
        Err(other) => Err(other.into()),
    }
}

/// `santun token …`.
pub(super) async fn token(desk: &Desk, command: TokenCommand) -> Result<(), Failure> {
    let TokenCommand::Add { user, insurer: _, name } = command;
    let token = match user {
        Some(email) => match desk.add_token(&email, &name).await {
            Err(crate::desk::DeskError::NotFound(_)) => {
                return Err(Failure::new(format!("nobody has the address {email}: run santun user add")));
            }
            other => other?,
        },
        None => desk.add_machine_token(Role::Insurer, &name).await?,
    };
    line(token);
    Ok(())
}
