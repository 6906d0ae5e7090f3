//! What each kind of step does to the claim of a story.

use std::collections::BTreeMap;

use serde_json::Value;

use crate::law::{Share, Text};
use crate::workflow::{ActionName, DocumentKind, FactName, FactValue, InputKind, InputName, Step, StepKind};

use super::super::actor::Actor;
use super::super::command::{Command, IncomingDocument};
use super::super::ids::PersonId;
use super::super::parts::{Account, Payee, PayeeBasis, ReviewVerdict, SettlementOutcome, VerificationStatus};
use super::super::refusal::Refused;
use super::story::Story;

impl Story<'_> {
    /// Takes one step of the story. A refused step leaves the claim as it was, also when part of it went through.
    pub(super) fn take(&mut self, step: &Step) -> Result<(), Refused> {
        self.pass(step.after_days);
        let before = (self.claim.clone(), self.delivery_under_way, self.taken.clone());
        let done = self.actor(&step.actor).and_then(|actor| self.step(&actor, &step.kind));
        if done.is_err() {
            (self.claim, self.delivery_under_way, self.taken) = before;
        }
        done
    }

    fn step(&mut self, actor: &Actor, kind: &StepKind) -> Result<(), Refused> {
        match kind {
            StepKind::Action { name, inputs } => self.action(actor, name, inputs),
            StepKind::Facts(values) => self.facts(actor, values),
            StepKind::Accept(kinds) => {
                kinds.iter().try_for_each(|kind| self.paper(actor, kind, None, ReviewVerdict::Accepted))
            }
            StepKind::AcceptOf { person, kinds } => {
                let person = self.person(person)?;
                kinds.iter().try_for_each(|kind| self.paper(actor, kind, Some(person), ReviewVerdict::Accepted))
            }
            StepKind::Refuse(kind) => self.paper(actor, kind, None, ReviewVerdict::Rejected),
            StepKind::TakeBack(kinds) => kinds.iter().try_for_each(|kind| self.take_back(actor, kind, None)),
            StepKind::TakeBackOf { person, kinds } => {
                let person = self.person(person)?;
                kinds.iter().try_for_each(|kind| self.take_back(actor, kind, Some(person)))
            }
            StepKind::Verify(names) => self.judge(actor, names, VerificationStatus::Confirmed),
            StepKind::RefusePeople(names) => self.judge(actor, names, VerificationStatus::Refused),
            StepKind::PayTo(name) => self.pay(actor, &[name]),
            StepKind::PayToGuardian { person, guardian } => self.pay_guardian(actor, person, guardian),
            StepKind::PayEqually(names) => self.pay(actor, &names.iter().map(String::as_str).collect::<Vec<_>>()),
            StepKind::Receipt { person, arrived } => {
                let person = self.person(person)?;
                self.act(actor, &Command::SayReceipt { person, arrived: *arrived, note: None })
            }
            StepKind::SettleAlerts => self.settle_alerts(actor),
            StepKind::DeliveryBegins => self.delivery_begins(),
        }
    }

    fn action(&mut self, actor: &Actor, name: &ActionName, given: &BTreeMap<InputName, Value>) -> Result<(), Refused> {
        self.tried.insert((self.claim.state.clone(), name.clone()));
        let specs = self.procedure.action(&self.claim.state, name).map(|action| &action.inputs);
        let named = |input: &InputName, value: &Value| match specs?.get(input)?.kind {
            InputKind::Document(_) => self.document_of_kind(value),
            InputKind::Person(_) => {
                value.as_str().and_then(|name| self.people.get(name)).map(|id| Value::String(id.to_string()))
            }
            InputKind::Payments | InputKind::Waivers => Some(self.people_by_name(value)),
            _ => None,
        };
        let inputs = given
            .iter()
            .map(|(input, value)| (input.clone(), named(input, value).unwrap_or_else(|| value.clone())))
            .collect();
        self.act(actor, &Command::TakeAction { action: name.clone(), inputs, note: None })
    }

    /// The newest accepted document of the kind that an input names.
    fn document_of_kind(&self, kind: &Value) -> Option<Value> {
        let kind = DocumentKind::from(kind.as_str()?);
        self.claim.accepted(&kind, None).map(|document| Value::String(document.id.to_string()))
    }

    /// A list whose `person` names a short name, with the person's identity in its place.
    fn people_by_name(&self, list: &Value) -> Value {
        let mut list = list.clone();
        for item in list.as_array_mut().into_iter().flatten() {
            if let Some(person) = item.get_mut("person")
                && let Some(id) = person.as_str().and_then(|name| self.people.get(name))
            {
                *person = Value::String(id.to_string());
            }
        }
        list
    }

    fn facts(&mut self, actor: &Actor, values: &BTreeMap<FactName, Option<FactValue>>) -> Result<(), Refused> {
        let json = |value: &Option<FactValue>| serde_json::to_value(value).unwrap_or_default();
        let values = values.iter().map(|(name, value)| (name.clone(), json(value))).collect();
        self.act(actor, &Command::SetFacts(values))
    }

    /// A paper arrives from the one who acts, and staff review it.
    fn paper(
        &mut self,
        actor: &Actor,
        kind: &DocumentKind,
        person: Option<PersonId>,
        verdict: ReviewVerdict,
    ) -> Result<(), Refused> {
        let incoming = IncomingDocument {
            kind: kind.clone(),
            person,
            file_name: format!("{kind}.jpg"),
            media_type: "image/jpeg".to_owned(),
            size: 1_000,
            sha256: format!("{:064x}", self.claim.version),
            twins: Vec::new(),
        };
        self.act(actor, &Command::ReceiveDocument(incoming))?;
        let Some(document) = self.claim.documents.last().map(|document| document.id) else { return Ok(()) };
        let reviewer = if actor.role.is_staff() { actor.clone() } else { self.actor("rina")? };
        let reason = (verdict == ReviewVerdict::Rejected).then(|| "Tidak terbaca.".to_owned());
        let review = Command::ReviewDocument { document, verdict, reason, note: None, read: BTreeMap::new() };
        self.act(&reviewer, &review)
    }

    /// The accepted paper of a kind is taken back.
    fn take_back(&mut self, actor: &Actor, kind: &DocumentKind, person: Option<PersonId>) -> Result<(), Refused> {
        let accepted = self.claim.accepted(kind, person).map(|document| document.id);
        let document = accepted.ok_or(Refused::Unknown { what: "document" })?;
        self.act(actor, &Command::WithdrawDocument { document, reason: "Keliru.".to_owned() })
    }

    fn judge(&mut self, actor: &Actor, names: &[String], verdict: VerificationStatus) -> Result<(), Refused> {
        names.iter().try_for_each(|name| {
            let person = self.person(name)?;
            self.verify(actor, person, verdict)
        })
    }

    fn verify(&mut self, actor: &Actor, person: PersonId, verdict: VerificationStatus) -> Result<(), Refused> {
        let reason = (verdict == VerificationStatus::Refused).then(|| "Bukan orangnya.".to_owned());
        self.act(actor, &Command::VerifyPerson { person, verdict, reason, note: None })
    }

    /// Records the receiver's account and makes them the one payee. A new account undoes the verification, so that a
    /// receiver who was confirmed before is confirmed again.
    fn pay(&mut self, actor: &Actor, names: &[&str]) -> Result<(), Refused> {
        let people = names.iter().map(|name| self.with_account(actor, name)).collect::<Result<Vec<_>, _>>()?;
        let share = u32::try_from(people.len()).ok().and_then(|count| Share::new(1, count).ok());
        let others = self.people.keys().filter(|name| *name != super::story::PARTICIPANT).count();
        let alone = names.len() == 1 && (names[0] == super::story::PARTICIPANT || others <= 1);
        let basis = if alone { PayeeBasis::Sole } else { PayeeBasis::Agreement };
        let payee = |person| Payee { person, amount: None, share, account_of: person, basis, document: None };
        self.act(actor, &Command::SetPayees(people.into_iter().map(payee).collect()))
    }

    fn pay_guardian(&mut self, actor: &Actor, person: &str, guardian: &str) -> Result<(), Refused> {
        let account_of = self.with_account(actor, guardian)?;
        let person = self.person(person)?;
        let share = Some(Share::WHOLE);
        let payee = Payee { person, amount: None, share, account_of, basis: PayeeBasis::Guardian, document: None };
        self.act(actor, &Command::SetPayees(vec![payee]))
    }

    fn with_account(&mut self, actor: &Actor, name: &str) -> Result<PersonId, Refused> {
        let id = self.person(name)?;
        let Some(person) = self.claim.person(id).cloned() else { return Err(Refused::Unknown { what: "person" }) };
        if person.details.account.is_none() {
            let holder = person.details.name.clone();
            let account = Account { bank: "BRI".to_owned(), number: "012345678901234".to_owned(), holder };
            let mut details = person.details;
            details.account = Some(account);
            self.act(actor, &Command::ChangePerson { person: id, details })?;
            if person.verification.status == VerificationStatus::Confirmed {
                self.verify(actor, id, VerificationStatus::Confirmed)?;
            }
        }
        Ok(id)
    }

    fn settle_alerts(&mut self, actor: &Actor) -> Result<(), Refused> {
        let open: Vec<_> = self.claim.open_alerts().map(|alert| alert.id).collect();
        open.into_iter().try_for_each(|alert| {
            let note = "Sudah diperiksa.".to_owned();
            self.act(actor, &Command::SettleAlert { alert, outcome: SettlementOutcome::Harmless, note })
        })
    }

    fn delivery_begins(&mut self) -> Result<(), Refused> {
        if self.claim.hand_over.queued.is_none() {
            let text = Text::new("Tidak ada kiriman yang menunggu.", "No delivery is queued.");
            return Err(Refused::field("delivery_begins", "nothing_queued", text));
        }
        self.delivery_under_way = true;
        Ok(())
    }
}
