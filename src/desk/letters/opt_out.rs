//! Fewer letters: a person of a family says so by the link in a letter, or the office does for them.

use crate::claim::{Claim, ClaimId, Command, PersonId};
use crate::store::queries::{self, FEWER_LETTERS};

use super::super::claims::{Asked, Extra, Wanted, Wish};
use super::super::context::Desk;
use super::super::error::DeskError;
use super::super::hand_over::silent;
use super::super::secret::secret_hash;
use super::super::sessions::heir;

impl Desk {
    /// Whether a link for fewer letters is good. Looking changes nothing: programs that preview mails open links too.
    pub async fn is_fewer_letters_link(&self, token: &str) -> Result<bool, DeskError> {
        Ok(self.fewer_letters_of(token).await?.is_some())
    }

    /// The person of a link for fewer letters wants only those that must be, from now on. A repeat changes nothing.
    ///
    /// # Errors
    /// [`DeskError::NotFound`] when the link is not good.
    pub async fn want_fewer_letters(&self, token: &str) -> Result<(), DeskError> {
        let (claim, person) = self.fewer_letters_of(token).await?.ok_or(DeskError::NotFound("link"))?;
        let actor = heir(claim, person);
        let command = |_: &Claim| Ok(Command::ChooseLetters { person, fewer: true });
        let wish = Wish {
            claim: "",
            actor: &actor,
            expected: None,
            lenient: false,
            command: &command,
            key: None,
            extra: Extra::default(),
        };
        self.change_wanted(&Wanted::Id(claim.0), &wish, &silent).await.map(|_| ())
    }

    /// The office, or the person themselves, says which letters a person wants.
    pub async fn choose_family_letters(
        &self,
        asked: Asked<'_>,
        person: PersonId,
        fewer: bool,
        render: &super::super::claims::Render<'_>,
    ) -> Result<super::super::answers::Answered, DeskError> {
        self.carry_out(asked, &Command::ChooseLetters { person, fewer }, render).await
    }

    async fn fewer_letters_of(&self, token: &str) -> Result<Option<(ClaimId, PersonId)>, DeskError> {
        let hash = secret_hash(token);
        let found = self.store().read(move |db| queries::link_by_hash(db, FEWER_LETTERS, &hash)).await?;
        let now = self.now();
        let good = found.filter(|link| link.revoked_at.is_none() && link.expires_at > now);
        Ok(good.and_then(|link| Some((ClaimId(link.claim_id?), PersonId(link.person_id?)))))
    }
}
