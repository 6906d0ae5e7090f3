//! One claim as its people work on it: every step is a use case of the desk, under the claim's own clock.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};

use chrono::{DateTime, TimeDelta, Utc};
use serde_json::{Value, json};

use crate::claim::{self, Claim, ClaimId, Command, Contact, DocumentId, PersonId, ReviewVerdict};
use crate::clock::{Clock as _, ManualClock};
use crate::desk::register::RegisterRow;
use crate::desk::{Answer, Changed, Desk, DeskError, Extra, Upload, Wish, inspect};
use crate::law::clock::jakarta_date;

use super::calendar::{just_before, office_moment};
use super::dice::Dice;
use super::error::DemoError;
use super::staff::Desks;
use super::story::{Actor, Step};
use super::{family, papers, reading};

/// A claim and everything that is needed to go on with it.
pub(super) struct Case {
    /// The desk under the claim's clock.
    pub(super) desk: Desk,
    /// The claim's clock.
    pub(super) clock: Arc<ManualClock>,
    /// The demo's day.
    pub(super) now: DateTime<Utc>,
    /// Who acts.
    pub(super) desks: Desks,
    /// The claim's caseworker.
    pub(super) worker: claim::Actor,
    /// Chance of its own.
    pub(super) dice: Dice,
    /// The claim as it is.
    pub(super) claim: Claim,
    /// Who died or was hurt.
    pub(super) participant: RegisterRow,
    /// The claims that were opened because this one asked for them.
    pub(super) follow_ups: Vec<ClaimId>,
    /// A file that papers are written to before they are sent.
    pub(super) draft: PathBuf,
    /// How many papers were sent.
    pub(super) papers: u32,
}

impl Case {
    /// Plays the steps of a story.
    async fn play(&mut self, steps: &[Step]) -> Result<(), DemoError> {
        for step in steps {
            self.step(step).await.map_err(|error| match error {
                DemoError::Desk(error) => DemoError::story(self.claim.number.as_str(), &format!("{step:?}"), &error),
                other => other,
            })?;
        }
        Ok(())
    }

    /// Plays a story to its end and leaves no draft behind.
    pub(super) async fn play_and_tidy(&mut self, steps: &[Step]) -> Result<(), DemoError> {
        let played = self.play(steps).await;
        // There is none where no paper was sent.
        let _ = std::fs::remove_file(&self.draft);
        played
    }

