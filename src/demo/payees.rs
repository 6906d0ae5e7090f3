//! Who is paid in a story, and into which account.

use crate::claim::{self, Command, PersonId};
use crate::desk::DeskError;
use crate::law::Share;
use crate::law::heirs::Relation;

use super::case::Case;
use super::error::DemoError;
use super::family;
use super::story::Payout;

impl Case {
    /// Every one of the family is confirmed.
    pub(super) async fn confirm(&mut self) -> Result<(), DemoError> {
        let family = self.claim.people.iter().filter(|person| person.details.relation != Relation::Participant);
        let people: Vec<PersonId> = family.map(|person| person.id).collect();
        for person in people {
            self.confirmed(person).await?;
        }
        Ok(())
    }

    async fn confirmed(&mut self, person: PersonId) -> Result<(), DemoError> {
        let verdict = claim::VerificationStatus::Confirmed;
        let note = Some("Cocok dengan KTP dan KK asli.".to_owned());
        self.by_worker(Command::VerifyPerson { person, verdict, reason: None, note }).await
    }

    /// Records who is paid, with the papers of the accounts.
    pub(super) async fn pay(&mut self, payout: Payout) -> Result<(), DemoError> {
        let heirs = family::heirs(&self.claim);
        let guardian = family::guardian(&self.claim);
        let (several, first) = (heirs.len() > 1, heirs.first().copied());
        let mut document = None;
        if several {
            document = Some(self.accepted("surat_kuasa", None).await?);
        }
        let agreed = if several { claim::PayeeBasis::Agreement } else { claim::PayeeBasis::Sole };
        let whole = |person: PersonId, account_of: PersonId, basis| claim::Payee {
            person,
            amount: None,
            share: Some(Share::WHOLE),
            account_of,
            basis,
            document,
        };
        let payees: Vec<claim::Payee> = match payout {
            Payout::First => first.map(|heir| whole(heir, heir, agreed)).into_iter().collect(),
            Payout::Guardian => first
                .zip(guardian)
                .map(|(heir, guardian)| whole(heir, guardian, claim::PayeeBasis::Guardian))
                .into_iter()
                .collect(),
            Payout::Equally => {
                let share = u32::try_from(heirs.len()).ok().and_then(|count| Share::new(1, count).ok());
                heirs.iter().map(|heir| claim::Payee { share, ..whole(*heir, *heir, agreed) }).collect()
            }
        };
        let accounts: Vec<PersonId> = payees.iter().map(|payee| payee.account_of).collect();
        self.by_worker(Command::SetPayees(payees)).await?;
        for person in accounts {
            self.accepted("rekening", Some(person)).await?;
        }
        Ok(())
    }

    /// The worker is verified, and paid into an account of their own.
    pub(super) async fn pay_worker(&mut self) -> Result<(), DemoError> {
        let worker = self.claim.people.iter().find(|person| person.details.relation == Relation::Participant);
        let worker = worker.ok_or(DeskError::NotFound("person"))?;
        let (person, mut details) = (worker.id, worker.details.clone());
        details.account = Some(family::account(&details.name, &mut self.dice));
        self.by_worker(Command::ChangePerson { person, details }).await?;
        self.confirmed(person).await?;
        let basis = claim::PayeeBasis::Sole;
        let share = Some(Share::WHOLE);
        let payee = claim::Payee { person, amount: None, share, account_of: person, basis, document: None };
        self.by_worker(Command::SetPayees(vec![payee])).await?;
        self.accepted("rekening", Some(person)).await?;
        Ok(())
    }
}
