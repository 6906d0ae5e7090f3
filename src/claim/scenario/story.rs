//! A story under way: the claim, the moment, and who the names in it are.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, Datelike, Days, NaiveTime, TimeDelta, Utc};
use serde_json::Value;

use crate::law::heirs::Adoption;
use crate::law::{LawBook, Relation, Text, clock};
use crate::workflow::{ActionName, BenefitSpec, Given, GivenAdoption, GivenPerson, Procedure, StateName};

use super::super::actor::Actor;
use super::super::apply::apply;
use super::super::carry::Origin;
use super::super::command::{Command, Open};
use super::super::decide::decide;
use super::super::event::{Event, Recorded};
use super::super::ids::{ClaimId, PersonId};
use super::super::number::ClaimNumber;
use super::super::parts::{InsuredEvent, Person, PersonDetails, Reporter, Severity, Verification};
use super::super::refusal::Refused;
use super::super::situation::{Situation, Subject};
use super::super::state::Claim;
use super::Mismatch;
use super::cast;

/// The office opens at eight.
const OPENING_HOUR: u32 = 8;

/// What a story calls the insured person among the people of a claim.
pub(super) const PARTICIPANT: &str = "participant";

/// A story between two of its steps.
pub(super) struct Story<'a> {
    pub(super) procedure: &'a Procedure,
    law: &'a LawBook,
    subject: Subject,
    pub(super) claim: Claim,
    now: DateTime<Utc>,
    pub(super) delivery_under_way: bool,
    /// The family by their short names.
    pub(super) people: BTreeMap<String, PersonId>,
    /// The steps that were taken.
    pub(super) taken: BTreeSet<(StateName, ActionName)>,
    /// The steps that somebody tried to take.
    pub(super) tried: BTreeSet<(StateName, ActionName)>,
}

impl<'a> Story<'a> {
    /// Opens the claim and records the family.
    pub(super) fn begin(procedure: &'a Procedure, law: &'a LawBook, given: &Given) -> Result<Self, Mismatch> {
        let subject = cast::subject(given).map_err(|came| ("a participant".to_owned(), came))?;
        let opening = NaiveTime::from_hms_opt(OPENING_HOUR, 0, 0).unwrap_or_default();
        let reported_on = given.reported_on.unwrap_or(given.event_date);
        let mut story = Self {
            procedure,
            law,
            subject,
            claim: Claim::unopened(ClaimId(cast::identity("claim"))),
            now: clock::jakarta_moment(reported_on, opening),
            delivery_under_way: false,
            people: BTreeMap::new(),
            taken: BTreeSet::new(),
            tried: BTreeSet::new(),
        };
        let rina = story.actor("rina").map_err(|refused| refused_at_begin(&refused))?;
        let opening = story.opening(given)?;
        let opener = if given.beneficiary.is_some() { Actor::system() } else { rina.clone() };
        story.act(&opener, &opening).map_err(|refused| refused_at_begin(&refused))?;
        if given.beneficiary.is_none() {
            story.family(&rina, &given.people)?;
        }
        let worker = story.claim.people.iter().find(|person| person.details.relation == Relation::Participant);
        if let Some(worker) = worker.map(|person| person.id) {
            story.people.insert(PARTICIPANT.to_owned(), worker);
        }
        Ok(story)
    }

    /// The claim that earned a scholarship: paid, with the family that was recorded there.
    fn origin(&mut self, given: &Given, child: &str) -> Result<Origin, Mismatch> {
        let mut claim = Claim::unopened(ClaimId(cast::identity("origin")));
        claim.workflow = "jkm".into();
        claim.event.date = given.event_date;
        for person in &given.people {
            self.people.insert(person.name.clone(), PersonId(cast::identity(&person.name)));
        }
        for person in &given.people {
            let id = self.person(&person.name).map_err(|refused| refused_at_begin(&refused))?;
            let parents = person.parents.iter().map(|name| self.person(name)).collect::<Result<Vec<_>, _>>();
            let parents = parents.map_err(|refused| refused_at_begin(&refused))?;
            let details = PersonDetails { parents, ..details(person)? };
            claim.people.push(Person { id, details, verification: Verification::default(), fewer_letters: false });
        }
        let beneficiary = self.person(child).map_err(|refused| refused_at_begin(&refused))?;
        Ok(Origin { claim, benefit: BenefitSpec::Death, beneficiary: Some(beneficiary) })
    }

