//! Who works on a claim, and at which office.

use crate::claim::{AccountId, Actor, Command, OfficeId};
use crate::law::{FieldError, Text};

use super::super::answers::{Answered, IdempotencyKey};
use super::super::context::Desk;
use super::super::error::DeskError;
use super::change::{Extra, Render, Wish};
use super::load::Wanted;

/// A change that is asked for: about what, by whom, on which version, under which key.
pub struct Asked<'a> {
    /// What it is about: a claim's number, or as the use case says.
    pub thing: &'a str,
    /// Who asks.
    pub actor: &'a Actor,
    /// The version the caller looked at.
    pub expected: Option<i64>,
    /// Whether that version may be older by the system's quiet words: see [`Wish::lenient`].
    pub lenient: bool,
    /// The key by which a repeat is known.
    pub key: Option<IdempotencyKey>,
}

impl Desk {
    /// Says who is to work on a claim; nobody, when there is no user.
    ///
    /// # Errors
    /// [`DeskError::Invalid`] when the user is no staff of the claim's office.
    pub async fn assign(
        &self,
        asked: Asked<'_>,
        user: Option<AccountId>,
        render: &Render<'_>,
    ) -> Result<Answered, DeskError> {
        let loaded = self.load(&Wanted::Number(asked.thing.to_owned()), asked.actor).await?;
        if let Some(user) = user
            && !self.may_be_assigned(user, &loaded.office.name).await?
        {
            let message = Text::new(
                "Bukan petugas aktif di kantor klaim ini.",
                "Not an active caseworker or supervisor of this claim's office.",
            );
            return Err(DeskError::Invalid(vec![FieldError::new("user", "not_assignable", message)]));
        }
        self.carry_out(asked, &Command::Assign(user), render).await
    }

    /// Moves a claim to the office of a name.
    ///
    /// # Errors
    /// [`DeskError::Invalid`] when there is no such office.
    pub async fn move_claim(
        &self,
        asked: Asked<'_>,
        office: &str,
        reason: &str,
        render: &Render<'_>,
    ) -> Result<Answered, DeskError> {
        let offices = self.offices().await?;
        let Some(to) = offices.iter().find(|known| known.name == office.trim()) else {
            let message = Text::new("Kantor ini tidak ada.", "There is no such office.");
            return Err(DeskError::Invalid(vec![FieldError::new("office", "unknown_office", message)]));
        };
        let command = Command::MoveOffice { office: OfficeId(to.id), reason: reason.to_owned() };
        self.carry_out(asked, &command, render).await
    }

    /// Carries a command out for whom nothing but its success matters: a page is shown anew afterwards.
    pub async fn act(&self, asked: Asked<'_>, command: &Command) -> Result<Answered, DeskError> {
        self.carry_out(asked, command, &super::super::hand_over::silent).await
    }

    pub(in super::super) async fn carry_out(
        &self,
        asked: Asked<'_>,
        command: &Command,
        render: &Render<'_>,
    ) -> Result<Answered, DeskError> {
        let wish = Wish {
            claim: asked.thing,
            actor: asked.actor,
            expected: asked.expected,
            lenient: asked.lenient,
            command: &|_| Ok(command.clone()),
            key: asked.key,
            extra: Extra::default(),
        };
        self.change(&wish, render).await
    }
}
