//! Users and tokens.

use chrono::{DateTime, Utc};

use crate::desk::{Desk, DeskError, NewUser};
use crate::workflow::Role;

use super::arguments::{TokenCommand, UserCommand};
use super::out::{Failure, line};

/// `santun user …`.
pub(super) async fn user(desk: &Desk, command: UserCommand) -> Result<(), Failure> {
    match command {
        UserCommand::Add { name, role, email, office } => add_user(desk, name, &role, email, office).await,
        UserCommand::Invite { email } => invite(desk, &email).await,
        UserCommand::Address { email, new } => {
            match desk.change_address(&email, &new).await {
                Err(DeskError::Taken(_)) => return Err(Failure::new(format!("{new} has an account already"))),
                other => other.map_err(|error| unknown(error, &email))?,
            }
            line(format!("{email} is now {new}"));
            Ok(())
        }
        UserCommand::Disable { email } => {
            desk.disable_user(&email).await.map_err(|error| unknown(error, &email))?;
            line(format!("{email} is disabled, with every token and session"));
            Ok(())
        }
        UserCommand::List => {
            for user in desk.users().await? {
                let office = user.office.as_deref().unwrap_or("all offices");
                let state = if user.active { "active" } else { "disabled" };
                line(format!("{}\t{}\t{}\t{office}\t{state}", user.email, user.name, user.role));
            }
            Ok(())
        }
    }
}

async fn add_user(desk: &Desk, name: String, role: &str, email: String, office: Option<String>) -> Result<(), Failure> {
    let role = Role::parse(role).ok_or_else(|| {
        Failure::usage(format!("there is no role {role}: choose caseworker, supervisor, admin or auditor"))
    })?;
    let user = NewUser { name, email: email.clone(), role, office, password: None };
    match desk.add_user(&user).await {
        Ok(_) => {
            line(format!("added {role} {email}"));
            invite(desk, &email).await
        }
        Err(DeskError::Taken(_)) => Err(Failure::new(format!("{email} has an account already"))),
        Err(other) => Err(other.into()),
    }
}

/// Prints a link by which the user chooses a password, once.
async fn invite(desk: &Desk, email: &str) -> Result<(), Failure> {
    let invitation = desk.invite(email, None).await.map_err(|error| unknown(error, email))?;
    let until = invitation.expires_at.format("%Y-%m-%dT%H:%M:%SZ");
    line(format!("one-time link to choose a password, good until {until}: {}{}", desk.public_url(), invitation.path));
    if let Some(address) = invitation.sent_to {
        line(format!("the same link goes to {address} by mail"));
    }
    Ok(())
}

/// `santun token …`.
pub(super) async fn token(desk: &Desk, command: TokenCommand) -> Result<(), Failure> {
    match command {
        TokenCommand::Add { user, insurer: _, mail_server, name } => {
            let token = match user {
                Some(email) => desk.add_token(&email, &name).await.map_err(|error| unknown(error, &email))?,
                None if mail_server => desk.add_machine_token(Role::System, &name).await?,
                None => desk.add_machine_token(Role::Insurer, &name).await?,
            };
            line(token);
        }
        TokenCommand::Revoke { user, name } => {
            match desk.revoke_token(&user, &name).await {
                Err(DeskError::NotFound("token")) => {
                    return Err(Failure::new(format!("{user} has no token \"{name}\" that is still accepted")));
                }
                other => other.map_err(|error| unknown(error, &user))?,
            }
            line(format!("the token \"{name}\" of {user} is revoked"));
        }
        TokenCommand::List { user } => {
            for token in desk.tokens(&user).await.map_err(|error| unknown(error, &user))? {
                let used = token.last_used_at.map_or_else(|| "never used".to_owned(), |at| said("last used", at));
                let revoked = token.revoked_at.map_or_else(String::new, |at| format!("\t{}", said("revoked", at)));
                line(format!("{}\t{}\t{used}{revoked}", token.name, said("made", token.created_at)));
            }
        }
    }
    Ok(())
}

fn said(what: &str, at: DateTime<Utc>) -> String {
    format!("{what} {}", at.format("%Y-%m-%dT%H:%M:%SZ"))
}

fn unknown(error: DeskError, email: &str) -> Failure {
    match error {
        DeskError::NotFound(_) => Failure::new(format!("nobody has the address {email}: run santun user add")),
        other => other.into(),
    }
}