    async fn step(&mut self, step: &Step) -> Result<(), DemoError> {
        match step {
            Step::At(days) => {
                // Before days pass, the office calls whom no letter reaches.
                self.make_calls().await?;
                let moment = office_moment(self.now, *days, &mut self.dice);
                self.clock.set(moment.max(self.clock.now()));
                Ok(())
            }
            Step::Assign => self.by_worker(Command::Assign(self.worker.user)).await,
            Step::Contact(channel, with, text) => self.contact(channel, with, text).await,
            Step::Note(text) => self.by_worker(Command::AddNote { text: (*text).to_owned(), contact: None }).await,
            Step::Facts(facts) => {
                let facts = facts.iter().map(|(name, value)| ((*name).into(), json!(value))).collect();
                self.by_worker(Command::SetFacts(facts)).await
            }
            Step::Act(actor, action, inputs) => {
                let inputs = inputs.iter().map(|(name, value)| (*name, json!(value))).collect();
                self.act(*actor, action, inputs).await
            }
            Step::Today(action, input) => {
                let today = jakarta_date(self.clock.now()).to_string();
                self.act(Actor::Worker, action, vec![(input, json!(today))]).await
            }
            Step::Answers(json) => self.answers(json).await,
            Step::DiedAtOnce => self.died_at_once().await,
            Step::Family(which) => self.family(*which).await,
            Step::Papers(kinds) => {
                for kind in *kinds {
                    self.accepted(kind, None).await?;
                }
                Ok(())
            }
            Step::Proofs => self.proofs().await,
            Step::Arrives(kind) => self.receive(kind, None).await.map(|_| ()),
            Step::Refused(kind, reason) => {
                let paper = self.receive(kind, None).await?;
                self.review(paper, ReviewVerdict::Rejected, Some(reason), BTreeMap::new()).await
            }
            Step::Misread(kind, field) => {
                let paper = self.receive(kind, None).await?;
                let mut read = reading::of(self, kind, None);
                read.entry((*field).to_owned()).and_modify(|text| *text = reading::almost(text));
                self.review(paper, ReviewVerdict::Accepted, None, read).await
            }
            Step::CompleteWithout(kind, reason) => {
                let waivers = json!([{ "kind": kind, "reason": reason }]);
                self.act(Actor::Worker, "documents_complete", vec![("waivers", waivers)]).await
            }
            Step::Confirm => self.confirm().await,
            Step::Pay(payout) => self.pay(*payout).await,
            Step::PayWorker => self.pay_worker().await,
            Step::Settle(kind, outcome, note) => self.settle(kind, *outcome, note).await,
            Step::HandOver(channel) => self.hand_over(*channel).await,
            Step::DeliveryDies => self.delivery_dies().await,
            Step::Answer(kind) => self.answer(*kind).await,
            Step::Letter(action, short) => self.letter(action, *short).await,
            Step::FollowUps => self.open_follow_ups().await,
            Step::GoOnIn(nth) => self.go_on_in(*nth).await,
            Step::SystemCloses => self.changed(&claim::Actor::system(), action_of("close", Vec::new())).await,
        }
    }

    /// A change by the claim's caseworker.
    pub(super) async fn by_worker(&mut self, command: Command) -> Result<(), DemoError> {
        let worker = self.worker.clone();
        self.changed(&worker, command).await
    }

    /// A step with its inputs.
    pub(super) async fn act(&mut self, by: Actor, action: &str, inputs: Vec<(&str, Value)>) -> Result<(), DemoError> {
        let actor = match by {
            Actor::Worker => self.worker.clone(),
            Actor::Supervisor => self.desks.supervisor.clone(),
        };
        self.changed(&actor, action_of(action, inputs)).await
    }

    /// Changes the claim, some minutes after the change before, and keeps what it is then.
    pub(super) async fn changed(&mut self, actor: &claim::Actor, command: Command) -> Result<(), DemoError> {
        let number = self.claim.number.to_string();
        self.changed_in(&number, actor, command).await
    }

