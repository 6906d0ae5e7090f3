//! What a change would do, shown to a person before they ask for it. Nothing is committed.

use std::collections::BTreeMap;

use crate::claim::{self, Actor, Claim, Command, Comparison, DocumentId, Recorded};

use super::super::context::Desk;
use super::super::error::DeskError;
use super::decision::Decided;
use super::load::Wanted;

/// What a command would do to a claim as it stands.
#[derive(Clone, Debug)]
pub struct Rehearsal {
    /// The claim before.
    pub before: Claim,
    /// The claim after.
    pub after: Claim,
    /// What would happen.
    pub events: Vec<Recorded>,
}

impl Desk {
    /// What a command would do, by the same rules as when it is carried out; or why it would not be.
    pub async fn rehearse(&self, number: &str, actor: &Actor, command: &Command) -> Result<Rehearsal, DeskError> {
        let loaded = self.load(&Wanted::Number(number.to_owned()), actor).await?;
        let situation = self.situation(&loaded, self.now())?;
        let decided = Decided::on(&situation, &loaded.claim, command, actor)?;
        Ok(Rehearsal { after: decided.after, events: decided.recorded, before: loaded.claim })
    }

    /// What a reviewer read off a paper against what is known.
    pub async fn comparisons(
        &self,
        number: &str,
        actor: &Actor,
        document: DocumentId,
        read: &BTreeMap<String, String>,
    ) -> Result<Vec<Comparison>, DeskError> {
        let loaded = self.load(&Wanted::Number(number.to_owned()), actor).await?;
        let situation = self.situation(&loaded, self.now())?;
        Ok(claim::comparisons(&situation, &loaded.claim, document, read)?)
    }
}
