//! A claim as a page shows it: typed, with everything that a reader asks next to it.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use uuid::Uuid;

use crate::claim::{self, Actor, ActorRef, Claim, DocumentId, DocumentStatus, Link, PersonId, Refusal, Situation};
use crate::law::{Coverage, Determination, FieldError, Rupiah, Text, coverage};
use crate::store::{Db, StoreError, queries};
use crate::workflow::{BenefitSpec, DocumentKind, FactKind, Procedure};

use super::super::context::Desk;
use super::super::error::DeskError;
use super::super::participants::{ParticipantItem, item};
use super::load::{Loaded, Wanted};
use super::view::{ClockView, clocks};

/// A claim with its procedure, its papers as they stand, who inherits, what is owed, and what may be done.
#[derive(Clone, Debug)]
pub struct Case {
    /// The claim.
    pub claim: Claim,
    /// Its office, by name.
    pub office: String,
    /// The participant as the register knows them.
    pub participant: ParticipantItem,
    /// The procedure it runs on.
    pub procedure: Arc<Procedure>,
    /// The clock of its state.
    pub clock: Option<ClockView>,
    /// Whether the participant was covered.
    pub coverage: Coverage,
    /// Every required paper, and where it stands.
    pub papers: Vec<WantedPaper>,
    /// Who inherits; or what contradicts itself in what is recorded of the family.
    pub heirs: Result<Determination, Vec<FieldError>>,
    /// What would be owed by today's knowledge; or the rule that says why nothing can be computed.
    pub estimate: Result<claim::Benefit, Box<Refusal>>,
    /// What would be owed had it been a work accident.
    pub if_work_accident: Option<Rupiah>,
    /// The steps out of its state, for the one who asks.
    pub options: Vec<claim::ActionOption>,
    /// Names of the accounts and people that the claim names by id.
    pub names: BTreeMap<Uuid, String>,
    /// Whether it is about somebody who died.
    pub died: bool,
    /// The claim it follows from first, then those that follow from it.
    pub links: Vec<LinkedClaim>,
    /// Codes of the law's table of disabilities on the day of the event, where the procedure asks for one.
    pub disabilities: Vec<(String, Text)>,
}

/// A claim that this one follows from, or that follows from it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LinkedClaim {
    /// Its number; none while it is not open yet.
    pub number: Option<String>,
    /// What its procedure is called.
    pub title: Text,
    /// The person whom it is for, by name.
    pub person: Option<String>,
    /// Whether this claim follows from it.
    pub is_origin: bool,
}

/// A required paper, and where it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WantedPaper {
    /// Kind of paper.
    pub kind: DocumentKind,
    /// Of whom, for a paper of a person.
    pub person: Option<PersonId>,
    /// What people call it, with the person's name.
    pub label: Text,
    /// Where it stands.
    pub standing: PaperStanding,
    /// The version that decides where it stands.
    pub document: Option<DocumentId>,
}

/// Where a required paper stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum PaperStanding {
    /// Nothing came yet, or it was taken back.
    Missing,
    /// The newest version was refused.
    Refused,
    /// The newest version waits for a reviewer.
    InReview,
    /// Done without, with a reason.
    Waived,
    /// Accepted.
    Accepted,
}

impl Case {
    /// The name of whoever the history names, where one is known.
    pub fn name_of(&self, actor: &ActorRef) -> Option<&str> {
        let id = actor.0.split_once(':')?.1.parse::<Uuid>().ok()?;
        self.names.get(&id).map(String::as_str)
    }
}

impl Desk {
    /// A claim as a page shows it to the actor.
    pub async fn case(&self, number: &str, actor: &Actor) -> Result<Case, DeskError> {
        let loaded = self.load(&Wanted::Number(number.to_owned()), actor).await?;
        let accounts = accounts_named(&loaded.claim);
        let linked: Vec<Uuid> = links(&loaded.claim).map(|(link, _)| link.claim.0).collect();
        let read = move |db: &mut Db| -> Result<Named, StoreError> {
            let numbers = if linked.is_empty() { Vec::new() } else { queries::claim_numbers(db, &linked)? };
            Ok(Named { accounts: queries::account_names(db, &accounts)?, numbers: numbers.into_iter().collect() })
        };
        let named = self.store().read(read).await?;
        self.case_of(&loaded, actor, named)
    }

