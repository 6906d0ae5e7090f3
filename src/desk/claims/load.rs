//! A claim with everything that a decision about it may look at.

use std::sync::Arc;

use chrono::{DateTime, Utc};

use crate::claim::{self, Actor, Claim, ClaimNumber, Situation, Subject};
use crate::store::queries::{self, Deadline, Income, Incomes, Office, Participant, StoredClaim};
use crate::store::{Db, StoreError};
use crate::workflow::Procedure;

use super::super::context::Desk;
use super::super::deadlines::{CALENDAR_STAMP, OfficeCalendar};
use super::super::error::DeskError;
use super::super::insured;
use super::clock_rows;

/// Which claim.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in super::super) enum Wanted {
    /// By its number, as a person typed it.
    Number(String),
    /// By its identity.
    Id(uuid::Uuid),
}

/// A claim, its participant, its office, its clocks.
#[derive(Clone, Debug)]
pub(in super::super) struct Loaded {
    /// The claim.
    pub(in super::super) claim: Claim,
    /// When its nearest clock ends.
    pub(in super::super) next_deadline: DateTime<Utc>,
    /// The participant as the register knows them.
    pub(in super::super) participant: Participant,
    /// Their income in force on the day of the event.
    pub(in super::super) income: Income,
    /// The same, as the core wants it.
    pub(in super::super) subject: Subject,
    /// Its office.
    pub(in super::super) office: Office,
    /// The holidays and hours of its office.
    pub(in super::super) calendar: Arc<OfficeCalendar>,
    /// The stamp of those as they were read.
    pub(in super::super) calendar_stamp: Option<String>,
    /// Its clocks, newest last.
    pub(in super::super) deadlines: Vec<Deadline>,
    /// Whether a worker holds the queued delivery.
    pub(in super::super) delivery_under_way: bool,
}

struct Raw {
    stored: StoredClaim,
    participant: Option<Participant>,
    incomes: Incomes,
    office: Option<Office>,
    calendar_stamp: Option<String>,
    deadlines: Vec<Deadline>,
    claim: Result<Claim, serde_json::Error>,
    delivery_under_way: bool,
}

impl Desk {
    /// Loads a claim that the actor may see.
    pub(in super::super) async fn load(&self, wanted: &Wanted, actor: &Actor) -> Result<Loaded, DeskError> {
        let now = self.now();
        let wanted = match wanted {
            Wanted::Number(text) => match ClaimNumber::parse(text) {
                Some(number) => Wanted::Number(number.as_str().to_owned()),
                None => return Err(DeskError::NotFound("claim")),
            },
            Wanted::Id(id) => Wanted::Id(*id),
        };
        let raw = self.store().read(move |db| raw(db, &wanted, now)).await?;
        let raw = raw.ok_or(DeskError::NotFound("claim"))?;
        let claim = raw.claim?;
        if !claim::may_see(&claim, actor) {
            return Err(DeskError::NotFound("claim"));
        }
        let participant = raw.participant.ok_or_else(|| missing("participant", &claim))?;
        let office = raw.office.ok_or_else(|| missing("office", &claim))?;
        let calendar = self.office_calendar_as_of(office.id, raw.calendar_stamp.clone()).await?;
        let subject = insured::subject(&participant, &raw.incomes, claim.event.date)?;
        let income = insured::income_on(&participant, &raw.incomes, claim.event.date)?.clone();
        Ok(Loaded {
            claim,
            next_deadline: raw.stored.row.next_deadline,
            participant,
            income,
            subject,
            office,
            calendar,
            calendar_stamp: raw.calendar_stamp,
            deadlines: raw.deadlines,
            delivery_under_way: raw.delivery_under_way,
        })
    }

    /// The procedure that a claim runs on: the stored text of its version.
    pub(in super::super) fn procedure_of(&self, claim: &Claim) -> Result<&Procedure, DeskError> {
        self.shared_procedure_of(claim).map(AsRef::as_ref)
    }

    /// The same, to be kept.
    pub(super) fn shared_procedure_of(&self, claim: &Claim) -> Result<&Arc<Procedure>, DeskError> {
        let found = self.catalogue().get(claim.workflow.as_str(), claim.workflow_version);
        found.ok_or_else(|| {
            DeskError::Unreadable(format!(
                "procedure {} version {} is not stored",
                claim.workflow, claim.workflow_version
            ))
        })
    }

    /// What a decision about a loaded claim looks at.
    pub(in super::super) fn situation<'a>(
        &'a self,
        loaded: &'a Loaded,
        now: DateTime<Utc>,
    ) -> Result<Situation<'a>, DeskError> {
        self.situation_after(loaded, &loaded.claim, now)
    }

    /// The same for the claim as it is after a decision, which may have opened it.
    pub(in super::super) fn situation_after<'a>(
        &'a self,
        loaded: &'a Loaded,
        after: &Claim,
        now: DateTime<Utc>,
    ) -> Result<Situation<'a>, DeskError> {
        Ok(Situation {
            procedure: self.procedure_of(after)?,
            law: self.law(),
            calendar: &loaded.calendar.calendar,
            subject: &loaded.subject,
            delivery_under_way: loaded.delivery_under_way,
            clock_started: clock_rows::running(loaded, after).map(|row| row.started_at),
            now,
        })
    }
}

fn missing(what: &str, claim: &Claim) -> DeskError {
    DeskError::Unreadable(format!("the {what} of claim {} is missing", claim.number))
}

fn raw(db: &mut Db, wanted: &Wanted, now: DateTime<Utc>) -> Result<Option<Raw>, StoreError> {
    let found = match wanted {
        Wanted::Number(number) => queries::claim_by_number(db, number)?,
        Wanted::Id(id) => queries::claim_by_id(db, *id)?,
    };
    let Some(stored) = found else { return Ok(None) };
    let claim = serde_json::from_slice::<Claim>(&stored.row.snapshot);
    let queued = claim.as_ref().ok().and_then(|claim| claim.hand_over.queued);
    let delivery_under_way = match queued {
        Some(delivery) => {
            let row = queries::delivery_by_id(db, delivery.0)?;
            row.is_some_and(|row| row.lease_until.is_some_and(|until| until > now))
        }
        None => false,
    };
    Ok(Some(Raw {
        participant: queries::participant_by_id(db, stored.row.participant_id)?,
        incomes: queries::incomes_of_one(db, stored.row.participant_id)?,
        office: queries::office_by_id(db, stored.row.office_id)?,
        calendar_stamp: queries::setting(db, CALENDAR_STAMP)?,
        deadlines: queries::deadlines_of(db, stored.id)?,
        stored,
        claim,
        delivery_under_way,
    }))
}