    fn opening(&mut self, given: &Given) -> Result<Command, Mismatch> {
        let origin = given.beneficiary.as_ref().map(|child| self.origin(given, child)).transpose()?.map(Box::new);
        Ok(Command::Open(Open {
            number: ClaimNumber::new(&self.procedure.name, given.event_date.year(), 1),
            participant: self.subject.participant,
            office: cast::office(),
            event: InsuredEvent { date: given.event_date, time: None, place: None, description: None },
            reporter: Reporter { name: "Ketua RT".to_owned(), phone: None, email: None, relation: None },
            origin,
            findings: given.alerts.iter().map(|kind| (kind.clone(), Severity::Blocking, Value::Null)).collect(),
        }))
    }

    /// Records everybody, and then who is whose child, so that the order of the list means nothing.
    fn family(&mut self, rina: &Actor, people: &[GivenPerson]) -> Result<(), Mismatch> {
        for given in people {
            let details = details(given)?;
            self.act(rina, &Command::AddPerson(details)).map_err(|refused| refused_at_begin(&refused))?;
            if let Some(person) = self.claim.people.last() {
                self.people.insert(given.name.clone(), person.id);
            }
        }
        for given in people.iter().filter(|given| !given.parents.is_empty()) {
            let parents = given.parents.iter().map(|name| self.person(name)).collect::<Result<Vec<_>, _>>();
            let parents = parents.map_err(|refused| refused_at_begin(&refused))?;
            let person = self.person(&given.name).map_err(|refused| refused_at_begin(&refused))?;
            let details = PersonDetails { parents, ..details(given)? };
            self.act(rina, &Command::ChangePerson { person, details }).map_err(|refused| refused_at_begin(&refused))?;
        }
        Ok(())
    }

    /// The person of a short name.
    pub(super) fn person(&self, name: &str) -> Result<PersonId, Refused> {
        self.people.get(name).copied().ok_or(Refused::Unknown { what: "person" })
    }

    /// Who acts under a name.
    pub(super) fn actor(&self, name: &str) -> Result<Actor, Refused> {
        let first = self.claim.people.first().map(|person| person.id);
        cast::actor(name, self.claim.id, first).ok_or_else(|| {
            let text = Text::new(format!("Tidak ada pemeran `{name}`."), format!("Nobody plays `{name}`."));
            Refused::field("as", "unknown_actor", text)
        })
    }

    /// Days pass. The clock moves a minute with every step, so that no two events share a moment.
    pub(super) fn pass(&mut self, days: u32) {
        let later = self.now.checked_add_days(Days::new(u64::from(days))).unwrap_or(self.now);
        self.now = later.checked_add_signed(TimeDelta::minutes(1)).unwrap_or(later);
    }

    /// Decides a command and lets its events happen.
    pub(super) fn act(&mut self, actor: &Actor, command: &Command) -> Result<(), Refused> {
        let situation = Situation {
            procedure: self.procedure,
            law: self.law,
            calendar: &self.law.calendar,
            subject: &self.subject,
            delivery_under_way: self.delivery_under_way,
            clock_started: None,
            now: self.now,
        };
        for event in decide(&situation, &self.claim, command, actor)? {
            if matches!(event, Event::HandOverReceived { .. } | Event::HandOverCancelled { .. }) {
                self.delivery_under_way = false;
            }
            if let Event::ActionTaken(taken) = &event {
                self.taken.insert((taken.from.clone(), taken.action.clone()));
            }
            let recorded = Recorded { seq: self.claim.version + 1, at: self.now, actor: actor.reference(), event };
            self.claim = apply(self.claim.clone(), &recorded);
        }
        Ok(())
    }
}

fn details(given: &GivenPerson) -> Result<PersonDetails, Mismatch> {
    let relation = serde_json::from_value(Value::String(given.relation.clone()))
        .map_err(|_| ("a relation of the heir order".to_owned(), format!("it is `{}`", given.relation)))?;
    Ok(PersonDetails {
        birth_date: given.birth_date,
        alive: Some(given.alive),
        divorced: Some(given.divorced),
        adopted: given.adopted.map(|adopted| match adopted {
            GivenAdoption::Decree => Adoption::Decree,
            GivenAdoption::WithoutDecree => Adoption::WithoutDecree,
        }),
        ..PersonDetails::new(&given.name, relation)
    })
}

fn refused_at_begin(refused: &Refused) -> Mismatch {
    ("the claim to be opened".to_owned(), super::words(refused))
}