    /// As [`Case::changed`], in the claim of this number, which is the case's claim from then on.
    pub(super) async fn changed_in(
        &mut self,
        number: &str,
        actor: &claim::Actor,
        command: Command,
    ) -> Result<(), DemoError> {
        self.tick();
        let after = Mutex::new(None);
        let render = |changed: &Changed<'_>| {
            *after.lock().unwrap_or_else(PoisonError::into_inner) = Some(changed.after.clone());
            Ok(Answer { status: 200, version: Some(changed.after.version), location: None, body: Value::Null })
        };
        let command = |_: &Claim| Ok::<_, DeskError>(command.clone());
        let extra = Extra::default();
        let wish = Wish { claim: number, actor, expected: None, lenient: false, command: &command, key: None, extra };
        self.desk.change(&wish, &render).await?;
        if let Some(claim) = after.into_inner().unwrap_or_else(PoisonError::into_inner) {
            self.claim = claim;
        }
        Ok(())
    }

    /// Lets some minutes pass, but never reaches the demo's day and time.
    pub(super) fn tick(&mut self) {
        let next = self.clock.now() + TimeDelta::seconds(self.dice.between(50, 300).into());
        let latest = just_before(self.now).max(self.clock.now());
        self.clock.set(next.min(latest));
    }

    async fn contact(&mut self, channel: &str, with: &str, text: &str) -> Result<(), DemoError> {
        let with = if with == "pelapor" { self.claim.reporter.name.clone() } else { with.to_owned() };
        let contact = Some(Contact { channel: channel.to_owned(), with });
        self.by_worker(Command::AddNote { text: text.to_owned(), contact }).await
    }

    async fn family(&mut self, which: super::story::Family) -> Result<(), DemoError> {
        let members = family::members(which, &self.participant, &self.claim, &mut self.dice);
        let known = self.claim.people.len();
        for member in members {
            let id = |at: &usize| self.claim.people.get(known + at).map(|person| person.id);
            let mut details = member.details;
            details.parents = member.parents.iter().filter_map(id).collect();
            self.by_worker(Command::AddPerson(details)).await?;
        }
        Ok(())
    }

    async fn proofs(&mut self) -> Result<(), DemoError> {
        let wanted: Vec<(PersonId, &str)> = self
            .claim
            .people
            .iter()
            .flat_map(|person| family::proofs(person, &self.claim).into_iter().map(|kind| (person.id, kind)))
            .collect();
        for (person, kind) in wanted {
            self.accepted(kind, Some(person)).await?;
        }
        Ok(())
    }

    async fn settle(&mut self, kind: &str, outcome: claim::SettlementOutcome, note: &str) -> Result<(), DemoError> {
        let found = self.claim.open_alerts().filter(|alert| alert.kind == kind).last().map(|alert| alert.id);
        let alert = found.ok_or(DeskError::NotFound("alert"))?;
        self.by_worker(Command::SettleAlert { alert, outcome, note: note.to_owned() }).await
    }

    /// A paper arrives, and is accepted with what it says.
    pub(super) async fn accepted(&mut self, kind: &str, person: Option<PersonId>) -> Result<DocumentId, DemoError> {
        let paper = self.receive(kind, person).await?;
        let read = reading::of(self, kind, person);
        self.review(paper, ReviewVerdict::Accepted, None, read).await?;
        Ok(paper)
    }

    async fn review(
        &mut self,
        document: DocumentId,
        verdict: ReviewVerdict,
        reason: Option<&str>,
        read: BTreeMap<String, String>,
    ) -> Result<(), DemoError> {
        let reason = reason.map(str::to_owned);
        self.by_worker(Command::ReviewDocument { document, verdict, reason, note: None, read }).await
    }

    /// A paper arrives.
    pub(super) async fn receive(&mut self, kind: &str, person: Option<PersonId>) -> Result<DocumentId, DemoError> {
        self.tick();
        self.papers += 1;
        let number = self.claim.number.to_string();
        let of =
            person.and_then(|id| self.claim.person(id)).map_or(&self.participant.name, |person| &person.details.name);
        let lines = [
            format!("CONTOH {kind}"),
            of.clone(),
            format!("klaim {number}, surat ke-{}", self.papers),
            self.clock.now().to_rfc3339(),
        ];
        let (file_name, bytes) = papers::paper(kind, self.dice.between(0, 3), &lines);
        let failed = |error| DemoError::Folder(self.draft.clone(), error);
        std::fs::write(&self.draft, bytes).map_err(failed)?;
        let upload = Upload {
            claim: &number,
            kind: kind.into(),
            person,
            file_name,
            inspected: inspect(&self.draft).map_err(DeskError::from)?,
            source: &self.draft,
        };
        let answered = self.desk.receive_document(&self.worker, &upload, None, None).await?;
        let id = answered.answer.body["id"].as_str().and_then(|id| id.parse().ok()).map(DocumentId);
        Ok(id.ok_or(DeskError::NotFound("document"))?)
    }
}

/// The wish to take a step.
pub(super) fn action_of(action: &str, inputs: Vec<(&str, Value)>) -> Command {
    let inputs = inputs.into_iter().map(|(name, value)| (name.into(), value)).collect();
    Command::TakeAction { action: action.into(), inputs, note: None }
}