    fn case_of(&self, loaded: &Loaded, actor: &Actor, named: Named) -> Result<Case, DeskError> {
        let now = self.now();
        let situation = self.situation(loaded, now)?;
        let claim = &loaded.claim;
        let program = claim::program(situation.procedure);
        let people = claim.people.iter().map(|person| (person.id.0, person.details.name.clone()));
        Ok(Case {
            procedure: Arc::clone(self.shared_procedure_of(claim)?),
            office: loaded.office.name.clone(),
            participant: item(loaded.participant.clone(), &loaded.income)?,
            clock: clocks(&situation, loaded, claim, &[]).into_iter().next(),
            coverage: coverage::check(
                self.law(),
                program,
                situation.subject.segment,
                &situation.subject.membership,
                claim.event.date,
            ),
            papers: wanted_papers(&situation, claim),
            heirs: claim::heirs(&situation, claim),
            estimate: claim::benefit(&situation, claim),
            if_work_accident: claim::jkk_total(&situation, claim)
                .filter(|_| situation.procedure.benefit == BenefitSpec::Death),
            options: claim::options(&situation, claim, actor),
            died: claim::is_death(situation.procedure, claim),
            links: links(claim).map(|(link, is_origin)| self.linked(claim, link, is_origin, &named.numbers)).collect(),
            disabilities: disabilities(&situation, claim),
            names: named.accounts.into_iter().chain(people).collect(),
            claim: claim.clone(),
        })
    }

    fn linked(&self, claim: &Claim, link: &Link, is_origin: bool, numbers: &BTreeMap<Uuid, String>) -> LinkedClaim {
        let newest = self.catalogue().procedures().filter(|procedure| procedure.name == link.workflow).last();
        let name = link.workflow.as_str().to_uppercase();
        LinkedClaim {
            number: numbers.get(&link.claim.0).cloned(),
            title: newest.map_or_else(|| Text::new(name.clone(), name), |procedure| procedure.title.clone()),
            person: link.person.and_then(|id| claim.person(id)).map(|person| person.details.name.clone()),
            is_origin,
        }
    }
}

/// What the claim names by id, by name.
struct Named {
    accounts: Vec<(Uuid, String)>,
    numbers: BTreeMap<Uuid, String>,
}

/// The claims that a claim is linked to, and whether it follows from them.
fn links(claim: &Claim) -> impl Iterator<Item = (&Link, bool)> {
    claim.origin.iter().map(|link| (link, true)).chain(claim.follow_ups.iter().map(|link| (link, false)))
}

/// Every required paper of a claim, and where it stands.
pub(in super::super) fn wanted_papers(situation: &Situation<'_>, claim: &Claim) -> Vec<WantedPaper> {
    let wanted = claim::required(situation, claim).into_iter().map(|needed| {
        let (standing, document) = standing(claim, &needed.kind, needed.person);
        WantedPaper {
            label: needed.label(situation, claim),
            kind: needed.kind,
            person: needed.person,
            standing,
            document,
        }
    });
    wanted.collect()
}

fn standing(claim: &Claim, kind: &DocumentKind, person: Option<PersonId>) -> (PaperStanding, Option<DocumentId>) {
    if let Some(accepted) = claim.accepted(kind, person) {
        return (PaperStanding::Accepted, Some(accepted.id));
    }
    if claim.waived(kind, person) {
        return (PaperStanding::Waived, None);
    }
    let of_it = |document: &&claim::Document| document.kind == *kind && document.person == person;
    let mut newest = claim.documents.iter().rev().filter(of_it);
    let standing = |status: DocumentStatus| match status {
        DocumentStatus::Pending => Some(PaperStanding::InReview),
        DocumentStatus::Rejected => Some(PaperStanding::Refused),
        DocumentStatus::Accepted | DocumentStatus::Replaced | DocumentStatus::Withdrawn => None,
    };
    newest
        .find_map(|document| standing(document.status).map(|standing| (standing, Some(document.id))))
        .unwrap_or((PaperStanding::Missing, None))
}

/// The accounts behind everything that was done to a claim.
fn accounts_named(claim: &Claim) -> Vec<Uuid> {
    let mut actors: Vec<&ActorRef> = Vec::new();
    for document in &claim.documents {
        actors.push(&document.received_from);
        actors.extend(document.review.as_ref().map(|review| &review.by));
    }
    actors.extend(claim.people.iter().filter_map(|person| person.verification.by.as_ref()));
    actors.extend(claim.alerts.iter().filter_map(|alert| alert.settled.as_ref()).map(|settled| &settled.by));
    actors.extend(claim.notes.iter().map(|note| &note.by));
    let ids = actors.into_iter().filter_map(|actor| actor.0.split_once(':')?.1.parse().ok());
    let ids: BTreeSet<Uuid> = ids.chain(claim.assignee.map(|account| account.0)).collect();
    ids.into_iter().collect()
}

/// The codes of disabilities that the law of the day knows, for a procedure that asks for one.
fn disabilities(situation: &Situation<'_>, claim: &Claim) -> Vec<(String, Text)> {
    let asks = |kind: &FactKind| match kind {
        FactKind::Table { columns, .. } => columns.values().any(|column| column.kind == FactKind::DisabilityCode),
        kind => *kind == FactKind::DisabilityCode,
    };
    let table = situation.law.disability.in_force(claim.event.date);
    let rows = table.filter(|_| situation.procedure.facts.values().any(|spec| asks(&spec.kind)));
    rows.into_iter().flat_map(|table| &table.rules.rows).map(|row| (row.code.clone(), row.title.clone())).collect()
}
